#include "models/platform/estate_condition.hpp"

#include <algorithm>
#include <utility>

#include "sim/contract.hpp"

namespace switchover {

EstateCondition::EstateCondition(const EstateSpec& estate)
    : estate_(estate), states_(estate.components.size()), needs_(estate.components.size()) {
  for (const FaultSpec& fault : estate.faults) specs_.emplace(fault.name, &fault);
  for (const NeedSpec& need : estate.needs) {
    if (need.hard) needs_.at(need.who.index()).push_back(need.needs);
  }
}

EstateCondition::State& EstateCondition::state(ComponentId component) {
  demand(component.index() < states_.size(), "a story speaks of components of its estate");
  return states_[component.index()];
}

const FaultSpec* EstateCondition::spec_of(const std::string& fault) const {
  const auto found = specs_.find(fault);
  return found == specs_.end() ? nullptr : found->second;
}

const std::vector<LossCause>& EstateCondition::causes(ComponentId component) const {
  const State& now = states_.at(component.index());
  return now.down || now.replaced ? now.down_causes : now.slow_causes;
}

LossCause EstateCondition::cause_of(const StoryEvent& event, double share) const {
  LossCause cause;
  cause.fault = event.fault;
  cause.since = event.at;
  cause.share = share;
  if (const FaultSpec* spec = spec_of(event.fault)) {
    cause.gentle = spec->mode == FaultMode::maintenance;
    if (spec->effect) cause.said = &*spec->effect;
  }
  return cause;
}

namespace {
bool has(const std::vector<LossCause>& causes, const std::string& fault) {
  return std::any_of(causes.begin(), causes.end(),
                     [&](const LossCause& cause) { return !cause.cascade && cause.fault == fault; });
}
}  // namespace

bool EstateCondition::take(const StoryEvent& event) {
  switch (event.kind) {
    case StoryKind::fault_begins:
      return begins(state(event.component), event);
    case StoryKind::fault_ends:
      return ends(state(event.component), event.fault);
    case StoryKind::down:
      return goes_down(state(event.component), event);
    case StoryKind::up: {
      State& now = state(event.component);
      now.down_causes.clear();
      now.down = now.replaced = false;
      return true;
    }
    case StoryKind::slow: {
      State& now = state(event.component);
      if (!has(now.slow_causes, event.fault)) now.slow_causes.push_back(cause_of(event, event.value));
      return true;
    }
    case StoryKind::slow_ends:
      return std::erase_if(state(event.component).slow_causes,
                           [&](const LossCause& cause) { return cause.fault == event.fault; }) > 0;
    case StoryKind::promoted:
      return is_replaced(event.component);
    case StoryKind::detected:
    case StoryKind::cleared:
    case StoryKind::decided:
    case StoryKind::redirect:
    case StoryKind::agents_at:
    case StoryKind::sign_in_failed:
    case StoryKind::failback_begins:
    case StoryKind::failback_ends:
    case StoryKind::data_lost:
    case StoryKind::copy_done:
      return false;
  }
  return false;
}

// A second fault of what is down already is told by its beginning alone.
bool EstateCondition::begins(State& now, const StoryEvent& event) {
  now.faults[event.fault] = event.value;
  const FaultSpec* spec = spec_of(event.fault);
  if (!now.down || spec == nullptr || spec->mode == FaultMode::slow) return false;
  if (!has(now.down_causes, event.fault)) now.down_causes.push_back(cause_of(event, event.value));
  return true;
}

bool EstateCondition::ends(State& now, const std::string& fault) {
  now.faults.erase(fault);
  const bool is_mended =
      now.replaced && std::none_of(now.faults.begin(), now.faults.end(), [&](const auto& one) {
        const FaultSpec* spec = spec_of(one.first);
        return spec != nullptr && spec->mode != FaultMode::slow;
      });
  if (is_mended) now.replaced = false;
  const auto ended =
      std::find_if(now.down_causes.begin(), now.down_causes.end(),
                   [&](const LossCause& cause) { return !cause.cascade && cause.fault == fault; });
  if (ended == now.down_causes.end()) return is_mended;
  if (now.down_causes.size() > 1) {
    now.down_causes.erase(ended);
  } else {  // mended, and still not up: it lacks what it needs, or the story says `up` next
    ended->cascade = true;
  }
  return true;
}

bool EstateCondition::goes_down(State& now, const StoryEvent& event) {
  now.down = true;
  now.replaced = false;
  if (event.fault.empty()) {
    LossCause cause = cause_of(event, event.value > 0 ? event.value : 1);
    cause.cascade = true;
    cause.told_share = event.value;
    std::erase_if(now.down_causes, [](const LossCause& old) { return old.cascade; });
    now.down_causes.push_back(std::move(cause));
    return true;
  }
  // Down by its own fault, to this share: what it lost together with something else is there again.
  const auto begun = now.faults.find(event.fault);
  const double lost = begun != now.faults.end() ? begun->second : (event.value > 0 ? event.value : 1);
  const bool is_less = std::erase_if(now.down_causes, [&](const LossCause& old) {
                         return old.cascade && old.share > lost;
                       }) > 0;
  if (has(now.down_causes, event.fault)) return is_less;
  now.down_causes.push_back(cause_of(event, lost));
  return true;
}

bool EstateCondition::is_replaced(ComponentId component) {
  State& replaced = state(component);
  replaced.down = false;
  replaced.down_causes.clear();
  replaced.replaced = true;
  std::vector<ComponentId> released{component};
  for (std::size_t i = 0; i < released.size(); ++i) {
    for (std::size_t c = 0; c < states_.size(); ++c) {
      State& who = states_[c];
      const auto& needs = needs_[c];
      const bool by_cascade = who.down && std::all_of(who.down_causes.begin(), who.down_causes.end(),
                                                      [](const LossCause& cause) { return cause.cascade; });
      if (!by_cascade || std::find(needs.begin(), needs.end(), released[i]) == needs.end()) continue;
      if (std::any_of(needs.begin(), needs.end(), [&](ComponentId need) { return is_down(need); })) continue;
      who.down = false;
      who.down_causes.clear();
      released.emplace_back(c);
    }
  }
  return true;
}

// What is lost with something else has its cause and, unless the story tells, its share from the worst of
// what it needs; from its lost standby, when it is that one which failed. Says whether anything was new.
bool EstateCondition::learn(ComponentId component, LossCause& cascade) const {
  const LossCause* worst = nullptr;
  bool gentle = true;
  const auto look_at = [&](ComponentId need) {
    if (!is_down(need) || need == component) return;
    for (const LossCause& cause : causes(need)) {
      if (worst == nullptr || cause.share > worst->share) worst = &cause;
      gentle = gentle && cause.gentle;
    }
  };
  for (const ComponentId need : needs_[component.index()]) look_at(need);
  const ComponentId standby = estate_.components[component.index()].standby;
  if (worst == nullptr && !standby.is_none()) look_at(standby);
  if (worst == nullptr) {
    if (!cascade.fault.empty()) return false;
    cascade.fault = estate_.components[component.index()].name;
    return true;
  }
  LossCause learnt = cascade;
  learnt.fault = worst->fault;
  learnt.share = cascade.told_share > 0 ? cascade.told_share : worst->share;
  learnt.gentle = gentle;
  learnt.said = nullptr;
  const bool is_new =
      learnt.fault != cascade.fault || learnt.share != cascade.share || learnt.gentle != cascade.gentle;
  cascade = learnt;
  return is_new;
}

void EstateCondition::settle() {
  // A chain of needs is learnt link by link, however its components are ordered.
  for (std::size_t pass = 0; pass <= states_.size(); ++pass) {
    bool news = false;
    for (std::size_t c = 0; c < states_.size(); ++c) {
      if (!states_[c].down) continue;
      for (LossCause& cause : states_[c].down_causes) {
        if (cause.cascade) news = learn(ComponentId(c), cause) || news;
      }
    }
    if (!news) return;
  }
}

void EstateCondition::moment_is_over() {
  for (State& now : states_) {
    for (LossCause& cause : now.down_causes) cause.fresh = false;
    for (LossCause& cause : now.slow_causes) cause.fresh = false;
  }
}

}  // namespace switchover
