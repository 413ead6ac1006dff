#include "analysis/worst_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/demand_correction.hpp"
#include "analysis/drill.hpp"
#include "analysis/staging.hpp"
#include "analysis/wording.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;

// The fault asked for, or the first to begin; nothing when there is none.
std::optional<std::size_t> fault_of(const CentreSpec& spec, const std::string& name) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < spec.events.size(); ++i) {
    const EventSpec& event = spec.events[i];
    if (!is_fault(event.kind) || (!name.empty() && event.name != name)) continue;
    if (!found || event.from < spec.events[*found].from) found = i;
  }
  return found;
}

bool answers(const EventSpec& event, const EventSpec& fault) {
  const bool split = event.kind == EventKind::split_calls || event.kind == EventKind::split_agents;
  return split && !event.in_twin && event.from >= fault.from;
}

FaultSpec* component_fault(EstateSpec& estate, const std::string& name) {
  for (FaultSpec& fault : estate.faults) {
    if (fault.name == name) return &fault;
  }
  return nullptr;
}

CentreSpec without_fault(const CentreSpec& spec, std::size_t fault) {
  CentreSpec twin = spec;
  twin.events.clear();
  for (std::size_t i = 0; i < spec.events.size(); ++i) {
    if (i != fault && !answers(spec.events[i], spec.events[fault])) twin.events.push_back(spec.events[i]);
  }
  return twin;
}

std::size_t moments_in(const Scenario& scenario, Duration every) {
  return static_cast<std::size_t>((scenario.centre.length.count_us() + every.count_us() - 1) /
                                  every.count_us());
}

void describe(const Scenario& scenario, std::size_t event, WorstTimeReport& report) {
  const EventSpec& fault = scenario.centre.events[event];
  report.scenario = scenario.name;
  report.question = scenario.question;
  report.file = scenario.file;
  report.event = fault.name;
  report.written = fault.from;
  report.written_at = clock_text(scenario.start, scenario.centre.length, fault.from);
  report.seed = scenario.seed;
  EstateSpec estate = scenario.estate;
  const FaultSpec* spec = fault.kind == EventKind::fault ? component_fault(estate, fault.name) : nullptr;
  if (spec != nullptr) {
    if (!spec->lasts.is_never()) report.lasts = Duration::seconds(spec->lasts.mean());
    report.lasts_drawn = !spec->lasts.is_never() && spec->lasts.cv() > 0;
  } else if (fault.to < Time::never()) {
    report.lasts = fault.to - fault.from;
  }
  for (std::size_t i = 0; i < scenario.centre.events.size(); ++i) {
    const EventSpec& other = scenario.centre.events[i];
    if (i == event) continue;
    if (answers(other, fault)) report.moved_along.push_back(other.name);
    if (is_fault(other.kind)) report.others.push_back(other.name);
  }
  if (!scenario.centre.timeline.changes.empty()) report.others.emplace_back("the platform timeline");
}

std::string restored_text(const FaultCost& cost) {
  return cost.service_back.value
             ? fmt::format("; service is back after {}", duration_text(*cost.service_back.value))
             : std::string{};
}

void compare(WorstTimeReport& report) {
  const auto mean = [&](std::size_t i) { return report.rows[i].cost.never_served.value.value_or(0); };
  for (std::size_t i = 1; i < report.rows.size(); ++i) {
    if (mean(i) > mean(report.worst)) report.worst = i;
    if (mean(i) < mean(report.best)) report.best = i;
  }
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    if (i == report.worst) continue;
    if (!report.second || mean(i) > mean(*report.second)) report.second = i;
    const Estimate gap =
        estimate_mean(minus(report.rows[report.worst].cost.each, report.rows[i].cost.each), confidence);
    report.rows[i].as_bad = !gap.range || gap.range->low <= 0;
    if (*report.second == i) report.gap = gap;
  }
  report.stands_out = !report.second || !report.rows[*report.second].as_bad;
}

std::string sentence_of(const WorstTimeReport& report) {
  const WorstTimeRow& worst = report.rows[report.worst];
  const WorstTimeRow& best = report.rows[report.best];
  const double most = worst.cost.never_served.value.value_or(0);
  const auto& range = worst.cost.never_served.range;
  if (most <= 0 || (range && range->low <= 0))
    return fmt::format("{} costs nobody for certain at any of {} moments.", report.event, report.rows.size());
  std::string text = fmt::format("{} hurts most at {}: {} people never served{}{}", report.event, worst.clock,
                                 count_text(std::round(most)),
                                 range ? fmt::format(" [{} - {}]", count_text(std::round(range->low)),
                                                     count_text(std::round(range->high)))
                                       : std::string{},
                                 restored_text(worst.cost));
  if (!report.stands_out) {
    const auto tied = std::count_if(report.rows.begin(), report.rows.end(),
                                    [](const WorstTimeRow& row) { return row.as_bad; });
    text += fmt::format("; TIED with {} ({} moment{} cannot be told apart from it)",
                        report.rows[*report.second].clock, tied, tied == 1 ? "" : "s");
  }
  return text + fmt::format("; least at {}: {}.", best.clock,
                            count_text(std::round(best.cost.never_served.value.value_or(0))));
}

}  // namespace

