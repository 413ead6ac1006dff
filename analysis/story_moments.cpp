#include "analysis/story_moments.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace switchover {
namespace {

constexpr double enough = 0.95;       // of the new calls, of the agents
constexpr double almost_all = 0.999;  // of the agents: fewer are a loss

bool is_loss(const StoryEvent& event) {
  return event.kind == StoryKind::down || event.kind == StoryKind::slow;
}

// When the component is first lost in the story, by its own fault or with something that it needs.
std::optional<Time> first_loss(const Story& story, ComponentId component) {
  for (const StoryEvent& event : story.events) {
    const bool begins = event.kind == StoryKind::fault_begins || is_loss(event);
    if (begins && event.component == component) return event.at;
  }
  return std::nullopt;
}

// The fault behind a loss at `at`: of the component itself, else the last that began.
std::string fault_behind(const Story& story, ComponentId component, Time at) {
  std::string last;
  for (const StoryEvent& event : story.events) {
    if (event.at > at) break;
    if (event.kind != StoryKind::fault_begins) continue;
    last = event.fault;
    if (event.component == component && event.at == at) return event.fault;
  }
  return last;
}

struct Candidate {
  IncidentSubject subject;
  std::size_t stories = 0;  // in which it happens
  Time first = Time::never();
};
void count_loss(Candidate& candidate, const Story& story) {
  const auto at = first_loss(story, candidate.subject.component);
  if (!at) return;
  ++candidate.stories;
  candidate.first = std::min(candidate.first, *at);
  if (candidate.subject.fault.empty()) {
    candidate.subject.fault = fault_behind(story, candidate.subject.component, *at);
  }
}
// What happens in most stories, the earliest of equals.
const Candidate* foremost(const std::vector<Candidate>& candidates) {
  const Candidate* best = nullptr;
  for (const Candidate& c : candidates) {
    if (c.stories == 0) continue;
    const bool more = best == nullptr || c.stories > best->stories;
    if (more || (c.stories == best->stories && c.first < best->first)) best = &c;
  }
  return best;
}

// Share of the component's new calls that are turned away while it is lost.
double refused_share(const EstateSpec& estate, const StoryEvent& event) {
  const ComponentSpec& component = estate.components.at(event.component.index());
  const FaultEffect* effect = event.kind == StoryKind::slow ? &component.when_slow : &component.when_down;
  for (const FaultSpec& fault : estate.faults) {
    if (!event.fault.empty() && fault.name == event.fault && fault.effect) effect = &*fault.effect;
  }
  const StageRule& dial = effect->calls.dial;
  return dial.effect == StageEffect::drop ? dial.share * component.share : 0;
}

// Walks a story and knows at every moment which share of the new calls of one platform gets in.
class Door {
 public:
  Door(const EstateSpec& estate, const IncidentSubject& subject) : estate_(estate), subject_(subject) {}
  void hear(const StoryEvent& event) {
    switch (event.kind) {
      case StoryKind::fault_begins:
        struck_[event.component.index()] = event.value;
        break;
      case StoryKind::down:
      case StoryKind::slow:
        if (concerns(event.component)) lost_[event.component.index()] = lost_by(event);
        break;
      case StoryKind::up:
      case StoryKind::promoted:
      case StoryKind::slow_ends:
        lost_.erase(event.component.index());
        break;
      case StoryKind::redirect:
        if (event.rule == subject_.rule) redirected_ = event.value;
        break;
      default:
        break;
    }
  }
  double open() const {
    if (moves_own_calls_first()) return std::min(1.0, own() + redirected_);
    return redirected_ + (1 - redirected_) * own();
  }
  double own() const {  // of those that are not redirected
    double lost = 0;
    for (const auto& [component, share] : lost_) lost = std::max(lost, share);
    return 1 - lost;
  }

