#include "models/platform/agent_desk.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace switchover {

namespace {

constexpr std::int64_t parcels = 100;  // a parcel is at most 1 % of the agents, and at least one agent

std::int64_t billionths(double share) {
  return std::llround(std::clamp(share, 0.0, 1.0) * static_cast<double>(AgentDesk::everybody));
}
double as_share(std::int64_t billionths) {
  return static_cast<double>(billionths) / static_cast<double>(AgentDesk::everybody);
}

// How many agents a share is, and how the share of those who have arrived grows with every parcel: exactly to
// the whole.
struct Crowd {
  std::int64_t agents = 0, share = 0;
  std::int64_t arrived = 0;
  std::int64_t share_of(std::int64_t more) const { return part(arrived + more) - part(arrived); }
  std::int64_t part(std::int64_t n) const { return share * n / agents; }
};

}  // namespace

AgentDesk::AgentDesk(const RehearsalRequest& request, std::uint32_t replication, Agenda& agenda,
                     Counters counters, Outside outside)
    : request_(request),
      replication_(replication),
      agenda_(agenda),
      counters_(std::move(counters)),
      outside_(std::move(outside)),
      away_(request.estate.failovers.size()) {
  for (std::size_t p = 0; p < request.platforms.size(); ++p)
    homes_.emplace_back(PlatformId(p), ComponentId{});
}

double AgentDesk::on_duty(PlatformId platform, ComponentId scope) const {
  double agents = 0;
  if (platform.index() >= request_.staff.size()) return agents;
  const std::vector<StaffStepAt>* steps = &request_.staff[platform.index()];
  for (const ScopeStaff& staff : request_.scope_staff) {
    if (!scope.is_none() && staff.scope == scope && staff.platform == platform) steps = &staff.steps;
  }
  for (const StaffStepAt& step : *steps) {
    if (step.at > agenda_.now()) break;
    agents = step.agents;
  }
  return agents;
}

AgentDesk::Home& AgentDesk::home_of(PlatformId platform, ComponentId scope) {
  for (Home& home : homes_) {
    if (home.platform == platform && home.scope == scope) return home;
  }
  homes_.emplace_back(platform, scope);
  return homes_.back();
}

// Those who belong to another platform now: they are there, or on their way, or wait for it to work again.
std::int64_t AgentDesk::elsewhere(const Home& home) const {
  std::int64_t share = 0;
  if (!home.scope.is_none()) return share;
  for (std::size_t r = 0; r < away_.size(); ++r) {
    if (request_.estate.failovers[r].from != home.platform) continue;
    if (!away_[r].returns) share += away_[r].wanted;
  }
  return share;
}

void AgentDesk::set_in(Home& home, std::int64_t in) {
  if (home.in == in) return;
  home.in = in;
  outside_.tell({{}, StoryKind::agents_at, home.scope, -1, home.platform, home.platform, as_share(in), {}});
}

void AgentDesk::set_away(std::size_t rule, std::int64_t in) {
  if (away_[rule].in == in) return;
  const FailoverSpec& spec = request_.estate.failovers[rule];
  const std::int64_t before = away_[rule].in;
  away_[rule].in = in;
  std::int64_t same_way = 0, all = 0;
  for (std::size_t r = 0; r < away_.size(); ++r) {
    const FailoverSpec& other = request_.estate.failovers[r];
    if (other.from != spec.from) continue;
    all += away_[r].in;
    if (other.to == spec.to) same_way += away_[r].in;
  }
  Home& home = home_of(spec.from, {});
  // Nobody is in two places: whoever was still at home has left.
  if (in > before) set_in(home, std::min(home.in, everybody - all));
  outside_.tell({{}, StoryKind::agents_at, {}, -1, spec.from, spec.to, as_share(same_way), {}});
  if (in > before) settle(home);
  outside_.moved();
}

void AgentDesk::tell_failed(PlatformId where, std::int64_t agents) {
  outside_.tell({{}, StoryKind::sign_in_failed, {}, -1, where, {}, static_cast<double>(agents), {}});
}

void AgentDesk::drop(Home& home) {
  if (home.party) home.party->dropped = true;
  home.party.reset();
  home.coming = home.begun = 0;
}
void AgentDesk::drop(Away& away) {
  if (away.party) away.party->dropped = true;
  away.party.reset();
  away.coming = 0;
}

