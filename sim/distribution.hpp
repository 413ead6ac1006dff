// Distributions as values: a law with its exact parameters, its mean, and draws from a keyed stream. Unit:
// seconds.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "sim/random_stream.hpp"
#include "sim/time.hpp"

namespace switchover {

enum class Law {
  zero,              // the stage does not exist
  never,             // infinite (patience of a caller who never hangs up)
  deterministic,     // a = value
  exponential,       // a = mean
  uniform,           // a = low, b = high
  lognormal,         // a = mean, b = coefficient of variation of the variable itself (not of its logarithm)
  gamma,             // a = mean, b = cv  (shape 1/cv^2, scale mean cv^2)
  erlang,            // a = mean, k = number of phases
  weibull,           // a = scale, b = shape
  hyperexponential,  // with probability p mean a, else mean b
  empirical,         // each value of the sample equally likely
};

class Distribution {
 public:
  // All parameters are finite; means, scales and shapes above 0, other times at least 0; anything else is a
  // broken contract (the readers of files check what users write). A law without spread is deterministic, and
  // always 0 s is zero: deterministic(0), lognormal(m, 0), gamma(m, below 1e-6).
  Distribution() = default;  // zero
  static Distribution never();
  static Distribution deterministic(double seconds);
  static Distribution exponential(double mean_s);
  static Distribution uniform(double low_s, double high_s);
  static Distribution lognormal(double mean_s, double cv);
  static Distribution gamma(double mean_s, double cv);
  static Distribution erlang(double mean_s, int phases);
  static Distribution weibull(double scale_s, double shape);  // shape at least 0.01
  static Distribution weibull_by_mean(double mean_s, double shape);
  static Distribution hyperexponential(double probability, double mean1_s, double mean2_s);
  static Distribution hyperexponential_by_cv(double mean_s, double cv);  // balanced means, cv >= 1
  static Distribution empirical(std::vector<double> sample_s);           // at least one value, all >= 0

  Law law() const { return law_; }
  bool is_zero() const { return law_ == Law::zero; }
  bool is_never() const { return law_ == Law::never; }
  double mean() const { return mean_; }  // seconds; infinity for never
  double cv() const;                     // coefficient of variation; 0 for zero and deterministic
  double parameter_a() const { return a_; }
  double parameter_b() const { return b_; }
  double parameter_p() const { return p_; }
  int phases() const { return k_; }
  const std::vector<double>& sample() const;  // of the empirical law, sorted; empty for the others
  double survival(double t_s) const;          // P(X > t)
  // Smallest t with P(X <= t) >= probability (in 0 .. 1); at 0 and 1 the ends of the law's range.
  double quantile(double probability) const;

  double draw_seconds(RandomStream& stream) const;
  Duration draw(RandomStream& stream) const { return Duration::seconds(draw_seconds(stream)); }

  Distribution scaled(double factor) const;  // the law of factor * X, factor > 0
  std::string describe() const;              // "lognormal, mean 240 s, cv 1"
  bool operator==(const Distribution& other) const;

 private:
  Law law_ = Law::zero;
  double a_ = 0, b_ = 0, p_ = 0, mean_ = 0;
  int k_ = 0;
  double m_ = 0, s_ = 0;                               // derived: log-mean and log-sd of the lognormal
  std::shared_ptr<const std::vector<double>> sample_;  // sorted, shared because it is never changed
};

}  // namespace switchover
