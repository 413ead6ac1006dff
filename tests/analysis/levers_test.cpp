#include "analysis/levers.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "analysis/lever_activities.hpp"
#include "analysis/variant.hpp"
#include "models/centre/centre.hpp"
#include "models/centre/plan.hpp"
#include "tests/analysis/estates.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {

LeverSpec lever(LeverKind kind, double least, double most, double step) {
  LeverSpec spec;
  spec.name = "l";
  spec.kind = kind;
  spec.least = least, spec.most = most, spec.step = step;
  return spec;
}
Scenario with(LeverSpec spec) {
  Scenario scenario = scenario_of(one_queue(100, 10), 10);
  scenario.levers = {std::move(spec)};
  return scenario;
}
LeverSpec overtime() {
  LeverSpec spec = lever(LeverKind::agents, 0, 7, 3);
  spec.group = GroupId(0);
  spec.from = at_minute(60);
  spec.to = at_minute(120);
  return spec;
}
Scenario failing_over(LeverSpec spec) {
  spec.failover = 0;
  Scenario scenario = with(std::move(spec));
  PlatformSpec second;
  second.name = "new";
  scenario.centre.platforms.push_back(second);
  scenario.centre.groups[0].assignment = Assignment::one_platform;
  scenario.centre.groups[0].platform = PlatformId(0);
  scenario.estate = estates::estate();
  return scenario;
}
// Agents of the first group on the phones at a minute.
double on_phones(const CentreSpec& spec, std::int64_t minute) {
  const auto plan = make_plan(spec);
  double there = 0;
  for (const StaffChange& change : plan->staff) {
    if (change.at_us <= at_minute(minute).count_us()) there = change.value;
  }
  return there;
}
Shift shift_with(std::vector<Shift::Activity> activities) {
  return {at_minute(0), at_minute(240), std::move(activities)};
}
Scenario scheduled(LeverSpec spec, const std::vector<Shift>& shifts) {
  Scenario scenario = with(std::move(spec));
  GroupSpec& group = scenario.centre.groups[0];
  group.counted.clear();
  for (const Shift& shift : shifts) {
    AgentSpec agent;
    agent.shifts = {shift};
    group.agents.push_back(agent);
  }
  return scenario;
}
const std::vector<Shift::Activity>& activities(const Scenario& scenario, std::size_t agent = 0) {
  return scenario.centre.groups[0].agents[agent].shifts[0].activities;
}
constexpr ActivityKind rest = ActivityKind::break_, training = ActivityKind::training;

}  // namespace

TEST_CASE("amounts run from the weakest pull to the strongest and leave out what is there already") {
  CHECK(amounts_of(with(overtime()), 0) == std::vector<double>{3, 6, 7});
  LeverSpec from_two = overtime();
  from_two.least = 2;
  CHECK(amounts_of(with(from_two), 0) == std::vector<double>{2, 5, 7});
  const auto dual = amounts_of(failing_over(lever(LeverKind::dual_enabled, 0.4, 1, 0.2)), 0);
  REQUIRE(dual.size() == 2);  // 60 % have a login
  CHECK(dual[0] == Approx(0.8));
  CHECK(dual[1] == Approx(1));
  CHECK(amounts_of(failing_over(lever(LeverKind::decision, 0, 900, 300)), 0) == std::vector<double>{300, 0});
  CHECK(amounts_of(failing_over(lever(LeverKind::failback, 900, 2700, 900)), 0) ==
        std::vector<double>{2700, 1800, 900});
}

TEST_CASE("overtime adds to what absence leaves, in its hours alone, on the day and in its twin") {
  Scenario scenario = with(overtime());
  scenario.centre.events = {fewer_agents(0.2)};
  const Scenario more = pulled(scenario, {0, 3});
  CHECK(on_phones(more.centre, 59) == 8);
  CHECK(on_phones(more.centre, 60) == 11);
  CHECK(on_phones(more.centre, 120) == 8);
  CHECK(on_phones(twin_of(more.centre), 60) == 13);
  CHECK(causes_of(more.centre).size() == causes_of(scenario.centre).size());
  CHECK(pulled(scenario, {0, 0}).centre == scenario.centre);
  CHECK(lever_text(scenario, {0, 3}) == "+3 sales team, 09:00-10:00");
}

