// The life of a call: dial -> trunk -> IVR -> queue -> ring -> talk -> wrap. Every transition of a call is in
// this file.
#include "models/centre/centre.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/centre/world.hpp"

namespace switchover {

namespace {
constexpr std::int64_t never_us = Time::never().count_us();

std::int64_t later(std::int64_t now_us, std::int64_t duration_us) {
  return duration_us >= Duration::longest_us ? never_us : now_us + duration_us;
}
}  // namespace

const Tally& Centre::World::run(std::uint64_t the_seed, std::uint32_t the_replication) {
  seed = the_seed;
  replication = the_replication;
  start_accounts();
  start_staff();
  start_arrivals();
  update_control();
  if (control_us == 0) control();
  for (EventCalendar::Key key;; ++tally.events) {
    if (calendar.take_before(limit_us, key)) {
      now_us = calendar.time_of(key);
      fetch_coming();
      handle(key);
      if (live_calls == 0 && now_us >= plan->length_us) break;
    } else if (limit_us >= plan->latest_us || (live_calls == 0 && now_us >= plan->length_us)) {
      break;
    } else {
      now_us = limit_us;
      if (control_us <= arrival_us) {
        control();
      } else {
        arrive();
      }
    }
  }
  count_still_here();
  finish_accounts();
  return tally;
}

void Centre::World::handle(EventCalendar::Key key) {
  const std::size_t slot = calendar.slot_of(key);
  if (slot >= calls_at) {
    const auto c = static_cast<CallIndex>(slot - calls_at);
    if (calls[c].next_us != now_us) return;  // stale
    switch (calls[c].state) {
      case CallState::unborn:
        return;
      case CallState::ivr:
        return leave_ivr(c);
      case CallState::waiting:
        return waiting_event(c);
      case CallState::ringing:
        return ringing_event(c);
      case CallState::talking:
        return end_talk(c);
      case CallState::redialling:
        return redial(c);
    }
  }
  if (slot >= agents_at_slot) {
    const auto a = static_cast<std::uint32_t>(slot - agents_at_slot);
    const bool rests = agents[a].state == AgentState::wrapping || agents[a].state == AgentState::away;
    if (rests && agents[a].next_us == now_us) agent_free(a);
    return;
  }
  return_tick(static_cast<std::uint32_t>(slot));
}

SWITCHOVER_FLATTEN void Centre::World::arrive() {
  const std::size_t s = arrival_stream;
  const CallIndex c = new_caller(s);
  next_arrival(s);
  choose_next_stream();
  if (trace != nullptr) trace_number.resize(calls.size());
  if (trace != nullptr) trace_number[c] = dialled_people++;
  dial(c);
}

void Centre::World::redial(CallIndex c) {
  Call& call = calls[c];
  ++call.attempt;
  const QueueSpec& queue = plan->spec.queues[plan->streams[call.stream].queue.index()];
  call.queue = plan->streams[call.stream].queue.value;
  call.flags &= call_flag::met_busy;
  RandomStream own = luck_of(call, Purpose::patience, call.attempt);
  call.hangs_up_us = queue.patience.is_never() ? never_us : queue.patience.draw(own).count_us();
  dial(c);
}

void Centre::World::dial(CallIndex c) {
  Call& call = calls[c];
  const std::size_t home = plan->streams[call.stream].queue.index();
  call.platform = plan->platforms > 1 ? platform_by_split(call) : std::uint8_t{0};
  if (platforms[call.platform].redirects) call.platform = platform_by_redirect(call);
  PeopleCell& person = tally.person(call.first_row, home);
  ++person.attempts;
  ++(call.attempt == 0 ? person.people : person.redials);
  std::int64_t extra_us = 0;
  const Door door = open_door(call.platform) ? Door::open : outage_door(c, extra_us);
  QueueCell& here = cell_now(call);
  ++here.attempts;
  if (call.attempt == 0) ++here.first_attempts;
  const QueueSpec& queue = plan->spec.queues[call.queue];
  const std::size_t p = call.platform;
  if (door == Door::closed) {
    ++here.failed_outage;
    tell(c, "the call fails", "outage: the platform takes no new calls");
    return end_attempt(c, queue.callers.after_failure);
  }
  std::int64_t QueueCell::*refused = admission(p);
  const bool has_ivr = facts[call.queue].has_ivr;
  if (refused == nullptr && has_ivr && is_full(p, LimitKind::ivr_ports)) {
    turn_away(p, LimitKind::ivr_ports);
    refused = &QueueCell::blocked_ports;
  }
  if (refused != nullptr) {
    ++(here.*refused);
    if ((call.flags & call_flag::met_busy) == 0) ++person.met_busy;
    call.flags |= call_flag::met_busy;
    tell(c, "busy tone", "admission: calls per second -> concurrent calls -> trunk -> IVR port");
    return end_attempt(c, queue.callers.after_busy);
  }
  seize(p, LimitKind::concurrent_calls);
  seize(p, LimitKind::trunks);
  tell(c, "the call gets a line", "admission: nothing is full");
  if (has_ivr || extra_us > 0) return enter_ivr(c, extra_us);
  enter_queue(c);
}

void Centre::World::enter_ivr(CallIndex c, std::int64_t extra_us) {
  Call& call = calls[c];
  const QueueSpec& queue = plan->spec.queues[call.queue];
  seize_port(call.platform);
  call.flags |= call_flag::holds_port;
  call.state = CallState::ivr;
  RandomStream own = luck_of(call, Purpose::ivr, call.attempt);
  std::int64_t length = queue.ivr.is_zero() ? 0 : queue.ivr.draw(own).count_us();
  if (queue.contained > 0 || queue.ivr_abandon > 0) {
    RandomStream issue = luck_of(call, Purpose::ivr_fate, 0);
    RandomStream mood = luck_of(call, Purpose::ivr_fate, call.attempt + 1U);
    if (issue.uniform() < queue.contained) {
      call.flags |= call_flag::settled_ivr;
    } else if (mood.uniform() * (1 - queue.contained) < queue.ivr_abandon) {
      call.flags |= call_flag::leaves_ivr;
      length = static_cast<std::int64_t>(mood.uniform() * static_cast<double>(length));
    }
  }
  tell(c, "in the IVR", "");
  length += extra_us;
  if (length > 0) return schedule_call(c, later(now_us, length));
  leave_ivr(c);
}

void Centre::World::leave_ivr(CallIndex c) {
  Call& call = calls[c];
  if (call.flags & call_flag::holds_port) release_port(call.platform);
  const std::uint8_t fate = call.flags;
  call.flags &=
      static_cast<std::uint8_t>(~(call_flag::holds_port | call_flag::settled_ivr | call_flag::leaves_ivr));
  if (fate & call_flag::settled_ivr) {
    ++cell_now(call).contained;
    tell(c, "the IVR settles the issue", "");
    hang_up(c);
    return end_person(c, &PeopleCell::served);
  }
  if (fate & call_flag::leaves_ivr) {
    ++cell_now(call).ivr_abandon;
    tell(c, "hangs up in the IVR", "");
    hang_up(c);
    return end_attempt(c, plan->spec.queues[call.queue].callers.after_abandon);
  }
  enter_queue(c);
}

void Centre::World::enter_queue(CallIndex c) {
  Call& call = calls[c];
  const std::size_t l = lane_of(call);
  call.queued_us = now_us;
  call.hangs_up_us = later(now_us, call.hangs_up_us);
  if (platforms[call.platform].serves) {
    if (const LaneOption* option = option_for(l, 0, lanes[l].waiting.level() + 1)) {
      ++cell_now(call).offered;
      return ring(c, choose_agent(option->pool, call), *option);
    }
  }
  const QueueSpec& queue = plan->spec.queues[call.queue];
  const bool own_full = facts[call.queue].limited && lanes[l].waiting.level() >= *queue.max_queued;
  if (own_full || is_full(call.platform, LimitKind::queued)) {
    if (!own_full) turn_away(call.platform, LimitKind::queued);
    ++cell_now(call).blocked_queue;
    if ((call.flags & call_flag::met_busy) == 0)
      ++tally.person(call.first_row, plan->streams[call.stream].queue.index()).met_busy;
    call.flags |= call_flag::met_busy;
    tell(c, "turned away", "admission: the queue is full");
    hang_up(c);
    return end_attempt(c, queue.callers.after_busy);
  }
  if (facts[call.queue].balks && luck_of(call, Purpose::balk, call.attempt).uniform() < queue.balk) {
    ++cell_now(call).balked;
    tell(c, "hangs up at once", "nobody free, does not want to wait");
    hang_up(c);
    return end_attempt(c, queue.callers.after_abandon);
  }
  ++cell_now(call).offered;
  tell(c, "waits in the queue", "routing: no agent who may take it is free");
  wait_in_queue(c, false);
  if (plan->lanes[l].conditional) serve_lane(l);
}

void Centre::World::wait_in_queue(CallIndex c, bool at_head) {
  Call& call = calls[c];
  Lane& lane = lanes[lane_of(call)];
  call.state = CallState::waiting;
  if (at_head) {
    push_front(lane, c);
  } else {
    push_back(lane, c);
  }
  length_changes(lane, lane_of(call), +1);
  seize(call.platform, LimitKind::queued);
  schedule_call(c, next_waiting_event(call));
}

void Centre::World::take_from_queue(CallIndex c) {
  Call& call = calls[c];
  Lane& lane = lanes[lane_of(call)];
  unlink(lane, c);
  length_changes(lane, lane_of(call), -1);
  release(call.platform, LimitKind::queued);
}

void Centre::World::waiting_event(CallIndex c) {
  Call& call = calls[c];
  if (now_us >= call.hangs_up_us) return hang_up_waiting(c);
  const auto& max_wait = plan->spec.queues[call.queue].max_wait;
  if (max_wait && now_us >= call.queued_us + max_wait->count_us()) {
    tell(c, "forced out of the queue", "maximum wait");
    leave_waiting(c, &QueueCell::forced_out);
    hang_up(c);
    return end_attempt(c, plan->spec.queues[call.queue].callers.after_busy);
  }
  serve_lane(lane_of(call));
  if (call.state == CallState::waiting && call.next_us == now_us) schedule_call(c, next_waiting_event(call));
}

// Gives waiting calls to idle agents while both exist.
void Centre::World::serve_lane(std::size_t l) {
  Lane& lane = lanes[l];
  if (!platforms[l % plan->platforms].serves) return;
  while (lane.head != nobody) {
    const CallIndex c = lane.head;
    const LaneOption* option = option_for(l, now_us - calls[c].queued_us, lane.waiting.level());
    if (option == nullptr) return;
    take_from_queue(c);
    ring(c, choose_agent(option->pool, calls[c]), *option);
  }
}

void Centre::World::ring(CallIndex c, std::uint32_t a, const LaneOption& option) {
  Call& call = calls[c];
  if (agents[a].state == AgentState::idle) remove_idle(a);
  if (!facts[call.queue].rings &&
      (platforms[call.platform].no_answer <= 0 || fate_of_ring(call) == Ring::answered))
    return answer(c, a, option);
  const std::int64_t length = ring_duration(call);
  call.state = CallState::ringing;
  call.behind = a;
  call.ahead = static_cast<std::uint32_t>(&option - plan->lanes[lane_of(call)].options.data());
  agents[a].call = c;
  set_state(a, AgentState::ringing);
  length_changes(lanes[lane_of(call)], lane_of(call), +1);  // the caller still waits
  tell(c, "rings at an agent", "routing: best rank with somebody free");
  schedule_call(c, std::min(call.hangs_up_us, later(now_us, length)));
}

void Centre::World::ringing_event(CallIndex c) {
  Call& call = calls[c];
  const std::size_t l = lane_of(call);
  const std::uint32_t a = call.behind;
  length_changes(lanes[l], l, -1);
  agents[a].call = nobody;
  if (now_us >= call.hangs_up_us) {
    leave_waiting(c, &QueueCell::abandoned);
    hang_up(c);
    tell(c, "hangs up while it rings", "patience");
    end_attempt(c, plan->spec.queues[call.queue].callers.after_abandon);
    return agent_free(a);
  }
  if (const Ring fate = fate_of_ring(call); fate != Ring::answered) {
    ++cohort(call).rings_unanswered;
    ++call.requeues;
    tell(c, "nobody picks up", "back to the head of the queue, original time kept");
    wait_in_queue(c, true);
    if (fate == Ring::missed) {
      serve_lane(l);  // others first
      return agent_free(a);
    }
    rest(a);
    return serve_lane(l);
  }
  answer(c, a, plan->lanes[l].options[call.ahead]);
}

void Centre::World::answer(CallIndex c, std::uint32_t a, const LaneOption& option) {
  Call& call = calls[c];
  const std::size_t l = lane_of(call);
  const std::int64_t wait = now_us - call.queued_us;
  QueueCell& here = cell_now(call);
  if ((call.flags & call_flag::answered_before) == 0) {
    QueueCell& born = cohort(call);
    ++born.answered;
    ++here.handled;
    if (static_cast<double>(wait) <= facts[call.queue].target_us) ++born.answered_in_time;
    if (wait == 0) {
      ++born.answered_at_once;
    } else {
      born.wait_answered_us += wait;
      born.wait_all_us += wait;
      born.longest_wait_us = std::max(born.longest_wait_us, wait);
      tally.waits[l].add(wait);
    }
    call.flags |= call_flag::answered_before;
  }
  if (!lanes[l].ghosts.empty()) release_ghosts(l, call.queued_us);
  std::int64_t length = talk_duration(call, a, option);
  if (option.bridge >= 0) {
    const auto b = static_cast<std::size_t>(option.bridge);
    RandomStream own = luck_of(call, Purpose::stage_effect, 2000U + call.attempt);
    length += plan->spec.bridges[b].cost.draw(own).count_us();
    ++bridge_use[b];
    call.bridge = static_cast<std::uint8_t>(b);
    seize(plan->spec.bridges[b].to.index(), LimitKind::trunks);
    seize(plan->spec.bridges[b].to.index(), LimitKind::concurrent_calls);
  }
  agents[a].call = c;
  set_state(a, AgentState::talking);
  ++tally.agent_cells[row * pools.size() + agents[a].pool].answered;
  call.state = CallState::talking;
  call.behind = a;
  talking_changes(lanes[l], +1);
  tell(c, "answered", "routing: best rank, then longest wait or longest idle");
  schedule_call(c, later(now_us, length));
}

void Centre::World::hang_up_waiting(CallIndex c) {
  tell(c, "hangs up", "patience");
  leave_waiting(c, &QueueCell::abandoned);
  hang_up(c);
  end_attempt(c, plan->spec.queues[calls[c].queue].callers.after_abandon);
}

// Accounts of a caller who leaves the queue (or a ringing phone) unanswered.
void Centre::World::leave_waiting(CallIndex c, std::int64_t QueueCell::*outcome) {
  Call& call = calls[c];
  if (call.state == CallState::waiting) take_from_queue(c);
  const std::int64_t wait = now_us - call.queued_us;
  const bool abandons = outcome == &QueueCell::abandoned;
  if (abandons) ++cell_now(call).abandoned_left;
  if (call.flags & call_flag::answered_before) return;  // requeued: its one outcome is the answer it had
  QueueCell& born = cohort(call);
  ++(born.*outcome);
  born.wait_all_us += wait;
  born.longest_wait_us = std::max(born.longest_wait_us, wait);
  if (!abandons) return;
  if (static_cast<double>(wait) <= facts[call.queue].short_us) ++born.abandoned_short;
  if (static_cast<double>(wait) <= facts[call.queue].target_us) ++born.abandoned_in_time;
  auto& ghosts = lanes[lane_of(call)].ghosts;
  ghosts.push_back(call.queued_us);
  std::push_heap(ghosts.begin(), ghosts.end(), std::greater<>{});
}

void Centre::World::hang_up(CallIndex c) {
  const Call& call = calls[c];
  release(call.platform, LimitKind::trunks);
  release(call.platform, LimitKind::concurrent_calls);
}

void Centre::World::close_talk(CallIndex c) {
  Call& call = calls[c];
  const std::uint32_t a = call.behind;
  cell(row_of(agents[a].since_us), call).talk_us += now_us - agents[a].since_us;
  talking_changes(lanes[lane_of(call)], -1);
  agents[a].call = nobody;
  if (call.bridge == 255) return;
  const BridgeSpec& bridge = plan->spec.bridges[call.bridge];
  --bridge_use[call.bridge];
  release(bridge.to.index(), LimitKind::trunks);
  release(bridge.to.index(), LimitKind::concurrent_calls);
  call.bridge = 255;
}

SWITCHOVER_FLATTEN void Centre::World::end_talk(CallIndex c) {
  Call& call = calls[c];
  const std::uint32_t a = call.behind;
  std::int64_t wrap_us = 0;
  if (facts[call.queue].wraps) {
    RandomStream own = luck_of(call, Purpose::wrap, 0);
    wrap_us = plan->spec.queues[call.queue].wrap.draw(own).count_us();
    if (agents[a].factor != 1)
      wrap_us = static_cast<std::int64_t>(static_cast<double>(wrap_us) * agents[a].factor + 0.5);
  }
  const PlatformState& state = platforms[call.platform];
  if (state.add_wrap_s > 0 &&
      (state.slow_share >= 1 || luck_of(call, Purpose::stage_effect, 1000).uniform() < state.slow_share))
    wrap_us += static_cast<std::int64_t>(state.add_wrap_s * 1e6);
  if (wrap_us > 0) cell(row_of(agents[a].since_us), call).wrap_us += wrap_us;
  close_talk(c);
  hang_up(c);
  tell(c, "the conversation ends", "");
  end_person(c, &PeopleCell::served);
  if (wrap_us == 0) return agent_free(a);
  set_state(a, AgentState::wrapping);
  agents[a].next_us = later(now_us, wrap_us);
  calendar.schedule(agents[a].next_us, agents_at_slot + a);
}

// The system cuts a conversation. The agent is left without a call; what becomes of it is the caller's to
// say.
void Centre::World::drop_talk(CallIndex c) {
  Call& call = calls[c];
  ++cell(row_of(agents[call.behind].since_us), call).dropped_talk;
  close_talk(c);
  hang_up(c);
  tell(c, "cut off while talking", "the agent or the platform vanished");
  end_attempt(c, plan->spec.queues[call.queue].callers.after_drop);
}

// Back to a queue with what is left of the conversation and new patience. In its own queue the call keeps its
// original time of queueing; in another one, or on another platform, it is a transfer: a new offered there.
void Centre::World::requeue_talk(CallIndex c, bool keep_place, std::size_t queue, std::size_t platform) {
  Call& call = calls[c];
  const std::int64_t since = agents[call.behind].since_us;
  if (call.next_us > since && call.next_us < never_us) {
    call.talk_us = static_cast<std::int64_t>(static_cast<double>(call.talk_us) *
                                             static_cast<double>(call.next_us - now_us) /
                                             static_cast<double>(call.next_us - since));
  }
  close_talk(c);
  const Distribution& patience = plan->spec.queues[queue].patience;
  RandomStream own =
      luck_of(call, Purpose::requeue_patience, call.attempt | (std::uint32_t{++call.requeues} << 16));
  const std::int64_t patience_us = patience.is_never() ? never_us : patience.draw(own).count_us();
  if (call.queue == queue && call.platform == platform) {
    call.hangs_up_us = later(now_us, patience_us);
    ++cell_now(call).requeued;
    tell(c, "back to the queue", keep_place ? "requeue: head of the queue" : "requeue: place lost");
    return wait_in_queue(c, keep_place);
  }
  call.hangs_up_us = patience_us;
  call.queue = static_cast<std::uint16_t>(queue);
  if (call.platform != platform) move_line(c, platform);
  transfer(c);
}

// The call enters the queue that it names now; its attempt goes on.
void Centre::World::transfer(CallIndex c) {
  calls[c].flags &= static_cast<std::uint8_t>(~call_flag::answered_before);
  ++cell_now(calls[c]).transferred_in;
  tell(c, "transferred", "");
  enter_queue(c);
}

void Centre::World::end_attempt(CallIndex c, const RedialRule& rule) {
  Call& call = calls[c];
  const std::uint32_t most = plan->spec.queues[call.queue].callers.give_up_after;
  const bool may = (most == 0 || call.attempt + 1U < most) && call.attempt < 0xfffe && rule.probability > 0;
  if (may && luck_of(call, Purpose::redial_decision, call.attempt).uniform() < rule.probability) {
    RandomStream own = luck_of(call, Purpose::redial_delay, call.attempt);
    const std::int64_t at = later(now_us, rule.delay.draw(own).count_us());
    if (at >= plan->length_us) return end_person(c, &PeopleCell::unresolved);
    tell(c, "will dial again", "redial");
    call.state = CallState::redialling;
    return schedule_call(c, at);
  }
  tell(c, "gives up", "");
  end_person(c, &PeopleCell::never_served);
}

void Centre::World::end_person(CallIndex c, std::int64_t PeopleCell::*how) {
  const Call& call = calls[c];
  ++(tally.person(call.first_row, plan->streams[call.stream].queue.index()).*how);
  free_record(c);
}

}  // namespace switchover
