// Questions that a careful reader of the whole scenario would ask. None of them stops a run.
#pragma once
#include "scenarios/centre_readers.hpp"

namespace switchover {

void ask_questions(Reading& reading, const CentreDraft& draft);
// Platforms that have agents of their own at some moment.
std::vector<bool> platforms_with_agents(const CentreSpec& spec);

}  // namespace switchover
