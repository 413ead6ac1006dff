#include <catch2/catch.hpp>

#include "scenarios/incident_moment.hpp"
#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

const std::string estate =
    "start = 2025-03-31T08:00:00\nlength = \"10h\"\n[platform.old]\n[platform.new]\n" + small_queue +
    "[group.billing]\nskills = [\"billing\"]\nplatform = \"both\"\nagents = 20\n"
    "[component.\"old.dc1\"]\n[component.crm]\nwhen_slow = { adds = \"25s to talk\" }\n"
    "[component.\"old.recording\"]\n"
    "[[failover]]\nname = \"move\"\nwatches = \"old.dc1\"\nto = \"new\"\ndetect = \"9m\"\ndecide = \"8m\"\n"
    "execute = \"7m\"\nshare = \"100%\"\n";
const std::string named = "[files]\nincident = \"tickets.csv\"\n";
const std::string header = "at,component,what,share,note\n";

Expected<Scenario> replay(const std::string& rows, const std::string& top = "",
                          const std::string& more = named) {
  const ScenarioFolder folder;
  folder.write("tickets.csv", rows);
  folder.write("s.toml", top + estate + more);
  return folder.read("s.toml");
}
Scenario replayed(const std::string& rows, const std::string& top = "") {
  Expected<Scenario> read = replay(header + rows, top);
  if (!read.ok()) UNSCOPED_INFO(to_string(read.problems().front()));
  REQUIRE(read.ok());
  return std::move(read).value();
}
Lines wrong(const std::string& rows, const std::string& top = "", const std::string& more = named) {
  const ScenarioFolder folder;
  folder.write("tickets.csv", rows);
  folder.write("s.toml", top + estate + more);
  return folder.problems("s.toml");
}
Lines wrong_rows(const std::string& rows) { return wrong(header + rows); }
Time clock(int hour, int minute) {  // of a scenario that begins at 08:00
  return Time::after_start(Duration::whole_seconds((hour - 8) * 3600 + minute * 60));
}
Distribution minutes(double m) { return Distribution::deterministic(m * 60); }

}  // namespace

TEST_CASE("an incident becomes a fault with its end and its share") {
  const Scenario scenario =
      replayed("10:20,old.dc1,fails,25%,a quarter of the calls\n13:05,old.dc1,recovers,,\n");
  REQUIRE(scenario.estate.faults.size() == 1);
  const FaultSpec& fault = scenario.estate.faults[0];
  CHECK(fault.name == "old.dc1 lost 10:20");
  CHECK(fault.targets == std::vector<ComponentId>{ComponentId(0)});
  CHECK(fault.mode == FaultMode::down);
  CHECK(fault.at == clock(10, 20));
  CHECK(fault.at_uncertainty == Duration());
  CHECK(fault.share == 0.25);
  CHECK(fault.lasts == minutes(165));
  REQUIRE(scenario.centre.events.size() == 1);
  const EventSpec& event = scenario.centre.events[0];
  CHECK(event.name == fault.name);
  CHECK(event.kind == EventKind::fault);
  CHECK(event.from == clock(10, 20));
  CHECK(event.to == clock(13, 5));
  REQUIRE(scenario.estate_places.faults.size() == 1);
  CHECK(scenario.estate_places.faults[0].line == 2);
  CHECK(scenario.files.back().summary == "2 rows, 1 fault");
  CHECK(scenario.estate.failovers[0].detect == minutes(9));  // nobody said otherwise
}

TEST_CASE("times that are not sure stay not sure") {
  const Scenario scenario = replayed("10:20 +-5m,old.dc1,fails,,\n13:05 \xc2\xb1 10m,old.dc1,recovers,,\n");
  const FaultSpec& fault = scenario.estate.faults.at(0);
  CHECK(fault.at == clock(10, 20));
  CHECK(fault.at_uncertainty == Duration::whole_seconds(300));
  CHECK(fault.lasts == Distribution::uniform(155 * 60, 175 * 60));
}

