#include "analysis/why.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/variant.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;
constexpr std::uint32_t search_runs = 10;  // per number of agents tried

double level_of(const std::vector<Figure>& figures) {
  return estimate_mean(figures, confidence).value.value_or(0);
}

}  // namespace

bool about_waiting(Metric metric) {
  switch (metric) {
    case Metric::service_level:
    case Metric::service_level_1:
    case Metric::service_level_2:
    case Metric::service_level_3:
    case Metric::service_level_4:
    case Metric::service_level_5:
    case Metric::asa:
    case Metric::mean_wait:
    case Metric::wait_p50:
    case Metric::wait_p90:
    case Metric::wait_p95:
    case Metric::wait_p99:
    case Metric::longest_wait:
    case Metric::virtual_wait:
    case Metric::virtual_wait_p90:
    case Metric::virtual_service_level:
    case Metric::occupancy:
    case Metric::queue_length:
    case Metric::queue_length_p95:
    case Metric::queue_length_max:
    case Metric::abandon_rate:
    case Metric::abandon_rate_raw:
    case Metric::abandoned:
    case Metric::service_level_deficit:
    case Metric::time_to_restore_service_level:
      return true;
    default:
      return false;
  }
}

std::vector<Ask> Focus::asks() const {
  return {{Metric::service_level, Scope{queue, PlatformId::none(), GroupId::none()}, day, {}},
          {Metric::never_served, Scope{}, day, {}}};
}

GroupId main_group(const CentreSpec& spec, QueueId queue) {
  GroupId best = GroupId::none();
  for (const GroupId group : first_groups(spec, queue)) {
    if (best.is_none() ||
        peak_head_count(spec.groups[group.index()]) > peak_head_count(spec.groups[best.index()])) {
      best = group;
    }
  }
  return best;
}

AgentsWorth::AgentsWorth(const CentreSpec& spec, const Focus& focus, GroupId group, double level_now,
                         double target, double most, const SideRuns& side) {
  points_.push_back({0, level_now});
  const auto level_with = [&](double agents) {
    const Panel panel = run_panel(with_more_agents(spec, group, agents), {focus.asks()[focus.figure()]}, side,
                                  fmt::format("why: {:.0f} more agents", agents));
    points_.push_back({agents, focus.goodness(level_of(panel[0]))});
    return points_.back().level;
  };
  double below = 0;
  double above = 0;
  for (double agents = 1; above == 0 && below < most; agents = std::min(most, agents * 2)) {
    (level_with(agents) >= target ? above : below) = agents;
  }
  reached_ = above > 0;
  while (reached_ && above - below > std::max(1.0, 0.05 * above)) {
    const double middle = std::floor((above + below) / 2);
    (level_with(middle) >= target ? above : below) = middle;
  }
  std::sort(points_.begin(), points_.end(),
            [](const Point& a, const Point& b) { return a.agents < b.agents; });
  for (std::size_t i = 1; i < points_.size(); ++i) {  // more agents never hurt: what falls is noise
    points_[i].level = std::max(points_[i].level, points_[i - 1].level);
  }
}

std::optional<double> AgentsWorth::agents_for(double level) const {
  if (level <= points_.front().level) return 0;
  for (std::size_t i = 1; i < points_.size(); ++i) {
    const Point& a = points_[i - 1];
    const Point& b = points_[i];
    if (level <= b.level) return a.agents + (b.agents - a.agents) * (level - a.level) / (b.level - a.level);
  }
  return std::nullopt;
}

namespace {

// What the gap and every cause are worth in agents of the queue's main group.
void tell_agents(const CentreSpec& spec, const Focus& focus, const Panel& day, const Panel& twin,
                 const std::vector<Panel>& removed, const SideRuns& side, Why& why) {
  const std::size_t f = focus.figure();
  const Estimate gap = estimate_difference(twin[f], day[f], confidence);
  const GroupId group = main_group(spec, focus.queue);
  const bool lost = gap.range && (focus.on_people ? gap.range->high < 0 : gap.range->low > 0);
  if (group.is_none() || !lost) return;
  SideRuns search = side;
  search.runs = std::min(side.runs, search_runs);
  const auto level = [&](const Panel& panel) {
    const std::vector<Figure>& all = panel[f];
    return focus.goodness(level_of({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(search.runs)}));
  };
  // Restored: within a hundredth of the gap, so that the last fraction of a caller does not cost another
  // agent.
  const double slack = std::abs(level(twin) - level(day)) * 0.01;
  const double most = std::ceil(peak_head_count(spec.groups[group.index()])) + 20;
  const AgentsWorth worth(spec, focus, group, level(day), level(twin) - slack, most, search);
  why.agents_of = spec.groups[group.index()].name;
  why.agents_at_least = !worth.reached();
  why.agents = worth.reached() ? worth.agents_for(level(twin) - slack) : worth.tried();
  if (why.agents) why.agents = std::ceil(*why.agents - 1e-9);
  why.agents_method = fmt::format("{} paired runs for each number of agents tried", search.runs);
  for (std::size_t k = 0; k < removed.size(); ++k) {
    why.causes[k].agents = worth.agents_for(level(removed[k]) - slack);
    if (why.causes[k].agents) why.causes[k].agents = std::round(*why.causes[k].agents);
  }
}

}  // namespace

Why explain(const CentreSpec& spec, const Focus& focus, const Panel& day, const Panel& twin,
            const SideRuns& side) {
  Why why;
  const std::vector<Cause> causes = causes_of(spec);
  const std::vector<Ask> asks = focus.asks();
  const std::size_t f = focus.figure();
  why.metric = asks[f].metric;
  why.scope = to_string(spec, asks[f].scope);
  why.figure = focus.on_people ? "people never served" : fmt::format("points of {} service level", why.scope);
  why.runs = side.runs;
  why.day = estimate_mean(day[f], confidence).value;
  why.twin = estimate_mean(twin[f], confidence).value;
  if (causes.empty() || !why.day || !why.twin) return why;

  std::vector<Panel> alone(causes.size());
  std::vector<Panel> removed(causes.size());
  if (causes.size() == 1) {
    alone[0] = day;
    removed[0] = twin;
  } else {
    for (std::size_t k = 0; k < causes.size(); ++k) {
      alone[k] = run_panel(only(spec, causes[k]), asks, side, fmt::format("why: {} alone", causes[k].name));
    }
    for (std::size_t k = 0; k < causes.size(); ++k) {
      removed[k] = causes.size() == 2
                       ? alone[1 - k]
                       : run_panel(without(spec, {causes[k]}), asks, side, "why: without " + causes[k].name);
    }
  }
  double sum_alone = 0;
  for (std::size_t k = 0; k < causes.size(); ++k) {
    WhyRow row;
    row.cause = causes[k].name;
    row.alone = estimate_difference(alone[k][f], twin[f], confidence);
    row.taken_away = estimate_difference(removed[k][f], day[f], confidence);
    row.people_saved = estimate_difference(day[1], removed[k][1], confidence);
    sum_alone += row.alone.value.value_or(0);
    why.causes.push_back(std::move(row));
  }
  if (causes.size() > 1) why.together = *why.day - *why.twin - sum_alone;
  tell_agents(spec, focus, day, twin, removed, side, why);
  return why;
}

}  // namespace switchover
