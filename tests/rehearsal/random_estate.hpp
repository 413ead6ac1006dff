// Random estates: components on three sites with links, needs, standbys, faults of every mode, rules of every
// kind, flows. The same number gives the same estate.
#pragma once
#include <cstdint>

#include "models/platform/rehearsal.hpp"

namespace switchover {

RehearsalRequest random_estate(std::uint64_t number, double hours);

}  // namespace switchover
