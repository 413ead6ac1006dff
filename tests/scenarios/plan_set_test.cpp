// Several plans as one value: from files, from [[plan]]s, from a sweep.
#include "scenarios/plan_set.hpp"

#include <catch2/catch.hpp>

#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

Lines lines_of(const ScenarioFolder& folder, const Expected<PlanSet>& read) {
  Lines out;
  if (read.ok()) return out;
  for (const Problem& problem : read.problems()) out.push_back(folder.without_folder(to_string(problem)));
  return out;
}

PlanSet value_of(const ScenarioFolder& folder, Expected<PlanSet> read) {
  for (const std::string& line : lines_of(folder, read)) FAIL_CHECK(line);
  REQUIRE(read.ok());
  return std::move(read).value();
}

Lines names_of(const PlanSet& set) {
  Lines out;
  for (const PlanInput& plan : set.plans) out.push_back(plan.name);
  return out;
}

Lines figures_of(const PlanInput& plan) {
  Lines out;
  for (const FigureText& figure : plan.figures) out.push_back(figure.text);
  return out;
}

}  // namespace

TEST_CASE("several files are a plan each, the first is the baseline") {
  const ScenarioFolder folder;
  const std::string a = folder.write("early.toml", small_top + small_queue + small_group);
  const std::string b = folder.write("late/scenario.toml", with_top("seed = 2\n"));
  const PlanSet set = value_of(folder, read_plans({a, b}, {}));
  CHECK(names_of(set) == Lines{"early", "late"});
  CHECK(set.name == "early, late");
  CHECK(set.compare.baseline == 0);
  CHECK(figures_of(set.plans[0]) == Lines{"never_served", "service_level[billing]", "never_served"});
  CHECK(set.plans[0].figures.size() == set.plans[1].figures.size());
  REQUIRE(set.differences.size() == 1);
  CHECK(set.differences[0].key == "seed");
  CHECK(set.differences[0].values == Lines{"not said", "2"});
  CHECK(set.inputs_compared == 7);
}

TEST_CASE("a sweep has the scenario as it is, then every point of its grid") {
  const ScenarioFolder folder;
  const std::string file = folder.write("s.toml", small_top + small_queue + small_group);
  PlanRules rules;
  rules.sweep = {"queue.billing.talk=230s..250s/10s", "group.billing.agents=20,22", "seed=7"};
  const PlanSet set = value_of(folder, read_sweep(file, rules));
  CHECK(names_of(set) == Lines{"as it is", "talk=230s, agents=20", "talk=230s, agents=22",
                               "talk=240s, agents=20", "talk=240s, agents=22", "talk=250s, agents=20",
                               "talk=250s, agents=22"});
  CHECK(set.plans[0].point == Lines{"240s", "20"});
  CHECK(set.plans[2].point == Lines{"230s", "22"});
  CHECK(set.plans[2].settings ==
        Lines{"seed=7", "queue.billing.talk=230s", "group.billing.agents=22"});
  CHECK(set.plans[2].scenario.centre == read_scenario(file, set.plans[2].settings).value().centre);
}
