#include "analysis/solve_target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/solve_limits.hpp"
#include "analysis/wording.hpp"
#include "scenarios/phrases.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

const Place at_target{"--target", 0, 0}, at_queue{"--queue", 0, 0}, at_platform{"--platform", 0, 0};

Problem not_understood(const std::string& text) {
  return {at_target, fmt::format("\"{}\" is not understood", text),
          "write it as 80% in 20s, 80% in 20s on 80% of days, 2% abandoned or 1% blocked"};
}

bool says_nothing(const SolveTarget& target) {
  return !target.promise && !target.abandon_rate && !target.blocked_rate;
}

std::optional<Problem> objection_to_queues(const Scenario& scenario, const SolveOptions& options) {
  std::vector<std::string> known;
  for (const QueueSpec& queue : scenario.centre.queues) known.push_back(queue.name);
  for (const std::string& name : options.queues) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      const std::string near = nearest_name(name, known);
      return Problem{at_queue, fmt::format("queue \"{}\" is not defined", name),
                     near.empty() ? "defined: " + joined(known) : fmt::format("did you mean \"{}\"?", near)};
    }
    const auto& queue = scenario.centre.queues[static_cast<std::size_t>(found - known.begin())];
    if (says_nothing(options.target) && !queue.has_promise) {
      return Problem{at_queue, fmt::format("queue \"{}\" promises nothing", name),
                     "say what it is to keep, such as --target \"80% in 20s\""};
    }
  }
  return std::nullopt;
}

std::optional<Problem> objection_to_agents(const Scenario& scenario, const SolveOptions& options) {
  const CentreSpec& spec = scenario.centre;
  if (options.target.blocked_rate) {
    return Problem{at_target, "calls are blocked by limits, not by agents",
                   "solve trunks, ivr_ports or calls_per_second for it"};
  }
  if (!options.platform.empty()) {
    return Problem{at_platform, "agents are solved for queues", "name those with --queue"};
  }
  const std::vector<QueueTarget> targets = queue_targets(scenario, options);
  if (targets.empty()) {
    return Problem{Place{scenario.file, 0, 0}, "no queue promises anything",
                   "say what is to be kept, such as --target \"80% in 20s\""};
  }
  for (const QueueTarget& target : targets) {
    const QueueSpec& queue = spec.queues[target.queue.index()];
    const bool served = std::any_of(spec.groups.begin(), spec.groups.end(), [&](const GroupSpec& group) {
      return std::any_of(group.skills.begin(), group.skills.end(),
                         [&](const SkillSpec& s) { return s.queue == target.queue; });
    });
    if (!served) {
      return Problem{Place{scenario.file, 0, 0}, fmt::format("no group serves queue \"{}\"", queue.name),
                     "give a group that skill, or leave the queue out with --queue"};
    }
    if (options.target.abandon_rate && !std::isfinite(queue.patience.mean())) {
      return Problem{at_target, fmt::format("callers of queue \"{}\" never hang up", queue.name),
                     "any number of agents keeps it: write a patience, or a target such as 80% in 20s"};
    }
  }
  return std::nullopt;
}

std::optional<Problem> objection_to_limit(const Scenario& scenario, const SolveOptions& options) {
  const CentreSpec& spec = scenario.centre;
  const bool logins = options.what == SolveFor::logins;
  const LimitKind kind = limit_kind_of(options.what);
  const std::string what = limit_name(static_cast<int>(kind)), key = limit_key_of(options.what);
  if (!logins && !says_nothing(options.target) && !options.target.blocked_rate) {
    return Problem{at_target, fmt::format("{} are solved for calls that are blocked", what),
                   "write it as 1% blocked"};
  }
  if (logins && options.target.blocked_rate) {
    return Problem{at_target, "logins do not block calls", "write it as 80% in 20s or 2% abandoned"};
  }
  if (logins && queue_targets(scenario, options).empty()) {
    return Problem{Place{scenario.file, 0, 0}, "no queue promises anything",
                   "say what is to be kept, such as --target \"80% in 20s\""};
  }
  if (!logins && !options.queues.empty()) {
    return Problem{at_queue, fmt::format("{} are solved for all calls of a platform", what), "leave it out"};
  }
  std::vector<std::string> known, limited;
  for (std::size_t p = 0; p < spec.platforms.size(); ++p) {
    known.push_back(spec.platforms[p].name);
    if (limit_value_of(spec.platforms[p], kind)) limited.push_back(spec.platforms[p].name);
  }
  const auto has = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  const std::string& asked = options.platform;
  if (!asked.empty() && !has(known, asked)) {
    const std::string near = nearest_name(asked, known);
    return Problem{at_platform, fmt::format("platform \"{}\" is not defined", asked),
                   near.empty() ? "defined: " + joined(known) : fmt::format("did you mean \"{}\"?", near)};
  }
  if (!asked.empty() && !has(limited, asked)) {
    return Problem{Place{scenario.file, 0, 0}, fmt::format("platform \"{}\" has no limit of {}", asked, what),
                   fmt::format("write a first figure, such as {} under [platform.{}]", key, asked)};
  }
  if (limited.empty()) {
    return Problem{Place{scenario.file, 0, 0}, fmt::format("no platform has a limit of {}", what),
                   fmt::format("write a first figure, such as {} under [platform.{}]", key, known.front())};
  }
  if (asked.empty() && limited.size() > 1) {
    return Problem{at_platform, fmt::format("{} have a limit of {}", joined(limited, " and "), what),
                   fmt::format("say which: --platform {}", limited.front())};
  }
  return std::nullopt;
}

}  // namespace

