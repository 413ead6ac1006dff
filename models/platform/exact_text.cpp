#include "models/platform/exact_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/contract.hpp"
#include "sim/time.hpp"

namespace switchover {

namespace {

template <class Number>
std::optional<Number> all_of_it(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string seconds_text(std::int64_t us) {
  demand(us >= 0, "a moment of a story lies in the scenario");
  std::string text = std::to_string(us / 1'000'000);
  if (us % 1'000'000 == 0) return text;
  std::string decimals = fmt::format("{:06}", us % 1'000'000);
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return text + "." + decimals;
}

std::optional<std::int64_t> microseconds_of(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view decimals = text.substr(std::min(point + 1, text.size()));
  if (point == 0 || point > 10 || decimals.size() > 6 || (point + 1 == text.size())) return std::nullopt;
  std::int64_t us = 0;
  for (std::size_t i = 0; i < point + 7; ++i) {
    if (i == point) continue;
    const char digit = i < text.size() ? text[i] : '0';
    if (digit < '0' || digit > '9') return std::nullopt;
    us = us * 10 + (digit - '0');
  }
  return us <= Duration::longest_us ? std::optional(us) : std::nullopt;
}

std::string exact_number(double number) { return fmt::format("{}", number); }

std::optional<double> number_of(std::string_view text) {
  const std::optional<double> number = all_of_it<double>(text);
  return number && !std::isnan(*number) ? number : std::nullopt;
}

std::optional<std::int64_t> whole_of(std::string_view text) { return all_of_it<std::int64_t>(text); }

std::optional<std::uint64_t> count_of(std::string_view text) { return all_of_it<std::uint64_t>(text); }

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '\n') {
      result += "\\n";
    } else if (letter == '\r') {
      result += "\\r";
    } else {
      if (letter == '"' || letter == '\\') result += '\\';
      result += letter;
    }
  }
  return result + "\"";
}

std::optional<std::string> unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') return std::nullopt;
    if (text[i] != '\\') {
      result += text[i];
      continue;
    }
    if (++i == text.size()) return std::nullopt;  // the closing quote belonged to the backslash
    if (text[i] == 'n') {
      result += '\n';
    } else if (text[i] == 'r') {
      result += '\r';
    } else if (text[i] == '"' || text[i] == '\\') {
      result += text[i];
    } else {
      return std::nullopt;
    }
  }
  return result;
}

}  // namespace switchover
