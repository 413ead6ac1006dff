// Faults drawn for one replication: dated losses of components. Luck is keyed by the fault's name, so that
// adding a fault moves no other.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "models/platform/estate.hpp"
#include "sim/random_stream.hpp"

namespace switchover {

struct DatedFault {
  Time from, to;  // to: Time::never() when it lasts beyond the horizon
  ComponentId component;
  std::size_t fault = 0;  // index into estate.faults
  FaultMode mode = FaultMode::down;
  double share = 1;
  bool operator==(const DatedFault&) const = default;
};
// By time, then by fault, then by target. Nothing begins at or after the horizon.
std::vector<DatedFault> draw_faults(const EstateSpec& estate, Time horizon, std::uint64_t seed,
                                    std::uint32_t replication);
// Whether two replications may differ: some fault or delay is drawn.
bool is_random(const EstateSpec& estate);
// The stream for one decision: `what` names it ("decide", "notice"), `who` the rule, `occurrence` counts.
RandomStream fault_luck(std::uint64_t seed, std::uint32_t replication, const std::string& who,
                        const std::string& what, std::uint64_t occurrence);

}  // namespace switchover
