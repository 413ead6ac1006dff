// The numbers behind the pictures of a comparison: some days of every plan, simulated once more.
#pragma once
#include <vector>

#include "analysis/case_runner.hpp"
#include "analysis/comparison.hpp"
#include "analysis/pictures.hpp"

namespace switchover {

// Of the first dozen plans, and of the baseline in the place of the last where it comes later: the first days
// of each, a hundred at most. The frame is the baseline's, with the queues, platforms and groups of the
// others behind its own; a plan with other intervals has its events only. `told`: with plans and promises
// judged.
Pictures comparison_pictures(const PlanComparison& told, const std::vector<Case>& cases, CaseRunner& runner,
                             double confidence);

}  // namespace switchover
