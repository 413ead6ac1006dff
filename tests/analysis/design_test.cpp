#include "analysis/design.hpp"

#include <catch2/catch.hpp>

#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {

Scenario small_day(std::uint32_t runs) {
  Scenario scenario = scenario_of(one_queue(240, 13, 2), runs);
  scenario.must = {level_promise(Quantifier::mean, 0.80)};
  return scenario;
}
Case with_agents(const Scenario& scenario, double agents) {
  Case c{"agents " + std::to_string(agents), scenario, {}, "agents " + std::to_string(agents)};
  c.scenario.centre.groups[0].counted[0].agents = agents;
  c.questions.promises = scenario.must;
  c.questions.asks = {{Metric::never_served, {}, whole_day(scenario.centre), Time{}}};
  return c;
}
RunnerOptions two_workers() {
  RunnerOptions options;
  options.workers = 2;
  options.version = "test";
  return options;
}
const Decided every_promise = [](const std::vector<Case>& cases, const std::vector<CaseDays>& days,
                                 double alpha) {
  for (std::size_t c = 0; c < cases.size(); ++c) {
    if (!all_decided(judge_case(cases[c], days[c].days, alpha))) return false;
  }
  return true;
};
const Decided never = [](const auto&, const auto&, double) { return false; };

}  // namespace

TEST_CASE("A design goes on to its maximum while anything is undecided") {
  const Scenario scenario = small_day(90);
  CaseRunner runner(scenario, two_workers());
  const std::vector<Case> cases = {with_agents(scenario, 11), with_agents(scenario, 16)};
  const DesignResult result = run_design(runner, cases, never, {});
  REQUIRE(result.cases.size() == 2);
  CHECK(result.cases[0].days.size() == 90);
  CHECK(result.cases[1].days.size() == 90);
  CHECK(result.looks == std::vector<std::uint32_t>{10, 20, 40, 80, 90});
  CHECK(result.looks_taken == 5);
  CHECK(result.error_per_look == Approx(0.01));
  CHECK(result.stopped_because == "maximum reached");
}

TEST_CASE("A design stops at the first look, not before the least number of runs, where all is decided") {
  const Scenario scenario = small_day(200);
  const std::vector<Case> cases = {with_agents(scenario, 5), with_agents(scenario, 30)};  // hopeless, ample
  for (const std::uint32_t least : {1U, 10U, 25U, 80U}) {
    CaseRunner runner(scenario, two_workers());
    DesignOptions options;
    options.least_runs = least;
    std::vector<std::size_t> asked;
    const Decided decided = [&](const std::vector<Case>& all, const std::vector<CaseDays>& days,
                                double alpha) {
      asked.push_back(days[0].days.size());
      CHECK(days[1].days.size() == days[0].days.size());
      CHECK(alpha == Approx(0.05 / 6));
      return every_promise(all, days, alpha);
    };
    const DesignResult result = run_design(runner, cases, decided, options);
    const std::uint32_t expected = least <= 10 ? 10 : least == 25 ? 40 : 80;
    CHECK(result.cases[0].days.size() == expected);
    CHECK(result.cases[1].days.size() == expected);
    CHECK(asked == std::vector<std::size_t>{expected});
    CHECK(result.looks_taken == (expected == 10 ? 1 : expected == 40 ? 3 : 4));
    CHECK(result.stopped_because == "everything decided");
  }
}

TEST_CASE("The days of a design are those of its cases alone") {
  const Scenario scenario = small_day(40);
  CaseRunner runner(scenario, two_workers());
  const std::vector<Case> cases = {with_agents(scenario, 12), with_agents(scenario, 13)};
  const DesignResult result = run_design(runner, cases, never, {});
  CaseRunner alone(scenario, two_workers());
  CHECK(result.cases[0].days == alone.days(cases[0], 0, 40));
  CHECK(result.cases[1].days == alone.days(cases[1], 0, 40));
}

