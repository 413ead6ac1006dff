// Questions about the estate. None of them stops a run.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/checks.hpp"
#include "scenarios/estate_checks.hpp"
#include "scenarios/estate_reader.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr double long_after_repair_s = 3600;

constexpr std::int64_t half_hour_s = 1800;

Time middle_of(std::size_t slot) {
  return Time::after_start(
      Duration::whole_seconds(static_cast<std::int64_t>(slot) * half_hour_s + half_hour_s / 2));
}

// Agents on the phones of one platform alone, by half-hour; those who work on both are nobody's.
std::vector<double> agents_on(const CentreSpec& spec, PlatformId platform, std::size_t slots) {
  CentreSpec own, following;  // those with this platform, and those whom the split of agents sends
  for (const GroupSpec& group : spec.groups) {
    GroupSpec fixed = group, split = group;
    const auto is_here = [&](Assignment assignment, PlatformId where) {
      return assignment == Assignment::one_platform && where == platform;
    };
    if (!is_here(group.assignment, group.platform)) fixed.counted.clear();
    if (group.assignment != Assignment::split) split.counted.clear();
    std::erase_if(fixed.agents, [&](const AgentSpec& a) { return !is_here(a.assignment, a.platform); });
    std::erase_if(split.agents, [](const AgentSpec& a) { return a.assignment != Assignment::split; });
    own.groups.push_back(std::move(fixed));
    following.groups.push_back(std::move(split));
  }
  std::vector<double> agents = agents_by_half_hour(own, slots);
  const std::vector<double> split = agents_by_half_hour(following, slots);
  for (std::size_t slot = 0; slot < slots; ++slot) {
    double share = platform.index() == 0 ? 1 : 0;  // before the first step all are on the first platform
    for (const SplitStep& step : spec.agent_split) {
      if (step.at <= middle_of(slot)) share = step.share[platform.index()];
    }
    agents[slot] += share * split[slot];
  }
  return agents;
}

double agents_at(const CentreSpec& spec, PlatformId platform, Time at) {
  const auto slot = static_cast<std::size_t>(at.in_seconds() / static_cast<double>(half_hour_s));
  return agents_on(spec, platform, slot + 1).back();
}

std::string span_text(Duration span) {
  const std::int64_t minutes = span.count_us() / 60'000'000;
  std::string text;
  if (minutes >= 60) text = fmt::format("{} h", minutes / 60);
  if (minutes % 60 > 0 || text.empty()) text += fmt::format("{}{} m", text.empty() ? "" : " ", minutes % 60);
  return text;
}

void ask(Reading& reading, const Place& place, std::string what, std::string hint) {
  Problem& question = reading.lints.emplace_back();
  question.place = place;
  question.what = std::move(what);
  question.hint = std::move(hint);
}

// Whether a fault of one of its targets takes the component down, too.
bool takes_down(const EstateSpec& estate, const FaultSpec& fault, ComponentId component) {
  std::vector<ComponentId> lost = fault.targets;
  for (std::size_t i = 0; i < lost.size(); ++i) {
    if (lost[i] == component) return true;
    for (const NeedSpec& need : estate.needs) {
      if (need.hard && need.needs == lost[i] && std::find(lost.begin(), lost.end(), need.who) == lost.end()) {
        lost.push_back(need.who);
      }
    }
  }
  return false;
}

// Failback by the clock, long after what failed is mended: the agents who did not move sit idle meanwhile.
void ask_about_late_failback(Reading& reading, const CentreDraft& draft, std::size_t r) {
  const EstateDraft& estate = draft.estate;
  const FailoverSpec& rule = estate.spec.failovers[r];
  if (rule.failback.when != FailbackSpec::When::at) return;
  for (const FaultSpec& fault : estate.spec.faults) {
    const bool dated = !fault.every && fault.mode != FaultMode::slow && !fault.lasts.is_never();
    if (!dated || !takes_down(estate.spec, fault, rule.watches)) continue;
    const Time repaired = fault.at + Duration::seconds(fault.lasts.mean());
    const Duration late = rule.failback.at - repaired;
    if (late.in_seconds() <= long_after_repair_s) continue;
    const double stranded =
        std::round(agents_at(draft.spec, rule.from, repaired) * (1 - rule.agents.dual_enabled) * rule.share);
    const std::string at = clock_text(reading.calendar.start, draft.spec.length, rule.failback.at);
    ask(reading, estate.failovers[r].at,
        fmt::format("failback at {} is {} after repair{}", at, span_text(late),
                    stranded >= 1 ? fmt::format(", {:.0f} agents idle meanwhile", stranded) : std::string()),
        "write after_repair = \"15m\" if nothing forbids to go back earlier");
    return;
  }
}

