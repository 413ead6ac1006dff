// Planted fixes: centres in which, by construction, exactly one lever or pair passes and is cheapest. Where
// the long run has an exact answer (Erlang A, Erlang B), thresholds lie half way between the exact figures
// with the planted amount and with one less: the fix must be the planted amount itself.
#include "analysis/fix.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>

#include "analysis/theory/erlang.hpp"
#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

constexpr double calls_per_hour = 300, talk_s = 180, patience_s = 180, target_s = 20;
constexpr double load = calls_per_hour * talk_s / 3600;

// Half way between the service level with so many agents and with one less, in per cent.
double planted_level(int agents) {
  const auto level = [&](int n) {
    return service_level(*erlang_a(n, load, talk_s, patience_s, target_s), ServiceLevel::answered_of_offered);
  };
  return 50 * (level(agents) + level(agents - 1));
}
double planted_blocking(int trunks) { return 50 * (erlang_b(trunks, load) + erlang_b(trunks - 1, load)); }

const std::string top =
    "start = 2026-03-02T08:00:00\nlength = \"10h\"\nruns = 200\nseed = 20260302\ndefaults = \"textbook\"\n";
std::string queue(const std::string& name) {
  return fmt::format(
      "[queue.{}]\npromise = \"80% in 20s\"\ntalk = \"180s\"\npatience = \"180s\"\ncalls_per_hour = 300\n",
      name);
}
std::string group(const std::string& name, int agents, const std::string& more = "") {
  return fmt::format("[group.{0}]\nskills = [\"{0}\"]\nagents = {1}\n{2}", name, agents, more);
}
std::string level_of(const std::string& name, int agents) {  // after an hour of warming up
  return fmt::format("\"mean service_level_1[{}] >= {:.6f}% over 09:00-18:00\"", name, planted_level(agents));
}

FixAnswer fix_of(const std::string& text) {
  const Expected<Scenario> read = read_text(text);
  if (!read.ok()) FAIL(to_string(read.problems().front()));
  CaseRunner runner(read.value(), {});
  FixAnswer answer = find_fix(read.value(), runner, {});
  UNSCOPED_INFO(answer.sentence);
  for (const FixTrial& trial : answer.trials) {
    UNSCOPED_INFO(trial.text << ": " << to_string(trial.verdict) << ", " << trial.tightest);
  }
  CHECK(answer.sound);
  return answer;
}

}  // namespace

TEST_CASE("planted fix 1: so many agents as Erlang A asks for, and no other lever helps") {
  const FixAnswer answer =
      fix_of(top + "[platform.main]\ntrunks = 400\n" + queue("sales") + queue("other") + group("sales", 12) +
             group("other", 30) + "[expect]\nmust = [" + level_of("sales", 18) +
             "]\n[levers]\n"
             "elsewhere = { group = \"other\", agents = \"0..10\" }\n"
             "trunks = { trunks = \"0..100/10\" }\n"
             "overtime = { group = \"sales\", agents = \"0..20\", price = \"30 per agent hour\" }\n");
  REQUIRE(answer.found);
  CHECK(answer.trials[0].parts == std::vector<std::string>{"+6 sales, all day"});
  CHECK(*answer.trials[0].cost == 1800);
}

TEST_CASE("planted fix 2: so many trunks as Erlang B asks for") {
  const FixAnswer answer =
      fix_of(top + "[platform.main]\ntrunks = 14\n" + queue("sales") + group("sales", 60) +
             fmt::format("[expect]\nmust = [\"mean blocked_rate[main] <= {:.6f}% over 09:00-18:00\"]\n",
                         planted_blocking(20)) +
             "[levers]\novertime = { group = \"sales\", agents = \"0..40\" }\n"
             "trunks = { trunks = \"0..20\", price = \"21 per trunk per month\" }\n");
  REQUIRE(answer.found);
  CHECK(answer.trials[0].parts == std::vector<std::string>{"+6 trunks on main (14 -> 20)"});
  CHECK(*answer.trials[0].cost == Approx(6));
  CHECK(*answer.trials[0].cost_a_month == Approx(126));
}

TEST_CASE("planted fix 3: two queues short of agents need the pair, each as many as Erlang A asks for") {
  const FixAnswer answer =
      fix_of(top + queue("sales") + queue("service") + group("sales", 14) + group("service", 16) +
             "[expect]\nmust = [" + level_of("sales", 18) + ", " + level_of("service", 19) +
             "]\n[levers]\nsales = { group = \"sales\", agents = \"0..12\", price = \"30 per agent hour\" }\n"
             "service = { group = \"service\", agents = \"0..12\", price = \"20 per agent hour\" }\n");
  REQUIRE(answer.found);
  CHECK(answer.trials[0].parts == std::vector<std::string>{"+4 sales, all day", "+3 service, all day"});
  CHECK(*answer.trials[0].cost == 1800);
}

TEST_CASE("planted fix 4: two volunteers are cheap, the rest of what Erlang A asks for is overtime") {
  const FixAnswer answer = fix_of(
      top + queue("sales") + group("sales", 12) + "[expect]\nmust = [" + level_of("sales", 18) +
      "]\n[levers]\novertime = { group = \"sales\", agents = \"0..20\", price = \"30 per agent hour\" }\n"
      "volunteers = { group = \"sales\", agents = \"0..2\", price = \"5 per agent hour\" }\n");
  REQUIRE(answer.found);
  CHECK(answer.trials[0].parts == std::vector<std::string>{"+4 sales, all day", "+2 sales, all day"});
  CHECK(*answer.trials[0].cost == 1300);
}

TEST_CASE("planted fix 5: a decision in five minutes keeps the time to accept calls, logins do not") {
  const FixAnswer answer = fix_of(
      "start = 2026-03-02T08:00:00\nlength = \"4h\"\nruns = 200\nseed = 5\ndefaults = \"textbook\"\n"
      "[platform.old]\n[platform.new]\n" +
      queue("sales") + group("sales", 30, "platform = \"old\"\n") +
      "[group.new]\nskills = [\"sales\"]\nagents = 12\nplatform = \"new\"\n"
      "[component.\"old.dc1\"]\nkind = \"data centre\"\n"
      "[[event]]\nname = \"loss\"\nwhat = \"outage\"\ntarget = \"old.dc1\"\nat = \"09:00\"\nlasts = \"90m\"\n"
      "[[failover]]\nname = \"dc1 to new\"\nwatches = \"old.dc1\"\ndetect = \"2m\"\ndecide = \"10m\"\n"
      "execute = \"1m\"\nto = \"new\"\nagents = { dual_enabled = \"60%\" }\n"
      "failback = { after_repair = \"15m\" }\n"
      // detected after 2 m, carried out in 1 m: a decision in 5 m makes 8 m, one in 6 m makes 9 m
      "[expect]\nmust = [\"p95 time_to_accept_calls <= 8m30s after loss\"]\n[levers]\n"
      "logins = { dual_enabled = \"60%..100%/10%\" }\n"
      "failback = { failback = \"0m..15m/5m\" }\n"
      "decision = { decide = \"0s..10m\", price = \"800 per use\" }\n");
  REQUIRE(answer.found);
  CHECK(answer.trials[0].parts == std::vector<std::string>{"dc1 to new: decision in 5 m, was 10 m"});
  CHECK(*answer.trials[0].cost == 800);
}
