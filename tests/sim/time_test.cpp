#include "sim/time.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "tests/sim/child.hpp"

using namespace switchover;

namespace {
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double longest_s = 100.0 * 366 * 86'400;
}  // namespace

TEST_CASE("Seconds become whole microseconds, rounded to the nearest") {
  CHECK(Duration::seconds(0).count_us() == 0);
  CHECK(Duration::seconds(1.5).count_us() == 1'500'000);
  CHECK(Duration::seconds(0.0000004).count_us() == 0);
  CHECK(Duration::seconds(0.0000006).count_us() == 1);
  CHECK(Duration::seconds(-0.0000006).count_us() == -1);
  CHECK(Duration::seconds(-2.25).count_us() == -2'250'000);
  CHECK(Duration::seconds(123456789.123456).count_us() == 123'456'789'123'456);
  CHECK(Duration::seconds(240).in_seconds() == 240.0);
}

TEST_CASE("Durations are clamped at 100 years of either sign") {
  CHECK(Duration::longest().in_seconds() == Approx(longest_s));
  CHECK(Duration::seconds(longest_s) == Duration::longest());
  CHECK(Duration::seconds(longest_s * 1.01) == Duration::longest());
  CHECK(Duration::seconds(1e300) == Duration::longest());
  CHECK(Duration::seconds(infinity) == Duration::longest());
  CHECK(Duration::seconds(-infinity).count_us() == -Duration::longest_us);
  CHECK(Duration::seconds(-1e300).count_us() == -Duration::longest_us);
  CHECK(Duration::seconds(longest_s - 1) < Duration::longest());
  CHECK(Duration::whole_seconds(std::numeric_limits<std::int64_t>::max()) == Duration::longest());
  CHECK(Duration::whole_seconds(std::numeric_limits<std::int64_t>::min()).count_us() ==
        -Duration::longest_us);
  static_assert(Duration::whole_seconds(90).count_us() == 90'000'000);
}

TEST_CASE("Not a number is no duration") {
  CHECK(exit_code_of(
            [] { static_cast<void>(Duration::seconds(std::numeric_limits<double>::quiet_NaN())); }) == 70);
}

TEST_CASE("Every duration fits a century, and 2,000 of the longest can be added") {
  CHECK(Duration::longest_us / 1'000'000 / 86'400 >= 100LL * 365);
  CHECK(Duration::longest_us <= std::numeric_limits<std::int64_t>::max() / 2'000);
  Duration sum;
  for (int i = 0; i < 2'000; ++i) sum += Duration::longest();  // the sanitizer stops here if it wraps
  CHECK(sum.count_us() == Duration::longest_us * 2'000);
  for (int i = 0; i < 4'000; ++i) sum -= Duration::longest();
  CHECK(sum.count_us() == -Duration::longest_us * 2'000);
}

TEST_CASE("A product that does not fit is a broken contract, not a wrong number") {
  CHECK((Duration::longest() * 2'000).count_us() == Duration::longest_us * 2'000);
  CHECK((Duration::whole_seconds(15) * -4) == Duration::whole_seconds(-60));
  CHECK(exit_code_of([] { static_cast<void>(Duration::longest() * 3'000); }) == 70);
  CHECK(exit_code_of(
            [] { static_cast<void>(Duration::longest() * std::numeric_limits<std::int64_t>::min()); }) == 70);
}

TEST_CASE("Never lies beyond every moment of a century, and adding to it does not wrap") {
  CHECK(Time::never() > Time::after_start(Duration::longest()));
  CHECK(Time::never() + Duration::longest() > Time::never());
  CHECK((Time::never() - Time{}).count_us() == 2 * Duration::longest_us);
}

TEST_CASE("Moments and durations add, subtract, divide and compare") {
  constexpr Time noon = Time::after_start(Duration::whole_seconds(43'200));
  static_assert((noon + Duration::whole_seconds(60)) - noon == Duration::whole_seconds(60));
  static_assert(noon - Duration::whole_seconds(43'200) == Time{});
  static_assert(Duration::whole_seconds(3'599) / Duration::whole_seconds(900) == 3);
  CHECK(noon.in_seconds() == 43'200.0);
  CHECK(Time::microseconds(-1) < Time{});
  CHECK(Duration::seconds(0.1) + Duration::seconds(0.2) == Duration::seconds(0.3));
  CHECK(Duration::whole_seconds(3) - Duration::whole_seconds(5) == Duration::whole_seconds(-2));
}

TEST_CASE("Microseconds survive the way to seconds and back over a whole year") {
  for (std::int64_t us = 1; us < 32'000'000'000'000; us = us * 3 + 7) {
    CHECK(Duration::seconds(Duration::microseconds(us).in_seconds()).count_us() == us);
  }
}
