#include "analysis/estimate.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "tests/analysis/synthetic.hpp"

using namespace switchover;
using namespace switchover::synthetic;

TEST_CASE("Student's t and the normal law have the tables' critical values") {
  CHECK(student_t_critical(0.95, 9) == Approx(2.262157).epsilon(1e-6));
  CHECK(student_t_critical(0.95, 1) == Approx(12.7062).epsilon(1e-5));
  CHECK(student_t_critical(0.99, 199) == Approx(2.600760).epsilon(1e-6));
  CHECK(normal_critical(0.95) == Approx(1.959964).epsilon(1e-6));
}

TEST_CASE("The mean of numbers is the plain mean with its t interval") {
  const Estimate e = estimate_mean(std::vector<double>{1, 2, 3, 4, 5}, 0.95);
  CHECK(*e.value == Approx(3));
  CHECK(e.n == 5);
  CHECK(*e.half_width() == Approx(2.776445 * std::sqrt(2.5 / 5)).epsilon(1e-6));
}

TEST_CASE("A ratio pools its days and skips days without denominator") {
  const std::vector<Figure> days{{80, 100}, Figure::none(), {10, 50}, {90, 100}};
  const Estimate e = estimate_mean(days, 0.95);
  CHECK(*e.value == Approx(180.0 / 250));
  CHECK(e.n == 3);
  const double out[3] = {100.0 / 150, 170.0 / 200, 90.0 / 150};
  const double mean = (out[0] + out[1] + out[2]) / 3;
  double squares = 0;
  for (const double o : out) squares += (o - mean) * (o - mean);
  CHECK(*e.half_width() == Approx(student_t_critical(0.95, 2) * std::sqrt(squares * 2 / 3)));
}

TEST_CASE("No day with a denominator gives no value, one day no range, infinity no range") {
  CHECK_FALSE(estimate_mean(std::vector<Figure>{Figure::none()}, 0.95).value);
  CHECK_FALSE(estimate_mean(std::vector<Figure>{}, 0.95).value);
  const Estimate one = estimate_mean(std::vector<double>{4}, 0.95);
  CHECK(*one.value == 4);
  CHECK_FALSE(one.range);
  const Estimate never =
      estimate_mean(std::vector<double>{1, 2, std::numeric_limits<double>::infinity()}, 0.95);
  CHECK(std::isinf(*never.value));
  CHECK_FALSE(never.range);
}

TEST_CASE("A paired difference of numbers is the t interval of the differences") {
  const std::vector<Figure> a{{5, 1}, {7, 1}, {12, 1}, {6, 1}};
  const std::vector<Figure> b{{4, 1}, {5, 1}, {8, 1}, {5, 1}};
  const Estimate e = estimate_difference(a, b, 0.95);
  const Estimate by_hand = estimate_mean(std::vector<double>{1, 2, 4, 1}, 0.95);
  CHECK(*e.value == Approx(*by_hand.value));
  CHECK(*e.half_width() == Approx(*by_hand.half_width()));
}

TEST_CASE("Wilson's interval, and the rule of three at the ends") {
  const Estimate e = estimate_probability(80, 100, 0.95);
  CHECK(e.range->low == Approx(0.7112).margin(5e-5));
  CHECK(e.range->high == Approx(0.8666).margin(5e-5));
  const Estimate none = estimate_probability(0, 100, 0.95);
  CHECK(none.range->low == 0);
  CHECK(none.range->high == Approx(0.03).margin(5e-5));
  const Estimate all = estimate_probability(100, 100, 0.95);
  CHECK(all.range->low == Approx(0.97).margin(5e-5));
  CHECK(all.range->high == 1);
  CHECK(estimate_probability(0, 2, 0.95).range->high == 1);
  CHECK_FALSE(estimate_probability(0, 0, 0.95).value);
}

TEST_CASE("A quantile of days lies between order statistics") {
  std::vector<double> values;
  for (int i = 100; i >= 1; --i) values.push_back(i);
  const Estimate median = estimate_quantile(values, 0.5, 0.95);
  CHECK(*median.value == 50);
  CHECK(median.range->low == 40);
  CHECK(median.range->high == 61);
  CHECK(*estimate_quantile(values, 0.9, 0.95).value == 90);
  CHECK(*estimate_quantile(values, 0.1, 0.95).value == 10);
  const Estimate few = estimate_quantile({3, 1, 2}, 0.95, 0.95);
  CHECK(*few.value == 3);
  CHECK(std::isinf(few.range->high));
  const Estimate one = estimate_quantile({7}, 0.5, 0.95);
  CHECK(std::isinf(one.range->low));
  CHECK(std::isinf(one.range->high));
}

