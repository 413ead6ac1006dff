// One replication as a function: the same arguments give the same bytes, on any thread, in any order.
#pragma once
#include <cstdint>
#include <memory>

#include "models/centre/centre.hpp"
#include "models/centre/tally.hpp"

namespace switchover {

Tally replicate(const std::shared_ptr<const CentrePlan>& plan, std::uint64_t seed, std::uint32_t replication);
Tally replicate(const CentreSpec& spec, std::uint64_t seed, std::uint32_t replication);

}  // namespace switchover
