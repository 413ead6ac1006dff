// The page of a comparison or a sweep, piece by piece (page_comparison.cpp puts them together): what is asked
// first, its tables, and what its pictures know beyond the days of its plans.
#pragma once
#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/report/page_parts.hpp"

namespace switchover {

// More plans than this are rows of a table, in the order of the ranking; else they are its columns.
inline constexpr std::size_t most_plan_columns = 6;

std::vector<PageAnswer> comparison_answers(const PlanComparison& comparison);

// "no price said for a, b": where others have one; of the baseline, nothing need be said.
std::string no_price_text(const PlanComparison& comparison);

// Empty tables say nothing.
PageTable promises_page_table(const PlanComparison& comparison);     // plan x promise: found, and judged
PageTable differences_page_table(const PlanComparison& comparison);  // inputs; of a sweep: its axes
PageTable figures_page_table(const PlanComparison& comparison);      // musts that are not kept first
PageTable points_page_table(const PlanComparison& sweep);            // grid or list of a sweep
PageTable ranking_page_table(const PlanComparison& comparison);
PageTable guesses_page_table(const PlanComparison& comparison);
PageTable inputs_page_table(const PlanComparison& comparison);
PageTable particulars_page_table(const PlanComparison& comparison);

// JSON text. Plans have the order of the comparison; those without pictures have their name and verdict.
std::string comparison_pictures(const PlanComparison& comparison);

}  // namespace switchover
