#include "analysis/theory/virtual_wait.hpp"

#include <algorithm>
#include <array>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <cstddef>
#include <limits>

#include "sim/contract.hpp"

namespace switchover {
namespace {

constexpr std::size_t node_count = 20;
constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double widest_fall = 12;        // exp(h) over a larger change of h needs more nodes than we have
constexpr double no_weight_below = -745;  // exp() of less is 0
using Nodes = std::array<double, node_count>;

// Gauss-Legendre points on [-1, 1] and the Legendre polynomials there: they tell the integral of a function
// up to every node, and, by the last coefficients, whether the nodes were enough.
class Legendre {
 public:
  Legendre() {
    using Rule = boost::math::quadrature::gauss<double, node_count>;
    for (std::size_t j = 0; j < node_count / 2; ++j) {
      point[node_count / 2 + j] = Rule::abscissa()[j];
      point[node_count / 2 - 1 - j] = -Rule::abscissa()[j];
      weight[node_count / 2 + j] = weight[node_count / 2 - 1 - j] = Rule::weights()[j];
    }
    for (std::size_t j = 0; j < node_count; ++j) {
      const double x = point[j];
      double before = 1, now = x;  // of degree k - 1 and k
      value_[0][j] = 1;
      rise_[0][j] = 1 + x;
      for (std::size_t k = 1; k < node_count; ++k) {
        const auto degree = static_cast<double>(k);
        const double next = ((2 * degree + 1) * x * now - degree * before) / (degree + 1);
        value_[k][j] = now;
        rise_[k][j] = (next - before) / (2 * degree + 1);
        before = now;
        now = next;
      }
    }
  }

  Nodes coefficients(const Nodes& f) const {
    Nodes result{};
    for (std::size_t k = 0; k < node_count; ++k) {
      double sum = 0;
      for (std::size_t j = 0; j < node_count; ++j) sum += weight[j] * value_[k][j] * f[j];
      result[k] = sum * (static_cast<double>(k) + 0.5);
    }
    return result;
  }

  // The integral from -1 to each node of the function with these coefficients.
  Nodes rise(const Nodes& coefficient) const {
    Nodes result{};
    for (std::size_t k = 0; k < node_count; ++k) {
      for (std::size_t j = 0; j < node_count; ++j) result[j] += coefficient[k] * rise_[k][j];
    }
    return result;
  }

  Nodes point{}, weight{};

 private:
  std::array<Nodes, node_count> value_{}, rise_{};
};

// A stretch of waiting time over which patience and density are smooth. Offsets are seconds after the peak.
struct Panel {
  double from = 0, to = 0;
  Nodes log_height{};                // h minus its value at the peak
  Nodes survival{}, gone{};          // at the nodes
  Nodes patient_s{}, impatient_s{};  // survival and gone integrated from `from` to each node
  double highest = 0, lowest = 0;    // h minus its value at the peak, anywhere in the panel
  double log_rise = 0, patient_total_s = 0, impatient_total_s = 0;  // the same over the whole panel
};

// Integrals of the density, not yet normalised, over part of the waiting times.
struct Sums {
  double mass = 0, gone = 0, survival = 0;
  double wait = 0, wait_answered = 0, wait_abandoned = 0;
};

double largest(const Nodes& f) {
  double result = 0;
  for (const double value : f) result = std::max(result, std::abs(value));
  return result;
}

double range(const Nodes& f) {
  const auto [least, most] = std::minmax_element(f.begin(), f.end());
  return *most - *least;
}

// The Legendre sum at a point of [-1, 1].
double value_at(double x, const Nodes& coefficient) {
  double sum = coefficient[0] + coefficient[1] * x, before = 1, now = x;
  for (std::size_t k = 2; k < node_count; ++k) {
    const auto degree = static_cast<double>(k);
    const double next = ((2 * degree - 1) * x * now - (degree - 1) * before) / degree;
    sum += coefficient[k] * next;
    before = now;
    now = next;
  }
  return sum;
}

// A function on a panel: at the nodes, just inside both ends, and as a sum of Legendre polynomials.
struct Sampled {
  Nodes value{}, coefficient{};
  double first = 0, last = 0;
};

struct Stretch {
  Sampled survival, gone, drift;
  double last_point = 1;  // where in [-1, 1] the last value was taken, and the first mirrored
};

// Whether the sum is the function: small last coefficients mean that those left out are small too, and at the
// ends, where a sudden change could hide from all nodes, the sum must meet the function.
bool is_smooth(const Sampled& f, double last_point, double tolerance) {
  const double tail =
      std::max(std::abs(f.coefficient[node_count - 1]), std::abs(f.coefficient[node_count - 2]));
  return tail <= tolerance && std::abs(value_at(-last_point, f.coefficient) - f.first) <= 100 * tolerance &&
         std::abs(value_at(last_point, f.coefficient) - f.last) <= 100 * tolerance;
}

class Integration {
 public:
  explicit Integration(const VirtualWait& wait) : wait_(wait), service_per_s_(wait.agents / wait.aht_s) {
    for (const double kink : wait.kinks_s) edges_.push_back(kink - wait.peak_s);
    edges_.push_back(wait.target_s - wait.peak_s);
    edges_.push_back(-wait.peak_s);
    std::sort(edges_.begin(), edges_.end());
  }

