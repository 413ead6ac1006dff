#include "analysis/staff_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "analysis/figures.hpp"

namespace switchover {
namespace {

constexpr int formula_rounds = 6, raise_rounds = 40, trim_rounds = 16, exchange_rounds = 10;
constexpr double least_slope = 0.002;  // of a figure per agent: no step of a search is wider
constexpr double nothing = -std::numeric_limits<double>::infinity();

bool serves(const GroupSpec& group, QueueId queue) {
  return std::any_of(group.skills.begin(), group.skills.end(),
                     [&](const SkillSpec& s) { return s.queue == queue; });
}

double total(const Staffing& staffing, const std::vector<std::size_t>& groups) {
  double sum = 0;
  for (const auto& step : staffing) {
    for (const std::size_t g : groups) sum += step[g];
  }
  return sum;
}

}  // namespace

StaffSearch::StaffSearch(StaffTrials& trials, const StaffQuestion& question, const StaffDemand& demand,
                         const Staffing& there, std::uint32_t runs)
    : trials_(trials), question_(question), demand_(demand), there_(there), runs_(runs) {
  const CentreSpec& spec = question.scenario.centre;
  share_.assign(question.targets.size(), std::vector<double>(spec.groups.size(), 0));
  for (std::size_t t = 0; t < question.targets.size(); ++t) {
    std::vector<std::size_t> groups;
    for (const GroupId g : first_groups(spec, question.targets[t].queue)) {
      const auto& all = question.groups;
      if (std::find(all.begin(), all.end(), g.index()) != all.end()) groups.push_back(g.index());
    }
    if (groups.empty()) {
      for (const std::size_t g : question.groups) {
        if (serves(spec.groups[g], question.targets[t].queue)) groups.push_back(g);
      }
    }
    const double present = agent_hours(question.grid, there, groups);
    for (const std::size_t g : groups) {
      share_[t][g] = present > 0 ? agent_hours(question.grid, there, {g}) / present
                                 : 1.0 / static_cast<double>(groups.size());
    }
  }
  wanted_.assign(question.grid.at.size(), std::vector<double>(question.targets.size(), 0));
  for (std::size_t k = 0; k < wanted_.size(); ++k) {
    for (std::size_t t = 0; t < question.targets.size(); ++t)
      wanted_[k][t] = formula_agents(question, question.targets[t], demand.load[k][t], demand.aht[k][t]);
  }
}

std::vector<std::size_t> StaffSearch::judged_steps() const {
  std::vector<std::size_t> steps;
  for (std::size_t k = 0; k < question_.judged.size(); ++k) {
    const auto& queues = question_.judged[k];
    if (std::find(queues.begin(), queues.end(), true) != queues.end()) steps.push_back(k);
  }
  return steps;
}

Staffing StaffSearch::staffing_for(const Wanted& wanted) const {
  Staffing staffing = there_;
  for (const std::size_t k : judged_steps()) {
    for (const std::size_t g : question_.groups) {
      double agents = 0;
      for (std::size_t t = 0; t < question_.targets.size(); ++t) agents += wanted[k][t] * share_[t][g];
      staffing[k][g] = std::ceil(agents / demand_.on_phones[k][g] - 1e-9);
    }
  }
  for (auto& step : staffing) {
    for (const std::size_t g : question_.groups) step[g] = std::ceil(step[g] - 1e-9);
  }
  return staffing;
}

double StaffSearch::slope(std::size_t step, std::size_t target, double agents) const {
  const QueueTarget& of = question_.targets[target];
  const double load = demand_.load[step][target], aht = demand_.aht[step][target];
  const int n = std::max(0, static_cast<int>(agents));
  return std::max(least_slope, std::abs(formula_figure(question_, of, n + 1, load, aht) -
                                        formula_figure(question_, of, n, load, aht)));
}

// The formula knows neither backlog nor help nor the day's luck: what the simulation finds moves it.
void StaffSearch::correct_formula() {
  for (int round = 0; round < formula_rounds; ++round) {
    const StaffTrial trial = run(staffing_for(wanted_));
    bool moved = false;
    for (const std::size_t k : judged_steps()) {
      for (std::size_t t = 0; t < question_.targets.size(); ++t) {
        const auto value = trial.steps[k][t].value();
        if (!question_.judged[k][t] || !value) continue;
        const double margin = margin_of(question_.targets[t], *value);
        const double widest = std::max(2.0, std::ceil(0.15 * wanted_[k][t]));
        const double by = std::min(std::abs(margin) / slope(k, t, wanted_[k][t]), widest);
        const double before = wanted_[k][t];
        if (margin < 0) {
          wanted_[k][t] += std::ceil(by);
        } else if (round + 1 < formula_rounds) {
          wanted_[k][t] = std::max(0.0, wanted_[k][t] - std::floor(0.7 * by));
        }
        moved = moved || wanted_[k][t] != before;
      }
    }
    if (!moved) return;
  }
}

std::size_t StaffSearch::group_for(const Staffing& staffing, std::size_t step, std::size_t target) const {
  std::size_t best = question_.groups.front();
  double most = -1;
  for (const std::size_t g : question_.groups) {
    const double weight = share_[target][g] > 0 ? 1 + staffing[step][g] : -1;
    if (weight > most) {
      most = weight;
      best = g;
    }
  }
  return best;
}

Staffing StaffSearch::raise_until_kept(Staffing staffing) {
  for (int round = 0; round < raise_rounds; ++round) {
    const StaffTrial trial = run(staffing);
    bool kept = true;
    for (const std::size_t k : judged_steps()) {
      for (std::size_t t = 0; t < question_.targets.size(); ++t) {
        const auto value = trial.steps[k][t].value();
        if (!question_.judged[k][t] || !value) continue;
        const double margin = margin_of(question_.targets[t], *value);
        if (margin >= 0) continue;
        kept = false;
        const std::size_t g = group_for(staffing, k, t);
        const double widest = std::max(1.0, std::floor(0.1 * staffing[k][g]));
        const double by = std::ceil(-margin / slope(k, t, staffing[k][g] * demand_.on_phones[k][g]));
        staffing[k][g] += std::clamp(round < 3 ? 1.0 : by, 1.0, widest);
      }
    }
    if (kept) return staffing;
  }
  reached_ = false;
  return staffing;
}

// One fewer in every other step at a time; wider where that went well. Was anything taken away?
bool StaffSearch::trim(Staffing& staffing) {
  const std::vector<std::size_t> steps = judged_steps();
  const std::size_t classes = std::min<std::size_t>(2, steps.size());
  Staffing width(staffing.size(), std::vector<double>(there_.front().size(), 1));
  bool any = false;
  for (int round = 0; round < trim_rounds; ++round) {
    bool tried = false;
    for (std::size_t part = 0; part < classes; ++part) {
      for (const std::size_t g : question_.groups) {
        Staffing fewer = staffing;
        std::vector<std::size_t> touched;
        for (std::size_t i = part; i < steps.size(); i += 2) {
          const std::size_t k = steps[i];
          if (kept_[k][g] || staffing[k][g] < 1) continue;
          fewer[k][g] = std::max(0.0, staffing[k][g] - width[k][g]);
          touched.push_back(k);
        }
        if (touched.empty()) continue;
        tried = true;
        const StaffTrial trial = run(fewer);
        for (const std::size_t k : touched) {
          if (score_around(trial, k) >= 0) {
            staffing[k][g] = fewer[k][g];
            width[k][g] *= 2;
            any = true;
          } else if (staffing[k][g] - fewer[k][g] > 1) {
            width[k][g] = 1;
          } else {
            kept_[k][g] = true;
            failed_by_[k][g] = score_around(trial, k);
          }
        }
      }
    }
    if (!tried) break;
  }
  return any;
}

Staffing StaffSearch::every_step() {
  correct_formula();
  Staffing staffing = raise_until_kept(staffing_for(wanted_));
  kept_.assign(staffing.size(), std::vector<bool>(there_.front().size(), false));
  failed_by_.assign(staffing.size(), std::vector<double>(there_.front().size(), nothing));
  if (!reached_) return staffing;
  Staffing best = staffing;
  for (int round = 0; round < exchange_rounds; ++round) {
    if (trim(staffing)) staffing = raise_until_kept(staffing);
    if (!reached_ || total(staffing, question_.groups) > total(best, question_.groups)) break;
    best = staffing;
    if (moves().empty() || !exchange(staffing)) break;
    staffing = raise_until_kept(staffing);
  }
  reached_ = true;
  return best;
}

}  // namespace switchover
