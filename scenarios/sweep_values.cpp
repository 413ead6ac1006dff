// The values of one axis of a sweep: lists, ranges in steps, and, where points are drawn, ranges and
// distributions cut into equally likely strata, of which each gives its middle.
#include "scenarios/sweep_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "scenarios/phrase_scanner.hpp"
#include "scenarios/phrases.hpp"
#include "scenarios/plan_set.hpp"
#include "scenarios/value_reader.hpp"

namespace switchover {
namespace {

constexpr const char* ranges_look_so = "write 1..10/1, 10%..50%/10%, 4m..6m/30s or 07:00..09:00/30m";

// One end of a range: a number with what stands behind it, a time, or a time of day.
struct Amount {
  enum class Kind { number, time, clock } kind = Kind::number;
  double value = 0;  // time: in `unit`, or in seconds where it has several; clock: seconds of the day
  std::string unit;  // "%", "s", " per second", as written
  bool plus = false, whole = false;  // written with a sign, without a point
};

std::optional<Amount> amount_of(const std::string& text) {
  Amount out;
  const auto clock = clock_phrase(text);
  if (clock && clock->kind == ClockPhrase::Kind::time_of_day && text.find(':') != std::string::npos) {
    out.kind = Amount::Kind::clock;
    out.value = clock->seconds_of_day;
    return out;
  }
  PhraseScanner scan(text);
  const auto number = scan.number();
  if (!number) return {};
  out.value = *number;
  out.plus = text.front() == '+';
  const std::size_t behind = text.find_first_not_of("+-0123456789.");
  out.whole = text.find('.') > behind || text.find('.') == std::string::npos;
  if (behind != std::string::npos) out.unit = text.substr(behind);
  if (const auto time = duration_phrase(text)) {
    out.kind = Amount::Kind::time;
    if (out.unit.find_first_of("0123456789") == std::string::npos) return out;
    out.value = time->in_seconds();  // "1h30m"
    out.unit.clear();
  }
  return out;
}

double seconds_of_unit(const Amount& amount) {
  if (amount.unit.empty()) return 1;
  const auto one = duration_phrase("1" + amount.unit);
  return one ? one->in_seconds() : 1;
}

// A grid of values that are all written alike.
struct Scale {
  Amount like;
  double low = 0, high = 0;
  std::optional<double> step;

