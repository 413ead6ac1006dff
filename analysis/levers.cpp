#include "analysis/levers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/lever_activities.hpp"
#include "analysis/staging.hpp"
#include "analysis/wording.hpp"
#include "scenarios/lever_reader.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

const LeverSpec& lever_of(const Scenario& scenario, std::size_t lever) { return scenario.levers.at(lever); }
const FailoverSpec& rule_of(const Scenario& scenario, const LeverSpec& lever) {
  return scenario.estate.failovers.at(static_cast<std::size_t>(lever.failover));
}
Time end_of(const Scenario& scenario, const LeverSpec& lever) {
  return std::min(lever.to, Time::after_start(scenario.centre.length));
}

// Overtime is planned: it is there in the twin, too, and no cause of what happens. Appended last, so that it
// adds to what the other events leave.
void add_agents(Scenario& scenario, const LeverSpec& lever, double amount) {
  if (amount <= 0) return;
  GroupSpec& group = scenario.centre.groups.at(lever.group.index());
  if (group.counted.empty() && !group.agents.empty()) {  // they work where the named agents do
    group.assignment = group.agents.front().assignment;
    group.platform = group.agents.front().platform;
  }
  EventSpec more;
  more.name = lever.name;
  more.kind = EventKind::more_agents;
  more.from = lever.from;
  more.to = lever.to;
  more.in_twin = true;
  more.groups = {lever.group};
  more.count = amount;
  scenario.centre.events.push_back(std::move(more));
}

// A limit that an event or the timeline sets stays what it sets.
template <class Number>
void raise(std::optional<Number>& limit, double amount) {
  demand(limit.has_value(), "a lever on a limit needs the limit");
  *limit += static_cast<Number>(amount);
}

void raise_limit(PlatformSpec& platform, LeverKind kind, double amount) {
  switch (kind) {
    case LeverKind::logins:
      return raise(platform.logins, amount);
    case LeverKind::trunks:
      return raise(platform.trunks, amount);
    case LeverKind::ivr_ports:
      return raise(platform.ivr_ports, amount);
    case LeverKind::concurrent_calls:
      return raise(platform.concurrent_calls, amount);
    default:
      return raise(platform.calls_per_second, amount);
  }
}

void log_in(Scenario& scenario, FailoverSpec& rule, double share) {
  rule.agents.dual_enabled = share;
  std::vector<AgentMove>& moves = scenario.centre.moves;
  const bool known = std::any_of(moves.begin(), moves.end(), [&](const AgentMove& move) {
    return move.from == rule.from && move.to == rule.to;
  });
  if (!known && share > 0) moves.push_back({rule.from, rule.to, rule.agents.aht_factor});
}

void fail_back(FailoverSpec& rule, double after_s) {
  rule.failback.when = FailbackSpec::When::after_repair;
  rule.failback.after = Distribution::deterministic(after_s);
}

// Agents of the rule's platform who have a login on the other only because of the lever.
double more_logins(const Scenario& scenario, const LeverSpec& lever, double share) {
  const FailoverSpec& rule = rule_of(scenario, lever);
  double peak = 0;
  const auto staff = staff_by_platform(scenario.centre);  // lives as long as the loop
  for (const StaffStepAt& step : staff.at(rule.from.index())) {
    peak = std::max(peak, step.agents);
  }
  return std::ceil(peak * std::max(0.0, share - rule.agents.dual_enabled) - 1e-9);
}

double units_of(const Scenario& scenario, const LeverSpec& lever, double amount) {
  return lever.kind == LeverKind::dual_enabled ? more_logins(scenario, lever, amount) : amount;
}

double agent_hours(const Scenario& scenario, const LeverSpec& lever, double amount) {
  if (lever.kind == LeverKind::cancel_off_phone) {
    return cancelled_hours(scenario.centre, lever, amount);
  }
  return amount * std::max(0.0, (end_of(scenario, lever) - lever.from).in_seconds()) / 3600;
}

// ---- words -----------------------------------------------------------------------------------------------

std::string number(double n) { return fmt::format("{:.10g}", n); }

std::string window_text(const Scenario& scenario, const LeverSpec& lever) {
  const Duration length = scenario.centre.length;
  const Time end = end_of(scenario, lever);
  if (lever.from == Time{} && end == Time::after_start(length)) return "all day";
  return clock_text(scenario.start, length, lever.from) + "-" + clock_text(scenario.start, length, end);
}

std::string whose(const Scenario& scenario, const LeverSpec& lever) {
  return lever.group.is_none() ? "everybody" : scenario.centre.groups.at(lever.group.index()).name;
}

double limit_now(const PlatformSpec& platform, LeverKind kind) {
  switch (kind) {
    case LeverKind::logins:
      return platform.logins.value_or(0);
    case LeverKind::trunks:
      return platform.trunks.value_or(0);
    case LeverKind::ivr_ports:
      return platform.ivr_ports.value_or(0);
    case LeverKind::concurrent_calls:
      return platform.concurrent_calls.value_or(0);
    default:
      return platform.calls_per_second.value_or(0);
  }
}

const char* limit_words(LeverKind kind) {
  switch (kind) {
    case LeverKind::logins:
      return "logins";
    case LeverKind::trunks:
      return "trunks";
    case LeverKind::ivr_ports:
      return "IVR ports";
    case LeverKind::concurrent_calls:
      return "concurrent calls";
    default:
      return "new calls per second";
  }
}

std::string limit_text(const Scenario& scenario, const LeverSpec& lever, double amount) {
  const PlatformSpec& platform = scenario.centre.platforms.at(lever.platform.index());
  const double now = limit_now(platform, lever.kind);
  return fmt::format("+{} {} on {} ({} -> {})", number(amount), limit_words(lever.kind), platform.name,
                     number(now), number(now + amount));
}

