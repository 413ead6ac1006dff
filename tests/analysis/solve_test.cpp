// Targets, objections and small searches. Against exact answers: tests/reference/solve_test.cpp.
#include "analysis/solve.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "analysis/report/solve_files.hpp"
#include "analysis/report/solve_text.hpp"
#include "analysis/solve_target.hpp"
#include "analysis/staffing.hpp"
#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {

std::string objection(const Scenario& scenario, const SolveOptions& options) {
  const auto problem = objection_to(scenario, options);
  return problem ? to_string(*problem) : "";
}
SolveTarget target_of(const std::string& text) {
  Expected<SolveTarget> target = parse_target(text);
  REQUIRE(target.ok());
  return target.value();
}
SolveReport solved(const Scenario& scenario, const SolveOptions& options, unsigned workers = 1) {
  RunnerOptions runner_options;
  runner_options.workers = workers;
  CaseRunner runner(scenario, runner_options);
  return solve(scenario, runner, options);
}
SolveOptions quick(const std::string& target = "") {
  SolveOptions options;
  options.target = target_of(target);
  options.search_runs = options.check_runs = 20;
  return options;
}

}  // namespace

TEST_CASE("a target is understood as planners write it") {
  const SolveTarget both = target_of(" 80% in 20s on 90% of days ");
  REQUIRE(both.promise);
  CHECK(both.promise->share == 0.8);
  CHECK(both.promise->within == Duration::whole_seconds(20));
  CHECK(both.share_of_days == 0.9);
  CHECK(both.text == "80% in 20s on 90% of days");
  CHECK(target_of("80/20").promise->share == 0.8);
  CHECK_FALSE(target_of("80/20").share_of_days);
  CHECK(target_of("2% abandoned").abandon_rate == 0.02);
  CHECK(target_of("0.5% Blocked on 80% of days").blocked_rate == 0.005);
  CHECK(target_of("on 80% of days").share_of_days == 0.8);
  const SolveTarget none = target_of("");
  CHECK_FALSE(none.promise);
  CHECK_FALSE(none.abandon_rate);
  CHECK_FALSE(none.blocked_rate);
}

TEST_CASE("a target that is not understood is refused with what to write") {
  for (const char* text :
       {"soon", "80% in", "100% in 20s", "0% in 20s", "100% blocked", "-1% abandoned",
        "80% in 20s on 0% of days", "80% in 20s on 101% of days", "80% in 20s of days", "blocked"}) {
    INFO(text);
    const Expected<SolveTarget> target = parse_target(text);
    REQUIRE_FALSE(target.ok());
    CHECK(to_string(target.problems().front()) ==
          "--target: \"" + std::string(text) +
              "\" is not understood; write it as 80% in 20s, 80% in 20s on 80% of days, 2% abandoned or 1% "
              "blocked");
  }
}

TEST_CASE("what cannot be solved is said before anything is simulated") {
  const Scenario scenario = scenario_of(one_queue(100, 8), 20);
  SolveOptions options;
  CHECK(objection(scenario, options).empty());
  options.queues = {"sale"};
  CHECK(objection(scenario, options) == "--queue: queue \"sale\" is not defined; did you mean \"sales\"?");
  options.queues = {"nonsense"};
  CHECK(objection(scenario, options) == "--queue: queue \"nonsense\" is not defined; defined: sales");
  options.queues = {};
  options.target = target_of("1% blocked");
  CHECK(objection(scenario, options) ==
        "--target: calls are blocked by limits, not by agents; solve trunks, ivr_ports or calls_per_second "
        "for it");
  options = {};
  options.platform = "main";
  CHECK(objection(scenario, options) == "--platform: agents are solved for queues; name those with --queue");

  Scenario promises_nothing = scenario;
  promises_nothing.centre.queues[0].has_promise = false;
  CHECK(objection(promises_nothing, {}) ==
        "test.toml: no queue promises anything; say what is to be kept, such as --target \"80% in 20s\"");
  options = {};
  options.queues = {"sales"};
  CHECK(objection(promises_nothing, options) ==
        "--queue: queue \"sales\" promises nothing; say what it is to keep, such as --target \"80% in 20s\"");
  options.target = target_of("80% in 20s");
  CHECK(objection(promises_nothing, options).empty());

  Scenario unserved = scenario;
  unserved.centre.groups[0].skills.clear();
  CHECK(objection(unserved, {}) ==
        "test.toml: no group serves queue \"sales\"; give a group that skill, or leave the queue out with "
        "--queue");
  Scenario patient = scenario;
  patient.centre.queues[0].patience = Distribution::never();
  options = {};
  options.queues = {"sales"};
  options.target = target_of("2% abandoned");
  CHECK(objection(patient, options) ==
        "--target: callers of queue \"sales\" never hang up; any number of agents keeps it: write a "
        "patience, or a target such as 80% in 20s");
}

