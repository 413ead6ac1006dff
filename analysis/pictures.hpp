// Pictures: what the report's pictures are drawn from, as plain numbers: figures through the day, calls and
// agents by state, waits. One plan each for the day and its twin (`run`), or for every plan (`compare`).
// Shares are in [0, 1], times in seconds from the start of the scenario, agents and calls in numbers.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/metric.hpp"

namespace switchover {

using Values = std::vector<std::optional<double>>;  // one per interval; nothing where there is no value

// A figure through the day: means over the days with 95 % intervals, as in intervals.csv; intervals end where
// no value is possible (shares at 0 and 1, all others at 0).
struct DayCurve {
  Metric metric = Metric::service_level;
  std::string kind;   // "all", "queue", "platform", "queue on platform", "group"
  std::string scope;  // "all", "billing", "old", "billing/old"
  Values mean;
  Values low, high;  // empty: not kept for this figure
  Values good, bad;  // 1 day in 10 is better, worse; empty: not kept
  bool operator==(const DayCurve&) const = default;
};
// How many there are on average, by state, one above the other: calls, agents, or what becomes of attempts.
struct DayStack {
  enum class Of { calls, agents, outcomes } of = Of::calls;
  std::string kind, scope;  // calls: all, platform; agents: all, group, platform; outcomes: all, queue
  struct Part {
    std::string state;  // "waiting", "talking"; "talking", "absent", "thrown out"; "answered", "blocked"
    std::vector<double> mean;
    bool operator==(const Part&) const = default;
  };
  std::vector<Part> parts;
  bool operator==(const DayStack&) const = default;
};
// Of the offered, the share answered within so many seconds, over the whole day.
struct WaitCurve {
  std::string queue;
  std::vector<double> within_s, share;
  bool operator==(const WaitCurve&) const = default;
};
// What the scenario does to the day, to shade its hours. `to_s` is at most the end of the scenario.
struct DayEvent {
  std::string name, what;  // "dc1-loss", "outage of old.dc1"
  bool is_fault = false;   // else demand, staff, routing
  double from_s = 0, to_s = 0;
  bool operator==(const DayEvent&) const = default;
};
struct PlanPictures {
  enum class Role { day, twin, plan, baseline } role = Role::day;
  std::string name;  // "this Monday", "plain Monday"; the plan's
  std::uint32_t runs = 0;
  std::vector<DayEvent> events;  // those that begin at the same time on every day
  std::vector<DayCurve> curves;
  std::vector<DayStack> stacks;
  std::vector<WaitCurve> waits;
  bool operator==(const PlanPictures&) const = default;
};
struct PicturedQueue {
  std::string name;
  double share = 0, within_s = 0;  // its promise
  std::string promise;             // "80% in 20 s"
  bool operator==(const PicturedQueue&) const = default;
};
struct Pictures {
  std::string date;      // of the start: "2026-03-02"
  int start_minute = 0;  // of the day, wall clock
  double interval_s = 0, length_s = 0;
  std::vector<double> from_s;  // of every interval
  std::vector<PicturedQueue> queues;
  std::vector<std::string> platforms, groups;
  std::string focus;  // the queue that the answer speaks of
  double confidence = 0.95;
  std::vector<PlanPictures> plans;  // the day before its twin; the baseline where it stands among the plans
  bool operator==(const Pictures&) const = default;
};

}  // namespace switchover
