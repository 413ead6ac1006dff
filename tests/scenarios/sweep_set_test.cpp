// A sweep as one value: the scenario as it is, and every point of a grid or a hypercube.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>

#include "scenarios/plan_set.hpp"
#include "tests/scenarios/plan_text.hpp"

using namespace switchover;
using namespace switchover::testing;

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
  CHECK(set.plans[2].settings == Lines{"seed=7", "queue.billing.talk=230s", "group.billing.agents=22"});
  CHECK(set.plans[2].scenario.centre == read_scenario(file, set.plans[2].settings).value().centre);
}

TEST_CASE("a sweep of the file's own section, as quoted, dotted and nested keys") {
  const ScenarioFolder folder;
  const std::string file = folder.write(
      "s.toml", centre +
                    "[[event]]\nname = \"5% absent\"\nwhat = \"fewer agents\"\nby = \"5%\"\n"
                    "[sweep]\n\"queue.billing.talk\" = \"200s,240s\"\ngroup.billing.agents = [20, 22]\n"
                    "[sweep.event.\"5% absent\"]\nby = \"0%..10%/5%\"\n");
  const PlanSet set = value_of(folder, read_sweep(file, {}));
  REQUIRE(set.axes.size() == 3);
  CHECK(set.axes[0].key == "queue.billing.talk");
  CHECK(set.axes[1].key == "group.billing.agents");
  CHECK(set.axes[1].values == Lines{"20", "22"});
  CHECK(set.axes[2].key == "event.\"5% absent\".by");
  CHECK(set.axes[2].values == Lines{"0%", "5%", "10%"});
  CHECK(set.axes[2].title() == set.axes[2].key);
  CHECK(set.plans.size() == 13);
  CHECK(set.plans[0].name == "as it is");
  CHECK(set.plans[0].point == Lines{"240s", "20", "5%"});
  CHECK(set.plans[1].name == "talk=200s, agents=20, by=0%");
  CHECK(set.plans[12].name == "talk=240s, agents=22, by=10%");
  CHECK(set.differences.size() == 3);
  const PlanSet by_place = value_of(folder, read_sweep(file, sweeping({"event.1.by=0%..10%/5%"})));
  CHECK(by_place.axes[0].key == "event.1.by");
  CHECK(by_place.axes[0].title() == "event.1.by (5% absent)");
  CHECK(by_place.differences[0].title() == by_place.axes[0].title());
  // What the command line sweeps takes the place of the section.
  const PlanSet other = value_of(folder, read_sweep(file, sweeping({"seed=1..3/1"})));
  CHECK(other.plans.size() == 4);
}

TEST_CASE("points of numbered keys are told apart by more than the number") {
  const ScenarioFolder folder;
  const std::string event = "[[event]]\nwhat = \"fewer agents\"\nby = \"5%\"\nname = ";
  const std::string file = folder.write("s.toml", centre + event + "\"ill\"\n" + event + "\"away\"\n");
  const PlanSet set = value_of(folder, read_sweep(file, sweeping({"event.1.by=0%,5%", "event.2.by=0%,5%"})));
  REQUIRE(set.plans.size() == 5);
  CHECK(set.plans[1].name == "event.1.by=0%, event.2.by=0%");
}

TEST_CASE("a value that is wrong is reported once, with the place of its axis") {
  CHECK(
      problems_of_sweep(centre, sweeping({"queue.billing.talk=240,260s", "seed=1..3/1"})) ==
      Lines{
          "--set queue.billing.talk=240,260s: queue.billing.talk is 240; write a mean with its unit, such as "
          "\"240s\", or a law, such as \"lognormal 240s cv 0.8\" or \"uniform 1m to 6m\""});
  CHECK(
      problems_of_sweep(centre + "[sweep]\nqueue.billing.tlk = [\"240s\", \"260s\"]\nseed = \"1..3/1\"\n") ==
      Lines{"s.toml:10:21: unknown key \"tlk\" in queue.billing; did you mean \"talk\"?"});
  CHECK(problems_of_sweep(centre + "[queue.support]\ntalk = \"9s\"\ncalls_per_hour = 9\n",
                          sweeping({"group.billing.skills=[\"billing\"],[\"billing\", \"support\"]"})) ==
        Lines{"s.toml:9:8: no group serves queue \"support\"; add \"support\" to the skills of a group"});
  CHECK(
      problems_of_sweep(with_group("[queue.support]\ntalk = \"9s\"\ncalls_per_hour = 9\n[group.support]\n"
                                   "skills = [\"support\"]\nagents = 1\n"),
                        sweeping({"group.support.skills=[\"support\"],[\"billing\"]", "seed=1,2"})) ==
      Lines{
          "s.toml:9:8: no group serves queue \"support\", with skills=[\"billing\"], seed=1; add \"support\" "
          "to the skills of a group"});
}

