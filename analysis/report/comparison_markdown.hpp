// compare.md: the comparison for a page, a ticket or a mail.
#pragma once
#include <string>

#include "analysis/comparison.hpp"

namespace switchover {

std::string comparison_markdown(const PlanComparison& comparison);

}  // namespace switchover
