// The three Erlang formulas side by side, as one question and one answer.
#pragma once
#include <optional>

#include "sim/problem.hpp"

namespace switchover {

struct ErlangQuestion {
  std::optional<int> agents = {};         // 1 to 1e9; empty: each formula answers for the agents it needs
  double calls_per_hour = 0;              // 1e-6 to 1e12
  double aht_s = 0;                       // mean handling time, 1e-6 to 1e9
  std::optional<double> patience_s = {};  // mean patience, 1e-6 to 1e9; empty or infinite: nobody hangs up
  double target_share = 0.8;              // of callers answered within target_s, between 0 and 1
  double target_s = 20;                   // 0 to 1e9
  double target_blocking = 0.01;          // Erlang B only: most calls lost, between 0 and 1
};

// What one formula says. A figure it does not know is empty, and so are all of a queue that grows without
// end. Shares from 0 to 1.
struct ErlangFigures {
  std::optional<int> agents_needed = {};  // the fewest that meet the target; empty when 1e9 are too few
  std::optional<int> agents = {};  // whom the figures are about: the agents asked for, else those needed
  std::optional<double> blocking_probability = {};  // of offered calls, lost because all trunks are busy (B)
  std::optional<double> wait_probability = {};      // of offered calls, not answered at once (C, A)
  std::optional<double> abandon_probability = {};   // of offered calls (A)
  std::optional<double> mean_wait_s = {};           // over all offered calls (C, A)
  std::optional<double> mean_wait_answered_s = {};  // over answered calls, ASA (C, A)
  std::optional<double> mean_queue_length = {};     // waiting calls (C, A)
  std::optional<double> service_level = {};         // answered within the target / offered (C, A)
  // answered within the target / (offered - abandoned within the target) (A)
  std::optional<double> service_level_excluding_short_abandons = {};
  std::optional<double> virtual_wait_within_target = {};  // what callers who never hang up would see (A)
  std::optional<double> occupancy = {};  // share of the agents' time in conversation (B, C, A)
};

struct ErlangAnswer {
  double offered_load_erlang = 0;  // calls per hour * AHT / 3600
  ErlangFigures erlang_b;          // calls that find all agents busy are lost
  ErlangFigures erlang_c;          // they wait as long as it takes
  ErlangFigures erlang_a;          // they wait until they lose patience; the target is answered of offered
};

// Every value out of its range is a Problem of its own, without a place: the question may come from anywhere.
// Takes some milliseconds. The formulas and their sources are in erlang.hpp.
Expected<ErlangAnswer> erlang_answer(const ErlangQuestion& question);

}  // namespace switchover
