#include "analysis/comparison_questions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "analysis/binding.hpp"
#include "analysis/half_hours.hpp"
#include "analysis/wording.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

using Statistic = AskedRow::Statistic;

constexpr std::size_t most_parts = 96;     // half-hours of two days: longer scenarios are not taken apart
constexpr double enough_calls = 10;        // a half-hour with fewer is no half-hour to judge a day by
constexpr std::size_t detailed_plans = 8;  // more plans (a sweep): no worst half-hours, no limits

template <class Id, class Specs>
std::optional<Id> same_name(const Specs& of, const Specs& in, Id id) {
  if (id.is_none()) return id;
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i].name == of[id.index()].name) return Id(i);
  }
  return std::nullopt;
}

std::string words_of(Metric metric) {
  std::string words = info(metric).name;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

// A figure of the baseline: what to ask, without saying of which plan.
struct Wanted {
  Metric metric = Metric::never_served;
  Scope scope;
  Time from, to;  // both zero: the whole day
};

class Asking {
 public:
  explicit Asking(const PlanSet& plans) : plans_(plans), base_(plans.plans[plans.compare.baseline].scenario) {
    for (const PlanInput& plan : plans.plans) {
      Case c;
      c.name = plan.name;
      c.scenario = plan.scenario;
      c.questions.promises = plan.scenario.must;
      c.questions.promises.insert(c.questions.promises.end(), plan.scenario.warn.begin(),
                                  plan.scenario.warn.end());
      out_.own_promises.push_back(c.questions.promises.size());
      out_.cases.push_back(std::move(c));
    }
  }

  ComparisonQuestions all() {
    const std::vector<FigureText>& figures = plans_.plans.front().figures;
    // What the reader supplies of its own stands in no line.
    if (figures.size() > 1 && figures.front().place.line > 0) {
      chosen_rows();
    } else {
      usual_rows();
    }
    ask_parts();
    if (plans_.plans.size() <= detailed_plans) ask_limits();
    return std::move(out_);
  }

 private:
  bool is_day(Time from, Time to) const {
    return from == Time{} && (to == Time{} || to >= Time::after_start(base_.centre.length));
  }
  std::string clock(Time t) const { return clock_text(base_.start, base_.centre.length, t); }

  std::optional<Scope> scope_in(const Scenario& other, const Scope& scope) const {
    const auto queue = same_name(base_.centre.queues, other.centre.queues, scope.queue);
    const auto platform = same_name(base_.centre.platforms, other.centre.platforms, scope.platform);
    const auto group = same_name(base_.centre.groups, other.centre.groups, scope.group);
    if (!queue || !platform || !group) return std::nullopt;
    return Scope{*queue, *platform, *group};
  }
  static IntervalSpan span_in(const Scenario& scenario, Time from, Time to) {
    if (to != Time{}) return span_of(scenario.centre, from, to);
    return scenario.measure ? span_of(scenario.centre, scenario.measure->first, scenario.measure->second)
                            : whole_day(scenario.centre);
  }
  std::size_t ask(std::size_t plan, const Ask& asked) {
    std::vector<Ask>& asks = out_.cases[plan].questions.asks;
    for (std::size_t k = 0; k < asks.size(); ++k) {
      const Ask& known = asks[k];
      if (known.metric == asked.metric && known.scope == asked.scope && known.span == asked.span &&
          known.after == asked.after) {
        return k;
      }
    }
    asks.push_back(asked);
    return asks.size() - 1;
  }

  std::string label_of(const Wanted& wanted) const {
    const std::string scope = to_string(base_.centre, wanted.scope);
    if (wanted.metric == Metric::never_served && scope == "all") return "people never served";
    if (wanted.metric == Metric::service_level && !wanted.scope.queue.is_none()) {
      const QueueSpec& queue = base_.centre.queues[wanted.scope.queue.index()];
      const double within = queue.promise.within.in_seconds();
      if (queue.has_promise) return fmt::format("{} answered in {}", scope, duration_text(within));
    }
    return scope == "all" ? words_of(wanted.metric) : fmt::format("{} of {}", words_of(wanted.metric), scope);
  }
  AskedRow row_of(const Wanted& wanted, Statistic statistic = Statistic::mean) const {
    AskedRow row;
    row.statistic = may_be_endless(wanted.metric) ? Statistic::median : statistic;
    row.label = label_of(wanted);
    row.scope = to_string(base_.centre, wanted.scope);
    row.window = is_day(wanted.from, wanted.to) ? std::string("day")
                                                : fmt::format("{}-{}", clock(wanted.from), clock(wanted.to));
    row.metric = wanted.metric;
    row.asks.resize(plans_.plans.size());
    return row;
  }
  bool known(const AskedRow& row) const {
    return std::any_of(out_.rows.begin(), out_.rows.end(), [&](const AskedRow& other) {
      return other.statistic == row.statistic && other.metric == row.metric && other.scope == row.scope &&
             other.window == row.window;
    });
  }
  // Adds the row unless it is there; of every plan that has such a queue, platform or group.
  void add(const Wanted& wanted, bool detail = false, bool only_if = false) {
    AskedRow row = row_of(wanted);
    row.detail = detail;
    row.only_if_it_happens = only_if;
    if (known(row)) return;
    for (std::size_t p = 0; p < plans_.plans.size(); ++p) {
      const Scenario& scenario = plans_.plans[p].scenario;
      if (const auto scope = scope_in(scenario, wanted.scope))
        row.asks[p] = {ask(p, {wanted.metric, *scope, span_in(scenario, wanted.from, wanted.to), {}})};
    }
    out_.rows.push_back(std::move(row));
  }

  // What [compare] show and rank_by say, in every plan's own ids.
  void chosen_rows() {
    const std::size_t figures = plans_.plans.front().figures.size();
    for (std::size_t f = 0; f < figures; ++f) {
      const FigureText& of_base = plans_.plans[plans_.compare.baseline].figures[f];
      const Scope base_scope{of_base.queue, of_base.platform, of_base.group};
      AskedRow row = row_of({of_base.metric, base_scope, of_base.from, of_base.to});
      const auto same = std::find_if(out_.rows.begin(), out_.rows.end(), [&](const AskedRow& other) {
        return other.metric == row.metric && other.scope == row.scope && other.window == row.window;
      });
      if (f + 1 == figures) out_.ranked = static_cast<std::size_t>(same - out_.rows.begin());
      if (same != out_.rows.end()) continue;
      for (std::size_t p = 0; p < plans_.plans.size(); ++p) {
        const FigureText& figure = plans_.plans[p].figures[f];
        const Scenario& scenario = plans_.plans[p].scenario;
        const Time to = is_day(figure.from, figure.to) ? Time{} : figure.to;
        row.asks[p] = {ask(p, {figure.metric, Scope{figure.queue, figure.platform, figure.group},
                               span_in(scenario, figure.from, to), first_fault(scenario)})};
      }
      out_.rows.push_back(std::move(row));
    }
  }
  static Time first_fault(const Scenario& scenario) {
    Time at = Time::never();
    for (const EventSpec& event : scenario.centre.events) {
      if (is_fault(event.kind)) at = std::min(at, event.from);
    }
    return at == Time::never() ? Time{} : at;
  }

  // What planners ask first: people lost, in the windows that were promised, service levels, attempts, peaks.
  void usual_rows() {
    const std::vector<FigureText>& figures = plans_.plans[plans_.compare.baseline].figures;
    Wanted ranked;
    if (!figures.empty()) {
      const FigureText& f = figures.back();
      ranked = {f.metric, Scope{f.queue, f.platform, f.group}, f.from, f.to};
      if (is_day(f.from, f.to)) ranked.from = ranked.to = Time{};
    }
    add(ranked);
    add({Metric::never_served, {}, {}, {}});
    for (const Expectation& e : base_.must) {
      const bool people = e.metric == Metric::never_served || e.metric == Metric::never_served_rate;
      if (people && !is_day(e.from, e.to) && e.every == Duration{})
        add({Metric::never_served, Scope{e.queue, e.platform, e.group}, e.from, e.to}, true);
    }
    for (std::size_t q = 0; q < base_.centre.queues.size(); ++q) {
      add({Metric::service_level, {QueueId(q), {}, {}}, {}, {}});
      if (!base_.centre.queues[q].has_promise) continue;
      add_keeping(QueueId(q));
      if (plans_.plans.size() <= detailed_plans) add_worst_half_hour(QueueId(q));
    }
    add({Metric::attempts, {}, {}, {}});
    add({Metric::dropped_calls, {}, {}, {}}, false, true);
    add({Metric::failed_calls, {}, {}, {}}, false, true);
    add({Metric::blocked_calls, {}, {}, {}}, false, true);
    for (const auto& [platform, kind] : limits_of(base_.centre)) {
      for (const MetricInfo& metric : all_metrics()) {
        if (limit_of_peak(metric.metric) == kind) add_peak(metric.metric, platform);
      }
    }
  }

  void add_peak(Metric metric, PlatformId platform) {
    const std::size_t before = out_.rows.size();
    add({metric, {{}, platform, {}}, {}, {}}, false, true);
    if (out_.rows.size() > before) out_.rows.back().only_if_near = true;
  }
  void add_keeping(QueueId queue) {
    const Wanted wanted{Metric::service_level, {queue, {}, {}}, {}, {}};
    AskedRow row = row_of(wanted, Statistic::keeps_promise);
    row.label = fmt::format("days that keep {:g}%", base_.centre.queues[queue.index()].promise.share * 100);
    row.detail = true;
    row.target.resize(plans_.plans.size());
    for (std::size_t p = 0; p < plans_.plans.size(); ++p) {
      const Scenario& scenario = plans_.plans[p].scenario;
      const auto scope = scope_in(scenario, wanted.scope);
      if (!scope || !scenario.centre.queues[scope->queue.index()].has_promise) continue;
      row.asks[p] = {ask(p, {wanted.metric, *scope, span_in(scenario, {}, {}), {}})};
      row.target[p] = scenario.centre.queues[scope->queue.index()].promise.share;
    }
    out_.rows.push_back(std::move(row));
  }
  void add_worst_half_hour(QueueId queue) {
    if (half_hour_spans(base_.centre).size() > most_parts) return;
    const Wanted wanted{Metric::service_level, {queue, {}, {}}, {}, {}};
    AskedRow row = row_of(wanted, Statistic::worst_half_hour);
    row.label = "worst half-hour";
    row.detail = true;
    for (std::size_t p = 0; p < plans_.plans.size(); ++p) {
      const Scenario& scenario = plans_.plans[p].scenario;
      const auto scope = scope_in(scenario, wanted.scope);
      if (!scope) continue;
      for (const IntervalSpan& span : half_hour_spans(scenario.centre))
        row.asks[p].push_back(ask(p, {wanted.metric, *scope, span, {}}));
    }
    out_.rows.push_back(std::move(row));
  }

  // The ranked figure by half-hours, where it can be asked of a part of the day.
  void ask_parts() {
    const AskedRow& ranked = out_.rows[out_.ranked];
    const std::size_t base = plans_.compare.baseline;
    if (ranked.asks[base].empty() || !follows_from_totals(ranked.metric)) return;
    const std::vector<IntervalSpan> spans = half_hour_spans(base_.centre);
    if (spans.size() > most_parts) return;
    const Duration interval = base_.centre.interval;
    for (const IntervalSpan& span : spans) {
      AskedRow part = ranked;
      const Time from = Time{} + interval * static_cast<std::int64_t>(span.first);
      const Time to = Time{} + interval * static_cast<std::int64_t>(span.last);
      part.window = fmt::format("{}-{}", clock(from), clock(to));
      for (std::size_t p = 0; p < plans_.plans.size(); ++p) {
        if (ranked.asks[p].empty() || plans_.plans[p].scenario.centre.interval != interval) {
          part.asks[p].clear();
          continue;
        }
        Ask asked = out_.cases[p].questions.asks[ranked.asks[p].front()];
        asked.span = span;
        asked.span.last = std::min(asked.span.last, interval_count(plans_.plans[p].scenario.centre));
        part.asks[p] = {ask(p, asked)};
      }
      out_.parts.push_back(std::move(part));
    }
  }

  void ask_limits() {
    for (const auto& [platform, kind] : limits_of(base_.centre)) {
      AskedLimit limit;
      limit.label = fmt::format("{} of {}", limit_name(static_cast<int>(kind)),
                                base_.centre.platforms[platform.index()].name);
      limit.promise.resize(plans_.plans.size());
      Expectation e;
      for (const MetricInfo& metric : all_metrics()) {
        if (limit_of_peak(metric.metric) == kind) e.metric = metric.metric;
      }
      if (limit_of_peak(e.metric) != kind) continue;
      limit.metric = e.metric;
      limit.scope = base_.centre.platforms[platform.index()].name;
      e.text = "how near: " + limit.label;
      e.comparison = Comparison::less;
      e.value = 1;
      e.of_limit = true;
      for (std::size_t p = 0; p < plans_.plans.size(); ++p) {
        const Scenario& scenario = plans_.plans[p].scenario;
        const auto scope = scope_in(scenario, {{}, platform, {}});
        if (!scope) continue;
        e.platform = scope->platform;
        e.to = Time::after_start(scenario.centre.length);
        e.every = std::max(Duration::whole_seconds(1800), scenario.centre.interval);
        limit.promise[p] = out_.cases[p].questions.promises.size();
        out_.cases[p].questions.promises.push_back(e);
      }
      out_.limits.push_back(std::move(limit));
    }
  }

  const PlanSet& plans_;
  const Scenario& base_;
  ComparisonQuestions out_;
};

Figure worst_of(const AskedRow& row, std::size_t plan, const CaseDay& day) {
  std::optional<double> worst;
  for (const std::size_t k : row.asks[plan]) {
    const Figure& level = day.asks[k];
    if (level.bottom < enough_calls) continue;
    const double value = level.top / level.bottom;
    if (!worst || value < *worst) worst = value;
  }
  return worst ? Figure::number(*worst) : Figure::none();
}

}  // namespace

ComparisonQuestions comparison_questions(const PlanSet& plans) { return Asking(plans).all(); }

std::vector<Figure> figures_of(const AskedRow& row, std::size_t plan, const std::vector<CaseDay>& days) {
  if (row.asks[plan].empty()) return std::vector<Figure>(days.size());
  std::vector<Figure> figures;
  figures.reserve(days.size());
  for (const CaseDay& day : days) {
    const Figure& first = day.asks[row.asks[plan].front()];
    switch (row.statistic) {
      case Statistic::mean:
      case Statistic::median:
        figures.push_back(first);
        break;
      case Statistic::keeps_promise:
        figures.push_back(first.bottom == 0
                              ? Figure::none()
                              : Figure::number(first.top / first.bottom >= row.target[plan] ? 1 : 0));
        break;
      case Statistic::worst_half_hour:
        figures.push_back(worst_of(row, plan, day));
        break;
    }
  }
  return figures;
}

}  // namespace switchover
