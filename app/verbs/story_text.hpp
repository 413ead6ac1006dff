// A story as a time line for people: one line per change, with the clock of the scenario.
#pragma once
#include <string>

#include "models/platform/story.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

std::string story_text(const Scenario& scenario, const Story& story);

}  // namespace switchover
