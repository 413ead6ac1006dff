// World: construction, records, lists and the clock of what is planned.
#include "models/centre/world.hpp"

#include <fmt/format.h>

#include <cmath>

namespace switchover {

Centre::World::World(std::shared_ptr<const CentrePlan> the_plan)
    : plan(std::move(the_plan)),
      calendar(plan->latest_us, plan->mean_gap_us, plan->span_us),
      agents(plan->agents.size()),
      pools(plan->pools.size()),
      crews(plan->crews.size()),
      lanes(plan->lanes.size()),
      platforms(plan->platforms),
      presence(plan->platforms * plan->platforms),
      group_presence(plan->platforms * plan->groups),
      redirected(plan->platforms * plan->platforms),
      returning(plan->pools.size()),
      bridge_use(plan->spec.bridges.size()),
      bridge_ports(plan->spec.bridges.size()),
      arrivals(plan->streams.size()),
      split_step(plan->queues),
      tally(make_tally(plan->spec)) {
  agents_at_slot = pools.size();
  calls_at = agents_at_slot + agents.size();
  demand(calls_at + 1024 < calendar.slots(), "more agents than a run of this length can name");
  calls.reserve(agents.size() + 4096);
  struck.reserve(calls.capacity());
  for (PlatformState& platform : platforms) platform.line.reserve(agents.size());
  for (Lane& lane : lanes) lane.ghosts.reserve(4096);
  for (const QueueSpec& queue : plan->spec.queues) {
    QueueFacts f;
    f.target_us = static_cast<double>(queue.promise.within.count_us());
    f.short_us = static_cast<double>(queue.short_abandon.count_us());
    if (queue.talk.law() == Law::exponential) f.talk_mean_us = queue.talk.parameter_a() * 1e6;
    if (queue.patience.law() == Law::exponential) f.patience_mean_us = queue.patience.parameter_a() * 1e6;
    f.rings = !queue.ring.is_zero();
    f.wraps = !queue.wrap.is_zero();
    f.has_ivr = !queue.ivr.is_zero() || queue.contained > 0 || queue.ivr_abandon > 0;
    f.balks = queue.balk > 0;
    f.holds = !queue.hold.is_zero();
    f.limited = queue.max_queued.has_value();
    f.never_hangs_up = queue.patience.is_never();
    facts.push_back(f);
  }
}

CallIndex Centre::World::take_record() {
  ++live_calls;
  if (free_call != nobody) {
    const CallIndex c = free_call;
    free_call = calls[c].behind;
    return c;
  }
  demand(calls_at + calls.size() + 1 < calendar.slots(),
         "more calls at once than a run of this length can name");
  calls.emplace_back();
  return static_cast<CallIndex>(calls.size() - 1);
}

void Centre::World::free_record(CallIndex c) {
  Call& call = calls[c];
  call.state = CallState::unborn;
  call.next_us = -1;
  call.behind = free_call;
  free_call = c;
  --live_calls;
}

void Centre::World::push_back(Lane& lane, CallIndex c) {
  calls[c].ahead = lane.tail;
  calls[c].behind = nobody;
  (lane.tail == nobody ? lane.head : calls[lane.tail].behind) = c;
  lane.tail = c;
}

void Centre::World::push_front(Lane& lane, CallIndex c) {
  calls[c].ahead = nobody;
  calls[c].behind = lane.head;
  (lane.head == nobody ? lane.tail : calls[lane.head].ahead) = c;
  lane.head = c;
}

void Centre::World::unlink(Lane& lane, CallIndex c) {
  const std::uint32_t ahead = calls[c].ahead, behind = calls[c].behind;
  (ahead == nobody ? lane.head : calls[ahead].behind) = behind;
  (behind == nobody ? lane.tail : calls[behind].ahead) = ahead;
}

void Centre::World::update_control() {
  control_us = row < plan->intervals ? row_end_us : Time::never().count_us();
  if (next_staff < plan->staff.size()) control_us = std::min(control_us, plan->staff[next_staff].at_us);
  if (next_change < changes->size())
    control_us = std::min(control_us, std::max<std::int64_t>(0, (*changes)[next_change].at.count_us()));
  update_limit_us();
}

// Everything planned for this moment: the report boundary, then the platform, then the staff.
void Centre::World::control() {
  if (row < plan->intervals && row_end_us == now_us) {
    close_row();
    ++row;
    row_cells = &tally.queue_cells[row * lanes.size()];
    row_start_us = now_us;
    row_end_us = std::min(now_us + plan->interval_us, plan->length_us);
  }
  while (next_change < changes->size() && (*changes)[next_change].at.count_us() <= now_us)
    platform_change((*changes)[next_change++]);
  while (next_staff < plan->staff.size() && plan->staff[next_staff].at_us <= now_us)
    staff_change(plan->staff[next_staff++]);
  update_control();
}

void Centre::World::write_trace(CallIndex c, const char* what, const char* rule) {
  if (trace_number[c] >= trace_callers) return;
  const Call& call = calls[c];
  trace->push_back(
      {Time::microseconds(now_us), trace_number[c], call.attempt,
       fmt::format("{} ({}, {}, {} waiting)", what, plan->spec.queues[call.queue].name,
                   plan->spec.platforms[call.platform].name, lanes[lane_of(call)].waiting.level()),
       rule});
}

Centre::Centre(std::shared_ptr<const CentrePlan> plan) : world_(std::make_unique<World>(std::move(plan))) {}
Centre::~Centre() = default;
Centre::Centre(Centre&&) noexcept = default;
Centre& Centre::operator=(Centre&&) noexcept = default;

const Tally& Centre::run(std::uint64_t seed, std::uint32_t replication) {
  return world_->run(seed, replication);
}

std::vector<TraceLine> Centre::trace(std::uint64_t seed, std::uint32_t replication, std::uint64_t callers) {
  std::vector<TraceLine> lines;
  world_->trace = &lines;
  world_->trace_callers = callers;
  world_->run(seed, replication);
  world_->trace = nullptr;
  return lines;
}

}  // namespace switchover
