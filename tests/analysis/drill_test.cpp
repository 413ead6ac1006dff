// Every component alone: what is drilled, what it costs, what is said of it.
#include "analysis/drill.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "analysis/drill_rehearse.hpp"
#include "analysis/drill_words.hpp"
#include "analysis/report/drill_files.hpp"
#include "analysis/report/drill_text.hpp"
#include "tests/analysis/stand_in_stage.hpp"

using namespace switchover;
using centres::at_minute;
using stand_in::Asked;
using stand_in::drill_options;
using stand_in::stagehands;
using stand_in::two_platforms;

namespace {

const DrillRow& row_of(const DrillReport& report, const std::string& name) {
  for (const DrillRow& row : report.rows) {
    if (row.name == name) return row;
  }
  FAIL("no row of " + name);
  return report.rows.front();
}

FaultCost cost_of_people(double low, double value, double high) {
  FaultCost cost;
  cost.never_served.value = value;
  cost.never_served.range = Range{low, high};
  cost.restores = {60};
  cost.service_back.value = 60;
  cost.service_back.range = Range{60, 60};
  return cost;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("drill: components are ranked by people lost and judged by the tolerance") {
  Scenario scenario = two_platforms(30);
  scenario.centre.demand[0].intervals[3].calls = 120;  // the busiest quarter is any from 10:00 to 12:00
  scenario.drill.never_served = 30;
  const DrillReport report = drill(scenario, drill_options());
  REQUIRE(report.rows.size() == 3);
  CHECK(report.at >= at_minute(120));  // one of the quarter-hours from 10:00 on, when most people call
  CHECK(report.at < at_minute(240));
  CHECK(report.busiest_calls == Approx(30).margin(6));
  CHECK(report.at_busiest);
  CHECK(report.rows[0].name == "sso");  // 30 minutes of all calls beat ten minutes of half of them
  const DrillRow& sso = row_of(report, "sso");
  CHECK(sso.single_point);
  CHECK(sso.tolerated == Tolerated::broken);
  // About 60 people call in these 30 minutes; nobody calls again.
  CHECK(sso.cost.never_served.value.value() == Approx(60).margin(6));
  CHECK(sso.cost.refused.value.value() == Approx(60).margin(6));
  CHECK(sso.calls_again.value.value() == 1800);
  const DrillRow& old_dc = row_of(report, "old.dc1");
  CHECK_FALSE(old_dc.single_point);
  CHECK(old_dc.calls_again.value.value() == 600);
  CHECK(old_dc.tolerated == Tolerated::kept);  // ten minutes of half of 120 calls an hour
  CHECK(row_of(report, "dns").single_point);   // one platform, and nobody acts
  CHECK(report.exit_code == 1);
  CHECK(report.sentence == "1 of 3 faults breaks the tolerance; 2 single points of failure: sso, dns.");
  CHECK(report.nobody_acts == std::vector<std::string>{"sso", "dns"});
  REQUIRE(report.not_run.size() == 1);
  CHECK(report.not_run[0].component == "recording");
  CHECK(report.sound);
}

TEST_CASE("drill: the same bytes for any number of workers") {
  const Scenario scenario = two_platforms(12);
  DrillOptions options = drill_options();
  options.pairs = options.check_ranks = true;
  options.workers = 1;
  const std::string one = drill_json(drill(scenario, options));
  options.workers = 3;
  CHECK(drill_json(drill(scenario, options)) == one);
}

TEST_CASE("drill: faults of the scenario are left out, demand and staffing events stay") {
  Scenario scenario = two_platforms(3);
  scenario.drill.at = at_minute(120);
  scenario.centre.events = {centres::more_calls(0.5), centres::outage(60, 90),
                            stand_in::fault_event("loss", at_minute(10), at_minute(20))};
  FaultSpec loss;
  loss.name = "loss";
  loss.targets = {ComponentId(0)};
  scenario.estate.faults = {loss};
  EventSpec upkeep = stand_in::fault_event("upkeep", at_minute(5), at_minute(6));
  upkeep.in_twin = true;  // belongs to the ordinary day
  scenario.centre.events.push_back(upkeep);
  FaultSpec kept = loss;
  kept.name = "upkeep";
  kept.lasts = Distribution::deterministic(60);
  scenario.estate.faults.push_back(kept);
  std::vector<Asked> asked;
  drill(scenario, drill_options(&asked));
  REQUIRE(asked.size() == 2 + 3);  // to find the moment, without a fault, three faults
  for (const Asked& one : asked) {
    CHECK(one.centre.events[0].name == "more calls");
    CHECK(one.centre.events[1].name == "upkeep");
    CHECK(one.estate.faults[0].name == "upkeep");
    CHECK(one.centre.events.size() == one.estate.faults.size() + 1);
  }
  CHECK(asked[1].estate.faults.size() == 1);
  const Asked& first = asked[2];
  REQUIRE(first.estate.faults.size() == 2);
  CHECK(first.estate.faults[1].name == "sso down");
  CHECK(first.estate.faults[1].targets == std::vector<ComponentId>{ComponentId(0)});
  CHECK(first.estate.faults[1].at == at_minute(120));
  CHECK(first.centre.events[2].name == "sso down");
  CHECK(first.centre.events[2].kind == EventKind::fault);
  CHECK(first.centre.events[2].from == at_minute(120));
  CHECK(first.centre.events[2].to == at_minute(150));
}

TEST_CASE("drill: moment, durations and skipped components come from the file where it says so") {
  Scenario scenario = two_platforms(3);
  scenario.drill.at = at_minute(30);
  scenario.drill.lasts = {{ComponentId(2), Duration::whole_seconds(120)}};
  scenario.drill.skip = {ComponentId(0)};
  const DrillReport report = drill(scenario, drill_options());
  CHECK(report.at == at_minute(30));
  CHECK_FALSE(report.at_busiest);
  CHECK(report.at_text == "08:30");
  CHECK(row_of(report, "dns").lasts_from == FigureOrigin::file);
  CHECK(row_of(report, "dns").lasts == Distribution::deterministic(120));
  CHECK(row_of(report, "dns").calls_again.value.value() == 120);
  CHECK(report.not_run[0].reason == "left out by [drill] skip");
  CHECK(report.rows.size() == 2);
  CHECK(report.exit_code == 0);  // nothing was asked
  CHECK(has(report.sentence, "none judged: [drill] has no tolerance"));
}

TEST_CASE("drill: a component that is typically slow is drilled as slow too") {
  Scenario scenario = two_platforms(2);
  ComponentSpec& crm = scenario.estate.components[3];
  crm.kind = ComponentKind::crm;
  crm.when_slow.adds_talk = Duration::whole_seconds(45);
  const DrillReport report = drill(scenario, drill_options());
  const DrillRow& row = row_of(report, "recording");
  CHECK(row.mode == FaultMode::slow);
  CHECK(hits_text(row.reach) == "BOTH +45 s");
  CHECK(report.not_run.empty());
}

TEST_CASE("drill: a tolerance is judged by the whole interval") {
  DrillTolerance people;
  people.people = 100;
  CHECK(judge_tolerance(people, cost_of_people(60, 70, 80)) == Tolerated::kept);
  CHECK(judge_tolerance(people, cost_of_people(60, 70, 80.01)) == Tolerated::barely);
  CHECK(judge_tolerance(people, cost_of_people(90, 95, 100)) == Tolerated::barely);
  CHECK(judge_tolerance(people, cost_of_people(90, 95, 100.1)) == Tolerated::undecided);
  CHECK(judge_tolerance(people, cost_of_people(100, 105, 110)) == Tolerated::undecided);
  CHECK(judge_tolerance(people, cost_of_people(100.1, 105, 110)) == Tolerated::broken);
  CHECK(judge_tolerance({}, cost_of_people(1000, 1050, 1100)) == Tolerated::not_asked);
  DrillTolerance both = people;
  both.restore_s = 30;  // service is back after 60 s
  CHECK(judge_tolerance(both, cost_of_people(1, 2, 3)) == Tolerated::broken);
  FaultCost never = cost_of_people(1, 2, 3);
  never.service_back.value = std::numeric_limits<double>::infinity();
  never.service_back.range = Range{10, std::numeric_limits<double>::infinity()};
  CHECK(judge_tolerance(both, never) == Tolerated::undecided);
  FaultCost hopeless = cost_of_people(1, 2, 3);
  hopeless.restores.clear();
  hopeless.service_back = {};
  CHECK(judge_tolerance(both, hopeless) == Tolerated::kept);
}

TEST_CASE("drill: what changes nothing on any day is kept however few the days") {
  DrillTolerance both;
  both.people = 100;
  both.restore_s = 30;
  const auto costs = [](double people, double restore) {
    CostDay twin, day;
    twin.restore_s = 600;  // and it is missed for as long without the fault
    day.never_served = people;
    day.restore_s = 600 + restore;
    return cost_of({day, day, day}, {twin, twin, twin});
  };
  CHECK(judge_tolerance(both, costs(0, 0)) == Tolerated::kept);
  CHECK(judge_tolerance({}, costs(0, 0)) == Tolerated::not_asked);
  // Three days say nothing of the worst one in twenty as soon as anything differs.
  CHECK(judge_tolerance(both, costs(0, 1)) == Tolerated::undecided);
  CHECK(judge_tolerance(both, costs(1, 0)) == Tolerated::undecided);
  CHECK(judge_tolerance(both, costs(0, 31)) == Tolerated::broken);
  CHECK(judge_tolerance(both, costs(101, 0)) == Tolerated::broken);
  Scenario scenario = two_platforms(2);
  scenario.drill.never_served = 0;
  scenario.drill.restore = Duration::whole_seconds(60);
  scenario.drill.lasts = {{ComponentId(2), Duration::microseconds(1)}};  // over before anybody calls
  const DrillReport report = drill(scenario, drill_options());
  CHECK(row_of(report, "dns").tolerated == Tolerated::kept);
  CHECK(row_of(report, "sso").tolerated == Tolerated::broken);
}

TEST_CASE("drill: days that miss their promise without the fault say nothing of it") {
  const double never = std::numeric_limits<double>::infinity();
  const auto day = [](double never_served, double restore) {
    CostDay d;
    d.never_served = never_served;
    d.restore_s = restore;
    return d;
  };
  const FaultCost cost = cost_of({day(10, 900), day(12, never), day(14, never), day(16, 300)},
                                 {day(1, 0), day(2, never), day(3, 0), day(4, 600)});
  CHECK(cost.hopeless_days == 1);
  CHECK(cost.restores == std::vector<double>{900, never, 0});
  CHECK(cost.each == std::vector<double>{9, 10, 11, 12});
  CHECK(cost.never_served.value == 10.5);
}

TEST_CASE("drill: when new calls are accepted again is told per replication") {
  const Scenario scenario = two_platforms(2);
  const DrillFault fault{ComponentId(1), FaultMode::down, at_minute(60), Distribution::deterministic(3600)};
  const Drilled drilled = with_fault(scenario.centre, scenario.estate, fault);
  CentreSpec staged = stagehands().staged(drilled.centre, drilled.estate);
  CHECK(calls_again(staged, fault.at, 3) == std::vector<double>{600, 600, 600});
  EstateSpec slower = drilled.estate;
  slower.failovers[0].decide = Distribution::deterministic(1200);
  EstateSpec nobody = drilled.estate;
  nobody.failovers.clear();
  auto timelines = std::make_shared<StagedTimelines>(*staged.staged);
  timelines->of.push_back(stand_in::timeline_of_faults(drilled.centre, slower));
  timelines->of.push_back(stand_in::timeline_of_faults(drilled.centre, nobody));
  timelines->of.push_back(PlatformTimeline{});
  staged.staged = timelines;
  CHECK(calls_again(staged, fault.at, 4) == std::vector<double>{600, 1200, 3600, 0});
}

TEST_CASE("drill: two lost platforms cost more than each alone") {
  Scenario scenario = two_platforms(20);
  scenario.drill.at = at_minute(120);
  scenario.estate.components[2] = stand_in::component("new.dc2", ComponentKind::data_centre, {1}, 60);
  FailoverSpec back = scenario.estate.failovers[0];
  back.name = "failover of new.dc2";
  back.watches = ComponentId(2);
  back.from = PlatformId(1);
  back.to = PlatformId(0);
  scenario.estate.failovers.push_back(back);
  DrillOptions options = drill_options();
  options.pairs = true;
  const DrillReport report = drill(scenario, options);
  REQUIRE(report.pairs.size() == 3);
  for (const DrillPair& pair : report.pairs) {
    const std::string names = report.rows[pair.first].name + report.rows[pair.second].name;
    if (has(names, "sso")) continue;
    // Alone ten minutes of half the calls each; together an hour of all: about 100 people beyond the sum.
    CHECK(pair.beyond.range.value().low > 80);
    CHECK(has(pair_text(report, pair), "MORE than the sum of both alone"));
  }
  CHECK(report.pairs[0].together.value.value() >= report.pairs[2].together.value.value());
}

TEST_CASE("drill: ranks are firm as far as no repair time changes them") {
  CHECK(firm_ranks({50, 20, 5}, {200, 40, 10}) == 3);
  CHECK(firm_ranks({50, 8, 5}, {200, 40, 10}) == 1);
  CHECK(firm_ranks({40, 8, 5}, {200, 40, 10}) == 0);
  CHECK(firm_ranks({}, {}) == 0);
  DrillOptions options = drill_options();
  options.check_ranks = true;
  const DrillReport report = drill(two_platforms(10), options);
  REQUIRE(report.ranks.checked);
  // old.dc1 is rescued after ten minutes whatever its repair takes: 30 minutes of sso halved are about as
  // much
  CHECK(report.ranks.least.size() == 3);
  CHECK(report.ranks.most[0] > 1.5 * report.rows[0].cost.never_served.value.value());
  CHECK(report.ranks.least[0] < 0.7 * report.rows[0].cost.never_served.value.value());
}

TEST_CASE("drill: the year ranks by how often it happens") {
  Scenario scenario = two_platforms(10);
  scenario.estate.components[0].times_a_year = 0.01;
  scenario.estate.components[0].times_from = FigureOrigin::file;
  scenario.estate.components[1].times_a_year = 12;
  const DrillReport report = drill(scenario, drill_options());
  CHECK(report.rows[report.years.front().row].name == "old.dc1");
  CHECK(report.years.front().people ==
        Approx(12 * row_of(report, "old.dc1").cost.never_served.value.value()));
  CHECK(report.years.size() == 3);
}

TEST_CASE("drill: what cannot be drilled is refused in words") {
  Scenario scenario = two_platforms(2);
  DrillOptions options;
  CHECK_FALSE(objection_to(scenario, options).has_value());
  options.test_at = at_minute(10);
  CHECK_FALSE(objection_to(scenario, options).has_value());
  options.test_component = "old.dc";
  CHECK(to_string(objection_to(scenario, options).value()) ==
        "test.toml: component \"old.dc\" is not defined; did you mean \"old.dc1\"?");
  options.test_component = "sso";
  CHECK(to_string(objection_to(scenario, options).value()) ==
        "test.toml: no failover rule watches \"sso\"; rules watch old.dc1");
  scenario.estate.failovers.clear();
  CHECK(has(to_string(objection_to(scenario, options).value()), "there is no failover to rehearse"));
  options = {};
  scenario.drill.at = at_minute(240);
  CHECK(has(to_string(objection_to(scenario, options).value()), "lies outside the scenario"));
  scenario.estate.components.clear();
  CHECK(has(to_string(objection_to(scenario, options).value()), "there is no component to drill"));
}

TEST_CASE("drill: a real test says what to see, when to stop, and what it cannot prove") {
  Scenario scenario = two_platforms(20);
  scenario.centre.platforms[1].trunks = 20;
  auto& calls = scenario.centre.demand[0].intervals;
  calls[1].calls = 480;  // the busiest quarter is one of these four, and plenty of calls follow
  calls[2].calls = calls[3].calls = 400;
  scenario.centre.groups[0].counted = {{Time{}, 60}};  // so many that service never suffers
  DrillOptions options = drill_options();
  options.test_at = test_moment(scenario, "08:00").value();
  const DrillReport report = drill(scenario, options);
  REQUIRE(report.test.has_value());
  const TestPlan& test = *report.test;
  CHECK(test.component == "old.dc1");
  CHECK(test.moment == "08:00");
  CHECK(test.calls_share == Approx(0.125).margin(0.05));
  const auto accepted =
      std::find_if(test.checkpoints.begin(), test.checkpoints.end(),
                   [](const Checkpoint& point) { return point.what == "new calls are accepted again"; });
  REQUIRE(accepted != test.checkpoints.end());
  CHECK(accepted->band == Range{600, 600});
  CHECK(accepted->stop == 600);
  CHECK(checkpoint_when(*accepted) == "T+10 m");
  CHECK(checkpoint_stop(*accepted) == "stop if not by T+10 m");
  REQUIRE(test.fine_anyway.has_value());
  CHECK(test.fine_anyway->value == 1.0);  // refused calls do not count for service level
  REQUIRE(test.limits.size() == 1);       // 60 calls an hour never fill what 400 fill
  CHECK(test.limits[0].limit == "trunks of new");
  CHECK(test.limits[0].in_test < 18);
  CHECK(test.limits[0].busiest >= 18);
  const std::string text = drill_text(report, TextStyle{100, false});
  CHECK(has(text, "proves NOTHING"));
  CHECK(has(text, "Not tested: trunks of new"));
  CHECK(test.people_at_risk == Approx(5).margin(2));  // ten minutes of 30 calls an hour
}

TEST_CASE("drill: a moment that the scenario does not cover is refused with its span") {
  const Scenario scenario = two_platforms(2);
  CHECK(test_moment(scenario, "10:15").value() == at_minute(135));
  CHECK(test_moment(scenario, "Mon 08:00").value() == Time{});
  const auto sunday = test_moment(scenario, "Sun 06:00");
  REQUIRE_FALSE(sunday.ok());
  CHECK(has(to_string(sunday.problems().front()), "it runs from 2026-03-02 08:00 to 2026-03-02 12:00"));
  CHECK_FALSE(test_moment(scenario, "close").ok());
  CHECK(has(to_string(test_moment(scenario, "soon").problems().front()), "is not a moment"));
}

TEST_CASE("drill: the page, the table and the values say the same") {
  Scenario scenario = two_platforms(12);
  scenario.drill.never_served = 30;
  scenario.drill.place = {"estate.toml", 12, 1};
  scenario.estate.components[0].name = "s|so\x1b[31m";
  const DrillReport report = drill(scenario, drill_options());
  const std::string text = drill_text(report, TextStyle{100, false});
  CHECK(text.find("VERDICT  1 of 3 faults breaks the tolerance") == 0);
  CHECK(has(text, "BOTH SPOF"));
  CHECK(has(text, "Tolerance from"));
  CHECK(has(text, "drilled as \"nobody acts\""));
  CHECK(has(text, "--check-ranks"));
  CHECK(has(text, "exit 1 (a tolerance is broken)"));
  CHECK_FALSE(has(text, "\x1b"));
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = text.find('\n', from);
    CHECK(end - from <= 110);
    from = end + 1;
  }
  CHECK(has(drill_text(report, TextStyle{100, true}), "\x1b[1;31mBROKEN"));
  CHECK(has(drill_markdown(report), "s\\|so?"));
  const auto json = nlohmann::json::parse(drill_json(report));
  CHECK(json["exit_code"] == 1);
  CHECK(json["faults"].size() == 3);
  CHECK(json["faults"][0]["single_point_of_failure"] == true);
  CHECK(json["faults"][0]["tolerance"] == "broken");
  CHECK(json["test"].is_null());
  CHECK(json["pairs"].is_null());
  const std::string csv = drill_csv(report);
  CHECK(csv.find("rank,component,kind,fault,lasts_s,lasts_from,hits,spof,never_served,") == 0);
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 4);
}
