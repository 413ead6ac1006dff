// Doubts about people at work and about the technical estate: absence, overflow, faults, sign-ins, failovers.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analysis/doubts.hpp"
#include "analysis/variant.hpp"

namespace switchover {
namespace {

constexpr const char* sign_in_range = "5 to 200 a minute are reported";

bool is_textbook_day(const Scenario& scenario) {
  return std::any_of(scenario.assumptions.begin(), scenario.assumptions.end(),
                     [](const Assumption& line) { return line.reason.starts_with("textbook"); });
}

// ---- people at work

void doubt_absence_event(DoubtList& list, std::size_t e) {
  const EventSpec& event = list.scenario().centre.events[e];
  const double high = event.share <= 0.15 ? 0.15 : std::min(1.0, 1.5 * event.share);
  list.add({fmt::format("event \"{}\".by", event.name), "share of agents, " + event.name, event.share, 0,
            high, Unit::share, "0 to 15% are absent", [e](const Scenario& scenario, double value) {
              Scenario changed = scenario;
              changed.centre.events[e].share = value;
              return changed;
            }});
}

void doubt_absence_of_group(DoubtList& list, std::size_t g) {
  const GroupSpec& group = list.scenario().centre.groups[g];
  list.add({fmt::format("group.{}.unplanned_shrinkage", group.name), "absence in " + group.name,
            group.unplanned_shrinkage, 0, 0.15, Unit::share, "0 to 15% are absent",
            [g](const Scenario& scenario, double value) {
              Scenario changed = scenario;
              changed.centre.groups[g].unplanned_shrinkage = value;
              return changed;
            }});
}

// Where the scenario says who is missing, that; else nobody, and that is a guess.
void doubt_absence(DoubtList& list) {
  const CentreSpec& spec = list.scenario().centre;
  bool said = false;
  for (std::size_t e = 0; e < spec.events.size(); ++e) {
    if (spec.events[e].kind != EventKind::fewer_agents || spec.events[e].count) continue;
    doubt_absence_event(list, e);
    said = true;
  }
  for (std::size_t g = 0; g < spec.groups.size(); ++g) {
    if (spec.groups[g].unplanned_shrinkage <= 0) continue;
    doubt_absence_of_group(list, g);
    said = true;
  }
  if (said || spec.groups.empty() || is_textbook_day(list.scenario())) return;
  list.add({"group.*.unplanned_shrinkage", "absence, every group", 0, 0, 0.15, Unit::share,
            "0 to 15% are absent", [](const Scenario& scenario, double value) {
              Scenario changed = scenario;
              for (GroupSpec& group : changed.centre.groups) group.unplanned_shrinkage = value;
              return changed;
            }});
}

void doubt_overflow(DoubtList& list) {
  const CentreSpec& spec = list.scenario().centre;
  for (std::size_t g = 0; g < spec.groups.size(); ++g) {
    const GroupSpec& group = spec.groups[g];
    const auto staged = std::count_if(group.skills.begin(), group.skills.end(),
                                      [](const SkillSpec& skill) { return skill.after > Duration(); });
    for (std::size_t s = 0; s < group.skills.size(); ++s) {
      if (group.skills[s].after <= Duration()) continue;
      const std::string& queue = spec.queues.at(group.skills[s].queue.index()).name;
      const std::string key = fmt::format("group.{}.skills", group.name);
      list.add_half_to_twice({staged > 1 ? fmt::format("{}.{}", key, queue) : key,
                              fmt::format("overflow of {} to {} after", queue, group.name),
                              group.skills[s].after.in_seconds(), 0, 0, Unit::seconds, half_to_twice,
                              [g, s](const Scenario& scenario, double value) {
                                Scenario changed = scenario;
                                changed.centre.groups[g].skills[s].after = Duration::seconds(value);
                                return changed;
                              }});
    }
  }
}

void doubt_desktops(DoubtList& list) {
  const CentreSpec& spec = list.scenario().centre;
  for (std::size_t p = 0; p < spec.platforms.size(); ++p) {
    if (spec.platforms[p].aht_factor <= 1) continue;
    list.add({fmt::format("platform.{}.aht_factor", spec.platforms[p].name),
              "longer calls on " + spec.platforms[p].name, spec.platforms[p].aht_factor - 1, 0, 0.5,
              Unit::share, "10 to 50% are reported on a new desktop",
              [p](const Scenario& scenario, double value) {
                Scenario changed = scenario;
                changed.centre.platforms[p].aht_factor = 1 + value;
                return changed;
              }});
  }
}

// ---- faults

void doubt_lasts_of_event(DoubtList& list, std::size_t e) {
  const EventSpec& event = list.scenario().centre.events[e];
  if (!is_fault(event.kind) || event.kind == EventKind::fault || event.to >= Time::never()) return;
  list.add_half_to_twice({fmt::format("event \"{}\".lasts", event.name), event.name + " lasts",
                          (event.to - event.from).in_seconds(), 0, 0, Unit::seconds, half_to_twice,
                          [e](const Scenario& scenario, double value) {
                            Scenario changed = scenario;
                            EventSpec& fault = changed.centre.events[e];
                            fault.to = fault.from + Duration::seconds(value);
                            return changed;
                          }});
}

void doubt_return_of_agents(DoubtList& list, std::size_t e) {
  const EventSpec& event = list.scenario().centre.events[e];
  const bool signs_out =
      event.kind == EventKind::sign_out || (event.kind == EventKind::outage && event.agents_signed_out);
  if (!signs_out || event.sign_ins_per_minute <= 0) return;
  list.add({fmt::format("event \"{}\".agents", event.name), "sign-ins a minute after " + event.name,
            event.sign_ins_per_minute, 5, 200, Unit::count, sign_in_range,
            [e](const Scenario& scenario, double value) {
              Scenario changed = scenario;
              changed.centre.events[e].sign_ins_per_minute = value;
              return changed;
            }});
}

Scenario with_lasts(const Scenario& scenario, std::size_t f, double seconds) {
  Scenario changed = scenario;
  FaultSpec& fault = changed.estate.faults[f];
  fault.lasts = with_mean(fault.lasts, seconds);
  for (EventSpec& event : changed.centre.events) {
    const bool same = event.kind == EventKind::fault && event.name == fault.name;
    if (same && event.to < Time::never()) event.to = event.from + Duration::seconds(seconds);
  }
  return changed;
}

// What tickets tell is known.
bool is_from_tickets(const Scenario& scenario, std::size_t f) {
  return f < scenario.estate_places.faults.size() && scenario.estate_places.faults[f].file.ends_with(".csv");
}

void doubt_lasts_of_fault(DoubtList& list, std::size_t f) {
  const FaultSpec& fault = list.scenario().estate.faults[f];
  if (fault.lasts.is_never() || is_from_tickets(list.scenario(), f)) return;
  const double now_s = fault.lasts.mean();
  // It is up in between for so long in all, and must last longer.
  const double least_s = 1.1 * fault.flap_up.in_seconds() * fault.flaps;
  list.add({fmt::format("event \"{}\".lasts", fault.name), fault.name + " lasts", now_s,
            std::max(now_s / 2, least_s), 2 * now_s, Unit::seconds, half_to_twice,
            [f](const Scenario& scenario, double value) { return with_lasts(scenario, f, value); }});
}

// ---- failovers

// Everything that is lost when a fault of the scenario strikes.
std::set<std::size_t> components_lost(const EstateSpec& estate) {
  std::set<std::size_t> lost;
  for (const FaultSpec& fault : estate.faults) {
    for (const ComponentId target : fault.targets) lost.insert(target.index());
  }
  for (bool more = true; more;) {
    more = false;
    for (const NeedSpec& need : estate.needs) {
      if (!need.hard || !lost.contains(need.needs.index())) continue;
      more = lost.insert(need.who.index()).second || more;
    }
  }
  return lost;
}

struct RuleDoubts {
  DoubtList& list;
  std::size_t index;
  const FailoverSpec& rule;

