// Agents who come, go, take breaks and vanish; limits of sign-in; the return after an outage.
#include <catch2/catch.hpp>

#include "tiny_centre.hpp"

using namespace switchover;
using namespace switchover::tiny;

namespace {

AgentSpec agent(const std::string& name, double from_s, double to_s) {
  AgentSpec a;
  a.name = name;
  Shift shift;
  shift.start = at(from_s);
  shift.end = at(to_s);
  a.shifts = {shift};
  return a;
}

}  // namespace

TEST_CASE("an agent comes, takes a break and goes, finishing the call in hand") {
  CentreSpec spec = centre(0);
  AgentSpec anna = agent("Anna", 100, 1000);
  anna.shifts[0].activities = {{at(400), at(600), ActivityKind::lunch}};
  spec.groups[0].agents = {anna};
  dial(spec, {50, 350, 460, 950, 990});
  const Tally tally = run(spec);
  const QueueCell c = sum(tally);
  // 50 waits until 100; 350 is answered at once and ends at 450; 460 waits until 600; 950 ends at 1050; 990
  // stays.
  CHECK(c.answered == 4);
  CHECK(seconds(c.wait_answered_us) == 50 + 140);
  CHECK(c.in_progress_at_end == 1);
  CHECK(seconds(agents(tally).away_us) == 150);
  CHECK(seconds(agents(tally).signed_in_us) == 950 - 150);
  CHECK(seconds(agents(tally).talking_us) == 400);
}

TEST_CASE("agents vanish: finish, drop, requeue") {
  CentreSpec spec = centre(2);
  spec.groups[0].counted = {{Time{}, 2}, {at(60), 1}, {at(500), 2}};
  dial(spec, {0, 10, 20});
  SECTION("finish: the next to become free leaves") {
    spec.groups[0].vanish = WhenAgentsVanish::finish;
    const Tally tally = run(spec);
    CHECK(sum(tally).answered == 3);
    // The agent of the first call leaves at 100; the second, free at 110, takes the third call.
    CHECK(seconds(sum(tally).wait_answered_us) == 90);
    CHECK(seconds(agents(tally).signed_in_us) == 2 * 3600 - 400);
  }
  SECTION("drop: a conversation is cut") {
    spec.groups[0].vanish = WhenAgentsVanish::drop;
    spec.queues[0].callers.after_drop = {1, Distribution::deterministic(1000)};
    const Tally tally = run(spec);
    CHECK(sum(tally).dropped_talk == 1);
    CHECK(sum(tally).answered == 4);  // the dropped caller dials again
    CHECK(people(tally).served == 3);
    CHECK(seconds(agents(tally).signed_in_us) == 2 * 3600 - 440);
  }
  SECTION("requeue: back to the head with what is left of the conversation") {
    spec.groups[0].vanish = WhenAgentsVanish::requeue;
    const Tally tally = run(spec);
    const QueueCell c = sum(tally);
    CHECK(c.requeued == 1);
    CHECK(c.answered == 3);
    CHECK(c.dropped_talk == 0);
    CHECK(seconds(c.talk_us) == 300);
    CHECK(seconds(c.wait_answered_us) > 0);
    CHECK(people(tally).served == 3);
  }
}

TEST_CASE("a requeued caller has new patience and the one outcome that it had") {
  CentreSpec spec = centre(1);
  spec.groups[0].counted = {{Time{}, 1}, {at(60), 0}};
  spec.groups[0].vanish = WhenAgentsVanish::requeue;
  spec.queues[0].patience = Distribution::deterministic(30);
  dial(spec, {0});
  const Tally tally = run(spec);
  const QueueCell c = sum(tally);
  CHECK(c.answered == 1);
  CHECK(c.abandoned == 0);
  CHECK(c.abandoned_left == 1);
  CHECK(seconds(c.queue_time_us) == 30);
}

TEST_CASE("idle agents leave first") {
  CentreSpec spec = centre(3);
  spec.groups[0].counted = {{Time{}, 3}, {at(60), 1}};
  spec.groups[0].vanish = WhenAgentsVanish::drop;
  dial(spec, {0});
  const Tally tally = run(spec);
  CHECK(sum(tally).dropped_talk == 0);
  CHECK(seconds(agents(tally).signed_in_us) == 3600 + 2 * 60);
}

TEST_CASE("events change the number of agents") {
  CentreSpec spec = centre(10);
  EventSpec fewer = event(EventKind::fewer_agents, 600, 1200),
            more = event(EventKind::more_agents, 1200, 1800);
  fewer.share = 0.3;
  more.count = 5;
  spec.events = {fewer, more};
  CHECK(seconds(agents(run(spec)).signed_in_us) == 10 * 3600 - 3 * 600 + 5 * 600);
}

TEST_CASE("a limit of logins keeps agents out until somebody signs off") {
  CentreSpec spec = centre(0);
  spec.platforms[0].logins = 1;
  spec.groups[0].agents = {agent("Anna", 0, 1000), agent("Bert", 500, 2000)};
  CHECK(seconds(agents(run(spec)).signed_in_us) == 2000);
  spec.platforms[0].logins = 2;
  CHECK(seconds(agents(run(spec)).signed_in_us) == 2500);
}

TEST_CASE("counted agents, too, obey the limit of logins") {
  CentreSpec spec = centre(5);
  spec.platforms[0].logins = 3;
  EventSpec wider = event(EventKind::limit, 1800, 3600);
  wider.limit = LimitKind::logins;
  wider.limit_value = 4;
  spec.events = {wider};
  CHECK(seconds(agents(run(spec)).signed_in_us) == 3 * 3600 + 1800);
}

