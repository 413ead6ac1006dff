#include "analysis/tidy.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "tests/analysis/centres.hpp"
#include "tests/analysis/synthetic.hpp"

using namespace switchover;

TEST_CASE("The fold gives the pooled ratio and nearly the jackknife's range") {
  TidyFold fold(2);
  std::vector<Figure> ratios;
  RandomStream stream = synthetic::luck(31, 0);
  for (int day = 0; day < 50; ++day) {
    const double g = synthetic::normal(stream, 1, 0.1);
    ratios.push_back({800 * g * g, 1000 * g});
    fold.add({ratios.back(), day % 2 == 0 ? Figure::number(3) : Figure::none()});
  }
  const Estimate by_fold = fold.estimate(0, 0.95);
  const Estimate by_jackknife = estimate_mean(ratios, 0.95);
  CHECK(*by_fold.value == Approx(*by_jackknife.value));
  CHECK(*by_fold.half_width() == Approx(*by_jackknife.half_width()).epsilon(0.05));
  const Estimate constant = fold.estimate(1, 0.95);
  CHECK(constant.n == 25);
  CHECK(*constant.range == Range{3, 3});
  CHECK_FALSE(TidyFold(1).estimate(0, 0.95).value);
}

TEST_CASE("Every metric is asked only of scopes that it has, once each") {
  const CentreSpec spec = synthetic::two_queue_centre();
  const IntervalSpan day = whole_day(spec);
  const auto asks = tidy_asks(spec, day);
  std::set<std::tuple<int, std::size_t, std::size_t, std::size_t, std::size_t, std::size_t>> seen;
  for (const Ask& a : asks) {
    const bool fresh =
        seen.insert({static_cast<int>(a.metric), a.scope.queue.index(), a.scope.platform.index(),
                     a.scope.group.index(), a.span.first, a.span.last})
            .second;
    CHECK(fresh);
    if (a.metric == Metric::never_served) CHECK(a.scope.platform.is_none());
    if (a.metric == Metric::occupancy) CHECK(a.scope.queue.is_none());
    if (a.metric == Metric::trunks_peak) CHECK_FALSE(a.scope.platform.is_none());
    if (a.metric == Metric::wait_p90) CHECK(a.span == day);
    CHECK_FALSE(may_be_endless(a.metric));
    CHECK(a.metric != Metric::callbacks_lost);
  }
  CHECK(seen.size() == asks.size());
}

TEST_CASE("Rows carry metric, scope and wall clock") {
  const CentreSpec spec = synthetic::two_queue_centre();
  Tally tally = synthetic::empty_tally(spec);
  tally.queue(1, 0, 0).answered = 10;
  tally.queue(1, 0, 0).answered_in_time = 8;
  DayQuestions questions;
  questions.tidy = tidy_asks(spec, whole_day(spec));
  TidyFold fold(questions.tidy.size());
  fold.add(record_day(spec, tally, questions).tidy);
  const auto rows = tidy_rows(centres::scenario_of(spec, 1), spec, questions.tidy, fold, 0.95);
  bool found = false;
  for (const TidyRow& row : rows) {
    if (std::string(row.metric) != "service_level" || row.scope != "billing" ||
        row.from_text != "2026-03-02T08:15:00")
      continue;
    found = true;
    CHECK(row.scope_kind == "queue");
    CHECK(*row.value.value == Approx(0.8));
    CHECK((row.to - row.from) == Duration::whole_seconds(900));
  }
  CHECK(found);
}
