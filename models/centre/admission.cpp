// The door: calls per second -> concurrent calls -> trunk -> IVR port -> queue limit (docs/MODEL.md, Calls).
#include <algorithm>
#include <cmath>

#include "models/centre/world.hpp"

namespace switchover {

// Is the platform too broken for this call? May send it on to another platform once.
bool Centre::World::refused_by_outage(CallIndex c, std::size_t& platform) {
  const PlatformState& state = platforms[platform];
  if (state.accept >= 1) return false;
  if (state.accept > 0) {
    RandomStream own = luck_of(calls[c], Purpose::outage_share, calls[c].attempt);
    if (own.uniform() < state.accept) return false;
  }
  if (state.dial_rule.effect != StageEffect::fail_to || state.dial_rule.to.is_none()) return true;
  platform = state.dial_rule.to.index();
  calls[c].platform = static_cast<std::uint8_t>(platform);
  return platforms[platform].accept <= 0;
}

std::int64_t QueueCell::* Centre::World::admission(std::size_t p) {
  PlatformState& state = platforms[p];
  if (state.gauge[static_cast<std::size_t>(LimitKind::calls_per_second)].watched) {
    const double refill = static_cast<double>(now_us - state.tokens_at_us) * 1e-6 * state.tokens_rate;
    state.tokens = std::min(state.tokens_depth, state.tokens + refill);
    state.tokens_at_us = now_us;
    Gauge& gauge = state.gauge[static_cast<std::size_t>(LimitKind::calls_per_second)];
    ++gauge.in_use;  // calls tried in the present interval; peak is found at its end
    if (state.tokens < 1) {
      turn_away(p, LimitKind::calls_per_second);
      return &QueueCell::blocked_cps;
    }
    state.tokens -= 1;
  }
  if (is_full(p, LimitKind::concurrent_calls)) {
    turn_away(p, LimitKind::concurrent_calls);
    return &QueueCell::blocked_quota;
  }
  if (is_full(p, LimitKind::trunks)) {
    turn_away(p, LimitKind::trunks);
    return &QueueCell::blocked_busy;
  }
  return nullptr;
}

void Centre::World::account_gauge(Gauge& g, std::size_t p, LimitKind kind) {
  const std::int64_t span = now_us - g.since_us;
  if (span > 0) {
    g.integral_us += span * g.in_use;
    tally.limit_use[p * limit_kinds + static_cast<std::size_t>(kind)].add(g.in_use, span);
  }
  g.since_us = now_us;
}

void Centre::World::check_full(Gauge& g, std::size_t p, LimitKind kind) {
  const bool full = g.in_use >= g.limit;
  if (full && g.full_since_us < 0) g.full_since_us = now_us;
  if (full || g.full_since_us < 0) return;
  LimitCell& here = tally.limit(row, p, kind);
  here.full_us += now_us - g.full_since_us;
  if (g.hurting_since_us >= 0) here.full_and_hurting_us += now_us - g.hurting_since_us;
  g.full_since_us = g.hurting_since_us = -1;
}

void Centre::World::seize(std::size_t p, LimitKind kind) {
  Gauge& g = platforms[p].gauge[static_cast<std::size_t>(kind)];
  if (!g.watched) {
    ++g.in_use;
    return;
  }
  account_gauge(g, p, kind);
  ++g.in_use;
  g.peak = std::max(g.peak, g.in_use);
  check_full(g, p, kind);
}

void Centre::World::release(std::size_t p, LimitKind kind) {
  Gauge& g = platforms[p].gauge[static_cast<std::size_t>(kind)];
  if (!g.watched) {
    --g.in_use;
    return;
  }
  account_gauge(g, p, kind);
  --g.in_use;
  check_full(g, p, kind);
}

void Centre::World::turn_away(std::size_t p, LimitKind kind) {
  Gauge& g = platforms[p].gauge[static_cast<std::size_t>(kind)];
  ++tally.limit(row, p, kind).turned_away;
  if (g.full_since_us >= 0 && g.hurting_since_us < 0) g.hurting_since_us = now_us;
}

void Centre::World::set_limit(std::size_t p, LimitKind kind, double value) {
  PlatformState& state = platforms[p];
  Gauge& g = state.gauge[static_cast<std::size_t>(kind)];
  const bool limited = std::isfinite(value);
  if (g.watched) account_gauge(g, p, kind);
  if (kind == LimitKind::calls_per_second) {
    const double burst = plan->spec.platforms[p].calls_burst;
    state.tokens_rate = limited ? value : 0;
    state.tokens_depth = burst > 0 ? burst : std::max(1.0, value);
    state.tokens = state.tokens_depth;
    state.tokens_at_us = now_us;
    g.limit = limited ? static_cast<std::int64_t>(std::ceil(value)) : 0;
    g.watched = limited;
    return;
  }
  if (limited && !g.watched) g.since_us = now_us;
  g.limit = limited ? static_cast<std::int64_t>(value) : std::int64_t{1} << 60;
  g.watched = g.watched || limited;
  if (g.watched) check_full(g, p, kind);
}

}  // namespace switchover
