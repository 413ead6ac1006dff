#include "scenarios/size_phrase.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace switchover {
namespace {

struct Word {
  std::string_view word;
  SizePhrase::Kind kind;
  double times;
};
using Kind = SizePhrase::Kind;
constexpr std::array<Word, 20> words{
    {{"point", Kind::points, 0.01},  {"points", Kind::points, 0.01}, {"pt", Kind::points, 0.01},
     {"pts", Kind::points, 0.01},    {"%", Kind::relative, 0.01},    {"s", Kind::seconds, 1},
     {"sec", Kind::seconds, 1},      {"second", Kind::seconds, 1},   {"seconds", Kind::seconds, 1},
     {"m", Kind::seconds, 60},       {"min", Kind::seconds, 60},     {"minute", Kind::seconds, 60},
     {"minutes", Kind::seconds, 60}, {"h", Kind::seconds, 3600},     {"", Kind::count, 1},
     {"people", Kind::count, 1},     {"person", Kind::count, 1},     {"call", Kind::count, 1},
     {"calls", Kind::count, 1},      {"agents", Kind::count, 1}}};

}  // namespace

std::optional<SizePhrase> parse_size(const std::string& text) {
  double number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || !std::isfinite(number) || number < 0) return std::nullopt;
  std::string_view word(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
  while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
  while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
  const auto* const known =
      std::find_if(words.begin(), words.end(), [&](const Word& one) { return one.word == word; });
  if (known == words.end()) return std::nullopt;
  return SizePhrase{known->kind, number * known->times};
}

SizePhrase::Kind kind_of(Unit unit) {
  switch (unit) {
    case Unit::share:
      return SizePhrase::Kind::points;
    case Unit::seconds:
      return SizePhrase::Kind::seconds;
    case Unit::count:
    case Unit::per_hour:
      return SizePhrase::Kind::count;
  }
  return SizePhrase::Kind::count;
}

}  // namespace switchover