  ImpatientQueue result() {
    std::vector<Panel> panels = walk(-1);
    std::reverse(panels.begin(), panels.end());
    double log_height_at_zero = 0;
    for (const Panel& panel : panels) log_height_at_zero -= panel.log_rise;
    const std::vector<Panel> later = walk(+1);
    panels.insert(panels.end(), later.begin(), later.end());
    add_up(panels);
    return figures(log_height_at_zero);
  }

 private:
  // The panels between the peak and either no waiting at all (direction -1) or waits that never happen (+1).
  std::vector<Panel> walk(double direction) const {
    std::vector<Panel> panels;
    const std::size_t most = 20'000 + 50 * edges_.size();
    double at = 0, log_height = 0;
    double width = 1 / (wait_.arrivals_per_s + service_per_s_);
    while (direction < 0 ? at > -wait_.peak_s : log_height >= no_weight_below) {
      demand(panels.size() < most, "the share of patient callers must fall, and smoothly between the kinks");
      const double stop = next_edge(at, direction);
      const double wished = at + direction * width;
      const double reached = direction < 0 ? std::max(wished, stop) : std::min(wished, stop);
      const Stretch stretch = sample(at, reached);
      const Panel panel = panel_of(stretch, at, reached, log_height);
      if (!is_fine(stretch, panel)) {
        width = std::abs(reached - at) / 2;
        continue;
      }
      if (reached != stop) width *= 2;
      log_height += direction * panel.log_rise;
      at = reached;
      panels.push_back(panel);
    }
    return panels;
  }

  double next_edge(double at, double direction) const {
    if (direction > 0) {
      const auto edge = std::upper_bound(edges_.begin(), edges_.end(), at);
      return edge == edges_.end() ? infinity : *edge;
    }
    const auto edge = std::lower_bound(edges_.begin(), edges_.end(), at);
    return edge == edges_.begin() ? -wait_.peak_s : std::max(*(edge - 1), -wait_.peak_s);
  }

