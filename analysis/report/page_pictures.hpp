// Pictures as JSON text (analysis/report/web/DATA.md): the frame and the plans that runs and comparisons
// share, and fragments to add the parts of their own. Numbers of curves have 5 significant digits; compact.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/pictures.hpp"
#include "analysis/report/json_number.hpp"
#include "analysis/report/page_parts.hpp"

namespace switchover {

// How a plan did: beside its name in legends.
struct PlanWord {
  std::string word;  // "NO"
  PageTone tone = PageTone::none;
};

// "service_level" -> "answered in time": the title of a curve.
std::string curve_title(Metric metric);
// To so many significant digits, as it is written: 0.123456 -> 0.12346.
double rounded(double value, int digits = 5);
// Figures and the ends of their ranges to 7 digits, more than anybody draws; null where there is none.
template <class Json>
Json picture_number(const std::optional<double>& value) {
  return value ? json_number<Json>(rounded(*value, 7)) : Json(nullptr);
}
template <class Json>
Json picture_low(const Estimate& estimate) {
  return estimate.range ? picture_number<Json>(estimate.range->low) : Json(nullptr);
}
template <class Json>
Json picture_high(const Estimate& estimate) {
  return estimate.range ? picture_number<Json>(estimate.range->high) : Json(nullptr);
}

// The object "pictures": frame and plans of `pictures` (none: an empty frame, no plans), then `parts` in
// their order. A part is a key and its value as JSON text: {"flips", "[...]"}. words: of the plans, by index;
// those that are missing are empty.
std::string pictures_json(const std::optional<Pictures>& pictures, const std::vector<PlanWord>& words,
                          const std::vector<std::pair<std::string, std::string>>& parts);

// "promises": one entry per promise in their order, one place per plan.
std::string picture_promises(const std::vector<ComparedPromise>& promises);
// "fixes" and "flips": of a run, or of the verbs that ask for them alone.
std::string picture_fixes(const FixAnswer& answer);
std::string picture_flips(const std::vector<FlipRow>& flips);

}  // namespace switchover
