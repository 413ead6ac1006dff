#include "sim/contract.hpp"

#include <cstdio>
#include <cstdlib>

namespace switchover {

void contract_broken(const char* condition, const char* why, const char* file, int line) {
  static_cast<void>(
      std::fprintf(stderr, "switchover: internal error: %s:%d: %s (%s)\n", file, line, why, condition));
  std::_Exit(70);
}

}  // namespace switchover
