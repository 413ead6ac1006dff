// Experiment: variants x replications on worker threads. Every replication is a pure function of its plan,
// seed and number, and its result has a slot before work begins: how many workers there are never shows in a
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
#include "sim/contract.hpp"

namespace switchover {

struct Progress {
  std::string phase;           // "this Monday", "plain Monday", "why: without 8% absent"
  std::uint64_t done = 0;      // replications of the phase
  std::uint64_t expected = 0;  // at most so many in the phase
  double phase_elapsed_s = 0;  // wall time of the phase
  double phase_left_s = 0;     // wall time left in it at this pace; 0 when not known yet
};
// Called on the calling thread, about ten times a second and once at the end.
using OnProgress = std::function<void(const Progress&)>;

// Every field but `seed` and `stage` leaves results unchanged.
struct Workshop {
  std::uint64_t seed = 1;
  unsigned workers = 1;    // threads; 0 = as many as the machine has
  OnProgress on_progress;  // may be empty
  std::stop_token stop;    // asks to give up between replications
  // Rehearses the component faults that a spec has; empty where there are none. Called on the calling thread.
  std::function<CentreSpec(const CentreSpec&)> stage;
};
// make_plan() of the spec with its faults rehearsed.
std::shared_ptr<const CentrePlan> plan_of(const CentreSpec& spec, const Workshop& workshop);
unsigned threads_of(const Workshop& workshop);

// Thrown out of an experiment when its stop token was asked to stop.
struct Interrupted {};

// What running cost: for the manifest and the terminal only.
struct RunCost {
  std::uint64_t replications = 0, events = 0;
  double wall_s = 0, cpu_s = 0;  // cpu: of this process, all threads
  unsigned workers = 1;
};

// Runs replications [first, last) of one plan and calls `use` with each tally, on the worker threads, at the
// same time for different replications and in no particular order: `use` must be pure but for writing to the
// slot of its replication. The tally is only lent. Returns how many replications and events; throws
// Interrupted, or what `use` threw.
using UseTally = std::function<void(std::uint32_t replication, const Tally& tally)>;
RunCost for_each_replication(const std::shared_ptr<const CentrePlan>& plan, std::uint32_t first,
                             std::uint32_t last, const Workshop& workshop, const std::string& phase,
                             const UseTally& use);

// What `reduce` makes of every tally, in the order of the replications. Memory: one tally per worker, and the
// results.
template <class Result>
std::vector<Result> reduce_replications(
    const std::shared_ptr<const CentrePlan>& plan, std::uint32_t first, std::uint32_t last,
    const Workshop& workshop, const std::string& phase,
    const std::function<Result(std::uint32_t replication, const Tally&)>& reduce, RunCost& cost) {
  demand(first <= last, "replications are counted upwards");
  std::vector<Result> results(last - first);
  const RunCost spent = for_each_replication(
      plan, first, last, workshop, phase,
      [&](std::uint32_t r, const Tally& tally) { results[r - first] = reduce(r, tally); });
  cost.replications += spent.replications;
  cost.events += spent.events;
  return results;
}
// The same where the number of the replication does not matter.
template <class Result>
std::vector<Result> reduce_replications(const std::shared_ptr<const CentrePlan>& plan, std::uint32_t first,
                                        std::uint32_t last, const Workshop& workshop,
                                        const std::string& phase,
                                        const std::function<Result(const Tally&)>& reduce, RunCost& cost) {
  const std::function<Result(std::uint32_t, const Tally&)> numbered = [&](std::uint32_t, const Tally& tally) {
    return reduce(tally);
  };
  return reduce_replications<Result>(plan, first, last, workshop, phase, numbered, cost);
}

}  // namespace switchover
