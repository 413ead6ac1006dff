#include "models/platform/impact.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "models/platform/estate_condition.hpp"
#include "models/platform/felt_effects.hpp"
#include "models/platform/platform_state.hpp"
#include "sim/contract.hpp"

namespace switchover {

namespace {

constexpr Duration rush = Duration::whole_seconds(3600);

// How agents' conversations end where fewer are signed in: the three ways of ChangeKind::agents_at.
StageEffect fate_of(StageEffect talk) {
  switch (talk) {
    case StageEffect::drop:
    case StageEffect::fail_to:
      return StageEffect::drop;
    case StageEffect::requeue_keep_place:
    case StageEffect::requeue_at_back:
      return StageEffect::requeue_keep_place;
    case StageEffect::keep:
    case StageEffect::delay:
    case StageEffect::misroute:
    case StageEffect::keep_without_control:
      return StageEffect::keep;
  }
  return StageEffect::keep;
}

// Why the share of agents who are signed in somewhere changes, and what that does to conversations.
struct Reason {
  std::string cause;
  StageEffect talk = StageEffect::keep;

  void meets(const Reason& other) {
    if (cause.empty()) cause = other.cause;
    talk = std::max(talk, other.talk);
  }
};

class StoryFollower {
 public:
  StoryFollower(const EstateSpec& estate, const std::vector<WrittenLimits>& limits)
      : estate_(estate), limits_(limits), condition_(estate), effects_(estate), sign_on_(limits.size()) {
    for (std::size_t p = 0; p < limits.size(); ++p) {
      const PlatformId platform(p);
      felt_.emplace_back();
      shown_.push_back(platform_state(platform, {}, limits[p], pace(platform), false));
      presence_[{platform, platform}] = {1, 1, 0, 1, {}, {}};
    }
  }

  PlatformTimeline follow(const Story& story) {
    std::size_t next = 0;
    while (next < story.events.size() || !dates_.empty()) {
      Time now = next < story.events.size() ? story.events[next].at : *dates_.begin();
      if (!dates_.empty()) now = std::min(now, *dates_.begin());
      demand(now >= told_until_, "a story is told in order");
      told_until_ = now;
      bool changed = dates_.erase(now) > 0;
      while (next < story.events.size() && story.events[next].at == now) {
        changed = take(story.events[next++]) || changed;
      }
      show(now, changed);
    }
    return std::move(timeline_);
  }

 private:
  struct SignOn {  // of one platform
    bool closed = false;
    Time rush_until;
    double expired = 0;  // share of the sessions that have ended
  };
  struct Presence {  // of the agents of one platform on one platform
    double told = 0, told_before = 0;
    double expired_before = 0;
    double shown = 0;
    std::string told_cause, cause;
  };
  struct Absence {  // of the agents of one component on their platform: the share who are signed in
    double told = 1, told_before = 1;
    std::string told_cause;
  };
  struct GroupShown {
    double value = 1;
    std::string cause;
  };

  // ---- the story

  bool take(const StoryEvent& event) {
    if (event.kind == StoryKind::redirect) {
      demand(is_rule(event.rule), "calls are redirected by a failover rule");
      redirected_[static_cast<std::size_t>(event.rule)] = event.value;
    } else if (event.kind == StoryKind::agents_at) {
      take_agents(event);
    } else if (event.kind == StoryKind::decided && is_rule(event.rule)) {
      failing_back_.erase(static_cast<std::size_t>(event.rule));  // a failback that was broken off
    } else if (event.kind == StoryKind::failback_begins) {
      demand(is_rule(event.rule), "a failback belongs to a failover rule");
      failing_back_.insert(static_cast<std::size_t>(event.rule));
    } else if (event.kind == StoryKind::failback_ends) {
      demand(is_rule(event.rule), "a failback belongs to a failover rule");
      failed_back_.push_back(static_cast<std::size_t>(event.rule));
    }
    const bool matters = condition_.take(event);
    return matters || event.kind == StoryKind::redirect;
  }
  // A failover that watches a part of the platform's lines (a carrier with 60 % of the calls) moves the calls
  // of that part first: fewer of those who still come are on it.
  double moved_first(PlatformId p) const {
    double moved = 0;
    for (const auto& [rule, share] : redirected_) {
      const FailoverSpec& failover = estate_.failovers[rule];
      if (failover.from != p || failover.watches.is_none()) continue;
      if (estate_.components.at(failover.watches.index()).share < 1) moved = std::max(moved, share);
    }
    return moved;
  }
  bool is_rule(int rule) const {
    return rule >= 0 && static_cast<std::size_t>(rule) < estate_.failovers.size();
  }
  double pace(PlatformId p) const {
    return p.index() < estate_.sign_in.size() ? estate_.sign_in[p.index()].per_minute
                                              : SignInSpec{}.per_minute;
  }

