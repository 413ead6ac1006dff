#include "scenarios/input_differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "scenarios/key_words.hpp"
#include "scenarios/table_differences.hpp"
#include "scenarios/tables.hpp"

namespace switchover {
namespace {

constexpr const char* not_said = "not said";

// What is no input of the simulation.
bool is_aside(const std::string& key) {
  static constexpr std::array<std::string_view, 5> aside{"schema", "name", "question", "expect", "levers"};
  return std::find(aside.begin(), aside.end(), key) != aside.end();
}

using Values = std::vector<const TomlValue*>;  // of one key in every plan; null: not said there

// Walks the trees of all plans at once, down to the values.
class TreeWalk {
 public:
  TreeWalk(const std::vector<ScenarioTree>& trees, ComparedInputs& out)
      : trees_(trees), same_tables_(same_tables(trees)), out_(out) {}

  void table(const Values& tables, const std::string& above) {
    for (const std::string& key : keys_of(tables)) {
      if (above.empty() && is_aside(key)) continue;
      Values values;
      for (const TomlValue* one : tables) {
        const TomlEntry* entry = one == nullptr ? nullptr : one->find(key);
        values.push_back(entry == nullptr ? nullptr : &entry->value);
      }
      value(values, above.empty() ? key_part(key) : above + "." + key_part(key));
    }
  }

  void value(const Values& values, const std::string& path) {
    const auto all = [&](auto of_kind) {
      return std::all_of(values.begin(), values.end(),
                         [&](const TomlValue* v) { return v == nullptr || of_kind(*v); });
    };
    if (all([](const TomlValue& v) { return v.is_table(); })) {
      table(values, path);
    } else if (all([](const TomlValue& v) { return is_table_array(v); })) {
      list(values, path);
    } else {
      leaf(values, path);
    }
  }

 private:
  static std::vector<std::string> keys_of(const Values& tables) {
    std::vector<std::string> keys;
    std::set<std::string> seen;
    for (const TomlValue* one : tables) {
      if (one == nullptr) continue;
      for (const TomlEntry& entry : one->entries) {
        if (seen.insert(entry.key).second) keys.push_back(entry.key);
      }
    }
    return keys;
  }

  static std::string name_of(const TomlValue& item, std::size_t place) {
    const TomlEntry* name = item.find("name");
    return name != nullptr && name->value.is_text() ? name->value.text : std::to_string(place + 1);
  }

  // [[event]]: items of one name belong together, those without a name by their place.
  void list(const Values& lists, const std::string& path) {
    std::vector<std::string> names;
    std::vector<Values> items;
    for (std::size_t plan = 0; plan < lists.size(); ++plan) {
      if (lists[plan] == nullptr) continue;
      for (std::size_t i = 0; i < lists[plan]->items.size(); ++i) {
        const TomlValue& item = lists[plan]->items[i];
        const std::string name = name_of(item, i);
        auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
        if (at == names.size()) {
          names.push_back(name);
          items.emplace_back(lists.size(), nullptr);
        }
        if (items[at][plan] == nullptr) items[at][plan] = &item;
      }
    }
    for (std::size_t at = 0; at < names.size(); ++at) table(items[at], path + "." + key_part(names[at]));
  }

  // Is this the path of a table that has the same bytes in every plan, wherever it lies?
  bool names_same_table(const Values& values, const std::string& path) const {
    const auto text = [](const TomlValue* v) { return v != nullptr && v->is_text(); };
    if (!std::all_of(values.begin(), values.end(), text)) return false;
    const std::size_t last = path.rfind('.');
    const bool inner = path.ends_with(".path") || path.ends_with(".value");
    return same_tables_.count(path) > 0 || (inner && same_tables_.count(path.substr(0, last)) > 0);
  }

  // A sample of a distribution: the name of its file says less than what is in it.
  void add_contents(const Values& values, std::vector<std::string>& texts) const {
    std::vector<std::string> named;
    for (std::size_t plan = 0; plan < values.size(); ++plan) {
      if (values[plan] == nullptr || !values[plan]->is_text()) return;
      const auto facts = file_facts(path_named(trees_[plan], *values[plan]));
      named.push_back(facts ? facts->sha256.substr(0, 8) : "");
    }
    const bool same = std::all_of(named.begin(), named.end(), [&](const auto& s) { return s == named[0]; });
    for (std::size_t plan = 0; plan < texts.size(); ++plan) {
      texts[plan] = same ? texts.front() : fmt::format("{} ({})", texts[plan], named[plan]);
    }
  }

  void leaf(const Values& values, const std::string& path) {
    if (names_same_table(values, path)) return;  // its columns are counted with its cells
    ++out_.compared;
    InputDifference difference;
    difference.key = path;
    for (const TomlValue* one : values) difference.values.push_back(one ? setting_of(*one) : not_said);
    if (path.ends_with(".file")) add_contents(values, difference.values);
    for (const ScenarioTree& tree : trees_) {
      if (difference.of.empty()) difference.of = words_of_key(tree.root, path);
    }
    const auto& texts = difference.values;
    const auto same = [&](const std::string& text) { return text == texts.front(); };
    if (!std::all_of(texts.begin(), texts.end(), same)) out_.differences.push_back(std::move(difference));
  }

  const std::vector<ScenarioTree>& trees_;
  std::set<std::string> same_tables_;
  ComparedInputs& out_;
};

}  // namespace

ComparedInputs compare_inputs(const std::vector<ScenarioTree>& trees) {
  ComparedInputs out;
  Values roots;
  for (const ScenarioTree& tree : trees) roots.push_back(&tree.root);
  TreeWalk(trees, out).table(roots, "");
  compare_tables(trees, out);
  return out;
}

}  // namespace switchover
