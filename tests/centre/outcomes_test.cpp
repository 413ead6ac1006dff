// Every way in which an attempt can end, worked out by hand.
#include <catch2/catch.hpp>

#include "models/centre/centre.hpp"
#include "tiny_centre.hpp"

using namespace switchover;
using namespace switchover::tiny;

namespace {
RedialRule always_after(double s) { return {1, Distribution::deterministic(s)}; }
}  // namespace

TEST_CASE("a call is answered at once, the next waits for the agent") {
  CentreSpec spec = centre(1);
  spec.queues[0].wrap = Distribution::deterministic(20);
  dial(spec, {10, 40});
  const Tally tally = run(spec);
  const QueueCell c = sum(tally);
  CHECK(c.attempts == 2);
  CHECK(c.offered == 2);
  CHECK(c.answered == 2);
  CHECK(c.answered_at_once == 1);
  CHECK(c.answered_in_time == 1);
  CHECK(seconds(c.wait_answered_us) == 90);  // 10 + 100 + 20 - 40
  CHECK(seconds(c.queue_time_us) == 90);
  CHECK(seconds(c.someone_waits_us) == 90);
  CHECK(seconds(c.talk_us) == 200);
  CHECK(seconds(c.wrap_us) == 40);
  CHECK(seconds(agents(tally).talking_us) == 200);
  CHECK(seconds(agents(tally).wrapping_us) == 40);
  CHECK(seconds(agents(tally).idle_us) == 3600 - 240);
  CHECK(people(tally).served == 2);
}

TEST_CASE("no trunk: a busy tone, the line is held until hang-up, not during wrap") {
  CentreSpec spec = centre(2);
  spec.platforms[0].trunks = 1;
  spec.queues[0].wrap = Distribution::deterministic(500);
  dial(spec, {0, 99, 101});
  const Tally tally = run(spec);
  CHECK(sum(tally).blocked_busy == 1);
  CHECK(sum(tally).answered == 2);
  CHECK(turned_away(tally, LimitKind::trunks) == 1);
  CHECK(people(tally).met_busy == 1);
  CHECK(people(tally).never_served == 1);
}

TEST_CASE("too many new calls per second are rejected, and the bucket refills") {
  CentreSpec spec = centre(9);
  spec.platforms[0].calls_per_second = 0.5;
  dial(spec, {0, 0.1, 1.9, 2.1, 3});
  const Tally tally = run(spec);
  CHECK(sum(tally).blocked_cps == 3);  // one token at first, the next at 2 s
  CHECK(sum(tally).answered == 2);
  CHECK(turned_away(tally, LimitKind::calls_per_second) == 3);
}

TEST_CASE("a burst lets as many calls in at one moment") {
  CentreSpec spec = centre(9);
  spec.platforms[0].calls_per_second = 1;
  spec.platforms[0].calls_burst = 3;
  dial(spec, {5, 5.01, 5.02, 5.03});
  CHECK(sum(run(spec)).blocked_cps == 1);
}

TEST_CASE("the quota of concurrent calls rejects") {
  CentreSpec spec = centre(1);
  spec.platforms[0].concurrent_calls = 2;
  dial(spec, {0, 1, 2});
  const Tally tally = run(spec);
  CHECK(sum(tally).blocked_quota == 1);
  CHECK(sum(tally).answered == 2);
}

TEST_CASE("no IVR port: the call is rejected although agents are idle") {
  CentreSpec spec = centre(5);
  spec.platforms[0].ivr_ports = 1;
  spec.queues[0].ivr = Distribution::deterministic(30);
  dial(spec, {0, 10, 31});
  const Tally tally = run(spec);
  CHECK(sum(tally).blocked_ports == 1);
  CHECK(sum(tally).answered == 2);
  CHECK(turned_away(tally, LimitKind::ivr_ports) == 1);
}

