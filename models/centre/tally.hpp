// Tally: what happened in one replication, in integers, per interval x queue x platform. Ratios belong to
// analysis/.
//
// Attribution (docs/MODEL.md): attempts, blocked and failed by the time of dialling; queue counts and service
// level by the time of queueing (cohort); `abandoned_left` by the time of leaving; handling by the answer;
// time integrals by the clock; people by their first dial. Row `intervals` (one past the last) is the time
// after arrivals stop: the drain.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/centre/spec.hpp"
#include "sim/histogram.hpp"

namespace switchover {

// Per interval x queue x platform. Counts are attempts; times are microseconds.
struct QueueCell {
  // by the time of dialling
  std::int64_t attempts = 0, first_attempts = 0;
  std::int64_t blocked_busy = 0;  // no trunk
  std::int64_t blocked_cps = 0, blocked_quota = 0, blocked_ports = 0,
               blocked_queue = 0;  // blocked_reject, by reason
  std::int64_t failed_outage = 0;
  std::int64_t ivr_abandon = 0, contained = 0, dropped_ivr = 0;
  // by the time of queueing
  std::int64_t offered = 0;  // entered the queue
  std::int64_t answered = 0, answered_at_once = 0, answered_in_time = 0;
  std::int64_t abandoned = 0, abandoned_short = 0, abandoned_in_time = 0;
  std::int64_t balked = 0, forced_out = 0, flow_out = 0, dropped_queue = 0;
  std::int64_t virtual_in_time = 0,
               virtual_known = 0;  // virtual wait <= T; calls whose virtual wait is known
  std::int64_t wait_answered_us = 0, wait_all_us = 0, virtual_wait_us = 0, longest_wait_us = 0;
  std::int64_t in_progress_at_end = 0;
  // by the time of the answer (first answer of the attempt)
  std::int64_t handled = 0, talk_us = 0, wrap_us = 0, dropped_talk = 0, requeued = 0;
  std::int64_t transferred_in = 0;  // offered here by a transfer: not an attempt of its own
  // by the time of leaving
  std::int64_t abandoned_left = 0;
  // by the clock
  std::int64_t queue_time_us = 0;     // integral of the number waiting
  std::int64_t busy_time_us = 0;      // integral of the conversations of this queue (talk and hold)
  std::int64_t someone_waits_us = 0;  // time with at least one call waiting
  std::int64_t rings_unanswered = 0;
};

// Per interval x queue: people, by their first dial.
struct PeopleCell {
  std::int64_t people = 0;  // callers who dialled
  std::int64_t served = 0, never_served = 0, unresolved = 0;
  std::int64_t attempts = 0;  // all attempts of these people
  std::int64_t redials = 0;
  std::int64_t met_busy = 0;  // people who met at least one busy tone or reject
};

// Per interval x group x mode, by the clock; microseconds of agent time. Mode p < platforms: works on
// platform p only; mode == platforms: works on both (all).
struct AgentCell {
  std::int64_t idle_us = 0, ringing_us = 0, talking_us = 0, wrapping_us = 0,
               away_us = 0;        // away: break, lunch, ...
  std::int64_t signed_in_us = 0;   // idle + ringing + talking + wrapping
  std::int64_t absent_us = 0;      // scheduled and did not come (unplanned shrinkage)
  std::int64_t thrown_out_us = 0;  // scheduled, came, and signed in nowhere because of a fault
  std::int64_t answered = 0;
  // As planned, not paid here: agents whom an event takes away (fewer agents), or signs out (sign-out).
  std::int64_t taken_away_us = 0, signed_out_us = 0;
};

// Per interval x platform x limit, by the clock.
struct LimitCell {
  std::int64_t use_us = 0;  // integral of the number in use; of IVR ports also where they are not limited
  std::int64_t peak = 0;
  std::int64_t full_us = 0;              // time at the limit
  std::int64_t turned_away = 0;          // calls (or sign-ins) refused because of it
  std::int64_t full_and_hurting_us = 0;  // time at the limit while someone is turned away or waits by it
};

struct Tally {
  std::size_t intervals = 0, queues = 0, platforms = 0, groups = 0, modes = 0;  // modes = platforms + 1
  std::vector<QueueCell> queue_cells;    // [interval 0..intervals][queue][platform]
  std::vector<PeopleCell> people_cells;  // [interval 0..intervals][queue]
  std::vector<AgentCell> agent_cells;    // [interval 0..intervals][group][mode]
  std::vector<LimitCell> limit_cells;    // [interval 0..intervals][platform][limit kind]
  std::vector<Histogram> waits;          // answered waits, [queue][platform]
  std::vector<Histogram> virtual_waits;  // [queue][platform]
  std::vector<Histogram> queue_lengths;  // time-weighted (microseconds at each length), [queue][platform]
  std::vector<Histogram> limit_use;      // time-weighted, [platform][limit kind]
  std::int64_t events = 0;               // steps of the event loop, for the particulars of a run
  double day_factor = 1;                 // the busyness drawn for this replication
  Time ended;                            // when the last call left

  QueueCell& queue(std::size_t i, std::size_t q, std::size_t p) {
    return queue_cells[(i * queues + q) * platforms + p];
  }
  const QueueCell& queue(std::size_t i, std::size_t q, std::size_t p) const {
    return queue_cells[(i * queues + q) * platforms + p];
  }
  PeopleCell& person(std::size_t i, std::size_t q) { return people_cells[i * queues + q]; }
  const PeopleCell& person(std::size_t i, std::size_t q) const { return people_cells[i * queues + q]; }
  AgentCell& agent(std::size_t i, std::size_t g, std::size_t m) {
    return agent_cells[(i * groups + g) * modes + m];
  }
  const AgentCell& agent(std::size_t i, std::size_t g, std::size_t m) const {
    return agent_cells[(i * groups + g) * modes + m];
  }
  LimitCell& limit(std::size_t i, std::size_t p, LimitKind k) {
    return limit_cells[(i * platforms + p) * limit_kinds + static_cast<std::size_t>(k)];
  }
  const LimitCell& limit(std::size_t i, std::size_t p, LimitKind k) const {
    return limit_cells[(i * platforms + p) * limit_kinds + static_cast<std::size_t>(k)];
  }
};

Tally make_tally(const CentreSpec& spec);  // the right shape, all zero

// Every attempt has exactly one outcome, every agent-second one state. Empty when all hold, else what broke.
std::vector<std::string> self_check(const Tally& tally);

// A number that changes when any figure of the tally changes.
std::uint64_t fingerprint(const Tally& tally);

}  // namespace switchover
