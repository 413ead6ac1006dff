// The tree of values without its parser: look-up, printing, base files, merging and --set.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "scenarios/phrases.hpp"
#include "scenarios/toml_document.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

using Kind = TomlValue::Kind;

std::string name_of(const TomlValue& table) {
  const TomlEntry* name = table.find("name");
  return name != nullptr && name->value.is_text() ? name->value.text : std::string();
}

void merge_table_arrays(TomlValue& under, const TomlValue& over) {
  for (const TomlValue& item : over.items) {
    const std::string name = name_of(item);
    const auto same = std::find_if(under.items.begin(), under.items.end(),
                                   [&](const TomlValue& v) { return !name.empty() && name_of(v) == name; });
    if (same == under.items.end()) {
      under.items.push_back(item);
    } else {
      merge_into(*same, item);
    }
  }
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + "\"";
}

std::string cut(std::string text) {
  if (text.size() <= 60) return text;
  std::size_t end = 57;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;  // not inside a character
  return text.substr(0, end) + "...";
}

std::string written(const TomlValue& value, std::size_t budget) {
  switch (value.kind) {
    case Kind::text:
      return quoted(value.text.substr(0, budget));
    case Kind::whole:
      return std::to_string(value.whole);
    case Kind::number:
      return fmt::format("{}", value.number);
    case Kind::boolean:
      return value.boolean ? "true" : "false";
    case Kind::date:
      return date_text(value.clock);
    case Kind::date_time:
      return date_time_text(value.clock);
    case Kind::time:
      return fmt::format("{:02}:{:02}:{:02}", value.clock.hour, value.clock.minute, value.clock.second);
    case Kind::array:
    case Kind::table:
      break;
  }
  const bool array = value.is_array();
  std::string out = array ? "[" : "{ ";
  for (std::size_t i = 0; i < (array ? value.items.size() : value.entries.size()); ++i) {
    if (out.size() > budget) break;
    if (i > 0) out += ", ";
    out += array ? written(value.items[i], budget)
                 : key_part(value.entries[i].key) + " = " + written(value.entries[i].value, budget);
  }
  return out + (array ? "]" : " }");
}

Expected<TomlValue> read_chain(const std::string& path, std::vector<std::string>& chain,
                               std::vector<std::string>& files_read) {
  files_read.push_back(path);
  Expected<TomlValue> read = read_toml_file(path);
  if (!read.ok()) return read;
  TomlValue own = std::move(read).value();
  const auto base = std::find_if(own.entries.begin(), own.entries.end(),
                                 [](const TomlEntry& entry) { return entry.key == "base"; });
  if (base == own.entries.end()) return own;
  const TomlValue named = base->value;
  own.entries.erase(base);
  if (!named.is_text() || named.text.empty()) {
    return Problem{named.place, "base is " + as_written(named),
                   "write the path of a file: base = \"estate.toml\""};
  }
  const std::string below = beside(named.place, named.text);
  std::error_code error;
  const auto same_file = [&](const std::string& other) {
    return std::filesystem::equivalent(below, other, error) && !error;
  };
  const auto again = std::find_if(chain.begin(), chain.end(), same_file);
  if (again != chain.end()) {
    std::string circle;
    for (auto it = again; it != chain.end(); ++it) circle += *it + " -> ";
    return Problem{named.place, "base goes round in a circle: " + circle + *again, "take one of them out"};
  }
  if (chain.size() >= longest_base_chain) {
    return Problem{named.place, fmt::format("more than {} files stand on each other", longest_base_chain),
                   "shorten the chain of base files"};
  }
  if (!std::filesystem::exists(below, error)) {
    return Problem{named.place, fmt::format("base file \"{}\" does not exist", named.text),
                   "the path is taken from the folder of the file that names it"};
  }
  chain.push_back(below);
  Expected<TomlValue> under = read_chain(below, chain, files_read);
  if (!under.ok()) return under;
  TomlValue merged = std::move(under).value();
  merge_into(merged, own);
  merged.place = own.place;
  return merged;
}

// One step of a --set path: a key, or for an array of tables the name of an item or its number from 1.
struct SettingPath {
  std::vector<std::string> keys;
  std::string value;
  bool ok = false;
};
SettingPath split_setting(const std::string& setting) {
  SettingPath out;
  std::string key;
  bool in_quotes = false, was_quoted = false, any = false;
  for (std::size_t i = 0; i < setting.size(); ++i) {
    const char c = setting[i];
    if (c == '"') {
      in_quotes = !in_quotes;
      any = was_quoted = true;
    } else if (!in_quotes && (c == '.' || c == '=')) {
      if (!any) return out;
      while (!was_quoted && key.ends_with(' ')) key.pop_back();
      was_quoted = false;
      out.keys.push_back(key);
      key.clear();
      any = false;
      if (c == '=') {
        out.value = setting.substr(i + 1);
        out.ok = true;
        return out;
      }
    } else if (in_quotes || (c != ' ' && !was_quoted) || (c == ' ' && any && !was_quoted)) {
      key += c;
      any = true;
    }
  }
  return out;
}

void put_places(TomlValue& value, const Place& place) {
  value.place = place;
  for (TomlValue& item : value.items) put_places(item, place);
  for (TomlEntry& entry : value.entries) {
    entry.place = place;
    put_places(entry.value, place);
  }
}

TomlValue* item_of(TomlValue& array, const std::string& wanted, const std::string& array_key,
                   const Place& place, Problems& problems) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < array.items.size(); ++i) {
    const std::string name = name_of(array.items[i]);
    if (name == wanted || std::to_string(i + 1) == wanted) return &array.items[i];
    if (!name.empty()) names.push_back(name);
  }
  const std::string near = nearest_name(wanted, names);
  problems.push_back({place, fmt::format("there is no {} named \"{}\"", array_key, wanted),
                      near.empty() ? "" : "did you mean \"" + near + "\"?"});
  return nullptr;
}

}  // namespace

