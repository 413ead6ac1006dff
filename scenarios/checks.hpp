// What only the whole scenario shows: contradictions, queues that nobody serves, events outside the day,
// sizes that no run could finish; and the questions a careful reader would ask.
#pragma once
#include <string>

#include "scenarios/centre_readers.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

inline constexpr double most_calls_per_run = 3e8;
inline constexpr double most_cells = 2e6;  // report intervals x queues x platforms

void check_scenario(Reading& reading, const CentreDraft& draft, Scenario& scenario);
// Totals to reconcile with the spreadsheet.
void summarise(Scenario& scenario);
// By file (the scenario first), line and column; no problem twice.
void sort_by_place(Problems& problems, const std::string& first_file);

}  // namespace switchover
