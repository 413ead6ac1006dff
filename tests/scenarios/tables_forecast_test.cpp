#include <algorithm>
#include <catch2/catch.hpp>

#include "scenarios/tables.hpp"
#include "tests/scenarios/table_text.hpp"

using namespace switchover;
using namespace switchover::test;

namespace {

using Texts = std::vector<std::string>;

struct Read {
  Texts problems, lints;
  ForecastTable table;
};

Read read(const TableSource& source, const Calendar& calendar = monday()) {
  std::vector<Problem> lints;
  const Expected<ForecastTable> forecast = read_forecast(source, calendar, lints);
  Read result;
  result.lints = texts(lints);
  if (forecast)
    result.table = forecast.value();
  else
    result.problems = texts(forecast.problems());
  return result;
}
Read read(const std::string& csv, const Calendar& calendar = monday()) {
  const TableText text("forecast.csv", csv);
  return read(text.source, calendar);
}

const std::string plain =
    "interval_start,queue,offered,aht_s\n"
    "2026-03-02T08:00,billing,100,300\n"
    "2026-03-02T08:30,billing,120,310\n"
    "2026-03-02T09:00,billing,140,320\n"
    "2026-03-02T08:00,support,10,600\n"
    "2026-03-02T08:30,support,12,610\n"
    "2026-03-02T09:00,support,14,620\n";

}  // namespace

TEST_CASE("a plain forecast is read") {
  Calendar calendar = monday();
  calendar.length = Duration::whole_seconds(5400);
  const Read result = read(plain, calendar);
  REQUIRE(result.problems == Texts{});
  CHECK(result.lints == Texts{});
  REQUIRE(result.table.rows.size() == 6);
  CHECK(result.table.rows_read == 6);
  CHECK(result.table.rows_outside == 0);
  CHECK(result.table.offered_total == 396);
  const ForecastRow& row = result.table.rows[1];
  CHECK(row.at == Time::after_start(Duration::whole_seconds(1800)));
  CHECK(row.length == Duration::whole_seconds(1800));
  CHECK(row.queue == "billing");
  CHECK(row.offered == 120);
  CHECK(row.aht_s == 310);
  CHECK(row.place == Place{"forecast.csv", 3, 3});
  CHECK_FALSE(row.talk_s.has_value());
}

namespace {

// As the plain forecast of billing, and nothing else may come out of a dialect of it.
void check_same(const Read& result) {
  REQUIRE(result.problems == Texts{});
  REQUIRE(result.table.rows.size() == 3);
  CHECK(result.table.offered_total == 360);
  for (std::size_t i = 0; i < 3; ++i) {
    const ForecastRow& row = result.table.rows[i];
    CHECK(row.at == Time::after_start(Duration::whole_seconds(1800 * static_cast<int>(i))));
    CHECK(row.length == Duration::whole_seconds(1800));
    CHECK(row.queue == "billing");
    CHECK(row.offered == 100.0 + 20.0 * static_cast<double>(i));
    REQUIRE(row.aht_s.has_value());
    CHECK(*row.aht_s == Approx(300.5 + 10.0 * static_cast<double>(i)));
  }
}

Calendar ninety_minutes() {
  Calendar calendar = monday();
  calendar.length = Duration::whole_seconds(5400);
  return calendar;
}

// A day of half-hours, 00:00 to 23:30, with as many calls as `calls` says.
template <class Calls>
std::string day_of(Calls calls) {
  std::string csv = "interval_start,queue,offered\n";
  for (int i = 0; i < 48; ++i) {
    csv += "2026-03-02T" + std::string(i < 20 ? "0" : "") + std::to_string(i / 2) +
           (i % 2 == 0 ? ":00" : ":30") + ",billing," + std::to_string(calls(i)) + "\n";
  }
  return csv;
}

}  // namespace