  // Patience between two offsets: `at`, the one nearer to the peak, and `reached`, on either side of it.
  Stretch sample(double at, double reached) const {
    const double width = std::abs(reached - at), direction = reached > at ? 1 : -1;
    Stretch stretch;
    const auto put = [&](std::size_t j, double from_at) {
      // Counted from the end nearer to the peak, where a small offset must stay exact.
      const PatienceAt patience = wait_.at(at + direction * from_at);
      stretch.survival.value[j] = patience.survival;
      stretch.gone.value[j] = patience.gone;
      stretch.drift.value[j] = patience.drift_per_s;
    };
    for (std::size_t j = 0; j < node_count; ++j) put(j, width / 2 * (1 + direction * rule_.point[j]));
    for (Sampled* f : {&stretch.survival, &stretch.gone, &stretch.drift}) {
      f->coefficient = rule_.coefficients(f->value);
    }
    // A little inside the ends, which may be kinks.
    const double inside = std::max(1e-14 * width, 8 * epsilon * (wait_.peak_s + std::abs(at) + width));
    const PatienceAt near = wait_.at(at + direction * inside), far = wait_.at(reached - direction * inside);
    stretch.last_point = 1 - 2 * inside / width;
    const PatienceAt& first = direction > 0 ? near : far;
    const PatienceAt& last = direction > 0 ? far : near;
    stretch.survival.first = first.survival, stretch.survival.last = last.survival;
    stretch.gone.first = first.gone, stretch.gone.last = last.gone;
    stretch.drift.first = first.drift_per_s, stretch.drift.last = last.drift_per_s;
    return stretch;
  }

  // The panel that starts where the logarithmic height is known and ends at `reached`.
  Panel panel_of(const Stretch& stretch, double at, double reached, double log_height) const {
    Panel panel;
    panel.from = std::min(at, reached);
    panel.to = std::max(at, reached);
    const double width = panel.to - panel.from, half = width / 2;
    panel.log_rise = width * stretch.drift.coefficient[0];
    const double start = reached > at ? log_height : log_height - panel.log_rise;
    panel.survival = stretch.survival.value;
    panel.gone = stretch.gone.value;
    panel.log_height = rule_.rise(stretch.drift.coefficient);
    panel.patient_s = rule_.rise(stretch.survival.coefficient);
    panel.impatient_s = rule_.rise(stretch.gone.coefficient);
    panel.highest = std::max(start, start + panel.log_rise);
    panel.lowest = std::min(start, start + panel.log_rise);
    for (std::size_t j = 0; j < node_count; ++j) {
      panel.log_height[j] = start + half * panel.log_height[j];
      panel.patient_s[j] *= half;
      panel.impatient_s[j] *= half;
      panel.highest = std::max(panel.highest, panel.log_height[j]);
      panel.lowest = std::min(panel.lowest, panel.log_height[j]);
    }
    panel.patient_total_s = width * stretch.survival.coefficient[0];
    panel.impatient_total_s = width * stretch.gone.coefficient[0];
    return panel;
  }

  // Whether the nodes see all there is to see in a panel, or the panel is too narrow to matter.
  bool is_fine(const Stretch& stretch, const Panel& panel) const {
    const double width = panel.to - panel.from, steepest = largest(stretch.drift.value);
    const double wait_s = wait_.peak_s + std::max(std::abs(panel.from), std::abs(panel.to));
    const bool has_weight = panel.highest >= no_weight_below;
    if ((steepest + service_per_s_) * width <= 1e-13) return true;
    if (has_weight && panel.highest - panel.lowest > widest_fall) return false;
    if (width <= 32 * epsilon * wait_s) return true;
    // Rounding of the waiting time itself shows as noise wherever a function is steep.
    const double noise_per_steepness = 32 * epsilon * wait_s / width;
    for (const Sampled* share : {&stretch.survival, &stretch.gone}) {
      const double noise = wait_.share_noise + noise_per_steepness * range(share->value) + 1e-300;
      if (!is_smooth(*share, stretch.last_point, 1e-12 * largest(share->value) + noise)) return false;
    }
    if (!has_weight) return true;
    double noise_per_s = 16 * epsilon * steepest;
    if (wait_.drift_noise_per_s > 0) {
      noise_per_s += wait_.drift_noise_per_s + noise_per_steepness * range(stretch.drift.value);
    }
    return is_smooth(stretch.drift, stretch.last_point, std::max(1e-13 / width, noise_per_s));
  }

