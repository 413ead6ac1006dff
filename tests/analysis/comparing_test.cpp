#include "analysis/comparing.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace switchover;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<Figure> numbers(const std::vector<double>& values) {
  std::vector<Figure> figures;
  for (const double v : values) figures.push_back(Figure::number(v));
  return figures;
}

}  // namespace

TEST_CASE("Pseudo-values of numbers are the numbers") {
  CHECK(pseudo_values(numbers({0.1, 0.2, -7})) == std::vector<double>{0.1, 0.2, -7});
  CHECK(pseudo_values({}).empty());
}

TEST_CASE("Pseudo-values of a ratio are n times the whole less n - 1 times what is left") {
  const std::vector<Figure> days{{80, 100}, {10, 50}, {90, 100}};
  const auto values = pseudo_values(days);
  REQUIRE(values.size() == 3);
  const double all = 180.0 / 250;
  CHECK(values[0] == Approx(3 * all - 2 * 100.0 / 150));
  CHECK(values[1] == Approx(3 * all - 2 * 170.0 / 200));
  CHECK(values[2] == Approx(3 * all - 2 * 90.0 / 150));
  // Their t interval is the jackknife's.
  const Estimate pooled = estimate_mean(days, 0.95);
  const Estimate pseudo = estimate_mean(values, 0.95);
  CHECK(*pseudo.half_width() == Approx(*pooled.half_width()));
}

TEST_CASE("A day without denominator has the whole as its pseudo-value, when others have one") {
  const auto values = pseudo_values({{80, 100}, Figure::none(), {10, 50}});
  REQUIRE(values.size() == 3);
  CHECK(values[0] == Approx(3 * 0.6 - 2 * 0.2));
  CHECK(values[1] == Approx(0.6));
  CHECK(values[2] == Approx(3 * 0.6 - 2 * 0.8));
  CHECK(pseudo_values({Figure::none(), Figure::none()}).empty());
  CHECK(pseudo_values({Figure::none(), {1, 4}}).empty());  // cannot be left out
  CHECK(pseudo_values({{1, 4}}) == std::vector<double>{0.25});
}

TEST_CASE("The paired test is the textbook's, on Student's sleep data") {
  // Student, Biometrika 6 (1908), hours of sleep gained: t = -4.0621, 9 degrees, p = 0.002833.
  const auto a = numbers({0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0});
  const auto b = numbers({1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4});
  const PairedTest test = paired_test(a, b, 0.95);
  CHECK(*test.difference.value == Approx(-1.58));
  CHECK(test.difference.range->low == Approx(-2.4598858).epsilon(1e-6));
  CHECK(test.difference.range->high == Approx(-0.7001142).epsilon(1e-6));
  CHECK(test.p == Approx(0.00283289).epsilon(1e-5));
  CHECK(paired_test(b, a, 0.95).p == Approx(test.p));
}

TEST_CASE("The range excludes zero exactly when p lies below the error") {
  const auto a = numbers({3, 5, 4, 6, 5});
  const auto b = numbers({2, 3, 4, 4, 5});
  const PairedTest test = paired_test(a, b, 0.95);
  REQUIRE(test.p > 0.05);
  CHECK(test.difference.range->low < 0);
  CHECK(paired_test(a, b, 1 - test.p * 1.001).difference.range->low > 0);
  CHECK(paired_test(a, b, 1 - test.p * 0.999).difference.range->low < 0);
}

TEST_CASE("The same day by day is no difference, and always the same difference is a sure one") {
  const std::vector<Figure> days{{80, 100}, {10, 50}, Figure::none()};
  const PairedTest same = paired_test(days, days, 0.95);
  CHECK(same.p == 1);
  CHECK(*same.difference.value == 0);
  CHECK(*same.difference.range == Range{0, 0});
  const auto never = numbers({1, infinity, 3});
  CHECK(paired_test(never, never, 0.95).p == 1);
  CHECK(*paired_test(never, never, 0.95).difference.value == 0);
  const PairedTest sure = paired_test(numbers({2, 3, 9}), numbers({1, 2, 8}), 0.95);
  CHECK(sure.p == 0);
  CHECK(*sure.difference.range == Range{1, 1});
}

TEST_CASE("What cannot be compared is not told apart") {
  CHECK(paired_test({}, {}, 0.95).p == 1);
  CHECK_FALSE(paired_test({}, {}, 0.95).difference.value);
  const PairedTest one_day = paired_test(numbers({3}), numbers({1}), 0.95);
  CHECK(one_day.p == 1);
  CHECK(*one_day.difference.value == 2);
  CHECK_FALSE(one_day.difference.range);
  const PairedTest never = paired_test(numbers({1, infinity}), numbers({1, 2}), 0.95);
  CHECK(never.p == 1);
  CHECK_FALSE(never.difference.value);
  CHECK_FALSE(paired_test({{1, 2}, {1, 2}}, {Figure::none(), Figure::none()}, 0.95).difference.value);
}

TEST_CASE("Ratios are compared by the joint jackknife") {
  const std::vector<Figure> a{{80, 100}, {10, 50}, {90, 100}, {45, 50}};
  const std::vector<Figure> b{{70, 100}, {12, 50}, {85, 100}, {40, 50}};
  const PairedTest test = paired_test(a, b, 0.9);
  CHECK(*test.difference.value == Approx(18.0 / 300));
  const auto x = pseudo_values(a);
  const auto y = pseudo_values(b);
  std::vector<double> differences;
  for (std::size_t i = 0; i < x.size(); ++i) differences.push_back(x[i] - y[i]);
  CHECK(*estimate_mean(differences, 0.9).half_width() == Approx(*test.difference.half_width()));
}

