#include "analysis/estimate.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/contract.hpp"

namespace switchover {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

void demand_confidence(double confidence) {
  demand(confidence > 0 && confidence < 1, "a confidence lies strictly between 0 and 1");
}

// Value and t interval from a statistic and its leave-one-out values.
Estimate from_jackknife(double value, const std::vector<double>& without, double confidence) {
  Estimate result;
  result.value = value;
  result.confidence = confidence;
  result.n = without.size();
  if (without.size() < 2 || !std::isfinite(value)) return result;
  const auto n = static_cast<double>(without.size());
  const double mean = std::accumulate(without.begin(), without.end(), 0.0) / n;
  double squares = 0;
  for (const double w : without) {
    if (!std::isfinite(w)) return result;
    squares += (w - mean) * (w - mean);
  }
  const double standard_error = std::sqrt(squares * (n - 1) / n);
  const double reach = student_t_critical(confidence, without.size() - 1) * standard_error;
  result.range = Range{value - reach, value + reach};
  return result;
}

struct Sums {
  double top = 0, bottom = 0;
};
Sums sums_of(const std::vector<Figure>& figures) {
  Sums sums;
  for (const Figure& f : figures) {
    if (f.bottom == 0) continue;
    sums.top += f.top;
    sums.bottom += f.bottom;
  }
  return sums;
}

}  // namespace

std::optional<double> Estimate::half_width() const {
  if (!range || !std::isfinite(range->low) || !std::isfinite(range->high)) return std::nullopt;
  return (range->high - range->low) / 2;
}

double student_t_critical(double confidence, std::size_t degrees) {
  demand_confidence(confidence);
  demand(degrees >= 1, "Student's t needs at least one degree of freedom");
  const boost::math::students_t law(static_cast<double>(degrees));
  return boost::math::quantile(boost::math::complement(law, (1 - confidence) / 2));
}

double student_t_two_sided(double t, std::size_t degrees) {
  demand(!std::isnan(t), "a test's statistic must be a number");
  demand(degrees >= 1, "Student's t needs at least one degree of freedom");
  const boost::math::students_t law(static_cast<double>(degrees));
  if (std::isinf(t)) return 0;
  return std::min(1.0, 2 * boost::math::cdf(boost::math::complement(law, std::abs(t))));
}

double normal_critical(double confidence) {
  demand_confidence(confidence);
  return boost::math::quantile(boost::math::complement(boost::math::normal(), (1 - confidence) / 2));
}

double binomial_at_most(std::size_t k, std::size_t n, double p) {
  demand(p >= 0 && p <= 1, "a probability lies between 0 and 1");
  if (k >= n) return 1;
  return boost::math::cdf(boost::math::binomial(static_cast<double>(n), p), static_cast<double>(k));
}

double binomial_more_than(std::size_t k, std::size_t n, double p) {
  demand(p >= 0 && p <= 1, "a probability lies between 0 and 1");
  if (k >= n) return 0;
  const boost::math::binomial law(static_cast<double>(n), p);
  return boost::math::cdf(boost::math::complement(law, static_cast<double>(k)));
}

double poisson_at_most(std::size_t k, double mean) {
  demand(mean >= 0, "a Poisson mean is not negative");
  if (mean == 0) return 1;
  return boost::math::cdf(boost::math::poisson(mean), static_cast<double>(k));
}

Estimate estimate_mean(const std::vector<Figure>& figures, double confidence) {
  demand_confidence(confidence);
  const Sums sums = sums_of(figures);
  if (sums.bottom == 0) return {std::nullopt, std::nullopt, confidence, 0};
  std::vector<double> without;
  without.reserve(figures.size());
  for (const Figure& f : figures) {
    if (f.bottom != 0) without.push_back((sums.top - f.top) / (sums.bottom - f.bottom));
  }
  return from_jackknife(sums.top / sums.bottom, without, confidence);
}

