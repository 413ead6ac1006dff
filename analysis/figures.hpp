// Figures: the value of a metric from one replication's Tally, over a window and a scope. DOMAIN's formulas
// with every edge case (docs/MODEL.md, Figures): an empty denominator is null, never 0 or 100 %.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/totals.hpp"
#include "models/centre/spec.hpp"
#include "models/centre/tally.hpp"
#include "scenarios/expectation.hpp"
#include "scenarios/metric.hpp"

namespace switchover {

std::string to_string(const CentreSpec& spec,
                      const Scope& scope);  // "billing", "old", "billing on old", "all"

// The intervals that begin in [from, to); the drain belongs to a window that reaches the end of the scenario.
IntervalSpan span_of(const CentreSpec& spec, Time from, Time to);
IntervalSpan whole_day(const CentreSpec& spec);
std::size_t interval_count(const CentreSpec& spec);  // ceil(length / interval)

// top / bottom of `metric`. Waits, times and lengths are in seconds or counts as info(metric).unit says.
// Quantiles and the longest queue come from the day's histograms: they exist for the whole day only and are
// null for a shorter window (queue length over several queues: the largest of them). Time to restore needs
// `after` (see restore_time) and is infinite when service is not restored. Time to accept calls
// does not follow from a tally (analysis/platform_day.hpp), and lost callbacks are not simulated: null.
Figure figure(const CentreSpec& spec, const Tally& tally, Metric metric, const Scope& scope,
              const IntervalSpan& span, Time after = Time{});

// Figures are never below 0, shares never above 1: is the value possible? And its range kept inside.
bool is_possible(const Estimate& e, Unit unit);
void keep_possible(Estimate& e, Unit unit);

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
