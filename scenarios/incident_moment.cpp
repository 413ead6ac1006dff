#include "scenarios/incident_moment.hpp"

#include "scenarios/estate_phrases.hpp"
#include "scenarios/moments.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

using Reading = CellReading<IncidentMoment>;

const char* const no_zone_hint = "add timezone = \"Europe/London\" (where the centre is) to the scenario";

// A reading with a date, on the scenario's clock.
Reading from_stamp(const StampText& stamp, const Calendar& calendar, const std::string& zone) {
  WallClock local = stamp.clock;
  std::optional<WallClock> utc;
  if (stamp.offset_s) {
    utc = plus_seconds(stamp.clock, -*stamp.offset_s);
  } else if (!zone.empty()) {
    utc = zone == "UTC" ? stamp.clock : to_utc(stamp.clock, zone);
  }
  if (utc && calendar.timezone.empty())
    return {{}, "is in a time zone, but the scenario has no timezone", no_zone_hint};
  if (utc) {
    local = in_zone(*utc, calendar.timezone).value_or(local);
    const bool twice = local_time(local, calendar.timezone) == LocalTime::twice;
    if (twice && to_utc(local, calendar.timezone) != utc) {
      return {{},
              "lies in the hour that comes twice when the clocks go back",
              "the scenario's clock has only the first of them"};
    }
  }
  const std::int64_t second = seconds_between(calendar.start, local);
  if (second < 0) return {{}, "lies before the scenario", calendar_text(calendar)};
  if (second > 100LL * 366 * 86'400) return {{}, "lies long after the scenario", calendar_text(calendar)};
  const Duration since = Duration::whole_seconds(second) + Duration::microseconds(stamp.microsecond);
  return {IncidentMoment{Time::after_start(since), {}}, {}, {}};
}

Reading stated(std::string text, const Calendar& calendar, const std::string& zone, DateOrder order) {
  for (const char* utc : {" utc", " gmt"}) {
    if (lower_case(text).ends_with(utc)) text = trimmed(text.substr(0, text.size() - 4)) + "Z";
  }
  const CellReading<StampText> stamp = read_stamp(text, order);
  if (stamp.value && stamp.value->has_date) {
    if (stamp.value->has_time) return from_stamp(*stamp.value, calendar, zone);
    return {{}, "has no time of day", "write it like 2026-03-10 10:20"};
  }
  const auto phrase = clock_phrase(text);
  const bool time_alone = phrase && phrase->kind == ClockPhrase::Kind::time_of_day;
  if ((stamp.value && stamp.value->offset_s) || (time_alone && !zone.empty()))
    return {{}, "has no date", "write it like 2026-03-10 10:20 UTC"};
  if (!phrase) {
    return {
        {},
        stamp.value ? "is not a moment" : stamp.wrong,
        "write 10:20, Tue 10:20, 2026-03-10 10:20 or 2026-03-10 09:20 UTC, with +-5m where it is not sure"};
  }
  const Moment moment = resolve(*phrase, calendar, Time{}, true);
  if (!moment.at) return {{}, moment.trouble, moment.hint};
  return {IncidentMoment{*moment.at, {}}, {}, {}};
}

}  // namespace

CellReading<IncidentMoment> incident_moment(const std::string& text, const Calendar& calendar,
                                            const std::string& zone, DateOrder order) {
  if (text.empty()) return {{}, "is empty", "write 10:20 or 2026-03-10 10:20"};
  const auto uncertain = uncertain_moment_phrase(text);
  const bool marked = text.find("+-") != std::string::npos || text.find("\xc2\xb1") != std::string::npos;
  if (marked && !uncertain) return {{}, "does not say how far it may be off", "write 10:20 +-5m"};
  Reading reading = stated(uncertain ? uncertain->moment : text, calendar, zone, order);
  if (reading.value && uncertain) reading.value->off = uncertain->off;
  return reading;
}

}  // namespace switchover
