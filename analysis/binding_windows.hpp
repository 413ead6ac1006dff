// When something is full and hurts: from the first interval to the last, of a scenario of several days day by
// day.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "analysis/totals.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// `hurting`: of each row. First and last hurting row of every day on which one begins; a scenario of one day
// at most has one window. Empty: never.
std::vector<IntervalSpan> hurting_windows(const WallClock& start, const CentreSpec& spec,
                                          const std::vector<IntervalSpan>& rows,
                                          const std::vector<bool>& hurting);
// "Mon 08:30-13:00 and Tue 09:00-12:00", "08:30-13:00 on 3 of 5 days", "on 4 of 5 days, at most 08:00-14:00".
// Empty for a scenario of one day at most: its window is said by its ends.
std::string days_text(const WallClock& start, const CentreSpec& spec,
                      const std::vector<IntervalSpan>& windows);

}  // namespace switchover
