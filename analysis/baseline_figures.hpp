// What a baseline keeps of a plan: its promises and its headline, replication by replication.
#pragma once
#include <string>
#include <vector>

#include "analysis/baseline.hpp"
#include "analysis/verdict.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// A promise about one figure keeps the figure. One about days, about every interval, about nothing happening
// or about a time that may never end keeps whether the day met it: the mean is the share of such days.
BaselineFigure promise_baseline(const Expectation& promise, const std::vector<PromiseFigures>& days);

// inputs: the scenario's TOML files and settings; data: the tables.
BaselinePlan baseline_plan(const std::string& name, const Scenario& scenario, const std::string& version,
                           std::vector<BaselineFigure> figures);

}  // namespace switchover
