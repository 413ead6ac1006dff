// Binding: what is full while somebody is turned away or waits because of it, and whether taking it away
// helps.
#pragma once
#include <vector>

#include "analysis/day_record.hpp"
#include "analysis/report_model.hpp"
#include "analysis/why.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// Every limit that the scenario sets at any time, platform by platform.
std::vector<std::pair<PlatformId, LimitKind>> limits_of(const CentreSpec& spec);

struct BindingInput {
  const Scenario& scenario;  // start and length, for clock texts
  const CentreSpec& spec;
  const DayQuestions& questions;  // limits and rows, as the days were asked
  const std::vector<DayRecord>& days;
  const Focus& focus;
  const Panel& focus_day;  // of focus.asks(), the side runs' replications
};
// Agents of every queue that misses its promise in some row, and every limit. Those that were full and hurt
// are checked by a paired run without them (the five that hurt longest); "binding" is said when service level
// or people never served is surely better without it (at 5 % divided by the number of comparisons) and by an
// amount that matters: half a point of service level, or 2 % of the people never served and at least one.
// Binding ones first, then by the gain.
std::vector<BindingRow> find_binding(const BindingInput& input, const SideRuns& side);
// As above without paired runs: nothing is called binding.
std::vector<BindingRow> find_full(const BindingInput& input);

}  // namespace switchover
