// Solve against exact answers: Erlang A, exhaustive search and Erlang B.
#include <fmt/format.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>
#include <limits>

#include "analysis/staff_search.hpp"
#include "analysis/theory/erlang.hpp"
#include "laboratory.hpp"

using namespace switchover;

namespace {

struct SingleSkill {
  double load_erlang, aht_s, patience_s, share, within_s;
};
// Chosen before the first run: load, handling time, patience, target.
constexpr std::array<SingleSkill, 30> single_skill{{
    {2, 180, 120, 0.80, 20},  {3, 300, 300, 0.80, 20},  {4, 240, 60, 0.90, 10},   {5, 180, 180, 0.80, 20},
    {6, 420, 300, 0.70, 60},  {8, 240, 120, 0.80, 20},  {10, 180, 90, 0.80, 20},  {10, 300, 300, 0.90, 15},
    {12, 240, 60, 0.70, 30},  {15, 180, 300, 0.80, 20}, {15, 360, 120, 0.80, 30}, {18, 240, 180, 0.95, 10},
    {20, 180, 120, 0.80, 20}, {20, 300, 600, 0.80, 20}, {22, 240, 60, 0.80, 20},  {25, 180, 300, 0.70, 60},
    {25, 420, 240, 0.80, 45}, {28, 240, 120, 0.90, 20}, {30, 180, 180, 0.80, 20}, {30, 300, 90, 0.60, 10},
    {35, 240, 300, 0.80, 20}, {35, 180, 60, 0.80, 15},  {40, 300, 300, 0.80, 20}, {40, 240, 120, 0.75, 30},
    {45, 180, 240, 0.90, 10}, {50, 240, 180, 0.80, 20}, {50, 360, 600, 0.85, 30}, {60, 180, 120, 0.80, 20},
    {60, 300, 300, 0.70, 45}, {80, 240, 240, 0.80, 20},
}};

std::string steady(const SingleSkill& c, double agents, std::uint64_t seed) {
  const double per_hour = c.load_erlang / c.aht_s * 3600;
  const double hours = std::clamp(std::ceil(16000 / per_hour), 30.0, 300.0);
  return fmt::format(R"(schema = 1
name = "steady"
start = 2026-03-02T00:00:00
length = "{:g}h"
interval = "1h"
measure = ["2h", "{:g}h"]
runs = 40
seed = {}
defaults = "textbook"
[queue.calls]
promise = "80% in 20s"
sl_counts = "answered of offered"
calls_per_hour = {:.12g}
talk = {{ law = "exponential", mean = "{:g}s" }}
patience = {{ law = "exponential", mean = "{:g}s" }}
[group.agents]
skills = ["calls"]
agents = {:g}
)",
                     hours, hours, seed, per_hour, c.aht_s, c.patience_s, agents);
}

}  // namespace

TEST_CASE("solve agents finds what Erlang A says, or misses it by no more than its interval") {
  int equal = 0;
  for (std::size_t i = 0; i < single_skill.size(); ++i) {
    const SingleSkill& c = single_skill[i];
    const int exact = *agents_for_erlang_a(c.load_erlang, c.aht_s, c.patience_s, c.share, c.within_s,
                                           ServiceLevel::answered_of_offered);
    // A wrong number of agents to start from: it must not matter.
    const Scenario scenario = scenario_of_text(steady(c, std::ceil(1.3 * c.load_erlang) + 1, 100 + i));
    CaseRunner runner(scenario, {});
    SolveOptions options;
    options.target = parse_target(fmt::format("{:g}% in {:g}s", c.share * 100, c.within_s)).value();
    options.search_runs = 10;
    options.check_runs = 10;
    const SolveReport report = solve(scenario, runner, options);
    REQUIRE(report.intervals.size() == 1);
    const int found = static_cast<int>(report.intervals[0].needed);
    INFO(fmt::format("case {}: {} found, {} exact, {}", i, found, exact, report.sentence));
    equal += found == exact ? 1 : 0;
    if (found == exact) continue;
    CHECK(std::abs(found - exact) == 1);
    const int fewer = std::min(found, exact);
    const double level =
        erlang_a(fewer, c.load_erlang, c.aht_s, c.patience_s, c.within_s)->answered_within_target;
    REQUIRE(report.checked.half_width());
    CHECK(std::abs(level - c.share) <= *report.checked.half_width());
  }
  std::printf("solve agents against Erlang A: %d of %zu equal\n", equal, single_skill.size());
  CHECK(equal >= 24);
}

namespace {

struct MultiSkill {
  const char* name;
  double first_per_hour, second_per_hour;
  std::vector<std::string> groups;  // skills, as in a scenario
};

std::string centre_of(const MultiSkill& c, int seed) {
  std::string text = fmt::format(R"(schema = 1
name = "{}"
start = 2026-03-02T08:00:00
length = "6h"
interval = "6h"
runs = 40
seed = {}
defaults = "textbook"
[queue.a]
promise = "80% in 20s"
calls_per_hour = {:g}
talk = {{ law = "exponential", mean = "240s" }}
patience = {{ law = "exponential", mean = "180s" }}
[queue.b]
promise = "70% in 30s"
calls_per_hour = {:g}
talk = {{ law = "exponential", mean = "300s" }}
patience = {{ law = "exponential", mean = "240s" }}
)",
                                 c.name, seed, c.first_per_hour, c.second_per_hour);
  for (std::size_t g = 0; g < c.groups.size(); ++g)
    text += fmt::format("[group.g{}]\nskills = [{}]\nagents = 4\n", g, c.groups[g]);
  return text;
}

