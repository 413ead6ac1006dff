#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "analysis/growth.hpp"
#include "analysis/report/limit_text.hpp"
#include "analysis/solve.hpp"
#include "models/centre/plan.hpp"
#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {

LimitReport limit_of(const Scenario& scenario, Grow grow = Grow::volume) {
  RunnerOptions runner_options;
  runner_options.workers = 1;
  CaseRunner runner(scenario, runner_options);
  LimitOptions options;
  options.grow = grow;
  options.runs = 40;
  return find_limit(scenario, runner, options);
}
Expectation must_of(double value) {
  Expectation must = level_promise(Quantifier::mean, value);
  must.text = "mean service_level[sales] >= so much";
  return must;
}

}  // namespace

TEST_CASE("growth multiplies: what an event adds grows with the rest") {
  CentreSpec spec = one_queue(100, 8);
  spec.events = {more_calls(0.5)};
  const Scenario more = grown(scenario_of(spec, 10), Grow::volume, 0.2);
  REQUIRE(more.centre.events.size() == 2);
  CHECK(more.centre.events[0].share == Approx(0.6));
  CHECK(more.centre.events[1].kind == EventKind::more_calls);
  CHECK(more.centre.events[1].share == Approx(0.2));
  CHECK(more.centre.events[1].in_twin);
  const Scenario fewer = grown(scenario_of(spec, 10), Grow::volume, -0.25);
  CHECK(fewer.centre.events[1].kind == EventKind::fewer_calls);
  CHECK(fewer.centre.events[1].share == 0.25);
  CHECK(grown(scenario_of(spec, 10), Grow::volume, 0) == scenario_of(spec, 10));
  CHECK(grown(scenario_of(spec, 10), Grow::handling, 0.1).centre.groups[0].aht_factor == Approx(1.1));
  const Scenario absent = grown(scenario_of(spec, 10), Grow::absence, 0.1);
  CHECK(absent.centre.events[1].kind == EventKind::fewer_agents);
  CHECK(grown(scenario_of(spec, 10), Grow::absence, -0.1).centre.events[1].kind == EventKind::more_agents);
}

TEST_CASE("limit: holds until, fails from, and what is full there") {
  Scenario scenario = scenario_of(one_queue(120, 12), 40);
  scenario.must = {must_of(0.8)};
  for (const Grow grow : {Grow::volume, Grow::handling, Grow::absence}) {
    const LimitReport report = limit_of(scenario, grow);
    INFO(report.sentence);
    CHECK_FALSE(report.fails_already);
    CHECK_FALSE(report.never_fails);
    CHECK(report.exit_code == 0);
    CHECK(report.holds_until > 0.05);
    CHECK(report.fails_from > report.holds_until);
    CHECK(report.fails_from < 0.8);
    CHECK(report.breaks_first == "mean service_level[sales] >= so much");
    REQUIRE_FALSE(report.binding.empty());
    CHECK(report.binding.front() == "sales agents");
    for (const LimitPoint& point : report.curve) {
      const Verdict verdict = point.judgements.front().verdict;
      if (point.growth <= report.holds_until + 1e-9) CHECK(verdict == Verdict::pass);
      if (point.growth >= report.fails_from - 1e-9) CHECK(verdict == Verdict::fail);
      CHECK(point.broken.empty() == (verdict != Verdict::fail));
    }
  }
}

TEST_CASE("limit: what fails already is told with how much less would do") {
  Scenario scenario = scenario_of(one_queue(200, 9), 40);
  scenario.must = {must_of(0.8)};
  const LimitReport report = limit_of(scenario);
  CHECK(report.fails_already);
  CHECK(report.exit_code == 1);
  CHECK(report.holds_until < 0);
  CHECK(report.holds_until > -0.6);
  CHECK(report.fails_from <= 0);
  CHECK(report.sentence.find("Fails as it is; every must passes at -") == 0);
}

TEST_CASE("limit: without musts the queues' own promises, and nothing where there is none") {
  Scenario scenario = scenario_of(one_queue(120, 12), 40);
  CHECK(limit_of(scenario).breaks_first == "mean service_level[sales] >= 80% over day");
  scenario.centre.queues[0].has_promise = false;
  const LimitReport none = limit_of(scenario);
  CHECK(none.never_fails);
  CHECK(none.curve.empty());
  CHECK(none.sentence == "The scenario promises nothing: there is nothing that could fail.");
}

TEST_CASE("limit: what never fails within the search says so") {
  Scenario scenario = scenario_of(one_queue(10, 60), 40);
  const LimitReport report = limit_of(scenario);
  CHECK(report.never_fails);
  CHECK(report.exit_code == 0);
  CHECK(report.sentence == "Holds even at +300% calls: the search ends there.");
}

TEST_CASE("limit: a platform's limit is full where it is what breaks") {
  CentreSpec spec = one_queue(120, 60);
  spec.platforms[0].trunks = 12;
  Scenario scenario = scenario_of(spec, 40);
  Expectation must = must_of(0.02);
  must.text = "mean blocked_rate <= 2%";
  must.metric = Metric::blocked_rate;
  must.queue = QueueId::none();
  must.platform = PlatformId(0);
  must.comparison = Comparison::less_equal;
  scenario.must = {must};
  const LimitReport report = limit_of(scenario);
  INFO(report.sentence);
  CHECK(report.breaks_first == "mean blocked_rate <= 2%");
  CHECK(report.binding == std::vector<std::string>{"trunks of main"});
  const auto json = nlohmann::json::parse(limit_json(report));
  CHECK(json["full_there"][0] == "trunks of main");
  CHECK(json["fails_from"] == report.fails_from);
  CHECK(limit_csv(report).find("growth,must,verdict,found,lo,hi,threshold\r\n") == 0);
  CHECK(limit_text(report, TextStyle{}).find("  FAIL       mean blocked_rate <= 2%") != std::string::npos);
}