 private:
  // As impact.cpp: a rule that watches a part of the lines moves the calls of that part.
  bool moves_own_calls_first() const {
    if (subject_.rule < 0) return false;
    const ComponentId watched = estate_.failovers.at(static_cast<std::size_t>(subject_.rule)).watches;
    return !watched.is_none() && estate_.components.at(watched.index()).share < 1;
  }
  bool concerns(ComponentId id) const {
    const auto& of = estate_.components.at(id.index()).platforms;
    return std::find(of.begin(), of.end(), subject_.from) != of.end();
  }
  double lost_by(const StoryEvent& event) const {
    const auto known = struck_.find(event.component.index());
    const bool own = !event.fault.empty() && known != struck_.end();
    return refused_share(estate_, event) * (own ? known->second : 1);
  }
  const EstateSpec& estate_;
  const IncidentSubject& subject_;
  std::map<std::size_t, double> struck_;  // share of the component that its own fault takes
  std::map<std::size_t, double> lost_;    // share of the new calls that is turned away by it
  double redirected_ = 0;
};

bool is_flapping(const EstateSpec& estate, const IncidentSubject& subject) {
  return std::any_of(estate.faults.begin(), estate.faults.end(),
                     [&](const FaultSpec& fault) { return fault.name == subject.fault && fault.flaps > 0; });
}

// Of a component that flaps: for good, not for the minutes between two losses. After find_recovery.
void find_acceptance(const EstateSpec& estate, const Story& story, const IncidentSubject& subject,
                     StoryMoments& found) {
  const Time settled = is_flapping(estate, subject) ? found.healthy.value_or(Time::never()) : Time{};
  Door door(estate, subject);
  const auto& events = story.events;
  for (std::size_t i = 0; i < events.size(); ++i) {
    door.hear(events[i]);
    const bool moment_is_over = i + 1 == events.size() || events[i + 1].at != events[i].at;
    if (!moment_is_over || events[i].at < *found.begins) continue;
    const bool open = door.open() >= enough - 1e-9;
    found.refuses = found.refuses || !open;
    if (!open) found.accepted.reset();
    if (found.refuses && open && !found.accepted) {
      found.accepted = events[i].at;
      found.elsewhere = door.own() < enough - 1e-9;
    }
    if (found.accepted && events[i].at >= settled) {
      return;
    }
  }
}

struct Present {
  Time at;
  double share;
};
// Share of the agents of `home` who are signed in anywhere, as it changes.
std::vector<Present> presence(const Story& story, PlatformId home) {
  std::map<std::size_t, double> where{{home.index(), 1.0}};
  std::vector<Present> all;
  for (const StoryEvent& event : story.events) {
    if (event.kind != StoryKind::agents_at || event.platform != home) continue;
    where[event.to.index()] = event.value;
    double sum = 0;
    for (const auto& [platform, share] : where) sum += share;
    if (!all.empty() && all.back().at == event.at) {
      all.back().share = sum;
    } else {
      all.push_back({event.at, sum});
    }
  }
  return all;
}

// Those who can return: as many as come back before the component is healthy, else as many as ever do.
void find_agents(const Story& story, const IncidentSubject& subject, StoryMoments& found) {
  const std::vector<Present> all = presence(story, subject.from);
  const auto fewer = [](const Present& a, const Present& b) { return a.share < b.share; };
  const auto out = std::find_if(all.begin(), all.end(), [&](const Present& p) {
    return p.at >= *found.begins && p.share < almost_all;
  });
  // Who leaves the platform to come home is no loss of the fault's.
  const auto way_home = std::find_if(story.events.begin(), story.events.end(), [&](const StoryEvent& event) {
    return event.kind == StoryKind::failback_begins && event.at >= *found.begins;
  });
  if (out == all.end() || (way_home != story.events.end() && out->at >= way_home->at)) return;
  found.agents_leave = true;
  for (const Time until : {found.healthy.value_or(Time::never()), Time::never()}) {
    const auto end = std::find_if(out, all.end(), [&](const Present& p) { return p.at >= until; });
    if (end == out) continue;
    const auto fewest = std::min_element(out, end, fewer);
    const double can_return = std::max_element(fewest, end, fewer)->share - fewest->share;
    if (can_return <= 0) continue;
    const auto back = [&](double part) {
      const double wanted = fewest->share + part * can_return - 1e-9;
      return std::find_if(fewest, end, [&](const Present& p) { return p.share >= wanted; })->at;
    };
    found.agents_half = back(0.5);
    found.agents_most = back(enough);
    return;
  }
}

void find_recovery(const EstateSpec& estate, const Story& story, const IncidentSubject& subject,
                   StoryMoments& found) {
  const bool flapping = is_flapping(estate, subject);
  bool replaced = false;  // its standby serves: its own repair is told as the end of the fault only
  for (const StoryEvent& event : story.events) {
    if (event.at < *found.begins) continue;
    if (event.component == subject.component && event.kind == StoryKind::promoted) replaced = true;
    const bool works = event.kind == StoryKind::up || event.kind == StoryKind::slow_ends ||
                       (replaced && event.kind == StoryKind::fault_ends);
    if (works && event.component == subject.component && !found.failback_begins) {
      if (!found.healthy || flapping) found.healthy = event.at;
    }
    const bool of_rule = subject.rule >= 0 && event.rule == subject.rule;
    if (event.kind == StoryKind::failback_begins && of_rule && !found.failback_begins) {
      found.failback_begins = event.at;
    }
    if (event.kind == StoryKind::failback_ends && of_rule && !found.failback_ends) {
      found.failback_ends = event.at;
    }
    if (event.kind == StoryKind::data_lost) {
      found.lost_data_s = std::max(found.lost_data_s.value_or(0), event.value);
    }
  }
}

}  // namespace