TEST_CASE("another share ends one fault and begins the next") {
  const Scenario scenario = replayed(
      "10:00,old.dc1,fails,,\n11:00,old.dc1,fails,25%,partly "
      "back\n11:30,crm,slow,,\n12:00,old.dc1,recovers,,\n");
  REQUIRE(scenario.estate.faults.size() == 3);
  CHECK(scenario.estate.faults[0].lasts == minutes(60));
  CHECK(scenario.estate.faults[1].name == "old.dc1 lost 11:00");
  CHECK(scenario.estate.faults[1].share == 0.25);
  CHECK(scenario.estate.faults[1].lasts == minutes(60));
  CHECK(scenario.estate.faults[2].name == "crm slow 11:30");
  CHECK(scenario.estate.faults[2].mode == FaultMode::slow);
  CHECK(scenario.estate.faults[2].lasts.is_never());
  CHECK(scenario.centre.events[2].to == Time::never());
  const auto asked = [&](const std::string& what) {
    for (const Problem& lint : scenario.lints)
      if (lint.what == what) return lint.place.line;
    return 0;
  };
  CHECK(asked("no row says when \"crm\" recovers") == 4);
  // Where the moment of the step is not sure, there is no gap between the two.
  const Scenario unsure =
      replayed("10:00 +-2m,old.dc1,fails,,\n11:00 +-3m,old.dc1,fails,25%,\n12:00,old.dc1,recovers,,\n");
  CHECK(unsure.estate.faults[0].lasts == minutes(65));
  CHECK(unsure.estate.faults[1].at_uncertainty == Duration::whole_seconds(180));
}

TEST_CASE("a component that fails again is another fault") {
  const Scenario scenario = replayed(
      "10:00,old.dc1,failed,,\n10:10,old.dc1,up,,\n10:10,old.dc1,down,,\n10:30,old.dc1,Restored,-,\n");
  REQUIRE(scenario.estate.faults.size() == 2);
  CHECK(scenario.estate.faults[0].lasts == minutes(10));
  CHECK(scenario.estate.faults[1].at == clock(10, 10));
  CHECK(scenario.estate.faults[1].lasts == minutes(20));
}

TEST_CASE("failover rules act when the tickets say so") {
  const Scenario scenario = replayed(
      "10:20,old.dc1,fails,,\n10:22,old.dc1,detected,,\n10:31 "
      "+-4m,old.dc1,decided,,\n10:33,old.dc1,redirected,,\n"
      "13:00,old.dc1,recovers,,\n");
  const FailoverSpec& rule = scenario.estate.failovers.at(0);
  CHECK(rule.detection == Detection::scripted);
  CHECK(rule.detect == minutes(2));
  CHECK(rule.decide == Distribution::uniform(5 * 60, 13 * 60));
  CHECK(rule.execute == minutes(2));
  int told = 0;
  for (const Assumption& line : scenario.assumptions) {
    if (line.key == "move.detect" || line.key == "move.decide" || line.key == "move.execute") {
      told += line.origin == Assumption::Origin::file && line.place.line > 2 ? 1 : 0;
    }
  }
  CHECK(told == 3);
}

TEST_CASE("steps that the tickets leave out") {
  const auto rule = [](const std::string& rows) {
    return replayed("10:00,old.dc1,fails,,\n" + rows).estate.failovers.at(0);
  };
  const FailoverSpec only_detected = rule("10:03,old.dc1,detected,,\n");
  CHECK(only_detected.detect == minutes(3));
  CHECK(only_detected.decide == minutes(8));  // as the rule says
  CHECK(only_detected.execute == minutes(7));
  const FailoverSpec only_decided = rule("10:12,old.dc1,decided,,\n");
  CHECK(only_decided.detect == minutes(0));
  CHECK(only_decided.decide == minutes(12));
  CHECK(only_decided.execute == minutes(7));
  const FailoverSpec only_redirected = rule("10:28,old.dc1,redirected,,\n");
  CHECK(only_redirected.detect == minutes(0));
  CHECK(only_redirected.decide == minutes(0));
  CHECK(only_redirected.execute == minutes(28));
  const FailoverSpec but_decided = rule("10:04,old.dc1,detected,,\n10:28,old.dc1,redirected,,\n");
  CHECK(but_decided.detect == minutes(4));
  CHECK(but_decided.decide == minutes(0));
  CHECK(but_decided.execute == minutes(24));
}

TEST_CASE("a second loss is answered as the first was") {
  const Scenario scenario = replayed(
      "10:00,old.dc1,fails,,\n10:03,old.dc1,detected,,\n10:10,old.dc1,recovers,,\n11:00,old.dc1,fails,,\n"
      "11:09,old.dc1,detected,,\n11:20,old.dc1,recovers,,\n");
  CHECK(scenario.estate.failovers[0].detect == minutes(3));
  bool asked = false;
  for (const Problem& lint : scenario.lints)
    asked = asked || (lint.what == "\"old.dc1\" is detected again" && lint.place.line == 6);
  CHECK(asked);
}

