// What a failover does to callers and agents: calls redirected, agents sent elsewhere, sign-ins in line,
// rings that nobody hears, a bridge that shrinks.
#include <catch2/catch.hpp>
#include <limits>
#include <memory>

#include "models/centre/centre.hpp"
#include "models/centre/plan.hpp"
#include "tiny_centre.hpp"

using namespace switchover;
using namespace switchover::tiny;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

CentreSpec two_platforms(double agents_in_all, double share_on_old) {
  CentreSpec spec = centre(agents_in_all);
  add_platform(spec, "new");
  spec.agent_split = {{Time{}, {share_on_old, 1 - share_on_old}}};
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
PlatformChange redirect(double at_s, double share, std::size_t from = 0, std::size_t to = 1) {
  PlatformChange c = change(at_s, ChangeKind::redirect, share, from);
  c.rule.to = PlatformId(to);
  return c;
}
PlatformChange agents_at(double at_s, double share, std::size_t home, std::size_t where,
                         StageEffect effect = StageEffect::keep) {
  PlatformChange c = change(at_s, ChangeKind::agents_at, share, home);
  c.rule.to = PlatformId(where);
  c.rule.effect = effect;
  return c;
}

void steady_calls(CentreSpec& spec, double calls) {
  DemandSpec demand;
  demand.queue = QueueId(0);
  demand.pattern = ArrivalPattern::exact_counts;
  demand.intervals = {{at(0), Duration::whole_seconds(3600), calls}};
  spec.demand = {demand};
}

// Agents of one shift, one after another by name.
void name_agents(CentreSpec& spec, int agents, double from_s, double to_s) {
  spec.groups[0].counted.clear();
  for (int i = 0; i < agents; ++i) {
    AgentSpec agent;
    agent.name = "agent " + std::to_string(i);
    agent.shifts = {{at(from_s), at(to_s), {}}};
    spec.groups[0].agents.push_back(agent);
  }
}

double signed_in_s(const Tally& tally, std::size_t mode, std::size_t interval) {
  return seconds(tally.agent(interval, 0, mode).signed_in_us);
}
double thrown_out_s(const Tally& tally, std::size_t mode, std::size_t interval) {
  return seconds(tally.agent(interval, 0, mode).thrown_out_us);
}

}  // namespace

TEST_CASE("redirect: that share of the new calls goes to the other platform") {
  CentreSpec spec = two_platforms(4000, 0.5);
  steady_calls(spec, 4000);
  spec.timeline.changes = {redirect(0, 0.3)};
  const Tally tally = run(spec);
  CHECK(std::abs(sum(tally, 0, 1).attempts - 1200) < 4 * 29);
  CHECK(sum(tally, 0, 0).attempts + sum(tally, 0, 1).attempts == 4000);
}

TEST_CASE("redirect: the same callers at every attempt, and more of them as the share grows") {
  CentreSpec spec = two_platforms(0, 0.5);  // nobody answers: every caller tries five times
  spec.queues[0].patience = Distribution::deterministic(10);
  spec.queues[0].callers.after_abandon = {1, Distribution::deterministic(60)};
  spec.queues[0].callers.give_up_after = 5;
  DemandSpec demand;
  demand.queue = QueueId(0);
  demand.pattern = ArrivalPattern::exact_counts;
  demand.intervals = {{at(0), Duration::whole_seconds(60), 1000}};
  spec.demand = {demand};
  spec.timeline.changes = {redirect(0, 0.25)};
  const Tally quarter = run(spec);
  CHECK(sum(quarter, 0, 1).attempts == 5 * sum(quarter, 0, 1).first_attempts);
  spec.timeline.changes = {redirect(0, 0.75)};
  const Tally most = run(spec);
  CHECK(sum(most, 0, 1).attempts == 5 * sum(most, 0, 1).first_attempts);
  CHECK(sum(most, 0, 1).attempts > sum(quarter, 0, 1).attempts);
}

