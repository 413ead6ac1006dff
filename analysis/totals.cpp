#include "analysis/totals.hpp"

#include <algorithm>
#include <optional>

#include "analysis/figures.hpp"
#include "sim/contract.hpp"

namespace switchover {
namespace {

double real(std::int64_t n) { return static_cast<double>(n); }
double seconds(std::int64_t us) { return static_cast<double>(us) * 1e-6; }
bool takes(QueueId wanted, std::size_t q) { return wanted.is_none() || wanted.index() == q; }
bool takes(PlatformId wanted, std::size_t p) { return wanted.is_none() || wanted.index() == p; }

template <class Visit>
void for_each_interval(const Tally& tally, const IntervalSpan& span, Visit visit) {
  for (std::size_t i = span.first; i < span.last && i < tally.intervals; ++i) visit(i, false);
  if (span.with_drain) visit(tally.intervals, true);
}

void add(QueueCell& sum, const QueueCell& c) {
  sum.attempts += c.attempts;
  sum.first_attempts += c.first_attempts;
  sum.blocked_busy += c.blocked_busy;
  sum.blocked_cps += c.blocked_cps;
  sum.blocked_quota += c.blocked_quota;
  sum.blocked_ports += c.blocked_ports;
  sum.blocked_queue += c.blocked_queue;
  sum.failed_outage += c.failed_outage;
  sum.ivr_abandon += c.ivr_abandon;
  sum.contained += c.contained;
  sum.dropped_ivr += c.dropped_ivr;
  sum.offered += c.offered;
  sum.answered += c.answered;
  sum.answered_at_once += c.answered_at_once;
  sum.answered_in_time += c.answered_in_time;
  sum.abandoned += c.abandoned;
  sum.abandoned_short += c.abandoned_short;
  sum.abandoned_in_time += c.abandoned_in_time;
  sum.balked += c.balked;
  sum.forced_out += c.forced_out;
  sum.flow_out += c.flow_out;
  sum.dropped_queue += c.dropped_queue;
  sum.virtual_in_time += c.virtual_in_time;
  sum.virtual_known += c.virtual_known;
  sum.wait_answered_us += c.wait_answered_us;
  sum.wait_all_us += c.wait_all_us;
  sum.virtual_wait_us += c.virtual_wait_us;
  sum.longest_wait_us = std::max(sum.longest_wait_us, c.longest_wait_us);
  sum.in_progress_at_end += c.in_progress_at_end;
  sum.handled += c.handled;
  sum.talk_us += c.talk_us;
  sum.wrap_us += c.wrap_us;
  sum.dropped_talk += c.dropped_talk;
  sum.requeued += c.requeued;
  sum.transferred_in += c.transferred_in;
  sum.abandoned_left += c.abandoned_left;
  sum.rings_unanswered += c.rings_unanswered;
}

void add(PeopleCell& sum, const PeopleCell& c) {
  sum.people += c.people;
  sum.served += c.served;
  sum.never_served += c.never_served;
  sum.unresolved += c.unresolved;
  sum.attempts += c.attempts;
  sum.redials += c.redials;
  sum.met_busy += c.met_busy;
}

void add(AgentCell& sum, const AgentCell& c) {
  sum.idle_us += c.idle_us;
  sum.ringing_us += c.ringing_us;
  sum.talking_us += c.talking_us;
  sum.wrapping_us += c.wrapping_us;
  sum.away_us += c.away_us;
  sum.signed_in_us += c.signed_in_us;
  sum.absent_us += c.absent_us;
  sum.thrown_out_us += c.thrown_out_us;
  sum.taken_away_us += c.taken_away_us;
  sum.signed_out_us += c.signed_out_us;
  sum.answered += c.answered;
}

std::int64_t accepted(const QueueCell& c) { return c.attempts - blocked(c) - c.failed_outage; }
std::int64_t contact_us(const AgentCell& c) { return c.ringing_us + c.talking_us + c.wrapping_us; }
std::int64_t not_on_phones_us(const AgentCell& c) { return c.away_us + c.absent_us + c.thrown_out_us; }
std::int64_t paid_us(const AgentCell& c) { return c.signed_in_us + not_on_phones_us(c); }

Figure share(std::int64_t top, std::int64_t bottom) {
  return bottom > 0 ? Figure{real(top), real(bottom)} : Figure::none();
}
Figure mean_seconds(std::int64_t total_us, std::int64_t bottom) {
  return bottom > 0 ? Figure{seconds(total_us), real(bottom)} : Figure::none();
}
Figure count(std::int64_t n) { return Figure::number(real(n)); }
Figure per_clock(std::int64_t integral_us, const Totals& t) {
  return t.clock_us > 0 ? Figure{real(integral_us), t.clock_us} : Figure::none();
}

void add_agents(const CentreSpec& spec, const Tally& tally, const Scope& scope, std::size_t interval,
                const std::vector<GroupId>& of_queue, Totals& sum) {
  for (std::size_t g = 0; g < tally.groups; ++g) {
    if (!scope.group.is_none() && scope.group.index() != g) continue;
    const bool serves = scope.queue.is_none() || !scope.group.is_none() ||
                        std::find(of_queue.begin(), of_queue.end(), GroupId(g)) != of_queue.end();
    if (!serves) continue;
    for (std::size_t m = 0; m < tally.modes; ++m) {
      const bool on_both = m == spec.platforms.size();
      if (on_both || takes(scope.platform, m)) add(sum.agents, tally.agent(interval, g, m));
    }
  }
}

// Each family of metrics answers for its own and gives nothing for the others.
using Maybe = std::optional<Figure>;

Maybe level_figure(Metric metric, const Totals& t) {
  using Def = ServiceLevelDefinition;
  switch (metric) {
    case Metric::service_level:
      return t.own_bottom > 0 ? Figure{t.own_top, t.own_bottom} : Figure::none();
    case Metric::service_level_1:
      return service_level_of(t.calls, Def::answered_of_offered);
    case Metric::service_level_2:
      return service_level_of(t.calls, Def::exclude_short_abandons);
    case Metric::service_level_3:
      return service_level_of(t.calls, Def::exclude_abandons_in_time);
    case Metric::service_level_4:
      return service_level_of(t.calls, Def::answered_only);
    case Metric::service_level_5:
      return service_level_of(t.calls, Def::abandons_in_time_count);
    case Metric::service_level_6:
      return service_level_of(t.calls, Def::whole_experience);
    default:
      return std::nullopt;
  }
}

Maybe call_figure(Metric metric, const QueueCell& c) {
  switch (metric) {
    case Metric::attempts:
      return count(c.attempts);
    case Metric::offered:
      return count(c.offered);
    case Metric::offered_including_blocked:
      return count(c.offered + blocked(c));
    case Metric::answered:
      return count(c.answered);
    case Metric::abandoned:
      return count(c.abandoned);
    case Metric::contained:
      return count(c.contained);
    case Metric::abandon_rate:
      return share(c.abandoned - c.abandoned_short, c.answered + c.abandoned - c.abandoned_short);
    case Metric::abandon_rate_raw:
      return share(c.abandoned, c.answered + c.abandoned);
    case Metric::blocked_calls:
      return count(blocked(c));
    case Metric::blocked_rate:
      return share(blocked(c), blocked(c) + accepted(c));
    case Metric::failed_calls:
      return count(c.failed_outage);
    case Metric::dropped_calls:
      return count(c.dropped_ivr + c.dropped_queue + c.dropped_talk);
    case Metric::dropped_in_ivr:
      return count(c.dropped_ivr);
    case Metric::dropped_in_queue:
      return count(c.dropped_queue);
    case Metric::dropped_in_talk:
      return count(c.dropped_talk);
    case Metric::balked:
      return count(c.balked);
    case Metric::forced_out:
      return count(c.forced_out);
    case Metric::ivr_abandoned:
      return count(c.ivr_abandon);
    case Metric::availability:
      return share(accepted(c), c.attempts);
    default:
      return std::nullopt;
  }
}

Maybe time_figure(Metric metric, const Totals& t) {
  const QueueCell& c = t.calls;
  switch (metric) {
    case Metric::asa:
      return mean_seconds(c.wait_answered_us, c.answered);
    case Metric::mean_wait:
      return mean_seconds(c.wait_all_us, c.offered);
    case Metric::longest_wait:
      return c.offered > 0 ? Figure::number(seconds(c.longest_wait_us)) : Figure::none();
    case Metric::virtual_wait:
      return mean_seconds(c.virtual_wait_us, c.virtual_known);
    case Metric::virtual_service_level:
      return share(c.virtual_in_time, c.virtual_known);
    case Metric::aht:
      return mean_seconds(c.talk_us + c.wrap_us, c.handled);
    case Metric::queue_length:
      return per_clock(c.queue_time_us, t);
    default:
      return std::nullopt;
  }
}

Maybe agent_figure(Metric metric, const Totals& t) {
  const AgentCell& a = t.agents;
  switch (metric) {
    case Metric::occupancy:
      return share(contact_us(a), contact_us(a) + a.idle_us);
    case Metric::utilisation:
      return share(contact_us(a), paid_us(a));
    case Metric::shrinkage:
      return share(not_on_phones_us(a), paid_us(a));
    case Metric::productivity:
      return paid_us(a) > 0 ? Figure{real(a.answered), seconds(paid_us(a)) / 3600} : Figure::none();
    case Metric::agents_signed_in:
      return per_clock(a.signed_in_us, t);
    case Metric::agents_busy:
      return per_clock(contact_us(a), t);
    default:
      return std::nullopt;
  }
}

Maybe people_figure(Metric metric, const Totals& t) {
  const PeopleCell& p = t.people;
  const auto known = [&](Figure f) { return t.by_platform ? Figure::none() : f; };
  switch (metric) {
    case Metric::people:
      return known(count(p.people));
    case Metric::blocked_people:
      return known(count(p.met_busy));
    case Metric::never_served:
      return known(count(p.never_served));
    case Metric::never_served_rate:
      return known(share(p.never_served, p.people));
    case Metric::unresolved:
      return known(count(p.unresolved));
    case Metric::redials:
      return known(count(p.redials));
    case Metric::attempts_per_person:
      return known(share(p.attempts, p.people));
    default:
      return std::nullopt;
  }
}

Maybe peak_figure(Metric metric, const Totals& t) {
  const auto peak = [&](LimitKind k) { return count(t.peak[static_cast<std::size_t>(k)]); };
  switch (metric) {
    case Metric::trunks_peak:
      return peak(LimitKind::trunks);
    case Metric::ivr_ports_peak:
      return peak(LimitKind::ivr_ports);
    case Metric::concurrent_calls_peak:
      return peak(LimitKind::concurrent_calls);
    case Metric::calls_per_second_peak:
      return peak(LimitKind::calls_per_second);
    case Metric::queued_peak:
      return peak(LimitKind::queued);
    case Metric::logins_peak:
      return peak(LimitKind::logins);
    default:
      return std::nullopt;
  }
}

}  // namespace

std::int64_t blocked(const QueueCell& c) {
  return c.blocked_busy + c.blocked_cps + c.blocked_quota + c.blocked_ports + c.blocked_queue;
}

Figure service_level_of(const QueueCell& c, ServiceLevelDefinition definition) {
  using Def = ServiceLevelDefinition;
  const std::int64_t ended = c.answered + c.abandoned + c.in_progress_at_end;
  switch (definition) {
    case Def::answered_of_offered:
      return share(c.answered_in_time, ended);
    case Def::exclude_short_abandons:
      return share(c.answered_in_time, ended - c.abandoned_short);
    case Def::exclude_abandons_in_time:
      return share(c.answered_in_time, ended - c.abandoned_in_time);
    case Def::answered_only:
      return share(c.answered_in_time, c.answered);
    case Def::abandons_in_time_count:
      return share(c.answered_in_time + c.abandoned_in_time, ended);
    case Def::whole_experience:
      return share(c.answered_in_time, ended + c.dropped_queue + blocked(c) + c.failed_outage);
  }
  demand(false, "a service level has one of six definitions");
}

QueueCell cell_of(const Tally& tally, std::size_t interval, std::size_t q, PlatformId platform) {
  QueueCell sum;
  for (std::size_t p = 0; p < tally.platforms; ++p) {
    if (takes(platform, p)) add(sum, tally.queue(interval, q, p));
  }
  return sum;
}

Totals totals(const CentreSpec& spec, const Tally& tally, const Scope& scope, const IntervalSpan& span) {
  Totals sum;
  sum.by_platform = !scope.platform.is_none();
  const auto of_queue = scope.queue.is_none() ? std::vector<GroupId>{} : first_groups(spec, scope.queue);
  for_each_interval(tally, span, [&](std::size_t i, bool drain) {
    for (std::size_t p = 0; p < tally.platforms; ++p) {
      if (!takes(scope.platform, p)) continue;
      for (std::size_t k = 0; k < limit_kinds; ++k) {
        sum.peak[k] = std::max(sum.peak[k], tally.limit(i, p, static_cast<LimitKind>(k)).peak);
      }
    }
    for (std::size_t q = 0; q < tally.queues; ++q) {
      if (!takes(scope.queue, q)) continue;
      add(sum.people, tally.person(i, q));
      const QueueCell c = cell_of(tally, i, q, scope.platform);
      add(sum.calls, c);
      const Figure own = service_level_of(c, spec.queues[q].counts);
      sum.own_top += own.top;
      sum.own_bottom += own.bottom;
      if (drain) continue;
      for (std::size_t p = 0; p < tally.platforms; ++p) {
        if (!takes(scope.platform, p)) continue;
        sum.calls.queue_time_us += tally.queue(i, q, p).queue_time_us;
        sum.calls.busy_time_us += tally.queue(i, q, p).busy_time_us;
      }
    }
    if (drain) return;
    add_agents(spec, tally, scope, i, of_queue, sum);
    const std::int64_t each = spec.interval.count_us();
    const auto begins = static_cast<std::int64_t>(i) * each;
    sum.clock_us += real(std::min(each, spec.length.count_us() - begins));
  });
  return sum;
}

bool follows_from_totals(Metric metric) {
  switch (metric) {
    case Metric::wait_p50:
    case Metric::wait_p90:
    case Metric::wait_p95:
    case Metric::wait_p99:
    case Metric::virtual_wait_p90:
    case Metric::queue_length_p95:
    case Metric::queue_length_max:
    case Metric::service_level_deficit:
    case Metric::time_to_restore_service_level:
    case Metric::time_to_accept_calls:
    case Metric::callbacks_lost:
      return false;
    default:
      return true;
  }
}

Figure figure_of(Metric metric, const Totals& t) {
  if (const auto figure = level_figure(metric, t)) return *figure;
  if (const auto figure = call_figure(metric, t.calls)) return *figure;
  if (const auto figure = time_figure(metric, t)) return *figure;
  if (const auto figure = agent_figure(metric, t)) return *figure;
  if (const auto figure = people_figure(metric, t)) return *figure;
  if (const auto figure = peak_figure(metric, t)) return *figure;
  return Figure::none();  // quantiles, lengths, deficit, times until all is well: see figure()
}

}  // namespace switchover
