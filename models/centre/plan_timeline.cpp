// Events of a platform (outage, slow-down, limits) folded into its timeline. Worst wins, delays add
// (docs/MODEL.md).
#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "models/centre/plan.hpp"

namespace switchover {

double written_limit(const PlatformSpec& platform, LimitKind kind) {
  const auto value = [](const auto& limit) {
    return limit ? static_cast<double>(*limit) : std::numeric_limits<double>::infinity();
  };
  switch (kind) {
    case LimitKind::trunks:
      return value(platform.trunks);
    case LimitKind::calls_per_second:
      return value(platform.calls_per_second);
    case LimitKind::ivr_ports:
      return value(platform.ivr_ports);
    case LimitKind::concurrent_calls:
      return value(platform.concurrent_calls);
    case LimitKind::queued:
      return value(platform.max_queued);
    case LimitKind::logins:
      return value(platform.logins);
  }
  return std::numeric_limits<double>::infinity();
}

namespace {

using Events = std::vector<const EventSpec*>;

Events of_kind(const CentrePlan& plan, std::size_t platform, EventKind kind) {
  Events found;
  for (const auto& event : plan.spec.events) {
    if (event.kind == kind && (event.platform.is_none() || event.platform.index() == platform))
      found.push_back(&event);
  }
  return found;
}
std::set<Time> edges(const Events& events) {
  std::set<Time> result;
  for (const EventSpec* event : events) {
    result.insert(event->from);
    if (event->to < Time::never()) result.insert(event->to);
  }
  return result;
}
PlatformChange change(Time at, std::size_t platform, ChangeKind kind, double value,
                      const std::string& cause) {
  PlatformChange c;
  c.at = at;
  c.platform = PlatformId(platform);
  c.kind = kind;
  c.value = value;
  c.cause = cause;
  return c;
}

// The calls that are present when an outage begins, stage by stage.
void strike(CentrePlan& plan, std::size_t platform, const EventSpec& event) {
  const auto add = [&](ChangeKind kind, const StageRule& rule) {
    if (rule.effect == StageEffect::keep) return;
    PlatformChange c = change(event.from, platform, kind, 0, event.name);
    c.rule = rule;
    c.rule.share *= event.share;
    plan.changes.push_back(c);
  };
  add(ChangeKind::strike_ivr, event.effects.ivr);
  add(ChangeKind::strike_queue, event.effects.queue);
  add(ChangeKind::strike_talk, event.effects.talk);
  if (event.agents_signed_out)
    plan.changes.push_back(change(event.from, platform, ChangeKind::agents_out, event.share, event.name));
}

void plan_outages(CentrePlan& plan, std::size_t platform) {
  const Events outages = of_kind(plan, platform, EventKind::outage);
  for (const Time t : edges(outages)) {
    const EventSpec* worst = nullptr;
    const EventSpec* ended = nullptr;
    for (const EventSpec* event : outages) {
      if (is_active(*event, t) && (worst == nullptr || event->share > worst->share)) worst = event;
      if (event->to == t) ended = event;
    }
    const std::string& cause = worst != nullptr ? worst->name : ended->name;
    PlatformChange accept =
        change(t, platform, ChangeKind::accept, worst != nullptr ? 1 - worst->share : 1, cause);
    if (worst != nullptr) {
      accept.rule = worst->effects.dial;
      if (accept.rule.effect == StageEffect::keep) accept.value = 1;  // new calls still get in
    }
    plan.changes.push_back(accept);
    plan.changes.push_back(
        change(t, platform, ChangeKind::serve, worst != nullptr && worst->share >= 1 ? 0 : 1, cause));
    for (const EventSpec* event : outages)
      if (event->from == t) strike(plan, platform, *event);
    if (worst == nullptr && ended->agents_signed_out) {
      PlatformChange back = change(t, platform, ChangeKind::agents_back, ended->sign_ins_per_minute, cause);
      back.rule.delay = ended->sign_in_over;
      plan.changes.push_back(back);
    }
  }
}

void plan_slow(CentrePlan& plan, std::size_t platform) {
  const Events slow = of_kind(plan, platform, EventKind::slow);
  for (const Time t : edges(slow)) {
    Duration talk, wrap;
    double share = 0;
    std::string cause = "recovered";
    for (const EventSpec* event : slow) {
      if (!is_active(*event, t)) continue;
      talk += event->adds_talk;
      wrap += event->adds_wrap;
      share = std::max(share, event->slow_share);
      cause = event->name;
    }
    plan.changes.push_back(change(t, platform, ChangeKind::add_talk, talk.in_seconds(), cause));
    plan.changes.push_back(change(t, platform, ChangeKind::add_wrap, wrap.in_seconds(), cause));
    plan.changes.push_back(change(t, platform, ChangeKind::slow_share, share, cause));
  }
}

void plan_limits(CentrePlan& plan, std::size_t platform) {
  const Events limits = of_kind(plan, platform, EventKind::limit);
  for (std::size_t k = 0; k < limit_kinds; ++k) {
    const auto kind = static_cast<LimitKind>(k);
    Events of_this;
    for (const EventSpec* event : limits)
      if (event->limit == kind) of_this.push_back(event);
    for (const Time t : edges(of_this)) {
      double value = written_limit(plan.spec.platforms[platform], kind);
      std::string cause = "limit restored";
      for (const EventSpec* event : of_this) {
        if (!is_active(*event, t)) continue;
        value = event->limit_value.value_or(std::numeric_limits<double>::infinity());
        cause = event->name;
      }
      PlatformChange c = change(t, platform, ChangeKind::limit, value, cause);
      c.which = static_cast<int>(k);
      plan.changes.push_back(c);
    }
  }
}

void check_change(const CentrePlan& plan, const PlatformChange& c) {
  const auto is_platform = [&](PlatformId id) { return id.index() < plan.platforms; };
  demand(is_platform(c.platform), "a platform change names a platform");
  switch (c.kind) {
    case ChangeKind::redirect:
      demand(is_platform(c.rule.to), "redirected calls go to a platform");
      demand(c.value >= 0 && c.value <= 1, "a share of calls lies between 0 and 1");
      return;
    case ChangeKind::agents_at: {
      const std::size_t to = c.rule.to.is_none() ? c.platform.index() : c.rule.to.index();
      demand(c.value >= 0 && c.value <= 1, "a share of agents lies between 0 and 1");
      demand(to == c.platform.index() || move_between(plan.spec, c.platform.index(), to) != nullptr,
             "agents are only sent where a move keeps room for them");
      demand(c.group.is_none() || (c.group.index() < plan.groups && to == c.platform.index()),
             "a group's share is a factor at home");
      return;
    }
    case ChangeKind::sign_ins:
      demand(c.value >= 0, "a rate of sign-ins is not negative");
      return;
    case ChangeKind::no_answer:
      demand(c.value >= 0 && c.value <= 1, "a share of rings lies between 0 and 1");
      return;
    case ChangeKind::bridge_ports:
      demand(c.which >= 0 && static_cast<std::size_t>(c.which) < plan.spec.bridges.size() && c.value >= 0,
             "bridge_ports names a bridge");
      return;
    case ChangeKind::accept:
    case ChangeKind::strike_ivr:
    case ChangeKind::strike_queue:
    case ChangeKind::strike_talk:
    case ChangeKind::serve:
    case ChangeKind::agents_out:
    case ChangeKind::agents_back:
    case ChangeKind::add_talk:
    case ChangeKind::add_wrap:
    case ChangeKind::slow_share:
    case ChangeKind::limit:
      return;
  }
}

void put_in_order(const CentrePlan& plan, std::vector<PlatformChange>& changes) {
  std::erase_if(changes, [&](const PlatformChange& c) { return c.at.count_us() >= plan.latest_us; });
  std::stable_sort(changes.begin(), changes.end(),
                   [](const PlatformChange& a, const PlatformChange& b) { return a.at < b.at; });
  for (const PlatformChange& c : changes) check_change(plan, c);
}

// Where changes come from: the file of a timeline, the events of the platforms, a rehearsal. Each says how
// things stand as far as it knows.
enum Source : std::size_t { from_file, from_events, from_rehearsal, sources };
struct Sourced {
  PlatformChange change;
  Source source;
};

// What a platform does now, by each source; what all of them together make of it.
class Standing {
 public:
  Standing(ChangeKind kind, double at_first) : kind_(kind), at_first_(at_first) {
    said_.fill({at_first, {}, {}});
  }
  void hear(const Sourced& next) {
    said_[next.source] = {next.change.value, next.change.rule, next.change.cause};
  }
  void tell(PlatformChange& change) const {
    const bool adds = kind_ == ChangeKind::add_talk || kind_ == ChangeKind::add_wrap;
    const Said* worst = nullptr;
    double sum = 0;
    for (const Said& one : said_) {
      sum += one.value;
      if (one.value == at_first_) continue;  // nothing of this source's
      if (worst == nullptr || is_worse(one.value, worst->value)) worst = &one;
    }
    if (worst == nullptr) return;
    change.value = adds ? sum : worst->value;
    change.rule = worst->rule;
    change.cause = worst->cause;
  }

