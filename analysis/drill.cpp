#include "analysis/drill.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "analysis/demand_correction.hpp"
#include "analysis/drill_mends.hpp"
#include "analysis/drill_rehearse.hpp"
#include "analysis/drill_words.hpp"
#include "analysis/staging.hpp"
#include "analysis/variant.hpp"
#include "models/platform/component_kinds.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;
constexpr std::uint32_t pilot_runs = 20;  // that say when most calls are dialled
constexpr std::size_t worst_few = 6;      // whose pairs are run
constexpr double barely_share = 0.8;      // of the bound

Tolerated side(const std::optional<double>& bound, const Estimate& estimate) {
  if (!bound) return Tolerated::not_asked;
  if (!estimate.value) return Tolerated::undecided;
  // Days without any spread, or one day: the value itself.
  const Range range = estimate.range.value_or(Range{*estimate.value, *estimate.value});
  if (range.low > *bound) return Tolerated::broken;
  if (range.high > *bound) return Tolerated::undecided;
  return range.high > barely_share * *bound ? Tolerated::barely : Tolerated::kept;
}

Distribution times(const Distribution& lasts, double factor) {
  return lasts.is_never() || lasts.is_zero() ? lasts : lasts.scaled(factor);
}

// Kinds that are slow as often as they are lost, and whatever the file says of a slow component.
bool drilled_as_slow(const ComponentSpec& component) {
  if (component.when_slow == FaultEffect{} || component.when_slow == component.when_down) return false;
  const bool typical = component.kind == ComponentKind::crm || component.kind == ComponentKind::network ||
                       component.kind == ComponentKind::third_party;
  return typical || component.when_slow != info(component.kind).when_slow;
}

// The work of one drill, stage by stage.
class Drill {
 public:
  Drill(const Scenario& scenario, const DrillOptions& options)
      : scenario_(scenario),
        options_(options),
        runs_(runs_of(scenario, options.runs)),
        staging_(scenario.seed, runs_),
        whole_(options.on_progress, 0) {
    workshop_.seed = scenario.seed;
    workshop_.workers = options.workers;
    workshop_.stop = options.stop;
    hands_ = options.stagehands;
    if (!hands_.staged) {
      hands_.staged = [this](const CentreSpec& c, const EstateSpec& e) { return staging_.staged(c, e); };
      hands_.stories = [this](const CentreSpec& c, const EstateSpec& e) { return staging_.stories(c, e); };
    }
  }

  DrillReport run() {
    Scenario calm_scenario = scenario_;
    calm_scenario.centre = calm_of(scenario_.centre);
    estate_ = calm_estate(calm_scenario.centre, scenario_.estate);
    CorrectedDemand corrected = correct_demand(calm_scenario, workshop_, cost_);
    calm_ = std::move(corrected.spec);
    find_moment();
    list_faults();
    begin_progress();
    run_twins();
    for (DrillRow& row : report_.rows) run_row(row);
    rank();
    if (options_.check_ranks) check_ranks();
    if (options_.pairs) run_pairs();
    if (!options_.quick) find_mends();
    if (options_.test_at) plan_the_test();
    tell();
    return std::move(report_);
  }

 private:
  void find_moment() {
    const CentreSpec staged = hands_.staged(calm_, estate_);
    const std::uint32_t runs = std::min(runs_, pilot_runs);
    const auto dialled = [](const Tally& tally) {
      std::vector<double> calls(tally.intervals, 0);
      for (std::size_t i = 0; i < tally.intervals; ++i) {
        for (std::size_t q = 0; q < tally.queues; ++q) {
          for (std::size_t p = 0; p < tally.platforms; ++p)
            calls[i] += static_cast<double>(tally.queue(i, q, p).attempts);
        }
      }
      return calls;
    };
    const auto days = reduce_replications<std::vector<double>>(make_plan(staged), 0, runs, workshop_,
                                                               "the busiest moment", dialled, cost_);
    dialled_.assign(days.front().size(), 0);
    for (const auto& day : days) {
      for (std::size_t i = 0; i < day.size(); ++i) dialled_[i] += day[i] / static_cast<double>(days.size());
    }
    const auto most = std::max_element(dialled_.begin(), dialled_.end());
    report_.busiest_calls = *most;
    busiest_ = Time::after_start(calm_.interval * (most - dialled_.begin()));
    report_.at_busiest = !scenario_.drill.at;
    report_.at = scenario_.drill.at.value_or(busiest_);
  }

