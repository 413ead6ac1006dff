#include "scenarios/moments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

using Kind = ClockPhrase::Kind;
constexpr std::int64_t day_s = 86'400;
constexpr std::int64_t week_s = 7 * day_s;

WallClock midnight(const WallClock& clock) { return {clock.year, clock.month, clock.day, 0, 0, 0}; }
std::int64_t seconds_into_day(const WallClock& clock) {
  return clock.hour * 3600 + clock.minute * 60 + clock.second;
}
// 0 = Monday. 1970-01-05 was a Monday.
int weekday_of(const WallClock& clock) {
  const std::int64_t days = seconds_between({1970, 1, 5, 0, 0, 0}, midnight(clock)) / day_s;
  return static_cast<int>(((days % 7) + 7) % 7);
}
std::string minute_text(const WallClock& clock) {
  return fmt::format("{} {:02}:{:02}", date_text(clock), clock.hour, clock.minute);
}
std::int64_t whole_seconds(Duration d) { return d.count_us() / 1'000'000; }

// Seconds from the start to one occurrence, and how often it comes again (0 = never).
struct Occurrence {
  std::int64_t at_s = 0, every_s = 0;
};
Occurrence occurrence(const ClockPhrase& phrase, const Calendar& calendar) {
  const std::int64_t into_day = seconds_into_day(calendar.start);
  switch (phrase.kind) {
    case Kind::time_of_day:
      return {phrase.seconds_of_day - into_day, day_s};
    case Kind::weekday:
      return {(phrase.weekday - weekday_of(calendar.start)) * day_s + phrase.seconds_of_day - into_day,
              week_s};
    case Kind::day_number:
      return {(phrase.day_number - 1) * day_s + phrase.seconds_of_day - into_day, 0};
    case Kind::date:
      return {seconds_between(calendar.start, phrase.date) + phrase.seconds_of_day, 0};
    case Kind::start:
    case Kind::close:
    case Kind::since_start:
      break;
  }
  return {};
}

// The first occurrence at or after `least_s`.
std::int64_t first_from(Occurrence o, std::int64_t least_s) {
  if (o.every_s == 0) return o.at_s;
  const std::int64_t behind = (o.at_s - least_s) % o.every_s;
  return least_s + (behind < 0 ? behind + o.every_s : behind);
}

Moment outside(const Calendar& calendar) {
  return {{}, "lies outside the scenario", calendar_text(calendar)};
}

Moment within(Time at, const Calendar& calendar, Time not_before) {
  if (at < not_before) {
    return not_before == Time{} ? outside(calendar) : Moment{{}, "does not come later", "moments go forward"};
  }
  if (at > Time::after_start(calendar.length)) return outside(calendar);
  return {at, {}, {}};
}

}  // namespace

std::string calendar_text(const Calendar& calendar) {
  const WallClock end = plus_seconds(calendar.start, whole_seconds(calendar.length));
  return "it runs from " + minute_text(calendar.start) + " to " + minute_text(end);
}

Moment resolve(const ClockPhrase& phrase, const Calendar& calendar, Time not_before, bool only_one) {
  if (phrase.kind == Kind::start) return within(Time{}, calendar, not_before);
  if (phrase.kind == Kind::close) return {Time::after_start(calendar.length), {}, {}};
  if (phrase.kind == Kind::since_start) return within(Time::after_start(phrase.since), calendar, not_before);
  const Occurrence o = occurrence(phrase, calendar);
  const std::int64_t least_s = (not_before.count_us() + 999'999) / 1'000'000;
  const std::int64_t at_s = first_from(o, least_s);
  if (only_one && o.every_s > 0 && at_s + o.every_s < whole_seconds(calendar.length)) {
    return {{},
            "comes more than once in the scenario",
            o.every_s == day_s ? "say the day, such as \"Tue 08:30\""
                               : "say the date, such as \"2026-03-10 08:30\""};
  }
  return within(Time::after_start(Duration::whole_seconds(at_s)), calendar, not_before);
}

StepMoments resolve_steps(const std::vector<ClockPhrase>& steps, const Calendar& calendar) {
  StepMoments out;
  if (steps.empty()) return out;
  const Kind first = steps.front().kind;
  const std::int64_t period_s = first == Kind::time_of_day ? day_s : first == Kind::weekday ? week_s : 0;
  const bool alike =
      std::all_of(steps.begin(), steps.end(), [&](const ClockPhrase& s) { return s.kind == first; });
  const bool repeats = alike && period_s > 0 && whole_seconds(calendar.length) > period_s;
  if (!repeats) {
    Time previous;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const Moment moment = resolve(steps[i], calendar, previous, false);
      if (!moment.at || (i > 0 && *moment.at == previous)) {
        out.wrong = i;
        out.trouble = moment.at ? "does not come later than the step before" : moment.trouble;
        out.hint = moment.at ? "moments go forward" : moment.hint;
        return out;
      }
      out.moments.push_back({*moment.at, i});
      previous = *moment.at;
    }
    return out;
  }
  std::int64_t previous_s = occurrence(steps.front(), calendar).at_s - 1;
  const std::int64_t round_ends = previous_s + 1 + period_s;
  std::vector<std::int64_t> of_round;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::int64_t at_s = first_from(occurrence(steps[i], calendar), previous_s + 1);
    if (at_s >= round_ends) {
      out.wrong = i;
      out.trouble = "does not come later than the step before";
      out.hint = "moments go forward";
      return out;
    }
    of_round.push_back(at_s);
    previous_s = at_s;
  }
  const std::int64_t end_s = whole_seconds(calendar.length);
  for (std::int64_t shift = -2 * period_s; of_round.front() + shift < end_s; shift += period_s) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::int64_t at_s = of_round[i] + shift;
      if (at_s >= end_s) break;
      if (at_s <= 0)
        out.moments.clear();  // overtaken: the last step at or before the start is in force at the start
      out.moments.push_back({Time::after_start(Duration::whole_seconds(std::max<std::int64_t>(at_s, 0))), i});
    }
  }
  return out;
}

}  // namespace switchover
