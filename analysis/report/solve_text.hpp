// The answer of `switchover solve` as text for a terminal.
#pragma once
#include <string>

#include "analysis/report/layout.hpp"
#include "analysis/report/report_text.hpp"
#include "analysis/solve.hpp"

namespace switchover {

std::string solve_line(const SolveReport& report, const TextStyle& style);  // the verdict alone
// The tables, for pages: agents per step and group, and a little more and less.
TextTable solve_staff_table(const SolveReport& report);
TextTable solve_curve_table(const SolveReport& report);
std::string solve_figure_text(const Estimate& level);  // "81.20% [80.10 - 82.30]"
std::string solve_text(const SolveReport& report, const TextStyle& style);

}  // namespace switchover
