// Fix: the cheapest of the scenario's levers, alone or in pairs, with which every must passes. Searched with
// the day's own callers, confirmed with fresh ones.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/case_runner.hpp"
#include "analysis/levers.hpp"
#include "analysis/report_model.hpp"

namespace switchover {

struct FixOptions {
  std::uint32_t search_runs = 50;    // paired days that look for it
  std::uint32_t confirm_runs = 200;  // fresh days that confirm it, at most scenario.max_runs
  std::size_t shown = 4;             // of what was tried
  bool known_to_fail = false;        // else the day as it is is looked at first
};
// Fixes by cost; those that do not pass behind. Empty tried: no lever, or nothing fails.
// A stronger pull is taken to be never worse than a weaker one.
FixAnswer find_fix(const Scenario& scenario, CaseRunner& runner, const FixOptions& options);

}  // namespace switchover
