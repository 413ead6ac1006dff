// The fewest agents, step by step of the day and group by group, with which the target holds.
#pragma once
#include "analysis/solve.hpp"

namespace switchover {

SolveReport solve_agents(const Scenario& scenario, CaseRunner& runner, const SolveOptions& options);

}  // namespace switchover
