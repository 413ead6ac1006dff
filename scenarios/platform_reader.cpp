// Platforms with their limits, the split of calls and agents, and bridges between platforms.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/estate_reader.hpp"

namespace switchover {
namespace {

constexpr std::array<std::string_view, 4> reserved_platform_names{"both", "split", "all", "none"};

// Limits that the file does not say, as the preset has them.
void fill_from(const VendorPreset& preset, const Section& section, std::size_t queues,
               PlatformSpec& platform) {
  const auto note = [&](const char* key, const std::string& value) {
    section.note_default(key, value, std::string("preset ") + preset.name);
    Assumption& line = section.reading().assumptions.back();
    line.origin = Assumption::Origin::preset;
    line.source = preset.source;
    line.as_of = preset.as_of;
  };
  if (preset.concurrent_calls && !section.has("concurrent_calls")) {
    platform.concurrent_calls = static_cast<std::uint32_t>(*preset.concurrent_calls);
    note("concurrent_calls", number_text(*preset.concurrent_calls));
  }
  if (preset.calls_per_second && !section.has("max_new_calls")) {
    platform.calls_per_second = *preset.calls_per_second;
    note("max_new_calls", number_text(*preset.calls_per_second) + " per second");
  }
  if (preset.max_queued && !section.has("max_queued")) {
    // The vendor's limit is of a queue, the platform's of all.
    const double all = *preset.max_queued * static_cast<double>(std::max<std::size_t>(1, queues));
    platform.max_queued = static_cast<std::uint32_t>(all);
    note("max_queued", fmt::format("{}, {} a queue", number_text(all), number_text(*preset.max_queued)));
  }
}

PlatformSpec read_platform(Reading& reading, const TomlEntry& entry, CentreDraft& draft) {
  const Section section(reading, &entry.value, "platform.NAME", "platform." + entry.key, true);
  PlatformSpec platform;
  platform.name = entry.key;
  platform.trunks = section.whole("trunks", 0, most_of_a_limit);
  platform.calls_per_second = section.rate_per_second("max_new_calls");
  platform.calls_burst = section.number("burst", 1, 1e6).value_or(0);
  if (section.has("burst") && !section.has("max_new_calls")) {
    reading.problem(section.place_of("burst"), section.path_of("burst") + " is said without max_new_calls",
                    "write max_new_calls = \"12 per second\", too");
  }
  platform.ivr_ports = section.whole("ivr_ports", 0, most_of_a_limit);
  platform.concurrent_calls = section.whole("concurrent_calls", 0, most_of_a_limit);
  platform.max_queued = section.whole("max_queued", 0, most_of_a_limit);
  platform.logins = section.whole("logins", 0, most_of_a_limit);
  platform.aht_factor = section.factor("aht_factor").value_or(1);
  const VendorPreset* preset = read_preset(section, entry.key, draft);
  draft.estate.preset_of.push_back(preset);
  if (preset != nullptr) fill_from(*preset, section, draft.names.queues.size(), platform);
  return platform;
}

std::optional<PlatformId> platform_of(const Section& section, const char* key, const Names& names) {
  const auto name = section.text(key);
  if (!name) {
    if (!section.has(key)) {
      section.reading().problem(section.place(), fmt::format("a bridge has no \"{}\"", key),
                                fmt::format("write {} = \"{}\"", key, names.platforms.front()));
    }
    return {};
  }
  const auto index = index_of(*name, names.platforms);
  if (index) return PlatformId(*index);
  section.reading().append({undefined_name(section.place_of(key), "platform", *name, names.platforms)});
  return {};
}

}  // namespace

bool usable_name(const std::string& name) {
  return !name.empty() && name.size() <= 100 && std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '[' || c == ']' || c == ',' || c == '"';
  });
}

