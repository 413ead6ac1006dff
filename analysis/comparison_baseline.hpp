// What a baseline keeps of a comparison: every plan's promises and figures, replication by replication.
#pragma once
#include <vector>

#include "analysis/baseline.hpp"
#include "analysis/comparison.hpp"

namespace switchover {

std::vector<BaselinePlan> comparison_baseline(const CompareResult& result);

}  // namespace switchover
