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

// counts = dialled: simulated attempts meet the forecast; entered_queue: simulated offered calls do. One
// factor per queue, found over a pilot of the quiet day (no events, no timeline): factor x counted per person
// = 1, where "counted per person" is simulated on both sides, so that Poisson noise cancels. A fixed-point
// step, then secants; four rounds of ten replications with numbers that no study uses; the last round
// measures the residual. Replays are left alone: their rows are callers. Throws Interrupted.
CorrectedDemand correct_demand(const Scenario& scenario, const Workshop& workshop, RunCost& cost);

// The forecasts of every queue times a factor; replays are left alone.
CentreSpec with_demand_factors(CentreSpec spec, const std::vector<double>& factor_by_queue);

}  // namespace switchover
