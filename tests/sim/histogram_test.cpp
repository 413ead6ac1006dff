#include "sim/histogram.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "sim/random_stream.hpp"
#include "tests/sim/child.hpp"

using namespace switchover;

namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();

// Values over many sizes: about the same number in every factor of two up to 2^bits.
std::vector<std::int64_t> values_of_all_sizes(std::uint64_t seed, std::size_t n, unsigned bits) {
  RandomStream luck({.seed = seed, .purpose = Purpose::test});
  std::vector<std::int64_t> values(n);
  for (std::int64_t& v : values) {
    const std::uint64_t size = luck() % bits;
    v = static_cast<std::int64_t>(luck() >> (64 - 1 - size));
  }
  return values;
}

Histogram histogram_of(const std::vector<std::int64_t>& values) {
  Histogram h;
  for (const std::int64_t v : values) h.add(v);
  return h;
}

// The definition: smallest value v such that at least `share` of the values are <= v.
std::int64_t sorted_quantile(const std::vector<std::int64_t>& sorted, double share) {
  const auto n = static_cast<double>(sorted.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (static_cast<double>(i + 1) / n >= share) return sorted[i];
  }
  return sorted.back();
}

}  // namespace

TEST_CASE("An empty histogram knows no quantile") {
  const Histogram h;
  CHECK(h.total() == 0);
  CHECK(h.quantile(0.5) == -1);
  CHECK(h.weight_at_most(most) == 0);
}

TEST_CASE("Whole numbers up to 127 are exact") {
  Histogram h;
  for (std::int64_t v = 0; v < 128; ++v) h.add(v, v + 1);
  CHECK(h.total() == 128 * 129 / 2);
  CHECK(h.largest() == 127);
  std::int64_t seen = 0;
  for (std::int64_t v = 0; v < 128; ++v) {
    seen += v + 1;
    CHECK(h.weight_at_most(v) == seen);
    CHECK(h.quantile(static_cast<double>(seen) / static_cast<double>(h.total())) == v);
    CHECK(h.bins()[static_cast<std::size_t>(v)] == v + 1);
    CHECK(Histogram::bin_low(static_cast<std::size_t>(v)) == v);
  }
}

TEST_CASE("Bins touch, never overlap, and are at most 1.6 % wide") {
  for (std::size_t bin = 128; bin + 1 < 3'712; ++bin) {
    const std::int64_t low = Histogram::bin_low(bin), next = Histogram::bin_low(bin + 1);
    REQUIRE(next > low);
    REQUIRE(static_cast<double>(next - low) / static_cast<double>(low) <= 0.016);
    Histogram h;
    h.add(low);
    h.add(next - 1);
    REQUIRE(h.bins().size() == bin + 1);
    REQUIRE(h.bins()[bin] == 2);
    h.add(next);
    REQUIRE(h.bins()[bin + 1] == 1);
  }
}

TEST_CASE("Quantiles agree with sorted values to the width of a bin, and exactly at the top") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    std::vector<std::int64_t> values = values_of_all_sizes(seed, 5'000 + seed, 50);
    const Histogram h = histogram_of(values);
    std::sort(values.begin(), values.end());
    for (const double share : {0.0, 1e-9, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1.0}) {
      const std::int64_t exact = sorted_quantile(values, share), binned = h.quantile(share);
      CHECK(binned >= exact);
      CHECK(static_cast<double>(binned - exact) <= 0.016 * static_cast<double>(exact));
    }
    CHECK(h.quantile(1) == values.back());
    CHECK(h.largest() == values.back());
  }
}

TEST_CASE("A share that is a whole number of values is not rounded up to the next value") {
  Histogram h;
  for (std::int64_t v = 1; v <= 100; ++v) h.add(v);
  for (std::int64_t v = 1; v <= 100; ++v) CHECK(h.quantile(static_cast<double>(v) / 100) == v);
  CHECK(h.quantile(0.071) == 8);
}

TEST_CASE("Weight at most a value counts the bins that lie wholly below it") {
  Histogram h;
  h.add(100, 3);
  h.add(1'000, 5);
  CHECK(h.weight_at_most(-1) == 0);
  CHECK(h.weight_at_most(99) == 0);
  CHECK(h.weight_at_most(100) == 3);
  CHECK(h.weight_at_most(1'000) == 3);  // the bin of 1,000 reaches to 1,007
  CHECK(h.weight_at_most(1'007) == 8);
  CHECK(h.weight_at_most(most) == 8);
}

TEST_CASE("The order of adding and merging does not matter") {
  std::vector<std::int64_t> values = values_of_all_sizes(9, 3'000, 62);
  const Histogram all = histogram_of(values);
  std::reverse(values.begin(), values.end());
  CHECK(histogram_of(values) == all);
  std::vector<Histogram> parts(7);
  for (std::size_t i = 0; i < values.size(); ++i) parts[i % parts.size()].add(values[i]);
  Histogram forwards, backwards;
  for (const Histogram& part : parts) forwards.merge(part);
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) backwards.merge(*part);
  CHECK(forwards == all);
  CHECK(backwards == all);
  Histogram with_nothing = all;
  with_nothing.merge(Histogram());
  CHECK(with_nothing == all);
}

TEST_CASE("Huge and negative values find a bin") {
  Histogram h;
  h.add(-5);
  h.add(std::numeric_limits<std::int64_t>::min());
  CHECK(h.bins()[0] == 2);  // below zero counts as zero
  CHECK(h.quantile(1) == 0);
  h.add(std::int64_t{1} << 62);
  CHECK(h.quantile(1) == std::int64_t{1} << 62);
  h.add(most);
  CHECK(h.bins().size() == 3'712);
  CHECK(h.quantile(1) == most);
  CHECK(h.quantile(0.5) == 0);
  CHECK(h.weight_at_most(most) == 4);
  CHECK(h.weight_at_most(most - 1) == 3);
}

TEST_CASE("A unit is divided out before binning and multiplied back when asked") {
  Histogram h(1'000);
  for (std::int64_t ms = 0; ms < 100; ++ms) h.add(ms * 1'000 + 999);
  CHECK(h.unit() == 1'000);
  CHECK(h.bins().size() == 100);
  CHECK(h.quantile(0.5) == 49'999);
  CHECK(h.quantile(1) == 99'999);
  CHECK(h.weight_at_most(49'998) == 49);
  CHECK(h.weight_at_most(49'999) == 50);
  Histogram huge(1'000'000);
  huge.add(most);
  CHECK(huge.quantile(0.5) == most);
  CHECK(exit_code_of([&] { h.merge(Histogram(1)); }) == 70);
}

TEST_CASE("A quantile never exceeds the largest value seen") {
  Histogram h;
  h.add(1'000);
  CHECK(h.quantile(0.5) == 1'000);
  CHECK(h.quantile(0) == 1'000);
  CHECK(exit_code_of([&] { static_cast<void>(h.quantile(1.5)); }) == 70);
  CHECK(exit_code_of([&] { static_cast<void>(h.quantile(std::nan(""))); }) == 70);
}

TEST_CASE("Room that was made is kept, so that adding allocates nothing") {
  Histogram h;
  h.reserve_to(3'600'000'000);
  const auto* place = h.bins().data();
  for (std::int64_t v = 1; v <= 3'600'000'000; v = v * 3 / 2 + 1) h.add(v);
  CHECK(h.bins().data() == place);
  h.clear();
  CHECK(h.total() == 0);
  CHECK(h.largest() == 0);
  CHECK(h.quantile(0.5) == -1);
  h.add(3'600'000'000);
  CHECK(h.bins().data() == place);
}
