// Erlang B, C and A: calls in the long run of one queue, and the fewest agents that meet a target.
//
// Common to all functions: the offered load is calls per second times mean handling time, in Erlang, from
// 1e-100 to 1e100; agents go from 1 to most_agents; handling times are from 1e-100 to 1e100 s, targets from 0
// to 1e100 s. Anything else is a programmer's error and stops (demand). Relative error below 1e-11 (measured:
// 3e-14); no result overflows, and a share below about 1e-300 is 0.
#pragma once
#include <optional>

#include "analysis/theory/impatient_queue.hpp"

namespace switchover {

inline constexpr int most_agents = 1'000'000'000;

// Erlang B, M/M/n/n: the share of calls that find every trunk busy and are lost. Agents from 0 (all calls are
// lost). A. K. Erlang (1917); as a sum by D. L. Jagerman, "Some properties of the Erlang loss function", BSTJ
// 53 (1974). Takes about sqrt(agents) steps: 0.1 ms for a million.
double erlang_b(int agents, double load_erlang);
double log_erlang_b(int agents,
                    double load_erlang);  // its natural logarithm, for shares too small for a double

// Erlang C, M/M/n: callers wait as long as it takes.
struct ErlangC {
  double wait_probability = 0;  // the caller finds every agent busy
  double mean_wait_s = 0;       // over all callers
  double mean_queue_length = 0;
  double answered_within_target = 0;  // P(wait <= target)
  double occupancy = 0;
};
// Empty when load >= agents: then the queue grows without end.
// A. K. Erlang (1917); L. Kleinrock, "Queueing Systems" I (1975), section 3.5.
std::optional<ErlangC> erlang_c(int agents, double load_erlang, double aht_s, double target_s);

// Erlang A, M/M/n+M: callers hang up after an exponential patience of mean patience_s, from 1e-100 to 1e100 s
// or infinite. Infinite patience is Erlang C: then empty when load >= agents. C. Palm (1946); A. Mandelbaum,
// S. Zeltyn, "Service engineering in action: the Palm/Erlang-A queue" (2007); here by the integral of
// virtual_wait.hpp. Below a millisecond for any number of agents.
std::optional<ImpatientQueue> erlang_a(int agents, double load_erlang, double aht_s, double patience_s,
                                       double target_s);

// Which share of Erlang A a target speaks of.
enum class ServiceLevel {
  virtual_wait,              // of callers who never hang up
  answered_of_offered,       // answered within the target / offered
  excluding_short_abandons,  // answered within the target / (offered - abandoned within the target)
};
double service_level(const ImpatientQueue& queue, ServiceLevel form);

// The fewest agents that meet the target; empty when most_agents are too few. Shares lie strictly between 0
// and 1.
std::optional<int> agents_for_erlang_b(double load_erlang, double most_blocking);
std::optional<int> agents_for_erlang_c(double load_erlang, double aht_s, double least_share, double target_s);
std::optional<int> agents_for_erlang_a(double load_erlang, double aht_s, double patience_s,
                                       double least_share, double target_s,
                                       ServiceLevel form = ServiceLevel::answered_of_offered);

}  // namespace switchover
