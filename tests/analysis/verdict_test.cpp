#include "analysis/verdict.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "analysis/looks.hpp"
#include "tests/analysis/synthetic.hpp"

using namespace switchover;
using namespace switchover::synthetic;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Expectation mean_at_least(double value) {
  Expectation e;
  e.metric = Metric::service_level;
  e.comparison = Comparison::greater_equal;
  e.value = value;
  e.to = Time::after_start(Duration::whole_seconds(3600));
  return e;
}
std::vector<PromiseFigures> days_of(const std::vector<double>& values) {
  std::vector<PromiseFigures> days;
  for (const double v : values) days.push_back({{Figure::number(v)}});
  return days;
}
std::vector<double> repeated(std::size_t n, double value) { return std::vector<double>(n, value); }

// How many of `studies` reach any decision at any look, when the truth stands on the threshold.
template <class Day>
std::size_t decided_on_threshold(const Expectation& e, std::uint32_t most, std::size_t studies, Day day_of) {
  std::size_t decided = 0;
  for (std::size_t k = 0; k < studies; ++k) {
    RandomStream stream = luck(77, k);
    std::vector<PromiseFigures> days;
    bool any = false;
    for (const std::uint32_t look : looks_up_to(most)) {
      while (days.size() < look) days.push_back({{day_of(stream)}});
      any = any || judge(e, days, error_per_look(most)).verdict != Verdict::undecided;
    }
    decided += any ? 1U : 0U;
  }
  return decided;
}

}  // namespace

TEST_CASE("A mean passes above, fails below and is undecided across the bound") {
  CHECK(judge(mean_at_least(0.8), days_of({0.9, 0.91, 0.92, 0.9, 0.91}), 0.05).verdict == Verdict::pass);
  CHECK(judge(mean_at_least(0.8), days_of({0.7, 0.71, 0.72, 0.7, 0.71}), 0.05).verdict == Verdict::fail);
  CHECK(judge(mean_at_least(0.8), days_of({0.7, 0.9, 0.7, 0.9, 0.82}), 0.05).verdict == Verdict::undecided);
  Expectation below = mean_at_least(0.8);
  below.comparison = Comparison::less_equal;
  CHECK(judge(below, days_of({0.7, 0.71, 0.72, 0.7, 0.71}), 0.05).verdict == Verdict::pass);
  const Judgement one = judge(mean_at_least(0.8), days_of({0.9}), 0.05);
  CHECK(one.verdict == Verdict::undecided);
  CHECK(one.note == "one replication cannot decide");
  const Judgement empty = judge(mean_at_least(0.8), {{{Figure::none()}}, {{Figure::none()}}}, 0.05);
  CHECK(empty.verdict == Verdict::undecided);
  CHECK(empty.note == "nothing to judge: the window has no calls");
}

TEST_CASE("The interval that is printed has the confidence that decided") {
  const Judgement j = judge(mean_at_least(0.8), days_of({0.9, 0.91, 0.92}), error_per_look(200));
  CHECK(j.found.confidence == Approx(1 - 0.05 / 6));
  CHECK(j.threshold == 0.8);
  CHECK(j.unit == Unit::share);
}

TEST_CASE("On N % of days is judged by Wilson over the days") {
  Expectation e = mean_at_least(0.8);
  e.quantifier = Quantifier::share_of_days;
  e.share_of_days = 0.80;
  std::vector<double> days = repeated(95, 0.9);
  days.insert(days.end(), 5, 0.7);
  const Judgement pass = judge(e, days_of(days), 0.05);
  CHECK(pass.verdict == Verdict::pass);
  CHECK(pass.occurrences == 95);
  CHECK(pass.days == 100);
  CHECK(*pass.found.range == *estimate_probability(95, 100, 0.95).range);
  CHECK(pass.threshold == 0.80);
  days = repeated(18, 0.9);
  days.insert(days.end(), 82, 0.7);
  CHECK(judge(e, days_of(days), 0.05).verdict == Verdict::fail);
  days = repeated(80, 0.9);
  days.insert(days.end(), 20, 0.7);
  CHECK(judge(e, days_of(days), 0.05).verdict == Verdict::undecided);
  CHECK(judge(e, days_of(repeated(40, 0.8)), 0.05).verdict ==
        Verdict::pass);  // exactly on the bound counts as kept
}

