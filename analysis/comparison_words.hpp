// The verdict over several plans in words: which pass, which to take if a choice must be made today.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/comparison.hpp"

namespace switchover {

struct PlansVerdict {
  ReportModel::Word word = ReportModel::Word::none;
  std::string sentence, advice;
  int exit_code = 0;
};
// Of a comparison whose plans, promises, rows and ranking are filled. `missing`: of each plan, what its must
// that matters most says while it is not kept; empty where all are kept.
PlansVerdict plans_verdict(const PlanComparison& comparison, const std::vector<std::string>& missing);

// The plan to speak of when none passes: the first of the ranking that promises anything. The cheapest says
// nothing about the promises: where plans are ranked by cost, the first of those that keep most.
std::size_t leading_plan(const PlanComparison& comparison);

}  // namespace switchover
