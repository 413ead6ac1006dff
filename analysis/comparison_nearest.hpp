// No plan passes: the nearest change that does. Searched among what the plans themselves do differently and
// what could be done about the failovers, laid on the best plan, singly and together.
#pragma once
#include <cstddef>

#include "analysis/case_runner.hpp"
#include "analysis/comparison.hpp"
#include "analysis/comparison_questions.hpp"

namespace switchover {

// `lead`: the plan that changes are laid on. Its [levers] are searched instead, where it has any.
NearestPass nearest_pass(const PlanSet& plans, std::size_t lead, const ComparisonQuestions& questions,
                         CaseRunner& runner);

}  // namespace switchover
