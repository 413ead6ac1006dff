#include "analysis/theory/mmn_g.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/theory/erlang.hpp"
#include "analysis/theory/virtual_wait.hpp"
#include "sim/contract.hpp"

namespace switchover {
namespace {

constexpr double longest_s = 1e300;
constexpr double epsilon = std::numeric_limits<double>::epsilon();

// Where so many have hung up that the agents can take the rest: the smallest t with load * survival(t) <=
// agents, which exists by what mmn_g() has checked.
double drift_ends_s(int agents, double load, const PatienceLaw& patience) {
  const auto too_many = [&](double t_s) { return load * patience.survival(t_s) > agents; };
  if (!too_many(0)) return 0;
  double high = 1;
  while (too_many(high)) high *= 2;
  while (high > 1e-300 && !too_many(high / 2)) high /= 2;
  double low = high / 2;
  for (int step = 0; step < 64 && high - low > epsilon * low; ++step) {
    const double middle = low + (high - low) / 2;
    (too_many(middle) ? low : high) = middle;
  }
  // A jump found by halving is the jump itself: no sliver may remain between them.
  for (const double kink : patience.kinks_s) {
    if (std::abs(kink - high) <= 1e-12 * kink) return kink;
  }
  return high;
}

}  // namespace

PatienceLaw exponential_patience(double mean_s) {
  demand(mean_s > 0 && std::isfinite(mean_s), "the mean patience must be above zero and finite");
  return {[=](double t_s) { return std::exp(-t_s / mean_s); },
          [=](double t_s) { return -std::expm1(-t_s / mean_s); }};
}

PatienceLaw deterministic_patience(double patience_s) {
  demand(patience_s >= 0 && std::isfinite(patience_s), "the patience must be finite, not negative");
  return {[=](double t_s) { return t_s < patience_s ? 1.0 : 0.0; },
          [=](double t_s) { return t_s < patience_s ? 0.0 : 1.0; },
          {patience_s}};
}

PatienceLaw uniform_patience(double low_s, double high_s) {
  demand(0 <= low_s && low_s < high_s && std::isfinite(high_s), "uniform patience needs 0 <= low < high");
  const double range_s = high_s - low_s;
  return {[=](double t_s) { return std::clamp((high_s - t_s) / range_s, 0.0, 1.0); },
          [=](double t_s) { return std::clamp((t_s - low_s) / range_s, 0.0, 1.0); },
          {low_s, high_s}};
}

PatienceLaw lognormal_patience(double mean_s, double cv) {
  demand(mean_s > 0 && std::isfinite(mean_s), "the mean patience must be above zero and finite");
  demand(cv > 0 && std::isfinite(cv), "the coefficient of variation must be above zero and finite");
  const double variance = std::log1p(cv * cv);
  const double centre = std::log(mean_s) - variance / 2, scale = std::sqrt(2 * variance);
  return {[=](double t_s) { return t_s > 0 ? std::erfc((std::log(t_s) - centre) / scale) / 2 : 1.0; },
          [=](double t_s) { return t_s > 0 ? std::erfc((centre - std::log(t_s)) / scale) / 2 : 0.0; }};
}

PatienceLaw endless_patience() {
  return {[](double) { return 1.0; }, [](double) { return 0.0; }};
}

std::optional<ImpatientQueue> mmn_g(int agents, double arrivals_per_s, double aht_s,
                                    const PatienceLaw& patience, double target_s) {
  demand(agents >= 1 && agents <= most_agents, "the number of agents is out of range");
  demand(aht_s >= 1e-100 && aht_s <= 1e100, "the handling time must be above zero and finite");
  demand(target_s >= 0 && target_s <= 1e100, "the target must be a finite time, not negative");
  demand(patience.survival, "a law of patience needs its survival function");
  const double load = arrivals_per_s * aht_s;
  demand(load >= 1e-100 && load <= 1e100, "arrivals must be above zero and finite");
  if (load * patience.survival(longest_s) >= agents) return std::nullopt;

  VirtualWait wait;
  wait.agents = agents;
  wait.arrivals_per_s = arrivals_per_s;
  wait.aht_s = aht_s;
  wait.target_s = target_s;
  wait.log_idle_weight = -log_erlang_b(agents - 1, load);
  wait.peak_s = drift_ends_s(agents, load, patience);
  wait.kinks_s = patience.kinks_s;
  const double excess_per_s = (load - agents) / aht_s, service_per_s = agents / aht_s;
  wait.drift_noise_per_s = load <= agents && patience.gone ? 0 : 8 * epsilon * service_per_s;
  wait.share_noise = patience.gone ? 0 : 16 * epsilon;
  wait.at = [=, &patience, peak_s = wait.peak_s](double offset_s) {
    double t_s = std::max(0.0, peak_s + offset_s);
    // Rounding must not carry a time before the peak across a jump there.
    if (offset_s < 0 && t_s == peak_s) t_s = std::nextafter(peak_s, 0.0);
    const double survival = patience.survival(t_s);
    const double gone = patience.gone ? patience.gone(t_s) : 1 - survival;
    const double drift =
        gone < 0.5 ? excess_per_s - arrivals_per_s * gone : arrivals_per_s * survival - service_per_s;
    return PatienceAt{survival, gone, drift};
  };
  return integrate(wait);
}

}  // namespace switchover
