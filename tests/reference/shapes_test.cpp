// The three shapes that no spreadsheet shows, from the scenarios of the library: the retry storm, the sign-in
// ramp, the split pool. Each is compared with small throw-away models of the same centre (40 runs of one
// queue), which are smoke tests of shape, not truth: the bands below are wide where their definitions differ
// from ours.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/experiment.hpp"
#include "analysis/figures.hpp"
#include "analysis/staging.hpp"
#include "analysis/variant.hpp"
#include "scenarios/scenario.hpp"

using namespace switchover;

namespace {

constexpr std::uint32_t runs = 100;

struct Days {
  std::vector<Figure> attempts, people, failed, abandoned, never_served, restore_minutes, service_level;
};

Scenario library(const std::string& name, const std::vector<std::string>& settings) {
  auto read = read_scenario(SWITCHOVER_SOURCE_DIR "/scenarios/library/" + name + "/scenario.toml", settings);
  if (!read.ok()) {
    for (const Problem& p : read.problems()) UNSCOPED_INFO(to_string(p));
  }
  REQUIRE(read.ok());
  return read.value();
}

Time first_fault(const CentreSpec& spec) {
  for (const EventSpec& event : spec.events)
    if (event.kind == EventKind::fault) return event.from;
  return Time{};
}

Days measure(const CentreSpec& asked, const CentreSpec& played, std::uint64_t seed) {
  struct Day {
    Figure of[7];
  };
  RunCost cost;
  Workshop workshop;
  workshop.seed = seed;
  workshop.workers = 2;
  const Time after = first_fault(asked);
  const std::function<Day(const Tally&)> ask = [&](const Tally& tally) {
    const IntervalSpan day = whole_day(asked);
    const auto of = [&](Metric m) { return figure(asked, tally, m, Scope{}, day, after); };
    const double restore = *of(Metric::time_to_restore_service_level).value();
    return Day{{of(Metric::attempts), of(Metric::people), of(Metric::failed_calls), of(Metric::abandoned),
                of(Metric::never_served), Figure::number(restore / 60), of(Metric::service_level_1)}};
  };
  Days days;
  for (const Day& day : reduce_replications<Day>(make_plan(played), 0, runs, workshop, "", ask, cost)) {
    days.attempts.push_back(day.of[0]);
    days.people.push_back(day.of[1]);
    days.failed.push_back(day.of[2]);
    days.abandoned.push_back(day.of[3]);
    days.never_served.push_back(day.of[4]);
    days.restore_minutes.push_back(day.of[5]);
    days.service_level.push_back(day.of[6]);
  }
  return days;
}

struct Case {
  std::string name;
  Days day, twin;
  double mean(const std::vector<Figure>& figures) const { return *estimate_mean(figures, 0.95).value; }
  // Minutes from the loss until service is back, beyond what the same day shows without the fault: the median
  // of the days, because service may not come back at all.
  Estimate restore() const {
    std::vector<double> minutes;
    for (std::size_t r = 0; r < day.restore_minutes.size(); ++r)
      minutes.push_back(day.restore_minutes[r].top - std::min(twin.restore_minutes[r].top, 240.0));
    return estimate_quantile(minutes, 0.5, 0.95);
  }
};

Case play(const std::string& title, const std::string& name, const std::vector<std::string>& settings) {
  const Scenario scenario = library(name, settings);
  Staging staging(scenario.seed, runs);
  Case c;
  c.name = title;
  c.day = measure(scenario.centre, staging.staged(scenario.centre, scenario.estate), scenario.seed);
  c.twin = measure(scenario.centre, twin_of(scenario.centre), scenario.seed);
  const Estimate attempts = estimate_mean(c.day.attempts, 0.95);
  const Estimate restore = c.restore();
  WARN(fmt::format(
      "{:28} attempts {:5.0f} +-{:3.0f}  people {:5.0f}  failed {:5.0f}  abandoned {:4.0f}  "
      "never served {:4.0f}  answered in time {:4.1f} %  restored after {:4.0f} min [{:.0f} - {:.0f}]",
      title, *attempts.value, *attempts.half_width(), c.mean(c.day.people), c.mean(c.day.failed),
      c.mean(c.day.abandoned), c.mean(c.day.never_served), 100 * c.mean(c.day.service_level), *restore.value,
      restore.range->low, restore.range->high));
  return c;
}

bool surely_less(const std::vector<Figure>& a, const std::vector<Figure>& b) {
  const Estimate difference = estimate_difference(a, b, 0.99);
  return difference.range && difference.range->high < 0;
}

// Minutes without service, of the three hours that are left: a number also for days on which it never comes
// back.
std::vector<Figure> without_service(const Case& c) {
  std::vector<Figure> minutes = c.day.restore_minutes;
  for (Figure& m : minutes) m.top = std::min(m.top, 180.0);
  return minutes;
}

const std::vector<std::string> nobody_redials = {
    "callers.redial_after_abandon=\"never\"", "callers.redial_after_busy=\"never\"",
    "callers.redial_after_drop=\"never\"", "callers.redial_after_failure=\"never\""};

}  // namespace

