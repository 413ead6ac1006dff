// Pulling a lever: the scenario with so much of it, what that costs, and how it reads.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/lever.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// So much of scenario.levers[lever].
struct LeverUse {
  std::size_t lever = 0;
  double amount = 0;
  bool operator==(const LeverUse&) const = default;
};
// The amounts that can be chosen, the weakest pull first; what the scenario has already is not among them.
std::vector<double> amounts_of(const Scenario& scenario, std::size_t lever);
Scenario pulled(const Scenario& scenario, const LeverUse& use);
// Of using it: on one such day, or a month where the price is per month; nothing without a price.
struct LeverCost {
  double amount = 0;
  bool a_month = false;
};
std::optional<LeverCost> cost_of(const Scenario& scenario, const LeverUse& use);
std::string lever_text(const Scenario& scenario, const LeverUse& use);  // "+32 billing, 08:30-13:00"

}  // namespace switchover
