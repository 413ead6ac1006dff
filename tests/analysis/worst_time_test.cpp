// One fault at every moment of the day: which is the worst, and does it stand out?
#include "analysis/worst_time.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "analysis/report/worst_time_text.hpp"
#include "tests/analysis/stand_in_stage.hpp"

using namespace switchover;
using centres::at_minute;
using stand_in::two_platforms;

namespace {

WorstTimeOptions options_of() {
  WorstTimeOptions options;
  options.workers = 2;
  options.stagehands = stand_in::stagehands();
  return options;
}

Scenario with_component_fault(std::uint32_t runs) {
  Scenario scenario = two_platforms(runs);
  FaultSpec fault;
  fault.name = "sso lost";
  fault.targets = {ComponentId(0)};
  fault.at = at_minute(15);
  fault.lasts = Distribution::deterministic(1800);
  scenario.estate.faults = {fault};
  scenario.centre.events = {stand_in::fault_event("sso lost", at_minute(15), at_minute(45))};
  return scenario;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("worst time: a component fault hurts most when most people call") {
  const WorstTimeReport report = worst_time(with_component_fault(40), options_of());
  REQUIRE(report.rows.size() == 8);
  CHECK(report.event == "sso lost");
  CHECK(report.lasts == Duration::whole_seconds(1800));
  const std::string worst = report.rows[report.worst].clock;
  CHECK((worst == "10:00" || worst == "10:30"));
  CHECK(report.rows[report.worst].cost.never_served.value.value() == Approx(60).margin(5));
  CHECK(report.rows[0].cost.never_served.value.value() == Approx(30).margin(4));
  CHECK_FALSE(report.rows[0].as_bad);
  // 10:00 and 10:30 lose as many: that is said, not hidden.
  CHECK_FALSE(report.stands_out);
  CHECK(has(report.sentence, "TIED with"));
  CHECK(report.sound);
}

TEST_CASE("worst time: a moment that stands out is named without a tie") {
  Scenario scenario = with_component_fault(40);
  scenario.centre.demand[0].intervals[2].calls = 60;
  scenario.centre.demand[0].intervals[1].length = Duration::whole_seconds(1800);
  scenario.centre.demand[0].intervals[1].calls = 150;  // 09:00 to 09:30; nobody until 10:00
  const WorstTimeReport report = worst_time(scenario, options_of());
  CHECK(report.rows[report.worst].clock == "09:00");
  CHECK(report.rows[report.best].clock == "09:30");
  CHECK(report.stands_out);
  CHECK(report.gap.range.value().low > 0);
  CHECK_FALSE(has(report.sentence, "TIED"));
  CHECK(has(report.sentence, "least at 09:30: 0."));
}

TEST_CASE("worst time: an outage of a platform moves with the splits that answer it") {
  Scenario scenario = two_platforms(10);
  EventSpec answer;
  answer.name = "calls to new";
  answer.kind = EventKind::split_calls;
  answer.from = at_minute(70);
  answer.to = at_minute(90);
  answer.split = {0, 1};
  EventSpec earlier = answer;
  earlier.name = "before";
  earlier.from = at_minute(1);
  earlier.to = at_minute(2);
  scenario.centre.events = {centres::more_calls(0.1), earlier, centres::outage(60, 90), answer};
  const MovedFault moved = moved_to(scenario.centre, scenario.estate, 2, at_minute(30));
  CHECK(moved.centre.events[0] == scenario.centre.events[0]);
  CHECK(moved.centre.events[1] == earlier);
  CHECK(moved.centre.events[2].from == at_minute(30));
  CHECK(moved.centre.events[2].to == at_minute(60));
  CHECK(moved.centre.events[3].from == at_minute(40));
  const WorstTimeReport report = worst_time(scenario, options_of());
  CHECK(report.moved_along == std::vector<std::string>{"calls to new"});
  CHECK(report.rows[report.worst].at >= at_minute(90));
  CHECK(report.rows[report.worst].at <= at_minute(150));
}

TEST_CASE("worst time: moving a component fault moves it in the estate too") {
  const Scenario scenario = with_component_fault(2);
  const MovedFault moved = moved_to(scenario.centre, scenario.estate, 0, at_minute(100));
  CHECK(moved.centre.events[0].from == at_minute(100));
  CHECK(moved.centre.events[0].to == at_minute(130));
  CHECK(moved.estate.faults[0].at == at_minute(100));
}

TEST_CASE("worst time: other faults stay, and a fault that the end cuts short is marked") {
  Scenario scenario = with_component_fault(4);
  scenario.centre.events.push_back(centres::outage(200, 210));
  WorstTimeOptions options = options_of();
  options.every = Duration::whole_seconds(3600 + 1800);
  options.event = "sso lost";
  WorstTimeReport report = worst_time(scenario, options);
  CHECK(report.others == std::vector<std::string>{"dead"});
  REQUIRE(report.rows.size() == 3);
  CHECK_FALSE(report.rows[2].cut_short);  // 11:00 to 11:30
  options.event = "dead";
  options.every = Duration::whole_seconds(14'000);
  report = worst_time(scenario, options);
  REQUIRE(report.rows.size() == 2);
  CHECK(report.rows[1].cut_short);
  CHECK(report.others == std::vector<std::string>{"sso lost"});
}

TEST_CASE("worst time: what cannot be moved is refused in words") {
  Scenario scenario = with_component_fault(2);
  WorstTimeOptions options;
  CHECK_FALSE(objection_to(scenario, options).has_value());
  options.event = "sso lst";
  CHECK(to_string(objection_to(scenario, options).value()) ==
        "test.toml: there is no fault \"sso lst\"; did you mean \"sso lost\"?");
  options = {};
  options.every = Duration::whole_seconds(14);
  CHECK(has(to_string(objection_to(scenario, options).value()), "more than 1000 moments"));
  options = {};
  scenario.estate.faults[0].every = Distribution::exponential(3600);
  CHECK(has(to_string(objection_to(scenario, options).value()), "comes at random"));
  scenario.centre.events = {centres::more_calls(0.5)};
  CHECK(has(to_string(objection_to(scenario, options).value()), "there is no fault to move"));
}

TEST_CASE("worst time: page and tables, the same for any number of workers") {
  const Scenario scenario = with_component_fault(6);
  WorstTimeOptions options = options_of();
  const WorstTimeReport report = worst_time(scenario, options);
  const std::string text = worst_time_text(report, TextStyle{100, false});
  CHECK(text.find("VERDICT  sso lost hurts most at 10:") == 0);
  CHECK(has(text, "<- worst"));
  CHECK(has(text, "################################ <- worst"));
  CHECK(has(text, "(in the file: 08:15)"));
  const std::string json = worst_time_json(report);
  CHECK(nlohmann::json::parse(json)["moments"].size() == 8);
  const std::string csv = worst_time_csv(report);
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 9);
  options.workers = 1;
  CHECK(worst_time_json(worst_time(scenario, options)) == json);
}
