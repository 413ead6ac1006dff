// In which keys and cells plans differ.
#include "scenarios/input_differences.hpp"

#include <catch2/catch.hpp>
#include <cstdio>

#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

// "key: a | b (+3)"
Lines told(const ComparedInputs& inputs) {
  Lines out;
  for (const InputDifference& difference : inputs.differences) {
    std::string line = difference.key + ": ";
    for (std::size_t i = 0; i < difference.values.size(); ++i) {
      line += (i > 0 ? " | " : "") + difference.values[i];
    }
    if (difference.more_cells > 0) line += " (+" + std::to_string(difference.more_cells) + ")";
    out.push_back(line);
  }
  return out;
}

ComparedInputs compared(const ScenarioFolder& folder, const Lines& files) {
  std::vector<ScenarioTree> trees;
  for (const std::string& file : files) {
    auto tree = read_tree(folder.path(file));
    REQUIRE(tree.ok());
    trees.push_back(std::move(tree).value());
  }
  return compare_inputs(trees);
}

ComparedInputs of_texts(const Lines& texts) {
  const ScenarioFolder folder;
  Lines files;
  for (const std::string& text : texts) {
    files.push_back(std::to_string(files.size()) + ".toml");
    folder.write(files.back(), text);
  }
  return compared(folder, files);
}

