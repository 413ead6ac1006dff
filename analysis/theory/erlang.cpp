#include "analysis/theory/erlang.hpp"

#include <algorithm>
#include <boost/math/special_functions/log1p.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

#include "analysis/theory/virtual_wait.hpp"
#include "sim/contract.hpp"

namespace switchover {
namespace {

bool is_in_range(double value) { return value >= 1e-100 && value <= 1e100; }

void demand_load(int least_agents, int agents, double load_erlang) {
  demand(agents >= least_agents && agents <= most_agents, "the number of agents is out of range");
  demand(is_in_range(load_erlang), "the offered load must be above zero and finite");
}

void demand_times(double aht_s, double target_s) {
  demand(is_in_range(aht_s), "the handling time must be above zero and finite");
  demand(target_s >= 0 && target_s <= 1e100, "the target must be a finite time, not negative");
}

// log(n!) less Stirling's approximation n log n - n + log(2 pi n) / 2, for n >= 1.
double stirling_error(double n) {
  constexpr double log_two_pi = 1.8378770664093454836;
  if (n < 16) return std::lgamma(n + 1) - (n + 0.5) * std::log(n) + n - log_two_pi / 2;
  const double square = n * n;
  return (1.0 / 12 -
          (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square) /
         n;
}

// The logarithm of load^n exp(-load) / n!, without the cancellation of its three large terms.
// C. Loader, "Fast and accurate computation of binomial probabilities" (2000).
double log_poisson(int count, double load) {
  if (count == 0) return -load;
  const double n = count, excess = (load - n) / n;
  const double deviance =
      std::abs(excess) < 0.9 ? -n * boost::math::log1pmx(excess) : n * std::log(n / load) + load - n;
  return -stirling_error(n) - deviance - std::log(2 * std::numbers::pi * n) / 2;
}

// 1 / B = sum over k of n (n-1) ... (n-k+1) / load^k; the terms only fall, since load >= n.
double log_blocking_in_overload(int agents, double load) {
  double sum = 1, term = 1;
  for (double idle = agents; idle > 0 && term > sum * 1e-18; idle -= 1) {
    term *= idle / load;
    sum += term;
  }
  return -std::log(sum);
}

// B = p(n) / (p(0) + ... + p(n)) with Poisson weights p. Below load < n the sum is near 1, so its complement,
// the tail p(n) * (load / (n+1) + ...), is the one to add up; its terms only fall.
double log_blocking_in_underload(int agents, double load) {
  double sum = 0, term = 1;
  for (double busy = agents + 1.0; term > sum * 1e-18; busy += 1) {
    term *= load / busy;
    sum += term;
  }
  const double log_weight = log_poisson(agents, load);
  return log_weight - std::log1p(-std::exp(log_weight) * sum);
}

// The smallest number in [least, most_agents] that meets a condition which, once met, stays met.
template <class Meets>
std::optional<int> fewest(double least, double guess, const Meets& meets) {
  if (least > most_agents) return std::nullopt;
  std::int64_t too_few = static_cast<std::int64_t>(least) - 1;
  std::int64_t enough = static_cast<std::int64_t>(std::clamp(guess, least, double{most_agents}));
  std::int64_t step =
      std::max<std::int64_t>(1, static_cast<std::int64_t>(std::sqrt(static_cast<double>(enough))));
  while (!meets(static_cast<int>(enough))) {
    if (enough == most_agents) return std::nullopt;
    too_few = enough;
    enough = std::min<std::int64_t>(most_agents, enough + step);
    step *= 2;
  }
  while (enough - too_few > 1) {
    const std::int64_t middle = too_few + (enough - too_few) / 2;
    (meets(static_cast<int>(middle)) ? enough : too_few) = middle;
  }
  return static_cast<int>(enough);
}

void demand_share(double share) { demand(share > 0 && share < 1, "a target share lies between 0 and 1"); }

// The virtual wait of Erlang A, with patience in closed form around the peak.
VirtualWait erlang_a_wait(int agents, double load, double aht_s, double patience_s) {
  VirtualWait wait;
  wait.agents = agents;
  wait.arrivals_per_s = load / aht_s;
  wait.aht_s = aht_s;
  wait.log_idle_weight = -log_erlang_b(agents - 1, load);
  const double excess_per_s = (load - agents) / aht_s, hang_up_rate_per_s = 1 / patience_s;
  if (load <= agents) {
    wait.at = [=, arrivals_per_s = wait.arrivals_per_s](double wait_s) {
      const double gone = -std::expm1(-hang_up_rate_per_s * wait_s);
      return PatienceAt{std::exp(-hang_up_rate_per_s * wait_s), gone, excess_per_s - arrivals_per_s * gone};
    };
    return wait;
  }
  // The drift is zero when so many have hung up that the patient rest is just what the agents can take.
  const double exponent_at_peak =
      load < 2.0 * agents ? std::log1p((load - agents) / agents) : std::log(load / agents);
  wait.peak_s = exponent_at_peak * patience_s;
  wait.at = [=, service_per_s = agents / aht_s](double offset_s) {
    const double exponent = std::max(0.0, exponent_at_peak + hang_up_rate_per_s * offset_s);
    return PatienceAt{std::exp(-exponent), -std::expm1(-exponent),
                      service_per_s * std::expm1(-hang_up_rate_per_s * offset_s)};
  };
  return wait;
}

}  // namespace

double log_erlang_b(int agents, double load_erlang) {
  demand_load(0, agents, load_erlang);
  return load_erlang >= agents ? log_blocking_in_overload(agents, load_erlang)
                               : log_blocking_in_underload(agents, load_erlang);
}

double erlang_b(int agents, double load_erlang) { return std::exp(log_erlang_b(agents, load_erlang)); }

std::optional<ErlangC> erlang_c(int agents, double load_erlang, double aht_s, double target_s) {
  demand_load(1, agents, load_erlang);
  demand_times(aht_s, target_s);
  if (load_erlang >= agents) return std::nullopt;
  const double n = agents, spare = n - load_erlang;
  const double blocking = erlang_b(agents, load_erlang);
  const double scale = spare + load_erlang * blocking;
  ErlangC result;
  result.wait_probability = n * blocking / scale;
  result.mean_wait_s = result.wait_probability * aht_s / spare;
  result.mean_queue_length = result.wait_probability * load_erlang / spare;
  // 1 - C exp(-x) without cancellation: answered at once, or after a wait that ends in time.
  result.answered_within_target =
      spare * (1 - blocking) / scale - result.wait_probability * std::expm1(-spare * target_s / aht_s);
  result.occupancy = load_erlang / n;
  return result;
}

std::optional<ImpatientQueue> erlang_a(int agents, double load_erlang, double aht_s, double patience_s,
                                       double target_s) {
  demand_load(1, agents, load_erlang);
  demand_times(aht_s, target_s);
  demand(is_in_range(patience_s) || (std::isinf(patience_s) && patience_s > 0),
         "the patience must be above zero");
  if (std::isinf(patience_s) && load_erlang >= agents) return std::nullopt;
  VirtualWait wait = erlang_a_wait(agents, load_erlang, aht_s, patience_s);
  wait.target_s = target_s;
  return integrate(wait);
}

double service_level(const ImpatientQueue& queue, ServiceLevel form) {
  switch (form) {
    case ServiceLevel::virtual_wait:
      return queue.virtual_wait_within_target;
    case ServiceLevel::answered_of_offered:
      return queue.answered_within_target;
    case ServiceLevel::excluding_short_abandons:
      return queue.answered_within_target_excluding_short_abandons;
  }
  demand(false, "a service level has one of three forms");
}

std::optional<int> agents_for_erlang_b(double load_erlang, double most_blocking) {
  demand_share(most_blocking);
  return fewest(0, load_erlang, [&](int agents) { return erlang_b(agents, load_erlang) <= most_blocking; });
}

std::optional<int> agents_for_erlang_c(double load_erlang, double aht_s, double least_share,
                                       double target_s) {
  demand_share(least_share);
  return fewest(std::floor(load_erlang) + 1, load_erlang, [&](int agents) {
    return erlang_c(agents, load_erlang, aht_s, target_s)->answered_within_target >= least_share;
  });
}

std::optional<int> agents_for_erlang_a(double load_erlang, double aht_s, double patience_s,
                                       double least_share, double target_s, ServiceLevel form) {
  demand_share(least_share);
  return fewest(1, load_erlang, [&](int agents) {
    const auto queue = erlang_a(agents, load_erlang, aht_s, patience_s, target_s);
    return queue && service_level(*queue, form) >= least_share;
  });
}

}  // namespace switchover