TEST_CASE("tickets in UTC, with dates, and with headings of their own") {
  const std::string london = "timezone = \"Europe/London\"\n";
  const Scenario utc = replayed(
      "2025-03-31 15:09 UTC,old.dc1,fails,25%,\n2025-03-31T16:09:30+01:00,crm,slow,,\n31.03.2025 "
      "17:56,old.dc1,"
      "recovers,,\n2025-03-31 23:00,crm,recovers,,after the close\n",
      london);
  CHECK(utc.estate.faults.at(0).at == clock(16, 9));  // summer time
  CHECK(utc.estate.faults[0].lasts == minutes(107));
  CHECK(utc.estate.faults[1].at == clock(16, 9) + Duration::whole_seconds(30));
  CHECK(utc.estate.faults[1].lasts == Distribution::deterministic((23 - 16) * 3600 - 9 * 60 - 30));
  const std::string own =
      "[files]\nincident = { path = \"tickets.csv\", timezone = \"UTC\", columns = { component = \"CI\", "
      "what = 2 } "
      "}\n";
  const Expected<Scenario> mapped = replay("Time;State;CI\n2025-03-31 15:09;failed;old.dc1\n", london, own);
  REQUIRE(mapped.ok());
  CHECK(mapped.value().estate.faults.at(0).at == clock(16, 9));
  CHECK(mapped.value().files.back().summary == "1 row, 1 fault, UTC -> Europe/London");
  CHECK(replayed("2h,old.dc1,fails,,\n").estate.faults[0].at == clock(10, 0));
  CHECK(replayed("Mon 09:30,old.dc1,fails,,\n").estate.faults[0].at == clock(9, 30));
}

TEST_CASE("notes are on anything and change nothing") {
  const Scenario scenario = replayed(
      "09:00,,note,,\"change 4711, planned\"\n10:00,old.dc1,fails,,\n10:05,the phones,note,50%,users "
      "complain\n");
  CHECK(scenario.estate.faults.size() == 1);
}

TEST_CASE("an incident beside faults of the scenario is asked about") {
  const Expected<Scenario> read = replay(
      header + "10:00,old.dc1,fails,,\n10:30,old.dc1,recovers,,\n", "",
      named +
          "[[event]]\nname = \"own\"\nwhat = \"slow\"\ntarget = \"crm\"\nat = \"09:00\"\nlasts = \"1h\"\n"
          "[expect]\nmust = [\"p95 time_to_accept_calls <= 15m after old.dc1 lost 10:00\"]\n");
  REQUIRE(read.ok());
  CHECK(read.value().estate.faults.size() == 2);
  CHECK(read.value().must.at(0).after_event == "old.dc1 lost 10:00");
  bool asked = false;
  for (const Problem& lint : read.value().lints)
    asked = asked || lint.what == "the scenario has 1 fault of its own besides the incident";
  CHECK(asked);
}

TEST_CASE("rows of an incident that cannot be read, each with its place") {
  CHECK(wrong_rows("10:00,old.dc2,fails,,\n") ==
        Lines{"tickets.csv:2:2: component \"old.dc2\" is not defined; did you mean \"old.dc1\"?"});
  CHECK(wrong_rows("10:00,,fails,,\n") ==
        Lines{"tickets.csv:2:2: component is empty; write the component, such as old.dc1"});
  CHECK(wrong_rows("10:00,old.dc1,fials,,\n") ==
        Lines{"tickets.csv:2:3: what \"fials\" is not known; did you mean \"fails\"?"});
  CHECK(
      wrong_rows("10:00,old.dc1,exploded,,\n") ==
      Lines{
          "tickets.csv:2:3: what \"exploded\" is not known; write fails, slow, recovers, detected, decided, "
          "redirected, note"});
  CHECK(wrong_rows("10:00,old.dc1,,,\n")[0].find("tickets.csv:2:3: what is empty") == 0);
  CHECK(wrong_rows("10:00,old.dc1,fails,120%,\n").size() == 1);
  CHECK(wrong_rows("10:00,old.dc1,fails,0%,\n") ==
        Lines{"tickets.csv:2:4: share \"0%\" is nothing; write \"recovers\" instead"});
  CHECK(wrong_rows("10:00,old.dc1,fails,,\n11:00,old.dc1,recovers,50%,\n") ==
        Lines{"tickets.csv:3:4: share \"50%\" goes with fails and slow; where a part recovers, write "
              "\"fails\" again "
              "with what is still lost"});
  CHECK(wrong_rows("10:00,old.dc1,fials,,\nnoon,old.dc1,fails,,\n25:00,old.dc3,fails,,\n").size() == 4);
}

