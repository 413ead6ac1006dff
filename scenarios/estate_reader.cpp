// Components: what the estate is made of, and whose callers and agents notice when a part of it fails.
#include "scenarios/estate_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/effect_reader.hpp"
#include "scenarios/estate_phrases.hpp"
#include "scenarios/scenario_keys.hpp"

namespace switchover {
namespace {

constexpr std::size_t most_components = 10'000;
constexpr double default_promotion_s = 30;

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (const KindInfo& kind : all_kinds()) names.emplace_back(kind.name);
  return names;
}

std::string section_of(const std::string& name) { return fmt::format("[component.\"{}\"]", name); }

// Adds a component with what its kind says; `section` is null where only [depends] speaks of it.
void append_component(EstateDraft& estate, const std::string& name, ComponentKind kind, const Place& place) {
  const KindInfo& known = info(kind);
  ComponentSpec component;
  component.name = name;
  component.kind = kind;
  component.when_down = known.when_down;
  component.when_slow = known.when_slow;
  component.repair = Distribution::deterministic(known.repair_minutes * 60);
  if (known.times_a_year > 0) component.times_a_year = known.times_a_year;
  estate.spec.components.push_back(std::move(component));
  estate.components.push_back(name);
  estate.places.components.push_back(place);
  estate.component_notes.emplace_back();
}

bool usable_component(Reading& reading, const CentreDraft& draft, const std::string& name,
                      const Place& place) {
  if (!usable_name(name)) {
    reading.problem(place, "a component cannot have this name",
                    "names have 1 to 100 characters, none of them [ ] , or a quote");
    return false;
  }
  if (index_of(name, draft.names.platforms)) {
    reading.problem(place, fmt::format("component \"{}\" has the name of a platform", name),
                    fmt::format("name a part of it, such as \"{}.core\"", name));
    return false;
  }
  if (draft.estate.components.size() >= most_components) {
    if (draft.estate.components.size() == most_components) {
      reading.problem(place, fmt::format("there are more than {} components", most_components), "");
    }
    return false;
  }
  return true;
}

std::optional<ComponentKind> read_kind(const Section& section, const std::string& name) {
  Reading& reading = section.reading();
  const auto said = section.text("kind");
  if (said) {
    if (const auto kind = kind_by_name(lower_case(trimmed(*said)))) return kind;
    const std::vector<std::string> known = kind_names();
    const std::string near = nearest_name(*said, known);
    reading.problem(
        section.place_of("kind"), fmt::format("{} is \"{}\"", section.path_of("kind"), *said),
        near.empty() ? "write one of \"" + joined(known, "\", \"") + "\"" : "did you mean \"" + near + "\"?");
    return {};
  }
  if (section.has("kind")) return {};
  if (const auto kind = kind_by_component(name)) return kind;
  reading.problem(section.place(), fmt::format("the name of component \"{}\" does not tell its kind", name),
                  "write kind = \"data centre\", or another of \"" + joined(kind_names(), "\", \"") + "\"");
  return {};
}

void read_share_of_it(const Section& section, ComponentSpec& component) {
  const auto share = section.share("share");
  if (!share) return;
  if (*share <= 0) {
    section.reading().problem(section.place_of("share"), section.path_of("share") + " is nothing",
                              "write the share of the calls that goes through it, such as \"60%\"");
    return;
  }
  component.share = *share;
}

void read_fails(const Section& section, ComponentSpec& component) {
  const auto opened = section.open("fails");
  if (!opened || opened->value == nullptr) return;
  const auto times = opened->value->is_text() ? times_a_year_phrase(opened->value->text) : std::nullopt;
  if (!times || !(*times <= 1e6)) {
    refuse(section.reading(), *opened, "write how often it fails, such as \"0.1 per year\"");
    return;
  }
  component.times_a_year = *times;
  component.times_from = FigureOrigin::file;
  section.note(*opened, number_text(*times) + " per year");
}

void read_link(const Section& section, ComponentSpec& component) {
  Reading& reading = section.reading();
  const bool is_link = component.kind == ComponentKind::wan;
  for (const char* key : {"between", "bandwidth", "latency"}) {
    if (is_link || !section.has(key)) continue;
    reading.problem(section.place_of(key),
                    fmt::format("{} does not go with a component of kind \"{}\"", section.path_of(key),
                                info(component.kind).name),
                    "it belongs to a link between sites, of kind \"wan\"");
  }
  if (!is_link) return;
  const auto ends = section.names("between");
  if (ends &&
      (ends->size() != 2 || ends->front() == ends->back() || ends->front().empty() || ends->back().empty())) {
    refuse(reading, *section.open("between"), "write two different sites, such as [\"london\", \"leeds\"]");
  } else if (ends) {
    component.link_from = ends->front();
    component.link_to = ends->back();
  }
  if (const auto opened = section.open("bandwidth"); opened && opened->value != nullptr) {
    const auto megabits = opened->value->is_text() ? megabits_phrase(opened->value->text) : std::nullopt;
    if (!megabits || !(*megabits > 0 && *megabits <= 1e9)) {
      refuse(reading, *opened, "write a bandwidth, such as \"100 Mbit\" or \"10 Gbit\"");
    } else {
      component.megabits = *megabits;
      section.note(*opened, number_text(*megabits) + " Mbit per second");
    }
  }
  component.latency = section.duration("latency").value_or(component.latency);
  if (component.latency > Duration::whole_seconds(60)) {
    reading.problem(section.place_of("latency"), section.path_of("latency") + " is more than a minute",
                    "write the time of one way, such as \"5ms\"");
    component.latency = Duration();
  }
}

void read_effects(const Section& section, const Names& names, ComponentSpec& component) {
  const auto read = [&](const char* key, FaultEffect& effect) {
    const TomlValue* value = section.find(key);
    if (value == nullptr) return;
    const auto said = read_fault_effect(section.reading(), names, *value, section.path_of(key), effect);
    if (said) effect = *said;
  };
  read("when_down", component.when_down);
  read("when_slow", component.when_slow);
}

void read_scope(const Section& section, const Names& names, ComponentSpec& component) {
  Reading& reading = section.reading();
  const auto read = [&](const char* key, const char* kind, const std::vector<std::string>& known) {
    std::vector<std::size_t> found;
    for (const std::string& name : section.names(key).value_or(std::vector<std::string>{})) {
      const auto index = index_of(name, known);
      if (!index) {
        reading.append({undefined_name(section.place_of(key), kind, name, known)});
      } else if (std::find(found.begin(), found.end(), *index) == found.end()) {
        found.push_back(*index);
      }
    }
    return found;
  };
  for (const std::size_t p : read("platforms", "platform", names.platforms)) {
    component.platforms.emplace_back(p);
  }
  for (const std::size_t g : read("groups", "group", names.groups)) component.groups.emplace_back(g);
}

// What one section says of a component that was declared already.
void read_component(const Section& section, CentreDraft& draft, std::size_t index) {
  ComponentSpec& component = draft.estate.spec.components[index];
  ComponentNotes& notes = draft.estate.component_notes[index];
  read_scope(section, draft.names, component);
  notes.platforms_said = !component.platforms.empty();
  read_share_of_it(section, component);
  component.site = section.text("site").value_or("");
  if (const auto repair = read_delay(section, "repair")) {
    component.repair = *repair;
    component.repair_from = FigureOrigin::file;
    if (repair->is_zero()) {
      section.reading().problem(section.place_of("repair"), section.path_of("repair") + " takes no time",
                                "write how long it takes to mend it, such as \"3h\"");
    }
  }
  read_fails(section, component);
  notes.fails_said = component.times_from == FigureOrigin::file;
  read_link(section, component);
  read_effects(section, draft.names, component);
}

// After all are declared: the standby may stand further down.
void read_standby(const Section& section, CentreDraft& draft, std::size_t index) {
  ComponentSpec& component = draft.estate.spec.components[index];
  const auto promotion = section.duration("promotion");
  const auto standby = section.text("standby");
  if (!standby) {
    if (promotion && !section.has("standby")) {
      section.reading().problem(section.place_of("promotion"),
                                section.path_of("promotion") + " is said without a standby",
                                "write standby = \"the component that takes over\"");
    }
    return;
  }
  const auto found = component_of(section.reading(), draft.estate, *standby, section.place_of("standby"));
  if (!found) return;
  component.standby = *found;
  component.promotion = promotion.value_or(Duration::seconds(default_promotion_s));
  if (!promotion) section.note_default("promotion", "30s", "judgement: an automatic pair");
}

// [component.old.dc1] without quotes is a table within a table: say so, not "unknown key".
bool is_nested(Reading& reading, const TomlEntry& entry) {
  for (const TomlEntry& inner : entry.value.entries) {
    const bool section = inner.value.is_table() && !inner.value.in_braces;
    if (!section || find_key("component.NAME", inner.key) != nullptr) continue;
    reading.problem(inner.place, fmt::format("component.{}.{} has a point in its name", entry.key, inner.key),
                    fmt::format("write {}, with quotes", section_of(entry.key + "." + inner.key)));
    return true;
  }
  return false;
}

}  // namespace