Expected<SolveTarget> parse_target(const std::string& text) {
  SolveTarget target;
  target.text = trimmed(text);
  std::string rest = lower_case(target.text);
  const std::string end = "of days";
  if (rest.size() > end.size() && rest.ends_with(end)) {
    const std::size_t on = rest.rfind("on ");
    if (on == std::string::npos || (on > 0 && rest[on - 1] != ' ')) return not_understood(text);
    const auto share = share_phrase(trimmed(rest.substr(on + 3, rest.size() - end.size() - on - 3)));
    if (!share || *share <= 0 || *share > 1) return not_understood(text);
    target.share_of_days = *share;
    rest = trimmed(rest.substr(0, on));
    if (rest.empty()) return target;
  }
  if (rest.empty()) return target;
  for (const auto& [word, rate] :
       {std::pair{"abandoned", &target.abandon_rate}, std::pair{"blocked", &target.blocked_rate}}) {
    if (!rest.ends_with(word)) continue;
    const auto share = share_phrase(trimmed(rest.substr(0, rest.size() - std::string(word).size())));
    if (!share || *share < 0 || *share >= 1) return not_understood(text);
    *rate = *share;
    return target;
  }
  target.promise = promise_phrase(rest);
  if (!target.promise || target.promise->share <= 0 || target.promise->share >= 1)
    return not_understood(text);
  return target;
}

std::optional<Problem> objection_to(const Scenario& scenario, const SolveOptions& options) {
  if (auto problem = objection_to_queues(scenario, options)) return problem;
  return options.what == SolveFor::agents ? objection_to_agents(scenario, options)
                                          : objection_to_limit(scenario, options);
}

std::vector<QueueTarget> queue_targets(const Scenario& scenario, const SolveOptions& options) {
  std::vector<QueueTarget> targets;
  const SolveTarget& target = options.target;
  for (std::size_t q = 0; q < scenario.centre.queues.size(); ++q) {
    const QueueSpec& queue = scenario.centre.queues[q];
    const bool asked =
        std::find(options.queues.begin(), options.queues.end(), queue.name) != options.queues.end();
    if (!options.queues.empty() && !asked) continue;
    if (target.abandon_rate) {
      if (!asked && !std::isfinite(queue.patience.mean())) continue;
      targets.push_back({QueueId(q), Metric::abandon_rate, *target.abandon_rate, false});
    } else if (target.promise) {
      targets.push_back({QueueId(q), Metric::service_level, target.promise->share, true});
    } else if (queue.has_promise) {
      targets.push_back({QueueId(q), Metric::service_level, queue.promise.share, true});
    }
  }
  return targets;
}

Scenario with_target(const Scenario& scenario, const SolveOptions& options) {
  Scenario changed = scenario;
  if (!options.target.promise) return changed;
  for (const QueueTarget& target : queue_targets(scenario, options)) {
    QueueSpec& queue = changed.centre.queues[target.queue.index()];
    queue.has_promise = true;
    queue.promise = *options.target.promise;
  }
  return changed;
}

double margin_of(const QueueTarget& target, double value) {
  return target.higher_is_better ? value - target.bound : target.bound - value;
}

std::optional<double> pooled(const std::vector<Figure>& figures) {
  Figure sum;
  for (const Figure& figure : figures) {
    sum.top += figure.top;
    sum.bottom += figure.bottom;
  }
  return sum.value();
}

Estimate target_figure(const QueueTarget& target, const std::optional<double>& share_of_days,
                       const std::vector<Figure>& days, double confidence) {
  if (!share_of_days) {
    Estimate mean = estimate_mean(days, confidence);
    if (mean.range) {
      mean.range->low = std::clamp(mean.range->low, 0.0, 1.0);
      mean.range->high = std::clamp(mean.range->high, 0.0, 1.0);
    }
    return mean;
  }
  std::size_t met = 0, counted = 0;
  for (const Figure& day : days) {
    const auto value = day.value();
    if (!value) continue;
    ++counted;
    met += margin_of(target, *value) >= 0 ? 1U : 0U;
  }
  return counted == 0 ? Estimate{} : estimate_probability(met, counted, confidence);
}

std::optional<double> target_margin(const QueueTarget& target, const std::optional<double>& share_of_days,
                                    const std::vector<Figure>& days) {
  if (!share_of_days) {
    const auto value = pooled(days);
    return value ? std::optional<double>(margin_of(target, *value)) : std::nullopt;
  }
  const Estimate share = target_figure(target, share_of_days, days);
  return share.value ? std::optional<double>(*share.value - *share_of_days) : std::nullopt;
}

std::string target_words(const Scenario& scenario, const SolveTarget& target, const QueueTarget& of) {
  const auto percent = [](double share) { return fmt::format("{:.6g}%", share * 100); };
  if (target.abandon_rate) return fmt::format("at most {} abandoned", percent(*target.abandon_rate));
  if (target.blocked_rate) return fmt::format("at most {} blocked", percent(*target.blocked_rate));
  const ServicePromise& promise =
      target.promise ? *target.promise : scenario.centre.queues[of.queue.index()].promise;
  return fmt::format("{} in {}", percent(promise.share), duration_text(promise.within.in_seconds()));
}

}  // namespace switchover