TEST_CASE("moments of an incident that cannot be, each with its place") {
  CHECK(wrong_rows("noon,old.dc1,fails,,\n")[0].find("tickets.csv:2:1: at \"noon\" ") == 0);
  CHECK(wrong_rows(",old.dc1,fails,,\n")[0].find("tickets.csv:2:1: at is empty") == 0);
  CHECK(wrong_rows("10:00 +-soon,old.dc1,fails,,\n") ==
        Lines{"tickets.csv:2:1: at \"10:00 +-soon\" does not say how far it may be off; write 10:20 +-5m"});
  CHECK(wrong_rows("07:00,old.dc1,fails,,\n") ==
        Lines{"tickets.csv:2:1: at \"07:00\" lies outside the scenario; it runs from 2025-03-31 08:00 to "
              "2025-03-31 "
              "18:00"});
  CHECK(wrong_rows("2025-03-31 07:59,old.dc1,fails,,\n") ==
        Lines{"tickets.csv:2:1: at \"2025-03-31 07:59\" lies before the scenario; it runs from 2025-03-31 "
              "08:00 to "
              "2025-03-31 18:00"});
  CHECK(wrong_rows("2025-03-31 18:00,old.dc1,fails,,\n") ==
        Lines{"tickets.csv:2:1: at \"2025-03-31 18:00\" lies after the end of the scenario; shorten the "
              "incident, or "
              "write a longer length"});
  CHECK(wrong_rows("08:03 +-5m,old.dc1,fails,,\n") ==
        Lines{"tickets.csv:2:1: at \"08:03 +-5m\" may lie before the scenario; write a smaller +-"});
  CHECK(wrong_rows("10:00,old.dc1,fails,,\n09:59,crm,slow,,\n") ==
        Lines{"tickets.csv:3:1: at \"09:59\" is earlier than line 2; write the rows in the order of time"});
  CHECK(wrong_rows("2025-03-31 15:09 UTC,old.dc1,fails,,\n") ==
        Lines{"tickets.csv:2:1: at \"2025-03-31 15:09 UTC\" is in a time zone, but the scenario has no "
              "timezone; add "
              "timezone = \"Europe/London\" (where the centre is) to the scenario"});
  CHECK(wrong_rows("15:09 UTC,old.dc1,fails,,\n") ==
        Lines{"tickets.csv:2:1: at \"15:09 UTC\" has no date; write it like 2026-03-10 10:20 UTC"});
  CHECK(wrong_rows("2025-03-31,old.dc1,fails,,\n") ==
        Lines{"tickets.csv:2:1: at \"2025-03-31\" has no time of day; write it like 2026-03-10 10:20"});
}

