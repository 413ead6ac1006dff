#include "analysis/binding_windows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analysis/figures.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr std::int64_t day_s = 86'400;
constexpr std::size_t most_told = 2;  // days with hours of their own

bool has_days(const CentreSpec& spec) { return spec.length > Duration::whole_seconds(day_s); }

// Seconds after midnight of the scenario's first day.
std::int64_t since_midnight(const WallClock& start, const CentreSpec& spec, std::size_t interval) {
  const Duration after = std::min(spec.interval * static_cast<std::int64_t>(interval), spec.length);
  return start.hour * 3600 + start.minute * 60 + start.second + after.count_us() / 1'000'000;
}

struct DayWindow {
  std::int64_t day = 0, from_s = 0, to_s = 0;  // to_s: up to 24 hours, beyond where it goes on after midnight
};

std::string hours_text(std::int64_t from_s, std::int64_t to_s) {
  const auto clock = [](std::int64_t s) {
    const std::int64_t of_day = s == day_s ? s : s % day_s;
    return fmt::format("{:02}:{:02}", of_day / 3600, of_day % 3600 / 60);
  };
  return clock(from_s) + "-" + clock(to_s);
}

std::string day_name(const WallClock& start, const CentreSpec& spec, std::int64_t day) {
  const WallClock clock = plus_seconds(start, day * day_s);
  return spec.length <= Duration::whole_seconds(7 * day_s) ? weekday_name(clock) : date_text(clock);
}

}  // namespace

std::vector<IntervalSpan> hurting_windows(const WallClock& start, const CentreSpec& spec,
                                          const std::vector<IntervalSpan>& rows,
                                          const std::vector<bool>& hurting) {
  std::vector<IntervalSpan> windows;
  std::int64_t day_before = -1;
  for (std::size_t r = 0; r < rows.size() && r < hurting.size(); ++r) {
    if (!hurting[r]) continue;
    const std::int64_t day = has_days(spec) ? since_midnight(start, spec, rows[r].first) / day_s : 0;
    if (windows.empty() || day != day_before) windows.push_back({rows[r].first, rows[r].last, false});
    windows.back().last = rows[r].last;
    day_before = day;
  }
  return windows;
}

std::string days_text(const WallClock& start, const CentreSpec& spec,
                      const std::vector<IntervalSpan>& windows) {
  if (windows.empty() || !has_days(spec)) return "";
  std::vector<DayWindow> days;
  std::set<std::string> hours;
  std::int64_t earliest = day_s, latest = 0;
  for (const IntervalSpan& window : windows) {
    const std::int64_t from = since_midnight(start, spec, window.first);
    const std::int64_t to = since_midnight(start, spec, window.last);
    const std::int64_t day = from / day_s;
    days.push_back({day, from - day * day_s, to - day * day_s});
    hours.insert(hours_text(days.back().from_s, days.back().to_s));
    earliest = std::min(earliest, days.back().from_s);
    latest = std::max(latest, days.back().to_s);
  }
  const std::int64_t all = (since_midnight(start, spec, interval_count(spec)) + day_s - 1) / day_s;
  const std::string of_days = fmt::format("on {} of {} days", days.size(), all);
  if (days.size() > most_told)
    return hours.size() == 1 ? *hours.begin() + " " + of_days
                             : fmt::format("{}, at most {}", of_days, hours_text(earliest, latest));
  std::string text;
  for (const DayWindow& one : days) {
    text += (text.empty() ? "" : " and ") + day_name(start, spec, one.day) + " " +
            hours_text(one.from_s, one.to_s);
  }
  return text;
}

}  // namespace switchover
