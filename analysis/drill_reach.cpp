#include "analysis/drill_reach.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/fault_cost.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

constexpr double in_full = 0.999;

bool feels(const StageRule& rule) { return rule.effect != StageEffect::keep && rule.share > 0; }

// The share of a platform's calls that an effect reaches.
double share_of_calls(const FaultEffect& effect) {
  double share = effect.serves ? 0 : 1;
  for (const StageRule* rule :
       {&effect.calls.dial, &effect.calls.ivr, &effect.calls.queue, &effect.calls.talk}) {
    if (feels(*rule)) share = std::max(share, rule->share);
  }
  return share;
}

std::size_t at_or_before(const std::vector<SplitStep>& steps, Time t) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].at <= t) found = i;
  }
  return found;
}

double counted_at(const GroupSpec& group, Time t) {
  double heads = 0;
  for (const StaffStep& step : group.counted) {
    if (step.at <= t) heads = step.agents;
  }
  return heads;
}

bool on_duty(const AgentSpec& agent, Time t) {
  return std::any_of(agent.shifts.begin(), agent.shifts.end(),
                     [t](const Shift& shift) { return shift.start <= t && t < shift.end; });
}

// One effect on some platforms and groups, laid over what is known so far.
class Laying {
 public:
  Laying(const CentreSpec& spec, Time at, Reach& reach) : heads_(heads_at(spec, at)), reach_(reach) {
    reach.calls.assign(spec.platforms.size(), 0);
    reach.agents.assign(spec.platforms.size(), 0);
  }

  void lay(const FaultEffect& effect, const ComponentSpec& component) {
    for (const PlatformId platform : component.platforms) {
      const std::size_t p = platform.index();
      double& calls = reach_.calls.at(p);
      calls = std::max(calls, share_of_calls(effect) * component.share);
      if (effect.agents != AgentFate::stay) {
        reach_.agents[p] = std::max(reach_.agents[p], share_of_groups(component, p) * component.share);
      }
      reach_.adds = std::max(reach_.adds, effect.adds_talk + effect.adds_wrap);
      if (effect.adds_talk + effect.adds_wrap > Duration{}) {
        calls = std::max(calls, effect.slow_share * component.share);
      }
      reach_.limits = reach_.limits || effect.limit.has_value();
      reach_.transfers = reach_.transfers || effect.bridge_ports.has_value();
    }
  }

  void sum_up(const std::vector<double>& call_shares) {
    double heads = 0;
    for (std::size_t p = 0; p < reach_.calls.size(); ++p) {
      reach_.calls_share += call_shares[p] * reach_.calls[p];
      heads += on_platform(p);
      reach_.agents_share += on_platform(p) * reach_.agents[p];
    }
    reach_.agents_share = heads > 0 ? reach_.agents_share / heads : 0;
  }

 private:
  double on_platform(std::size_t p) const {
    double heads = 0;
    for (const auto& group : heads_) heads += group[p];
    return heads;
  }
  double share_of_groups(const ComponentSpec& component, std::size_t p) const {
    if (component.groups.empty()) return 1;
    double theirs = 0;
    for (const GroupId group : component.groups) theirs += heads_.at(group.index())[p];
    const double all = on_platform(p);
    return all > 0 ? theirs / all : 0;
  }

  std::vector<std::vector<double>> heads_;
  Reach& reach_;
};

// Down with it, because they need it hard and have no standby of their own; itself first.
std::vector<ComponentId> falling(const EstateSpec& estate, ComponentId first) {
  std::vector<ComponentId> down = {first};
  for (std::size_t i = 0; i < down.size(); ++i) {
    for (const NeedSpec& need : estate.needs) {
      const bool is_new = std::find(down.begin(), down.end(), need.who) == down.end();
      if (need.hard && need.needs == down[i] && is_new) down.push_back(need.who);
    }
  }
  return down;
}

bool rests_on(const EstateSpec& estate, ComponentId component) {
  const auto serves = [component](const SignInSpec& sign_in) { return sign_in.server == component; };
  const ComponentSpec& c = estate.components.at(component.index());
  if (c.kind == ComponentKind::wan && !c.link_from.empty()) return true;
  if (std::any_of(estate.sign_in.begin(), estate.sign_in.end(), serves)) return true;
  return std::any_of(estate.failovers.begin(), estate.failovers.end(), [&](const FailoverSpec& rule) {
    return rule.watches == component || serves(rule.agents.sign_in);
  });
}

