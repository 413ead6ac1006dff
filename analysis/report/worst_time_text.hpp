// The answer of `switchover worst-time`: a page with a bar per moment, and the same as CSV and JSON.
#pragma once
#include <string>

#include "analysis/report/report_text.hpp"
#include "analysis/worst_time.hpp"

namespace switchover {

std::string worst_time_text(const WorstTimeReport& report, const TextStyle& style);
std::string worst_time_line(const WorstTimeReport& report, const TextStyle& style);  // "VERDICT  ..."
// One row per moment: clock, at_s, never_served, lo, hi, service_back_p95_s, cut_short, as_bad_as_worst.
std::string worst_time_csv(const WorstTimeReport& report);
std::string worst_time_json(const WorstTimeReport& report);

}  // namespace switchover