bool is_table_array(const TomlValue& value) {
  return value.is_array() && !value.items.empty() &&
         std::all_of(value.items.begin(), value.items.end(), [](const TomlValue& v) { return v.is_table(); });
}

const TomlEntry* TomlValue::find(const std::string& key) const {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const TomlEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}
TomlEntry* TomlValue::find(const std::string& key) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const TomlEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

std::string kind_name(Kind kind) {
  switch (kind) {
    case Kind::text:
      return "a text";
    case Kind::whole:
      return "a whole number";
    case Kind::number:
      return "a number";
    case Kind::boolean:
      return "true or false";
    case Kind::date:
      return "a date";
    case Kind::time:
      return "a time";
    case Kind::date_time:
      return "a date and time";
    case Kind::array:
      return "a list";
    case Kind::table:
      return "a table";
  }
  return "";
}

std::string as_written(const TomlValue& value) { return cut(written(value, 60)); }

std::string setting_of(const TomlValue& value) {
  if (!value.is_text()) return written(value, std::string::npos / 2);
  const TomlValue read = setting_value(value.text, {});
  const bool bare = read.is_text() && read.text == value.text && value.text.find('\n') == std::string::npos;
  return bare ? value.text : written(value, value.text.size());
}

std::string key_part(const std::string& key) {
  const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
  });
  return bare ? key : "\"" + key + "\"";
}

void merge_into(TomlValue& under, const TomlValue& over) {
  for (const TomlEntry& entry : over.entries) {
    TomlEntry* below = under.find(entry.key);
    if (below == nullptr) {
      under.entries.push_back(entry);
      continue;
    }
    const bool sections = below->value.is_table() && entry.value.is_table() && !entry.value.in_braces &&
                          !below->value.in_braces;
    if (sections) {
      merge_into(below->value, entry.value);
    } else if (is_table_array(below->value) && is_table_array(entry.value)) {
      merge_table_arrays(below->value, entry.value);
    } else {
      below->value = entry.value;
    }
    below->place = entry.place;
  }
}

Expected<TomlValue> read_with_base(const std::string& path, std::vector<std::string>& files_read) {
  std::vector<std::string> chain{path};
  return read_chain(path, chain, files_read);
}

std::optional<SettingText> setting_text(const std::string& setting) {
  const SettingPath path = split_setting(setting);
  if (!path.ok || path.keys.empty()) return {};
  return SettingText{trimmed(setting.substr(0, setting.size() - path.value.size() - 1)), path.value};
}

TomlValue setting_value(const std::string& text, const Place& place) {
  TomlValue value;
  const Expected<TomlValue> parsed = parse_toml("x = " + text, place.file);
  if (parsed.ok() && parsed.value().entries.size() == 1 && text.find('\n') == std::string::npos) {
    value = parsed.value().entries.front().value;
  } else {
    value.kind = Kind::text;
    value.text = text;
  }
  put_places(value, place);
  return value;
}

Problems apply_setting(TomlValue& root, const std::string& setting) {
  const Place place{"--set " + cut(setting), 0, 0};
  const std::optional<SettingText> text = setting_text(setting);
  if (!text) return {{place, "this is not key=value", "write --set queue.billing.talk=240s"}};
  return set_value(root, text->key, setting_value(text->value, place), place);
}

Problems set_value(TomlValue& root, const std::string& key_text, TomlValue value, const Place& place) {
  const SettingPath path = split_setting(key_text + "=");
  if (!path.ok || path.keys.empty() || !path.value.empty()) {
    return {{place, fmt::format("\"{}\" is not a key", key_text), "write \"queue.billing.talk\""}};
  }
  if (path.keys.front() == "base") return {{place, "base cannot be set", "name the base in the file"}};
  Problems problems;
  TomlValue* here = &root;
  for (std::size_t i = 0; i < path.keys.size(); ++i) {
    const bool last = i + 1 == path.keys.size();
    const std::string& key = path.keys[i];
    if (here->is_array() && is_table_array(*here)) {
      if (last) return {{place, fmt::format("\"{}\" is a whole table", key), "name the key in it, too"}};
      here = item_of(*here, key, path.keys[i - 1], place, problems);
      if (here == nullptr) return problems;
      continue;
    }
    if (!here->is_table()) {
      return {{place, fmt::format("\"{}\" is {}, not a table", path.keys[i - 1], as_written(*here)),
               fmt::format("set \"{}\" itself", path.keys[i - 1])}};
    }
    TomlEntry* entry = here->find(key);
    if (entry == nullptr) {
      here->entries.push_back({key, place, {}});
      entry = &here->entries.back();
      entry->value.place = place;
    }
    if (last) {
      entry->value = std::move(value);
      entry->place = place;
    }
    here = &entry->value;
  }
  return problems;
}

const TomlValue* value_of_key(const TomlValue& root, const std::string& key_text) {
  const TomlValue* here = &root;
  for (const std::string& key : split_setting(key_text + "=").keys) {
    if (is_table_array(*here)) {
      std::size_t i = 0;
      while (i < here->items.size() && name_of(here->items[i]) != key && std::to_string(i + 1) != key) ++i;
      if (i == here->items.size()) return nullptr;
      here = &here->items[i];
      continue;
    }
    const TomlEntry* entry = here->find(key);
    if (entry == nullptr) return nullptr;
    here = &entry->value;
  }
  return here;
}

std::string beside(const Place& place, const std::string& named) {
  const std::filesystem::path path(named);
  if (path.is_absolute()) return named;
  return (std::filesystem::path(place.file).parent_path() / path).lexically_normal().string();
}

}  // namespace switchover
