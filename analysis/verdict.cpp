#include "analysis/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/contract.hpp"

namespace switchover {
namespace {

constexpr double rule_of_three_share = 0.01;  // "= 0" passes when 3 / n is at most this share of runs

Verdict side_of(const Range& range, Comparison comparison, double bound, double indifference) {
  const bool low_meets = meets(range.low, comparison, bound);
  const bool high_meets = meets(range.high, comparison, bound);
  if (comparison == Comparison::equal) {
    if (bound < range.low || bound > range.high) return Verdict::fail;
    return low_meets && high_meets ? Verdict::pass : Verdict::undecided;
  }
  if (low_meets && high_meets) return Verdict::pass;
  if (!low_meets && !high_meets) return Verdict::fail;
  const bool hairline =
      indifference > 0 && range.low >= bound - indifference && range.high <= bound + indifference;
  return hairline ? Verdict::on_target : Verdict::undecided;
}

// Whether a is worse than b with respect to the comparison.
bool worse(double a, double b, Comparison comparison, double bound) {
  switch (comparison) {
    case Comparison::less:
    case Comparison::less_equal:
      return a > b;
    case Comparison::greater:
    case Comparison::greater_equal:
      return a < b;
    case Comparison::equal:
      return std::abs(a - bound) > std::abs(b - bound);
  }
  return false;
}

bool is_endless(const Expectation& e) { return may_be_endless(e.metric); }
bool never_happens(const Expectation& e) {
  return e.quantifier != Quantifier::share_of_days && e.comparison == Comparison::equal && e.value == 0;
}

Judgement judge_share_of_days(const Expectation& e, const std::vector<PromiseFigures>& days, double alpha) {
  Judgement result;
  for (const PromiseFigures& day : days) {
    if (const auto good = day_meets(e, day)) {
      ++result.days;
      result.occurrences += *good ? 1U : 0U;
    }
  }
  result.unit = Unit::share;
  result.threshold = e.share_of_days;
  result.comparison = Comparison::greater_equal;
  result.found = estimate_probability(result.occurrences, result.days, 1 - alpha);
  if (result.found.range) {
    result.verdict = side_of(*result.found.range, result.comparison, result.threshold, e.indifference);
  }
  return result;
}

Judgement judge_never(const Expectation& e, const std::vector<PromiseFigures>& days, double alpha) {
  Judgement result;
  for (const PromiseFigures& day : days) {
    if (const auto clean = day_meets(e, day)) {
      ++result.days;
      result.occurrences += *clean ? 0U : 1U;
    }
  }
  result.unit = Unit::share;
  result.threshold = 0;
  result.comparison = Comparison::equal;
  result.found =
      estimate_probability(result.occurrences, result.days, result.occurrences == 0 ? 0.95 : 1 - alpha);
  const auto needed = static_cast<std::size_t>(std::ceil(3 / rule_of_three_share - 1e-9));
  if (result.occurrences > 0) {
    result.verdict = Verdict::fail;
    result.note = fmt::format("happens on {} of {} days", result.occurrences, result.days);
  } else if (result.days >= needed) {
    result.verdict = Verdict::pass;
    result.note = fmt::format("on none of {} days", result.days);
  } else if (result.days > 0) {
    result.note = fmt::format("on none of {} days; \"= 0\" needs {} runs to pass", result.days, needed);
  }
  return result;
}

Estimate estimate_one(const Expectation& e, const std::vector<PromiseFigures>& days, std::size_t k,
                      double confidence) {
  std::vector<Figure> figures;
  for (const PromiseFigures& day : days) {
    if (k < day.each.size() && day.each[k].bottom != 0) figures.push_back(day.each[k]);
  }
  if (e.quantifier == Quantifier::mean && !is_endless(e)) return estimate_mean(figures, confidence);
  std::vector<double> values;
  values.reserve(figures.size());
  for (const Figure& f : figures) values.push_back(f.top / f.bottom);
  return estimate_quantile(std::move(values), e.quantifier == Quantifier::quantile ? e.quantile : 0.5,
                           confidence);
}

Judgement judge_estimates(const Expectation& e, const std::vector<PromiseFigures>& days, double alpha) {
  Judgement result;
  result.unit = e.of_limit ? Unit::share : info(e.metric).unit;
  result.threshold = e.value;
  result.comparison = e.comparison;
  std::size_t spans = 0;
  for (const PromiseFigures& day : days) spans = std::max(spans, day.each.size());
  std::size_t judged = 0;
  for (std::size_t k = 0; k < spans; ++k) {
    judged +=
        std::any_of(days.begin(), days.end(),
                    [k](const PromiseFigures& day) { return k < day.each.size() && day.each[k].bottom != 0; })
            ? 1U
            : 0U;
  }
  result.intervals = judged;
  bool all_pass = judged > 0;
  bool all_near = judged > 0;
  bool any_fails = false;
  bool shown_fails = false;
  for (std::size_t k = 0; k < spans; ++k) {
    const Estimate found =
        estimate_one(e, days, k, 1 - alpha / static_cast<double>(std::max<std::size_t>(judged, 1)));
    if (!found.value) continue;
    const Verdict one =
        found.range ? side_of(*found.range, e.comparison, e.value, e.indifference) : Verdict::undecided;
    all_pass = all_pass && one == Verdict::pass;
    all_near = all_near && (one == Verdict::pass || one == Verdict::on_target);
    any_fails = any_fails || one == Verdict::fail;
    const bool fails =
        one == Verdict::fail;  // a window that fails is shown before one that is merely uncertain
    if (!result.found.value || (fails && !shown_fails) ||
        (fails == shown_fails && worse(*found.value, *result.found.value, e.comparison, e.value))) {
      shown_fails = fails;
      result.found = found;
      if (e.every > Duration{}) result.worst_at = e.from + e.every * static_cast<std::int64_t>(k);
    }
  }
  result.days = result.found.n;
  result.verdict = any_fails  ? Verdict::fail
                   : all_pass ? Verdict::pass
                   : all_near ? Verdict::on_target
                              : Verdict::undecided;
  if (is_endless(e) && e.quantifier == Quantifier::mean)
    result.note = "judged by the median: never is not averaged";
  return result;
}

// The event that a time counts from: the one that is named, else the first fault.
const EventSpec* event_of(const CentreSpec& spec, const Expectation& e) {
  for (const EventSpec& event : spec.events) {
    if (e.after_event.empty() ? is_fault(event.kind) : event.name == e.after_event) return &event;
  }
  return nullptr;
}
std::optional<Time> begins(const EventSpec& event, const PlatformDay& day) {
  return day.plan == nullptr ? std::optional(event.from) : event_begins(day, event.name);
}

// Nothing on a day on which the fault does not show: it is not judged.
Figure accept_figure(const CentreSpec& spec, const Expectation& e, const PlatformDay& day) {
  const EventSpec* event = event_of(spec, e);
  const auto from = event == nullptr ? std::optional(e.from) : begins(*event, day);
  const auto seconds = from ? time_to_accept(day, e.platform, *from) : std::nullopt;
  return seconds ? Figure::number(*seconds) : Figure::none();
}

std::string nothing_to_judge(const Expectation& e) {
  if (e.metric == Metric::callbacks_lost) return "not simulated yet";
  if (e.metric == Metric::time_to_accept_calls)
    return "nothing to judge: the fault changes nothing on any day";
  if (e.of_limit) return "nothing to judge: the limit is not in force in the window";
  return "nothing to judge: the window has no calls";
}

}  // namespace

const char* to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "PASS";
    case Verdict::fail:
      return "FAIL";
    case Verdict::undecided:
      return "UNDECIDED";
    case Verdict::on_target:
      return "ON TARGET";
  }
  return "";
}

