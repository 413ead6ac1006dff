// From a story to what callers and agents notice: per platform the worst effect per stage wins, delays add,
// rates multiply (docs/MODEL.md, Faults).
//
// - A component that is down or slow is felt by its platforms: as the event says, else as those who need it
//   softly say, else as its kind does; never twice. Shares multiply: of the component, of what it lost, of
//   the rule. Components of one kind whose shares add up to no more than the whole carry different calls:
//   their losses add; otherwise the worst counts. `accept` is 1 - the share of the worst effect on new calls.
// - What begins strikes the calls that are there once. Maintenance lets them finish.
// - Waiting calls are served until components that serve nobody take the whole platform with them.
// - Nobody can sign in while a component with no_sign_in is down (in part: the rest of the server's pace).
//   After its token_life the sessions on the platform end: agents_at falls. When it is over, agents come back
//   at the pace of estate.sign_in of the platform (sign_ins = per_minute) for an hour: the rush; then as they
//   come (infinity). A pace of 0 is no pace: they come at once.
// - agents_at follows the story. Where it falls, conversations are cut as the effect of what signed the
// agents
//   out says (agents_talk), dropped by a failback without drain, else finished. A component with groups moves
//   only these: its share is a factor of theirs at home. One without groups is a factor of all at home.
// - A component whose standby serves is felt no more; until then the default of a pair is milder
//   (down_with_standby).
#pragma once
#include <array>
#include <utility>
#include <vector>

#include "models/platform/estate.hpp"
#include "models/platform/story.hpp"
#include "models/platform/timeline.hpp"

namespace switchover {

struct WrittenLimits {  // of one platform, as the scenario says; infinity = none
  std::array<double, limit_kinds> value;
  std::vector<std::pair<std::size_t, double>> bridges;  // index of the bridge, its ports
};
// Only changes are written; equal states give no line. `cause` is the fault's name, or the rule's; of a
// change back, of what ended. Demands a story in order, of this estate; as many platforms as `limits`.
PlatformTimeline timeline_of(const EstateSpec& estate, const Story& story,
                             const std::vector<WrittenLimits>& limits);

}  // namespace switchover