std::string failover_text(const Scenario& scenario, const LeverSpec& lever, double amount) {
  const FailoverSpec& rule = rule_of(scenario, lever);
  const std::string& to = scenario.centre.platforms.at(rule.to.index()).name;
  if (lever.kind == LeverKind::dual_enabled) {
    return fmt::format("{:.4g}% of agents with a login on {}, was {:.4g}%", amount * 100, to,
                       rule.agents.dual_enabled * 100);
  }
  if (lever.kind == LeverKind::decision) {
    return fmt::format("{}: decision {}, was {}", rule.name,
                       amount <= 0 ? "at once" : "in " + duration_text(amount),
                       duration_text(rule.decide.mean()));
  }
  using When = FailbackSpec::When;
  const FailbackSpec& failback = rule.failback;
  const std::string was = failback.when == When::never ? "never"
                          : failback.when == When::at
                              ? clock_text(scenario.start, scenario.centre.length, failback.at)
                              : duration_text(failback.after.mean()) + " after";
  return fmt::format("{}: failback {} after repair, was {}", rule.name, duration_text(amount), was);
}

bool is_stronger(const LeverKindInfo& info, double amount, double now) {
  return info.more_is_better ? amount > now + 1e-9 : amount < now - 1e-9;
}

// What the scenario has already, on the scale of the lever's amounts.
double amount_now(const Scenario& scenario, const LeverSpec& lever) {
  switch (lever.kind) {
    case LeverKind::dual_enabled:
      return rule_of(scenario, lever).agents.dual_enabled;
    case LeverKind::decision:
      return rule_of(scenario, lever).decide.mean();
    case LeverKind::failback: {
      const FailbackSpec& failback = rule_of(scenario, lever).failback;
      return failback.when == FailbackSpec::When::after_repair ? failback.after.mean() : HUGE_VAL;
    }
    default:
      return 0;
  }
}

}  // namespace

std::vector<double> amounts_of(const Scenario& scenario, std::size_t index) {
  const LeverSpec& lever = lever_of(scenario, index);
  const LeverKindInfo& info = info_of(lever.kind);
  const double now = amount_now(scenario, lever);
  std::vector<double> amounts;
  const auto steps = static_cast<int>(std::floor((lever.most - lever.least) / lever.step + 1e-9));
  for (int k = 0; k <= steps; ++k) amounts.push_back(lever.least + k * lever.step);
  if (amounts.back() < lever.most - 1e-9) amounts.push_back(lever.most);
  std::erase_if(amounts, [&](double amount) { return !is_stronger(info, amount, now); });
  if (!info.more_is_better) std::reverse(amounts.begin(), amounts.end());
  return amounts;
}

Scenario pulled(const Scenario& scenario, const LeverUse& use) {
  Scenario result = scenario;
  const LeverSpec& lever = lever_of(scenario, use.lever);
  switch (lever.kind) {
    case LeverKind::agents:
      add_agents(result, lever, use.amount);
      return result;
    case LeverKind::later_breaks:
      move_breaks(result.centre, lever, use.amount);
      return result;
    case LeverKind::cancel_off_phone:
      cancel_off_phone(result.centre, lever, use.amount);
      return result;
    case LeverKind::dual_enabled:
    case LeverKind::decision:
    case LeverKind::failback:
      break;
    default:
      raise_limit(result.centre.platforms.at(lever.platform.index()), lever.kind, use.amount);
      return result;
  }
  FailoverSpec& rule = result.estate.failovers.at(static_cast<std::size_t>(lever.failover));
  if (lever.kind == LeverKind::dual_enabled) log_in(result, rule, use.amount);
  if (lever.kind == LeverKind::decision) rule.decide = Distribution::deterministic(use.amount);
  if (lever.kind == LeverKind::failback) fail_back(rule, use.amount);
  return result;
}

std::optional<LeverCost> cost_of(const Scenario& scenario, const LeverUse& use) {
  const LeverSpec& lever = lever_of(scenario, use.lever);
  const LeverPrice& price = lever.price;
  switch (price.per) {
    case LeverPrice::Per::nothing:
      break;
    case LeverPrice::Per::use:
      return LeverCost{price.amount, false};
    case LeverPrice::Per::agent_hour:
      return LeverCost{price.amount * agent_hours(scenario, lever, use.amount), false};
    case LeverPrice::Per::unit:
      return LeverCost{price.amount * units_of(scenario, lever, use.amount), false};
    case LeverPrice::Per::unit_month:
      return LeverCost{price.amount * units_of(scenario, lever, use.amount), true};
  }
  return {};
}

std::string lever_text(const Scenario& scenario, const LeverUse& use) {
  const LeverSpec& lever = lever_of(scenario, use.lever);
  switch (lever.kind) {
    case LeverKind::agents:
      return fmt::format("+{} {}, {}", number(use.amount), whose(scenario, lever),
                         window_text(scenario, lever));
    case LeverKind::later_breaks:
      return fmt::format("breaks of {} {} later, {}", whose(scenario, lever), duration_text(use.amount),
                         window_text(scenario, lever));
    case LeverKind::cancel_off_phone:
      return fmt::format("{:.4g}% of off-phone work of {} cancelled, {}", use.amount * 100,
                         whose(scenario, lever), window_text(scenario, lever));
    case LeverKind::dual_enabled:
    case LeverKind::decision:
    case LeverKind::failback:
      return failover_text(scenario, lever, use.amount);
    default:
      return limit_text(scenario, lever, use.amount);
  }
}

}  // namespace switchover
