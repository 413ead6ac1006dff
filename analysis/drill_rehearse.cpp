#include "analysis/drill_rehearse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "analysis/figures.hpp"
#include "analysis/staging.hpp"
#include "analysis/variant.hpp"
#include "analysis/wording.hpp"
#include "models/centre/plan.hpp"
#include "scenarios/moments.hpp"
#include "scenarios/phrases.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95, low_end = 0.05, high_end = 0.95;
constexpr double nearly_full = 0.9;  // a limit that was tested

// The smallest value with at least `share` of the values at or below it; values must not be empty.
double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  const double rank = std::ceil(share * n) - 1;
  return values[static_cast<std::size_t>(std::clamp(rank, 0.0, n - 1))];
}

// Moments in seconds after the start of the test; infinite: it did not come.
Checkpoint time_checkpoint(std::string what, const std::vector<double>& seconds) {
  Checkpoint point;
  point.what = std::move(what);
  point.of = seconds.size();
  std::vector<double> came;
  for (const double s : seconds) {
    if (!std::isinf(s)) came.push_back(s);
  }
  point.never = seconds.size() - came.size();
  if (came.empty()) return point;
  point.band = Range{quantile(came, low_end), quantile(came, high_end)};
  point.stop = *std::max_element(came.begin(), came.end());
  return point;
}

Checkpoint count_checkpoint(std::string what, double at_s, const std::vector<double>& counts) {
  Checkpoint point;
  point.what = std::move(what);
  point.of = counts.size();
  point.at_s = at_s;
  point.band = Range{quantile(counts, low_end), quantile(counts, high_end)};
  point.stop = *std::min_element(counts.begin(), counts.end());
  return point;
}

struct TestDay {
  CostDay cost;
  std::optional<bool> kept;        // every queue's promise, over the fault; none: nothing to say
  std::vector<std::int64_t> peak;  // [platform x limit] over the fault
};

std::vector<TestDay> test_days(const CentreSpec& staged, const DrillFault& fault, const TestQuestion& asked,
                               const Workshop& workshop, const std::string& phase, RunCost& cost) {
  const double lasts = std::max(fault.lasts.mean(), staged.interval.in_seconds());
  const Time to = fault.at + Duration::seconds(std::min(lasts, staged.length.in_seconds()));
  const IntervalSpan span = span_of(staged, fault.at, to);
  const auto keep = [&](const Tally& tally) {
    TestDay day;
    const Totals sums = totals(staged, tally, {}, whole_day(staged));
    day.cost.never_served = figure_of(Metric::never_served, sums).value().value_or(0);
    day.cost.restore_s = restore_time(staged, tally, {}, fault.at);
    for (std::size_t q = 0; q < staged.queues.size(); ++q) {
      if (const auto kept = promise_kept(staged, tally, QueueId(q), PlatformId::none(), span))
        day.kept = day.kept.value_or(true) && *kept;
    }
    for (std::size_t p = 0; p < tally.platforms; ++p) {
      for (std::size_t k = 0; k < limit_kinds; ++k) {
        std::int64_t peak = 0;
        for (std::size_t i = span.first; i < span.last; ++i)
          peak = std::max(peak, tally.limit(i, p, static_cast<LimitKind>(k)).peak);
        day.peak.push_back(peak);
      }
    }
    return day;
  };
  return reduce_replications<TestDay>(make_plan(staged), 0, asked.runs, workshop, phase, keep, cost);
}

std::vector<double> restores_of(const std::vector<TestDay>& days) {
  std::vector<double> seconds;
  for (const TestDay& day : days) {
    if (day.cost.restore_s) seconds.push_back(*day.cost.restore_s);
  }
  return seconds;
}

std::optional<Estimate> share_kept(const std::vector<TestDay>& days) {
  std::size_t hits = 0, n = 0;
  for (const TestDay& day : days) {
    if (!day.kept) continue;
    ++n;
    hits += *day.kept ? 1U : 0U;
  }
  if (n == 0) return std::nullopt;
  return estimate_probability(hits, n, confidence);
}

// Of the rules that watch the component or what goes down with it.
std::vector<int> rules_of(const EstateSpec& estate, const Reach& reach, ComponentId component) {
  std::vector<int> rules;
  for (std::size_t i = 0; i < estate.failovers.size(); ++i) {
    const ComponentId watched = estate.failovers[i].watches;
    const auto& along = reach.goes_along;
    if (watched == component || std::find(along.begin(), along.end(), watched) != along.end())
      rules.push_back(static_cast<int>(i));
  }
  return rules;
}

