#include "scenarios/dependencies_table.hpp"

#include <catch2/catch.hpp>

#include "tests/scenarios/estate_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

struct Files {
  ScenarioFolder folder;
  Files(const std::string& csv, const std::string& more = "") {
    folder.write("needs.csv", csv);
    folder.write("s.toml", two_platforms + "[files]\ndependencies = \"needs.csv\"\n" + more);
  }
  Lines problems() const { return folder.problems("s.toml"); }
  Scenario read() const {
    const Expected<Scenario> scenario = folder.read("s.toml");
    if (!scenario.ok()) throw std::runtime_error(to_string(scenario.problems().front()));
    return scenario.value();
  }
};

}  // namespace

TEST_CASE("a table of needs says the same as the section") {
  const Files table(
      "component,needs,edge,effect\nold.desktop,old.dc1,hard,\nold.desktop,sso,,\n"
      "new.desktop,crm,soft,\"25s to talk, 20s to wrap; agents stay\"\n");
  const Scenario scenario = table.read();
  const Scenario section = estate_of(
      "[depends]\n\"old.desktop\" = [{ needs = \"old.dc1\", edge = \"hard\" }, \"sso\"]\n\"new.desktop\" = { "
      "needs = \"crm\", edge = \"soft\", effect = \"25s to talk, 20s to wrap; agents stay\" }\n");
  CHECK(scenario.estate == section.estate);
  CHECK(scenario.estate.needs.size() == 3);
  const InputFile& file = scenario.files.back();
  CHECK(file.path == "needs.csv");
  CHECK(file.summary == "3 needs");
  CHECK(file.sha256.size() == 64);
}

TEST_CASE("headings as others write them, semicolons, and a section beside the table") {
  const Files table("Service;Depends on;Type\nold.desktop;sso;Hard\n",
                    "[depends]\n\"old.desktop\" = \"crm\"\n");
  const Scenario scenario = table.read();
  REQUIRE(scenario.estate.needs.size() == 2);
  CHECK(scenario.estate.needs[1].hard);
  const Files mapped("A,B\nold.desktop,sso\n");
  mapped.folder.write("s.toml", two_platforms +
                                    "[files]\ndependencies = { path = \"needs.csv\", columns = { component = "
                                    "\"A\", needs = \"B\" } }\n");
  CHECK(mapped.read().estate.needs.size() == 1);
}

TEST_CASE("tables of needs that cannot be") {
  CHECK(Files("component,needs,edge\nold.desktop,sso,firm\nold.desktop,,hard\n,crm,\n").problems() ==
        Lines{"needs.csv:2:3: edge \"firm\" is not an edge; write hard or soft, or leave it empty",
              "needs.csv:3:2: needs is empty; write its name",
              "needs.csv:4:1: component is empty; write its name"});
  CHECK(Files("component,needs,effect\nold.desktop,thing,\n").problems() ==
        Lines{"needs.csv:2:2: the name of component \"thing\" does not tell its kind; write "
              "[component.\"thing\"] with kind = \"data centre\""});
  CHECK(Files("component,needs,edge,effect\nold.desktop,crm,soft,breaks a bit\nold.desktop,dns,hard,none\n")
            .problems() ==
        Lines{"needs.csv:2:4: effect \"breaks a bit\" is not understood; write parts such as \"talking drop "
              "40%\", \"no sign-in\" or \"25s to talk\", a semicolon between them, or \"none\"",
              "needs.csv:3:4: \"old.desktop\" needs \"dns\": an effect does not go with a hard need; a hard "
              "need means: down together; write edge = \"soft\""});
  const Lines missing = Files("component,edge\nold.desktop,hard\n").problems();
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].find("the table has no column \"needs\"") != std::string::npos);
  const Files wrong("component,needs\nold.desktop,sso\n");
  wrong.folder.write("s.toml", two_platforms +
                                   "[files]\ndependencies = { path = \"needs.csv\", columns = { who = \"A\", "
                                   "what = \"B\" } }\n");
  CHECK(wrong.problems() ==
        Lines{"s.toml:13:25: column \"what\" is not one of this table; they are component, needs, edge and "
              "effect"});
}
