// One queue, one group, steady state: M/M/n+M (Erlang A) and M/M/n+G.
#include <fmt/format.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>

#include "family.hpp"
#include "laboratory.hpp"
#include "reference_rows.hpp"

using namespace switchover;

namespace {

constexpr double aht_s = 240;
constexpr std::uint32_t replications = 60;

// A steady state: one interval to warm up, the measured ones, and one more for those who still wait.
std::string steady_queue(double agents, double calls_per_hour, const std::string& patience, double warm_up_s,
                         double least_calls) {
  const double wanted_s = std::max(least_calls / calls_per_hour * 3600, 8 * warm_up_s);
  const double measured_s = std::ceil(wanted_s / warm_up_s) * warm_up_s;
  return fmt::format(
      R"(schema = 1
name = "steady state"
start = 2026-03-02T00:00:00
length = "{}s"
interval = "{}s"
measure = ["{}s", "{}s"]
defaults = "textbook"
[queue.calls]
promise = "80% in 20s"
calls_per_hour = {}
talk = {{ law = "exponential", mean = "240s" }}
patience = {}
[group.agents]
skills = ["calls"]
agents = {}
)",
      measured_s + 2 * warm_up_s, warm_up_s, warm_up_s, warm_up_s + measured_s, calls_per_hour, patience,
      agents);
}

struct ErlangACase {
  const char *agents, *rho, *ratio;  // as the table writes them; ratio: theta over mu
};
// Chosen beforehand: every number of agents, every load, every ratio.
constexpr std::array<ErlangACase, 24> erlang_a_cases{{
    {"1", "0.5", "0.5"},   {"1", "1.5", "2"},      {"2", "0.9", "0.1"},    {"2", "1", "1"},
    {"3", "0.95", "10"},   {"3", "2", "0.5"},      {"5", "0.8", "0.5"},    {"5", "1.1", "2"},
    {"5", "5", "0.1"},     {"10", "0.5", "1"},     {"10", "0.99", "0.1"},  {"10", "1.02", "10"},
    {"20", "0.95", "0.5"}, {"20", "1.5", "1"},     {"50", "0.9", "0.1"},   {"50", "1", "2"},
    {"50", "1.1", "10"},   {"100", "0.95", "0.5"}, {"100", "1.02", "0.1"}, {"100", "2", "1"},
    {"200", "0.99", "2"},  {"200", "1.1", "0.5"},  {"500", "1", "1"},      {"1000", "1.02", "2"},
}};

const ReferenceRow& find_row(const std::vector<ReferenceRow>& rows, const ErlangACase& it) {
  for (const ReferenceRow& row : rows) {
    if (row.number("n") == std::stod(it.agents) && row.number("rho") == std::stod(it.rho) &&
        row.number("theta_over_mu") == std::stod(it.ratio))
      return row;
  }
  FAIL("no such row");
  return rows.front();
}

void compare_common(Family& family, const ReferenceRow& row, const QueueSums& q, const AgentSums& a,
                    double window_s, double agents) {
  const double waiters = row.number("P_wait") * q.offered;
  family.share("P_wait", row.number("P_wait"), q.offered - q.at_once, q.offered);
  family.share("P_abandon", row.number("P_abandon"), q.abandoned, q.offered);
  family.ratio("Lq", row.number("Lq"), q.queue_time_s, window_s, waiters);
  family.ratio("occupancy", row.number("occupancy"), a.talking_s, agents * window_s, q.offered);
}

}  // namespace

