#include "scenarios/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "scenarios/estate_checks.hpp"
#include "scenarios/lints.hpp"

namespace switchover {
namespace {

void check_presence(Reading& reading, const CentreDraft& draft) {
  const Place whole{reading.scenario_path, 0, 0};
  if (draft.names.queues.empty()) reading.problem(whole, "there is no queue", "write [queue.billing]");
  if (draft.names.groups.empty()) {
    reading.problem(whole, "there is no group of agents",
                    "write [group.billing] with skills = [\"billing\"]");
  }
}

void check_queues(Reading& reading, const CentreDraft& draft) {
  const CentreSpec& spec = draft.spec;
  for (std::size_t q = 0; q < spec.queues.size(); ++q) {
    const QueueSpec& queue = spec.queues[q];
    const QueueNotes& notes = draft.queues[q];
    const auto serves = [&](const GroupSpec& group) {
      return std::any_of(group.skills.begin(), group.skills.end(),
                         [&](const SkillSpec& skill) { return skill.queue.index() == q; });
    };
    if (!spec.groups.empty() && std::none_of(spec.groups.begin(), spec.groups.end(), serves)) {
      reading.problem(notes.place, fmt::format("no group serves queue \"{}\"", queue.name),
                      fmt::format("add \"{}\" to the skills of a group", queue.name));
    }
    for (const GroupId group : queue.prefers) {
      if (serves(spec.groups[group.index()])) continue;
      reading.problem(notes.place,
                      fmt::format("queue.{}.groups names group \"{}\", which has no skill for it", queue.name,
                                  spec.groups[group.index()].name),
                      fmt::format("add \"{}\" to its skills", queue.name));
    }
    if (queue.contained + queue.ivr_abandon > 1 + 1e-9) {
      reading.problem(
          notes.place,
          fmt::format("queue \"{}\": contained and ivr_abandon add up to more than 100%", queue.name),
          "they are shares of the same callers");
    }
    if ((queue.contained > 0 || queue.ivr_abandon > 0) && queue.ivr.is_zero()) {
      reading.problem(notes.place,
                      fmt::format("queue \"{}\" has callers who end in the IVR, but no IVR", queue.name),
                      "write ivr = \"45s\"");
    }
    if (draft.files_failed) continue;  // what they would have said is not missing
    const auto replays = [&](const DemandSpec& d) {
      return d.queue.index() == q && d.pattern == ArrivalPattern::replay && !d.replay.empty();
    };
    if (notes.arrivals_said && notes.arrivals == ArrivalPattern::replay &&
        std::none_of(spec.demand.begin(), spec.demand.end(), replays)) {
      reading.problem(notes.place,
                      fmt::format("queue \"{}\" is to be replayed, but no replay has it", queue.name),
                      "name the file: [files] replay = \"calls.csv\"");
      continue;
    }
    if (!notes.talk_said && queue.talk.is_zero()) {
      reading.problem(notes.place, fmt::format("queue \"{}\" has no talk time", queue.name),
                      "write talk = \"240s\", or give a forecast with AHT");
    }
    const bool has_demand = std::any_of(spec.demand.begin(), spec.demand.end(),
                                        [&](const DemandSpec& demand) { return demand.queue.index() == q; });
    if (!has_demand) {
      reading.problem(notes.place, fmt::format("queue \"{}\" has no calls", queue.name),
                      "write calls_per_hour = 180, or name a forecast in [files]");
    }
  }
}

void check_groups(Reading& reading, const CentreDraft& draft) {
  for (std::size_t g = 0; g < draft.spec.groups.size(); ++g) {
    const GroupSpec& group = draft.spec.groups[g];
    if (!draft.files_failed && group.counted.empty() && group.agents.empty() &&
        !draft.groups[g].agents_said) {
      reading.problem(draft.groups[g].place, fmt::format("group \"{}\" has no agents", group.name),
                      "write agents = 40, or name a staff file or a schedule in [files]");
    }
  }
}

void check_bridges(Reading& reading, const CentreDraft& draft) {
  const std::vector<BridgeSpec>& bridges = draft.spec.bridges;
  for (std::size_t b = 0; b < bridges.size(); ++b) {
    const std::string& from = draft.names.platforms[bridges[b].from.index()];
    if (bridges[b].from == bridges[b].to) {
      reading.problem(draft.bridges[b].place, fmt::format("a bridge goes from \"{}\" to itself", from),
                      "name two platforms");
    }
    for (std::size_t other = 0; other < b; ++other) {
      if (bridges[other].from != bridges[b].from || bridges[other].to != bridges[b].to) continue;
      reading.problem(draft.bridges[b].place,
                      fmt::format("there are two bridges from \"{}\" to \"{}\"", from,
                                  draft.names.platforms[bridges[b].to.index()]),
                      "write one");
    }
  }
}

double calls_of(const DemandSpec& demand) {
  auto calls = static_cast<double>(demand.replay.size());
  for (const DemandInterval& interval : demand.intervals) calls += interval.calls;
  return calls;
}

void check_sizes(Reading& reading, const CentreDraft& draft) {
  const CentreSpec& spec = draft.spec;
  const Place whole{reading.scenario_path, 0, 0};
  double calls = 0;
  for (const DemandSpec& demand : spec.demand) calls += calls_of(demand);
  if (!(calls <= most_calls_per_run)) {
    reading.problem(
        whole, fmt::format("{:.3g} calls a run are too many", calls),
        fmt::format("at most {:.3g}: shorten the scenario or check the numbers", most_calls_per_run));
  }
  const double intervals = std::ceil(spec.length.in_seconds() / spec.interval.in_seconds());
  const double cells = intervals * static_cast<double>(spec.queues.size() * spec.platforms.size());
  if (cells > most_cells) {
    reading.problem(
        whole,
        fmt::format("{:.0f} report intervals of {} are too many", intervals, duration_text(spec.interval)),
        "write a longer interval, such as interval = \"1h\" or \"1d\"");
  }
  double agents = 0;
  for (const GroupSpec& group : spec.groups) {
    double most = 0;
    for (const StaffStep& step : group.counted) most = std::max(most, step.agents);
    agents += most + static_cast<double>(group.agents.size());
  }
  if (agents > 1e6)
    reading.problem(whole, fmt::format("{:.3g} agents are too many", agents), "at most a million in all");
}

void add_on_phone(const GroupSpec& group, std::vector<std::pair<Time, double>>& changes) {
  double previous = 0;
  for (const StaffStep& step : group.counted) {
    const double now = std::round(step.agents * (1 - group.planned_shrinkage));
    changes.emplace_back(step.at, now - previous);
    previous = now;
  }
  for (const AgentSpec& agent : group.agents) {
    for (const Shift& shift : agent.shifts) {
      const double share = 1 - group.planned_shrinkage;
      changes.emplace_back(shift.start, share);
      changes.emplace_back(shift.end, -share);
      for (const Shift::Activity& activity : shift.activities) {
        changes.emplace_back(activity.start, -share);
        changes.emplace_back(activity.end, share);
      }
    }
  }
}

// Calls of a half-hour, with each interval's calls spread evenly over it.
double calls_between(const CentreSpec& spec, Time from, Time to) {
  double calls = 0;
  for (const DemandSpec& demand : spec.demand) {
    const auto first =
        std::lower_bound(demand.intervals.begin(), demand.intervals.end(), from,
                         [](const DemandInterval& i, Time t) { return i.from + i.length <= t; });
    for (auto it = first; it != demand.intervals.end() && it->from < to; ++it) {
      const Time begin = std::max(it->from, from), end = std::min(it->from + it->length, to);
      calls += it->calls * (end - begin).in_seconds() / it->length.in_seconds();
    }
    const auto at = [](const ReplayCall& call, Time t) { return call.at < t; };
    calls += static_cast<double>(std::lower_bound(demand.replay.begin(), demand.replay.end(), to, at) -
                                 std::lower_bound(demand.replay.begin(), demand.replay.end(), from, at));
  }
  return calls;
}

}  // namespace

void check_scenario(Reading& reading, const CentreDraft& draft) {
  check_presence(reading, draft);
  check_queues(reading, draft);
  check_groups(reading, draft);
  check_bridges(reading, draft);
  check_sizes(reading, draft);
  check_estate(reading, draft);
  if (reading.problems.empty()) ask_questions(reading, draft);
}

std::vector<double> agents_by_half_hour(const CentreSpec& spec, std::size_t slots) {
  std::vector<double> agents(slots, 0.0);
  for (const GroupSpec& group : spec.groups) {
    std::vector<std::pair<Time, double>> changes;
    add_on_phone(group, changes);
    std::stable_sort(changes.begin(), changes.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    double on_phone = 0;
    auto next = changes.begin();
    for (std::size_t s = 0; s < slots; ++s) {
      const Time middle =
          Time::after_start(Duration::whole_seconds(static_cast<std::int64_t>(s) * 1800 + 900));
      for (; next != changes.end() && next->first <= middle; ++next) on_phone += next->second;
      agents[s] += on_phone * (1 - group.unplanned_shrinkage);
    }
  }
  return agents;
}

void summarise(Scenario& scenario) {
  const CentreSpec& spec = scenario.centre;
  ReadSummary& summary = scenario.summary;
  for (const DemandSpec& demand : spec.demand) summary.offered_total += calls_of(demand);
  const Duration half_hour = Duration::whole_seconds(1800);
  for (Time at; at < Time::after_start(spec.length); at = at + half_hour) {
    const double calls = calls_between(spec, at, at + half_hour);
    if (calls <= summary.peak_half_hour_calls) continue;
    summary.peak_half_hour_calls = calls;
    summary.peak_half_hour_at = at;
  }
  std::vector<std::pair<Time, double>> changes;
  for (const GroupSpec& group : spec.groups) add_on_phone(group, changes);
  std::stable_sort(changes.begin(), changes.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  double on_phone = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    on_phone += changes[i].second;
    const bool more_at_once = i + 1 < changes.size() && changes[i + 1].first == changes[i].first;
    if (more_at_once || on_phone <= summary.peak_on_phone + 1e-9) continue;
    summary.peak_on_phone = on_phone;
    summary.peak_on_phone_at = changes[i].first;
  }
}

void sort_by_place(Problems& problems, const std::string& first_file) {
  const auto key = [&](const Problem& problem) {
    return std::tuple(problem.place.file != first_file, problem.place.file, problem.place.line,
                      problem.place.column);
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Problem& a, const Problem& b) { return key(a) < key(b); });
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
}

}  // namespace switchover