TEST_CASE("A day meets an in-every promise when all its intervals with calls do") {
  Expectation e = mean_at_least(0.8);
  e.quantifier = Quantifier::share_of_days;
  e.share_of_days = 0.5;
  e.every = Duration::whole_seconds(900);
  const PromiseFigures good{{{9, 10}, Figure::none(), {8, 10}}};
  const PromiseFigures bad{{{9, 10}, {7, 10}, {8, 10}}};
  const PromiseFigures silent{{Figure::none(), Figure::none(), Figure::none()}};
  const Judgement j = judge(e, {good, bad, silent, good}, 0.05);
  CHECK(j.days == 3);
  CHECK(j.occurrences == 2);
}

TEST_CASE("In every: all pass, any fails, corrected over the intervals that have calls") {
  Expectation e = mean_at_least(0.8);
  e.every = Duration::whole_seconds(900);
  std::vector<PromiseFigures> days;
  RandomStream stream = luck(5, 0);
  for (int i = 0; i < 40; ++i) {
    days.push_back({{{normal(stream, 0.9, 0.02), 1}, {normal(stream, 0.85, 0.02), 1}, Figure::none()}});
  }
  const Judgement pass = judge(e, days, 0.05);
  CHECK(pass.verdict == Verdict::pass);
  CHECK(pass.intervals == 2);
  CHECK(pass.found.confidence == Approx(1 - 0.05 / 2));
  CHECK(pass.worst_at == Time::after_start(Duration::whole_seconds(900)));
  CHECK(*pass.found.value == Approx(0.85).margin(0.02));
  for (PromiseFigures& day : days) day.each[0].top -= 0.2;
  const Judgement fail = judge(e, days, 0.05);
  CHECK(fail.verdict == Verdict::fail);
  CHECK(fail.worst_at == Time{});
  CHECK(judge(mean_at_least(0.8), days, 0.05).verdict == Verdict::fail);
}

TEST_CASE("Equals nothing: any occurrence fails, and passing takes 300 clean days") {
  Expectation e = mean_at_least(0);
  e.metric = Metric::blocked_calls;
  e.comparison = Comparison::equal;
  std::vector<double> days = repeated(299, 0);
  const Judgement open = judge(e, days_of(days), error_per_look(400));
  CHECK(open.verdict == Verdict::undecided);
  CHECK(open.found.range->high == Approx(3.0 / 299).epsilon(0.002));
  CHECK(open.note == "on none of 299 days; \"= 0\" needs 300 runs to pass");
  days.push_back(0);
  CHECK(judge(e, days_of(days), error_per_look(400)).verdict == Verdict::pass);
  days[17] = 1;
  const Judgement fail = judge(e, days_of(days), error_per_look(400));
  CHECK(fail.verdict == Verdict::fail);
  CHECK(fail.note == "happens on 1 of 300 days");
  e.quantifier = Quantifier::share_of_days;
  e.share_of_days = 0.8;
  CHECK(judge(e, days_of(days), error_per_look(400)).verdict == Verdict::pass);
}

TEST_CASE("A quantile is judged by order statistics, and infinity is a value") {
  Expectation e = mean_at_least(3600);
  e.metric = Metric::time_to_restore_service_level;
  e.comparison = Comparison::less_equal;
  e.quantifier = Quantifier::quantile;
  e.quantile = 0.95;
  CHECK(judge(e, days_of(repeated(100, 600)), 0.05).verdict == Verdict::pass);
  CHECK(judge(e, days_of(repeated(40, 600)), 0.05).verdict == Verdict::undecided);
  std::vector<double> days = repeated(80, 600);
  days.insert(days.end(), 20, infinity);
  const Judgement fail = judge(e, days_of(days), 0.05);
  CHECK(fail.verdict == Verdict::fail);
  CHECK(std::isinf(*fail.found.value));
  e.quantifier = Quantifier::mean;
  const Judgement median = judge(e, days_of(days), 0.05);
  CHECK(median.verdict == Verdict::pass);
  CHECK(*median.found.value == 600);
  CHECK(median.note == "judged by the median: never is not averaged");
}

TEST_CASE("The twin's time to restore is taken off, never below zero, and never stays never") {
  PromiseFigures day{{{900, 1}}};
  subtract_twin(day, {{{300, 1}}});
  CHECK(*day.each[0].value() == 600);
  subtract_twin(day, {{{1200, 1}}});
  CHECK(*day.each[0].value() == 0);
  PromiseFigures never{{{infinity, 1}}};
  subtract_twin(never, {{{300, 1}}});
  CHECK(std::isinf(*never.each[0].value()));
}

