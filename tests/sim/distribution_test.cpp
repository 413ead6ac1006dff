#include "sim/distribution.hpp"

#include <algorithm>
#include <boost/math/quadrature/exp_sinh.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <utility>

#include "tests/sim/child.hpp"

using namespace switchover;

namespace {

constexpr std::size_t draws = 200'000;
constexpr double infinity = std::numeric_limits<double>::infinity();

// Laws with a continuous survival function.
std::vector<Distribution> continuous_laws() {
  return {Distribution::exponential(300),
          Distribution::uniform(30, 300),
          Distribution::lognormal(240, 1),
          Distribution::lognormal(240, 0.3),
          Distribution::gamma(240, 0.5),
          Distribution::gamma(240, 1),
          Distribution::gamma(240, 1.6),
          Distribution::gamma(240, 0.03),
          Distribution::erlang(90, 1),
          Distribution::erlang(90, 3),
          Distribution::erlang(90, 12),
          Distribution::erlang(90, 40),
          Distribution::weibull(200, 0.8),
          Distribution::weibull(200, 3),
          Distribution::weibull_by_mean(200, 1.5),
          Distribution::hyperexponential(0.3, 600, 60),
          Distribution::hyperexponential(0, 600, 60),
          Distribution::hyperexponential(1, 600, 60),
          Distribution::hyperexponential_by_cv(240, 1.8),
          Distribution::hyperexponential_by_cv(240, 1)};
}

std::vector<double> sample_of(const Distribution& law, std::uint64_t seed) {
  std::vector<double> sample(draws);
  for (std::size_t i = 0; i < draws; ++i) {
    RandomStream stream(
        {.seed = seed, .entity = i, .purpose = Purpose::talk});  // as the centre draws: one caller each
    sample[i] = law.draw_seconds(stream);
  }
  return sample;
}

struct Moments {
  double mean = 0, cv = 0, mean_error = 0, cv_error = 0;  // errors: one standard error
};

// Standard error of the cv by the delta method: its influence function is cv ((z^2 - 1)/2 - cv z), z
// standardised.
Moments moments_of(const std::vector<double>& sample) {
  const auto n = static_cast<double>(sample.size());
  Moments m;
  for (const double x : sample) m.mean += x / n;
  double variance = 0, influence = 0;
  for (const double x : sample) variance += (x - m.mean) * (x - m.mean) / n;
  const double sd = std::sqrt(variance);
  m.cv = sd / m.mean;
  for (const double x : sample) {
    const double z = (x - m.mean) / sd;
    const double effect = m.cv * ((z * z - 1) / 2 - m.cv * z);
    influence += effect * effect / n;
  }
  m.mean_error = sd / std::sqrt(n);
  m.cv_error = std::sqrt(influence / n);
  return m;
}

// Kolmogorov's statistic times sqrt(n): the largest gap between the sample's share above t and survival(t).
double kolmogorov(std::vector<double> sample, const Distribution& law) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double gap = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double below = 1 - law.survival(sample[i]);
    gap = std::max({gap, below - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - below});
  }
  return gap * std::sqrt(n);
}

}  // namespace

TEST_CASE("Mean and cv of every law: 200,000 draws lie within 4.5 standard errors") {
  std::uint64_t seed = 100;
  for (const Distribution& law : continuous_laws()) {
    INFO(law.describe());
    const Moments m = moments_of(sample_of(law, ++seed));
    CHECK(std::abs(m.mean - law.mean()) < 4.5 * m.mean_error);
    CHECK(std::abs(m.cv - law.cv()) < 4.5 * m.cv_error);
  }
}

TEST_CASE("Draws of every law follow its survival function") {
  std::uint64_t seed = 300;
  for (const Distribution& law : continuous_laws()) {
    INFO(law.describe());
    CHECK(kolmogorov(sample_of(law, ++seed), law) < 2.3);  // exceeded with probability 2 exp(-2 2.3^2) = 5e-5
  }
}

TEST_CASE("The check of draws tells laws apart that look alike") {
  CHECK(kolmogorov(sample_of(Distribution::lognormal(240, 1), 1), Distribution::lognormal(243, 1)) > 2.3);
  CHECK(kolmogorov(sample_of(Distribution::gamma(240, 0.5), 2), Distribution::gamma(240, 0.51)) > 2.3);
  CHECK(kolmogorov(sample_of(Distribution::exponential(300), 3), Distribution::exponential(303)) > 2.3);
}

