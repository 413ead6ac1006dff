// Figures and estimates as JSON values: null where there is none, "infinity" where JSON has no number for it.
// A template, so that the library stays behind the writers.
#pragma once
#include <cmath>
#include <optional>

#include "analysis/estimate.hpp"

namespace switchover {

template <class Json>
Json json_number(const std::optional<double>& value) {
  if (!value) return nullptr;
  if (std::isinf(*value)) return *value > 0 ? "infinity" : "-infinity";
  return *value;
}

// {mean, lo, hi, confidence, runs}
template <class Json>
Json json_estimate(const Estimate& estimate) {
  return {{"mean", json_number<Json>(estimate.value)},
          {"lo", estimate.range ? json_number<Json>(estimate.range->low) : Json(nullptr)},
          {"hi", estimate.range ? json_number<Json>(estimate.range->high) : Json(nullptr)},
          {"confidence", estimate.confidence},
          {"runs", estimate.n}};
}

}  // namespace switchover
