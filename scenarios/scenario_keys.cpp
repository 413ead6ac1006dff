#include "scenarios/scenario_keys.hpp"

#include <algorithm>
#include <array>

namespace switchover {

const std::vector<KeyInfo>& section_keys();    // scenario_section_keys.cpp
const std::vector<KeyInfo>& long_form_keys();  // scenario_long_form_keys.cpp

namespace {

std::vector<KeyInfo> all_keys() {
  std::vector<KeyInfo> keys = section_keys();
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
  switch (type) {
    case ValueType::text:
      return "text";
    case ValueType::truth:
      return "truth";
    case ValueType::whole:
      return "whole";
    case ValueType::number:
      return "number";
    case ValueType::date_time:
      return "date_time";
    case ValueType::moment:
      return "moment";
    case ValueType::moments:
      return "moments";
    case ValueType::duration:
      return "duration";
    case ValueType::share:
      return "share";
    case ValueType::change:
      return "change";
    case ValueType::factor:
      return "factor";
    case ValueType::rate:
      return "rate";
    case ValueType::promise:
      return "promise";
    case ValueType::distribution:
      return "distribution";
    case ValueType::redial:
      return "redial";
    case ValueType::skills:
      return "skills";
    case ValueType::name:
      return "name";
    case ValueType::names:
      return "names";
    case ValueType::platforms:
      return "platform_word";
    case ValueType::choice:
      return "choice";
    case ValueType::counts:
      return "counts";
    case ValueType::agent_counts:
      return "agent_counts";
    case ValueType::split_steps:
      return "split_steps";
    case ValueType::split:
      return "split";
    case ValueType::ramp:
      return "ramp";
    case ValueType::stage:
      return "stage";
    case ValueType::agents_back:
      return "agents_back";
    case ValueType::slow:
      return "slow";
    case ValueType::limit_value:
      return "limit_value";
    case ValueType::file:
      return "file";
    case ValueType::pairs:
      return "pairs";
    case ValueType::expectations:
      return "expectations";
    case ValueType::section:
      return "section";
    case ValueType::sections:
      return "sections";
    case ValueType::provenance:
      return "provenance";
    case ValueType::anything:
      return "anything";
  }
  return "";
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
      {"", "failover", "failover logic"},
      {"", "depends", "a dependency map"},
      {"", "component", "components"},
      {"", "callbacks", "callbacks"},
      {"", "wave", "waves of a migration"},
      {"", "gate", "gates of a migration"},
      {"", "rollback", "rollback"},
      {"", "training", "training"},
      {"", "learning", "learning curves"},
      {"", "incidents", "random incidents"},
      {"", "freeze", "freeze calendars"},
      {"", "money", "money"},
      {"", "plan", "plans"},
      {"", "compare", "comparisons of plans"},
      {"", "sweep", "sweeps"},
      {"", "segment", "caller segments"},
      {"", "fault", "random faults"},
      {"", "channel", "digital channels"},
      {"event", "callbacks", "callbacks"},
      {"event", "every", "repeated events"},
      {"event", "probability", "random events"},
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
