// What a scenario is called where there is no room for its path.
#pragma once
#include <string>

namespace switchover {

// "monday-peak" for monday-peak/scenario.toml and monday-peak.toml.
std::string short_name(const std::string& file);

}  // namespace switchover
