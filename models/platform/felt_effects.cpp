#include "models/platform/felt_effects.hpp"

#include <algorithm>
#include <map>

#include "models/platform/component_kinds.hpp"

namespace switchover {

namespace {

constexpr double next_to_nothing = 1e-9;

bool contains(const std::vector<PlatformId>& platforms, PlatformId platform) {
  return std::find(platforms.begin(), platforms.end(), platform) != platforms.end();
}

struct Candidate {
  const FeltEffect* felt;
  const StageRule* rule;
};
double share_of(const Candidate& one) { return one.felt->share * one.rule->share; }

WorstRule worst_of(const std::vector<Candidate>& all) {
  WorstRule worst;
  for (const Candidate& one : all) {
    if (share_of(one) > 0) worst.rule.effect = std::max(worst.rule.effect, one.rule->effect);
  }
  if (worst.rule.effect == StageEffect::keep) return worst;
  std::vector<ShareOf> parts;
  std::map<ComponentId, Duration> delays;
  const Candidate* first = nullptr;
  for (const Candidate& one : all) {
    if (one.rule->effect != worst.rule.effect || share_of(one) <= 0) continue;
    parts.push_back({one.felt, share_of(one)});
    if (first == nullptr || share_of(one) > share_of(*first)) first = &one;
    Duration& delay = delays[one.felt->component];
    delay = std::max(delay, one.rule->delay);
  }
  worst.felt = first->felt;
  worst.rule.share = together(parts);
  worst.rule.to = first->rule->to;
  worst.rule.misroute_to = first->rule->misroute_to;
  if (worst.rule.effect == StageEffect::delay) {
    for (const auto& [component, delay] : delays) worst.rule.delay += delay;
  }
  return worst;
}

}  // namespace

FeltEffects::FeltEffects(const EstateSpec& estate) : estate_(estate), soft_(estate.components.size()) {
  for (const NeedSpec& need : estate.needs) {
    if (!need.hard) {
      soft_.at(need.needs.index()).push_back({&need, &estate.components.at(need.who.index())});
    }
  }
  for (const ComponentSpec& component : estate.components) {
    // What the file says of this component counts; only the default knows of standbys.
    const bool is_default =
        !component.standby.is_none() && component.when_down == info(component.kind).when_down;
    until_standby_serves_.push_back(is_default ? down_with_standby(component.kind) : component.when_down);
  }
}

const FaultEffect& FeltEffects::own_effect(ComponentId component, const EstateCondition& condition) const {
  const ComponentSpec& spec = estate_.components[component.index()];
  if (!condition.is_down(component)) return spec.when_slow;
  const bool paired = !spec.standby.is_none() && !condition.is_down(spec.standby);
  return paired ? until_standby_serves_[component.index()] : spec.when_down;
}

// What the event says counts; else, while it is down, what those who need it softly say; else its own effect.
void FeltEffects::add(ComponentId component, const LossCause& cause, PlatformId platform,
                      const EstateCondition& condition, std::vector<FeltEffect>& felt) const {
  const ComponentSpec& spec = estate_.components[component.index()];
  FeltEffect one{component, spec.kind, cause.said, spec.share, spec.share * cause.share, &cause};
  bool is_needed_softly = false;
  for (const SoftNeed& soft : soft_[component.index()]) {
    if (!contains(soft.who->platforms, platform)) continue;
    is_needed_softly = true;
    if (cause.said != nullptr || !condition.is_down(component)) continue;
    felt.push_back(one);
    felt.back().effect = &soft.need->effect;
    felt.back().whole *= soft.who->share;
    felt.back().share *= soft.who->share;
  }
  const bool own = contains(spec.platforms, platform);
  if (cause.said != nullptr) {
    if (own || is_needed_softly) felt.push_back(one);
  } else if (own && (!is_needed_softly || !condition.is_down(component))) {
    one.effect = &own_effect(component, condition);
    felt.push_back(one);
  }
}

std::vector<FeltEffect> FeltEffects::on(PlatformId platform, const EstateCondition& condition) const {
  std::vector<FeltEffect> felt;
  for (std::size_t c = 0; c < estate_.components.size(); ++c) {
    const ComponentId component(c);
    for (const LossCause& cause : condition.causes(component)) {
      if (cause.share > 0) add(component, cause, platform, condition, felt);
    }
  }
  return felt;
}

double together(const std::vector<ShareOf>& parts) {
  struct Kind {
    std::map<ComponentId, std::pair<double, double>>
        worst;  // of each component: its whole share, what is hit
  };
  std::map<ComponentKind, Kind> kinds;
  for (const ShareOf& part : parts) {
    auto& [whole, hit] = kinds[part.felt->kind].worst[part.felt->component];
    whole = std::max(whole, part.felt->whole);
    hit = std::max(hit, part.share);
  }
  double share = 0;
  for (const auto& [kind, of] : kinds) {
    double wholes = 0, sum = 0, greatest = 0;
    for (const auto& [component, one] : of.worst) {
      wholes += one.first;
      sum += one.second;
      greatest = std::max(greatest, one.second);
    }
    share = std::max(share, wholes <= 1 + next_to_nothing ? sum : greatest);
  }
  return share >= 1 - next_to_nothing ? 1 : share;
}

WorstRule worst_dial(const std::vector<FeltEffect>& felt) {
  std::vector<Candidate> all;
  for (const FeltEffect& one : felt) {
    const StageRule& rule = one.effect->calls.dial;
    // A call that is not in yet has neither a place nor a conversation to keep.
    const bool matters = rule.effect == StageEffect::delay || rule.effect == StageEffect::misroute ||
                         rule.effect == StageEffect::fail_to || rule.effect == StageEffect::drop;
    if (matters) all.push_back({&one, &rule});
  }
  return worst_of(all);
}

WorstRule worst_strike(const std::vector<FeltEffect>& felt, StageRule StageEffects::*stage) {
  std::vector<Candidate> all;
  for (const FeltEffect& one : felt) {
    if (one.cause->fresh && !one.cause->lets_finish()) all.push_back({&one, &(one.effect->calls.*stage)});
  }
  return worst_of(all);
}

}  // namespace switchover
