// Several types and groups in steady state, beside truncated Markov chains: sharing, loss with overflow,
// priorities, redials.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "family.hpp"
#include "laboratory.hpp"
#include "reference_rows.hpp"

using namespace switchover;

namespace {

constexpr std::uint32_t replications = 160;

struct Model {
  std::string name;
  std::map<std::string, double> exact;
  Scenario scenario;
  Rows window;
  double window_s = 0;
  double of(const std::string& metric) const { return exact.at(metric); }
};

Model open_model(const std::string& name) {
  Model model;
  model.name = name;
  for (const ReferenceRow& row : reference_rows("ctmc_steady.csv"))
    if (row.text("model") == name) model.exact[row.text("metric")] = row.number("value");
  model.scenario = scenario_of_file(name);
  model.window = measured_rows(model.scenario);
  model.window_s = (model.scenario.measure->second - model.scenario.measure->first).in_seconds();
  return model;
}

// P_wait, Lq, EW and P_ab of one type.
void compare_type(Family& family, const Model& model, const std::string& type, const QueueSums& q) {
  const double waiters = model.of("P_wait_" + type) * q.offered;
  family.share("P_wait_" + type, model.of("P_wait_" + type), q.offered - q.at_once, q.offered);
  family.ratio("Lq" + type, model.of("Lq" + type), q.queue_time_s, model.window_s, waiters);
  family.ratio("EW" + type, model.of("EW" + type + "_all"), q.wait_all_s, q.offered, waiters);
  family.share("P_ab_" + type, model.of("P_ab_" + type), q.abandoned, q.offered);
}

void run_n_design(Family& family, const std::string& name, std::uint64_t seed) {
  const Model model = open_model(name);
  family.begin_row(name);
  run_replications(model.scenario, seed, replications, [&](const Tally& tally) {
    const QueueSums one = queue_sums(tally, 0, model.window), two = queue_sums(tally, 1, model.window);
    const AgentSums own = agent_sums(tally, 0, model.window), shared = agent_sums(tally, 1, model.window);
    family.next_replication();
    compare_type(family, model, "1", one);
    compare_type(family, model, "2", two);
    family.ratio("busy_G1", model.of("busy_G1"), own.talking_s, model.window_s, one.offered);
    family.ratio("busy_G2_type1", model.of("busy_G2_type1"), one.busy_time_s - own.talking_s, model.window_s,
                 one.offered);
    family.ratio("busy_G2_type2", model.of("busy_G2_type2"), two.busy_time_s, model.window_s, two.offered);
    family.ratio("occ_G1", model.of("occ_G1"), own.talking_s, own.signed_in_s, one.offered);
    family.ratio("occ_G2", model.of("occ_G2"), shared.talking_s, shared.signed_in_s, two.offered);
    // Conversations by the clock of the answer: the shared group's, without those of type two.
    const double all = own.answered + shared.answered;
    family.ratio("frac_type1_served_by_G2", model.of("frac_type1_served_by_G2"),
                 all - two.answered - own.answered, one.answered, one.offered);
  });
  family.end_row();
}

void run_m_design(Family& family, std::uint64_t seed) {
  const Model model = open_model("M_design_a");
  family.begin_row(model.name);
  run_replications(model.scenario, seed, replications, [&](const Tally& tally) {
    const QueueSums one = queue_sums(tally, 0, model.window), two = queue_sums(tally, 1, model.window);
    family.next_replication();
    compare_type(family, model, "1", one);
    compare_type(family, model, "2", two);
    std::array<AgentSums, 3> group;
    for (std::size_t g = 0; g < 3; ++g) {
      group[g] = agent_sums(tally, g, model.window);
      const std::string name = "occ_G" + std::to_string(g + 1);
      family.ratio(name, model.of(name), group[g].talking_s, group[g].signed_in_s, one.offered);
    }
    family.ratio("busy_G3_type1", model.of("busy_G3_type1"), one.busy_time_s - group[0].talking_s,
                 model.window_s, one.offered);
    family.ratio("busy_G3_type2", model.of("busy_G3_type2"), two.busy_time_s - group[1].talking_s,
                 model.window_s, two.offered);
  });
  family.end_row();
}

void run_overflow_loss(Family& family, std::uint64_t seed) {
  const Model model = open_model("overflow_loss_a");
  family.begin_row(model.name);
  run_replications(model.scenario, seed, replications, [&](const Tally& tally) {
    family.next_replication();
    for (std::size_t t = 0; t < 2; ++t) {
      const QueueSums q = queue_sums(tally, t, model.window);
      const std::string type = std::to_string(t + 1);
      const double own = agent_sums(tally, t, model.window).answered;
      CHECK(q.offered == q.at_once);
      family.share("P_block_" + type, model.of("P_block_" + type), q.blocked_queue, q.attempts);
      family.share("P_overflow_" + type, model.of("P_overflow_" + type), q.attempts - own, q.attempts);
    }
    family.ratio("busy_shared", model.of("busy_shared"), agent_sums(tally, 2, model.window).talking_s,
                 model.window_s, 1e6);
  });
  family.end_row();
}

void run_priority(Family& family, std::uint64_t seed) {
  const Model model = open_model("priority2_a_noab");
  family.begin_row(model.name);
  run_replications(model.scenario, seed, replications, [&](const Tally& tally) {
    const QueueSums high = queue_sums(tally, 0, model.window), low = queue_sums(tally, 1, model.window);
    const double waiters = model.of("P_wait") * high.offered;
    family.next_replication();
    family.share("P_wait", model.of("P_wait"), high.offered - high.at_once + low.offered - low.at_once,
                 high.offered + low.offered);
    family.ratio("Lq1", model.of("Lq1"), high.queue_time_s, model.window_s, waiters);
    family.ratio("Lq2", model.of("Lq2"), low.queue_time_s, model.window_s, waiters);
    family.ratio("EW1", model.of("EW1_all"), high.wait_all_s, high.offered, waiters);
    family.ratio("EW2", model.of("EW2_all"), low.wait_all_s, low.offered, waiters);
    family.count("P_ab", model.of("P_ab_1") + model.of("P_ab_2"), high.abandoned + low.abandoned);
    family.share("P_V1_le_20s", model.of("P_V1_le_20s"), high.virtual_in_time, high.virtual_known);
    family.share("P_V2_le_20s", model.of("P_V2_le_20s"), low.in_time, low.offered);
    const AgentSums agents = agent_sums(tally, 0, model.window);
    family.ratio("occupancy", model.of("occupancy"), agents.talking_s, agents.signed_in_s, high.offered);
  });
  family.end_row();
}

void run_retrial(Family& family, std::uint64_t seed) {
  const Model model = open_model("retrial_a");
  const double fresh = 0.08, retry = model.of("retry_rate");
  const double wait = (fresh * model.of("P_wait_fresh") + retry * model.of("P_wait_retry")) / (fresh + retry);
  family.begin_row(model.name);
  run_replications(model.scenario, seed, replications, [&](const Tally& tally) {
    const QueueSums q = queue_sums(tally, 0, model.window);
    const AgentSums agents = agent_sums(tally, 0, model.window);
    const PeopleSums people = people_sums(tally, 0, model.window);
    CHECK(q.attempts == q.offered);
    CHECK(people.unresolved == 0);
    family.next_replication();
    family.ratio("Lq", model.of("Lq"), q.queue_time_s, model.window_s, q.offered);
    family.ratio("busy", model.of("busy"), q.busy_time_s, model.window_s, q.offered);
    family.ratio("occupancy", model.of("occupancy"), agents.talking_s, agents.signed_in_s, q.offered);
    family.ratio("attempt_rate", model.of("attempt_rate"), q.attempts, model.window_s, q.offered);
    family.ratio("retry_rate", retry, q.attempts - q.first_attempts, model.window_s, q.offered);
    family.ratio("throughput_served", model.of("throughput_served"), q.answered, model.window_s, q.offered);
    family.share("P_abandon_per_attempt", model.of("P_abandon_per_attempt"), q.abandoned, q.offered);
    family.ratio("EW_per_attempt", model.of("EW_per_attempt"), q.wait_all_s, q.offered, q.offered);
    family.share("P_wait of both", wait, q.offered - q.at_once, q.offered);
    family.ratio("attempts_per_fresh_call", model.of("attempts_per_fresh_call"), people.attempts,
                 people.people, people.people);
    family.share("P_eventually_served", model.of("P_eventually_served"), people.served, people.people);
  });
  family.end_row();
}

}  // namespace

TEST_CASE("Several types and groups by simulation") {
  Family family("Markov chains");
  run_n_design(family, "N_design_a", 3001);
  run_n_design(family, "N_design_b", 3002);
  run_m_design(family, 3003);
  run_overflow_loss(family, 3004);
  run_priority(family, 3005);
  run_retrial(family, 3006);
  family.finish();
}
