#include "analysis/figures.hpp"

#include <algorithm>
#include <limits>

#include "sim/contract.hpp"

namespace switchover {
namespace {

double real(std::int64_t n) { return static_cast<double>(n); }
double seconds(std::int64_t us) { return static_cast<double>(us) * 1e-6; }

bool takes(QueueId wanted, std::size_t q) { return wanted.is_none() || wanted.index() == q; }
bool takes(PlatformId wanted, std::size_t p) { return wanted.is_none() || wanted.index() == p; }

template <class Visit>
void for_each_interval(const Tally& tally, const IntervalSpan& span, Visit visit) {
  for (std::size_t i = span.first; i < span.last && i < tally.intervals; ++i) visit(i, false);
  if (span.with_drain) visit(tally.intervals, true);
}

bool is_whole_day(const Tally& tally, const IntervalSpan& span) {
  return span.first == 0 && span.last >= tally.intervals && span.with_drain;
}

// Seconds at a share of the day's waits, all histograms of the scope together.
Figure wait_quantile(const Tally& tally, const std::vector<Histogram>& kept, const Scope& scope, double at) {
  Histogram all = kept.empty() ? Histogram{} : Histogram(kept.front().unit());
  for (std::size_t q = 0; q < tally.queues; ++q) {
    for (std::size_t p = 0; p < tally.platforms; ++p) {
      if (takes(scope.queue, q) && takes(scope.platform, p)) all.merge(kept[q * tally.platforms + p]);
    }
  }
  return all.total() > 0 ? Figure::number(seconds(all.quantile(at))) : Figure::none();
}

Figure longest_queue(const Tally& tally, const Scope& scope, std::optional<double> at) {
  std::int64_t most = -1;
  for (std::size_t q = 0; q < tally.queues; ++q) {
    for (std::size_t p = 0; p < tally.platforms; ++p) {
      if (!takes(scope.queue, q) || !takes(scope.platform, p)) continue;
      const Histogram& lengths = tally.queue_lengths[q * tally.platforms + p];
      if (lengths.total() > 0) most = std::max(most, at ? lengths.quantile(*at) : lengths.largest());
    }
  }
  return most >= 0 ? Figure::number(real(most)) : Figure::none();
}

// Callers short of the promise: sum over intervals of max(0, target - SL) x offered.
Figure deficit(const CentreSpec& spec, const Tally& tally, const Scope& scope, const IntervalSpan& span) {
  double callers = 0;
  bool promised = false;
  for (std::size_t q = 0; q < spec.queues.size(); ++q) {
    const QueueSpec& queue = spec.queues[q];
    if (!takes(scope.queue, q) || !queue.has_promise) continue;
    promised = true;
    for_each_interval(tally, span, [&](std::size_t i, bool) {
      const QueueCell c = cell_of(tally, i, q, scope.platform);
      const auto level = service_level_of(c, queue.counts).value();
      if (level) callers += std::max(0.0, queue.promise.share - *level) * real(c.offered);
    });
  }
  return promised ? Figure::number(callers) : Figure::none();
}

// Nothing: the interval is empty and nothing went wrong in it.
std::optional<bool> interval_keeps(const CentreSpec& spec, const Tally& tally, const Scope& scope,
                                   std::size_t i) {
  std::optional<bool> keeps;
  for (std::size_t q = 0; q < spec.queues.size(); ++q) {
    const QueueSpec& queue = spec.queues[q];
    if (!takes(scope.queue, q) || !queue.has_promise) continue;
    const QueueCell c = cell_of(tally, i, q, scope.platform);
    const auto level = service_level_of(c, queue.counts).value();
    const bool lost = c.failed_outage + blocked(c) + c.dropped_ivr + c.dropped_queue > 0;
    if (!level && !lost) continue;
    keeps = keeps.value_or(true) && level && *level >= queue.promise.share;
  }
  return keeps;
}

}  // namespace

std::string to_string(const CentreSpec& spec, const Scope& scope) {
  if (!scope.group.is_none()) return spec.groups[scope.group.index()].name;
  const std::string platform = scope.platform.is_none() ? "" : spec.platforms[scope.platform.index()].name;
  if (scope.queue.is_none()) return platform.empty() ? "all" : platform;
  const std::string& queue = spec.queues[scope.queue.index()].name;
  return platform.empty() ? queue : queue + " on " + platform;
}

std::size_t interval_count(const CentreSpec& spec) {
  const std::int64_t each = spec.interval.count_us();
  demand(each > 0 && spec.length.count_us() > 0, "a scenario and its report intervals have a length");
  return static_cast<std::size_t>((spec.length.count_us() + each - 1) / each);
}

IntervalSpan whole_day(const CentreSpec& spec) { return {0, interval_count(spec), true}; }

IntervalSpan span_of(const CentreSpec& spec, Time from, Time to) {
  const std::int64_t each = spec.interval.count_us();
  const auto first_at = [&](Time t) {
    const std::int64_t us = std::clamp(t.count_us(), std::int64_t{0}, spec.length.count_us());
    return static_cast<std::size_t>((us + each - 1) / each);
  };
  return {first_at(from), first_at(to), to.count_us() >= spec.length.count_us()};
}

bool is_possible(const Estimate& e, Unit unit) {
  return !e.value || (*e.value >= 0 && (unit != Unit::share || *e.value <= 1));
}

void keep_possible(Estimate& e, Unit unit) {
  if (!e.range) return;
  e.range->low = std::max(0.0, e.range->low);
  if (unit == Unit::share) e.range->high = std::min(1.0, e.range->high);
}

std::vector<GroupId> first_groups(const CentreSpec& spec, QueueId queue) {
  std::vector<GroupId> found;
  for (std::size_t g = 0; g < spec.groups.size(); ++g) {
    std::uint32_t best = std::numeric_limits<std::uint32_t>::max();
    for (const SkillSpec& skill : spec.groups[g].skills) best = std::min(best, skill.rank);
    for (const SkillSpec& skill : spec.groups[g].skills) {
      if (skill.queue == queue && skill.rank == best) {
        found.emplace_back(g);
        break;
      }
    }
  }
  return found;
}

Figure figure(const CentreSpec& spec, const Tally& tally, Metric metric, const Scope& scope,
              const IntervalSpan& span, Time after) {
  const bool day = is_whole_day(tally, span);
  const auto wait = [&](double at) {
    return day ? wait_quantile(tally, tally.waits, scope, at) : Figure::none();
  };
  if (metric == Metric::wait_p50) return wait(0.50);
  if (metric == Metric::wait_p90) return wait(0.90);
  if (metric == Metric::wait_p95) return wait(0.95);
  if (metric == Metric::wait_p99) return wait(0.99);
  if (metric == Metric::virtual_wait_p90) {
    return day ? wait_quantile(tally, tally.virtual_waits, scope, 0.90) : Figure::none();
  }
  if (metric == Metric::queue_length_p95) return day ? longest_queue(tally, scope, 0.95) : Figure::none();
  if (metric == Metric::queue_length_max)
    return day ? longest_queue(tally, scope, std::nullopt) : Figure::none();
  if (metric == Metric::service_level_deficit) return deficit(spec, tally, scope, span);
  if (metric == Metric::time_to_restore_service_level) {
    const auto restored = restore_time(spec, tally, scope, after);
    return restored ? Figure::number(*restored) : Figure::none();
  }
  return figure_of(metric, totals(spec, tally, scope, span));
}

Figure service_level(const CentreSpec& spec, const Tally& tally, const Scope& scope, const IntervalSpan& span,
                     std::optional<ServiceLevelDefinition> definition) {
  const Totals sum = totals(spec, tally, scope, span);
  return definition ? service_level_of(sum.calls, *definition) : figure_of(Metric::service_level, sum);
}

std::optional<double> restore_time(const CentreSpec& spec, const Tally& tally, const Scope& scope,
                                   Time after) {
  bool promised = false;
  for (std::size_t q = 0; q < spec.queues.size(); ++q) {
    promised = promised || (takes(scope.queue, q) && spec.queues[q].has_promise);
  }
  if (!promised) return std::nullopt;
  const std::size_t first = span_of(spec, after, Time::never()).first;
  std::vector<std::size_t> known;  // intervals with a verdict of their own
  std::vector<bool> keeps;
  for (std::size_t i = first; i < tally.intervals; ++i) {
    if (const auto kept = interval_keeps(spec, tally, scope, i)) {
      known.push_back(i);
      keeps.push_back(*kept);
    }
  }
  for (std::size_t k = 0; k < known.size(); ++k) {
    if (!keeps[k] || (k + 1 < known.size() && !keeps[k + 1])) continue;
    const Duration begins = spec.interval * static_cast<std::int64_t>(known[k]);
    return std::max(0.0, (Time::after_start(begins) - after).in_seconds());
  }
  return std::numeric_limits<double>::infinity();
}

std::optional<bool> promise_kept(const CentreSpec& spec, const Tally& tally, QueueId queue,
                                 PlatformId platform, const IntervalSpan& span) {
  const QueueSpec& asked = spec.queues[queue.index()];
  if (!asked.has_promise) return std::nullopt;
  const auto level = service_level(spec, tally, Scope{queue, platform, GroupId::none()}, span).value();
  if (!level) return std::nullopt;
  return *level >= asked.promise.share;
}

Figure someone_waits(const CentreSpec& spec, const Tally& tally, const Scope& scope,
                     const IntervalSpan& span) {
  std::int64_t longest = 0;
  for (std::size_t q = 0; q < tally.queues; ++q) {
    for (std::size_t p = 0; p < tally.platforms; ++p) {
      if (!takes(scope.queue, q) || !takes(scope.platform, p)) continue;
      std::int64_t waiting = 0;
      for (std::size_t i = span.first; i < span.last; ++i) waiting += tally.queue(i, q, p).someone_waits_us;
      longest = std::max(longest, waiting);
    }
  }
  const std::int64_t each = spec.interval.count_us();
  const std::int64_t to = std::min(each * static_cast<std::int64_t>(span.last), spec.length.count_us());
  const std::int64_t length = to - each * static_cast<std::int64_t>(span.first);
  return length > 0 ? Figure{real(longest), real(length)} : Figure::none();
}

Figure all_agents_busy(const CentreSpec& spec, const Tally& tally, const Scope& scope,
                       const IntervalSpan& span) {
  const QueueCell& calls = totals(spec, tally, scope, span).calls;
  return calls.offered > 0 ? Figure{real(calls.offered - calls.answered_at_once), real(calls.offered)}
                           : Figure::none();
}

}  // namespace switchover
