// CentreSpec: a contact centre as values. What the scenario says, in the trade's words, before anything is
// drawn.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/ids.hpp"
#include "models/platform/timeline.hpp"
#include "sim/distribution.hpp"
#include "sim/time.hpp"

namespace switchover {

// ---- service level
// ------------------------------------------------------------------------------------------- The six
// definitions of docs/MODEL.md. A answered, B abandoned, s short-abandon threshold, T target.
enum class ServiceLevelDefinition {
  answered_of_offered = 1,       // SL-1  A_T / (A+B)
  exclude_short_abandons = 2,    // SL-2  A_T / (A+B-B_s)      the default
  exclude_abandons_in_time = 3,  // SL-3  A_T / (A+B-B_T)
  answered_only = 4,             // SL-4  A_T / A
  abandons_in_time_count = 5,    // SL-5  (A_T+B_T) / (A+B)
  whole_experience = 6,          // SL-6  A_T / (A+B+X+K+failed)
};
struct ServicePromise {
  double share = 0.80;  // in [0, 1]
  Duration within = Duration::whole_seconds(20);
  bool operator==(const ServicePromise&) const = default;
};

// ---- callers
// -------------------------------------------------------------------------------------------------
struct RedialRule {
  double probability = 0;  // in [0, 1]
  Distribution delay;      // seconds from the failed attempt to the next dial
  bool operator==(const RedialRule&) const = default;
};
struct CallerSpec {
  RedialRule after_abandon, after_busy, after_drop, after_failure;
  std::uint32_t give_up_after = 0;  // attempts in all; 0 = no limit
  bool operator==(const CallerSpec&) const = default;
};

// ---- queues
// --------------------------------------------------------------------------------------------------
struct QueueSpec {
  std::string name;
  bool has_promise = false;
  ServicePromise promise;
  ServiceLevelDefinition counts = ServiceLevelDefinition::exclude_short_abandons;
  Duration short_abandon = Duration::whole_seconds(5);
  Distribution ivr, ring, talk, hold, wrap;  // zero = the stage does not exist
  Distribution patience = Distribution::never();
  double contained = 0;        // share of callers whose issue the IVR settles
  double ivr_abandon = 0;      // share of callers who hang up in the IVR
  double balk = 0;             // share who hang up at once when not answered at once
  double no_answer = 0;        // share of rings that no agent takes (RONA)
  std::uint32_t priority = 0;  // higher is served first among skills of equal rank
  double weight_base_s = 0;    // weighted wait = base + per_second * wait
  double weight_per_second = 1;
  std::optional<std::uint32_t> max_queued;  // waiting calls of this queue on one platform
  std::optional<Duration> max_wait;         // forced out after this wait
  std::vector<GroupId> prefers;  // order in which groups are tried; empty = rank, then longest idle
  CallerSpec callers;
  std::vector<SplitStep> call_split;  // empty = everything on the first platform
  bool operator==(const QueueSpec&) const = default;
};

// ---- demand
// --------------------------------------------------------------------------------------------------
enum class ArrivalPattern {
  poisson_constant,  // Poisson, constant rate within an interval
  poisson_linear,    // Poisson, rate linear between interval midpoints, flat before the first and after the
                     // last
  exact_counts,      // the forecast's count (rounded to the nearest), uniform within the interval
  replay,            // the time stamps themselves, every replication the same
};
struct DemandInterval {
  Time from;
  Duration length;
  double calls = 0;  // expected first attempts (people) in the interval
  bool operator==(const DemandInterval&) const = default;
};
struct ReplayCall {
  Time at;
  std::optional<Duration> handling, patience;  // where the log knows them; otherwise drawn
  bool operator==(const ReplayCall&) const = default;
};
struct DemandSpec {
  QueueId queue;
  ArrivalPattern pattern = ArrivalPattern::poisson_constant;
  std::vector<DemandInterval> intervals;  // in order, not overlapping; gaps have no calls
  std::vector<double>
      handling_factor;             // per interval, empty = 1: scales talk so that the forecast's AHT holds
  std::vector<ReplayCall> replay;  // in order, pattern replay only
  double interval_cv = 0;          // per-interval overdispersion: gamma factor with this cv
  bool operator==(const DemandSpec&) const = default;
};

// ---- agents
// --------------------------------------------------------------------------------------------------
struct SkillSpec {
  QueueId queue;
  std::uint32_t rank = 1;                          // 1 first: which queue a freed agent of the group serves
  Duration after;                                  // eligible only after this wait (staged overflow)
  std::optional<std::uint32_t> if_queue_at_least;  // eligible only while at least so many wait in the queue
  std::optional<std::uint32_t>
      if_free_at_least;  // eligible only while at least so many of the group are free
  double aht_factor = 1;
  bool operator==(const SkillSpec&) const = default;
};
enum class AgentChoice { longest_idle, random, least_occupied };
enum class WhenAgentsVanish { finish, drop, requeue };
enum class ActivityKind { break_, lunch, training, meeting, other };

struct Shift {
  Time start, end;
  struct Activity {
    Time start, end;
    ActivityKind kind = ActivityKind::break_;
    bool operator==(const Activity&) const = default;
  };
  std::vector<Activity> activities;  // in order, within the shift
  bool operator==(const Shift&) const = default;
};
// Where an agent works: one platform, both, or unassigned (then the split of agents decides).
enum class Assignment { split, one_platform, both };

struct AgentSpec {
  std::string name;
  double aht_factor = 1;
  Assignment assignment = Assignment::split;
  PlatformId platform;        // for one_platform
  std::vector<Shift> shifts;  // in order
  bool operator==(const AgentSpec&) const = default;
};
struct StaffStep {  // from `at` on, so many agents on phones
  Time at;
  double agents = 0;  // rounded to the nearest whole agent after all events are applied
  bool operator==(const StaffStep&) const = default;
};
struct GroupSpec {
  std::string name;
  std::vector<SkillSpec> skills;
  Assignment assignment = Assignment::split;  // of the counted agents
  PlatformId platform;
  AgentChoice choice = AgentChoice::longest_idle;
  WhenAgentsVanish vanish = WhenAgentsVanish::finish;
  double aht_factor = 1;
  double planned_shrinkage =
      0;  // share of counted or scheduled agents off the phones; 0 when the file is net
  double unplanned_shrinkage = 0;  // chance that an agent is absent for the day
  std::vector<StaffStep> counted;  // either counted ...
  std::vector<AgentSpec> agents;   // ... or individuals (both may be given: they add up)
  bool operator==(const GroupSpec&) const = default;
};

// ---- platforms
// -----------------------------------------------------------------------------------------------
struct PlatformSpec {
  std::string name;
  std::optional<std::uint32_t> trunks;
  std::optional<double> calls_per_second;  // token bucket, filled at this rate
  double calls_burst = 0;                  // bucket depth in calls; 0 = one second's worth, at least 1
  std::optional<std::uint32_t> ivr_ports;
  std::optional<std::uint32_t> concurrent_calls;
  std::optional<std::uint32_t> max_queued;
  std::optional<std::uint32_t> logins;  // signed-in agents
  double aht_factor = 1;                // unfamiliar desktop: 1.15
  bool operator==(const PlatformSpec&) const = default;
};
struct BridgeSpec {  // calls waiting on `from` may be taken by agents of `to`
  PlatformId from, to;
  Duration after;                      // once the call has waited so long
  Distribution cost;                   // seconds the transfer adds to the handling time
  std::optional<std::uint32_t> ports;  // concurrent transferred calls
  bool operator==(const BridgeSpec&) const = default;
};

// ---- events
// --------------------------------------------------------------------------------------------------
enum class EventKind {
  more_calls,
  fewer_calls,
  more_agents,
  fewer_agents,
  outage,
  slow,
  limit,
  sign_out,
  split_calls,
  split_agents,
  fault,  // of a component: what it does is in the staged timelines; here it has its name and place in time
};
struct RampPoint {
  Time at;
  double share = 1;  // share of the full effect, linear between points, flat after the last
  bool operator==(const RampPoint&) const = default;
};
struct EventSpec {
  std::string name;
  EventKind kind = EventKind::more_calls;
  Time from, to = Time::never();  // never = to the end of the scenario
  bool in_twin = false;
  std::vector<QueueId> queues;  // more_calls, fewer_calls, split_calls: empty = all
  std::vector<GroupId> groups;  // agents, sign_out: empty = all
  PlatformId platform;          // outage, slow, limit, sign_out: none = all
  double share = 0;             // by 35 % = 0.35; for outage the share of the platform lost (1 = all)
  std::optional<double> count;  // by a number of agents
  std::vector<RampPoint> ramp;  // calls: how the effect comes and goes; empty = full from `from` to `to`
  std::optional<WhenAgentsVanish> vanish;  // fewer_agents: overrides the group's
  StageEffects effects;                    // outage: what happens to calls, by where they are
  bool agents_signed_out = true;           // outage: are the platform's agents signed out
  Duration sign_in_over;                   // outage, sign_out: they come back evenly over this time ...
  double sign_ins_per_minute = 0;          // ... or at this rate (0 = use sign_in_over)
  Duration adds_talk, adds_wrap;           // slow
  double slow_share = 1;                   // slow: share of calls that feel it
  LimitKind limit = LimitKind::trunks;     // limit
  std::optional<double> limit_value;       // limit: the new value; none = no limit
  std::vector<double> split;               // split_calls, split_agents: share per platform from `from` on
  bool operator==(const EventSpec&) const = default;
};
// Faults are what the default twin leaves out where a scenario has any (docs/MODEL.md, Twins and impact).
inline bool is_fault(EventKind kind) {
  return kind == EventKind::outage || kind == EventKind::slow || kind == EventKind::limit ||
         kind == EventKind::sign_out || kind == EventKind::fault;
}

// Agents of `from` may be sent to `to` by a failover (ChangeKind::agents_at): records are kept for them
// there.
struct AgentMove {
  PlatformId from, to;
  double aht_factor = 1;  // of their conversations there: an unfamiliar desktop
  bool operator==(const AgentMove&) const = default;
};

struct CentreSpec {
  Duration length;                                   // of the scenario: arrivals stop here
  Duration interval = Duration::whole_seconds(900);  // of the reports
  std::vector<PlatformSpec> platforms;               // at least one
  std::vector<QueueSpec> queues;                     // at least one
  std::vector<GroupSpec> groups;
  std::vector<DemandSpec> demand;
  std::vector<BridgeSpec> bridges;
  std::vector<SplitStep> agent_split;  // empty = every unassigned agent on the first platform
  std::vector<EventSpec> events;
  PlatformTimeline timeline;  // read from a CSV; events add to it
  std::vector<AgentMove> moves;
  std::shared_ptr<const StagedTimelines> staged;  // of the rehearsals; none where no component fails
  double day_cv = 0;                              // day-to-day busyness: gamma factor with this cv
  // Replications 2k and 2k + 1 draw mirrored busyness of their days, so that a busy one stands beside a quiet
  // one; all other luck stays as it is. The pair is then the observation (estimate_pairs).
  bool mirrored_days = false;
  bool operator==(const CentreSpec&) const = default;
};

}  // namespace switchover