TEST_CASE("after an outage agents sign in again one by one") {
  CentreSpec spec = centre(4);
  EventSpec e = outage(600, 1200);
  e.agents_signed_out = true;
  SECTION("at a rate") { e.sign_ins_per_minute = 1; }
  SECTION("over a time") { e.sign_in_over = Duration::whole_seconds(240); }
  spec.events = {e};
  const Tally tally = run(spec);
  CHECK(seconds(agents(tally).signed_in_us) == 4 * 3600 - 4 * 600 - (60 + 120 + 180 + 240));
}

TEST_CASE("the sign-out of a share of agents ends with a ramp") {
  CentreSpec spec = centre(4);
  EventSpec e = event(EventKind::sign_out, 600, 1200);
  e.share = 0.5;
  e.sign_ins_per_minute = 1;
  spec.events = {e};
  CHECK(seconds(agents(run(spec)).signed_in_us) == 4 * 3600 - 2 * 600 - (60 + 120));
}

TEST_CASE("absent agents are absent for the day, the same ones in every plan") {
  CentreSpec spec = centre(1000);
  spec.groups[0].unplanned_shrinkage = 0.1;
  const double here = seconds(agents(run(spec)).signed_in_us) / 3600;
  CHECK(here == std::round(here));
  CHECK(std::abs(here - 900) < 4 * 9.5);
  spec.groups[0].planned_shrinkage = 0.2;
  const double fewer = seconds(agents(run(spec)).signed_in_us) / 3600;
  CHECK(std::abs(fewer - 720) < 4 * 8.5);
}

TEST_CASE("the split of agents moves counted agents") {
  CentreSpec spec = centre(10);
  add_platform(spec, "new");
  spec.agent_split = {{Time{}, {0.7, 0.3}}, {at(1800), {0.5, 0.5}}};
  const Tally tally = run(spec);
  double old_s = 0, new_s = 0;
  for (std::size_t i = 0; i < tally.intervals; ++i) {
    old_s += seconds(tally.agent(i, 0, 0).signed_in_us);
    new_s += seconds(tally.agent(i, 0, 1).signed_in_us);
  }
  CHECK(old_s == 1800 * (7 + 5));
  CHECK(new_s == 1800 * (3 + 5));
}

TEST_CASE("who does not come is absent, who is thrown out by a fault is not") {
  CentreSpec spec = centre(20);
  spec.groups[0].unplanned_shrinkage = 0.3;
  EventSpec e = outage(600, 1200);
  e.agents_signed_out = true;
  spec.events = {e};
  const bool named = GENERATE(false, true);
  if (named) {
    spec.groups[0].counted.clear();
    for (int i = 0; i < 20; ++i) spec.groups[0].agents.push_back(agent("a" + std::to_string(i), 0, 3600));
  }
  const AgentCell all = agents(run(spec));
  const double absent = seconds(all.absent_us) / 3600;  // people, for the whole hour
  CHECK(absent == std::round(absent));
  CHECK(absent > 0);
  CHECK(absent < 15);
  CHECK(seconds(all.thrown_out_us) == (20 - absent) * 600);
  CHECK(seconds(all.signed_in_us) == (20 - absent) * 3000);
}

TEST_CASE("whom events take away or sign out is known by interval, counted or named") {
  CentreSpec spec = centre(10);
  EventSpec fewer = event(EventKind::fewer_agents, 600, 1200), out = event(EventKind::sign_out, 1800, 2700);
  fewer.share = 0.3;
  out.share = 0.5;
  spec.events = {fewer, out};
  const bool named = GENERATE(false, true);
  if (named) {
    spec.groups[0].counted.clear();
    for (int i = 0; i < 10; ++i) spec.groups[0].agents.push_back(agent("a" + std::to_string(i), 0, 3600));
  }
  const Tally tally = run(spec);
  CHECK(seconds(tally.agent(0, 0, 0).taken_away_us) == 3 * 300);
  CHECK(seconds(tally.agent(1, 0, 0).taken_away_us) == 3 * 300);
  CHECK(tally.agent(2, 0, 0).taken_away_us == 0);
  CHECK(seconds(tally.agent(2, 0, 0).signed_out_us) == 5 * 900);
  CHECK(seconds(agents(tally).signed_out_us) == 5 * 900);
  CHECK(agents(tally).absent_us + agents(tally).thrown_out_us == 0);  // paid by nobody, signed in nowhere
  CHECK(seconds(agents(tally).signed_in_us) == 10 * 3600 - 3 * 600 - 5 * 900);
}

TEST_CASE("agents taken away by an event follow their split over the platforms") {
  CentreSpec spec = centre(10);
  add_platform(spec, "new");
  spec.agent_split = {{Time{}, {1, 0}}, {at(900), {0, 1}}};
  EventSpec fewer = event(EventKind::fewer_agents, 0, 3600);
  fewer.count = 2;
  spec.events = {fewer};
  const Tally tally = run(spec);
  CHECK(seconds(tally.agent(0, 0, 0).taken_away_us) == 2 * 900);
  CHECK(tally.agent(1, 0, 0).taken_away_us == 0);
  CHECK(seconds(tally.agent(1, 0, 1).taken_away_us) == 2 * 900);
}