MovedFault moved_to(const CentreSpec& centre, const EstateSpec& estate, std::size_t event, Time at) {
  MovedFault moved{centre, estate};
  const EventSpec& fault = centre.events.at(event);
  const Duration by = at - fault.from;
  const auto move = [by](EventSpec& e) {
    e.from = e.from + by;
    if (e.to < Time::never()) e.to = e.to + by;
    for (RampPoint& point : e.ramp) point.at = point.at + by;
  };
  for (std::size_t i = 0; i < centre.events.size(); ++i) {
    if (i == event || answers(centre.events[i], fault)) move(moved.centre.events[i]);
  }
  if (fault.kind == EventKind::fault) {
    FaultSpec* spec = component_fault(moved.estate, fault.name);
    demand(spec != nullptr, "a component fault is in the estate and among the events");
    spec->at = spec->at + by;
    spec->at_uncertainty = Duration{};  // the moment is what is asked about
  }
  return moved;
}

std::optional<Problem> objection_to(const Scenario& scenario, const WorstTimeOptions& options) {
  Problem problem{{scenario.file, 0, 0}, "", ""};
  const auto event = fault_of(scenario.centre, options.event);
  if (!event) {
    std::vector<std::string> names;
    std::string list;
    for (const EventSpec& e : scenario.centre.events) {
      if (!is_fault(e.kind)) continue;
      names.push_back(e.name);
      list.append(list.empty() ? "" : ", ").append(e.name);
    }
    if (names.empty()) {
      problem.what = "there is no fault to move";
      problem.hint = "worst-time needs an [[event]] that is a fault: an outage, or of a component";
      return problem;
    }
    problem.what = fmt::format("there is no fault \"{}\"", options.event);
    const std::string nearest = nearest_name(options.event, names);
    problem.hint = nearest.empty() ? "its faults: " + list : fmt::format("did you mean \"{}\"?", nearest);
    return problem;
  }
  EstateSpec estate = scenario.estate;
  const std::string& name = scenario.centre.events[*event].name;
  const FaultSpec* fault = component_fault(estate, name);
  if (scenario.centre.events[*event].kind == EventKind::fault && fault != nullptr && fault->every) {
    problem.what = fmt::format("\"{}\" comes at random: it has no moment that could be moved", name);
    problem.hint = "give it at = \"10:15\" instead of every";
    return problem;
  }
  if (options.every <= Duration{} || moments_in(scenario, options.every) > most_moments) {
    problem.what = fmt::format("--every gives more than {} moments", most_moments);
    problem.hint = "take longer steps, such as --every 30m";
    return problem;
  }
  return std::nullopt;
}

WorstTimeReport worst_time(const Scenario& scenario, const WorstTimeOptions& options) {
  demand(!objection_to(scenario, options), "a question that cannot be answered is refused before");
  WorstTimeReport report;
  report.every = options.every;
  report.runs = runs_of(scenario, options.runs);
  Staging staging(scenario.seed, report.runs);
  Stagehands hands = options.stagehands;
  if (!hands.staged)
    hands.staged = [&](const CentreSpec& c, const EstateSpec& e) { return staging.staged(c, e); };
  Workshop workshop;
  workshop.seed = scenario.seed;
  workshop.workers = options.workers;
  workshop.stop = options.stop;
  RunCost cost;
  const CentreSpec spec = correct_demand(scenario, workshop, cost).spec;
  const std::size_t event = fault_of(spec, options.event).value();
  describe(scenario, event, report);

  std::vector<Time> moments;
  for (std::size_t m = 0; m < moments_in(scenario, options.every); ++m)
    moments.push_back(Time::after_start(options.every * static_cast<std::int64_t>(m)));
  Whole whole(options.on_progress, (1 + moments.size()) * report.runs);
  workshop.on_progress = whole.listener();
  const CentreSpec twin = hands.staged(without_fault(spec, event), scenario.estate);
  const auto twins = cost_days_at(twin, moments, report.runs, workshop, "days without it", cost);
  whole.phase_done(report.runs);
  for (std::size_t m = 0; m < moments.size(); ++m) {
    WorstTimeRow row;
    row.at = moments[m];
    row.clock = clock_text(scenario.start, spec.length, row.at);
    row.cut_short = !report.lasts || row.at + *report.lasts > Time::after_start(spec.length);
    const MovedFault moved = moved_to(spec, scenario.estate, event, row.at);
    const auto days = cost_days(hands.staged(moved.centre, moved.estate), row.at, report.runs, workshop,
                                fmt::format("{} at {}", report.event, row.clock), cost);
    whole.phase_done(report.runs);
    row.cost = cost_of(days, twins[m]);
    report.sound = report.sound && row.cost.sound;
    report.rows.push_back(std::move(row));
  }
  compare(report);
  report.sentence = sentence_of(report);
  return report;
}

}  // namespace switchover
