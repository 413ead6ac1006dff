#include "scenarios/key_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace switchover {
namespace {

std::string text_of(const TomlValue& item, std::string_view key) {
  const TomlEntry* entry = item.find(std::string(key));
  if (entry == nullptr) return "";
  if (entry->value.is_text()) return entry->value.text;
  std::string all;
  for (const TomlValue& one : entry->value.items) {
    if (one.is_text()) all += (all.empty() ? "" : ", ") + one.text;
  }
  return all;
}

std::string words_of_item(const TomlValue& item) {
  static constexpr std::array<std::string_view, 7> whom{"queue",    "queues",    "group",     "groups",
                                                        "platform", "component", "components"};
  std::string words = text_of(item, "name");
  if (words.empty()) words = text_of(item, "what");
  for (const std::string_view key : whom) {
    const std::string text = text_of(item, key);
    if (!text.empty()) words += (words.empty() ? "" : ", ") + text;
  }
  return words;
}

bool is_number(std::string_view part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
}

}  // namespace

std::string words_of_key(const TomlValue& root, const std::string& key) {
  bool quoted = false;
  std::size_t part = 0;
  for (std::size_t i = 0; i <= key.size(); ++i) {
    if (i < key.size() && key[i] == '"') quoted = !quoted;
    if (i < key.size() && (quoted || key[i] != '.')) continue;
    const bool by_place = part > 0 && is_number(std::string_view(key).substr(part, i - part));
    const TomlValue* list = by_place ? value_of_key(root, key.substr(0, part - 1)) : nullptr;
    if (list != nullptr && is_table_array(*list)) {
      const TomlValue* item = value_of_key(root, key.substr(0, i));
      if (item != nullptr) return words_of_item(*item);
    }
    part = i + 1;
  }
  return "";
}

}  // namespace switchover