  void take_agents(const StoryEvent& event) {
    std::string cause = event.fault;
    if (cause.empty() && is_rule(event.rule)) {
      cause = estate_.failovers[static_cast<std::size_t>(event.rule)].name;
    }
    const bool at_home = event.to.is_none() || event.to == event.platform;
    if (!event.component.is_none() && at_home) {
      demand(event.component.index() < estate_.components.size(), "a story speaks of its estate");
      std::vector<PlatformId> homes{event.platform};
      if (event.platform.is_none()) homes = estate_.components[event.component.index()].platforms;
      for (const PlatformId home : homes) {
        demand(home.index() < limits_.size(), "agents have a platform of the scenario");
        Absence& absence = absences_[{home, event.component}];
        absence.told = event.value;
        absence.told_cause = cause;
      }
      return;
    }
    const PlatformId to = at_home ? event.platform : event.to;
    demand(event.platform.index() < limits_.size() && to.index() < limits_.size(),
           "agents have a platform of the scenario");
    for (const FailoverSpec& rule : estate_.failovers) {
      if (cause.empty() && !at_home && rule.from == event.platform && rule.to == to) cause = rule.name;
    }
    Presence& presence = presence_[{event.platform, to}];
    presence.told = event.value;
    presence.told_cause = cause;
  }

  // ---- what is new

  void show(Time now, bool changed) {
    if (changed) {
      condition_.settle();
      for (std::size_t p = 0; p < limits_.size(); ++p) show_platform(PlatformId(p), now);
    }
    show_agents(now);
    show_redirects(now);
    if (changed) condition_.moment_is_over();
    for (const std::size_t rule : failed_back_) failing_back_.erase(rule);
    failed_back_.clear();
  }

  void write(PlatformChange change, Time now) {
    change.at = now;
    timeline_.changes.push_back(std::move(change));
  }

  void show_platform(PlatformId p, Time now) {
    felt_[p.index()] = effects_.on(p, condition_);
    watch_sign_on(p, now);
    std::vector<PlatformChange> state = platform_state(p, felt_[p.index()], limits_[p.index()], pace(p),
                                                       now < sign_on_[p.index()].rush_until);
    std::vector<PlatformChange>& shown = shown_[p.index()];
    const double moved = moved_first(p);
    for (PlatformChange& change : state) {
      if (change.kind != ChangeKind::accept || moved <= 0) continue;
      const double lost = 1 - change.value;
      change.value = moved < 1 ? 1 - std::max(0.0, (lost - moved) / (1 - moved)) : 1;
    }
    for (std::size_t i = 0; i < state.size(); ++i) {
      if (state[i].cause.empty()) state[i].cause = shown[i].cause;  // of what has ended
      if (state[i].value != shown[i].value || state[i].rule != shown[i].rule) write(state[i], now);
      if (state[i].kind == ChangeKind::serve) show_strikes(p, now);
    }
    shown = std::move(state);
  }

  void show_strikes(PlatformId p, Time now) {
    const auto strike = [&](ChangeKind kind, StageRule StageEffects::*stage) {
      const WorstRule worst = worst_strike(felt_[p.index()], stage);
      if (worst.felt == nullptr) return;
      PlatformChange change;
      change.platform = p;
      change.kind = kind;
      change.rule = worst.rule;
      change.cause = worst.felt->cause->fault;
      write(std::move(change), now);
    };
    strike(ChangeKind::strike_ivr, &StageEffects::ivr);
    strike(ChangeKind::strike_queue, &StageEffects::queue);
    strike(ChangeKind::strike_talk, &StageEffects::talk);
  }

