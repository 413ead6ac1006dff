// --indifference of compare and sweep: a size in the unit of the figure that plans are ranked by.
#pragma once
#include <optional>
#include <string>

#include "scenarios/plan_set.hpp"

namespace switchover {

// "25", "1%", "2 points", "5s".
std::optional<double> indifference_of(const std::string& text, std::optional<Unit>& unit);
// "1%" is no number of people.
bool fits_ranking(const PlanSet& plans, Unit unit);

}  // namespace switchover
