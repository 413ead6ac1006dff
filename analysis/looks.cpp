#include "analysis/looks.hpp"

#include "sim/contract.hpp"

namespace switchover {

std::vector<std::uint32_t> looks_up_to(std::uint32_t most) {
  demand(most >= 1, "a study needs at least one replication");
  std::vector<std::uint32_t> looks;
  for (std::uint64_t n = 10; n < most; n *= 2) looks.push_back(static_cast<std::uint32_t>(n));
  looks.push_back(most);
  return looks;
}

double error_per_look(std::uint32_t most, double error) {
  demand(error > 0 && error < 1, "an error probability lies strictly between 0 and 1");
  return error / static_cast<double>(looks_up_to(most).size());
}

}  // namespace switchover
