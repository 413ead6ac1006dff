// ScenarioTree: a scenario before it means anything: the file and its bases, merged into one tree of values.
// Plans and sweeps change the tree and read it many times.
#pragma once
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"
#include "scenarios/toml_document.hpp"

namespace switchover {

struct ScenarioTree {
  std::string path;  // as given on the command line
  TomlValue root;
  std::vector<std::string> toml_files;  // the scenario first
};
Expected<ScenarioTree> read_tree(const std::string& path);

// What was laid on a tree, as text, and what was wrong with it.
struct LaidSettings {
  std::vector<std::string> settings;  // key=value
  Problems problems;
};
LaidSettings lay_settings(TomlValue& root, const std::vector<std::string>& settings);

// The scenario of a tree. Every problem in one go, those of the settings, too.
Expected<Scenario> read_scenario(const ScenarioTree& tree, const LaidSettings& laid);

}  // namespace switchover
