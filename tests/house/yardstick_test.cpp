// The yardstick of the benchmarks must be right before it is fast: it reproduces Erlang A.
#include "bench/yardstick.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace switchover;

namespace {

// Rows of erlang_a.csv for 100 agents: exact to the digits shown (128-bit arithmetic). Times in mean talks.
struct Exact {
  double erlangs, patience_rate, waits, abandons, mean_wait;
};
constexpr Exact erlang_a_of_100_agents[] = {
    {90, 1, 0.1582209891864301681, 0.0083319183405542044861, 0.0083319183405542044861},
    {95, 0.1, 0.44938946202364760756, 0.0060856826102425854197, 0.060856826102425854197},
    {95, 0.5, 0.3644744648394073012, 0.015141041627081775984, 0.030282083254163551968},
    {95, 1, 0.31735681116979999988, 0.020165681374565291589, 0.020165681374565291589},
    {95, 2, 0.2683486962231266316, 0.025391920440648828113, 0.012695960220324414056},
    {95, 10, 0.16573105844990848914, 0.036335093994317742155, 0.0036335093994317742155},
    {100, 0.5, 0.5967031380195728523, 0.033030152528288151036, 0.066060305056576302072},
    {100, 2, 0.42999876724308891229, 0.046683298171030090778, 0.023341649085515045389},
};

constexpr std::uint64_t calls = 25'000, warm_up = 10'000;
constexpr std::uint64_t replications = 40;

// Distance of the mean of independent replications from the exact value, in standard errors.
double z(const std::vector<double>& found, double exact) {
  const auto n = static_cast<double>(found.size());
  double mean = 0, squares = 0;
  for (const double x : found) mean += x / n;
  for (const double x : found) squares += (x - mean) * (x - mean);
  return (mean - exact) / std::sqrt(squares / (n - 1) / n);
}

// The three figures of independent replications.
template <class Key>
std::array<std::vector<double>, 3> figures_of(const yardstick::Model& model, std::uint64_t seed) {
  std::array<std::vector<double>, 3> figures;
  for (std::uint64_t replication = 0; replication < replications; ++replication) {
    const yardstick::Result r = yardstick::run<Key>(model, calls, warm_up, seed * 1'000 + replication);
    const auto n = static_cast<double>(r.calls);
    figures[0].push_back(static_cast<double>(r.waited) / n);
    figures[1].push_back(static_cast<double>(r.abandoned) / n);
    figures[2].push_back(r.wait / n);
  }
  return figures;
}

}  // namespace

TEST_CASE("The yardstick reproduces Erlang A with 100 agents") {
  std::uint64_t seed = 0;
  double squares = 0;
  for (const Exact& exact : erlang_a_of_100_agents) {
    INFO("offered " << exact.erlangs << " Erlang, patience rate " << exact.patience_rate);
    const auto [waits, abandons, mean_wait] =
        figures_of<std::int64_t>({100, exact.erlangs, 1 / exact.patience_rate}, ++seed);
    CHECK(std::abs(z(waits, exact.waits)) < 4);
    CHECK(std::abs(z(abandons, exact.abandons)) < 4);
    CHECK(std::abs(z(mean_wait, exact.mean_wait)) < 4);
    for (const double distance :
         {z(waits, exact.waits), z(abandons, exact.abandons), z(mean_wait, exact.mean_wait)}) {
      squares += distance * distance;
    }
  }
  CHECK(std::sqrt(squares / (3 * std::size(erlang_a_of_100_agents))) <
        1.5);  // the three figures of a row go together
}

TEST_CASE("Both kinds of key tell the same story, to the bit") {
  const yardstick::Result whole = yardstick::run<std::int64_t>({100, 95, 0.6}, 100'000, 1'000, 5);
  const yardstick::Result decimal = yardstick::run<double>({100, 95, 0.6}, 100'000, 1'000, 5);
  CHECK(whole.calls == 100'000);
  CHECK(whole.waited == decimal.waited);
  CHECK(whole.abandoned == decimal.abandoned);
  CHECK(whole.wait == decimal.wait);
}

TEST_CASE("The yardstick at its edges: one agent, nobody waits, nobody stays") {
  const yardstick::Result one = yardstick::run({1, 0.5, 1}, 200'000, 0, 6);
  CHECK(static_cast<double>(one.waited) / 200'000 ==
        Approx(0.3934693402873665764).margin(0.02));  // same file, n = 1
  const yardstick::Result roomy = yardstick::run({1'000, 10, 1}, 50'000, 0, 7);
  CHECK(roomy.waited == 0);
  CHECK(roomy.abandoned == 0);
  CHECK(roomy.wait == 0);
  const yardstick::Result crowded = yardstick::run({10, 1'000, 1}, 50'000, 20'000, 8);  // the ring grows
  CHECK(static_cast<double>(crowded.abandoned) / 50'000 == Approx(0.99).margin(0.01));
}

TEST_CASE("The ziggurat draws exponentials") {
  const yardstick::Exponential exponential;
  yardstick::Xoshiro random(9);
  constexpr int n = 1'000'000;
  double mean = 0, square = 0;
  std::array<int, 3> above{};  // beyond 1, 5 and 9: the last lies in the tail of the table
  for (int i = 0; i < n; ++i) {
    const double x = exponential(random);
    mean += x / n;
    square += x * x / n;
    above[0] += x > 1;
    above[1] += x > 5;
    above[2] += x > 9;
  }
  CHECK(std::abs(mean - 1) < 4.5 / std::sqrt(n));
  CHECK(std::abs(square - 2) < 4.5 * std::sqrt(20.0 / n));  // E x^4 - 4 = 20
  for (const auto& [count, bound] :
       {std::pair{above[0], 1.0}, std::pair{above[1], 5.0}, std::pair{above[2], 9.0}}) {
    const double expected = n * std::exp(-bound);
    CHECK(std::abs(count - expected) < 4.5 * std::sqrt(expected));
  }
}
