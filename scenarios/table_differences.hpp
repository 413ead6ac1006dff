// The tables of [files] beside each other: cell by cell where they have the same rows and columns.
#pragma once
#include "scenarios/input_differences.hpp"

namespace switchover {

inline constexpr std::size_t most_cells_listed = 5;  // of one file and column

void compare_tables(const std::vector<ScenarioTree>& trees, ComparedInputs& out);

}  // namespace switchover
