#include "analysis/demand_correction.hpp"

#include <algorithm>

#include "analysis/figures.hpp"
#include "analysis/variant.hpp"

namespace switchover {
namespace {

constexpr std::uint32_t pilot_runs = 10;
constexpr std::uint32_t iterations = 3;
constexpr std::uint32_t first_pilot = 3'000'000'000U;  // replications that no study reaches

struct QueueCounts {
  double people = 0, counted = 0, redials = 0, ivr_losses = 0;
};

double forecast_of(const CentreSpec& spec, std::size_t queue) {
  double calls = 0;
  for (const DemandSpec& demand_of_queue : spec.demand) {
    if (demand_of_queue.queue.index() != queue || demand_of_queue.pattern == ArrivalPattern::replay) continue;
    for (const DemandInterval& interval : demand_of_queue.intervals) calls += interval.calls;
  }
  return calls;
}

CentreSpec scaled(const CentreSpec& spec, const std::vector<double>& factor) {
  CentreSpec variant = spec;
  for (DemandSpec& demand_of_queue : variant.demand) {
    if (demand_of_queue.pattern == ArrivalPattern::replay) continue;
    for (DemandInterval& interval : demand_of_queue.intervals)
      interval.calls *= factor[demand_of_queue.queue.index()];
  }
  return variant;
}

std::vector<QueueCounts> count_pilot(const CentreSpec& spec, ForecastCounts counts, const Workshop& workshop,
                                     RunCost& cost) {
  const auto count = [&](const Tally& tally) {
    std::vector<QueueCounts> day(spec.queues.size());
    for (std::size_t q = 0; q < spec.queues.size(); ++q) {
      const Totals sums = totals(spec, tally, {QueueId(q), {}, {}}, whole_day(spec));
      const QueueCell& c = sums.calls;
      day[q].people = static_cast<double>(c.first_attempts);
      day[q].counted = static_cast<double>(counts == ForecastCounts::dialled ? c.attempts : c.offered);
      day[q].redials = static_cast<double>(c.attempts - c.first_attempts);
      day[q].ivr_losses = static_cast<double>(c.attempts - c.offered);
    }
    return day;
  };
  const auto days =
      reduce_replications<std::vector<QueueCounts>>(make_plan(spec), first_pilot, first_pilot + pilot_runs,
                                                    workshop, "what the forecast counts", count, cost);
  std::vector<QueueCounts> mean(spec.queues.size());
  for (const auto& day : days) {
    for (std::size_t q = 0; q < mean.size(); ++q) {
      mean[q].people += day[q].people / pilot_runs;
      mean[q].counted += day[q].counted / pilot_runs;
      mean[q].redials += day[q].redials / pilot_runs;
      mean[q].ivr_losses += day[q].ivr_losses / pilot_runs;
    }
  }
  return mean;
}

}  // namespace

CorrectedDemand correct_demand(const Scenario& scenario, const Workshop& workshop, RunCost& cost) {
  CorrectedDemand result{scenario.centre, {}};
  if (scenario.counts == ForecastCounts::people) return result;
  const CentreSpec quiet = quiet_day(scenario.centre);
  const std::size_t queues = quiet.queues.size();
  std::vector<double> factor(queues, 1);
  std::vector<QueueCounts> counts;
  for (std::uint32_t k = 0; k < iterations; ++k) {
    counts = count_pilot(scaled(quiet, factor), scenario.counts, workshop, cost);
    for (std::size_t q = 0; q < queues && k + 1 < iterations; ++q) {
      if (forecast_of(quiet, q) > 0 && counts[q].counted > 0)
        factor[q] = counts[q].people / counts[q].counted;
    }
  }
  for (std::size_t q = 0; q < queues; ++q) {
    const double forecast = forecast_of(quiet, q);
    if (forecast <= 0) continue;
    ForecastCorrection c;
    c.queue = quiet.queues[q].name;
    c.counts = scenario.counts;
    c.forecast_calls = forecast;
    c.people = forecast * factor[q];
    // The pilot's shares on the corrected demand, so that people + redials - losses is the forecast but for
    // the residual.
    const double scale = counts[q].people > 0 ? c.people / counts[q].people : 0;
    c.redials = counts[q].redials * scale;
    c.ivr_losses = scenario.counts == ForecastCounts::entered_queue ? counts[q].ivr_losses * scale : 0;
    c.pilot_runs = pilot_runs;
    c.iterations = iterations;
    c.residual = counts[q].counted * scale / forecast - 1;
    result.corrections.push_back(c);
  }
  result.spec = scaled(scenario.centre, factor);
  return result;
}

}  // namespace switchover
