#include "sim/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace switchover {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double square_root_of_2 = 1.4142135623730950488;
// Up to so many phases an Erlang draw adds exponentials (each about 3 ns); beyond, one gamma draw is cheaper.
constexpr int phases_added_one_by_one = 12;

bool positive(double x) { return std::isfinite(x) && x > 0; }
bool not_negative(double x) { return std::isfinite(x) && x >= 0; }
double squared(double x) { return x * x; }

// Ziggurat (Marsaglia & Tsang): mostly table and multiplication, so faster and less at libm's mercy than a
// logarithm.
double exponential_draw(RandomStream& stream, double mean_s) {
  return mean_s * boost::random::exponential_distribution<double>()(stream);
}

double gamma_draw(RandomStream& stream, double shape, double scale_s) {
  return boost::random::gamma_distribution<double>(shape, scale_s)(stream);
}

double exponential_quantile(double probability, double mean_s) { return -mean_s * std::log1p(-probability); }

// Solves p e^(-t/a) + (1-p) e^(-t/b) = 1 - probability. The root lies between the quantiles of the two
// branches.
double hyperexponential_quantile(double probability, double p, double mean1_s, double mean2_s) {
  const double low = exponential_quantile(probability, std::min(mean1_s, mean2_s));
  const double high = exponential_quantile(probability, std::max(mean1_s, mean2_s));
  if (p >= 1) return exponential_quantile(probability, mean1_s);
  if (p <= 0) return exponential_quantile(probability, mean2_s);
  if (!(low < high)) return low;
  const auto excess = [&](double t) {
    return (1 - probability) - (p * std::exp(-t / mean1_s) + (1 - p) * std::exp(-t / mean2_s));
  };
  if (excess(low) >= 0) return low;
  if (excess(high) <= 0) return high;
  std::uintmax_t steps = 200;
  const auto root = boost::math::tools::toms748_solve(excess, low, high,
                                                      boost::math::tools::eps_tolerance<double>(50), steps);
  return (root.first + root.second) / 2;
}

// Smallest value v of the sorted sample such that the share of values <= v reaches the probability.
double sample_quantile(const std::vector<double>& sample, double probability) {
  const auto n = static_cast<double>(sample.size());
  auto rank =
      static_cast<std::size_t>(std::ceil(probability * n));  // 1 .. n; may be one too high by rounding
  rank = std::clamp<std::size_t>(rank, 1, sample.size());
  while (rank > 1 && static_cast<double>(rank - 1) / n >= probability) --rank;
  return sample[rank - 1];
}

}  // namespace

Distribution Distribution::never() {
  Distribution d;
  d.law_ = Law::never;
  d.mean_ = infinity;
  return d;
}

Distribution Distribution::deterministic(double seconds) {
  demand(not_negative(seconds), "a fixed time must be a finite number of seconds, not below zero");
  Distribution d;
  if (seconds <= 0) return d;  // always 0 s: the stage does not exist
  d.law_ = Law::deterministic;
  d.a_ = d.mean_ = seconds;
  return d;
}

Distribution Distribution::exponential(double mean_s) {
  demand(positive(mean_s), "the mean of an exponential time must be above zero and finite");
  Distribution d;
  d.law_ = Law::exponential;
  d.a_ = d.mean_ = mean_s;
  return d;
}

Distribution Distribution::uniform(double low_s, double high_s) {
  demand(not_negative(low_s) && not_negative(high_s),
         "the bounds of a uniform time must be finite, not below zero");
  demand(low_s <= high_s, "the lower bound of a uniform time must not exceed the upper");
  Distribution d;
  d.law_ = Law::uniform;
  d.a_ = low_s;
  d.b_ = high_s;
  d.mean_ = low_s + (high_s - low_s) / 2;
  return d;
}

// If log X is normal(m, s): mean = exp(m + s^2/2), cv^2 = exp(s^2) - 1.
Distribution Distribution::lognormal(double mean_s, double cv) {
  demand(positive(mean_s), "the mean of a lognormal time must be above zero and finite");
  demand(not_negative(cv) && std::isfinite(cv * cv),
         "the cv of a lognormal time must be finite, not below zero");
  if (cv <= 0) return deterministic(mean_s);
  Distribution d;
  d.law_ = Law::lognormal;
  d.a_ = d.mean_ = mean_s;
  d.b_ = cv;
  const double variance_of_log = std::log1p(cv * cv);
  d.m_ = std::log(mean_s) - variance_of_log / 2;
  d.s_ = std::sqrt(variance_of_log);
  return d;
}

