// What a key with a number in it is about: "event.1.by" says nothing, "more calls, billing" does.
#pragma once
#include <string>

#include "scenarios/toml_document.hpp"

namespace switchover {

// Of the item that the key names by its place: its name, else what it is, and whom it concerns. Empty where
// the key names everything, or where there is no such item.
std::string words_of_key(const TomlValue& root, const std::string& key);

}  // namespace switchover
