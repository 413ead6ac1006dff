// The answer of `switchover worst-time`: a page with a bar per moment, and the same as CSV and JSON.
#pragma once
#include <string>

#include "analysis/report/report_text.hpp"
#include "analysis/worst_time.hpp"

namespace switchover {

std::string worst_time_text(const WorstTimeReport& report, const TextStyle& style);
std::string worst_time_line(const WorstTimeReport& report, const TextStyle& style);  // "VERDICT  ..."
// ---- phrases that the page shares
std::string worst_time_setting(const WorstTimeReport& report);
std::string moment_text(const WorstTimeRow& row);  // "19:30 +" where the scenario ends first
std::string moment_mark(const WorstTimeReport& report,
                        std::size_t row);          // "worst", "as bad", "best" or empty
std::string moment_back(const WorstTimeRow& row);  // "4 h 45 m", "never", "-"
std::string cut_short_text();                      // "the scenario ends before the fault does; ..."
std::string as_bad_text();
// One row per moment: clock, at_s, never_served, lo, hi, service_back_p95_s, cut_short, as_bad_as_worst.
std::string worst_time_csv(const WorstTimeReport& report);
std::string worst_time_json(const WorstTimeReport& report);

}  // namespace switchover
