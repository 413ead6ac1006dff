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

// Absent: on duty and did not come. Thrown out: on duty and signed in nowhere because of a fault.
enum class AgentState : std::uint8_t { idle, ringing, talking, wrapping, away, absent, thrown_out, off };
inline constexpr std::size_t agent_states = 8;

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
  std::uint32_t wanted_pool = 0;  // where the split or a failover sends it once it is free
  std::uint32_t crew = 0;         // counted: whom it comes with. Named: the pool that is its home
  AgentState state = AgentState::off;
  bool named : 1 = false;
  bool on_duty : 1 = false;
  bool on_activity : 1 = false;
  bool absent : 1 = false;
  bool thrown_out : 1 = false;   // by an outage
  bool kept_away : 1 = false;    // neither at home nor sent elsewhere: ChangeKind::agents_at
  bool wants_login : 1 = false;  // refused by the login limit
  bool in_line : 1 = false;      // waits for its turn to sign in
  bool is_wanted() const { return on_duty && !absent && !thrown_out && !kept_away; }
  // What it is while it is signed in nowhere.
  AgentState when_signed_out() const {
    if (!named || !on_duty) return AgentState::off;
    return absent ? AgentState::absent : AgentState::thrown_out;
  }
  bool is_signed_out() const {
    return state == AgentState::off || state == AgentState::absent || state == AgentState::thrown_out;
  }
};
static_assert(sizeof(Agent) <= 64);

struct Crew {                        // counted agents of one home who work in one pool
  std::uint32_t first_off = nobody;  // who are not signed in
  std::uint32_t wanted = 0;          // that should be signed in now
  std::uint32_t present = 0;         // signed in
  std::uint32_t excess = 0;          // of these, leave when they become free
  std::uint32_t wants_login = 0;     // refused by the login limit
  std::uint32_t in_line = 0;         // turns to sign in that they wait for
};

struct Pool {
  std::uint32_t first_idle = nobody, last_idle = nobody;
  std::array<TimeAverage, agent_states> in_state{};
  std::int64_t number(AgentState state) const { return in_state[static_cast<std::size_t>(state)].level(); }
  TimeAverage kept_out;                              // counted agents of this home who are signed in nowhere
  TimeAverage not_come;                              // counted agents of this home who are absent today
  std::uint32_t target = 0;                          // counted agents that staffing wants
  std::uint32_t thrown_out = 0;                      // of these, kept out by an outage
  std::int64_t return_at_us = 0, return_gap_us = 0;  // agents coming back one by one after a fault
  std::uint32_t day = 0;
  bool waits_for_leavers = false;  // somebody of this home still talks where they should not be any more
};

}  // namespace switchover
