// An incident laid out: blocks for the page of a terminal, a chapter of the Markdown, rows of a CSV.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "analysis/report/layout.hpp"
#include "analysis/report_model.hpp"

namespace switchover {

// Time line, p50 beside p95: clock times, or times since the fault where it begins at another time each day.
std::vector<std::string> time_line_block(const Incident& incident);
// What the platform that takes over had to spare, the binding limit marked; empty where nothing takes over.
std::vector<std::string> standby_block(const Incident& incident);
// Recovery times, dialling again, worst platform: sentences, each to be wrapped.
std::vector<std::string> incident_lines(const Incident& incident);
// Lost by fault and stage, how well it is known below it. Fits 78 columns.
std::vector<std::string> loss_block(const Incident& incident, std::size_t width);
// One thing changed at a time.
std::vector<std::string> lever_block(const Incident& incident, std::size_t width);

// What an incident costs stage by stage, in the order of a call's way; people come last.
struct LossStage {
  const char* head;  // at most 8 characters
  const char* name;
  Estimate IncidentLoss::*figure;
};
const std::array<LossStage, 7>& loss_stages();

// The same as tables in words.
TextTable time_line_table(const Incident& incident);
TextTable standby_table(const Incident& incident);
TextTable loss_table(const Incident& incident);
TextTable lever_table(const Incident& incident);

std::string incident_markdown(const Incident& incident);

// part,name,figure,unit,value,lo,hi,p95: time line, recovery, losses, levers, limits, storm. Header only
// where there is no incident.
std::string incident_csv(const ReportModel& report);

}  // namespace switchover
