// The one table of keys: what a scenario file may say. The reader refuses what is not in it, the JSON Schema
// and the key table of docs/SCENARIO.md are made from it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace switchover {

enum class ValueType {
  text,
  truth,
  whole,
  number,
  date_time,
  moment,
  moments,
  duration,
  share,
  change,
  factor,
  rate,
  promise,
  distribution,
  redial,
  skills,
  name,
  names,
  platforms,
  choice,
  counts,
  agent_counts,
  split_steps,
  split,
  ramp,
  stage,
  agents_back,
  slow,
  limit_value,
  file,
  pairs,
  expectations,
  sizes,
  delay,
  pace,
  frequency,
  bandwidth,
  data_size,
  steps,
  flaps,
  fault_share,
  sign_in,
  detection,
  stale_record,
  fault_effect,
  section,
  sections,
  provenance,
  anything
};

std::string_view type_name(ValueType type);  // "agent_counts": in the schema and in docs/SCENARIO.md

struct KeyInfo {
  std::string_view
      section;  // "", "queue.NAME", "event", ...; "(duration)": inside the long form of a duration
  std::string_view name;
  ValueType type;
  std::string_view unit;           // what it is measured in, or the choices, separated by " | "
  std::string_view default_value;  // "required", "none", or the value
  std::string_view default_from;   // where the default comes from
  std::string_view example;        // as one would write it
  std::string_view meaning;
};
const std::vector<KeyInfo>& scenario_keys();
const KeyInfo* find_key(std::string_view section, std::string_view name);  // nothing when unknown
std::vector<std::string> key_names(std::string_view section);              // in the order of the table
std::vector<std::string> choices_of(const KeyInfo& key);

// Keys that other versions know and this one does not, such as `wave`.
struct LaterKey {
  std::string_view section, name, subject;  // subject: "waves of a migration"
};
const std::vector<LaterKey>& later_keys();

// The key table of docs/SCENARIO.md, in Markdown.
std::string key_table_markdown();

}  // namespace switchover
