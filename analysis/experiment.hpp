// Experiment: variants x replications on worker threads. Every replication is a pure function of its plan,
// seed and number, and is consumed in the order of its number: how many workers there are never shows in a
// result.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "models/centre/centre.hpp"
#include "models/centre/spec.hpp"
#include "models/centre/tally.hpp"

namespace switchover {

struct Progress {
  std::string phase;           // "this Monday", "plain Monday", "why: without 8% absent"
  std::uint64_t done = 0;      // replications of the phase
  std::uint64_t expected = 0;  // at most so many in the phase
  double phase_elapsed_s = 0;  // wall time of the phase
  double phase_left_s = 0;     // wall time left in it at this pace; 0 when not known yet
};
// Called on the calling thread, never more than about ten times a second.
using OnProgress = std::function<void(const Progress&)>;

// Every field but `seed` leaves results unchanged.
struct Workshop {
  std::uint64_t seed = 1;
  unsigned workers = 1;    // threads, at least 1; 0 = as many as the machine has
  OnProgress on_progress;  // may be empty
  std::stop_token stop;    // asks to give up between replications
};

// Thrown out of an experiment when its stop token was asked to stop.
struct Interrupted {};

// Runs replications [first, last) of one plan and hands each tally to `consume` in order of replication, on
// the calling thread. Memory: at most a few tallies per worker at any time. Throws Interrupted.
void run_replications(const std::shared_ptr<const CentrePlan>& plan, std::uint32_t first, std::uint32_t last,
                      const Workshop& workshop, const std::string& phase,
                      const std::function<void(std::uint32_t replication, const Tally& tally)>& consume);

// What running cost so far, summed over all experiments of a workshop's process: for the manifest only.
struct RunCost {
  std::uint64_t replications = 0, events = 0;
  double wall_s = 0, cpu_s = 0;  // cpu: of this process, all threads
  unsigned workers = 1;
};

}  // namespace switchover