TEST_CASE("Erlang A by simulation") {
  Family family("Erlang A");
  const auto rows = reference_rows("erlang_a.csv");
  std::uint64_t seed = 1000;
  for (const ErlangACase& it : erlang_a_cases) {
    const ReferenceRow& row = find_row(rows, it);
    const double agents = row.number("n"), ratio = row.number("theta_over_mu");
    const std::string patience = fmt::format(R"({{ law = "exponential", mean = "{}s" }})", aht_s / ratio);
    const double per_hour = row.number("offered_load_a") * 3600 / aht_s;
    const Scenario scenario = scenario_of_text(
        steady_queue(agents, per_hour, patience, 25 * aht_s * std::max(1.0, 1 / ratio), 40'000));
    const Rows window = measured_rows(scenario);
    const double window_s = (scenario.measure->second - scenario.measure->first).in_seconds();
    family.begin_row(fmt::format("n {}, rho {}, theta/mu {}", it.agents, it.rho, it.ratio));
    run_replications(scenario, ++seed, replications, [&](const Tally& tally) {
      const QueueSums q = queue_sums(tally, 0, window);
      const AgentSums a = agent_sums(tally, 0, window);
      CHECK(a.signed_in_s == Approx(agents * window_s));
      family.next_replication();
      family.count("offered", per_hour * window_s / 3600, q.offered);
      compare_common(family, row, q, a, window_s, agents);
      family.ratio("EW", row.number("EW_all_in_service_units") * aht_s, q.wait_all_s, q.offered,
                   row.number("P_wait") * q.offered);
    });
    family.end_row();
  }
  family.finish();
}

namespace {

std::string patience_of(const std::string& text) {
  double a = 0, b = 0;
  if (std::sscanf(text.c_str(), "exp(%lf)", &a) == 1)
    return fmt::format(R"({{ law = "exponential", mean = "{}s" }})", a);
  if (std::sscanf(text.c_str(), "det(%lf)", &a) == 1)
    return fmt::format(R"({{ law = "deterministic", mean = "{}s" }})", a);
  if (std::sscanf(text.c_str(), "uniform(%lf,%lf)", &a, &b) == 2)
    return fmt::format(R"({{ law = "uniform", low = "{}s", high = "{}s" }})", a, b);
  REQUIRE(std::sscanf(text.c_str(), "lognormal(mean=%lf,cv=%lf)", &a, &b) == 2);
  return fmt::format(R"({{ law = "lognormal", mean = "{}s", cv = {} }})", a, b);
}

// Deterministic, uniform and lognormal for seven sizes, and three exponential rows of one size.
bool is_chosen(const ReferenceRow& row) {
  const std::string& patience = row.text("patience");
  const double n = row.number("n"), rho = row.number("rho");
  if (patience.starts_with("exp(")) return n == 20 && rho == 0.95 && patience != "exp(150)";
  if (n == 20) return rho == 1.2;
  if (n == 50) return rho == 1.05;
  if (n == 100) return rho == 0.98;
  return true;
}

void compare_waits(Family& family, const ReferenceRow& row, const QueueSums& q) {
  const double waiters = row.number("P_wait") * q.offered, gone = row.number("P_abandon") * q.offered;
  family.ratio("EV", row.number("EV"), q.virtual_wait_s, q.virtual_known, waiters);
  family.ratio("EW_all", row.number("EW_all"), q.wait_all_s, q.offered, waiters);
  family.ratio("EW_served", row.number("EW_served"), q.wait_answered_s, q.answered, waiters);
  family.ratio("EW_abandoned", row.number("EW_abandoned"), q.wait_all_s - q.wait_answered_s, q.abandoned,
               gone);
  family.share("P_V_le_T", row.number("P_V_le_T"), q.virtual_in_time, q.virtual_known);
  family.share("P_served_le_T", row.number("P_served_le_T"), q.in_time, q.offered);
  family.share("SL_served_over_served", row.number("SL_served_over_served"), q.in_time, q.answered);
  family.share("SL_excl_shortab", row.number("SL_excl_shortab"), q.in_time, q.offered - q.abandoned_in_time);
  family.share("P_ab_le_T", row.number("P_ab_le_T"), q.abandoned_in_time, q.offered);
}

}  // namespace

TEST_CASE("M/M/n+G by simulation") {
  Family family("M/M/n+G");
  std::uint64_t seed = 2000;
  std::size_t chosen = 0;
  for (const ReferenceRow& row : reference_rows("mmn_plus_g.csv")) {
    if (!is_chosen(row)) continue;
    ++chosen;
    const double agents = row.number("n"), per_hour = row.number("lambda_per_s") * 3600;
    REQUIRE(row.number("aht_s") == aht_s);
    const Scenario scenario = scenario_of_text(
        steady_queue(agents, per_hour, patience_of(row.text("patience")), 60 * aht_s, 40'000));
    const Rows window = measured_rows(scenario);
    const double window_s = (scenario.measure->second - scenario.measure->first).in_seconds();
    family.begin_row(fmt::format("n {}, rho {}, {}", agents, row.number("rho"), row.text("patience")));
    run_replications(scenario, ++seed, replications, [&](const Tally& tally) {
      const QueueSums q = queue_sums(tally, 0, window);
      CHECK(q.virtual_known == q.offered);
      family.next_replication();
      compare_common(family, row, q, agent_sums(tally, 0, window), window_s, agents);
      compare_waits(family, row, q);
    });
    family.end_row();
  }
  CHECK(chosen == 24);
  family.finish();
}