TEST_CASE("Mean and cv are the moments of the survival function") {
  // E X = integral of S, E X^2 = integral of 2 t S, by quadrature, in units of the mean.
  boost::math::quadrature::exp_sinh<double> integrate;
  for (const Distribution& law : continuous_laws()) {
    if (law.law() == Law::uniform || law.cv() < 0.1)
      continue;  // a corner or a cliff: not for this quadrature
    INFO(law.describe());
    const double unit = law.mean();
    const double first = integrate.integrate([&](double t) { return law.survival(t * unit); });
    const double second =
        integrate.integrate([&](double t) { return t > 1e100 ? 0 : 2 * t * law.survival(t * unit); });
    CHECK(first == Approx(1).epsilon(1e-7));
    CHECK(std::sqrt(second - 1) == Approx(law.cv()).epsilon(1e-6));
  }
}

TEST_CASE("Quantile undoes survival") {
  for (const Distribution& law : continuous_laws()) {
    INFO(law.describe());
    for (const double p : {1e-6, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999999}) {
      INFO(p);
      CHECK(1 - law.survival(law.quantile(p)) == Approx(p).epsilon(1e-9));
    }
    CHECK(law.quantile(0) == (law.law() == Law::uniform ? 30.0 : 0.0));
    CHECK(law.quantile(1) == (law.law() == Law::uniform ? 300.0 : infinity));
    CHECK(law.survival(-1) == 1);
    CHECK(law.survival(infinity) == 0);
    CHECK(law.survival(0) == Approx(1));
  }
}

TEST_CASE("Known values of the laws") {
  CHECK(Distribution::exponential(300).survival(300) == Approx(std::exp(-1)));
  CHECK(Distribution::erlang(90, 3).survival(60) == Approx(std::exp(-2) * (1 + 2 + 2)));  // Poisson tail
  CHECK(Distribution::gamma(240, 1).survival(100) == Approx(std::exp(-100.0 / 240)));  // cv 1 is exponential
  CHECK(Distribution::weibull(200, 2).mean() == Approx(200 * std::sqrt(3.14159265358979) / 2));  // Rayleigh
  CHECK(Distribution::weibull(200, 1).cv() == Approx(1));
  CHECK(Distribution::weibull_by_mean(200, 0.7).mean() == 200);
  CHECK(Distribution::lognormal(240, 1).quantile(0.5) ==
        Approx(240 / std::sqrt(2.0)));  // median = mean / sqrt(1+cv^2)
  CHECK(Distribution::uniform(30, 300).cv() == Approx(270 / std::sqrt(12.0) / 165));
  CHECK(Distribution::hyperexponential(0.3, 600, 60).mean() == Approx(222));
  CHECK(Distribution::hyperexponential_by_cv(240, 1.8).cv() == Approx(1.8));
  CHECK(Distribution::hyperexponential_by_cv(240, 50).cv() == Approx(50));
  CHECK(Distribution::hyperexponential_by_cv(240, 1).survival(240) == Approx(std::exp(-1)));
}

TEST_CASE("Balanced means: each branch of the hyperexponential carries half of the mean") {
  const Distribution law = Distribution::hyperexponential_by_cv(240, 2.5);
  CHECK(law.parameter_p() * law.parameter_a() == Approx(120));
  CHECK((1 - law.parameter_p()) * law.parameter_b() == Approx(120));
}

TEST_CASE("Zero, never and fixed times") {
  RandomStream stream({.seed = 1});
  const Distribution zero;
  CHECK(zero.is_zero());
  CHECK(zero.mean() == 0);
  CHECK(zero.draw(stream) == Duration{});
  CHECK(zero.survival(0) == 0);
  CHECK(zero.quantile(0.9) == 0);
  CHECK(Distribution::deterministic(0) == zero);

  const Distribution never = Distribution::never();
  CHECK(never.is_never());
  CHECK(never.mean() == infinity);
  CHECK(never.draw(stream) == Duration::longest());
  CHECK(never.survival(1e300) == 1);
  CHECK(never.survival(infinity) == 0);
  CHECK(never.quantile(0.1) == infinity);

  const Distribution fixed = Distribution::deterministic(60);
  CHECK(fixed.draw(stream) == Duration::whole_seconds(60));
  CHECK(fixed.survival(59.999) == 1);
  CHECK(fixed.survival(60) == 0);
  CHECK(fixed.quantile(0.3) == 60);
  CHECK(fixed.cv() == 0);
  CHECK(Distribution::lognormal(60, 0) == fixed);
  CHECK(Distribution::gamma(60, 0) == fixed);
  CHECK(Distribution::uniform(7, 7).draw(stream) == Duration::whole_seconds(7));
  CHECK(Distribution::uniform(7, 7).survival(7) == 0);
  CHECK(Distribution::uniform(0, 0).cv() == 0);
}

