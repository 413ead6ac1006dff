#include "analysis/replication.hpp"

namespace switchover {

Tally replicate(const std::shared_ptr<const CentrePlan>& plan, std::uint64_t seed,
                std::uint32_t replication) {
  Centre centre(plan);
  return centre.run(seed, replication);
}

Tally replicate(const CentreSpec& spec, std::uint64_t seed, std::uint32_t replication) {
  return replicate(make_plan(spec), seed, replication);
}

}  // namespace switchover
