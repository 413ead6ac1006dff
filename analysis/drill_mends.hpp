// The cheapest mend of a fault that breaks the tolerance: one thing of the estate changed at a time, the same
// callers' days with each, and which change saves most people.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "analysis/drill.hpp"

namespace switchover {

inline constexpr std::size_t worst_to_mend = 3;
inline constexpr std::uint32_t mend_runs = 40;  // paired days that choose among the changes

struct MendQuestion {
  const Scenario& scenario;
  const CentreSpec& calm;
  const EstateSpec& estate;
  Time at;
  const DrillTolerance& tolerance;
  const std::vector<CostDay>& twins;  // of all days of the drill
};
struct MendChange {
  std::string text;
  CentreSpec centre;  // with the fault
  EstateSpec estate;
};
struct Mended {
  DrillMend answer;
  bool sound = true;
};

// The worst that break the tolerance, at most worst_to_mend; of a component only its worst fault.
std::vector<std::size_t> worth_mending(const std::vector<DrillRow>& rows);
// What could be changed: what failovers do that answer the fault (lever_changes() of incident_causes.hpp); a
// standby where nothing takes over, or where both platforms share the component; a sign-in without sign-on.
// `acting`: indices of the failovers that answer it.
std::vector<MendChange> mend_changes(const MendQuestion& question, const DrillRow& row,
                                     const std::vector<std::size_t>& acting);
// The change is chosen on mend_runs days; what is left with it is told of all days of the drill.
Mended mend(const MendQuestion& question, const DrillRow& row, const Stagehands& stagehands,
            const Workshop& workshop, RunCost& cost, Whole& whole);

}  // namespace switchover
