// In which keys and in which cells of their tables plans differ: what a reader of a comparison must know
// first.
#pragma once
#include <cstddef>
#include <vector>

#include "scenarios/plan_set.hpp"
#include "scenarios/scenario_tree.hpp"

namespace switchover {

struct ComparedInputs {
  std::vector<InputDifference> differences;
  std::size_t compared = 0;  // keys and file columns
};
// `trees`: of each plan, after its settings.
ComparedInputs compare_inputs(const std::vector<ScenarioTree>& trees);

}  // namespace switchover