TEST_CASE("the retry storm outlasts the outage") {
  const Case quiet = play("nobody redials", "retry-storm", nobody_redials);
  const Case storm = play("70 % redial after 5 min", "retry-storm", {});
  // Half an hour of 1,080 calls an hour: 540 attempts fail when nobody redials.
  CHECK(std::abs(quiet.mean(quiet.day.failed) - 540) < 4 * std::sqrt(540.0 / runs));
  CHECK(surely_less(quiet.day.attempts, storm.day.attempts));
  CHECK(surely_less(quiet.day.failed, storm.day.failed));
  CHECK(quiet.restore().range->high < storm.restore().range->low);
  // The people are the same; their attempts are not.
  CHECK(quiet.mean(quiet.day.people) == storm.mean(storm.day.people));
  // The throw-away model: 4,302 -> 5,413 attempts, 540 -> 1,371 failed, 2 -> 42 minutes.
  CHECK(storm.mean(storm.day.attempts) / quiet.mean(quiet.day.attempts) ==
        Approx(5413.0 / 4302).margin(0.08));
  CHECK(storm.mean(storm.day.failed) == Approx(1371).epsilon(0.08));
  // There the minutes count from the repair, half an hour after the loss; an answer here is a multiple of 15.
  CHECK(*quiet.restore().value <= 45);
  CHECK(*storm.restore().value >= 60);
  CHECK(*storm.restore().value <= 90);
}

TEST_CASE("service comes back later when agents sign in on a ramp") {
  const Case at_once = play("all back at once", "retry-storm", {});
  const Case five = play("sign-in over 5 min", "sign-in-ramp", {"sign_in.rate=\"20 per minute\""});
  const Case fifteen = play("sign-in over 15 min", "sign-in-ramp", {});
  CHECK(surely_less(at_once.day.abandoned, five.day.abandoned));
  CHECK(surely_less(five.day.abandoned, fifteen.day.abandoned));
  CHECK(surely_less(without_service(five), without_service(fifteen)));
  CHECK(*five.restore().value >= *at_once.restore().value);
  // The throw-away model: 42, 46, 65 minutes.
  CHECK(*fifteen.restore().value >= 75);
  CHECK(*fifteen.restore().value <= 105);
}

TEST_CASE("a split pool misses the promise that the whole pool keeps, and dual agents give it back") {
  const auto level = [](const std::string& title, const std::string& name,
                        const std::vector<std::string>& settings) {
    const Scenario scenario = library(name, settings);
    const Days days = measure(scenario.centre, scenario.centre, scenario.seed);
    const Estimate e = estimate_mean(days.service_level, 0.95);
    WARN(fmt::format("{:28} answered in 20 s {:4.1f} % [{:4.1f} - {:4.1f}]", title, 100 * *e.value,
                     100 * e.range->low, 100 * e.range->high));
    return days.service_level;
  };
  const auto whole = level("98 agents, one pool", "split-90-10", {"event=[]"});
  const auto ninety = level("90/10", "split-90-10", {});
  const auto halves = level("50/50", "split-50-50", {});
  const auto dual = level("50/50, 70 % dual-enabled", "split-50-50-dual", {});
  CHECK(surely_less(ninety, whole));
  CHECK(surely_less(halves, ninety));
  CHECK(surely_less(halves, dual));
  // Erlang C: 82.0, 74.5 and 65.2 %. A day begins empty, so that it lies a little above.
  CHECK(*estimate_mean(whole, 0.95).value == Approx(0.820).margin(0.04));
  CHECK(*estimate_mean(ninety, 0.95).value == Approx(0.745).margin(0.04));
  CHECK(*estimate_mean(halves, 0.95).value == Approx(0.652).margin(0.05));
  // Seven in ten who work on both sides give most of the lost pool back.
  const double lost = *estimate_mean(whole, 0.95).value - *estimate_mean(halves, 0.95).value;
  const double back = *estimate_mean(dual, 0.95).value - *estimate_mean(halves, 0.95).value;
  CHECK(back > 0.6 * lost);
}
