// Every allocation of the test program, counted.
#pragma once
#include <cstdint>

namespace switchover {

std::int64_t allocations_so_far();

}  // namespace switchover
