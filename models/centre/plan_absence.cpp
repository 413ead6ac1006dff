// The agent time that events take, interval by interval: the same staff planned without them, less the staff
// that is planned.
#include <algorithm>
#include <initializer_list>

#include "models/centre/plan.hpp"

namespace switchover {

namespace {

bool has(const CentreSpec& spec, EventKind kind) {
  return std::any_of(spec.events.begin(), spec.events.end(),
                     [kind](const EventSpec& event) { return event.kind == kind; });
}

// The same staff without events of these kinds; nothing but staff.
CentrePlan staff_without(const CentrePlan& plan, std::initializer_list<EventKind> kinds) {
  CentrePlan other;
  other.spec.platforms = plan.spec.platforms;
  other.spec.groups = plan.spec.groups;
  other.spec.agent_split = plan.spec.agent_split;
  other.spec.length = plan.spec.length;
  for (const EventSpec& event : plan.spec.events)
    if (std::find(kinds.begin(), kinds.end(), event.kind) == kinds.end()) other.spec.events.push_back(event);
  other.platforms = plan.platforms;
  other.groups = plan.groups;
  other.modes = plan.modes;
  other.intervals = plan.intervals;
  other.length_us = plan.length_us;
  other.interval_us = plan.interval_us;
  other.pools = plan.pools;
  plan_duties(other);
  return other;
}

// Agent time on duty, [interval][pool], of a plan's staff changes.
class DutyTime {
 public:
  explicit DutyTime(const CentrePlan& plan)
      : plan_(plan),
        us_(plan.intervals * plan.pools.size(), 0),
        level_(plan.pools.size(), 0),
        since_us_(plan.pools.size(), 0),
        counted_(plan.pools.size(), 0),
        pool_of_(plan.agents.size()),
        on_duty_(plan.agents.size(), false) {
    for (std::size_t a = 0; a < plan.agents.size(); ++a) pool_of_[a] = plan.agents[a].home;
    for (const StaffChange& change : plan.staff) take(change);
    for (std::size_t p = 0; p < level_.size(); ++p) step(p, plan.length_us, 0);
  }
  std::vector<std::int64_t> us() && { return std::move(us_); }

 private:
  void take(const StaffChange& change) {
    using Kind = StaffChange::Kind;
    if (change.kind == Kind::target) {
      step(change.who, change.at_us, change.value - counted_[change.who]);
      counted_[change.who] = change.value;
    } else if (change.kind == Kind::on_duty || change.kind == Kind::off_duty) {
      const bool here = change.kind == Kind::on_duty;
      if (on_duty_[change.who] != here) step(pool_of_[change.who], change.at_us, here ? 1 : -1);
      on_duty_[change.who] = here;
    } else if (change.kind == Kind::move) {
      if (on_duty_[change.who]) {
        step(pool_of_[change.who], change.at_us, -1);
        step(change.value, change.at_us, 1);
      }
      pool_of_[change.who] = change.value;
    }
  }
  void step(std::size_t pool, std::int64_t at_us, std::int64_t by) {
    for (std::int64_t t = since_us_[pool]; t < at_us && level_[pool] != 0;) {
      const std::int64_t i = t / plan_.interval_us;
      const std::int64_t until = std::min(at_us, (i + 1) * plan_.interval_us);
      us_[static_cast<std::size_t>(i) * level_.size() + pool] += level_[pool] * (until - t);
      t = until;
    }
    since_us_[pool] = at_us;
    level_[pool] += by;
  }

  const CentrePlan& plan_;
  std::vector<std::int64_t> us_, level_, since_us_, counted_;
  std::vector<std::uint32_t> pool_of_;
  std::vector<bool> on_duty_;
};

std::vector<std::int64_t> duty_us(const CentrePlan& plan) { return DutyTime(plan).us(); }

std::vector<std::int64_t> less(std::vector<std::int64_t> more, const std::vector<std::int64_t>& fewer) {
  for (std::size_t k = 0; k < more.size(); ++k) more[k] = std::max<std::int64_t>(0, more[k] - fewer[k]);
  return more;
}

}  // namespace

void plan_absence(CentrePlan& plan) {
  const bool fewer = has(plan.spec, EventKind::fewer_agents), out = has(plan.spec, EventKind::sign_out);
  if (!fewer && !out) return;
  const std::vector<std::int64_t> there = duty_us(plan);
  const std::vector<std::int64_t> came = out ? duty_us(staff_without(plan, {EventKind::sign_out})) : there;
  if (out) plan.signed_out_us = less(came, there);
  if (!fewer) return;
  plan.taken_away_us =
      less(duty_us(staff_without(plan, {EventKind::sign_out, EventKind::fewer_agents})), came);
}

}  // namespace switchover
