// What an outage does to a call in each stage, and slow-downs.
#include <catch2/catch.hpp>

#include "tiny_centre.hpp"

using namespace switchover;
using namespace switchover::tiny;

namespace {

CentreSpec two_platforms() {
  CentreSpec spec = centre(2);
  add_platform(spec, "new");
  spec.agent_split = {{Time{}, {0.5, 0.5}}};
  return spec;
}

}  // namespace

TEST_CASE("outage: new calls fail, are passed on, delayed, misrouted or let in") {
  CentreSpec spec = two_platforms();
  add_queue(spec, "other");
  add_group(spec, "others", 1, 1);
  dial(spec, {1000});
  EventSpec e = outage(900, 1200);
  SECTION("fail") {
    e.effects.dial.effect = StageEffect::drop;
    spec.events = {e};
    const Tally tally = run(spec);
    CHECK(sum(tally).failed_outage == 1);
    CHECK(sum(tally).blocked_busy == 0);
  }
  SECTION("pass on") {
    e.effects.dial.effect = StageEffect::fail_to;
    e.effects.dial.to = PlatformId(1);
    spec.events = {e};
    CHECK(sum(run(spec), 0, 1).answered_at_once == 1);
  }
  SECTION("let in: waits until the platform serves again") {
    spec.events = {e};
    CHECK(seconds(sum(run(spec)).wait_answered_us) == 200);
  }
  SECTION("delay") {
    e.effects.dial.effect = StageEffect::delay;
    e.effects.dial.delay = Duration::whole_seconds(50);
    spec.events = {e};
    CHECK(seconds(sum(run(spec)).wait_answered_us) == 150);
  }
  SECTION("misroute") {
    e.effects.dial.effect = StageEffect::misroute;
    e.effects.dial.misroute_to = QueueId(1);
    spec.events = {e};
    const Tally tally = run(spec);
    CHECK(sum(tally, 1).answered == 1);
    CHECK(people(tally, 0).served == 1);
  }
}

TEST_CASE("outage of a share: new calls are refused by that share") {
  CentreSpec spec = centre(1000);
  DemandSpec demand;
  demand.queue = QueueId(0);
  demand.pattern = ArrivalPattern::exact_counts;
  demand.intervals = {{at(0), Duration::whole_seconds(3600), 4000}};
  spec.demand = {demand};
  EventSpec e = outage(0, 3600);
  e.share = 0.25;
  e.effects.dial.effect = StageEffect::drop;
  spec.events = {e};
  const QueueCell c = sum(run(spec));
  CHECK(std::abs(c.failed_outage - 1000) < 4 * 28);
  CHECK(c.failed_outage + c.answered == 4000);
}

TEST_CASE("outage: callers in the IVR") {
  CentreSpec spec = two_platforms();
  add_queue(spec, "other");
  add_group(spec, "others", 1, 1);
  spec.queues[0].ivr = Distribution::deterministic(60);
  dial(spec, {1000});
  EventSpec e = outage(1020, 1030);
  SECTION("drop") {
    e.effects.ivr.effect = StageEffect::drop;
    spec.events = {e};
    const Tally tally = run(spec);
    CHECK(sum(tally).dropped_ivr == 1);
    CHECK(people(tally).never_served == 1);
  }
  SECTION("keep") {
    spec.events = {e};
    CHECK(sum(run(spec)).answered_at_once == 1);
  }
  SECTION("fail to the other platform: begins again there") {
    e.effects.ivr.effect = StageEffect::fail_to;
    e.effects.ivr.to = PlatformId(1);
    spec.events = {e};
    const Tally tally = run(spec);
    CHECK(sum(tally, 0, 1).answered == 1);
  }
  SECTION("delay") {
    e.effects.ivr.effect = StageEffect::delay;
    e.effects.ivr.delay = Duration::whole_seconds(45);
    spec.events = {e};
    const Tally tally = run(spec);
    CHECK(sum(tally).answered == 1);
    CHECK(seconds(tally.ended.count_us()) == 3600);
  }
  SECTION("straight to the queue") {
    e.effects.ivr.effect = StageEffect::requeue_at_back;
    spec.events = {e};
    CHECK(seconds(sum(run(spec)).wait_answered_us) == 10);  // queued at 1020, served again from 1030
  }
  SECTION("misroute") {
    e.effects.ivr.effect = StageEffect::misroute;
    e.effects.ivr.misroute_to = QueueId(1);
    spec.events = {e};
    CHECK(sum(run(spec), 1).answered == 1);
  }
}

TEST_CASE("outage: callers who wait") {
  CentreSpec spec = two_platforms();
  add_queue(spec, "other");
  add_group(spec, "others", 1, 1);
  dial(spec, {1000, 1010, 1015});
  EventSpec e = outage(1020, 1030);
  SECTION("drop") {
    e.effects.queue.effect = StageEffect::drop;
    spec.events = {e};
    const Tally tally = run(spec);
    CHECK(sum(tally).dropped_queue == 2);
    CHECK(sum(tally).abandoned == 0);
    CHECK(seconds(sum(tally).wait_all_us) == 15);
  }
  SECTION("keep") {
    spec.events = {e};
    CHECK(seconds(sum(run(spec)).wait_answered_us) == 90 + 185);
  }
  SECTION("place lost: only those it hits go behind the others") {
    e.effects.queue.effect = StageEffect::requeue_at_back;
    spec.events = {e};
    CHECK(seconds(sum(run(spec)).wait_answered_us) == 90 + 185);
  }
  SECTION("fail to the other platform") {
    e.effects.queue.effect = StageEffect::fail_to;
    e.effects.queue.to = PlatformId(1);
    spec.events = {e};
    const Tally tally = run(spec);
    CHECK(sum(tally, 0, 0).flow_out == 2);
    CHECK(sum(tally, 0, 1).transferred_in == 2);
    CHECK(sum(tally, 0, 1).answered == 2);
    CHECK(people(tally).served == 3);
  }
  SECTION("misroute") {
    e.effects.queue.effect = StageEffect::misroute;
    e.effects.queue.misroute_to = QueueId(1);
    spec.events = {e};
    const Tally tally = run(spec);
    CHECK(sum(tally, 1).transferred_in == 2);
    CHECK(people(tally, 0).served == 3);
  }
}