TEST_CASE("a limit is solved where a platform has one") {
  Scenario scenario = scenario_of(one_queue(100, 8), 20);
  SolveOptions options;
  options.what = SolveFor::trunks;
  CHECK(objection(scenario, options) ==
        "test.toml: no platform has a limit of trunks; write a first figure, such as trunks = 100 under "
        "[platform.main]");
  options.platform = "main";
  CHECK(objection(scenario, options) ==
        "test.toml: platform \"main\" has no limit of trunks; write a first figure, such as trunks = 100 "
        "under [platform.main]");
  options.platform = "mian";
  CHECK(objection(scenario, options) ==
        "--platform: platform \"mian\" is not defined; did you mean \"main\"?");
  scenario.centre.platforms[0].trunks = 10;
  options.platform = "";
  CHECK(objection(scenario, options).empty());
  options.target = target_of("80% in 20s");
  CHECK(objection(scenario, options) ==
        "--target: trunks are solved for calls that are blocked; write it as 1% blocked");
  options.target = target_of("");
  options.queues = {"sales"};
  CHECK(objection(scenario, options) ==
        "--queue: trunks are solved for all calls of a platform; leave it out");
  options.queues = {};
  scenario.centre.platforms.push_back(scenario.centre.platforms[0]);
  scenario.centre.platforms[1].name = "second";
  CHECK(objection(scenario, options) ==
        "--platform: main and second have a limit of trunks; say which: --platform main");
  options.what = SolveFor::logins;
  options.platform = "main";
  options.target = target_of("1% blocked");
  CHECK(objection(scenario, options) ==
        "--target: logins do not block calls; write it as 80% in 20s or 2% abandoned");
}

TEST_CASE("the day in steps of staffing") {
  Scenario scenario = scenario_of(one_queue(100, 8), 20);
  CHECK(staff_grid(scenario).at.size() == 8);  // one number for the day: half-hours
  scenario.centre.groups[0].counted = {{Time{}, 8}, {at_minute(60), 10}, {at_minute(180), 4}};
  const StaffGrid hours = staff_grid(scenario);
  REQUIRE(hours.at.size() == 4);
  CHECK(hours.step == Duration::whole_seconds(3600));
  CHECK(hours.spans[1] == IntervalSpan{4, 8, false});
  const Staffing there = staffing_of(scenario.centre, hours);
  CHECK(there == Staffing{{8}, {10}, {10}, {4}});
  CHECK(agent_hours(hours, there, {0}) == 32);
  CHECK(staffing_of(with_staffing(scenario, hours, {{1}, {2}, {3}, {4}}, {0}).centre, hours) ==
        Staffing{{1}, {2}, {3}, {4}});
  scenario.centre.interval = Duration::whole_seconds(5400);  // steps are whole report intervals
  const StaffGrid wide = staff_grid(scenario);
  CHECK(wide.at.size() == 3);
  CHECK(wide.length.back() == Duration::whole_seconds(3600));
  scenario.measure = {at_minute(90), at_minute(180)};  // a steady state has one number
  CHECK(staff_grid(scenario).at.size() == 1);
}

TEST_CASE("named people are replaced by a head-count where they work") {
  Scenario scenario = scenario_of(one_queue(100, 0), 20);
  GroupSpec& group = scenario.centre.groups[0];
  group.counted.clear();
  AgentSpec agent;
  agent.name = "ann";
  agent.aht_factor = 1.5;
  agent.assignment = Assignment::one_platform;
  agent.platform = PlatformId(0);
  Shift shift;
  shift.start = at_minute(0);
  shift.end = at_minute(120);
  shift.activities = {{at_minute(30), at_minute(60), ActivityKind::lunch}};
  agent.shifts = {shift};
  group.agents = {agent};
  const StaffGrid grid = staff_grid(scenario);
  CHECK(staffing_of(scenario.centre, grid) == Staffing{{1}, {0}, {1}, {1}, {0}, {0}, {0}, {0}});
  const Scenario counted = with_staffing(scenario, grid, Staffing(8, {3}), {0});
  const GroupSpec& replaced = counted.centre.groups[0];
  CHECK(replaced.agents.empty());
  CHECK(replaced.counted.size() == 8);
  CHECK(replaced.assignment == Assignment::one_platform);
  CHECK(replaced.aht_factor == 1.5);
}

