// A sweep in words: which points keep every promise, and the one that is nearest to the scenario as it is.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/comparison.hpp"

namespace switchover {

// Points only: the scenario as it is, the baseline, is none.
struct SweepTally {
  std::size_t points = 0;
  std::vector<std::size_t> pass, undecided;  // indices of plans
  std::optional<std::size_t> nearest;        // of those that pass, to the scenario as it is
  std::optional<std::size_t> closest;        // where none passes: keeps most musts, then ranked best
};
SweepTally sweep_tally(const PlanComparison& sweep);

// How far a point is from the scenario as it is: on every axis the share of the way over the range of its
// values; where they are no numbers, times or shares, 1 for another value and 0 for the same.
double distance_from_now(const PlanComparison& sweep, std::size_t plan);

std::string point_text(const PlanComparison& sweep, std::size_t plan);  // "decide = 5m, agents = 40"

// Puts the verdict of a sweep into its sentence: passing points first.
void word_sweep(PlanComparison& sweep);

}  // namespace switchover
