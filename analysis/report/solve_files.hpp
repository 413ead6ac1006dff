// The files of `switchover solve`: the answer for machines, and staff to run with.
#pragma once
#include <string>

#include "analysis/solve.hpp"

namespace switchover {

// Agents: a row per step and group. Limits: the curve.
std::string solve_csv(const SolveReport& report);
std::string solve_json(const SolveReport& report);
// As [files] staff reads it: the groups that were solved, and the others whose agents change over the day.
std::string solved_staff_csv(const SolveReport& report, const Scenario& scenario);

}  // namespace switchover