void ask_about_detection(Reading& reading, const EstateDraft& estate, std::size_t r) {
  const FailoverSpec& rule = estate.spec.failovers[r];
  if (rule.detection != Detection::scripted || !estate.failovers[r].detect_typed) return;
  ask(reading, estate.places.failovers[r],
      fmt::format("{} has no heartbeat in the file: detection is the {} that you typed, not simulated",
                  estate.components[rule.watches.index()], delay_text(rule.detect)),
      "write detect = { heartbeat = \"10s\", misses = 3 } to simulate it");
}

void ask_about_logins(Reading& reading, const CentreDraft& draft, std::size_t r) {
  const EstateDraft& estate = draft.estate;
  const FailoverSpec& rule = estate.spec.failovers[r];
  const FailoverNotes& notes = estate.failovers[r];
  if (notes.dual_enabled_typed && rule.agents.dual_enabled < 1) {
    ask(reading, estate.places.failovers[r],
        fmt::format("{}: {} of the agents can sign in on \"{}\": typed, and drawn at random, not by skill",
                    rule.name, share_text(rule.agents.dual_enabled), draft.names.platforms[rule.to.index()]),
        "count the logins that work; which agents have them matters");
  }
}

template <class Number>
void ask_about_limit(Reading& reading, const Place& place, const CentreDraft& draft, const FailoverSpec& rule,
                     const char* what, const std::optional<Number>& own,
                     const std::optional<Number>& theirs) {
  if (!own || !theirs) return;
  const double needed = static_cast<double>(*theirs) * rule.share;
  if (static_cast<double>(*own) >= needed) return;
  ask(reading, place,
      fmt::format("\"{}\" has {} {}, and takes over from \"{}\", which has {}",
                  draft.names.platforms[rule.to.index()], number_text(static_cast<double>(*own)), what,
                  draft.names.platforms[rule.from.index()], number_text(static_cast<double>(*theirs))),
      "is that enough for both?");
}

