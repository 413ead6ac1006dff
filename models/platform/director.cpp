#include "models/platform/director.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace switchover {

void Director::start(Machinery& machinery) {
  machinery_ = &machinery;
  for (const auto& spell : drawn_) {
    // What begins and ends at one moment is taken together, so that nothing is up for no time in between.
    for (const Time at : {spell.from, spell.to}) {
      if (at < request_.horizon) agenda_.plan(at, Order::fault, 0, [this] { faults_change(); });
    }
  }
  for (Rule& rule : rules_) {
    if (rule.heartbeats) rule.heartbeats->start();
  }
  for (const auto& flow : flows_) flow->start();
}

void Director::run(Time until) { agenda_.run(std::min(until, request_.horizon - Duration::microseconds(1))); }

void Director::tell(StoryEvent event) {
  event.at = agenda_.now();
  condition_.take(event);
  tell_(event);
}

void Director::report(Time at, std::size_t whom, std::function<void()> what) {
  agenda_.plan(std::max(at, agenda_.now()), Order::report, whom, std::move(what));
}
void Director::replied(Time at, std::size_t watcher, std::uint64_t number) {
  const std::size_t rule = equipment_.heartbeats.at(watcher).rule;
  report(at, rule, [this, rule, number] { rules_[rule].heartbeats->replied(number); });
}
void Director::signed_in(Time at, std::size_t counter, std::uint64_t job) {
  report(at, rules_.size() + counter, [this, counter, job] { lines_.at(counter)->served(job); });
}
void Director::sign_in_broken(Time at, std::size_t counter, std::uint64_t job) {
  report(at, rules_.size() + counter, [this, counter, job] { lines_.at(counter)->broken(job); });
}
void Director::transferred(Time at, std::size_t flow, std::uint64_t number) {
  report(at, rules_.size() + lines_.size() + flow, [this, flow, number] { flows_.at(flow)->done(number); });
}
void Director::transfer_broken(Time at, std::size_t flow, std::uint64_t number) {
  report(at, rules_.size() + lines_.size() + flow, [this, flow, number] { flows_.at(flow)->broken(number); });
}

std::vector<Director::Active>& Director::active(const DatedFault& fault) {
  Component& component = components_.at(fault.component.index());
  if (fault.mode == FaultMode::slow) return component.slow;
  return fault.mode == FaultMode::maintenance ? component.maintenance : component.down;
}

// Everything that begins or ends now; called once for each, of which the first does the work of all.
void Director::faults_change() {
  bool changed = false;
  for (DatedFault& fault : drawn_) {
    if (fault.from != agenda_.now()) continue;
    begin(fault);
    fault.from = Time::never();  // it has begun
    changed = true;
  }
  for (DatedFault& fault : drawn_) {
    if (fault.to != agenda_.now() || fault.from != Time::never()) continue;
    end(fault);
    fault.to = Time::never();
    changed = true;
  }
  if (changed) update();
}

void Director::begin(const DatedFault& fault) {
  const std::string& name = estate_.faults[fault.fault].name;
  active(fault).push_back({fault.fault, fault.share});
  tell({{}, StoryKind::fault_begins, fault.component, -1, {}, {}, fault.share, name});
  if (fault.mode != FaultMode::slow) return;
  tell({{}, StoryKind::slow, fault.component, -1, {}, {}, fault.share, name});
  set_speed(fault.component);
}

void Director::end(const DatedFault& fault) {
  const std::string& name = estate_.faults[fault.fault].name;
  std::vector<Active>& all = active(fault);
  const auto found = std::find(all.begin(), all.end(), Active{fault.fault, fault.share});
  demand(found != all.end(), "a fault that ends has begun");
  all.erase(found);
  tell({{}, StoryKind::fault_ends, fault.component, -1, {}, {}, 0, name});
  if (fault.mode != FaultMode::slow) return;
  tell({{}, StoryKind::slow_ends, fault.component, -1, {}, {}, 0, name});
  set_speed(fault.component);
}

