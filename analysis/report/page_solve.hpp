// The page of `switchover solve`: how many are needed, and what fresh callers found.
#pragma once
#include <string>

#include "analysis/report/page.hpp"
#include "analysis/solve.hpp"

namespace switchover {

std::string solve_page_data(const SolveReport& report, const PageParticulars& particulars);

}  // namespace switchover