  void list_faults() {
    for (std::size_t i = 0; i < estate_.components.size(); ++i) {
      const ComponentSpec& component = estate_.components[i];
      const auto& skip = scenario_.drill.skip;
      if (std::find(skip.begin(), skip.end(), ComponentId(i)) != skip.end()) {
        report_.not_run.push_back({component.name, "left out by [drill] skip"});
        continue;
      }
      const std::size_t before = report_.rows.size();
      add_row(ComponentId(i), FaultMode::down);
      if (drilled_as_slow(component)) add_row(ComponentId(i), FaultMode::slow);
      if (report_.rows.size() == before) report_.not_run.push_back({component.name, why_not_run(component)});
      const bool acts =
          std::any_of(report_.rows.begin() + static_cast<std::ptrdiff_t>(before), report_.rows.end(),
                      [](const DrillRow& row) { return row.reach.has_rule || row.reach.has_standby; });
      if (report_.rows.size() > before && !acts) report_.nobody_acts.push_back(component.name);
    }
  }

  void add_row(ComponentId id, FaultMode mode) {
    const ComponentSpec& component = estate_.components[id.index()];
    DrillRow row;
    row.reach = reach_of(calm_, estate_, id, mode, report_.at);
    if (row.reach.touches_nothing()) return;
    row.component = id;
    row.name = component.name;
    row.kind = info(component.kind).name;
    row.mode = mode;
    row.lasts = component.repair;
    row.lasts_from = component.repair_from;
    if (row.lasts.is_zero()) {
      row.lasts = Distribution::deterministic(info(component.kind).repair_minutes * 60);
      row.lasts_from = FigureOrigin::default_;
    }
    for (const auto& [which, lasts] : scenario_.drill.lasts) {
      if (which != id) continue;
      row.lasts = Distribution::deterministic(lasts.in_seconds());
      row.lasts_from = FigureOrigin::file;
    }
    row.times_a_year = component.times_a_year.value_or(info(component.kind).times_a_year);
    row.times_from = component.times_a_year ? component.times_from : FigureOrigin::default_;
    report_.rows.push_back(std::move(row));
  }

  void begin_progress() {
    const std::size_t rows = report_.rows.size();
    std::size_t phases = 1 + rows;
    if (options_.check_ranks) phases += 2 * rows;
    if (options_.pairs) phases += worst_few * (worst_few - 1) / 2;
    if (options_.test_at) phases += 4;
    whole_ = Whole(options_.on_progress, phases * runs_);
    workshop_.on_progress = whole_.listener();
  }

  std::vector<CostDay> days_of(const Drilled& drilled, const std::string& phase) {
    auto days =
        cost_days(hands_.staged(drilled.centre, drilled.estate), report_.at, runs_, workshop_, phase, cost_);
    whole_.phase_done(runs_);
    return days;
  }

  void run_twins() {
    twins_ = days_of({calm_, estate_}, "days without a fault");
    for (const CostDay& day : twins_) report_.people += day.people / static_cast<double>(runs_);
    const DrillSpec& asked = scenario_.drill;
    report_.tolerance = {asked.never_served, std::nullopt, asked.place};
    if (asked.never_served_share) {
      const double people = *asked.never_served_share * report_.people;
      report_.tolerance.people = std::min(people, report_.tolerance.people.value_or(people));
    }
    if (asked.restore) report_.tolerance.restore_s = asked.restore->in_seconds();
  }

  void run_row(DrillRow& row) {
    const DrillFault fault{row.component, row.mode, report_.at, row.lasts};
    const Drilled drilled = with_fault(calm_, estate_, fault);
    const std::string name = fault_name(estate_, fault);
    const CentreSpec staged = hands_.staged(drilled.centre, drilled.estate);
    const auto days = cost_days(staged, report_.at, runs_, workshop_, name, cost_);
    whole_.phase_done(runs_);
    row.cost = cost_of(days, twins_);
    row.calls_again = estimate_quantile(calls_again(staged, report_.at, runs_), 0.5, confidence);
    row.single_point = nothing_helps(row.reach) && row.cost.never_served.value.value_or(0) > 0 &&
                       (!row.cost.never_served.range || row.cost.never_served.range->low > 0);
    row.tolerated = judge_tolerance(report_.tolerance, row.cost);
    report_.sound = report_.sound && row.cost.sound;
  }

