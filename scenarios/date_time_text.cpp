#include "scenarios/date_time_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <vector>

#include "scenarios/csv_file.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {

namespace {

constexpr const char* how_to_write = "write it like 2026-03-02 08:30";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

CellReading<StampText> refused(std::string wrong, std::string hint = how_to_write) {
  return {std::nullopt, std::move(wrong), std::move(hint)};
}

// Up to `most` digits at the front, taken off. -1: none.
int take_digits(std::string_view& text, std::size_t most) {
  std::size_t n = 0;
  int value = 0;
  while (n < text.size() && n < most && is_digit(text[n])) value = value * 10 + (text[n++] - '0');
  if (n == 0) return -1;
  text.remove_prefix(n);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// The three numbers of a date as written.
struct DateText {
  std::array<int, 3> number{};
  std::array<std::size_t, 3> digits{};
  char separator = 0;  // 0: 20260302
};

std::optional<DateText> take_date(std::string_view& text) {
  DateText date;
  std::string_view rest = text;
  std::size_t run = 0;
  while (run < rest.size() && is_digit(rest[run])) ++run;
  if (run == 8) {
    date.number = {take_digits(rest, 4), take_digits(rest, 2), take_digits(rest, 2)};
    date.digits = {4, 2, 2};
    text = rest;
    return date;
  }
  if (run == 0 || run > 4) return std::nullopt;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t before = rest.size();
    date.number[i] = take_digits(rest, 4);
    date.digits[i] = before - rest.size();
    if (date.number[i] < 0 || (!rest.empty() && is_digit(rest.front()))) return std::nullopt;
    if (i == 2) break;
    if (rest.empty() || std::string_view("-/.").find(rest.front()) == std::string_view::npos)
      return std::nullopt;
    if (i == 1 && rest.front() != date.separator) return std::nullopt;
    date.separator = rest.front();
    rest.remove_prefix(1);
  }
  text = rest;
  return date;
}

DateEvidence evidence_of(const DateText& date) {
  if (date.separator == 0 || date.digits[0] == 4) return {DateOrder::year_first, false};
  if (date.separator == '.') return {DateOrder::day_first, false};
  if (date.number[0] > 12 && date.number[1] <= 12) return {DateOrder::day_first, false};
  if (date.number[1] > 12 && date.number[0] <= 12) return {DateOrder::month_first, false};
  return {DateOrder::unknown, date.number[0] != date.number[1]};
}

// Puts year, month and day into the stamp; returns what is wrong, or nothing.
CellReading<StampText> place_date(const DateText& date, DateOrder order, StampText& stamp) {
  const DateEvidence evidence = evidence_of(date);
  const bool year_first = evidence.order == DateOrder::year_first;
  const std::size_t year_at = year_first ? 0 : 2;
  if (date.digits[year_at] != 4)
    return refused("has a year of two digits", "write the year with four digits");
  if (order != DateOrder::unknown && year_first != (order == DateOrder::year_first)) {
    return refused("is not in the date format said for this file", "write all dates the same way");
  }
  DateOrder use = order == DateOrder::unknown ? evidence.order : order;
  if (use == DateOrder::unknown) {
    if (evidence.ambiguous) {
      return refused("can be read as day/month and as month/day",
                     R"(add date_format = "dd/mm/yyyy" or date_format = "mm/dd/yyyy")");
    }
    use = DateOrder::day_first;
  }
  WallClock& clock = stamp.clock;
  clock.year = date.number[year_at];
  clock.month = year_first || use == DateOrder::day_first ? date.number[1] : date.number[0];
  clock.day = year_first ? date.number[2] : use == DateOrder::day_first ? date.number[0] : date.number[1];
  if (clock.year < 1900 || clock.year > 2199) return refused("has a year outside 1900 to 2199");
  if (!is_valid(clock)) {
    return refused("is not a day of the calendar",
                   order == DateOrder::day_first     ? "the file has the day first"
                   : order == DateOrder::month_first ? "the file has the month first"
                                                     : how_to_write);
  }
  stamp.has_date = true;
  return {stamp, {}, {}};
}

bool take_word(std::string_view& text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(text[i])) != word[i]) return false;
  }
  text.remove_prefix(word.size());
  return true;
}

