// Wall clock readings: parsing, printing, and the way between them and Time (which counts from the scenario's
// start).
#pragma once
#include <optional>
#include <string>

#include "scenarios/scenario.hpp"

namespace switchover {

// "08:30" on a one-day scenario, "Tue 08:30" within a week, "2026-03-10 08:30" beyond.
std::string clock_text(const WallClock& start, Duration scenario_length, Time t);
std::string date_text(const WallClock& clock);       // "2026-03-02"
std::string date_time_text(const WallClock& clock);  // "2026-03-02T08:00:00"
std::string weekday_name(const WallClock& clock);    // "Mon"
// Seconds from `from` to `to` as the calendar counts (no time zone).
std::int64_t seconds_between(const WallClock& from, const WallClock& to);
WallClock plus_seconds(const WallClock& clock, std::int64_t seconds);
bool is_valid(const WallClock& clock);  // a real date, hour 0..23, minute and second 0..59
// Local reading of a UTC reading; nothing when the zone is unknown. Uses the system's time zone data
// (tzdata).
bool zone_exists(const std::string& zone);
std::optional<WallClock> in_zone(const WallClock& utc, const std::string& zone);
// UTC reading of a local one. A local time that does not exist or exists twice (a clock change): the first
// choice.
std::optional<WallClock> to_utc(const WallClock& local, const std::string& zone);
// How often a clock in the zone shows this reading: where clocks change, an hour is left out or comes twice.
enum class LocalTime { once, never, twice };
std::optional<LocalTime> local_time(const WallClock& local, const std::string& zone);

}  // namespace switchover
