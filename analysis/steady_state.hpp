// Steady state: one long series cut into batches, its beginning left out where it is not yet like the rest.
#pragma once
#include <cstddef>
#include <vector>

#include "analysis/estimate.hpp"

namespace switchover {

// MSER-5 (White 1997; White, Cobb & Spratt 2000): how many observations to leave out at the beginning, a
// multiple of five, at most half of them. A result at the limit means that the series is too short.
struct WarmUp {
  std::size_t left_out = 0;
  bool too_short = false;
};
WarmUp find_warm_up(const std::vector<double>& series);

// Mean by batch means (Student t over `batches` batches, as many as have a lag-one correlation that is
// small); confidence interval of the steady-state mean. Fewer than 10 batches: no range.
struct BatchMeans {
  Estimate mean;
  std::size_t batches = 0, per_batch = 0;
  double lag_one = 0;  // correlation of neighbouring batches
};
BatchMeans batch_means(const std::vector<double>& series, double confidence);

}  // namespace switchover
