// What the theory says of a queue whose callers may hang up: the figures of Erlang A and of M/M/n+G alike.
#pragma once
#include <optional>

namespace switchover {

// The long run of one queue. Shares are of all offered calls, from 0 to 1, unless the name says otherwise; a
// share below about 1e-300 is 0. "Within the target" includes the target itself. The virtual wait is what a
// caller who never hangs up would wait.
struct ImpatientQueue {
  double wait_probability = 0;     // the caller finds every agent busy
  double abandon_probability = 0;  // the caller hangs up before an agent is free

  double mean_virtual_wait_s = 0;
  double mean_wait_s = 0;           // over all callers, the abandoned ones included
  double mean_wait_answered_s = 0;  // over answered callers, those who did not wait included (ASA)
  std::optional<double> mean_wait_abandoned_s = {};  // over abandoned callers; empty when nobody abandons

  double virtual_wait_within_target = 0;
  double answered_within_target = 0;
  double abandoned_within_target = 0;
  double answered_within_target_of_answered = 0;  // answered within the target / answered
  // answered within the target / (offered - abandoned within the target)
  double answered_within_target_excluding_short_abandons = 0;

  double mean_queue_length = 0;  // waiting calls, those in conversation not counted
  double occupancy = 0;          // share of the agents' time in conversation
};

}  // namespace switchover