TEST_CASE("every dialect of a forecast reads the same") {
  const Calendar calendar = ninety_minutes();
  SECTION("commas, CRLF, BOM") {
    check_same(
        read("\xEF\xBB\xBFinterval_start,queue,offered,aht_s\r\n2026-03-02T08:00,billing,100,300.5\r\n"
             "2026-03-02T08:30,billing,120,310.5\r\n2026-03-02T09:00,billing,140,320.5\r\n",
             calendar));
  }
  SECTION("semicolons, decimal comma, dotted dates, headings with blanks") {
    check_same(
        read("Interval Start;Queue;Offered;AHT (s)\n02.03.2026 08:00;billing;100;300,5\n"
             "02.03.2026 08:30;billing;120;310,5\n02.03.2026 09:00;billing;140;320,5\n",
             calendar));
  }
  SECTION("tabs, date and time apart, title, blank and total rows") {
    check_same(
        read("Forecast\tweek 10\n\nDate\tTime\tQueue\tOffered\tAHT "
             "s\n2026-03-02\t08:00\tbilling\t100\t0:05:00.5\n\t\t\t\t\n"
             "2026-03-02\t08:30\tbilling\t120\t0:05:10.5\n2026-03-02\t09:00\tbilling\t140\t5:20."
             "5\nTotal\t\t\t360\t\n",
             calendar));
  }
  SECTION("pipes, US dates settled by another row, am and pm") {
    const Read result = read(
        "interval_start|queue|offered|aht_s\n03/02/2026 8:00 AM|billing|100|300.5\n"
        "03/02/2026 8:30 AM|billing|120|310.5\n03/02/2026 9:00 AM|billing|140|320.5\n"
        "03/14/2026 9:00 AM|billing|1|320.5\n",
        calendar);
    check_same(result);
    CHECK(result.lints ==
          Texts{"forecast.csv: 1 of 4 rows lies outside the scenario (2026-03-02 08:00 to 2026-03-02 "
                "09:30); not used"});
  }
  SECTION("quoted cells, handling time in minutes, sum of the parts") {
    check_same(
        read("\"interval_start\",\"queue\",\"offered\",\"aht_min\"\n\"2026-03-02T08:00\",\"billing\",\"100\","
             "\"5:00.5\"\n"
             "\"2026-03-02T08:30\",\"billing\",\"120\",\"5:10.5\"\n\"2026-03-02T09:00\",\"billing\",\"140\","
             "\"5:20.5\"\n",
             calendar));
    check_same(
        read("interval_start,queue,offered,talk_s,wrap_s\n2026-03-02T08:00,billing,100,300,0.5\n"
             "2026-03-02T08:30,billing,120,310,0.5\n2026-03-02T09:00,billing,140,320,0.5\n",
             calendar));
    check_same(
        read("interval_start,queue,offered,answered,handled_s\n2026-03-02T08:00,billing,100,10,3005\n"
             "2026-03-02T08:30,billing,120,10,3105\n2026-03-02T09:00,billing,140,10,3205\n",
             calendar));
  }
  SECTION("sep=, compact dates, UTF-16") {
    const std::string text =
        "sep=;\ninterval_start;queue;offered;aht_s\n20260302 08:00;billing;100;300,5\n"
        "20260302 08:30;billing;120;310,5\n20260302 09:00;billing;140;320,5\n";
    check_same(read(text, calendar));
    std::string wide = "\xFF\xFE";
    for (const char c : text) (wide += c).push_back('\0');
    check_same(read(wide, calendar));
  }
  SECTION("times without dates on a scenario of one day") {
    check_same(
        read("interval_start,queue,offered,aht_s\n08:00,billing,100,300.5\n08:30,billing,120,310.5\n"
             "09:00,billing,140,320.5\n",
             calendar));
  }
}

