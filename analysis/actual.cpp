#include "analysis/actual.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;

std::optional<QueueId> queue_named(const CentreSpec& spec, const std::string& name) {
  for (std::size_t q = 0; q < spec.queues.size(); ++q) {
    if (spec.queues[q].name == name) return QueueId(q);
  }
  return std::nullopt;
}

bool is_count(Metric metric) { return info(metric).unit == Unit::count; }

struct Side {
  Time from;
  Time to;
  bool too_low = false;
  std::size_t length = 0;
};

// "10:30-11:30 predicted too low": stretches of at least two neighbouring intervals outside on the same side.
std::string parts_of(const Scenario& scenario, const CentreSpec& spec,
                     const std::vector<const ActualRowOut*>& rows, const std::map<Time, Time>& ends) {
  std::vector<Side> stretches;
  bool broken = true;
  for (const ActualRowOut* row : rows) {
    if (!row->actual || !row->band || *row->inside) {
      broken = true;
      continue;
    }
    const bool too_low = *row->actual > row->band->high;
    if (broken || stretches.back().too_low != too_low || stretches.back().to != row->at) {
      stretches.push_back({row->at, ends.at(row->at), too_low, 1});
    } else {
      stretches.back().to = ends.at(row->at);
      ++stretches.back().length;
    }
    broken = false;
  }
  std::erase_if(stretches, [](const Side& s) { return s.length < 2; });
  std::stable_sort(stretches.begin(), stretches.end(),
                   [](const Side& a, const Side& b) { return a.length > b.length; });
  std::string text;
  for (std::size_t k = 0; k < std::min<std::size_t>(stretches.size(), 3); ++k) {
    const Side& s = stretches[k];
    text += fmt::format("{}{} - {} predicted too {}", text.empty() ? "" : ", ",
                        clock_text(scenario.start, spec.length, s.from),
                        clock_text(scenario.start, spec.length, s.to), s.too_low ? "low" : "high");
  }
  if (stretches.size() > 3) text += fmt::format(" and {} more stretches", stretches.size() - 3);
  return text;
}

// Over all intervals of one queue and metric: counts are summed, ratios weighted by the calls behind them.
ActualSummary summarise(const Scenario& scenario, const CentreSpec& spec,
                        const std::vector<ActualQuestion>& questions, const Panel& predicted,
                        const std::vector<std::size_t>& of, const std::vector<ActualRowOut>& rows,
                        const std::map<Time, Time>& ends) {
  ActualSummary s;
  const Metric metric = questions[of.front()].ask.metric;
  s.queue = rows[of.front()].queue;
  s.metric = info(metric).name;
  s.unit = info(metric).unit;
  double actual = 0;
  double weights = 0;
  std::vector<Figure> pooled(predicted[of.front()].size());
  std::vector<const ActualRowOut*> in_order;
  for (const std::size_t k : of) {
    const double weight = is_count(metric) ? 1 : questions[k].weight;
    actual += questions[k].actual * weight;
    weights += weight;
    for (std::size_t r = 0; r < pooled.size(); ++r) {
      pooled[r].top += predicted[k][r].top;
      pooled[r].bottom += predicted[k][r].bottom;
    }
    in_order.push_back(&rows[k]);
    if (!rows[k].inside) continue;
    ++s.intervals;
    s.inside += *rows[k].inside ? 1U : 0U;
  }
  if (is_count(metric)) {
    for (Figure& f : pooled) f.bottom = 1;
    s.actual = actual;
  } else if (weights > 0) {
    s.actual = actual / weights;
  }
  s.predicted = estimate_mean(pooled, confidence).value;
  if (s.actual && s.predicted) s.bias = *s.predicted - *s.actual;
  s.coverage = estimate_probability(s.inside, s.intervals, confidence);
  s.parts_at = parts_of(scenario, spec, in_order, ends);
  return s;
}

}  // namespace