const char* to_string(Comparison comparison) {
  switch (comparison) {
    case Comparison::less:
      return "<";
    case Comparison::less_equal:
      return "<=";
    case Comparison::equal:
      return "=";
    case Comparison::greater_equal:
      return ">=";
    case Comparison::greater:
      return ">";
  }
  return "";
}

bool meets(double value, Comparison comparison, double bound) {
  switch (comparison) {
    case Comparison::less:
      return value < bound;
    case Comparison::less_equal:
      return value <= bound;
    case Comparison::equal:
      return value == bound;
    case Comparison::greater_equal:
      return value >= bound;
    case Comparison::greater:
      return value > bound;
  }
  return false;
}

std::vector<IntervalSpan> judged_spans(const CentreSpec& spec, const Expectation& e) {
  if (e.every == Duration{} || is_endless(e)) return {span_of(spec, e.from, e.to)};
  const Time end = std::min(e.to, Time::after_start(spec.length));
  std::vector<IntervalSpan> spans;
  for (Time from = e.from; from < end; from = from + e.every) {
    IntervalSpan span = span_of(spec, from, std::min(end, from + e.every));
    span.with_drain = false;  // a promise for every half-hour speaks of the half-hours
    spans.push_back(span);
  }
  return spans;
}

Time counted_from(const CentreSpec& spec, const Expectation& e, const PlatformDay& day) {
  const EventSpec* event = is_endless(e) ? event_of(spec, e) : nullptr;
  return event == nullptr ? e.from : begins(*event, day).value_or(event->from);
}