  std::string text(double value) const {
    if (like.kind == Amount::Kind::clock) {
      const auto minutes = std::llround(value / 60);
      return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
    }
    if (like.kind == Amount::Kind::time && like.unit.empty()) return duration_text(Duration::seconds(value));
    double tidy = std::round(value * 1e9) / 1e9;
    if (tidy == 0) tidy = 0;  // not "-0"
    return fmt::format("{}{}{}", like.plus && tidy >= 0 ? "+" : "", tidy, like.unit);
  }
  // To so many places that neighbours of `points` strata stay apart by thirty units of the last one.
  std::string rounded(double value, double width) const {
    if (like.kind == Amount::Kind::clock) return text(value);
    if (like.kind == Amount::Kind::number && like.whole && like.unit.empty()) return text(std::round(value));
    const int places = std::clamp(static_cast<int>(std::ceil(1.5 - std::log10(width))), 0, 9);
    const double unit = std::pow(10.0, places);
    return text(std::round(value * unit) / unit);
  }
};

Problem refusal(const Place& place, const std::string& text, const std::string& trouble,
                const std::string& hint) {
  Problem problem;
  problem.place = place;
  problem.what = fmt::format("\"{}\" {}", text, trouble);
  problem.hint = hint;
  return problem;
}

// Puts amounts on one scale. False: they cannot be compared.
bool align(std::vector<Amount>& amounts) {
  const Amount& first = amounts.front();
  const auto equal = [&](const Amount& a) {
    return a.kind == first.kind && trimmed(std::string_view(a.unit)) == trimmed(std::string_view(first.unit));
  };
  if (std::all_of(amounts.begin(), amounts.end(), equal)) {
    const bool plus = std::any_of(amounts.begin(), amounts.end(), [](const Amount& a) { return a.plus; });
    const bool whole = std::all_of(amounts.begin(), amounts.end(), [](const Amount& a) { return a.whole; });
    for (Amount& amount : amounts) amount.plus = plus, amount.whole = whole;
    return true;
  }
  const auto time = [](const Amount& a) { return a.kind == Amount::Kind::time; };
  if (!std::all_of(amounts.begin(), amounts.end(), time)) return false;
  for (Amount& amount : amounts) {
    amount.value *= seconds_of_unit(amount);
    amount.unit.clear();
  }
  return true;
}

struct RangeText {
  std::string low, high, step;
};
std::optional<RangeText> range_text(const std::string& text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) return {};
  RangeText out{trimmed(std::string_view(text).substr(0, dots)), "", ""};
  if (!amount_of(out.low)) return {};
  const std::string rest = text.substr(dots + 2);
  const std::size_t slash = rest.find('/');
  out.high = trimmed(std::string_view(rest).substr(0, slash));
  if (slash != std::string::npos) out.step = trimmed(std::string_view(rest).substr(slash + 1));
  return out;
}

Expected<Scale> scale_of(const std::string& text, const RangeText& range, const Place& place) {
  const bool stepped = text.find('/') != std::string::npos;
  const auto low = amount_of(range.low), high = amount_of(range.high), step = amount_of(range.step);
  if (!high || (stepped && !step)) return refusal(place, text, "is not a range", ranges_look_so);
  std::vector<Amount> ends{*low, *high};
  const bool clock = low->kind == Amount::Kind::clock && high->kind == low->kind;
  if (clock && stepped && step->kind != Amount::Kind::time) {
    return refusal(place, text, "goes through the day in steps that are no time", ranges_look_so);
  }
  if (stepped && !clock) ends.push_back(*step);
  if (!align(ends)) return refusal(place, text, "mixes units", ranges_look_so);
  Scale scale;
  scale.like = ends.front();
  scale.low = ends[0].value;
  scale.high = ends[1].value;
  if (stepped) scale.step = clock ? step->value * seconds_of_unit(*step) : ends[2].value;
  if (scale.high < scale.low) {
    return refusal(place, text, "runs backwards", fmt::format("write {}..{}", range.high, range.low));
  }
  if (scale.step && *scale.step <= 0) return refusal(place, text, "has no step", ranges_look_so);
  if (scale.step && clock && std::fmod(*scale.step, 60) != 0) {
    return refusal(place, text, "has a step that is no whole minute", ranges_look_so);
  }
  if (scale.step && (scale.high - scale.low) / *scale.step > double(most_sweep_points)) {
    return refusal(place, text, fmt::format("has more than {} values", most_sweep_points),
                   "write a longer step");
  }
  return scale;
}

// The text cut at commas that stand in no quotes and no brackets.
std::vector<std::string> pieces_of(const std::string& text) {
  std::vector<std::string> pieces(1);
  int depth = 0;
  char quote = 0;
  for (const char c : text) {
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      --depth;
    } else if (c == ',' && depth == 0) {
      pieces.emplace_back();
      continue;
    }
    pieces.back() += c;
  }
  for (std::string& piece : pieces) piece = trimmed(std::string_view(piece));
  return pieces;
}

// A law over the values of an axis: by its quantiles.
struct AxisLaw {
  Scale scale;
  bool normal = false;   // mean scale.low, standard deviation scale.high
  bool uniform = false;  // from scale.low to scale.high
  Distribution other;    // of times, in seconds
  double at(double probability) const {
    if (uniform) return scale.low + (scale.high - scale.low) * probability;
    if (!normal) return other.quantile(probability);
    // The lognormal law with log-mean -1/2 and log-deviation 1 knows the normal quantiles.
    static const Distribution standard = Distribution::lognormal(1, std::sqrt(std::exp(1.0) - 1));
    return scale.low + scale.high * (std::log(standard.quantile(probability)) + 0.5);
  }
};

