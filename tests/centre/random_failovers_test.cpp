// Hundreds of timelines that nobody would write: whatever comes in whatever order, every attempt has one
// outcome, every person one end, every agent is in one place, and the same run gives the same figures.
#include <catch2/catch.hpp>
#include <limits>

#include "models/centre/centre.hpp"
#include "sim/random_stream.hpp"
#include "tiny_centre.hpp"

using namespace switchover;
using namespace switchover::tiny;

namespace {

class Chance {
 public:
  explicit Chance(std::uint64_t number) : stream_({number, 0, 0, 0, 0, Purpose::test}) {}
  double share() {  // often none or all
    const double u = stream_.uniform();
    return u < 0.25 ? 0 : u < 0.5 ? 1 : stream_.uniform();
  }
  double seconds(double most) { return std::floor(stream_.uniform() * most); }
  std::size_t of(std::size_t n) {
    return static_cast<std::size_t>(stream_.uniform() * static_cast<double>(n));
  }

 private:
  RandomStream stream_;
};

constexpr StageEffect effects[] = {StageEffect::keep,
                                   StageEffect::delay,
                                   StageEffect::misroute,
                                   StageEffect::keep_without_control,
                                   StageEffect::requeue_keep_place,
                                   StageEffect::requeue_at_back,
                                   StageEffect::fail_to,
                                   StageEffect::drop};
constexpr ChangeKind kinds[] = {ChangeKind::accept,      ChangeKind::strike_ivr, ChangeKind::strike_queue,
                                ChangeKind::strike_talk, ChangeKind::serve,      ChangeKind::limit,
                                ChangeKind::redirect,    ChangeKind::agents_at,  ChangeKind::agents_at,
                                ChangeKind::agents_at,   ChangeKind::sign_ins,   ChangeKind::no_answer,
                                ChangeKind::bridge_ports};

PlatformChange random_change(Chance& chance, std::size_t platforms) {
  PlatformChange c;
  c.at = at(chance.seconds(3600));
  c.platform = PlatformId(chance.of(platforms));
  c.kind = kinds[chance.of(std::size(kinds))];
  c.value = chance.share();
  c.rule.effect = effects[chance.of(std::size(effects))];
  c.rule.share = chance.share();
  c.rule.delay = Duration::seconds(chance.seconds(60));
  c.rule.to = PlatformId(chance.of(platforms));
  c.rule.misroute_to = QueueId(chance.of(2));
  c.cause = "cause " + std::to_string(chance.of(3));
  const double infinity = std::numeric_limits<double>::infinity();
  if (c.kind == ChangeKind::serve) c.value = c.value < 0.5 ? 0 : 1;
  if (c.kind == ChangeKind::sign_ins) c.value = c.value >= 1 ? infinity : 60 * c.value;
  if (c.kind == ChangeKind::bridge_ports) c.value = c.value >= 1 ? infinity : std::floor(4 * c.value);
  if (c.kind == ChangeKind::limit) {  // of the calls only: who finds no login is not away, and not counted
    c.which = static_cast<int>(chance.of(limit_kinds - 1));
    c.value = c.value >= 1 ? infinity : std::floor(1 + 30 * c.value);
  }
  return c;
}

// Two queues; a counted group, one of named agents, one of both platforms.
CentreSpec random_centre(Chance& chance) {
  CentreSpec spec = centre(std::floor(5 + 20 * chance.share()));
  add_platform(spec, "second");
  add_platform(spec, "third");
  add_queue(spec, "other");
  spec.agent_split = {{Time{}, {0.5, 0.3, 0.2}}};
  spec.groups[0].vanish = WhenAgentsVanish::drop;
  add_group(spec, "named", 0, 1);
  for (int i = 0; i < 12; ++i) {
    AgentSpec agent;
    agent.name = "agent " + std::to_string(i);
    agent.shifts = {{at(chance.seconds(900)),
                     at(2700 + chance.seconds(900)),
                     {{at(1500), at(1500 + chance.seconds(600)), ActivityKind::break_}}}};
    spec.groups[1].agents.push_back(agent);
  }
  add_group(spec, "dual", 3, 0);
  spec.groups[2].assignment = Assignment::both;
  for (std::size_t from = 0; from < 3; ++from)
    for (std::size_t to = 0; to < 3; ++to)
      if (from != to) spec.moves.push_back({PlatformId(from), PlatformId(to), 1.1});
  BridgeSpec bridge;
  bridge.from = PlatformId(0);
  bridge.to = PlatformId(1);
  bridge.cost = Distribution::deterministic(3);
  spec.bridges = {bridge};
  for (QueueSpec& queue : spec.queues) {
    if (chance.of(2) == 0) queue.ivr = Distribution::deterministic(20);
    if (chance.of(2) == 0) queue.ring = Distribution::deterministic(4);
    queue.talk = Distribution::exponential(100);
    queue.wrap = Distribution::exponential(20);
    queue.patience = Distribution::exponential(120);
    queue.call_split = {{Time{}, {0.4, 0.3, 0.3}}};
    queue.callers.after_abandon = queue.callers.after_drop =
        queue.callers.after_failure = {0.6, Distribution::exponential(120)};
  }
  for (std::size_t q = 0; q < 2; ++q) {
    DemandSpec demand;
    demand.queue = QueueId(q);
    demand.intervals = {{at(0), Duration::whole_seconds(3600), 500}};
    spec.demand.push_back(demand);
  }
  return spec;
}

// Paid agent time of a group within the hour.
std::int64_t paid_us(const Tally& tally, std::size_t group) {
  const AgentCell a = agents(tally, group);
  return a.signed_in_us + a.away_us + a.absent_us + a.thrown_out_us;
}

}  // namespace

TEST_CASE("random failovers: every attempt has one outcome, every agent is in one place") {
  for (std::uint64_t number = 0; number < 300; ++number) {
    INFO("case " << number);
    Chance chance(number);
    CentreSpec spec = random_centre(chance);
    const std::size_t changes = 5 + chance.of(40);
    for (std::size_t i = 0; i < changes; ++i)
      spec.timeline.changes.push_back(random_change(chance, spec.platforms.size()));
    Centre centre(make_plan(spec));
    const Tally tally = centre.run(number, 0);
    const auto broken = self_check(tally);
    if (!broken.empty()) FAIL("case " << number << ": " << broken.front());
    CHECK(fingerprint(centre.run(number, 0)) == fingerprint(tally));
    const auto staff = static_cast<std::int64_t>(spec.groups[0].counted[0].agents);
    CHECK(paid_us(tally, 0) == staff * 3600 * 1'000'000);
    CHECK(paid_us(tally, 2) == 3LL * 3600 * 1'000'000);
    std::int64_t duty_us = 0;
    for (const AgentSpec& agent : spec.groups[1].agents)
      duty_us += (agent.shifts[0].end - agent.shifts[0].start).count_us();
    CHECK(paid_us(tally, 1) >= duty_us);  // who talks at the end of the shift stays longer
    CHECK(paid_us(tally, 1) < duty_us + duty_us / 5);
  }
}
