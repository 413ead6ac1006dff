#include "analysis/tidy.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/wall_clock.hpp"
#include "sim/contract.hpp"

namespace switchover {
namespace {

// May `metric` be asked of such a scope?
bool fits(const MetricInfo& metric, const Scope& scope) {
  const bool queue = !scope.queue.is_none();
  const bool platform = !scope.platform.is_none();
  const bool group = !scope.group.is_none();
  switch (metric.scope) {
    case MetricScope::queue:
      return !group;
    case MetricScope::people:
      return !group && !platform;
    case MetricScope::agents:
      return !queue;
    case MetricScope::platform:
      return platform && !queue && !group;
  }
  return false;
}

std::vector<Scope> scopes_of(const CentreSpec& spec) {
  std::vector<Scope> scopes{Scope{}};
  for (std::size_t q = 0; q < spec.queues.size(); ++q) scopes.push_back({QueueId(q), {}, {}});
  for (std::size_t p = 0; p < spec.platforms.size(); ++p) scopes.push_back({{}, PlatformId(p), {}});
  if (spec.platforms.size() > 1) {
    for (std::size_t q = 0; q < spec.queues.size(); ++q) {
      for (std::size_t p = 0; p < spec.platforms.size(); ++p)
        scopes.push_back({QueueId(q), PlatformId(p), {}});
    }
  }
  for (std::size_t g = 0; g < spec.groups.size(); ++g) scopes.push_back({{}, {}, GroupId(g)});
  return scopes;
}

std::string kind_of(const Scope& scope) {
  if (!scope.group.is_none()) return "group";
  if (!scope.queue.is_none()) return scope.platform.is_none() ? "queue" : "queue on platform";
  return scope.platform.is_none() ? "all" : "platform";
}

}  // namespace

std::vector<Ask> tidy_asks(const CentreSpec& spec, const IntervalSpan& day) {
  std::vector<IntervalSpan> spans{day};
  for (std::size_t i = 0; i < interval_count(spec); ++i) spans.push_back({i, i + 1, false});
  std::vector<Ask> asks;
  for (const Scope& scope : scopes_of(spec)) {
    for (const IntervalSpan& span : spans) {
      for (const MetricInfo& metric : all_metrics()) {
        if (may_be_endless(metric.metric) || metric.metric == Metric::callbacks_lost) continue;
        if (!fits(metric, scope)) continue;
        if (!follows_from_totals(metric.metric) && span != day) continue;
        asks.push_back({metric.metric, scope, span, {}});
      }
    }
  }
  return asks;
}

void TidyFold::add(const std::vector<Figure>& figures) {
  demand(figures.size() == moments_.size(), "every replication is asked the same figures");
  for (std::size_t k = 0; k < figures.size(); ++k) {
    const Figure& f = figures[k];
    if (f.bottom == 0) continue;
    Moments& m = moments_[k];
    ++m.n;
    m.top += f.top;
    m.bottom += f.bottom;
    m.top2 += f.top * f.top;
    m.bottom2 += f.bottom * f.bottom;
    m.both += f.top * f.bottom;
  }
}

Estimate TidyFold::estimate(std::size_t figure, double confidence) const {
  const Moments& m = moments_.at(figure);
  Estimate result{std::nullopt, std::nullopt, confidence, m.n};
  if (m.n == 0) return result;
  const double ratio = m.top / m.bottom;
  result.value = ratio;
  if (m.n < 2 || !std::isfinite(ratio)) return result;
  const auto n = static_cast<double>(m.n);
  double squares = m.top2 - 2 * ratio * m.both + ratio * ratio * m.bottom2;
  if (squares < 1e-12 * m.top2) squares = 0;  // the same every day: what is left is rounding
  const double standard_error = std::sqrt(squares * n / (n - 1)) / m.bottom;
  const double reach = student_t_critical(confidence, m.n - 1) * standard_error;
  result.range = Range{ratio - reach, ratio + reach};
  return result;
}

std::vector<TidyRow> tidy_rows(const Scenario& scenario, const CentreSpec& spec, const std::vector<Ask>& asks,
                               const TidyFold& fold, double confidence) {
  std::vector<TidyRow> rows;
  rows.reserve(asks.size());
  for (std::size_t k = 0; k < asks.size(); ++k) {
    const Ask& ask = asks[k];
    const MetricInfo& metric = info(ask.metric);
    TidyRow row;
    row.metric = metric.name;
    row.unit = metric.unit;
    row.scope_kind = kind_of(ask.scope);
    row.scope = to_string(spec, ask.scope);
    row.from = Time::after_start(spec.interval * static_cast<std::int64_t>(ask.span.first));
    row.to = std::min(Time::after_start(spec.interval * static_cast<std::int64_t>(ask.span.last)),
                      Time::after_start(spec.length));
    row.from_text = date_time_text(plus_seconds(scenario.start, row.from.count_us() / 1'000'000));
    row.value = fold.estimate(k, confidence);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace switchover