TEST_CASE("Binomial and Poisson tails") {
  CHECK(binomial_at_most(0, 10, 0.1) == Approx(std::pow(0.9, 10)));
  CHECK(binomial_at_most(10, 10, 0.1) == 1);
  CHECK(poisson_at_most(0, 2) == Approx(std::exp(-2.0)));
  CHECK(poisson_at_most(3, 0) == 1);
}

TEST_CASE("95 % intervals cover: means, ratios of correlated calls, probabilities, quantiles") {
  constexpr std::size_t experiments = 1000;
  std::size_t mean_hits = 0, ratio_hits = 0, quantile_hits = 0, difference_hits = 0, wilson_hits = 0;
  // Ratio: day factor g ~ normal(1, 0.1), calls 1000 g, level 0.8 - 0.5 (g - 1): E[top] / E[bottom] is exact.
  const double ratio_truth = 0.8 - 0.5 * 0.1 * 0.1;
  for (std::size_t k = 0; k < experiments; ++k) {
    RandomStream stream = luck(11, k);
    std::vector<Figure> numbers, ratios, shifted;
    std::vector<double> values;
    std::size_t hits = 0;
    for (int day = 0; day < 20; ++day) {
      const double g = normal(stream, 1, 0.1);
      numbers.push_back(Figure::number(normal(stream, 5, 2)));
      const double level = 0.8 - 0.5 * (g - 1) + normal(stream, 0, 0.01);
      ratios.push_back({1000 * g * level, 1000 * g});
      shifted.push_back({1000 * g * (level - 0.05) + normal(stream, 0, 20), 1000 * g});
      values.push_back(-std::log(stream.uniform()));
      hits += stream.uniform() < 0.7 ? 1U : 0U;
    }
    const auto covers = [](const Estimate& e, double truth) {
      return e.range && e.range->low <= truth && truth <= e.range->high;
    };
    mean_hits += covers(estimate_mean(numbers, 0.95), 5);
    ratio_hits += covers(estimate_mean(ratios, 0.95), ratio_truth);
    difference_hits += covers(estimate_difference(ratios, shifted, 0.95), 0.05);
    quantile_hits += covers(estimate_quantile(values, 0.5, 0.95), std::log(2.0));
    wilson_hits += covers(estimate_probability(hits, 20, 0.95), 0.7);
  }
  CAPTURE(mean_hits, ratio_hits, difference_hits, quantile_hits, wilson_hits);
  CHECK(rate_is_not_below(mean_hits, experiments, 0.95));
  CHECK(rate_is_not_below(ratio_hits, experiments, 0.95));
  CHECK(rate_is_not_below(difference_hits, experiments, 0.95));
  CHECK(rate_is_not_below(quantile_hits, experiments, 0.95));
  CHECK(rate_is_not_below(wilson_hits, experiments, 0.95));
  CHECK(mean_hits < experiments);  // an interval that is never wrong would be useless
  CHECK(ratio_hits < experiments);
}

TEST_CASE("Student's t has the tables' tails") {
  CHECK(student_t_two_sided(2.262157, 9) == Approx(0.05).epsilon(1e-6));
  CHECK(student_t_two_sided(-2.262157, 9) == Approx(0.05).epsilon(1e-6));
  CHECK(student_t_two_sided(0, 3) == 1);
  CHECK(student_t_two_sided(1, 1) == Approx(0.5));
  CHECK(student_t_two_sided(std::numeric_limits<double>::infinity(), 3) == 0);
}

TEST_CASE("More than k of n is what at most k leaves") {
  CHECK(binomial_more_than(0, 3, 0.5) == Approx(0.875));
  CHECK(binomial_more_than(3, 3, 0.5) == 0);
  CHECK(binomial_more_than(0, 10, 0) == 0);
  CHECK(binomial_more_than(0, 10, 1) == 1);
  CHECK(binomial_more_than(0, 1, 1e-20) == Approx(1e-20));  // 1 - P(X <= 0) would be 0
}

TEST_CASE("Mirrored replications count as one observation a pair") {
  const Estimate pairs = estimate_pairs({{1, 1}, {5, 1}, {2, 1}, {6, 1}}, 0.95);
  CHECK(*pairs.value == Approx(3.5));
  CHECK(pairs.n == 2);
  CHECK(*pairs.half_width() == Approx(student_t_critical(0.95, 1) * 0.5));
  CHECK(in_pairs({{1, 2}, {3, 4}, {5, 6}}) == std::vector<Figure>{{4, 6}, {5, 6}});
  CHECK(in_pairs({Figure::none(), {3, 4}}) == std::vector<Figure>{{3, 4}});
  CHECK(in_pairs({}).empty());
}
