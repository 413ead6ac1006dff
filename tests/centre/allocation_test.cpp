// The event loop allocates nothing: neither for calls, nor for what a failover does to agents and callers.
#include <catch2/catch.hpp>
#include <limits>
#include <memory>

#include "counted_allocations.hpp"
#include "models/centre/centre.hpp"
#include "tiny_centre.hpp"

using namespace switchover;
using namespace switchover::tiny;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

PlatformChange change(double at_s, ChangeKind kind, double value, std::size_t to = 0,
                      StageEffect effect = StageEffect::keep) {
  PlatformChange c;
  c.at = at(at_s);
  c.platform = PlatformId(0);
  c.kind = kind;
  c.value = value;
  c.rule.to = PlatformId(to);
  c.rule.effect = effect;
  c.cause = "a data centre that fails, with a name too long to be kept in place";
  return c;
}

// The whole repertoire, `shift_s` later in each replication.
PlatformTimeline repertoire(double shift_s) {
  const double t = 900 + shift_s;
  PlatformTimeline timeline;
  timeline.changes = {change(t, ChangeKind::accept, 0.2, 0, StageEffect::drop),
                      change(t, ChangeKind::serve, 0),
                      change(t, ChangeKind::strike_ivr, 0, 1, StageEffect::fail_to),
                      change(t, ChangeKind::strike_queue, 0, 1, StageEffect::fail_to),
                      change(t, ChangeKind::strike_talk, 0, 1, StageEffect::requeue_at_back),
                      change(t, ChangeKind::agents_at, 0, 0, StageEffect::drop),
                      change(t, ChangeKind::sign_ins, 0),
                      change(t + 60, ChangeKind::redirect, 0.8, 1),
                      change(t + 120, ChangeKind::agents_at, 0.5, 1),
                      change(t + 300, ChangeKind::sign_ins, 40),
                      change(t + 400, ChangeKind::no_answer, 0.5),
                      change(t + 500, ChangeKind::bridge_ports, 3),
                      change(t + 900, ChangeKind::agents_at, 0, 1, StageEffect::requeue_keep_place),
                      change(t + 900, ChangeKind::agents_at, 1, 0),
                      change(t + 900, ChangeKind::serve, 1),
                      change(t + 900, ChangeKind::accept, 1),
                      change(t + 900, ChangeKind::redirect, 0, 1),
                      change(t + 1000, ChangeKind::sign_ins, infinity),
                      change(t + 1100, ChangeKind::agents_out, 1),
                      change(t + 1200, ChangeKind::agents_back, 60)};
  return timeline;
}

CentreSpec busy_centre() {
  CentreSpec spec = centre(60);
  add_platform(spec, "standby");
  spec.agent_split = {{Time{}, {0.7, 0.3}}};
  for (int i = 0; i < 20; ++i) {
    AgentSpec agent;
    agent.name = "agent " + std::to_string(i);
    agent.shifts = {{at(100), at(3500), {{at(2000), at(2300), ActivityKind::break_}}}};
    spec.groups[0].agents.push_back(agent);
  }
  spec.moves = {{PlatformId(0), PlatformId(1), 1.2}};
  BridgeSpec bridge;
  bridge.from = PlatformId(0);
  bridge.to = PlatformId(1);
  spec.bridges = {bridge};
  spec.platforms[1].logins = 50;
  QueueSpec& queue = spec.queues[0];
  queue.ivr = Distribution::deterministic(20);
  queue.ring = Distribution::deterministic(4);
  queue.talk = Distribution::exponential(100);
  queue.wrap = Distribution::exponential(20);
  queue.patience = Distribution::exponential(120);
  queue.callers.after_abandon = queue.callers.after_drop =
      queue.callers.after_failure = {0.6, Distribution::exponential(120)};
  DemandSpec demand;
  demand.queue = QueueId(0);
  demand.intervals = {{at(0), Duration::whole_seconds(3600), 2000}};
  spec.demand = {demand};
  return spec;
}

}  // namespace

TEST_CASE("a run allocates nothing, whatever fails and wherever the agents go") {
  CentreSpec spec = busy_centre();
  StagedTimelines staged;
  const bool each_its_own = GENERATE(false, true);
  for (double shift = 0; shift < (each_its_own ? 3 : 1); ++shift) staged.of.push_back(repertoire(shift * 37));
  spec.staged = std::make_shared<const StagedTimelines>(std::move(staged));
  Centre centre(make_plan(spec));
  std::int64_t lost = 0;
  for (std::uint32_t r = 0; r < 3; ++r)
    lost += sum(centre.run(1, r)).failed_outage;  // the records find their size
  REQUIRE(lost > 0);
  const std::int64_t before = allocations_so_far();
  for (std::uint32_t r = 0; r < 3; ++r) centre.run(1, r);
  const std::int64_t after = allocations_so_far();
  CHECK(after - before == 0);
  const auto probe = std::make_unique<int>(1);
  CHECK(allocations_so_far() > after);  // they are counted
}