TEST_CASE("An empirical law gives each value of the sample equally often") {
  const Distribution law = Distribution::empirical({30, 10, 20, 10, 0});
  CHECK(law.mean() == Approx(14));
  CHECK(law.cv() == Approx(std::sqrt((256.0 + 16 + 16 + 36 + 196) / 5) / 14));
  CHECK(law.survival(-1) == 1);
  CHECK(law.survival(0) == Approx(0.8));
  CHECK(law.survival(10) == Approx(0.4));
  CHECK(law.survival(19.9) == Approx(0.4));
  CHECK(law.survival(30) == 0);
  CHECK(law.quantile(0) == 0);
  CHECK(law.quantile(0.2) == 0);
  CHECK(law.quantile(0.200001) == 10);
  CHECK(law.quantile(0.6) == 10);
  CHECK(law.quantile(1) == 30);
  double chi_square = 0;
  std::vector<double> counts(31, 0);
  for (const double x : sample_of(law, 77)) ++counts[static_cast<std::size_t>(x)];
  for (const auto& [value, share] :
       {std::pair{0, 0.2}, std::pair{10, 0.4}, std::pair{20, 0.2}, std::pair{30, 0.2}}) {
    const double expected = share * draws, count = counts[static_cast<std::size_t>(value)];
    chi_square += (count - expected) * (count - expected) / expected;
  }
  CHECK(chi_square < 24);  // 3 degrees of freedom: exceeded with probability 2.5e-5
}

TEST_CASE("Quantiles of a sample of a hundred are its values, rounding or not") {
  std::vector<double> sample;
  for (int i = 1; i <= 100; ++i) sample.push_back(i);
  const Distribution law = Distribution::empirical(sample);
  for (int i = 1; i <= 100; ++i) CHECK(law.quantile(i / 100.0) == i);
  CHECK(Distribution::empirical({5}).quantile(0.5) == 5);
}

TEST_CASE("The same caller draws the same time, whoever was asked before") {
  for (const Distribution& law : continuous_laws()) {
    RandomStream first({.seed = 3, .entity = 17, .purpose = Purpose::patience});
    RandomStream other({.seed = 3, .entity = 16, .purpose = Purpose::patience});
    const double expected = law.draw_seconds(first);
    static_cast<void>(law.draw_seconds(other));
    RandomStream again({.seed = 3, .entity = 17, .purpose = Purpose::patience});
    CHECK(law.draw_seconds(again) == expected);
    CHECK(expected >= 0);
  }
}

TEST_CASE("Scaling a law scales its times and keeps its cv") {
  std::vector<Distribution> laws = continuous_laws();
  laws.push_back(Distribution::deterministic(60));
  laws.push_back(Distribution::empirical({1, 2, 5}));
  for (const Distribution& law : laws) {
    INFO(law.describe());
    const Distribution longer = law.scaled(1.25);
    CHECK(longer.law() == law.law());
    CHECK(longer.mean() == Approx(1.25 * law.mean()));
    CHECK(longer.cv() == Approx(law.cv()));
    CHECK(longer.survival(1.25 * law.mean()) == Approx(law.survival(law.mean())));
    CHECK(law.scaled(1) == law);
    CHECK(longer != law);
    RandomStream a({.seed = 4}), b({.seed = 4});
    CHECK(longer.draw_seconds(a) == Approx(1.25 * law.draw_seconds(b)));
  }
  CHECK(Distribution().scaled(3).is_zero());
  CHECK(Distribution::never().scaled(0.5).is_never());
}

TEST_CASE("Equal laws are equal, different ones are not") {
  CHECK(Distribution::exponential(3) == Distribution::exponential(3));
  CHECK(Distribution::exponential(3) != Distribution::exponential(4));
  CHECK(Distribution::gamma(3, 1) != Distribution::lognormal(3, 1));
  CHECK(Distribution::erlang(3, 2) != Distribution::erlang(3, 3));
  CHECK(Distribution::empirical({1, 2}) == Distribution::empirical({2, 1}));
  CHECK(Distribution::empirical({1, 2}) != Distribution::empirical({1, 3}));
  CHECK(Distribution::hyperexponential(0.3, 5, 1) != Distribution::hyperexponential(0.4, 5, 1));
}

