// What a target asks of which queue, and how far given days are from it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/solve.hpp"

namespace switchover {

// One queue (none: calls as a whole) and what its figure is held against.
struct QueueTarget {
  QueueId queue = QueueId::none();
  Metric metric = Metric::service_level;
  double bound = 0;
  bool higher_is_better = true;
};
// Of the queues that are asked for: the target itself, or each queue's own promise where it says none.
std::vector<QueueTarget> queue_targets(const Scenario& scenario, const SolveOptions& options);
// The scenario whose queues promise what the target says: their service level is counted by it.
Scenario with_target(const Scenario& scenario, const SolveOptions& options);

// How far a value is on the good side; below zero: on the bad.
double margin_of(const QueueTarget& target, double value);
// Ratio of the sums; nothing where there is no denominator.
std::optional<double> pooled(const std::vector<Figure>& figures);

// The target's figure over days: the mean, or the share of days that meet the bound.
Estimate target_figure(const QueueTarget& target, const std::optional<double>& share_of_days,
                       const std::vector<Figure>& days, double confidence = 0.95);
// Margin of that figure, by the point estimate; nothing without a denominator.
std::optional<double> target_margin(const QueueTarget& target, const std::optional<double>& share_of_days,
                                    const std::vector<Figure>& days);
// "80% in 20 s", "at most 2% abandoned"; own: of this queue's promise.
std::string target_words(const Scenario& scenario, const SolveTarget& target, const QueueTarget& of);

}  // namespace switchover
