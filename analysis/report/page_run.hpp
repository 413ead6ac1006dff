// What the page of a run is put together from; run_page_data (page.hpp) is all of it.
#pragma once
#include <string>
#include <vector>

#include "analysis/report/page.hpp"
#include "analysis/report/page_parts.hpp"
#include "analysis/report_model.hpp"

namespace switchover {

// "Monday 2026-03-02, 08:00-18:00. 80 Mondays simulated, seed 1"
std::string run_subtitle(const ReportModel& report);
// Lost, back, binding, fix, flip: what is asked first, each to be understood by itself.
std::vector<PageAnswer> run_answers(const ReportModel& report);
// The sections that have something to say, in the order of DATA.md: what was found ...
std::vector<PageSection> run_findings(const ReportModel& report);
// ... and what it rests on: assumptions, half-hours, actual, baseline, inputs, particulars.
std::vector<PageSection> run_grounds(const ReportModel& report, const PageParticulars& particulars);
// "pictures": frame, plans and the parts that only a run has.
std::string run_pictures(const ReportModel& report);

}  // namespace switchover
