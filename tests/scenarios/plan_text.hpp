// Plan sets for tests: read from texts, their problems as lines.
#pragma once
#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "scenarios/plan_set.hpp"
#include "tests/scenarios/scenario_text.hpp"

namespace switchover::testing {

inline Lines lines_of(const ScenarioFolder& folder, const Expected<PlanSet>& read) {
  Lines out;
  if (read.ok()) return out;
  for (const Problem& problem : read.problems()) out.push_back(folder.without_folder(to_string(problem)));
  return out;
}

inline PlanSet value_of(const ScenarioFolder& folder, Expected<PlanSet> read) {
  for (const std::string& line : lines_of(folder, read)) FAIL_CHECK(line);
  REQUIRE(read.ok());
  return std::move(read).value();
}

inline Lines names_of(const PlanSet& set) {
  Lines out;
  for (const PlanInput& plan : set.plans) out.push_back(plan.name);
  return out;
}

inline Lines figures_of(const PlanInput& plan) {
  Lines out;
  for (const FigureText& figure : plan.figures) out.push_back(figure.text);
  return out;
}

inline const std::string centre = small_top + small_queue + small_group;
inline const std::string two_plans = "[[plan]]\nname = \"a\"\n[[plan]]\nname = \"b\"\nset = { seed = 2 }\n";

inline Lines problems_of_plans(const std::string& text, const PlanRules& rules = {}) {
  const ScenarioFolder folder;
  return lines_of(folder, read_plans({folder.write("c.toml", text)}, rules));
}
inline PlanSet plans_of(const std::string& text, const PlanRules& rules = {}) {
  const ScenarioFolder folder;
  return value_of(folder, read_plans({folder.write("c.toml", text)}, rules));
}
inline Lines problems_of_sweep(const std::string& text, const PlanRules& rules = {}) {
  const ScenarioFolder folder;
  return lines_of(folder, read_sweep(folder.write("s.toml", text), rules));
}
inline PlanRules sweeping(const Lines& items) {
  PlanRules rules;
  rules.sweep = items;
  return rules;
}

}  // namespace switchover::testing