void AgentDesk::allow(PlatformId platform, ComponentId scope, double share) {
  Home& home = home_of(platform, scope);
  const std::int64_t before = home.allowed, now = billionths(share);
  if (before == now) return;
  home.allowed = now;
  if (now < before) {
    drop(home);
    set_in(home, home.in * now / before);
  }
  if (scope.is_none()) throw_out_movers(platform, before, now);
  settle(home_of(platform, scope));
}

// Those whom a failover sent to this platform share its fate.
void AgentDesk::throw_out_movers(PlatformId at, std::int64_t allowed_before, std::int64_t allowed_now) {
  for (std::size_t r = 0; r < away_.size(); ++r) {
    if (request_.estate.failovers[r].to != at) continue;
    if (allowed_now < allowed_before) {
      drop(away_[r]);
      set_away(r, away_[r].in * allowed_now / allowed_before);
    }
    settle_away(r, false, 0);
  }
}

void AgentDesk::settle(Home& home) {
  const std::int64_t most = everybody - elsewhere(home);
  const std::int64_t target = std::min(home.allowed, most);
  if (home.in + home.coming == std::max(target, home.in)) return;
  drop(home);
  if (target > home.in) {
    bring_home(static_cast<std::size_t>(&home - homes_.data()), target - home.in);
  }
}

void AgentDesk::bring_home(std::size_t which, std::int64_t share) {
  const PlatformId platform = homes_[which].platform;
  const double there = on_duty(platform, homes_[which].scope);
  Crowd crowd{std::llround(there * as_share(share)), share};
  if (crowd.agents <= 0) {  // nobody is on duty: nobody notices
    homes_[which].coming = homes_[which].begun = share;
    leave(homes_[which]);
    homes_[which].coming = homes_[which].begun = 0;
    set_in(homes_[which], homes_[which].in + share);
    return;
  }
  std::string who = request_.platforms[platform.index()];
  if (!homes_[which].scope.is_none())
    who += "/" + request_.estate.components[homes_[which].scope.index()].name;
  const SignInSpec spec = platform.index() < request_.estate.sign_in.size()
                              ? request_.estate.sign_in[platform.index()]
                              : SignInSpec{};
  auto party = std::make_shared<SignInParty>(
      SignInParty{spec,
                  fault_luck(request_.seed, replication_, who, "sign in", homes_[which].parties++),
                  false,
                  [this, platform] { return outside_.sign_in_allowed(platform); },
                  {},
                  {},
                  {}});
  auto left = std::make_shared<Crowd>(crowd), back = std::make_shared<Crowd>(crowd);
  party->begins = [this, which, left](std::int64_t agents) {
    const std::int64_t part = left->share_of(agents);
    left->arrived += agents;
    homes_[which].begun += part;
    leave(homes_[which]);
  };
  party->signed_in = [this, which, back](std::int64_t agents) {
    const std::int64_t part = back->share_of(agents);
    back->arrived += agents;
    homes_[which].coming -= part;
    homes_[which].begun -= part;
    set_in(homes_[which], homes_[which].in + part);
    outside_.moved();
  };
  party->failed = [this, platform](std::int64_t agents) { tell_failed(platform, agents); };
  homes_[which].coming = share;
  homes_[which].party = party;
  const std::int64_t parcel = std::max<std::int64_t>(1, std::llround(std::floor(there / parcels)));
  SignInLine& line = outside_.line(counters_.home[platform.index()]);
  for (std::int64_t n = crowd.agents; n > 0 && !party->dropped; n -= parcel) {
    line.join(party, std::min(n, parcel));
  }
}

// Who is nowhere signs in first; then those who come home from another platform leave it.
void AgentDesk::leave(Home& home) {
  if (!home.scope.is_none()) return;
  const std::int64_t room = everybody - home.in - home.begun - elsewhere(home);
  std::int64_t must_leave = -room;
  for (std::size_t r = 0; r < away_.size(); ++r) {
    if (request_.estate.failovers[r].from == home.platform && away_[r].returns) must_leave += away_[r].in;
  }
  for (std::size_t r = 0; r < away_.size() && must_leave > 0; ++r) {
    if (request_.estate.failovers[r].from != home.platform || !away_[r].returns) continue;
    const std::int64_t part = std::min(must_leave, away_[r].in);
    must_leave -= part;
    set_away(r, away_[r].in - part);
  }
}

