// Kills the real program at random moments and lets it go on, many times over: what the tests do in small and
// bench/kill_trial.cpp in long.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace switchover::test {

struct KillPlan {
  std::string program;
  std::size_t kills = 40;
  std::uint64_t seed = 1;
  std::size_t kills_in_a_row = 5;  // of one sweep, before it may go on to its end
  unsigned workers = 2;
  // Of the sweep: hours of its day, runs, and points.
  int hours = 6, runs = 100;
  std::string agents = "29..36/1";
};
struct KillTrial {
  std::size_t kills = 0;              // that met the program at work
  std::size_t chains = 0;             // sweeps that were killed so often and brought to their end
  std::size_t identical = 0;          // of them, with every file as without a kill
  std::size_t damaged = 0;            // stores that could not be opened after a kill
  std::size_t shrunk = 0;             // kills after which the store held less than before
  std::size_t blocks = 0;             // of one sweep
  std::size_t blocks_gained = 0;      // by all that was killed
  std::vector<std::string> differed;  // names of files
};
// Works in `folder`. Throws std::runtime_error when the program cannot be run.
KillTrial try_kills(const KillPlan& plan, const std::string& folder);

}  // namespace switchover::test