TEST_CASE("columns are mapped by name, by number and without headings") {
  const std::string body =
      "2026-03-02 08:00,100,x,300.5\n2026-03-02 08:30,120,x,310.5\n2026-03-02 09:00,140,x,320.5\n";
  SECTION("by name, with only_queue") {
    TableText text("forecast.csv", "ROW_DATE,CALLSOFFERED,X,ACDTIME\n" + body);
    text.source.columns = {{"interval_start", "ROW_DATE"}, {"offered", "callsoffered"}, {"aht_s", "4"}};
    text.source.only_queue = "billing";
    check_same(read(text.source, ninety_minutes()));
  }
  SECTION("by number, no headings") {
    TableText text("forecast.csv", "Export of Monday\n" + body);
    text.source.columns = {{"interval_start", "1"}, {"offered", "2"}, {"aht_s", "4"}};
    text.source.only_queue = "billing";
    check_same(read(text.source, ninety_minutes()));
  }
}

TEST_CASE("mistakes in the mapping are named, with what was meant") {
  TableText text("forecast.csv", "when,queue,CALLSOFFERED\n2026-03-02 08:00,billing,100\n");
  text.source.columns = {{"ofered", "CALLSOFFERED"}};
  CHECK(
      read(text.source).problems ==
      Texts{
          "monday.toml:17:12: columns: \"ofered\" is not a column of this table; did you mean \"offered\"?"});
  text.source.columns = {{"offered", "CALLSOFERED"}, {"interval_start", "7"}};
  CHECK(
      read(text.source).problems ==
      Texts{
          "forecast.csv:1: there is no column 7 for interval_start; the file has 3 columns",
          "forecast.csv:1: there is no column \"CALLSOFERED\" for offered; did you mean \"CALLSOFFERED\"?"});
  text.source.columns = {{"handled", "queue"}, {"answered", "queue"}};
  CHECK(read(text.source).problems ==
        Texts{"monday.toml:17:12: columns: \"handled\" is named twice; keep one of them"});
  text.source.columns.clear();
  CHECK(read(text.source).problems ==
        Texts{"forecast.csv:1: no column \"interval_start\", and no \"date\" and \"time\"; the file has "
              "\"when\", \"queue\", "
              "\"CALLSOFFERED\"; name it: columns = { interval_start = \"...\" }",
              "forecast.csv:1: no column \"offered\"; the file has \"when\", \"queue\", \"CALLSOFFERED\"; "
              "name it: columns = "
              "{ offered = \"...\" }"});
  CHECK(read("a,b\n1,2\n").problems == Texts{"forecast.csv:1: no row of column headings found; this one has "
                                             "\"a\", \"b\"; name the columns in columns = { ... "
                                             "}; they are interval_start, date, time, queue, offered, "
                                             "handled, abandoned, aht_s, aht_min, talk_s, wrap_s, "
                                             "handled_s"});
  CHECK(read("interval_start,queue,calls,volume\n").problems ==
        Texts{"forecast.csv:1:4: columns 3 and 4 can both be \"offered\"; say which: columns = { offered = "
              "\"3\" }"});
  CHECK(read("interval_start,offered\n2026-03-02 08:00,1\n").problems ==
        Texts{"forecast.csv:1: no column \"queue\"; the file has \"interval_start\", \"offered\"; name it in "
              "columns, or write queue = \"...\" beside path if all rows belong to one"});
  TableText named("forecast.csv", plain);
  named.source.only_queue = "billing";
  CHECK(read(named.source).problems == Texts{"monday.toml:17:12: queue = \"billing\" is for files without a "
                                             "column \"queue\"; forecast.csv has one: take it out"});
}

TEST_CASE("layouts are known by name") {
  TableText text("forecast.csv", plain);
  text.source.layout = "genesis-cloud";
  CHECK(read(text.source).problems ==
        Texts{"monday.toml:17:12: layout \"genesis-cloud\" is not known; did you mean \"genesys-cloud\"?"});
  text.source.layout = "cms";
  CHECK(read(text.source).problems ==
        Texts{"monday.toml:17:12: layout \"cms\" is not known; write \"own\" or \"genesys-cloud\""});
}

