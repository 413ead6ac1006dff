#include "analysis/growth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/binding.hpp"
#include "analysis/half_hours.hpp"
#include "analysis/staging.hpp"
#include "sim/contract.hpp"

namespace switchover {
namespace {

EventSpec all_day(EventKind kind, double share) {
  EventSpec event;
  event.name = "growth";
  event.kind = kind;
  event.in_twin = true;  // it is how the day is, not what happens on it
  event.share = share;
  return event;
}

void grow_calls(CentreSpec& spec, double growth) {
  if (growth < 0) {
    spec.events.push_back(all_day(EventKind::fewer_calls, -growth));
    return;
  }
  // What events add grows with the rest.
  for (EventSpec& event : spec.events) {
    if (event.kind != EventKind::more_calls) continue;
    event.share *= 1 + growth;
    if (event.count) event.count = *event.count * (1 + growth);
  }
  spec.events.push_back(all_day(EventKind::more_calls, growth));
}

}  // namespace

Scenario grown(const Scenario& scenario, Grow grow, double growth) {
  Scenario changed = scenario;
  if (growth == 0) return changed;
  demand(growth > -1, "nothing shrinks by all of it");
  switch (grow) {
    case Grow::volume:
      grow_calls(changed.centre, growth);
      break;
    case Grow::handling:
      for (GroupSpec& group : changed.centre.groups) group.aht_factor *= 1 + growth;
      break;
    case Grow::absence:
      changed.centre.events.push_back(growth > 0 ? all_day(EventKind::fewer_agents, std::min(1.0, growth))
                                                 : all_day(EventKind::more_agents, -growth));
      break;
  }
  return changed;
}

std::vector<std::string> full_at(const Scenario& scenario, CaseRunner& runner, Grow grow, double growth,
                                 std::uint32_t runs) {
  const Case at{fmt::format("full at {:+.0f}%", growth * 100), grown(scenario, grow, growth), {}, "growth"};
  const CentreSpec spec = runner.centre_of(at);
  Workshop workshop;
  workshop.seed = runner.seed(Luck::search);
  workshop.workers = runner.workers();
  Staging staging(workshop.seed, runs);
  if (has_component_faults(spec)) {
    staging.count_agents_of(spec);
    workshop.stage = [&](const CentreSpec& day) { return staging.staged(day, at.scenario.estate); };
  }
  const auto plan = plan_of(spec, workshop);
  Focus focus{QueueId(0), whole_day(spec), false};
  DayQuestions questions;
  questions.asks = focus.asks();
  questions.rows = half_hour_spans(spec);
  questions.limits = limits_of(spec);
  RunCost cost;
  const auto days = reduce_replications<DayRecord>(
      plan, 0, runs, workshop, at.name,
      [&](const Tally& tally) { return record_day(spec, tally, questions); }, cost);
  Panel panel(questions.asks.size());
  for (std::size_t a = 0; a < panel.size(); ++a) panel[a] = column(days, a, days.size());
  std::vector<std::string> labels;
  for (const BindingRow& row : find_full({at.scenario, spec, questions, days, focus, panel})) {
    if (row.ever_full) labels.push_back(row.label);
  }
  return labels;
}

}  // namespace switchover
