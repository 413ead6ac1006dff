// The rows of a comparison: every figure of every plan beside the baseline's, over common callers, corrected
// for every comparison on the table.
#pragma once
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/comparison_questions.hpp"

namespace switchover {

// Days of all plans: as many of each as they have in common, so that everything is paired.
struct ComparedDays {
  const ComparisonQuestions& questions;
  const std::vector<CaseDays>& cases;
  std::size_t baseline = 0, runs = 0;
  bool mirrored = false;  // replications 2k and 2k + 1 are a pair: means are of pairs
  std::vector<Figure> figures(const AskedRow& row, std::size_t plan) const;
};

struct RowsTold {
  std::vector<ComparisonRow> rows;
  std::size_t tests = 0;            // comparisons against the baseline, corrected for together
  std::size_t ranked = 0;           // row
  std::vector<VarianceGain> gains;  // of the ranked row
  std::vector<std::vector<std::vector<Figure>>> days;  // [row][plan][replication]
};
RowsTold compared_rows(const ComparedDays& days, double bad_case, bool controls);

// Variance that independent days would have, of what common callers leave of it: (Var a + Var b) / Var(a -
// b), with a jackknife range. Nothing when the two never differ, or for fewer than three days.
struct MeasuredGain {
  double gain = 1;
  Range range;
};
std::optional<MeasuredGain> gain_of_same_callers(const std::vector<Figure>& a, const std::vector<Figure>& b);

}  // namespace switchover
