// The tables of [files] beside each other: cell by cell where they have the same rows and columns.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "scenarios/input_differences.hpp"

namespace switchover {

inline constexpr std::size_t most_cells_listed = 5;  // of one file and column

// Paths of [files] under which every plan finds the same bytes: "files.staff".
std::set<std::string> same_tables(const std::vector<ScenarioTree>& trees);
void compare_tables(const std::vector<ScenarioTree>& trees, ComparedInputs& out);

// The file that a value of a plan names, as it is opened.
std::string path_named(const ScenarioTree& tree, const TomlValue& path);

}  // namespace switchover
