// Looks: the numbers of replications at which verdicts may be decided, and the error each may spend.
#pragma once
#include <cstdint>
#include <vector>

namespace switchover {

// n = 10, 20, 40, ... below `most`, and `most` itself (most >= 1; below 10: one look).
std::vector<std::uint32_t> looks_up_to(std::uint32_t most);
// Error of one look so that all together err at most `error` (Bonferroni): error / number of looks.
double error_per_look(std::uint32_t most, double error = 0.05);

}  // namespace switchover
