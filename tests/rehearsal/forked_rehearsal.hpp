// One rehearsal in a child of its own: a process may hold one SimGrid engine, once.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "models/platform/rehearsal.hpp"

namespace switchover {

std::string rehearsed_csv(const RehearsalRequest& request, std::uint32_t replication = 0);
Story rehearsed(const RehearsalRequest& request, std::uint32_t replication = 0);

// The events of one kind, in order.
std::vector<StoryEvent> all_of_kind(const Story& story, StoryKind kind);

}  // namespace switchover