TEST_CASE("overtime of a scheduled group works where its people do") {
  Scenario scenario = scheduled(overtime(), {shift_with({})});
  PlatformSpec second;
  second.name = "new";
  scenario.centre.platforms.push_back(second);
  scenario.centre.groups[0].agents[0].assignment = Assignment::one_platform;
  scenario.centre.groups[0].agents[0].platform = PlatformId(1);
  const Scenario more = pulled(scenario, {0, 3});
  CHECK(more.centre.groups[0].assignment == Assignment::one_platform);
  CHECK(more.centre.groups[0].platform == PlatformId(1));
}

TEST_CASE("agents who change platform in a failover take those on overtime with them") {
  Scenario scenario = failing_over(overtime());
  scenario.levers[0].failover = -1;
  scenario.centre.moves = {{PlatformId(0), PlatformId(1), 1}};
  const auto guests = [](const CentreSpec& spec) {
    const auto plan = make_plan(spec);
    std::uint32_t most = 0;
    for (const CrewPlan& crew : plan->crews) {
      if (crew.pool != crew.home) most += crew.agents;
    }
    return most;
  };
  CHECK(guests(scenario.centre) == 10);
  CHECK(guests(pulled(scenario, {0, 6}).centre) == 16);
}

TEST_CASE("limits grow by the amount, and an event that sets one keeps it") {
  Scenario scenario = with(lever(LeverKind::trunks, 0, 20, 5));
  scenario.levers[0].platform = PlatformId(0);
  scenario.levers[0].price = {LeverPrice::Per::unit_month, 9, "9 per trunk per month"};
  scenario.centre.platforms[0].trunks = 30;
  EventSpec cut;
  cut.kind = EventKind::limit;
  cut.limit = LimitKind::trunks;
  cut.limit_value = 12;
  cut.from = at_minute(60);
  scenario.centre.events = {cut};
  const Scenario more = pulled(scenario, {0, 15});
  CHECK(more.centre.platforms[0].trunks == 45U);
  CHECK(more.centre.events == scenario.centre.events);
  CHECK(lever_text(scenario, {0, 15}) == "+15 trunks on main (30 -> 45)");
  const auto cost = cost_of(scenario, {0, 15});
  REQUIRE(cost);
  CHECK(cost->amount == 135);
  CHECK(cost->a_month);
  for (const LeverKind kind :
       {LeverKind::logins, LeverKind::ivr_ports, LeverKind::concurrent_calls, LeverKind::calls_per_second}) {
    PlatformSpec& platform = scenario.centre.platforms[0];
    platform.logins = 1, platform.ivr_ports = 2, platform.concurrent_calls = 3, platform.calls_per_second = 4;
    scenario.levers[0].kind = kind;
    const PlatformSpec raised = pulled(scenario, {0, 10}).centre.platforms[0];
    CHECK(raised.logins == (kind == LeverKind::logins ? 11U : 1U));
    CHECK(raised.ivr_ports == (kind == LeverKind::ivr_ports ? 12U : 2U));
    CHECK(raised.concurrent_calls == (kind == LeverKind::concurrent_calls ? 13U : 3U));
    CHECK(raised.calls_per_second == (kind == LeverKind::calls_per_second ? 14.0 : 4.0));
  }
}

TEST_CASE("levers on a failover change its rule alone") {
  const Scenario scenario = failing_over(lever(LeverKind::decision, 0, 600, 60));
  const Scenario quick = pulled(scenario, {0, 120});
  CHECK(quick.estate.failovers[0].decide == Distribution::deterministic(120));
  CHECK(quick.centre == scenario.centre);
  CHECK(lever_text(scenario, {0, 120}) == "failover of old.dc1: decision in 2 m, was 10 m");
  CHECK(lever_text(scenario, {0, 0}) == "failover of old.dc1: decision at once, was 10 m");

  const Scenario logins = failing_over(lever(LeverKind::dual_enabled, 0.6, 1, 0.1));
  const Scenario more = pulled(logins, {0, 0.9});
  CHECK(more.estate.failovers[0].agents.dual_enabled == 0.9);
  REQUIRE(more.centre.moves.size() == 1);  // the rule moved nobody before
  CHECK(more.centre.moves[0].to == PlatformId(1));

  const Scenario back = failing_over(lever(LeverKind::failback, 900, 1800, 900));
  const FailbackSpec failback = pulled(back, {0, 900}).estate.failovers[0].failback;
  CHECK(failback.when == FailbackSpec::When::after_repair);
  CHECK(failback.after == Distribution::deterministic(900));
  CHECK(lever_text(back, {0, 900}) == "failover of old.dc1: failback 15 m after repair, was 11:30");
}

