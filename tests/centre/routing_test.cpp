// Who takes which call: ranks, overflow after a wait, conditions, platforms, bridges.
#include <catch2/catch.hpp>

#include "tiny_centre.hpp"

using namespace switchover;
using namespace switchover::tiny;

TEST_CASE("overflow opens after a wait") {
  CentreSpec spec = centre(1);
  add_group(spec, "help", 1, 0);
  spec.groups[1].skills[0].rank = 2;
  spec.groups[1].skills[0].after = Duration::whole_seconds(30);
  dial(spec, {0, 10});
  const Tally tally = run(spec);
  CHECK(seconds(sum(tally).wait_answered_us) == 30);
  CHECK(agents(tally, 1).answered == 1);
}

TEST_CASE("overflow opens with the length of the queue") {
  CentreSpec spec = centre(1);
  add_group(spec, "help", 1, 0);
  spec.groups[1].skills[0].rank = 2;
  spec.groups[1].skills[0].if_queue_at_least = 2;
  dial(spec, {0, 10, 25});
  const Tally tally = run(spec);
  CHECK(agents(tally, 1).answered == 1);
  CHECK(seconds(sum(tally).wait_answered_us) ==
        15 + 75);  // the second when the third comes; the third at 100 s
}

TEST_CASE("a group keeps its last free agents to itself") {
  CentreSpec spec = centre(0);
  add_group(spec, "help", 2, 0);
  spec.groups[1].skills[0].if_free_at_least = 2;
  dial(spec, {0, 10});
  const Tally tally = run(spec);
  CHECK(seconds(sum(tally).wait_answered_us) == 90);
}

TEST_CASE("a freed agent serves the best rank, then priority, then the longest wait") {
  CentreSpec spec = centre(1);
  add_queue(spec, "other");
  SkillSpec other;
  other.queue = QueueId(1);
  spec.groups[0].skills.push_back(other);
  dial(spec, {0, 20}, 0);
  dial(spec, {10}, 1);
  SECTION("longest wait") {
    const Tally tally = run(spec);
    CHECK(seconds(sum(tally, 1).wait_answered_us) == 90);
    CHECK(seconds(sum(tally, 0).wait_answered_us) == 180);
  }
  SECTION("priority") {
    spec.queues[0].priority = 1;
    CHECK(seconds(sum(run(spec), 0).wait_answered_us) == 80);
  }
  SECTION("rank") {
    spec.queues[1].priority = 1;
    spec.groups[0].skills[1].rank = 2;
    CHECK(seconds(sum(run(spec), 0).wait_answered_us) == 80);
  }
  SECTION("weight") {
    spec.queues[0].weight_base_s = 11;
    CHECK(seconds(sum(run(spec), 0).wait_answered_us) == 80);
  }
}

TEST_CASE("a call tries groups in the order that its queue prefers") {
  CentreSpec spec = centre(1);
  add_group(spec, "second", 1, 0);
  spec.queues[0].prefers = {GroupId(1), GroupId(0)};
  dial(spec, {10, 20});
  CHECK(agents(run(spec), 1).answered == 1);
  spec.queues[0].prefers = {GroupId(0), GroupId(1)};
  dial(spec, {500}, 0);
  CHECK(agents(run(spec), 0).answered == 2);
}

TEST_CASE("handling takes as long as skill, group and platform say") {
  CentreSpec spec = centre(1);
  spec.groups[0].skills[0].aht_factor = 1.5;
  spec.groups[0].aht_factor = 2;
  spec.platforms[0].aht_factor = 1.1;
  dial(spec, {0});
  CHECK(seconds(sum(run(spec)).talk_us) == Approx(330));
}

TEST_CASE("agents on both platforms take calls of either") {
  CentreSpec spec = centre(1);
  add_platform(spec, "new");
  spec.groups[0].assignment = Assignment::both;
  add_queue(spec, "other");
  SkillSpec other;
  other.queue = QueueId(1);
  spec.groups[0].skills.push_back(other);
  spec.queues[1].call_split = {{Time{}, {0, 1}}};
  dial(spec, {0, 200}, 0);
  dial(spec, {100, 300}, 1);
  const Tally tally = run(spec);
  CHECK(sum(tally, 0, 0).answered == 2);
  CHECK(sum(tally, 1, 1).answered == 2);
  CHECK(sum(tally, 1, 1).answered_at_once == 2);
}

TEST_CASE("agents of one platform do not serve the other") {
  CentreSpec spec = centre(1);
  add_platform(spec, "new");
  spec.groups[0].assignment = Assignment::one_platform;
  spec.groups[0].platform = PlatformId(0);
  spec.queues[0].call_split = {{Time{}, {0, 1}}};
  dial(spec, {0});
  const Tally tally = run(spec);
  CHECK(sum(tally, 0, 1).in_progress_at_end == 1);
}

TEST_CASE("the split sends each caller where its own number says, on every attempt") {
  CentreSpec spec = centre(100);
  add_platform(spec, "new");
  spec.queues[0].call_split = {{Time{}, {0.5, 0.5}}, {at(1800), {0.25, 0.75}}};
  DemandSpec demand;
  demand.queue = QueueId(0);
  demand.pattern = ArrivalPattern::exact_counts;
  demand.intervals = {{at(0), Duration::whole_seconds(1800), 2000},
                      {at(1800), Duration::whole_seconds(1800), 2000}};
  spec.demand = {demand};
  spec.queues[0].talk = Distribution::deterministic(1);
  spec.agent_split = {{Time{}, {0.5, 0.5}}};
  const Tally tally = run(spec);
  std::int64_t early = 0, late = 0;
  for (std::size_t i = 0; i < 4; ++i) (i < 2 ? early : late) += tally.queue(i, 0, 0).attempts;
  CHECK(std::abs(early - 1000) < 4 * 23);  // binomial: sd 22.4 and 19.4
  CHECK(std::abs(late - 500) < 4 * 20);
}

TEST_CASE("a bridge lends agents of the other platform after a wait, at a cost, while it has ports") {
  CentreSpec spec = centre(0);
  add_platform(spec, "new");
  add_group(spec, "over there", 2, 0);
  for (auto& group : spec.groups) group.assignment = Assignment::one_platform;
  spec.groups[0].platform = PlatformId(0);
  spec.groups[1].platform = PlatformId(1);
  BridgeSpec bridge;
  bridge.from = PlatformId(0);
  bridge.to = PlatformId(1);
  bridge.after = Duration::whole_seconds(15);
  bridge.cost = Distribution::deterministic(20);
  bridge.ports = 1;
  spec.bridges = {bridge};
  dial(spec, {0, 10});
  SECTION("one port") {
    const Tally tally = run(spec);
    const QueueCell c = sum(tally);
    CHECK(c.answered == 2);
    CHECK(seconds(c.talk_us) == 240);
    CHECK(seconds(c.wait_answered_us) == 15 + (15 + 120 - 10));
  }
  SECTION("two ports") {
    spec.bridges[0].ports = 2;
    CHECK(seconds(sum(run(spec)).wait_answered_us) == 30);
  }
  SECTION("a transferred call holds a trunk on both sides") {
    spec.bridges[0].ports = 2;
    spec.platforms[1].trunks = 1;
    CHECK(seconds(sum(run(spec)).wait_answered_us) == 15 + (15 + 120 - 10));
  }
}