  static bool is_expired(const FeltEffect& one, Time now) {
    return closes_sign_in(one) && one.effect->token_life > Duration{} &&
           one.cause->since + one.effect->token_life <= now;
  }
  // Sessions that end while nobody can sign in, and the rush when it is over, are dates of our own.
  void watch_sign_on(PlatformId p, Time now) {
    const std::vector<FeltEffect>& felt = felt_[p.index()];
    SignOn& sign_on = sign_on_[p.index()];
    const bool closed = hit_by(felt, closes_sign_in).share > 0;
    if (sign_on.closed && !closed) {
      sign_on.rush_until = now + rush;
      dates_.insert(now + rush);
    }
    sign_on.closed = closed;
    for (const FeltEffect& one : felt) {
      const Time end = one.cause->since + one.effect->token_life;
      if (closes_sign_in(one) && end > now) dates_.insert(end);
    }
    sign_on.expired = hit_by(felt, [&](const FeltEffect& one) { return is_expired(one, now); }).share;
  }

  static bool signs_out(const FeltEffect& one) {  // at the moment when it begins
    return one.effect->agents == AgentFate::signed_out && one.cause->fresh;
  }
  // The worst that those who fit do to the conversations of the agents whom they sign out.
  template <class Fits>
  Reason signed_out_by(PlatformId p, const Fits& fits) const {
    Reason reason;
    for (const FeltEffect& one : felt_[p.index()]) {
      if (!fits(one)) continue;
      if (reason.cause.empty() || one.agents_talk() > reason.talk) reason.cause = one.cause->fault;
      reason.talk = std::max(reason.talk, one.agents_talk());
    }
    return reason;
  }
  // Components whose agents the story tells apart sign out nobody else.
  bool tells_apart(ComponentId component) const {
    return std::any_of(absences_.begin(), absences_.end(),
                       [&](const auto& absence) { return absence.first.second == component; });
  }
  bool is_cut(PlatformId home, PlatformId to) const {
    return std::any_of(failing_back_.begin(), failing_back_.end(), [&](std::size_t rule) {
      const FailoverSpec& failover = estate_.failovers[rule];
      return !failover.failback.drain && failover.from == home && failover.to == to;
    });
  }

  // Of agents of a component: how many of theirs are there is a factor; `group` none: components without
  // groups.
  struct Factor {
    double share = 1;
    Reason reason;  // of a change
  };
  Factor factor_of(PlatformId home, GroupId group) const {
    Factor factor;
    for (const auto& [key, absence] : absences_) {
      const ComponentId component = key.second;
      const auto& groups = estate_.components[component.index()].groups;
      const bool is_in = std::find(groups.begin(), groups.end(), group) != groups.end();
      if (key.first != home || !(group.is_none() ? groups.empty() : is_in)) continue;
      factor.share *= absence.told;
      if (absence.told == absence.told_before) continue;
      Reason reason = signed_out_by(
          home, [&](const FeltEffect& one) { return one.component == component && signs_out(one); });
      if (!absence.told_cause.empty()) reason.cause = absence.told_cause;
      factor.reason.meets(reason);
    }
    return factor;
  }

  void show_agents(Time now) {
    leave_with_.clear();
    for (const auto& [key, presence] : presence_) {
      if (key.first != key.second && presence.told != presence.told_before) {
        leave_with_[key.first] = presence.told_cause;
      }
    }
    std::vector<PlatformChange> rising;  // behind all that falls: nobody is in two places
    for (auto& [key, presence] : presence_) show_presence(key.first, key.second, presence, now, rising);
    for (PlatformChange& change : rising) write(std::move(change), now);
    for (const auto& [key, absence] : absences_) {
      if (absence.told == absence.told_before) continue;
      for (const GroupId group : estate_.components[key.second.index()].groups) {
        show_group(key.first, group, now);
      }
    }
    for (auto& [key, absence] : absences_) absence.told_before = absence.told;
  }

