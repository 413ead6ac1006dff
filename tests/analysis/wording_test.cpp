#include "analysis/wording.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace switchover;

TEST_CASE("Numbers in the words of the verdict") {
  CHECK(count_text(21714.4) == "21,714");
  CHECK(count_text(-3316) == "-3,316");
  CHECK(count_text(999) == "999");
  CHECK(count_text(0) == "0");
  CHECK(count_text(3.44) == "3.4");
  CHECK(count_text(1e6) == "1,000,000");
  CHECK(percent_text(2e-83) == "<0.01%");
  CHECK(percent_text(0.608) == "60.8%");
  CHECK(percent_text(0) == "0.0%");
  CHECK(percent_text(0.0001) == "0.01%");
  CHECK(points_text(-0.079) == "-7.9");
  CHECK(points_text(0.402) == "+40.2");
  CHECK(points_text(-0.0001) == "0.0");
  CHECK(duration_text(3) == "3 s");
  CHECK(duration_text(2.31) == "2.3 s");
  CHECK(duration_text(250) == "4 m 10 s");
  CHECK(duration_text(900) == "15 m");
  CHECK(duration_text(39240) == "10 h 54 m");
  CHECK(duration_text(std::numeric_limits<double>::infinity()) == "never");
  CHECK(range_text(Range{0.13, 0.24}, Unit::share) == "13.0% - 24.0%");
  CHECK(range_text(std::nullopt, Unit::share) == "-");
  CHECK(range_text(Range{600, std::numeric_limits<double>::infinity()}, Unit::seconds) == "at least 10 m");
  CHECK(value_text(std::optional<double>{}, Unit::count) == "-");
}
