// Scenario files as a user writes them, read, compiled and run for comparison with exact answers.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "models/centre/tally.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

Scenario scenario_of_text(const std::string& toml);  // REQUIREs that it is read without a problem
Scenario scenario_of_file(const std::string& name, const std::vector<std::string>& settings = {});

// The report intervals of the scenario's `measure`, or the whole day with its drain.
struct Rows {
  std::size_t first = 0, last = 0;  // [first, last)
};
Rows measured_rows(const Scenario& scenario);
// Sums over these rows, all platforms. Seconds, not microseconds.
struct QueueSums {
  double attempts = 0, first_attempts = 0, blocked_queue = 0, offered = 0, answered = 0, at_once = 0,
         in_time = 0;
  double abandoned = 0, abandoned_in_time = 0, abandoned_left = 0, balked = 0, dropped_talk = 0;
  double virtual_in_time = 0, virtual_known = 0;
  double wait_answered_s = 0, wait_all_s = 0, virtual_wait_s = 0, queue_time_s = 0, busy_time_s = 0;
};
QueueSums queue_sums(const Tally& tally, std::size_t queue, const Rows& rows);
struct AgentSums {
  double talking_s = 0, signed_in_s = 0, answered = 0;
};
AgentSums agent_sums(const Tally& tally, std::size_t group, const Rows& rows);
struct PeopleSums {
  double people = 0, served = 0, attempts = 0, unresolved = 0;
};
PeopleSums people_sums(const Tally& tally, std::size_t queue, const Rows& rows);

// Runs replications 0 .. n-1 and hands each tally over; every one must pass its self-check.
void run_replications(const Scenario& scenario, std::uint64_t seed, std::uint32_t n,
                      const std::function<void(const Tally&)>& use);

}  // namespace switchover
