// PlatformDay: what the platforms went through on one day, as it was planned; and the figures that follow
// from it exactly: when new calls got in again after a fault, how near a limit was.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/figures.hpp"
#include "models/centre/plan.hpp"
#include "models/centre/tally.hpp"

namespace switchover {

struct PlatformDay {
  const CentrePlan* plan = nullptr;
  std::uint32_t replication = 0;
  const std::vector<PlatformChange>& changes() const { return plan->changes_of(replication); }
};

// When the event of that name began on that day. A fault of a component may come early, late or not at all:
// nothing when none of the day's changes is due to it.
std::optional<Time> event_begins(const PlatformDay& day, const std::string& event);

// Seconds from `from` to the first moment from which at least 95 % of the new calls that got in just before
// it get in again, and do so for a report interval on end (to the end of the scenario, when that is nearer):
// on the platform, where they are redirected to, or where the split has moved them meanwhile. 0 when they
// never stop, infinite when they never come back. `platform` none: the last of all. Nothing when no call was
// accepted before.
std::optional<double> time_to_accept(const PlatformDay& day, PlatformId platform, Time from);

// The peak of every interval of the span as a share of the tightest limit in force in it, at most 1; the
// largest of them. Nothing when the platform has no such limit all along.
Figure share_of_limit(const PlatformDay& day, const Tally& tally, PlatformId platform, LimitKind kind,
                      const IntervalSpan& span);

}  // namespace switchover
