// Exact waits of those who call in the last quarter-hour of the outage of model T1, as agents return at its
// end.
#pragma once

namespace switchover {

struct QuarterAnswers {
  double no_wait = 0, virtual_in_time = 0, in_time = 0;  // shares of the callers of the quarter-hour
};
// Quarter-hour 13 (amid the outage) or 14 (its last).
QuarterAnswers quarter_of_outage(int quarter);

}  // namespace switchover
