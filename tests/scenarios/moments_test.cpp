#include "scenarios/moments.hpp"

#include <catch2/catch.hpp>

using namespace switchover;

namespace {

Time hours(double h) { return Time::after_start(Duration::seconds(h * 3600)); }
Calendar monday(double length_h) { return {{2026, 3, 2, 8, 0, 0}, Duration::seconds(length_h * 3600), ""}; }
Moment find(const char* text, const Calendar& calendar, Time not_before = Time{}, bool only_one = true) {
  return resolve(*clock_phrase(text), calendar, not_before, only_one);
}

}  // namespace

TEST_CASE("a clock reading is the first one inside the scenario") {
  CHECK(find("08:00", monday(10)).at == hours(0));
  CHECK(find("08:30", monday(10)).at == hours(0.5));
  CHECK(find("18:00", monday(10)).at == hours(10));
  CHECK(find("close", monday(10)).at == hours(10));
  CHECK(find("2h", monday(10)).at == hours(2));
  CHECK(find("Mon 09:00", monday(10)).at == hours(1));
  CHECK(find("2026-03-02 09:00", monday(10)).at == hours(1));
  CHECK(find("day 2 08:00", monday(48)).at == hours(24));
  CHECK(find("02:00", {{2026, 3, 2, 22, 0, 0}, Duration::seconds(8 * 3600), ""}).at == hours(4));
}

TEST_CASE("what lies outside is refused with the calendar") {
  for (const char* text : {"07:59", "18:01", "Tue 09:00", "2026-03-01 09:00", "11h", "day 3 00:00"}) {
    INFO(text);
    const Moment moment = find(text, monday(10));
    CHECK_FALSE(moment.at);
    CHECK(moment.trouble == "lies outside the scenario");
    CHECK(moment.hint == "it runs from 2026-03-02 08:00 to 2026-03-02 18:00");
  }
}

TEST_CASE("a reading that comes again is ambiguous where one moment is meant") {
  const Moment twice = find("08:30", monday(48));
  CHECK_FALSE(twice.at);
  CHECK(twice.trouble == "comes more than once in the scenario");
  CHECK(twice.hint == "say the day, such as \"Tue 08:30\"");
  CHECK(find("08:30", monday(48), hours(2), false).at == hours(24.5));
  CHECK(find("Tue 08:30", monday(48)).at == hours(24.5));
  CHECK(find("Tue 08:30", monday(24 * 14)).hint == "say the date, such as \"2026-03-10 08:30\"");
}

TEST_CASE("steps of one day go forward") {
  const auto steps = [](std::vector<const char*> texts, const Calendar& calendar) {
    std::vector<ClockPhrase> phrases;
    for (const char* text : texts) phrases.push_back(*clock_phrase(text));
    return resolve_steps(phrases, calendar);
  };
  const StepMoments day = steps({"08:00", "12:00", "17:30"}, monday(10));
  REQUIRE_FALSE(day.wrong);
  REQUIRE(day.moments.size() == 3);
  CHECK(day.moments[2].at == hours(9.5));
  CHECK(steps({"12:00", "09:00"}, monday(10)).wrong == 1U);
  CHECK(steps({"09:00", "09:00"}, monday(10)).wrong == 1U);
  CHECK(steps({"07:00"}, monday(10)).wrong == 0U);
}

TEST_CASE("steps in times of day repeat every day, in weekdays every week") {
  std::vector<ClockPhrase> phrases{*clock_phrase("09:00"), *clock_phrase("17:00")};
  const StepMoments days = resolve_steps(phrases, monday(48));
  REQUIRE_FALSE(days.wrong);
  REQUIRE(days.moments.size() == 5);
  CHECK(days.moments[0].at == hours(0));  // the evening before is in force until 09:00
  CHECK(days.moments[0].step == 1);
  CHECK(days.moments[1].at == hours(1));
  CHECK(days.moments[4].at == hours(33));
  phrases = {*clock_phrase("Mon 08:00"), *clock_phrase("Sat 08:00")};
  const StepMoments weeks = resolve_steps(phrases, monday(24 * 14));
  REQUIRE(weeks.moments.size() == 4);
  CHECK(weeks.moments[0].at == hours(0));
  CHECK(weeks.moments[0].step == 0);
  CHECK(weeks.moments[1].at == hours(24 * 5));
  CHECK(weeks.moments[3].at == hours(24 * 12));
  phrases = {*clock_phrase("17:00"), *clock_phrase("09:00"), *clock_phrase("18:00")};
  CHECK(resolve_steps(phrases, monday(48)).wrong == 2U);
}