 private:
  struct Said {
    double value;
    StageRule rule;
    std::string cause;
  };
  bool is_worse(double one, double other) const {
    return kind_ == ChangeKind::slow_share ? one > other : one < other;
  }
  ChangeKind kind_;
  double at_first_;
  std::array<Said, sources> said_;
};

std::optional<double> at_first(const CentrePlan& plan, const PlatformChange& c) {
  switch (c.kind) {
    case ChangeKind::accept:
    case ChangeKind::serve:
      return 1.0;
    case ChangeKind::add_talk:
    case ChangeKind::add_wrap:
    case ChangeKind::slow_share:
      return 0.0;
    case ChangeKind::limit:
      return written_limit(plan.spec.platforms[c.platform.index()], static_cast<LimitKind>(c.which));
    default:
      return std::nullopt;  // only one source says it, or it happens once
  }
}

// One source does not undo what another one says: the worst of all wins, delays add.
std::vector<PlatformChange> together(const CentrePlan& plan, std::vector<Sourced> all) {
  std::stable_sort(all.begin(), all.end(),
                   [](const Sourced& a, const Sourced& b) { return a.change.at < b.change.at; });
  using Key = std::tuple<std::size_t, ChangeKind, int>;
  const auto key = [](const PlatformChange& c) { return Key{c.platform.index(), c.kind, c.which}; };
  std::map<Key, Standing> standing;
  std::vector<PlatformChange> changes;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;  // of one moment: all are heard before anything is told
    for (; end < all.size() && all[end].change.at == all[i].change.at; ++end) {
      const PlatformChange& c = all[end].change;
      demand(c.platform.index() < plan.platforms, "a platform change names a platform");
      const auto first = at_first(plan, c);
      if (first) standing.try_emplace(key(c), c.kind, *first).first->second.hear(all[end]);
    }
    for (; i < end; ++i) {
      changes.push_back(std::move(all[i].change));
      const auto now = standing.find(key(changes.back()));
      if (now != standing.end()) now->second.tell(changes.back());
    }
  }
  return changes;
}

std::vector<PlatformChange> with(const CentrePlan& plan, const std::vector<PlatformChange>& events,
                                 const PlatformTimeline* rehearsal) {
  std::vector<PlatformChange> changes = plan.spec.timeline.changes;
  const std::vector<PlatformChange> none;
  const auto& staged = rehearsal != nullptr ? rehearsal->changes : none;
  const bool several = (changes.empty() ? 0 : 1) + (events.empty() ? 0 : 1) + (staged.empty() ? 0 : 1) > 1;
  if (several) {
    std::vector<Sourced> all;
    for (const PlatformChange& c : changes) all.push_back({c, from_file});
    for (const PlatformChange& c : events) all.push_back({c, from_events});
    for (const PlatformChange& c : staged) all.push_back({c, from_rehearsal});
    changes = together(plan, std::move(all));
  } else {
    changes.insert(changes.end(), events.begin(), events.end());
    changes.insert(changes.end(), staged.begin(), staged.end());
  }
  put_in_order(plan, changes);
  return changes;
}

}  // namespace

void plan_timeline(CentrePlan& plan) {
  for (std::size_t p = 0; p < plan.platforms; ++p) {
    plan_outages(plan, p);
    plan_slow(plan, p);
    plan_limits(plan, p);
  }
  const std::vector<PlatformChange> events = std::move(plan.changes);
  const StagedTimelines* staged = plan.spec.staged.get();
  const bool is_one = staged != nullptr && staged->of.size() == 1;
  plan.changes = with(plan, events, is_one ? &staged->of.front() : nullptr);
  if (staged == nullptr || is_one) return;
  for (const PlatformTimeline& timeline : staged->of) plan.staged.push_back(with(plan, events, &timeline));
}

}  // namespace switchover
