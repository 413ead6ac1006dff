// Agents: who signs in and off, and what becomes of the work in hand when they vanish (docs/MODEL.md,
// Agents).
#include <algorithm>
#include <functional>

#include "models/centre/world.hpp"

namespace switchover {

void Centre::World::start_staff() {
  std::fill(pools.begin(), pools.end(), Pool{});
  std::fill(crews.begin(), crews.end(), Crew{});
  somebody_wants_login = false;
  for (std::size_t i = agents.size(); i-- > 0;) {
    const AgentPlan& from = plan->agents[i];
    Agent& agent = agents[i] = Agent{};
    agent.factor = from.factor;
    agent.pool = agent.wanted_pool = from.home;
    agent.crew = from.crew;
    agent.named = from.named;
    pools[from.home].in_state[static_cast<std::size_t>(AgentState::off)].enter(Time{});
    if (from.named) continue;
    agent.after = crews[from.crew].first_off;
    crews[from.crew].first_off = static_cast<std::uint32_t>(i);
  }
}

bool Centre::World::is_absent(std::uint32_t a, std::uint32_t day) const {
  const AgentPlan& agent = plan->agents[a];
  const GroupSpec& group = plan->spec.groups[agent.group.index()];
  if (group.unplanned_shrinkage <= 0) return false;
  RandomStream own({seed, replication, agent.number, name_key("agents", group.name), day, Purpose::absence});
  return own.uniform() < group.unplanned_shrinkage;
}

// Of the first `target` counted agents of the pool, those who came today.
std::uint32_t Centre::World::attending(std::uint32_t p, std::uint32_t target) const {
  if (!plan->any_absence) return target;
  std::uint32_t here = target;
  for (std::uint32_t i = 0; i < target; ++i)
    if (is_absent(plan->crews[p].first_agent + i, pools[p].day)) --here;
  return here;
}

void Centre::World::staff_change(const StaffChange& change) {
  if (change.kind == StaffChange::Kind::target) {
    pools[change.who].day = change.day;
    return set_target(change.who, change.value, change.vanish);
  }
  Agent& agent = agents[change.who];
  switch (change.kind) {
    case StaffChange::Kind::target:
      return;
    case StaffChange::Kind::on_duty:
      agent.on_duty = true;
      agent.absent = is_absent(change.who, change.day);
      break;
    case StaffChange::Kind::off_duty:
      agent.on_duty = false;
      break;
    case StaffChange::Kind::away:
      agent.on_activity = true;
      break;
    case StaffChange::Kind::back:
      agent.on_activity = false;
      break;
    case StaffChange::Kind::move:
      agent.crew = change.value;
      place_named(change.who);
      break;
  }
  update_named(change.who, change.vanish);
}

void Centre::World::set_target(std::uint32_t p, std::uint32_t target, WhenAgentsVanish vanish) {
  Pool& pool = pools[p];
  pool.target = attending(p, target);
  const std::int64_t absent = target - pool.target;
  if (absent != pool.not_come.level()) pool.not_come.change(now(), absent - pool.not_come.level());
  settle(p, vanish);
}

// Brings the signed-in agents of a crew to what is wanted of it. Idle agents leave first.
void Centre::World::reconcile(std::uint32_t c, WhenAgentsVanish vanish) {
  Crew& crew = crews[c];
  const std::uint32_t p = plan->crews[c].pool, wanted = crew.wanted;
  crew.wants_login = 0;
  if (crew.present - crew.excess < wanted) {
    crew.excess -= std::min(crew.excess, wanted - (crew.present - crew.excess));
    const std::size_t gate = gate_of(p);
    while (crew.present - crew.excess < wanted && crew.first_off != nobody) {
      if (all_signed_in(plan->crews[c].home)) {
        pools[plan->crews[c].home].waits_for_leavers = true;
        return;
      }
      const std::uint32_t missing = wanted - (crew.present - crew.excess);
      if (!login_available(p)) {
        crew.wants_login = missing;
        somebody_wants_login = true;
        return;
      }
      if (gate < plan->platforms) {
        for (; crew.in_line < missing; ++crew.in_line) join_line(gate, c);
        return;
      }
      sign_in_one(c);
    }
    return;
  }
  std::uint32_t surplus = crew.present - crew.excess - wanted;
  for (std::uint32_t a = pools[p].first_idle; surplus > 0 && a != nobody;) {
    const std::uint32_t next = agents[a].after;
    if (agents[a].crew == c && !agents[a].named) {
      remove_idle(a);
      sign_off(a);
      --surplus;
    }
    a = next;
  }
  if (vanish == WhenAgentsVanish::finish) {
    crew.excess += surplus;
    return;
  }
  const std::uint32_t first = plan->crews[c].first_agent;
  for (std::uint32_t i = plan->crews[c].agents; surplus > 0 && i-- > 0;) {
    if (agents[first + i].state == AgentState::off) continue;
    force_out(first + i, vanish);
    --surplus;
  }
}

void Centre::World::sign_in_one(std::uint32_t c) {
  const std::uint32_t a = crews[c].first_off;
  crews[c].first_off = agents[a].after;
  sign_in(a);
}

// Signs an agent off who is ringing, talking or wrapping; the call is cut, or goes back to the head of its
// queue.
void Centre::World::force_out(std::uint32_t a, WhenAgentsVanish vanish) {
  const AgentState before = agents[a].state;
  const std::uint32_t c = agents[a].call;
  if (before == AgentState::talking) {
    const std::size_t l = lane_of(calls[c]);
    if (vanish == WhenAgentsVanish::drop) {
      drop_talk(c);
      return sign_off(a);
    }
    requeue_talk(c, true, calls[c].queue, calls[c].platform);
    sign_off(a);
    return serve_lane(l);
  }
  if (before == AgentState::ringing) {
    const std::size_t l = lane_of(calls[c]);
    length_changes(lanes[l], l, -1);
    agents[a].call = nobody;
    wait_in_queue(c, true);
    sign_off(a);
    return serve_lane(l);
  }
  sign_off(a);
}

void Centre::World::update_named(std::uint32_t a, WhenAgentsVanish vanish) {
  Agent& agent = agents[a];
  const bool present = !agent.is_signed_out();
  const bool wanted = agent.is_wanted();
  agent.wants_login = false;
  if (!present) {
    if (wanted) return come(a);
    if (agent.in_line) leave_line(a);
    const AgentState shown = agent.when_signed_out();
    if (agent.state != shown) set_state(a, shown);
    return;
  }
  const bool busy = agent.state == AgentState::ringing || agent.state == AgentState::talking ||
                    agent.state == AgentState::wrapping;
  if (busy) {
    if (!wanted && vanish != WhenAgentsVanish::finish) force_out(a, vanish);
    return;  // otherwise when free
  }
  if (agent.state == AgentState::idle) {
    if (wanted && !agent.on_activity && agent.wanted_pool == agent.pool) return;
    remove_idle(a);
  }
  if (!wanted) return sign_off(a);
  agent_free(a);
}

// A named agent who should be there and is not signed in: now, in turn, or once a login is free.
void Centre::World::come(std::uint32_t a) {
  Agent& agent = agents[a];
  const std::size_t gate = gate_of(agent.wanted_pool);
  if (agent.in_line) {
    if (gate < plan->platforms && agent.pool == agent.wanted_pool) return;  // keeps its turn
    leave_line(a);
  }
  if (!login_available(agent.wanted_pool)) {
    agent.wants_login = somebody_wants_login = true;
    return;
  }
  if (gate == plan->platforms) return sign_in(a);
  if (agent.state != AgentState::thrown_out) set_state(a, AgentState::thrown_out);
  enter_pool(a);
  agent.in_line = true;
  join_line(gate, static_cast<std::uint32_t>(crews.size() + a));
}

bool Centre::World::login_available(std::uint32_t p) const {
  const std::size_t mode = plan->pools[p].mode;
  for (std::size_t platform = 0; platform < plan->platforms; ++platform)
    if ((mode == platform || mode == plan->platforms) && is_full(platform, LimitKind::logins)) return false;
  return true;
}

void Centre::World::logins_changed(std::uint32_t p, int by) {
  const std::size_t mode = plan->pools[p].mode;
  for (std::size_t platform = 0; platform < plan->platforms; ++platform) {
    if (mode != platform && mode != plan->platforms) continue;
    if (by > 0) {
      seize(platform, LimitKind::logins);
    } else {
      release(platform, LimitKind::logins);
    }
  }
}

void Centre::World::retry_logins(std::size_t platform) {
  for (std::uint32_t p = 0; p < pools.size(); ++p) {
    const std::size_t mode = plan->pools[p].mode;
    if (mode != platform && mode != plan->platforms) continue;
    if (crews[p].wants_login > 0) settle(p, WhenAgentsVanish::finish);
  }
  for (std::size_t c = pools.size(); c < crews.size(); ++c) {
    if (plan->pools[plan->crews[c].pool].mode == platform && crews[c].wants_login > 0)
      settle(plan->crews[c].home, WhenAgentsVanish::finish);
  }
  for (std::uint32_t a = 0; a < agents.size(); ++a)
    if (agents[a].wants_login) update_named(a, WhenAgentsVanish::finish);
}

// The pool in which a named agent is now counted: where it is wanted.
void Centre::World::enter_pool(std::uint32_t a) {
  Agent& agent = agents[a];
  if (agent.pool == agent.wanted_pool) return;
  pools[agent.pool].in_state[static_cast<std::size_t>(agent.state)].leave(now());
  agent.pool = agent.wanted_pool;
  pools[agent.pool].in_state[static_cast<std::size_t>(agent.state)].enter(now());
  const std::size_t home = plan->pools[agent.crew].mode, here = plan->pools[agent.pool].mode;
  agent.factor = plan->agents[a].factor;
  if (home < plan->platforms && here < plan->platforms)
    agent.factor *= plan->guest_factor[home * plan->platforms + here];
}

void Centre::World::sign_in(std::uint32_t a) {
  Agent& agent = agents[a];
  if (agent.named) enter_pool(a);
  logins_changed(agent.pool, +1);
  if (!agent.named) ++crews[agent.crew].present;
  agent_free(a);
}

void Centre::World::sign_off(std::uint32_t a) {
  Agent& agent = agents[a];
  set_state(a, agent.when_signed_out());
  agent.call = nobody;
  agent.next_us = -1;
  logins_changed(agent.pool, -1);
  if (somebody_wants_login) calendar.schedule(now_us, agent.pool);  // this agent's own steps come first
  if (agent.named) return;
  Crew& crew = crews[agent.crew];
  --crew.present;
  agent.after = crew.first_off;
  crew.first_off = a;
  const std::uint32_t home = plan->crews[agent.crew].home;
  count_kept_out(home);
  if (pools[home].waits_for_leavers) calendar.schedule(now_us, home);
}

// An agent without work: leaves, goes on a break, moves, takes the next call, or waits for one.
void Centre::World::agent_free(std::uint32_t a) {
  Agent& agent = agents[a];
  if (!agent.named) {
    Crew& crew = crews[agent.crew];
    if (crew.excess > 0) {
      --crew.excess;
      return sign_off(a);
    }
  } else {
    if (!agent.is_wanted()) return sign_off(a);
    if (agent.wanted_pool != agent.pool) {
      sign_off(a);
      return come(a);
    }
    if (agent.on_activity) return set_state(a, AgentState::away);
  }
  std::int64_t wait = 0;
  const PoolOption* next = next_lane_for(agent.pool, wait);
  for (const PoolOption& entry : plan->pools[agent.pool].options)
    if (!lanes[entry.lane].ghosts.empty()) serve_ghosts(entry, next, wait);
  if (next == nullptr) {
    set_state(a, AgentState::idle);
    return add_idle(a);
  }
  const CallIndex c = lanes[next->lane].head;
  take_from_queue(c);
  ring(c, a, plan->lanes[next->lane].options[next->option]);
}

// Who cannot be reached is not given the next call at once, or one call would ring at the same ghost for
// ever.
constexpr Duration rest_after_unheard = Duration::whole_seconds(10);

void Centre::World::rest(std::uint32_t a) {
  agents[a].next_us = now_us + rest_after_unheard.count_us();
  set_state(a, AgentState::away);
  calendar.schedule(agents[a].next_us, agents_at_slot + a);
}

void Centre::World::set_state(std::uint32_t a, AgentState state) {
  Agent& agent = agents[a];
  Pool& pool = pools[agent.pool];
  const auto from = static_cast<std::size_t>(agent.state), to = static_cast<std::size_t>(state);
  if (agent.state == AgentState::talking || agent.state == AgentState::wrapping)
    agent.busy_us += now_us - agent.since_us;
  pool.in_state[from].leave(now());
  pool.in_state[to].enter(now());
  agent.state = state;
  agent.since_us = now_us;
}

void Centre::World::add_idle(std::uint32_t a) {
  Pool& pool = pools[agents[a].pool];
  agents[a].before = pool.last_idle;
  agents[a].after = nobody;
  (pool.last_idle == nobody ? pool.first_idle : agents[pool.last_idle].after) = a;
  pool.last_idle = a;
}

void Centre::World::remove_idle(std::uint32_t a) {
  Pool& pool = pools[agents[a].pool];
  const std::uint32_t before = agents[a].before, after = agents[a].after;
  (before == nobody ? pool.first_idle : agents[before].after) = after;
  (after == nobody ? pool.last_idle : agents[after].before) = before;
}

}  // namespace switchover
