// Several plans as one value: from files and from [[plan]]s.
#include "scenarios/plan_set.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "scenarios/scenario_keys.hpp"
#include "tests/scenarios/plan_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

std::string text_of_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

// The examples of the chapter about plans in docs/SCENARIO.md.
Lines documented_examples() {
  const std::string page = text_of_file(SWITCHOVER_SOURCE_DIR "/docs/SCENARIO.md");
  const std::size_t begin = page.find("## Plans and sweeps"), end = page.find("\n## ", begin);
  Lines out;
  const std::string open = "```toml\n";
  for (std::size_t at = page.find(open, begin); at < end; at = page.find(open, at)) {
    at += open.size();
    out.push_back(page.substr(at, page.find("```", at) - at));
  }
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

TEST_CASE("files of one name get a number, and --set is laid on all of them") {
  const ScenarioFolder folder;
  PlanRules rules;
  rules.settings = {"seed=9"};
  rules.baseline = "x-2";
  rules.rank_by = "service_level[billing]";
  rules.indifference = 0.02;
  const std::string a = folder.write("x.toml", centre);
  const std::string b = folder.write("x/scenario.toml", centre);
  const PlanSet set = value_of(folder, read_plans({a, b}, rules));
  CHECK(names_of(set) == Lines{"x", "x-2"});
  CHECK(set.compare.baseline == 1);
  CHECK(set.compare.rank_by == "service_level[billing]");
  CHECK(set.compare.indifference == 0.02);
  CHECK(set.plans[0].scenario.seed == 9);
  CHECK(set.plans[1].scenario.seed == 9);
  CHECK(set.plans[0].settings == Lines{"seed=9"});
  CHECK(set.plans[0].figures.back().metric == Metric::service_level);
  CHECK(set.plans[0].figures.back().queue == QueueId(0));
  CHECK(set.differences.empty());
}

TEST_CASE("plans of one file change its scenario, each its own way") {
  const PlanSet set =
      plans_of("name = \"agents\"\nquestion = \"how many?\"\n" + centre +
               "[[plan]]\nname = \"as it is\"\n"
               "[[plan]]\nname = \"more\"\ncost = 4200\n"
               "set = { \"group.billing.agents\" = 24, queue.billing.talk = { mean = \"200s\", cv = 0.5 } }\n"
               "[[plan]]\nname = \"much more\"\ncost = \"120000 per year\"\n[plan.set]\n"
               "group.billing.agents = 30\n"
               "[compare]\nbaseline = \"more\"\nbad_case = \"p95\"\nrank_by = \"cost\"\nindifference = \"500 "
               "per month\"\n"
               "show = [\"asa[billing] from 09:00 to 12:00\", \"never_served over day\"]\n"
               "must = [\"mean asa[billing] <= 30s over day\"]\n");
  CHECK(set.name == "agents");
  CHECK(set.question == "how many?");
  CHECK(names_of(set) == Lines{"as it is", "more", "much more"});
  CHECK(set.plans[1].settings ==
        Lines{"group.billing.agents=24", "queue.billing.talk={ mean = \"200s\", cv = 0.5 }"});
  CHECK(set.plans[1].extra_cost == 4200);
  CHECK(set.plans[2].extra_cost == 10'000);
  CHECK_FALSE(set.plans[0].extra_cost);
  CHECK(set.compare.baseline == 1);
  CHECK(set.compare.bad_case == 0.95);
  CHECK(set.compare.ranks_by_cost);
  CHECK(set.compare.indifference == 500);
  CHECK(figures_of(set.plans[2]) ==
        Lines{"asa[billing] from 09:00 to 12:00", "never_served over day", "never_served"});
  CHECK(set.plans[2].figures[0].from == Time::after_start(Duration::whole_seconds(3600)));
  CHECK(set.plans[2].figures[0].to == Time::after_start(Duration::whole_seconds(4 * 3600)));
  CHECK(set.plans[2].figures[1].to == Time{});
  for (const PlanInput& plan : set.plans) CHECK(plan.scenario.must.size() == 1);
  REQUIRE(set.differences.size() == 2);
  CHECK(set.differences[0].key == "queue.billing.talk");
  CHECK(set.differences[0].values == Lines{"240s", "{ mean = \"200s\", cv = 0.5 }", "240s"});
  CHECK(set.differences[1].key == "group.billing.agents");
  CHECK(set.differences[1].values == Lines{"20", "24", "30"});
}

TEST_CASE("a plan may stand on another file, and a comparison on a base") {
  const ScenarioFolder folder;
  folder.write("days/one.toml", centre);
  folder.write("days/two.toml", with_top("seed = 5\n"));
  const std::string file = folder.write("c.toml",
                                        "base = \"days/one.toml\"\n[[plan]]\nname = \"one\"\n"
                                        "[[plan]]\nname = \"two\"\nuse = \"days/two.toml\"\n"
                                        "set = { \"queue.billing.talk\" = \"99s\" }\n");
  const PlanSet set = value_of(folder, read_plans({file}, {}));
  CHECK(folder.without_folder(set.plans[0].file) == "c.toml");
  CHECK(folder.without_folder(set.plans[1].file) == "days/two.toml");
  CHECK(set.plans[1].scenario.seed == 5);
  REQUIRE(set.differences.size() == 2);
  CHECK(set.differences[0].key == "queue.billing.talk");
  CHECK(set.differences[1].values == Lines{"not said", "5"});
}

TEST_CASE("what is wrong with plans") {
  CHECK(problems_of_plans(centre) ==
        Lines{"c.toml: there is one plan, and nothing to compare it with; name a second file, or write "
              "[[plan]]s into this one"});
  CHECK(problems_of_plans(centre + "[[plan]]\nname = \"a\"\n") ==
        Lines{"c.toml:9:1: there is one plan, and nothing to compare it with; write a second [[plan]]"});
  CHECK(problems_of_plans(centre + "[[plan]]\n[[plan]]\nname = \"b\"\n") ==
        Lines{"c.toml:9:1: plan[1] has no name; write name = \"logins-90\""});
  CHECK(problems_of_plans(centre + "[[plan]]\nname = \"b\"\n[[plan]]\nname = \"b\"\n") ==
        Lines{"c.toml:12:8: there are two plans \"b\"; the other one is c.toml:10:8; give each a name of its "
              "own"});
  CHECK(problems_of_plans(centre + "[[plan]]\nname = \"a\"\ncosts = 5\n[[plan]]\nname = \"b\"\n") ==
        Lines{"c.toml:11:1: unknown key \"costs\" in plan[1]; did you mean \"cost\"?"});
  CHECK(problems_of_plans(centre + "[[plan]]\nname = \"a\"\ncost = \"5 a day\"\n[[plan]]\nname = \"b\"\n") ==
        Lines{"c.toml:11:8: plan[1].cost is \"5 a day\"; write money a month or a year, such as \"8360 per "
              "month\""});
  CHECK(problems_of_plans(centre + "[[plan]]\nname = \"a\"\nset = 5\n[[plan]]\nname = \"b\"\n") ==
        Lines{"c.toml:11:7: plan[1].set is 5; write set = { \"failover.1.decide\" = \"0s\" }"});
}

TEST_CASE("a key that a plan sets wrongly is shown where the plan says it") {
  const std::string plans = "[[plan]]\nname = \"a\"\n[[plan]]\nname = \"b\"\n";
  CHECK(
      problems_of_plans(centre + plans + "set = { \"queue.billing.talk\" = \"240\" }\n") ==
      Lines{"c.toml:13:32: queue.billing.talk is \"240\"; write a mean with its unit, such as \"240s\", or a "
            "law, such as \"lognormal 240s cv 0.8\" or \"uniform 1m to 6m\""});
  CHECK(problems_of_plans(centre + plans + "set = { \"queue.billing.tlk\" = \"240s\" }\n") ==
        Lines{"c.toml:13:9: unknown key \"tlk\" in queue.billing; did you mean \"talk\"?"});
  CHECK(
      problems_of_plans(centre + plans + "set = { \"failover.1.decide\" = \"0s\" }\n") ==
      Lines{"c.toml:13:9: failover is a single section; write [[failover]], with two brackets, before each"});
}

TEST_CASE("a plan that uses what cannot be used") {
  const ScenarioFolder folder;
  folder.write("one.toml", centre);
  folder.write("plans.toml", centre + two_plans);
  const auto problems = [&](const std::string& text) {
    return lines_of(folder, read_plans({folder.write("c.toml", text)}, {}));
  };
  const std::string one = "[[plan]]\nname = \"one\"\nuse = \"one.toml\"\n";
  CHECK(
      problems("[[plan]]\nname = \"x\"\nuse = \"no.toml\"\n" + one) ==
      Lines{"c.toml:3:7: file \"no.toml\" does not exist; the path is taken from the folder of the file that "
            "names it"});
  CHECK(problems("[[plan]]\nname = \"x\"\nuse = \"plans.toml\"\n" + one) ==
        Lines{"c.toml:3:7: \"plans.toml\" has plans of its own; name a scenario"});
  CHECK(problems("seed = 4\n[[plan]]\nname = \"x\"\nuse = \"one.toml\"\n" + one) ==
        Lines{"c.toml:1:1: \"seed\" is of no use: every plan stands on another file; take it out, or write a "
              "plan without use"});
  CHECK(
      lines_of(folder, read_plans({folder.path("one.toml"), folder.path("plans.toml")}, {})) ==
      Lines{
          "plans.toml:9:1: this file has plans of its own; compare it alone: switchover compare plans.toml"});
  CHECK(lines_of(folder, read_plans({folder.path("one.toml"), folder.path("gone.toml")}, {})) ==
        Lines{"gone.toml: there is no such file"});
  CHECK(folder.problems("plans.toml") ==
        Lines{"plans.toml:9:1: this file compares plans; use switchover compare, or name one of its plans: "
              "'FILE#PLAN'"});
}

TEST_CASE("what is wrong with a comparison") {
  const std::string text = centre + two_plans + "[compare]\n";
  CHECK(problems_of_plans(text + "baseline = \"c\"\n") ==
        Lines{"c.toml:15:12: plan \"c\" is not defined; defined are a, b"});
  CHECK(problems_of_plans(text + "bad_case = \"p30\"\n") ==
        Lines{"c.toml:15:12: compare.bad_case is \"p30\"; write p50 to p99, such as \"p90\""});
  CHECK(problems_of_plans(text + "show = \"asa[billing]\"\n") ==
        Lines{"c.toml:15:8: compare.show is \"asa[billing]\"; write a list, such as "
              "[\"service_level[billing]\"]"});
  CHECK(
      problems_of_plans(text + "show = [\"asa[biling]\", \"asaa\", \"mean asa\", \"asa <= 5s\", "
                               "\"asa from 07:00 to 08:00\"]\n") ==
      Lines{
          "c.toml:15:9: figure \"asa[biling]\": queue \"biling\" is not defined; did you mean \"billing\"?",
          "c.toml:15:24: figure \"asaa\": \"asaa\" is not a known figure; did you mean \"asa\"?",
          "c.toml:15:32: figure \"mean asa\": \"mean\" is not a known figure; write the figure alone: every "
          "table has its mean and its bad case",
          "c.toml:15:44: figure \"asa <= 5s\": \"<= 5s\" is not understood; a figure has no bound and no "
          "days; write over day, or from 09:00 to 12:00",
          "c.toml:15:57: figure \"asa from 07:00 to 08:00\": \"07:00 to 08:00\" lies outside the scenario; "
          "it runs from 2026-03-02 08:00 to 2026-03-02 18:00"});
  CHECK(
      problems_of_plans(text + "must = [\"asa <= 5s over day\"]\n") ==
      Lines{
          "c.toml:15:9: promise \"asa <= 5s over day\": it does not say for which days; say mean, p95 or on "
          "80% of days: a mean is not a promise"});
  CHECK(problems_of_plans(text + "indifference = \"2%\"\n") ==
        Lines{"c.toml:15:16: indifference is \"2%\", which is no difference of never_served; write it in its "
              "unit, such as \"25\""});
  CHECK(problems_of_plans(text + "rank_by = \"cost\"\n") ==
        Lines{"c.toml:15:11: rank_by is \"cost\", but no plan says what it costs; write cost = \"8360 per "
              "month\" in a [[plan]]"});
  PlanRules rules;
  rules.baseline = "d";
  CHECK(problems_of_plans(centre + two_plans, rules) ==
        Lines{"--baseline d: plan \"d\" is not defined; defined are a, b"});
}

TEST_CASE("plans of other days or queues are refused unless told") {
  const ScenarioFolder folder;
  const std::string a = folder.write("a.toml", centre);
  const std::string b = folder.write(
      "b.toml",
      "start = 2026-03-03T08:00:00\nlength = \"9h\"\n[queue.support]\ntalk = \"9s\"\ncalls_per_hour = 1\n" +
          small_queue + "[group.billing]\nskills = [\"billing\", \"support\"]\nagents = 20\n");
  CHECK(lines_of(folder, read_plans({a, b}, {})) ==
        Lines{"b.toml:1:9: start of plan \"b\" is 2026-03-03T08:00:00, of plan \"a\" 2026-03-02T08:00:00 "
              "(a.toml:1:9); "
              "make them equal, or compare all the same with --different-days",
              "b.toml:2:10: length of plan \"b\" is 9h, of plan \"a\" 10h (a.toml:2:10); make them equal, or "
              "compare all the same with --different-days",
              "b.toml:3:1: queue of plan \"b\" is billing, support, of plan \"a\" billing (a.toml:3:1); make "
              "them equal, or compare all the same with --different-days"});
  PlanRules rules;
  rules.different_days = true;
  const PlanSet set = value_of(folder, read_plans({a, b}, rules));
  CHECK(figures_of(set.plans[1]) == Lines{"never_served", "service_level[billing]", "never_served"});
  CHECK(set.plans[0].figures[1].queue == QueueId(0));
  CHECK(set.plans[1].figures[1].queue == QueueId(1));
}

TEST_CASE("peaks are shown where some plan has the limit") {
  const std::string text = small_top + "[platform.old]\n[platform.new]\n" + small_queue + small_group;
  const PlanSet set = plans_of(text +
                               "[[plan]]\nname = \"a\"\n[[plan]]\nname = \"b\"\n"
                               "set = { \"platform.new.concurrent_calls\" = 50 }\n");
  for (const PlanInput& plan : set.plans) {
    CHECK(figures_of(plan) ==
          Lines{"never_served", "service_level[billing]", "concurrent_calls_peak[new]", "never_served"});
    CHECK(plan.figures[2].platform == PlatformId(1));
  }
}

TEST_CASE("[sweep] and [compare] do not disturb a run") {
  const std::string more = "[sweep]\n\"queue.billing.talk\" = \"200s,240s\"\n[compare]\nbaseline = \"x\"\n";
  CHECK(problems_of(centre + more) == Lines{});
  CHECK(read_text(centre + more).value().centre == read_text(centre).value().centre);
}

TEST_CASE("a lever that a plan has pulled already is left out of that plan alone") {
  const std::string text = centre +
                           "[platform.old]\n[platform.new]\n[component.\"old.dc1\"]\n[[failover]]\n"
                           "watches = \"old.dc1\"\nto = \"new\"\ndecide = \"10m\"\n"
                           "agents = { dual_enabled = \"60%\" }\n"
                           "[levers]\nquick = { failover = \"old.dc1\", decide = \"0s..8m\" }\n";
  const PlanSet set = plans_of(text +
                               "[[plan]]\nname = \"a\"\n[[plan]]\nname = \"b\"\n"
                               "set = { \"failover.1.decide\" = \"0s\" }\n");
  CHECK(set.plans[0].scenario.levers.size() == 1);
  CHECK(set.plans[1].scenario.levers.empty());
}

TEST_CASE("the comparison of the library is read") {
  const std::string file =
      std::string(SWITCHOVER_SOURCE_DIR) + "/scenarios/library/compare-failback/compare.toml";
  const ScenarioFolder folder;
  const PlanSet set = value_of(folder, read_plans({file}, {}));
  CHECK(names_of(set) ==
        Lines{"as designed", "failback at once", "failback at 17:00", "logins 90%", "automatic decision"});
  Lines keys;
  for (const InputDifference& difference : set.differences) keys.push_back(difference.key);
  const std::string rule = "failover.\"dc1 to new\".";
  CHECK(keys == Lines{rule + "decide", rule + "agents.dual_enabled", rule + "failback.after_repair",
                      rule + "failback.at"});
  CHECK(set.differences[3].values == Lines{"not said", "not said", "17:00", "not said", "not said"});
  CHECK(set.inputs_compared > 80);
  CHECK(set.plans[4].scenario.estate.failovers[0] != set.plans[0].scenario.estate.failovers[0]);
  CHECK(set.plans[0].scenario.must.size() == 3);
}

TEST_CASE("the examples of docs/SCENARIO.md about plans and sweeps are read") {
  const Lines examples = documented_examples();
  REQUIRE(examples.size() == 2);
  const ScenarioFolder folder;
  std::filesystem::copy(SWITCHOVER_SOURCE_DIR "/scenarios/library", folder.path("library"),
                        std::filesystem::copy_options::recursive);
  const std::string file = folder.write("library/dc-outage/example.toml", examples[0]);
  const PlanSet set = value_of(folder, read_plans({file}, {}));
  CHECK(names_of(set) == Lines{"as designed", "logins 90%", "in another file"});
  CHECK(set.plans[1].extra_cost == 8360);
  CHECK(set.differences.size() == 2);
  const std::string swept =
      folder.write("library/dc-outage/swept.toml", "base = \"scenario.toml\"\n" + examples[1]);
  CHECK(value_of(folder, read_sweep(swept, {})).plans.size() == 7);
}

TEST_CASE("every example of the table of keys of plans is read") {
  int seen = 0;
  for (const KeyInfo& key : scenario_keys()) {
    if (key.section != "plan" && key.section != "compare") continue;
    INFO(key.section << "." << key.name);
    ++seen;
    const bool of_plan = key.section == "plan";
    const std::string plans = std::string("[[plan]]\n") + (key.name == "name" ? "" : "name = \"one\"\n") +
                              (of_plan ? std::string(key.example) : std::string()) +
                              "\n[[plan]]\nname = \"as-designed\"\n";
    const std::string compare = of_plan ? "" : "[compare]\n" + std::string(key.example) + "\n";
    const ScenarioFolder folder;
    const std::string rest = small_queue + small_group + "[platform.old]\n[platform.new]\n" +
                             "[component.\"old.dc1\"]\n[[failover]]\nwatches = \"old.dc1\"\nto = \"new\"\n"
                             "agents = { dual_enabled = \"60%\" }\n";
    folder.write("as-designed/scenario.toml", small_top + rest);
    const std::string file = folder.write("c.toml", small_top + rest + plans + compare);
    CHECK(lines_of(folder, read_plans({file}, {})) == Lines{});
  }
  CHECK(seen == 10);
}

TEST_CASE("a comparison cut off anywhere is refused with a place, or read") {
  const ScenarioFolder folder;
  std::filesystem::copy(SWITCHOVER_SOURCE_DIR "/scenarios/library", folder.path("library"),
                        std::filesystem::copy_options::recursive);
  const std::string whole =
      text_of_file(SWITCHOVER_SOURCE_DIR "/scenarios/library/compare-failback/compare.toml");
  int refused = 0, accepted = 0;
  for (std::size_t size = 0; size < whole.size(); size += 23) {
    const std::string file = folder.write("library/compare-failback/compare.toml", whole.substr(0, size));
    const auto read = read_plans({file}, {});
    (read.ok() ? accepted : refused) += 1;
    if (read.ok()) continue;
    for (const Problem& problem : read.problems()) {
      INFO(size << ": " << to_string(problem));
      CHECK_FALSE(problem.place.file.empty());
      CHECK_FALSE(problem.what.empty());
    }
  }
  CHECK(refused > 40);
  CHECK(accepted > 5);
}

TEST_CASE("one plan of a file is read by its address, as compare reads it") {
  const ScenarioFolder folder;
  const std::string file = folder.write("plans.toml", small_top + small_queue + small_group + R"(
[[plan]]
name = "now"
[[plan]]
name = "it's #2 & more"
set = { seed = 7 }
[compare]
must = ["mean never_served_rate <= 6%"]
)");
  const PlanSet set = value_of(folder, read_plans({file}, {}));
  REQUIRE(set.plans.size() == 2);
  CHECK(set.plans[1].address == file + "#it's #2 & more");
  CHECK(set.plans[1].added.empty());
  auto alone = read_scenario(set.plans[1].address, {"runs=12"});
  REQUIRE(alone.ok());
  CHECK(alone.value().seed == 7);
  CHECK(alone.value().max_runs == 12);
  CHECK(alone.value().must == set.plans[1].scenario.must);
  CHECK(alone.value().must.size() == 1);
  CHECK(alone.value().settings == Lines{"seed=7", "runs=12"});
  CHECK(alone.value().file == set.plans[1].address);

  const auto unknown = read_scenario(file + "#nwo");
  REQUIRE_FALSE(unknown.ok());
  CHECK(unknown.problems().front().what == "there is no plan \"nwo\"");
  CHECK(unknown.problems().front().hint == "did you mean \"now\"?");
  const auto whole = read_scenario(file);
  REQUIRE_FALSE(whole.ok());
  CHECK(whole.problems().front().hint.find("'FILE#PLAN'") != std::string::npos);
  CHECK_FALSE(read_scenario(file + ".gone#now").ok());
  // A file may be called so itself, and a scenario without plans has none.
  const std::string hash = folder.write("a#now.toml", small_top + small_queue + small_group);
  CHECK(read_scenario(hash).ok());
  const auto none = read_scenario(hash + "#now");
  REQUIRE_FALSE(none.ok());
}