TEST_CASE("all problems of a forecast come at once, each with its place") {
  const Read result = read(
      "interval_start,queue,offered,aht_s\n"
      "2026-03-02T08:00,billing,n/a,300\n"
      "2026-03-02T08:30,billing,-3,300\n"
      "2026-03-02 25:00,billing,10,300\n"
      "2026-03-02T09:30,,10,nan\n"
      "2026-03-02T10:00,billing,,300\n"
      "2026-03-02T10:30,billing,1e9,5:61\n"
      "2026-03-02T11:00,billing\n"
      "2026-03-02T11:30,billing,1,300,5\n"
      "2026-03-02T12:00,\"bill\n"
      "ing\",1,300\n");
  CHECK(result.problems ==
        Texts{"forecast.csv:2:3: offered \"n/a\" is not a number; write 0 where there were no calls",
              "forecast.csv:3:3: offered \"-3\" is negative; write 0 where there were no calls",
              "forecast.csv:4:1: interval_start \"2026-03-02 25:00\" is not a date and time; write it like "
              "2026-03-02 08:30",
              "forecast.csv:5:2: queue is empty; write the name of the queue",
              "forecast.csv:5:4: aht_s \"nan\" is not a number; write seconds such as 312, or h:mm:ss such "
              "as 0:05:12",
              "forecast.csv:6:3: offered is empty; write 0 where there were no calls",
              "forecast.csv:7:3: offered \"1e9\" is more than 10,000,000 calls in one interval; check the "
              "column, its unit and the decimal mark",
              "forecast.csv:7:4: aht_s \"5:61\" is not a number; write seconds such as 312, or h:mm:ss such "
              "as 0:05:12",
              "forecast.csv:8: the row has 2 cells where at least 4 are needed; is the line cut off?",
              "forecast.csv:9:5: the row has 5 cells where the heading has 4; put cells that hold a \",\" in "
              "quotes",
              "forecast.csv:10: the quoted cell 2 does not end on its line; a cell may not hold a line "
              "break; quotes inside a cell are doubled",
              "forecast.csv:11: the row has 3 cells where at least 4 are needed; is the line cut off?"});
  CHECK(result.lints == Texts{});
}

TEST_CASE("day and month that can be taken for each other are asked for") {
  const std::string csv =
      "interval_start,queue,offered\n02/03/2026 08:00,billing,1\n02/03/2026 08:30,billing,1\n";
  CHECK(read(csv).problems ==
        Texts{"forecast.csv:2:1: every date of the file can be read as day/month and as month/day; add "
              "date_format = "
              "\"dd/mm/yyyy\" or date_format = \"mm/dd/yyyy\" to the entry of the file"});
  TableText text("forecast.csv", csv);
  text.source.date_format = "dd/mm/yyyy";
  CHECK(read(text.source).table.rows.size() == 2);
  text.source.date_format = "mm/dd/yyyy";
  CHECK(read(text.source).problems == Texts{"forecast.csv: no row lies inside the scenario (2026-03-02 08:00 "
                                            "to 2026-03-02 18:00); the file runs from "
                                            "2026-02-03 08:00 to 2026-02-03 08:30"});
  text.source.date_format = "dd/mm/yy";
  CHECK(read(text.source).problems == Texts{"monday.toml:17:12: date_format \"dd/mm/yy\" is not understood; "
                                            "write \"dd/mm/yyyy\", \"mm/dd/yyyy\", "
                                            "\"dd.mm.yyyy\", \"yyyy-mm-dd\" or \"yyyyMMdd\""});
  CHECK(read("interval_start,queue,offered\n14/03/2026 08:00,billing,1\n03/14/2026 08:30,billing,1\n")
            .problems == Texts{"forecast.csv:3:1: line 2 has the day first, line 3 the month; write all "
                               "dates the same way, best like "
                               "2026-03-02"});
}

