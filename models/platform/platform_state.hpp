// What lasts on one platform while components are down or slow: the state that a timeline tells the changes
// of.
#pragma once
#include <string>
#include <vector>

#include "models/platform/felt_effects.hpp"
#include "models/platform/impact.hpp"
#include "models/platform/timeline.hpp"

namespace switchover {

// The share that is hit by some of what is felt, and the one that counts most.
struct Hit {
  double share = 0;
  std::string cause;  // empty: nothing is hit
};
template <class Fits>
Hit hit_by(const std::vector<FeltEffect>& felt, const Fits& fits) {
  std::vector<ShareOf> parts;
  const FeltEffect* most = nullptr;
  for (const FeltEffect& one : felt) {
    if (!fits(one)) continue;
    parts.push_back({&one, one.share});
    if (most == nullptr || one.share > most->share) most = &one;
  }
  return {together(parts), most == nullptr ? std::string() : most->cause->fault};
}
inline bool closes_sign_in(const FeltEffect& one) { return one.effect->agents == AgentFate::no_sign_in; }

// Everything but agents_at and redirect, always in the same order, so that two states can be laid side by
// side; the moment is left open, and so is the cause of what is as it should be. `rushes`: agents come back
// at the pace of the sign-on server.
std::vector<PlatformChange> platform_state(PlatformId platform, const std::vector<FeltEffect>& felt,
                                           const WrittenLimits& written, double sign_ins_per_minute,
                                           bool rushes);

}  // namespace switchover
