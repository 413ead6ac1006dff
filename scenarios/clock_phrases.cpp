// Moments as planners write them: "08:30", "Tue 08:30", "2026-03-10 08:30", "2h", "close".
#include <array>
#include <string_view>

#include "scenarios/phrase_scanner.hpp"
#include "scenarios/phrases.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

// hh:mm or hh:mm:ss, up to 24:00
std::optional<int> time_of_day(PhraseScanner& scan) {
  PhraseScanner ahead = scan;
  const auto hour = ahead.digits(1, 2);
  if (!hour || !ahead.symbol(':')) return {};
  const auto minute = ahead.digits(2, 2);
  if (!minute) return {};
  int second = 0;
  if (ahead.symbol(':')) {
    const auto read = ahead.digits(2, 2);
    if (!read) return {};
    second = *read;
  }
  const int total = *hour * 3600 + *minute * 60 + second;
  if (*minute > 59 || second > 59 || total > 86'400) return {};
  scan = PhraseScanner(ahead.rest());
  return total;
}

std::optional<WallClock> date(PhraseScanner& scan) {
  PhraseScanner ahead = scan;
  const auto year = ahead.digits(4, 4);
  if (!year || !ahead.symbol('-')) return {};
  const auto month = ahead.digits(2, 2);
  if (!month || !ahead.symbol('-')) return {};
  const auto day = ahead.digits(2, 2);
  if (!day) return {};
  const WallClock clock{*year, *month, *day, 0, 0, 0};
  if (!is_valid(clock)) return {};
  scan = ahead;
  return clock;
}

std::optional<int> weekday(PhraseScanner& scan) {
  static constexpr std::array<std::string_view, 7> names{"monday", "tuesday",  "wednesday", "thursday",
                                                         "friday", "saturday", "sunday"};
  PhraseScanner ahead = scan;
  const std::string word = lower_case(ahead.any_word());
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (word == names[i] || (word.size() == 3 && word == names[i].substr(0, 3))) {
      scan = ahead;
      return static_cast<int>(i);
    }
  }
  return {};
}

bool with_time(PhraseScanner& scan, ClockPhrase& clock) {
  const auto seconds = time_of_day(scan);
  if (seconds) clock.seconds_of_day = *seconds;
  return seconds.has_value();
}

std::optional<ClockPhrase> read_clock(PhraseScanner& scan) {
  using Kind = ClockPhrase::Kind;
  ClockPhrase clock;
  if (scan.word("start")) return clock;
  if (scan.word("close") || scan.word("end")) {
    clock.kind = Kind::close;
    return clock;
  }
  if (scan.word("day")) {
    clock.kind = Kind::day_number;
    const auto day = scan.digits(1, 5);
    if (!day || *day < 1 || !scan.symbol(' ')) return {};
    clock.day_number = *day;
    return with_time(scan, clock) ? std::optional(clock) : std::nullopt;
  }
  if (const auto day = weekday(scan)) {
    clock.kind = Kind::weekday;
    clock.weekday = *day;
    return with_time(scan, clock) ? std::optional(clock) : std::nullopt;
  }
  if (const auto day = date(scan)) {
    clock.kind = Kind::date;
    clock.date = *day;
    if (scan.symbol('T') || scan.symbol(' ')) {
      if (!with_time(scan, clock)) return {};
    }
    return clock;
  }
  clock.kind = Kind::time_of_day;
  if (with_time(scan, clock)) return clock;
  clock.kind = Kind::since_start;
  scan.symbol('+');
  const auto since = scan.duration();
  if (!since) return {};
  clock.since = *since;
  return clock;
}

}  // namespace

std::optional<ClockPhrase> clock_phrase(std::string_view text) {
  PhraseScanner scan(text);
  const auto clock = read_clock(scan);
  return clock && PhraseScanner(scan.rest()).done() ? clock : std::nullopt;
}

ClockPhrase clock_phrase_of_date(const WallClock& clock) {
  ClockPhrase phrase;
  phrase.kind = ClockPhrase::Kind::date;
  phrase.date = {clock.year, clock.month, clock.day, 0, 0, 0};
  phrase.seconds_of_day = clock.hour * 3600 + clock.minute * 60 + clock.second;
  return phrase;
}

ClockPhrase clock_phrase_of_time(int seconds_of_day) {
  ClockPhrase phrase;
  phrase.kind = ClockPhrase::Kind::time_of_day;
  phrase.seconds_of_day = seconds_of_day;
  return phrase;
}

std::optional<WindowPhrase> window_phrase(std::string_view text) {
  PhraseScanner scan(text);
  const auto from = read_clock(scan);
  if (!from) return {};
  scan = PhraseScanner(scan.rest());
  if (!scan.symbol('-') && !scan.word("to")) return {};
  const auto to = read_clock(scan);
  if (!to || !PhraseScanner(scan.rest()).done()) return {};
  return WindowPhrase{*from, *to};
}

}  // namespace switchover
