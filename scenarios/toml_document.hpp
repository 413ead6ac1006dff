// TOML files as a neutral tree of values that know their place: parsing, `base` files, and --set. The only
// door to toml++. A table in braces is one value and is replaced as a whole; tables with a [header] are
// sections and merge.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"
#include "sim/problem.hpp"

namespace switchover {

inline constexpr std::uint64_t largest_toml_bytes = 16ULL << 20;  // refused before parsing above this
inline constexpr std::size_t most_toml_values = 1'000'000;
inline constexpr std::size_t most_key_parts = 16;  // a.dotted.key
inline constexpr std::size_t longest_base_chain = 16;

struct TomlEntry;
struct TomlValue {
  enum class Kind { text, whole, number, boolean, date, time, date_time, array, table };
  Kind kind = Kind::table;
  Place place;
  std::string text;  // text: the string itself
  std::int64_t whole = 0;
  double number = 0;  // number, and whole as a number
  bool boolean = false;
  WallClock clock;                 // date, time, date_time
  bool has_offset = false;         // date_time with a time zone offset
  bool in_braces = false;          // table: written as { ... }
  std::vector<TomlValue> items;    // array
  std::vector<TomlEntry> entries;  // table, in the order of the file

  bool is_table() const { return kind == Kind::table; }
  bool is_array() const { return kind == Kind::array; }
  bool is_text() const { return kind == Kind::text; }
  const TomlEntry* find(const std::string& key) const;  // table; nothing when absent
  TomlEntry* find(const std::string& key);
};
struct TomlEntry {
  std::string key;
  Place place;  // of the key
  TomlValue value;
};

std::string kind_name(TomlValue::Kind kind);     // "a text", "a whole number", ... for messages
std::string as_written(const TomlValue& value);  // the value in TOML, one line, cut at 60 characters

// Parses text as the file `shown`. Syntax errors come back with their place; so do offsets of years beyond
// 9999.
Expected<TomlValue> parse_toml(const std::string& text, const std::string& shown);
// One file, without its base. Refuses what is not a readable file of at most 16 MB.
Expected<TomlValue> read_toml_file(const std::string& path);
// The file with its chain of `base` files merged in, the nearest last. The key `base` itself is gone
// afterwards. `files_read` gets every file, the scenario first.
Expected<TomlValue> read_with_base(const std::string& path, std::vector<std::string>& files_read);
// `over` laid on `under`: sections merge; an item of an array of tables with the `name` of an item below
// merges into it, other items are added behind; `key = []` clears an array of tables; anything else is
// replaced.
void merge_into(TomlValue& under, const TomlValue& over);
// --set "queue.billing.talk=240s", "event.\"8% absent\".by=10%": the value is TOML, or else a bare text.
Problems apply_setting(TomlValue& root, const std::string& setting);
// The same in parts: the key as --set takes it, its value, where it is said.
struct SettingText {
  std::string key, value;
};
std::optional<SettingText> setting_text(const std::string& setting);  // nothing: not key=value
TomlValue setting_value(const std::string& text, const Place& place);
Problems set_value(TomlValue& root, const std::string& key, TomlValue value, const Place& place);
const TomlValue* value_of_key(const TomlValue& root, const std::string& key);  // nothing when absent
std::string setting_of(const TomlValue& value);  // so that setting_value() gives the value again
std::string key_part(const std::string& key);    // one part of a --set path, in quotes where it needs them
bool is_table_array(const TomlValue& value);     // [[event]]
// A path named by a value: relative to the file in which it is named.
std::string beside(const Place& place, const std::string& named);

}  // namespace switchover
