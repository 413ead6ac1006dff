#include "analysis/case_day_bytes.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>

using namespace switchover;

namespace {
CaseDay day(double x) {
  CaseDay made;
  made.promises = {{{Figure{x, 3}, Figure::none()}}, {}};
  made.asks = {Figure::number(1.0 / 3 + x), Figure{std::numeric_limits<double>::infinity(), 1}};
  made.controls = {-0.0, 5e-324, x};
  made.broken = "caf\xC3\xA9, \"quoted\"\n";
  return made;
}
}  // namespace

TEST_CASE("Days come back from their bytes exactly") {
  const std::vector<CaseDay> days = {day(0.1), CaseDay{}, day(-1e300)};
  const auto back = days_from_bytes(days_to_bytes(days), 3);
  REQUIRE(back);
  CHECK(*back == days);
  CHECK(std::signbit((*back)[0].controls[0]));
  const auto none = days_from_bytes(days_to_bytes({}), 0);
  REQUIRE(none);
  CHECK(none->empty());
}

TEST_CASE("Not even the bits of a number that is none change") {
  std::vector<CaseDay> days(1);
  const std::uint64_t bits = 0x7FF8000000ABCDEFULL;
  days[0].controls = {std::bit_cast<double>(bits)};
  const auto back = days_from_bytes(days_to_bytes(days), 1);
  REQUIRE(back);
  CHECK(std::bit_cast<std::uint64_t>((*back)[0].controls[0]) == bits);
}

TEST_CASE("Bytes of another number of days, of another form or cut anywhere are refused") {
  const std::string bytes = days_to_bytes({day(1), day(2)});
  CHECK_FALSE(days_from_bytes(bytes, 1));
  CHECK_FALSE(days_from_bytes(bytes, 3));
  CHECK_FALSE(days_from_bytes("", 0));
  CHECK_FALSE(days_from_bytes(bytes + "x", 2));
  std::string other = bytes;
  other[16] = '2';  // the form
  CHECK_FALSE(days_from_bytes(other, 2));
  std::size_t refused = 0;
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    refused += days_from_bytes(bytes.substr(0, length), 2) ? 0U : 1U;
  }
  CHECK(refused == bytes.size());
}

TEST_CASE("Counts that promise more than there are bytes are refused without taking the memory") {
  std::string bytes = days_to_bytes({day(1)});
  const std::size_t promises_at = std::string("switchover days 1\n").size() + 8;
  for (std::size_t i = 0; i < 8; ++i) bytes[promises_at + i] = static_cast<char>(i == 7 ? 0x7F : 0xFF);
  CHECK_FALSE(days_from_bytes(bytes, 1));
  CHECK_FALSE(days_from_bytes("switchover days 1\n\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", SIZE_MAX));
}

TEST_CASE("Corrections of a forecast come back exactly, and nothing else does") {
  ForecastCorrection c;
  c.queue = "billing, \"old\"";
  c.counts = ForecastCounts::entered_queue;
  c.forecast_calls = 1000.1;
  c.people = 900.7;
  c.redials = 0.3;
  c.ivr_losses = 1e-9;
  c.pilot_runs = 10;
  c.iterations = 3;
  c.residual = -0.001;
  const std::string bytes = corrections_to_bytes({c, ForecastCorrection{}});
  const auto back = corrections_from_bytes(bytes);
  REQUIRE(back);
  REQUIRE(back->size() == 2);
  CHECK(corrections_to_bytes(*back) == bytes);
  CHECK((*back)[0].queue == c.queue);
  CHECK((*back)[0].counts == c.counts);
  CHECK((*back)[0].people == c.people);
  CHECK((*back)[0].residual == c.residual);
  CHECK((*back)[0].iterations == 3);
  std::size_t refused = 0;
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    refused += corrections_from_bytes(bytes.substr(0, length)) ? 0U : 1U;
  }
  CHECK(refused == bytes.size());
  CHECK_FALSE(corrections_from_bytes(days_to_bytes({})));
}
