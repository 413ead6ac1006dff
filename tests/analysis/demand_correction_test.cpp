#include "analysis/demand_correction.hpp"

#include <catch2/catch.hpp>

#include "analysis/figures.hpp"
#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {
Workshop two_workers() {
  Workshop workshop;
  workshop.seed = 7;
  workshop.workers = 2;
  return workshop;
}
// Mean of a count over 40 days that the pilot did not see.
double mean_count(const CentreSpec& spec, Metric metric) {
  RunCost cost;
  const auto days = reduce_replications<double>(
      make_plan(spec), 0, 40, two_workers(), "check",
      [&](const Tally& t) { return *figure(spec, t, metric, Scope{}, whole_day(spec)).value(); }, cost);
  double sum = 0;
  for (const double d : days) sum += d;
  return sum / static_cast<double>(days.size());
}
// Short of agents once the IVR's losses are put back, so that callers hang up and dial again; 30 % are
// content with it.
Scenario impatient(ForecastCounts counts) {
  CentreSpec spec = one_queue(300, 12);
  spec.queues[0].ivr = Distribution::exponential(30);
  spec.queues[0].contained = 0.30;
  spec.queues[0].callers.after_abandon = {0.6, Distribution::exponential(300)};
  spec.queues[0].callers.give_up_after = 5;
  Scenario scenario = scenario_of(spec, 10);
  scenario.counts = counts;
  return scenario;
}
}  // namespace

TEST_CASE("A forecast of people is left as it is") {
  RunCost cost;
  const Scenario scenario = impatient(ForecastCounts::people);
  const CorrectedDemand corrected = correct_demand(scenario, two_workers(), cost);
  CHECK(corrected.spec == scenario.centre);
  CHECK(corrected.corrections.empty());
  CHECK(cost.replications == 0);
}

TEST_CASE("A forecast of calls dialled loses its redials") {
  RunCost cost;
  const Scenario scenario = impatient(ForecastCounts::dialled);
  const CorrectedDemand corrected = correct_demand(scenario, two_workers(), cost);
  REQUIRE(corrected.corrections.size() == 1);
  const ForecastCorrection& c = corrected.corrections[0];
  CHECK(c.queue == "sales");
  CHECK(c.forecast_calls == Approx(1200));
  CHECK(c.people < 1190);
  CHECK(c.redials > 10);
  CHECK(c.ivr_losses == 0);
  CHECK(std::abs(c.residual) < 0.01);
  CHECK(c.people + c.redials == Approx(1200).epsilon(0.01));
  CHECK(mean_count(corrected.spec, Metric::attempts) == Approx(1200).epsilon(0.02));
  CHECK(mean_count(scenario.centre, Metric::attempts) >
        1240);  // uncorrected it would have been counted twice
}

TEST_CASE("A forecast of calls that entered the queue gets back what the IVR keeps") {
  RunCost cost;
  const Scenario scenario = impatient(ForecastCounts::entered_queue);
  const CorrectedDemand corrected = correct_demand(scenario, two_workers(), cost);
  REQUIRE(corrected.corrections.size() == 1);
  const ForecastCorrection& c = corrected.corrections[0];
  CHECK(c.people > 1200);
  CHECK(c.ivr_losses > 300);
  CHECK(c.people + c.redials - c.ivr_losses == Approx(1200).epsilon(0.02));
  CHECK(mean_count(corrected.spec, Metric::offered) == Approx(1200).epsilon(0.025));
}

TEST_CASE("The pilot is a quiet day: events do not count, and stay in the corrected scenario") {
  Scenario quiet = impatient(ForecastCounts::entered_queue);
  Scenario eventful = quiet;
  eventful.centre.events = {more_calls(0.5), outage(60, 120)};
  RunCost cost;
  const CorrectedDemand a = correct_demand(quiet, two_workers(), cost);
  const CorrectedDemand b = correct_demand(eventful, two_workers(), cost);
  CHECK(a.corrections[0].people == b.corrections[0].people);
  CHECK(b.spec.events == eventful.centre.events);
}

TEST_CASE("Replayed callers are not scaled") {
  Scenario scenario = impatient(ForecastCounts::entered_queue);
  DemandSpec replay;
  replay.queue = QueueId(0);
  replay.pattern = ArrivalPattern::replay;
  for (int i = 0; i < 200; ++i) replay.replay.push_back({at_minute(i), std::nullopt, std::nullopt});
  scenario.centre.demand = {replay};
  RunCost cost;
  const CorrectedDemand corrected = correct_demand(scenario, two_workers(), cost);
  CHECK(corrected.corrections.empty());
  CHECK(corrected.spec == scenario.centre);
}