TEST_CASE("repeated rows and mixed interval lengths are refused") {
  CHECK(
      read("interval_start,queue,offered\n2026-03-02T08:00,billing,1\n2026-03-02T08:30,billing,2\n"
           "2026-03-02T08:00,billing,3\n")
          .problems ==
      Texts{
          "forecast.csv:4: \"billing\" at 2026-03-02 08:00 is already in line 2; keep one of the two rows"});
  const std::string mixed =
      "interval_start,queue,offered\n2026-03-02T08:00,billing,1\n2026-03-02T08:30,billing,2\n"
      "2026-03-02T09:00,billing,2\n2026-03-02T09:10,billing,3\n";
  CHECK(read(mixed).problems ==
        Texts{"forecast.csv:5: intervals of different length: 10 min before 2026-03-02 09:10, "
              "elsewhere 30 min; use 30 min throughout"});
  std::string half_hours = "interval_start,queue,offered\n";
  for (const char* time :
       {"08:00", "08:30", "09:00", "09:30", "10:00", "10:15", "10:30", "10:45", "11:00", "11:15", "11:30"}) {
    half_hours += std::string("2026-03-02T") + time + ",billing,1\n";
  }
  CHECK(read(half_hours).problems ==
        Texts{"forecast.csv:6: intervals of different length: 30 min before 2026-03-02 10:00, "
              "elsewhere 15 min; use 15 min throughout"});
}

TEST_CASE("missing intervals are no calls, and said") {
  const Read result = read(
      "interval_start,queue,offered\n2026-03-02T08:00,billing,1\n2026-03-02T08:15,billing,2\n"
      "2026-03-02T08:30,billing,2\n2026-03-02T09:15,billing,3\n",
      london({2026, 3, 2, 8, 0, 0}, 2));
  REQUIRE(result.problems == Texts{});
  CHECK(result.table.rows.size() == 4);
  CHECK(
      result.lints ==
      Texts{"forecast.csv:5: 2 intervals are missing, the first at 2026-03-02 08:45; read as no calls",
            "forecast.csv: the forecast covers 08:00 to 09:30 of the scenario's 08:00 to 10:00; the rest is "
            "read as no calls"});
}

