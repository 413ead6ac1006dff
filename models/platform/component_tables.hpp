// The tables of docs/SCENARIO.md, "Components" and "Presets", written from what the program knows.
#pragma once
#include <string>

namespace switchover {

std::string component_table_markdown();
std::string preset_table_markdown();

}  // namespace switchover
