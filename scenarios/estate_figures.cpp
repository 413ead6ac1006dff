// What the readers of the estate share: its times, its presets; and the data flows between sites.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/estate_phrases.hpp"
#include "scenarios/estate_reader.hpp"

namespace switchover {
namespace {

// The sites that components and links name.
std::vector<std::string> known_sites(const EstateSpec& estate) {
  std::vector<std::string> sites;
  const auto add = [&](const std::string& site) {
    if (!site.empty() && std::find(sites.begin(), sites.end(), site) == sites.end()) sites.push_back(site);
  };
  for (const ComponentSpec& component : estate.components) {
    add(component.site);
    add(component.link_from);
    add(component.link_to);
  }
  return sites;
}

bool joined_by_links(const EstateSpec& estate, const std::string& from, const std::string& to) {
  std::vector<std::string> reached{from};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (const ComponentSpec& link : estate.components) {
      const std::string& here = reached[i];
      if (link.link_from != here && link.link_to != here) continue;
      const std::string& there = link.link_from == here ? link.link_to : link.link_from;
      if (there == to) return true;
      if (std::find(reached.begin(), reached.end(), there) == reached.end()) reached.push_back(there);
    }
  }
  return false;
}

std::optional<std::string> read_site(const Section& section, const char* key,
                                     const std::vector<std::string>& sites) {
  const auto site = section.text(key);
  if (!site) {
    if (!section.has(key)) {
      section.reading().problem(section.place(), fmt::format("a flow does not say \"{}\"", key),
                                "write from and to: the sites that data goes between");
    }
    return {};
  }
  if (index_of(*site, sites)) return site;
  section.reading().append({undefined_name(section.place_of(key), "site", *site, sites)});
  return {};
}

std::optional<double> read_size(const Section& section) {
  const auto opened = section.open("size");
  if (!opened) {
    section.reading().problem(section.place(), section.path_of("size") + " is not said",
                              "write how much goes over, such as \"50 GB\" or \"20 MB\"");
    return {};
  }
  if (opened->value == nullptr) return {};
  const auto megabytes = opened->value->is_text() ? megabytes_phrase(opened->value->text) : std::nullopt;
  if (megabytes && *megabytes > 0 && *megabytes <= 1e12) {
    section.note(*opened, number_text(*megabytes) + " MB");
    return megabytes;
  }
  refuse(section.reading(), *opened, "write how much goes over, such as \"50 GB\" or \"20 MB\"");
  return {};
}

void read_flow(const Section& section, CentreDraft& draft, const std::string& title) {
  Reading& reading = section.reading();
  EstateDraft& estate = draft.estate;
  const std::vector<std::string> sites = known_sites(estate.spec);
  DataFlowSpec flow;
  flow.name = section.text("name").value_or(title);
  const auto from = read_site(section, "from", sites);
  const auto to = read_site(section, "to", sites);
  const auto size = read_size(section);
  flow.every = section.duration("every").value_or(Duration());
  if (section.has("every") && flow.every <= Duration()) {
    reading.problem(section.place_of("every"), section.path_of("every") + " is no time",
                    "leave it out for a transfer that happens once");
  }
  if (const auto at = section.open("at")) {
    flow.at = read_moment(reading, *at, Time{}, true).value_or(Time{});
  }
  if (const auto protects = section.text("protects")) {
    const auto component = component_of(reading, estate, *protects, section.place_of("protects"));
    if (component) flow.protects = *component;
  }
  for (const DataFlowSpec& other : estate.spec.flows) {
    if (other.name != flow.name) continue;
    reading.problem(section.place_of("name"), fmt::format("two flows are called \"{}\"", flow.name),
                    "names tell flows apart");
  }
  if (!from || !to || !size) return;
  if (*from == *to || !joined_by_links(estate.spec, *from, *to)) {
    reading.problem(section.place_of("to"),
                    *from == *to ? fmt::format("flow \"{}\" stays at its site", flow.name)
                                 : fmt::format("no link joins {} and {}", *from, *to),
                    "write a component of kind \"wan\" with between = [\"london\", \"leeds\"]");
    return;
  }
  flow.from_site = *from;
  flow.to_site = *to;
  flow.megabytes = *size;
  estate.spec.flows.push_back(std::move(flow));
}

void read_flows(Reading& reading, const TomlValue* flows, CentreDraft& draft) {
  const std::vector<const TomlValue*> tables = table_list(reading, flows, "flow");
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const std::string title = fmt::format("flow[{}]", i + 1);
    read_flow(Section(reading, tables[i], "flow", title, true), draft, title);
  }
}

const TomlValue* part_of(const TomlValue& root, const char* key) {
  const TomlEntry* entry = root.find(key);
  return entry == nullptr ? nullptr : &entry->value;
}

}  // namespace

std::string delay_text(const Distribution& distribution) {
  if (distribution.is_zero()) return "0s";
  if (distribution.law() == Law::deterministic) return duration_text(Duration::seconds(distribution.mean()));
  return distribution.describe();
}

std::optional<Distribution> read_delay(Reading& reading, const Opened& opened, bool may_be_never) {
  if (opened.value == nullptr) return {};
  if (opened.value->is_text()) {
    if (const auto exact = duration_phrase(opened.value->text)) {
      return Distribution::deterministic(exact->in_seconds());
    }
  }
  const auto read = read_distribution(reading, opened);
  if (!read) return {};
  if (read->distribution.is_never() && !may_be_never) {
    reading.problem(opened.value->place, opened.path + " never ends", "write a time, such as \"5m\"");
    return {};
  }
  return read->distribution;
}

std::optional<Distribution> read_delay(const Section& section, std::string_view key, bool may_be_never) {
  const auto opened = section.open(key, "(a distribution)");
  const auto delay = opened ? read_delay(section.reading(), *opened, may_be_never) : std::nullopt;
  if (delay) section.note(*opened, delay_text(*delay));
  return delay;
}

std::optional<PlatformId> read_platform_name(const Section& section, std::string_view key,
                                             const Names& names) {
  const auto name = section.text(key);
  if (!name) return {};
  if (const auto index = index_of(*name, names.platforms)) return PlatformId(*index);
  section.reading().append({undefined_name(section.place_of(key), "platform", *name, names.platforms)});
  return {};
}

const VendorPreset* read_preset(const Section& platform, const std::string& name, CentreDraft& draft) {
  const auto said = platform.text("preset");
  if (!said) return nullptr;
  const VendorPreset* preset = preset_by_name(*said);
  if (preset == nullptr) {
    std::vector<std::string> known;
    for (const VendorPreset& one : all_presets()) known.emplace_back(one.name);
    platform.reading().append({undefined_name(platform.place_of("preset"), "preset", *said, known)});
    return nullptr;
  }
  draft.estate.presets.push_back({preset->name, name, preset->as_of, preset->source});
  draft.estate.preset_places.push_back(platform.place_of("preset"));
  return preset;
}

void read_estate(Reading& reading, const TomlValue& root, CentreDraft& draft) {
  settle_estate(reading, root, draft);
  read_flows(reading, part_of(root, "flow"), draft);
  read_failovers(reading, part_of(root, "failover"), draft);
}

}  // namespace switchover
