// Phrases of a comparison that all its writers share, so that they say the same.
#pragma once
#include <string>
#include <vector>

#include "analysis/comparison.hpp"

namespace switchover {

std::string signed_text(double value, Unit unit);                    // "-3,316", "+40.2" (points), "+4 s"
std::string level_text(const ComparisonRow& row, std::size_t plan);  // "6,358", "33.0%"
std::string row_title(const ComparisonRow& row);  // "people never served, 10:15-13:15", "peak of new, median"
std::string level_range(const ComparisonRow& row, std::size_t plan);    // "[28.0% - 39.0%]"
std::string against_text(const ComparisonRow& row, std::size_t plan);   // "-3,316 *", "-21 tied", "-"
std::string against_range(const ComparisonRow& row, std::size_t plan);  // "-3,420..-3,212"
std::string mark_of(const ComparisonCell& cell);                        // "*", "tied", "best"
// All of it in one cell: "3,041 [3,000 - 3,100]; -3,316 * (-3,420..-3,212), best"
std::string figure_text(const ComparisonRow& row, std::size_t plan);

std::string plan_word(const ComparedPlan& plan);  // "YES", "NO", "UNDECIDED"; "" where it promises nothing
std::string kept_text(const ComparedPlan& plan);  // "1 of 3"
std::string found_of(const PromiseRow& row);      // "13 m", "18.0% of days", "-" where it is no promise
std::string judged_as(const PromiseRow& row);     // "pass", "FAIL", "warn", "UNDECIDED", "on target"
std::string promise_text(const PromiseRow& row);  // "37.5% FAIL"; "-" where it is no promise
std::string plan_title(const PlanComparison& c, std::size_t plan);  // "as-designed (baseline)"
std::string input_title(const InputDifference& difference);  // "staff.csv:12 agents (and 3 more cells)"
std::string plan_place(const PlanComparison& c, std::size_t place);  // "2 failback-1330", "2= failback-1330"
std::string ranking_title(const PlanComparison& c);
std::string ranking_note(const PlanComparison& c);  // "no ties, 95% (Holm, 3 pairs)"
std::string correction_note(const PlanComparison& c);
std::string differs_title(const PlanComparison& c);
std::vector<std::string> trust_lines(const PlanComparison& c);
std::string comparison_exit_line(const PlanComparison& c);
bool has_costs(const PlanComparison& c);
bool has_months(const PlanComparison& c);
std::string extra_cost_text(const PlanComparison& c, std::size_t plan);       // "GBP 8,360", "-"
std::string cost_per_person_text(const PlanComparison& c, std::size_t plan);  // "GBP 19", "-"
std::string month_text(const ComparedPlan& plan);                             // "12.0% [8.0% - 18.0%]", "-"
std::string bad_case_title(const PlanComparison& c);                          // "bad day (1 in 10 is worse)"
std::string months_title();
std::string extra_cost_title();
std::string cost_per_person_title();
std::string missing_text(const PlanComparison& c);  // "a plan that passes. Nearest: ... (try:)"
std::string values_text(const SweepAxis& axis);     // "8, 10, 12"; of many: "8, 9, 10 ... 30 (23 values)"
// "600 days simulated in 4 s; 200 were kept from before": for the terminal only.
std::string cost_text(const PlanComparison& c, const RunCost& cost);

}  // namespace switchover
