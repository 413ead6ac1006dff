// [depends], and what follows from it: whose callers and agents notice which component. Sign-in and flows.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/dependencies_table.hpp"
#include "scenarios/estate_reader.hpp"

namespace switchover {
namespace {

void read_need_item(Reading& reading, CentreDraft& draft, const TomlEntry& entry, const TomlValue& item) {
  NeedSaid said;
  said.who = entry.key;
  said.who_place = entry.place;
  said.path = fmt::format("depends.\"{}\"", entry.key);
  said.needs_place = item.place;
  if (item.is_text()) {
    said.needs = item.text;
    add_need(reading, draft, said);
    return;
  }
  const Section part(reading, &item, "(a need)", said.path, false);
  const auto needs = part.text("needs");
  if (!needs) {
    if (!part.has("needs")) {
      reading.problem(item.place, said.path + " does not say what it needs", "write { needs = \"crm\" }");
    }
    return;
  }
  said.needs = *needs;
  said.needs_place = part.place_of("needs");
  if (const auto edge = part.choice("edge")) said.hard = *edge == 0;
  if (part.has("edge") && !said.hard) return;
  said.effect = part.find("effect");
  said.effect_place = part.place_of("effect");
  add_need(reading, draft, said);
}

bool has_platform(const ComponentSpec& component, PlatformId platform) {
  return std::find(component.platforms.begin(), component.platforms.end(), platform) !=
         component.platforms.end();
}

// Platforms of a component that says none: the prefix of its name; else those of everything that needs it,
// transitively; else all.
void settle_platforms(CentreDraft& draft) {
  EstateDraft& estate = draft.estate;
  std::vector<ComponentSpec>& components = estate.spec.components;
  const auto all = [&](ComponentSpec& component) {
    for (std::size_t p = 0; p < draft.names.platforms.size(); ++p) component.platforms.emplace_back(p);
  };
  std::vector<bool> derived(components.size(), false), needed(components.size(), false);
  for (const NeedSpec& need : estate.spec.needs) needed[need.needs.index()] = true;
  for (std::size_t c = 0; c < components.size(); ++c) {
    if (!components[c].platforms.empty()) continue;
    const std::size_t dot = components[c].name.find('.');
    const auto prefix = index_of(components[c].name.substr(0, dot), draft.names.platforms);
    if (dot != std::string::npos && prefix) {
      components[c].platforms = {PlatformId(*prefix)};
    } else if (needed[c]) {
      derived[c] = true;
    } else {
      all(components[c]);
    }
  }
  for (bool grows = true; grows;) {
    grows = false;
    for (const NeedSpec& need : estate.spec.needs) {
      if (!derived[need.needs.index()]) continue;
      ComponentSpec& below = components[need.needs.index()];
      for (const PlatformId platform : components[need.who.index()].platforms) {
        if (has_platform(below, platform)) continue;
        below.platforms.push_back(platform);
        grows = true;
      }
    }
  }
  for (ComponentSpec& component : components) {
    if (component.platforms.empty()) all(component);  // needed only in a circle of soft needs
    std::sort(component.platforms.begin(), component.platforms.end());
  }
}

// A soft need that says no effect has that of what is needed.
void settle_soft_needs(EstateDraft& estate) {
  for (std::size_t n = 0; n < estate.spec.needs.size(); ++n) {
    NeedSpec& need = estate.spec.needs[n];
    if (need.hard || estate.need_effect_said[n]) continue;
    need.effect = estate.spec.components[need.needs.index()].when_down;
  }
}

const VendorPreset* only_preset(const EstateDraft& estate, const ComponentSpec& component) {
  if (component.platforms.size() != 1) return nullptr;
  const std::size_t p = component.platforms.front().index();
  return p < estate.preset_of.size() ? estate.preset_of[p] : nullptr;
}

void note_estate_default(Reading& reading, const std::string& key, const std::string& value,
                         const std::string& reason, const VendorPreset* preset = nullptr) {
  Assumption& line = reading.assumptions.emplace_back();
  line.key = key;
  line.value = value;
  line.reason = reason;
  if (preset == nullptr) return;
  line.origin = Assumption::Origin::preset;
  line.source = preset->source;
  line.as_of = preset->as_of;
}

void settle_figures(Reading& reading, EstateDraft& estate) {
  for (ComponentSpec& component : estate.spec.components) {
    const KindInfo& known = info(component.kind);
    const std::string path = "component." + component.name;
    const VendorPreset* preset = only_preset(estate, component);
    if (component.repair_from != FigureOrigin::file) {
      const bool desktop = component.kind == ComponentKind::desktop && preset != nullptr &&
                           preset->desktop_repair_s.has_value();
      if (desktop) {
        component.repair = Distribution::deterministic(*preset->desktop_repair_s);
        component.repair_from = FigureOrigin::preset;
      }
      note_estate_default(reading, path + ".repair", delay_text(component.repair),
                          desktop ? fmt::format("preset {}", preset->name) : std::string(known.source),
                          desktop ? preset : nullptr);
    }
    if (component.times_from != FigureOrigin::file && component.times_a_year) {
      note_estate_default(reading, path + ".fails", number_text(*component.times_a_year) + " per year",
                          known.source);
    }
  }
}

// The one sign-on server of a platform: signing in waits while it is down.
ComponentId only_sign_on(const EstateSpec& estate, PlatformId platform) {
  ComponentId found;
  for (std::size_t c = 0; c < estate.components.size(); ++c) {
    const ComponentSpec& component = estate.components[c];
    if (component.kind != ComponentKind::sign_on || !has_platform(component, platform)) continue;
    if (!found.is_none()) return ComponentId::none();
    found = ComponentId(c);
  }
  return found;
}

void read_sign_ins(Reading& reading, const TomlValue& root, CentreDraft& draft) {
  EstateDraft& estate = draft.estate;
  const TomlEntry* general = root.find("sign_in");
  const TomlEntry* platforms = root.find("platform");
  const bool said = general != nullptr;
  SignInSpec base;
  base.per_minute = reading.textbook ? 0 : default_sign_ins_per_minute;
  base.fails = reading.textbook ? 0 : default_sign_in_fails;
  const SignInSpec defaults = base;
  if (said) {
    base = read_sign_in(Section(reading, &general->value, "sign_in", "sign_in", true), draft, base);
  }
  const std::size_t count = draft.names.platforms.size();
  std::vector<SignInSpec> of(count, base);
  bool any = said;
  bool rests_on_default = false;
  for (std::size_t p = 0; p < count; ++p) {
    const std::string& name = draft.names.platforms[p];
    const TomlEntry* platform = platforms == nullptr ? nullptr : platforms->value.find(name);
    const TomlEntry* own =
        platform == nullptr || !platform->value.is_table() ? nullptr : platform->value.find("sign_in");
    const VendorPreset* preset = estate.preset_of.empty() ? nullptr : estate.preset_of[p];
    const bool by_preset = preset != nullptr && preset->sign_in_per_minute && !said;
    if (by_preset) {
      of[p].per_minute = *preset->sign_in_per_minute;
      note_estate_default(reading, fmt::format("platform.{}.sign_in.rate", name),
                          number_text(of[p].per_minute) + " per minute",
                          fmt::format("preset {}", preset->name), preset);
    }
    if (own != nullptr) {
      const Section section(reading, &own->value, "platform.NAME.sign_in", "platform." + name + ".sign_in",
                            true);
      of[p] = read_sign_in(section, draft, of[p]);
    }
    any = any || own != nullptr;
    rests_on_default = rests_on_default || (own == nullptr && !said && !by_preset);
    if (!of[p].server.is_none()) continue;
    of[p].server = only_sign_on(estate.spec, PlatformId(p));
    if (of[p].server.is_none()) continue;
    note_estate_default(reading, fmt::format("platform.{}.sign_in.server", name),
                        estate.components[of[p].server.index()], "the only sign-on of the platform");
  }
  if (estate.spec.components.empty() && !any) return;
  estate.spec.sign_in = of;
  if (!rests_on_default || reading.textbook) return;
  note_estate_default(reading, "sign_in.rate", number_text(defaults.per_minute) + " per minute",
                      "judgement; 5 to 200 per minute are reported");
  note_estate_default(reading, "sign_in.fails", share_text(defaults.fails), "judgement");
}

}  // namespace

void read_depends(Reading& reading, const TomlValue* depends, CentreDraft& draft) {
  if (depends == nullptr) return;
  if (!depends->is_table()) {
    reading.problem(depends->place, "depends is " + as_written(*depends),
                    "write a section, [depends], with lines such as \"old.desktop\" = [\"sso\"]");
    return;
  }
  for (const TomlEntry& entry : depends->entries) {
    const std::string path = fmt::format("depends.\"{}\"", entry.key);
    const bool nested = entry.value.is_table() && entry.value.find("needs") == nullptr;
    if (nested) {
      const std::string inner = entry.value.entries.empty() ? "" : entry.value.entries.front().key;
      reading.problem(entry.place, path + " is a table",
                      fmt::format("names with a point need quotes: \"{}.{}\" = [...]", entry.key, inner));
      continue;
    }
    std::vector<const TomlValue*> items;
    if (entry.value.is_array()) {
      for (const TomlValue& item : entry.value.items) items.push_back(&item);
    } else {
      items.push_back(&entry.value);
    }
    for (const TomlValue* item : items) {
      if (item->is_text() || item->is_table()) {
        read_need_item(reading, draft, entry, *item);
      } else {
        reading.problem(item->place, fmt::format("{} is {}", path, as_written(*item)),
                        "write the names of what it needs, such as [\"old.dc1\", \"sso\"]");
      }
    }
  }
}

std::size_t read_dependencies_file(Reading& reading, const TableSource& source, CentreDraft& draft) {
  const Expected<std::vector<DependencyRow>> read = read_dependencies(source, reading.lints);
  if (!read.ok()) {
    reading.append(read.problems());
    return 0;
  }
  for (const DependencyRow& row : read.value()) {
    NeedSaid said;
    said.who = row.component;
    said.who_place = row.component_place;
    said.needs = row.needs;
    said.needs_place = row.needs_place;
    said.hard = row.hard;
    said.effect_text = row.effect;
    said.effect_place = row.effect_place;
    said.path = fmt::format("\"{}\" needs \"{}\"", row.component, row.needs);
    add_need(reading, draft, said);
  }
  return read.value().size();
}

SignInSpec read_sign_in(const Section& section, const CentreDraft& draft, SignInSpec base) {
  Reading& reading = section.reading();
  SignInSpec sign_in = base;
  if (const auto server = section.text("server")) {
    const auto found = component_of(reading, draft.estate, *server, section.place_of("server"));
    if (found) sign_in.server = *found;
  }
  const auto said = section.open("rate", "(a rate)");
  const bool at_once = said && said->value != nullptr && said->value->is_text() &&
                       lower_case(trimmed(said->value->text)) == "at once";
  if (at_once) {
    sign_in.per_minute = 0;
    section.note(*said, "at once");
  } else if (const auto rate = section.rate_per_second("rate")) {
    sign_in.per_minute = *rate * 60;
  }
  if (const auto fails = section.share("fails")) {
    if (*fails < 1) {
      sign_in.fails = *fails;
    } else {
      reading.problem(section.place_of("fails"), section.path_of("fails") + " is all of them",
                      "nobody would ever come back; write less than 100%");
    }
  }
  sign_in.back_off = section.duration("back_off").value_or(base.back_off);
  sign_in.at_once = section.whole("at_once", 1, 100'000).value_or(base.at_once);
  return sign_in;
}

void settle_estate(Reading& reading, const TomlValue& root, CentreDraft& draft) {
  settle_platforms(draft);
  settle_soft_needs(draft.estate);
  settle_figures(reading, draft.estate);
  read_sign_ins(reading, root, draft);
}

}  // namespace switchover
