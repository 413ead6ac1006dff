// Story: what happened to the estate in one rehearsal, dated: losses, detections, decisions, moves. The
// answers tell it as a time line; impact.hpp turns it into what callers and agents notice.
#pragma once
#include <string>
#include <vector>

#include "models/ids.hpp"
#include "models/platform/estate.hpp"
#include "sim/problem.hpp"
#include "sim/time.hpp"

namespace switchover {

enum class StoryKind {
  fault_begins,     // component, fault; value: share of the component lost
  fault_ends,       // component, fault
  down,             // component is lost: by its own fault, or (fault empty) with something that it needs hard
  up,               // component works again
  slow,             // component, fault; value: share
  slow_ends,        // component, fault
  promoted,         // component: its standby serves in its place from now on (it counts as working)
  detected,         // rule: the loss of the watched component is noticed
  cleared,          // rule: the watched component is seen to work again
  decided,          // rule
  redirect,         // rule; value: share of the new calls of rule.from that go to rule.to from now on
  agents_at,        // platform = home, to = where; value: share of home's agents who are signed in there now
  sign_in_failed,   // platform = where; value: number of agents who must try again
  failback_begins,  // rule
  failback_ends,    // rule: calls and agents are back
  data_lost,        // component, value: seconds since the last complete copy at its loss (RPO)
  copy_done,        // flow (in `rule`): a bulk transfer is through
};

struct StoryEvent {
  Time at;
  StoryKind kind = StoryKind::down;
  ComponentId component;
  int rule = -1;  // index of the failover rule (or flow)
  PlatformId platform, to;
  double value = 0;
  std::string fault;  // name of the fault that is behind it, where one is
  bool operator==(const StoryEvent&) const = default;
};
struct Story {
  std::vector<StoryEvent> events;  // by time; equal moments in the order in which they happened
  bool operator==(const Story&) const = default;
};

// CSV, one event a line: at_s,what,component,rule,platform,to,value,fault. Exact round trip; names as in
// estate.
std::string to_csv(const Story& story, const EstateSpec& estate,
                   const std::vector<std::string>& platform_names);
Expected<Story> story_from_csv(const std::string& text, const std::string& file, const EstateSpec& estate,
                               const std::vector<std::string>& platform_names);
const char* name_of(StoryKind kind);  // "fault_begins"

}  // namespace switchover
