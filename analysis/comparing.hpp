// Comparing over common callers: paired differences, correction for many comparisons, ranking with
// indifference. Formulas and sources: docs/MODEL.md.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/estimate.hpp"

namespace switchover {

// Delete-one jackknife pseudo-values: their mean is the bias-corrected ratio of sums, and they may be treated
// as independent (Miller 1974). Of plain numbers: the numbers themselves. A replication without a denominator
// still has a pseudo-value when others have one; empty when none has.
std::vector<double> pseudo_values(const std::vector<Figure>& figures);

// Paired test that two figures are equal, a - b: two-sided p of Student's t over pseudo-values. 1 when both
// are the same day by day.
struct PairedTest {
  Estimate difference;
  double p = 1;
};
PairedTest paired_test(const std::vector<Figure>& a, const std::vector<Figure>& b, double confidence);

// Holm (1979): which of these are rejected at familywise error alpha. p in [0, 1], any order.
std::vector<bool> holm(const std::vector<double>& p, double alpha);

// Plans by one figure. Every plan is held against every other over common callers (Holm over all pairs):
// a plan is tied with a better one when the paired range reaches within the indifference.
struct Ranking {
  std::vector<std::size_t> order;    // plans, best first by their means
  std::vector<bool> tied_for_best;   // by plan: not shown to be worse than the best by the indifference
  std::vector<bool> tied_with_next;  // by place in `order`: not told apart from the next one
  std::size_t comparisons = 0;
  bool decided = false;  // one best plan, or all that are tied are equal within the indifference
};
Ranking rank_plans(const std::vector<std::vector<Figure>>& plans, bool higher_is_better, double indifference,
                   double alpha);

// Chance that at least one of `days` independent days misses, or more than `allowed` of them, when `hits` of
// n days missed: exact transform of Wilson's interval (it is monotone).
Estimate estimate_month(std::size_t hits, std::size_t n, std::size_t days, std::size_t allowed,
                        double confidence);

}  // namespace switchover
