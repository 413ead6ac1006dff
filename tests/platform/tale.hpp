// An estate and what happens to it, by hand, for the tests of impact.hpp.
#pragma once
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "models/platform/component_kinds.hpp"
#include "models/platform/impact.hpp"

namespace switchover {

inline constexpr double endless = std::numeric_limits<double>::infinity();
inline const PlatformId old_one(0), new_one(1);
inline const std::vector<std::string> names{"old", "new"};

inline std::vector<WrittenLimits> written() {
  WrittenLimits none;
  none.value.fill(endless);
  return {none, none};
}

struct Tale {
  EstateSpec estate;
  Story story;
  std::vector<WrittenLimits> limits = written();

  ComponentId add(const std::string& name, ComponentKind kind,
                  std::vector<PlatformId> platforms = {old_one}) {
    ComponentSpec component;
    component.name = name;
    component.kind = kind;
    component.platforms = std::move(platforms);
    component.when_down = info(kind).when_down;
    component.when_slow = info(kind).when_slow;
    estate.components.push_back(component);
    return ComponentId(estate.components.size() - 1);
  }
  ComponentSpec& spec(ComponentId component) { return estate.components[component.index()]; }
  void need(ComponentId who, ComponentId needs) { estate.needs.push_back({who, needs, true, {}}); }
  void need_softly(ComponentId who, ComponentId needs, const FaultEffect& effect) {
    estate.needs.push_back({who, needs, false, effect});
  }
  FaultSpec& fault(const std::string& name, FaultMode mode = FaultMode::down) {
    FaultSpec fault;
    fault.name = name;
    fault.mode = mode;
    estate.faults.push_back(fault);
    return estate.faults.back();
  }
  int rule(const std::string& name, bool drain = true) {
    FailoverSpec rule;
    rule.name = name;
    rule.from = old_one;
    rule.to = new_one;
    rule.failback.drain = drain;
    estate.failovers.push_back(rule);
    return static_cast<int>(estate.failovers.size()) - 1;
  }

  StoryEvent& tell(double at_s, StoryKind kind, ComponentId component = {}, const std::string& of = {},
                   double value = 0) {
    StoryEvent event;
    event.at = Time::after_start(Duration::seconds(at_s));
    event.kind = kind;
    event.component = component;
    event.fault = of;
    event.value = value;
    story.events.push_back(event);
    return story.events.back();
  }
  void loses(double at_s, ComponentId component, const std::string& of, double share = 1) {
    tell(at_s, StoryKind::fault_begins, component, of, share);
    tell(at_s, StoryKind::down, component, of, share);
  }
  void mends(double at_s, ComponentId component, const std::string& of) {
    tell(at_s, StoryKind::fault_ends, component, of);
    tell(at_s, StoryKind::up, component);
  }
  void slows(double at_s, ComponentId component, const std::string& of, double share = 1) {
    tell(at_s, StoryKind::fault_begins, component, of, share);
    tell(at_s, StoryKind::slow, component, of, share);
  }
  void speeds_up(double at_s, ComponentId component, const std::string& of) {
    tell(at_s, StoryKind::fault_ends, component, of);
    tell(at_s, StoryKind::slow_ends, component, of);
  }
  void of_rule(double at_s, StoryKind kind, int rule, double value = 0) {
    tell(at_s, kind, {}, {}, value).rule = rule;
  }
  void agents(double at_s, PlatformId home, PlatformId to, double share, ComponentId of = {}) {
    StoryEvent& event = tell(at_s, StoryKind::agents_at, of, {}, share);
    event.platform = home;
    event.to = to;
  }

  PlatformTimeline timeline() const { return timeline_of(estate, story, limits); }
  // One change a line: at_s,platform,change,value,effect,share,delay_s,to,to_queue,group,cause.
  std::string changes() const {
    const std::string text = "\n" + to_csv(timeline(), names);
    return text.substr(text.find('\n', 1));
  }
};

inline StageRule rule_of(StageEffect effect, double share = 1, std::int64_t delay_s = 0) {
  return {effect, share, Duration::whole_seconds(delay_s), {}, {}};
}
inline FaultEffect adds(std::int64_t talk_s, std::int64_t wrap_s) {
  FaultEffect effect;
  effect.adds_talk = Duration::whole_seconds(talk_s);
  effect.adds_wrap = Duration::whole_seconds(wrap_s);
  return effect;
}

// The change as its line of CSV.
inline std::string line_of(const PlatformChange& change) {
  const std::string text = to_csv(PlatformTimeline{{change}}, names);
  return text.substr(text.find('\n') + 1);
}

}  // namespace switchover