TEST_CASE("outage: conversations") {
  CentreSpec spec = two_platforms();
  add_queue(spec, "other");
  add_group(spec, "others", 1, 1);
  dial(spec, {1000});
  EventSpec e = outage(1020, 1030);
  SECTION("drop") {
    e.effects.talk.effect = StageEffect::drop;
    spec.events = {e};
    const Tally tally = run(spec);
    CHECK(sum(tally).dropped_talk == 1);
    CHECK(seconds(sum(tally).talk_us) == 20);
    CHECK(people(tally).never_served == 1);
  }
  SECTION("keep, with or without control") {
    e.effects.talk.effect = StageEffect::keep_without_control;
    spec.events = {e};
    CHECK(seconds(sum(run(spec)).talk_us) == 100);
  }
  SECTION("requeue") {
    e.effects.talk.effect = StageEffect::requeue_keep_place;
    spec.events = {e};
    const Tally tally = run(spec);
    CHECK(sum(tally).requeued == 1);
    CHECK(seconds(sum(tally).talk_us) == 100);
    CHECK(seconds(sum(tally).queue_time_us) == 10);
    CHECK(people(tally).served == 1);
  }
  SECTION("fail to the other platform") {
    e.effects.talk.effect = StageEffect::fail_to;
    e.effects.talk.to = PlatformId(1);
    spec.events = {e};
    const Tally tally = run(spec);
    CHECK(people(tally).served == 1);
    CHECK(seconds(sum(tally, 0, 0).busy_time_us) == 20);
    CHECK(seconds(sum(tally, 0, 1).busy_time_us) == 80);
  }
  SECTION("delay") {
    e.effects.talk.effect = StageEffect::delay;
    e.effects.talk.delay = Duration::whole_seconds(7);
    spec.events = {e};
    CHECK(seconds(sum(run(spec)).talk_us) == 107);
  }
  SECTION("misroute") {
    e.effects.talk.effect = StageEffect::misroute;
    e.effects.talk.misroute_to = QueueId(1);
    spec.events = {e};
    const Tally tally = run(spec);
    CHECK(seconds(sum(tally, 1).busy_time_us) == 80);
    CHECK(people(tally, 0).served == 1);
  }
}

TEST_CASE("outage: calls that ring share the fate of new calls or stay") {
  CentreSpec spec = centre(1);
  spec.queues[0].ring = Distribution::deterministic(30);
  dial(spec, {1000});
  EventSpec e = outage(1020, 1050);
  e.effects.talk.effect = StageEffect::drop;
  spec.events = {e};
  const Tally tally = run(spec);
  CHECK(sum(tally).dropped_queue + sum(tally).answered == 1);
  CHECK(sum(tally).dropped_talk == 0);
}

TEST_CASE("the agents of a dead platform finish their conversation and are gone") {
  CentreSpec spec = centre(1);
  dial(spec, {1000, 1010});
  EventSpec e = outage(1020, 1500);
  e.agents_signed_out = true;
  e.sign_ins_per_minute = 60;
  spec.events = {e};
  const Tally tally = run(spec);
  CHECK(seconds(sum(tally).talk_us) == 200);
  CHECK(seconds(sum(tally).wait_answered_us) == 1501 - 1010);
  CHECK(seconds(agents(tally).signed_in_us) == 3600 - 401);
}

TEST_CASE("a slow platform adds to talk and wrap of conversations that start then") {
  CentreSpec spec = centre(1);
  spec.queues[0].wrap = Distribution::deterministic(10);
  EventSpec slow = event(EventKind::slow, 1000, 2000);
  slow.adds_talk = Duration::whole_seconds(25);
  slow.adds_wrap = Duration::whole_seconds(5);
  spec.events = {slow};
  dial(spec, {500, 1500, 2500});
  const Tally tally = run(spec);
  CHECK(seconds(sum(tally).talk_us) == 325);
  CHECK(seconds(sum(tally).wrap_us) == 35);
}

TEST_CASE("a limit changes for the time of an event") {
  CentreSpec spec = centre(9);
  spec.platforms[0].trunks = 3;
  EventSpec cut = event(EventKind::limit, 1000, 2000);
  cut.limit = LimitKind::trunks;
  cut.limit_value = 1;
  spec.events = {cut};
  dial(spec, {10, 11, 12, 1500, 1501, 2500, 2501, 2502});
  const Tally tally = run(spec);
  CHECK(sum(tally).blocked_busy == 1);
  CHECK(sum(tally).answered == 7);
}

TEST_CASE("two outages at once: the second to end lifts the outage") {
  CentreSpec spec = centre(1);
  EventSpec first = outage(1000, 1500), second = outage(1200, 1800);
  first.name = "first";
  second.name = "second";
  spec.events = {first, second};
  dial(spec, {1300});
  CHECK(seconds(sum(run(spec)).wait_answered_us) == 500);
}
