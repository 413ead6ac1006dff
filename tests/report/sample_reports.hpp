// Reports made by hand, with names of the reader's choosing, for the tests of the writers.
#pragma once
#include <string>

#include "analysis/comparison.hpp"
#include "analysis/report_model.hpp"

namespace switchover::test {

// "=SUM(A1)", "</script>", quotes, commas, Greek, Chinese, Arabic: all of it in one name.
extern const std::string hostile_name;

Estimate known(double value, double low, double high);
// Two queues over three half-hours; a must that fails, one that is undecided, one that holds and a warning
// that fails; a fix, flips and a baseline with a regression.
ReportModel sample_report(const std::string& queue);
// Two plans, one must, two figures.
PlanComparison sample_comparison(const std::string& plan);

}  // namespace switchover::test
