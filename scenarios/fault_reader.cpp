// An event that strikes components: the fault for the rehearsal, and the event for twins and causes.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/effect_reader.hpp"
#include "scenarios/estate_phrases.hpp"
#include "scenarios/estate_reader.hpp"
#include "scenarios/scenario_keys.hpp"

namespace switchover {
namespace {

using Keys = std::vector<std::string_view>;

const Keys& fault_keys() {
  static const Keys keys{"name",   "what",     "at",      "from",   "to",       "lasts",       "in_twin",
                         "target", "share",    "every",   "flaps",  "adds",     "probability", "ringing",
                         "in_ivr", "in_queue", "talking", "agents", "callbacks"};
  return keys;
}

void refuse_foreign_fault_keys(const EventDraft& event) {
  const Keys& allowed = fault_keys();
  for (const std::string& key : key_names("event")) {
    if (!event.section.has(key) || std::count(allowed.begin(), allowed.end(), key) > 0) continue;
    event.reading.problem(
        event.section.place_of(key),
        fmt::format("{}: \"{}\" does not go with a component as target", event.title, key),
        key == "by" ? "write share = \"30%\": how much of the component is lost" : "take it out");
  }
  for (const auto& [one, other] : {std::pair("at", "from"), std::pair("to", "lasts")}) {
    if (!event.section.has(one) || !event.section.has(other)) continue;
    event.reading.problem(event.section.place_of(other),
                          fmt::format("{} has both \"{}\" and \"{}\"", event.title, one, other),
                          "write one of them");
  }
}

// "10:20 +-5m" as the moment and how far it may be off.
void read_begin(const EventDraft& event, FaultSpec& fault) {
  const char* key = event.section.has("at") ? "at" : "from";
  auto opened = event.section.open(key);
  if (!opened || opened->value == nullptr) return;
  TomlValue moment = *opened->value;
  if (moment.is_text()) {
    if (const auto uncertain = uncertain_moment_phrase(moment.text)) {
      moment.text = uncertain->moment;
      fault.at_uncertainty = uncertain->off;
      opened->value = &moment;
    }
  }
  const auto at = read_moment(event.reading, *opened, Time{}, true);
  if (!at) return;
  fault.at = *at;
  if (fault.at - fault.at_uncertainty >= Time{}) return;
  event.reading.problem(
      event.section.place_of(key),
      fmt::format("{} may begin before the scenario: {} is more than the time since its start", event.title,
                  duration_text(fault.at_uncertainty)),
      "write a later moment or a smaller +-");
  fault.at_uncertainty = Duration();
}

// Of several components that fail together the one that takes longest to mend.
const ComponentSpec& slowest_to_mend(const EstateSpec& estate, const std::vector<ComponentId>& targets) {
  const ComponentSpec* slowest = &estate.components[targets.front().index()];
  for (const ComponentId target : targets) {
    const ComponentSpec& component = estate.components[target.index()];
    if (component.repair.mean() > slowest->repair.mean()) slowest = &component;
  }
  return *slowest;
}

void read_end(const EventDraft& event, FaultSpec& fault, FaultNotes& notes) {
  const Section& section = event.section;
  notes.lasts_typed = section.has("lasts") || section.has("to");
  if (const auto lasts = read_delay(section, "lasts", true)) {
    fault.lasts = *lasts;
    if (lasts->is_zero()) {
      event.reading.problem(section.place_of("lasts"), event.title + " ends when it begins",
                            "write a longer time");
      fault.lasts = Distribution::never();
    }
  } else if (const auto opened = section.open("to")) {
    const auto to = read_moment(event.reading, *opened, fault.at, false);
    const bool close = opened->value != nullptr && opened->value->is_text() &&
                       lower_case(trimmed(opened->value->text)) == "close";
    if (to && !close && *to <= fault.at) {
      event.reading.problem(section.place_of("to"), event.title + " ends when it begins",
                            "write a later end");
    } else if (to && !close) {
      fault.lasts = Distribution::deterministic((*to - fault.at).in_seconds());
    }
  } else if (!notes.lasts_typed) {
    const ComponentSpec& component = slowest_to_mend(event.centre.estate.spec, fault.targets);
    fault.lasts = component.repair;
    section.note_default("lasts", delay_text(component.repair),
                         fmt::format("the repair time of {}", component.name));
  }
}

void read_share_of_fault(const EventDraft& event, FaultSpec& fault) {
  const auto opened = event.section.open("share", "(a share)");
  if (!opened || opened->value == nullptr) return;
  std::optional<FaultSharePhrase> share;
  if (opened->is_table()) {
    if (const auto percent = read_share(event.reading, *opened)) share = FaultSharePhrase{*percent, false};
    if (!share) return;
  } else if (opened->value->is_text()) {
    share = fault_share_phrase(opened->value->text);
  }
  if (share && share->share > 0 && share->share <= 1) {
    fault.share = share->share;
    fault.share_random = share->random;
    return;
  }
  refuse(event.reading, *opened,
         share ? "it must lie above 0% and up to 100%"
               : "write the share of the component that is lost, such as \"30%\" or \"random up to 50%\"");
}

void read_chance(const EventDraft& event, FaultSpec& fault) {
  const Section& section = event.section;
  Reading& reading = event.reading;
  fault.probability = section.share("probability").value_or(1);
  if (const auto opened = section.open("every", "(a distribution)")) {
    const auto every = read_distribution(reading, *opened);
    if (every && (every->distribution.is_zero() || every->distribution.is_never())) {
      refuse(reading, *opened, "write the time from one failure to the next, such as \"10h\"");
    } else if (every) {
      fault.every = every->distribution;
    }
    if (fault.at_uncertainty > Duration()) {
      reading.problem(section.place_of("every"),
                      fmt::format("{}: a fault that comes at random has no +- of its own", event.title),
                      "write at without +-, or take every out");
    }
  }
  const auto opened = section.open("flaps");
  if (!opened || opened->value == nullptr) return;
  const auto flaps = opened->value->is_text() ? flaps_phrase(opened->value->text) : std::nullopt;
  if (!flaps) {
    refuse(reading, *opened, "write how often it comes back, such as \"3 times, up for 2m\"");
    return;
  }
  fault.flaps = flaps->times;
  fault.flap_up = flaps->up;
  const double up_s = flaps->up.in_seconds() * flaps->times;
  if (!fault.lasts.is_never() && up_s >= fault.lasts.mean()) {
    refuse(reading, *opened,
           fmt::format("it is up for {} in all, and the fault lasts {}",
                       duration_text(Duration::seconds(up_s)), delay_text(fault.lasts)));
  }
}

const FaultEffect& effect_of(const ComponentSpec& component, FaultMode mode) {
  return mode == FaultMode::slow ? component.when_slow : component.when_down;
}

void read_event_agents(const EventDraft& event, FaultEffect& effect) {
  const auto opened = event.section.open("agents", "(agents of an event)");
  if (!opened || opened->value == nullptr) return;
  const bool text = opened->value->is_text();
  const auto back = text ? agents_back_phrase(opened->value->text) : std::nullopt;
  if (opened->is_table() || (back && back->says_how_back)) {
    refuse(event.reading, *opened,
           "how agents come back to a component is said in [sign_in]; write \"signed out\" or \"stay\"");
    return;
  }
  read_agent_fate(event.reading, *opened, effect);
}

void read_effect(const EventDraft& event, FaultSpec& fault) {
  const Section& section = event.section;
  const EstateSpec& estate = event.centre.estate.spec;
  const Keys effect_keys{"ringing", "in_ivr", "in_queue", "talking", "agents", "adds"};
  const auto said = std::find_if(effect_keys.begin(), effect_keys.end(),
                                 [&](std::string_view key) { return section.has(key); });
  const FaultEffect& base = effect_of(estate.components[fault.targets.front().index()], fault.mode);
  if (said == effect_keys.end()) {
    const bool nothing = std::all_of(fault.targets.begin(), fault.targets.end(), [&](ComponentId target) {
      return effect_of(estate.components[target.index()], fault.mode) == FaultEffect{};
    });
    if (fault.mode == FaultMode::slow && nothing) {
      event.reading.problem(section.place(), event.title + " does not say what it adds",
                            "write adds = \"25s to talk, 20s to wrap\"");
    }
    return;
  }
  const bool alike = std::all_of(fault.targets.begin(), fault.targets.end(), [&](ComponentId target) {
    return effect_of(estate.components[target.index()], fault.mode) == base;
  });
  if (!alike) {
    event.reading.problem(section.place_of(*said),
                          fmt::format("{}: \"{}\" is said for components that do different things when they "
                                      "fail",
                                      event.title, *said),
                          "write it in when_down of each component");
    return;
  }
  FaultEffect effect = base;
  for (const auto& [key, rule] :
       {std::pair("ringing", &StageEffects::dial), std::pair("in_ivr", &StageEffects::ivr),
        std::pair("in_queue", &StageEffects::queue), std::pair("talking", &StageEffects::talk)}) {
    const auto opened = section.open(key, "(a stage effect)");
    if (!opened) continue;
    const auto read = read_stage_rule(event.reading, event.centre.names, *opened, key, PlatformId::none());
    if (read) effect.calls.*rule = *read;
  }
  if (const auto adds = section.open("adds", "(a slow-down)")) read_adds(event.reading, *adds, effect);
  read_event_agents(event, effect);
  fault.effect = effect;
}

std::optional<FaultMode> mode_of(const EventDraft& event) {
  if (event.spec.kind == EventKind::outage) return FaultMode::down;
  if (event.spec.kind == EventKind::slow) return FaultMode::slow;
  if (event.spec.kind == EventKind::fault) return FaultMode::maintenance;
  return {};
}

}  // namespace

EventTargets component_targets(EventDraft& event) {
  EventTargets targets;
  const TomlValue* value = event.section.find("target");
  const std::vector<std::string>& components = event.centre.estate.components;
  std::vector<const TomlValue*> items;
  if (value != nullptr && value->is_array()) {
    for (const TomlValue& item : value->items) items.push_back(&item);
  } else if (value != nullptr && value->is_table()) {
    if (const TomlEntry* inner = value->find("value")) items.push_back(&inner->value);
  } else if (value != nullptr) {
    items.push_back(value);
  }
  const bool list = value != nullptr && value->is_array();
  const bool any = std::any_of(items.begin(), items.end(), [&](const TomlValue* item) {
    return item->is_text() && index_of(item->text, components);
  });
  if (!any && !list) return targets;
  for (const TomlValue* item : items) {
    const auto index = item->is_text() ? index_of(item->text, components) : std::nullopt;
    if (!index) {
      targets.failed = true;
      const bool platform = item->is_text() && index_of(item->text, event.centre.names.platforms);
      if (platform || !item->is_text()) {
        event.reading.problem(item->place,
                              fmt::format("{}: target {} is not a component", event.title, as_written(*item)),
                              "a list of targets is a list of components; platforms stand alone");
      } else {
        component_of(event.reading, event.centre.estate, item->text, item->place);
      }
    } else if (std::find(targets.components.begin(), targets.components.end(), ComponentId(*index)) !=
               targets.components.end()) {
      targets.failed = true;
      event.reading.problem(item->place, fmt::format("{} strikes \"{}\" twice", event.title, item->text),
                            "write it once");
    } else {
      targets.components.emplace_back(*index);
    }
  }
  if (items.empty()) {
    targets.failed = true;
    event.reading.problem(value->place, event.title + " has no target", "write target = \"old.dc1\"");
  }
  return targets;
}

void refuse_component_keys(EventDraft& event) {
  const bool outage = event.spec.kind == EventKind::outage;
  for (const char* key : {"every", "probability", "flaps", "share"}) {
    if (!event.section.has(key) || (std::string_view(key) == "share" && !outage)) continue;
    event.reading.problem(
        event.section.place_of(key),
        fmt::format("{}: \"{}\" goes with a component as target, not with a platform", event.title, key),
        std::string_view(key) == "share" ? "write by = \"30%\", or target = \"old.dc1\""
                                         : "write the component, such as target = \"old.dc1\"");
  }
  for (const char* key : {"at", "from"}) {
    const TomlValue* value = event.section.find(key);
    if (value == nullptr || !value->is_text() || !uncertain_moment_phrase(value->text)) continue;
    event.reading.problem(
        value->place,
        fmt::format("{}: \"+-\" goes with a component as target, not with a platform", event.title),
        "write the moment alone, or target = \"old.dc1\"");
  }
}

void read_fault(EventDraft& event, const std::vector<ComponentId>& targets) {
  const auto mode = mode_of(event);
  if (!mode) {
    event.reading.problem(event.section.place_of("what"),
                          fmt::format("{}: \"{}\" does not happen to a component", event.title, event.what),
                          "write \"outage\", \"slow\" or \"maintenance\"");
    return;
  }
  refuse_foreign_fault_keys(event);
  FaultSpec fault;
  FaultNotes notes;
  fault.name = event.spec.name;
  fault.targets = targets;
  fault.mode = *mode;
  read_begin(event, fault);
  read_end(event, fault, notes);
  read_share_of_fault(event, fault);
  read_chance(event, fault);
  read_effect(event, fault);
  EventSpec& spec = event.spec;
  spec.kind = EventKind::fault;
  spec.in_twin = event.section.truth("in_twin").value_or(false);
  spec.from = fault.at;
  spec.share = fault.share;
  const bool open_end = fault.every || fault.lasts.is_never();
  spec.to = open_end ? Time::never() : fault.at + Duration::seconds(fault.lasts.mean());
  EstateDraft& estate = event.centre.estate;
  estate.spec.faults.push_back(std::move(fault));
  estate.places.faults.push_back(event.section.place());
  estate.faults.push_back(notes);
}

}  // namespace switchover