TEST_CASE("Holm rejects step by step, as in his example") {
  // Holm 1979: 0.01, 0.04, 0.03, 0.005 at 5 %: 0.005 <= .05/4, 0.01 <= .05/3, 0.03 > .05/2.
  CHECK(holm({0.01, 0.04, 0.03, 0.005}, 0.05) == std::vector<bool>{true, false, false, true});
  CHECK(holm({0.01, 0.04, 0.02, 0.005}, 0.05) == std::vector<bool>{true, true, true, true});
  CHECK(holm({0.05}, 0.05) == std::vector<bool>{true});
  CHECK(holm({0.026, 0.026}, 0.05) == std::vector<bool>{false, false});
  CHECK(holm({0.025, 1}, 0.05) == std::vector<bool>{true, false});
  CHECK(holm({0, 1, 1}, 0.05) == std::vector<bool>{true, false, false});
  CHECK(holm({}, 0.05).empty());
}

TEST_CASE("Plans are ranked, best first, and told apart where the days say so") {
  const auto low = numbers({10, 11, 9, 10, 12, 10});
  const auto near = numbers({10, 12, 9, 10, 12, 11});
  const auto far = numbers({20, 22, 19, 20, 22, 21});
  const Ranking r = rank_plans({far, near, low}, false, 0, 0.05);
  CHECK(r.order == std::vector<std::size_t>{2, 1, 0});
  CHECK(r.comparisons == 3);
  CHECK(r.tied_for_best == std::vector<bool>{false, true, true});
  CHECK(r.tied_with_next == std::vector<bool>{true, false, false});
  CHECK_FALSE(r.decided);
  CHECK(rank_plans({far, near, low}, true, 0, 0.05).order == std::vector<std::size_t>{0, 1, 2});
  CHECK(rank_plans({far, near, low}, true, 0, 0.05).decided);  // far is the best
}

TEST_CASE("Within the indifference plans are equal, and that is a decision") {
  const auto low = numbers({10, 11, 9, 10, 12, 10});
  const auto near = numbers({10, 12, 9, 10, 12, 11});
  const auto far = numbers({20, 22, 19, 20, 22, 21});
  const Ranking r = rank_plans({low, near, far}, false, 2, 0.05);
  CHECK(r.decided);
  CHECK(r.tied_for_best == std::vector<bool>{true, true, false});
  const Ranking wide = rank_plans({low, near, far}, false, 20, 0.05);
  CHECK(wide.decided);
  CHECK(wide.tied_for_best == std::vector<bool>{true, true, true});
  // Ten apart, give or take half: neither shown to be worse by ten nor to be within ten.
  CHECK_FALSE(rank_plans({low, far}, false, 10, 0.05).decided);
}

TEST_CASE("One plan is the best, equal plans are tied, and a plan without a figure comes last") {
  const Ranking one = rank_plans({numbers({1, 2})}, true, 0, 0.05);
  CHECK(one.decided);
  CHECK(one.tied_for_best == std::vector<bool>{true});
  CHECK(one.comparisons == 0);
  const Ranking same = rank_plans({numbers({1, 2}), numbers({1, 2})}, true, 0, 0.05);
  CHECK(same.order == std::vector<std::size_t>{0, 1});
  CHECK(same.tied_for_best == std::vector<bool>{true, true});
  CHECK(same.decided);
  const Ranking none = rank_plans({{Figure::none(), Figure::none()}, numbers({1, 2})}, true, 0, 0.05);
  CHECK(none.order == std::vector<std::size_t>{1, 0});
  CHECK(none.tied_for_best == std::vector<bool>{true, true});
  CHECK_FALSE(none.decided);
}

TEST_CASE("A month misses when one of its days does") {
  const Estimate month = estimate_month(3, 200, 21, 0, 0.95);
  const Estimate day = estimate_probability(3, 200, 0.95);
  CHECK(*month.value == Approx(1 - std::pow(1 - 0.015, 21)));
  CHECK(month.range->low == Approx(1 - std::pow(1 - day.range->low, 21)));
  CHECK(month.range->high == Approx(1 - std::pow(1 - day.range->high, 21)));
  CHECK(month.n == 200);
  CHECK(*estimate_month(1, 2, 3, 1, 0.95).value == Approx(0.5));  // 2 or 3 of 3 fair coins
  CHECK(*estimate_month(1, 2, 3, 3, 0.95).value == 0);
}

TEST_CASE("No missed day bounds the month from above, and no day says nothing") {
  const Estimate never = estimate_month(0, 200, 21, 0, 0.95);
  CHECK(*never.value == 0);
  CHECK(never.range->low == 0);
  CHECK(never.range->high == Approx(1 - std::pow(1 + std::log(0.05) / 200, 21)));
  const Estimate always = estimate_month(200, 200, 21, 2, 0.95);
  CHECK(*always.value == 1);
  CHECK(always.range->high == 1);
  CHECK_FALSE(estimate_month(0, 0, 21, 0, 0.95).value);
}
