// The page of `switchover drill`: which fault costs most, per event and in a year, why, what would mend it,
// and the plan of a real test. In the words of drill_text.
#pragma once
#include <string>
#include <vector>

#include "analysis/drill.hpp"
#include "analysis/report/page.hpp"
#include "analysis/report/page_parts.hpp"

namespace switchover {

// report.json: the same bytes for the same inputs, seed and number of days.
std::string drill_page_data(const DrillReport& report, const PageParticulars& particulars);

// ---- what it is put together from
PageTone tone_of(Tolerated tolerated);
std::vector<PageAnswer> drill_answers(const DrillReport& report);
std::string drill_pictures(const DrillReport& report);

}  // namespace switchover
