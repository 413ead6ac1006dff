#include "analysis/solve_limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/figures.hpp"
#include "analysis/solve_target.hpp"
#include "analysis/theory/erlang.hpp"
#include "analysis/variant.hpp"
#include "analysis/wording.hpp"
#include "sim/contract.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;
constexpr double usual_blocking = 0.01;
constexpr int most_checks = 5;
constexpr double no_limit = 1e6;
constexpr double slow_rate = 10;  // calls per second: below it a tenth of one counts

Metric peak_of(LimitKind kind) {
  switch (kind) {
    case LimitKind::trunks:
      return Metric::trunks_peak;
    case LimitKind::calls_per_second:
      return Metric::calls_per_second_peak;
    case LimitKind::ivr_ports:
      return Metric::ivr_ports_peak;
    case LimitKind::concurrent_calls:
      return Metric::concurrent_calls_peak;
    case LimitKind::queued:
      return Metric::queued_peak;
    case LimitKind::logins:
      return Metric::logins_peak;
  }
  return Metric::trunks_peak;
}

void set_limit(PlatformSpec& platform, LimitKind kind, double value) {
  const auto whole = static_cast<std::uint32_t>(std::lround(value));
  switch (kind) {
    case LimitKind::trunks:
      platform.trunks = whole;
      break;
    case LimitKind::calls_per_second:
      platform.calls_per_second = value;
      break;
    case LimitKind::ivr_ports:
      platform.ivr_ports = whole;
      break;
    case LimitKind::concurrent_calls:
      platform.concurrent_calls = whole;
      break;
    case LimitKind::queued:
      platform.max_queued = whole;
      break;
    case LimitKind::logins:
      platform.logins = whole;
      break;
  }
}

class LimitSolution {
 public:
  LimitSolution(const Scenario& scenario, CaseRunner& runner, const SolveOptions& options)
      : runner_(runner), options_(options), kind_(limit_kind_of(options.what)) {
    if (options_.what != SolveFor::logins && !options_.target.blocked_rate)
      options_.target.blocked_rate = usual_blocking;
    scenario_ = with_target(scenario, options_);
    const auto& platforms = scenario_.centre.platforms;
    for (std::size_t p = 0; p < platforms.size(); ++p) {
      const bool named = platforms[p].name == options_.platform;
      if (named || (options_.platform.empty() && limit_value_of(platforms[p], kind_)))
        platform_ = PlatformId(p);
    }
    demand(!platform_.is_none(), "objection_to() was asked before a limit is solved");
    if (options_.target.blocked_rate) {
      targets_ = {{QueueId::none(), Metric::blocked_rate, *options_.target.blocked_rate, false}};
    } else {
      targets_ = queue_targets(scenario_, options_);
    }
    what_ = limit_name(static_cast<int>(kind_));
    report_.scenario = scenario.name;
    report_.start = scenario.start;
    report_.length = scenario.centre.length;
    report_.of_days = options_.target.share_of_days.has_value();
    report_.higher_is_better = options_.target.share_of_days || targets_.front().higher_is_better;
    report_.file = scenario.file;
    report_.what = options.what;
    report_.subject = what_ + " of " + platforms[platform_.index()].name;
    report_.there = *limit_value_of(platforms[platform_.index()], kind_);
    report_.search_runs = std::min(options.search_runs, runner.most_runs());
    report_.check_runs = std::min(options.check_runs, runner.most_runs());
    report_.seed = scenario.seed;
    std::vector<std::string> words;
    for (const QueueTarget& target : targets_) {
      std::string text = target_words(scenario_, options_.target, target);
      if (!target.queue.is_none()) text += " (" + scenario_.centre.queues[target.queue.index()].name + ")";
      words.push_back(text);
    }
    report_.target = joined(words, " and ");
    if (options_.target.share_of_days)
      report_.target += fmt::format(" on {:.6g}% of days", *options_.target.share_of_days * 100);
  }

  SolveReport run() {
    const Case lifted = case_of(std::nullopt);
    without_ = columns(runner_.days(lifted, 0, report_.search_runs));
    step_ = kind_ == LimitKind::calls_per_second && without_.peak < 2 * slow_rate ? 0.1 : 1;
    most_ = std::ceil(without_.peak) + 1;
    const Judged best = judged(without_, without_);
    if (best.margin < 0) return no_number("without a limit " + figure_text(best.figure) + " found");
    const std::optional<double> held = search();
    if (!held) {
      return no_number(fmt::format("at {:g}, more than are ever needed, still {}{}", most_,
                                   figure_text(worst_.figure),
                                   events_set_it() ? "; events set this limit, too" : ""));
    }
    const double answer = check(*held);
    report_.needed = answer;
    report_.found = true;
    tell_curve(answer);
    tell(answer);
    report_.replications = runner_.cost().replications;
    return report_;
  }