TEST_CASE("redirect: one hop, and the target's door decides") {
  CentreSpec spec = two_platforms(2, 0.5);
  dial(spec, {100});
  SECTION("two platforms that point at each other do not loop") {
    spec.timeline.changes = {redirect(0, 1, 0, 1), redirect(0, 1, 1, 0)};
    CHECK(sum(run(spec), 0, 1).answered == 1);
  }
  SECTION("the source's own door is not asked") {
    spec.timeline.changes = {change(0, ChangeKind::accept, 0), redirect(0, 1)};
    spec.timeline.changes[0].rule.effect = StageEffect::drop;
    CHECK(sum(run(spec), 0, 1).answered == 1);
  }
  SECTION("a target that takes no calls fails them") {
    spec.timeline.changes = {change(0, ChangeKind::accept, 0, 1), redirect(0, 1)};
    spec.timeline.changes[0].rule.effect = StageEffect::drop;
    CHECK(sum(run(spec), 0, 1).failed_outage == 1);
  }
  SECTION("back again") {
    spec.timeline.changes = {redirect(0, 1), redirect(50, 0)};
    CHECK(sum(run(spec), 0, 0).answered == 1);
  }
}

TEST_CASE("agents_at: counted agents leave, move and come back by shares") {
  CentreSpec spec = two_platforms(50, 0.8);  // 40 and 10
  spec.moves = {{PlatformId(0), PlatformId(1), 1.0}};
  spec.timeline.changes = {agents_at(900, 0, 0, 0), agents_at(900, 0.5, 0, 1), agents_at(1800, 0, 0, 1),
                           agents_at(1800, 0.25, 0, 0), agents_at(2700, 1, 0, 0)};
  const Tally tally = run(spec);
  CHECK(signed_in_s(tally, 0, 0) == 40 * 900);
  CHECK(signed_in_s(tally, 1, 0) == 10 * 900);
  CHECK(signed_in_s(tally, 0, 1) == 0);
  CHECK(signed_in_s(tally, 1, 1) == 30 * 900);
  CHECK(thrown_out_s(tally, 0, 1) == 20 * 900);
  CHECK(signed_in_s(tally, 0, 2) == 10 * 900);
  CHECK(signed_in_s(tally, 1, 2) == 10 * 900);
  CHECK(thrown_out_s(tally, 0, 2) == 30 * 900);
  CHECK(signed_in_s(tally, 0, 3) == 40 * 900);
  CHECK(thrown_out_s(tally, 0, 3) == 0);
}

TEST_CASE("agents_at: an odd half is rounded once, nobody is in two places") {
  CentreSpec spec = two_platforms(5, 1);
  spec.moves = {{PlatformId(0), PlatformId(1), 1.0}};
  spec.timeline.changes = {agents_at(0, 0.5, 0, 0), agents_at(0, 0.5, 0, 1)};
  const Tally tally = run(spec);
  CHECK(signed_in_s(tally, 0, 1) + signed_in_s(tally, 1, 1) == 5 * 900);
}

TEST_CASE("agents_at: named agents go by their fixed number, stay there, and come back") {
  CentreSpec spec = two_platforms(0, 1);
  name_agents(spec, 20, 0, 3600);
  spec.moves = {{PlatformId(0), PlatformId(1), 1.0}};
  spec.timeline.changes = {agents_at(900, 0.4, 0, 0), agents_at(1000, 0.35, 0, 1), agents_at(2700, 0, 0, 1),
                           agents_at(2700, 1, 0, 0)};
  const Tally tally = run(spec);
  CHECK(signed_in_s(tally, 0, 0) == 20 * 900);
  CHECK(signed_in_s(tally, 0, 1) == 7 * 900);  // fixed numbers from 0.6 on
  CHECK(signed_in_s(tally, 1, 1) == 8 * 800);  // ... and below 0.35
  CHECK(signed_in_s(tally, 0, 2) == 7 * 900);
  CHECK(signed_in_s(tally, 1, 2) == 8 * 900);
  CHECK(thrown_out_s(tally, 0, 2) + thrown_out_s(tally, 1, 2) == 5 * 900);
  CHECK(signed_in_s(tally, 0, 3) == 20 * 900);
}

