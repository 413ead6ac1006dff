// The accounts of a replication: integrals by the clock, cut at every report boundary.
#include <algorithm>
#include <functional>
#include <limits>

#include "models/centre/world.hpp"

namespace switchover {

void Centre::World::start_accounts() {
  std::fill(tally.queue_cells.begin(), tally.queue_cells.end(), QueueCell{});
  std::fill(tally.people_cells.begin(), tally.people_cells.end(), PeopleCell{});
  std::fill(tally.agent_cells.begin(), tally.agent_cells.end(), AgentCell{});
  std::fill(tally.limit_cells.begin(), tally.limit_cells.end(), LimitCell{});
  for (auto* histograms : {&tally.waits, &tally.virtual_waits, &tally.queue_lengths, &tally.limit_use})
    for (Histogram& histogram : *histograms) histogram.clear();
  tally.events = 0;
  for (Lane& lane : lanes) {
    std::vector<std::int64_t> room = std::move(lane.ghosts);
    room.clear();
    lane = Lane{};
    lane.ghosts = std::move(room);
  }
  calendar.clear();
  now_us = 0;
  row = 0;
  row_cells = tally.queue_cells.data();
  row_start_us = 0;
  row_end_us = std::min(plan->interval_us, plan->length_us);
  next_staff = next_change = 0;
  changes = &plan->changes_of(replication);
  for (std::size_t p = 0; p < platforms.size(); ++p)
    for (std::size_t q = 0; q < platforms.size(); ++q) presence[p * platforms.size() + q] = p == q ? 1 : 0;
  std::fill(group_presence.begin(), group_presence.end(), 1.0);
  std::fill(redirected.begin(), redirected.end(), 0.0);
  for (std::size_t b = 0; b < bridge_ports.size(); ++b)
    bridge_ports[b] = plan->spec.bridges[b].ports.value_or(std::numeric_limits<std::uint32_t>::max());
  std::fill(split_step.begin(), split_step.end(), 0);
  std::fill(bridge_use.begin(), bridge_use.end(), 0);
  for (std::size_t p = 0; p < platforms.size(); ++p) {
    std::vector<std::uint32_t> line = std::move(platforms[p].line);
    line.clear();
    platforms[p] = PlatformState{};
    platforms[p].line = std::move(line);
    const PlatformSpec& spec = plan->spec.platforms[p];
    if (spec.trunks) set_limit(p, LimitKind::trunks, *spec.trunks);
    if (spec.calls_per_second) set_limit(p, LimitKind::calls_per_second, *spec.calls_per_second);
    if (spec.ivr_ports) set_limit(p, LimitKind::ivr_ports, *spec.ivr_ports);
    if (spec.concurrent_calls) set_limit(p, LimitKind::concurrent_calls, *spec.concurrent_calls);
    if (spec.max_queued) set_limit(p, LimitKind::queued, *spec.max_queued);
    if (spec.logins) set_limit(p, LimitKind::logins, *spec.logins);
  }
  for (Call& call : calls) call.state = CallState::unborn;
  calls.clear();
  free_call = nobody;
  live_calls = 0;
  dialled_people = 0;
}

void Centre::World::length_changes(Lane& lane, std::size_t l, int by) {
  const std::int64_t span = now_us - lane.length_since_us;
  if (span > 0) tally.queue_lengths[l].add(lane.waiting.level(), span);
  lane.length_since_us = now_us;
  if (by > 0) {
    if (lane.waiting.level() == 0) lane.occupied_since_us = now_us;
    return lane.waiting.enter(now());
  }
  lane.waiting.leave(now());
  if (lane.waiting.level() == 0) row_cells[l].someone_waits_us += now_us - lane.occupied_since_us;
}

// Those who left before this moment of queueing would have been served by now: their virtual wait ends here.
void Centre::World::release_ghosts(std::size_t l, std::int64_t up_to_us) {
  auto& ghosts = lanes[l].ghosts;
  while (!ghosts.empty() && ghosts.front() <= up_to_us) {
    const std::int64_t queued_us = ghosts.front();
    std::pop_heap(ghosts.begin(), ghosts.end(), std::greater<>{});
    ghosts.pop_back();
    const std::int64_t wait = now_us - queued_us;
    QueueCell& born = tally.queue_cells[row_of(queued_us) * lanes.size() + l];
    ++born.virtual_known;
    born.virtual_wait_us += wait;
    if (static_cast<double>(wait) <= facts[l / plan->platforms].target_us) ++born.virtual_in_time;
    tally.virtual_waits[l].add(wait);
  }
}

// A freed agent would now have taken those who left this line, had they stayed: all but those who stand
// behind the call that it does take (`next`, or nobody). Lines with conditions wait for the next answer.
void Centre::World::serve_ghosts(const PoolOption& entry, const PoolOption* next,
                                 std::int64_t next_waited_us) {
  const LaneOption& option = plan->lanes[entry.lane].options[entry.option];
  if (option.if_queue_at_least > 1 || option.if_free_at_least > 1) return;
  if (!platforms[entry.lane % plan->platforms].serves || (option.bridge >= 0 && !can_cross(option.bridge)))
    return;
  std::int64_t up_to_us = now_us - option.after_us;
  if (next != nullptr) {
    if (entry.lane == next->lane || entry.rank > next->rank) return;
    if (entry.rank == next->rank && entry.priority < next->priority) return;
    if (entry.rank == next->rank && entry.priority == next->priority) {
      const double rival = next->weight_base_us + next->weight_per_us * static_cast<double>(next_waited_us);
      if (entry.weight_per_us <= 0) return;
      const double waited_us = (rival - entry.weight_base_us) / entry.weight_per_us;
      up_to_us = std::min(up_to_us, now_us - static_cast<std::int64_t>(std::max(0.0, waited_us)) - 1);
    }
  }
  release_ghosts(entry.lane, up_to_us);
}

void Centre::World::close_row() {
  for (std::size_t l = 0; l < lanes.size(); ++l) {
    Lane& lane = lanes[l];
    QueueCell& here = tally.queue_cells[row * lanes.size() + l];
    here.queue_time_us += lane.waiting.cut(now());
    here.busy_time_us += lane.talking.cut(now());
    if (lane.waiting.level() == 0) continue;
    here.someone_waits_us += now_us - lane.occupied_since_us;
    lane.occupied_since_us = now_us;
  }
  for (std::size_t p = 0; p < pools.size(); ++p) {
    Pool& pool = pools[p];
    AgentCell& here = tally.agent_cells[row * pools.size() + p];
    std::array<std::int64_t, agent_states> spent{};
    for (std::size_t s = 0; s < agent_states; ++s) spent[s] = pool.in_state[s].cut(now());
    const auto of = [&](AgentState state) { return spent[static_cast<std::size_t>(state)]; };
    here.idle_us += of(AgentState::idle);
    here.ringing_us += of(AgentState::ringing);
    here.talking_us += of(AgentState::talking);
    here.wrapping_us += of(AgentState::wrapping);
    here.away_us += of(AgentState::away);
    here.absent_us += of(AgentState::absent) + pool.not_come.cut(now());
    here.thrown_out_us += of(AgentState::thrown_out) + pool.kept_out.cut(now());
    const std::size_t planned = row * pools.size() + p;
    if (planned < plan->taken_away_us.size()) here.taken_away_us = plan->taken_away_us[planned];
    if (planned < plan->signed_out_us.size()) here.signed_out_us = plan->signed_out_us[planned];
    here.signed_in_us = here.idle_us + here.ringing_us + here.talking_us + here.wrapping_us;
  }
  for (std::size_t p = 0; p < platforms.size(); ++p) {
    tally.limit(row, p, LimitKind::ivr_ports).use_us += platforms[p].in_ivr.cut(now());
    for (std::size_t k = 0; k < limit_kinds; ++k) {
      Gauge& g = platforms[p].gauge[k];
      const auto kind = static_cast<LimitKind>(k);
      LimitCell& here = tally.limit(row, p, kind);
      if (!g.watched) continue;
      if (kind != LimitKind::calls_per_second) {
        account_gauge(g, p, kind);
        if (kind != LimitKind::ivr_ports) here.use_us += g.integral_us;
        if (g.full_since_us >= 0) here.full_us += now_us - g.full_since_us;
        if (g.hurting_since_us >= 0) here.full_and_hurting_us += now_us - g.hurting_since_us;
        if (g.full_since_us >= 0) g.full_since_us = now_us;
        if (g.hurting_since_us >= 0) g.hurting_since_us = now_us;
      }
      here.peak = std::max(here.peak, g.peak);
      g.integral_us = 0;
      g.peak = kind == LimitKind::calls_per_second ? 0 : g.in_use;
    }
  }
}

// Calls that are still somewhere when nothing can happen any more: never discarded silently.
void Centre::World::count_still_here() {
  for (Call& call : calls) {
    if (call.state == CallState::unborn) continue;
    const bool answered = (call.flags & call_flag::answered_before) != 0;
    if (!answered && call.state == CallState::ivr) ++cell_now(call).in_progress_at_end;
    if (!answered && (call.state == CallState::waiting || call.state == CallState::ringing))
      ++cohort(call).in_progress_at_end;
    ++tally.person(call.first_row, plan->streams[call.stream].queue.index()).unresolved;
  }
}

void Centre::World::finish_accounts() {
  now_us = std::max(now_us, plan->length_us);
  close_row();
  for (std::size_t l = 0; l < lanes.size(); ++l) {
    if (now_us > lanes[l].length_since_us)
      tally.queue_lengths[l].add(lanes[l].waiting.level(), now_us - lanes[l].length_since_us);
  }
  for (QueueCell& c : tally.queue_cells) {  // who was answered knows the virtual wait: it is the wait
    c.virtual_known += c.answered;
    c.virtual_in_time += c.answered_in_time;
    c.virtual_wait_us += c.wait_answered_us;
  }
  for (std::size_t l = 0; l < lanes.size(); ++l) {
    std::int64_t at_once = 0;
    for (std::size_t r = 0; r <= plan->intervals; ++r)
      at_once += tally.queue_cells[r * lanes.size() + l].answered_at_once;
    if (at_once > 0) tally.waits[l].add(0, at_once);
    tally.virtual_waits[l].merge(tally.waits[l]);
  }
  tally.ended = Time::microseconds(now_us);
}

}  // namespace switchover
