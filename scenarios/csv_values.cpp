#include "scenarios/csv_values.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "scenarios/csv_file.hpp"

namespace switchover {

namespace {

constexpr double week_s = 7 * 86'400;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A number taken apart: sign, digits and marks, exponent. `body` holds digits, '.' and ',' only.
struct NumberText {
  bool negative = false;
  std::string body, exponent;
};

// A blank, no-break blank or apostrophe between groups of three digits: its length in bytes, else 0.
std::size_t group_separator(std::string_view text, std::size_t i) {
  static constexpr std::array<std::string_view, 6> separators = {
      " ", "'", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x99"};
  for (const std::string_view separator : separators) {
    if (text.substr(i, separator.size()) != separator) continue;
    const std::size_t next = i + separator.size();
    std::size_t digits = 0;
    while (next + digits < text.size() && is_digit(text[next + digits])) ++digits;
    return i > 0 && is_digit(text[i - 1]) && digits == 3 ? separator.size() : 0;
  }
  return 0;
}

std::optional<NumberText> take_apart(std::string_view text) {
  static constexpr std::string_view minus = "\xE2\x88\x92";
  NumberText parts;
  std::size_t i = 0;
  if (text.substr(0, minus.size()) == minus) {
    parts.negative = true;
    i = minus.size();
  } else if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    parts.negative = text[0] == '-';
    i = 1;
  }
  bool digits = false;
  while (i < text.size() && text[i] != 'e' && text[i] != 'E') {
    if (is_digit(text[i]) || text[i] == '.' || text[i] == ',') {
      digits = digits || is_digit(text[i]);
      parts.body.push_back(text[i++]);
      continue;
    }
    const std::size_t separator = group_separator(text, i);
    if (separator == 0) return std::nullopt;
    i += separator;
  }
  if (!digits || parts.body.back() == '.' || parts.body.back() == ',' || parts.body.size() > 60)
    return std::nullopt;
  if (i < text.size()) {
    parts.exponent = std::string(text.substr(i + 1));
    const std::string_view power =
        !parts.exponent.empty() && (parts.exponent[0] == '+' || parts.exponent[0] == '-')
            ? std::string_view(parts.exponent).substr(1)
            : std::string_view(parts.exponent);
    if (power.empty() || power.size() > 4) return std::nullopt;
    for (const char c : power) {
      if (!is_digit(c)) return std::nullopt;
    }
    if (parts.exponent[0] == '+') parts.exponent.erase(0, 1);
  }
  return parts;
}

// What the marks of a body mean. decimal 0: there are no decimals. ok false: the groups are not groups of
// three.
struct Marks {
  bool ok = true, ambiguous = false;
  char decimal = 0;
};

bool groups_of_three(std::string_view body, char separator) {
  std::size_t begin = 0;
  bool first = true;
  for (;;) {
    const std::size_t end = std::min(body.find(separator, begin), body.size());
    const std::size_t length = end - begin;
    if (first ? length < 1 || length > 3 : length != 3) return false;
    if (end == body.size()) return true;
    begin = end + 1;
    first = false;
  }
}

Marks marks_of(std::string_view body) {
  const std::size_t point = body.rfind('.'), comma = body.rfind(',');
  const bool has_point = point != std::string_view::npos, has_comma = comma != std::string_view::npos;
  if (!has_point && !has_comma) return {};
  if (has_point && has_comma) {
    const char decimal = point > comma ? '.' : ',';
    const char group = point > comma ? ',' : '.';
    const std::size_t at = std::max(point, comma);
    if (body.find(decimal) != at) return {false, false, 0};
    return {groups_of_three(body.substr(0, at), group), false, decimal};
  }
  const char mark = has_point ? '.' : ',';
  const std::size_t at = body.find(mark);
  if (at != body.rfind(mark)) return {groups_of_three(body, mark), false, mark == '.' ? ',' : '.'};
  const bool like_thousands = body.size() - at == 4 && at >= 1 && at <= 3 && body[0] != '0';
  return {true, like_thousands, mark};
}

CellReading<double> refused(std::string wrong, std::string hint = {}) {
  return {std::nullopt, std::move(wrong), std::move(hint)};
}

std::string kind_hint(ValueKind kind) {
  switch (kind) {
    case ValueKind::count:
      return "write 0 where there were no calls";
    case ValueKind::agents:
      return "write 0 where nobody is on the phones";
    case ValueKind::duration:
    case ValueKind::seconds_sum:
      return "write seconds such as 312, or h:mm:ss such as 0:05:12";
    case ValueKind::minutes:
      return "write minutes such as 5.2, or h:mm:ss such as 0:05:12";
    case ValueKind::share:
      return "write a share such as 85% or 0.85";
    case ValueKind::percent:
      return "write per cent such as 85 or 85%";
    case ValueKind::factor:
      return "write a factor such as 1.2";
  }
  return {};
}

double largest(ValueKind kind) {
  switch (kind) {
    case ValueKind::count:
      return 1e7;
    case ValueKind::agents:
      return 1e6;
    case ValueKind::duration:
    case ValueKind::minutes:
      return week_s;
    case ValueKind::seconds_sum:
      return 1e10;
    case ValueKind::share:
    case ValueKind::percent:
      return 1;
    case ValueKind::factor:
      return 100;
  }
  return 0;
}

std::string largest_text(ValueKind kind) {
  switch (kind) {
    case ValueKind::count:
      return "10,000,000 calls in one interval";
    case ValueKind::agents:
      return "1,000,000 agents";
    case ValueKind::duration:
    case ValueKind::minutes:
      return "a week";
    case ValueKind::seconds_sum:
      return "10,000,000,000 seconds";
    case ValueKind::share:
    case ValueKind::percent:
      return "100%";
    case ValueKind::factor:
      return "100";
  }
  return {};
}

// "5:12" and "0:05:12", seconds with decimals; nothing when the text is no such duration.
std::optional<double> clock_duration(std::string_view text, DecimalMark mark) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = std::min(text.find(':', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    if (end == text.size() || parts.size() > 3) break;
    begin = end + 1;
  }
  if (parts.size() != 2 && parts.size() != 3) return std::nullopt;
  double total = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    if (parts[i].empty() || !is_digit(parts[i][0]) || parts[i].size() > 12) return std::nullopt;
    for (const char c : parts[i]) {
      if (!is_digit(c) && !(last && (c == '.' || c == ','))) return std::nullopt;
    }
    const bool marked = parts[i].find_first_of(".,") != std::string_view::npos;
    const DecimalMark own =
        parts[i].find(',') == std::string_view::npos ? DecimalMark::point : DecimalMark::comma;
    const CellReading<double> number = read_number(parts[i], marked ? own : mark);
    if (!number.value || (i > 0 && *number.value >= 60)) return std::nullopt;
    total = total * 60 + *number.value;
  }
  return total;
}

bool is_time(ValueKind kind) {
  return kind == ValueKind::duration || kind == ValueKind::minutes || kind == ValueKind::seconds_sum;
}

}  // namespace

