// The part of StaffSearch that changes agents between groups that help each other.
#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/staff_search.hpp"

namespace switchover {
namespace {

constexpr int climbs = 6;

bool serves(const GroupSpec& group, QueueId queue) {
  return std::any_of(group.skills.begin(), group.skills.end(),
                     [&](const SkillSpec& s) { return s.queue == queue; });
}

}  // namespace

bool StaffSearch::share_a_queue(std::size_t g, std::size_t h) const {
  const auto& groups = question_.scenario.centre.groups;
  return g != h && std::any_of(groups[g].skills.begin(), groups[g].skills.end(),
                               [&](const SkillSpec& skill) { return serves(groups[h], skill.queue); });
}

// One for one, and two for two where three groups meet.
std::vector<StaffSearch::Move> StaffSearch::moves() const {
  std::vector<Move> all;
  for (const std::size_t from : question_.groups) {
    for (const std::size_t to : question_.groups) {
      if (share_a_queue(from, to)) all.push_back({{from, -1}, {to, 1}});
    }
  }
  for (const std::size_t between : question_.groups) {
    for (const std::size_t g : question_.groups) {
      for (const std::size_t h : question_.groups) {
        if (g >= h || !share_a_queue(between, g) || !share_a_queue(between, h)) continue;
        all.push_back({{g, -1}, {h, -1}, {between, 2}});
        all.push_back({{g, 1}, {h, 1}, {between, -2}});
      }
    }
  }
  return all;
}

// What all queues miss in this step and the next (what is left waiting is the next one's), as a negative
// number; the least margin where nothing is missed.
double StaffSearch::score_around(const StaffTrial& trial, std::size_t step) const {
  double worst = 1, missing = 0;
  for (std::size_t k = step; k < std::min(step + 2, question_.judged.size()); ++k) {
    for (std::size_t t = 0; t < question_.targets.size(); ++t) {
      const auto value = trial.steps[k][t].value();
      if (!question_.judged[k][t] || !value) continue;
      const double margin = margin_of(question_.targets[t], *value);
      worst = std::min(worst, margin);
      missing += std::min(0.0, margin);
    }
  }
  return worst >= 0 ? worst : missing;
}

// Tries other agents in these steps, every other step at a time, and keeps what misses less.
void StaffSearch::try_instead(const Staffing& staffing, const Staffing& instead, std::vector<Probe>& best) {
  const std::vector<std::size_t> steps = judged_steps();
  for (std::size_t part = 0; part < std::min<std::size_t>(2, steps.size()); ++part) {
    Staffing other = staffing;
    std::vector<std::size_t> touched;
    for (std::size_t i = part; i < steps.size(); i += 2) {
      if (instead[steps[i]].empty()) continue;
      other[steps[i]] = instead[steps[i]];
      touched.push_back(steps[i]);
    }
    if (touched.empty()) continue;
    const StaffTrial trial = run(other);
    for (const std::size_t k : touched) {
      const double score = score_around(trial, k);
      if (score > best[k].score + 1e-12) best[k] = {other[k], score, true};
    }
  }
}

// Agent for agent, as long as less is missing in all, until nothing is.
void StaffSearch::climb(const Staffing& staffing, std::vector<Probe>& probes) {
  for (int round = 0; round < climbs; ++round) {
    std::vector<Probe> best = probes;
    for (const Move& move : moves()) {
      Staffing instead(staffing.size());
      for (std::size_t k = 0; k < probes.size(); ++k) {
        const Probe& probe = probes[k];
        if (!probe.going_on || probe.score >= 0) continue;
        const bool can = std::all_of(move.begin(), move.end(), [&](const auto& change) {
          return probe.agents[change.first] + change.second >= 0;
        });
        if (!can) continue;
        instead[k] = probe.agents;
        for (const auto& [g, by] : move) instead[k][g] += by;
      }
      try_instead(staffing, instead, best);
    }
    bool moved = false;
    for (std::size_t k = 0; k < probes.size(); ++k) {
      best[k].going_on = best[k].going_on && best[k].agents != probes[k].agents;
      moved = moved || best[k].going_on;
    }
    probes = best;
    if (!moved) return;
  }
}

// One agent fewer in all: the best of those, changed between groups as long as that helps. Where it does not
// lead anywhere, half or all of the agents go to a group that can do everything.
bool StaffSearch::exchange(Staffing& staffing) {
  std::vector<Probe> probes(staffing.size());
  for (const std::size_t k : judged_steps()) {
    for (const std::size_t g : question_.groups) {
      if (staffing[k][g] < 1 || failed_by_[k][g] <= probes[k].score) continue;
      probes[k] = {staffing[k], failed_by_[k][g], true};
      probes[k].agents[g] -= 1;
    }
  }
  climb(staffing, probes);
  const auto& groups = question_.scenario.centre.groups;
  for (const std::size_t able : question_.groups) {
    const bool does_all =
        std::all_of(question_.targets.begin(), question_.targets.end(),
                    [&](const QueueTarget& target) { return serves(groups[able], target.queue); });
    if (!does_all || question_.groups.size() < 2) continue;
    for (const double part : {0.5, 1.0}) {
      Staffing instead(staffing.size());
      for (std::size_t k = 0; k < probes.size(); ++k) {
        if (probes[k].agents.empty() || probes[k].score >= 0) continue;
        instead[k] = probes[k].agents;
        for (const std::size_t g : question_.groups) {
          if (!share_a_queue(g, able)) continue;
          const double by = std::ceil(part * instead[k][g]);
          instead[k][g] -= by;
          instead[k][able] += by;
        }
      }
      try_instead(staffing, instead, probes);
    }
  }
  for (const std::size_t k : judged_steps()) probes[k].going_on = !probes[k].agents.empty();
  climb(staffing, probes);
  bool any = false;
  for (const std::size_t k : judged_steps()) {
    if (probes[k].agents.empty() || probes[k].score < 0) continue;
    staffing[k] = probes[k].agents;
    for (const std::size_t g : question_.groups) kept_[k][g] = false;
    any = true;
  }
  return any;
}

}  // namespace switchover
