// The two routing questions: which agents take this call, and what does this agent take next. Nothing changes
// here.
#include <algorithm>

#include "models/centre/world.hpp"

namespace switchover {

bool Centre::World::can_cross(std::int32_t bridge) const {
  const auto b = static_cast<std::size_t>(bridge);
  if (bridge_use[b] >= bridge_ports[b]) return false;
  const std::size_t to = plan->spec.bridges[b].to.index();
  return platforms[to].serves && !is_full(to, LimitKind::trunks) && !is_full(to, LimitKind::concurrent_calls);
}

// The best open option with somebody idle for a call that has waited so long; among equal ranks the longest
// idle.
const LaneOption* Centre::World::option_for(std::size_t lane, std::int64_t waited_us,
                                            std::int64_t length) const {
  const LaneOption* best = nullptr;
  std::int64_t idle_since = 0;
  for (const LaneOption& option : plan->lanes[lane].options) {
    if (best != nullptr && option.call_rank != best->call_rank) break;
    const Pool& pool = pools[option.pool];
    if (pool.first_idle == nobody || option.after_us > waited_us) continue;
    if (length < option.if_queue_at_least) continue;
    if (pool.number(AgentState::idle) < option.if_free_at_least) continue;
    if (option.bridge >= 0 && !can_cross(option.bridge)) continue;
    const std::int64_t since = agents[pool.first_idle].since_us;
    if (best == nullptr || since < idle_since) {
      best = &option;
      idle_since = since;
    }
  }
  return best;
}

// When something next happens to a waiting call by itself: patience ends, a routing stage opens, the maximum
// wait.
std::int64_t Centre::World::next_waiting_event(const Call& call) const {
  std::int64_t at = call.hangs_up_us;
  for (const std::int64_t stage : plan->lanes[lane_of(call)].stages_us) {
    if (call.queued_us + stage <= now_us) continue;
    at = std::min(at, call.queued_us + stage);
    break;
  }
  const auto& max_wait = plan->spec.queues[call.queue].max_wait;
  return max_wait ? std::min(at, std::max(now_us, call.queued_us + max_wait->count_us())) : at;
}

// How long this agent talks with this caller: the requirement, the factors, what a slow system adds.
std::int64_t Centre::World::talk_duration(const Call& call, std::uint32_t a, const LaneOption& option) const {
  const double factor = option.factor * agents[a].factor;
  std::int64_t length = call.talk_us;
  if (factor != 1) length = static_cast<std::int64_t>(static_cast<double>(length) * factor + 0.5);
  const PlatformState& state = platforms[call.platform];
  if (state.add_talk_s > 0 &&
      (state.slow_share >= 1 || luck_of(call, Purpose::stage_effect, 1000).uniform() < state.slow_share))
    length += static_cast<std::int64_t>(state.add_talk_s * 1e6);
  return std::min(length, Duration::longest_us);
}

// Where the queue has no ring time, a call that nobody takes rings so long before the system takes it back.
constexpr Duration unanswered_ring = Duration::whole_seconds(15);

std::int64_t Centre::World::ring_duration(const Call& call) const {
  if (!facts[call.queue].rings) return unanswered_ring.count_us();
  RandomStream own = luck_of(call, Purpose::ring, call.attempt | (std::uint32_t{call.requeues} << 16));
  return plan->spec.queues[call.queue].ring.draw(own).count_us();
}

// Whether this ring is answered.
Centre::World::Ring Centre::World::fate_of_ring(const Call& call) const {
  const double missed = facts[call.queue].rings ? plan->spec.queues[call.queue].no_answer : 0;
  const double either = missed + platforms[call.platform].no_answer;
  if (either <= 0) return Ring::answered;
  const std::uint32_t occurrence = call.attempt | (std::uint32_t{call.requeues} << 16);
  const double number = luck_of(call, Purpose::no_answer, occurrence).uniform();
  if (number < missed) return Ring::missed;
  return number < either ? Ring::unheard : Ring::answered;
}

std::uint32_t Centre::World::choose_agent(std::uint32_t pool_index, const Call& call) const {
  const Pool& pool = pools[pool_index];
  switch (plan->pools[pool_index].choice) {
    case AgentChoice::longest_idle:
      return pool.first_idle;
    case AgentChoice::random: {
      const auto idle = static_cast<std::uint64_t>(pool.number(AgentState::idle));
      RandomStream own = luck_of(call, Purpose::agent_choice, call.attempt);
      std::uint64_t steps =
          std::min(idle - 1, static_cast<std::uint64_t>(own.uniform() * static_cast<double>(idle)));
      std::uint32_t agent = pool.first_idle;
      while (steps-- > 0) agent = agents[agent].after;
      return agent;
    }
    case AgentChoice::least_occupied: {
      std::uint32_t best = pool.first_idle;
      for (std::uint32_t agent = best; agent != nobody; agent = agents[agent].after)
        if (agents[agent].busy_us < agents[best].busy_us) best = agent;
      return best;
    }
  }
  return pool.first_idle;
}

// What a freed agent serves: best rank first, then higher priority, then the largest weighted wait.
const PoolOption* Centre::World::next_lane_for(std::uint32_t pool_index, std::int64_t& wait_us) const {
  const PoolOption* best = nullptr;
  double best_weight = 0;
  for (const PoolOption& entry : plan->pools[pool_index].options) {
    if (best != nullptr && entry.rank != best->rank) break;
    const Lane& lane = lanes[entry.lane];
    if (lane.head == nobody) continue;
    const LaneOption& option = plan->lanes[entry.lane].options[entry.option];
    const std::int64_t waited = now_us - calls[lane.head].queued_us;
    if (option.after_us > waited || lane.waiting.level() < option.if_queue_at_least) continue;
    if (option.if_free_at_least > 1 &&
        pools[pool_index].number(AgentState::idle) + 1 < option.if_free_at_least)
      continue;
    if (!platforms[entry.lane % plan->platforms].serves) continue;
    if (option.bridge >= 0 && !can_cross(option.bridge)) continue;
    const double weight = entry.weight_base_us + entry.weight_per_us * static_cast<double>(waited);
    const bool better = best == nullptr || entry.priority > best->priority ||
                        (entry.priority == best->priority && weight > best_weight);
    if (!better) continue;
    best = &entry;
    best_weight = weight;
    wait_us = waited;
  }
  return best;
}

}  // namespace switchover
