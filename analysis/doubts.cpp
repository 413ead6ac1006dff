#include "analysis/doubts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/variant.hpp"

namespace switchover {
namespace {

constexpr double default_redial_delay_s[] = {600, 120, 120, 120};  // by rule, where none is said

struct RuleName {
  RedialRule CallerSpec::*rule;
  const char* key;
  const char* label;
};
constexpr RuleName rules[] = {
    {&CallerSpec::after_abandon, "redial_after_abandon", "redial after abandon"},
    {&CallerSpec::after_busy, "redial_after_busy", "redial after a busy tone"},
    {&CallerSpec::after_drop, "redial_after_drop", "redial after a call cut off"},
    {&CallerSpec::after_failure, "redial_after_failure", "redial after a failed call"},
};

bool has_any_limit(const CentreSpec& spec) {
  for (std::size_t p = 0; p < spec.platforms.size(); ++p) {
    for (const LimitKind kind : {LimitKind::trunks, LimitKind::calls_per_second, LimitKind::ivr_ports,
                                 LimitKind::concurrent_calls, LimitKind::queued}) {
      if (has_limit(spec, PlatformId(p), kind)) return true;
    }
  }
  return std::any_of(spec.queues.begin(), spec.queues.end(),
                     [](const QueueSpec& queue) { return queue.max_queued.has_value(); });
}

// Can calls end this way at all?
bool can_happen(const CentreSpec& spec, std::size_t rule) {
  if (rule == 0) return true;
  return rule == 1 ? has_any_limit(spec) : has_faults(spec);
}

// Queues that go by [callers]: not those with a rule of their own.
std::vector<std::size_t> queues_by_callers(const DoubtList& list, const char* key) {
  std::vector<std::size_t> found;
  const std::vector<QueueSpec>& queues = list.scenario().centre.queues;
  for (std::size_t q = 0; q < queues.size(); ++q) {
    if (list.noted(fmt::format("queue.{}.{}", queues[q].name, key)) == nullptr) found.push_back(q);
  }
  return found;
}

void doubt_redial_share(DoubtList& list, std::size_t which, const std::string& key, const std::string& label,
                        const std::vector<std::size_t>& queues) {
  if (queues.empty() || list.is_textbook(key)) return;
  const auto member = rules[which].rule;
  const RedialRule& rule = list.scenario().centre.queues[queues.front()].callers.*member;
  if (rule.probability == 0 && rule.delay.is_zero() && list.noted(key) == nullptr) return;
  const double delay_s = default_redial_delay_s[which];
  list.add({key, label, rule.probability, 0, 0.9, Unit::share, "0 to 90% are reported",
            [queues, member, delay_s](const Scenario& scenario, double value) {
              Scenario changed = scenario;
              for (const std::size_t q : queues) {
                RedialRule& redial = changed.centre.queues[q].callers.*member;
                if (redial.probability == 0 && redial.delay.is_zero())
                  redial.delay = Distribution::exponential(delay_s);
                redial.probability = value;
              }
              return changed;
            }});
}

void doubt_redials(DoubtList& list) {
  const CentreSpec& spec = list.scenario().centre;
  for (std::size_t which = 0; which < std::size(rules); ++which) {
    if (!can_happen(spec, which)) continue;
    const RuleName& rule = rules[which];
    const std::vector<std::size_t> common = queues_by_callers(list, rule.key);
    doubt_redial_share(list, which, std::string("callers.") + rule.key, rule.label, common);
    for (std::size_t q = 0; q < spec.queues.size(); ++q) {
      if (std::find(common.begin(), common.end(), q) != common.end()) continue;
      doubt_redial_share(list, which, fmt::format("queue.{}.{}", spec.queues[q].name, rule.key),
                         fmt::format("{}, {}", rule.label, spec.queues[q].name), {q});
    }
  }
}

// One dial for all delays: whoever is patient after a busy tone is patient after hanging up.
void doubt_redial_delay(DoubtList& list) {
  const CentreSpec& spec = list.scenario().centre;
  for (std::size_t which = 0; which < std::size(rules); ++which) {
    if (!can_happen(spec, which)) continue;
    const auto member = rules[which].rule;
    const auto first = std::find_if(spec.queues.begin(), spec.queues.end(), [&](const QueueSpec& queue) {
      const RedialRule& rule = queue.callers.*member;
      return rule.probability > 0 && !rule.delay.is_zero();
    });
    if (first == spec.queues.end()) continue;
    const double now_s = (first->callers.*member).delay.mean();
    Doubt doubt{std::string("callers.") + rules[which].key + ".delay",
                std::string("delay of ") + rules[which].label,
                now_s,
                0,
                0,
                Unit::seconds,
                "half to twice; the delays of all redials in proportion",
                [now_s](const Scenario& scenario, double value) {
                  Scenario changed = scenario;
                  for (QueueSpec& queue : changed.centre.queues) {
                    for (const RuleName& each : rules) {
                      Distribution& delay = (queue.callers.*each.rule).delay;
                      if (!delay.is_zero()) delay = delay.scaled(value / now_s);
                    }
                  }
                  return changed;
                }};
    list.add_half_to_twice(std::move(doubt));
    return;
  }
}

void doubt_giving_up(DoubtList& list) {
  const std::vector<QueueSpec>& queues = list.scenario().centre.queues;
  const auto redials = [](const QueueSpec& queue) {
    return queue.callers.give_up_after > 0 && queue.callers.after_abandon.probability > 0;
  };
  const auto first = std::find_if(queues.begin(), queues.end(), redials);
  if (first == queues.end()) return;
  const std::uint32_t now = first->callers.give_up_after;
  list.add({"callers.give_up_after", "attempts until callers give up", static_cast<double>(now), 2, 10,
            Unit::count, "judgement", [now](const Scenario& scenario, double value) {
              Scenario changed = scenario;
              for (QueueSpec& queue : changed.centre.queues) {
                if (queue.callers.give_up_after != now) continue;
                queue.callers.give_up_after = static_cast<std::uint32_t>(std::lround(value));
              }
              return changed;
            }});
}

// A factor of its own for every interval needs intervals: of a step of calls per hour, those of the reports.
void cut_intervals(DemandSpec& demand, Duration longest) {
  std::vector<DemandInterval> cut;
  std::vector<double> factors;
  for (std::size_t i = 0; i < demand.intervals.size(); ++i) {
    const DemandInterval& whole = demand.intervals[i];
    for (Duration done; done < whole.length; done = done + longest) {
      const Duration length = std::min(longest, whole.length - done);
      cut.push_back(
          {whole.from + done, length, whole.calls * length.in_seconds() / whole.length.in_seconds()});
      if (!demand.handling_factor.empty()) factors.push_back(demand.handling_factor[i]);
    }
  }
  demand.intervals = std::move(cut);
  demand.handling_factor = std::move(factors);
}

void doubt_busyness(DoubtList& list) {
  const CentreSpec& spec = list.scenario().centre;
  const bool day = spec.day_cv > 0 || list.noted("busyness.day") != nullptr;
  if (day && !list.is_textbook("busyness.day")) {
    list.add({"busyness.day", "busyness of days", spec.day_cv, 0, 0.15, Unit::share, "judgement",
              [](const Scenario& scenario, double value) {
                Scenario changed = scenario;
                changed.centre.day_cv = value;
                return changed;
              }});
  }
  double now = 0;
  for (const DemandSpec& demand : spec.demand) now = std::max(now, demand.interval_cv);
  const bool interval = now > 0 || list.noted("busyness.interval") != nullptr;
  if (!interval || list.is_textbook("busyness.interval")) return;
  list.add({"busyness.interval", "busyness of intervals", now, 0, 0.15, Unit::share, "judgement",
            [](const Scenario& scenario, double value) {
              Scenario changed = scenario;
              for (DemandSpec& demand : changed.centre.demand) {
                if (demand.pattern == ArrivalPattern::replay) continue;
                cut_intervals(demand, changed.centre.interval);
                demand.interval_cv = value;
              }
              return changed;
            }});
}

Scenario with_more_calls(const Scenario& scenario, const std::vector<std::size_t>& demands, double share) {
  Scenario changed = scenario;
  for (const std::size_t d : demands) {
    for (DemandInterval& interval : changed.centre.demand[d].intervals) interval.calls *= 1 + share;
  }
  return changed;
}

// Calls written per hour have keys of their own; what else is forecast errs together.
void doubt_volume(DoubtList& list) {
  const CentreSpec& spec = list.scenario().centre;
  std::vector<std::size_t> forecast;
  const auto add = [&](const std::string& key, const std::string& label, std::vector<std::size_t> demands) {
    list.add({key, label, 0, -0.1, 0.1, Unit::share, "forecasts of a day miss by so much",
              [demands = std::move(demands)](const Scenario& scenario, double value) {
                return with_more_calls(scenario, demands, value);
              }});
  };
  for (std::size_t d = 0; d < spec.demand.size(); ++d) {
    if (spec.demand[d].pattern == ArrivalPattern::replay) continue;
    const std::string& queue = spec.queues.at(spec.demand[d].queue.index()).name;
    const std::string key = fmt::format("queue.{}.calls_per_hour", queue);
    if (list.noted(key) == nullptr) {
      forecast.push_back(d);
    } else {
      add(key, "calls of " + queue, {d});
    }
  }
  if (!forecast.empty()) add("files.forecast", "calls against the forecast", std::move(forecast));
}

bool is_forecast_with_aht(const CentreSpec& spec, std::size_t q) {
  return std::any_of(spec.demand.begin(), spec.demand.end(), [&](const DemandSpec& demand) {
    return demand.queue.index() == q &&
           std::any_of(demand.handling_factor.begin(), demand.handling_factor.end(),
                       [](double factor) { return factor != 1; });
  });
}

void doubt_handling_time(DoubtList& list, std::size_t q) {
  const QueueSpec& queue = list.scenario().centre.queues[q];
  const double aht_s = queue.talk.mean() + queue.hold.mean() + queue.wrap.mean();
  if (!(aht_s > 0) || !std::isfinite(aht_s)) return;
  const auto with_factor = [q](const Scenario& scenario, double factor) {
    Scenario changed = scenario;
    QueueSpec& in = changed.centre.queues[q];
    for (Distribution* part : {&in.talk, &in.hold, &in.wrap}) {
      if (!part->is_zero()) *part = part->scaled(factor);
    }
    return changed;
  };
  const std::string key = fmt::format("queue.{}.talk", queue.name), label = "AHT of " + queue.name;
  const char* from = "averages of a month move by so much";
  if (is_forecast_with_aht(list.scenario().centre, q)) {
    list.add(
        {key, label + " against the forecast", 0, -0.1, 0.1, Unit::share, from,
         [with_factor](const Scenario& scenario, double value) { return with_factor(scenario, 1 + value); }});
  } else {
    list.add({key, label, aht_s, 0.9 * aht_s, 1.1 * aht_s, Unit::seconds, from,
              [with_factor, aht_s](const Scenario& scenario, double value) {
                return with_factor(scenario, value / aht_s);
              }});
  }
}

// Nothing: the law has no spread to vary.
std::optional<Distribution> with_cv(const Distribution& law, double cv) {
  switch (law.law()) {
    case Law::lognormal:
      return Distribution::lognormal(law.mean(), cv);
    case Law::gamma:
    case Law::erlang:
    case Law::exponential:  // a gamma law of cv 1
      return Distribution::gamma(law.mean(), cv);
    case Law::hyperexponential:
      return Distribution::hyperexponential_by_cv(law.mean(), std::max(1.0, cv));
    case Law::zero:
    case Law::never:
    case Law::deterministic:
    case Law::uniform:
    case Law::weibull:
    case Law::empirical:
      return {};
  }
  return {};
}

void doubt_spread(DoubtList& list, std::size_t q) {
  const QueueSpec& queue = list.scenario().centre.queues[q];
  if (!with_cv(queue.talk, 1)) return;
  const std::string by_law = fmt::format("queue.{}.talk.law", queue.name);
  const double low = queue.talk.law() == Law::hyperexponential ? 1 : 0.5;
  list.add({list.noted(by_law) != nullptr ? by_law : fmt::format("queue.{}.talk.cv", queue.name),
            "spread (cv) of talk, " + queue.name, queue.talk.cv(), low, 2, Unit::count, "judgement",
            [q](const Scenario& scenario, double value) {
              Scenario changed = scenario;
              Distribution& talk = changed.centre.queues[q].talk;
              talk = with_cv(talk, value).value_or(talk);
              return changed;
            }});
}

void doubt_patience(DoubtList& list, std::size_t q) {
  const QueueSpec& queue = list.scenario().centre.queues[q];
  if (queue.patience.is_never() || queue.patience.is_zero()) return;
  const std::string key = fmt::format("queue.{}.patience", queue.name);
  Doubt doubt{key,
              "patience of " + queue.name,
              queue.patience.mean(),
              60,
              900,
              Unit::seconds,
              "means of 60 to 900 s are reported",
              [q](const Scenario& scenario, double value) {
                Scenario changed = scenario;
                Distribution& patience = changed.centre.queues[q].patience;
                patience = with_mean(patience, value);
                return changed;
              }};
  if (list.is_default(key)) {
    list.add(std::move(doubt));
  } else {
    doubt.range_from = half_to_twice;
    list.add_half_to_twice(std::move(doubt));
  }
}

// Does a must count (or leave out) short abandons of this queue?
bool counts_short_abandons(const Scenario& scenario, std::size_t q) {
  const bool own = scenario.centre.queues[q].counts == ServiceLevelDefinition::exclude_short_abandons;
  return std::any_of(scenario.must.begin(), scenario.must.end(), [&](const Expectation& e) {
    if (!e.queue.is_none() && e.queue.index() != q) return false;
    if (e.metric == Metric::service_level_2 || e.metric == Metric::abandon_rate) return true;
    return own && (e.metric == Metric::service_level || e.metric == Metric::time_to_restore_service_level);
  });
}

void doubt_short_abandon(DoubtList& list, std::size_t q) {
  const QueueSpec& queue = list.scenario().centre.queues[q];
  const std::string key = fmt::format("queue.{}.short_abandon", queue.name);
  if (!counts_short_abandons(list.scenario(), q) || queue.patience.is_never() || list.is_textbook(key))
    return;
  list.add({key, "short-abandon threshold of " + queue.name, queue.short_abandon.in_seconds(), 0, 10,
            Unit::seconds, "thresholds of 0 to 10 s are common", [q](const Scenario& scenario, double value) {
              Scenario changed = scenario;
              changed.centre.queues[q].short_abandon = Duration::seconds(value);
              return changed;
            }});
}

void doubt_containment(DoubtList& list, std::size_t q) {
  const QueueSpec& queue = list.scenario().centre.queues[q];
  if (queue.contained <= 0) return;
  list.add({fmt::format("queue.{}.contained", queue.name), "IVR containment of " + queue.name,
            queue.contained, 0.2, 0.8, Unit::share, "20 to 80% are claimed",
            [q](const Scenario& scenario, double value) {
              Scenario changed = scenario;
              changed.centre.queues[q].contained = value;
              return changed;
            }});
}

}  // namespace

const Assumption* DoubtList::noted(std::string_view key) const {
  const std::vector<Assumption>& lines = scenario_.assumptions;
  const auto found =
      std::find_if(lines.begin(), lines.end(), [&](const Assumption& line) { return line.key == key; });
  return found == lines.end() ? nullptr : &*found;
}

bool DoubtList::is_default(std::string_view key) const {
  const Assumption* line = noted(key);
  return line != nullptr &&
         (line->origin == Assumption::Origin::default_ || line->origin == Assumption::Origin::preset);
}

bool DoubtList::is_textbook(std::string_view key) const {
  return is_default(key) && noted(key)->reason.starts_with("textbook");
}

void DoubtList::add(Doubt doubt) {
  doubt.low = std::min(doubt.low, doubt.now);
  doubt.high = std::max(doubt.high, doubt.now);
  if (doubt.low < doubt.high) doubts_.push_back(std::move(doubt));
}

void DoubtList::add_half_to_twice(Doubt doubt) {
  doubt.low = doubt.now / 2;
  doubt.high = doubt.now * 2;
  add(std::move(doubt));
}

Distribution with_mean(const Distribution& law, double mean_s) {
  if (mean_s <= 0) return {};
  return law.is_zero() || law.is_never() ? Distribution::deterministic(mean_s)
                                         : law.scaled(mean_s / law.mean());
}

void doubt_callers(DoubtList& list) {
  doubt_redials(list);
  doubt_redial_delay(list);
  doubt_giving_up(list);
  doubt_busyness(list);
  doubt_volume(list);
  const CentreSpec& spec = list.scenario().centre;
  for (std::size_t q = 0; q < spec.queues.size(); ++q) {
    const bool called = std::any_of(spec.demand.begin(), spec.demand.end(),
                                    [&](const DemandSpec& demand) { return demand.queue.index() == q; });
    if (!called) continue;
    doubt_patience(list, q);
    doubt_handling_time(list, q);
    doubt_spread(list, q);
    doubt_short_abandon(list, q);
    doubt_containment(list, q);
  }
}

std::vector<Doubt> doubts_of(const Scenario& scenario) {
  DoubtList list(scenario);
  doubt_callers(list);
  doubt_staff(list);
  doubt_estate(list);
  return list.take();
}

}  // namespace switchover
