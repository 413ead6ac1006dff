// Do the ranges of compared plans hold the truth as often as they say? 300 studies each, on the real engine.
// Truths are exact (Erlang A) or a reference of so many days that its own error is below a tenth of a
// study's.
#include "honesty.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/comparing.hpp"
#include "analysis/control_variates.hpp"
#include "analysis/theory/erlang.hpp"

using namespace switchover;

namespace {

constexpr std::size_t studies = 300;
constexpr std::uint32_t reference_days = 30'000;

struct Truth {
  double service_level, abandonment, wait_s, queue_length;
};
Truth exact(int agents) {
  // small_centre.toml: 67.5 calls an hour, talk and patience 240 s, answered within 20 s.
  const auto q = erlang_a(agents, 67.5 * 240 / 3600, 240, 240, 20);
  REQUIRE(q);
  return {q->answered_within_target, q->abandon_probability, q->mean_wait_s, q->mean_queue_length};
}

double pooled(const std::vector<Figure>& figures) {
  double top = 0, bottom = 0;
  for (const Figure& f : figures) {
    top += f.top;
    bottom += f.bottom;
  }
  return top / bottom;
}

std::vector<double> values_of(const std::vector<Figure>& figures) {
  std::vector<double> values;
  for (const Figure& f : figures) values.push_back(f.value().value());
  return values;
}

}  // namespace