DecimalMark decimal_mark_of(std::string_view text) {
  text = trimmed(text);
  if (!text.empty() && text.back() == '%') text = trimmed(text.substr(0, text.size() - 1));
  const std::optional<NumberText> parts = take_apart(text);
  if (!parts) return DecimalMark::unknown;
  const Marks marks = marks_of(parts->body);
  if (!marks.ok || marks.ambiguous || marks.decimal == 0) return DecimalMark::unknown;
  return marks.decimal == '.' ? DecimalMark::point : DecimalMark::comma;
}

CellReading<double> read_number(std::string_view text, DecimalMark mark) {
  text = trimmed(text);
  if (text.empty()) return refused("is empty");
  std::optional<NumberText> parts = take_apart(text);
  if (!parts) return refused("is not a number");
  const Marks marks = marks_of(parts->body);
  if (!marks.ok) return refused("is not a number", "write it without separators of thousands");
  char decimal = marks.decimal;
  if (marks.ambiguous && mark == DecimalMark::unknown) {
    std::string thousands = parts->body, decimals = parts->body;
    std::erase(thousands, decimal);
    decimals[decimals.find(decimal)] = '.';
    return refused(fmt::format("can be read as {} or as {}", thousands, decimals),
                   "write it without a separator of thousands");
  }
  if (marks.ambiguous && decimal != (mark == DecimalMark::point ? '.' : ',')) decimal = 0;  // thousands
  std::string plain;
  for (const char c : parts->body) {
    if (is_digit(c)) {
      plain.push_back(c);
    } else if (c == decimal) {
      plain.push_back('.');
    }
  }
  if (plain.front() == '.') plain.insert(0, 1, '0');
  if (!parts->exponent.empty()) plain += "e" + parts->exponent;
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error == std::errc::result_out_of_range) return refused("is out of range");
  if (error != std::errc() || end != plain.data() + plain.size()) return refused("is not a number");
  return {parts->negative ? -value : value, {}, {}};
}

CellReading<double> read_value(std::string_view text, ValueKind kind, DecimalMark mark) {
  text = trimmed(text);
  if (text.empty()) return refused("is empty", kind_hint(kind));
  double value = 0;
  std::optional<double> clock;
  if (is_time(kind)) clock = clock_duration(text, mark);
  if (clock) {
    value = *clock;
  } else {
    std::string_view number_text = text;
    double scale = kind == ValueKind::minutes ? 60 : 1;
    if (kind == ValueKind::percent) scale = 0.01;
    if ((kind == ValueKind::share || kind == ValueKind::percent) && text.back() == '%') {
      number_text.remove_suffix(1);
      scale = 0.01;
    } else if (is_time(kind) && text.back() == 's') {
      number_text.remove_suffix(1);
      scale = 1;
    }
    CellReading<double> number = read_number(number_text, mark);
    if (!number.value) return refused(number.wrong, number.hint.empty() ? kind_hint(kind) : number.hint);
    value = *number.value * scale;
  }
  if (value < 0) return refused("is negative", kind_hint(kind));
  if (!(value <= largest(kind))) {
    return refused("is more than " + largest_text(kind),
                   kind == ValueKind::share ? "write 85% or 0.85, or name the column service_level_percent"
                                            : "check the column, its unit and the decimal mark");
  }
  if (kind == ValueKind::factor && value < 0.01) return refused("is less than 0.01", kind_hint(kind));
  return {value == 0 ? 0.0 : value, {}, {}};
}

std::string refusal(std::string_view column, std::string_view text, const std::string& wrong) {
  if (text.empty()) return fmt::format("{} {}", column, wrong);
  return fmt::format("{} {} {}", column, in_quotes(text), wrong);
}

}  // namespace switchover
