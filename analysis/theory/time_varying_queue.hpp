// M(t)/M/n(t)+M: the exact day of one queue whose arrivals and agents change from interval to interval.
#pragma once
#include <vector>

#include "models/centre/spec.hpp"

namespace switchover {

struct StaffedInterval {
  double length_s = 900;      // above 0, finite
  double arrivals_per_s = 0;  // 0 or more, finite
  int agents = 0;             // 0 to 100,000
};

struct TimeVaryingQueue {
  std::vector<StaffedInterval> intervals;  // one after the other; none: no figures
  double aht_s = 240;                      // mean of the exponential handling time, above 0, finite
  double patience_s = 150;  // mean of the exponential patience, above 0; infinite: nobody hangs up
  // What becomes of the calls of agents who vanish when an interval has fewer than the one before it:
  //   finish   each ends the call in hand and leaves; no call starts while as many or more are busy
  //   drop     idle agents leave first, then calls in excess are cut off
  //   requeue  the same, and calls in excess return to the head of the queue, patient as if new
  WhenAgentsVanish when_agents_vanish = WhenAgentsVanish::finish;
  double target_s = 20;  // of the virtual wait, 0 or more, finite
  // The chance of 0, 1, 2, ... calls in the system at the start, agents of the first interval; sums to 1.
  // Empty: the day starts empty.
  std::vector<double> calls_at_start = {};
};

// One interval, in expectation. A change of agents belongs to the start of the interval it opens, so what
// stands at the end is there before the next change. The virtual wait is what a caller who never hangs up
// would wait, seen by a caller who dials at a random moment of the interval.
struct StaffedIntervalFigures {
  double offered = 0;    // calls
  double abandoned = 0;  // calls that hang up in this interval, whenever they came
  double dropped = 0;    // calls cut off at its start
  double requeued = 0;   // calls sent back to the queue at its start
  double mean_queue = 0;
  double mean_busy = 0;  // above the number of agents while some only finish
  double queue_end = 0;
  double busy_end = 0;
  double no_wait = 0;  // share that finds an agent free
  double virtual_wait_within_target =
      0;  // P(virtual wait <= target); after the last interval its agents stay
};

// By uniformisation of the birth-death chain of calls in the system: A. Jensen, "Markoff chains as an aid in
// the study of Markoff processes", Skandinavisk Aktuarietidskrift 36 (1953); W. K. Grassmann, "Transient
// solutions in Markovian queueing systems", Computers & Operations Research 4 (1977). With `finish` the chain
// also keeps how many are busy beyond the agents. The chain is cut where less than 1e-20 of the probability
// is lost per step; relative error of the figures about 1e-11 (measured), down to 1e-12 calls. A day of 40
// agents takes some 20 ms, a quarter-hour of 10,000 agents about 4 s: the time grows with the square of the
// agents, under `finish` with their cube. Input out of range stops (demand).
std::vector<StaffedIntervalFigures> time_varying_queue(const TimeVaryingQueue& queue);

}  // namespace switchover
