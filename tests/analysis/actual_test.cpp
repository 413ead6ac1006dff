#include "analysis/actual.hpp"

#include <catch2/catch.hpp>

#include "analysis/replication.hpp"
#include "tests/analysis/centres.hpp"
#include "tests/analysis/synthetic.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {

// What a day of `spec` would have looked like in an interval report.
ActualTable report_of(const CentreSpec& spec, std::uint32_t replication) {
  const Tally tally = replicate(spec, 1234, replication);
  ActualTable table;
  for (std::size_t i = 0; i < interval_count(spec); ++i) {
    const QueueCell& c = tally.queue(i, 0, 0);
    ActualRow row;
    row.at = Time::after_start(spec.interval * static_cast<std::int64_t>(i));
    row.length = spec.interval;
    row.queue = "sales";
    row.offered = static_cast<double>(c.offered);
    row.answered = static_cast<double>(c.answered);
    row.abandoned = static_cast<double>(c.abandoned);
    row.answered_in_time = static_cast<double>(c.answered_in_time);
    row.wait_answered_s = static_cast<double>(c.wait_answered_us) * 1e-6;  // a sum, as in the reports
    if (c.handled > 0)
      row.aht_s = static_cast<double>(c.talk_us + c.wrap_us) * 1e-6 / static_cast<double>(c.handled);
    table.rows.push_back(row);
  }
  return table;
}

ActualComparison compared(const CentreSpec& model, const ActualTable& actual, std::uint32_t runs) {
  const auto questions = actual_questions(model, actual);
  std::vector<Ask> asks;
  for (const ActualQuestion& q : questions) asks.push_back(q.ask);
  RunCost cost;
  Workshop workshop;
  workshop.seed = 77;
  workshop.workers = 2;
  const Panel panel = run_panel(model, asks, {workshop, cost, runs}, "predict");
  return compare_with_actual(scenario_of(model, runs), model, actual, questions, panel);
}

}  // namespace

TEST_CASE("A prediction band lies between order statistics") {
  std::vector<double> values;
  for (int i = 1; i <= 199; ++i) values.push_back(i);
  const auto band = prediction_band(values, 0.95);
  REQUIRE(band);
  CHECK(band->low == 5);
  CHECK(band->high == 195);
  CHECK(*prediction_band({3, 1}, 0.95) == Range{1, 3});
  CHECK_FALSE(prediction_band({3}, 0.95));
  // The next value of the same law falls inside with probability 0.95 exactly.
  std::size_t inside = 0;
  constexpr std::size_t trials = 2000;
  for (std::size_t k = 0; k < trials; ++k) {
    RandomStream stream = synthetic::luck(21, k);
    std::vector<double> past;
    for (int i = 0; i < 39; ++i) past.push_back(synthetic::normal(stream, 0, 1));
    const double next = synthetic::normal(stream, 0, 1);
    const Range b = *prediction_band(past, 0.95);
    inside += b.low <= next && next <= b.high ? 1U : 0U;
  }
  CHECK(synthetic::rate_is_not_below(inside, trials, 0.95));
  CHECK(inside < trials * 97 / 100);
}

TEST_CASE("Days of the model itself fall into its bands") {
  const CentreSpec model = one_queue(300, 18);
  std::size_t inside = 0;
  std::size_t all = 0;
  for (std::uint32_t day = 0; day < 5; ++day) {
    const ActualComparison c = compared(model, report_of(model, day), 199);
    for (const ActualSummary& s : c.summary) {
      inside += s.inside;
      all += s.intervals;
      CHECK(s.coverage.value);
    }
  }
  CAPTURE(inside, all);
  CHECK(all > 300);
  // Figures and intervals of one day lean on each other, so this is not a binomial; the margin is for that.
  CHECK(static_cast<double>(inside) >= 0.90 * static_cast<double>(all));
}

TEST_CASE("Where model and day part is said, and the bias has its sign") {
  const CentreSpec model = one_queue(300, 18);
  CentreSpec world = model;
  world.events = {more_calls(1.0, 120)};  // twice the calls in the second half of the day
  const ActualComparison c = compared(model, report_of(world, 0), 99);
  const auto summary_of = [&](const std::string& metric) {
    for (const ActualSummary& s : c.summary) {
      if (s.metric == metric) return s;
    }
    FAIL("no " << metric);
    return ActualSummary{};
  };
  const ActualSummary offered = summary_of("offered");
  CHECK(offered.intervals == 16);
  CHECK(offered.inside < 10);
  CHECK(*offered.bias < -300);
  CHECK(offered.parts_at.find("10:00 - 12:00 predicted too low") == 0);
  CHECK(*summary_of("abandon_rate_raw").bias < 0);
  CHECK(*summary_of("service_level_1").bias > 0);
  CHECK(*summary_of("aht").actual == Approx(180).epsilon(0.2));
}

TEST_CASE("Ratios of the day are weighted by the calls behind them") {
  const CentreSpec model = one_queue(300, 30, 1);
  ActualTable actual;
  for (int i = 0; i < 2; ++i) {
    ActualRow row;
    row.at = at_minute(15 * i);
    row.length = Duration::whole_seconds(900);
    row.queue = "sales";
    row.offered = i == 0 ? 10 : 90;
    row.abandoned = i == 0 ? 5 : 0;
    actual.rows.push_back(row);
  }
  actual.rows.push_back(actual.rows[0]);
  actual.rows.back().queue = "unknown";
  const ActualComparison c = compared(model, actual, 10);
  CHECK(c.rows.size() == 4);  // the unknown queue is left out
  for (const ActualSummary& s : c.summary) {
    if (s.metric == "abandon_rate_raw") CHECK(*s.actual == Approx(0.05));
    if (s.metric == "offered") CHECK(*s.actual == Approx(100));
  }
  CHECK(c.note.find("below 39 runs") != std::string::npos);
}
