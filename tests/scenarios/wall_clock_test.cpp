#include "scenarios/wall_clock.hpp"

#include <catch2/catch.hpp>

using namespace switchover;

namespace {

const WallClock monday{2026, 3, 2, 8, 0, 0};
Time at(std::int64_t s) { return Time::after_start(Duration::whole_seconds(s)); }
Duration hours(int h) { return Duration::whole_seconds(h * 3600); }

}  // namespace

TEST_CASE("a moment is printed as short as the scenario allows") {
  CHECK(clock_text(monday, hours(10), at(1800)) == "08:30");
  CHECK(clock_text(monday, hours(24), at(0)) == "08:00");
  CHECK(clock_text(monday, hours(25), at(86'400)) == "Tue 08:00");
  CHECK(clock_text(monday, hours(168), at(6 * 86'400)) == "Sun 08:00");
  CHECK(clock_text(monday, hours(169), at(7 * 86'400)) == "2026-03-09 08:00");
  CHECK(clock_text(monday, hours(10), at(1815)) == "08:30:15");
  CHECK(clock_text(monday, hours(10), at(-1800)) == "07:30");
  CHECK(clock_text(monday, hours(10), Time::microseconds(-1)) == "07:59:59");
}

TEST_CASE("dates are printed and counted as the calendar does") {
  CHECK(date_text(monday) == "2026-03-02");
  CHECK(date_time_text({2026, 12, 31, 23, 59, 58}) == "2026-12-31T23:59:58");
  CHECK(weekday_name(monday) == "Mon");
  CHECK(weekday_name({1999, 2, 1, 0, 0, 0}) == "Mon");
  CHECK(weekday_name({2024, 2, 29, 23, 0, 0}) == "Thu");
  CHECK(seconds_between(monday, {2026, 3, 3, 8, 0, 0}) == 86'400);
  CHECK(seconds_between(monday, {2026, 3, 2, 7, 59, 59}) == -1);
  CHECK(seconds_between({2024, 2, 28, 0, 0, 0}, {2024, 3, 1, 0, 0, 0}) == 2 * 86'400);
  CHECK(plus_seconds({2026, 12, 31, 23, 59, 59}, 1) == WallClock{2027, 1, 1, 0, 0, 0});
  CHECK(plus_seconds({2027, 1, 1, 0, 0, 0}, -1) == WallClock{2026, 12, 31, 23, 59, 59});
  for (std::int64_t s = -4'000'000'000; s < 8'000'000'000; s += 123'456'789) {
    CHECK(seconds_between(monday, plus_seconds(monday, s)) == s);
  }
}

TEST_CASE("only real readings are valid") {
  CHECK(is_valid(monday));
  CHECK(is_valid({2024, 2, 29, 23, 59, 59}));
  CHECK_FALSE(is_valid({2023, 2, 29, 0, 0, 0}));
  CHECK_FALSE(is_valid({2026, 4, 31, 0, 0, 0}));
  CHECK_FALSE(is_valid({2026, 13, 1, 0, 0, 0}));
  CHECK_FALSE(is_valid({2026, 0, 1, 0, 0, 0}));
  CHECK_FALSE(is_valid({2026, 1, 0, 0, 0, 0}));
  CHECK_FALSE(is_valid({2026, 1, 1, 24, 0, 0}));
  CHECK_FALSE(is_valid({2026, 1, 1, 0, 60, 0}));
  CHECK_FALSE(is_valid({2026, 1, 1, 0, 0, 60}));
  CHECK_FALSE(is_valid({2026, 1, 1, -1, 0, 0}));
}

TEST_CASE("UTC is taken to the centre's clock and back") {
  CHECK(in_zone({2026, 3, 2, 8, 0, 0}, "Europe/London") == WallClock{2026, 3, 2, 8, 0, 0});
  CHECK(in_zone({2026, 7, 2, 8, 0, 0}, "Europe/London") == WallClock{2026, 7, 2, 9, 0, 0});
  CHECK(in_zone({2026, 3, 2, 2, 0, 0}, "America/New_York") == WallClock{2026, 3, 1, 21, 0, 0});
  CHECK(to_utc({2026, 7, 2, 9, 0, 0}, "Europe/London") == WallClock{2026, 7, 2, 8, 0, 0});
  CHECK(in_zone({2026, 3, 2, 8, 0, 0}, "UTC") == WallClock{2026, 3, 2, 8, 0, 0});
  CHECK(zone_exists("Europe/Berlin"));
  CHECK_FALSE(zone_exists("Europe/Londn"));
  CHECK_FALSE(zone_exists(""));
  CHECK_FALSE(in_zone(monday, "Nowhere/Else").has_value());
  CHECK_FALSE(to_utc(monday, "Nowhere/Else").has_value());
  CHECK_FALSE(local_time(monday, "Nowhere/Else").has_value());
}

TEST_CASE("the clock changes twice a year") {
  CHECK(local_time(monday, "Europe/London") == LocalTime::once);
  CHECK(local_time({2026, 3, 29, 1, 30, 0}, "Europe/London") == LocalTime::never);
  CHECK(local_time({2026, 3, 29, 2, 0, 0}, "Europe/London") == LocalTime::once);
  CHECK(local_time({2026, 10, 25, 1, 30, 0}, "Europe/London") == LocalTime::twice);
  CHECK(local_time({2026, 10, 25, 2, 0, 0}, "Europe/London") == LocalTime::once);
  CHECK(to_utc({2026, 10, 25, 1, 30, 0}, "Europe/London") == WallClock{2026, 10, 25, 0, 30, 0});  // the first
  CHECK(to_utc({2026, 3, 29, 1, 30, 0}, "Europe/London") == WallClock{2026, 3, 29, 1, 0, 0});  // the change
}
