#include "analysis/picture_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/wording.hpp"

namespace switchover {
namespace {

std::string percent(double share) { return fmt::format("{:g}%", std::round(share * 1000) / 10); }
std::string number(double n) { return fmt::format("{:g}", std::round(n * 10) / 10); }

template <class Id, class Named>
std::string names_of(const std::vector<Id>& ids, const std::vector<Named>& all) {
  std::string text;
  for (const Id id : ids) text += (text.empty() ? "" : ", ") + all.at(id.index()).name;
  return text;
}
std::string after(const std::string& word, const std::string& text) {
  return text.empty() ? "" : " " + word + " " + text;
}

const FaultSpec* fault_called(const EstateSpec& estate, const std::string& name) {
  for (const FaultSpec& fault : estate.faults) {
    if (fault.name == name) return &fault;
  }
  return nullptr;
}

std::string fault_words(const EstateSpec& estate, const EventSpec& event) {
  const FaultSpec* fault = fault_called(estate, event.name);
  if (fault == nullptr) return event.name;
  const std::string targets = names_of(fault->targets, estate.components);
  switch (fault->mode) {
    case FaultMode::down:
      return fault->share < 1 ? fmt::format("outage of {} of {}", percent(fault->share), targets)
                              : "outage of " + targets;
    case FaultMode::slow:
      return targets + (fault->targets.size() > 1 ? " are slow" : " is slow");
    case FaultMode::maintenance:
      return "maintenance of " + targets;
  }
  return event.name;
}

std::string split_words(const CentreSpec& spec, const EventSpec& event) {
  std::string text;
  for (std::size_t p = 0; p < event.split.size() && p < spec.platforms.size(); ++p) {
    if (event.split[p] <= 0) continue;
    text +=
        fmt::format("{}{} on {}", text.empty() ? "" : ", ", percent(event.split[p]), spec.platforms[p].name);
  }
  const bool calls = event.kind == EventKind::split_calls;
  const std::string of = calls ? names_of(event.queues, spec.queues) : names_of(event.groups, spec.groups);
  return fmt::format("{}{}: {}", of.empty() ? "" : of + " ", calls ? "calls" : "agents", text);
}

std::string limit_words(const EventSpec& event, const std::string& platform) {
  const std::string of = limit_name(static_cast<int>(event.limit)) + after("of", platform);
  if (!event.limit_value) return "no limit of " + of;
  return fmt::format("{} at {}", of, number(*event.limit_value));
}

std::string agents_words(const CentreSpec& spec, const EventSpec& event) {
  const std::string how_many = event.count ? number(*event.count) : percent(event.share);
  const std::string groups = after("in", names_of(event.groups, spec.groups));
  return how_many + (event.kind == EventKind::more_agents ? " more agents" : " absent") + groups;
}

std::string words_of(const Scenario& scenario, const CentreSpec& spec, const EventSpec& event) {
  const std::string platform = event.platform.is_none() ? "" : spec.platforms.at(event.platform.index()).name;
  switch (event.kind) {
    case EventKind::more_calls:
    case EventKind::fewer_calls:
      return fmt::format("{} {} calls{}", percent(event.share),
                         event.kind == EventKind::more_calls ? "more" : "fewer",
                         after("for", names_of(event.queues, spec.queues)));
    case EventKind::more_agents:
    case EventKind::fewer_agents:
      return agents_words(spec, event);
    case EventKind::outage:
      return "outage" + (event.share < 1 ? " of " + percent(event.share) : "") +
             after("of", platform.empty() ? "all platforms" : platform);
    case EventKind::slow:
      return platform.empty() ? "all platforms are slow" : platform + " is slow";
    case EventKind::limit:
      return limit_words(event, platform);
    case EventKind::sign_out:
      return "agents" + after("of", platform) + " signed out";
    case EventKind::split_calls:
    case EventKind::split_agents:
      return split_words(spec, event);
    case EventKind::fault:
      return fault_words(scenario.estate, event);
  }
  return event.name;
}

bool begins_every_day(const EstateSpec& estate, const EventSpec& event) {
  if (event.kind != EventKind::fault) return true;
  const FaultSpec* fault = fault_called(estate, event.name);
  return fault == nullptr || (!fault->every && fault->at_uncertainty == Duration{});
}

// A ramp that falls back to nothing ends there.
Time end_of(const EventSpec& event) {
  if (event.ramp.empty() || event.ramp.back().share != 0) return event.to;
  return std::min(event.to, event.ramp.back().at);
}

}  // namespace

std::vector<DayEvent> day_events(const Scenario& scenario, const CentreSpec& spec) {
  const Time end = Time::after_start(spec.length);
  std::vector<DayEvent> events;
  const auto add = [&](std::string name, std::string what, bool is_fault, Time from, Time to) {
    from = std::max(from, Time{});
    to = std::min(to, end);
    if (to <= from || (from == Time{} && to == end)) return;
    events.push_back({std::move(name), std::move(what), is_fault, (from - Time{}).in_seconds(),
                      (to - Time{}).in_seconds()});
  };
  for (const EventSpec& event : spec.events) {
    if (!begins_every_day(scenario.estate, event)) continue;
    add(event.name, words_of(scenario, spec, event), is_fault(event.kind), event.from, end_of(event));
  }
  const std::vector<PlatformChange>& changes = spec.timeline.changes;
  if (!changes.empty()) {
    const Time last = changes.size() > 1 ? changes.back().at : end;
    add("platform timeline", "changes of the platform timeline", true, changes.front().at, last);
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const DayEvent& a, const DayEvent& b) { return a.from_s < b.from_s; });
  return events;
}

}  // namespace switchover
