#include "scenarios/wall_clock.hpp"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <array>
#include <exception>

namespace switchover {

namespace {

date::local_seconds local_of(const WallClock& c) {
  const date::year_month_day day = date::year{c.year} / date::month{static_cast<unsigned>(c.month)} /
                                   date::day{static_cast<unsigned>(c.day)};
  return date::local_days{day} + std::chrono::hours{c.hour} + std::chrono::minutes{c.minute} +
         std::chrono::seconds{c.second};
}

WallClock clock_of(date::local_seconds t) {
  const date::local_days midnight = date::floor<date::days>(t);
  const date::year_month_day day{midnight};
  const std::int64_t in_day = (t - midnight).count();
  WallClock clock;
  clock.year = static_cast<int>(day.year());
  clock.month = static_cast<int>(static_cast<unsigned>(day.month()));
  clock.day = static_cast<int>(static_cast<unsigned>(day.day()));
  clock.hour = static_cast<int>(in_day / 3600);
  clock.minute = static_cast<int>(in_day / 60 % 60);
  clock.second = static_cast<int>(in_day % 60);
  return clock;
}

// Nothing when the zone is unknown or the system has no time zone data (the library reports both by an
// exception).
const date::time_zone* zone_of(const std::string& name) {
  if (name.empty()) return nullptr;
  try {
    return date::locate_zone(name);
  } catch (const std::exception&) {
    return nullptr;
  }
}

}  // namespace

std::string date_text(const WallClock& clock) {
  return fmt::format("{:04}-{:02}-{:02}", clock.year, clock.month, clock.day);
}

std::string date_time_text(const WallClock& clock) {
  return fmt::format("{}T{:02}:{:02}:{:02}", date_text(clock), clock.hour, clock.minute, clock.second);
}

std::string weekday_name(const WallClock& clock) {
  static constexpr std::array<const char*, 7> names = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const date::weekday weekday{date::floor<date::days>(local_of(clock))};
  return names[weekday.c_encoding()];
}

std::string clock_text(const WallClock& start, Duration scenario_length, Time t) {
  const std::int64_t us = t.count_us();
  const std::int64_t seconds = us >= 0 ? us / 1'000'000 : -((-us + 999'999) / 1'000'000);
  const WallClock clock = plus_seconds(start, seconds);
  std::string text = fmt::format("{:02}:{:02}", clock.hour, clock.minute);
  if (clock.second != 0) text += fmt::format(":{:02}", clock.second);
  if (scenario_length <= Duration::whole_seconds(86'400)) return text;
  if (scenario_length <= Duration::whole_seconds(604'800)) return weekday_name(clock) + " " + text;
  return date_text(clock) + " " + text;
}

std::int64_t seconds_between(const WallClock& from, const WallClock& to) {
  return (local_of(to) - local_of(from)).count();
}

WallClock plus_seconds(const WallClock& clock, std::int64_t seconds) {
  return clock_of(local_of(clock) + std::chrono::seconds{seconds});
}

bool is_valid(const WallClock& c) {
  if (c.year < -9999 || c.year > 9999 || c.month < 1 || c.month > 12 || c.day < 1 || c.day > 31) return false;
  if (c.hour < 0 || c.hour > 23 || c.minute < 0 || c.minute > 59 || c.second < 0 || c.second > 59)
    return false;
  return (date::year{c.year} / date::month{static_cast<unsigned>(c.month)} /
          date::day{static_cast<unsigned>(c.day)})
      .ok();
}

bool zone_exists(const std::string& zone) { return zone_of(zone) != nullptr; }

std::optional<WallClock> in_zone(const WallClock& utc, const std::string& zone) {
  const date::time_zone* found = zone_of(zone);
  if (found == nullptr) return std::nullopt;
  return clock_of(found->to_local(date::sys_seconds{local_of(utc).time_since_epoch()}));
}

std::optional<WallClock> to_utc(const WallClock& local, const std::string& zone) {
  const date::time_zone* found = zone_of(zone);
  if (found == nullptr) return std::nullopt;
  const date::sys_seconds utc = found->to_sys(local_of(local), date::choose::earliest);
  return clock_of(date::local_seconds{utc.time_since_epoch()});
}

std::optional<LocalTime> local_time(const WallClock& local, const std::string& zone) {
  const date::time_zone* found = zone_of(zone);
  if (found == nullptr) return std::nullopt;
  switch (found->get_info(local_of(local)).result) {
    case date::local_info::nonexistent:
      return LocalTime::never;
    case date::local_info::ambiguous:
      return LocalTime::twice;
    default:
      return LocalTime::once;
  }
}

}  // namespace switchover
