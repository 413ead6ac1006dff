#include "analysis/headline.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {
constexpr double infinity = std::numeric_limits<double>::infinity();
std::vector<Figure> numbers(const std::vector<double>& values) {
  std::vector<Figure> figures;
  for (const double v : values) figures.push_back(Figure::number(v));
  return figures;
}
}  // namespace

TEST_CASE("A row has the average with its precision, the bad day and the paired change") {
  const CentreSpec spec = one_queue(300, 20);
  const std::vector<HeadlineAsk> asks{
      {{Metric::service_level, {QueueId(0), {}, {}}, whole_day(spec), {}}, "level", false},
      {{Metric::never_served, {}, whole_day(spec), {}}, "people", false}};
  std::vector<double> level, people, twin_level, twin_people;
  for (int i = 1; i <= 20; ++i) {
    level.push_back(0.02 * i);
    people.push_back(10 * i);
    twin_level.push_back(0.02 * i + 0.3);
    twin_people.push_back(10 * i - 7);
  }
  const auto rows = headline_rows(spec, asks, {numbers(level), numbers(people)},
                                  {numbers(twin_level), numbers(twin_people)});
  REQUIRE(rows.size() == 2);
  CHECK(*rows[0].value.value == Approx(0.21));
  CHECK(*rows[0].bad_day == Approx(0.04));  // 1 in 10 is worse: lower for a level ...
  CHECK(*rows[1].bad_day == Approx(180));   // ... higher for people lost
  CHECK(*rows[0].twin == Approx(0.51));
  CHECK(*rows[0].impact.value == Approx(-0.3));
  CHECK(*rows[0].impact.half_width() ==
        Approx(0).margin(1e-9));  // the same callers: the change is known exactly
  CHECK(*rows[1].impact.value == Approx(7));
  CHECK(rows[0].value.half_width());
  CHECK(headline_rows(spec, asks, {numbers(level), numbers(people)}, {})[0].twin == std::nullopt);
}

TEST_CASE("Ranges stay possible") {
  const CentreSpec spec = one_queue(300, 20);
  const std::vector<HeadlineAsk> asks{{{Metric::service_level, {}, whole_day(spec), {}}, "level", false}};
  const auto rows = headline_rows(spec, asks, {numbers({1, 1, 0.9, 1})}, {});
  CHECK(rows[0].value.range->high == 1);
}

TEST_CASE("What never happens is left out, and SL-6 with it") {
  const CentreSpec spec = one_queue(300, 20);
  const auto asks = headline_asks(spec, whole_day(spec));
  Panel quiet;
  Panel broken;
  for (const HeadlineAsk& h : asks) {
    const bool loss = h.ask.metric == Metric::failed_calls;
    quiet.push_back(numbers({h.only_if_it_happens ? 0.0 : 0.5, h.only_if_it_happens ? 0.0 : 0.6}));
    broken.push_back(loss ? numbers({3, 4}) : quiet.back());
  }
  const auto has = [](const std::vector<HeadlineRow>& rows, Metric metric) {
    return std::any_of(rows.begin(), rows.end(), [&](const HeadlineRow& r) { return r.metric == metric; });
  };
  const auto without = headline_rows(spec, asks, quiet, {});
  CHECK_FALSE(has(without, Metric::blocked_calls));
  CHECK_FALSE(has(without, Metric::failed_calls));
  CHECK_FALSE(has(without, Metric::service_level_6));
  const auto with = headline_rows(spec, asks, broken, {});
  CHECK(has(with, Metric::failed_calls));
  CHECK(has(with, Metric::service_level_6));
  CHECK_FALSE(has(with, Metric::time_to_restore_service_level));
}

TEST_CASE("Nothing is restored after the moment of a fault that strikes at random") {
  CentreSpec spec = one_queue(300, 20);
  EventSpec fault;
  fault.kind = EventKind::fault;
  fault.name = "crash";
  spec.events = {fault};
  const auto restores = [&](const std::vector<std::string>& random) {
    const auto asks = headline_asks(spec, whole_day(spec), random);
    return std::count_if(asks.begin(), asks.end(), [](const HeadlineAsk& h) {
      return h.ask.metric == Metric::time_to_restore_service_level;
    });
  };
  CHECK(restores({}) > 0);
  CHECK(restores({"crash"}) == 0);
  spec.events.push_back(fault);
  spec.events.back().name = "dated";
  CHECK(restores({"crash"}) > 0);
}

TEST_CASE("Time to restore is a median, its change is day by day, and never stays never") {
  CentreSpec spec = one_queue(300, 20);
  spec.events = {outage(60, 90)};
  const auto asks = headline_asks(spec, whole_day(spec));
  REQUIRE(asks.back().ask.metric == Metric::time_to_restore_service_level);
  CHECK(asks.back().ask.after == at_minute(60));
  const std::vector<HeadlineAsk> only{asks.back()};
  const auto rows = headline_rows(spec, only, {numbers({600, 1200, infinity})}, {numbers({0, 900, 300})});
  CHECK(*rows[0].value.value == 1200);
  CHECK(*rows[0].twin == 300);
  CHECK(*rows[0].impact.value == 600);
  const auto lost = headline_rows(spec, only, {numbers({600, infinity, infinity})}, {numbers({0, 900, 300})});
  CHECK(*lost[0].value.value == infinity);
}
