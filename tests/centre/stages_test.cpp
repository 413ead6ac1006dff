// What a dated change does to a call in each stage: kept, kept without control, requeued, failed over into a
// standby that has room or has none, delayed, sent astray; and what a dead platform still holds.
#include <catch2/catch.hpp>

#include "tiny_centre.hpp"

using namespace switchover;
using namespace switchover::tiny;

namespace {

// Two platforms, `agents` on each of them; calls dial "main".
CentreSpec with_standby(double agents_each) {
  CentreSpec spec = centre(2 * agents_each);
  add_platform(spec, "standby");
  spec.agent_split = {{Time{}, {0.5, 0.5}}};
  return spec;
}

PlatformChange change(double at_s, ChangeKind kind, double value, std::size_t platform = 0) {
  PlatformChange c;
  c.at = at(at_s);
  c.platform = PlatformId(platform);
  c.kind = kind;
  c.value = value;
  c.cause = "the fault";
  return c;
}
PlatformChange strike(double at_s, ChangeKind kind, StageEffect effect, double share = 1) {
  PlatformChange c = change(at_s, kind, 0);
  c.rule.effect = effect;
  c.rule.share = share;
  c.rule.to = PlatformId(1);
  c.rule.misroute_to = QueueId(0);
  return c;
}

// What a full standby does to a call that fails over to it: `limit` makes it full while somebody is there.
void fill_standby(CentreSpec& spec, LimitKind limit) {
  switch (limit) {
    case LimitKind::trunks:
      spec.platforms[1].trunks = 1;
      return;
    case LimitKind::concurrent_calls:
      spec.platforms[1].concurrent_calls = 1;
      return;
    case LimitKind::calls_per_second:
      spec.platforms[1].calls_per_second = 0.001;
      spec.platforms[1].calls_burst = 1;
      return;
    case LimitKind::ivr_ports:
    case LimitKind::queued:
    case LimitKind::logins:
      FAIL("not a limit at the door");
  }
}

}  // namespace

TEST_CASE("conversations fail over into what the standby has: the second finds it full and is cut") {
  CentreSpec spec = with_standby(2);
  const LimitKind limit =
      GENERATE(LimitKind::trunks, LimitKind::concurrent_calls, LimitKind::calls_per_second);
  fill_standby(spec, limit);
  dial(spec, {1000, 1001});
  spec.timeline.changes = {change(1020, ChangeKind::serve, 0),
                           strike(1020, ChangeKind::strike_talk, StageEffect::fail_to)};
  const Tally tally = run(spec);
  CHECK(sum(tally, 0, 1).transferred_in == 1);
  CHECK(sum(tally, 0, 0).dropped_talk == 1);
  CHECK(turned_away(tally, limit, 1) == 1);
  CHECK(people(tally).served == 1);
}

TEST_CASE("waiting calls fail over into what the standby has") {
  CentreSpec spec = with_standby(1);
  const LimitKind limit =
      GENERATE(LimitKind::trunks, LimitKind::concurrent_calls, LimitKind::calls_per_second);
  fill_standby(spec, limit);
  dial(spec, {1000, 1001, 1002, 1003});
  spec.timeline.changes = {change(1020, ChangeKind::serve, 0),
                           strike(1020, ChangeKind::strike_queue, StageEffect::fail_to)};
  const Tally tally = run(spec);
  CHECK(sum(tally, 0, 0).flow_out == 1);
  CHECK(sum(tally, 0, 1).answered == 1);
  CHECK(sum(tally, 0, 0).dropped_queue == 2);
  CHECK(turned_away(tally, limit, 1) == 2);
}

TEST_CASE("calls in the IVR fail over into what the standby has") {
  CentreSpec spec = with_standby(2);
  spec.queues[0].ivr = Distribution::deterministic(60);
  dial(spec, {1000, 1001});
  spec.timeline.changes = {strike(1020, ChangeKind::strike_ivr, StageEffect::fail_to)};
  SECTION("room for both: the IVR begins again") {
    const Tally tally = run(spec);
    CHECK(sum(tally, 0, 1).answered == 2);
    CHECK(sum(tally, 0, 0).dropped_ivr == 0);
  }
  SECTION("one port") {
    spec.platforms[1].ivr_ports = 1;
    const Tally tally = run(spec);
    CHECK(sum(tally, 0, 1).answered == 1);
    CHECK(sum(tally, 0, 0).dropped_ivr == 1);
    CHECK(turned_away(tally, LimitKind::ivr_ports, 1) == 1);
  }
  SECTION("a standby that is down itself") {
    spec.timeline.changes.insert(spec.timeline.changes.begin(), change(900, ChangeKind::accept, 0, 1));
    CHECK(sum(run(spec), 0, 0).dropped_ivr == 2);
  }
}

