// Programmer errors stop here, in release builds too, with the words that say what broke.
#pragma once

namespace switchover {

[[noreturn]] void contract_broken(const char* condition, const char* why, const char* file, int line);

}  // namespace switchover

// demand(condition, "why it must hold"): ours to keep, never the user's. A user's mistake is a Problem.
#define demand(condition, why)            \
  (static_cast<bool>(condition) ? void(0) \
                                : ::switchover::contract_broken(#condition, why, __FILE__, __LINE__))
