// A stand-in for the rehearsals: a lost component refuses the new calls of its platforms until it is mended;
// a failover rule that watches it redirects them after its decision time, a standby takes over. No
// randomness.
#pragma once
#include <algorithm>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "analysis/drill.hpp"
#include "analysis/fault_cost.hpp"
#include "tests/analysis/centres.hpp"

namespace switchover::stand_in {

// What the drills asked to be staged.
struct Asked {
  CentreSpec centre;
  EstateSpec estate;
};

inline PlatformTimeline timeline_of_faults(const CentreSpec& centre, const EstateSpec& estate) {
  PlatformTimeline timeline;
  const auto add = [&](Time at, PlatformId platform, ChangeKind kind, double value, PlatformId to = {}) {
    PlatformChange change;
    change.at = at;
    change.platform = platform;
    change.kind = kind;
    change.value = value;
    change.rule.effect = StageEffect::drop;
    change.rule.to = to;
    change.cause = "fault";
    timeline.changes.push_back(change);
  };
  for (const FaultSpec& fault : estate.faults) {
    const bool left = std::any_of(centre.events.begin(), centre.events.end(),
                                  [&](const EventSpec& event) { return event.name == fault.name; });
    if (!left) continue;
    const Time mended = fault.at + Duration::seconds(fault.lasts.mean());
    for (const ComponentId target : fault.targets) {
      const ComponentSpec& lost = estate.components.at(target.index());
      const Time ends = lost.standby.is_none() ? mended : std::min(mended, fault.at + lost.promotion);
      for (const PlatformId platform : lost.platforms) {
        add(fault.at, platform, ChangeKind::accept, 0);
        add(ends, platform, ChangeKind::accept, 1);
      }
      for (const FailoverSpec& rule : estate.failovers) {
        if (rule.watches != target) continue;
        const Time acts = fault.at + Duration::seconds(rule.decide.mean());
        if (acts >= ends) continue;
        add(acts, rule.from, ChangeKind::redirect, 1, rule.to);
        add(ends, rule.from, ChangeKind::redirect, 0, rule.to);
      }
    }
  }
  std::stable_sort(timeline.changes.begin(), timeline.changes.end(),
                   [](const PlatformChange& a, const PlatformChange& b) { return a.at < b.at; });
  return timeline;
}

inline Stagehands stagehands(std::vector<Asked>* asked = nullptr) {
  Stagehands hands;
  hands.staged = [asked](const CentreSpec& centre, const EstateSpec& estate) {
    if (asked != nullptr) asked->push_back({centre, estate});
    CentreSpec staged = centre;
    auto timelines = std::make_shared<StagedTimelines>();
    timelines->of.push_back(timeline_of_faults(centre, estate));
    staged.staged = std::move(timelines);
    return staged;
  };
  return hands;
}

inline DrillOptions drill_options(std::vector<Asked>* asked = nullptr) {
  DrillOptions options;
  options.workers = 2;
  options.stagehands = stagehands(asked);
  return options;
}

inline FaultEffect calls_refused() {
  FaultEffect effect;
  effect.calls.dial = {StageEffect::drop, 1, {}, {}, {}};
  return effect;
}

inline ComponentSpec component(const std::string& name, ComponentKind kind,
                               const std::vector<std::size_t>& platforms, double repair_minutes) {
  ComponentSpec c;
  c.name = name;
  c.kind = kind;
  for (const std::size_t p : platforms) c.platforms.emplace_back(p);
  c.when_down = calls_refused();
  c.repair = Distribution::deterministic(repair_minutes * 60);
  c.repair_from = FigureOrigin::file;
  c.times_a_year = 1;
  return c;
}

// Two platforms with half of the calls and of the agents each; 60 calls an hour, twice as many from 10:00 to
// 11:00 of 08:00 to 12:00. Components: sso (both), old.dc1 (old, with a failover to new after ten minutes),
// dns (new, nobody acts), recording (nobody would notice).
inline Scenario two_platforms(std::uint32_t runs) {
  CentreSpec spec = centres::one_queue(60, 24);
  spec.platforms.front().name = "old";
  PlatformSpec other;
  other.name = "new";
  spec.platforms.push_back(other);
  spec.queues[0].call_split = {{Time{}, {0.5, 0.5}}};
  spec.agent_split = {{Time{}, {0.5, 0.5}}};
  spec.demand[0].intervals.clear();
  for (std::int64_t hour = 0; hour < 4; ++hour) {
    spec.demand[0].intervals.push_back(
        {centres::at_minute(hour * 60), Duration::whole_seconds(3600), hour == 2 ? 120.0 : 60.0});
  }
  Scenario scenario = centres::scenario_of(spec, runs);
  EstateSpec& estate = scenario.estate;
  estate.components = {component("sso", ComponentKind::sign_on, {0, 1}, 30),
                       component("old.dc1", ComponentKind::data_centre, {0}, 60),
                       component("dns", ComponentKind::dns, {1}, 10),
                       component("recording", ComponentKind::recording, {0, 1}, 60)};
  estate.components[2].repair_from = FigureOrigin::default_;
  estate.components[3].when_down = FaultEffect{};
  FailoverSpec rule;
  rule.name = "failover of old.dc1";
  rule.watches = ComponentId(1);
  rule.from = PlatformId(0);
  rule.to = PlatformId(1);
  rule.decide = Distribution::deterministic(600);
  estate.failovers = {rule};
  return scenario;
}

inline EventSpec fault_event(const std::string& name, Time from, Time to) {
  EventSpec event;
  event.name = name;
  event.kind = EventKind::fault;
  event.from = from;
  event.to = to;
  return event;
}

}  // namespace switchover::stand_in