TEST_CASE("agents_at: a factor for one group, and none for agents of both platforms") {
  CentreSpec spec = two_platforms(10, 1);
  add_group(spec, "others", 10, 0);
  add_group(spec, "dual", 10, 0);
  spec.groups[2].assignment = Assignment::both;
  PlatformChange home = agents_at(900, 0.5, 0, 0);
  PlatformChange group = agents_at(900, 0.4, 0, 0);
  group.group = GroupId(1);
  spec.timeline.changes = {home, group};
  const Tally tally = run(spec);
  CHECK(seconds(tally.agent(1, 0, 0).signed_in_us) == 5 * 900);
  CHECK(seconds(tally.agent(1, 1, 0).signed_in_us) == 2 * 900);
  CHECK(seconds(tally.agent(1, 2, 2).signed_in_us) == 10 * 900);
  CHECK(seconds(tally.agent(1, 1, 0).thrown_out_us) == 8 * 900);
}

TEST_CASE("agents_at: what becomes of the conversation in hand") {
  CentreSpec spec = two_platforms(0, 1);
  const bool named = GENERATE(false, true);
  if (named) {
    name_agents(spec, 1, 0, 3600);
  } else {
    spec.groups[0].counted = {{Time{}, 1}};
  }
  spec.moves = {{PlatformId(0), PlatformId(1), 1.0}};
  dial(spec, {1000});
  const auto leave = [&](StageEffect effect) {
    spec.timeline.changes = {agents_at(1020, 0, 0, 0, effect), agents_at(1200, 1, 0, 0)};
    return run(spec);
  };
  SECTION("keep: finished first") {
    const Tally tally = leave(StageEffect::keep);
    CHECK(seconds(sum(tally).talk_us) == 100);
    CHECK(seconds(agents(tally).signed_in_us) == 3600 - 100);
    CHECK(seconds(agents(tally).thrown_out_us) == 100);
  }
  SECTION("drop") {
    const Tally tally = leave(StageEffect::drop);
    CHECK(sum(tally).dropped_talk == 1);
    CHECK(seconds(sum(tally).talk_us) == 20);
    CHECK(seconds(agents(tally).thrown_out_us) == 180);
  }
  SECTION("requeue") {
    const Tally tally = leave(StageEffect::requeue_keep_place);
    CHECK(sum(tally).requeued == 1);
    CHECK(seconds(sum(tally).queue_time_us) == 180);
    CHECK(seconds(sum(tally).talk_us) == 100);
  }
  SECTION("failback with drop: who talks on the other platform is cut there and goes home") {
    dial(spec, {1500});
    spec.timeline.changes = {agents_at(1200, 0, 0, 0), agents_at(1200, 1, 0, 1), redirect(1200, 1),
                             agents_at(1540, 1, 0, 0), agents_at(1540, 0, 0, 1, StageEffect::drop)};
    const Tally tally = run(spec);
    CHECK(sum(tally, 0, 1).dropped_talk == 1);
    CHECK(signed_in_s(tally, 1, 1) == 340);
    CHECK(signed_in_s(tally, 0, 2) == 900);
  }
}

TEST_CASE("agents_at: guests talk longer on an unfamiliar desktop, those who work there anyway do not") {
  CentreSpec spec = two_platforms(2, 0.5);
  const bool named = GENERATE(false, true);
  if (named) {
    name_agents(spec, 1, 0, 3600);
    spec.groups[0].agents[0].assignment = Assignment::one_platform;
    spec.groups[0].agents[0].platform = PlatformId(0);
    add_group(spec, "natives", 1, 0);
    spec.groups[1].assignment = Assignment::one_platform;
    spec.groups[1].platform = PlatformId(1);
  }
  spec.moves = {{PlatformId(0), PlatformId(1), 1.5}};
  spec.timeline.changes = {agents_at(500, 0, 0, 0),  agents_at(500, 1, 0, 1),  redirect(500, 1),
                           agents_at(2000, 0, 0, 1), agents_at(2000, 1, 0, 0), redirect(2000, 0)};
  dial(spec, {100, 1000, 1001, 2500});
  const Tally tally = run(spec);
  CHECK(seconds(sum(tally, 0, 0).talk_us) == 200);
  CHECK(seconds(sum(tally, 0, 1).talk_us) == 100 + 150);
}

