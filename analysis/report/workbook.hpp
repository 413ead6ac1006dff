// The workbook that a planner passes on: report.xlsx of a run, compare.xlsx of a comparison. Numbers are
// numbers with formats, names are text, nothing is a formula. The same answer gives the same bytes.
#pragma once
#include <string>

#include "analysis/comparison.hpp"
#include "analysis/report_model.hpp"
#include "sim/problem.hpp"

namespace switchover {

Expected<std::string> run_workbook(const ReportModel& report);
Expected<std::string> comparison_workbook(const PlanComparison& comparison);

}  // namespace switchover
