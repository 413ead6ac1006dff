#include "tiny_centre.hpp"

#include <catch2/catch.hpp>

#include "models/centre/centre.hpp"

namespace switchover::tiny {

CentreSpec centre(double number_of_agents) {
  CentreSpec spec;
  spec.length = Duration::whole_seconds(3600);
  add_platform(spec, "main");
  add_queue(spec, "calls");
  add_group(spec, "agents", number_of_agents, 0);
  return spec;
}

void add_queue(CentreSpec& spec, const std::string& name) {
  QueueSpec queue;
  queue.name = name;
  queue.talk = Distribution::deterministic(100);
  spec.queues.push_back(queue);
}

void add_group(CentreSpec& spec, const std::string& name, double number_of_agents, std::size_t queue) {
  GroupSpec group;
  group.name = name;
  SkillSpec skill;
  skill.queue = QueueId(queue);
  group.skills = {skill};
  group.counted = {{Time{}, number_of_agents}};
  spec.groups.push_back(group);
}

void add_platform(CentreSpec& spec, const std::string& name) {
  PlatformSpec platform;
  platform.name = name;
  spec.platforms.push_back(platform);
}

void dial(CentreSpec& spec, std::initializer_list<double> moments, std::size_t queue) {
  DemandSpec demand;
  demand.queue = QueueId(queue);
  demand.pattern = ArrivalPattern::replay;
  for (const double moment : moments) demand.replay.push_back({at(moment), {}, {}});
  spec.demand.push_back(demand);
}

EventSpec event(EventKind kind, double from_s, double to_s) {
  EventSpec e;
  e.name = "the event";
  e.kind = kind;
  e.from = at(from_s);
  e.to = at(to_s);
  return e;
}

EventSpec outage(double from_s, double to_s, std::size_t platform) {
  EventSpec e = event(EventKind::outage, from_s, to_s);
  e.share = 1;
  e.platform = PlatformId(platform);
  e.agents_signed_out = false;
  const StageRule keep;
  e.effects = {keep, keep, keep, keep};
  return e;
}

Tally run(const CentreSpec& spec, std::uint32_t replication) {
  Centre centre(make_plan(spec));
  Tally tally = centre.run(1, replication);
  const auto broken = self_check(tally);
  for (const std::string& sentence : broken) UNSCOPED_INFO(sentence);
  CHECK(broken.empty());
  return tally;
}

QueueCell sum(const Tally& tally, std::size_t queue, std::size_t platform) {
  QueueCell s;
  static_assert(sizeof(QueueCell) % sizeof(std::int64_t) == 0);
  for (std::size_t i = 0; i <= tally.intervals; ++i) {
    const QueueCell& c = tally.queue(i, queue, platform);
    const auto add = [&](std::int64_t QueueCell::*field) { s.*field += c.*field; };
    for (const auto field : {&QueueCell::attempts,         &QueueCell::first_attempts,
                             &QueueCell::blocked_busy,     &QueueCell::blocked_cps,
                             &QueueCell::blocked_quota,    &QueueCell::blocked_ports,
                             &QueueCell::blocked_queue,    &QueueCell::failed_outage,
                             &QueueCell::ivr_abandon,      &QueueCell::contained,
                             &QueueCell::dropped_ivr,      &QueueCell::offered,
                             &QueueCell::answered,         &QueueCell::answered_at_once,
                             &QueueCell::answered_in_time, &QueueCell::abandoned,
                             &QueueCell::abandoned_short,  &QueueCell::abandoned_in_time,
                             &QueueCell::balked,           &QueueCell::forced_out,
                             &QueueCell::flow_out,         &QueueCell::dropped_queue,
                             &QueueCell::virtual_in_time,  &QueueCell::virtual_known,
                             &QueueCell::wait_answered_us, &QueueCell::wait_all_us,
                             &QueueCell::virtual_wait_us,  &QueueCell::in_progress_at_end,
                             &QueueCell::handled,          &QueueCell::talk_us,
                             &QueueCell::wrap_us,          &QueueCell::dropped_talk,
                             &QueueCell::requeued,         &QueueCell::transferred_in,
                             &QueueCell::abandoned_left,   &QueueCell::queue_time_us,
                             &QueueCell::busy_time_us,     &QueueCell::someone_waits_us,
                             &QueueCell::rings_unanswered})
      add(field);
    s.longest_wait_us = std::max(s.longest_wait_us, c.longest_wait_us);
  }
  return s;
}

PeopleCell people(const Tally& tally, std::size_t queue) {
  PeopleCell s;
  for (std::size_t i = 0; i <= tally.intervals; ++i) {
    const PeopleCell& c = tally.person(i, queue);
    s.people += c.people;
    s.served += c.served;
    s.never_served += c.never_served;
    s.unresolved += c.unresolved;
    s.attempts += c.attempts;
    s.redials += c.redials;
    s.met_busy += c.met_busy;
  }
  return s;
}

AgentCell agents(const Tally& tally, std::size_t group) {
  AgentCell s;
  for (std::size_t i = 0; i < tally.intervals; ++i) {
    for (std::size_t m = 0; m < tally.modes; ++m) {
      const AgentCell& c = tally.agent(i, group, m);
      s.idle_us += c.idle_us;
      s.ringing_us += c.ringing_us;
      s.talking_us += c.talking_us;
      s.wrapping_us += c.wrapping_us;
      s.away_us += c.away_us;
      s.signed_in_us += c.signed_in_us;
      s.absent_us += c.absent_us;
      s.thrown_out_us += c.thrown_out_us;
      s.taken_away_us += c.taken_away_us;
      s.signed_out_us += c.signed_out_us;
      s.answered += c.answered;
    }
  }
  return s;
}

std::int64_t turned_away(const Tally& tally, LimitKind limit, std::size_t platform) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i <= tally.intervals; ++i) count += tally.limit(i, platform, limit).turned_away;
  return count;
}

double seconds(std::int64_t us) { return static_cast<double>(us) * 1e-6; }

}  // namespace switchover::tiny