PromiseFigures promise_figures(const CentreSpec& spec, const Tally& tally, const Expectation& e,
                               const PlatformDay& day) {
  PromiseFigures result;
  if (e.metric == Metric::time_to_accept_calls) {
    demand(day.plan != nullptr, "when calls are accepted is asked of a planned day");
    result.each.push_back(accept_figure(spec, e, day));
    return result;
  }
  const Time after = counted_from(spec, e, day);
  const Scope scope{e.queue, e.platform, e.group};
  for (const IntervalSpan& span : judged_spans(spec, e)) {
    if (e.of_limit) {
      demand(day.plan != nullptr, "a share of a limit is asked of a planned day");
      result.each.push_back(share_of_limit(day, tally, e.platform, *limit_of_peak(e.metric), span));
    } else {
      result.each.push_back(figure(spec, tally, e.metric, scope, span, after));
    }
  }
  return result;
}

void subtract_twin(PromiseFigures& day, const PromiseFigures& twin) {
  demand(day.each.size() == twin.each.size(), "a day and its twin are judged in the same windows");
  for (std::size_t k = 0; k < day.each.size(); ++k) {
    Figure& figure = day.each[k];
    if (figure.bottom == 0 || std::isinf(figure.top) || twin.each[k].bottom == 0) continue;
    if (std::isinf(twin.each[k].top)) continue;
    figure.top = std::max(0.0, figure.top - twin.each[k].top);
  }
}

std::optional<bool> day_meets(const Expectation& e, const PromiseFigures& day) {
  std::optional<bool> all;
  for (const Figure& f : day.each) {
    if (const auto value = f.value()) all = all.value_or(true) && meets(*value, e.comparison, e.value);
  }
  return all;
}

Judgement judge(const Expectation& e, const std::vector<PromiseFigures>& replications, double alpha) {
  demand(alpha > 0 && alpha < 1, "an error probability lies strictly between 0 and 1");
  Judgement result = e.quantifier == Quantifier::share_of_days ? judge_share_of_days(e, replications, alpha)
                     : never_happens(e)                        ? judge_never(e, replications, alpha)
                                                               : judge_estimates(e, replications, alpha);
  if (!result.found.value) result.note = nothing_to_judge(e);
  if (result.found.value && !result.found.range) {
    result.note = std::isinf(*result.found.value) ? "infinite on some day" : "one replication cannot decide";
  }
  return result;
}

}  // namespace switchover