void read_components(Reading& reading, const TomlValue* components, CentreDraft& draft) {
  struct Declared {
    Section section;
    std::size_t index;
  };
  std::vector<Declared> declared;
  for (const TomlEntry* entry : named_sections(reading, components, "component")) {
    if (is_nested(reading, *entry)) continue;
    if (!usable_component(reading, draft, entry->key, entry->place)) continue;
    Section section(reading, &entry->value, "component.NAME", "component." + entry->key, true);
    const auto kind = read_kind(section, entry->key);
    // A component of unknown kind is kept, so that what names it is not refused as well.
    append_component(draft.estate, entry->key, kind.value_or(ComponentKind::third_party), entry->place);
    if (kind) declared.push_back({std::move(section), draft.estate.components.size() - 1});
  }
  for (const Declared& one : declared) read_component(one.section, draft, one.index);
  for (const Declared& one : declared) read_standby(one.section, draft, one.index);
}

std::optional<ComponentId> component_of(Reading& reading, const EstateDraft& estate, const std::string& name,
                                        const Place& place) {
  if (const auto index = index_of(name, estate.components)) return ComponentId(*index);
  Problem unknown = undefined_name(place, "component", name, estate.components);
  if (estate.components.empty()) unknown.hint = fmt::format("write {}", section_of(name));
  reading.append({unknown});
  return {};
}

