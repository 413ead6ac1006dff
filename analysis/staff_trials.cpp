#include "analysis/staff_trials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures.hpp"
#include "analysis/theory/erlang.hpp"
#include "analysis/variant.hpp"
#include "sim/contract.hpp"

namespace switchover {
namespace {

Scope scope_of(QueueId queue) { return {queue, PlatformId::none(), GroupId::none()}; }

std::vector<Ask> asks_of(const StaffQuestion& question) {
  const IntervalSpan day = question.scenario.measure
                               ? span_of(question.scenario.centre, question.scenario.measure->first,
                                         question.scenario.measure->second)
                               : whole_day(question.scenario.centre);
  std::vector<Ask> asks;
  for (const QueueTarget& target : question.targets)
    asks.push_back({target.metric, scope_of(target.queue), day, Time{}});
  for (const IntervalSpan& span : question.grid.spans) {
    for (const QueueTarget& target : question.targets)
      asks.push_back({target.metric, scope_of(target.queue), span, Time{}});
  }
  return asks;
}

StaffTrial trial_of(const StaffQuestion& question, const std::vector<CaseDay>& days) {
  const std::size_t targets = question.targets.size(), steps = question.grid.at.size();
  StaffTrial trial;
  trial.day.resize(targets);
  trial.steps.assign(steps, std::vector<Figure>(targets));
  trial.each.assign(steps, std::vector<std::vector<Figure>>(targets));
  for (const CaseDay& day : days) {
    demand(day.broken.empty(), "a replication of a search passes its self-checks");
    for (std::size_t t = 0; t < targets; ++t) trial.day[t].push_back(day.asks[t]);
    for (std::size_t k = 0; k < steps; ++k) {
      for (std::size_t t = 0; t < targets; ++t) {
        const Figure& figure = day.asks[(k + 1) * targets + t];
        trial.each[k][t].push_back(figure);
        trial.steps[k][t].top += figure.top;
        trial.steps[k][t].bottom += figure.bottom;
      }
    }
  }
  return trial;
}

double mean_of(const std::vector<CaseDay>& days, std::size_t ask) {
  Figure sum;
  for (const CaseDay& day : days) {
    sum.top += day.asks[ask].top;
    sum.bottom += day.asks[ask].bottom;
  }
  return sum.value().value_or(0);
}

}  // namespace

StaffTrial StaffTrials::run(const Scenario& scenario, const std::string& changes, std::uint32_t first,
                            std::uint32_t last, Luck luck) {
  Case trial{"solve agents", scenario, {{}, asks_of(question_)}, changes};
  ++trials_;
  return trial_of(question_, runner_.days(trial, first, last, luck));
}

StaffTrial StaffTrials::run(const Staffing& staffing, std::uint32_t first, std::uint32_t last, Luck luck) {
  return run(with_staffing(question_.scenario, question_.grid, staffing, question_.groups),
             "agents " + staffing_text(staffing), first, last, luck);
}

std::optional<double> step_margin(const StaffQuestion& question, const StaffTrial& trial, std::size_t step) {
  std::optional<double> least;
  for (std::size_t t = 0; t < question.targets.size(); ++t) {
    const auto value = trial.steps[step][t].value();
    if (!question.judged[step][t] || !value) continue;
    const double margin = margin_of(question.targets[t], *value);
    least = std::min(least.value_or(margin), margin);
  }
  return least;
}

DayMargin day_margin(const StaffQuestion& question, const StaffTrial& trial) {
  DayMargin least;
  for (std::size_t t = 0; t < question.targets.size(); ++t) {
    const auto margin = target_margin(question.targets[t], question.share_of_days, trial.day[t]);
    if (margin && *margin < least.margin) least = {*margin, t};
  }
  return least;
}

StaffDemand demand_of(CaseRunner& runner, const StaffQuestion& question, const Staffing& there,
                      std::uint32_t runs) {
  const StaffGrid& grid = question.grid;
  const std::size_t steps = grid.at.size(), targets = question.targets.size();
  std::vector<GroupId> groups;
  for (const std::size_t g : question.groups) groups.emplace_back(g);
  Case ample{"solve agents: enough", question.scenario, {{}, asks_of(question)}, "agents enough"};
  ample.scenario.centre = with_ample_agents(ample.scenario.centre, groups);
  // Who has nobody yet gets agents, too.
  for (const std::size_t g : question.groups) {
    GroupSpec& group = ample.scenario.centre.groups[g];
    if (peak_head_count(group) <= 0) group.counted = {{Time{}, 1000}};
  }
  const std::size_t at = ample.questions.asks.size();
  for (const IntervalSpan& span : grid.spans) {
    for (const QueueTarget& target : question.targets) {
      ample.questions.asks.push_back({Metric::offered, scope_of(target.queue), span, Time{}});
      ample.questions.asks.push_back({Metric::aht, scope_of(target.queue), span, Time{}});
    }
  }
  const std::vector<CaseDay> days = runner.days(ample, 0, runs);
  StaffDemand demand;
  demand.ample = trial_of(question, days);
  demand.load.assign(steps, std::vector<double>(targets, 0));
  demand.aht = demand.load;
  for (std::size_t k = 0; k < steps; ++k) {
    const IntervalSpan& span = grid.spans[k];
    const double seconds =
        std::min(question.scenario.centre.interval.in_seconds() * static_cast<double>(span.last - span.first),
                 grid.length[k].in_seconds());
    for (std::size_t t = 0; t < targets; ++t) {
      const std::size_t ask = at + 2 * (k * targets + t);
      const double calls = mean_of(days, ask);
      demand.aht[k][t] = mean_of(days, ask + 1);
      if (seconds > 0) demand.load[k][t] = calls / seconds * demand.aht[k][t];
    }
  }
  Case now{"solve agents: as it is", question.scenario, {}, "agents as they are"};
  for (const IntervalSpan& span : grid.spans) {
    for (std::size_t g = 0; g < question.scenario.centre.groups.size(); ++g) {
      now.questions.asks.push_back(
          {Metric::agents_signed_in, {QueueId::none(), PlatformId::none(), GroupId(g)}, span, Time{}});
    }
  }
  const std::vector<CaseDay> present = runner.days(now, 0, runs);
  demand.on_phones = there;
  for (std::size_t k = 0; k < steps; ++k) {
    for (std::size_t g = 0; g < there[k].size(); ++g) {
      const double signed_in = mean_of(present, k * there[k].size() + g);
      demand.on_phones[k][g] = there[k][g] > 0 ? std::clamp(signed_in / there[k][g], 0.2, 1.5) : 1;
    }
  }
  return demand;
}

double formula_figure(const StaffQuestion& question, const QueueTarget& target, int agents, double load,
                      double aht) {
  const QueueSpec& queue = question.scenario.centre.queues[target.queue.index()];
  const double worst = target.higher_is_better ? 0 : 1, best = 1 - worst;
  if (load <= 0 || aht <= 0) return best;
  if (agents <= 0) return worst;
  const double patience = queue.patience.mean(), within = queue.promise.within.in_seconds();
  if (patience <= 0) return target.higher_is_better ? 1 - erlang_b(agents, load) : erlang_b(agents, load);
  const auto theory = erlang_a(agents, load, aht, patience, within);
  if (!theory) return worst;  // nobody hangs up, and more load than agents
  if (!target.higher_is_better) return theory->abandon_probability;
  return queue.counts == ServiceLevelDefinition::exclude_abandons_in_time
             ? theory->answered_within_target_excluding_short_abandons
             : theory->answered_within_target;
}

int formula_agents(const StaffQuestion& question, const QueueTarget& target, double load, double aht,
                   double margin) {
  const auto enough = [&](int agents) {
    return margin_of(target, formula_figure(question, target, agents, load, aht)) >= margin;
  };
  if (enough(0)) return 0;
  int fails = 0, holds = std::max(1, static_cast<int>(std::ceil(load)));
  const int most = 4 * holds + 100;
  while (!enough(holds) && holds < most) {
    fails = holds;
    holds += std::max(1, holds / 4);
  }
  while (holds - fails > 1) {
    const int middle = fails + (holds - fails) / 2;
    (enough(middle) ? holds : fails) = middle;
  }
  return holds;
}

}  // namespace switchover
