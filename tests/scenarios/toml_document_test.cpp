#include "scenarios/toml_document.hpp"

#include <catch2/catch.hpp>

#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

TomlValue parsed(const std::string& text) {
  Expected<TomlValue> value = parse_toml(text, "s.toml");
  REQUIRE(value.ok());
  return std::move(value).value();
}
std::string problem_of(const Problems& problems) {
  return problems.empty() ? "" : to_string(problems.front());
}
const TomlValue& at(const TomlValue& table, const std::string& key) {
  const TomlEntry* entry = table.find(key);
  REQUIRE(entry != nullptr);
  return entry->value;
}

}  // namespace

TEST_CASE("values keep kind, place and the order of the file") {
  const TomlValue root =
      parsed("b = 1\na = \"x\"\n[z]\nt = 08:30:00\n[y]\nd = 2026-03-02T08:00:00\nl = [1.5, true]\n");
  REQUIRE(root.entries.size() == 4);
  CHECK(root.entries[0].key == "b");
  CHECK(root.entries[2].key == "z");
  CHECK(at(root, "a").place == Place{"s.toml", 2, 5});
  CHECK(root.entries[1].place == Place{"s.toml", 2, 1});
  CHECK(at(at(root, "z"), "t").kind == TomlValue::Kind::time);
  CHECK(at(at(root, "y"), "d").clock == WallClock{2026, 3, 2, 8, 0, 0});
  CHECK(at(at(root, "y"), "l").items[0].number == 1.5);
  CHECK(as_written(at(at(root, "y"), "l")) == "[1.5, true]");
  CHECK(as_written(parsed("a = { b = \"c\", d = 2 }").entries[0].value) == "{ b = \"c\", d = 2 }");
}

TEST_CASE("what is not TOML is refused with its place") {
  const Expected<TomlValue> broken = parse_toml("a = 1\nb = = 2\n", "s.toml");
  REQUIRE_FALSE(broken.ok());
  CHECK(broken.problems().front().place == Place{"s.toml", 2, 5});
  CHECK(broken.problems().front().what.rfind("this is not TOML: ", 0) == 0);
  CHECK_FALSE(parse_toml("a = 1\na = 2\n", "s.toml").ok());
  CHECK_FALSE(parse_toml(std::string("a = \"\0\"\n", 9), "s.toml").ok());
  CHECK_FALSE(parse_toml("\x01 = 1\n", "s.toml").ok());
}