// Shape k, scale t: mean = k t, cv^2 = 1/k.
Distribution Distribution::gamma(double mean_s, double cv) {
  demand(positive(mean_s), "the mean of a gamma time must be above zero and finite");
  demand(not_negative(cv) && std::isfinite(mean_s * cv * cv),
         "the cv of a gamma time must be finite, not below zero");
  if (cv < 1e-6) return deterministic(mean_s);  // closer than a microsecond in a second
  Distribution d;
  d.law_ = Law::gamma;
  d.a_ = d.mean_ = mean_s;
  d.b_ = cv;
  d.m_ = 1 / (cv * cv);
  d.s_ = mean_s * cv * cv;
  return d;
}

Distribution Distribution::erlang(double mean_s, int phases) {
  demand(positive(mean_s), "the mean of an Erlang time must be above zero and finite");
  demand(phases >= 1, "an Erlang time has at least one phase");
  Distribution d;
  d.law_ = Law::erlang;
  d.a_ = d.mean_ = mean_s;
  d.k_ = phases;
  d.m_ = phases;
  d.s_ = mean_s / phases;
  return d;
}

// P(X > t) = exp(-(t/scale)^shape): mean = scale Gamma(1 + 1/shape).
Distribution Distribution::weibull(double scale_s, double shape) {
  demand(positive(scale_s) && positive(shape),
         "scale and shape of a Weibull time must be above zero and finite");
  const double log_factor = boost::math::lgamma(1 + 1 / shape);
  demand(std::isfinite(scale_s * std::exp(log_factor)), "the mean of a Weibull time must be finite");
  Distribution d;
  d.law_ = Law::weibull;
  d.a_ = scale_s;
  d.b_ = shape;
  d.mean_ = scale_s * std::exp(log_factor);
  return d;
}

Distribution Distribution::weibull_by_mean(double mean_s, double shape) {
  demand(positive(mean_s) && positive(shape),
         "mean and shape of a Weibull time must be above zero and finite");
  Distribution d = weibull(mean_s / std::exp(boost::math::lgamma(1 + 1 / shape)), shape);
  d.mean_ = mean_s;
  return d;
}

Distribution Distribution::hyperexponential(double probability, double mean1_s, double mean2_s) {
  demand(probability >= 0 && probability <= 1, "the probability of a hyperexponential branch lies in 0 .. 1");
  demand(positive(mean1_s) && positive(mean2_s),
         "the means of a hyperexponential time must be above zero and finite");
  Distribution d;
  d.law_ = Law::hyperexponential;
  d.a_ = mean1_s;
  d.b_ = mean2_s;
  d.p_ = probability;
  d.mean_ = probability * mean1_s + (1 - probability) * mean2_s;
  return d;
}

// Balanced means (Whitt 1982; Tijms, A First Course in Stochastic Models, app. B): both branches carry half
// the mean, q = (1 - r)/2 with r = sqrt((cv^2-1)/(cv^2+1)). The rare, long branch comes first and q is
// written without the subtraction of nearly equal numbers.
Distribution Distribution::hyperexponential_by_cv(double mean_s, double cv) {
  demand(positive(mean_s), "the mean of a hyperexponential time must be above zero and finite");
  demand(cv >= 1 && std::isfinite(mean_s * cv * cv),
         "the cv of a hyperexponential time must be finite, at least 1");
  const double r = std::sqrt((cv * cv - 1) / (cv * cv + 1));
  const double rare = 1 / ((cv * cv + 1) * (1 + r));
  Distribution d = hyperexponential(rare, mean_s / (2 * rare), mean_s / (2 * (1 - rare)));
  d.mean_ = mean_s;
  return d;
}