std::optional<Range> prediction_band(std::vector<double> values, double wanted) {
  if (values.size() < 2) return std::nullopt;
  std::sort(values.begin(), values.end());
  const double tail = (1 - wanted) / 2 * static_cast<double>(values.size() + 1);
  const auto k = std::clamp<std::size_t>(static_cast<std::size_t>(tail + 1e-9), 1, values.size() / 2);
  return Range{values[k - 1], values[values.size() - k]};
}

std::vector<ActualQuestion> actual_questions(const CentreSpec& spec, const ActualTable& actual) {
  std::vector<ActualQuestion> questions;
  for (std::size_t r = 0; r < actual.rows.size(); ++r) {
    const ActualRow& row = actual.rows[r];
    const auto queue = queue_named(spec, row.queue);
    IntervalSpan span = span_of(spec, row.at, row.at + row.length);
    span.with_drain = false;
    if (!queue || span.first >= span.last) continue;
    const auto add = [&](Metric metric, double value, double weight) {
      if (!std::isfinite(value) || weight <= 0) return;
      questions.push_back(
          {r, {metric, {*queue, PlatformId::none(), GroupId::none()}, span, {}}, value, weight});
    };
    const double offered = row.offered ? *row.offered : row.answered.value_or(0) + row.abandoned.value_or(0);
    const double answered = row.answered ? *row.answered : std::max(0.0, offered - row.abandoned.value_or(0));
    if (row.offered) add(Metric::offered, *row.offered, 1);
    if (row.abandoned && offered > 0) add(Metric::abandon_rate_raw, *row.abandoned / offered, offered);
    if (row.answered_in_time && offered > 0)
      add(Metric::service_level_1, *row.answered_in_time / offered, offered);
    if (row.service_level) add(Metric::service_level, *row.service_level, offered > 0 ? offered : 1);
    if (row.wait_answered_s && answered > 0) add(Metric::asa, *row.wait_answered_s / answered, answered);
    if (row.aht_s && answered > 0) add(Metric::aht, *row.aht_s, answered);
  }
  return questions;
}

ActualComparison compare_with_actual(const Scenario& scenario, const CentreSpec& spec,
                                     const ActualTable& actual, const std::vector<ActualQuestion>& questions,
                                     const Panel& predicted) {
  ActualComparison result;
  std::map<Time, Time> ends;
  std::map<std::pair<std::string, Metric>, std::vector<std::size_t>> families;
  for (std::size_t k = 0; k < questions.size(); ++k) {
    const ActualQuestion& question = questions[k];
    const ActualRow& from = actual.rows[question.row];
    ActualRowOut row;
    row.queue = from.queue;
    row.metric = info(question.ask.metric).name;
    row.unit = info(question.ask.metric).unit;
    row.at = from.at;
    row.clock = clock_text(scenario.start, spec.length, from.at);
    row.actual = question.actual;
    row.predicted = estimate_mean(predicted[k], confidence).value;
    std::vector<double> values;
    for (const Figure& f : predicted[k]) {
      if (const auto value = f.value()) values.push_back(*value);
    }
    row.band = prediction_band(std::move(values), confidence);
    if (row.band) row.inside = row.band->low <= *row.actual && *row.actual <= row.band->high;
    ends[from.at] = from.at + from.length;
    families[{row.queue, question.ask.metric}].push_back(k);
    result.rows.push_back(std::move(row));
  }
  for (const auto& [key, of] : families) {
    result.summary.push_back(summarise(scenario, spec, questions, predicted, of, result.rows, ends));
  }
  const std::size_t runs = predicted.empty() ? 0 : predicted.front().size();
  result.note = fmt::format("band: where 95% of {} simulated days fall, interval by interval", runs);
  if (runs < 39)
    result.note += "; below 39 runs the band is the smallest and the largest day and holds less than 95%";
  if (questions.empty())
    result.note = "no row of the actual report belongs to a queue and an interval of the scenario";
  return result;
}

}  // namespace switchover
