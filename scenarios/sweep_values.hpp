// What one axis of a sweep may say besides sweep_values() of plan_set.hpp.
#pragma once
#include <optional>
#include <string>

namespace switchover {

inline constexpr std::size_t most_sweep_points = 10'000;

// Is this more than one value: a list, a range, with `sampled` also a distribution? Commas in quotes and
// brackets part nothing.
bool says_several_values(const std::string& text, bool sampled);

}  // namespace switchover
