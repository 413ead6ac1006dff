// Growth: the scenario with so much more of everything, over the same callers; and what is full then.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/solve.hpp"

namespace switchover {

// growth 0.15: 15 % more calls, 15 % longer conversations and wrap-up, or 15 % of the agents absent beyond
// those that the scenario has absent. Below zero: less. More calls are further callers beside the same ones;
// fewer are some of the same.
Scenario grown(const Scenario& scenario, Grow grow, double growth);
// "+15% calls", "+15% handling time", "+15% of the agents absent", "as it is". grow: as LimitReport has it.
std::string growth_text(const std::string& grow, double growth);
// Labels of what is full while somebody is turned away or waits because of it, the worst first.
std::vector<std::string> full_at(const Scenario& scenario, CaseRunner& runner, Grow grow, double growth,
                                 std::uint32_t runs);

}  // namespace switchover