TEST_CASE("Windows of a promise") {
  const CentreSpec spec = two_queue_centre();
  Expectation e = mean_at_least(0.8);
  CHECK(judged_spans(spec, e) == std::vector<IntervalSpan>{whole_day(spec)});
  e.every = Duration::whole_seconds(1800);
  CHECK(judged_spans(spec, e) == std::vector<IntervalSpan>{{0, 2, false}, {2, 4, false}});
  Tally tally = empty_tally(spec);
  tally.queue(2, 0, 0).answered = tally.queue(2, 0, 0).answered_in_time = 5;
  const PromiseFigures figures = promise_figures(spec, tally, e);
  CHECK(figures.each == std::vector<Figure>{Figure::none(), {5, 5}});
}

TEST_CASE("Time to restore counts from the named event, else from the first fault") {
  CentreSpec spec = two_queue_centre();
  EventSpec more;
  more.name = "more calls";
  EventSpec outage;
  outage.name = "outage";
  outage.kind = EventKind::outage;
  outage.from = Time::after_start(Duration::whole_seconds(600));
  spec.events = {more, outage};
  Tally tally = empty_tally(spec);
  tally.queue(2, 0, 0).answered = tally.queue(2, 0, 0).answered_in_time = 5;
  Expectation e = mean_at_least(0);
  e.metric = Metric::time_to_restore_service_level;
  CHECK(promise_figures(spec, tally, e).each[0].value() == 1200.0);
  e.after_event = "more calls";
  CHECK(promise_figures(spec, tally, e).each[0].value() == 1800.0);
}

TEST_CASE("With the truth on the threshold, false decisions stay at or below 5 % over all looks") {
  constexpr std::size_t studies = 1000;
  const std::size_t means = decided_on_threshold(mean_at_least(0.8), 200, studies, [](RandomStream& stream) {
    return Figure::number(normal(stream, 0.8, 0.1));
  });
  // Ratios whose calls vary with the level: pooled truth 0.8 - 0.5 x 0.1^2.
  const std::size_t ratios =
      decided_on_threshold(mean_at_least(0.795), 200, studies, [](RandomStream& stream) {
        const double g = normal(stream, 1, 0.1);
        return Figure{1000 * g * (0.8 - 0.5 * (g - 1)), 1000 * g};
      });
  Expectation share = mean_at_least(0.8);
  share.quantifier = Quantifier::share_of_days;
  share.share_of_days = 0.8;
  const std::size_t shares = decided_on_threshold(share, 200, studies, [](RandomStream& stream) {
    return Figure::number(stream.uniform() < 0.8 ? 1.0 : 0.0);
  });
  Expectation quantile = mean_at_least(0.95);
  quantile.comparison = Comparison::less_equal;
  quantile.quantifier = Quantifier::quantile;
  quantile.quantile = 0.95;
  const std::size_t quantiles = decided_on_threshold(
      quantile, 200, studies, [](RandomStream& stream) { return Figure::number(stream.uniform()); });
  CAPTURE(means, ratios, shares, quantiles);
  CHECK(rate_is_not_above(means, studies, 0.05));
  CHECK(rate_is_not_above(ratios, studies, 0.05));
  CHECK(rate_is_not_above(shares, studies, 0.05));
  CHECK(rate_is_not_above(quantiles, studies, 0.05));
  CHECK(means > 0);
}

TEST_CASE("Dropped calls are counted where they were cut") {
  const CentreSpec spec = two_queue_centre();
  Tally tally = empty_tally(spec);
  tally.queue(0, 0, 0).dropped_ivr = 3;
  tally.queue(1, 0, 1).dropped_queue = 5;
  tally.queue(1, 1, 1).dropped_talk = 7;
  const IntervalSpan day = whole_day(spec);
  const auto value = [&](Metric metric, const Scope& scope) {
    return figure(spec, tally, metric, scope, day).value();
  };
  CHECK(value(Metric::dropped_in_ivr, {}) == 3.0);
  CHECK(value(Metric::dropped_in_queue, {}) == 5.0);
  CHECK(value(Metric::dropped_in_talk, {}) == 7.0);
  CHECK(value(Metric::dropped_calls, {}) == 15.0);
  CHECK(value(Metric::dropped_in_ivr, {{}, PlatformId(1), {}}) == 0.0);
  CHECK(value(Metric::dropped_in_talk, {QueueId(1), PlatformId(1), {}}) == 7.0);
  CHECK(value(Metric::dropped_in_talk, {QueueId(0), {}, {}}) == 0.0);
  CHECK_FALSE(value(Metric::callbacks_lost, {}));
}

