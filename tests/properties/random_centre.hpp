// Random contact centres: every feature of a CentreSpec, thrown together from one number.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "models/centre/spec.hpp"
#include "sim/random_stream.hpp"

namespace switchover::testing {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : stream_({seed, 0, 0, 0, 0, Purpose::test}) {}
  double unit() { return stream_.uniform(); }
  double between(double low, double high) { return low + (high - low) * unit(); }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(unit() * static_cast<double>(n)); }
  bool chance(double p) { return unit() < p; }
  Duration seconds(double low, double high) { return Duration::seconds(between(low, high)); }
  Time moment(Duration length) {
    return Time::after_start(Duration::seconds(between(0, length.in_seconds())));
  }

 private:
  RandomStream stream_;
};

inline Distribution random_law(Dice& dice, double mean_s) {
  switch (dice.below(9)) {
    case 0:
      return Distribution::deterministic(mean_s);
    case 1:
      return Distribution::uniform(0.2 * mean_s, 1.8 * mean_s);
    case 2:
      return Distribution::lognormal(mean_s, dice.between(0.3, 2));
    case 3:
      return Distribution::gamma(mean_s, dice.between(0.3, 2));
    case 4:
      return Distribution::erlang(mean_s, 3);
    case 5:
      return Distribution::weibull_by_mean(mean_s, dice.between(0.7, 3));
    case 6:
      return Distribution::hyperexponential_by_cv(mean_s, dice.between(1.1, 3));
    case 7:
      return Distribution::empirical({0.5 * mean_s, mean_s, 1.5 * mean_s, 1.2 * mean_s});
    default:
      return Distribution::exponential(mean_s);
  }
}

inline StageRule random_rule(Dice& dice, std::size_t platforms, std::size_t queues) {
  StageRule rule;
  rule.effect = static_cast<StageEffect>(dice.below(8));
  rule.share = dice.chance(0.5) ? 1 : dice.unit();
  rule.delay = dice.seconds(1, 120);
  rule.to = PlatformId(dice.below(platforms));
  rule.misroute_to = QueueId(dice.below(queues));
  return rule;
}

inline std::vector<double> random_split(Dice& dice, std::size_t platforms) {
  std::vector<double> share(platforms, 0.0);
  share[0] = dice.chance(0.2) ? 1 : dice.unit();
  if (platforms > 1) share[1] = 1 - share[0];
  if (platforms == 1) share[0] = 1;
  return share;
}

inline RedialRule random_redial(Dice& dice) {
  if (dice.chance(0.3)) return {};
  return {dice.unit() * 0.9, random_law(dice, dice.between(20, 600))};
}

inline QueueSpec random_queue(Dice& dice, std::size_t number) {
  QueueSpec queue;
  queue.name = "queue " + std::to_string(number);
  queue.has_promise = true;
  queue.promise = {0.8, dice.seconds(0, 60)};
  if (dice.chance(0.5)) queue.ivr = random_law(dice, dice.between(1, 90));
  if (dice.chance(0.3)) queue.ring = random_law(dice, dice.between(1, 15));
  if (dice.chance(0.4)) queue.hold = random_law(dice, dice.between(1, 60));
  if (dice.chance(0.6)) queue.wrap = random_law(dice, dice.between(1, 90));
  queue.talk = random_law(dice, dice.between(20, 400));
  if (dice.chance(0.9)) queue.patience = random_law(dice, dice.between(5, 600));
  if (dice.chance(0.3)) queue.contained = dice.unit() * 0.5;
  if (dice.chance(0.3)) queue.ivr_abandon = dice.unit() * 0.3;
  if (dice.chance(0.3)) queue.balk = dice.unit() * 0.5;
  if (dice.chance(0.3)) queue.no_answer = dice.unit() * 0.4;
  queue.priority = static_cast<std::uint32_t>(dice.below(3));
  queue.weight_per_second = dice.between(0.1, 3);
  if (dice.chance(0.3)) queue.max_queued = static_cast<std::uint32_t>(dice.below(20));
  if (dice.chance(0.2)) queue.max_wait = dice.seconds(1, 300);
  queue.callers = {random_redial(dice), random_redial(dice), random_redial(dice), random_redial(dice),
                   static_cast<std::uint32_t>(dice.below(6))};
  return queue;
}

