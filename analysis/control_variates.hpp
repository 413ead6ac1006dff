// Control variates: what a replication drew (callers, busyness, handling) beside what it should draw on
// average steadies its figures. Coefficients come from pilot runs and are shrunk; the gain is measured and
// said. Off when it does not help. docs/MODEL.md, Variance reduction.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "models/centre/plan.hpp"
#include "models/centre/spec.hpp"
#include "models/centre/tally.hpp"

namespace switchover {

// Controls of one replication, each with mean 0 whatever the scenario does to calls in progress.
std::vector<std::string> control_names(const CentreSpec& spec);  // "people dialling billing", ...
std::vector<double> controls_of(const CentrePlan& plan, const Tally& tally);

struct Controlled {
  Estimate estimate;  // of the mean, with controls
  double gain = 1;    // variance of the plain mean / of the controlled one; 1 when no control is used
  bool used = false;
};
// values: independent replications (or pseudo-values, or paired differences of them); controls:
// [replication][control], the same length.
Controlled controlled_mean(const std::vector<double>& values,
                           const std::vector<std::vector<double>>& controls, double confidence);

}  // namespace switchover
