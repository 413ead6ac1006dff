// The values of one axis of a sweep.
#include <catch2/catch.hpp>
#include <cmath>

#include "scenarios/phrases.hpp"
#include "scenarios/plan_set.hpp"
#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

const Place here{"--set k", 0, 0};

Lines values(const std::string& text, std::optional<std::uint32_t> points = {}) {
  const auto read = sweep_values(text, here, points);
  if (read.ok()) return read.value();
  Lines out;
  for (const Problem& problem : read.problems()) out.push_back(to_string(problem));
  return out;
}

}  // namespace

TEST_CASE("lists and ranges in steps") {
  CHECK(values("a,b , c") == Lines{"a", "b", "c"});
  CHECK(values("240s") == Lines{"240s"});
  CHECK(values("1..4/1") == Lines{"1", "2", "3", "4"});
  CHECK(values("1..10/4") == Lines{"1", "5", "9"});
  CHECK(values("7..7/1") == Lines{"7"});
  CHECK(values("0.1..0.5/0.1") == Lines{"0.1", "0.2", "0.3", "0.4", "0.5"});
  CHECK(values("10%..50%/20%") == Lines{"10%", "30%", "50%"});
  CHECK(values("+5%..+15%/5%") == Lines{"+5%", "+10%", "+15%"});
  CHECK(values("-10%..+10%/10%") == Lines{"-10%", "+0%", "+10%"});
  CHECK(values("4m..6m/1m") == Lines{"4m", "5m", "6m"});
  CHECK(values("4m..6m/60s") == Lines{"4m", "5m", "6m"});
  CHECK(values("90s..3m/45s") == Lines{"1m 30s", "2m 15s", "3m"});
  CHECK(values("1h30m..2h/15m") == Lines{"1h 30m", "1h 45m", "2h"});
  CHECK(values("07:00..09:00/30m") == Lines{"07:00", "07:30", "08:00", "08:30", "09:00"});
  CHECK(values("10 per second..12 per second/1 per second") ==
        Lines{"10 per second", "11 per second", "12 per second"});
  CHECK(values("1..3/1,10") == Lines{"1", "2", "3", "10"});
  CHECK(values("1000000..3000000/1000000") == Lines{"1000000", "2000000", "3000000"});
}

TEST_CASE("commas in quotes and brackets part nothing, and a path is no range") {
  CHECK(values("\"old 70%, new 30%\",\"old 50%, new 50%\"") ==
        Lines{"\"old 70%, new 30%\"", "\"old 50%, new 50%\""});
  CHECK(values("[\"a\", \"b\"],{ x = 1, y = 2 }") == Lines{"[\"a\", \"b\"]", "{ x = 1, y = 2 }"});
  CHECK(values("../staff.csv,../staff-2.csv") == Lines{"../staff.csv", "../staff-2.csv"});
}

TEST_CASE("ranges that are none") {
  const std::string look = "write 1..10/1, 10%..50%/10%, 4m..6m/30s or 07:00..09:00/30m";
  CHECK(values("10..1/1") == Lines{"--set k: \"10..1/1\" runs backwards; write 1..10"});
  CHECK(values("1..10/0") == Lines{"--set k: \"1..10/0\" has no step; " + look});
  CHECK(values("1..10/-1") == Lines{"--set k: \"1..10/-1\" has no step; " + look});
  CHECK(values("1..x/1") == Lines{"--set k: \"1..x/1\" is not a range; " + look});
  CHECK(values("1..10/") == Lines{"--set k: \"1..10/\" is not a range; " + look});
  CHECK(values("1..50%/5%") == Lines{"--set k: \"1..50%/5%\" mixes units; " + look});
  CHECK(values("10%..50%/5") == Lines{"--set k: \"10%..50%/5\" mixes units; " + look});
  CHECK(values("07:00..09:00/5") ==
        Lines{"--set k: \"07:00..09:00/5\" goes through the day in steps that are no time; " + look});
  CHECK(values("07:00..09:00/90s") ==
        Lines{"--set k: \"07:00..09:00/90s\" has a step that is no whole minute; " + look});
  CHECK(
      values("1..10") ==
      Lines{"--set k: \"1..10\" has no step; write the step behind it, such as 1..10/1, or draw points with "
            "--points 40"});
  CHECK(values("a,,b") == Lines{"--set k: \"a,,b\" has an empty value; write a,b,c"});
  CHECK(values("") == Lines{"--set k: \"\" has an empty value; write a,b,c"});
  CHECK(values("0..1000000/1") ==
        Lines{"--set k: \"0..1000000/1\" has more than 10000 values; write a longer step"});
  CHECK(values("1..9999/1").size() == 9999);
}

TEST_CASE("points of a range lie in the middle of equal strata") {
  CHECK(values("90%..110%", 4) == Lines{"92.5%", "97.5%", "102.5%", "107.5%"});
  CHECK(values("4m..6m", 4) == Lines{"4.25m", "4.75m", "5.25m", "5.75m"});
  CHECK(values("300..400", 4) == Lines{"313", "338", "363", "388"});
  CHECK(values("1.0..2.0", 2) == Lines{"1.25", "1.75"});
  CHECK(values("08:00..10:00", 4) == Lines{"08:15", "08:45", "09:15", "09:45"});
  CHECK(values("5s..5s", 3) == Lines{"5s", "5s", "5s"});
  CHECK(values("1..3/1", 6) == Lines{"1", "1", "2", "2", "3", "3"});
  CHECK(values("a,b", 3) == Lines{"a", "a", "b"});
  CHECK(values("x", 2) == Lines{"x", "x"});
  CHECK(values("110%..90%", 4) == Lines{"--set k: \"110%..90%\" runs backwards; write 90%..110%"});
}

TEST_CASE("points of a distribution lie at the middle quantiles of equally likely strata") {
  CHECK(values("uniform 5m to 15m", 4) == Lines{"6.25m", "8.75m", "11.25m", "13.75m"});
  CHECK(values("uniform 50% to 90%", 2) == Lines{"60%", "80%"});
  // Quantiles 1/8, 3/8, 5/8, 7/8 of the normal law: 1.1503 and 0.3186 standard deviations.
  CHECK(values("normal 5m sd 1m", 4) == Lines{"3.85m", "4.68m", "5.32m", "6.15m"});
  CHECK(values("normal 100% sd 5%", 4) == Lines{"94.2%", "98.4%", "101.6%", "105.8%"});
  CHECK(values("normal 12:00 sd 1h", 2) == Lines{"11:20", "12:40"});
  double sum = 0;
  for (const std::string& value : values("lognormal 240s cv 0.5", 1000)) {
    sum += duration_phrase(value).value().in_seconds();
  }
  CHECK(std::abs(sum / 1000 - 240) < 1);
  CHECK(values("normal 5m sd 4m", 10) ==
        Lines{"--set k: \"normal 5m sd 4m\" goes below zero; write a smaller sd, or a law without negative "
              "values, such as \"lognormal 5m cv 0.2\""});
  // Without points a distribution is a value like others.
  CHECK(values("uniform 5m to 15m") == Lines{"uniform 5m to 15m"});
}
