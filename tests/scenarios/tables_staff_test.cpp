#include <catch2/catch.hpp>

#include "scenarios/tables.hpp"
#include "tests/scenarios/table_text.hpp"

using namespace switchover;
using namespace switchover::test;

namespace {

using Texts = std::vector<std::string>;

template <class Table>
struct Read {
  Texts problems, lints;
  Table table;
};

Read<StaffTable> staff(const std::string& csv, const Calendar& calendar = monday()) {
  const TableText text("staff.csv", csv);
  Read<StaffTable> result;
  std::vector<Problem> lints;
  const Expected<StaffTable> read = read_staff(text.source, calendar, lints);
  result.lints = texts(lints);
  if (read)
    result.table = read.value();
  else
    result.problems = texts(read.problems());
  return result;
}
Read<ScheduleTable> schedule(const std::string& csv, const Calendar& calendar = monday()) {
  const TableText text("schedule.csv", csv);
  Read<ScheduleTable> result;
  std::vector<Problem> lints;
  const Expected<ScheduleTable> read = read_schedule(text.source, calendar, lints);
  result.lints = texts(lints);
  if (read)
    result.table = read.value();
  else
    result.problems = texts(read.problems());
  return result;
}
Time at(int hours, int minutes = 0) {
  return Time::after_start(Duration::whole_seconds(hours * 3600 + minutes * 60));
}

}  // namespace

TEST_CASE("agents on phones per interval") {
  const auto result = staff(
      "interval_start,group,agents_on_phones\n2026-03-02T08:00,billing,40\n2026-03-02T08:30,billing,42.5\n"
      "2026-03-02T08:00,support,0\n2026-03-02T08:30,support,7\n2026-03-02T07:30,support,9\n");
  REQUIRE(result.problems == Texts{});
  REQUIRE(result.table.rows.size() == 4);
  CHECK(result.table.rows[1].at == at(0, 30));
  CHECK(result.table.rows[1].length == Duration::whole_seconds(1800));
  CHECK(result.table.rows[1].group == "billing");
  CHECK(result.table.rows[1].agents == 42.5);
  CHECK(result.table.rows[1].place == Place{"staff.csv", 3, 3});
  CHECK(result.table.rows_read == 5);
  CHECK(result.table.rows_outside == 1);
  CHECK(result.lints == Texts{"staff.csv: 1 of 5 rows lies outside the scenario (2026-03-02 08:00 to "
                              "2026-03-02 18:00); not used"});
}