void AgentDesk::send_away(std::size_t rule, std::uint64_t occurrence) {
  const FailoverSpec& spec = request_.estate.failovers[rule];
  // Two rules that lead to the same platform move the same people: those with a login there.
  std::int64_t free = everybody, logins = billionths(spec.agents.dual_enabled);
  for (std::size_t r = 0; r < away_.size(); ++r) {
    const FailoverSpec& other = request_.estate.failovers[r];
    if (r == rule || other.from != spec.from) continue;
    const std::int64_t gone = std::max(away_[r].wanted, away_[r].in);
    free -= gone;
    if (other.to == spec.to) logins -= gone;
  }
  away_[rule].returns = false;
  away_[rule].wanted = std::max<std::int64_t>(0, std::min(free, logins));
  settle_away(rule, true, occurrence);
  settle(home_of(spec.from, {}));
}

void AgentDesk::settle_away(std::size_t rule, bool with_notice, std::uint64_t occurrence) {
  Away& away = away_[rule];
  if (away.returns) return;
  const std::int64_t allowed = home_of(request_.estate.failovers[rule].to, {}).allowed;
  const std::int64_t target = away.wanted * allowed / everybody;
  if (away.in + away.coming >= target) return;
  drop(away);
  bring_away(rule, target - away.in, with_notice, occurrence);
}

void AgentDesk::bring_away(std::size_t rule, std::int64_t share, bool with_notice, std::uint64_t occurrence) {
  const FailoverSpec& spec = request_.estate.failovers[rule];
  const double there = on_duty(spec.from);
  Crowd crowd{std::llround(there * as_share(share)), share};
  if (crowd.agents <= 0) {
    set_away(rule, away_[rule].in + share);
    return;
  }
  const PlatformId to = spec.to;
  auto party = std::make_shared<SignInParty>(
      SignInParty{spec.agents.sign_in,
                  fault_luck(request_.seed, replication_, spec.name, "sign in", away_[rule].parties++),
                  false,
                  [this, to] { return outside_.sign_in_allowed(to); },
                  {},
                  {},
                  {}});
  auto back = std::make_shared<Crowd>(crowd);
  party->signed_in = [this, rule, back](std::int64_t agents) {
    const std::int64_t part = back->share_of(agents);
    back->arrived += agents;
    away_[rule].coming -= part;
    set_away(rule, away_[rule].in + part);
  };
  party->failed = [this, to](std::int64_t agents) { tell_failed(to, agents); };
  away_[rule].coming = share;
  away_[rule].party = party;
  const std::int64_t parcel = std::max<std::int64_t>(1, std::llround(std::floor(there / parcels)));
  RandomStream luck = fault_luck(request_.seed, replication_, spec.name, "notice", occurrence);
  for (std::int64_t n = crowd.agents; n > 0; n -= parcel) {
    const Duration notice = with_notice ? spec.agents.notice.draw(luck) : Duration{};
    agenda_.plan(agenda_.now() + notice, Order::agents, rule, [this, rule, party, n, parcel] {
      if (!party->dropped) outside_.line(counters_.away[rule]).join(party, std::min(n, parcel));
    });
  }
}

void AgentDesk::call_home(std::size_t rule, bool all_at_once) {
  Away& away = away_[rule];
  drop(away);
  away.returns = true;
  away.wanted = 0;
  if (all_at_once) set_away(rule, 0);
  settle(home_of(request_.estate.failovers[rule].from, {}));
}

void AgentDesk::stay_away(std::size_t rule) {
  Away& away = away_[rule];
  if (!away.returns) return;
  away.returns = false;
  away.wanted = away.in;
  settle(home_of(request_.estate.failovers[rule].from, {}));
}

bool AgentDesk::all_home(std::size_t rule) const {
  const Home& home = homes_[request_.estate.failovers[rule].from.index()];
  return away_[rule].in == 0 && away_[rule].coming == 0 && home.in >= everybody - elsewhere(home);
}

}  // namespace switchover