std::vector<const TomlEntry*> named_sections(Reading& reading, const TomlValue* table,
                                             const std::string& kind) {
  std::vector<const TomlEntry*> found;
  if (table == nullptr) return found;
  if (!table->is_table()) {
    reading.problem(table->place, fmt::format("{} is {}", kind, as_written(*table)),
                    fmt::format("write a section for each, such as [{}.billing]", kind));
    return found;
  }
  for (const TomlEntry& entry : table->entries) {
    if (!usable_name(entry.key)) {
      reading.problem(entry.place, fmt::format("a {} cannot have this name", kind),
                      "names have 1 to 100 characters, none of them [ ] , or a quote");
    } else if (!entry.value.is_table()) {
      reading.problem(entry.value.place, fmt::format("{}.{} is {}", kind, entry.key, as_written(entry.value)),
                      fmt::format("write a section, [{}.{}]", kind, entry.key));
    } else {
      found.push_back(&entry);
    }
  }
  return found;
}

std::vector<const TomlValue*> table_list(Reading& reading, const TomlValue* list, const std::string& kind) {
  std::vector<const TomlValue*> found;
  if (list == nullptr) return found;
  if (!list->is_array()) {
    reading.problem(list->place,
                    fmt::format("{} is {}", kind, list->is_table() ? "a single section" : as_written(*list)),
                    fmt::format("write [[{}]], with two brackets, before each", kind));
    return found;
  }
  for (const TomlValue& item : list->items) {
    if (item.is_table()) {
      found.push_back(&item);
    } else {
      reading.problem(item.place, fmt::format("{} is {}", kind, as_written(item)),
                      fmt::format("write [[{}]], with two brackets, before each", kind));
    }
  }
  return found;
}

void read_platforms(Reading& reading, const TomlValue* platforms, CentreDraft& draft) {
  for (const TomlEntry* entry : named_sections(reading, platforms, "platform")) {
    if (std::count(reserved_platform_names.begin(), reserved_platform_names.end(), entry->key) > 0) {
      reading.problem(entry->place, fmt::format("a platform cannot be called \"{}\"", entry->key),
                      "this word has a meaning of its own");
      continue;
    }
    draft.names.platforms.push_back(entry->key);
    draft.spec.platforms.push_back(read_platform(reading, *entry, draft));
  }
  if (draft.spec.platforms.size() > 32) {
    reading.problem(platforms->place, fmt::format("{} platforms are too many", draft.spec.platforms.size()),
                    "write at most 32");
  }
  if (draft.spec.platforms.empty()) {
    draft.spec.platforms.emplace_back();
    draft.spec.platforms.back().name = "main";
    draft.names.platforms = {"main"};
    draft.estate.preset_of = {nullptr};
  }
}

void read_split_section(Reading& reading, const TomlValue* split, CentreDraft& draft) {
  const Section section(reading, split, "split", "split", true);
  const auto read = [&](const char* key) {
    const auto opened = section.open(key, "(a split)");
    const auto steps = opened ? read_split_steps(reading, *opened, draft.names) : std::nullopt;
    if (steps) {
      section.note(*opened,
                   split_text(steps->back().share, draft.names) + (steps->size() > 1 ? " at last" : ""));
    }
    return steps.value_or(std::vector<SplitStep>{});
  };
  draft.call_split = read("calls");
  draft.spec.agent_split = read("agents");
}

void read_bridges(Reading& reading, const TomlValue* bridges, CentreDraft& draft) {
  const std::vector<const TomlValue*> tables = table_list(reading, bridges, "bridge");
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const Section section(reading, tables[i], "bridge", fmt::format("bridge[{}]", i + 1), true);
    BridgeSpec bridge;
    section.text("name");
    const auto from = platform_of(section, "from", draft.names);
    const auto to = platform_of(section, "to", draft.names);
    bridge.after = section.duration("after").value_or(Duration());
    bridge.cost = section.distribution("cost").value_or(Distribution());
    bridge.ports = section.whole("ports", 0, most_of_a_limit);
    if (bridge.cost.is_never()) {
      reading.problem(section.place_of("cost"), section.path_of("cost") + " never ends",
                      "write a time, such as \"20s\"");
    }
    if (!from || !to) continue;
    bridge.from = *from;
    bridge.to = *to;
    draft.spec.bridges.push_back(bridge);
    draft.bridges.push_back({section.place()});
  }
}

}  // namespace switchover
