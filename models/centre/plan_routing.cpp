// The two routing questions as tables: who takes this call, and what does this freed agent take next.
#include <algorithm>
#include <tuple>

#include "models/centre/plan.hpp"

namespace switchover {

// Does anybody of the group ever work in this mode?
bool works_in_mode(const CentrePlan& plan, std::size_t group_index, std::size_t mode) {
  const GroupSpec& group = plan.spec.groups[group_index];
  const auto matches = [&](Assignment assignment, PlatformId platform) {
    if (assignment == Assignment::both) return mode == plan.platforms;
    if (mode == plan.platforms) return false;
    if (assignment == Assignment::one_platform) return platform.index() == mode;
    const auto shares_here = [&](const std::vector<double>& share) { return share[mode] > 0; };
    for (const auto& step : plan.spec.agent_split)
      if (shares_here(step.share)) return true;
    for (const auto& event : plan.spec.events)
      if (event.kind == EventKind::split_agents && shares_here(event.split)) return true;
    const bool from_the_start = !plan.spec.agent_split.empty() && plan.spec.agent_split.front().at <= Time{};
    return mode == 0 && !from_the_start;
  };
  if (matches(group.assignment, group.platform)) return true;
  return std::any_of(group.agents.begin(), group.agents.end(),
                     [&](const AgentSpec& agent) { return matches(agent.assignment, agent.platform); });
}

const AgentMove* move_between(const CentreSpec& spec, std::size_t from, std::size_t to) {
  for (const AgentMove& move : spec.moves)
    if (move.from.index() == from && move.to.index() == to && from != to) return &move;
  return nullptr;
}

namespace {

// ... at home, or sent there by a failover?
bool may_work_in_mode(const CentrePlan& plan, std::size_t group, std::size_t mode) {
  if (works_in_mode(plan, group, mode)) return true;
  return std::any_of(plan.spec.moves.begin(), plan.spec.moves.end(), [&](const AgentMove& move) {
    return move.to.index() == mode && works_in_mode(plan, group, move.from.index());
  });
}

std::uint32_t call_rank(const QueueSpec& queue, std::size_t group, const SkillSpec& skill) {
  if (queue.prefers.empty()) return skill.rank;
  const auto found = std::find(queue.prefers.begin(), queue.prefers.end(), GroupId(group));
  if (found == queue.prefers.end()) return 1000 + skill.rank;
  return static_cast<std::uint32_t>(found - queue.prefers.begin());
}

void add_option(CentrePlan& plan, std::size_t lane, std::size_t group, const SkillSpec& skill,
                std::size_t mode, std::size_t served_on, std::int32_t bridge) {
  const GroupSpec& g = plan.spec.groups[group];
  const QueueSpec& q = plan.spec.queues[skill.queue.index()];
  const std::int64_t bridge_after =
      bridge < 0 ? 0 : plan.spec.bridges[static_cast<std::size_t>(bridge)].after.count_us();
  LaneOption option{};
  option.pool = static_cast<PoolIndex>(group * plan.modes + mode);
  // Own platform before dual agents, so that the flexible ones stay free; across the bridge last.
  option.call_rank =
      call_rank(q, group, skill) * 2 + (mode == plan.platforms ? 1 : 0) + (bridge < 0 ? 0 : 100'000);
  option.pool_rank = skill.rank + (bridge < 0 ? 0 : 100'000);
  option.after_us = std::max(skill.after.count_us(), bridge_after);
  option.if_queue_at_least = skill.if_queue_at_least.value_or(0);
  option.if_free_at_least = skill.if_free_at_least.value_or(0);
  option.factor = skill.aht_factor * g.aht_factor * plan.spec.platforms[served_on].aht_factor;
  option.bridge = bridge;
  plan.lanes[lane].options.push_back(option);
}

void add_group_to_lane(CentrePlan& plan, std::size_t lane, std::size_t group, const SkillSpec& skill,
                       std::size_t platform) {
  if (may_work_in_mode(plan, group, platform)) add_option(plan, lane, group, skill, platform, platform, -1);
  if (may_work_in_mode(plan, group, plan.platforms))
    add_option(plan, lane, group, skill, plan.platforms, platform, -1);
  for (std::size_t b = 0; b < plan.spec.bridges.size(); ++b) {
    const BridgeSpec& bridge = plan.spec.bridges[b];
    if (bridge.from.index() != platform || !may_work_in_mode(plan, group, bridge.to.index())) continue;
    add_option(plan, lane, group, skill, bridge.to.index(), bridge.to.index(), static_cast<std::int32_t>(b));
  }
}

void finish_lane(LanePlan& lane) {
  std::stable_sort(lane.options.begin(), lane.options.end(),
                   [](const LaneOption& a, const LaneOption& b) { return a.call_rank < b.call_rank; });
  for (const auto& option : lane.options) {
    if (option.after_us > 0) lane.stages_us.push_back(option.after_us);
    if (option.if_queue_at_least > 0 || option.if_free_at_least > 0) lane.conditional = true;
  }
  std::sort(lane.stages_us.begin(), lane.stages_us.end());
  lane.stages_us.erase(std::unique(lane.stages_us.begin(), lane.stages_us.end()), lane.stages_us.end());
}

}  // namespace

void plan_routing(CentrePlan& plan) {
  plan.lanes.resize(plan.queues * plan.platforms);
  plan.pools.resize(plan.groups * plan.modes);
  for (std::size_t g = 0; g < plan.groups; ++g) {
    for (std::size_t m = 0; m < plan.modes; ++m) {
      PoolPlan& pool = plan.pools[g * plan.modes + m];
      pool.group = GroupId(g);
      pool.mode = static_cast<std::uint32_t>(m);
      pool.choice = plan.spec.groups[g].choice;
    }
    for (const auto& skill : plan.spec.groups[g].skills) {
      for (std::size_t p = 0; p < plan.platforms; ++p)
        add_group_to_lane(plan, skill.queue.index() * plan.platforms + p, g, skill, p);
    }
  }
  for (std::size_t l = 0; l < plan.lanes.size(); ++l) {
    finish_lane(plan.lanes[l]);
    const QueueSpec& queue = plan.spec.queues[l / plan.platforms];
    for (std::size_t o = 0; o < plan.lanes[l].options.size(); ++o) {
      const LaneOption& option = plan.lanes[l].options[o];
      plan.pools[option.pool].options.push_back({static_cast<LaneIndex>(l), static_cast<std::uint32_t>(o),
                                                 option.pool_rank, queue.priority, queue.weight_base_s * 1e6,
                                                 queue.weight_per_second});
    }
  }
  for (auto& pool : plan.pools) {
    std::stable_sort(pool.options.begin(), pool.options.end(),
                     [](const PoolOption& a, const PoolOption& b) { return a.rank < b.rank; });
  }
}

}  // namespace switchover
