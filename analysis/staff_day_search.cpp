// The part of StaffSearch that looks at days as a whole.
#include <algorithm>
#include <cmath>

#include "analysis/staff_search.hpp"

namespace switchover {
namespace {

constexpr double finest_level = 0.01;  // of the level that every step is shaped for
constexpr int trims_of_a_day = 30;
constexpr double most_times = 8;  // of the present staffing

}  // namespace

// Judged steps x groups, the best served first: there an agent fewer costs least.
std::vector<std::pair<std::size_t, std::size_t>> StaffSearch::cells_by_level(const StaffTrial& trial) const {
  std::vector<std::pair<double, std::pair<std::size_t, std::size_t>>> cells;
  for (const std::size_t k : judged_steps()) {
    for (const std::size_t g : question_.groups) {
      double margin = 1;
      bool any = false;
      for (std::size_t t = 0; t < question_.targets.size(); ++t) {
        const auto value = trial.steps[k][t].value();
        if (share_[t][g] <= 0 || !question_.judged[k][t] || !value) continue;
        margin = std::min(margin, margin_of(question_.targets[t], *value));
        any = true;
      }
      if (any) cells.push_back({margin, {k, g}});
    }
  }
  std::stable_sort(cells.begin(), cells.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::pair<std::size_t, std::size_t>> order;
  for (const auto& [margin, cell] : cells) order.push_back(cell);
  return order;
}

// Fewer in many steps at once, in fewer steps where that was too much.
void StaffSearch::trim_the_day(Staffing& staffing) {
  auto cells = cells_by_level(run(staffing));
  std::size_t batch = std::max<std::size_t>(1, cells.size() / 2), next = 0;
  for (int trial = 0; trial < trims_of_a_day && next < cells.size(); ++trial) {
    Staffing fewer = staffing;
    const std::size_t end = std::min(cells.size(), next + batch);
    for (std::size_t i = next; i < end; ++i) {
      double& agents = fewer[cells[i].first][cells[i].second];
      agents = std::max(0.0, agents - 1);
    }
    if (day_holds(fewer)) {
      staffing = fewer;
      next = end;
    } else if (batch > 1) {
      batch = (batch + 1) / 2;
    } else {
      ++next;
    }
  }
}

Staffing StaffSearch::day_shaped() {
  correct_formula();
  const Wanted base = wanted_;
  // Every step as good as `shift` above the target by the formula, moved as the simulation said.
  const auto shaped = [&](double shift) {
    Wanted wanted = base;
    for (const std::size_t k : judged_steps()) {
      for (std::size_t t = 0; t < question_.targets.size(); ++t) {
        const QueueTarget& of = question_.targets[t];
        const double load = demand_.load[k][t], aht = demand_.aht[k][t];
        const double room = of.higher_is_better ? 1 - of.bound : of.bound;
        const double by = std::clamp(shift, -0.9 * (1 - room), 0.97 * room);
        wanted[k][t] = std::max(0.0, wanted[k][t] + formula_agents(question_, of, load, aht, by) -
                                         formula_agents(question_, of, load, aht));
      }
    }
    return staffing_for(wanted);
  };
  double fails = 0, holds = 0;
  if (day_holds(shaped(0))) {
    double down = 0.04;
    for (fails = -down; fails > -0.9 && day_holds(shaped(fails)); fails -= down) {
      holds = fails;
      down *= 2;
    }
  } else {
    double up = 0.04;
    for (holds = up; !day_holds(shaped(holds)); holds += up) {
      fails = holds;
      up *= 1.5;
      if (holds > 1) {
        reached_ = false;
        break;
      }
    }
  }
  while (reached_ && holds - fails > finest_level) {
    const double middle = (holds + fails) / 2;
    (day_holds(shaped(middle)) ? holds : fails) = middle;
  }
  Staffing staffing = shaped(holds);
  for (int layer = 0; !reached_ && layer < 10; ++layer) {  // the formula's end is not the day's
    for (const std::size_t k : judged_steps()) {
      for (const std::size_t g : question_.groups) staffing[k][g] += std::ceil(0.05 * staffing[k][g]);
    }
    reached_ = day_holds(staffing);
  }
  if (reached_) trim_the_day(staffing);
  return staffing;
}

Staffing StaffSearch::times(double factor) const {
  Staffing staffing = there_;
  for (auto& step : staffing) {
    for (const std::size_t g : question_.groups) step[g] = std::floor(step[g] * factor + 0.5);
  }
  return staffing;
}

Staffing StaffSearch::whole_day() {
  double fails = 0, holds = 1, peak = 1;
  for (const auto& step : there_) {
    for (const std::size_t g : question_.groups) peak = std::max(peak, step[g]);
  }
  while (!day_holds(times(holds))) {
    fails = holds;
    holds *= 1.25;
    if (holds > most_times) {
      reached_ = false;
      return times(most_times);
    }
  }
  while (holds - fails > 0.25 / peak) {
    const double middle = (holds + fails) / 2;
    (day_holds(times(middle)) ? holds : fails) = middle;
  }
  factor_ = holds;
  return times(holds);
}

Staffing StaffSearch::raised(const Staffing& staffing, const StaffTrial& check, bool per_step) {
  if (factor_ > 0) {
    Staffing more = staffing;
    while (staffing_text(more) == staffing_text(staffing)) {
      factor_ *= 1.005;
      more = times(factor_);
    }
    return more;
  }
  Staffing more = staffing;
  if (per_step) {
    for (const std::size_t k : judged_steps()) {
      for (std::size_t t = 0; t < question_.targets.size(); ++t) {
        const auto value = check.steps[k][t].value();
        if (!question_.judged[k][t] || !value || margin_of(question_.targets[t], *value) >= 0) continue;
        const std::size_t g = group_for(staffing, k, t);
        const double by = slope(k, t, staffing[k][g] * demand_.on_phones[k][g]);
        const double missing = std::ceil(-margin_of(question_.targets[t], *value) / by);
        more[k][g] += std::clamp(missing, 1.0, std::max(1.0, std::floor(0.05 * staffing[k][g])));
      }
    }
    return more;
  }
  auto cells = cells_by_level(check);
  const double missing = -day_margin(question_, check).margin;
  const auto count = static_cast<std::size_t>(
      std::ceil(static_cast<double>(cells.size()) * std::clamp(3 * missing, 0.1, 1.0)));
  for (std::size_t i = 0; i < std::min(count, cells.size()); ++i) {
    const auto& [k, g] = cells[cells.size() - 1 - i];
    more[k][g] += 1;
  }
  return more;
}

}  // namespace switchover
