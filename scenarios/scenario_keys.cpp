#include "scenarios/scenario_keys.hpp"

#include <algorithm>
#include <array>

namespace switchover {

const std::vector<KeyInfo>& section_keys();    // scenario_section_keys.cpp
const std::vector<KeyInfo>& estate_keys();     // scenario_estate_keys.cpp
const std::vector<KeyInfo>& drill_keys();      // scenario_drill_keys.cpp
const std::vector<KeyInfo>& lever_keys();      // scenario_lever_keys.cpp
const std::vector<KeyInfo>& plan_keys();       // scenario_plan_keys.cpp
const std::vector<KeyInfo>& long_form_keys();  // scenario_long_form_keys.cpp

namespace {

std::vector<KeyInfo> all_keys() {
  std::vector<KeyInfo> keys = section_keys();
  keys.insert(keys.end(), estate_keys().begin(), estate_keys().end());
  keys.insert(keys.end(), drill_keys().begin(), drill_keys().end());
  keys.insert(keys.end(), lever_keys().begin(), lever_keys().end());
  keys.insert(keys.end(), plan_keys().begin(), plan_keys().end());
  keys.insert(keys.end(), long_form_keys().begin(), long_form_keys().end());
  return keys;
}

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

}  // namespace

const std::vector<KeyInfo>& scenario_keys() {
  static const std::vector<KeyInfo> keys = all_keys();
  return keys;
}

std::string_view type_name(ValueType type) {
  // In the order of the enumeration; a test compares its length.
  static constexpr std::array<std::string_view, 49> names{
      "text",          "truth",        "whole",        "number",       "date_time",   "moment",
      "moments",       "duration",     "share",        "change",       "factor",      "rate",
      "promise",       "distribution", "redial",       "skills",       "name",        "names",
      "platform_word", "choice",       "counts",       "agent_counts", "split_steps", "split",
      "ramp",          "stage",        "agents_back",  "slow",         "limit_value", "file",
      "pairs",         "expectations", "sizes",        "delay",        "pace",        "frequency",
      "bandwidth",     "data_size",    "steps",        "flaps",        "fault_share", "sign_in_words",
      "detection",     "stale_record", "fault_effect", "section",      "sections",    "provenance",
      "anything"};
  return names[static_cast<std::size_t>(type)];
}

const KeyInfo* find_key(std::string_view section, std::string_view name) {
  for (const KeyInfo& key : scenario_keys()) {
    if (key.section == section && key.name == name) return &key;
  }
  return nullptr;
}

std::vector<std::string> key_names(std::string_view section) {
  std::vector<std::string> names;
  for (const KeyInfo& key : scenario_keys()) {
    if (key.section == section) names.emplace_back(key.name);
  }
  return names;
}

std::vector<std::string> choices_of(const KeyInfo& key) {
  std::vector<std::string> choices;
  std::string_view rest = key.unit;
  while (true) {
    const std::size_t bar = rest.find(" | ");
    choices.emplace_back(rest.substr(0, bar));
    if (bar == std::string_view::npos) return choices;
    rest.remove_prefix(bar + 3);
  }
}

const std::vector<LaterKey>& later_keys() {
  static const std::vector<LaterKey> keys{
      {"", "callbacks", "callbacks"},
      {"", "wave", "waves of a migration"},
      {"", "gate", "gates of a migration"},
      {"", "rollback", "rollback"},
      {"", "training", "training"},
      {"", "learning", "learning curves"},
      {"", "incidents", "random incidents"},
      {"", "freeze", "freeze calendars"},
      {"", "segment", "caller segments"},
      {"", "channel", "digital channels"},
      {"queue.NAME", "callback", "callbacks"},
      {"queue.NAME", "callbacks", "callbacks"},
      {"group.NAME", "dual_enabled", "dual-enabled shares"},
      {"group.NAME", "learning", "learning curves"},
  };
  return keys;
}

std::string key_table_markdown() {
  std::string out;
  std::string_view section = "?";
  for (const KeyInfo& key : scenario_keys()) {
    if (key.section != section) {
      section = key.section;
      const bool inside = !section.empty() && section.front() == '(';
      const std::string title = section.empty() ? "top of the file"
                                : inside
                                    ? "long form of " + std::string(section.substr(1, section.size() - 2))
                                    : "`[" + std::string(section) + "]`";
      out += "\n### " + title + "\n\n| key | type | meaning | unit or choices | default | from | example |\n";
      out += "|---|---|---|---|---|---|---|\n";
    }
    out += "| `" + std::string(key.name) + "` | " + std::string(type_name(key.type)) + " | " +
           cell(key.meaning) + " | " + cell(key.unit) + " | " + cell(key.default_value) + " | " +
           cell(key.default_from) + " | " +
           (key.example.empty() ? std::string() : "`" + cell(key.example) + "`") + " |\n";
  }
  return out;
}

}  // namespace switchover