TEST_CASE("files that cannot be scenarios") {
  const ScenarioFolder folder;
  CHECK(folder.problems("none.toml") == Lines{"none.toml: there is no such file"});
  std::filesystem::create_directories(folder.path("folder.toml"));
  CHECK(folder.problems("folder.toml") == Lines{"folder.toml: this is not a file"});
  folder.write("large.toml", "# " + std::string(largest_toml_bytes, 'x'));
  CHECK(folder.problems("large.toml") ==
        Lines{"large.toml: the file has 16.0 MB; a scenario has at most 16 MB; put tables into CSV files"});
  std::string many = "a = [";
  for (std::size_t i = 0; i <= most_toml_values; ++i) many += "1,";
  folder.write("many.toml", many + "]\n");
  CHECK(folder.problems("many.toml") ==
        Lines{"many.toml: there are more than 1000000 values; put tables into CSV files"});
  folder.write("million.toml", many + many.substr(4) + many.substr(4) + "]]]\n");
  CHECK(folder.problems("million.toml") ==
        Lines{"million.toml: there are more than 1000000 values; put tables into CSV files"});
  std::string deep = "a";
  for (int i = 0; i < 100'000; ++i) deep += ".a";
  folder.write("deep.toml", "x = 1\n[" + deep + "]\n");
  CHECK(folder.problems("deep.toml") ==
        Lines{"deep.toml:2: a key has more than 16 parts; put a name with dots in quotes"});
  folder.write("deep.toml", "x = 1\n" + deep + " = 1\n");
  CHECK(folder.problems("deep.toml") ==
        Lines{"deep.toml:2: a key has more than 16 parts; put a name with dots in quotes"});
  CHECK(parse_toml("question = \"" + std::string(200, '.') + "\"\n", "s.toml").ok());
  folder.write("deep.toml", "x = { a.'\"'" + deep.substr(1) + " = 1 }\n");
  CHECK(folder.problems("deep.toml") ==
        Lines{"deep.toml:1: a key has more than 16 parts; put a name with dots in quotes"});
  folder.write("empty.toml", "");
  CHECK(folder.problems("empty.toml") ==
        Lines{"empty.toml: start is not said; write start = 2026-03-02T08:00:00, without quotes",
              "empty.toml: length is not said; write length = \"10h\"",
              "empty.toml: there is no queue; write [queue.billing]",
              "empty.toml: there is no group of agents; write [group.billing] with skills = [\"billing\"]"});
}

TEST_CASE("sections merge, values in braces and lists are replaced") {
  TomlValue base = parsed("[q]\na = 1\nt = { mean = \"1s\", cv = 2 }\nl = [1, 2]\n[q.inner]\nx = 1\n");
  merge_into(base, parsed("[q]\nb = 2\nt = { mean = \"2s\" }\nl = [3]\n[q.inner]\ny = 2\n"));
  const TomlValue& q = at(base, "q");
  CHECK(at(q, "a").whole == 1);
  CHECK(at(q, "b").whole == 2);
  CHECK(at(q, "t").entries.size() == 1);
  CHECK(at(q, "l").items.size() == 1);
  CHECK(at(q, "inner").entries.size() == 2);
}

TEST_CASE("tables in a list merge by name, others are added, an empty list clears") {
  TomlValue base = parsed("[[event]]\nname = \"a\"\nby = 1\n[[event]]\nname = \"b\"\nby = 2\n");
  merge_into(base, parsed("[[event]]\nname = \"b\"\nby = 3\n[[event]]\nname = \"c\"\n"));
  const TomlValue& events = at(base, "event");
  REQUIRE(events.items.size() == 3);
  CHECK(at(events.items[1], "by").whole == 3);
  CHECK(at(events.items[2], "name").text == "c");
  merge_into(base, parsed("event = []\n"));
  CHECK(at(base, "event").items.empty());
}

TEST_CASE("base files: the nearest value wins, and keeps its own place") {
  const ScenarioFolder folder;
  folder.write("deep/estate.toml", "base = \"../ground.toml\"\n" + small_queue + small_group);
  folder.write("ground.toml", small_top + "[queue.billing]\ntalk = \"100s\"\nwrap = \"30s\"\n");
  folder.write("s.toml", "base = \"deep/estate.toml\"\n[queue.billing]\ntalk = \"300s\"\n");
  const Expected<Scenario> read = folder.read("s.toml");
  INFO((folder.lines(read).empty() ? std::string() : folder.lines(read).front()));
  REQUIRE(read.ok());
  CHECK(read.value().centre.queues[0].talk.mean() == 300);
  CHECK(read.value().centre.queues[0].wrap.mean() == 30);
  REQUIRE(read.value().files.size() == 3);
  CHECK(folder.without_folder(read.value().files[2].path) == "ground.toml");
  CHECK(read.value().files[2].sha256.size() == 64);
  folder.write("s.toml", "base = \"deep/estate.toml\"\n[queue.billing]\nwrap = 30\n");
  folder.write("ground.toml", small_top + "[queue.billing]\nhold = 30\n");
  CHECK(folder.problems("s.toml") == Lines{"s.toml:3:8: queue.billing.wrap is 30; write a mean with its "
                                           "unit, such as \"240s\", or a law, such as "
                                           "\"lognormal 240s cv 0.8\" or \"uniform 1m to 6m\"",
                                           "ground.toml:4:8: queue.billing.hold is 30; write a mean with its "
                                           "unit, such as \"240s\", or a law, such as "
                                           "\"lognormal 240s cv 0.8\" or \"uniform 1m to 6m\""});
}

TEST_CASE("base goes round in a circle: refused with the chain") {
  const ScenarioFolder folder;
  folder.write("a.toml", "base = \"b.toml\"\n");
  folder.write("b.toml", "\nbase = \"c.toml\"\n");
  folder.write("c.toml", "base = \"./b.toml\"\n");
  CHECK(folder.problems("a.toml") ==
        Lines{"c.toml:1:8: base goes round in a circle: b.toml -> c.toml -> b.toml; take one of them out"});
  folder.write("self.toml", "base = \"self.toml\"\n");
  CHECK(folder.problems("self.toml") ==
        Lines{"self.toml:1:8: base goes round in a circle: self.toml -> self.toml; take one of them out"});
  folder.write("gone.toml", "base = \"no.toml\"\n");
  CHECK(folder.problems("gone.toml") == Lines{"gone.toml:1:8: base file \"no.toml\" does not exist; the path "
                                              "is taken from the folder of the file that "
                                              "names it"});
  folder.write("odd.toml", "base = 5\n");
  CHECK(folder.problems("odd.toml") ==
        Lines{"odd.toml:1:8: base is 5; write the path of a file: base = \"estate.toml\""});
  for (int i = 0; i < 20; ++i) {
    folder.write("n" + std::to_string(i) + ".toml", "base = \"n" + std::to_string(i + 1) + ".toml\"\n");
  }
  CHECK(folder.problems("n0.toml") ==
        Lines{"n15.toml:1:8: more than 16 files stand on each other; shorten the chain of base files"});
}

TEST_CASE("a setting reaches into sections, braces and named items") {
  TomlValue root = parsed("[q.a]\nt = { mean = \"1s\" }\n[[event]]\nname = \"8% absent\"\nby = \"8%\"\n");
  CHECK(apply_setting(root, "q.a.t.mean=2s").empty());
  CHECK(at(at(at(at(root, "q"), "a"), "t"), "mean").text == "2s");
  CHECK(apply_setting(root, "event.\"8% absent\".by=10%").empty());
  CHECK(at(at(root, "event").items[0], "by").text == "10%");
  CHECK(apply_setting(root, "event.1.by=12").empty());
  CHECK(at(at(root, "event").items[0], "by").whole == 12);
  CHECK(apply_setting(root, "q.b.list=[1, 2]").empty());
  CHECK(at(at(at(root, "q"), "b"), "list").items.size() == 2);
  CHECK(apply_setting(root, "name=true story").empty());
  CHECK(at(root, "name").text == "true story");
  CHECK(at(root, "name").place == Place{"--set name=true story", 0, 0});
}

TEST_CASE("dots in comments and texts are no keys") {
  const std::string dots(200, '.');
  const TomlValue root =
      parsed("# " + dots + "\na = '" + dots + "\"'\nb = \"\\\"" + dots + "\"\nc = \"\"\"\n\"" + dots +
             "\n\"\"\"\nd = '''\n" + dots + "\n'''\n\"" + dots + "\" = 1\n");
  CHECK(root.entries.size() == 5);
  CHECK(at(root, "a").text == dots + "\"");
}

TEST_CASE("settings that cannot be") {
  TomlValue root = parsed("x = 1\n[[event]]\nname = \"absent\"\n");
  const auto set = [&](const std::string& setting) { return problem_of(apply_setting(root, setting)); };
  CHECK(set("x") == "--set x: this is not key=value; write --set queue.billing.talk=240s");
  CHECK(set("=5") == "--set =5: this is not key=value; write --set queue.billing.talk=240s");
  CHECK(set("a..b=5") == "--set a..b=5: this is not key=value; write --set queue.billing.talk=240s");
  CHECK(set("x.y=5") == "--set x.y=5: \"x\" is 1, not a table; set \"x\" itself");
  CHECK(set("event.absnt.by=5") ==
        "--set event.absnt.by=5: there is no event named \"absnt\"; did you mean \"absent\"?");
  CHECK(set("event.absent=5") ==
        "--set event.absent=5: \"absent\" is a whole table; name the key in it, too");
  CHECK(set("base=other.toml") == "--set base=other.toml: base cannot be set; name the base in the file");
}

TEST_CASE("settings come last and are checked like the file") {
  const std::string text = small_top + small_queue + small_group;
  const Expected<Scenario> read =
      read_text(text, {"queue.billing.talk=100s", "seed=7", "group.billing.agents=33"});
  REQUIRE(read.ok());
  CHECK(read.value().centre.queues[0].talk.mean() == 100);
  CHECK(read.value().seed == 7);
  CHECK(read.value().centre.groups[0].counted[0].agents == 33);
  CHECK(problems_of(text, {"queue.billing.tlk=5s", "queue.billing.talk=5"}) ==
        Lines{"--set queue.billing.talk=5: queue.billing.talk is 5; write a mean with its unit, such as "
              "\"240s\", or a law, "
              "such as \"lognormal 240s cv 0.8\" or \"uniform 1m to 6m\"",
              "--set queue.billing.tlk=5s: unknown key \"tlk\" in queue.billing; did you mean \"talk\"?"});
}
