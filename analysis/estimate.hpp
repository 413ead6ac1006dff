// Estimates over replications: a value with the interval that says how well we know it. Formulas and their
// sources: docs/MODEL.md, Figures and intervals. Every interval is two-sided at the confidence asked for (0 <
// confidence < 1).
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

namespace switchover {

// low <= high; either end may be infinite when the data cannot bound it on that side.
struct Range {
  double low = 0, high = 0;
  bool operator==(const Range&) const = default;
};

struct Estimate {
  std::optional<double> value;  // none: no replication had a denominator
  std::optional<Range> range;   // none: fewer than two replications, or no interval exists
  double confidence = 0.95;
  std::size_t n = 0;  // replications that had a value
  // Half the width of the range; none when there is none or it is infinite.
  std::optional<double> half_width() const;
  bool operator==(const Estimate&) const = default;
};

// One figure of one replication, kept as top / bottom so that ratios are pooled call by call, never as means
// of means. A figure without denominator has bottom == 0 (and is null); a plain number has bottom == 1.
struct Figure {
  double top = 0, bottom = 0;
  static Figure number(double value) { return {value, 1}; }
  static Figure none() { return {}; }
  std::optional<double> value() const {
    return bottom == 0 ? std::nullopt : std::optional<double>(top / bottom);
  }
  bool operator==(const Figure&) const = default;
};

// Mean of the figures over replications. Where every bottom is 1 (or 0: skipped): Student t. Otherwise the
// ratio of the sums, with the delete-one jackknife's bias correction and variance (Miller 1974) and Student
// t, n - 1 degrees.
Estimate estimate_mean(const std::vector<Figure>& figures, double confidence);
Estimate estimate_mean(const std::vector<double>& values, double confidence);

// Paired difference a - b, replication by replication (the same length): differences of the numbers, or of
// the two ratios of sums by a joint jackknife.
Estimate estimate_difference(const std::vector<Figure>& a, const std::vector<Figure>& b, double confidence);

// Replications 0 and 1, 2 and 3, ... as one observation each: their tops and bottoms added up (a last one
// without its other half stands alone). For pairs that share mirrored luck (CentreSpec::mirrored_days): only
// whole pairs are independent of one another.
std::vector<Figure> in_pairs(const std::vector<Figure>& figures);
Estimate estimate_pairs(const std::vector<Figure>& figures, double confidence);

// A probability from `hits` of `n` by Wilson's score interval (Wilson, JASA 22, 1927). 0 of n: the upper end
// is -ln(1 - confidence) / n, which is 3/n at 95 % (rule of three); n of n: one minus it.
Estimate estimate_probability(std::size_t hits, std::size_t n, double confidence);

// Quantile of days: the smallest value with at least `share` of the values at or below it, and the
// distribution-free interval between two order statistics (binomial; David & Nagaraja, Order
// Statistics, 7.1). An end that no order statistic can bound is infinite. Values may be infinite (not
// restored); NaN may not occur.
Estimate estimate_quantile(std::vector<double> values, double share, double confidence);

// Two-sided critical value of Student's t: P(|T| <= t) = confidence. degrees >= 1.
double student_t_critical(double confidence, std::size_t degrees);
// P(|T| >= |t|): the two-sided p of Student's t. degrees >= 1.
double student_t_two_sided(double t, std::size_t degrees);
// Two-sided critical value of the normal law.
double normal_critical(double confidence);
// P(X <= k), X binomial(n, p).
double binomial_at_most(std::size_t k, std::size_t n, double p);
// P(X > k), without the loss of digits of 1 - P(X <= k).
double binomial_more_than(std::size_t k, std::size_t n, double p);
// P(X <= k), X Poisson(mean).
double poisson_at_most(std::size_t k, double mean);

}  // namespace switchover
