// Centre: one contact centre over one replication. The only place where a call changes its state.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/centre/spec.hpp"
#include "models/centre/tally.hpp"

namespace switchover {

// What the spec means, worked out once for all replications: arrival streams, staff changes, timeline,
// routing tables.
struct CentrePlan;
std::shared_ptr<const CentrePlan> make_plan(const CentreSpec& spec);

// One step of a traced caller, in words that a planner reads.
struct TraceLine {
  Time at;
  std::uint64_t caller = 0;  // 0-based, in order of first dial within the replication
  std::uint32_t attempt = 0;
  std::string what;  // "queued in billing on old, 12 ahead"
  std::string rule;  // "admission: trunk 371 of 380", "routing: rank 1, longest idle"
};

class Centre {
 public:
  explicit Centre(std::shared_ptr<const CentrePlan> plan);
  ~Centre();
  Centre(Centre&&) noexcept;
  Centre& operator=(Centre&&) noexcept;
  // A pure function of plan, seed and replication; buffers are reused from run to run.
  const Tally& run(std::uint64_t seed, std::uint32_t replication);
  // As run(), and every step of the first `callers` callers to dial.
  std::vector<TraceLine> trace(std::uint64_t seed, std::uint32_t replication, std::uint64_t callers);

 private:
  struct World;
  std::unique_ptr<World> world_;
};

}  // namespace switchover