TEST_CASE("new calls that fail over meet the door of a standby that is partly down") {
  CentreSpec spec = with_standby(4000);
  DemandSpec demand;
  demand.queue = QueueId(0);
  demand.pattern = ArrivalPattern::exact_counts;
  demand.intervals = {{at(0), Duration::whole_seconds(3600), 4000}};
  spec.demand = {demand};
  PlatformChange dead = strike(0, ChangeKind::accept, StageEffect::fail_to);
  PlatformChange standby = change(0, ChangeKind::accept, 0.25, 1);
  standby.rule.effect = StageEffect::drop;
  spec.timeline.changes = {dead, standby};
  const Tally tally = run(spec);
  CHECK(std::abs(sum(tally, 0, 1).answered - 1000) < 4 * 28);
  CHECK(sum(tally, 0, 1).failed_outage + sum(tally, 0, 1).answered == 4000);
}

TEST_CASE("a platform that cannot connect holds its trunks while its agents are idle") {
  CentreSpec spec = centre(5);
  spec.platforms[0].trunks = 2;
  dial(spec, {1000, 1010, 1020, 1310});
  spec.timeline.changes = {change(900, ChangeKind::serve, 0), change(1200, ChangeKind::serve, 1)};
  const Tally tally = run(spec);
  CHECK(sum(tally).blocked_busy == 1);
  CHECK(sum(tally).answered == 3);
  CHECK(seconds(sum(tally).wait_answered_us) == 200 + 190);
  CHECK(seconds(tally.limit(1, 0, LimitKind::trunks).full_us) == 290);  // 1010 to the end of both talks
  CHECK(seconds(tally.agent(1, 0, 0).idle_us) == 5 * 900 - 3 * 100);
}

TEST_CASE("conversations on a dead platform go on, but their agents take nothing more until it serves") {
  CentreSpec spec = centre(1);
  dial(spec, {1000, 1001});
  spec.timeline.changes = {change(1010, ChangeKind::serve, 0), change(1500, ChangeKind::serve, 1)};
  const StageEffect kept = GENERATE(StageEffect::keep, StageEffect::keep_without_control);
  spec.timeline.changes.push_back(strike(1010, ChangeKind::strike_talk, kept));
  spec.timeline.changes.push_back(strike(1010, ChangeKind::strike_queue, kept));
  const Tally tally = run(spec);
  CHECK(seconds(sum(tally).talk_us) == 200);
  CHECK(seconds(sum(tally).wait_answered_us) == 499);
}

TEST_CASE("calls that ring when the fault comes") {
  CentreSpec spec = with_standby(1);
  spec.queues[0].ring = Distribution::deterministic(30);
  dial(spec, {1000, 1005});
  const auto struck = [&](StageEffect effect) {
    spec.timeline.changes = {strike(1020, ChangeKind::strike_talk, effect)};
    return run(spec);
  };
  SECTION("drop: the agent is free for the next caller at once") {
    const Tally tally = struck(StageEffect::drop);
    CHECK(sum(tally).dropped_queue == 1);
    CHECK(seconds(sum(tally).wait_answered_us) == 45);  // 1005 to 1020, and the ring
  }
  SECTION("keep without control: it goes on ringing") {
    const Tally tally = struck(StageEffect::keep_without_control);
    CHECK(seconds(sum(tally).wait_answered_us) == 30 + 155);
  }
  SECTION("requeue: it rings again, before those who came later") {
    const Tally tally = struck(StageEffect::requeue_keep_place);
    CHECK(seconds(sum(tally).wait_answered_us) == 50 + 175);
  }
  SECTION("place lost: those who came later are served first") {
    const Tally tally = struck(StageEffect::requeue_at_back);
    CHECK(seconds(sum(tally).wait_answered_us) == 45 + 180);
  }
  SECTION("fail over: it rings at the standby") {
    const Tally tally = struck(StageEffect::fail_to);
    CHECK(sum(tally, 0, 0).flow_out == 1);
    CHECK(sum(tally, 0, 1).answered == 1);
    CHECK(seconds(sum(tally, 0, 0).wait_answered_us) == 45);
  }
}

TEST_CASE("a fault that takes a share of the conversations takes no others, and others talk on") {
  CentreSpec spec = centre(4000);
  DemandSpec demand;
  demand.queue = QueueId(0);
  demand.pattern = ArrivalPattern::exact_counts;
  demand.intervals = {{at(0), Duration::whole_seconds(40), 4000}};
  spec.demand = {demand};
  spec.queues[0].talk = Distribution::deterministic(1000);
  spec.timeline.changes = {strike(500, ChangeKind::strike_talk, StageEffect::drop, 0.3)};
  const QueueCell c = sum(run(spec));
  CHECK(c.answered == 4000);
  CHECK(std::abs(c.dropped_talk - 1200) < 4 * 29);
}