  void rank() {
    std::stable_sort(report_.rows.begin(), report_.rows.end(), [](const DrillRow& a, const DrillRow& b) {
      return a.cost.never_served.value.value_or(0) > b.cost.never_served.value.value_or(0);
    });
    for (std::size_t i = 1; i < report_.rows.size(); ++i) {
      const Estimate gap =
          estimate_mean(minus(report_.rows[i - 1].cost.each, report_.rows[i].cost.each), confidence);
      report_.rows[i].tied = !gap.range || gap.range->low <= 0;
    }
    for (std::size_t i = 0; i < report_.rows.size(); ++i) {
      const DrillRow& row = report_.rows[i];
      const auto same = [&](const DrillYear& year) {
        return report_.rows[year.row].component == row.component;
      };
      if (std::any_of(report_.years.begin(), report_.years.end(), same)) continue;
      report_.years.push_back({i, row.times_a_year * row.cost.never_served.value.value_or(0)});
    }
    std::stable_sort(report_.years.begin(), report_.years.end(),
                     [](const DrillYear& a, const DrillYear& b) { return a.people > b.people; });
  }

  double people_lost(const DrillRow& row, double factor) {
    const DrillFault fault{row.component, row.mode, report_.at, times(row.lasts, factor)};
    const auto days = days_of(with_fault(calm_, estate_, fault),
                              fmt::format("{}, {}", fault_name(estate_, fault),
                                          factor < 1 ? "repair time halved" : "repair time doubled"));
    return cost_of(days, twins_).never_served.value.value_or(0);
  }

  void check_ranks() {
    RankCheck& ranks = report_.ranks;
    ranks.checked = true;
    for (const DrillRow& row : report_.rows) {
      const double now = row.cost.never_served.value.value_or(0);
      const double half = people_lost(row, 0.5), twice = people_lost(row, 2);
      ranks.least.push_back(std::min({now, half, twice}));
      ranks.most.push_back(std::max({now, half, twice}));
    }
    ranks.firm = firm_ranks(ranks.least, ranks.most);
  }

  void run_pairs() {
    report_.pairs_run = true;
    std::vector<std::size_t> worst;
    for (std::size_t i = 0; i < report_.rows.size() && worst.size() < worst_few; ++i) {
      const auto same = [&](std::size_t other) {
        return report_.rows[other].component == report_.rows[i].component;
      };
      if (std::none_of(worst.begin(), worst.end(), same)) worst.push_back(i);
    }
    for (std::size_t a = 0; a < worst.size(); ++a) {
      for (std::size_t b = a + 1; b < worst.size(); ++b) run_pair(worst[a], worst[b]);
    }
    std::stable_sort(report_.pairs.begin(), report_.pairs.end(), [](const DrillPair& a, const DrillPair& b) {
      return a.together.value.value_or(0) > b.together.value.value_or(0);
    });
  }

  void run_pair(std::size_t a, std::size_t b) {
    const DrillRow &first = report_.rows[a], &second = report_.rows[b];
    const DrillFault one{first.component, first.mode, report_.at, first.lasts};
    const DrillFault other{second.component, second.mode, report_.at, second.lasts};
    const Drilled half = with_fault(calm_, estate_, one);
    const auto days = days_of(with_fault(half.centre, half.estate, other),
                              fmt::format("{} and {}", fault_name(estate_, one), fault_name(estate_, other)));
    const FaultCost cost = cost_of(days, twins_);
    const auto beyond = minus(minus(cost.each, first.cost.each), second.cost.each);
    report_.pairs.push_back({a, b, cost.never_served, estimate_mean(beyond, confidence)});
    report_.sound = report_.sound && cost.sound;
  }

  void find_mends() {
    for (const std::size_t row : worth_mending(report_.rows)) {
      const MendQuestion question{scenario_, calm_, estate_, report_.at, report_.tolerance, twins_};
      Mended mended = mend(question, report_.rows[row], hands_, workshop_, cost_, whole_);
      mended.answer.row = row;
      report_.sound = report_.sound && mended.sound;
      report_.mends.push_back(std::move(mended.answer));
      report_.mends_run = true;
    }
  }

