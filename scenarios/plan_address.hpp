// FILE#PLAN: one [[plan]] of a file that compares plans, where a scenario file is asked for.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"

namespace switchover {

struct PlanAddress {
  std::string file, plan;
};
// Nothing where a file has this whole name, or where there is no such file before a '#'.
std::optional<PlanAddress> plan_address(const std::string& path);
std::string to_string(const PlanAddress& address);

// The plan as `compare` simulates it, with the promises of [compare] and with `settings` laid on last.
Expected<Scenario> read_plan(const PlanAddress& address, const std::vector<std::string>& settings);

}  // namespace switchover
