// Small centres that run in milliseconds, for the tests of analysis/ on the real engine.
#pragma once
#include <string>

#include "models/centre/spec.hpp"
#include "scenarios/scenario.hpp"

namespace switchover::centres {

inline Time at_minute(std::int64_t minute) { return Time::after_start(Duration::whole_seconds(minute * 60)); }

// One queue, one platform, one group: calls_per_hour for `hours`, talk 180 s, patience 120 s, both
// exponential.
inline CentreSpec one_queue(double calls_per_hour, double agents, std::int64_t hours = 4) {
  CentreSpec spec;
  spec.length = Duration::whole_seconds(hours * 3600);
  PlatformSpec platform;
  platform.name = "main";
  spec.platforms = {platform};
  QueueSpec queue;
  queue.name = "sales";
  queue.has_promise = true;
  queue.promise = {0.80, Duration::whole_seconds(20)};
  queue.talk = Distribution::exponential(180);
  queue.patience = Distribution::exponential(120);
  spec.queues = {queue};
  GroupSpec group;
  group.name = "sales team";
  group.skills = {SkillSpec{}};
  group.skills[0].queue = QueueId(0);
  group.counted = {{Time{}, agents}};
  spec.groups = {group};
  DemandSpec calls;
  calls.queue = QueueId(0);
  calls.intervals = {{Time{}, spec.length, calls_per_hour * static_cast<double>(hours)}};
  spec.demand = {calls};
  return spec;
}

inline EventSpec more_calls(double share, std::int64_t from_minute = 0) {
  EventSpec event;
  event.name = "more calls";
  event.kind = EventKind::more_calls;
  event.from = at_minute(from_minute);
  event.share = share;
  return event;
}
inline EventSpec fewer_agents(double share) {
  EventSpec event;
  event.name = "absent";
  event.kind = EventKind::fewer_agents;
  event.share = share;
  return event;
}
inline EventSpec outage(std::int64_t from_minute, std::int64_t to_minute) {
  EventSpec event;
  event.name = "dead";
  event.kind = EventKind::outage;
  event.from = at_minute(from_minute);
  event.to = at_minute(to_minute);
  event.platform = PlatformId(0);
  event.share = 1;
  return event;
}

inline Expectation level_promise(Quantifier quantifier, double value) {
  Expectation e;
  e.text = "service_level[sales]";
  e.quantifier = quantifier;
  e.metric = Metric::service_level;
  e.queue = QueueId(0);
  e.value = value;
  e.to = Time::after_start(Duration::whole_seconds(4 * 3600));
  return e;
}

inline Scenario scenario_of(CentreSpec spec, std::uint32_t runs) {
  Scenario scenario;
  scenario.name = "test";
  scenario.file = "test.toml";
  scenario.start = {2026, 3, 2, 8, 0, 0};  // a Monday
  scenario.max_runs = runs;
  scenario.seed = 7;
  scenario.centre = std::move(spec);
  return scenario;
}

}  // namespace switchover::centres