// First event of the kind, of one of the rules, at or after the test began; infinite when there is none.
double first_of(const Story& story, StoryKind kind, const std::vector<int>& rules, Time at) {
  for (const StoryEvent& event : story.events) {
    const bool ours = std::find(rules.begin(), rules.end(), event.rule) != rules.end();
    if (event.kind == kind && ours && event.at >= at) return (event.at - at).in_seconds();
  }
  return std::numeric_limits<double>::infinity();
}

// Agents of `from` signed in on `to`, as one timeline moves them.
class MovedAgents {
 public:
  MovedAgents(const PlatformTimeline& timeline, PlatformId from, PlatformId to,
              const std::vector<StaffStepAt>& staff, Time begins)
      : staff_(&staff) {
    for (const PlatformChange& change : timeline.changes) {
      const bool ours = change.kind == ChangeKind::agents_at && change.platform == from &&
                        change.rule.to == to && change.group.is_none();
      if (ours && change.at >= begins) steps_.emplace_back(change.at, change.value);
    }
  }
  double most() const {
    double share = 0;
    for (const auto& [at, value] : steps_) share = std::max(share, value);
    return share;
  }
  Time reaches(double share) const {
    for (const auto& [at, value] : steps_) {
      if (value >= share) return at;
    }
    return Time::never();
  }
  double at(Time t) const {
    double share = 0, agents = 0;
    for (const auto& [when, value] : steps_) {
      if (when <= t) share = value;
    }
    for (const StaffStepAt& step : *staff_) {
      if (step.at <= t) agents = step.agents;
    }
    return std::round(share * agents);
  }

 private:
  std::vector<std::pair<Time, double>> steps_;
  const std::vector<StaffStepAt>* staff_;
};

void agents_checkpoints(const CentreSpec& staged, const TestQuestion& asked, const FailoverSpec& rule,
                        TestPlan& plan) {
  if (!staged.staged || staged.staged->of.empty()) return;
  const auto staff = staff_by_platform(asked.calm);
  std::vector<MovedAgents> days;
  for (std::uint32_t r = 0; r < asked.runs; ++r)
    days.emplace_back(staged.staged->at(r), rule.from, rule.to, staff.at(rule.from.index()), asked.test.at);
  const std::string where = asked.calm.platforms.at(rule.to.index()).name;
  for (const double part : {0.5, 0.95}) {
    std::vector<double> reached;
    for (const MovedAgents& day : days) {
      if (day.most() > 0) reached.push_back((day.reaches(part * day.most()) - asked.test.at).in_seconds());
    }
    if (reached.empty()) return;
    const double at_s =
        std::ceil(quantile(reached, high_end) / 60) * 60;  // whole minutes, for people with a watch
    std::vector<double> counts;
    counts.reserve(days.size());
    for (const MovedAgents& day : days) counts.push_back(day.at(asked.test.at + Duration::seconds(at_s)));
    plan.checkpoints.push_back(count_checkpoint("agents signed in on " + where, at_s, counts));
  }
}

void limits_beside(const TestQuestion& asked, const std::vector<TestDay>& test,
                   const std::vector<TestDay>& busiest, TestPlan& plan) {
  const auto peaks = [](const std::vector<TestDay>& days, std::size_t which) {
    std::vector<double> values;
    values.reserve(days.size());
    for (const TestDay& day : days) values.push_back(static_cast<double>(day.peak.at(which)));
    return quantile(values, high_end);
  };
  for (std::size_t p = 0; p < asked.calm.platforms.size(); ++p) {
    for (std::size_t k = 0; k < limit_kinds; ++k) {
      const auto kind = static_cast<LimitKind>(k);
      const double value = written_limit(asked.calm.platforms[p], kind);
      if (std::isinf(value)) continue;
      const std::size_t which = p * limit_kinds + k;
      const LimitReached reached{
          fmt::format("{} of {}", limit_name(static_cast<int>(k)), asked.calm.platforms[p].name), value,
          peaks(test, which), peaks(busiest, which)};
      if (reached.busiest >= nearly_full * value && reached.in_test < nearly_full * value)
        plan.limits.push_back(reached);
    }
  }
}