 private:
  struct Columns {
    std::vector<std::vector<Figure>> targets;  // [target][replication]
    double peak = 0;
    double guess = 0;
  };
  struct Judged {
    double margin = 1;
    Estimate figure;
    std::size_t target = 0;
  };

  SolveReport no_number(const std::string& why) {
    report_.needed = report_.there;
    report_.exit_code = 1;
    report_.sentence = fmt::format("No number of {} keeps {}: {}.", what_, report_.target, why);
    report_.replications = runner_.cost().replications;
    return report_;
  }
  bool events_set_it() const {
    return std::any_of(scenario_.centre.events.begin(), scenario_.centre.events.end(),
                       [&](const EventSpec& event) {
                         return event.kind == EventKind::limit && event.limit == kind_ &&
                                (event.platform.is_none() || event.platform == platform_);
                       });
  }

  Case case_of(std::optional<double> limit) const {
    Case one{"solve " + what_,
             scenario_,
             {},
             limit ? fmt::format("{} {:g}", report_.subject, *limit) : "no limit of " + report_.subject};
    CentreSpec& spec = one.scenario.centre;
    if (limit) {
      set_limit(spec.platforms[platform_.index()], kind_, *limit);
    } else {
      spec = without_limit(spec, platform_, kind_);
      set_limit(spec.platforms[platform_.index()], kind_, no_limit);  // a limit's use is counted
    }
    const IntervalSpan day = scenario_.measure
                                 ? span_of(spec, scenario_.measure->first, scenario_.measure->second)
                                 : whole_day(spec);
    for (const QueueTarget& target : targets_) {
      const bool blocked = target.metric == Metric::blocked_rate;
      one.questions.asks.push_back({target.metric,
                                    {target.queue, blocked ? platform_ : PlatformId::none(), GroupId::none()},
                                    day,
                                    Time{}});
    }
    one.questions.asks.push_back(
        {peak_of(kind_), {QueueId::none(), platform_, GroupId::none()}, day, Time{}});
    if (limit) return one;
    for (std::size_t i = day.first; i < day.last; ++i) {  // for the formula's guess
      const Scope here{QueueId::none(), platform_, GroupId::none()};
      for (const Metric metric : {Metric::attempts, Metric::aht, Metric::mean_wait})
        one.questions.asks.push_back({metric, here, {i, i + 1, false}, Time{}});
    }
    return one;
  }

  Columns columns(const std::vector<CaseDay>& days) const {
    Columns result;
    result.targets.resize(targets_.size());
    for (const CaseDay& day : days) {
      demand(day.broken.empty(), "a replication of a search passes its self-checks");
      for (std::size_t t = 0; t < targets_.size(); ++t) result.targets[t].push_back(day.asks[t]);
      result.peak = std::max(result.peak, day.asks[targets_.size()].value().value_or(0));
    }
    const double seconds = scenario_.centre.interval.in_seconds();
    double ivr = 0;
    for (const QueueSpec& queue : scenario_.centre.queues) ivr = std::max(ivr, queue.ivr.mean());
    for (std::size_t i = targets_.size() + 1; !days.empty() && i + 2 < days.front().asks.size(); i += 3) {
      double mean[3] = {0, 0, 0};
      for (int m = 0; m < 3; ++m) {
        Figure sum;
        for (const CaseDay& day : days) {
          const Figure& figure = day.asks[i + static_cast<std::size_t>(m)];
          sum.top += figure.top;
          sum.bottom += figure.bottom;
        }
        mean[m] = sum.value().value_or(0);
      }
      const double rate = mean[0] / seconds;
      const double load = kind_ == LimitKind::ivr_ports ? rate * ivr : rate * (ivr + mean[1] + mean[2]);
      double guess = rate;
      if (kind_ == LimitKind::trunks || kind_ == LimitKind::ivr_ports) {
        const auto trunks =
            load > 0 ? agents_for_erlang_b(load, std::max(1e-6, targets_.front().bound)) : std::nullopt;
        guess = trunks.value_or(0);
      }
      result.guess = std::max(result.guess, guess);
    }
    return result;
  }

  // What is blocked because of the limit: more than without it, over the same callers.
  Judged judged(const Columns& with, const Columns& without) const {
    Judged worst;
    for (std::size_t t = 0; t < targets_.size(); ++t) {
      std::vector<Figure> days = with.targets[t];
      std::optional<double> margin;
      Estimate figure;
      if (targets_[t].metric == Metric::blocked_rate && !options_.target.share_of_days) {
        const double more = pooled(days).value_or(0) - pooled(without.targets[t]).value_or(0);
        margin = margin_of(targets_[t], more);
        figure = estimate_difference(days, without.targets[t], confidence);
        if (figure.range) figure.range->low = std::max(0.0, figure.range->low);
      } else {
        if (targets_[t].metric == Metric::blocked_rate) {
          for (std::size_t r = 0; r < days.size(); ++r) {
            const Figure& base = without.targets[t][r];
            days[r].top -= base.bottom > 0 ? base.top / base.bottom * days[r].bottom : 0;
          }
        }
        margin = target_margin(targets_[t], options_.target.share_of_days, days);
        figure = target_figure(targets_[t], options_.target.share_of_days, days, confidence);
      }
      if (margin && *margin < worst.margin) worst = {*margin, figure, t};
    }
    return worst;
  }

