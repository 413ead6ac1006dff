#include "analysis/flip_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/wording.hpp"

namespace switchover {

std::string doubt_value_text(double value, Unit unit, bool is_change) {
  if (unit == Unit::seconds) return duration_text(value);
  if (unit != Unit::share) return count_text(value);
  const double percent = std::round(value * 1000) / 10;
  return fmt::format("{}{:g}%", is_change && percent > 0 ? "+" : "", percent == 0 ? 0.0 : percent);
}

const char* verdict_yes_no(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
    case Verdict::on_target:
      return "YES";
    case Verdict::fail:
      return "NO";
    case Verdict::undecided:
      return "UNDECIDED";
  }
  return "";
}

std::string turn_text(const FlipRow& row, double at, bool upwards, Verdict beyond,
                      const std::optional<Range>& between) {
  const auto text = [&](double value) { return doubt_value_text(value, row.unit, row.low < 0); };
  if (beyond == Verdict::undecided)
    return upwards ? "unsure from " + text(at) : fmt::format("unsure at {} and below", text(at));
  if (!between)  // from undecided: decided from this value on
    return fmt::format("{} {}: {}", upwards ? "from" : "up to", text(at), verdict_yes_no(beyond));
  std::string out = fmt::format("{} {}: {}", upwards ? "above" : "below", text(at), verdict_yes_no(beyond));
  const double wide = between->high - between->low;
  if (wide > (row.high - row.low) / 20)
    out += fmt::format(" (cannot be told from {} to {})", text(between->low), text(between->high));
  return out;
}

const FlipRow* flip_of(const std::vector<FlipRow>& flips, const std::string& key) {
  const auto exact =
      std::find_if(flips.begin(), flips.end(), [&](const FlipRow& row) { return row.key == key; });
  return exact == flips.end() ? nullptr : &*exact;
}

std::string flips_sentence(const std::vector<FlipRow>& flips) {
  constexpr std::size_t shown = 3;
  if (flips.empty()) return "nothing to doubt: no promise, or no assumption with a range.";
  std::vector<const FlipRow*> turning;
  for (const FlipRow& row : flips) {
    if (row.flips_at) turning.push_back(&row);
  }
  const std::string all = fmt::format("{} assumption{}", flips.size(), flips.size() == 1 ? "" : "s");
  if (turning.empty()) return fmt::format("none of {} could turn the verdict within its range.", all);
  std::string sentence = fmt::format("{} of {} could turn the verdict: ", turning.size(), all);
  for (std::size_t i = 0; i < std::min(shown, turning.size()); ++i) {
    sentence += fmt::format("{}{}, {}", i == 0 ? "" : "; ", turning[i]->label, turning[i]->text);
  }
  return sentence + (turning.size() > shown ? fmt::format("; and {} more.", turning.size() - shown) : ".");
}

}  // namespace switchover
