// Staffing: whole agents per step of the day and group, laid on a scenario or taken from it.
#pragma once
#include <string>
#include <vector>

#include "analysis/totals.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// The day in steps of staffing. A scenario that measures a steady window has one step: all of it.
struct StaffGrid {
  Duration step;
  std::vector<Time> at;             // begins
  std::vector<Duration> length;     // the last may be shorter
  std::vector<IntervalSpan> spans;  // report intervals that are judged
  double hours(std::size_t k) const { return length[k].in_seconds() / 3600; }
};
// Steps of the counted agents, half-hours where they say none; never below the report interval, and whole
// report intervals.
StaffGrid staff_grid(const Scenario& scenario);

// [step][group]: agents as a staff table counts them, before shrinkage and events.
using Staffing = std::vector<std::vector<double>>;
// What the scenario has, on average over each step: counted agents and named ones on duty.
Staffing staffing_of(const CentreSpec& spec, const StaffGrid& grid);
double agent_hours(const StaffGrid& grid, const Staffing& staffing, const std::vector<std::size_t>& groups);
// These groups have so many agents, counted; named agents of theirs are replaced.
Scenario with_staffing(const Scenario& scenario, const StaffGrid& grid, const Staffing& staffing,
                       const std::vector<std::size_t>& groups);
std::string staffing_text(const Staffing& staffing);  // equal texts: equal staffing

}  // namespace switchover