  Judged tried(double limit) {
    ++trials_;
    worst_ = judged(columns(runner_.days(case_of(limit), 0, report_.search_runs)), without_);
    return worst_;
  }

  // In steps of step_: from the formula's guess outwards until the answer is between, then by halves. Nothing
  // where even more than the day's peak does not do: something else sets the limit at times.
  std::optional<double> search() {
    const auto value = [this](std::int64_t n) { return static_cast<double>(n) * step_; };
    const auto most = static_cast<std::int64_t>(std::ceil(most_ / step_));
    const bool rough = without_.guess <= 0 || kind_ == LimitKind::logins;
    auto guess = static_cast<std::int64_t>(std::ceil((rough ? most_ / 2 : without_.guess) / step_));
    guess = std::clamp<std::int64_t>(guess, 1, most);
    report_.notes.push_back(
        rough ? "No formula's guess: searched up from none and down from the day's peak without the limit."
              : fmt::format("{} guesses {:g}.",
                            kind_ == LimitKind::calls_per_second ? "The mean rate"
                                                                 : "Erlang B on the busiest interval",
                            value(guess)));
    std::int64_t fails = 0, holds = most + 1, width = std::max<std::int64_t>(1, guess / 16);
    if (tried(value(guess)).margin >= 0) {
      holds = guess;
      while (holds > 1 && fails == 0) {
        const std::int64_t lower = std::max<std::int64_t>(1, holds - width);
        width *= 2;
        if (tried(value(lower)).margin < 0) {
          fails = lower;
        } else {
          holds = lower;
        }
      }
    } else {
      fails = guess;
      while (fails < most && holds > most) {
        const std::int64_t upper = std::min(most, fails + width);
        width *= 2;
        if (tried(value(upper)).margin >= 0) {
          holds = upper;
        } else {
          fails = upper;
        }
      }
      if (holds > most) return std::nullopt;
    }
    while (holds - fails > 1) {
      const std::int64_t middle = fails + (holds - fails) / 2;
      (tried(value(middle)).margin >= 0 ? holds : fails) = middle;
    }
    return value(holds);
  }

  Judged checked(double limit) {
    return judged(
        columns(runner_.days(case_of(limit), check_first_, check_first_ + report_.check_runs, Luck::fresh)),
        fresh_without_);
  }

  double check(double limit) {
    const std::uint32_t each = report_.check_runs;
    for (int round = 0; round < most_checks; ++round) {
      check_first_ = static_cast<std::uint32_t>(round) * each;
      fresh_without_ =
          columns(runner_.days(case_of(std::nullopt), check_first_, check_first_ + each, Luck::fresh));
      worst_ = checked(limit);
      ++checks_;
      report_.check_passes = worst_.margin >= 0;
      const bool more_numbers = (static_cast<std::uint32_t>(round) + 2) * each <= runner_.most_runs();
      if (report_.check_passes || round + 1 == most_checks || !more_numbers) break;
      limit += step_ * std::max(1.0, std::round(0.01 * limit / step_));
    }
    report_.checked = worst_.figure;
    return limit;
  }

  SolvePoint point_of(double limit, const Judged& judged) const {
    const QueueTarget& target = targets_[judged.target];
    const bool several = targets_.size() > 1 && !target.queue.is_none();
    return {limit, judged.figure, judged.margin >= 0, options_.target.share_of_days.value_or(target.bound),
            several ? scenario_.centre.queues[target.queue.index()].name : std::string()};
  }

  void tell_curve(double answer) {
    const double by = step_ * std::max(1.0, std::round(0.025 * answer / step_));
    for (const double times : {-2.0, -1.0, 0.0, 1.0, 2.0}) {
      const double limit = std::round((answer + times * by) / step_) * step_;
      if (limit < step_ / 2) continue;
      report_.curve.push_back(point_of(limit, times == 0 ? worst_ : checked(limit)));
    }
    const auto same = std::find_if(report_.curve.begin(), report_.curve.end(),
                                   [&](const SolvePoint& point) { return point.amount == report_.there; });
    report_.now = same == report_.curve.end() ? point_of(report_.there, checked(report_.there)) : *same;
  }

