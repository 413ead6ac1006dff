#include "analysis/headline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/variant.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;
constexpr double bad_day_share = 0.10;

Time first_fault_at(const CentreSpec& spec, const std::vector<std::string>& random) {
  Time at = Time::never();
  for (const EventSpec& event : spec.events) {
    const bool dated = std::find(random.begin(), random.end(), event.name) == random.end();
    if (is_fault(event.kind) && dated) at = std::min(at, event.from);
  }
  if (!spec.timeline.changes.empty()) at = std::min(at, spec.timeline.changes.front().at);
  return at;
}

std::vector<double> values_of(const std::vector<Figure>& figures) {
  std::vector<double> values;
  for (const Figure& f : figures) {
    if (const auto value = f.value()) values.push_back(*value);
  }
  return values;
}

bool is_restore(const Ask& ask) { return ask.metric == Metric::time_to_restore_service_level; }

bool is_loss(Metric metric) {
  return metric == Metric::blocked_calls || metric == Metric::failed_calls || metric == Metric::dropped_calls;
}

// How much later than in the twin, day by day; never below zero, and never stays never.
std::vector<double> longer_than(const std::vector<double>& day, const std::vector<double>& twin) {
  std::vector<double> longer;
  for (std::size_t r = 0; r < day.size(); ++r) {
    longer.push_back(std::isinf(day[r]) || std::isinf(twin[r]) ? day[r] : std::max(0.0, day[r] - twin[r]));
  }
  return longer;
}

std::size_t platforms_with_calls(const std::vector<HeadlineAsk>& asks, const Panel& day, const Panel& twin) {
  std::size_t platforms = 0;
  for (std::size_t k = 0; k < asks.size(); ++k) {
    if (asks[k].ask.scope.platform.is_none()) continue;
    const bool any = !values_of(day[k]).empty() || (!twin.empty() && !values_of(twin[k]).empty());
    platforms += any ? 1U : 0U;
  }
  return platforms;
}

std::string answered_label(const QueueSpec& queue) {
  if (!queue.has_promise) return queue.name + " service level";
  return fmt::format("{} answered in {}", queue.name, duration_text(queue.promise.within.in_seconds()));
}

}  // namespace

std::vector<HeadlineAsk> headline_asks(const CentreSpec& spec, const IntervalSpan& day,
                                       const std::vector<std::string>& random) {
  std::vector<HeadlineAsk> asks;
  const auto ask = [&](Metric metric, const Scope& scope, std::string label, bool only_if = false) {
    asks.push_back({{metric, scope, day, {}}, std::move(label), only_if});
  };
  for (std::size_t q = 0; q < spec.queues.size(); ++q) {
    ask(Metric::service_level, {QueueId(q), {}, {}}, answered_label(spec.queues[q]));
  }
  for (std::size_t p = 0; p < spec.platforms.size() && spec.platforms.size() > 1; ++p) {
    ask(Metric::service_level, {{}, PlatformId(p), {}}, fmt::format("in time on {}", spec.platforms[p].name));
  }
  for (std::size_t q = 0; q < spec.queues.size(); ++q) {
    ask(Metric::asa, {QueueId(q), {}, {}}, spec.queues[q].name + " wait, mean");
    ask(Metric::wait_p90, {QueueId(q), {}, {}}, spec.queues[q].name + " wait, 9 in 10 below");
  }
  ask(Metric::abandon_rate, {}, "calls abandoned");
  ask(Metric::never_served, {}, "people never served");
  ask(Metric::unresolved, {}, "people still trying", true);
  ask(Metric::attempts, {}, "attempts");
  ask(Metric::people, {}, "people");
  ask(Metric::blocked_calls, {}, "busy tones and rejects", true);
  ask(Metric::failed_calls, {}, "calls failed by outage", true);
  ask(Metric::dropped_calls, {}, "calls cut off", true);
  ask(Metric::service_level_6, {}, "SL-6, whole experience");
  const Time fault_at = first_fault_at(spec, random);
  for (std::size_t q = 0; fault_at < Time::never() && q < spec.queues.size(); ++q) {
    if (!spec.queues[q].has_promise) continue;
    ask(Metric::time_to_restore_service_level, {QueueId(q), {}, {}},
        spec.queues[q].name + " restored, median");
    asks.back().ask.after = fault_at;
  }
  return asks;
}

std::vector<HeadlineRow> headline_rows(const CentreSpec& spec, const std::vector<HeadlineAsk>& asks,
                                       const Panel& day, const Panel& twin) {
  std::vector<HeadlineRow> rows;
  bool something_lost = false;
  const bool one_platform = platforms_with_calls(asks, day, twin) < 2;  // then its rows repeat the whole
  for (std::size_t k = 0; k < asks.size(); ++k) {
    const Ask& ask = asks[k].ask;
    const MetricInfo& metric = info(ask.metric);
    std::vector<double> values = values_of(day[k]);
    if (values.empty() || (one_platform && !ask.scope.platform.is_none())) continue;
    std::vector<double> twin_values = twin.empty() ? std::vector<double>{} : values_of(twin[k]);
    const double nothing =
        ask.metric == Metric::service_level_6 ? 1 : 0;  // SL-6 is of interest when something is lost
    const auto is_nil = [nothing](double v) { return v == nothing; };
    if (asks[k].only_if_it_happens && std::all_of(values.begin(), values.end(), is_nil) &&
        std::all_of(twin_values.begin(), twin_values.end(), is_nil)) {
      continue;
    }
    if (ask.metric == Metric::service_level_6 && !something_lost) continue;  // else it says what SL-1 says
    something_lost = something_lost || is_loss(ask.metric);
    HeadlineRow row;
    row.label = asks[k].label;
    row.metric = ask.metric;
    row.scope = to_string(spec, ask.scope);
    row.unit = metric.unit;
    row.higher_is_better = metric.higher_is_better;
    row.bad_day =
        estimate_quantile(values, metric.higher_is_better ? bad_day_share : 1 - bad_day_share, confidence)
            .value;
    if (is_restore(ask)) {
      row.value = estimate_quantile(values, 0.5, confidence);
      if (!twin_values.empty()) row.twin = estimate_quantile(twin_values, 0.5, confidence).value;
      if (twin_values.size() == values.size()) {
        row.impact = estimate_quantile(longer_than(values, twin_values), 0.5, confidence);
      }
    } else {
      row.value = estimate_mean(day[k], confidence);
      if (!twin.empty()) {
        row.twin = estimate_mean(twin[k], confidence).value;
        row.impact = estimate_difference(day[k], twin[k], confidence);
      }
    }
    keep_possible(row.value, row.unit);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace switchover
