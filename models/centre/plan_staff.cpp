// Who is on the phones when: counted agents as targets over time, named agents as duties, after all events.
#include <algorithm>
#include <cmath>
#include <set>

#include "models/centre/plan.hpp"
#include "sim/contract.hpp"

namespace switchover {

namespace {

bool concerns(const EventSpec& event, std::size_t group) {
  return event.groups.empty() ||
         std::find(event.groups.begin(), event.groups.end(), GroupId(group)) != event.groups.end();
}
bool is_staff_event(const EventSpec& event) {
  return event.kind == EventKind::more_agents || event.kind == EventKind::fewer_agents ||
         event.kind == EventKind::sign_out;
}

// The split of agents in force: the last split event that is active, else the schedule of splits, else all on
// the first.
std::vector<double> agent_split_at(const CentrePlan& plan, Time t) {
  std::vector<double> share(plan.platforms, 0.0);
  share[0] = 1;
  for (const auto& step : plan.spec.agent_split)
    if (step.at <= t) share = step.share;
  for (const auto& event : plan.spec.events)
    if (event.kind == EventKind::split_agents && is_active(event, t)) share = event.split;
  return share;
}

// Time between two agents who sign in again after a sign-out.
Duration spacing(const EventSpec& event, double agents) {
  if (event.sign_ins_per_minute > 0) return Duration::seconds(60.0 / event.sign_ins_per_minute);
  if (agents < 1) return Duration{};
  return Duration::seconds(event.sign_in_over.in_seconds() / agents);
}

double written_count(const GroupSpec& group, Time t) {
  double count = 0;
  for (const auto& step : group.counted)
    if (step.at <= t) count = step.agents;
  return count;
}

// Agents of a counted group at t on one mode, before rounding: staffing, shrinkage, then every event in file
// order.
double count_at(const CentrePlan& plan, std::size_t g, Time t) {
  const GroupSpec& group = plan.spec.groups[g];
  double count = written_count(group, t) * (1.0 - group.planned_shrinkage);
  for (const auto& event : plan.spec.events) {
    if (!is_staff_event(event) || event.kind == EventKind::sign_out || !concerns(event, g) ||
        !is_active(event, t))
      continue;
    const double sign = event.kind == EventKind::more_agents ? 1 : -1;
    const double by = event.count ? *event.count : count * event.share;
    count = std::max(0.0, count + sign * by);
  }
  return count;
}

// How many of `target` agents in this mode a sign-out keeps away at t (they come back one by one after its
// end).
double signed_out_at(const CentrePlan& plan, std::size_t g, std::size_t mode, double target, Time t) {
  double away = 0;
  for (const auto& event : plan.spec.events) {
    if (event.kind != EventKind::sign_out || !concerns(event, g) || t < event.from) continue;
    if (!event.platform.is_none() && event.platform.index() != mode) continue;
    const double hit = std::min(target, event.count ? *event.count : std::round(target * event.share));
    if (t < event.to) {
      away = std::max(away, hit);
      continue;
    }
    const std::int64_t gap = spacing(event, hit).count_us();
    if (gap <= 0) continue;
    const std::int64_t back = (t - event.to).count_us() / gap;  // whole people
    away = std::max(away, hit - static_cast<double>(back));
  }
  return away;
}

std::set<Time> moments(const CentrePlan& plan, std::size_t g) {
  std::set<Time> result{Time{}};
  const auto add = [&](Time t) {
    if (t >= Time{} && t.count_us() < plan.length_us) result.insert(t);
  };
  for (const auto& step : plan.spec.groups[g].counted) add(step.at);
  for (const auto& step : plan.spec.agent_split) add(step.at);
  for (const auto& event : plan.spec.events) {
    if (!is_staff_event(event) && event.kind != EventKind::split_agents) continue;
    add(event.from);
    add(event.to);
    if (event.kind != EventKind::sign_out || event.to >= Time::never()) continue;
    const double most = std::max(1.0, count_at(plan, g, event.to));
    const Duration gap = spacing(event, event.count ? std::min(most, *event.count) : most * event.share);
    for (double i = 1; gap > Duration{} && i <= most + 1; ++i)
      add(event.to + gap * static_cast<std::int64_t>(i));
  }
  return result;
}

WhenAgentsVanish vanish_at(const CentrePlan& plan, std::size_t g, Time t) {
  WhenAgentsVanish vanish = plan.spec.groups[g].vanish;
  for (const auto& event : plan.spec.events) {
    if (is_staff_event(event) && concerns(event, g) && event.vanish && is_active(event, t))
      vanish = *event.vanish;
  }
  return vanish;
}

std::vector<std::uint32_t> mode_targets(const CentrePlan& plan, std::size_t g, Time t) {
  const GroupSpec& group = plan.spec.groups[g];
  const double whole = std::floor(count_at(plan, g, t) + 0.5);
  std::vector<double> per_mode(plan.modes, 0.0);
  if (group.assignment == Assignment::both) {
    per_mode[plan.platforms] = whole;
  } else if (group.assignment == Assignment::one_platform) {
    per_mode[group.platform.index()] = whole;
  } else {
    const std::vector<double> share = agent_split_at(plan, t);
    double cumulated = 0, given = 0;
    for (std::size_t p = 0; p < plan.platforms; ++p) {
      cumulated += share[p];
      const double upto = std::min(whole, std::floor(whole * cumulated + 0.5));
      per_mode[p] = upto - given;
      given = upto;
    }
  }
  std::vector<std::uint32_t> targets(plan.modes);
  for (std::size_t m = 0; m < plan.modes; ++m) {
    const double left = per_mode[m] - signed_out_at(plan, g, m, per_mode[m], t);
    targets[m] = static_cast<std::uint32_t>(std::max(0.0, std::floor(left + 0.5)));
  }
  return targets;
}

// An agent's fixed number: evenly spread over the group in file order (golden ratio), the same in every
// replication.
double fixed_number(std::size_t index_in_group) {
  const double x = (static_cast<double>(index_in_group) + 0.5) * 0.6180339887498949;
  return x - std::floor(x);
}

void fill_crew(CentrePlan& plan, std::size_t c, std::uint32_t number, double factor) {
  CrewPlan& crew = plan.crews[c];
  crew.first_agent = static_cast<std::uint32_t>(plan.agents.size());
  crew.agents = number;
  const std::uint64_t mode = crew.home % plan.modes;
  for (std::uint32_t i = 0; i < number; ++i) {
    plan.agents.push_back({crew.pool, factor, fixed_number(i), plan.pools[crew.pool].group, false,
                           (mode + 1) << 32 | i, static_cast<std::uint32_t>(c)});
  }
}

void plan_counted(CentrePlan& plan, std::size_t g) {
  std::vector<std::uint32_t> most(plan.modes, 0), before(plan.modes, 0);
  for (const Time t : moments(plan, g)) {
    const std::vector<std::uint32_t> targets = mode_targets(plan, g, t);
    for (std::size_t m = 0; m < plan.modes; ++m) {
      if (targets[m] == before[m]) continue;
      plan.staff.push_back({t.count_us(), StaffChange::Kind::target, vanish_at(plan, g, t),
                            static_cast<std::uint32_t>(g * plan.modes + m), targets[m],
                            static_cast<std::uint32_t>(t.in_seconds() / 86'400)});
      most[m] = std::max(most[m], targets[m]);
    }
    before = targets;
  }
  for (std::size_t m = 0; m < plan.modes; ++m) {
    const std::size_t pool = g * plan.modes + m;
    fill_crew(plan, pool, most[m], 1);
  }
  // Room for all who may be sent to another platform, beside those who work there anyway.
  for (std::size_t from = 0; from < plan.platforms; ++from) {
    for (std::size_t to = 0; to < plan.platforms; ++to) {
      const AgentMove* move = move_between(plan.spec, from, to);
      if (move == nullptr || most[from] == 0) continue;
      plan.crews.push_back(
          {static_cast<PoolIndex>(g * plan.modes + to), static_cast<PoolIndex>(g * plan.modes + from), 0, 0});
      fill_crew(plan, plan.crews.size() - 1, most[from], move->aht_factor);
    }
  }
}

struct Stretch {
  Time from, to;
};
// What is left of a shift after the events that take this agent away.
std::vector<Stretch> on_duty(const CentrePlan& plan, std::size_t g, const Shift& shift, double fixed,
                             std::size_t rank) {
  std::vector<Stretch> left{{shift.start, shift.end}};
  for (const auto& event : plan.spec.events) {
    if (event.kind != EventKind::fewer_agents && event.kind != EventKind::sign_out) continue;
    if (!concerns(event, g)) continue;
    const bool hit = event.count ? static_cast<double>(rank) < *event.count : fixed < event.share;
    if (!hit) continue;
    Time until = event.to;
    if (event.kind == EventKind::sign_out && event.to < Time::never()) {
      const auto agents = static_cast<double>(plan.spec.groups[g].agents.size());
      const double affected = event.count ? *event.count : agents * event.share;
      const double place = event.count ? static_cast<double>(rank) : fixed * agents;
      until = event.to + Duration::seconds(spacing(event, affected).in_seconds() * (place + 1));
    }
    std::vector<Stretch> next;
    for (const Stretch& s : left) {
      if (s.from < event.from) next.push_back({s.from, std::min(s.to, event.from)});
      if (s.to > until) next.push_back({std::max(s.from, until), s.to});
    }
    left = next;
  }
  return left;
}

void plan_named(CentrePlan& plan, std::size_t g) {
  const GroupSpec& group = plan.spec.groups[g];
  std::vector<std::size_t> order(group.agents.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [](std::size_t a, std::size_t b) { return fixed_number(a) < fixed_number(b); });
  std::vector<std::size_t> rank(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  for (std::size_t i = 0; i < group.agents.size(); ++i) {
    const AgentSpec& agent = group.agents[i];
    const double fixed = fixed_number(i);
    if (fixed < group.planned_shrinkage) continue;
    const auto id = static_cast<std::uint32_t>(plan.agents.size());
    const auto pool_at = [&](Time t) {
      if (agent.assignment == Assignment::both)
        return static_cast<std::uint32_t>(g * plan.modes + plan.platforms);
      if (agent.assignment == Assignment::one_platform)
        return static_cast<std::uint32_t>(g * plan.modes + agent.platform.index());
      double cumulated = 0;
      const std::vector<double> share = agent_split_at(plan, t);
      for (std::size_t p = 0; p < plan.platforms; ++p) {
        cumulated += share[p];
        if (fixed < cumulated) return static_cast<std::uint32_t>(g * plan.modes + p);
      }
      return static_cast<std::uint32_t>(g * plan.modes + plan.platforms - 1);
    };
    std::uint32_t pool = pool_at(Time{});
    plan.agents.push_back({pool, agent.aht_factor, fixed, GroupId(g), true, i, pool});
    const auto change = [&](Time t, StaffChange::Kind kind, std::uint32_t value) {
      const Time at = std::max(t, Time{});
      if (at.count_us() >= plan.length_us) return;
      plan.staff.push_back({at.count_us(), kind, vanish_at(plan, g, at), id, value,
                            static_cast<std::uint32_t>(at.in_seconds() / 86'400)});
    };
    for (const Time t : moments(plan, g)) {
      const std::uint32_t next = pool_at(t);
      if (next != pool) change(t, StaffChange::Kind::move, next);
      pool = next;
    }
    for (const Shift& shift : agent.shifts) {
      if (shift.end <= Time{}) continue;
      for (const Stretch& s : on_duty(plan, g, shift, fixed, rank[i])) {
        if (s.to <= s.from || s.to <= Time{}) continue;
        change(s.from, StaffChange::Kind::on_duty, 0);
        change(s.to, StaffChange::Kind::off_duty, 0);
      }
      for (const auto& activity : shift.activities) {
        if (activity.end <= Time{}) continue;
        change(activity.start, StaffChange::Kind::away, 0);
        change(activity.end, StaffChange::Kind::back, 0);
      }
    }
  }
}

}  // namespace

void plan_duties(CentrePlan& plan) {
  for (PoolIndex pool = 0; pool < plan.pools.size(); ++pool) plan.crews.push_back({pool, pool, 0, 0});
  for (std::size_t g = 0; g < plan.groups; ++g) {
    plan_counted(plan, g);
    plan_named(plan, g);
  }
  std::stable_sort(plan.staff.begin(), plan.staff.end(),
                   [](const StaffChange& a, const StaffChange& b) { return a.at_us < b.at_us; });
}

void plan_staff(CentrePlan& plan) {
  plan.guest_factor.assign(plan.platforms * plan.platforms, 1.0);
  for (std::size_t from = 0; from < plan.platforms; ++from)
    for (std::size_t to = 0; to < plan.platforms; ++to)
      if (const AgentMove* move = move_between(plan.spec, from, to))
        plan.guest_factor[from * plan.platforms + to] = move->aht_factor;
  for (const GroupSpec& group : plan.spec.groups) plan.any_absence |= group.unplanned_shrinkage > 0;
  plan_duties(plan);
  plan_absence(plan);
}

}  // namespace switchover