// "normal 5m sd 1m", "uniform 5m to 15m" of any amounts; the other laws of docs/SCENARIO.md of times.
std::optional<AxisLaw> law_of(const std::string& text) {
  PhraseScanner scan(text);
  const std::string word = lower_case(scan.any_word());
  const std::string rest(scan.rest());
  const bool normal = word == "normal";
  if (normal || word == "uniform") {
    const std::string between = normal ? " sd " : " to ";
    const std::size_t at = rest.find(between);
    if (at == std::string::npos) return {};
    const auto first = amount_of(trimmed(std::string_view(rest).substr(0, at)));
    const auto second = amount_of(trimmed(std::string_view(rest).substr(at + between.size())));
    if (!first || !second) return {};
    std::vector<Amount> both{*first, *second};
    if (both[0].kind == Amount::Kind::clock && normal && both[1].kind == Amount::Kind::time) {
      both[1].value *= seconds_of_unit(both[1]);
    } else if (!align(both)) {
      return {};
    }
    if (normal ? both[1].value <= 0 : both[1].value < both[0].value) return {};
    AxisLaw law;
    law.scale = {both[0], both[0].value, both[1].value, {}};
    law.normal = normal;
    law.uniform = !normal;
    return law;
  }
  const auto distribution = distribution_phrase(text);
  if (!distribution || distribution->is_never() || distribution->is_zero()) return {};
  AxisLaw law;
  law.other = *distribution;
  law.scale.like.kind = Amount::Kind::time;
  law.scale.like.unit = "s";
  return law;
}

Expected<std::vector<std::string>> drawn_from(const AxisLaw& law, const std::string& text, const Place& place,
                                              std::uint32_t points) {
  const auto middle = [&](std::uint32_t i) { return law.at((i + 0.5) / points); };
  // As fine as the middle half of the strata needs.
  const double spread = (law.at(0.75) - law.at(0.25)) * 2 / points;
  std::vector<std::string> values;
  for (std::uint32_t i = 0; i < points; ++i) {
    const double value = middle(i);
    const bool time = law.scale.like.kind != Amount::Kind::number;
    if (law.normal && time && value < 0) {
      return refusal(place, text, "goes below zero",
                     "write a smaller sd, or a law without negative values, such as \"lognormal 5m cv 0.2\"");
    }
    values.push_back(spread > 0 ? law.scale.rounded(value, spread) : law.scale.text(value));
  }
  return values;
}

// A list or a range in steps: all its values. `points`: a range may go without steps, then it is a law.
Expected<std::vector<std::string>> listed(const std::string& text, const Place& place) {
  std::vector<std::string> values;
  for (const std::string& piece : pieces_of(text)) {
    if (piece.empty()) return refusal(place, text, "has an empty value", "write a,b,c");
    const auto range = range_text(piece);
    if (!range) {
      values.push_back(piece);
      continue;
    }
    const Expected<Scale> read = scale_of(piece, *range, place);
    if (!read.ok()) return read.problems();
    const Scale& scale = read.value();
    if (!scale.step) {
      return refusal(place, piece, "has no step",
                     fmt::format("write the step behind it, such as {}, or draw points with --points 40",
                                 piece.find(':') != std::string::npos ? piece + "/30m" : "1..10/1"));
    }
    const auto steps = static_cast<std::size_t>(std::floor((scale.high - scale.low) / *scale.step + 1e-9));
    for (std::size_t i = 0; i <= steps; ++i)
      values.push_back(scale.text(scale.low + double(i) * *scale.step));
  }
  if (values.size() > most_sweep_points) {
    return refusal(place, text, fmt::format("has more than {} values", most_sweep_points), "write fewer");
  }
  return values;
}

}  // namespace

bool says_several_values(const std::string& text, bool sampled) {
  const std::vector<std::string> pieces = pieces_of(text);
  return pieces.size() > 1 || range_text(pieces.front()).has_value() ||
         (sampled && law_of(pieces.front()).has_value());
}

Expected<std::vector<std::string>> sweep_values(const std::string& text, const Place& place,
                                                std::optional<std::uint32_t> points) {
  const std::string clean = trimmed(std::string_view(text));
  if (!points) return listed(clean, place);
  demand(*points > 0, "a sweep of no points");
  const std::vector<std::string> pieces = pieces_of(clean);
  if (pieces.size() == 1) {
    if (const auto law = law_of(clean)) return drawn_from(*law, clean, place, *points);
    const auto range = range_text(clean);
    const bool steps = clean.find('/') != std::string::npos;
    if (range && !steps) {
      const Expected<Scale> scale = scale_of(clean, *range, place);
      if (!scale.ok()) return scale.problems();
      AxisLaw law;
      law.scale = scale.value();
      law.uniform = true;
      return drawn_from(law, clean, place, *points);
    }
  }
  const Expected<std::vector<std::string>> all = listed(clean, place);
  if (!all.ok()) return all;
  std::vector<std::string> values;
  for (std::uint32_t i = 0; i < *points; ++i) {
    values.push_back(all.value()[std::size_t{i} * all.value().size() / *points]);
  }
  return values;
}

}  // namespace switchover