  void show_presence(PlatformId home, PlatformId to, Presence& presence, Time now,
                     std::vector<PlatformChange>& rising) {
    const Factor factor = home == to ? factor_of(home, GroupId::none()) : Factor{};
    const double expired = sign_on_[to.index()].expired;
    const double value = presence.told * factor.share * (1 - expired);
    Reason reason;
    if (presence.told != presence.told_before) {
      reason = signed_out_by(
          to, [&](const FeltEffect& one) { return signs_out(one) && !tells_apart(one.component); });
      if (is_cut(home, to)) reason.talk = StageEffect::drop;
      if (!presence.told_cause.empty()) reason.cause = presence.told_cause;
      const auto mover = leave_with_.find(home);
      if (reason.cause.empty() && home == to && mover != leave_with_.end()) reason.cause = mover->second;
    }
    reason.meets(factor.reason);
    if (expired > presence.expired_before) {
      reason.meets(signed_out_by(to, [&](const FeltEffect& one) { return is_expired(one, now); }));
    }
    presence.told_before = presence.told;
    presence.expired_before = expired;
    if (value == presence.shown) return;
    PlatformChange change;
    change.platform = home;
    change.kind = ChangeKind::agents_at;
    change.value = value;
    change.rule.to = to;
    if (!reason.cause.empty()) presence.cause = reason.cause;
    change.cause = presence.cause;
    const bool falls = value < presence.shown;
    presence.shown = value;
    if (!falls) return rising.push_back(std::move(change));
    change.rule.effect = fate_of(reason.talk);
    write(std::move(change), now);
  }

  void show_group(PlatformId home, GroupId group, Time now) {
    const Factor factor = factor_of(home, group);
    GroupShown& shown = groups_[{home, group}];
    if (factor.share == shown.value) return;
    PlatformChange change;
    change.platform = home;
    change.kind = ChangeKind::agents_at;
    change.value = factor.share;
    change.rule.to = home;
    change.group = group;
    if (factor.share < shown.value) change.rule.effect = fate_of(factor.reason.talk);
    if (!factor.reason.cause.empty()) shown.cause = factor.reason.cause;
    change.cause = shown.cause;
    shown.value = factor.share;
    write(std::move(change), now);
  }

  // Several rules may send the calls of one platform to another: the greatest share counts.
  void show_redirects(Time now) {
    std::map<std::pair<PlatformId, PlatformId>, std::pair<double, std::size_t>> shares;
    for (const auto& [rule, share] : redirected_) {
      const FailoverSpec& failover = estate_.failovers[rule];
      const auto [found, is_new] =
          shares.emplace(std::pair(failover.from, failover.to), std::pair(share, rule));
      if (!is_new && share > found->second.first) found->second = {share, rule};
    }
    for (const auto& [way, greatest] : shares) {
      double& shown = redirects_shown_[way];
      if (greatest.first == shown) continue;
      PlatformChange change;
      change.platform = way.first;
      change.kind = ChangeKind::redirect;
      change.value = shown = greatest.first;
      change.rule.to = way.second;
      change.cause = estate_.failovers[greatest.second].name;
      write(std::move(change), now);
    }
  }

  const EstateSpec& estate_;
  const std::vector<WrittenLimits>& limits_;
  EstateCondition condition_;
  FeltEffects effects_;
  std::vector<std::vector<FeltEffect>> felt_;                       // per platform
  std::vector<std::vector<PlatformChange>> shown_;                  // per platform: what lasts
  std::vector<SignOn> sign_on_;                                     // per platform
  std::map<std::pair<PlatformId, PlatformId>, Presence> presence_;  // home, where
  std::map<PlatformId, std::string> leave_with_;  // home -> the rule that moves its agents at this moment
  std::map<std::pair<PlatformId, ComponentId>, Absence> absences_;       // home, whose agents
  std::map<std::pair<PlatformId, GroupId>, GroupShown> groups_;          // home, which
  std::map<std::size_t, double> redirected_;                             // by rule
  std::map<std::pair<PlatformId, PlatformId>, double> redirects_shown_;  // from, to
  std::set<std::size_t> failing_back_;                                   // rules
  std::vector<std::size_t> failed_back_;                                 // rules, at the present moment
  std::set<Time> dates_;  // of our own: sessions end, a rush is over
  Time told_until_;
  PlatformTimeline timeline_;
};

}  // namespace

PlatformTimeline timeline_of(const EstateSpec& estate, const Story& story,
                             const std::vector<WrittenLimits>& limits) {
  return StoryFollower(estate, limits).follow(story);
}

}  // namespace switchover
