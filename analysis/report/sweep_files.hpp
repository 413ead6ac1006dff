// sweep.csv: one tidy table of a sweep. sweep.json is comparison_json() with its axes.
#pragma once
#include <string>

#include "analysis/comparison.hpp"

namespace switchover {

// Rows of a sweep of up to so many days and figures are in the table one by one; of a larger one only means.
inline constexpr std::size_t most_day_rows = 250'000;

// Columns: plan, one per axis (its key), replication (a number from 0, or "mean"), metric, scope, window,
// statistic, unit, value, ci_lo, ci_hi, confidence, against_now, against_lo, against_hi, runs, verdict (of
// the point: YES, NO, UNDECIDED). Promises are rows, too, with "must" or "warn" as statistic and their text
// as metric; their verdict is their own. RFC 4180, UTF-8 without BOM; an empty cell: no value.
std::string sweep_csv(const CompareResult& result);

}  // namespace switchover
