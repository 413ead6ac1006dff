// StoryMoments: the dates of one incident as one story tells them. Which incident: the loss that a failover
// answers, else the fault that happens most often.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "models/platform/estate.hpp"
#include "models/platform/story.hpp"

namespace switchover {

struct IncidentSubject {
  ComponentId component;
  int rule = -1;        // index of the failover that watches it; -1 = none
  PlatformId from, to;  // of the failover; from: else the component's first platform
  std::string fault;    // name of the event behind the loss
  bool operator==(const IncidentSubject&) const = default;
};
// Nothing when nothing fails in any story.
std::optional<IncidentSubject> subject_of(const EstateSpec& estate, const std::vector<Story>& stories);

struct StoryMoments {
  std::optional<Time> begins;  // none: it does not happen in this story, and nothing below is said
  bool slow = false;           // the component is slow, not down
  std::optional<Time> detected, decided;
  bool refuses = false;                          // new calls of `from` are turned away
  std::optional<Time> accepted;                  // 95 % of its new calls get in again, wherever they go
  bool elsewhere = false;                        // they do because they are redirected
  bool agents_leave = false;                     // agents lose their place with the fault
  std::optional<Time> agents_half, agents_most;  // 50 % and 95 % of those who can return are back
  std::optional<Time> healthy;                   // the component works again, and goes on
  std::optional<Time> failback_begins, failback_ends;
  std::optional<double> lost_data_s;  // longest time since the last copy
};
StoryMoments moments_of(const EstateSpec& estate, const Story& story, const IncidentSubject& subject);

// Share of the agents of `from` who are signed in at `to`, as it changes over the story.
struct MovedShare {
  Time at;
  double share = 0;
};
std::vector<MovedShare> moved_agents(const Story& story, PlatformId from, PlatformId to);

}  // namespace switchover
