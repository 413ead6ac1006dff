#include "sim/fingerprint.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <limits>
#include <set>

using namespace switchover;

TEST_CASE("The print of a known sequence never changes: golden files hold such prints") {
  // Computed by an independent program (arbitrary-precision integers) from the definition in the header.
  CHECK(Fingerprint().text() == "7377697463686f76");
  CHECK(Fingerprint().add(1).text() == "6ed496732cebfa61");
  CHECK(Fingerprint().add(1).add(-2).add(std::uint64_t{3}).text() == "5e64fe0a5647fc5a");
  CHECK(Fingerprint().add("switchover").text() == "537c74bec6fa112a");
  CHECK(Fingerprint().add(0.1).text() == "35251bc1d2afea72");
}

TEST_CASE("Order, length and borders count") {
  CHECK(Fingerprint().add(1).add(2) != Fingerprint().add(2).add(1));
  CHECK(Fingerprint().add(0) != Fingerprint());
  CHECK(Fingerprint().add(0).add(0) != Fingerprint().add(0));
  CHECK(Fingerprint().add("ab").add("c") != Fingerprint().add("a").add("bc"));
  CHECK(Fingerprint().add("") != Fingerprint());
  CHECK(Fingerprint().add("12345678") != Fingerprint().add(std::string("12345678\0", 9)));
  CHECK(Fingerprint().add(std::string(1, '\xff')) != Fingerprint().add(std::string(1, '\x7f')));
}

TEST_CASE("The width of a number does not matter, its value does") {
  CHECK(Fingerprint().add(std::int8_t{-5}) == Fingerprint().add(std::int64_t{-5}));
  CHECK(Fingerprint().add(std::uint16_t{5}) == Fingerprint().add(std::int64_t{5}));
  CHECK(Fingerprint().add(true) == Fingerprint().add(1));
  CHECK(Fingerprint().add(Duration::whole_seconds(1)) == Fingerprint().add(1'000'000));
  CHECK(Fingerprint().add(Time::microseconds(7)) == Fingerprint().add(7));
  enum class Colour : std::uint8_t { red, green };
  CHECK(Fingerprint().add(Colour::green) == Fingerprint().add(1));
  CHECK(Fingerprint().add("text") == Fingerprint().add(std::string("text")));
}

TEST_CASE("Doubles count by value") {
  CHECK(Fingerprint().add(-0.0) == Fingerprint().add(0.0));
  CHECK(Fingerprint().add(0.1 + 0.2) != Fingerprint().add(0.3));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(Fingerprint().add(nan) == Fingerprint().add(-nan));
  CHECK(Fingerprint().add(nan) != Fingerprint().add(std::numeric_limits<double>::infinity()));
}

TEST_CASE("A change of one bit changes about half of the print") {
  int flipped = 0, cases = 0;
  for (std::uint64_t value = 0; value < 200; ++value) {
    for (unsigned bit = 0; bit < 64; ++bit) {
      const auto a = Fingerprint().add(value).add(42).value();
      const auto b = Fingerprint().add(value ^ (std::uint64_t{1} << bit)).add(42).value();
      flipped += std::popcount(a ^ b);
      ++cases;
    }
  }
  CHECK(static_cast<double>(flipped) / cases ==
        Approx(32).margin(0.1));  // sd of the mean 4 / sqrt(12800) = 0.035
}

TEST_CASE("A hundred thousand small values have different prints") {
  std::set<std::uint64_t> seen;
  for (int value = -50'000; value < 50'000; ++value) seen.insert(Fingerprint().add(value).value());
  CHECK(seen.size() == 100'000);
}
