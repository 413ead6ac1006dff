// The page of `switchover worst-time`: when one fault hurts most and least, and whether the worst moment
// stands out. In the words of worst_time_text.
#pragma once
#include <string>
#include <vector>

#include "analysis/report/page.hpp"
#include "analysis/report/page_parts.hpp"
#include "analysis/worst_time.hpp"

namespace switchover {

// report.json: the same bytes for the same inputs, seed and number of days.
std::string worst_time_page_data(const WorstTimeReport& report, const PageParticulars& particulars);

// ---- what it is put together from
std::vector<PageAnswer> worst_time_answers(const WorstTimeReport& report);
std::string worst_time_pictures(const WorstTimeReport& report);

}  // namespace switchover