TEST_CASE("What has no figure says why it is not judged") {
  Expectation e;
  e.comparison = Comparison::less_equal;
  const std::vector<PromiseFigures> nothing{{{Figure::none()}}, {{Figure::none()}}};
  e.metric = Metric::callbacks_lost;
  CHECK(judge(e, nothing, 0.05).verdict == Verdict::undecided);
  CHECK(judge(e, nothing, 0.05).note == "not simulated yet");
  e.metric = Metric::time_to_accept_calls;
  e.quantifier = Quantifier::quantile;
  e.quantile = 0.95;
  CHECK(judge(e, nothing, 0.05).note == "nothing to judge: the fault changes nothing on any day");
  e.metric = Metric::trunks_peak;
  e.of_limit = true;
  CHECK(judge(e, nothing, 0.05).note == "nothing to judge: the limit is not in force in the window");
}

TEST_CASE("A time to accept calls is judged on days and never averaged") {
  Expectation e;
  e.metric = Metric::time_to_accept_calls;
  e.quantifier = Quantifier::quantile;
  e.quantile = 0.95;
  e.comparison = Comparison::less_equal;
  e.value = 900;
  std::vector<double> days = repeated(200, 780);
  CHECK(judge(e, days_of(days), 0.05).verdict == Verdict::pass);
  for (std::size_t k = 0; k < 40; ++k) days[k] = infinity;
  const Judgement never = judge(e, days_of(days), 0.05);
  CHECK(never.verdict == Verdict::fail);
  CHECK(never.unit == Unit::seconds);
  e.quantifier = Quantifier::mean;
  CHECK(judge(e, days_of(days), 0.05).found.value == 780.0);
  CHECK(judge(e, days_of(days), 0.05).note == "judged by the median: never is not averaged");
}

TEST_CASE("a hairline undecided is on target within the indifference") {
  Expectation e = mean_at_least(0.80);
  std::vector<double> values;
  for (int k = 0; k < 40; ++k) values.push_back(k % 2 == 0 ? 0.797 : 0.8035);  // 0.80025 +- 0.001
  const auto days = days_of(values);
  CHECK(judge(e, days, 0.05).verdict == Verdict::undecided);
  e.indifference = 0.01;
  CHECK(judge(e, days, 0.05).verdict == Verdict::on_target);
  CHECK(std::string(to_string(Verdict::on_target)) == "ON TARGET");
  e.indifference = 0.0005;  // the range is wider than that
  CHECK(judge(e, days, 0.05).verdict == Verdict::undecided);
}

TEST_CASE("the indifference neither mends a failure nor hides a pass") {
  Expectation e = mean_at_least(0.80);
  e.indifference = 0.05;
  std::vector<double> low, high;
  for (int k = 0; k < 40; ++k) {
    low.push_back(k % 2 == 0 ? 0.780 : 0.782);
    high.push_back(k % 2 == 0 ? 0.820 : 0.822);
  }
  CHECK(judge(e, days_of(low), 0.05).verdict == Verdict::fail);
  CHECK(judge(e, days_of(high), 0.05).verdict == Verdict::pass);
}

TEST_CASE("in every interval the worst word counts, on target between pass and undecided") {
  Expectation e = mean_at_least(0.80);
  e.every = Duration::whole_seconds(1800);
  e.indifference = 0.01;
  std::vector<PromiseFigures> days;
  for (int k = 0; k < 40; ++k) {
    const double near = k % 2 == 0 ? 0.797 : 0.8035;
    days.push_back({{Figure::number(0.9 + 0.001 * (k % 2)), Figure::number(near)}});
  }
  CHECK(judge(e, days, 0.05).verdict == Verdict::on_target);
  for (PromiseFigures& day : days) day.each.push_back(Figure::number(day.each[1].top - 0.1));
  CHECK(judge(e, days, 0.05).verdict == Verdict::fail);
}
