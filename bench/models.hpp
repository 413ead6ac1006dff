// The models that the benchmarks run, as specs.
#pragma once
#include <algorithm>
#include <cmath>
#include <string>

#include "models/centre/spec.hpp"

namespace switchover::bench {

inline constexpr double aht_s = 300, patience_s = 180;  // 0.6 of the mean talk, as the yardstick

inline double usual_load(std::size_t agents) {
  return static_cast<double>(agents) - 0.5 * std::sqrt(static_cast<double>(agents));
}

// `calls` arrivals at `erlangs` to every one of `queues` queues, reported by the quarter-hour.
inline CentreSpec demand_of(double calls, double erlangs, std::size_t queues) {
  CentreSpec spec;
  const double rate = erlangs / aht_s / static_cast<double>(queues);
  spec.length = Duration::seconds(calls / (rate * static_cast<double>(queues)));
  spec.interval = Duration::whole_seconds(900);
  spec.platforms.resize(1);
  spec.platforms[0].name = "old";
  for (std::size_t q = 0; q < queues; ++q) {
    QueueSpec queue;
    queue.name = "queue " + std::to_string(q);
    queue.talk = Distribution::exponential(aht_s);
    queue.patience = Distribution::exponential(patience_s);
    spec.queues.push_back(queue);
    DemandSpec demand;
    demand.queue = QueueId(q);
    for (double at = 0; at < spec.length.in_seconds(); at += 900) {
      const double length = std::min(900.0, spec.length.in_seconds() - at);
      demand.intervals.push_back(
          {Time::after_start(Duration::seconds(at)), Duration::seconds(length), rate * length});
    }
    spec.demand.push_back(demand);
  }
  return spec;
}

inline GroupSpec group_of(const std::string& name, double agents, const std::vector<std::size_t>& queues) {
  GroupSpec group;
  group.name = name;
  group.assignment = Assignment::one_platform;
  group.platform = PlatformId(0);
  group.counted.push_back({Time{}, agents});
  std::uint32_t rank = 0;
  for (const std::size_t q : queues) {
    SkillSpec skill;
    skill.queue = QueueId(q);
    skill.rank = ++rank;
    group.skills.push_back(skill);
  }
  return group;
}

// M/M/n+M: one queue, one group.
inline CentreSpec single_queue(std::size_t agents, double calls) {
  CentreSpec spec = demand_of(calls, usual_load(agents), 1);
  spec.groups.push_back(group_of("all", static_cast<double>(agents), {0}));
  return spec;
}

// N-design: the second group also takes calls of the first queue. 40 + 60 of 100 agents, as in
// docs/DECISIONS.md.
inline CentreSpec n_design(std::size_t agents, double calls) {
  CentreSpec spec = demand_of(calls, usual_load(agents), 2);
  const double n = static_cast<double>(agents);
  spec.groups.push_back(group_of("first only", 0.4 * n, {0}));
  spec.groups.push_back(group_of("both", 0.6 * n, {1, 0}));
  return spec;
}

}  // namespace switchover::bench