TEST_CASE("Each alone: a decided case stops, the others go on") {
  const Scenario scenario = small_day(80);
  CaseRunner runner(scenario, two_workers());
  DesignOptions options;
  options.least_runs = 10;
  options.each_alone = true;
  const std::vector<Case> cases = {with_agents(scenario, 5), with_agents(scenario, 16),
                                   with_agents(scenario, 30)};
  const Decided decided = [](const std::vector<Case>& all, const std::vector<CaseDays>& days, double alpha) {
    CHECK(all.size() == 1);
    CHECK(days.size() == 1);
    if (all[0].changes.starts_with("agents 16")) return false;
    return every_promise(all, days, alpha);
  };
  const DesignResult result = run_design(runner, cases, decided, options);
  CHECK(result.cases[0].days.size() == 10);
  CHECK(result.cases[1].days.size() == 80);
  CHECK(result.cases[2].days.size() == 10);
  CHECK(result.stopped_because == "maximum reached");
}

TEST_CASE("A CPU budget that is spent ends a design at a look, and the first look is always taken") {
  const Scenario scenario = small_day(2'000);
  DesignOptions options;
  options.least_runs = 80;
  options.cpu_budget_s = 0;
  const std::vector<Case> cases = {with_agents(scenario, 12), with_agents(scenario, 13)};
  CaseRunner runner(scenario, two_workers());
  DesignResult result = run_design(runner, cases, never, options);
  CHECK(result.cases[0].days.size() == 10);
  CHECK(result.cases[1].days.size() == 10);
  CHECK(result.looks_taken == 1);
  CHECK(result.stopped_because == "CPU budget spent");

  options.cpu_budget_s = 0.15;
  CaseRunner more(scenario, two_workers());
  result = run_design(more, cases, never, options);
  CHECK(result.stopped_because == "CPU budget spent");
  const std::size_t runs = result.cases[0].days.size();
  CHECK(result.cases[1].days.size() == runs);
  REQUIRE(result.looks_taken >= 1);
  CHECK(result.looks[result.looks_taken - 1] == runs);
  CHECK(runs < 2'000);
}

TEST_CASE("With a single replication a design is one look") {
  const Scenario scenario = small_day(1);
  CaseRunner runner(scenario, two_workers());
  const std::vector<Case> cases = {with_agents(scenario, 12)};
  const DesignResult result = run_design(runner, cases, every_promise, {});
  CHECK(result.cases[0].days.size() == 1);
  CHECK(result.looks_taken == 1);
  CHECK(result.stopped_because == "maximum reached");
}

TEST_CASE("Progress counts the replications of the whole design upwards to what was expected") {
  const Scenario scenario = small_day(90);
  CaseRunner runner(scenario, two_workers());
  DesignOptions options;
  std::vector<Progress> told;
  options.on_progress = [&](const Progress& progress) { told.push_back(progress); };
  Case restored = with_agents(scenario, 13);
  Expectation restore;
  restore.metric = Metric::time_to_restore_service_level;
  restore.quantifier = Quantifier::quantile;
  restore.quantile = 0.5;
  restore.comparison = Comparison::less_equal;
  restore.value = 3600;
  restored.scenario.centre.events = {outage(30, 60)};
  restored.questions.promises = {restore};
  restored.changes += ", an outage";
  const std::vector<Case> cases = {with_agents(scenario, 12), restored};
  run_design(runner, cases, never, options);
  REQUIRE_FALSE(told.empty());
  for (std::size_t i = 0; i < told.size(); ++i) {
    CHECK(told[i].expected == 180);
    CHECK(told[i].done <= 180);
    if (i > 0) CHECK(told[i].done >= told[i - 1].done);
  }
  CHECK(told.back().done == 180);
  CHECK(told.back().phase.find("agents 13") == 0);
  CHECK(told.back().phase_left_s == 0);
}

TEST_CASE("Judging a case and asking its columns") {
  const Scenario scenario = small_day(40);
  CaseRunner runner(scenario, two_workers());
  const Case ample = with_agents(scenario, 30), hopeless = with_agents(scenario, 5);
  const auto good = runner.days(ample, 0, 40), bad = runner.days(hopeless, 0, 40);
  const auto kept = judge_case(ample, good, 0.01), missed = judge_case(hopeless, bad, 0.01);
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].verdict == Verdict::pass);
  CHECK(missed[0].verdict == Verdict::fail);
  CHECK(all_decided(kept));
  CHECK(all_decided({}));
  Judgement open;
  open.verdict = Verdict::undecided;
  CHECK_FALSE(all_decided({kept[0], open}));
  const auto lost = ask_column(bad, 0);
  REQUIRE(lost.size() == 40);
  CHECK(lost[3] == bad[3].asks[0]);
}