TEST_CASE("agents_at: logins of the standby are limited for guests as for everybody") {
  CentreSpec spec = two_platforms(20, 0.5);
  spec.platforms[1].logins = 14;
  spec.moves = {{PlatformId(0), PlatformId(1), 1.0}};
  spec.timeline.changes = {agents_at(900, 0, 0, 0), agents_at(900, 1, 0, 1)};
  const Tally tally = run(spec);
  CHECK(signed_in_s(tally, 1, 1) == 14 * 900);
  CHECK(signed_in_s(tally, 0, 1) == 0);
}

TEST_CASE("staffing of the home platform moves its guests too") {
  CentreSpec spec = two_platforms(10, 1);
  spec.groups[0].counted = {{at(0), 10}, {at(1800), 20}, {at(2700), 4}};
  spec.moves = {{PlatformId(0), PlatformId(1), 1.0}};
  spec.timeline.changes = {agents_at(900, 0, 0, 0), agents_at(900, 0.5, 0, 1)};
  const Tally tally = run(spec);
  CHECK(signed_in_s(tally, 1, 1) == 5 * 900);
  CHECK(signed_in_s(tally, 1, 2) == 10 * 900);
  CHECK(signed_in_s(tally, 1, 3) == 2 * 900);
  CHECK(thrown_out_s(tally, 0, 3) == 2 * 900);
}

TEST_CASE("what a fault keeps out is counted to the microsecond, whenever it begins and ends") {
  CentreSpec spec = centre(10);
  SECTION("an outage that signs everybody out") {
    EventSpec e = outage(1000, 1100.5);
    e.agents_signed_out = true;
    spec.events = {e};
    const Tally tally = run(spec);
    CHECK(thrown_out_s(tally, 0, 1) == 1005);
    CHECK(thrown_out_s(tally, 0, 0) + thrown_out_s(tally, 0, 2) + thrown_out_s(tally, 0, 3) == 0);
    CHECK(signed_in_s(tally, 0, 1) == 9000 - 1005);
  }
  SECTION("shares") {
    spec.timeline.changes = {agents_at(850, 0.3, 0, 0), agents_at(1000, 1, 0, 0)};
    const Tally tally = run(spec);
    CHECK(thrown_out_s(tally, 0, 0) == 7 * 50);
    CHECK(thrown_out_s(tally, 0, 1) == 7 * 100);
  }
}

TEST_CASE("sign_ins 0: nobody signs in, those who are there go on, breaks end") {
  CentreSpec spec = centre(4);
  SECTION("counted targets that rise wait, also after they fell") {
    spec.groups[0].counted = {{at(0), 4}, {at(900), 6}, {at(1800), 3}, {at(2700), 5}};
    spec.timeline.changes = {change(100, ChangeKind::sign_ins, 0),
                             change(3000, ChangeKind::sign_ins, infinity)};
    const Tally tally = run(spec);
    CHECK(signed_in_s(tally, 0, 1) == 4 * 900);
    CHECK(thrown_out_s(tally, 0, 1) == 2 * 900);
    CHECK(signed_in_s(tally, 0, 2) == 3 * 900);
    CHECK(thrown_out_s(tally, 0, 2) == 0);
    CHECK(signed_in_s(tally, 0, 3) == 3 * 300 + 5 * 600);
    CHECK(thrown_out_s(tally, 0, 3) == 2 * 300);
  }
  SECTION("named: a shift begins late, a break is not a sign-out") {
    name_agents(spec, 1, 0, 3600);
    spec.groups[0].agents[0].shifts[0].activities = {{at(950), at(1000), ActivityKind::break_}};
    AgentSpec late;
    late.name = "late";
    late.shifts = {{at(1000), at(3600), {}}};
    spec.groups[0].agents.push_back(late);
    spec.timeline.changes = {change(900, ChangeKind::sign_ins, 0),
                             change(1800, ChangeKind::sign_ins, infinity)};
    const Tally tally = run(spec);
    CHECK(signed_in_s(tally, 0, 1) == 850);
    CHECK(thrown_out_s(tally, 0, 1) == 800);
    CHECK(signed_in_s(tally, 0, 2) == 1800);
  }
}