TEST_CASE("margins are on the good side of the bound") {
  const QueueTarget level{QueueId(0), Metric::service_level, 0.8, true};
  const QueueTarget lost{QueueId(0), Metric::abandon_rate, 0.02, false};
  CHECK(margin_of(level, 0.9) == Approx(0.1));
  CHECK(margin_of(lost, 0.05) == Approx(-0.03));
  const std::vector<Figure> days = {{9, 10}, {5, 10}, {0, 0}, {8, 10}};
  CHECK(*target_margin(level, std::nullopt, days) == Approx(22.0 / 30 - 0.8));
  CHECK(*target_margin(level, 0.5, days) == Approx(2.0 / 3 - 0.5));
  CHECK_FALSE(target_margin(level, std::nullopt, {{0, 0}}));
  CHECK_FALSE(target_margin(level, 0.5, {}));
}

TEST_CASE("solve agents: each half-hour gets what it needs and no more than one agent less would fail") {
  CentreSpec spec = one_queue(0, 10);
  spec.demand[0].intervals = {{Time{}, Duration::whole_seconds(7200), 160},
                              {at_minute(120), Duration::whole_seconds(7200), 320}};
  const Scenario scenario = scenario_of(spec, 100);
  const SolveReport report = solved(scenario, quick("80% in 20s"));
  REQUIRE(report.intervals.size() == 8);
  CHECK(report.found);
  CHECK(report.subject == "agents of sales team");
  CHECK(report.target == "80% in 20 s");
  for (std::size_t k = 0; k < 8; ++k) {
    const SolvedInterval& row = report.intervals[k];
    CHECK(row.there == 10);
    CHECK(row.needed == std::floor(row.needed));
    CHECK(std::abs(row.needed - row.erlang) <= 2);
    CHECK((k < 4 ? row.needed <= 8 : row.needed >= 9));
  }
  REQUIRE(report.curve.size() == 5);
  CHECK(report.curve[2].amount == report.needed);
  CHECK(*report.curve[0].level.value < *report.curve[2].level.value);
  CHECK(*report.curve[4].level.value > *report.curve[2].level.value);
  CHECK_FALSE(report.curve[0].passes);
  CHECK(report.exit_code == (report.check_passes ? 0 : 3));
}

TEST_CASE("solve agents: the number of workers never shows") {
  const Scenario scenario = scenario_of(one_queue(120, 9), 60);
  const SolveReport one = solved(scenario, quick(), 1);
  const SolveReport three = solved(scenario, quick(), 3);
  CHECK(solve_json(one) == solve_json(three));
  CHECK(solve_text(one, TextStyle{}) == solve_text(three, TextStyle{}));
}

TEST_CASE("solve agents: a promise on a share of days, and one factor for the day") {
  const Scenario scenario = scenario_of(one_queue(120, 9), 100);
  const SolveReport shaped = solved(scenario, quick("80% in 20s on 90% of days"));
  const SolveReport mean = solved(scenario, quick("80% in 20s"));
  CHECK(shaped.found);
  CHECK(shaped.target == "80% in 20 s on 90% of days");
  SolveOptions options = quick("80% in 20s on 90% of days");
  options.per_interval = false;
  const SolveReport factor = solved(scenario, options);
  CHECK(factor.found);
  for (const SolvedInterval& row : factor.intervals) CHECK(row.needed == factor.intervals[0].needed);
  CHECK(shaped.needed <= factor.needed + 1);
  CHECK(mean.found);
}

TEST_CASE("solve agents: at most so many abandoned") {
  const Scenario scenario = scenario_of(one_queue(120, 5), 100);
  const SolveReport report = solved(scenario, quick("3% abandoned"));
  CHECK(report.target == "at most 3% abandoned");
  CHECK(report.found);
  CHECK(report.needed > report.there);
  for (const SolvedInterval& row : report.intervals) CHECK(*row.level.value < 0.06);
}