  std::string figure_text(const Estimate& figure) const {
    std::string text = fmt::format("{:.3g}%", figure.value.value_or(0) * 100);
    if (!options_.target.blocked_rate || options_.target.share_of_days)
      text = percent_text(figure.value.value_or(0));
    if (figure.range) {
      text += options_.target.blocked_rate && !options_.target.share_of_days
                  ? fmt::format(" [{:.3g}% - {:.3g}%]", figure.range->low * 100, figure.range->high * 100)
                  : fmt::format(" [{}]", range_text(figure.range, Unit::share));
    }
    return text + (options_.target.share_of_days ? " of days" : "");
  }

  void tell(double answer) {
    const QueueTarget& target = targets_.front();
    const bool higher = options_.target.share_of_days || target.higher_is_better;
    const double bound = options_.target.share_of_days.value_or(target.bound);
    if (!report_.check_passes) {
      const bool surely = worst_.figure.range && targets_.size() == 1 &&
                          (higher ? worst_.figure.range->high < bound : worst_.figure.range->low > bound);
      report_.exit_code = surely ? 1 : 3;
    }
    const double more = answer - report_.there;
    const std::string instead = more == 0 ? "as many as there are"
                                          : fmt::format("{}{:g}, instead of {:g}", more < 0 ? "-" : "+",
                                                        std::abs(std::round(more * 10) / 10), report_.there);
    const std::string subject = fmt::format("{:g} {}", answer, report_.subject);
    report_.sentence =
        report_.check_passes
            ? fmt::format("{} ({}) keep {}: found {}, fresh callers.", subject, instead, report_.target,
                          figure_text(worst_.figure))
            : fmt::format("{} ({}) were found to keep {}, but fresh callers {}: {}.", subject, instead,
                          report_.target, report_.exit_code == 1 ? "say no" : "cannot tell",
                          figure_text(worst_.figure));
    if (options_.target.blocked_rate)
      report_.notes.push_back(
          "Blocked: the attempts on the platform that are turned away because of this "
          "limit, beyond those without it, over the same callers.");
    report_.notes.push_back(fmt::format(
        "Searched on {} paired days in {} trials; checked on {} fresh days{}.", report_.search_runs, trials_,
        report_.check_runs,
        checks_ > 1 ? fmt::format(", {} times: the answer was raised after a check that failed, and checked "
                                  "with further fresh callers",
                                  checks_)
                    : std::string()));
    if (events_set_it())
      report_.notes.push_back("Events set this limit, too: the answer is the limit outside of them.");
  }

  CaseRunner& runner_;
  SolveOptions options_;
  LimitKind kind_;
  Scenario scenario_;
  PlatformId platform_ = PlatformId::none();
  std::string what_;
  std::vector<QueueTarget> targets_;
  SolveReport report_;
  Columns without_, fresh_without_;
  double step_ = 1, most_ = 1;
  std::size_t trials_ = 0;
  std::uint32_t check_first_ = 0;
  int checks_ = 0;
  Judged worst_;
};

}  // namespace

LimitKind limit_kind_of(SolveFor what) {
  switch (what) {
    case SolveFor::trunks:
      return LimitKind::trunks;
    case SolveFor::ivr_ports:
      return LimitKind::ivr_ports;
    case SolveFor::calls_per_second:
      return LimitKind::calls_per_second;
    case SolveFor::logins:
      return LimitKind::logins;
    case SolveFor::agents:
      break;
  }
  demand(false, "agents are no limit of a platform");
  return LimitKind::trunks;
}

std::string limit_key_of(SolveFor what) {
  switch (what) {
    case SolveFor::trunks:
      return "trunks = 100";
    case SolveFor::ivr_ports:
      return "ivr_ports = 100";
    case SolveFor::calls_per_second:
      return "max_new_calls = \"10 per second\"";
    case SolveFor::logins:
      return "logins = 100";
    case SolveFor::agents:
      break;
  }
  return "agents = 10";
}

std::optional<double> limit_value_of(const PlatformSpec& platform, LimitKind kind) {
  const auto number = [](const std::optional<std::uint32_t>& n) {
    return n ? std::optional<double>(*n) : std::nullopt;
  };
  switch (kind) {
    case LimitKind::trunks:
      return number(platform.trunks);
    case LimitKind::calls_per_second:
      return platform.calls_per_second;
    case LimitKind::ivr_ports:
      return number(platform.ivr_ports);
    case LimitKind::concurrent_calls:
      return number(platform.concurrent_calls);
    case LimitKind::queued:
      return number(platform.max_queued);
    case LimitKind::logins:
      return number(platform.logins);
  }
  return std::nullopt;
}

SolveReport solve_limit(const Scenario& scenario, CaseRunner& runner, const SolveOptions& options) {
  return LimitSolution(scenario, runner, options).run();
}

}  // namespace switchover
