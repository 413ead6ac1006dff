#include "analysis/case_runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "analysis/control_variates.hpp"
#include "analysis/demand_correction.hpp"
#include "analysis/variant.hpp"

namespace switchover {
namespace {

// Callers that no search has seen: another seed, derived from the scenario's.
constexpr std::uint64_t fresh_luck = 0x9E3779B97F4A7C15ULL;

bool asks_to_restore(const CaseQuestions& questions) {
  for (const Expectation& promise : questions.promises) {
    if (promise.metric == Metric::time_to_restore_service_level) return true;
  }
  return false;
}

}  // namespace

struct CaseRunner::Ready {
  CentreSpec spec;  // demand in people
  std::shared_ptr<const CentrePlan> plan, twin;
  Workshop workshop;
};

CaseRunner::CaseRunner(const Scenario& first, RunnerOptions options)
    : first_(first), options_(std::move(options)), most_runs_(first.max_runs) {}
CaseRunner::~CaseRunner() = default;

OnProgress CaseRunner::tell_progress_to(OnProgress listener) {
  return std::exchange(options_.on_progress, std::move(listener));
}

std::uint64_t CaseRunner::seed(Luck luck) const {
  return luck == Luck::search ? first_.seed : first_.seed ^ fresh_luck;
}

unsigned CaseRunner::workers() const {
  Workshop workshop;
  workshop.workers = options_.workers;
  return threads_of(workshop);
}

void CaseRunner::correct() {
  if (corrected_) return;
  corrected_ = true;
  Workshop workshop;
  workshop.seed = first_.seed;
  workshop.workers = options_.workers;
  workshop.on_progress = [this](const Progress& pilot) {
    if (!options_.on_progress) return;
    Progress told = pilot;
    told.done = 0;
    told.phase_left_s = 0;
    options_.on_progress(told);
  };
  workshop.stop = options_.stop;
  corrections_ = correct_demand(first_, workshop, cost_).corrections;
  for (const ForecastCorrection& c : corrections_) {
    if (c.forecast_calls > 0) factors_[c.queue] = c.people / c.forecast_calls;
  }
}

const std::vector<ForecastCorrection>& CaseRunner::corrections() {
  correct();
  return corrections_;
}

CentreSpec CaseRunner::centre_of(const Case& c) {
  correct();
  if (c.scenario.counts != first_.counts) return c.scenario.centre;
  std::vector<double> factors(c.scenario.centre.queues.size(), 1);
  for (std::size_t q = 0; q < factors.size(); ++q) {
    const auto found = factors_.find(c.scenario.centre.queues[q].name);
    if (found != factors_.end()) factors[q] = found->second;
  }
  return with_demand_factors(c.scenario.centre, factors);
}

Workshop CaseRunner::workshop_of(const Case& c, Luck luck) {
  Workshop workshop;
  workshop.seed = seed(luck);
  workshop.workers = options_.workers;
  workshop.on_progress = [this](const Progress& told) {
    if (options_.on_progress) options_.on_progress(told);
  };
  workshop.stop = options_.stop;
  if (has_component_faults(c.scenario.centre)) {
    std::unique_ptr<Staging>& staging = staging_[static_cast<std::size_t>(luck)];
    if (!staging) {
      staging = std::make_unique<Staging>(seed(luck), most_runs_);
      staging->count_agents_of(centre_of({"", first_, {}, ""}));
    }
    workshop.stage = [&staging, estate = c.scenario.estate](const CentreSpec& spec) {
      return staging->staged(spec, estate);
    };
  }
  return workshop;
}

CaseRunner::Ready& CaseRunner::ready(const Case& c, Luck luck) {
  const std::string key = identity_of(c, seed(luck), options_.version);
  std::unique_ptr<Ready>& slot = ready_[key];
  if (slot) return *slot;
  auto made = std::make_unique<Ready>();
  made->spec = centre_of(c);
  made->workshop = workshop_of(c, luck);
  made->plan = plan_of(made->spec, made->workshop);
  if (asks_to_restore(c.questions)) made->twin = plan_of(twin_of(made->spec), made->workshop);
  slot = std::move(made);
  return *slot;
}

std::vector<CaseDay> CaseRunner::simulate(Ready& ready, const Case& c, std::uint32_t first,
                                          std::uint32_t last) {
  DayQuestions questions;
  questions.promises = c.questions.promises;
  questions.asks = c.questions.asks;
  const auto record = [&](std::uint32_t r, const Tally& tally) {
    return record_day(ready.spec, tally, questions, {ready.plan.get(), r});
  };
  auto days = reduce_replications<CaseDay>(
      ready.plan, first, last, ready.workshop, c.name,
      [&](std::uint32_t r, const Tally& tally) {
        DayRecord told = record(r, tally);
        CaseDay day{std::move(told.promises), std::move(told.asks), controls_of(*ready.plan, tally), ""};
        if (!told.broken.empty()) day.broken = told.broken.front();
        return day;
      },
      cost_);
  if (!ready.twin) return days;
  const auto twins = reduce_replications<std::vector<PromiseFigures>>(
      ready.twin, first, last, ready.workshop, c.name + ", without its faults",
      [&](std::uint32_t r, const Tally& tally) { return record(r, tally).promises; }, cost_);
  for (std::size_t r = 0; r < days.size(); ++r) {
    for (std::size_t e = 0; e < c.questions.promises.size(); ++e) {
      if (c.questions.promises[e].metric != Metric::time_to_restore_service_level) continue;
      subtract_twin(days[r].promises[e], twins[r][e]);
    }
  }
  return days;
}

std::uint32_t block_end(std::uint32_t first, std::uint32_t last) {
  constexpr std::uint32_t block = 20;
  return std::min(last, (first / block + 1) * block);
}

std::vector<CaseDay> CaseRunner::days(const Case& c, std::uint32_t first, std::uint32_t last, Luck luck) {
  demand(first <= last && last <= most_runs_, "replications of a case lie within its largest number of runs");
  return simulate(ready(c, luck), c, first, last);
}

std::string identity_of(const Case& c, std::uint64_t seed, const std::string& version) {
  std::string text = fmt::format("{}\n{}\n{}\n{}\n", version, seed, c.name, c.changes);
  for (const InputFile& file : c.scenario.files) text += file.path + " " + file.sha256 + "\n";
  for (const std::string& setting : c.scenario.settings) text += setting + "\n";
  for (const Expectation& promise : c.questions.promises) text += promise.text + "\n";
  return text;
}

}  // namespace switchover
