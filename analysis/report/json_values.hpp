// Numbers as JSON values: null where there is none, "infinity" where JSON has no number for it.
#pragma once
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

namespace switchover::json_values {

inline nlohmann::ordered_json number(const std::optional<double>& value) {
  if (!value) return nullptr;
  if (std::isinf(*value)) return *value > 0 ? "infinity" : "-infinity";
  return *value;
}

}  // namespace switchover::json_values
