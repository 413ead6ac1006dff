// An estate made by hand, and stories as a rehearsal would tell them, for the tests of incidents.
#pragma once
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "models/platform/estate.hpp"
#include "models/platform/story.hpp"
#include "tests/analysis/centres.hpp"

namespace switchover::estates {

using centres::at_minute;

inline constexpr std::size_t dc1 = 0, crm = 1;  // components

// old.dc1 is watched, calls and 60 % of its agents go to "new"; the crm slows down by itself.
inline EstateSpec estate() {
  EstateSpec estate;
  ComponentSpec dc;
  dc.name = "old.dc1";
  dc.kind = ComponentKind::data_centre;
  dc.platforms = {PlatformId(0)};
  dc.when_down.calls = StageEffects{};  // everything is dropped
  dc.when_down.agents = AgentFate::signed_out;
  ComponentSpec crm_server;
  crm_server.name = "crm";
  crm_server.kind = ComponentKind::crm;
  crm_server.platforms = {PlatformId(0), PlatformId(1)};
  estate.components = {dc, crm_server};
  FaultSpec loss;
  loss.name = "dc1-loss";
  loss.targets = {ComponentId(dc1)};
  loss.at = at_minute(60);
  loss.lasts = Distribution::deterministic(3600);
  FaultSpec slow;
  slow.name = "crm-brownout";
  slow.targets = {ComponentId(crm)};
  slow.mode = FaultMode::slow;
  slow.at = at_minute(90);
  estate.faults = {loss, slow};
  FailoverSpec rule;
  rule.name = "failover of old.dc1";
  rule.watches = ComponentId(dc1);
  rule.from = PlatformId(0);
  rule.to = PlatformId(1);
  rule.detection = Detection::scripted;
  rule.detect = Distribution::deterministic(120);
  rule.decide = Distribution::deterministic(600);
  rule.execute = Distribution::deterministic(60);
  rule.agents.dual_enabled = 0.6;
  rule.agents.sign_in.per_minute = 6;
  rule.failback.when = FailbackSpec::When::at;
  rule.failback.at = at_minute(210);
  estate.failovers = {rule};
  return estate;
}

inline StoryEvent of_component(StoryKind kind, double minute, std::size_t component, double value = 0,
                               const std::string& fault = "") {
  StoryEvent event;
  event.at = Time::after_start(Duration::seconds(minute * 60));
  event.kind = kind;
  event.component = ComponentId(component);
  event.value = value;
  event.fault = fault;
  return event;
}
inline StoryEvent of_rule(StoryKind kind, double minute, double value = 0, int rule = 0) {
  StoryEvent event;
  event.at = Time::after_start(Duration::seconds(minute * 60));
  event.kind = kind;
  event.rule = rule;
  event.value = value;
  return event;
}
inline StoryEvent agents_at(double minute, std::size_t to, double share) {
  StoryEvent event;
  event.at = Time::after_start(Duration::seconds(minute * 60));
  event.kind = StoryKind::agents_at;
  event.platform = PlatformId(0);
  event.to = PlatformId(to);
  event.value = share;
  return event;
}

// What a rehearsal of estate() would tell, its rule as it stands there: lost at 60, noticed two minutes
// later, redirected a minute after the decision; agents return in three steps, two minutes apart; healthy at
// 120.
inline Story story_on(const EstateSpec& estate) {
  using K = StoryKind;
  const FailoverSpec& rule = estate.failovers.at(0);
  const double decided = 62 + rule.decide.mean() / 60;
  const double redirect = decided + 1;
  const double moved = rule.agents.dual_enabled;
  Story story{{of_component(K::fault_begins, 60, dc1, 1, "dc1-loss"),
               of_component(K::down, 60, dc1, 0, "dc1-loss"),
               of_component(K::data_lost, 60, dc1, 480, "dc1-loss"), agents_at(60, 0, 0),
               of_rule(K::detected, 62), of_rule(K::decided, decided), of_rule(K::redirect, redirect, 1),
               agents_at(redirect + 2, 1, moved / 3), agents_at(redirect + 4, 1, moved * 2 / 3),
               agents_at(redirect + 6, 1, moved), of_component(K::fault_ends, 120, dc1, 0, "dc1-loss"),
               of_component(K::up, 120, dc1), agents_at(121, 0, 1 - moved), of_rule(K::cleared, 121)}};
  const FailbackSpec& failback = rule.failback;
  if (failback.when == FailbackSpec::When::never) return story;
  const double back = failback.when == FailbackSpec::When::at ? failback.at.in_seconds() / 60
                                                              : 120 + failback.after.mean() / 60;
  story.events.insert(story.events.end(), {of_rule(K::failback_begins, back), of_rule(K::redirect, back, 0),
                                           agents_at(back + 1, 1, 0), agents_at(back + 1, 0, 1),
                                           of_rule(K::failback_ends, back + 1)});
  return story;
}
inline Story loss_of_dc1(double decide_minutes = 10) {
  EstateSpec decided = estate();
  decided.failovers[0].decide = Distribution::deterministic(decide_minutes * 60);
  return story_on(decided);
}

// Two platforms, one queue, twenty agents of "old"; both faults are among the events.
inline CentreSpec centre(double calls_per_hour = 300) {
  CentreSpec spec = centres::one_queue(calls_per_hour, 20);
  spec.platforms[0].name = "old";
  PlatformSpec standby;
  standby.name = "new";
  standby.trunks = 60;
  spec.platforms.push_back(standby);
  spec.groups[0].assignment = Assignment::one_platform;
  spec.groups[0].platform = PlatformId(0);
  spec.queues[0].callers.after_failure = {0.8, Distribution::exponential(120)};
  for (const FaultSpec& fault : estate().faults) {
    EventSpec event;
    event.name = fault.name;
    event.kind = EventKind::fault;
    event.from = fault.at;
    spec.events.push_back(event);
  }
  spec.moves = {{PlatformId(0), PlatformId(1), 1}};
  return spec;
}

}  // namespace switchover::estates