TEST_CASE("sign_ins at a rate: one after another, first come first") {
  CentreSpec spec = centre(10);
  spec.groups[0].counted = {{at(0), 0}, {at(900), 10}};
  spec.timeline.changes = {change(0, ChangeKind::sign_ins, 2)};  // one in 30 s
  SECTION("counted") {
    const Tally tally = run(spec);
    CHECK(signed_in_s(tally, 0, 1) == 10 * 900 - 30 * 55);
    CHECK(thrown_out_s(tally, 0, 1) == 30 * 55);
  }
  SECTION("those who waited for the server to come back") {
    spec.timeline.changes = {change(0, ChangeKind::sign_ins, 0), change(1800, ChangeKind::sign_ins, 6)};
    const Tally tally = run(spec);
    CHECK(signed_in_s(tally, 0, 1) == 0);
    CHECK(signed_in_s(tally, 0, 2) == 9000 - 10 * 55);
  }
  SECTION("who goes home while in line is passed over") {
    spec.groups[0].counted = {{at(0), 0}, {at(900), 10}, {at(1000), 4}};
    const Tally tally = run(spec);  // signed in at 930, 960, 990, 1020
    CHECK(signed_in_s(tally, 0, 1) == 870 + 840 + 810 + 780);
  }
  SECTION("named agents and counted ones stand in one line") {
    name_agents(spec, 2, 880, 3600);
    add_group(spec, "others", 0, 0);
    spec.groups[1].counted = {{at(0), 0}, {at(885), 1}};
    spec.groups[0].agents[1].shifts = {{at(890), at(3600), {}}};
    const Tally tally = run(spec);  // 910 the first, 940 the counted one, 970 the second
    CHECK(seconds(tally.agent(1, 0, 0).signed_in_us) == 890 + 830);
    CHECK(seconds(tally.agent(1, 1, 0).signed_in_us) == 860);
  }
}

TEST_CASE("no_answer: rings that reach nobody, with and without a ring time of the queue") {
  CentreSpec spec = centre(1);
  dial(spec, {1000});
  spec.timeline.changes = {change(900, ChangeKind::no_answer, 1), change(1100, ChangeKind::no_answer, 0)};
  SECTION("no ring time: 15 s of ringing and 10 s of rest until it is over") {
    const Tally tally = run(spec);  // rings 1000, 1025, 1050, 1075; the ring of 1100 is answered at once
    CHECK(sum(tally).rings_unanswered == 4);
    CHECK(seconds(sum(tally).wait_answered_us) == 100);
    CHECK(seconds(agents(tally).away_us) == 40);
    CHECK(seconds(agents(tally).ringing_us) == 60);
  }
  SECTION("a ring time") {
    spec.queues[0].ring = Distribution::deterministic(20);
    const Tally tally = run(spec);  // rings 1000, 1030, 1060, 1090 which is answered at its end
    CHECK(sum(tally).rings_unanswered == 3);
    CHECK(seconds(sum(tally).wait_answered_us) == 110);
  }
  SECTION("a share of the rings, and others answer") {
    spec.groups[0].counted = {{Time{}, 2000}};
    spec.demand.clear();
    steady_calls(spec, 4000);
    spec.timeline.changes = {change(0, ChangeKind::no_answer, 0.25)};
    const QueueCell c = sum(run(spec));
    CHECK(c.answered == 4000);
    CHECK(std::abs(static_cast<double>(c.rings_unanswered) - 4000 / 3.0) < 4 * 43);
  }
}

