#include "analysis/day_record.hpp"

#include <algorithm>

namespace switchover {
namespace {

bool same_totals(const Ask& a, const Ask& b) { return a.scope == b.scope && a.span == b.span; }

// Neighbouring asks of one scope and span share their totals.
std::vector<Figure> answers(const CentreSpec& spec, const Tally& tally, const std::vector<Ask>& asks) {
  std::vector<Figure> figures;
  figures.reserve(asks.size());
  const Ask* known = nullptr;
  Totals sums;
  for (const Ask& ask : asks) {
    if (!follows_from_totals(ask.metric)) {
      figures.push_back(answer(spec, tally, ask));
      continue;
    }
    if (known == nullptr || !same_totals(*known, ask)) {
      sums = totals(spec, tally, ask.scope, ask.span);
      known = &ask;
    }
    figures.push_back(figure_of(ask.metric, sums));
  }
  return figures;
}

RowFigures row_figures(const CentreSpec& spec, const Tally& tally, std::size_t queue,
                       const IntervalSpan& span) {
  const Scope scope{QueueId(queue), PlatformId::none(), GroupId::none()};
  const Totals sums = totals(spec, tally, scope, span);
  RowFigures row;
  row.level = figure_of(Metric::service_level, sums);
  row.level_1 = figure_of(Metric::service_level_1, sums);
  row.offered = figure_of(Metric::offered, sums);
  row.abandon_rate = figure_of(Metric::abandon_rate, sums);
  row.mean_wait = figure_of(Metric::mean_wait, sums);
  row.aht = figure_of(Metric::aht, sums);
  row.agents = figure_of(Metric::agents_signed_in, sums);
  row.answered = figure_of(Metric::answered, sums);
  row.asa = figure_of(Metric::asa, sums);
  row.occupancy = figure_of(Metric::occupancy, sums);
  row.someone_waits = someone_waits(spec, tally, scope, span);
  row.all_busy = all_agents_busy(spec, tally, scope, span);
  return row;
}

}  // namespace

Figure answer(const CentreSpec& spec, const Tally& tally, const Ask& ask) {
  return figure(spec, tally, ask.metric, ask.scope, ask.span, ask.after);
}

DayRecord record_day(const CentreSpec& spec, const Tally& tally, const DayQuestions& questions,
                     const PlatformDay& platforms) {
  DayRecord day;
  day.promises.reserve(questions.promises.size());
  for (const Expectation& e : questions.promises)
    day.promises.push_back(promise_figures(spec, tally, e, platforms));
  day.asks = answers(spec, tally, questions.asks);
  day.tidy = answers(spec, tally, questions.tidy);
  day.rows.reserve(questions.rows.size() * spec.queues.size());
  for (const IntervalSpan& span : questions.rows) {
    for (std::size_t q = 0; q < spec.queues.size(); ++q)
      day.rows.push_back(row_figures(spec, tally, q, span));
  }
  day.limits.reserve(questions.limits.size() * (tally.intervals + 1));
  for (const auto& [platform, kind] : questions.limits) {
    for (std::size_t i = 0; i <= tally.intervals; ++i)
      day.limits.push_back(tally.limit(i, platform.index(), kind));
  }
  day.broken = self_check(tally);
  return day;
}

Panel run_panel(const CentreSpec& spec, const std::vector<Ask>& asks, const SideRuns& side,
                const std::string& phase) {
  const auto plan = plan_of(spec, side.workshop);
  const auto rows = reduce_replications<std::vector<Figure>>(
      plan, 0, side.runs, side.workshop, phase,
      [&](const Tally& tally) { return answers(spec, tally, asks); }, side.cost);
  Panel panel(asks.size());
  for (std::size_t a = 0; a < asks.size(); ++a) {
    panel[a].reserve(rows.size());
    for (const auto& row : rows) panel[a].push_back(row[a]);
  }
  return panel;
}

std::vector<Figure> column(const std::vector<DayRecord>& days, std::size_t ask, std::size_t first_n) {
  std::vector<Figure> figures;
  for (std::size_t r = 0; r < std::min(first_n, days.size()); ++r) figures.push_back(days[r].asks.at(ask));
  return figures;
}

}  // namespace switchover
