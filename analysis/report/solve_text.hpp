// The answer of `switchover solve` as text for a terminal.
#pragma once
#include <string>

#include "analysis/report/report_text.hpp"
#include "analysis/solve.hpp"

namespace switchover {

std::string solve_line(const SolveReport& report, const TextStyle& style);  // the verdict alone
std::string solve_text(const SolveReport& report, const TextStyle& style);

}  // namespace switchover
