#include "analysis/steady_state.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/theory/erlang.hpp"
#include "tests/analysis/synthetic.hpp"

using namespace switchover;
using namespace switchover::synthetic;

namespace {

// x' = mean + phi (x - mean) + noise, from `start`.
std::vector<double> autoregressive(std::uint64_t experiment, std::size_t n, double phi, double mean,
                                   double start) {
  RandomStream stream = luck(77, experiment);
  std::vector<double> series(n);
  double x = start;
  for (double& s : series) s = x = mean + phi * (x - mean) + normal(stream, 0, 1);
  return series;
}

// Waits of one line before one agent (Lindley), from an empty line or one that is far too long. Mean service
// 1.
std::vector<double> lindley(std::uint64_t experiment, std::size_t n, double load, double first_wait) {
  RandomStream stream = luck(78, experiment);
  std::vector<double> series(n);
  double wait = first_wait;
  for (double& s : series) {
    s = wait;
    wait = std::max(0.0, wait - std::log(stream.uniform()) + std::log(stream.uniform()) / load);
  }
  return series;
}

bool holds(const Estimate& estimate, double truth) {
  return estimate.range->low <= truth && truth <= estimate.range->high;
}

std::vector<double> without_warm_up(const std::vector<double>& series) {
  const WarmUp warm_up = find_warm_up(series);
  return {series.begin() + static_cast<std::ptrdiff_t>(warm_up.left_out), series.end()};
}

}  // namespace

TEST_CASE("A series that starts far off loses its beginning, and little more") {
  for (std::uint64_t experiment = 0; experiment < 50; ++experiment) {
    const auto series = autoregressive(experiment, 2000, 0.9, 10, 200);
    const WarmUp warm_up = find_warm_up(series);
    CHECK(warm_up.left_out % 5 == 0);
    CHECK(warm_up.left_out >= 20);  // 190 * 0.9^20 = 23, five standard deviations off
    CHECK_FALSE(warm_up.too_short);
  }
}

TEST_CASE("MSER-5 is the minimum of the squared standard error over the cuts, by hand") {
  // Means of five: 9, 1, 2, 1, 2, 1. From cut 0: 48.83/36; 1: 1.2/25; 2: 1/16; 3: (2/3)/9.
  std::vector<double> series;
  for (const double mean : {9, 1, 2, 1, 2, 1}) {
    for (int i = 0; i < 5; ++i) series.push_back(mean);
  }
  CHECK(find_warm_up(series).left_out == 5);
  CHECK_FALSE(find_warm_up(series).too_short);
  series.push_back(1e9);  // less than five: no group
  CHECK(find_warm_up(series).left_out == 5);
}

TEST_CASE("A series that never settles is too short") {
  std::vector<double> rising;
  for (int i = 0; i < 100; ++i) rising.push_back(i);
  const WarmUp warm_up = find_warm_up(rising);
  CHECK(warm_up.too_short);
  CHECK(warm_up.left_out == 50);
  CHECK(find_warm_up({}).too_short);
  CHECK(find_warm_up(std::vector<double>(9, 1)).too_short);
}

TEST_CASE("A constant series is steady from the start and known exactly") {
  const std::vector<double> series(100, 0.1);
  CHECK(find_warm_up(series).left_out == 0);
  CHECK_FALSE(find_warm_up(series).too_short);
  const BatchMeans means = batch_means(series, 0.95);
  CHECK(*means.mean.value == Approx(0.1));
  REQUIRE(means.mean.range);
  CHECK(means.mean.range->high - means.mean.range->low < 1e-12);
}

TEST_CASE("Too few observations have a mean and no range") {
  const BatchMeans few = batch_means(std::vector<double>{1, 2, 3}, 0.95);
  CHECK(*few.mean.value == Approx(2));
  CHECK_FALSE(few.mean.range);
  CHECK(few.batches == 0);
  CHECK_FALSE(batch_means({}, 0.95).mean.value);
}

TEST_CASE("Batches that still remember one another give no range") {
  const auto slow = autoregressive(1, 400, 0.999, 0, 0);
  CHECK_FALSE(batch_means(slow, 0.95).mean.range);
}

TEST_CASE("Independent values are cut into as many batches as there may be") {
  const auto free = autoregressive(2, 3000, 0, 5, 5);
  const BatchMeans means = batch_means(free, 0.95);
  CHECK(means.batches >= 10);
  CHECK(means.per_batch == 3000 / means.batches);
  CHECK(std::abs(means.lag_one) < 0.5);
  REQUIRE(means.mean.range);
}

TEST_CASE("Batch means cover the steady mean as often as they say") {
  constexpr std::size_t repetitions = 300;
  std::size_t covered = 0, waits_covered = 0, ranges = 0, wait_ranges = 0;
  // M/M/1 at 0.5: mean wait rho / (1 - rho) = 1 service time; starts with 40.
  const double exact_wait = erlang_c(1, 0.5, 1, 0)->mean_wait_s;
  REQUIRE(exact_wait == Approx(1));
  for (std::uint64_t experiment = 0; experiment < repetitions; ++experiment) {
    const auto series = autoregressive(1000 + experiment, 4000, 0.8, 10, 60);
    const BatchMeans means = batch_means(without_warm_up(series), 0.95);
    if (means.mean.range) {
      ++ranges;
      if (holds(means.mean, 10)) ++covered;
    }
    const auto waits = lindley(1000 + experiment, 20'000, 0.5, 40);
    const BatchMeans mean_wait = batch_means(without_warm_up(waits), 0.95);
    if (mean_wait.mean.range) {
      ++wait_ranges;
      if (holds(mean_wait.mean, exact_wait)) ++waits_covered;
    }
  }
  fmt::print("Batch means after MSER-5, 95 %: AR(1) {} of {}, M/M/1 waits {} of {}\n", covered, ranges,
             waits_covered, wait_ranges);
  CHECK(ranges >= 200);
  CHECK(wait_ranges >= 200);
  CHECK(rate_is_not_below(covered, ranges, 0.95));
  CHECK(rate_is_not_below(waits_covered, wait_ranges, 0.95));
}