namespace {

// A name that [depends] or the table uses: declared, or declared by it when its name tells the kind.
std::optional<ComponentId> declared_by_use(Reading& reading, CentreDraft& draft, const std::string& name,
                                           const Place& place) {
  EstateDraft& estate = draft.estate;
  if (const auto index = index_of(name, estate.components)) return ComponentId(*index);
  if (!usable_component(reading, draft, name, place)) return {};
  const auto kind = kind_by_component(name);
  if (!kind) {
    const std::string near = nearest_name(name, estate.components);
    reading.problem(place, fmt::format("the name of component \"{}\" does not tell its kind", name),
                    near.empty() ? fmt::format("write {} with kind = \"data centre\"", section_of(name))
                                 : "did you mean \"" + near + "\"?");
    return {};
  }
  append_component(estate, name, *kind, place);
  return ComponentId(estate.components.size() - 1);
}

}  // namespace

void add_need(Reading& reading, CentreDraft& draft, const NeedSaid& said) {
  const auto who = declared_by_use(reading, draft, said.who, said.who_place);
  const auto needs = declared_by_use(reading, draft, said.needs, said.needs_place);
  if (!who || !needs) return;
  EstateDraft& estate = draft.estate;
  const bool twice = std::any_of(estate.spec.needs.begin(), estate.spec.needs.end(),
                                 [&](const NeedSpec& n) { return n.who == *who && n.needs == *needs; });
  if (twice) {
    reading.problem(said.needs_place, fmt::format("\"{}\" needs \"{}\" twice", said.who, said.needs),
                    "write it once");
    return;
  }
  const ComponentSpec& needed = estate.spec.components[needs->index()];
  NeedSpec need;
  need.who = *who;
  need.needs = *needs;
  const bool own_effect = said.effect != nullptr || said.effect_text;
  need.hard = said.hard.value_or(info(needed.kind).needed_hard && !own_effect);
  if (own_effect && need.hard) {
    reading.problem(said.effect_place, fmt::format("{}: an effect does not go with a hard need", said.path),
                    "a hard need means: down together; write edge = \"soft\"");
    return;
  }
  std::optional<FaultEffect> effect;
  if (said.effect != nullptr) {
    effect = read_fault_effect(reading, draft.names, *said.effect, said.path + ".effect", needed.when_down);
  } else if (said.effect_text) {
    std::string trouble;
    effect = fault_effect_phrase(*said.effect_text, draft.names, needed.when_down, trouble);
    if (!effect) {
      reading.problem(said.effect_place, fmt::format("effect \"{}\" is not understood", trouble),
                      "write parts such as \"talking drop 40%\", \"no sign-in\" or \"25s to talk\", a "
                      "semicolon between them, or \"none\"");
    }
  }
  if (own_effect && !effect) return;
  if (effect) need.effect = *effect;
  estate.spec.needs.push_back(need);
  estate.needs.push_back(said.needs_place);
  estate.need_effect_said.push_back(own_effect);
}

}  // namespace switchover
