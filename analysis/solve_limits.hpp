// The smallest limit of a platform with which the target holds.
#pragma once
#include <optional>
#include <string>

#include "analysis/solve.hpp"

namespace switchover {

LimitKind limit_kind_of(SolveFor what);   // of a limit
std::string limit_key_of(SolveFor what);  // as in a scenario: "trunks = 100"
std::optional<double> limit_value_of(const PlatformSpec& platform, LimitKind kind);
SolveReport solve_limit(const Scenario& scenario, CaseRunner& runner, const SolveOptions& options);

}  // namespace switchover