TEST_CASE("Paired differences of two plans hold the exact difference as often as they say") {
  const Truth five = exact(5), six = exact(6);
  Days with_five(steady_centre(5), steady_rows());
  Days with_six(steady_centre(6), steady_rows());
  std::size_t level = 0, abandonment = 0, wait = 0, length = 0, controlled = 0;
  constexpr std::uint32_t days = 20;
  for (std::size_t study = 0; study < studies; ++study) {
    const auto a = with_six.draw(21'000 + study, 0, days);
    const auto b = with_five.draw(21'000 + study, 0, days);
    const auto difference = [&](Figure DayFigures::*what) {
      return paired_test(column(a, what), column(b, what), 0.95).difference;
    };
    level += holds(difference(&DayFigures::service_level), six.service_level - five.service_level);
    abandonment += holds(difference(&DayFigures::abandonment), six.abandonment - five.abandonment);
    wait += holds(difference(&DayFigures::wait_s), six.wait_s - five.wait_s);
    length += holds(difference(&DayFigures::queue_length), six.queue_length - five.queue_length);
    std::vector<double> differences = pseudo_values(column(a, &DayFigures::wait_s));
    const std::vector<double> of_b = pseudo_values(column(b, &DayFigures::wait_s));
    std::vector<std::vector<double>> controls;
    for (std::uint32_t r = 0; r < days; ++r) {
      differences[r] -= of_b[r];
      controls.push_back(b[r].controls);
    }
    controlled += holds(controlled_mean(differences, controls, 0.95).estimate, six.wait_s - five.wait_s);
  }
  check_coverage("paired difference of service level, Erlang A", level, studies);
  check_coverage("paired difference of abandonment, Erlang A", abandonment, studies);
  check_coverage("paired difference of the mean wait, Erlang A", wait, studies);
  check_coverage("paired difference of the queue's length, Erlang A", length, studies);
  check_coverage("paired difference of the mean wait with control variates, Erlang A", controlled, studies);
}

TEST_CASE("Ratios by jackknife hold the exact ratio as often as they say") {
  const Truth truth = exact(5);
  Days days_of(steady_centre(5), steady_rows());
  std::size_t level = 0, abandonment = 0, wait = 0;
  for (std::size_t study = 0; study < studies; ++study) {
    const auto days = days_of.draw(22'000 + study, 0, 20);
    level += holds(estimate_mean(column(days, &DayFigures::service_level), 0.95), truth.service_level);
    abandonment += holds(estimate_mean(column(days, &DayFigures::abandonment), 0.95), truth.abandonment);
    wait += holds(estimate_mean(column(days, &DayFigures::wait_s), 0.95), truth.wait_s);
  }
  check_coverage("service level by jackknife, Erlang A", level, studies);
  check_coverage("abandonment by jackknife, Erlang A", abandonment, studies);
  check_coverage("mean wait by jackknife, Erlang A", wait, studies);
}

TEST_CASE("On hard days ranges hold what very many days say: ratios, differences, P90, chances") {
  const CentreSpec five = hard_centre(5), six = hard_centre(6);
  Days with_five(five, whole_rows(five));
  Days with_six(six, whole_rows(six));
  const auto many = with_five.draw(1, 0, reference_days);
  const auto many_six = with_six.draw(1, 0, reference_days);
  const double level = pooled(column(many, &DayFigures::service_level));
  const double lost = pooled(column(many, &DayFigures::never_served));
  const double level_gained = pooled(column(many_six, &DayFigures::service_level)) - level;
  const double lost_less = pooled(column(many_six, &DayFigures::never_served)) - lost;
  std::vector<double> waits = values_of(column(many, &DayFigures::wait_s));
  std::sort(waits.begin(), waits.end());
  const auto wait_at = [&](double share) {
    return waits[static_cast<std::size_t>(share * static_cast<double>(waits.size()))];
  };
  const double p90 = wait_at(0.9), rare = wait_at(0.97), common = wait_at(0.75);
  const auto chance_of_month = [](double day, std::size_t allowed) {
    return binomial_more_than(allowed, 21, day);
  };
  std::size_t level_held = 0, lost_held = 0, gained_held = 0, less_held = 0, controlled_held = 0,
              p90_held = 0, rare_held = 0, common_held = 0, month_held = 0, months_held = 0;
  constexpr std::uint32_t days = 80;
  for (std::size_t study = 0; study < studies; ++study) {
    const auto b = with_five.draw(23'000 + study, 0, days);
    const auto a = with_six.draw(23'000 + study, 0, days);
    const auto levels = column(b, &DayFigures::service_level);
    const auto losses = column(b, &DayFigures::never_served);
    level_held += holds(estimate_mean(levels, 0.95), level);
    lost_held += holds(estimate_mean(losses, 0.95), lost);
    gained_held +=
        holds(paired_test(column(a, &DayFigures::service_level), levels, 0.95).difference, level_gained);
    less_held += holds(paired_test(column(a, &DayFigures::never_served), losses, 0.95).difference, lost_less);
    std::vector<std::vector<double>> controls;
    for (const DayFigures& day : b) controls.push_back(day.controls);
    controlled_held += holds(controlled_mean(pseudo_values(losses), controls, 0.95).estimate, lost);
    const std::vector<double> day_waits = values_of(column(b, &DayFigures::wait_s));
    p90_held += holds(estimate_quantile(day_waits, 0.9, 0.95), p90);
    const auto above = [&](double bound) {
      return static_cast<std::size_t>(
          std::count_if(day_waits.begin(), day_waits.end(), [=](double w) { return w > bound; }));
    };
    rare_held += holds(estimate_probability(above(rare), days, 0.95), 0.03);
    common_held += holds(estimate_probability(above(common), days, 0.95), 0.25);
    month_held += holds(estimate_month(above(rare), days, 21, 0, 0.95), chance_of_month(0.03, 0));
    months_held += holds(estimate_month(above(common), days, 21, 4, 0.95), chance_of_month(0.25, 4));
  }
  check_coverage("service level by jackknife, hard days", level_held, studies);
  check_coverage("people never served by jackknife, hard days", lost_held, studies);
  check_coverage("people never served with control variates, hard days", controlled_held, studies);
  check_coverage("paired difference of service level, hard days", gained_held, studies);
  check_coverage("paired difference of people never served, hard days", less_held, studies);
  check_coverage("P90 of days, hard days", p90_held, studies);
  check_coverage("chance of a breach on a day, 3 %", rare_held, studies);
  check_coverage("chance of a breach on a day, 25 %", common_held, studies);
  check_coverage("chance of a breach in a month, none allowed", month_held, studies);
  check_coverage("chance of more than 4 breaches in a month", months_held, studies);
}

TEST_CASE("Mirrored days give honest ranges when the pair is the observation") {
  CentreSpec spec = hard_centre(5);
  Days plain(spec, whole_rows(spec));
  spec.mirrored_days = true;
  Days mirrored(spec, whole_rows(spec));
  const double truth = pooled(column(plain.draw(2, 0, reference_days), &DayFigures::service_level));
  std::size_t held = 0;
  double width = 0, plain_width = 0;
  for (std::size_t study = 0; study < studies; ++study) {
    const auto days = column(mirrored.draw(24'000 + study, 0, 40), &DayFigures::service_level);
    const Estimate pairs = estimate_pairs(days, 0.95);
    held += holds(pairs, truth);
    width += *pairs.half_width() / studies;
    const auto others = column(plain.draw(24'000 + study, 0, 40), &DayFigures::service_level);
    plain_width += *estimate_mean(others, 0.95).half_width() / studies;
  }
  check_coverage("service level by mirrored pairs, hard days", held, studies);
  CHECK(width < plain_width);
}