std::vector<bool> Director::faulty(bool with_maintenance) const {
  std::vector<bool> result;
  const auto whole = [](const Active& one) { return one.share >= 1; };
  for (const Component& c : components_) {
    const bool down = std::any_of(c.down.begin(), c.down.end(), whole);
    const bool announced = std::any_of(c.maintenance.begin(), c.maintenance.end(), whole);
    result.push_back(down || (with_maintenance && announced));
  }
  return result;
}

// Works out anew who is lost, and lets everybody react: components, machines, watchers, agents, flows.
void Director::update() {
  std::vector<bool> promoted;
  for (const Component& c : components_) promoted.push_back(c.is_promoted);
  const Cascade::Losses losses = cascade_.losses(faulty(true), promoted);
  const Cascade::Losses unannounced = cascade_.losses(faulty(false), promoted);
  watch_promotions(losses);
  tell_levels(losses);
  turn_machines(losses);
  watchers_look(unannounced);
  agents_feel();
  for (const auto& flow : flows_) flow->state_changed();
}

void Director::watch_promotions(const Cascade::Losses& losses) {
  for (std::size_t c = 0; c < components_.size(); ++c) {
    const ComponentId standby = estate_.components[c].standby;
    if (standby.is_none()) continue;
    Component& one = components_[c];
    const bool may_serve = losses.broken[c] && !losses.lost[standby.index()];
    if (!may_serve) {
      one.is_promoted = false;
      agenda_.take_back(one.promotion);
    } else if (!one.is_promoted && one.promotion.number == 0) {
      one.promotion = agenda_.plan(agenda_.now() + estate_.components[c].promotion, Order::promotion, c,
                                   [this, c] { promote(ComponentId(c)); });
    }
  }
}

void Director::promote(ComponentId component) {
  components_[component.index()].promotion = {};
  components_[component.index()].is_promoted = true;
  update();
}

void Director::tell_levels(const Cascade::Losses& losses) {
  for (const ComponentId id : cascade_.in_order()) {
    const Component& c = components_[id.index()];
    double level = losses.lost[id.index()] ? 1 : 0;
    const bool replaced = losses.broken[id.index()] && !losses.lost[id.index()];
    for (const auto* faults : {&c.down, &c.maintenance}) {
      for (const Active& fault : *faults) {
        if (!replaced && fault.share < 1) level = std::max(level, fault.share);
      }
    }
    if (level != c.level) tell_level(id, level);
  }
}

void Director::tell_level(ComponentId component, double level) {
  Component& c = components_[component.index()];
  const double before = std::exchange(c.level, level);
  if (level <= 0) {
    tell({{}, c.is_promoted ? StoryKind::promoted : StoryKind::up, component, -1, {}, {}, 0, {}});
    return;
  }
  std::string name;  // none when it is lost with something that it needs
  for (const auto* faults : {&c.maintenance, &c.down}) {
    for (const Active& fault : *faults) {
      if (std::min(fault.share, 1.0) >= level) name = estate_.faults[fault.fault].name;
    }
  }
  tell({{}, StoryKind::down, component, -1, {}, {}, level, name});
  if (level >= 1 && before < 1) lose_data(component);
}

void Director::lose_data(ComponentId component) {
  std::optional<Time> last;
  for (std::size_t f = 0; f < flows_.size(); ++f) {
    if (estate_.flows[f].protects != component) continue;
    last = std::max(last.value_or(Time{}), flows_[f]->last_complete());
  }
  if (!last) return;
  const double lost_s = (agenda_.now() - *last).in_seconds();
  tell({{}, StoryKind::data_lost, component, -1, {}, {}, lost_s, {}});
}

void Director::turn_machines(const Cascade::Losses& losses) {
  for (std::size_t c = 0; c < components_.size(); ++c) {
    const bool works = !losses.lost[c];
    if (components_[c].works == works) continue;
    components_[c].works = works;
    machinery_->turn(ComponentId(c), works);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (equipment_.counters[i].server == ComponentId(c)) lines_[i]->set_open(works);
    }
  }
  for (std::size_t r = 0; r < rules_.size(); ++r) {
    Rule& rule = rules_[r];
    if (!rule.heartbeats) continue;
    const bool reachable = components_[estate_.failovers[r].watches.index()].works && is_open(rule.way);
    if (std::exchange(rule.reachable, reachable) == reachable) continue;
    rule.heartbeats->state_changed(!reachable, reachable);
  }
}

