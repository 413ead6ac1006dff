// From a story to what callers and agents notice: per platform the worst effect per stage wins, delays add,
// rates multiply (docs/MODEL.md, Faults).
#pragma once
#include "models/platform/estate.hpp"
#include "models/platform/story.hpp"
#include "models/platform/timeline.hpp"

namespace switchover {

struct WrittenLimits {  // of one platform, as the scenario says; infinity = none
  std::array<double, limit_kinds> value;
  std::vector<std::pair<std::size_t, double>> bridges;  // index of the bridge, its ports
};
// Only changes are written; equal states give no line. `cause` is the fault's name, or the rule's.
PlatformTimeline timeline_of(const EstateSpec& estate, const Story& story,
                             const std::vector<WrittenLimits>& limits);

}  // namespace switchover