TEST_CASE("bridge_ports: fewer ports, none, and again as many as wanted") {
  CentreSpec spec = two_platforms(3, 0);  // all agents on the new platform, all calls on the old one
  BridgeSpec bridge;
  bridge.from = PlatformId(0);
  bridge.to = PlatformId(1);
  spec.bridges = {bridge};
  dial(spec, {100, 101, 1000, 1001, 1002});
  SECTION("none at all: they wait until there are some") {
    spec.timeline.changes = {change(900, ChangeKind::bridge_ports, 0),
                             change(1200, ChangeKind::bridge_ports, infinity)};
    const QueueCell c = sum(run(spec));
    CHECK(c.answered == 5);
    CHECK(seconds(c.wait_answered_us) == 200 + 199 + 198);
  }
  SECTION("one: one after another") {
    spec.timeline.changes = {change(900, ChangeKind::bridge_ports, 1)};
    CHECK(seconds(sum(run(spec)).wait_answered_us) == 99 + 198);
  }
}

TEST_CASE("a platform's own outage and a component's fault: the worst of both, until both are over") {
  CentreSpec spec = centre(1);
  spec.events = {outage(600, 1800)};
  spec.events[0].effects.dial.effect = StageEffect::drop;
  PlatformTimeline fault;
  fault.changes = {change(900, ChangeKind::accept, 0.5),  change(900, ChangeKind::serve, 0),
                   change(1200, ChangeKind::accept, 1),   change(1200, ChangeKind::serve, 1),
                   change(1500, ChangeKind::accept, 0.5), change(2400, ChangeKind::accept, 1)};
  spec.staged = std::make_shared<const StagedTimelines>(StagedTimelines{{fault}});
  const auto value_at = [&](ChangeKind kind, double s) {
    double value = 1;
    const auto plan = make_plan(spec);
    for (const PlatformChange& c : plan->changes) {
      if (c.kind == kind && c.at <= at(s)) value = c.value;
    }
    return value;
  };
  CHECK(value_at(ChangeKind::accept, 599) == 1);
  CHECK(value_at(ChangeKind::accept, 900) == 0);
  CHECK(value_at(ChangeKind::accept, 1200) == 0);  // the component is back, the platform is not
  CHECK(value_at(ChangeKind::serve, 1200) == 0);
  CHECK(value_at(ChangeKind::serve, 1800) == 1);
  CHECK(value_at(ChangeKind::accept, 1800) == 0.5);  // the platform is back, the component is not
  CHECK(value_at(ChangeKind::accept, 2400) == 1);
  dial(spec, {1300});  // a call that the fault's end must not let in
  CHECK(sum(run(spec)).answered == 0);
}

TEST_CASE("seconds that several slow things add are added, of limits the smallest counts") {
  CentreSpec spec = centre(1);
  spec.platforms[0].trunks = 100;
  EventSpec slow = event(EventKind::slow, 600, 1800);
  slow.adds_talk = Duration::whole_seconds(20);
  EventSpec few = event(EventKind::limit, 600, 1800);
  few.limit = LimitKind::trunks;
  few.limit_value = 40;
  spec.events = {slow, few};
  PlatformTimeline fault;
  fault.changes = {change(900, ChangeKind::add_talk, 30), change(900, ChangeKind::limit, 60),
                   change(2400, ChangeKind::add_talk, 0), change(2400, ChangeKind::limit, 100)};
  spec.staged = std::make_shared<const StagedTimelines>(StagedTimelines{{fault}});
  const auto value_at = [&](ChangeKind kind, double s) {
    double value = -1;
    const auto plan = make_plan(spec);
    for (const PlatformChange& c : plan->changes) {
      if (c.kind == kind && c.at <= at(s)) value = c.value;
    }
    return value;
  };
  CHECK(value_at(ChangeKind::add_talk, 600) == 20);
  CHECK(value_at(ChangeKind::add_talk, 900) == 50);
  CHECK(value_at(ChangeKind::add_talk, 1800) == 30);
  CHECK(value_at(ChangeKind::add_talk, 2400) == 0);
  CHECK(value_at(ChangeKind::limit, 900) == 40);
  CHECK(value_at(ChangeKind::limit, 1800) == 60);
  CHECK(value_at(ChangeKind::limit, 2400) == 100);
}