TEST_CASE("a full queue turns calls away: its own limit, or the platform's") {
  CentreSpec spec = centre(1);
  dial(spec, {0, 1, 2});
  SECTION("of the queue") { spec.queues[0].max_queued = 1; }
  SECTION("of the platform") { spec.platforms[0].max_queued = 1; }
  const Tally tally = run(spec);
  CHECK(sum(tally).blocked_queue == 1);
  CHECK(sum(tally).answered == 2);
  CHECK(people(tally).met_busy == 1);
}

TEST_CASE("callers who balk never queue, unless an agent is free") {
  CentreSpec spec = centre(1);
  spec.queues[0].balk = 1;
  dial(spec, {0, 1});
  const Tally tally = run(spec);
  CHECK(sum(tally).balked == 1);
  CHECK(sum(tally).answered == 1);
  CHECK(sum(tally).offered == 1);
}

TEST_CASE("the IVR settles the issue, or the caller hangs up in it") {
  CentreSpec spec = centre(1);
  spec.queues[0].ivr = Distribution::deterministic(30);
  dial(spec, {0, 1});
  SECTION("settled") {
    spec.queues[0].contained = 1;
    const Tally tally = run(spec);
    CHECK(sum(tally).contained == 2);
    CHECK(people(tally).served == 2);
    CHECK(sum(tally).offered == 0);
  }
  SECTION("hangs up") {
    spec.queues[0].ivr_abandon = 1;
    const Tally tally = run(spec);
    CHECK(sum(tally).ivr_abandon == 2);
    CHECK(people(tally).never_served == 2);
    CHECK(sum(tally).abandoned == 0);
  }
}

TEST_CASE("a caller hangs up at the end of patience, the virtual wait goes on") {
  CentreSpec spec = centre(1);
  spec.queues[0].patience = Distribution::deterministic(15);
  dial(spec, {0, 10});
  const Tally tally = run(spec);
  const QueueCell c = sum(tally);
  CHECK(c.abandoned == 1);
  CHECK(c.abandoned_short == 0);
  CHECK(c.abandoned_in_time == 1);
  CHECK(c.abandoned_left == 1);
  CHECK(seconds(c.wait_all_us) == 15);
  CHECK(c.virtual_known == 2);
  CHECK(seconds(c.virtual_wait_us) == 90);  // the agent is free at 100 s, although nobody waits any more
}

TEST_CASE("a call that waits too long is forced out") {
  CentreSpec spec = centre(1);
  spec.queues[0].max_wait = Duration::whole_seconds(20);
  dial(spec, {0, 10});
  const QueueCell c = sum(run(spec));
  CHECK(c.forced_out == 1);
  CHECK(seconds(c.wait_all_us) == 20);
}

TEST_CASE("callers dial again, attempt after attempt, and give up in the end") {
  CentreSpec spec = centre(1);
  spec.queues[0].talk = Distribution::deterministic(2000);
  spec.queues[0].patience = Distribution::deterministic(10);
  spec.queues[0].callers.after_abandon = always_after(60);
  spec.queues[0].callers.give_up_after = 3;
  dial(spec, {0, 100});
  const Tally tally = run(spec);
  CHECK(sum(tally).attempts == 4);
  CHECK(sum(tally).first_attempts == 2);
  CHECK(sum(tally).abandoned == 3);
  CHECK(people(tally).people == 2);
  CHECK(people(tally).redials == 2);
  CHECK(people(tally).attempts == 4);
  CHECK(people(tally).never_served == 1);
}

TEST_CASE("a redial gets through, one beyond the end is unresolved") {
  CentreSpec spec = centre(1);
  spec.queues[0].patience = Distribution::deterministic(10);
  dial(spec, {3400, 3410});
  SECTION("gets through") {
    spec.queues[0].callers.after_abandon = always_after(150);
    const Tally tally = run(spec);
    CHECK(people(tally).served == 2);
    CHECK(sum(tally).attempts == 3);
  }
  SECTION("beyond the end") {
    spec.queues[0].callers.after_abandon = always_after(190);
    const Tally tally = run(spec);
    CHECK(people(tally).served == 1);
    CHECK(people(tally).unresolved == 1);
    CHECK(people(tally).never_served == 0);
    CHECK(sum(tally).attempts == 2);
  }
}

