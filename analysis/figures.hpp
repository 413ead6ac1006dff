// Figures: the value of a metric from one replication's Tally, over a window and a scope. DOMAIN's formulas
// with every edge case (docs/MODEL.md, Figures): an empty denominator is null, never 0 or 100 %.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "models/centre/spec.hpp"
#include "models/centre/tally.hpp"
#include "scenarios/expectation.hpp"
#include "scenarios/metric.hpp"

namespace switchover {

// What a figure is asked of: any of the ids may be none = all of them. Platform limits use `platform`.
struct Scope {
  QueueId queue = QueueId::none();
  PlatformId platform = PlatformId::none();
  GroupId group = GroupId::none();
  bool operator==(const Scope&) const = default;
};
std::string to_string(const CentreSpec& spec,
                      const Scope& scope);  // "billing", "old", "billing on old", "all"

// Report intervals [first, last) of the tally. `with_drain` adds what happened after arrivals stopped.
struct IntervalSpan {
  std::size_t first = 0, last = 0;
  bool with_drain = false;
  bool operator==(const IntervalSpan&) const = default;
};
// The intervals that begin in [from, to); the drain belongs to a window that reaches the end of the scenario.
IntervalSpan span_of(const CentreSpec& spec, Time from, Time to);
IntervalSpan whole_day(const CentreSpec& spec);
std::size_t interval_count(const CentreSpec& spec);  // ceil(length / interval)

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
// Figures that follow from totals alone; none for quantiles, lengths from histograms, deficit and time to
// restore. Agents: platform p means agents on p and on both; a queue means the groups that serve it first.
// Clock-sliced figures (occupancy, agents, queue length) leave the drain out, counts and peaks keep it.
Figure figure_of(Metric metric, const Totals& totals);

// top / bottom of `metric`. Waits, times and lengths are in seconds or counts as info(metric).unit says.
// Quantiles and the longest queue come from the day's histograms: they exist for the whole day only and are
// null for a shorter window (queue length over several queues: the largest of them). Time to restore needs
// `after` (see restore_time) and is infinite when service is not restored.
Figure figure(const CentreSpec& spec, const Tally& tally, Metric metric, const Scope& scope,
              const IntervalSpan& span, Time after = Time{});

// The groups that serve this queue first (its rank is the lowest number among their skills).
std::vector<GroupId> first_groups(const CentreSpec& spec, QueueId queue);

// Calls still waiting at the end of the run count as not answered in time (all definitions but
// answered_only). Service level by one of the six definitions, or each queue's own when `definition` is none;
// queues pool their calls.
Figure service_level(const CentreSpec& spec, const Tally& tally, const Scope& scope, const IntervalSpan& span,
                     std::optional<ServiceLevelDefinition> definition = std::nullopt);

// Seconds from `after` to the start of the first interval not before it that keeps the queue's promise and
// whose next non-empty interval keeps it too (an empty interval neither keeps nor breaks). Infinite: never.
std::optional<double> restore_time(const CentreSpec& spec, const Tally& tally, const Scope& scope,
                                   Time after);

// The queue's own promise kept over the span: nothing when there is no denominator or no promise.
std::optional<bool> promise_kept(const CentreSpec& spec, const Tally& tally, QueueId queue,
                                 PlatformId platform, const IntervalSpan& span);

// Share of the span's time (drain left out) in which at least one call waits; of several queues and platforms
// the one where somebody waits longest.
Figure someone_waits(const CentreSpec& spec, const Tally& tally, const Scope& scope,
                     const IntervalSpan& span);

// Calls that found every eligible agent busy, of those that queued: by PASTA the share of time all are busy.
// Redials and calls that overflow make it approximate.
Figure all_agents_busy(const CentreSpec& spec, const Tally& tally, const Scope& scope,
                       const IntervalSpan& span);

}  // namespace switchover
