#include "analysis/steady_state.hpp"

#include <algorithm>
#include <cmath>

#include "sim/contract.hpp"

namespace switchover {
namespace {

constexpr std::size_t group_size = 5;
constexpr std::size_t least_batches = 10, most_batches = 30;

std::vector<double> means_of(const std::vector<double>& series, std::size_t per_batch, std::size_t batches) {
  // What does not fill a batch is left out at the beginning, where the series is worst.
  const std::size_t from = series.size() - per_batch * batches;
  std::vector<double> means(batches, 0);
  for (std::size_t b = 0; b < batches; ++b) {
    for (std::size_t i = 0; i < per_batch; ++i) means[b] += series[from + b * per_batch + i];
    means[b] /= static_cast<double>(per_batch);
  }
  return means;
}

double lag_one_of(const std::vector<double>& values) {
  double mean = 0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  double squares = 0, products = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    squares += (values[i] - mean) * (values[i] - mean);
    if (i > 0) products += (values[i] - mean) * (values[i - 1] - mean);
  }
  const double rounding = 1e-12 * mean;  // a constant series does not vary
  return squares > rounding * rounding * static_cast<double>(values.size()) ? products / squares : 0;
}

// Neighbouring batches show more correlation than independent ones do in one of twenty series (one-sided,
// standard error 1/sqrt(batches), mean -1/batches); or quarters of them show more than 0.4, which few batches
// would hide (Law & Carson 1979).
bool correlated(const std::vector<double>& series, std::size_t per_batch, std::size_t batches) {
  const auto n = static_cast<double>(batches);
  if (lag_one_of(means_of(series, per_batch, batches)) > 1.645 / std::sqrt(n) - 1 / n) return true;
  const std::size_t quarters = std::min(4 * batches, series.size());
  return lag_one_of(means_of(series, series.size() / quarters, quarters)) > 0.4;
}

}  // namespace

WarmUp find_warm_up(const std::vector<double>& series) {
  const std::size_t groups = series.size() / group_size;
  if (groups < 2) return {0, true};
  std::vector<double> means(groups, 0);
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t i = 0; i < group_size; ++i) means[g] += series[g * group_size + i] / group_size;
  }
  for (const double m : means) demand(std::isfinite(m), "a series that is cut must be finite");
  // Squared standard error of the mean of what is left, from the end forwards (Welford's update).
  std::size_t best = 0;
  double least = 0, mean = 0, squares = 0;
  bool found = false;
  for (std::size_t g = groups; g-- > 0;) {
    const auto n = static_cast<double>(groups - g);
    const double step = means[g] - mean;
    mean += step / n;
    squares += step * (means[g] - mean);
    if (g > groups / 2) continue;
    const double error = squares / (n * n);
    if (!found || error <= least) {  // equal: keep more
      least = error;
      best = g;
      found = true;
    }
  }
  return {best * group_size, best == groups / 2};
}

BatchMeans batch_means(const std::vector<double>& series, double confidence) {
  BatchMeans result;
  result.mean = estimate_mean(series, confidence);
  result.mean.range.reset();
  if (series.size() < 2 * least_batches) return result;
  for (std::size_t batches = std::min(most_batches, series.size() / 2); batches >= least_batches; --batches) {
    const std::size_t per_batch = series.size() / batches;
    const bool free = !correlated(series, per_batch, batches);
    if (!free && batches > least_batches) continue;
    const std::vector<double> means = means_of(series, per_batch, batches);
    result.batches = batches;
    result.per_batch = per_batch;
    result.lag_one = lag_one_of(means);
    // Still correlated: the series is too short to say how well the mean is known.
    if (free) result.mean = estimate_mean(means, confidence);
    break;
  }
  return result;
}

}  // namespace switchover