void Director::set_speed(ComponentId component) {
  Component& c = components_[component.index()];
  double speed = 1;
  for (const Active& fault : c.slow) speed = std::min(speed, slow_speed(fault.share));
  const std::vector<double>& speeds = equipment_.speeds[component.index()];
  const auto which =
      static_cast<std::size_t>(std::find(speeds.begin(), speeds.end(), speed) - speeds.begin());
  demand(which < speeds.size(), "every speed is known before the rehearsal starts");
  if (std::exchange(c.speed, which) != which) machinery_->set_speed(component, which);
}

bool Director::is_open(const std::vector<ComponentId>& links) const {
  return std::all_of(links.begin(), links.end(),
                     [&](ComponentId link) { return components_[link.index()].works; });
}

bool Director::is_blind() const {
  for (std::size_t c = 0; c < components_.size(); ++c) {
    if (estate_.components[c].kind == ComponentKind::reporting && !components_[c].works) return true;
  }
  return false;
}

void Director::watchers_look(const Cascade::Losses& unannounced) {
  const bool blind = is_blind();
  for (std::size_t r = 0; r < rules_.size(); ++r) {
    Rule& rule = rules_[r];
    const std::size_t watched = estate_.failovers[r].watches.index();
    const Component& c = components_[watched];
    rule.run->is_up(c.level <= 0 && (!rule.slowness || c.slow.empty()));
    const bool announced = !c.works && !unannounced.lost[watched];
    const bool monitored = estate_.failovers[r].detection == Detection::monitoring;
    if (announced && !rule.announced) {
      rule.announced = true;
      if (rule.heartbeats) rule.heartbeats->expect_loss();
      if (rule.loss) rule.loss->skip();
      rule.seen_lost = true;
      rule.run->sees_loss(true);
    } else if (!announced) {
      rule.announced = false;
    }
    if (rule.loss) rule.loss->see(c.level > 0, monitored && blind);
    if (rule.slowness) rule.slowness->see(!c.slow.empty(), monitored && blind);
  }
}

void Director::belief_changes(std::size_t r) {
  Rule& rule = rules_[r];
  const bool lost = (rule.heartbeats && rule.heartbeats->lost()) || (rule.loss && rule.loss->noticed()) ||
                    (rule.slowness && rule.slowness->noticed());
  if (std::exchange(rule.seen_lost, lost) == lost) return;
  lost ? rule.run->sees_loss(false) : rule.run->sees_it_work();
}

// Who is thrown out, and where nobody can sign in, is judged as the callers' side of it is (impact.hpp).
void Director::agents_feel() {
  condition_.settle();
  for (std::size_t p = 0; p < request_.platforms.size(); ++p) {
    const PlatformId platform(p);
    const std::vector<FeltEffect> felt = effects_.on(platform, condition_);
    std::map<ComponentId, std::vector<ShareOf>> thrown_out;  // by the site that they depend on; none: all
    std::vector<ShareOf> forbidden;
    for (const FeltEffect& one : felt) {
      const bool some_only = !estate_.components[one.component.index()].groups.empty();
      if (one.effect->agents == AgentFate::signed_out) {
        thrown_out[some_only ? one.component : ComponentId{}].push_back({&one, one.share});
      }
      if (one.effect->agents == AgentFate::no_sign_in && !some_only) forbidden.push_back({&one, one.share});
    }
    sign_in_forbidden_[p] = together(forbidden) >= 1;
    for (const auto& [scope, shares] : thrown_out) scopes_.emplace(platform, scope);
    for (const auto& [whose, scope] : scopes_) {
      if (whose == platform) desk_->allow(platform, scope, 1 - together(thrown_out[scope]));
    }
  }
  for (const auto& line : lines_) line->go_on();
}

}  // namespace switchover
