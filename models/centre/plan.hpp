// CentrePlan: what a CentreSpec means, worked out once for all replications and only read afterwards.
#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "models/centre/spec.hpp"
#include "sim/contract.hpp"

namespace switchover {

using PoolIndex =
    std::uint32_t;  // agents of one group in one mode (one platform, or all): group * modes + mode
using LaneIndex = std::uint32_t;  // calls of one queue waiting on one platform: queue * platforms + platform

// A stretch of an arrival interval in which the rate is linear; calls is its expected number.
struct ArrivalPiece {
  double from_us, length_us;
  double rate_from, rate_to;  // calls per microsecond
  double calls;
};
struct ArrivalInterval {
  std::uint32_t first_piece, pieces;
  double calls;  // expected, all pieces
  std::int64_t end_us;
  double talk_factor;    // scales talk so that the forecast's AHT holds
  std::uint32_t number;  // of the interval in its demand: names the caller, whatever the events are
};
struct Thinning {  // fewer calls: a caller is kept while its own number lies below `keep`
  std::int64_t from_us, to_us;
  double lost;  // share of the calls lost at full effect
  std::vector<RampPoint> ramp;
  std::uint64_t own_key;  // names the caller's own number for this event
};
struct ArrivalStream {
  QueueId queue;
  ArrivalPattern pattern;
  std::uint64_t family;       // names the stream's callers: by queue, or by event and queue
  std::uint64_t base_family;  // whose per-interval busyness it shares
  double interval_cv;
  std::vector<ArrivalPiece> pieces;
  std::vector<ArrivalInterval> intervals;
  std::vector<ReplayCall> replay;
  std::vector<Thinning> thinnings;
};

// One way out of a queue: agents of this pool may take its calls.
struct LaneOption {
  PoolIndex pool;
  std::uint32_t call_rank;  // order in which an arriving call tries; equal ranks: longest idle
  std::uint32_t pool_rank;  // order in which a freed agent looks
  std::int64_t after_us;
  std::uint32_t if_queue_at_least, if_free_at_least;  // 0 = no condition
  double factor;                                      // of handling time: skill x group x platform
  std::int32_t bridge;                                // -1, or the bridge that the call crosses
};
struct LanePlan {
  std::vector<LaneOption> options;      // by call_rank
  std::vector<std::int64_t> stages_us;  // distinct waits at which more options open, ascending, without 0
  bool conditional = false;             // some option has a condition
};
struct PoolOption {
  LaneIndex lane;
  std::uint32_t option;  // index into the lane's options
  std::uint32_t rank;
  std::uint32_t priority;  // of the queue
  double weight_base_us, weight_per_us;
};
struct PoolPlan {
  GroupId group;
  std::uint32_t mode;  // platform, or platforms = all
  AgentChoice choice;
  bool named = false;               // agents with shifts of their own
  std::vector<PoolOption> options;  // by rank
};

struct AgentPlan {
  PoolIndex home;       // where it starts
  double factor;        // of handling time
  double fixed_number;  // in [0, 1)
  GroupId group;
  bool named = false;
  std::uint64_t number = 0;  // names the agent within the group, for its own luck
  std::uint32_t crew = 0;    // counted agents: whom they come with
};
// Counted agents who come and go together: a stretch of `agents`. The first crews are the pools' own, one
// each; after them the guests whom a failover may send to a pool (AgentMove).
struct CrewPlan {
  PoolIndex pool, home;  // where they sign in; whose staff they are
  std::uint32_t first_agent = 0, agents = 0;
};
// Staff changes, by time. For counted agents: the pool's new target. For named ones: the agent's new duty.
struct StaffChange {
  std::int64_t at_us;
  enum class Kind : std::uint8_t { target, on_duty, off_duty, away, back, move } kind;
  WhenAgentsVanish vanish;
  std::uint32_t who;    // pool (target) or agent
  std::uint32_t value;  // target, or the pool to move to
  std::uint32_t day;    // for absence
};

struct SplitPlan {  // of calls, per queue: cumulative shares as 64-bit thresholds
  std::int64_t at_us;
  std::vector<std::uint64_t>
      below;  // platform p when the fixed number lies below below[p]; the last is the maximum
};

struct CentrePlan {
  CentreSpec spec;
  std::size_t platforms = 0, queues = 0, groups = 0, modes = 0, intervals = 0;
  std::int64_t length_us = 0, interval_us = 0, latest_us = 0;
  double mean_gap_us = 0, span_us = 0;  // hints for the calendar
  std::vector<ArrivalStream> streams;
  std::vector<LanePlan> lanes;
  std::vector<PoolPlan> pools;
  std::vector<AgentPlan> agents;
  std::vector<CrewPlan> crews;
  std::vector<double>
      guest_factor;  // of handling time, of agents of platform p on platform q: p * platforms + q
  std::vector<StaffChange> staff;
  // Agent time that events take, [interval][pool]: people away (fewer agents), people signed out (sign-out).
  // Empty where no event does.
  std::vector<std::int64_t> taken_away_us, signed_out_us;
  std::vector<PlatformChange> changes;              // the timeline, with the events folded in ...
  std::vector<std::vector<PlatformChange>> staged;  // ... one for each replication where rehearsals differ
  std::vector<std::vector<SplitPlan>> splits;       // per queue
  bool any_absence = false;
  const std::vector<PlatformChange>& changes_of(std::uint32_t replication) const {
    if (staged.empty()) return changes;
    demand(replication < staged.size(), "every replication that is run has been rehearsed");
    return staged[replication];
  }
};

// The parts of make_plan(), each in a file of its own.
void plan_arrivals(CentrePlan& plan);
void plan_routing(CentrePlan& plan);
void plan_staff(CentrePlan& plan);
void plan_duties(CentrePlan& plan);   // of plan_staff: crews, agents and staff changes
void plan_absence(CentrePlan& plan);  // of plan_staff: the agent time that events take
void plan_timeline(CentrePlan& plan);
// The move that sends agents of one platform to another, or nullptr.
const AgentMove* move_between(const CentreSpec& spec, std::size_t from, std::size_t to);
bool works_in_mode(const CentrePlan& plan, std::size_t group, std::size_t mode);  // at home, ever
inline bool is_active(const EventSpec& event, Time t) { return t >= event.from && t < event.to; }
// The limit as the platform is written; infinity = none.
double written_limit(const PlatformSpec& platform, LimitKind kind);
double ramp_share(const std::vector<RampPoint>& ramp, Time t);  // share of the full effect at t; empty = 1
std::uint64_t name_key(const std::string& a, const std::string& b = {});  // a stable number for a name

}  // namespace switchover