Distribution Distribution::empirical(std::vector<double> sample_s) {
  demand(!sample_s.empty(), "an empirical time needs at least one value");
  demand(std::all_of(sample_s.begin(), sample_s.end(), not_negative),
         "the values of an empirical time must be finite, not below zero");
  std::sort(sample_s.begin(), sample_s.end());
  const auto n = static_cast<double>(sample_s.size());
  Distribution d;
  d.law_ = Law::empirical;
  for (const double x : sample_s) d.mean_ += x / n;
  double variance = 0;
  for (const double x : sample_s) variance += squared(x - d.mean_) / n;
  d.s_ = std::sqrt(variance);
  d.sample_ = std::make_shared<const std::vector<double>>(std::move(sample_s));
  return d;
}

const std::vector<double>& Distribution::sample() const {
  static const std::vector<double> none;
  return sample_ ? *sample_ : none;
}

double Distribution::cv() const {
  switch (law_) {
    case Law::zero:
    case Law::never:
    case Law::deterministic:
      return 0;
    case Law::exponential:
      return 1;
    case Law::uniform:
      return mean_ > 0 ? (b_ - a_) / std::sqrt(12.0) / mean_ : 0;
    case Law::lognormal:
    case Law::gamma:
      return b_;
    case Law::erlang:
      return 1 / std::sqrt(static_cast<double>(k_));
    case Law::weibull:  // cv^2 = Gamma(1 + 2/k) / Gamma(1 + 1/k)^2 - 1
      return std::sqrt(
          std::max(0.0, std::expm1(boost::math::lgamma(1 + 2 / b_) - 2 * boost::math::lgamma(1 + 1 / b_))));
    case Law::hyperexponential:  // E X^2 = 2 (p a^2 + (1-p) b^2)
      return std::sqrt(std::max(0.0, 2 * (p_ * squared(a_ / mean_) + (1 - p_) * squared(b_ / mean_)) - 1));
    case Law::empirical:
      return mean_ > 0 ? s_ / mean_ : 0;
  }
  return 0;
}

double Distribution::survival(double t_s) const {
  demand(!std::isnan(t_s), "a time must be a number");
  if (law_ == Law::never) return t_s < infinity ? 1 : 0;
  if (t_s < 0) return 1;
  if (std::isinf(t_s)) return 0;
  switch (law_) {
    case Law::zero:
    case Law::never:
      return 0;
    case Law::deterministic:
      return t_s < a_ ? 1 : 0;
    case Law::exponential:
      return std::exp(-t_s / a_);
    case Law::uniform:
      return t_s < a_ ? 1 : (t_s >= b_ ? 0 : (b_ - t_s) / (b_ - a_));
    case Law::lognormal:
      return t_s <= 0 ? 1 : boost::math::erfc((std::log(t_s) - m_) / (s_ * square_root_of_2)) / 2;
    case Law::gamma:
    case Law::erlang:
      return boost::math::gamma_q(m_, t_s / s_);
    case Law::weibull:
      return std::exp(-std::pow(t_s / a_, b_));
    case Law::hyperexponential:
      return p_ * std::exp(-t_s / a_) + (1 - p_) * std::exp(-t_s / b_);
    case Law::empirical: {
      const auto above = sample_->end() - std::upper_bound(sample_->begin(), sample_->end(), t_s);
      return static_cast<double>(above) / static_cast<double>(sample_->size());
    }
  }
  return 0;
}

double Distribution::quantile(double probability) const {
  demand(probability >= 0 && probability <= 1, "the probability of a quantile lies in 0 .. 1");
  switch (law_) {
    case Law::zero:
      return 0;
    case Law::never:
      return infinity;
    case Law::deterministic:
      return a_;
    case Law::uniform:
      return probability >= 1 ? b_ : a_ + probability * (b_ - a_);
    case Law::empirical:
      return sample_quantile(*sample_, probability);
    default:
      break;
  }
  if (probability <= 0) return 0;  // the laws that remain live on all of 0 .. infinity
  if (probability >= 1) return infinity;
  switch (law_) {
    case Law::exponential:
      return exponential_quantile(probability, a_);
    case Law::lognormal:
      return std::exp(m_ - s_ * square_root_of_2 * boost::math::erfc_inv(2 * probability));
    case Law::gamma:
    case Law::erlang:
      return s_ * boost::math::gamma_p_inv(m_, probability);
    case Law::weibull:
      return a_ * std::pow(-std::log1p(-probability), 1 / b_);
    default:
      return hyperexponential_quantile(probability, p_, a_, b_);
  }
}