TEST_CASE("redials after a busy tone and after a failure have rules of their own") {
  CentreSpec spec = centre(1);
  dial(spec, {0, 50});
  SECTION("busy") {
    spec.platforms[0].trunks = 1;
    spec.queues[0].callers.after_busy = always_after(60);
    const Tally tally = run(spec);
    CHECK(sum(tally).blocked_busy == 1);
    CHECK(people(tally).served == 2);
    CHECK(people(tally).met_busy == 1);
  }
  SECTION("failure") {
    EventSpec e = outage(40, 100);
    e.effects.dial.effect = StageEffect::drop;
    spec.events = {e};
    spec.queues[0].callers.after_failure = always_after(60);
    const Tally tally = run(spec);
    CHECK(sum(tally).failed_outage == 1);
    CHECK(people(tally).served == 2);
    CHECK(people(tally).met_busy == 0);
  }
}

TEST_CASE("calls that nobody will ever answer are still in progress at the end") {
  CentreSpec spec = centre(0);
  dial(spec, {0, 10});
  const Tally tally = run(spec);
  CHECK(sum(tally).in_progress_at_end == 2);
  CHECK(people(tally).unresolved == 2);
}

TEST_CASE("a ring without answer goes back to the head of the queue") {
  CentreSpec spec = centre(1);
  spec.queues[0].ring = Distribution::deterministic(4);
  dial(spec, {0, 1000, 2000, 3000});
  const Tally all = run(spec);
  CHECK(seconds(sum(all).wait_answered_us) == 16);
  CHECK(seconds(agents(all).ringing_us) == 16);
  spec.queues[0].no_answer = 0.5;
  std::int64_t unanswered = 0;
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    const Tally tally = run(spec, replication);
    const QueueCell c = sum(tally);
    unanswered += c.rings_unanswered;
    CHECK(c.answered == 4);
    CHECK(seconds(c.wait_answered_us) == 16 + 4 * static_cast<double>(c.rings_unanswered));
  }
  CHECK(unanswered > 40);  // 80 on average, 12.6 is one standard deviation
  CHECK(unanswered < 130);
}

TEST_CASE("whoever hangs up while it rings frees the agent") {
  CentreSpec spec = centre(1);
  spec.queues[0].ring = Distribution::deterministic(30);
  spec.queues[0].patience = Distribution::deterministic(20);
  dial(spec, {0, 10});
  const Tally tally = run(spec);
  CHECK(sum(tally).abandoned == 2);
  CHECK(seconds(sum(tally).wait_all_us) == 40);
  CHECK(seconds(agents(tally).ringing_us) == 30);  // 0-20 the first, 20-30 the second
}

TEST_CASE("calls in the IVR are counted by the clock, whether its ports are limited or not") {
  CentreSpec spec = centre(2);
  spec.queues[0].ivr = Distribution::deterministic(30);
  SECTION("no limit") {}
  SECTION("a limit that is never reached") { spec.platforms[0].ivr_ports = 10; }
  SECTION("a limit that begins later") {
    EventSpec limit = event(EventKind::limit, 2000, 3000);
    limit.limit = LimitKind::ivr_ports;
    limit.limit_value = 5;
    spec.events = {limit};
  }
  dial(spec, {100, 110, 890});
  const Tally tally = run(spec);
  CHECK(seconds(tally.limit(0, 0, LimitKind::ivr_ports).use_us) == 30 + 30 + 10);
  CHECK(seconds(tally.limit(1, 0, LimitKind::ivr_ports).use_us) == 20);
}
