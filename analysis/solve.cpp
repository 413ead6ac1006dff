#include "analysis/solve.hpp"

#include "analysis/solve_agents.hpp"
#include "analysis/solve_limits.hpp"

namespace switchover {

SolveReport solve(const Scenario& scenario, CaseRunner& runner, const SolveOptions& options) {
  return options.what == SolveFor::agents ? solve_agents(scenario, runner, options)
                                          : solve_limit(scenario, runner, options);
}

}  // namespace switchover
