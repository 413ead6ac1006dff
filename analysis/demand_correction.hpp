// What a forecast counts, turned into people: redials inside "offered" are taken out, calls lost in the IVR
// put back.
#pragma once
#include <vector>

#include "analysis/experiment.hpp"
#include "analysis/report_model.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

struct CorrectedDemand {
  CentreSpec spec;  // demand in people (first attempts)
  std::vector<ForecastCorrection>
      corrections;  // one per queue with a forecast; empty when the file counts people
};

// counts = dialled: simulated attempts meet the forecast; entered_queue: simulated offered calls do. Per
// queue one factor, by fixed-point iteration over a pilot of the quiet day (no events, no timeline): factor
// <- people / counted, both simulated, so that Poisson noise cancels. Three iterations of ten replications
// with numbers that no study uses. Replays are left alone: their rows are callers. Throws Interrupted.
CorrectedDemand correct_demand(const Scenario& scenario, const Workshop& workshop, RunCost& cost);

}  // namespace switchover
