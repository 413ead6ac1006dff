// Figures: the value of a metric from one replication's Tally, over a window and a scope. DOMAIN's formulas
// with every edge case (docs/MODEL.md, Figures): an empty denominator is null, never 0 or 100 %.
#pragma once
#include <cstddef>
#include <optional>
#include <string>

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

// top / bottom of `metric`. Waits, times and lengths are in seconds or counts as info(metric).unit says.
// Quantiles come from the day's histograms: they exist for the whole day only and are null for a shorter
// window. Time to restore needs `after` (see restore_time) and is infinite when service is not restored.
Figure figure(const CentreSpec& spec, const Tally& tally, Metric metric, const Scope& scope,
              const IntervalSpan& span, Time after = Time{});

// Service level by one of the six definitions, or each queue's own when `definition` is none; queues pool
// their calls.
Figure service_level(const CentreSpec& spec, const Tally& tally, const Scope& scope, const IntervalSpan& span,
                     std::optional<ServiceLevelDefinition> definition = std::nullopt);

// Seconds from `after` to the start of the first interval not before it that keeps the queue's promise and
// whose next non-empty interval keeps it too (an empty interval neither keeps nor breaks). Infinite: never.
double restore_time(const CentreSpec& spec, const Tally& tally, const Scope& scope, Time after);

// The queue's own promise kept over the span: nothing when there is no denominator or no promise.
std::optional<bool> promise_kept(const CentreSpec& spec, const Tally& tally, QueueId queue,
                                 PlatformId platform, const IntervalSpan& span);

// Calls that found every eligible agent busy, of those that queued: by PASTA the share of time all are busy.
Figure all_agents_busy(const CentreSpec& spec, const Tally& tally, const Scope& scope,
                       const IntervalSpan& span);

}  // namespace switchover