TEST_CASE("prices: by the hour, by head, by use, or none") {
  Scenario scenario = with(overtime());
  CHECK_FALSE(cost_of(scenario, {0, 3}));
  scenario.levers[0].price = {LeverPrice::Per::agent_hour, 30, ""};
  CHECK(cost_of(scenario, {0, 3})->amount == 90);
  scenario.levers[0].to = Time::never();  // four hours, from the first on
  CHECK(cost_of(scenario, {0, 3})->amount == 270);
  scenario.levers[0].price.per = LeverPrice::Per::unit;
  CHECK(cost_of(scenario, {0, 3})->amount == 90);
  scenario.levers[0].price.per = LeverPrice::Per::use;
  CHECK(cost_of(scenario, {0, 3})->amount == 30);
  CHECK_FALSE(cost_of(scenario, {0, 3})->a_month);
  Scenario logins = failing_over(lever(LeverKind::dual_enabled, 0.6, 1, 0.1));
  logins.levers[0].price = {LeverPrice::Per::unit, 5, ""};
  CHECK(cost_of(logins, {0, 1})->amount == 20);  // 10 agents of old, 40 % more of them
}

TEST_CASE("later breaks stay within the shift and out of each other's way") {
  LeverSpec spec = lever(LeverKind::later_breaks, 0, 3600, 900);
  spec.from = at_minute(30);
  spec.to = at_minute(240);
  const Scenario scenario =
      scheduled(spec, {shift_with({{at_minute(20), at_minute(30), rest},        // before the window
                                   {at_minute(60), at_minute(75), rest},        // moves behind the training
                                   {at_minute(90), at_minute(110), training},   // is no break
                                   {at_minute(215), at_minute(230), rest}})});  // would leave the shift
  const Scenario later = pulled(scenario, {0, 1800});
  const std::vector<Shift::Activity> expected{{at_minute(20), at_minute(30), rest},
                                              {at_minute(90), at_minute(110), training},
                                              {at_minute(110), at_minute(125), rest},
                                              {at_minute(215), at_minute(230), rest}};
  CHECK(activities(later) == expected);
  CHECK(activities(pulled(scenario, {0, 0})) == activities(scenario));
  CHECK(lever_text(scenario, {0, 1800}) == "breaks of everybody 30 m later, 08:30-12:00");
}

TEST_CASE("cancelled work is a share of it, and a larger share holds the smaller one") {
  LeverSpec spec = lever(LeverKind::cancel_off_phone, 0, 1, 0.25);
  spec.price = {LeverPrice::Per::agent_hour, 10, ""};
  std::vector<Shift> shifts;
  for (int i = 0; i < 40; ++i) {
    shifts.push_back(
        shift_with({{at_minute(10), at_minute(25), rest}, {at_minute(60), at_minute(90), training}}));
  }
  const Scenario scenario = scheduled(spec, shifts);
  const auto left = [&](double share) {
    const Scenario done = pulled(scenario, {0, share});
    std::vector<bool> trained;
    for (std::size_t a = 0; a < 40; ++a) trained.push_back(activities(done, a).size() == 2);
    return trained;
  };
  const auto quarter = left(0.25), half = left(0.5), all = left(1);
  CHECK(std::abs(std::count(quarter.begin(), quarter.end(), true) - 30) <= 1);
  const auto kept = std::count(half.begin(), half.end(), true);
  CHECK(std::abs(kept - 20) <= 1);
  CHECK(std::count(all.begin(), all.end(), true) == 0);
  for (std::size_t a = 0; a < 40; ++a) CHECK((quarter[a] || !half[a]));
  CHECK(cost_of(scenario, {0, 0.5})->amount ==
        Approx(5.0 * static_cast<double>(40 - kept)));  // half an hour each
  CHECK(cost_of(scenario, {0, 0})->amount == 0);
}