// 40 intervals from 08:00: agents of billing.
std::string staff(int agents, int other_rows = 0) {
  std::string text = "interval_start,group,agents\n";
  for (int i = 0; i < 40; ++i) {
    const int minutes = 480 + 15 * i;
    char stamp[32];
    std::snprintf(stamp, sizeof stamp, "2026-03-02 %02d:%02d", minutes / 60, minutes % 60);
    text +=
        std::string(stamp) + ",billing," + std::to_string(i < other_rows ? agents + 1 + i : agents) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("equal inputs have no difference, and their keys are counted") {
  const ComparedInputs inputs = of_texts(
      {"a = 1\n[s]\nb = [1, 2]\nc = { d = 1, e = 2 }\n", "a = 1\n[s]\nb = [1, 2]\nc = { e = 2, d = 1 }\n"});
  CHECK(told(inputs) == Lines{});
  CHECK(inputs.compared == 4);
}

TEST_CASE("keys are compared leaf by leaf, in the order of the first plan") {
  CHECK(
      told(of_texts({"seed = 1\n[queue.billing]\ntalk = { mean = \"240s\", cv = 1.0 }\nwrap = \"5s\"\n",
                     "[queue.billing]\nwrap = \"5s\"\nhold = \"9s\"\ntalk = { mean = \"260s\", cv = 1.0 }\n",
                     "seed = 2\n[queue.billing]\ntalk = \"240s\"\nwrap = \"5s\"\n"})) ==
      Lines{"seed: 1 | not said | 2",
            "queue.billing.talk: { mean = \"240s\", cv = 1 } | { mean = \"260s\", cv = 1 } | 240s",
            "queue.billing.hold: not said | 9s | not said"});
  CHECK(told(of_texts({"[a]\nt = { mean = \"240s\", cv = 1.0 }\n", "[a]\nt = { mean = \"260s\" }\n"})) ==
        Lines{"a.t.mean: 240s | 260s", "a.t.cv: 1 | not said"});
}

TEST_CASE("tables in a list belong together by name, else by place") {
  CHECK(told(of_texts({"[[event]]\nname = \"8% absent\"\nby = \"8%\"\n[[event]]\nby = \"1%\"\n",
                       "[[event]]\nname = \"more\"\nby = \"9%\"\n[[event]]\nby = \"2%\"\n"
                       "[[event]]\nname = \"8% absent\"\nby = \"9%\"\n"})) ==
        Lines{"event.\"8% absent\".by: 8% | 9%", "event.2.by: 1% | 2%", "event.more.name: not said | more",
              "event.more.by: not said | 9%"});
}

TEST_CASE("an item that is named by its place says what it is") {
  const ComparedInputs inputs =
      of_texts({"[[event]]\nwhat = \"more calls\"\nqueue = \"billing\"\nby = \"1%\"\n[[event]]\nname = "
                "\"b\"\nby = 1\n",
                "[[event]]\nwhat = \"more calls\"\nqueue = \"billing\"\nby = \"2%\"\n[[event]]\nname = "
                "\"b\"\nby = 2\n"});
  REQUIRE(inputs.differences.size() == 2);
  CHECK(inputs.differences[0].key == "event.1.by");
  CHECK(inputs.differences[0].title() == "event.1.by (more calls, billing)");
  CHECK(inputs.differences[1].title() == "event.b.by");
}

TEST_CASE("what is no input of the simulation is not compared") {
  const ComparedInputs inputs =
      of_texts({"name = \"a\"\nquestion = \"q\"\nschema = 1\n[expect]\nmust = [\"x\"]\n", "name = \"b\"\n"});
  CHECK(told(inputs) == Lines{});
  CHECK(inputs.compared == 0);
}

TEST_CASE("long values are compared to their end") {
  const std::string common(200, 'x');
  const auto lines = told(of_texts({"a = \"" + common + "1\"\n", "a = \"" + common + "2\"\n"}));
  CHECK(lines == Lines{"a: " + common + "1 | " + common + "2"});
}

TEST_CASE("tables of the same bytes are identical wherever they lie") {
  const ScenarioFolder folder;
  folder.write("a.toml", "[files]\nstaff = \"staff.csv\"\n");
  folder.write("b.toml", "[files]\nstaff = \"other/people.csv\"\n");
  folder.write("staff.csv", staff(20));
  folder.write("other/people.csv", staff(20));
  const ComparedInputs inputs = compared(folder, {"a.toml", "b.toml"});
  CHECK(told(inputs) == Lines{});
  CHECK(inputs.compared == 3);
}

TEST_CASE("cells that differ are listed with their line, at most five of a column") {
  const ScenarioFolder folder;
  folder.write("a.toml", "[files]\nstaff = \"staff.csv\"\n");
  folder.write("b/b.toml", "[files]\nstaff = \"staff.csv\"\n");
  folder.write("staff.csv", staff(20));
  folder.write("b/staff.csv", staff(20, 1));
  CHECK(told(compared(folder, {"a.toml", "b/b.toml"})) == Lines{"staff.csv:2 agents: 20 | 21"});
  folder.write("b/staff.csv", staff(20, 5));
  CHECK(told(compared(folder, {"a.toml", "b/b.toml"})).back() == "staff.csv:6 agents: 20 | 25");
  folder.write("b/staff.csv", staff(20, 40));
  CHECK(told(compared(folder, {"a.toml", "b/b.toml"})) ==
        Lines{"staff.csv:2 agents: 20 | 21", "staff.csv:3 agents: 20 | 22", "staff.csv:4 agents: 20 | 23",
              "staff.csv:5 agents: 20 | 24", "staff.csv:6 agents: 20 | 25 (+35)"});
}

TEST_CASE("rows in another order and other line ends are the same rows") {
  const ScenarioFolder folder;
  folder.write("a.toml", "[files]\nforecast = { path = \"a.csv\", counts = \"people\" }\n");
  folder.write("b.toml", "[files]\nforecast = { path = \"b.csv\", counts = \"dialled\" }\n");
  folder.write("a.csv",
               "interval_start,queue,offered\n2026-03-02 08:00,billing,5\n2026-03-02 08:15,billing,6\n");
  folder.write(
      "b.csv",
      "interval_start;queue;offered\r\n2026-03-02 08:15;billing;6\r\n2026-03-02 08:00;billing;7\r\n");
  CHECK(told(compared(folder, {"a.toml", "b.toml"})) == Lines{"files.forecast.path: a.csv | b.csv",
                                                              "files.forecast.counts: people | dialled",
                                                              "a.csv:2 offered: 5 | 7"});
}

TEST_CASE("tables of different shape, and tables that one plan lacks, are one line") {
  const ScenarioFolder folder;
  folder.write("a.toml", "[files]\nstaff = \"staff.csv\"\n");
  folder.write("b/b.toml", "[files]\nstaff = \"staff.csv\"\n");
  folder.write("c.toml", "seed = 1\n");
  folder.write("staff.csv", staff(20));
  folder.write("b/staff.csv", "interval_start,group,agents\n2026-03-02 08:00,billing,20\n");
  const auto lines = told(compared(folder, {"a.toml", "b/b.toml", "c.toml"}));
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "files.staff: staff.csv | staff.csv | not said");
  CHECK(lines[1] == "seed: not said | not said | 1");
  CHECK(lines[2].starts_with("staff.csv: 40 rows, "));
  CHECK(lines[2].find(" | 1 rows, ") != std::string::npos);
  CHECK(lines[2].ends_with(" | not said"));
}

TEST_CASE("samples of a distribution are compared by what is in them") {
  const ScenarioFolder folder;
  const std::string text =
      "[queue.billing]\ntalk = { law = \"empirical\", file = \"talk.csv\", column = \"s\" }\n";
  folder.write("a.toml", text);
  folder.write("b/b.toml", text);
  folder.write("talk.csv", "s\n5\n");
  folder.write("b/talk.csv", "s\n5\n");
  CHECK(told(compared(folder, {"a.toml", "b/b.toml"})) == Lines{});
  folder.write("b/talk.csv", "s\n6\n");
  const auto lines = told(compared(folder, {"a.toml", "b/b.toml"}));
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("queue.billing.talk.file: talk.csv ("));
}