TEST_CASE("one row holds to the end of the scenario, and this is said") {
  const Read result = read("interval_start,queue,offered\n2026-03-02T08:00,billing,1000\n");
  REQUIRE(result.table.rows.size() == 1);
  CHECK(result.table.rows[0].length == Duration::whole_seconds(36'000));
  CHECK(result.lints[0] ==
        "forecast.csv:2: one interval start only, so its interval is taken to last to the end of the "
        "scenario; add a row for the next interval if it ends sooner");
}

TEST_CASE("intervals over the edge of the scenario are taken in proportion") {
  Calendar calendar{{2026, 3, 2, 8, 10, 0}, Duration::whole_seconds(3600), ""};
  const Read result = read(plain, calendar);
  REQUIRE(result.problems == Texts{});
  REQUIRE(result.table.rows.size() == 6);
  CHECK(result.table.rows[0].at == Time{});
  CHECK(result.table.rows[0].length == Duration::whole_seconds(1200));
  CHECK(result.table.rows[0].offered == Approx(100.0 * 20 / 30));
  CHECK(result.table.rows[2].length == Duration::whole_seconds(600));
  CHECK(result.table.rows[2].offered == Approx(140.0 * 10 / 30));
  CHECK(result.lints == Texts{"forecast.csv: 4 intervals reach over the scenario's begin or end; their calls "
                              "are taken in proportion"});
}

TEST_CASE("minutes in place of seconds are refused") {
  const std::string head = "interval_start,queue,offered,aht_s\n";
  CHECK(
      read(head +
           "2026-03-02T08:00,billing,1,5.2\n2026-03-02T08:30,billing,1,0\n2026-03-02T09:00,billing,1,19.9\n")
          .problems == Texts{"forecast.csv:2:4: the handling time is below 20 s in all 2 rows that have one, "
                             "which looks like minutes; write "
                             "seconds, or name the column aht_min: columns = { aht_min = \"...\" }"});
  CHECK(read(head + "2026-03-02T08:00,billing,1,5.2\n2026-03-02T08:30,billing,1,20\n").problems == Texts{});
}

TEST_CASE("a peak in the night asks whether the stamps are UTC") {
  const auto has = [](const Read& result) {
    return std::count(result.lints.begin(), result.lints.end(),
                      "forecast.csv: the busiest half-hour begins at 02:30: is this UTC?; say timezone = "
                      "\"UTC\" for the file "
                      "if it is");
  };
  CHECK(has(read(day_of([](int i) { return i == 5 ? 200 : 10; }),
                 {{2026, 3, 2, 0, 0, 0}, Duration::whole_seconds(86'400), ""})) == 1);
  CHECK(has(read(day_of([](int i) { return i == 5 || i == 20 ? 200 : 10; }))) == 0);
  CHECK(has(read(day_of([](int i) { return i == 10 ? 200 : 10; }))) == 0);
  CHECK(has(read(day_of([](int) { return 0; }))) == 0);
}

TEST_CASE("odd figures are asked about") {
  const Read result = read(
      "interval_start,queue,offered,answered,abandoned,aht_s\n2026-03-02T08:00,billing,10,12,0,300\n"
      "2026-03-02T08:30,billing,10,9,11,0\n2026-03-02T09:00,billing,10,9,1,\n2026-03-02T09:30,billing,0,0,0,"
      "\n");
  REQUIRE(result.problems == Texts{});
  CHECK(result.table.rows[0].handled == 12);
  CHECK(result.table.rows[1].abandoned == 11);
  CHECK(
      result.lints ==
      Texts{"forecast.csv:2:4: more calls handled than offered in 1 row; is \"offered\" the number of calls "
            "that entered "
            "the queue?",
            "forecast.csv:3:5: more calls abandoned than offered in 1 row; are the columns the right ones?",
            "forecast.csv:3:6: calls but a handling time of 0 in 1 row; is the handling time missing?",
            "forecast.csv:4:6: calls but no handling time in 1 row; the queue's own is used there",
            "forecast.csv: the forecast covers 08:00 to 10:00 of the scenario's 08:00 to 18:00; the rest is "
            "read as no calls"});
}

TEST_CASE("a heading that is nearly ours is asked about") {
  const Read result = read(
      "interval_start,queue,offered,wrap_ss\n2026-03-02T08:00,billing,1,2\n2026-03-02T08:30,billing,1,2\n",
      london({2026, 3, 2, 8, 0, 0}, 1));
  CHECK(result.lints == Texts{"forecast.csv:1:4: column \"wrap_ss\" is not used; did you mean \"wrap_s\"?"});
}

TEST_CASE("a Genesys Cloud file is read: UTC, voice only, skill sets added up") {
  TableText text(
      "genesys.csv",
      "Interval Start UTC Date,Queue,Media Type,Skill Set,Language,Offered,Interactions Handled,Total Handle "
      "Time\n"
      "2026-07-06T07:00:00Z,billing,Voice,a,,60,50,15000\n2026-07-06T07:00:00Z,billing,Voice,b,,40,40,12000\n"
      "2026-07-06T07:15:00Z,billing,Voice,a,,20,0,0\n2026-07-06T07:00:00Z,billing,Chat,a,,500,500,50000\n");
  text.source.layout = "genesys-cloud";
  const Read result = read(text.source, london({2026, 7, 6, 8, 0, 0}, 1));
  REQUIRE(result.problems == Texts{});
  REQUIRE(result.table.rows.size() == 2);
  CHECK(result.table.rows[0].at == Time{});
  CHECK(result.table.rows[0].length == Duration::whole_seconds(900));
  CHECK(result.table.rows[0].offered == 100);
  CHECK(result.table.rows[0].handled == 90);
  CHECK(*result.table.rows[0].aht_s == Approx(300));
  CHECK_FALSE(result.table.rows[1].aht_s.has_value());
  CHECK(result.table.rows_read == 4);
  CHECK(result.lints ==
        Texts{"genesys.csv: 1 of 4 rows are about other media than voice; not used",
              "genesys.csv: the forecast covers 08:00 to 08:30 of the scenario's 08:00 to 09:00; the rest is "
              "read as no calls"});
  CHECK(read(text.source).problems == Texts{"monday.toml:17:12: the stamps of genesys.csv are in UTC, but "
                                            "the scenario has no timezone; add timezone = "
                                            "\"Europe/London\" (where the centre is) to the scenario"});
}

TEST_CASE("stamps with zones need the centre's zone") {
  const std::string csv =
      "interval_start,queue,offered\n2026-07-06T07:00:00Z,billing,1\n2026-07-06T09:15:00+01:00,billing,1\n";
  const Read result = read(csv, london({2026, 7, 6, 8, 0, 0}, 2));
  REQUIRE(result.table.rows.size() == 2);
  CHECK(result.table.rows[1].at == Time::after_start(Duration::whole_seconds(4500)));
  CHECK(read(csv).problems ==
        Texts{"forecast.csv:2:1: stamp \"2026-07-06T07:00:00Z\" names a time zone, but the scenario has no "
              "timezone; add timezone = \"Europe/London\" (where the centre is) to the scenario"});
  TableText text("forecast.csv", plain);
  text.source.timezone = "Europe/Londn";
  CHECK(read(text.source, london({2026, 3, 2, 8, 0, 0}, 2)).problems ==
        Texts{"monday.toml:17:12: time zone \"Europe/Londn\" is not known; write \"UTC\" or a name such as "
              "\"Europe/London\""});
  text.source.timezone = "America/New_York";
  const Read shifted = read(text.source, london({2026, 3, 2, 13, 0, 0}, 2));
  REQUIRE(shifted.table.rows.size() == 6);
  CHECK(shifted.table.rows[0].at == Time{});
}

TEST_CASE("days on which the clock changes are said, and no hour is counted twice") {
  std::string csv = "interval_start,queue,offered\n";
  for (int hour = 0; hour < 6; ++hour) {
    for (const char* minute : {"00", "30"})
      csv += "2026-10-25T0" + std::to_string(hour) + ":" + minute + ":00Z,billing,10\n";
  }
  const Read autumn = read(csv, london({2026, 10, 25, 0, 0, 0}, 6));
  REQUIRE(autumn.problems == Texts{});
  CHECK(autumn.table.offered_total ==
        100);  // 01:00 to 06:00 local, and the first 01:00 to 02:00: 23:00Z is missing
  CHECK(autumn.lints[0] ==
        "forecast.csv: 2 rows repeat the hour that comes twice when the clocks go back; the second hour is "
        "left out");
  CHECK(
      autumn.lints[1] ==
      "forecast.csv: clocks change in Europe/London on 2026-10-25: the hour from 01:00 comes twice (a day of "
      "25 h); the scenario counts every hour of the wall clock once");
  std::string spring = csv;
  for (std::size_t i = 0; (i = spring.find("2026-10-25", i)) != std::string::npos;)
    spring.replace(i, 10, "2026-03-29");
  const Read result = read(spring, london({2026, 3, 29, 0, 0, 0}, 7));
  REQUIRE(result.problems == Texts{});
  CHECK(result.table.offered_total == 120);
  CHECK(
      result.lints ==
      Texts{
          "forecast.csv: clocks change in Europe/London on 2026-03-29: the hour from 01:00 does not exist (a "
          "day of 23 h); the scenario counts every hour of the wall clock once"});
}

TEST_CASE("a queue may be called total") {
  const Read result = read(
      "queue,interval_start,offered\ntotal care,2026-03-02T08:00,5\ntotal care,2026-03-02T08:30,5\n"
      "Total,,10\nSumme;,,\nGrand total:,,10\n");
  REQUIRE(result.problems == Texts{});
  CHECK(result.table.offered_total == 10);
}
