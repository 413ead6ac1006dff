#include "outage_return.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace switchover {

namespace {

using Vector = std::vector<double>;
constexpr int most = 160;  // calls in the system; more never matter here
constexpr double service = 1.0 / 240, impatience = 1.0 / 150, quarter_s = 900, target_s = 20, step_s = 0.5;
constexpr int few = 16, all = 40;  // agents during and outside the outage (quarters 12, 13, 14)
constexpr std::array<double, 15> calls_per_hour{300, 330, 360, 390, 420, 450, 480, 510,
                                                540, 560, 570, 560, 550, 540, 530};

double departures(int calls, int agents) {
  return std::min(calls, agents) * service + std::max(0, calls - agents) * impatience;
}

// One step of Runge-Kutta, fourth order.
template <class Slope>
void advance(Vector& x, Slope slope) {
  const auto plus = [&x](const Vector& d, double by) {
    Vector sum = x;
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += by * d[i];
    return sum;
  };
  const Vector a = slope(x), b = slope(plus(a, step_s / 2)), c = slope(plus(b, step_s / 2));
  const Vector d = slope(plus(c, step_s));
  for (std::size_t i = 0; i < x.size(); ++i) x[i] += step_s / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i]);
}

// Kolmogorov's forward equations of M(t)/M/n(t)+M.
Vector forward(const Vector& p, double arrivals, int agents) {
  Vector d(p.size(), 0.0);
  for (int i = 0; i <= most; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const double down = departures(i, agents) * p[at], up = i < most ? arrivals * p[at] : 0;
    d[at] -= down + up;
    if (i > 0) d[at - 1] += down;
    if (i < most) d[at + 1] += up;
  }
  return d;
}

// P(connected within the time gone so far | so many are ahead), by what happens first; own: the caller's own
// hazard.
Vector backward(const Vector& u, int agents, double own) {
  Vector d(u.size(), 0.0);
  for (int i = agents; i <= most; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const double rate = departures(i, agents);
    d[at] = rate * ((i > 0 ? u[at - 1] : 1) - u[at]) - own * u[at];
  }
  return d;
}

// For every number ahead: connected within the target, when `until_change_s` from now the agents become
// `then`.
Vector connected(int agents, int then, double until_change_s, double own) {
  Vector u(most + 1, 0.0);
  const auto connect_all = [&u](int n) { std::fill(u.begin(), u.begin() + n, 1.0); };
  const int before = static_cast<int>(std::min(target_s, until_change_s) / step_s + 0.5);
  const int after = static_cast<int>(target_s / step_s + 0.5) - before;
  if (until_change_s <= target_s) {
    connect_all(then);
    for (int k = 0; k < after; ++k) advance(u, [&](const Vector& x) { return backward(x, then, own); });
  }
  connect_all(agents);
  for (int k = 0; k < before; ++k) advance(u, [&](const Vector& x) { return backward(x, agents, own); });
  return u;
}

double expectation(const Vector& p, const Vector& u) {
  double sum = 0;
  for (std::size_t i = 0; i < p.size(); ++i) sum += p[i] * u[i];
  return sum;
}

}  // namespace

QuarterAnswers quarter_of_outage(int quarter) {
  constexpr int steps = static_cast<int>(quarter_s / step_s),
                last_steps = static_cast<int>(target_s / step_s);
  Vector p(most + 1, 0.0);
  p[0] = 1;
  for (int q = 0; q < quarter; ++q)
    for (int k = 0; k < steps; ++k)
      advance(p, [&](const Vector& x) {
        return forward(x, calls_per_hour[static_cast<std::size_t>(q)] / 3600, q < 12 ? all : few);
      });
  const int then = quarter == 14 ? all : few;
  const Vector at_once = [] {
    Vector u(most + 1, 0.0);
    std::fill(u.begin(), u.begin() + few, 1.0);
    return u;
  }();
  const Vector early = connected(few, few, quarter_s, 0),
               early_own = connected(few, few, quarter_s, impatience);
  QuarterAnswers sum;
  for (int k = 0; k <= steps; ++k) {
    const double edge =
        k == 0 || k == steps ? 0.5 : 1;  // trapezoid, cut where the change comes within the target
    sum.no_wait += edge * expectation(p, at_once);
    if (k <= steps - last_steps) {
      const double weight = k == 0 || k == steps - last_steps ? 0.5 : 1;
      sum.virtual_in_time += weight * expectation(p, early);
      sum.in_time += weight * expectation(p, early_own);
    }
    if (k >= steps - last_steps) {
      const double weight = k == steps || k == steps - last_steps ? 0.5 : 1, left_s = (steps - k) * step_s;
      sum.virtual_in_time += weight * expectation(p, connected(few, then, left_s, 0));
      sum.in_time += weight * expectation(p, connected(few, then, left_s, impatience));
    }
    if (k < steps)
      advance(p, [&](const Vector& x) {
        return forward(x, calls_per_hour[static_cast<std::size_t>(quarter)] / 3600, few);
      });
  }
  return {sum.no_wait / steps, sum.virtual_in_time / steps, sum.in_time / steps};
}

}  // namespace switchover
