#include "analysis/attempt_outcomes.hpp"

#include <algorithm>

#include "analysis/totals.hpp"

namespace switchover {

const std::vector<std::string>& attempt_outcome_names() {
  static const std::vector<std::string> names{"answered",        "abandoned", "finished in the IVR",
                                              "busy or refused", "failed",    "cut off"};
  return names;
}

std::vector<std::array<std::int64_t, attempt_outcomes>> outcomes_of(const Tally& tally, std::size_t queue) {
  std::vector<std::array<std::int64_t, attempt_outcomes>> rows(tally.intervals + 1);
  // Who is cut off while talking was answered first. The tally counts that by the time of the answer, which
  // is never before the time of queueing: what an interval cannot have answered itself queued before it.
  std::int64_t cut_off_later = 0;
  for (std::size_t i = tally.intervals + 1; i-- > 0;) {
    const QueueCell c = cell_of(tally, i, queue, PlatformId::none());
    const std::int64_t cut_off_talking = std::min(c.answered, c.dropped_talk + cut_off_later);
    cut_off_later += c.dropped_talk - cut_off_talking;
    rows[i] = {c.answered - cut_off_talking,
               c.abandoned + c.ivr_abandon + c.balked,
               c.contained,
               blocked(c) + c.forced_out,
               c.failed_outage,
               c.dropped_ivr + c.dropped_queue + cut_off_talking};
  }
  return rows;
}

}  // namespace switchover