TEST_CASE("a sweep of nothing, of too much, of plans") {
  CHECK(problems_of_sweep(centre) == Lines{"s.toml: there is nothing to sweep; write --set "
                                           "queue.billing.talk=240s,260s or a section [sweep]"});
  CHECK(
      problems_of_sweep(centre, sweeping({"seed=1..101/1", "group.billing.agents=1..100/1"})) ==
      Lines{"--set seed=1..101/1: there are 10100 points; at most 10000: write fewer values, or draw points "
            "with --points 200"});
  CHECK(problems_of_sweep(centre, sweeping({"seed=1,2", "seed=3,4"})) ==
        Lines{"--set seed=3,4: \"seed\" is swept twice; write all its values into one list"});
  CHECK(problems_of_sweep(centre + two_plans) ==
        Lines{"s.toml:9:1: this file compares plans; use switchover compare"});
  CHECK(problems_of_sweep(centre + "[sweep]\nseed = []\n") ==
        Lines{"s.toml:10:8: there is no value; write [\"240s\", \"260s\"]"});
  CHECK(problems_of_sweep(centre, sweeping({"seed", "length=1h,2h"})) ==
        Lines{"--set seed: this is not key=value; write --set queue.billing.talk=240s"});
  CHECK(
      problems_of_sweep(centre, sweeping({"length=10h,2h"})) ==
      Lines{
          "--set length=10h,2h: length of plan \"length=2h\" is 2h, of plan \"as it is\" 10h (s.toml:2:10); "
          "make them equal, or compare all the same with --different-days"});
}

TEST_CASE("a hypercube takes every stratum of every axis once, and follows its seed") {
  const ScenarioFolder folder;
  const std::string file = folder.write("s.toml", centre);
  PlanRules rules = sweeping({"queue.billing.talk=200s..280s", "group.billing.agents=15..24"});
  rules.points = 10;
  const PlanSet set = value_of(folder, read_sweep(file, rules));
  REQUIRE(set.plans.size() == 11);
  CHECK(set.axes[0].values ==
        Lines{"204s", "212s", "220s", "228s", "236s", "244s", "252s", "260s", "268s", "276s"});
  for (std::size_t axis = 0; axis < 2; ++axis) {
    Lines met;
    for (std::size_t i = 1; i < set.plans.size(); ++i) met.push_back(set.plans[i].point[axis]);
    CHECK_FALSE(std::is_sorted(met.begin(), met.end()));
    Lines expected = set.axes[axis].values;
    std::sort(met.begin(), met.end());
    std::sort(expected.begin(), expected.end());
    CHECK(met == expected);
  }
  const auto points_of = [](const PlanSet& one) {
    std::vector<Lines> points;
    for (const PlanInput& plan : one.plans) points.push_back(plan.point);
    return points;
  };
  CHECK(points_of(value_of(folder, read_sweep(file, rules))) == points_of(set));
  rules.seed = 2;
  CHECK(points_of(value_of(folder, read_sweep(file, rules))) != points_of(set));
}

TEST_CASE("from one point to ten thousand") {
  PlanRules rules = sweeping({"seed=1..5/1"});
  rules.points = 0;
  CHECK(problems_of_sweep(centre, rules) ==
        Lines{"--points 0: there are too few or too many points; write 1 to 10000"});
  rules.points = 10'001;
  CHECK(problems_of_sweep(centre, rules) ==
        Lines{"--points 10001: there are too few or too many points; write 1 to 10000"});
  rules.points = 1;
  const ScenarioFolder folder;
  CHECK(value_of(folder, read_sweep(folder.write("s.toml", centre), rules)).plans.size() == 2);
}

TEST_CASE("a sweep shows and ranks as [compare] says, its baseline is the scenario as it is") {
  const ScenarioFolder folder;
  const std::string file = folder.write(
      "s.toml",
      centre +
          "[compare]\nbaseline = \"nobody\"\nshow = [\"asa[billing]\"]\nrank_by = \"asa[billing]\"\n"
          "indifference = \"2s\"\nmust = [\"mean asa[billing] <= 30s over day\"]\n");
  const PlanSet set = value_of(folder, read_sweep(file, sweeping({"group.billing.agents=18..22/2"})));
  CHECK(set.compare.baseline == 0);
  CHECK(set.compare.indifference == 2);
  for (const PlanInput& plan : set.plans) {
    CHECK(figures_of(plan) == Lines{"asa[billing]", "asa[billing]"});
    CHECK(plan.scenario.must.size() == 1);
  }
  REQUIRE(set.differences.size() == 1);
  CHECK(set.differences[0].values == Lines{"20", "18", "20", "22"});
}

TEST_CASE("two hundred points of a scenario with tables are read at once") {
  const std::string file = std::string(SWITCHOVER_SOURCE_DIR) + "/scenarios/library/dc-outage/scenario.toml";
  PlanRules rules = sweeping({"failover.1.decide=0m..20m", "failover.1.agents.dual_enabled=50%..90%"});
  rules.points = 200;
  const auto begin = std::chrono::steady_clock::now();
  const auto set = read_sweep(file, rules);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  REQUIRE(set.ok());
  CHECK(set.value().plans.size() == 201);
  CHECK(took.count() < 20);  // generous: sanitizers and busy machines
}
