// Replays, actuals, single columns, and a real interval report where it is at hand.
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
template <class Table>
Read<Table> taken(const Expected<Table>& read, const std::vector<Problem>& lints) {
  Read<Table> result;
  result.lints = texts(lints);
  if (read)
    result.table = read.value();
  else
    result.problems = texts(read.problems());
  return result;
}
Read<ReplayTable> replay(const std::string& csv, const Calendar& calendar = monday()) {
  const TableText text("calls.csv", csv);
  std::vector<Problem> lints;
  return taken(read_replay(text.source, calendar, lints), lints);
}
Read<ActualTable> actual(const std::string& csv, const Calendar& calendar = monday()) {
  const TableText text("actual.csv", csv);
  std::vector<Problem> lints;
  const Expected<ActualTable> read = read_actual(text.source, calendar, lints);
  return taken(read, lints);
}

}  // namespace

TEST_CASE("a log of calls is read in the order of time") {
  const auto result = replay(
      "at,queue,handling_s,patience_s\n2026-03-02T08:00:10.250,billing,312,\n2026-03-02T08:00:05,support,,"
      "45\n"
      "2026-03-02T07:59:59,support,1,1\n2026-03-02T18:00:00,support,1,1\n2026-03-02T08:00:05,billing,0:10,-"
      "\n");
  REQUIRE(result.problems == Texts{});
  REQUIRE(result.table.rows.size() == 3);
  CHECK(result.table.rows_read == 5);
  CHECK(result.table.rows_outside == 2);
  CHECK(result.table.rows[0].queue == "support");
  CHECK(result.table.rows[0].patience_s == 45);
  CHECK_FALSE(result.table.rows[0].handling_s.has_value());
  CHECK(result.table.rows[1].handling_s == 10);
  CHECK_FALSE(result.table.rows[1].patience_s.has_value());
  CHECK(result.table.rows[2].at == Time::microseconds(10'250'000));
  CHECK(result.table.rows[2].place == Place{"calls.csv", 2, 1});
}

TEST_CASE("bad logs are refused") {
  CHECK(replay("at,queue,handling_s\n08:00,,1\nnoon,billing,-2\n").problems ==
        Texts{"calls.csv:2:2: queue is empty; write the name of the queue",
              "calls.csv:3:1: at \"noon\" is not a date or time; write it like 2026-03-02 08:30",
              "calls.csv:3:3: handling_s \"-2\" is negative; write seconds such as 312, or h:mm:ss such as "
              "0:05:12"});
  CHECK(replay("at,queue\n2026-03-03 08:00,billing\n").problems ==
        Texts{"calls.csv: no call lies inside the scenario (2026-03-02 08:00 to 2026-03-02 18:00); the file "
              "runs from 2026-03-03 "
              "08:00 to 2026-03-03 08:00"});
  std::string minutes = "at,queue,handling_s\n";
  for (int i = 10; i < 20; ++i) minutes += "08:" + std::to_string(i) + ",billing,5.2\n";
  CHECK(replay(minutes).problems ==
        Texts{"calls.csv:1:3: the handling time is below 20 s in all 10 calls that have one, which looks "
              "like minutes; write seconds"});
}

TEST_CASE("what happened is read, means and sums alike") {
  const auto result = actual(
      "interval_start,queue,offered,answered,abandoned,answered_in_time,asa_s,handled_s,service_level\n"
      "2026-03-02T08:00,billing,100,90,10,80,12.5,27000,80%\n2026-03-02T08:15,billing,10,0,10,0,,0,\n");
  REQUIRE(result.problems == Texts{});
  CHECK(result.lints == Texts{});
  REQUIRE(result.table.rows.size() == 2);
  const ActualRow& row = result.table.rows[0];
  CHECK(row.length == Duration::whole_seconds(900));
  CHECK(row.offered == 100);
  CHECK(row.answered == 90);
  CHECK(row.abandoned == 10);
  CHECK(row.answered_in_time == 80);
  CHECK(row.wait_answered_s == 1125);
  CHECK(row.aht_s == 300);
  CHECK(*row.service_level == Approx(0.8));
  CHECK(row.place == Place{"actual.csv", 2, 3});
  CHECK(result.table.rows[1].wait_answered_s == 0);
  CHECK_FALSE(result.table.rows[1].aht_s.has_value());
  CHECK_FALSE(result.table.rows[1].service_level.has_value());
  const auto percent =
      actual("interval_start,queue,service_level_percent\n08:00,billing,85\n08:15,billing,1\n");
  REQUIRE(percent.table.rows.size() == 2);
  CHECK(*percent.table.rows[1].service_level == Approx(0.01));
}

TEST_CASE("odd actuals are refused or asked about") {
  CHECK(actual("interval_start,queue,service_level\n08:00,billing,85\n08:15,billing,1\n").problems ==
        Texts{"actual.csv:2:3: service_level \"85\" is more than 100%; write 85% or 0.85, or name the column "
              "service_level_percent"});
  CHECK(actual("interval_start,queue\n08:00,billing\n08:15,billing\n").problems ==
        Texts{"actual.csv: the file has no figures to compare with; it may have offered, answered, "
              "abandoned, answered_in_time, asa_s "
              "or wait_answered_s, aht_s, service_level; name them in columns = { ... }"});
  const auto odd = actual(
      "interval_start,queue,offered,answered,abandoned,answered_in_time\n08:00,billing,10,11,12,13\n"
      "08:15,billing,10,10,0,10\n");
  CHECK(odd.lints ==
        Texts{"actual.csv:2:4: more calls answered than offered in 1 row; are the columns the right ones?",
              "actual.csv:2:5: more calls abandoned than offered in 1 row; are the columns the right ones?",
              "actual.csv:2:6: more calls answered in time than answered in 1 row; are the columns the right "
              "ones?"});
}