std::optional<IncidentSubject> subject_of(const EstateSpec& estate, const std::vector<Story>& stories) {
  std::vector<Candidate> answered;
  for (std::size_t r = 0; r < estate.failovers.size(); ++r) {
    const FailoverSpec& rule = estate.failovers[r];
    answered.push_back({{rule.watches, static_cast<int>(r), rule.from, rule.to, ""}, 0, Time::never()});
  }
  std::vector<Candidate> faults;
  for (const FaultSpec& fault : estate.faults) {
    for (const ComponentId target : fault.targets) {
      const auto& of = estate.components.at(target.index()).platforms;
      const PlatformId from = of.empty() ? PlatformId::none() : of.front();
      faults.push_back({{target, -1, from, PlatformId::none(), fault.name}, 0, Time::never()});
    }
  }
  for (const Story& story : stories) {
    for (Candidate& c : answered) count_loss(c, story);
    for (Candidate& c : faults) count_loss(c, story);
  }
  const Candidate* best = foremost(answered);
  if (best == nullptr) best = foremost(faults);
  return best == nullptr ? std::nullopt : std::optional<IncidentSubject>(best->subject);
}

StoryMoments moments_of(const EstateSpec& estate, const Story& story, const IncidentSubject& subject) {
  StoryMoments found;
  found.begins = first_loss(story, subject.component);
  if (!found.begins) return found;
  found.slow = std::none_of(story.events.begin(), story.events.end(), [&](const StoryEvent& event) {
    return event.kind == StoryKind::down && event.component == subject.component;
  });
  for (const StoryEvent& event :
       story.events) {  // a maintenance that is announced is decided before it begins
    if (subject.rule < 0 || event.rule != subject.rule) continue;
    if (event.kind == StoryKind::detected && !found.detected) found.detected = event.at;
    if (event.kind == StoryKind::decided && !found.decided) found.decided = event.at;
  }
  find_recovery(estate, story, subject, found);
  find_acceptance(estate, story, subject, found);
  find_agents(story, subject, found);
  return found;
}

std::vector<MovedShare> moved_agents(const Story& story, PlatformId from, PlatformId to) {
  std::vector<MovedShare> all;
  for (const StoryEvent& event : story.events) {
    if (event.kind != StoryKind::agents_at || event.platform != from || event.to != to) continue;
    all.push_back({event.at, event.value});
  }
  return all;
}

}  // namespace switchover
