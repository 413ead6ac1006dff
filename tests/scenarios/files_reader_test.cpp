#include "scenarios/files_reader.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "scenarios/table_layers.hpp"
#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

Time hours(double h) { return Time::after_start(Duration::seconds(h * 3600)); }
const std::string top = "start = 2026-03-02T08:00:00\nlength = \"2h\"\n";
const std::string queue = "[queue.billing]\ntalk = \"240s\"\nwrap = \"60s\"\n";
const std::string group = "[group.billing]\nskills = [\"billing\"]\n";
const std::string forecast_rows =
    "interval_start,queue,offered,aht_s\n2026-03-02 08:00,billing,100,360\n2026-03-02 08:30,billing,120,300\n"
    "2026-03-02 09:00,billing,80,240\n2026-03-02 09:30,billing,60,420\n";
const std::string staff_rows =
    "interval_start,group,agents_on_phones\n2026-03-02 08:00,billing,40\n2026-03-02 08:30,billing,42\n"
    "2026-03-02 09:00,billing,44\n2026-03-02 09:30,billing,20\n";

Scenario read_in(const ScenarioFolder& folder) {
  Expected<Scenario> read = folder.read("s.toml");
  for (const std::string& line : folder.lines(read)) UNSCOPED_INFO(line);
  REQUIRE(read.ok());
  return std::move(read).value();
}

}  // namespace

TEST_CASE("forecast and staff files fill demand and steps") {
  const ScenarioFolder folder;
  folder.write("f.csv", forecast_rows);
  folder.write("st.csv", staff_rows);
  folder.write("s.toml", top +
                             "[files]\nforecast = { path = \"f.csv\", counts = \"entered_queue\", factor = "
                             "1.5, owner = \"WFM\" }\n"
                             "staff = \"st.csv\"\n" +
                             queue + group);
  const Scenario s = read_in(folder);
  REQUIRE(s.centre.demand.size() == 1);
  const DemandSpec& demand_of = s.centre.demand[0];
  CHECK(demand_of.queue == QueueId(0));
  REQUIRE(demand_of.intervals.size() == 4);
  CHECK(demand_of.intervals[1] == DemandInterval{hours(0.5), Duration::whole_seconds(1800), 180});
  CHECK(demand_of.handling_factor.empty());
  CHECK(s.counts == ForecastCounts::entered_queue);
  CHECK(s.centre.groups[0].counted ==
        std::vector<StaffStep>{{hours(0), 40}, {hours(0.5), 42}, {hours(1), 44}, {hours(1.5), 20}});
  CHECK(s.summary.offered_total == Approx(540));
  CHECK(s.summary.peak_half_hour_calls == Approx(180));
  CHECK(s.summary.peak_half_hour_at == hours(0.5));
  CHECK(s.summary.peak_on_phone == 44);
  CHECK(s.summary.peak_on_phone_at == hours(1));
  REQUIRE(s.files.size() == 3);
  CHECK(s.files[1].path == "f.csv");
  CHECK(s.files[1].summary == "4 rows, 1 queue, 540 offered");
  CHECK(s.files[1].sha256.size() == 64);
  CHECK(s.files[2].summary == "4 rows, 1 group, at most 44 agents in one");
  const auto noted = std::find_if(s.assumptions.begin(), s.assumptions.end(),
                                  [](const Assumption& line) { return line.key == "files.forecast"; });
  REQUIRE(noted != s.assumptions.end());
  CHECK(noted->owner == "WFM");
  CHECK(noted->value == "f.csv");
  CHECK(grouped(21690) == "21,690");
  CHECK(grouped(1234567.4) == "1,234,567");
  CHECK(grouped(12) == "12");
}