TEST_CASE("an interval that only partly lies in the scenario is not compared") {
  const auto result =
      actual("interval_start,queue,offered\n07:45,billing,1\n08:15,billing,2\n08:45,billing,3\n",
             {{2026, 3, 2, 8, 0, 0}, Duration::whole_seconds(3600), ""});
  REQUIRE(result.table.rows.size() == 1);
  CHECK(result.table.rows[0].offered == 2);
  CHECK(result.table.rows_outside == 2);
}

TEST_CASE("one column is read for an empirical law") {
  TableText text("calls.csv", "Log of Monday\nid;Talk Time\n1;0:05:12\n2;300,5\n3;\n4;12\n");
  const Expected<std::vector<double>> values = read_column(text.source, "talk_time");
  REQUIRE(values.ok());
  CHECK(values.value() == std::vector<double>{312, 300.5, 12});
  const Expected<std::vector<double>> third = read_column(text.source, "2");
  REQUIRE(third.ok());
  CHECK(third.value().size() == 3);
  CHECK(texts(read_column(text.source, "talk tme").problems()) ==
        Texts{"calls.csv:2: no row of column headings found; this one has \"id\", \"Talk Time\"; name the "
              "columns in columns = { ... "
              "}; they are value"});
  TableText bad("calls.csv", "talk\n-1\nx\n");
  CHECK(texts(read_column(bad.source, "talk").problems()) ==
        Texts{"calls.csv:2:1: talk \"-1\" is negative; write seconds such as 312, or h:mm:ss such as 0:05:12",
              "calls.csv:3:1: talk \"x\" is not a number; write seconds such as 312, or h:mm:ss such as "
              "0:05:12"});
  TableText empty("calls.csv", "talk,other\n,1\n");
  CHECK(texts(read_column(empty.source, "talk").problems()) ==
        Texts{"calls.csv:1:1: column \"talk\" has no values; an empirical law needs at least one"});
}

TEST_CASE("a real interval report is read as it is") {
  TableSource source;
  source.path =
      std::string(SWITCHOVER_SOURCE_DIR) + "/../shared/data/anonymous_bank/february_1999_interval15.csv";
  source.shown = "february_1999_interval15.csv";
  source.columns = {{"date", "date"}, {"time", "interval_start"}};
  source.only_queue = "calls";
  if (!std::filesystem::exists(source.path)) {
    WARN("the interval report is not at hand; skipped");
    return;
  }
  const Calendar month{{1999, 2, 1, 0, 0, 0}, Duration::whole_seconds(28 * 86'400), ""};
  std::vector<Problem> lints;

  TableSource forecast_source = source;
  forecast_source.columns["handled"] = "answered";
  forecast_source.columns["handled_s"] = "sum_service_s";
  const auto forecast = taken(read_forecast(forecast_source, month, lints), lints);
  REQUIRE(forecast.problems == Texts{});
  CHECK(forecast.table.offered_total == 31'125);  // asked for an agent in the month
  double handled = 0, seconds = 0;
  for (const ForecastRow& row : forecast.table.rows) {
    CHECK(row.length == Duration::whole_seconds(900));
    handled += row.handled.value_or(0);
    seconds += row.aht_s.value_or(0) * row.handled.value_or(0);
  }
  CHECK(handled == 27'162);
  CHECK(seconds == Approx(4'790'100.0).epsilon(1e-9));  // of service in the month

  TableSource staff_source = source;
  staff_source.columns["agents_on_phones"] = "active_agents";
  const auto staff = taken(read_staff(staff_source, month, lints), lints);
  REQUIRE(staff.problems == Texts{});
  CHECK(staff.table.rows.size() == forecast.table.rows.size());
  CHECK(staff.table.rows[0].length == Duration::whole_seconds(900));

  TableSource actual_source = source;
  actual_source.columns["wait_answered_s"] = "sum_wait_answered_s";
  actual_source.columns["answered_in_time"] = "answered_within_20s";
  actual_source.columns["handled_s"] = "sum_service_s";
  const auto actual_month = taken(read_actual(actual_source, month, lints), lints);
  REQUIRE(actual_month.problems == Texts{});
  double answered = 0, abandoned = 0, in_time = 0;
  for (const ActualRow& row : actual_month.table.rows) {
    answered += row.answered.value_or(0);
    abandoned += row.abandoned.value_or(0);
    in_time += row.answered_in_time.value_or(0);
    CHECK(row.wait_answered_s.has_value());
  }
  CHECK(answered == 27'162);
  CHECK(abandoned == 3'963);
  CHECK(in_time == 16'209);

  const Calendar first_monday{{1999, 2, 1, 7, 0, 0}, Duration::whole_seconds(17 * 3600), ""};
  const auto day = taken(read_forecast(forecast_source, first_monday, lints), lints);
  REQUIRE(day.problems == Texts{});
  CHECK(day.table.rows_outside > 1400);
}
