// Levers on the activities of scheduled agents: breaks that begin later, off-phone work that is cancelled.
#pragma once
#include "models/centre/spec.hpp"
#include "scenarios/lever.hpp"

namespace switchover {

// Breaks and lunches that begin within from..to begin so many seconds later, behind whatever else is in the
// way; one that would not end within its shift any more stays where it is.
void move_breaks(CentreSpec& centre, const LeverSpec& lever, double seconds);
// This share of the activities that are neither break nor lunch and begin within from..to is cancelled:
// spread evenly over the agents, and what a smaller share cancels a larger one cancels, too.
void cancel_off_phone(CentreSpec& centre, const LeverSpec& lever, double share);
double cancelled_hours(const CentreSpec& centre, const LeverSpec& lever, double share);

}  // namespace switchover
