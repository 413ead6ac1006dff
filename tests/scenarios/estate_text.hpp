// A small centre on two platforms, for tests of its technical estate. Lines 1-11; what is added begins on
// line 12.
#pragma once
#include "models/platform/component_kinds.hpp"
#include "tests/scenarios/scenario_text.hpp"

namespace switchover::testing {

inline const std::string two_platforms =
    small_top + "[platform.old]\n[platform.new]\n[queue.billing]\ntalk = \"240s\"\ncalls_per_hour = 180\n" +
    "[group.billing]\nskills = [\"billing\"]\nplatform = \"old\"\nagents = 20\n";

// The problems, the file's name taken off: "12:1: ...".
inline Lines estate_problems(const std::string& more) {
  Lines lines = problems_of(two_platforms + more);
  for (std::string& line : lines) {
    if (line.rfind("s.toml:", 0) == 0) line.erase(0, 7);
  }
  return lines;
}
inline Scenario estate_of(const std::string& more) {
  const Expected<Scenario> read = read_text(two_platforms + more);
  if (!read.ok()) throw std::runtime_error(to_string(read.problems().front()));
  return read.value();
}
inline ComponentId component(const Scenario& scenario, const std::string& name) {
  for (std::size_t c = 0; c < scenario.estate.components.size(); ++c) {
    if (scenario.estate.components[c].name == name) return ComponentId(c);
  }
  throw std::runtime_error("no component " + name);
}
inline const ComponentSpec& spec_of(const Scenario& scenario, const std::string& name) {
  return scenario.estate.components[component(scenario, name).index()];
}
inline const Assumption* assumed(const Scenario& scenario, const std::string& key) {
  for (const Assumption& line : scenario.assumptions) {
    if (line.key == key) return &line;
  }
  return nullptr;
}
// Questions, without their place.
inline Lines questions(const Scenario& scenario) {
  Lines lines;
  for (const Problem& lint : scenario.lints) {
    lines.push_back(lint.what + (lint.hint.empty() ? "" : "; " + lint.hint));
  }
  return lines;
}

}  // namespace switchover::testing
