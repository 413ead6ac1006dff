// The tables of an answer in words, once: Markdown and the page lay out the same ones.
#pragma once
#include "analysis/report/layout.hpp"
#include "analysis/report_model.hpp"

namespace switchover {

TextTable headline_table(const ReportModel& report);  // the day beside its twin
TextTable why_table(const ReportModel& report);       // cause by cause; no rows without causes
TextTable half_hours_table(const HalfHours& half_hours);
TextTable actual_table(const ActualComparison& actual);
TextTable flips_table(const std::vector<FlipRow>& flips);

}  // namespace switchover
