// M/M/n+G: callers whose patience follows any law, given by the share still patient after so many seconds.
#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "analysis/theory/impatient_queue.hpp"

namespace switchover {

// A law of patience. Seconds are never negative.
struct PatienceLaw {
  // P(patience > t), never rising, in [0, 1].
  std::function<double(double t_s)> survival;
  // P(patience <= t), exact where it is tiny. May be empty: then 1 - survival, and shares of callers below
  // about 1e-15 are lost.
  std::function<double(double t_s)> gone = {};
  // Where survival jumps or bends, in any order. A forgotten one costs time, hardly accuracy.
  std::vector<double> kinks_s = {};
};

PatienceLaw exponential_patience(double mean_s);            // mean_s > 0
PatienceLaw deterministic_patience(double patience_s);      // patience_s >= 0; everyone hangs up then
PatienceLaw uniform_patience(double low_s, double high_s);  // 0 <= low_s < high_s
PatienceLaw lognormal_patience(double mean_s, double cv);   // of patience itself, not its logarithm; both > 0
PatienceLaw endless_patience();                             // M/M/n: nobody hangs up

// The long run of M/M/n+G: Poisson arrivals, exponential handling times, first come first served. Empty when
// the queue grows without end: arrivals_per_s * aht_s * P(patience infinite) >= agents. agents from 1 to 1e9,
// arrivals_per_s > 0, aht_s > 0, target_s >= 0, all finite; anything else stops (demand). F. Baccelli, G.
// Hebuterne (1981); S. Zeltyn, A. Mandelbaum, "Call centers with impatient customers: many-server asymptotics
// of the M/M/n+G queue", Queueing Systems 51 (2005), section 2. Relative error about 1e-11 when the law is
// smooth between its kinks; below a millisecond for any number of agents.
std::optional<ImpatientQueue> mmn_g(int agents, double arrivals_per_s, double aht_s,
                                    const PatienceLaw& patience, double target_s);

}  // namespace switchover
