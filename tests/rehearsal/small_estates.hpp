// Estates of a few components, for rehearsals whose course can be worked out by hand.
#pragma once
#include <string>
#include <vector>

#include "models/platform/rehearsal.hpp"

namespace switchover {

inline Time at_s(double seconds) { return Time::after_start(Duration::seconds(seconds)); }
inline constexpr PlatformId old_platform{0}, new_platform{1};

// Two platforms, "old" and "new", with `agents` each, and eight hours.
inline RehearsalRequest two_platforms(double agents = 100) {
  RehearsalRequest request;
  request.platforms = {"old", "new"};
  request.staff = {{{Time{}, agents}}, {{Time{}, agents}}};
  request.horizon = at_s(8 * 3600);
  request.estate.sign_in.resize(2);
  return request;
}

inline ComponentId add_component(RehearsalRequest& request, const std::string& name,
                                 ComponentKind kind = ComponentKind::third_party,
                                 AgentFate agents = AgentFate::stay) {
  ComponentSpec component;
  component.name = name;
  component.kind = kind;
  component.when_down.agents = agents;
  for (std::size_t p = 0; p < request.platforms.size(); ++p) {
    if (name.starts_with(request.platforms[p] + ".")) component.platforms = {PlatformId(p)};
  }
  if (component.platforms.empty()) component.platforms = {old_platform, new_platform};
  request.estate.components.push_back(component);
  return ComponentId(request.estate.components.size() - 1);
}

inline ComponentId add_link(RehearsalRequest& request, const std::string& name, const std::string& from,
                            const std::string& to, double megabits, double latency_s) {
  const ComponentId id = add_component(request, name, ComponentKind::wan);
  ComponentSpec& link = request.estate.components.back();
  link.link_from = from;
  link.link_to = to;
  link.megabits = megabits;
  link.latency = Duration::seconds(latency_s);
  return id;
}

inline FaultSpec& add_fault(RehearsalRequest& request, const std::string& name, ComponentId target,
                            double from_s, double lasts_s, double share = 1,
                            FaultMode mode = FaultMode::down) {
  FaultSpec fault;
  fault.name = name;
  fault.targets = {target};
  fault.mode = mode;
  fault.at = at_s(from_s);
  fault.lasts = Distribution::deterministic(lasts_s);
  fault.share = share;
  request.estate.faults.push_back(fault);
  return request.estate.faults.back();
}

// Noticed after two minutes, decided after three, executed after one: calls move six minutes after the loss.
inline FailoverSpec& add_failover(RehearsalRequest& request, ComponentId watches) {
  FailoverSpec rule;
  rule.name = "failover of " + request.estate.components[watches.index()].name;
  rule.watches = watches;
  rule.from = old_platform;
  rule.to = new_platform;
  rule.detection = Detection::scripted;
  rule.detect = Distribution::deterministic(120);
  rule.decide = Distribution::deterministic(180);
  rule.execute = Distribution::deterministic(60);
  request.estate.failovers.push_back(rule);
  return request.estate.failovers.back();
}

}  // namespace switchover