// hh:mm[:ss[.fraction]] [am|pm]; false when it is no time.
bool take_time(std::string_view& text, StampText& stamp) {
  std::string_view rest = text;
  int hour = take_digits(rest, 2), second = 0;
  if (hour < 0 || !take(rest, ':')) return false;
  const std::size_t before = rest.size();
  const int minute = take_digits(rest, 2);
  if (before - rest.size() != 2 || minute > 59) return false;
  if (take(rest, ':')) {
    const std::size_t seconds_before = rest.size();
    second = take_digits(rest, 2);
    if (seconds_before - rest.size() != 2 || second > 59) return false;
    if (!rest.empty() && (rest.front() == '.' || rest.front() == ',')) {
      rest.remove_prefix(1);
      int scale = 100'000;
      std::size_t digits = 0;
      for (; !rest.empty() && is_digit(rest.front()) && digits < 12; ++digits, scale /= 10) {
        stamp.microsecond += (rest.front() - '0') * scale;
        rest.remove_prefix(1);
      }
      if (digits == 0) return false;
    }
  }
  std::string_view word = trimmed(rest);
  const bool am = take_word(word, "am") || take_word(word, "a.m.");
  const bool pm = !am && (take_word(word, "pm") || take_word(word, "p.m."));
  if (am || pm) {
    if (hour < 1 || hour > 12) return false;
    hour = hour % 12 + (pm ? 12 : 0);
    rest = word;
  }
  if (hour > 24 || (hour == 24 && (minute > 0 || second > 0 || stamp.microsecond > 0))) return false;
  stamp.clock.hour = hour;
  stamp.clock.minute = minute;
  stamp.clock.second = second;
  stamp.has_time = true;
  text = rest;
  return true;
}

// Z, UTC, +01:00, +0100, +01; true when nothing is there. False: something else is.
bool take_offset(std::string_view& text, StampText& stamp) {
  text = trimmed(text);
  if (text.empty()) return true;
  if (take_word(text, "z") || take_word(text, "utc")) {
    stamp.offset_s = 0;
    return text.empty();
  }
  const bool behind = text.front() == '-';
  if (!take(text, '+') && !take(text, '-')) return false;
  const std::size_t before = text.size();
  const int hours = take_digits(text, 2);
  if (before - text.size() != 2 || hours > 14) return false;
  int minutes = 0;
  take(text, ':');
  if (!text.empty()) {
    const std::size_t left = text.size();
    minutes = take_digits(text, 2);
    if (left - text.size() != 2 || minutes > 59) return false;
  }
  stamp.offset_s = (behind ? -1 : 1) * (hours * 3600 + minutes * 60);
  return text.empty();
}

}  // namespace

CellReading<StampText> read_stamp(std::string_view text, DateOrder order) {
  std::string_view rest = trimmed(text);
  if (rest.empty()) return refused("is empty");
  StampText stamp;
  if (const std::optional<DateText> date = take_date(rest)) {
    CellReading<StampText> placed = place_date(*date, order, stamp);
    if (!placed.value) return placed;
    if (!rest.empty()) {
      const bool parted = take(rest, 'T') || take(rest, 't') || take(rest, ',') || rest.front() == ' ';
      rest = trimmed(rest);
      if (!parted || rest.empty()) return refused("is not a date and time");
    }
  }
  if (!rest.empty() && (!take_time(rest, stamp) || !take_offset(rest, stamp))) {
    return refused(stamp.has_date ? "is not a date and time" : "is not a date or time");
  }
  if (stamp.clock.hour == 24) {
    stamp.clock.hour = 0;
    stamp.clock = plus_seconds(stamp.clock, 86'400);
  }
  return {stamp, {}, {}};
}

std::optional<DateOrder> date_order_of(std::string_view date_format) {
  std::vector<std::pair<char, std::size_t>> tokens;
  date_format = trimmed(date_format);
  const std::size_t end = std::min(date_format.find_first_of(" T"), date_format.size());
  bool parted = true;
  for (const char raw : date_format.substr(0, end)) {
    const char c = static_cast<char>(std::tolower(static_cast<unsigned char>(raw)));
    if (c == 'd' || c == 'm' || c == 'y') {
      if (!tokens.empty() && tokens.back().first == c && !parted) {
        ++tokens.back().second;
      } else {
        tokens.emplace_back(c, 1);
      }
      parted = false;
    } else if (c == '-' || c == '/' || c == '.') {
      if (parted) return std::nullopt;
      parted = true;
    } else {
      return std::nullopt;
    }
  }
  if (tokens.size() != 3 || parted) return std::nullopt;
  std::string order;
  for (const auto& [letter, count] : tokens) {
    if (letter == 'y' ? count != 4 : count > 2) return std::nullopt;
    order.push_back(letter);
  }
  if (order == "ymd") return DateOrder::year_first;
  if (order == "dmy") return DateOrder::day_first;
  if (order == "mdy") return DateOrder::month_first;
  return std::nullopt;
}

DateEvidence date_evidence(std::string_view text) {
  std::string_view rest = trimmed(text);
  const std::optional<DateText> date = take_date(rest);
  return date ? evidence_of(*date) : DateEvidence{};
}

}  // namespace switchover