bool acts_on(const FailoverSpec& rule, const std::vector<ComponentId>& down, FaultMode mode) {
  const bool watches = std::find(down.begin(), down.end(), rule.watches) != down.end();
  return watches && (mode != FaultMode::slow || rule.detect_slow.has_value());
}

}  // namespace

bool Reach::touches_nothing() const {
  const auto none = [](double share) { return share <= 0; };
  return std::all_of(calls.begin(), calls.end(), none) && std::all_of(agents.begin(), agents.end(), none) &&
         !limits && !transfers && !indirect;
}

std::size_t Reach::platforms_in_full() const {
  std::size_t full = 0;
  for (std::size_t p = 0; p < calls.size(); ++p)
    full += calls[p] >= in_full || agents[p] >= in_full ? 1U : 0U;
  return full;
}

std::vector<std::vector<double>> heads_at(const CentreSpec& spec, Time t) {
  const std::size_t platforms = spec.platforms.size();
  std::vector<double> split(platforms, 0);
  split.front() = 1;
  if (!spec.agent_split.empty() && spec.agent_split.front().at <= t) {
    split = spec.agent_split[at_or_before(spec.agent_split, t)].share;
  }
  std::vector<std::vector<double>> heads;
  for (const GroupSpec& group : spec.groups) {
    std::vector<double> here(platforms, 0);
    const auto add = [&](Assignment assignment, PlatformId platform, double number) {
      for (std::size_t p = 0; p < platforms; ++p) {
        const bool is_home = assignment == Assignment::one_platform && platform.index() == p;
        const double share = assignment == Assignment::split  ? split[p]
                             : assignment == Assignment::both ? 1.0 / static_cast<double>(platforms)
                                                              : (is_home ? 1.0 : 0.0);
        here[p] += number * share;
      }
    };
    add(group.assignment, group.platform, counted_at(group, t));
    for (const AgentSpec& agent : group.agents) {
      if (on_duty(agent, t)) add(agent.assignment, agent.platform, 1);
    }
    heads.push_back(std::move(here));
  }
  return heads;
}

Reach reach_of(const CentreSpec& spec, const EstateSpec& estate, ComponentId component, FaultMode mode,
               Time at) {
  Reach reach;
  Laying laying(spec, at, reach);
  const ComponentSpec& itself = estate.components.at(component.index());
  std::vector<ComponentId> down = {component};
  if (mode == FaultMode::slow) {
    laying.lay(itself.when_slow, itself);
  } else {
    down = falling(estate, component);
    for (const ComponentId c : down)
      laying.lay(estate.components[c.index()].when_down, estate.components[c.index()]);
    for (const NeedSpec& need : estate.needs) {
      const bool lost = std::find(down.begin(), down.end(), need.needs) != down.end();
      if (!need.hard && lost) laying.lay(need.effect, estate.components.at(need.who.index()));
    }
    reach.goes_along.assign(down.begin() + 1, down.end());
  }
  laying.sum_up(call_shares(spec, at));
  reach.indirect = mode != FaultMode::slow &&
                   std::any_of(down.begin(), down.end(), [&](ComponentId c) { return rests_on(estate, c); });
  reach.has_rule = std::any_of(estate.failovers.begin(), estate.failovers.end(),
                               [&](const FailoverSpec& rule) { return acts_on(rule, down, mode); });
  reach.has_standby = mode != FaultMode::slow && !itself.standby.is_none();
  return reach;
}

std::string hits_text(const Reach& reach) {
  const std::size_t platforms = reach.calls.size(), full = reach.platforms_in_full();
  const std::string slower =
      reach.adds > Duration{} ? fmt::format(" +{}", duration_text(reach.adds.in_seconds())) : std::string{};
  if (full > 0 && reach.calls_share <= 0 && reach.agents_share <= 0)
    return fmt::format("{} of {}, idle", full, platforms);
  if (full > 0) {
    if (platforms == 1) return "the platform" + slower;
    if (full == platforms) return (platforms == 2 ? "BOTH" : fmt::format("ALL {}", platforms)) + slower;
    return fmt::format("{} of {}", full, platforms) + slower;
  }
  if (reach.calls_share > 0) return fmt::format("{:.0f}% of calls", reach.calls_share * 100) + slower;
  if (reach.agents_share > 0) return fmt::format("{:.0f}% of agents", reach.agents_share * 100);
  if (reach.limits) return "a limit";
  if (reach.transfers) return "transfers";
  return reach.indirect ? "failover only" : "nobody";
}

bool nothing_helps(const Reach& reach) {
  if (reach.has_standby) return false;
  const std::size_t full = reach.platforms_in_full();
  return full > 0 && (full == reach.calls.size() || !reach.has_rule);
}

}  // namespace switchover
