// Why plans differ: in which half-hours, and which limits they reach more or less often. Only what tests
// show.
#pragma once
#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/comparison_rows.hpp"

namespace switchover {

// Sentences, plan by plan; none for the baseline, none where nothing was asked half-hour by half-hour.
std::vector<std::string> why_plans_differ(const PlanComparison& comparison, const ComparedDays& days);

}  // namespace switchover
