// The door: calls per second -> concurrent calls -> trunk -> IVR port -> queue limit (docs/MODEL.md, Calls).
#include <algorithm>
#include <cmath>
#include <limits>

#include "models/centre/world.hpp"

namespace switchover {

// Where the split in force sends this caller: by the caller's fixed number, at every attempt.
std::uint8_t Centre::World::platform_by_split(const Call& call) {
  const std::size_t home = plan->streams[call.stream].queue.index();
  const auto& steps = plan->splits[home];
  std::size_t& step = split_step[home];
  while (step + 1 < steps.size() && steps[step + 1].at_us <= now_us) ++step;
  const auto& below = steps[step].below;
  if (below.front() == std::numeric_limits<std::uint64_t>::max()) return 0;
  const std::uint64_t family = plan->streams[call.stream].family + call.interval;
  const std::uint64_t number = bundle_of(seed, replication, family, call.index).fixed;
  std::uint8_t platform = 0;
  while (platform + 1U < plan->platforms && number >= below[platform]) ++platform;
  return platform;
}

// Where a failover sends this caller, the same at every attempt while the shares in force are the same. One
// hop: who is sent to a platform that sends others away stays there.
std::uint8_t Centre::World::platform_by_redirect(const Call& call) const {
  const std::size_t from = call.platform;
  const double number = luck_of(call, Purpose::redirect, 0).uniform();
  double upto = 0;
  for (std::size_t to = 0; to < plan->platforms; ++to) {
    if (to == from) continue;
    upto += redirected[from * plan->platforms + to];
    if (number < upto) return static_cast<std::uint8_t>(to);
  }
  return call.platform;
}

// Whether a platform that may be partly down takes this call; `hop` counts the platforms asked before.
bool Centre::World::accepts(const Call& call, std::size_t platform, std::uint32_t hop) const {
  const double share = platforms[platform].accept;
  if (share >= 1 || share <= 0) return share > 0;
  return luck_of(call, Purpose::outage_share, call.attempt | (hop << 16)).uniform() < share;
}

// Whether a call in hand, whose platform fails, gets a line on the other one: its door, its burst of calls
// per second, its licences and trunks and IVR ports are asked as by a new call.
bool Centre::World::gets_over(const Call& call, std::size_t to) {
  if (to == call.platform) return true;
  if (!accepts(call, to, 2) || admission(to) != nullptr) return false;
  if (call.state != CallState::ivr || !is_full(to, LimitKind::ivr_ports)) return true;
  turn_away(to, LimitKind::ivr_ports);
  return false;
}

// What a platform that is partly or wholly down does to a new call.
Centre::World::Door Centre::World::outage_door(CallIndex c, std::int64_t& extra_us) {
  Call& call = calls[c];
  const PlatformState& state = platforms[call.platform];
  if (accepts(call, call.platform, 0)) return Door::open;
  const StageRule& rule = state.dial_rule;
  switch (rule.effect) {
    case StageEffect::drop:
      return Door::closed;
    case StageEffect::fail_to:
      if (rule.to.is_none()) return Door::closed;
      call.platform = rule.to.value;
      return accepts(call, call.platform, 1) ? Door::open : Door::closed;
    case StageEffect::misroute:
      if (!rule.misroute_to.is_none()) call.queue = rule.misroute_to.value;
      return Door::open;
    case StageEffect::delay:
      extra_us = rule.delay.count_us();
      return Door::open;
    case StageEffect::keep:
    case StageEffect::keep_without_control:
    case StageEffect::requeue_keep_place:
    case StageEffect::requeue_at_back:
      return Door::open;
  }
  return Door::open;
}

std::int64_t QueueCell::*Centre::World::admission(std::size_t p) {
  PlatformState& state = platforms[p];
  Gauge& rate = state.gauge[static_cast<std::size_t>(LimitKind::calls_per_second)];
  if (rate.watched) {
    const double refill = static_cast<double>(now_us - state.tokens_at_us) * 1e-6 * state.tokens_rate;
    state.tokens = std::min(state.tokens_depth, state.tokens + refill);
    state.tokens_at_us = now_us;
    if (now_us - rate.since_us >= 1'000'000) {  // in_use: calls tried within the present second
      rate.since_us = now_us - now_us % 1'000'000;
      rate.in_use = 0;
    }
    rate.peak = std::max(rate.peak, ++rate.in_use);
    if (state.tokens < 1) {
      LimitCell& here = tally.limit(row, p, LimitKind::calls_per_second);
      ++here.turned_away;
      const std::int64_t empty_from = std::max(now_us, rate.full_since_us);  // full_since: empty until then
      const std::int64_t empty_to =
          now_us + static_cast<std::int64_t>((1 - state.tokens) / state.tokens_rate * 1e6);
      here.full_us += std::max<std::int64_t>(0, empty_to - empty_from);
      here.full_and_hurting_us += std::max<std::int64_t>(0, empty_to - empty_from);
      rate.full_since_us = std::max(rate.full_since_us, empty_to);
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

void Centre::World::use_changes(Gauge& g, std::size_t p, LimitKind kind, int by) {
  account_gauge(g, p, kind);
  g.in_use += by;
  g.peak = std::max(g.peak, g.in_use);
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
