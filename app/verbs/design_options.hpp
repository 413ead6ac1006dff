// What compare and sweep understand alike: how plans are ranked, what may be spent, how means are steadied.
#pragma once
#include <optional>
#include <string>

#include "analysis/comparison.hpp"
#include "app/shell/command_line.hpp"
#include "app/shell/exit_code.hpp"
#include "scenarios/plan_set.hpp"

namespace switchover {

struct DesignRequest {
  const std::string& rank_by;
  const std::string& indifference;
  const std::string& budget;
  bool no_controls, antithetic;
};
// Complains itself. `unit`: of the indifference, where it says one.
ExitCode understand_design(const CommonRequest& common, const DesignRequest& request, PlanRules& rules,
                           CompareOptions& options, std::optional<Unit>& unit);
// "25", "1%", "2 points", "5s".
std::optional<double> indifference_of(const std::string& text, std::optional<Unit>& unit);
// "1%" is no number of people.
bool fits_ranking(const PlanSet& plans, Unit unit);

}  // namespace switchover
