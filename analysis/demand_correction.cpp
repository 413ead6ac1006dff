#include "analysis/demand_correction.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/figures.hpp"
#include "analysis/variant.hpp"

namespace switchover {
namespace {

constexpr std::uint32_t pilot_runs = 10;
constexpr std::uint32_t iterations = 4;                // the last one only measures what is left
constexpr std::uint32_t first_pilot = 3'000'000'000U;  // replications that no study reaches

struct QueueCounts {
  double people = 0, counted = 0, redials = 0, ivr_losses = 0;
};

bool is_forecast(const DemandSpec& calls) { return calls.pattern != ArrivalPattern::replay; }

double forecast_of(const CentreSpec& spec, std::size_t queue) {
  double calls = 0;
  for (const DemandSpec& demand_of_queue : spec.demand) {
    if (demand_of_queue.queue.index() != queue || !is_forecast(demand_of_queue)) continue;
    for (const DemandInterval& interval : demand_of_queue.intervals) calls += interval.calls;
  }
  return calls;
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

// Solves log(factor x counted per person) = 0 for one queue: the first step is the fixed point, then secants,
// which also converge where more demand means many more redials.
class FactorSearch {
 public:
  double factor() const { return std::exp(x_); }
  void learn(const QueueCounts& counts) {
    if (counts.people <= 0 || counts.counted <= 0) return;
    const double y = x_ + std::log(counts.counted / counts.people);
    double slope = 1;
    if (known_ && std::abs(x_ - last_x_) > 1e-6)
      slope = std::clamp((y - last_y_) / (x_ - last_x_), 0.5, 20.0);
    last_x_ = x_;
    last_y_ = y;
    known_ = true;
    x_ -= y / slope;
  }

 private:
  double x_ = 0, last_x_ = 0, last_y_ = 0;
  bool known_ = false;
};

}  // namespace

CentreSpec with_demand_factors(CentreSpec spec, const std::vector<double>& factor_by_queue) {
  for (DemandSpec& demand_of_queue : spec.demand) {
    if (!is_forecast(demand_of_queue)) continue;
    for (DemandInterval& interval : demand_of_queue.intervals)
      interval.calls *= factor_by_queue[demand_of_queue.queue.index()];
  }
  return spec;
}

CorrectedDemand correct_demand(const Scenario& scenario, const Workshop& workshop, RunCost& cost) {
  CorrectedDemand result{scenario.centre, {}};
  if (scenario.counts == ForecastCounts::people) return result;
  const CentreSpec quiet = quiet_day(scenario.centre);
  const std::size_t queues = quiet.queues.size();
  if (std::none_of(quiet.demand.begin(), quiet.demand.end(), is_forecast)) return result;
  std::vector<double> factor(queues, 1);
  std::vector<FactorSearch> search(queues);
  std::vector<QueueCounts> counts;
  for (std::uint32_t k = 0; k < iterations; ++k) {
    counts = count_pilot(with_demand_factors(quiet, factor), scenario.counts, workshop, cost);
    for (std::size_t q = 0; q < queues && k + 1 < iterations; ++q) {
      if (forecast_of(quiet, q) <= 0) continue;
      search[q].learn(counts[q]);
      factor[q] = search[q].factor();
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
  result.spec = with_demand_factors(scenario.centre, factor);
  return result;
}

}  // namespace switchover
