#include "scenarios/phrase_scanner.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "scenarios/phrases.hpp"

namespace switchover {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
// Bytes of letters outside ASCII belong to words: queues are called "Störung", too.
bool is_word(char c) {
  return is_digit(c) || is_letter(c) || c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

struct UnitOfTime {
  std::string_view name;
  double seconds;
};
constexpr double day_s = 86'400;
constexpr std::array<UnitOfTime, 24> units_of_time{{{"ms", 0.001},
                                                    {"s", 1},
                                                    {"sec", 1},
                                                    {"secs", 1},
                                                    {"second", 1},
                                                    {"seconds", 1},
                                                    {"m", 60},
                                                    {"min", 60},
                                                    {"mins", 60},
                                                    {"minute", 60},
                                                    {"minutes", 60},
                                                    {"h", 3600},
                                                    {"hour", 3600},
                                                    {"hours", 3600},
                                                    {"d", day_s},
                                                    {"day", day_s},
                                                    {"days", day_s},
                                                    {"w", 7 * day_s},
                                                    {"week", 7 * day_s},
                                                    {"weeks", 7 * day_s},
                                                    {"y", 365 * day_s},
                                                    {"year", 365 * day_s},
                                                    {"years", 365 * day_s},
                                                    {"hrs", 3600}}};

}  // namespace

void PhraseScanner::skip_spaces() {
  while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) rest_.remove_prefix(1);
}

bool PhraseScanner::symbol(char c) {
  if (rest_.empty() || rest_.front() != c) return false;
  rest_.remove_prefix(1);
  skip_spaces();
  return true;
}

bool PhraseScanner::word(std::string_view expected) {
  PhraseScanner ahead = *this;
  if (lower_case(ahead.any_word()) != expected) return false;
  *this = ahead;
  return true;
}

std::string PhraseScanner::any_word() {
  std::size_t n = 0;
  while (n < rest_.size() && is_word(rest_[n])) ++n;
  const std::string taken(rest_.substr(0, n));
  rest_.remove_prefix(n);
  skip_spaces();
  return taken;
}

std::optional<double> PhraseScanner::number() {
  std::size_t n = 0;
  if (n < rest_.size() && (rest_[n] == '+' || rest_[n] == '-')) ++n;
  const std::size_t first = n;
  while (n < rest_.size() && is_digit(rest_[n])) ++n;
  if (n < rest_.size() && rest_[n] == '.') ++n;
  while (n < rest_.size() && is_digit(rest_[n])) ++n;
  if (n == first || n > 40) return {};
  const std::size_t skip = rest_[0] == '+' ? 1 : 0;
  double value = 0;
  const auto [end, error] = std::from_chars(rest_.data() + skip, rest_.data() + n, value);
  if (error != std::errc() || end != rest_.data() + n || !std::isfinite(value)) return {};
  rest_.remove_prefix(n);
  skip_spaces();
  return value;
}

std::optional<double> PhraseScanner::percent() {
  PhraseScanner ahead = *this;
  const std::optional<double> value = ahead.number();
  if (!value || !ahead.symbol('%')) return {};
  *this = ahead;
  return *value / 100;
}

std::optional<Duration> PhraseScanner::duration() {
  PhraseScanner ahead = *this;
  double total_s = 0;
  bool any = false;
  while (!ahead.rest_.empty() && (is_digit(ahead.rest_.front()) || ahead.rest_.front() == '.')) {
    PhraseScanner pair = ahead;
    const std::optional<double> value = pair.number();
    std::size_t n = 0;
    while (n < pair.rest_.size() && is_letter(pair.rest_[n])) ++n;
    const std::string unit = lower_case(pair.rest_.substr(0, n));
    const UnitOfTime* found = nullptr;
    for (const UnitOfTime& known : units_of_time) found = known.name == unit ? &known : found;
    if (!value || found == nullptr) break;
    total_s += *value * found->seconds;
    pair.rest_.remove_prefix(n);
    pair.skip_spaces();
    ahead = pair;
    any = true;
  }
  if (!any || !(total_s <= Duration::longest().in_seconds())) return {};
  *this = ahead;
  return Duration::seconds(total_s);
}

std::optional<int> PhraseScanner::digits(int least, int most) {
  int n = 0, value = 0;
  while (n < most && static_cast<std::size_t>(n) < rest_.size() &&
         is_digit(rest_[static_cast<std::size_t>(n)])) {
    value = value * 10 + (rest_[static_cast<std::size_t>(n)] - '0');
    ++n;
  }
  if (n < least) return {};
  rest_.remove_prefix(static_cast<std::size_t>(n));
  return value;
}

}  // namespace switchover
