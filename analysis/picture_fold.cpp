#include "analysis/picture_fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/attempt_outcomes.hpp"
#include "analysis/figures.hpp"
#include "analysis/picture_events.hpp"
#include "analysis/picture_waits.hpp"
#include "analysis/variant.hpp"
#include "analysis/wording.hpp"
#include "scenarios/wall_clock.hpp"
#include "sim/contract.hpp"

namespace switchover {
namespace {

constexpr std::size_t most_queues_by_platform = 24;
constexpr std::size_t most_queues_in_full = 60;
constexpr std::size_t most_groups_stacked = 24;
constexpr std::size_t least_days = 10;               // "1 day in 10" needs so many
constexpr std::size_t most_kept = 16'000'000;        // values of single days: 64 MB
constexpr std::size_t least_most_days = 100;         // but always so many days
constexpr double good_share = 0.9, bad_share = 0.1;  // of the days, of a figure of which more is better

// In the tables below: with low and high, with good and bad days.
struct CurveKind {
  Metric metric;
  bool banded, has_days;
};
constexpr std::array<CurveKind, 2> level_and_wait{
    {{Metric::service_level, true, true}, {Metric::mean_wait, true, true}}};
constexpr std::array<CurveKind, 1> offered_only{{{Metric::offered, false, false}}};
constexpr std::array<CurveKind, 4> of_calls{{{Metric::abandon_rate, false, false},
                                             {Metric::offered, false, false},
                                             {Metric::answered, false, false},
                                             {Metric::queue_length, false, false}}};
constexpr std::array<CurveKind, 3> of_people{
    {{Metric::attempts, true, false}, {Metric::people, true, false}, {Metric::never_served, true, false}}};
constexpr std::array<CurveKind, 1> signed_in{{{Metric::agents_signed_in, true, false}}};
constexpr std::array<CurveKind, 1> occupancy{{{Metric::occupancy, true, false}}};

double real(std::int64_t n) { return static_cast<double>(n); }
bool takes(PlatformId wanted, std::size_t p) { return wanted.is_none() || wanted.index() == p; }
bool takes(GroupId wanted, std::size_t g) { return wanted.is_none() || wanted.index() == g; }

double interval_us(const CentreSpec& spec, std::size_t i) {
  const std::int64_t each = spec.interval.count_us();
  return real(std::min(each, spec.length.count_us() - static_cast<std::int64_t>(i) * each));
}

using Numbers = std::vector<double>;

constexpr const char* in_ivr_state = "in IVR";
bool has_any(const Numbers& numbers) {
  return std::any_of(numbers.begin(), numbers.end(), [](double n) { return n > 0; });
}

Numbers calls_by_state(const CentreSpec& spec, const Tally& tally, const Scope& scope, std::size_t i) {
  double in_ivr = 0, waiting = 0, talking = 0;
  for (std::size_t p = 0; p < tally.platforms; ++p) {
    if (!takes(scope.platform, p)) continue;
    in_ivr += real(tally.limit(i, p, LimitKind::ivr_ports).use_us);
    for (std::size_t q = 0; q < tally.queues; ++q) {
      waiting += real(tally.queue(i, q, p).queue_time_us);
      talking += real(tally.queue(i, q, p).busy_time_us);
    }
  }
  const double us = interval_us(spec, i);
  return {in_ivr / us, waiting / us, talking / us};
}

// Agents who work on every platform are counted on each of them, as agents signed in there are: the platforms
// do not add up to all.
Numbers agents_by_state(const CentreSpec& spec, const Tally& tally, const Scope& scope, std::size_t i) {
  AgentCell sum;
  for (std::size_t g = 0; g < tally.groups; ++g) {
    if (!takes(scope.group, g)) continue;
    for (std::size_t m = 0; m < tally.modes; ++m) {
      if (m != tally.platforms && !takes(scope.platform, m)) continue;
      const AgentCell& c = tally.agent(i, g, m);
      sum.talking_us += c.talking_us;
      sum.wrapping_us += c.wrapping_us;
      sum.ringing_us += c.ringing_us;
      sum.idle_us += c.idle_us;
      sum.away_us += c.away_us;
      sum.absent_us += c.absent_us + c.taken_away_us;
      sum.thrown_out_us += c.thrown_out_us + c.signed_out_us;
    }
  }
  Numbers numbers;
  for (const std::int64_t us : {sum.talking_us, sum.wrapping_us, sum.ringing_us, sum.idle_us, sum.away_us,
                                sum.absent_us, sum.thrown_out_us})
    numbers.push_back(real(us) / interval_us(spec, i));
  return numbers;
}

// [interval][outcome] of one queue or all of them.
std::vector<Numbers> outcomes_by_interval(const Tally& tally, const Scope& scope) {
  std::vector<Numbers> rows(tally.intervals, Numbers(attempt_outcomes, 0.0));
  for (std::size_t q = 0; q < tally.queues; ++q) {
    if (!scope.queue.is_none() && scope.queue.index() != q) continue;
    const auto outcomes = outcomes_of(tally, q);
    for (std::size_t i = 0; i < tally.intervals; ++i) {
      for (std::size_t k = 0; k < attempt_outcomes; ++k) rows[i][k] += real(outcomes[i][k]);
    }
  }
  return rows;
}

// The value that a share of them does not exceed: as estimate_quantile finds it.
double quantile_of(std::vector<float>& values, double share) {
  const double wanted = share * static_cast<double>(values.size());
  const auto rank = static_cast<std::size_t>(std::ceil(wanted - 1e-9 * wanted));
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
  std::nth_element(values.begin(), at, values.end());
  return static_cast<double>(*at);
}

bool has_any(const Values& values) {
  return std::any_of(values.begin(), values.end(), [](const auto& value) { return value.has_value(); });
}

}  // namespace

PictureQuestions::PictureQuestions(const CentreSpec& spec) : intervals_(interval_count(spec)) {
  ask_curves(spec);
  ask_stacks(spec);
  for (const Place& place : places_) figures_ += place.curves.size() * intervals_;
  for (const Stack& stack : stacks_) averages_ += stack.states.size() * intervals_;
  for (const QueueSpec& queue : spec.queues) edges_.push_back(wait_edges(queue));
}

void PictureQuestions::ask_curves(const CentreSpec& spec) {
  const auto place = [&](const char* kind, std::string name, const Scope& scope) {
    places_.push_back({kind, std::move(name), scope, {}});
  };
  const auto curves = [&](const auto& kinds) {
    for (const CurveKind& kind : kinds)
      places_.back().curves.push_back({kind.metric, kind.banded, kind.has_days});
  };
  const std::size_t queues = spec.queues.size();
  const std::size_t platforms = spec.platforms.size() > 1 ? spec.platforms.size() : 0;
  place("all", "all", {});
  curves(level_and_wait), curves(of_calls), curves(of_people), curves(signed_in), curves(occupancy);
  for (std::size_t q = 0; q < queues; ++q) {
    place("queue", spec.queues[q].name, {QueueId(q), {}, {}});
    curves(level_and_wait);
    if (queues > most_queues_in_full) {
      curves(offered_only);
    } else {
      curves(of_calls), curves(of_people);
    }
  }
  for (std::size_t p = 0; p < platforms; ++p) {
    place("platform", spec.platforms[p].name, {{}, PlatformId(p), {}});
    curves(level_and_wait), curves(of_calls), curves(signed_in);
  }
  for (std::size_t q = 0; q < queues && queues <= most_queues_by_platform; ++q) {
    for (std::size_t p = 0; p < platforms; ++p) {
      place("queue on platform", spec.queues[q].name + "/" + spec.platforms[p].name,
            {QueueId(q), PlatformId(p), {}});
      curves(level_and_wait);
    }
  }
  for (std::size_t g = 0; g < spec.groups.size(); ++g) {
    place("group", spec.groups[g].name, {{}, {}, GroupId(g)});
    curves(signed_in), curves(occupancy);
  }
}

void PictureQuestions::ask_stacks(const CentreSpec& spec) {
  using Of = DayStack::Of;
  const auto stack = [&](Of of, const char* kind, std::string name, const Scope& scope) {
    Stack asked{of, kind, std::move(name), scope, {}};
    if (of == Of::outcomes) asked.states = attempt_outcome_names();
    if (of == Of::agents)
      asked.states = {"talking", "wrapping up", "ringing", "idle", "away", "absent", "thrown out"};
    if (of == Of::calls) asked.states = {in_ivr_state, "waiting", "talking"};
    stacks_.push_back(std::move(asked));
  };
  const std::size_t platforms = spec.platforms.size() > 1 ? spec.platforms.size() : 0;
  stack(Of::calls, "all", "all", {});
  for (std::size_t p = 0; p < platforms; ++p)
    stack(Of::calls, "platform", spec.platforms[p].name, {{}, PlatformId(p), {}});
  stack(Of::agents, "all", "all", {});
  for (std::size_t g = 0; g < spec.groups.size() && spec.groups.size() <= most_groups_stacked; ++g)
    stack(Of::agents, "group", spec.groups[g].name, {{}, {}, GroupId(g)});
  for (std::size_t p = 0; p < platforms; ++p)
    stack(Of::agents, "platform", spec.platforms[p].name, {{}, PlatformId(p), {}});
  stack(Of::outcomes, "all", "all", {});
  for (std::size_t q = 0; q < spec.queues.size() && spec.queues.size() <= most_queues_in_full; ++q)
    stack(Of::outcomes, "queue", spec.queues[q].name, {QueueId(q), {}, {}});
}

PictureRecord PictureQuestions::record(const CentreSpec& spec, const Tally& tally) const {
  PictureRecord record;
  if (!any()) return record;
  record.curves.resize(figures_);
  std::size_t first = 0;
  for (const Place& place : places_) {
    for (std::size_t i = 0; i < intervals_; ++i) {
      const Totals sums = totals(spec, tally, place.scope, {i, i + 1, false});
      for (std::size_t k = 0; k < place.curves.size(); ++k)
        record.curves[first + k * intervals_ + i] = figure_of(place.curves[k].metric, sums);
    }
    first += place.curves.size() * intervals_;
  }
  record.stacks.resize(averages_);
  first = 0;
  for (const Stack& stack : stacks_) {
    std::vector<Numbers> rows;
    if (stack.of == DayStack::Of::outcomes) rows = outcomes_by_interval(tally, stack.scope);
    for (std::size_t i = rows.size(); i < intervals_; ++i) {
      rows.push_back(stack.of == DayStack::Of::calls ? calls_by_state(spec, tally, stack.scope, i)
                                                     : agents_by_state(spec, tally, stack.scope, i));
    }
    for (std::size_t k = 0; k < stack.states.size(); ++k) {
      for (std::size_t i = 0; i < intervals_; ++i) record.stacks[first + k * intervals_ + i] = rows[i][k];
    }
    first += stack.states.size() * intervals_;
  }
  for (std::size_t q = 0; q < edges_.size(); ++q) {
    const Numbers answered = answered_within(spec.queues[q], tally, q, edges_[q]);
    record.waits.insert(record.waits.end(), answered.begin(), answered.end());
    double offered = 0;
    for (std::size_t i = 0; i <= tally.intervals; ++i)
      offered += real(cell_of(tally, i, q, PlatformId::none()).offered);
    record.waits.push_back(offered);
  }
  return record;
}

PictureFold::PictureFold(const PictureQuestions& questions, const CentreSpec& spec)
    : questions_(questions), figures_(questions.figures_), stacks_(questions.averages_, 0.0) {
  if (!questions.any()) return;
  demand(questions.edges_.size() == spec.queues.size(), "a fold is of the centre that was asked");
  std::size_t first = 0;
  for (const auto& place : questions.places_) {
    for (const auto& curve : place.curves) {
      for (std::size_t i = 0; i < questions.intervals_ && curve.has_days; ++i) days_of_.push_back(first + i);
      first += questions.intervals_;
    }
  }
  days_.resize(days_of_.size());
  most_days_ = std::max(least_most_days, most_kept / std::max<std::size_t>(1, days_of_.size()));
  for (const auto& edges : questions.edges_) waits_.resize(waits_.size() + edges.size() + 1, 0.0);
}

void PictureFold::add(const PictureRecord& record) {
  demand(record.stacks.size() == stacks_.size() && record.waits.size() == waits_.size(),
         "every replication is asked the same pictures");
  figures_.add(record.curves);
  if (runs_ < most_days_) {
    for (std::size_t k = 0; k < days_of_.size(); ++k) {
      if (const auto value = record.curves[days_of_[k]].value())
        days_[k].push_back(static_cast<float>(*value));
    }
  }
  for (std::size_t k = 0; k < stacks_.size(); ++k) stacks_[k] += record.stacks[k];
  for (std::size_t k = 0; k < waits_.size(); ++k) waits_[k] += record.waits[k];
  ++runs_;
}

void PictureFold::tell_days(const PictureQuestions::Curve& asked, std::size_t first, DayCurve& curve) const {
  const auto kept = std::lower_bound(days_of_.begin(), days_of_.end(), first) - days_of_.begin();
  const bool more_is_better = info(asked.metric).higher_is_better;
  for (std::size_t i = 0; i < questions_.intervals_; ++i) {
    std::vector<float> values = days_[static_cast<std::size_t>(kept) + i];
    const bool enough = values.size() >= least_days;
    curve.good.push_back(enough ? std::optional(quantile_of(values, more_is_better ? good_share : bad_share))
                                : std::nullopt);
    curve.bad.push_back(enough ? std::optional(quantile_of(values, more_is_better ? bad_share : good_share))
                               : std::nullopt);
  }
  if (!has_any(curve.good)) curve.good = curve.bad = {};
}

DayCurve PictureFold::curve(const PictureQuestions::Place& place, const PictureQuestions::Curve& asked,
                            std::size_t first, double confidence) const {
  DayCurve curve;
  curve.metric = asked.metric;
  curve.kind = place.kind;
  curve.scope = place.name;
  const double most = info(asked.metric).unit == Unit::share ? 1 : HUGE_VAL;
  for (std::size_t i = 0; i < questions_.intervals_; ++i) {
    const Estimate estimate = figures_.estimate(first + i, confidence);
    curve.mean.push_back(estimate.value);
    if (!asked.banded) continue;
    const std::optional<Range>& range = estimate.range;
    curve.low.push_back(range ? std::optional(std::max(0.0, range->low)) : std::nullopt);
    curve.high.push_back(range ? std::optional(std::min(most, range->high)) : std::nullopt);
  }
  if (!has_any(curve.low)) curve.low = curve.high = {};
  if (asked.has_days) tell_days(asked, first, curve);
  return curve;
}

void PictureFold::tell_curves(double confidence, PlanPictures& out) const {
  std::size_t first = 0;
  for (const auto& place : questions_.places_) {
    for (const auto& asked : place.curves) {
      DayCurve told = curve(place, asked, first, confidence);
      first += questions_.intervals_;
      if (has_any(told.mean)) out.curves.push_back(std::move(told));
    }
  }
}

void PictureFold::tell_stacks(PlanPictures& out) const {
  std::size_t at = 0;
  for (const auto& asked : questions_.stacks_) {
    DayStack stack{asked.of, asked.kind, asked.name, {}};
    for (const std::string& state : asked.states) {
      DayStack::Part part{state, {}};
      for (std::size_t i = 0; i < questions_.intervals_; ++i) part.mean.push_back(stacks_[at++] / runs_);
      if (state == in_ivr_state && !has_any(part.mean)) continue;  // a centre without an IVR
      stack.parts.push_back(std::move(part));
    }
    out.stacks.push_back(std::move(stack));
  }
}

void PictureFold::tell_waits(const CentreSpec& spec, PlanPictures& out) const {
  std::size_t at = 0;
  for (std::size_t q = 0; q < questions_.edges_.size(); ++q) {
    const std::vector<double>& edges = questions_.edges_[q];
    const double offered = waits_[at + edges.size()];
    WaitCurve curve{spec.queues[q].name, edges, {}};
    for (std::size_t k = 0; k < edges.size() && offered > 0; ++k)
      curve.share.push_back(std::min(1.0, waits_[at + k] / offered));
    at += edges.size() + 1;
    if (offered > 0) out.waits.push_back(std::move(curve));
  }
}

PlanPictures PictureFold::told(const Scenario& scenario, const CentreSpec& spec, PlanPictures::Role role,
                               const std::string& name, double confidence) const {
  PlanPictures out;
  out.role = role;
  out.name = name;
  out.runs = runs_;
  out.events = day_events(scenario, role == PlanPictures::Role::twin ? twin_of(spec) : spec);
  if (runs_ == 0) return out;
  tell_curves(confidence, out);
  tell_stacks(out);
  tell_waits(spec, out);
  return out;
}

Pictures picture_frame(const Scenario& scenario, const CentreSpec& spec) {
  Pictures frame;
  frame.date = date_text(scenario.start);
  frame.start_minute = scenario.start.hour * 60 + scenario.start.minute;
  frame.interval_s = spec.interval.in_seconds();
  frame.length_s = spec.length.in_seconds();
  for (std::size_t i = 0; i < interval_count(spec); ++i)
    frame.from_s.push_back(static_cast<double>(i) * frame.interval_s);
  for (const QueueSpec& queue : spec.queues) {
    PicturedQueue pictured{queue.name, 0, queue.promise.within.in_seconds(), ""};
    if (queue.has_promise) {
      pictured.share = queue.promise.share;
      pictured.promise = fmt::format("{:g}% in {}", std::round(queue.promise.share * 1000) / 10,
                                     duration_text(pictured.within_s));
    }
    frame.queues.push_back(std::move(pictured));
  }
  for (const PlatformSpec& platform : spec.platforms) frame.platforms.push_back(platform.name);
  for (const GroupSpec& group : spec.groups) frame.groups.push_back(group.name);
  return frame;
}

}  // namespace switchover