Estimate estimate_mean(const std::vector<double>& values, double confidence) {
  std::vector<Figure> figures;
  figures.reserve(values.size());
  for (const double v : values) figures.push_back(Figure::number(v));
  return estimate_mean(figures, confidence);
}

Estimate estimate_difference(const std::vector<Figure>& a, const std::vector<Figure>& b, double confidence) {
  demand_confidence(confidence);
  demand(a.size() == b.size(), "paired figures come in pairs");
  const Sums in_a = sums_of(a);
  const Sums in_b = sums_of(b);
  if (in_a.bottom == 0 || in_b.bottom == 0) return {std::nullopt, std::nullopt, confidence, 0};
  std::vector<double> without;
  without.reserve(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Figure x = a[i].bottom == 0 ? Figure::none() : a[i];
    const Figure y = b[i].bottom == 0 ? Figure::none() : b[i];
    if (x.bottom == 0 && y.bottom == 0) continue;
    without.push_back((in_a.top - x.top) / (in_a.bottom - x.bottom) -
                      (in_b.top - y.top) / (in_b.bottom - y.bottom));
  }
  return from_jackknife(in_a.top / in_a.bottom - in_b.top / in_b.bottom, without, confidence);
}

std::vector<Figure> in_pairs(const std::vector<Figure>& figures) {
  std::vector<Figure> pairs;
  pairs.reserve((figures.size() + 1) / 2);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const Figure f = figures[i].bottom == 0 ? Figure::none() : figures[i];
    if (i % 2 == 0) {
      pairs.push_back(f);
    } else {
      pairs.back().top += f.top;
      pairs.back().bottom += f.bottom;
    }
  }
  return pairs;
}

Estimate estimate_pairs(const std::vector<Figure>& figures, double confidence) {
  return estimate_mean(in_pairs(figures), confidence);
}

Estimate estimate_probability(std::size_t hits, std::size_t n, double confidence) {
  demand_confidence(confidence);
  demand(hits <= n, "there cannot be more hits than trials");
  if (n == 0) return {std::nullopt, std::nullopt, confidence, 0};
  const auto trials = static_cast<double>(n);
  const double share = static_cast<double>(hits) / trials;
  Estimate result{share, std::nullopt, confidence, n};
  const double bound = std::min(1.0, -std::log(1 - confidence) / trials);
  if (hits == 0) {
    result.range = Range{0, bound};
  } else if (hits == n) {
    result.range = Range{1 - bound, 1};
  } else {
    const double z = normal_critical(confidence);
    const double shrink = 1 + z * z / trials;
    const double centre = (share + z * z / (2 * trials)) / shrink;
    const double spread = std::sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials));
    const double reach = z / shrink * spread;
    result.range = Range{std::max(0.0, centre - reach), std::min(1.0, centre + reach)};
  }
  return result;
}

Estimate estimate_quantile(std::vector<double> values, double share, double confidence) {
  demand_confidence(confidence);
  demand(share > 0 && share < 1, "a quantile's share lies strictly between 0 and 1");
  for (const double v : values) demand(!std::isnan(v), "a day's figure must be a number");
  if (values.empty()) return {std::nullopt, std::nullopt, confidence, 0};
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  const double wanted = share * static_cast<double>(n);
  const auto rank = static_cast<std::size_t>(std::ceil(wanted - 1e-9 * wanted));
  Estimate result{values[std::clamp<std::size_t>(rank, 1, n) - 1], std::nullopt, confidence, n};
  const double tail = (1 - confidence) / 2;
  std::size_t low = 0;  // largest r with P(B <= r - 1) <= tail
  while (low < n && binomial_at_most(low, n, share) <= tail) ++low;
  std::size_t high = low + 1;  // smallest s with P(B <= s - 1) >= 1 - tail
  while (high <= n && binomial_at_most(high - 1, n, share) < 1 - tail) ++high;
  result.range = Range{low == 0 ? -infinity : values[low - 1], high > n ? infinity : values[high - 1]};
  return result;
}

}  // namespace switchover
