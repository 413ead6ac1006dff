// The steps of the first callers of a day, one line each, for --trace.
#pragma once
#include <cstdint>
#include <string>

#include "scenarios/scenario.hpp"

namespace switchover {

// Of replication 0, which every run begins with.
std::string trace_text(const Scenario& scenario, std::uint64_t callers);

}  // namespace switchover