inline void random_demand(Dice& dice, CentreSpec& spec, std::size_t q) {
  DemandSpec demand;
  demand.queue = QueueId(q);
  demand.pattern = static_cast<ArrivalPattern>(dice.below(4));
  const double calls = dice.between(0, 60);
  for (Time at; at - Time{} < spec.length; at = at + spec.interval) {
    if (demand.pattern == ArrivalPattern::replay) {
      for (std::size_t i = 0; i < dice.below(40); ++i)
        demand.replay.push_back({at + Duration::whole_seconds(static_cast<std::int64_t>(i) * 20), {}, {}});
    } else if (!dice.chance(0.1)) {
      demand.intervals.push_back({at, spec.interval, calls * dice.between(0.2, 1.8)});
    }
  }
  std::stable_sort(demand.replay.begin(), demand.replay.end(),
                   [](const ReplayCall& a, const ReplayCall& b) { return a.at < b.at; });
  demand.interval_cv = dice.chance(0.5) ? dice.unit() * 0.5 : 0;
  spec.demand.push_back(demand);
}

inline void random_shifts(Dice& dice, const CentreSpec& spec, AgentSpec& agent) {
  const Time start = dice.moment(spec.length), end = start + dice.seconds(600, 14'400);
  Shift shift{start, end, {}};
  if (dice.chance(0.6)) {
    const Time pause = start + dice.seconds(60, 300);
    shift.activities.push_back({pause, pause + dice.seconds(60, 290), ActivityKind::break_});
  }
  agent.shifts.push_back(shift);
}

inline GroupSpec random_group(Dice& dice, const CentreSpec& spec, std::size_t number) {
  GroupSpec group;
  group.name = "group " + std::to_string(number);
  for (std::size_t q = 0; q < spec.queues.size(); ++q) {
    if (dice.chance(0.3) && q != number % spec.queues.size()) continue;
    SkillSpec skill;
    skill.queue = QueueId(q);
    skill.rank = static_cast<std::uint32_t>(1 + dice.below(3));
    if (dice.chance(0.3)) skill.after = dice.seconds(1, 90);
    if (dice.chance(0.2)) skill.if_queue_at_least = static_cast<std::uint32_t>(1 + dice.below(5));
    if (dice.chance(0.2)) skill.if_free_at_least = static_cast<std::uint32_t>(1 + dice.below(3));
    skill.aht_factor = dice.between(0.7, 1.4);
    group.skills.push_back(skill);
  }
  group.assignment = static_cast<Assignment>(dice.below(3));
  group.platform = PlatformId(dice.below(spec.platforms.size()));
  group.choice = static_cast<AgentChoice>(dice.below(3));
  group.vanish = static_cast<WhenAgentsVanish>(dice.below(3));
  if (dice.chance(0.3)) group.planned_shrinkage = dice.unit() * 0.3;
  if (dice.chance(0.3)) group.unplanned_shrinkage = dice.unit() * 0.3;
  for (Time at; at - Time{} < spec.length; at = at + spec.interval * 2)
    group.counted.push_back({at, dice.between(0, 12)});
  for (std::size_t i = 0; i < dice.below(8); ++i) {
    AgentSpec agent;
    agent.name = "agent " + std::to_string(i);
    agent.aht_factor = dice.between(0.8, 1.2);
    agent.assignment = static_cast<Assignment>(dice.below(3));
    agent.platform = PlatformId(dice.below(spec.platforms.size()));
    random_shifts(dice, spec, agent);
    group.agents.push_back(agent);
  }
  return group;
}

inline EventSpec random_event(Dice& dice, const CentreSpec& spec, std::size_t number) {
  EventSpec event;
  event.name = "event " + std::to_string(number);
  event.kind = static_cast<EventKind>(dice.below(10));
  event.from = dice.moment(spec.length);
  if (dice.chance(0.8)) event.to = event.from + dice.seconds(60, 7200);
  event.share = dice.chance(0.5) ? 1 : dice.unit();
  if (dice.chance(0.2)) event.count = std::floor(dice.between(0, 8));
  if (!dice.chance(0.3)) event.platform = PlatformId(dice.below(spec.platforms.size()));
  if (dice.chance(0.5)) event.queues.push_back(QueueId(dice.below(spec.queues.size())));
  if (dice.chance(0.5)) event.groups.push_back(GroupId(dice.below(spec.groups.size())));
  if (dice.chance(0.3)) event.ramp = {{event.from, 0}, {event.from + Duration::whole_seconds(600), 1}};
  if (dice.chance(0.5)) event.vanish = static_cast<WhenAgentsVanish>(dice.below(3));
  const std::size_t p = spec.platforms.size(), q = spec.queues.size();
  event.effects = {random_rule(dice, p, q), random_rule(dice, p, q), random_rule(dice, p, q),
                   random_rule(dice, p, q)};
  event.agents_signed_out = dice.chance(0.7);
  if (dice.chance(0.5)) event.sign_in_over = dice.seconds(0, 1800);
  if (dice.chance(0.3)) event.sign_ins_per_minute = dice.between(0.5, 30);
  event.adds_talk = dice.seconds(0, 100);
  event.adds_wrap = dice.seconds(0, 100);
  event.slow_share = dice.unit();
  event.limit = static_cast<LimitKind>(dice.below(limit_kinds));
  if (dice.chance(0.8)) event.limit_value = std::floor(dice.between(0, 30));
  if (event.limit == LimitKind::calls_per_second && event.limit_value)
    event.limit_value = *event.limit_value + 0.5;
  event.split = random_split(dice, p);
  return event;
}

inline CentreSpec random_centre(std::uint64_t seed) {
  Dice dice(seed);
  CentreSpec spec;
  spec.length = dice.seconds(1800, 6 * 3600);
  spec.interval = dice.chance(0.5) ? Duration::whole_seconds(900) : dice.seconds(120, 2000);
  spec.day_cv = dice.chance(0.5) ? 0.1 : 0;
  for (std::size_t p = 0; p < 1 + dice.below(3); ++p) {
    PlatformSpec platform;
    platform.name = "platform " + std::to_string(p);
    if (dice.chance(0.4)) platform.trunks = static_cast<std::uint32_t>(1 + dice.below(60));
    if (dice.chance(0.3)) platform.calls_per_second = dice.between(0.05, 3);
    if (dice.chance(0.3)) platform.ivr_ports = static_cast<std::uint32_t>(1 + dice.below(10));
    if (dice.chance(0.3)) platform.concurrent_calls = static_cast<std::uint32_t>(1 + dice.below(60));
    if (dice.chance(0.3)) platform.max_queued = static_cast<std::uint32_t>(dice.below(20));
    if (dice.chance(0.3)) platform.logins = static_cast<std::uint32_t>(1 + dice.below(20));
    platform.aht_factor = dice.between(0.9, 1.3);
    spec.platforms.push_back(platform);
  }
  for (std::size_t q = 0; q < 1 + dice.below(4); ++q) {
    spec.queues.push_back(random_queue(dice, q));
    if (dice.chance(0.7)) spec.queues[q].call_split = {{Time{}, random_split(dice, spec.platforms.size())}};
    random_demand(dice, spec, q);
  }
  for (std::size_t g = 0; g < 1 + dice.below(3); ++g) spec.groups.push_back(random_group(dice, spec, g));
  for (std::size_t q = 0; q < spec.queues.size(); ++q)
    if (dice.chance(0.3)) spec.queues[q].prefers = {GroupId(dice.below(spec.groups.size()))};
  if (dice.chance(0.5))
    spec.agent_split = {{dice.moment(spec.length), random_split(dice, spec.platforms.size())}};
  if (spec.platforms.size() > 1 && dice.chance(0.5)) {
    BridgeSpec bridge{PlatformId(0), PlatformId(1), dice.seconds(0, 60), random_law(dice, 20), {}};
    if (dice.chance(0.5)) bridge.ports = static_cast<std::uint32_t>(dice.below(5));
    spec.bridges.push_back(bridge);
  }
  for (std::size_t e = 0; e < dice.below(6); ++e) spec.events.push_back(random_event(dice, spec, e));
  return spec;
}

}  // namespace switchover::testing