  std::string key(const char* rest) const { return fmt::format("failover[{}].{}", index + 1, rest); }
  std::string label(const char* what) const { return fmt::format("{}, {}", what, rule.name); }
  bool is_from_tickets(const char* step) const {
    return list.noted(fmt::format("{}.{}", rule.name, step)) != nullptr;
  }
};

std::function<Scenario(const Scenario&, double)> with_delay(std::size_t rule,
                                                            Distribution FailoverSpec::*delay) {
  return [rule, delay](const Scenario& scenario, double value) {
    Scenario changed = scenario;
    Distribution& law = changed.estate.failovers[rule].*delay;
    law = with_mean(law, value);
    return changed;
  };
}

void doubt_steps(const RuleDoubts& in) {
  const FailoverSpec& rule = in.rule;
  if (!in.is_from_tickets("detect")) {
    if (rule.detection == Detection::heartbeats) {
      const std::string key = in.key("detect.heartbeat");
      in.list.add_half_to_twice(
          {in.list.noted(key) != nullptr ? key : in.key("detect"),
           fmt::format("a heartbeat every ({} missed are a loss), {}", rule.heartbeat.misses, rule.name),
           rule.heartbeat.every.in_seconds(), 0, 0, Unit::seconds, half_to_twice,
           [r = in.index](const Scenario& scenario, double value) {
             Scenario changed = scenario;
             HeartbeatSpec& beat = changed.estate.failovers[r].heartbeat;
             beat.every = Duration::seconds(value);
             beat.timeout = std::min(beat.timeout, beat.every);
             return changed;
           }});
    } else if (!rule.detect.is_zero()) {
      const std::string key = in.key("detect.monitoring");
      in.list.add_half_to_twice({in.list.noted(key) != nullptr ? key : in.key("detect"),
                                 in.label("detection"), rule.detect.mean(), 0, 0, Unit::seconds,
                                 half_to_twice, with_delay(in.index, &FailoverSpec::detect)});
    }
  }
  if (!in.is_from_tickets("decide")) {
    in.list.add({in.key("decide"), in.label("decision"), rule.decide.mean(), 0, 240 * 60, Unit::seconds,
                 "0 to 240 min are reported", with_delay(in.index, &FailoverSpec::decide)});
  }
  if (!in.is_from_tickets("execute")) {
    in.list.add({in.key("execute"), in.label("execution"), rule.execute.mean(), 30, 3600, Unit::seconds,
                 "0.5 to 60 min are reported", with_delay(in.index, &FailoverSpec::execute)});
  }
}

// The penalty of a pair of platforms is the largest of the rules between them, as when it was read.
Scenario with_penalty(const Scenario& scenario, std::size_t r, double penalty) {
  Scenario changed = scenario;
  std::vector<FailoverSpec>& rules = changed.estate.failovers;
  rules[r].agents.aht_factor = 1 + penalty;
  for (AgentMove& move : changed.centre.moves) {
    if (move.from != rules[r].from || move.to != rules[r].to) continue;
    move.aht_factor = 1;
    for (const FailoverSpec& rule : rules) {
      if (rule.from == move.from && rule.to == move.to)
        move.aht_factor = std::max(move.aht_factor, rule.agents.aht_factor);
    }
  }
  return changed;
}

void doubt_agents_of_rule(const RuleDoubts& in) {
  const FailoverSpec& rule = in.rule;
  const auto& moves = in.list.scenario().centre.moves;
  const bool agents_move = std::any_of(moves.begin(), moves.end(), [&](const AgentMove& move) {
    return move.from == rule.from && move.to == rule.to;
  });
  if (!agents_move) return;
  const auto with_agents = [r = in.index](auto change) {
    return [r, change](const Scenario& scenario, double value) {
      Scenario changed = scenario;
      change(changed.estate.failovers[r].agents, value);
      return changed;
    };
  };
  in.list.add({in.key("agents.dual_enabled"), in.label("agents with a login on both"),
               rule.agents.dual_enabled, 0, 1, Unit::share, "logins are rarely tested",
               with_agents([](AgentsMoveSpec& agents, double value) { agents.dual_enabled = value; })});
  if (!rule.agents.notice.is_zero()) {
    in.list.add_half_to_twice({in.key("agents.notice"), in.label("agents notice after"),
                               rule.agents.notice.mean(), 0, 0, Unit::seconds, half_to_twice,
                               with_agents([](AgentsMoveSpec& agents, double value) {
                                 agents.notice = with_mean(agents.notice, value);
                               })});
  }
  const std::string own = in.key("agents.sign_in");
  if (rule.agents.sign_in.per_minute > 0 &&
      (in.list.noted(own) != nullptr || in.list.noted(own + ".rate") != nullptr)) {
    in.list.add({own, in.label("sign-ins a minute"), rule.agents.sign_in.per_minute, 5, 200, Unit::count,
                 sign_in_range, with_agents([](AgentsMoveSpec& agents, double value) {
                   agents.sign_in.per_minute = value;
                 })});
  }
  in.list.add(
      {in.key("agents.aht_penalty"), in.label("longer calls on an unfamiliar desktop"),
       rule.agents.aht_factor - 1, 0, 0.5, Unit::share, "10 to 50% are reported on a new desktop",
       [r = in.index](const Scenario& scenario, double value) { return with_penalty(scenario, r, value); }});
}

// The general pace: of every platform, and of every rule that has none of its own.
void doubt_sign_in(DoubtList& list) {
  const EstateSpec& estate = list.scenario().estate;
  const auto paced = std::find_if(estate.sign_in.begin(), estate.sign_in.end(),
                                  [](const SignInSpec& sign_in) { return sign_in.per_minute > 0; });
  if (estate.faults.empty() || paced == estate.sign_in.end()) return;
  std::vector<std::size_t> rules;
  for (std::size_t r = 0; r < estate.failovers.size(); ++r) {
    const std::string own = fmt::format("failover[{}].agents.sign_in", r + 1);
    if (list.noted(own) == nullptr && list.noted(own + ".rate") == nullptr) rules.push_back(r);
  }
  list.add({"sign_in.rate", "sign-ins a minute", paced->per_minute, 5, 200, Unit::count, sign_in_range,
            [rules](const Scenario& scenario, double value) {
              Scenario changed = scenario;
              for (SignInSpec& sign_in : changed.estate.sign_in) {
                if (sign_in.per_minute > 0) sign_in.per_minute = value;
              }
              for (const std::size_t r : rules) {
                SignInSpec& sign_in = changed.estate.failovers[r].agents.sign_in;
                if (sign_in.per_minute > 0) sign_in.per_minute = value;
              }
              return changed;
            }});
}

}  // namespace

void doubt_staff(DoubtList& list) {
  doubt_absence(list);
  doubt_overflow(list);
  doubt_desktops(list);
}

void doubt_estate(DoubtList& list) {
  const Scenario& scenario = list.scenario();
  for (std::size_t e = 0; e < scenario.centre.events.size(); ++e) {
    doubt_lasts_of_event(list, e);
    doubt_return_of_agents(list, e);
  }
  for (std::size_t f = 0; f < scenario.estate.faults.size(); ++f) doubt_lasts_of_fault(list, f);
  doubt_sign_in(list);
  const std::set<std::size_t> lost = components_lost(scenario.estate);
  for (std::size_t r = 0; r < scenario.estate.failovers.size(); ++r) {
    const FailoverSpec& rule = scenario.estate.failovers[r];
    if (!lost.contains(rule.watches.index())) continue;
    const RuleDoubts doubts{list, r, rule};
    doubt_steps(doubts);
    doubt_agents_of_rule(doubts);
  }
}

}  // namespace switchover
