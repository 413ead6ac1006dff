// What became of attempts, by the interval of their dialling or queueing: every attempt once.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "models/centre/tally.hpp"

namespace switchover {

// answered: by agents, to the end; abandoned: in the queue, in the IVR, or at once where nobody is free
// (balked); busy or refused: also forced out after the longest wait; cut off: by the system, in the IVR, the
// queue or the conversation. They add up to attempts + transferred in - handed on to another queue - still in
// progress at the end.
inline constexpr std::size_t attempt_outcomes = 6;
const std::vector<std::string>& attempt_outcome_names();

// Of one queue on all platforms: [interval, the drain last][outcome]
std::vector<std::array<std::int64_t, attempt_outcomes>> outcomes_of(const Tally& tally, std::size_t queue);

}  // namespace switchover
