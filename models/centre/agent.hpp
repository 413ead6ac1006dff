// Agent: a person with a pool (group and platform), a duty and a state. Pool: agents who serve the same
// calls.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "models/centre/call.hpp"
#include "models/centre/spec.hpp"
#include "sim/time_average.hpp"

namespace switchover {

enum class AgentState : std::uint8_t { idle, ringing, talking, wrapping, away, absent, off };
inline constexpr std::size_t agent_states = 7;

struct Agent {
  std::int64_t next_us = 0;   // end of wrap
  std::int64_t since_us = 0;  // when the present state began
  std::int64_t busy_us = 0;   // worked so far, for the least occupied
  double factor = 1;          // of handling time
  std::uint32_t before =
      nobody;  // neighbours among the idle of its pool (longest idle first), or among the off
  std::uint32_t after = nobody;
  std::uint32_t call = nobody;  // ringing, talking
  std::uint32_t pool = 0;
  std::uint32_t wanted_pool = 0;  // where the split sends it once it is free
  AgentState state = AgentState::off;
  bool named = false, on_duty = false, on_activity = false, absent = false, thrown_out = false;
  bool wants_login = false;  // refused by the login limit
};
static_assert(sizeof(Agent) <= 64);

struct Pool {
  std::uint32_t first_idle = nobody, last_idle = nobody;
  std::uint32_t first_off = nobody;  // counted agents who are not signed in
  std::array<TimeAverage, agent_states> in_state{};
  std::int64_t number(AgentState state) const { return in_state[static_cast<std::size_t>(state)].level(); }
  std::uint32_t target = 0;                          // counted agents that staffing wants
  std::uint32_t thrown_out = 0;                      // of these, kept out by a fault
  std::uint32_t present = 0;                         // counted agents signed in
  std::uint32_t excess = 0;                          // of these, leave when they become free
  std::uint32_t wants_login = 0;                     // counted agents refused by the login limit
  std::int64_t return_at_us = 0, return_gap_us = 0;  // agents coming back one by one after a fault
  std::uint32_t day = 0;
};

}  // namespace switchover
