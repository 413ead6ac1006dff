#include "analysis/fault_cost.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/figures.hpp"
#include "analysis/platform_day.hpp"
#include "analysis/totals.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;
constexpr double bad_day = 0.95;

double value_or_zero(Metric metric, const Totals& sums) {
  return figure_of(metric, sums).value().value_or(0);
}

}  // namespace

std::vector<double> call_shares(const CentreSpec& spec, Time t) {
  std::vector<double> shares(spec.platforms.size(), 0);
  double all = 0;
  for (const DemandSpec& calls : spec.demand) {
    auto weight = static_cast<double>(calls.replay.size());
    for (const DemandInterval& interval : calls.intervals) weight += interval.calls;
    std::vector<double> split(spec.platforms.size(), 0);
    split.front() = 1;
    for (const SplitStep& step : spec.queues.at(calls.queue.index()).call_split) {
      if (step.at <= t) split = step.share;
    }
    for (const EventSpec& event : spec.events) {
      const bool concerns = event.queues.empty() || std::find(event.queues.begin(), event.queues.end(),
                                                              calls.queue) != event.queues.end();
      const bool active = event.kind == EventKind::split_calls && event.from <= t && t < event.to;
      if (active && concerns) split = event.split;
    }
    for (std::size_t p = 0; p < std::min(shares.size(), split.size()); ++p) shares[p] += weight * split[p];
    all += weight;
  }
  if (all > 0) {
    for (double& share : shares) share /= all;
  } else {
    shares.front() = 1;
  }
  return shares;
}

std::vector<std::vector<CostDay>> cost_days_at(const CentreSpec& staged, const std::vector<Time>& moments,
                                               std::uint32_t runs, const Workshop& workshop,
                                               const std::string& phase, RunCost& cost) {
  const IntervalSpan day = whole_day(staged);
  const auto keep = [&](const Tally& tally) {
    const Totals sums = totals(staged, tally, {}, day);
    CostDay kept;
    kept.people = value_or_zero(Metric::people, sums);
    kept.never_served = value_or_zero(Metric::never_served, sums);
    kept.refused = value_or_zero(Metric::blocked_calls, sums) + value_or_zero(Metric::failed_calls, sums);
    kept.cut_off = value_or_zero(Metric::dropped_calls, sums);
    kept.gave_up = value_or_zero(Metric::abandoned, sums);
    kept.sound = self_check(tally).empty();
    std::vector<CostDay> each(moments.size(), kept);
    for (std::size_t m = 0; m < moments.size(); ++m)
      each[m].restore_s = restore_time(staged, tally, {}, moments[m]);
    return each;
  };
  const auto days =
      reduce_replications<std::vector<CostDay>>(make_plan(staged), 0, runs, workshop, phase, keep, cost);
  std::vector<std::vector<CostDay>> by_moment(moments.size());
  for (std::size_t m = 0; m < moments.size(); ++m) {
    for (const auto& day_of : days) by_moment[m].push_back(day_of[m]);
  }
  return by_moment;
}

std::vector<CostDay> cost_days(const CentreSpec& staged, Time at, std::uint32_t runs,
                               const Workshop& workshop, const std::string& phase, RunCost& cost) {
  return cost_days_at(staged, {at}, runs, workshop, phase, cost).front();
}

std::vector<double> minus(const std::vector<double>& a, const std::vector<double>& b) {
  demand(a.size() == b.size(), "paired days come in equal numbers");
  std::vector<double> difference(a.size());
  for (std::size_t r = 0; r < a.size(); ++r) difference[r] = a[r] - b[r];
  return difference;
}

FaultCost cost_of(const std::vector<CostDay>& days, const std::vector<CostDay>& twins) {
  demand(days.size() == twins.size(), "paired days come in equal numbers");
  FaultCost cost;
  const auto mean_difference = [&](double CostDay::*figure) {
    std::vector<double> each;
    for (std::size_t r = 0; r < days.size(); ++r) each.push_back(days[r].*figure - twins[r].*figure);
    return each;
  };
  cost.each = mean_difference(&CostDay::never_served);
  cost.never_served = estimate_mean(cost.each, confidence);
  cost.refused = estimate_mean(mean_difference(&CostDay::refused), confidence);
  cost.cut_off = estimate_mean(mean_difference(&CostDay::cut_off), confidence);
  cost.gave_up = estimate_mean(mean_difference(&CostDay::gave_up), confidence);
  for (std::size_t r = 0; r < days.size(); ++r) {
    cost.sound = cost.sound && days[r].sound && twins[r].sound;
    if (!days[r].restore_s || !twins[r].restore_s) continue;
    if (std::isinf(*twins[r].restore_s)) {  // missed without the fault too: it is not to blame, nor cleared
      ++cost.hopeless_days;
      continue;
    }
    cost.restores.push_back(std::max(0.0, *days[r].restore_s - *twins[r].restore_s));
  }
  if (!cost.restores.empty()) cost.service_back = estimate_quantile(cost.restores, bad_day, confidence);
  return cost;
}

std::vector<double> calls_again(const CentreSpec& staged, Time at, std::uint32_t runs) {
  const auto plan = make_plan(staged);
  const bool all_alike = !staged.staged || staged.staged->of.size() <= 1;
  std::vector<double> seconds;
  for (std::uint32_t r = 0; r < (all_alike ? 1 : runs); ++r) {
    seconds.push_back(time_to_accept({plan.get(), r}, PlatformId::none(), at).value_or(0));
  }
  seconds.resize(runs, seconds.front());
  return seconds;
}

OnProgress Whole::listener() {
  if (!told_) return {};
  return [this](const Progress& phase) {
    Progress whole = phase;
    whole.done = before_ + phase.done;
    whole.expected = std::max(expected_, whole.done);
    if (phase.phase_elapsed_s < elapsed_) elapsed_before_ += elapsed_;
    elapsed_ = phase.phase_elapsed_s;
    whole.phase_elapsed_s = elapsed_before_ + elapsed_;
    whole.phase_left_s = 0;
    if (whole.done > 0) {
      whole.phase_left_s = whole.phase_elapsed_s / static_cast<double>(whole.done) *
                           static_cast<double>(whole.expected - whole.done);
    }
    told_(whole);
  };
}

}  // namespace switchover
