#include "honesty.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "analysis/control_variates.hpp"
#include "models/centre/plan.hpp"
#include "tests/analysis/centres.hpp"
#include "tests/analysis/synthetic.hpp"

namespace switchover {

DayFigures day_figures(const CentrePlan& plan, const Tally& tally, const Rows& rows, double window_s) {
  const QueueSums q = queue_sums(tally, 0, rows);
  const PeopleSums people = people_sums(tally, 0, rows);
  DayFigures day;
  day.service_level = {q.in_time, q.offered};
  day.abandonment = {q.abandoned, q.offered};
  day.wait_s = {q.wait_all_s, q.offered};
  day.queue_length = Figure::number(q.queue_time_s / window_s);
  day.never_served = {people.people - people.served, people.people};
  day.controls = controls_of(plan, tally);
  return day;
}

Days::Days(const CentreSpec& spec, const Rows& rows)
    : plan_(make_plan(spec)),
      centre_(plan_),
      rows_(rows),
      window_s_(static_cast<double>(rows.last - rows.first) * spec.interval.in_seconds()) {}

DayFigures Days::one(std::uint64_t seed, std::uint32_t replication) {
  return day_figures(*plan_, centre_.run(seed, replication), rows_, window_s_);
}

std::vector<DayFigures> Days::draw(std::uint64_t seed, std::uint32_t first, std::uint32_t last) {
  std::vector<DayFigures> days;
  days.reserve(last - first);
  for (std::uint32_t r = first; r < last; ++r) days.push_back(one(seed, r));
  return days;
}

std::vector<Figure> column(const std::vector<DayFigures>& days, Figure DayFigures::*what) {
  std::vector<Figure> figures;
  figures.reserve(days.size());
  for (const DayFigures& day : days) figures.push_back(day.*what);
  return figures;
}

CentreSpec steady_centre(int agents) {
  static const Scenario scenario = scenario_of_file("small_centre");
  CentreSpec spec = scenario.centre;
  spec.groups.front().counted = {{Time{}, static_cast<double>(agents)}};
  return spec;
}

Rows steady_rows() { return measured_rows(scenario_of_file("small_centre")); }

CentreSpec hard_centre(int agents, double calls_per_hour) {
  CentreSpec spec = centres::one_queue(calls_per_hour, agents, 2);
  spec.day_cv = 0.1;
  spec.demand.front().interval_cv = 0.1;
  spec.queues.front().talk = Distribution::lognormal(180, 0.8);
  spec.queues.front().callers.after_abandon = {0.5, Distribution::exponential(300)};
  spec.events = {centres::outage(60, 70)};
  return spec;
}

Rows whole_rows(const CentreSpec& spec) {
  const std::int64_t interval = spec.interval.count_us();
  return {0, static_cast<std::size_t>((spec.length.count_us() + interval - 1) / interval) + 1};
}

bool holds(const Estimate& estimate, double truth) {
  return estimate.range && estimate.range->low <= truth && truth <= estimate.range->high;
}

namespace {

std::string rate_line(const std::string& what, std::size_t hits, std::size_t n) {
  return fmt::format("{}: {} of {} ({:.1f} %)", what, hits, n,
                     100 * static_cast<double>(hits) / static_cast<double>(n));
}

}  // namespace

void check_coverage(const std::string& what, std::size_t covered, std::size_t n, double nominal) {
  const std::string line = rate_line(what, covered, n);
  fmt::print("{}\n", line);
  INFO(line);
  CHECK(synthetic::rate_is_not_below(covered, n, nominal));
}

void check_false_rate(const std::string& what, std::size_t wrong, std::size_t n, double nominal) {
  const std::string line = rate_line(what, wrong, n);
  fmt::print("{}\n", line);
  INFO(line);
  CHECK(synthetic::rate_is_not_above(wrong, n, nominal));
}

}  // namespace switchover