TEST_CASE("Laws describe themselves in plain words") {
  CHECK(Distribution().describe() == "none");
  CHECK(Distribution::never().describe() == "never");
  CHECK(Distribution::deterministic(60).describe() == "always 60 s");
  CHECK(Distribution::exponential(300).describe() == "exponential, mean 300 s");
  CHECK(Distribution::uniform(30, 300).describe() == "uniform, 30 s to 300 s");
  CHECK(Distribution::lognormal(240, 1).describe() == "lognormal, mean 240 s, cv 1");
  CHECK(Distribution::gamma(240, 0.5).describe() == "gamma, mean 240 s, cv 0.5");
  CHECK(Distribution::erlang(90, 3).describe() == "Erlang-3, mean 90 s");
  CHECK(Distribution::weibull_by_mean(200, 1.5).describe() == "Weibull, mean 200 s, shape 1.5");
  CHECK(Distribution::hyperexponential_by_cv(240, 1.8).describe() == "hyperexponential, mean 240 s, cv 1.8");
  CHECK(Distribution::empirical({10, 30}).describe() == "empirical, 2 values, mean 20 s, cv 0.5");
  CHECK(Distribution::empirical({10}).describe() == "empirical, 1 value, mean 10 s, cv 0");
}

TEST_CASE("Parameters that make no law break a contract") {
  const double nan = std::nan("");
  CHECK(exit_code_of([] { Distribution::exponential(0); }) == 70);
  CHECK(exit_code_of([&] { Distribution::exponential(nan); }) == 70);
  CHECK(exit_code_of([] { Distribution::exponential(infinity); }) == 70);
  CHECK(exit_code_of([] { Distribution::deterministic(-1); }) == 70);
  CHECK(exit_code_of([] { Distribution::uniform(3, 2); }) == 70);
  CHECK(exit_code_of([] { Distribution::uniform(-1, 2); }) == 70);
  CHECK(exit_code_of([] { Distribution::lognormal(240, -0.1); }) == 70);
  CHECK(exit_code_of([&] { Distribution::gamma(240, nan); }) == 70);
  CHECK(exit_code_of([] { Distribution::gamma(-240, 1); }) == 70);
  CHECK(exit_code_of([] { Distribution::erlang(240, 0); }) == 70);
  CHECK(exit_code_of([] { Distribution::weibull(240, 0); }) == 70);
  CHECK(exit_code_of([] { Distribution::weibull_by_mean(240, 0.001); }) == 70);
  CHECK(exit_code_of([] { Distribution::hyperexponential(1.1, 1, 2); }) == 70);
  CHECK(exit_code_of([] { Distribution::hyperexponential_by_cv(240, 0.9); }) == 70);
  CHECK(exit_code_of([] { Distribution::empirical({}); }) == 70);
  CHECK(exit_code_of([] { Distribution::empirical({1, -1}); }) == 70);
  CHECK(exit_code_of([] { static_cast<void>(Distribution::exponential(1).scaled(0)); }) == 70);
  CHECK(exit_code_of([] { static_cast<void>(Distribution::exponential(1).quantile(1.01)); }) == 70);
  CHECK(exit_code_of([&] { static_cast<void>(Distribution::exponential(1).survival(nan)); }) == 70);
}

TEST_CASE("Extreme but lawful parameters stay finite") {
  const std::vector<Distribution> laws{Distribution::exponential(1e-9),
                                       Distribution::exponential(1e12),
                                       Distribution::lognormal(240, 100),
                                       Distribution::gamma(240, 20),
                                       Distribution::gamma(240, 1e-5),
                                       Distribution::weibull(200, 0.1),
                                       Distribution::weibull(200, 1'000),
                                       Distribution::erlang(240, 1'000'000),
                                       Distribution::hyperexponential_by_cv(9, 1e4)};
  for (const Distribution& law : laws) {
    INFO(law.describe());
    for (std::uint64_t caller = 0; caller < 1'000; ++caller) {
      RandomStream stream({.seed = 6, .entity = caller});
      const double x = law.draw_seconds(stream);
      REQUIRE(std::isfinite(x));
      REQUIRE(x >= 0);
    }
    CHECK(std::isfinite(law.cv()));
    CHECK(law.survival(law.quantile(0.5)) == Approx(0.5).epsilon(1e-6));
  }
}
