// Staging: turns the component faults that a spec still has into timelines, by rehearsals. A variant without
// a fault is rehearsed without it; equal requests are rehearsed once.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "models/centre/centre.hpp"
#include "models/centre/spec.hpp"
#include "models/platform/estate.hpp"
#include "models/platform/rehearsal_client.hpp"
#include "models/platform/story.hpp"

namespace switchover {

bool has_component_faults(const CentreSpec& spec);  // some event of kind fault is left

class Staging {
 public:
  // `runs`: replications 0 .. runs-1 will be asked for. Starts nothing until there is something to rehearse.
  Staging(std::uint64_t seed, std::uint32_t runs);
  ~Staging();
  // The spec with its timelines staged: the faults of `estate` whose names are among the events of kind
  // fault. The same spec when there are none. Throws RehearsalFailure. Call it on the main thread.
  // `runs`: only replications 0 .. runs-1 of it will be run; nothing: all. Equal replications have equal
  // timelines however many are asked for.
  CentreSpec staged(const CentreSpec& spec, const EstateSpec& estate,
                    std::optional<std::uint32_t> runs = std::nullopt);
  // Whose agents the sign-ins count, whatever a variant adds to them: without it each spec's own. So a
  // variant with more agents returns on the day's own curve, and does not stand in a longer line.
  void count_agents_of(const CentreSpec& day);
  // The stories behind it: one for all replications, or one for each; empty when there is nothing to
  // rehearse.
  std::vector<Story> stories(const CentreSpec& spec, const EstateSpec& estate,
                             std::optional<std::uint32_t> runs = std::nullopt);
  RehearsalCost cost() const;

 private:
  std::uint64_t seed_;
  std::uint32_t runs_;
  std::shared_ptr<const CentreSpec> day_;  // whose agents count; none: of each spec
  RehearsalClient client_;
};

// Agents on duty per platform over the day, after events, before faults: what a rehearsal's sign-ins count.
std::vector<std::vector<StaffStepAt>> staff_by_platform(const CentreSpec& spec);

}  // namespace switchover
