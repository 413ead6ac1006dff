// Variants: the same centre with something taken away or added. Callers keep their luck, so that what differs
// between two variants is the change itself.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "models/centre/spec.hpp"

namespace switchover {

// What is under study (docs/MODEL.md, Twins and impact): where the scenario has faults (events that are
// faults, or a timeline), the faults and the failover that answers them (splits of calls or agents that begin
// with or after the first fault); else every event. Events marked in_twin never.
struct Cause {
  std::string name;
  bool is_timeline = false;  // the changes of the timeline file, taken together
  std::size_t event = 0;     // index into spec.events, unless is_timeline
  bool operator==(const Cause&) const = default;
};
std::vector<Cause> causes_of(const CentreSpec& spec);
bool has_faults(const CentreSpec& spec);

CentreSpec without(const CentreSpec& spec, const std::vector<Cause>& taken_away);
CentreSpec twin_of(const CentreSpec& spec);                   // without every cause
CentreSpec only(const CentreSpec& spec, const Cause& cause);  // the twin with this cause alone
CentreSpec quiet_day(const CentreSpec& spec);                 // no event and no timeline at all

// No limit of this kind on this platform, at the start or by an event or the timeline. `queued` also lifts
// the queues' own maximum.
CentreSpec without_limit(const CentreSpec& spec, PlatformId platform, LimitKind kind);

// Is there such a limit at any time?
bool has_limit(const CentreSpec& spec, PlatformId platform, LimitKind kind);

// `extra` more agents on the phones in this group whenever it is staffed (after shrinkage and events; extra
// >= 0).
CentreSpec with_more_agents(const CentreSpec& spec, GroupId group, double extra);
// So many agents in these groups that hardly anybody waits for one: `times` the largest head-count of each,
// plus 50.
CentreSpec with_ample_agents(const CentreSpec& spec, const std::vector<GroupId>& groups, double times = 4);
// Largest number of agents that the group's counts and shifts put on duty at once, before shrinkage and
// events.
double peak_head_count(const GroupSpec& group);

}  // namespace switchover
