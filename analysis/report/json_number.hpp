// A figure as a JSON value: null where there is none, "infinity" where JSON has no number for it. A template,
// so that the library stays behind the writers.
#pragma once
#include <cmath>
#include <optional>

namespace switchover {

template <class Json>
Json json_number(const std::optional<double>& value) {
  if (!value) return nullptr;
  if (std::isinf(*value)) return *value > 0 ? "infinity" : "-infinity";
  return *value;
}

}  // namespace switchover