TEST_CASE("incidents whose story does not hold together") {
  CHECK(wrong_rows("10:00,old.dc1,recovers,,\n")[0] ==
        "tickets.csv:2:2: \"old.dc1\" recovers, but it has not failed before; write when it fails, or take "
        "the row "
        "out");
  CHECK(wrong_rows("10:00,old.dc1,fails,,\n10:00,old.dc1,recovers,,\n") ==
        Lines{"tickets.csv:3:1: \"old.dc1\" recovers at the moment at which it fails; write a later moment"});
  CHECK(wrong_rows("10:00,old.dc1,fails,,\n10:30,old.dc1,fails,,\n") ==
        Lines{"tickets.csv:3:2: \"old.dc1\" has not recovered since line 2; write when it recovers before it "
              "fails "
              "again, or another share"});
  CHECK(wrong_rows("10:00,old.dc1,fails,,\n10:00,old.dc1,fails,50%,\n") ==
        Lines{"tickets.csv:3:1: \"old.dc1\" fails twice at the same moment, first in line 2; write it once, "
              "with the "
              "share that is lost"});
  CHECK(wrong_rows("10:00,old.dc1,detected,,\n")[0] ==
        "tickets.csv:2:2: \"old.dc1\" is detected, but it has not failed before; write when it fails, or "
        "take the "
        "row out");
  CHECK(wrong_rows("10:00,old.dc1,fails,,\n10:01,old.dc1,detected,,\n10:02,old.dc1,detected,,\n") ==
        Lines{"tickets.csv:4:1: \"old.dc1\" is detected twice, first in line 3; write it once"});
  CHECK(wrong_rows("10:00,old.dc1,fails,,\n10:01,old.dc1,decided,,\n10:02,old.dc1,detected,,\n") ==
        Lines{"tickets.csv:4:1: \"old.dc1\" is detected after the step that follows; it is detected, then "
              "decided, "
              "then redirected"});
  CHECK(wrong_rows("10:00,crm,slow,,\n10:01,crm,detected,,\n") ==
        Lines{"tickets.csv:3:2: no failover rule watches \"crm\"; write [[failover]] with watches = \"crm\", "
              "or make "
              "the row a note"});
  CHECK(wrong_rows("10:00,old.recording,slow,,\n") ==
        Lines{"tickets.csv:2:2: \"old.recording\" is slow, but nothing says what that does; write when_slow "
              "= { adds "
              "= \"25s to talk\" } in [component.\"old.recording\"]"});
  CHECK(wrong_rows("10:00,old.dc1,note,,\n") ==
        Lines{"tickets.csv: nothing fails in the incident; write a row with what = fails or slow"});
}

TEST_CASE("files of an incident that cannot be used") {
  CHECK(
      wrong("at,what\n10:00,fails\n")[0].find("tickets.csv:1: no column \"component\"; the file has \"at\", "
                                              "\"what\"") == 0);
  CHECK(wrong(header)[0].find("tickets.csv") == 0);
  CHECK(wrong("", "", "[files]\nincident = \"none.csv\"\n") ==
        Lines{"s.toml:25:12: file \"none.csv\" does not exist; the path is taken from the folder of the file "
              "that "
              "names it"});
  CHECK(wrong(header + "10:00,old.dc1,fails,,\n", "",
              "[files]\nincident = { path = \"tickets.csv\", queue = \"billing\" }\n")[0]
            .find("files.incident: \"queue\" does not go with this file") != std::string::npos);
  CHECK(wrong(header + "10:00,old.dc1,fails,,\n", "",
              "[files]\nincident = { path = \"tickets.csv\", timezone = \"UTC\" }\n")[0]
            .find("the times are in UTC, but the scenario has no timezone") != std::string::npos);
}

TEST_CASE("a scenario without components has no incident") {
  const ScenarioFolder folder;
  folder.write("tickets.csv", header + "10:00,old.dc1,fails,,\n");
  folder.write("s.toml", with_more(named));
  CHECK(folder.problems("s.toml") ==
        Lines{"tickets.csv:2:2: component \"old.dc1\" is not defined; describe it: [component.\"old.dc1\"]"});
}

TEST_CASE("an incident named by a setting") {
  const ScenarioFolder folder;
  folder.write("tickets.csv", header + "10:00,old.dc1,fails,,\n");
  folder.write("s.toml", estate);
  const Expected<Scenario> read = folder.read("s.toml", {"files.incident=tickets.csv"});
  REQUIRE(read.ok());
  CHECK(read.value().estate.faults.size() == 1);
}

TEST_CASE("the hour that comes twice has no second place on the scenario's clock") {
  const Calendar autumn{{2025, 10, 25, 20, 0, 0}, Duration::whole_seconds(12 * 3600), "Europe/London"};
  const auto at = [&](const std::string& text) {
    return incident_moment(text, autumn, "", DateOrder::unknown);
  };
  REQUIRE(at("2025-10-26 00:30 UTC").value);
  CHECK(at("2025-10-26 00:30 UTC").value->at == Time::after_start(Duration::whole_seconds(19'800)));
  CHECK_FALSE(at("2025-10-26 01:30 UTC").value);
  CHECK(at("2025-10-26 01:30 UTC").wrong == "lies in the hour that comes twice when the clocks go back");
  REQUIRE(at("2025-10-26 02:30 UTC").value);
  CHECK(at("2025-10-26 02:30 UTC").value->at == Time::after_start(Duration::whole_seconds(23'400)));
}
