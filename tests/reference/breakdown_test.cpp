// A platform that fails, is found out and repaired, over and over, beside the truncated Markov chain
// breakdown_a_drop. Two platforms: calls dial "one", whose 20 agents are thrown out by a failure and their
// calls cut; 60 % of the new calls fail until it is found out, then all of them go to "two". The 16 agents
// of the second group serve both platforms. What still waits on "two" after the repair is open to the first
// group across a bridge: one shared queue.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <memory>

#include "family.hpp"
#include "laboratory.hpp"
#include "models/centre/centre.hpp"
#include "reference_rows.hpp"
#include "sim/random_stream.hpp"

using namespace switchover;

namespace {

constexpr std::uint32_t replications = 1'000;
constexpr std::uint64_t seed = 5001;
constexpr double hour = 3600, warm_up_s = 8 * hour, end_s = 200 * hour, length_s = 208 * hour;
constexpr double fails_after_s = 36'000, detected_after_s = 120, repaired_after_s = 2'700, lost_share = 0.6;

struct Spells {  // seconds of the window in each state
  double up = 0, undetected = 0, failover = 0;
};
struct Life {
  PlatformTimeline timeline;
  Spells spells;
};

class Drawn {  // one life of the platform
 public:
  explicit Drawn(std::uint32_t replication) : luck_({seed, replication, 0, 0, 0, Purpose::faults}) {}
  Life life() {
    for (double t = 0; t < length_s;) {
      const double fails = t + draw(fails_after_s);
      const double repaired = fails + draw(repaired_after_s), detected = fails + draw(detected_after_s);
      fail(fails);
      if (detected < repaired) add(detected, ChangeKind::redirect, 1, 1);
      repair(repaired, detected < repaired);
      life_.spells.up += in_window(t, fails);
      life_.spells.undetected += in_window(fails, std::min(detected, repaired));
      life_.spells.failover += detected < repaired ? in_window(detected, repaired) : 0;
      t = repaired;
    }
    return std::move(life_);
  }

 private:
  double draw(double mean_s) { return -mean_s * std::log(luck_.uniform()); }
  static double in_window(double from_s, double to_s) {
    return std::max(0.0, std::min(to_s, end_s) - std::max(from_s, warm_up_s));
  }
  void add(double at_s, ChangeKind kind, double value, std::size_t to,
           StageEffect effect = StageEffect::keep) {
    PlatformChange change;
    change.at = Time::after_start(Duration::seconds(at_s));
    change.platform = PlatformId(0);
    change.kind = kind;
    change.value = value;
    change.rule.to = PlatformId(to);
    change.rule.effect = effect;
    change.cause = "breakdown";
    life_.timeline.changes.push_back(change);
  }
  void fail(double at_s) {
    add(at_s, ChangeKind::accept, 1 - lost_share, 0, StageEffect::drop);
    add(at_s, ChangeKind::agents_at, 0, 0, StageEffect::drop);
  }
  void repair(double at_s, bool redirected) {
    if (redirected) add(at_s, ChangeKind::redirect, 0, 1);
    add(at_s, ChangeKind::accept, 1, 0);
    add(at_s, ChangeKind::agents_at, 1, 0);
  }
  RandomStream luck_;
  Life life_;
};

GroupSpec group_of(const std::string& name, double agents, Assignment assignment) {
  GroupSpec group;
  group.name = name;
  SkillSpec skill;
  skill.queue = QueueId(0);
  group.skills = {skill};
  group.assignment = assignment;
  group.platform = PlatformId(0);
  group.counted = {{Time{}, agents}};
  return group;
}

CentreSpec two_platforms() {
  CentreSpec spec;
  spec.length = Duration::seconds(length_s);
  spec.interval = Duration::seconds(8 * hour);
  spec.platforms.resize(2);
  spec.platforms[0].name = "one";
  spec.platforms[1].name = "two";
  QueueSpec queue;
  queue.name = "calls";
  queue.talk = Distribution::exponential(240);
  queue.patience = Distribution::exponential(120);
  queue.prefers = {GroupId(0), GroupId(1)};
  spec.queues = {queue};
  spec.groups = {group_of("one", 20, Assignment::one_platform), group_of("two", 16, Assignment::both)};
  BridgeSpec bridge;
  bridge.from = PlatformId(1);
  bridge.to = PlatformId(0);
  spec.bridges = {bridge};
  DemandSpec demand;
  demand.queue = QueueId(0);
  demand.intervals = {{Time{}, spec.length, 0.12 * length_s}};
  spec.demand = {demand};
  return spec;
}

void compare(Family& family, const std::map<std::string, double>& exact, const Tally& tally,
             const Spells& spells) {
  const Rows window{1, 25};  // 8 h to 200 h
  const double window_s = end_s - warm_up_s;
  const QueueSums q = queue_sums(tally, 0, window);
  std::int64_t lost = 0;
  for (std::size_t i = window.first; i < window.last; ++i) lost += tally.queue(i, 0, 0).failed_outage;
  const auto ratio = [&](const char* figure, double top, double bottom) {
    family.ratio(figure, exact.at(figure), top, bottom, q.attempts);
  };
  family.next_replication();
  ratio("P_up", spells.up, window_s);
  ratio("P_undetected", spells.undetected, window_s);
  ratio("P_failover", spells.failover, window_s);
  ratio("Lq", q.queue_time_s, window_s);
  ratio("busy1", agent_sums(tally, 0, window).talking_s, window_s);
  ratio("busy2", agent_sums(tally, 1, window).talking_s, window_s);
  ratio("EW_all", q.wait_all_s, q.attempts);
  ratio("P_ab", q.abandoned, q.attempts);
  ratio("P_blackholed", static_cast<double>(lost), q.attempts);
  ratio("P_dropped", q.dropped_talk, q.attempts);
  ratio("P_served", q.answered - q.dropped_talk, q.attempts);
}

}  // namespace

TEST_CASE("A platform that breaks down, by timelines of each replication") {
  CentreSpec spec = two_platforms();
  StagedTimelines staged;
  std::vector<Spells> spells;
  for (std::uint32_t r = 0; r < replications; ++r) {
    Life life = Drawn(r).life();
    staged.of.push_back(std::move(life.timeline));
    spells.push_back(life.spells);
  }
  spec.staged = std::make_shared<const StagedTimelines>(std::move(staged));
  const auto exact = steady_figures("breakdown_a_drop");
  Family family("Breakdown and failover");
  family.begin_row("breakdown_a_drop");
  Centre centre(make_plan(spec));
  for (std::uint32_t r = 0; r < replications; ++r) {
    const Tally& tally = centre.run(seed, r);
    const auto broken = self_check(tally);
    if (!broken.empty()) FAIL_CHECK("replication " << r << ": " << broken.front());
    compare(family, exact, tally, spells[r]);
  }
  family.end_row();
  family.finish();
}
