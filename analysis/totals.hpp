// Totals: what the figures of one scope and span are made of, summed once from a tally; and the figures that
// follow.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

#include "analysis/estimate.hpp"
#include "models/centre/spec.hpp"
#include "models/centre/tally.hpp"
#include "scenarios/metric.hpp"

namespace switchover {

// What a figure is asked of: any of the ids may be none = all of them. Platform limits use `platform`.
struct Scope {
  QueueId queue = QueueId::none();
  PlatformId platform = PlatformId::none();
  GroupId group = GroupId::none();
  bool operator==(const Scope&) const = default;
};
// Report intervals [first, last) of the tally. `with_drain` adds what happened after arrivals stopped.
struct IntervalSpan {
  std::size_t first = 0, last = 0;
  bool with_drain = false;
  bool operator==(const IntervalSpan&) const = default;
};
// Everything that the figures of one scope and span are made of, summed once.
struct Totals {
  QueueCell calls;
  PeopleCell people;
  AgentCell agents;
  double own_top = 0, own_bottom = 0;  // service level, each queue by its own definition
  std::array<std::int64_t, limit_kinds> peak{};
  double clock_us = 0;       // length of the span without the drain
  bool by_platform = false;  // people are not kept by platform
};
Totals totals(const CentreSpec& spec, const Tally& tally, const Scope& scope, const IntervalSpan& span);
// Figures that follow from totals alone; none for quantiles, lengths from histograms, deficit, time to
// restore and to accept, lost callbacks. Agents: platform p means agents on p and on both; a queue means the
// groups that serve it first. Clock-sliced figures (occupancy, agents, queue length) leave the drain out,
// counts and peaks keep it.
Figure figure_of(Metric metric, const Totals& totals);
bool follows_from_totals(Metric metric);

// One queue in one interval (the drain: tally.intervals), on one platform or all.
QueueCell cell_of(const Tally& tally, std::size_t interval, std::size_t queue, PlatformId platform);
std::int64_t blocked(const QueueCell& cell);  // busy tones and rejects, all reasons
// Service level of a cell by one of the six definitions. A call that still waits when the run ends was not
// answered in time: it belongs to every denominator but that of the answered only.
Figure service_level_of(const QueueCell& cell, ServiceLevelDefinition definition);

}  // namespace switchover