  void add_up(const std::vector<Panel>& panels) {
    double patient_s = 0, impatient_s = 0;  // survival and gone integrated from 0 to the panel
    for (const Panel& panel : panels) {
      const double half = (panel.to - panel.from) / 2, middle = panel.from + half;
      Sums& sums = middle < wait_.target_s - wait_.peak_s ? within_ : beyond_;
      for (std::size_t j = 0; j < node_count; ++j) {
        const double weight = half * rule_.weight[j] * std::exp(panel.log_height[j]);
        const double wait_s = wait_.peak_s + (middle + half * rule_.point[j]);
        const double survival = panel.survival[j], gone = panel.gone[j];
        // E[patience; patience <= wait], by whichever of its two forms cancels less.
        const double abandoned_s = gone < 0.5 ? wait_s * gone - (impatient_s + panel.impatient_s[j])
                                              : patient_s + panel.patient_s[j] - wait_s * survival;
        sums.mass += weight;
        sums.gone += weight * gone;
        sums.survival += weight * survival;
        sums.wait += weight * wait_s;
        sums.wait_answered += weight * wait_s * survival;
        sums.wait_abandoned += weight * abandoned_s;
      }
      patient_s += panel.patient_total_s;
      impatient_s += panel.impatient_total_s;
    }
  }

  ImpatientQueue figures(double log_height_at_zero) const {
    const double mass = within_.mass + beyond_.mass;
    const double odds = std::exp(std::log(wait_.arrivals_per_s) + std::log(mass) - wait_.log_idle_weight -
                                 log_height_at_zero);
    const PatienceAt at_target = wait_.at(wait_.target_s - wait_.peak_s);
    const double waits = odds > 1 ? 1 / (1 + 1 / odds) : odds / (1 + odds);
    const double at_once = 1 / (1 + odds);
    const auto share = [&](double sum) { return waits * (sum / mass); };

    ImpatientQueue queue;
    queue.wait_probability = waits;
    queue.abandon_probability = share(within_.gone + beyond_.gone);
    const double answered = std::min(1.0, at_once + share(within_.survival + beyond_.survival));
    const double answered_wait_s = share(within_.wait_answered + beyond_.wait_answered);
    queue.mean_virtual_wait_s = share(within_.wait + beyond_.wait);
    queue.mean_wait_s = answered_wait_s + share(within_.wait_abandoned + beyond_.wait_abandoned);
    queue.mean_wait_answered_s = answered_wait_s / answered;
    if (const double gone = within_.gone + beyond_.gone; gone > 0) {
      queue.mean_wait_abandoned_s = (within_.wait_abandoned + beyond_.wait_abandoned) / gone;
    }
    queue.virtual_wait_within_target = std::min(1.0, at_once + share(within_.mass));
    queue.answered_within_target = std::min(answered, at_once + share(within_.survival));
    queue.abandoned_within_target = share(within_.gone + beyond_.mass * at_target.gone);
    queue.answered_within_target_of_answered = queue.answered_within_target / answered;
    // Offered less abandoned within the target, as a sum of positive terms.
    const double still_there = queue.answered_within_target + share(beyond_.mass * at_target.survival);
    queue.answered_within_target_excluding_short_abandons = queue.answered_within_target / still_there;
    queue.mean_queue_length = wait_.arrivals_per_s * queue.mean_wait_s;
    queue.occupancy = std::min(1.0, wait_.arrivals_per_s * wait_.aht_s * answered / wait_.agents);
    return queue;
  }

  const VirtualWait& wait_;
  Legendre rule_;
  double service_per_s_;
  std::vector<double> edges_;  // offsets where a panel must end, sorted
  Sums within_, beyond_;       // the target
};

}  // namespace

ImpatientQueue integrate(const VirtualWait& wait) {
  demand(wait.agents >= 1, "a queue needs at least one agent");
  demand(wait.arrivals_per_s > 0 && wait.aht_s > 0, "arrivals and handling time must be above zero");
  demand(wait.target_s >= 0 && wait.peak_s >= 0, "waiting times are never negative");
  return Integration(wait).result();
}

}  // namespace switchover