double dialled_at(const TestQuestion& asked, Time t) {
  const auto interval = static_cast<std::size_t>((t - Time{}) / asked.calm.interval);
  return interval < asked.dialled.size() ? asked.dialled[interval] : 0;
}

}  // namespace

TestPlan plan_test(const TestQuestion& asked, const Stagehands& hands, const Workshop& workshop,
                   RunCost& cost) {
  const ComponentId component = asked.test.component;
  const Reach reach = reach_of(asked.calm, asked.estate, component, asked.test.mode, asked.test.at);
  const std::vector<int> rules = rules_of(asked.estate, reach, component);
  demand(!rules.empty(), "a test needs a failover to test");
  TestPlan plan;
  plan.component = asked.estate.components.at(component.index()).name;
  plan.moment = clock_text(asked.scenario.start, asked.calm.length, asked.test.at);
  const double busiest_calls = dialled_at(asked, asked.at_busiest.at);
  plan.calls_share = busiest_calls > 0 ? dialled_at(asked, asked.test.at) / busiest_calls : 0;

  const auto days = [&](const Drilled& drilled, const DrillFault& fault, const std::string& phase) {
    return test_days(hands.staged(drilled.centre, drilled.estate), fault, asked, workshop, phase, cost);
  };
  const Drilled tested = with_fault(asked.calm, asked.estate, asked.test);
  EstateSpec nobody = asked.estate;
  for (std::size_t i = rules.size(); i-- > 0;) nobody.failovers.erase(nobody.failovers.begin() + rules[i]);
  const auto with = days(tested, asked.test, "the test");
  const auto without = days(with_fault(asked.calm, nobody, asked.test), asked.test, "the test, nobody acts");
  const auto busiest = days(with_fault(asked.calm, asked.estate, asked.at_busiest), asked.at_busiest,
                            "the same at the busiest moment");
  const auto twins = days({asked.calm, asked.estate}, asked.test, "the test's days without it");

  const CentreSpec staged = hands.staged(tested.centre, tested.estate);
  if (hands.stories) {
    const std::vector<Story> stories = hands.stories(tested.centre, tested.estate);
    std::vector<double> detected, decided;
    for (const Story& story : stories) {
      detected.push_back(first_of(story, StoryKind::detected, rules, asked.test.at));
      decided.push_back(first_of(story, StoryKind::decided, rules, asked.test.at));
    }
    if (!stories.empty()) {
      plan.checkpoints.push_back(time_checkpoint("the loss is detected", detected));
      plan.checkpoints.push_back(time_checkpoint("the failover is decided", decided));
    }
  }
  plan.checkpoints.push_back(
      time_checkpoint("new calls are accepted again", calls_again(staged, asked.test.at, asked.runs)));
  agents_checkpoints(staged, asked, asked.estate.failovers[static_cast<std::size_t>(rules.front())], plan);
  const std::vector<double> restores = restores_of(with);
  if (!restores.empty()) plan.checkpoints.push_back(time_checkpoint("service keeps its promise", restores));
  plan.fine_anyway = share_kept(without);
  plan.fine_acting = share_kept(with);
  limits_beside(asked, with, busiest, plan);
  std::vector<double> risk;
  for (std::size_t r = 0; r < with.size(); ++r)
    risk.push_back(with[r].cost.never_served - twins[r].cost.never_served);
  plan.people_at_risk = estimate_mean(risk, confidence).value.value_or(0);
  return plan;
}

Expected<Time> test_moment(const Scenario& scenario, const std::string& phrase) {
  const Calendar calendar{scenario.start, scenario.centre.length, scenario.timezone};
  Problem problem{{scenario.file, 0, 0}, "", ""};
  const auto clock = clock_phrase(phrase);
  if (!clock) {
    problem.what = fmt::format("--rehearse \"{}\" is not a moment", phrase);
    problem.hint = "write it as \"Sun 06:00\", \"06:00\" or \"2026-03-08 06:00\"";
    return problem;
  }
  const Moment moment = resolve(*clock, calendar, Time{}, true);
  if (moment.at && *moment.at < Time::after_start(scenario.centre.length)) return *moment.at;
  problem.what =
      fmt::format("--rehearse \"{}\" {}", phrase, moment.at ? "is the end of the scenario" : moment.trouble);
  problem.hint = moment.at ? calendar_text(calendar) : moment.hint;
  return problem;
}

}  // namespace switchover