// The standby takes over what the other one carries, beside its own.
void ask_about_capacity(Reading& reading, const CentreDraft& draft, std::size_t r) {
  const FailoverSpec& rule = draft.estate.spec.failovers[r];
  const Place& place = draft.estate.places.failovers[r];
  const PlatformSpec& to = draft.spec.platforms[rule.to.index()];
  const PlatformSpec& from = draft.spec.platforms[rule.from.index()];
  ask_about_limit(reading, place, draft, rule, "trunks", to.trunks, from.trunks);
  ask_about_limit(reading, place, draft, rule, "concurrent calls", to.concurrent_calls,
                  from.concurrent_calls ? from.concurrent_calls : from.trunks);
  ask_about_limit(reading, place, draft, rule, "IVR ports", to.ivr_ports, from.ivr_ports);
  ask_about_limit(reading, place, draft, rule, "new calls a second", to.calls_per_second,
                  from.calls_per_second);
  if (!to.logins) return;
  const auto slots =
      static_cast<std::size_t>(std::ceil(draft.spec.length.in_seconds() / static_cast<double>(half_hour_s)));
  if (slots > 20'000) return;
  const std::vector<double> there = agents_on(draft.spec, rule.to, slots);
  const std::vector<double> coming = agents_on(draft.spec, rule.from, slots);
  double most = 0;
  for (std::size_t s = 0; s < slots; ++s) {
    most = std::max(most, there[s] + rule.agents.dual_enabled * coming[s]);
  }
  if (std::round(most) <= *to.logins) return;
  ask(reading, place,
      fmt::format("\"{}\" has {} logins, and {:.0f} agents would sign in there", to.name, *to.logins, most),
      "those beyond the limit wait outside");
}

// Components that stop new calls, and no rule sees it: when they fail, nobody acts.
void ask_about_unwatched(Reading& reading, const CentreDraft& draft) {
  const EstateDraft& estate = draft.estate;
  if (draft.spec.platforms.size() < 2 || estate.components.empty()) return;
  std::vector<std::string> names;
  const Place* place = nullptr;
  for (std::size_t c = 0; c < estate.components.size(); ++c) {
    const ComponentSpec& component = estate.spec.components[c];
    const bool stops = component.when_down.calls.dial.effect == StageEffect::drop;
    const bool watched = std::any_of(estate.spec.failovers.begin(), estate.spec.failovers.end(),
                                     [&](const FailoverSpec& rule) {
                                       FaultSpec alone;
                                       alone.targets = {ComponentId(c)};
                                       return takes_down(estate.spec, alone, rule.watches);
                                     });
    const bool stands_by = std::any_of(
        estate.spec.components.begin(), estate.spec.components.end(),
        [&](const ComponentSpec& other) { return !other.standby.is_none() && other.standby.index() == c; });
    const bool everywhere = component.platforms.size() == draft.spec.platforms.size();
    if (!stops || watched || everywhere || stands_by || !component.standby.is_none()) continue;
    names.push_back(component.name);
    if (place == nullptr) place = &estate.places.components[c];
  }
  if (names.empty()) return;
  const std::size_t count = names.size();
  if (count > 8) names.resize(8);
  ask(reading, *place,
      fmt::format("no failover rule for {}{}: when {} fail{}, nobody acts", joined(names),
                  count > 8 ? fmt::format(" and {} more", count - 8) : std::string(),
                  count == 1 ? "it" : "they", count == 1 ? "s" : ""),
      "write [[failover]] with watches = \"" + names.front() + "\"");
}

// Vendors move calls in steps: 55% in steps of 10% is not to be had.
void ask_about_steps(Reading& reading, const CentreDraft& draft, std::size_t r) {
  const EstateDraft& estate = draft.estate;
  const FailoverSpec& rule = estate.spec.failovers[r];
  const VendorPreset* preset = estate.preset_of[rule.to.index()];
  if (preset == nullptr || !preset->step || *preset->step <= 0) return;
  for (const double share : {rule.share, rule.step}) {
    const double steps = share / *preset->step;
    if (std::abs(steps - std::round(steps)) < 1e-6 && steps > 0.5) continue;
    ask(reading, estate.failovers[r].share,
        fmt::format("{} moves {} of the calls; {} moves them in steps of {}", rule.name, share_text(share),
                    preset->name, share_text(*preset->step)),
        "write a share that it can set");
    return;
  }
}

void ask_about_presets(Reading& reading, const EstateDraft& estate) {
  for (std::size_t i = 0; i < estate.presets.size(); ++i) {
    const PresetUse& preset = estate.presets[i];
    ask(reading, estate.preset_places[i],
        fmt::format("preset {} on platform \"{}\" is as of {}", preset.name, preset.platform, preset.as_of),
        "vendors change their figures: check with your supplier");
  }
}

void ask_about_ports(Reading& reading, const EstateDraft& estate, std::size_t r) {
  if (!estate.failovers[r].through_number) return;
  ask(reading, estate.failovers[r].through,
      fmt::format("{} goes through a number port: a one-way door", estate.spec.failovers[r].name),
      "going back takes a new letter of authority and weeks; a carrier's redirection takes minutes");
}

}  // namespace

void ask_about_estate(Reading& reading, const CentreDraft& draft) {
  for (std::size_t r = 0; r < draft.estate.spec.failovers.size(); ++r) {
    ask_about_late_failback(reading, draft, r);
    ask_about_detection(reading, draft.estate, r);
    ask_about_logins(reading, draft, r);
    ask_about_capacity(reading, draft, r);
    ask_about_ports(reading, draft.estate, r);
    ask_about_steps(reading, draft, r);
  }
  ask_about_unwatched(reading, draft);
  ask_about_presets(reading, draft.estate);
}

}  // namespace switchover