TEST_CASE("the forecast's AHT scales talk until talk, hold and wrap mean it") {
  const ScenarioFolder folder;
  folder.write("f.csv", forecast_rows);
  const std::string files = "[files]\nforecast = \"f.csv\"\n";
  folder.write("s.toml", top + files + queue + "aht_from = \"forecast\"\n" + group + "agents = 40\n");
  const Scenario typed = read_in(folder);
  CHECK(typed.centre.queues[0].talk.mean() == 240);
  CHECK(typed.centre.demand[0].handling_factor == std::vector<double>{1.25, 1.0, 0.75, 1.5});
  folder.write("s.toml", top + files + "[queue.billing]\nwrap = \"60s\"\n" + group + "agents = 40\n");
  const Scenario untyped =
      read_in(folder);  // the mean talk of all calls: (100*300 + 120*240 + 80*180 + 60*360) / 360
  CHECK(untyped.centre.queues[0].talk.mean() == Approx(94'800.0 / 360));
  REQUIRE(untyped.centre.demand[0].handling_factor.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    const double aht =
        untyped.centre.demand[0].handling_factor[i] * untyped.centre.queues[0].talk.mean() + 60;
    CHECK(aht == Approx(std::vector<double>{360, 300, 240, 420}[i]));
  }
  folder.write("s.toml", top + files +
                             "[queue.billing]\ntalk = \"1m\"\nwrap = \"300s\"\naht_from = \"forecast\"\n" +
                             group + "agents = 40\n");
  CHECK(folder.problems("s.toml") == Lines{"f.csv:3:3: AHT 300 s of queue \"billing\" is not longer than "
                                           "its hold and wrap, 300 s; shorten hold and wrap, or "
                                           "write aht_from = \"queue\""});
  folder.write("f.csv",
               "interval_start,queue,offered\n2026-03-02 08:00,billing,100\n2026-03-02 08:30,billing,120\n");
  folder.write("s.toml", top + files + queue + "aht_from = \"forecast\"\n" + group + "agents = 40\n");
  CHECK(
      folder.problems("s.toml") ==
      Lines{
          "s.toml:5:8: queue \"billing\" takes its AHT from the forecast, which has none; name the column in "
          "files.forecast.columns, or write aht_from = \"queue\""});
}

TEST_CASE("contradictions between files and sections") {
  const ScenarioFolder folder;
  folder.write("f.csv", forecast_rows + "2026-03-02 08:00,suport,5,60\n");
  folder.write("st.csv", staff_rows);
  folder.write("s.toml", top + "[files]\nforecast = \"f.csv\"\nstaff = \"st.csv\"\n" + queue +
                             "calls_per_hour = 5\n"
                             "[queue.support]\ntalk = \"1m\"\ncalls_per_hour = 9\n[group.billing]\n"
                             "skills = [\"billing\", \"support\"]\nagents = 40\n");
  CHECK(
      folder.problems("s.toml") ==
      Lines{
          "s.toml:9:18: queue \"billing\" says calls_per_hour, and the forecast has it, too; take one of "
          "them out",
          "s.toml:15:10: group \"billing\" says agents, and the staff file has it, too; take one of them out",
          "f.csv:6:3: queue \"suport\" is not defined; did you mean \"support\"?"});
}

TEST_CASE("entries of [files] with mistakes") {
  const ScenarioFolder folder;
  folder.write("f.csv", forecast_rows);
  folder.write(
      "s.toml",
      top +
          "[files]\nforecast = { path = \"f.csv\", layout = \"genesys\", group = \"x\", factor = -1, "
          "columns = { offered = 0 } }\nstaff = \"no.csv\"\nschedule = { layout = \"own\" }\nreplay = 5\n"
          "prices = \"p.csv\"\n" +
          queue + group);
  CHECK(folder.problems("s.toml") ==
        Lines{"s.toml:4:39: files.forecast.layout is \"genesys\"; write one of \"own\", \"genesys-cloud\"",
              "s.toml:4:58: files.forecast: \"group\" does not go with this file; take it out",
              "s.toml:4:72: files.forecast.factor is -1; write a number from 0 to 1000",
              "s.toml:4:98: files.forecast.columns.offered is 0; write the name of the file's column, or its "
              "number from 1",
              "s.toml:5:9: file \"no.csv\" does not exist; the path is taken from the folder of the file "
              "that names it",
              "s.toml:6:12: files.schedule has no path; write path = \"schedule.csv\"",
              "s.toml:7:10: files.replay is 5; write a text in quotes",
              "s.toml:8:1: unknown key \"prices\" in files; known are forecast, staff, schedule, replay, "
              "timeline, incident, actual, dependencies"});
}

TEST_CASE("schedules become people with shifts, by team or by equal skills") {
  const ScenarioFolder folder;
  folder.write("sch.csv",
               "agent,team,start,end,activity,skills,platform,count,aht_factor\n"
               "ann,billing,2026-03-02 08:00,2026-03-02 10:00,,,,,1.1\n"
               "ann,billing,2026-03-02 09:00,2026-03-02 09:15,break,,,,\n"
               "bob,,2026-03-02 08:30,2026-03-02 09:30,,billing;support after 60s,new,,\n"
               "eve,,2026-03-02 08:30,2026-03-02 09:30,,billing;support after 60s,both,,\n"
               ",billing,2026-03-02 08:00,2026-03-02 09:00,,,,3,\n");
  folder.write("s.toml", top + "[platform.old]\n[platform.new]\n[files]\nschedule = \"sch.csv\"\n" + queue +
                             "calls_per_hour = 100\n[queue.support]\ntalk = \"1m\"\ncalls_per_hour = 1\n" +
                             group + "platform = \"old\"\n");
  const Scenario s = read_in(folder);
  REQUIRE(s.centre.groups.size() == 2);
  const GroupSpec& team = s.centre.groups[0];
  REQUIRE(team.agents.size() == 4);
  const auto ann = std::find_if(team.agents.begin(), team.agents.end(),
                                [](const AgentSpec& a) { return a.name == "ann"; });
  REQUIRE(ann != team.agents.end());
  CHECK(ann->aht_factor == Approx(1.1));
  CHECK(ann->assignment == Assignment::one_platform);
  CHECK(ann->platform == PlatformId(0));
  REQUIRE(ann->shifts.size() == 1);
  CHECK(ann->shifts[0].start == hours(0));
  CHECK(ann->shifts[0].end == hours(2));
  REQUIRE(ann->shifts[0].activities.size() == 1);
  CHECK(ann->shifts[0].activities[0] == Shift::Activity{hours(1), hours(1.25), ActivityKind::break_});
  CHECK(std::count_if(team.agents.begin(), team.agents.end(),
                      [](const AgentSpec& a) { return a.name.rfind("billing ", 0) == 0; }) == 3);
  const GroupSpec& mixed = s.centre.groups[1];
  CHECK(mixed.name == "billing+support");
  REQUIRE(mixed.skills.size() == 2);
  CHECK(mixed.skills[1] == SkillSpec{QueueId(1), 2, Duration::whole_seconds(60), {}, {}, 1});
  REQUIRE(mixed.agents.size() == 2);
  CHECK(mixed.agents[0].platform == PlatformId(1));
  CHECK(mixed.agents[1].assignment == Assignment::both);
  CHECK(s.summary.peak_on_phone == 6);
  CHECK(s.files.back().summary == "5 rows, 6 people");
}

TEST_CASE("schedules that contradict the centre") {
  const ScenarioFolder folder;
  const std::string head = "agent,team,start,end,activity,skills,platform\n";
  const std::string shift = ",2026-03-02 08:00,2026-03-02 10:00,";
  folder.write("s.toml",
               top + "[files]\nschedule = \"sch.csv\"\n" + queue + "calls_per_hour = 100\n" + group);
  const auto refused = [&](const std::string& rows) {
    folder.write("sch.csv", head + rows);
    return folder.problems("s.toml");
  };
  CHECK(refused("ann,biling" + shift + ",,\n") ==
        Lines{"sch.csv:2: group \"biling\" is not defined; did you mean \"billing\"?"});
  CHECK(refused("ann," + shift + ",,\n") ==
        Lines{"sch.csv:2: agent \"ann\" has neither a team nor skills; write one of them"});
  CHECK(refused("ann," + shift + ",sales,\n") ==
        Lines{"sch.csv:2: queue \"sales\" is not defined; defined are billing"});
  CHECK(refused("ann,billing" + shift + ",billing after 5s,\n") ==
        Lines{"sch.csv:2: the skills of this row are not those of group \"billing\"; leave out the skills or "
              "the team: agents of a "
              "group have equal skills"});
  CHECK(refused("ann,billing" + shift + ",,nwe\n") ==
        Lines{"sch.csv:2: platform \"nwe\" is not defined; defined are main"});
  CHECK(refused(",billing" + shift + ",,\n,billing,2026-03-02 08:00,2026-03-02 08:30,break,,\n") ==
        Lines{"sch.csv:3: a break needs the name of its agent; a team with a count has shifts only"});
}

TEST_CASE("a replay takes the calls as they came") {
  const ScenarioFolder folder;
  folder.write("r.csv",
               "time,queue,handling_s,patience_s\n2026-03-02 08:00:05,billing,100,\n2026-03-02 "
               "08:10:00,billing,,30\n");
  folder.write("s.toml", top + "[files]\nreplay = \"r.csv\"\n" + queue + group + "agents = 5\n");
  const Scenario s = read_in(folder);
  REQUIRE(s.centre.demand.size() == 1);
  CHECK(s.centre.demand[0].pattern == ArrivalPattern::replay);
  REQUIRE(s.centre.demand[0].replay.size() == 2);
  CHECK(s.centre.demand[0].replay[0].at == Time::after_start(Duration::whole_seconds(5)));
  CHECK(s.centre.demand[0].replay[0].handling == Duration::whole_seconds(100));
  CHECK_FALSE(s.centre.demand[0].replay[0].patience);
  CHECK(s.centre.demand[0].replay[1].patience == Duration::whole_seconds(30));
  CHECK(s.summary.offered_total == 2);
  folder.write("s.toml", top + "[files]\nreplay = \"r.csv\"\n" + queue + "calls_per_hour = 1\n" + group +
                             "agents = 5\n");
  CHECK(
      folder.problems("s.toml") ==
      Lines{"s.toml:4:10: queue \"billing\" is replayed and says calls_per_hour, too; take one of them out"});
  folder.write("s.toml",
               top + queue + "calls_per_hour = 1\narrivals = \"replay\"\n" + group + "agents = 5\n");
  CHECK(folder.problems("s.toml") == Lines{"s.toml:3:8: queue \"billing\" is to be replayed, but no replay "
                                           "has it; name the file: [files] replay = "
                                           "\"calls.csv\""});
}

TEST_CASE("a timeline of the platforms is taken over") {
  const ScenarioFolder folder;
  PlatformTimeline timeline;
  PlatformChange& change = timeline.changes.emplace_back();
  change.at = hours(1);
  change.platform = PlatformId(0);
  change.kind = ChangeKind::accept;
  change.value = 0;
  change.cause = "DC1";
  folder.write("t.csv", to_csv(timeline, {"main"}));
  folder.write("s.toml", top + "[files]\ntimeline = \"t.csv\"\n" + queue + "calls_per_hour = 1\n" + group +
                             "agents = 5\n");
  CHECK(read_in(folder).centre.timeline == timeline);
}

TEST_CASE("a forecast from a day with an outage raises a question") {
  const ScenarioFolder folder;
  folder.write("f.csv",
               "interval_start,queue,offered\n2026-03-02 08:00,billing,100\n2026-03-02 08:30,billing,0\n"
               "2026-03-02 09:00,billing,0\n2026-03-02 09:30,billing,90\n");
  folder.write("s.toml", top + "[files]\nforecast = \"f.csv\"\n" + queue + group + "agents = 90\n");
  const Scenario silent = read_in(folder);
  REQUIRE(silent.lints.size() == 1);
  CHECK(to_string(silent.lints[0]) ==
        "f.csv:3:3: queue \"billing\" has no calls from 08:30 to 09:30, in the middle of the day; was there "
        "an outage on the day "
        "this forecast comes from?");
  folder.write("f.csv",
               "interval_start,queue,offered,handled,abandoned\n2026-03-02 08:00,billing,100,95,5\n"
               "2026-03-02 08:30,billing,100,40,10\n2026-03-02 09:00,billing,100,79,0\n2026-03-02 "
               "09:30,billing,90,80,5\n");
  const Scenario cut = read_in(folder);
  REQUIRE(cut.lints.size() == 1);
  CHECK(to_string(cut.lints[0]) ==
        "f.csv:3:3: queue \"billing\": 2 intervals with far fewer calls handled and abandoned than offered, "
        "the first at 08:30; "
        "were calls cut off by an outage on the day this forecast comes from?");
}
