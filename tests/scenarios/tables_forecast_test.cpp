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
