#include "scenarios/table_lints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/wall_clock.hpp"

namespace switchover {

std::optional<Problem> looks_like_minutes(const IntervalRows& rows, std::size_t column,
                                          const std::string& hint) {
  static constexpr double least_s = 20;
  const IntervalRow* first = nullptr;
  std::size_t seen = 0;
  for (const IntervalRow& row : rows.rows) {
    const std::optional<double> value = rows.value(row, column);
    if (!value || *value <= 0) continue;
    if (*value >= least_s) return std::nullopt;
    ++seen;
    if (first == nullptr || row.line < first->line) first = &row;
  }
  if (first == nullptr) return std::nullopt;
  return problem_at(
      rows.place(*first, column),
      fmt::format("the handling time is below 20 s in all {} rows that have one, which looks like minutes",
                  seen),
      hint);
}

void ask_about_utc(const IntervalRows& rows, std::size_t offered, const Calendar& calendar, Problems& lints) {
  static constexpr std::size_t slots = 48;
  static constexpr std::int64_t least_reach_s = 21'600;  // six hours
  std::array<double, slots> calls{};
  std::array<bool, slots> there{};
  for (const IntervalRow& row : rows.rows) {
    const WallClock clock = plus_seconds(calendar.start, row.at_s);
    const auto slot = static_cast<std::size_t>(clock.hour) * 2 + static_cast<std::size_t>(clock.minute) / 30;
    there[slot] = true;
    calls[slot] += rows.value(row, offered).value_or(0);
  }
  if (rows.length_s > 3600 ||
      std::count(there.begin(), there.end(), true) * std::max<std::int64_t>(rows.length_s, 1800) <
          least_reach_s) {
    return;
  }
  const auto busiest = static_cast<std::size_t>(std::max_element(calls.begin(), calls.end()) - calls.begin());
  if (calls[busiest] <= 0 || busiest >= 10) return;
  const auto most_of = [&](std::size_t from, std::size_t to) {
    return *std::max_element(calls.begin() + static_cast<std::ptrdiff_t>(from),
                             calls.begin() + static_cast<std::ptrdiff_t>(to));
  };
  if (most_of(10, slots) >= calls[busiest]) return;  // as busy by day
  lints.push_back(problem_at(
      Place{rows.shown, 0, 0},
      fmt::format("the busiest half-hour begins at {:02}:{:02}: is this UTC?", busiest / 2, busiest % 2 * 30),
      "say timezone = \"UTC\" for the file if it is"));
}

void note_clock_changes(const std::string& file, const Calendar& calendar, Problems& lints) {
  if (calendar.timezone.empty()) return;
  static constexpr std::int64_t quarter_s = 900, longest_s = 400 * 86'400LL;
  const std::int64_t end = std::min(calendar.length.count_us() / 1'000'000, longest_s);
  LocalTime before = LocalTime::once;
  for (std::int64_t t = 0; t < end; t += quarter_s) {
    const WallClock clock = plus_seconds(calendar.start, t);
    const LocalTime now = local_time(clock, calendar.timezone).value_or(LocalTime::once);
    if (now != before && now != LocalTime::once) {
      lints.push_back(problem_at(Place{file, 0, 0},
                                 fmt::format("clocks change in {} on {}: the hour from {:02}:{:02} {}",
                                             calendar.timezone, date_text(clock), clock.hour, clock.minute,
                                             now == LocalTime::never ? "does not exist (a day of 23 h)"
                                                                     : "comes twice (a day of 25 h)"),
                                 "the scenario counts every hour of the wall clock once"));
    }
    before = now;
  }
}

}  // namespace switchover
