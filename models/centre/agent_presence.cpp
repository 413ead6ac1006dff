// Where agents are when their platform is not: signed out, sent to another platform, in line for a sign-in.
#include <algorithm>
#include <cmath>
#include <limits>

#include "models/centre/world.hpp"

namespace switchover {

namespace {

std::uint32_t rounded(double agents) { return static_cast<std::uint32_t>(std::floor(agents + 0.5)); }

WhenAgentsVanish fate_of_talks(StageEffect effect) {
  switch (effect) {
    case StageEffect::drop:
      return WhenAgentsVanish::drop;
    case StageEffect::requeue_keep_place:
    case StageEffect::requeue_at_back:
      return WhenAgentsVanish::requeue;
    case StageEffect::keep:
    case StageEffect::delay:
    case StageEffect::misroute:
    case StageEffect::keep_without_control:
    case StageEffect::fail_to:
      return WhenAgentsVanish::finish;
  }
  return WhenAgentsVanish::finish;
}

}  // namespace

// ---- shares of a platform's agents, by where they are
// ------------------------------------------------------------------------------

void Centre::World::agents_at(const PlatformChange& change) {
  const std::size_t home = change.platform.index();
  const std::size_t where = change.rule.to.is_none() ? home : change.rule.to.index();
  if (change.group.is_none()) {
    presence[home * plan->platforms + where] = change.value;
  } else {
    group_presence[home * plan->groups + change.group.index()] = change.value;
  }
  const WhenAgentsVanish vanish = fate_of_talks(change.rule.effect);
  const auto concerns = [&](std::uint32_t pool) {
    return plan->pools[pool].mode == home &&
           (change.group.is_none() || plan->pools[pool].group == change.group);
  };
  for (std::uint32_t p = 0; p < pools.size(); ++p)
    if (concerns(p)) settle(p, vanish);
  for (std::uint32_t a = 0; a < agents.size(); ++a) {
    if (!agents[a].named || !concerns(agents[a].crew)) continue;
    const bool was_away = agents[a].kept_away;
    const std::uint32_t before = agents[a].wanted_pool;
    place_named(a);
    if (agents[a].kept_away != was_away || agents[a].wanted_pool != before ||
        plan->pools[agents[a].pool].mode == where)
      leave_or_stay(a, where, vanish);
  }
}

double Centre::World::share_at_home(std::uint32_t pool) const {
  const std::size_t p = plan->pools[pool].mode;
  if (p == plan->platforms) return 1;
  return presence[p * plan->platforms + p] *
         group_presence[p * plan->groups + plan->pools[pool].group.index()];
}

// Brings the crews of a home to what staffing, outages and failovers want. The parts are rounded so that they
// never sum to more than the whole: those who leave home like those who arrive elsewhere.
void Centre::World::settle(std::uint32_t home, WhenAgentsVanish vanish) {
  Pool& pool = pools[home];
  pool.waits_for_leavers = false;
  const std::uint32_t not_here = rounded(pool.target * (1 - share_at_home(home)));
  crews[home].wanted = pool.target - std::min(pool.target, std::max(not_here, pool.thrown_out));
  reconcile(home, vanish);
  double moved = 0;
  std::uint32_t given = 0;
  for (auto c = static_cast<std::uint32_t>(pools.size()); c < crews.size(); ++c) {
    if (plan->crews[c].home != home) continue;
    const std::size_t from = plan->pools[home].mode, to = plan->pools[plan->crews[c].pool].mode;
    moved += presence[from * plan->platforms + to];
    const std::uint32_t upto = std::min(pool.target, rounded(pool.target * moved));
    crews[c].wanted = upto - given;
    given = upto;
    reconcile(c, vanish);
  }
  count_kept_out(home);
}

// An agent's fixed number says who is sent away first (the lowest), and who stays at home to the last.
void Centre::World::place_named(std::uint32_t a) {
  Agent& agent = agents[a];
  const std::size_t home = plan->pools[agent.crew].mode;
  const double number = plan->agents[a].fixed_number;
  agent.wanted_pool = agent.crew;
  agent.kept_away = false;
  if (home == plan->platforms) return;
  double moved = 0;
  for (std::size_t to = 0; to < plan->platforms; ++to) {
    if (to == home) continue;
    moved += presence[home * plan->platforms + to];
    if (number >= moved) continue;
    agent.wanted_pool = static_cast<std::uint32_t>(agent.crew - home + to);
    return;
  }
  const double from = 1 - presence[home * plan->platforms + home];
  agent.kept_away = number < from || number >= from + share_at_home(agent.crew);
}

// A named agent after the share of those at `where` has changed: whoever is no longer wanted there leaves.
void Centre::World::leave_or_stay(std::uint32_t a, std::size_t where, WhenAgentsVanish vanish) {
  const Agent& agent = agents[a];
  const bool busy = agent.state == AgentState::ringing || agent.state == AgentState::talking ||
                    agent.state == AgentState::wrapping;
  const bool leaves =
      plan->pools[agent.pool].mode == where && (agent.kept_away || agent.wanted_pool != agent.pool);
  if (busy && leaves && vanish != WhenAgentsVanish::finish) force_out(a, vanish);
  update_named(a, WhenAgentsVanish::finish);
}

std::uint32_t Centre::World::signed_in_of(std::uint32_t home) const {
  std::uint32_t here = crews[home].present;
  for (std::size_t c = pools.size(); c < crews.size(); ++c)
    if (plan->crews[c].home == home) here += crews[c].present;
  return here;
}

// Nobody is in two places: who finishes a conversation on one platform is not signed in on another yet.
bool Centre::World::all_signed_in(std::uint32_t home) const {
  return signed_in_of(home) >= pools[home].target;
}

// Counted agents of this home who are on duty and signed in nowhere. Who is refused by a limit of logins is
// not away from work: there is no place for them.
void Centre::World::count_kept_out(std::uint32_t home) {
  std::uint32_t here = signed_in_of(home) + crews[home].wants_login;
  for (std::size_t c = pools.size(); c < crews.size(); ++c)
    if (plan->crews[c].home == home) here += crews[c].wants_login;
  Pool& pool = pools[home];
  const std::int64_t out = pool.target - std::min(pool.target, here);
  if (out != pool.kept_out.level()) pool.kept_out.change(now(), out - pool.kept_out.level());
}

// ---- sign-ins, one after another
// ---------------------------------------------------------------------------------------------------

// The platform whose sign-ins this pool has to wait for, or `platforms` where everybody signs in as they
// come.
std::size_t Centre::World::gate_of(std::uint32_t p) const {
  const std::size_t mode = plan->pools[p].mode;
  std::size_t slowest = plan->platforms;
  double rate = std::numeric_limits<double>::infinity();
  for (std::size_t platform = 0; platform < plan->platforms; ++platform) {
    if (mode != platform && mode != plan->platforms) continue;
    if (platforms[platform].sign_ins_per_minute >= rate) continue;
    rate = platforms[platform].sign_ins_per_minute;
    slowest = platform;
  }
  return slowest;
}

// `who`: a crew, or the crews and then a named agent.
void Centre::World::join_line(std::size_t platform, std::uint32_t who) {
  platforms[platform].line.push_back(who);
  if (platforms[platform].turn_at_us < 0) next_turn(platform);
}

void Centre::World::leave_line(std::uint32_t a) {
  const auto who = static_cast<std::uint32_t>(crews.size() + a);
  for (PlatformState& state : platforms) std::erase(state.line, who);
  agents[a].in_line = false;
}

void Centre::World::next_turn(std::size_t platform) {
  PlatformState& state = platforms[platform];
  state.turn_at_us = -1;
  if (state.line.empty() || state.sign_ins_per_minute <= 0) return;
  state.turn_at_us = now_us + static_cast<std::int64_t>(60e6 / state.sign_ins_per_minute + 0.5);
  calendar.schedule(state.turn_at_us, platform);  // the slot of the first group's pool there
}

// The first in line signs in; whoever no longer wants to is passed over. False when nobody did.
bool Centre::World::sign_in_first(std::size_t platform) {
  auto& line = platforms[platform].line;
  while (!line.empty()) {
    const std::uint32_t who = line.front();
    const bool is_crew = who < crews.size();
    const std::uint32_t pool = is_crew ? plan->crews[who].pool : agents[who - crews.size()].wanted_pool;
    line.erase(line.begin());
    if (is_crew) {
      Crew& crew = crews[who];
      --crew.in_line;
      if (crew.present - crew.excess >= crew.wanted || crew.first_off == nobody) continue;
      if (login_available(pool) && !all_signed_in(plan->crews[who].home)) {
        sign_in_one(who);
        count_kept_out(plan->crews[who].home);
        return true;
      }
      reconcile(who, WhenAgentsVanish::finish);  // notes what it waits for
      continue;
    }
    const auto a = static_cast<std::uint32_t>(who - crews.size());
    agents[a].in_line = false;
    if (login_available(pool)) {
      sign_in(a);
      return true;
    }
    agents[a].wants_login = somebody_wants_login = true;
  }
  return false;
}

void Centre::World::set_sign_ins(std::size_t platform, double per_minute) {
  PlatformState& state = platforms[platform];
  state.sign_ins_per_minute = per_minute;
  if (std::isfinite(per_minute)) return next_turn(platform);
  state.turn_at_us = -1;
  while (sign_in_first(platform)) {
  }
}

// ---- outages: everybody out, and back one by one
// ------------------------------------------------------------------------------------

// Signs agents of the platform off, as many as the share says; those who talk on leave when the call ends.
void Centre::World::agents_out(std::size_t platform, double share) {
  for (std::uint32_t p = 0; p < pools.size(); ++p) {
    if (plan->pools[p].mode != platform) continue;
    Pool& pool = pools[p];
    const auto all = std::uint32_t{1} << 30;  // also those whose shift begins during the fault
    pool.thrown_out = share >= 1 ? all : rounded(share * pool.target);
    settle(p, WhenAgentsVanish::finish);
  }
  for (std::uint32_t a = 0; a < agents.size(); ++a) {
    if (!agents[a].named || plan->pools[agents[a].wanted_pool].mode != platform) continue;
    if (plan->agents[a].fixed_number >= share) continue;
    agents[a].thrown_out = true;
    update_named(a, WhenAgentsVanish::finish);
  }
}

void Centre::World::agents_back(std::size_t platform, double per_minute, Duration over) {
  auto& waiting = returning;
  std::fill(waiting.begin(), waiting.end(), 0);
  double all = 0;
  for (const Agent& agent : agents) {
    if (agent.thrown_out) ++waiting[agent.wanted_pool];
  }
  for (std::uint32_t p = 0; p < pools.size(); ++p) {
    if (plan->pools[p].mode != platform) continue;
    waiting[p] += std::min(pools[p].thrown_out, pools[p].target);
    all += waiting[p];
  }
  for (std::uint32_t p = 0; p < pools.size(); ++p) {
    if (plan->pools[p].mode != platform || waiting[p] == 0) continue;
    const double mine = waiting[p];
    const double gap_s = per_minute > 0 ? 60 / per_minute * all / mine : over.in_seconds() / mine;
    pools[p].thrown_out = waiting[p];
    pools[p].return_gap_us = Duration::seconds(gap_s).count_us();
    pools[p].return_at_us = now_us + pools[p].return_gap_us;
    if (pools[p].return_gap_us > 0) {
      calendar.schedule(pools[p].return_at_us, p);
      continue;
    }
    while (pools[p].thrown_out > 0) {
      pools[p].return_at_us = now_us;
      return_tick(p);
    }
  }
}

// A pool's own event: somebody's turn to sign in, a login that is free again, one more agent back after an
// outage.
void Centre::World::return_tick(std::uint32_t p) {
  Pool& pool = pools[p];
  for (std::size_t platform = 0; platform < plan->platforms; ++platform) {
    const std::size_t mode = plan->pools[p].mode;
    if (mode == platform && platforms[platform].turn_at_us == now_us) {
      sign_in_first(platform);
      next_turn(platform);
    }
    if (somebody_wants_login && (mode == platform || mode == plan->platforms)) retry_logins(platform);
  }
  if (pool.waits_for_leavers) settle(p, WhenAgentsVanish::finish);
  if (pool.thrown_out == 0 || pool.return_at_us != now_us) return;
  --pool.thrown_out;
  bool named = false;
  for (std::uint32_t a = 0; a < agents.size() && !named; ++a) {
    if (!agents[a].thrown_out || agents[a].wanted_pool != p) continue;
    named = true;
    agents[a].thrown_out = false;
    update_named(a, WhenAgentsVanish::finish);
  }
  if (!named) settle(p, WhenAgentsVanish::finish);
  if (pool.thrown_out == 0) return;
  pool.return_at_us = now_us + pool.return_gap_us;
  calendar.schedule(pool.return_at_us, p);
}

}  // namespace switchover
