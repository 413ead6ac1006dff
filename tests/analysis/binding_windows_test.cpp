// When something is full and hurts, in words, also over several days.
#include "analysis/binding_windows.hpp"

#include <catch2/catch.hpp>

using namespace switchover;

namespace {

constexpr std::size_t half_hours = 48;

CentreSpec days_of(int days) {
  CentreSpec spec;
  spec.length = Duration::whole_seconds(86'400) * days;
  spec.interval = Duration::whole_seconds(1800);
  return spec;
}

WallClock monday(int hour) {
  WallClock clock;
  clock.year = 2026;
  clock.month = 3;
  clock.day = 2;
  clock.hour = hour;
  return clock;
}

struct Hours {
  std::size_t day, first, last;  // half-hours of the day
};
std::vector<IntervalSpan> windows_of(const CentreSpec& spec, const WallClock& start,
                                     const std::vector<Hours>& hurting) {
  std::vector<IntervalSpan> rows;
  const std::size_t all = static_cast<std::size_t>(spec.length.count_us() / spec.interval.count_us());
  for (std::size_t i = 0; i < all; ++i) rows.push_back({i, i + 1, false});
  std::vector<bool> hurts(all, false);
  for (const Hours& one : hurting)
    for (std::size_t i = one.first; i < one.last; ++i) hurts[one.day * half_hours + i] = true;
  return hurting_windows(start, spec, rows, hurts);
}
std::string told(int days, const std::vector<Hours>& hurting) {
  const CentreSpec spec = days_of(days);
  return days_text(monday(0), spec, windows_of(spec, monday(0), hurting));
}

}  // namespace

TEST_CASE("the windows of several days are told day by day") {
  CHECK(told(5, {{0, 17, 26}}) == "Mon 08:30-13:00");
  CHECK(told(5, {{0, 17, 26}, {1, 18, 24}}) == "Mon 08:30-13:00 and Tue 09:00-12:00");
  CHECK(told(5, {{0, 17, 26}, {1, 17, 26}, {4, 17, 26}}) == "08:30-13:00 on 3 of 5 days");
  CHECK(told(5, {{0, 17, 26}, {1, 18, 24}, {4, 16, 20}}) == "on 3 of 5 days, at most 08:00-13:00");
  CHECK(told(7, {{0, 0, 48}, {1, 0, 48}, {2, 0, 48}}) == "00:00-24:00 on 3 of 7 days");
  CHECK(told(14, {{8, 17, 26}}) == "2026-03-10 08:30-13:00");
  CHECK(told(5, {}).empty());
}

TEST_CASE("a window of a day reaches from its first to its last hurting interval") {
  const CentreSpec spec = days_of(2);
  const auto windows = windows_of(spec, monday(0), {{0, 17, 19}, {0, 24, 26}, {1, 20, 21}});
  REQUIRE(windows.size() == 2);
  CHECK(windows[0] == IntervalSpan{17, 26, false});
  CHECK(windows[1] == IntervalSpan{68, 69, false});
}

TEST_CASE("a scenario of one day has one window, also over midnight, and needs no words") {
  const CentreSpec spec = days_of(1);
  const auto windows = windows_of(spec, monday(20), {{0, 2, 4}, {0, 20, 24}});
  REQUIRE(windows.size() == 1);
  CHECK(windows[0] == IntervalSpan{2, 24, false});
  CHECK(days_text(monday(20), spec, windows).empty());
}
