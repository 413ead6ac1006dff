#include "sim/random_stream.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <set>
#include <vector>

using namespace switchover;

namespace {

constexpr std::size_t pairs = 50'000;

// Correlation of two uniform samples, in standard errors of an uncorrelated pair (1/sqrt(n)).
double correlation_z(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - 0.5) * (b[i] - 0.5);
  return sum / n * 12 * std::sqrt(n);
}

// First uniform of caller 0, 1, 2, ...; `change` turns the key of a caller into that of the sample.
std::vector<double> first_uniforms(const std::function<void(StreamKey&)>& change) {
  std::vector<double> sample(pairs);
  for (std::size_t caller = 0; caller < pairs; ++caller) {
    StreamKey key{.seed = 5, .replication = 2, .entity = caller, .family = 3, .purpose = Purpose::patience};
    change(key);
    sample[caller] = RandomStream(key).uniform();
  }
  return sample;
}

}  // namespace

TEST_CASE("The engine is Threefry4x64-20: the known answers of its authors") {
  // From kat_vectors of Random123 (Salmon, Moraes, Dror & Shaw, SC'11).
  const auto words = RandomStream::Block{}({{0, 0, 0, 0}}, {{0, 0, 0, 0}});
  CHECK(words[0] == 0x09218ebde6c85537ULL);
  CHECK(words[1] == 0x55941f5266d86105ULL);
  CHECK(words[2] == 0x4bd25e16282434dcULL);
  CHECK(words[3] == 0xee29ec846bd2e40bULL);
}

TEST_CASE("Where each part of a key stands is part of the luck and never changes") {
  RandomStream stream(
      {.seed = 1, .replication = 2, .entity = 3, .family = 4, .attempt = 5, .purpose = Purpose::talk});
  for (std::uint64_t block = 0; block < 3; ++block) {
    const auto words =
        RandomStream::Block{}({{3, 4, (5ULL << 16) | 5ULL, block}}, {{1, 2, 0x73776974'63686f76ULL, 0}});
    for (const std::uint64_t word : words) CHECK(stream() == word);
  }
}

TEST_CASE("The same key gives the same numbers, in any order of asking") {
  const StreamKey key{
      .seed = 7, .replication = 3, .entity = 99, .family = 1, .attempt = 2, .purpose = Purpose::wrap};
  RandomStream first(key);
  std::vector<std::uint64_t> expected(1'000);
  for (auto& word : expected) word = first();
  RandomStream elsewhere({.seed = 8});
  RandomStream again(key);
  for (const std::uint64_t word : expected) {
    static_cast<void>(elsewhere());
    REQUIRE(again() == word);
  }
}

TEST_CASE("Changing any part of the key changes the numbers") {
  const StreamKey key{
      .seed = 7, .replication = 3, .entity = 9, .family = 1, .attempt = 2, .purpose = Purpose::wrap};
  std::set<std::uint64_t> firsts{RandomStream(key)()};
  const auto changed = [&](auto change) {
    StreamKey other = key;
    change(other);
    firsts.insert(RandomStream(other)());
  };
  changed([](StreamKey& k) { ++k.seed; });
  changed([](StreamKey& k) { ++k.replication; });
  changed([](StreamKey& k) { ++k.entity; });
  changed([](StreamKey& k) { ++k.family; });
  changed([](StreamKey& k) { ++k.attempt; });
  changed([](StreamKey& k) { k.purpose = Purpose::ivr; });
  changed([](StreamKey& k) { std::swap(k.entity, k.family); });
  CHECK(firsts.size() == 8);
}

TEST_CASE("Purposes, attempts, replications, seeds, families and neighbours are uncorrelated") {
  const std::vector<double> base = first_uniforms([](StreamKey&) {});
  const auto z = [&](const std::function<void(StreamKey&)>& change) {
    return std::abs(correlation_z(base, first_uniforms(change)));
  };
  CHECK(z([](StreamKey& k) { k.purpose = Purpose::talk; }) < 4.5);
  CHECK(z([](StreamKey& k) { k.purpose = Purpose::redial_decision; }) < 4.5);
  CHECK(z([](StreamKey& k) { k.attempt = 1; }) < 4.5);
  CHECK(z([](StreamKey& k) { k.attempt = 65'536; }) < 4.5);
  CHECK(z([](StreamKey& k) { k.replication = 3; }) < 4.5);
  CHECK(z([](StreamKey& k) { k.seed = 6; }) < 4.5);
  CHECK(z([](StreamKey& k) { k.family = 4; }) < 4.5);
  CHECK(z([](StreamKey& k) { k.entity += 1; }) < 4.5);
  CHECK(z([](StreamKey& k) { k.entity += 4; }) < 4.5);
}

TEST_CASE("The check of correlation does see a correlation") {
  const std::vector<double> a = first_uniforms([](StreamKey&) {});
  std::vector<double> b = first_uniforms([](StreamKey& k) { k.attempt = 1; });
  for (std::size_t i = 0; i < pairs; ++i) b[i] = 0.05 * a[i] + 0.95 * b[i];
  CHECK(std::abs(correlation_z(a, b)) > 4.5);
}

TEST_CASE("Numbers of one stream are uncorrelated at lags 1 to 8") {
  RandomStream stream({.seed = 12});
  std::vector<double> u(pairs + 8);
  for (double& x : u) x = stream.uniform();
  for (std::size_t lag = 1; lag <= 8; ++lag) {
    const std::vector<double> a(u.begin(), u.begin() + pairs);
    const std::vector<double> b(u.begin() + static_cast<std::ptrdiff_t>(lag),
                                u.begin() + static_cast<std::ptrdiff_t>(lag + pairs));
    CHECK(std::abs(correlation_z(a, b)) < 4.5);
  }
}

TEST_CASE("First uniforms of neighbouring callers fill 256 cells evenly, and their pairs 16 x 16") {
  const std::vector<double> u = first_uniforms([](StreamKey&) {});
  std::array<double, 256> single{}, pair{};
  for (std::size_t i = 0; i < pairs; ++i) ++single[static_cast<std::size_t>(u[i] * 256)];
  for (std::size_t i = 0; i + 1 < pairs; i += 2) {
    ++pair[static_cast<std::size_t>(u[i] * 16) * 16 + static_cast<std::size_t>(u[i + 1] * 16)];
  }
  const auto chi_square = [](const std::array<double, 256>& cells, double n) {
    double sum = 0;
    for (const double count : cells) sum += (count - n / 256) * (count - n / 256) / (n / 256);
    return sum;
  };
  // 255 degrees of freedom: mean 255, sd 22.6; 4.5 sd of the cube-root normal form (Wilson & Hilferty) is
  // 370.
  CHECK(chi_square(single, pairs) < 370);
  CHECK(chi_square(pair, pairs / 2.0) < 370);
  CHECK(chi_square(single, pairs) > 160);  // nor suspiciously even
}

TEST_CASE("A uniform is never 0 and never 1") {
  CHECK(RandomStream::to_unit(0) > 0);
  CHECK(RandomStream::to_unit(~std::uint64_t{0}) < 1);
  CHECK(RandomStream::to_unit(std::uint64_t{1} << 63) == Approx(0.5).epsilon(1e-15));
  CHECK(-std::log(RandomStream::to_unit(0)) < 40);
}
