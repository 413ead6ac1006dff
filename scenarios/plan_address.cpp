#include "scenarios/plan_address.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "scenarios/plan_set.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

bool is_file(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(path, error);
}

}  // namespace

std::optional<PlanAddress> plan_address(const std::string& path) {
  if (is_file(path)) return std::nullopt;
  for (std::size_t at = path.find('#'); at != std::string::npos; at = path.find('#', at + 1)) {
    if (is_file(path.substr(0, at))) return PlanAddress{path.substr(0, at), path.substr(at + 1)};
  }
  return std::nullopt;
}

std::string to_string(const PlanAddress& address) { return address.file + "#" + address.plan; }

Expected<Scenario> read_plan(const PlanAddress& address, const std::vector<std::string>& settings) {
  PlanRules rules;
  rules.settings = settings;
  rules.different_days = true;  // one of them is asked for: what the others are is no matter
  Expected<PlanSet> plans = read_plans({address.file}, rules);
  if (!plans) return plans.problems();
  std::vector<std::string> names;
  for (PlanInput& plan : plans.value().plans) {
    if (plan.name != address.plan) {
      names.push_back(plan.name);
      continue;
    }
    Scenario scenario = std::move(plan.scenario);
    scenario.file = to_string(address);
    scenario.name += ": " + plan.name;
    return scenario;
  }
  Problem problem;
  problem.place = {address.file, 0, 0};
  problem.what = fmt::format("there is no plan \"{}\"", address.plan);
  const std::string nearest = nearest_name(address.plan, names);
  problem.hint =
      nearest.empty() ? "its plans are " + joined(names) : fmt::format("did you mean \"{}\"?", nearest);
  return problem;
}

}  // namespace switchover
