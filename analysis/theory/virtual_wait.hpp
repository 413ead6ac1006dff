// The law of the virtual wait in M/M/n+G, integrated: the engine under Erlang A and M/M/n+G.
#pragma once
#include <functional>
#include <vector>

#include "analysis/theory/impatient_queue.hpp"

namespace switchover {

// Callers' patience at one moment of waiting.
struct PatienceAt {
  double survival = 1;     // share of callers still patient, 0 to 1
  double gone = 0;         // 1 - survival, computed without cancellation where that is possible
  double drift_per_s = 0;  // arrivals per second * survival - agents / AHT
};

// The virtual wait V of M/M/n+G has P(V > 0) * density proportional to exp(h(t)) with h(0) = 0 and
//   h'(t) = drift(t) = lambda * P(patience > t) - n / AHT,
// F. Baccelli, G. Hebuterne, "On queues with impatient customers", Performance '81, 159-179; the other
// figures as in A. Mandelbaum, S. Zeltyn, "The impact of customers' patience on delay and abandonment", OR
// Spectrum 26 (2004). The drift falls, so exp(h) has one peak. Everything is measured from there: no large
// number is ever exponentiated, and near the peak, where the mass is, the drift may be given without
// cancellation.
struct VirtualWait {
  double agents = 1;
  double arrivals_per_s = 1;
  double aht_s = 1;
  double target_s = 0;
  double log_idle_weight = 0;  // log of P(some agent is idle) / P(exactly one agent is idle)
  double peak_s = 0;           // where the drift changes sign; 0 when it is never positive
  std::function<PatienceAt(double offset_s)> at;  // patience at peak_s + offset_s
  std::vector<double> kinks_s;                    // sorted; where survival jumps or bends
  double drift_noise_per_s = 0;                   // absolute rounding error of the drift
  double share_noise = 0;                         // absolute rounding error of survival and gone
};

// Demands that the drift becomes negative: otherwise the queue grows without end and has no long run.
// Relative error about 1e-12 with exact inputs; the time taken hardly depends on the number of agents.
ImpatientQueue integrate(const VirtualWait& wait);

}  // namespace switchover
