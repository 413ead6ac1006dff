#include "analysis/variant.hpp"

#include <algorithm>
#include <map>

#include "sim/contract.hpp"

namespace switchover {
namespace {

struct Stretch {
  Time from, to;
};

// When the group has anybody on duty: stretches in order, apart from each other.
std::vector<Stretch> staffed(const GroupSpec& group, Time end) {
  std::vector<Stretch> all;
  for (std::size_t i = 0; i < group.counted.size(); ++i) {
    const Time until = i + 1 < group.counted.size() ? group.counted[i + 1].at : end;
    if (group.counted[i].agents > 0) all.push_back({group.counted[i].at, until});
  }
  for (const AgentSpec& agent : group.agents) {
    for (const Shift& shift : agent.shifts) all.push_back({shift.start, shift.end});
  }
  std::sort(all.begin(), all.end(), [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
  std::vector<Stretch> merged;
  for (const Stretch& s : all) {
    if (s.to <= s.from || s.from >= end) continue;
    if (!merged.empty() && s.from <= merged.back().to) {
      merged.back().to = std::max(merged.back().to, s.to);
    } else {
      merged.push_back(s);
    }
  }
  return merged;
}

std::optional<std::size_t> first_fault(const CentreSpec& spec) {
  std::optional<std::size_t> first;
  for (std::size_t i = 0; i < spec.events.size(); ++i) {
    const EventSpec& event = spec.events[i];
    if (is_fault(event.kind) && !event.in_twin && (!first || event.from < spec.events[*first].from))
      first = i;
  }
  return first;
}

}  // namespace

bool has_faults(const CentreSpec& spec) {
  return first_fault(spec).has_value() || !spec.timeline.changes.empty();
}

std::vector<Cause> causes_of(const CentreSpec& spec) {
  std::vector<Cause> causes;
  const bool faults = has_faults(spec);
  Time fault_at = Time::never();
  if (const auto first = first_fault(spec)) fault_at = spec.events[*first].from;
  if (!spec.timeline.changes.empty()) fault_at = std::min(fault_at, spec.timeline.changes.front().at);
  for (std::size_t i = 0; i < spec.events.size(); ++i) {
    const EventSpec& event = spec.events[i];
    if (event.in_twin) continue;
    const bool split = event.kind == EventKind::split_calls || event.kind == EventKind::split_agents;
    if (!faults || is_fault(event.kind) || (split && event.from >= fault_at)) {
      causes.push_back({event.name, false, i});
    }
  }
  if (!spec.timeline.changes.empty()) causes.push_back({"platform timeline", true, 0});
  return causes;
}

CentreSpec without(const CentreSpec& spec, const std::vector<Cause>& taken_away) {
  CentreSpec variant = spec;
  std::vector<bool> gone(spec.events.size(), false);
  for (const Cause& cause : taken_away) {
    if (cause.is_timeline) {
      variant.timeline.changes.clear();
    } else {
      gone.at(cause.event) = true;
    }
  }
  variant.events.clear();
  for (std::size_t i = 0; i < spec.events.size(); ++i) {
    if (!gone[i]) variant.events.push_back(spec.events[i]);
  }
  return variant;
}

CentreSpec twin_of(const CentreSpec& spec) { return without(spec, causes_of(spec)); }

CentreSpec only(const CentreSpec& spec, const Cause& cause) {
  std::vector<Cause> others = causes_of(spec);
  std::erase(others, cause);
  return without(spec, others);
}

CentreSpec quiet_day(const CentreSpec& spec) {
  CentreSpec variant = spec;
  variant.events.clear();
  variant.timeline.changes.clear();
  return variant;
}

bool has_limit(const CentreSpec& spec, PlatformId platform, LimitKind kind) {
  const PlatformSpec& p = spec.platforms.at(platform.index());
  const auto by_event = [&](const EventSpec& e) {
    return e.kind == EventKind::limit && e.limit == kind && e.limit_value &&
           (e.platform.is_none() || e.platform == platform);
  };
  const auto by_timeline = [&](const PlatformChange& c) {
    return c.kind == ChangeKind::limit && c.platform == platform && c.which == static_cast<int>(kind);
  };
  if (std::any_of(spec.events.begin(), spec.events.end(), by_event)) return true;
  if (std::any_of(spec.timeline.changes.begin(), spec.timeline.changes.end(), by_timeline)) return true;
  switch (kind) {
    case LimitKind::trunks:
      return p.trunks.has_value();
    case LimitKind::calls_per_second:
      return p.calls_per_second.has_value();
    case LimitKind::ivr_ports:
      return p.ivr_ports.has_value();
    case LimitKind::concurrent_calls:
      return p.concurrent_calls.has_value();
    case LimitKind::queued:
      return p.max_queued.has_value();
    case LimitKind::logins:
      return p.logins.has_value();
  }
  return false;
}

CentreSpec without_limit(const CentreSpec& spec, PlatformId platform, LimitKind kind) {
  CentreSpec variant = spec;
  PlatformSpec& p = variant.platforms.at(platform.index());
  switch (kind) {
    case LimitKind::trunks:
      p.trunks.reset();
      break;
    case LimitKind::calls_per_second:
      p.calls_per_second.reset();
      break;
    case LimitKind::ivr_ports:
      p.ivr_ports.reset();
      break;
    case LimitKind::concurrent_calls:
      p.concurrent_calls.reset();
      break;
    case LimitKind::queued:
      p.max_queued.reset();
      for (QueueSpec& queue : variant.queues) queue.max_queued.reset();
      break;
    case LimitKind::logins:
      p.logins.reset();
      break;
  }
  std::vector<EventSpec> events;
  for (const EventSpec& event : variant.events) {
    const bool concerns = event.platform.is_none() || event.platform == platform;
    if (event.kind != EventKind::limit || event.limit != kind || !concerns) {
      events.push_back(event);
    } else if (event.platform.is_none()) {  // of all platforms: the others keep it
      for (std::size_t other = 0; other < variant.platforms.size(); ++other) {
        if (other == platform.index()) continue;
        events.push_back(event);
        events.back().platform = PlatformId(other);
      }
    }
  }
  variant.events = std::move(events);
  std::erase_if(variant.timeline.changes, [&](const PlatformChange& c) {
    return c.kind == ChangeKind::limit && c.platform == platform && c.which == static_cast<int>(kind);
  });
  return variant;
}

CentreSpec with_more_agents(const CentreSpec& spec, GroupId group, double extra) {
  demand(extra >= 0, "more agents cannot be fewer");
  CentreSpec variant = spec;
  GroupSpec& g = variant.groups.at(group.index());
  if (g.counted.empty() && !g.agents.empty()) {  // the newcomers work where the named agents do
    g.assignment = g.agents.front().assignment;
    g.platform = g.agents.front().platform;
  }
  for (const Stretch& s : staffed(g, Time::after_start(spec.length))) {
    EventSpec more;
    more.name = "more agents";
    more.kind = EventKind::more_agents;
    more.from = s.from;
    more.to = s.to;
    more.groups = {group};
    more.count = extra;
    variant.events.push_back(more);
  }
  return variant;
}

double peak_head_count(const GroupSpec& group) {
  double counted = 0;
  for (const StaffStep& step : group.counted) counted = std::max(counted, step.agents);
  std::map<Time, int> changes;
  for (const AgentSpec& agent : group.agents) {
    for (const Shift& shift : agent.shifts) {
      ++changes[shift.start];
      --changes[shift.end];
    }
  }
  int on_duty = 0;
  int most = 0;
  for (const auto& [at, by] : changes) {
    on_duty += by;
    most = std::max(most, on_duty);
  }
  return counted + most;
}

CentreSpec with_ample_agents(const CentreSpec& spec, const std::vector<GroupId>& groups, double times) {
  CentreSpec variant = spec;
  for (const GroupId group : groups) {
    const double extra = (times - 1) * peak_head_count(spec.groups.at(group.index())) + 50;
    variant = with_more_agents(variant, group, extra);
  }
  return variant;
}

}  // namespace switchover
