// What only the whole scenario shows: contradictions, queues that nobody serves, events outside the day,
// sizes that no run could finish; and the questions a careful reader would ask.
#pragma once
#include <string>
#include <vector>

#include "scenarios/centre_readers.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

inline constexpr double most_calls_per_run = 3e8;
inline constexpr double most_cells = 2e6;  // report intervals x queues x platforms

void check_scenario(Reading& reading, const CentreDraft& draft);
// Totals to reconcile with the spreadsheet.
void summarise(Scenario& scenario);
// Agents on the phones at the middle of each half-hour, planned shrinkage and mean absence taken off.
std::vector<double> agents_by_half_hour(const CentreSpec& spec, std::size_t slots);
// By file (the scenario first), line and column; no problem twice.
void sort_by_place(Problems& problems, const std::string& first_file);

}  // namespace switchover