double Distribution::draw_seconds(RandomStream& stream) const {
  switch (law_) {
    case Law::zero:
      return 0;
    case Law::never:
      return infinity;
    case Law::deterministic:
      return a_;
    case Law::exponential:
      return exponential_draw(stream, a_);
    case Law::uniform:
      return a_ + (b_ - a_) * stream.uniform();
    case Law::lognormal:
      return boost::random::lognormal_distribution<double>(m_, s_)(stream);
    case Law::gamma:
      return gamma_draw(stream, m_, s_);
    case Law::erlang: {
      if (k_ > phases_added_one_by_one) return gamma_draw(stream, m_, s_);
      double sum = 0;
      for (int phase = 0; phase < k_; ++phase) sum += exponential_draw(stream, s_);
      return sum;
    }
    case Law::weibull:
      return a_ * std::pow(exponential_draw(stream, 1), 1 / b_);
    case Law::hyperexponential:
      return exponential_draw(stream, stream.uniform() < p_ ? a_ : b_);
    case Law::empirical:
      return (*sample_)[boost::random::uniform_int_distribution<std::size_t>(0, sample_->size() - 1)(stream)];
  }
  return 0;
}

Distribution Distribution::scaled(double factor) const {
  demand(positive(factor), "a time is scaled by a finite factor above zero");
  switch (law_) {
    case Law::zero:
    case Law::never:
      return *this;
    case Law::deterministic:
      return deterministic(a_ * factor);
    case Law::exponential:
      return exponential(a_ * factor);
    case Law::uniform:
      return uniform(a_ * factor, b_ * factor);
    case Law::lognormal:
      return lognormal(a_ * factor, b_);
    case Law::gamma:
      return gamma(a_ * factor, b_);
    case Law::erlang:
      return erlang(a_ * factor, k_);
    case Law::weibull:
      return weibull(a_ * factor, b_);
    case Law::hyperexponential:
      return hyperexponential(p_, a_ * factor, b_ * factor);
    case Law::empirical: {
      std::vector<double> values = *sample_;
      for (double& x : values) x *= factor;
      return empirical(std::move(values));
    }
  }
  return *this;
}

std::string Distribution::describe() const {
  switch (law_) {
    case Law::zero:
      return "none";
    case Law::never:
      return "never";
    case Law::deterministic:
      return fmt::format("always {:.6g} s", a_);
    case Law::exponential:
      return fmt::format("exponential, mean {:.6g} s", a_);
    case Law::uniform:
      return fmt::format("uniform, {:.6g} s to {:.6g} s", a_, b_);
    case Law::lognormal:
      return fmt::format("lognormal, mean {:.6g} s, cv {:.6g}", a_, b_);
    case Law::gamma:
      return fmt::format("gamma, mean {:.6g} s, cv {:.6g}", a_, b_);
    case Law::erlang:
      return fmt::format("Erlang-{}, mean {:.6g} s", k_, a_);
    case Law::weibull:
      return fmt::format("Weibull, mean {:.6g} s, shape {:.6g}", mean_, b_);
    case Law::hyperexponential:
      return fmt::format("hyperexponential, mean {:.6g} s, cv {:.6g}", mean_, cv());
    case Law::empirical:
      return fmt::format("empirical, {} value{}, mean {:.6g} s, cv {:.6g}", sample_->size(),
                         sample_->size() == 1 ? "" : "s", mean_, cv());
  }
  return {};
}

// Equal means: the same law with the same parameters. What is derived from them does not take part, so a
// Weibull law given by its mean equals the one given by its scale.
bool Distribution::operator==(const Distribution& other) const {
  if (law_ != other.law_ || a_ != other.a_ || b_ != other.b_ || p_ != other.p_ || k_ != other.k_)
    return false;
  return law_ != Law::empirical || sample_ == other.sample_ || *sample_ == *other.sample_;
}

}  // namespace switchover
