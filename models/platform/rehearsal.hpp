// A rehearsal: the estate lives through one replication in SimGrid, and the story comes back. rehearse_here()
// is in the helper program only (rehearsal.cpp is the one file that sees SimGrid); everybody else asks
// rehearsal_client.hpp.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "models/platform/estate.hpp"
#include "models/platform/fault_plan.hpp"
#include "models/platform/story.hpp"

namespace switchover {

struct StaffStepAt {  // from `at` on, so many agents on duty
  Time at;
  double agents = 0;
  bool operator==(const StaffStepAt&) const = default;
};
// Agents of a platform who depend on one component alone: the groups of a site.
struct ScopeStaff {
  ComponentId scope;
  PlatformId platform;
  std::vector<StaffStepAt> steps;  // in order
  bool operator==(const ScopeStaff&) const = default;
};
struct RehearsalRequest {
  EstateSpec estate;  // effects matter for AgentFate only (who is signed out)
  std::vector<std::string> platforms;
  std::vector<std::vector<StaffStepAt>> staff;  // per platform, in order
  std::vector<ScopeStaff> scope_staff;          // of sites with groups; else all agents of the platform
  Time horizon;                                 // the end of the scenario, and some
  std::uint64_t seed = 1;
  bool naive_heartbeats = false;  // every ping is made: for tests; the story is the same
  std::string context_factory;    // of SimGrid; empty = the default ("thread" under sanitizers)
  bool operator==(const RehearsalRequest&) const = default;
};

// One line per field, exact round trip. FaultEffects travel as their AgentFate only.
std::string to_text(const RehearsalRequest& request);
Expected<RehearsalRequest> request_from_text(const std::string& text);

// Calls `tell` with every event in order, as it happens. One call per process: SimGrid allows no second
// Engine.
void rehearse_here(const RehearsalRequest& request, std::uint32_t replication,
                   const std::function<void(const StoryEvent&)>& tell);

}  // namespace switchover
