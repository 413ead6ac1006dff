// intervals.csv and actual.csv: tidy tables, RFC 4180 (comma, quotes doubled, CRLF), UTF-8 without BOM.
#pragma once
#include <string>
#include <string_view>

#include "analysis/report_model.hpp"

namespace switchover {

// One row per metric x scope x interval. Columns: metric, unit (share, count, seconds, per_hour), scope_kind,
// scope, from (wall clock), from_s and to_s (seconds from the start), mean, lo, hi (95 %), confidence, runs.
// An empty cell: no replication had a denominator. Numbers are the shortest that read back to the same
// double.
std::string intervals_csv(const ReportModel& report);

// One row per queue x metric x interval of `run --actual`: actual, predicted, band_lo, band_hi, inside (0/1).
std::string actual_csv(const ActualComparison& comparison);

// A cell of text: quoted where needed; behind an apostrophe where a spreadsheet would take it for a formula.
std::string csv_cell(std::string_view text);
std::string csv_number(double value);  // "0.608", "inf"
std::string unit_name(Unit unit);      // "share", "count", "seconds", "per_hour"

}  // namespace switchover