StaffQuestion question_of(const Scenario& scenario) {
  StaffQuestion question;
  question.scenario = scenario;
  question.grid = staff_grid(scenario);
  question.targets = queue_targets(scenario, {});
  for (std::size_t g = 0; g < scenario.centre.groups.size(); ++g) question.groups.push_back(g);
  question.judged = {{true, true}};
  return question;
}

// Is there any staffing of so many agents in all that keeps the target?
bool any_with(StaffTrials& trials, const StaffQuestion& question, int agents, std::uint32_t runs) {
  const std::size_t groups = question.groups.size();
  for (int first = 0; first <= agents; ++first) {
    for (int second = 0; second <= (groups == 3 ? agents - first : 0); ++second) {
      Staffing staffing{{static_cast<double>(first)}};
      if (groups == 3) staffing[0].push_back(second);
      staffing[0].push_back(agents - first - second);
      const StaffTrial trial = trials.run(staffing, 0, runs, Luck::search);
      if (*step_margin(question, trial, 0) >= 0) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("solve agents of groups that help each other costs no more than exhaustive search finds") {
  const std::vector<MultiSkill> cases = {
      {"own groups", 40, 30, {"\"a\"", "\"b\""}},
      {"one group helps", 50, 30, {"\"a\"", "\"b\", \"a\""}},
      {"two specialists and a generalist", 45, 35, {"\"a\"", "\"b\"", "\"a\", \"b\""}},
      {"a small queue beside a large one", 70, 12, {"\"a\"", "\"b\"", "\"b\", \"a\""}},
      {"help after a wait", 50, 40, {"\"a\"", "\"b\", \"a after 15s\"", "\"a\", \"b\""}},
  };
  constexpr std::uint32_t runs = 30;
  std::size_t most_trials = 0;
  // Five centres, each with five mixes of calls from half to twice as many.
  for (int n = 0; n < 25; ++n) {
    MultiSkill c = cases[static_cast<std::size_t>(n) % cases.size()];
    c.first_per_hour *= 0.5 + 0.04 * ((n * 7) % 40);
    c.second_per_hour *= 0.5 + 0.04 * ((n * 11) % 40);
    const Scenario scenario = scenario_of_text(centre_of(c, n + 1));
    CaseRunner runner(scenario, {});
    const StaffQuestion question = question_of(scenario);
    const Staffing there = staffing_of(scenario.centre, question.grid);
    StaffTrials trials(runner, question);
    const StaffDemand demand = demand_of(runner, question, there, runs);
    StaffSearch search(trials, question, demand, there, runs);
    const Staffing found = search.every_step();
    most_trials = std::max(most_trials, trials.trials());
    const StaffTrial kept = trials.run(found, 0, runs, Luck::search);
    double agents = 0;
    for (const double there_are : found[0]) agents += there_are;
    INFO(c.name << ": " << staffing_text(found) << " in " << trials.trials() << " trials");
    REQUIRE(search.reached());
    CHECK(*step_margin(question, kept, 0) >= 0);
    for (int fewer = static_cast<int>(agents) - 1; fewer >= 2; --fewer)
      CHECK_FALSE(any_with(trials, question, fewer, runs));
  }
  std::printf("solve agents against exhaustive search: at most %zu trials\n", most_trials);
  CHECK(most_trials < 150);
}

TEST_CASE("solve trunks finds what Erlang B says, or misses it by no more than its interval") {
  struct Trunks {
    double load_erlang, blocking;
  };
  constexpr std::array<Trunks, 5> cases{{{5, 0.01}, {10, 0.02}, {20, 0.05}, {40, 0.01}, {80, 0.002}}};
  int equal = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Trunks& c = cases[i];
    const double per_hour = c.load_erlang / 180 * 3600;
    const double hours = std::ceil(20000 / per_hour) + 4;
    const Scenario scenario = scenario_of_text(fmt::format(R"(schema = 1
name = "trunks"
start = 2026-03-02T00:00:00
length = "{:g}h"
interval = "1h"
measure = ["2h", "{:g}h"]
runs = 60
seed = {}
defaults = "textbook"
[platform.main]
trunks = 7
[queue.calls]
calls_per_hour = {:.12g}
talk = {{ law = "exponential", mean = "180s" }}
[group.agents]
skills = ["calls"]
agents = 400
)",
                                                           hours, hours, 40 + i, per_hour));
    CaseRunner runner(scenario, {});
    SolveOptions options;
    options.what = SolveFor::trunks;
    options.target = parse_target(fmt::format("{:g}% blocked", c.blocking * 100)).value();
    options.search_runs = options.check_runs = 20;
    REQUIRE_FALSE(objection_to(scenario, options));
    const SolveReport report = solve(scenario, runner, options);
    const int exact = *agents_for_erlang_b(c.load_erlang, c.blocking);
    const int found = static_cast<int>(report.needed);
    INFO(fmt::format("{:g} Erlang: {} found, {} exact, {}", c.load_erlang, found, exact, report.sentence));
    equal += found == exact ? 1 : 0;
    if (found == exact) continue;
    CHECK(std::abs(found - exact) == 1);
    REQUIRE(report.checked.half_width());
    CHECK(std::abs(erlang_b(std::min(found, exact), c.load_erlang) - c.blocking) <=
          *report.checked.half_width());
  }
  std::printf("solve trunks against Erlang B: %d of %zu equal\n", equal, cases.size());
  CHECK(equal >= 4);
}
