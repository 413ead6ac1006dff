// The axes of a sweep, and its points: every combination of values, or a Latin hypercube.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/plan_set.hpp"
#include "scenarios/toml_document.hpp"

namespace switchover {

struct SweepText {
  std::vector<SweepAxis> axes;
  std::vector<std::string> settings;  // key=value of one value each: no axis
  Problems problems;
};
// From --set; without any axis there, from [sweep] (null: there is none).
SweepText read_axes(const PlanRules& rules, const TomlValue* sweep);

// Each point is one value's index per axis. Full grid: the last axis turns fastest.
std::vector<std::vector<std::size_t>> grid_points(const std::vector<SweepAxis>& axes);
// One value per point on every axis, each axis shuffled on its own.
std::vector<std::vector<std::size_t>> hypercube_points(const std::vector<SweepAxis>& axes,
                                                       std::uint32_t points, std::uint64_t seed);

// "talk=240s, by=5%": keys as short as they can be told apart.
std::vector<std::string> short_keys(const std::vector<SweepAxis>& axes);

}  // namespace switchover
