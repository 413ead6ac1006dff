// Part of the one table of keys: the drill. See scenario_keys.hpp.
#include "scenarios/scenario_keys.hpp"

namespace switchover {

const std::vector<KeyInfo>& drill_keys();

// One key, one paragraph.
// clang-format off
const std::vector<KeyInfo>& drill_keys() {
  using T = ValueType;
  static const std::vector<KeyInfo> keys{
    {"drill", "at", T::moment, "moment, or busiest", "busiest", "", "at = \"10:15\"",
     "when every component fails, each alone; busiest: the interval with most calls"},
    {"drill", "tolerance", T::pairs, "people or share, and time", "none", "",
     "tolerance = { never_served = 400, restored = \"60m\" }", "what one failure may cost at most"},
    {"drill", "lasts", T::pairs, "time per component", "its repair time", "",
     "lasts = { \"old.dc1\" = \"3h\" }",
     "how long components are down, where not as long as they take to mend"},
    {"drill", "skip", T::names, "components", "none", "", "skip = [\"recording\"]",
     "components that are not drilled"},
    {"(a tolerance)", "never_served", T::limit_value, "people, or share of the day's people", "", "",
     "never_served = \"2%\"", "callers never served because of the failure, at most"},
    {"(a tolerance)", "restored", T::duration, "time", "", "", "restored = \"60m\"",
     "service level back within, on 95 of 100 days"},
  };
  return keys;
}
// clang-format on

}  // namespace switchover
