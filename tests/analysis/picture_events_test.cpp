#include "analysis/picture_events.hpp"

#include <catch2/catch.hpp>

#include "analysis/variant.hpp"
#include "tests/analysis/centres.hpp"
#include "tests/analysis/synthetic.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {

EventSpec event_of(EventKind kind, std::int64_t from_minute = 10, std::int64_t to_minute = 20) {
  EventSpec event;
  event.name = "event";
  event.kind = kind;
  event.from = at_minute(from_minute);
  event.to = at_minute(to_minute);
  return event;
}
DayEvent only_event(const EventSpec& event, const EstateSpec& estate = {}) {
  CentreSpec spec = synthetic::two_queue_centre();
  spec.events = {event};
  Scenario scenario = scenario_of(spec, 1);
  scenario.estate = estate;
  const std::vector<DayEvent> told = day_events(scenario, spec);
  REQUIRE(told.size() == 1);
  return told[0];
}
std::string words(const EventSpec& event) { return only_event(event).what; }

EstateSpec estate_with(const FaultSpec& fault) {
  EstateSpec estate;
  estate.components.resize(2);
  estate.components[0].name = "old.dc1";
  estate.components[1].name = "crm";
  estate.faults = {fault};
  return estate;
}
FaultSpec fault_of(FaultMode mode) {
  FaultSpec fault;
  fault.name = "event";
  fault.mode = mode;
  fault.targets = {ComponentId(0)};
  fault.at = at_minute(10);
  return fault;
}

}  // namespace

TEST_CASE("Events in a few words, with their hours") {
  EventSpec calls = event_of(EventKind::more_calls);
  calls.share = 0.35;
  const DayEvent told = only_event(calls);
  CHECK(told.name == "event");
  CHECK(told.what == "35% more calls");
  CHECK_FALSE(told.is_fault);
  CHECK(told.from_s == 600);
  CHECK(told.to_s == 1200);
  calls.queues = {QueueId(1)};
  calls.kind = EventKind::fewer_calls;
  CHECK(words(calls) == "35% fewer calls for support");
  EventSpec agents = event_of(EventKind::fewer_agents);
  agents.share = 0.08;
  CHECK(words(agents) == "8% absent");
  agents.groups = {GroupId(0), GroupId(1)};
  agents.count = 5;
  agents.kind = EventKind::more_agents;
  CHECK(words(agents) == "5 more agents in billing team, support team");
  EventSpec dead = event_of(EventKind::outage);
  dead.share = 1;
  CHECK(words(dead) == "outage of all platforms");
  CHECK(only_event(dead).is_fault);
  dead.platform = PlatformId(0);
  CHECK(words(dead) == "outage of old");
  dead.share = 0.5;
  CHECK(words(dead) == "outage of 50% of old");
  dead.kind = EventKind::slow;
  CHECK(words(dead) == "old is slow");
  dead.kind = EventKind::sign_out;
  CHECK(words(dead) == "agents of old signed out");
  dead.kind = EventKind::limit;
  CHECK(words(dead) == "no limit of trunks of old");
  dead.limit_value = 90;
  CHECK(words(dead) == "trunks of old at 90");
  EventSpec split = event_of(EventKind::split_calls);
  split.split = {0.25, 0.75};
  split.queues = {QueueId(0)};
  CHECK(words(split) == "billing calls: 25% on old, 75% on new");
  split = event_of(EventKind::split_agents);
  split.split = {0, 1};
  CHECK(words(split) == "agents: 100% on new");
}

TEST_CASE("Faults of components name what they strike") {
  const EventSpec event = event_of(EventKind::fault);
  CHECK(only_event(event, estate_with(fault_of(FaultMode::down))).what == "outage of old.dc1");
  CHECK(only_event(event, estate_with(fault_of(FaultMode::maintenance))).what == "maintenance of old.dc1");
  FaultSpec both = fault_of(FaultMode::slow);
  CHECK(only_event(event, estate_with(both)).what == "old.dc1 is slow");
  both.targets.emplace_back(1);
  CHECK(only_event(event, estate_with(both)).what == "old.dc1, crm are slow");
  both.mode = FaultMode::down;
  both.share = 0.4;
  CHECK(only_event(event, estate_with(both)).what == "outage of 40% of old.dc1, crm");
  CHECK(only_event(event, estate_with(both)).is_fault);
}

TEST_CASE("Only what begins at the same time every day, and not the whole day long") {
  CentreSpec spec = synthetic::two_queue_centre();  // an hour
  EventSpec all_day = event_of(EventKind::fewer_agents, 0, 600);
  EventSpec late = event_of(EventKind::split_calls, 30);
  late.split = {0, 1};
  late.to = Time::never();
  EventSpec ramp = event_of(EventKind::more_calls, 0);
  ramp.to = Time::never();
  ramp.ramp = {{at_minute(0), 0}, {at_minute(10), 1}, {at_minute(45), 0}};
  EventSpec random = event_of(EventKind::fault);
  random.name = "random";
  EventSpec uncertain = event_of(EventKind::fault);
  uncertain.name = "uncertain";
  EventSpec after_close = event_of(EventKind::outage, 60, 90);
  spec.events = {late, all_day, random, uncertain, after_close, ramp};
  Scenario scenario = scenario_of(spec, 1);
  FaultSpec every = fault_of(FaultMode::down);
  every.name = "random";
  every.every = Distribution::exponential(100);
  FaultSpec about = fault_of(FaultMode::down);
  about.name = "uncertain";
  about.at_uncertainty = Duration::whole_seconds(60);
  scenario.estate = estate_with(every);
  scenario.estate.faults.push_back(about);
  const std::vector<DayEvent> told = day_events(scenario, spec);
  REQUIRE(told.size() == 2);
  CHECK(told[0].from_s == 0);
  CHECK(told[0].to_s == 45 * 60);
  CHECK(told[1].from_s == 30 * 60);
  CHECK(told[1].to_s == 3600);
}

TEST_CASE("A timeline is one event from its first change to its last") {
  CentreSpec spec = synthetic::two_queue_centre();
  PlatformChange change;
  change.at = at_minute(15);
  spec.timeline.changes = {change, change};
  spec.timeline.changes[1].at = at_minute(40);
  const std::vector<DayEvent> told = day_events(scenario_of(spec, 1), spec);
  REQUIRE(told.size() == 1);
  CHECK(told[0].is_fault);
  CHECK(told[0].from_s == 900);
  CHECK(told[0].to_s == 2400);
  CHECK(day_events(scenario_of(spec, 1), twin_of(spec)).empty());
}
