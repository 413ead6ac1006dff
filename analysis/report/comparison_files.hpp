// compare.csv, compare.json and the manifest of a comparison. The first two are the same bytes for the same
// inputs, seed and number of runs.
#pragma once
#include <string>

#include "analysis/comparison.hpp"
#include "analysis/report/report_json.hpp"

namespace switchover {

inline constexpr int comparison_schema_version = 1;

// One row per plan and figure ("mean" in the column replication) and one per plan, figure and day (its
// number; not for sweeps). RFC 4180, UTF-8 without BOM; an empty cell: no value. docs/GUIDE.md has the
// columns.
std::string comparison_csv(const CompareResult& result);
// Everything of the comparison. docs/GUIDE.md lists the fields; `switchover schema comparison` is its schema.
std::string comparison_json(const PlanComparison& comparison);
std::string comparison_manifest(const PlanComparison& comparison, const RunCost& cost,
                                const Manifest& manifest);

}  // namespace switchover
