#include <catch2/catch.hpp>

#include "scenarios/date_time_text.hpp"
#include "scenarios/wall_clock.hpp"

using namespace switchover;

namespace {

std::string read(const std::string& text, DateOrder order = DateOrder::unknown) {
  const CellReading<StampText> stamp = read_stamp(text, order);
  if (!stamp.value) return stamp.wrong + (stamp.hint.empty() ? "" : "; " + stamp.hint);
  std::string shown = date_time_text(stamp.value->clock);
  if (!stamp.value->has_date) shown = shown.substr(10);
  if (stamp.value->microsecond != 0) shown += "." + std::to_string(stamp.value->microsecond);
  if (stamp.value->offset_s) shown += " " + std::to_string(*stamp.value->offset_s);
  return shown;
}

constexpr DateOrder day_first = DateOrder::day_first, month_first = DateOrder::month_first;
const std::string hint = "; write it like 2026-03-02 08:30";

}  // namespace

TEST_CASE("ISO stamps are read") {
  CHECK(read("2026-03-02") == "2026-03-02T00:00:00");
  CHECK(read("2026-03-02T08:30") == "2026-03-02T08:30:00");
  CHECK(read("2026-03-02 08:30:15") == "2026-03-02T08:30:15");
  CHECK(read("2026-03-02   8:30") == "2026-03-02T08:30:00");
  CHECK(read("2026-03-02T08:30:00Z") == "2026-03-02T08:30:00 0");
  CHECK(read("2026-03-02T08:30:00+01:00") == "2026-03-02T08:30:00 3600");
  CHECK(read("2026-03-02T08:30:00-0530") == "2026-03-02T08:30:00 -19800");
  CHECK(read("2026-03-02T08:30+02") == "2026-03-02T08:30:00 7200");
  CHECK(read("2026-03-02 08:30 UTC") == "2026-03-02T08:30:00 0");
  CHECK(read("2026-03-02T08:30:15.250") == "2026-03-02T08:30:15.250000");
  CHECK(read("2026/03/02 08:30") == "2026-03-02T08:30:00");
  CHECK(read("20260302 08:30") == "2026-03-02T08:30:00");
  CHECK(read("2024-02-29") == "2024-02-29T00:00:00");
}

TEST_CASE("dates with the year last are read by the order of the file") {
  CHECK(read("02.03.2026 08:30") == "2026-03-02T08:30:00");
  CHECK(read("02/03/2026 08:30", day_first) == "2026-03-02T08:30:00");
  CHECK(read("02/03/2026 08:30", month_first) == "2026-02-03T08:30:00");
  CHECK(read("1-2-2018", month_first) == "2018-01-02T00:00:00");
  CHECK(read("14/03/2026") == "2026-03-14T00:00:00");
  CHECK(read("03/14/2026") == "2026-03-14T00:00:00");
  CHECK(read("03/03/2026") == "2026-03-03T00:00:00");
  CHECK(read("02/03/2026") ==
        "can be read as day/month and as month/day; add date_format = \"dd/mm/yyyy\" or date_format = "
        "\"mm/dd/yyyy\"");
  CHECK(read("03/14/2026", day_first) == "is not a day of the calendar; the file has the day first");
  CHECK(read("14/03/2026", month_first) == "is not a day of the calendar; the file has the month first");
  CHECK(read("2026-03-02", day_first) ==
        "is not in the date format said for this file; write all dates the same way");
}

TEST_CASE("times of day are read, also by the twelve-hour clock") {
  CHECK(read("08:30") == "T08:30:00");
  CHECK(read("8:30:15") == "T08:30:15");
  CHECK(read("8:30 pm") == "T20:30:00");
  CHECK(read("8:30PM") == "T20:30:00");
  CHECK(read("12:00 AM") == "T00:00:00");
  CHECK(read("12:15 p.m.") == "T12:15:00");
  CHECK(read("24:00") == "T00:00:00");
  CHECK(read("2026-12-31 24:00") == "2027-01-01T00:00:00");
  CHECK(read("03/14/2026 8:30 AM") == "2026-03-14T08:30:00");
  for (const std::string text : {"24:01", "25:00", "8:60", "8:3", "08:30:60", "13:00 pm", "0:30 am", "08:30x",
                                 "8", "noon", "08:30:15.", "08:30 +25:00", "08:30 +1"}) {
    CHECK(read(text) == "is not a date or time" + hint);
  }
}

TEST_CASE("bad dates are refused with what to write") {
  CHECK(read("") == "is empty" + hint);
  CHECK(read("02/03/26") == "has a year of two digits; write the year with four digits");
  CHECK(read("26-03-02") == "has a year of two digits; write the year with four digits");
  CHECK(read("2026-02-30") == "is not a day of the calendar" + hint);
  CHECK(read("2023-02-29") == "is not a day of the calendar" + hint);
  CHECK(read("2026-13-01") == "is not a day of the calendar" + hint);
  CHECK(read("20261301") == "is not a day of the calendar" + hint);
  CHECK(read("0000-01-01") == "has a year outside 1900 to 2199" + hint);
  CHECK(read("2026-03-02T") == "is not a date and time" + hint);
  CHECK(read("2026-03-02x08:30") == "is not a date and time" + hint);
  CHECK(read("2026-03-02 24:30") == "is not a date and time" + hint);
  for (const std::string text :
       {"Monday", "2026-03", "2026-03/02", "1/2/3/4", "99999999999999999999", "-", "2026-3-2-1"}) {
    INFO(text);
    CHECK_FALSE(read_stamp(text, DateOrder::unknown).value.has_value());
  }
}

TEST_CASE("date formats name an order") {
  CHECK(date_order_of("dd/mm/yyyy") == day_first);
  CHECK(date_order_of("DD.MM.YYYY HH:mm") == day_first);
  CHECK(date_order_of("M-D-YYYY") == month_first);
  CHECK(date_order_of("MM/dd/yyyy") == month_first);
  CHECK(date_order_of("yyyyMMdd") == DateOrder::year_first);
  CHECK(date_order_of("yyyy-MM-ddTHH:mm") == DateOrder::year_first);
  for (const std::string text : {"", "dd/mm", "dd/mm/yy", "yyyy", "dd//mm/yyyy", "dd/mm/yyyy/", "european",
                                 "ddd/mm/yyyy", "yyyy-dd-mm", "dd/dd/yyyy"}) {
    INFO(text);
    CHECK_FALSE(date_order_of(text).has_value());
  }
}

TEST_CASE("a date tells its order, or does not") {
  CHECK(date_evidence("14/03/2026").order == day_first);
  CHECK(date_evidence("03/14/2026 08:00").order == month_first);
  CHECK(date_evidence("02.03.2026").order == day_first);
  CHECK(date_evidence("2026-03-02").order == DateOrder::year_first);
  CHECK(date_evidence("02/03/2026").ambiguous);
  CHECK_FALSE(date_evidence("03/03/2026").ambiguous);
  CHECK_FALSE(date_evidence("08:30").ambiguous);
}
