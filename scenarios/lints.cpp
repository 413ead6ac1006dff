#include "scenarios/lints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/checks.hpp"
#include "scenarios/estate_checks.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

using PlatformFlags = std::vector<bool>;

void mark_split(const std::vector<double>& split, PlatformFlags& flags) {
  for (std::size_t p = 0; p < split.size(); ++p) {
    if (split[p] > 0) flags[p] = true;
  }
}

void mark_fail_over(const StageEffects& effects, PlatformFlags& flags) {
  for (const StageRule& rule : {effects.dial, effects.ivr, effects.queue, effects.talk}) {
    if (rule.effect == StageEffect::fail_to && !rule.to.is_none()) flags[rule.to.index()] = true;
  }
}

// Platforms that get calls at some moment.
PlatformFlags with_calls(const CentreSpec& spec) {
  PlatformFlags flags(spec.platforms.size(), false);
  for (const QueueSpec& queue : spec.queues) {
    if (queue.call_split.empty()) flags[0] = true;
    for (const SplitStep& step : queue.call_split) mark_split(step.share, flags);
  }
  for (const EventSpec& event : spec.events) {
    if (event.kind == EventKind::split_calls) mark_split(event.split, flags);
    if (event.kind == EventKind::outage) mark_fail_over(event.effects, flags);
  }
  return flags;
}

void ask_about_empty_platforms(Reading& reading, const CentreDraft& draft) {
  const CentreSpec& spec = draft.spec;
  const PlatformFlags calls = with_calls(spec), agents = platforms_with_agents(spec);
  for (std::size_t p = 0; p < spec.platforms.size(); ++p) {
    const bool bridged = std::any_of(spec.bridges.begin(), spec.bridges.end(),
                                     [&](const BridgeSpec& bridge) { return bridge.from.index() == p; });
    if (!calls[p] || agents[p] || bridged) continue;
    reading.lints.push_back(
        {Place{reading.scenario_path, 0, 0},
         fmt::format("calls go to platform \"{}\", but no agents work there", draft.names.platforms[p]),
         "move agents as well, let some work on both, or write a [[bridge]]"});
  }
}

void ask_about_idle_split(Reading& reading, const CentreDraft& draft) {
  const CentreSpec& spec = draft.spec;
  const bool splits = !spec.agent_split.empty() ||
                      std::any_of(spec.events.begin(), spec.events.end(),
                                  [](const EventSpec& e) { return e.kind == EventKind::split_agents; });
  const auto follows = [](const GroupSpec& group) {
    return (group.assignment == Assignment::split && !group.counted.empty()) ||
           std::any_of(group.agents.begin(), group.agents.end(),
                       [](const AgentSpec& agent) { return agent.assignment == Assignment::split; });
  };
  if (!splits || std::any_of(spec.groups.begin(), spec.groups.end(), follows)) return;
  reading.lints.push_back({Place{reading.scenario_path, 0, 0},
                           "the split of agents moves nobody: every group names its platform",
                           "write platform = \"split\" in a group"});
}

// Seconds of work that the calls of an interval bring, per call.
double handling_of(const CentreSpec& spec, const DemandSpec& demand, std::size_t interval) {
  const QueueSpec& queue = spec.queues[demand.queue.index()];
  const double factor = interval < demand.handling_factor.size() ? demand.handling_factor[interval] : 1.0;
  return queue.talk.mean() * factor + queue.hold.mean() + queue.wrap.mean();
}

// Work against people, before any event: the worst half-hour above 100 %.
void ask_about_load(Reading& reading, const CentreDraft& draft) {
  const CentreSpec& spec = draft.spec;
  const double half_hour_s = 1800;
  const auto slots = static_cast<std::size_t>(std::ceil(spec.length.in_seconds() / half_hour_s));
  if (slots == 0 || slots > 20'000) return;
  std::vector<double> erlangs(slots, 0.0);
  for (const DemandSpec& demand : spec.demand) {
    for (std::size_t i = 0; i < demand.intervals.size(); ++i) {
      const DemandInterval& interval = demand.intervals[i];
      const double from_s = interval.from.in_seconds(), to_s = from_s + interval.length.in_seconds();
      const double load = interval.calls * handling_of(spec, demand, i) / interval.length.in_seconds();
      for (auto s = static_cast<std::size_t>(from_s / half_hour_s); s < slots; ++s) {
        const double begin = static_cast<double>(s) * half_hour_s;
        if (begin >= to_s) break;
        erlangs[s] += load * (std::min(begin + half_hour_s, to_s) - std::max(begin, from_s)) / half_hour_s;
      }
    }
  }
  const std::vector<double> agents = agents_by_half_hour(spec, slots);
  std::size_t worst = slots;
  for (std::size_t s = 0; s < slots; ++s) {
    if (erlangs[s] <= agents[s] || erlangs[s] < 1) continue;
    if (worst == slots || erlangs[s] * agents[worst] > erlangs[worst] * agents[s]) worst = s;
  }
  if (worst == slots) return;
  const Time at = Time::after_start(Duration::whole_seconds(static_cast<std::int64_t>(worst) * 1800));
  reading.lints.push_back(
      {Place{reading.scenario_path, 0, 0},
       fmt::format("at {} there is more work than people, before any event: {:.0f} Erlang for {:.0f} agents",
                   clock_text(reading.calendar.start, spec.length, at), erlangs[worst], agents[worst]),
       "is this meant? callers will wait until some hang up"});
}

}  // namespace

std::vector<bool> platforms_with_agents(const CentreSpec& spec) {
  PlatformFlags split(spec.platforms.size(), false), flags(spec.platforms.size(), false);
  if (spec.agent_split.empty()) split[0] = true;
  for (const SplitStep& step : spec.agent_split) mark_split(step.share, split);
  for (const EventSpec& event : spec.events) {
    if (event.kind == EventKind::split_agents) mark_split(event.split, split);
  }
  const auto mark = [&](Assignment assignment, PlatformId platform) {
    if (assignment == Assignment::both) flags.assign(flags.size(), true);
    if (assignment == Assignment::one_platform) flags[platform.index()] = true;
    if (assignment != Assignment::split) return;
    for (std::size_t p = 0; p < flags.size(); ++p) flags[p] = flags[p] || split[p];
  };
  for (const GroupSpec& group : spec.groups) {
    if (!group.counted.empty()) mark(group.assignment, group.platform);
    for (const AgentSpec& agent : group.agents) mark(agent.assignment, agent.platform);
  }
  return flags;
}

void ask_questions(Reading& reading, const CentreDraft& draft) {
  if (draft.spec.queues.empty() || draft.spec.groups.empty()) return;
  ask_about_empty_platforms(reading, draft);
  ask_about_idle_split(reading, draft);
  ask_about_load(reading, draft);
  ask_about_estate(reading, draft);
}

}  // namespace switchover
