#include "models/centre/plan.hpp"

#include <algorithm>
#include <cmath>

#include "models/centre/centre.hpp"
#include "sim/contract.hpp"

namespace switchover {

namespace {

void check_spec(const CentreSpec& spec) {
  demand(spec.length > Duration{}, "a scenario has a length");
  demand(spec.interval > Duration{}, "reports need an interval");
  demand(!spec.platforms.empty() && spec.platforms.size() < 64, "between 1 and 63 platforms");
  demand(!spec.queues.empty() && spec.queues.size() < 60'000, "at least one queue");
  for (const auto& demand_spec : spec.demand) {
    demand(demand_spec.queue.index() < spec.queues.size(), "demand names a queue");
    demand(std::is_sorted(demand_spec.replay.begin(), demand_spec.replay.end(),
                          [](const ReplayCall& a, const ReplayCall& b) { return a.at < b.at; }),
           "a replay is in the order of time");
  }
  for (const AgentMove& move : spec.moves) {
    demand(move.from.index() < spec.platforms.size() && move.to.index() < spec.platforms.size(),
           "agents are moved between platforms");
    demand(move.aht_factor > 0, "a factor of handling time is positive");
  }
  for (const auto& group : spec.groups) {
    for (const auto& skill : group.skills)
      demand(skill.queue.index() < spec.queues.size(), "a skill names a queue");
  }
}

std::uint64_t threshold(
    double cumulated) {  // of a uniform 64-bit number, so that P(number < threshold) = cumulated
  if (cumulated >= 1) return std::numeric_limits<std::uint64_t>::max();
  return static_cast<std::uint64_t>(std::max(0.0, cumulated) * 0x1p64);
}

SplitPlan split_plan(std::int64_t at_us, const std::vector<double>& share) {
  SplitPlan plan{at_us, {}};
  double cumulated = 0;
  for (const double s : share) plan.below.push_back(threshold(cumulated += s));
  plan.below.back() = std::numeric_limits<std::uint64_t>::max();
  return plan;
}

// The split of a queue's calls over time: the schedule, overlaid by split events while they are active.
std::vector<SplitPlan> plan_split(const CentrePlan& plan, const QueueSpec& queue, QueueId id) {
  std::vector<double> first(plan.platforms, 0.0);
  first[0] = 1;
  std::vector<Time> moments{Time{}};
  for (const auto& step : queue.call_split) moments.push_back(std::max(step.at, Time{}));
  const auto concerns = [&](const EventSpec& event) {
    return event.kind == EventKind::split_calls &&
           (event.queues.empty() ||
            std::find(event.queues.begin(), event.queues.end(), id) != event.queues.end());
  };
  for (const auto& event : plan.spec.events)
    if (concerns(event)) moments.insert(moments.end(), {std::max(event.from, Time{}), event.to});
  std::sort(moments.begin(), moments.end());
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
  std::vector<SplitPlan> result;
  for (const Time t : moments) {
    std::vector<double> share = first;
    for (const auto& step : queue.call_split)
      if (step.at <= t) share = step.share;
    for (const auto& event : plan.spec.events)
      if (concerns(event) && t >= event.from && t < event.to) share = event.split;
    result.push_back(split_plan(t.count_us(), share));
  }
  return result;
}

// How dense events lie at the busiest, so that the calendar starts with the right width.
void hint_calendar(CentrePlan& plan) {
  double rate = 0, span = 60e6;
  for (const auto& stream : plan.streams) {
    double peak = 0;
    for (const auto& piece : stream.pieces) peak = std::max({peak, piece.rate_from, piece.rate_to});
    if (!stream.replay.empty())
      peak = static_cast<double>(stream.replay.size()) / static_cast<double>(plan.length_us);
    rate += peak;
    const QueueSpec& queue = plan.spec.queues[stream.queue.index()];
    span = std::max(span, 4e6 * (queue.talk.mean() + queue.hold.mean() + queue.wrap.mean()));
  }
  plan.mean_gap_us = rate > 0 ? 1.0 / (1.5 * rate) : 1e6;
  plan.span_us = std::min(span, 1e13);
}

}  // namespace

std::shared_ptr<const CentrePlan> make_plan(const CentreSpec& spec) {
  check_spec(spec);
  auto plan = std::make_shared<CentrePlan>();
  plan->spec = spec;
  plan->platforms = spec.platforms.size();
  plan->queues = spec.queues.size();
  plan->groups = spec.groups.size();
  plan->modes = plan->platforms + 1;
  plan->length_us = spec.length.count_us();
  plan->interval_us = spec.interval.count_us();
  plan->intervals = static_cast<std::size_t>((plan->length_us + plan->interval_us - 1) / plan->interval_us);
  // Time to drain after arrivals stop: as long again, between a week and a quarter; a call still there is "in
  // progress".
  constexpr std::int64_t day = 86'400'000'000;
  plan->latest_us = plan->length_us + std::clamp(plan->length_us, 7 * day, 90 * day);
  for (const auto& queue : spec.queues) {
    plan->splits.push_back(plan_split(*plan, queue, QueueId(plan->splits.size())));
  }
  plan_arrivals(*plan);
  plan_routing(*plan);
  plan_staff(*plan);
  plan_timeline(*plan);
  hint_calendar(*plan);
  return plan;
}

}  // namespace switchover