  void plan_the_test() {
    const auto chosen = std::find_if(report_.rows.begin(), report_.rows.end(), [this](const DrillRow& row) {
      const bool wanted = options_.test_component.empty() || row.name == options_.test_component;
      return wanted && row.mode == FaultMode::down && row.reach.has_rule;
    });
    demand(chosen != report_.rows.end(), "a failover is there to be tested: objection_to() has looked");
    const DrillFault busiest{chosen->component, chosen->mode, busiest_, chosen->lasts};
    DrillFault test = busiest;
    test.at = *options_.test_at;
    const TestQuestion question{calm_, estate_, scenario_, busiest, test, dialled_, runs_};
    report_.test = plan_test(question, hands_, workshop_, cost_);
  }

  void tell() {
    report_.scenario = scenario_.name;
    report_.question = scenario_.question;
    report_.file = scenario_.file;
    report_.at_text = clock_text(scenario_.start, calm_.length, report_.at);
    report_.runs = runs_;
    report_.seed = scenario_.seed;
    report_.presets = scenario_.presets;
    for (DrillRow& row : report_.rows) row.why = why_sentence(row, scenario_);
    report_.sentence = drill_sentence(report_);
    report_.exit_code = drill_exit_code(report_);
  }

  const Scenario& scenario_;
  const DrillOptions& options_;
  std::uint32_t runs_;
  Staging staging_;
  Stagehands hands_;
  Workshop workshop_;
  Whole whole_;
  RunCost cost_;
  CentreSpec calm_;  // demand in people
  EstateSpec estate_;
  Time busiest_;
  std::vector<double> dialled_;
  std::vector<CostDay> twins_;
  DrillReport report_;
};

}  // namespace

Tolerated judge_tolerance(const DrillTolerance& tolerance, const FaultCost& cost) {
  const auto none = [](double difference) { return difference == 0; };
  // The worst of few days has no upper end; but where nothing differs there is nothing to be uncertain of.
  const bool untouched = !cost.each.empty() && std::all_of(cost.each.begin(), cost.each.end(), none) &&
                         std::all_of(cost.restores.begin(), cost.restores.end(), none);
  if (untouched && tolerance.any()) return Tolerated::kept;
  const Tolerated people = side(tolerance.people, cost.never_served);
  // Where service is missed without the fault too, on every day, there is nothing to judge it by.
  const bool hopeless = cost.restores.empty();
  const Tolerated back = hopeless ? Tolerated::not_asked : side(tolerance.restore_s, cost.service_back);
  return std::max(people, back);
}

std::uint32_t runs_of(const Scenario& scenario, std::uint32_t asked) {
  return asked > 0 ? asked : std::min(scenario.max_runs, drill_runs);
}

std::size_t firm_ranks(const std::vector<double>& least, const std::vector<double>& most) {
  std::size_t firm = 0;
  for (; firm < least.size(); ++firm) {
    for (std::size_t below = firm + 1; below < most.size(); ++below) {
      if (most[below] >= least[firm]) return firm;
    }
  }
  return firm;
}

CentreSpec calm_of(const CentreSpec& spec) {
  CentreSpec calm = has_faults(spec) ? twin_of(spec) : spec;
  calm.staged = nullptr;
  return calm;
}

EstateSpec calm_estate(const CentreSpec& calm, const EstateSpec& estate) {
  EstateSpec rest = estate;
  std::erase_if(rest.faults, [&](const FaultSpec& fault) {
    return std::none_of(calm.events.begin(), calm.events.end(), [&](const EventSpec& event) {
      return event.kind == EventKind::fault && event.name == fault.name;
    });
  });
  return rest;
}

Drilled with_fault(const CentreSpec& calm, const EstateSpec& estate, const DrillFault& fault) {
  Drilled drilled{calm, estate};
  FaultSpec lost;
  lost.name = fault_name(estate, fault);
  lost.targets = {fault.component};
  lost.mode = fault.mode;
  lost.at = fault.at;
  lost.lasts = fault.lasts;
  drilled.estate.faults.push_back(lost);
  EventSpec event;
  event.name = lost.name;
  event.kind = EventKind::fault;
  event.from = fault.at;
  event.to = fault.lasts.is_never() ? Time::never() : fault.at + Duration::seconds(fault.lasts.mean());
  drilled.centre.events.push_back(event);
  return drilled;
}

std::string fault_name(const EstateSpec& estate, const DrillFault& fault) {
  return fmt::format("{} {}", estate.components.at(fault.component.index()).name, mode_name(fault.mode));
}

DrillReport drill(const Scenario& scenario, const DrillOptions& options) {
  demand(!objection_to(scenario, options), "a drill that cannot be is refused before");
  return Drill(scenario, options).run();
}

}  // namespace switchover
