// Calls and agents meet the platform's timeline: what each change does to those who are there.
#include <algorithm>
#include <cmath>
#include <limits>

#include "models/centre/world.hpp"

namespace switchover {

void Centre::World::platform_change(const PlatformChange& change) {
  const std::size_t p = change.platform.index();
  PlatformState& state = platforms[p];
  switch (change.kind) {
    case ChangeKind::accept:
      state.accept = change.value;
      state.dial_rule = change.rule;
      return;
    case ChangeKind::strike_ivr:
      return strike(change, CallState::ivr);
    case ChangeKind::strike_queue:
      return strike(change, CallState::waiting);
    case ChangeKind::strike_talk:
      return strike(change, CallState::talking);
    case ChangeKind::serve:
      state.serves = change.value > 0;
      if (state.serves) open_lanes(p);
      return;
    case ChangeKind::agents_out:
      return agents_out(p, change.value);
    case ChangeKind::agents_back:
      return agents_back(p, change.value, change.rule.delay);
    case ChangeKind::add_talk:
      state.add_talk_s = change.value;
      return;
    case ChangeKind::add_wrap:
      state.add_wrap_s = change.value;
      return;
    case ChangeKind::slow_share:
      state.slow_share = change.value;
      return;
    case ChangeKind::limit:
      set_limit(p, static_cast<LimitKind>(change.which), change.value);
      if (static_cast<LimitKind>(change.which) == LimitKind::logins) retry_logins(p);
      return;
    case ChangeKind::redirect:
      return set_redirect(p, change.rule.to.index(), change.value);
    case ChangeKind::agents_at:
      return agents_at(change);
    case ChangeKind::sign_ins:
      return set_sign_ins(p, change.value);
    case ChangeKind::no_answer:
      state.no_answer = change.value;
      return;
    case ChangeKind::bridge_ports:
      return set_bridge_ports(static_cast<std::size_t>(change.which), change.value);
  }
}

void Centre::World::set_redirect(std::size_t from, std::size_t to, double share) {
  redirected[from * plan->platforms + to] = share;
  platforms[from].redirects = false;
  for (std::size_t p = 0; p < plan->platforms; ++p)
    if (p != from && redirected[from * plan->platforms + p] > 0) platforms[from].redirects = true;
}

void Centre::World::set_bridge_ports(std::size_t b, double ports) {
  constexpr auto no_limit = std::numeric_limits<std::uint32_t>::max();
  bridge_ports[b] = ports < no_limit ? static_cast<std::uint32_t>(ports) : no_limit;
  open_lanes(plan->spec.bridges[b].from.index());  // who waits may find a way over
}

void Centre::World::open_lanes(std::size_t p) {
  for (std::size_t q = 0; q < plan->queues; ++q) serve_lane(q * plan->platforms + p);
}

// Hits every call of the platform that is in this stage, each by its own luck. Queues are hit in queue order.
void Centre::World::strike(const PlatformChange& change, CallState stage) {
  auto& hit = struck;
  hit.clear();
  const auto change_number =
      static_cast<std::uint32_t>(name_key(change.cause) >> 48);  // each event has luck of its own
  const auto feels = [&](CallIndex c) {
    if (change.rule.share >= 1) return true;
    RandomStream own = luck_of(calls[c], Purpose::stage_effect, calls[c].attempt | (change_number << 16));
    return own.uniform() < change.rule.share;
  };
  if (stage == CallState::waiting) {
    for (std::size_t q = 0; q < plan->queues; ++q) {
      for (CallIndex c = lanes[q * plan->platforms + change.platform.index()].head; c != nobody;
           c = calls[c].behind) {
        if (feels(c)) hit.push_back(c);
      }
    }
  } else {
    for (CallIndex c = 0; c < calls.size(); ++c) {
      const bool here =
          calls[c].state == stage || (stage == CallState::talking && calls[c].state == CallState::ringing);
      if (here && calls[c].platform == change.platform.index() && feels(c)) hit.push_back(c);
    }
  }
  for (const CallIndex c : hit) {
    switch (calls[c].state) {
      case CallState::ivr:
        strike_in_ivr(c, change.rule);
        break;
      case CallState::waiting:
        strike_waiting(c, change.rule);
        break;
      case CallState::ringing:
        strike_ringing(c, change.rule);
        break;
      case CallState::talking:
        strike_talking(c, change.rule);
        break;
      case CallState::unborn:
      case CallState::redialling:
        break;
    }
  }
}

void Centre::World::strike_in_ivr(CallIndex c, const StageRule& rule) {
  Call& call = calls[c];
  const auto leave_port = [&] {
    release_port(call.platform);
    call.flags &= static_cast<std::uint8_t>(~call_flag::holds_port);
  };
  switch (rule.effect) {
    case StageEffect::fail_to:
      if (rule.to.is_none()) return;
      if (gets_over(call, rule.to.index())) {
        leave_port();
        move_line(c, rule.to.index());
        return enter_ivr(c, 0);
      }
      [[fallthrough]];
    case StageEffect::drop:
      leave_port();
      ++cell_now(call).dropped_ivr;
      hang_up(c);
      tell(c, "cut off in the IVR", "outage");
      return end_attempt(c, plan->spec.queues[call.queue].callers.after_drop);
    case StageEffect::delay:
      return schedule_call(c, call.next_us + rule.delay.count_us());
    case StageEffect::misroute:
      if (rule.misroute_to.is_none()) return;
      ++cell_now(call).flow_out;
      call.queue = rule.misroute_to.value;
      ++cell_now(call).transferred_in;
      return;
    case StageEffect::requeue_keep_place:
    case StageEffect::requeue_at_back:
      call.flags &= static_cast<std::uint8_t>(~(call_flag::settled_ivr | call_flag::leaves_ivr));
      return leave_ivr(c);
    case StageEffect::keep:
    case StageEffect::keep_without_control:
      return;
  }
}

void Centre::World::drop_waiting(CallIndex c, const char* how) {
  leave_waiting(c, &QueueCell::dropped_queue);
  hang_up(c);
  tell(c, how, "outage");
  end_attempt(c, plan->spec.queues[calls[c].queue].callers.after_drop);
}

void Centre::World::strike_waiting(CallIndex c, const StageRule& rule) {
  Call& call = calls[c];
  switch (rule.effect) {
    case StageEffect::drop:
      return drop_waiting(c, "cut off while waiting");
    case StageEffect::requeue_at_back:
      take_from_queue(c);
      tell(c, "loses the place in the queue", "outage");
      return wait_in_queue(c, false);
    case StageEffect::fail_to:
    case StageEffect::misroute: {
      const bool moves = rule.effect == StageEffect::fail_to;
      if (moves ? rule.to.is_none() : rule.misroute_to.is_none()) return;
      if (moves && !gets_over(call, rule.to.index())) return drop_waiting(c, "cut off while waiting");
      leave_waiting(c, &QueueCell::flow_out);
      if (moves) {
        move_line(c, rule.to.index());
      } else {
        call.queue = rule.misroute_to.value;
      }
      call.hangs_up_us =
          std::max<std::int64_t>(0, call.hangs_up_us - now_us);  // patience is not restarted by a transfer
      return transfer(c);
    }
    case StageEffect::delay:  // nothing to connect it with for a while: it keeps its place and is asked again
                              // then
    case StageEffect::keep:
    case StageEffect::keep_without_control:
    case StageEffect::requeue_keep_place:
      return;
  }
}

void Centre::World::strike_ringing(CallIndex c, const StageRule& rule) {
  if (rule.effect == StageEffect::keep || rule.effect == StageEffect::keep_without_control ||
      rule.effect == StageEffect::delay)
    return;
  Call& call = calls[c];
  const std::uint32_t a = call.behind;
  const std::size_t l = lane_of(call);
  length_changes(lanes[l], l, -1);
  agents[a].call = nobody;
  if (rule.effect == StageEffect::drop) {
    drop_waiting(c, "cut off while ringing");
  } else {
    wait_in_queue(c, true);
    if (rule.effect != StageEffect::requeue_keep_place) strike_waiting(c, rule);
  }
  agent_free(a);
}

void Centre::World::strike_talking(CallIndex c, const StageRule& rule) {
  Call& call = calls[c];
  const std::uint32_t a = call.behind;
  switch (rule.effect) {
    case StageEffect::keep:
    case StageEffect::keep_without_control:
      return;  // the conversation goes on
    case StageEffect::delay:
      return schedule_call(c, call.next_us + rule.delay.count_us());
    case StageEffect::drop:
      drop_talk(c);
      break;
    case StageEffect::requeue_keep_place:
      requeue_talk(c, true, call.queue, call.platform);
      break;
    case StageEffect::requeue_at_back:
      requeue_talk(c, false, call.queue, call.platform);
      break;
    case StageEffect::fail_to:
      if (rule.to.is_none()) return;
      if (gets_over(call, rule.to.index())) {
        requeue_talk(c, false, call.queue, rule.to.index());
      } else {
        drop_talk(c);
      }
      break;
    case StageEffect::misroute:
      if (rule.misroute_to.is_none()) return;
      requeue_talk(c, false, rule.misroute_to.index(), call.platform);
      break;
  }
  agent_free(a);
}

// The line of a call in hand is moved to another platform by the fault's own failover.
void Centre::World::move_line(CallIndex c, std::size_t platform) {
  hang_up(c);
  calls[c].platform = static_cast<std::uint8_t>(platform);
  seize(platform, LimitKind::trunks);
  seize(platform, LimitKind::concurrent_calls);
}

}  // namespace switchover