TEST_CASE("solve agents: what no number of agents can do is said") {
  CentreSpec spec = one_queue(120, 9);
  spec.events = {outage(60, 120)};
  spec.queues[0].counts = ServiceLevelDefinition::whole_experience;
  const Scenario scenario = scenario_of(spec, 100);
  const SolveReport part = solved(scenario, quick("80% in 20s"));
  INFO(part.sentence);
  CHECK(part.exit_code == 1);
  CHECK_FALSE(part.found);
  CHECK(part.sentence.find(" No number of agents keeps it at 09:00, 09:30.") != std::string::npos);
  const SolveReport day = solved(scenario, quick("80% in 20s on 80% of days"));
  INFO(day.sentence);
  CHECK(day.exit_code == 1);
  CHECK(day.sentence.find("No number of agents keeps 80% in 20 s on 80% of days: with agents enough sales "
                          "has 0.0% of days.") == 0);
  CentreSpec silent = one_queue(0, 9);
  const SolveReport nobody = solved(scenario_of(silent, 100), quick());
  CHECK(nobody.exit_code == 1);
  CHECK_FALSE(nobody.found);
  CHECK(nobody.sentence == "Nobody calls: there is nothing to solve for.");
}

TEST_CASE("solve trunks: the fewest that block no more, and one fewer blocks more") {
  CentreSpec spec = one_queue(200, 60);
  spec.platforms[0].trunks = 5;
  const Scenario scenario = scenario_of(spec, 150);
  SolveOptions options = quick("2% blocked");
  options.what = SolveFor::trunks;
  const SolveReport report = solved(scenario, options);
  CHECK(report.there == 5);
  CHECK(std::abs(report.needed - 16) <= 2);  // Erlang B of 10 Erlang at 2 %: 17; empty at first
  CHECK(report.found);
  CHECK(report.subject == "trunks of main");
  REQUIRE(report.curve.size() == 5);
  CHECK(*report.curve[0].level.value > *report.curve[4].level.value);
}

TEST_CASE("solve trunks: no number helps while an event sets the limit, and that is said") {
  CentreSpec spec = one_queue(200, 60);
  spec.platforms[0].trunks = 5;
  EventSpec cut;
  cut.name = "three lines";
  cut.kind = EventKind::limit;
  cut.limit = LimitKind::trunks;
  cut.platform = PlatformId(0);
  cut.limit_value = 3;
  spec.events = {cut};
  SolveOptions options = quick("2% blocked");
  options.what = SolveFor::trunks;
  const SolveReport report = solved(scenario_of(spec, 150), options);
  INFO(report.sentence);
  CHECK_FALSE(report.found);
  CHECK(report.exit_code == 1);
  CHECK(report.curve.empty());
  CHECK(report.sentence.starts_with("No number of trunks keeps at most 2% blocked: at "));
  CHECK(report.sentence.ends_with("; events set this limit, too."));
}

TEST_CASE("solve logins: as few as keep the promise") {
  CentreSpec spec = one_queue(120, 20);
  spec.platforms[0].logins = 4;
  const Scenario scenario = scenario_of(spec, 150);
  SolveOptions options = quick("80% in 20s");
  options.what = SolveFor::logins;
  const SolveReport report = solved(scenario, options);
  CHECK(report.found);
  CHECK(report.needed >= 7);
  CHECK(report.needed <= 10);
}

TEST_CASE("solve files: names that a spreadsheet would run are only text") {
  Scenario scenario = scenario_of(one_queue(60, 5), 60);
  scenario.centre.groups[0].name = "=SUM(A1), \"team\"";
  const SolveReport report = solved(scenario, quick());
  CHECK(solve_csv(report).find("\"'=SUM(A1), \"\"team\"\"\"") != std::string::npos);
  const auto json = nlohmann::json::parse(solve_json(report));
  CHECK(json["intervals"].size() == 8);
  CHECK(json["intervals"][0]["group"] == "=SUM(A1), \"team\"");
  CHECK(json["needed"] == report.needed);
  CHECK(solved_staff_csv(report, scenario).find("2026-03-02T08:30:00,") != std::string::npos);
}
