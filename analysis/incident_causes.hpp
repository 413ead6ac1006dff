// Why an incident costs what it costs: paired side runs without each fault, and with one thing of the estate
// changed at a time; the same callers in all of them.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "analysis/day_record.hpp"
#include "analysis/report_model.hpp"
#include "analysis/story_moments.hpp"
#include "models/centre/spec.hpp"
#include "models/platform/estate.hpp"

namespace switchover {

// A spec with its faults rehearsed on this estate.
using StageOn = std::function<CentreSpec(const CentreSpec&, const EstateSpec&)>;

// A change that somebody could make, or a question that somebody asks. It leaves luck alone.
struct LeverChange {
  IncidentLever::Kind kind = IncidentLever::Kind::decision;
  std::string text;
  CentreSpec spec;
  EstateSpec estate;
};
// Those that apply: decision in a minute, everybody with a login on the other platform, failback soon after
// the repair, sign-in twice as fast (where a failover has these slower), nobody redials (where anybody does).
std::vector<LeverChange> lever_changes(const CentreSpec& spec, const EstateSpec& estate,
                                       const IncidentSubject& subject, const std::string& failback_at);

// Reads of `out` what the time line says (agents_leave). Fills losses, levers (the fault rows where there are
// several, and "both" of the two best) and side_runs; marks among the limits what a lever shows to bind.
// side.workshop stages on `estate`.
void explain_incident(const CentreSpec& spec, const EstateSpec& estate, const StageOn& stage,
                      const IncidentSubject& subject, const std::string& failback_at, const SideRuns& side,
                      Incident& out);

}  // namespace switchover
