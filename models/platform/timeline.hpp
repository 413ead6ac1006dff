// PlatformTimeline: the life of the platforms in one replication, told in the centre's words: dated, ordered
// changes of what each platform does per call stage. Built once, sorted, then only read; written and read as
// CSV.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "models/ids.hpp"
#include "sim/problem.hpp"
#include "sim/time.hpp"

namespace switchover {

enum class Stage {
  dial,
  ivr,
  queue,
  talk
};  // dial: new calls, and calls that ring but were not accepted yet
inline constexpr std::size_t stages = 4;

// What a platform does to a call that is in a stage when a fault begins (talk to wrap: the agent's part is
// dropped). Ordered by severity, worst last, as in docs/MODEL.md "Faults".
enum class StageEffect {
  keep,
  delay,
  misroute,
  keep_without_control,
  requeue_keep_place,
  requeue_at_back,
  fail_to,
  drop
};

struct StageRule {
  StageEffect effect = StageEffect::keep;
  double share = 1;     // share of the calls in the stage that feel it
  Duration delay;       // for delay
  PlatformId to;        // for fail_to: goes on to this platform
  QueueId misroute_to;  // for misroute
  bool operator==(const StageRule&) const = default;
};
struct StageEffects {
  StageRule dial{StageEffect::drop, 1, {}, {}, {}};  // drop at dial = the attempt fails (failed_outage)
  StageRule ivr{StageEffect::drop, 1, {}, {}, {}};
  StageRule queue{StageEffect::drop, 1, {}, {}, {}};
  StageRule talk{StageEffect::drop, 1, {}, {}, {}};
  bool operator==(const StageEffects&) const = default;
};

enum class LimitKind { trunks, calls_per_second, ivr_ports, concurrent_calls, queued, logins };
inline constexpr std::size_t limit_kinds = 6;

struct SplitStep {
  Time at;
  std::vector<double> share;  // per platform, sums to 1
  bool operator==(const SplitStep&) const = default;
};

enum class ChangeKind {
  accept,      // value: share of new calls accepted from now on, 0..1 (others: failed_outage)
  strike_ivr,  // rule: happens once, at this moment, to the calls in the IVR
  strike_queue,
  strike_talk,
  serve,        // value: 1 = waiting calls can be connected, 0 = they wait
  agents_out,   // value: share of the platform's agents signed out now, 0..1
  agents_back,  // those signed out come back: value = sign-ins per minute, or 0: evenly over rule.delay
  add_talk,     // value: seconds added to talk time of conversations that start from now on
  add_wrap,
  slow_share,  // value: share of conversations that feel add_talk and add_wrap
  limit,       // which: LimitKind as a number; value: new limit, infinity = none
  redirect,    // value: share of this platform's new calls that go to rule.to from now on, 0..1
  agents_at,   // value: share of this platform's agents who are signed in at rule.to (itself: at home) now.
               // Where the share falls, rule.effect is the fate of their conversations: keep (finish first),
               // drop, requeue_keep_place. `group` limits it to one group: a factor on the share at home
  sign_ins,   // value: sign-ins a minute that the platform allows; 0 = nobody can sign in, infinity = as they
              // come
  no_answer,  // value: share of rings that nobody takes, on top of the queue's own (RONA)
  bridge_ports,  // which: the bridge; value: ports it has from now on, infinity = no limit
};

struct PlatformChange {
  Time at;
  PlatformId platform;
  ChangeKind kind = ChangeKind::accept;
  double value = 0;
  int which = 0;      // limit: the LimitKind; bridge_ports: the bridge
  StageRule rule;     // strike_*, accept, redirect, agents_at
  GroupId group;      // agents_at: only these agents; none = all of the platform
  std::string cause;  // name of the event, for traces and answers
  bool operator==(const PlatformChange&) const = default;
};

struct PlatformTimeline {
  std::vector<PlatformChange> changes;  // by time; equal moments in the order given
  bool operator==(const PlatformTimeline&) const = default;
};

// Timelines that come out of rehearsals: one for all replications, or one for each of 0, 1, 2 ...
struct StagedTimelines {
  std::vector<PlatformTimeline> of;
  const PlatformTimeline& at(std::size_t replication) const {
    return of.size() == 1 ? of.front() : of.at(replication);
  }
};

// CSV form, one change a line: at_s,platform,change,value,effect,share,delay_s,to,to_queue,group,cause.
// Round-trips exactly.
//   at_s       seconds from the start of the scenario, at most six decimals, 0 to 100 years; lines may stand
//              in any order, equal moments keep theirs
//   change     a ChangeKind by its name; a limit by its own: limit_trunks, limit_calls_per_second,
//              limit_ivr_ports, limit_concurrent_calls, limit_queued, limit_logins; the ports of a bridge by
//              its number, counted from 1 in the order of the scenario: bridge_ports_1
//   value      as ChangeKind says; "none" (or inf) takes a limit away, also that of sign_ins; empty for
//              strike_*
//   effect     of strike_*: a StageEffect by its name; share 0 to 1 (empty: 1); delay_s as at_s (empty: 0);
//              of agents_at: what becomes of the conversations where the share falls (empty: keep)
//   to         platform of fail_to, redirect and agents_at; to_queue: queue of misroute, counted from 1 in
//              the order of the scenario
//   group      of agents_at: only these agents, counted from 1 in the order of the scenario (empty: all)
// Columns may stand in any order; at_s, platform and change are needed, the others may be left out. Lines
// that begin with # and empty lines are skipped; quotes as in RFC 4180. Demands what the reader below would
// refuse: moments from 0 on, platforms that have a name, known limits and bridges, a platform to move to.
std::string to_csv(const PlatformTimeline& timeline, const std::vector<std::string>& platform_names);
// The timeline, or every problem of the text with file:line:column (the first 200).
Expected<PlatformTimeline> timeline_from_csv(const std::string& text, const std::string& file,
                                             const std::vector<std::string>& platform_names);

}  // namespace switchover
