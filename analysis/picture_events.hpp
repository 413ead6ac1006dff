// What a scenario does to the day, as hours to shade.
#pragma once
#include <string>
#include <vector>

#include "analysis/pictures.hpp"
#include "models/centre/spec.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// The events of `spec` (the scenario's centre or a variant of it) that begin at the same time on every day,
// in the order of their beginning. Left out: faults at random or uncertain times, and what lasts the whole
// scenario.
std::vector<DayEvent> day_events(const Scenario& scenario, const CentreSpec& spec);

}  // namespace switchover
