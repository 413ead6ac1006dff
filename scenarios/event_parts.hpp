// The parts of an event that only some kinds have.
#pragma once
#include <string>

#include "scenarios/centre_readers.hpp"

namespace switchover {

struct EventDraft {
  Reading& reading;
  CentreDraft& centre;
  Section section;
  std::string title;  // event "DC1 loss"
  std::string what;   // "outage"
  EventSpec spec;
};

// What happens to calls in one stage, named by its key: ringing (or new_calls), in_ivr, in_queue, talking.
// `failing`: the platform that cannot be failed over to; none = any can. Nothing: a problem was reported.
std::optional<StageRule> read_stage_rule(Reading& reading, const Names& names, const Opened& opened,
                                         std::string_view stage_key, PlatformId failing);
void read_outage(EventDraft& event);       // effects per stage, agents
void read_agents_back(EventDraft& event);  // outage, sign out
void read_slow(EventDraft& event);
void read_limit(EventDraft& event);
void read_event_split(EventDraft& event);

}  // namespace switchover