TEST_CASE("staff by hand: each number holds until the next") {
  const auto result = staff(
      "date;time;team;agents\n02.03.2026;07:00;billing;40\n02.03.2026;09:00;billing;60\n"
      "02.03.2026;17:30;billing;10\n");
  REQUIRE(result.problems == Texts{});
  REQUIRE(result.table.rows.size() == 3);
  CHECK(result.table.rows[0].at == Time{});
  CHECK(result.table.rows[0].length == Duration::whole_seconds(3600));
  CHECK(result.table.rows[1].length == Duration::whole_seconds(30'600));
  CHECK(result.table.rows[2].at == at(9, 30));
  CHECK(result.table.rows[2].length == Duration::whole_seconds(1800));
  CHECK(result.lints == Texts{"staff.csv: the rows are not at equal distances, so each number holds until "
                              "the next row; write one "
                              "row per interval if that is not meant"});
  const auto one = staff("interval_start,group,agents\n08:00,billing,40\n");
  REQUIRE(one.table.rows.size() == 1);
  CHECK(one.table.rows[0].length == Duration::whole_seconds(36'000));
  CHECK(one.lints == Texts{});
}

TEST_CASE("a hole in a grid of intervals means nobody is there") {
  const auto result = staff(
      "interval_start,group,agents\n08:00,billing,40\n08:15,billing,40\n08:30,billing,40\n09:00,billing,"
      "40\n");
  REQUIRE(result.table.rows.size() == 4);
  CHECK(result.table.rows[2].length == Duration::whole_seconds(900));
  CHECK(
      result.lints ==
      Texts{
          "staff.csv:5: 1 interval is missing, the first at 2026-03-02 08:45; read as nobody on the phones"});
}

TEST_CASE("bad staff is refused") {
  CHECK(staff("interval_start,group,agents\n08:00,billing,-4\n08:15,billing,\n08:30,billing,many\n08:45,"
              "billing,2e6\n")
            .problems ==
        Texts{"staff.csv:2:3: agents \"-4\" is negative; write 0 where nobody is on the phones",
              "staff.csv:3:3: agents is empty; write 0 where nobody is on the phones",
              "staff.csv:4:3: agents \"many\" is not a number; write 0 where nobody is on the phones",
              "staff.csv:5:3: agents \"2e6\" is more than 1,000,000 agents; check the column, its unit and "
              "the decimal mark"});
  CHECK(staff("interval_start,group,agents\n").problems == Texts{"staff.csv:1: the table has no rows"});
  CHECK(staff("interval_start,group,agents\n08:00,billing,1\n",
              {{2026, 3, 2, 8, 0, 0}, Duration::whole_seconds(90'000), ""})
            .problems == Texts{"staff.csv:2:1: interval_start \"08:00\" has no date; add a date column, or "
                               "write it like 2026-03-02 08:30"});
  TableText text("staff.csv", "interval_start,group,agents\n08:00,billing,1\n");
  text.source.layout = "genesys-cloud";
  std::vector<Problem> lints;
  CHECK(texts(read_staff(text.source, monday(), lints).problems()) ==
        Texts{"monday.toml:17:12: layout \"genesys-cloud\" is for forecasts, not for a staff file; use "
              "layout = \"own\" and name the "
              "columns in columns = { ... }"});
}

TEST_CASE("a night shift of times without dates crosses midnight") {
  const auto result =
      staff("interval_start,group,agents\n22:00,night,5\n23:00,night,5\n00:00,night,4\n01:00,night,4\n",
            {{2026, 3, 2, 22, 0, 0}, Duration::whole_seconds(4 * 3600), ""});
  REQUIRE(result.problems == Texts{});
  REQUIRE(result.table.rows.size() == 4);
  CHECK(result.table.rows[3].at == at(3));
  CHECK(result.table.rows[3].agents == 4);
}

TEST_CASE("shifts and activities are read") {
  const auto result = schedule(
      "agent,team,start,end,activity,skills,platform,count,aht_factor\n"
      "Ann,,2026-03-02 08:00,2026-03-02 16:30,,\"billing; support after 60s\",old,,1.2\n"
      "Ann,,2026-03-02 12:00,2026-03-02 12:45,Lunch,,,,\n"
      ",evening,2026-03-02 14:00,2026-03-02 22:00,work,billing|support,Both,12,\n"
      "Ann,,2026-03-03 08:00,2026-03-03 16:30,,billing,old,,\n");
  REQUIRE(result.problems == Texts{});
  REQUIRE(result.table.rows.size() == 3);
  const ScheduleRow& ann = result.table.rows[0];
  CHECK(ann.agent == "Ann");
  CHECK(ann.group.empty());
  CHECK(ann.start == Time{});
  CHECK(ann.end == at(8, 30));
  CHECK(ann.skills == Texts{"billing", "support after 60s"});
  CHECK(ann.platform == "old");
  CHECK(ann.count == 1);
  CHECK(ann.aht_factor == 1.2);
  CHECK(ann.activity.empty());
  CHECK(ann.place == Place{"schedule.csv", 2, 0});
  CHECK(result.table.rows[1].activity == "lunch");
  const ScheduleRow& evening = result.table.rows[2];
  CHECK(evening.group == "evening");
  CHECK(evening.count == 12);
  CHECK(evening.platform == "both");
  CHECK(evening.skills == Texts{"billing", "support"});
  CHECK(evening.end == at(10));  // cut at the end of the scenario
  CHECK(result.lints == Texts{"schedule.csv: 1 of 4 rows lies outside the scenario (2026-03-02 08:00 to "
                              "2026-03-02 18:00); not used"});
}

TEST_CASE("shifts by date and times may end after midnight") {
  const auto result =
      schedule("agent,date,start,end\nAnn,2026-03-02,20:00,04:00\nBob,2026-03-02,20:00,24:00\n",
               {{2026, 3, 2, 20, 0, 0}, Duration::whole_seconds(12 * 3600), ""});
  REQUIRE(result.problems == Texts{});
  REQUIRE(result.table.rows.size() == 2);
  CHECK(result.table.rows[0].end == at(8));
  CHECK(result.table.rows[1].end == at(4));
}

TEST_CASE("bad shifts are refused with what to write") {
  const auto result = schedule(
      "agent,team,start,end,activity,count,aht_factor\n"
      "Ann,,2026-03-02 16:00,2026-03-02 08:00,,,\n"
      "Ann,,2026-03-02 08:00,2026-03-03 09:00,,,\n"
      ",,2026-03-02 08:00,2026-03-02 16:00,,,\n"
      "Bob,,2026-03-02 08:00,2026-03-02 16:00,lunhc,,\n"
      "Bob,,2026-03-02 08:00,2026-03-02 16:00,yoga,,\n"
      "Bob,,2026-03-02 08:00,2026-03-02 16:00,,3,\n"
      ",t,2026-03-02 08:00,2026-03-02 16:00,,1.5,\n"
      ",t,2026-03-02 08:00,2026-03-02 16:00,,0,200\n"
      "Cid,,2026-03-02 08:00,2026-03-02 16:00,,,\n"
      "Cid,,2026-03-02 15:00,2026-03-02 17:00,,,\n"
      "Cid,,2026-03-02 17:00,2026-03-02 17:30,break,,\n"
      "Dan,,2026-03-02 8am,2026-03-02 16:00,,,\n");
  CHECK(
      result.problems ==
      Texts{
          "schedule.csv:2:4: end \"2026-03-02 08:00\" is not after start \"2026-03-02 16:00\"; write the "
          "later moment as end",
          "schedule.csv:3:4: the row lasts longer than 24 hours; write one row per shift",
          "schedule.csv:4:2: the row names neither an agent nor a team; write one of them",
          "schedule.csv:5:5: activity \"lunhc\" is not known; did you mean \"lunch\"?",
          "schedule.csv:6:5: activity \"yoga\" is not known; write work, break, lunch, training, meeting, or "
          "other for anything "
          "off the phones",
          "schedule.csv:7:6: agent \"Bob\" is one person, but count is 3; leave agent empty and name a team",
          "schedule.csv:8:6: count \"1.5\" is not a whole number above 0; write how many agents of the team "
          "work so",
          "schedule.csv:9:6: count \"0\" is not a whole number above 0; write how many agents of the team "
          "work so",
          "schedule.csv:9:7: aht_factor \"200\" is more than 100; check the column, its unit and the decimal "
          "mark",
          "schedule.csv:11: \"Cid\" is already on a shift at 2026-03-02 15:00 (line 10); shifts of one agent "
          "may not overlap",
          "schedule.csv:12: \"Cid\" has no shift around the break at 2026-03-02 17:00; add a row for the "
          "shift, without an "
          "activity",
          "schedule.csv:13:3: start \"2026-03-02 8am\" is not a date and time; write it like 2026-03-02 "
          "08:30"});
  CHECK(schedule("name,from\nAnn,08:00\n").problems ==
        Texts{"schedule.csv:1: no column \"end\"; the file has \"name\", \"from\"; name it: columns = { end "
              "= \"...\" }"});
  CHECK(schedule("agent,start,end\nAnn,2026-03-04 08:00,2026-03-04 16:00\n").problems ==
        Texts{"schedule.csv: no row lies inside the scenario (2026-03-02 08:00 to 2026-03-02 18:00); the "
              "first row starts at "
              "2026-03-04 08:00"});
}
