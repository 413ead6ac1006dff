#include "scenarios/csv_values.hpp"

#include <catch2/catch.hpp>

using namespace switchover;

namespace {

constexpr DecimalMark unknown = DecimalMark::unknown, point = DecimalMark::point, comma = DecimalMark::comma;

double number(const std::string& text, DecimalMark mark = unknown) {
  const CellReading<double> reading = read_number(text, mark);
  INFO(text << " " << reading.wrong);
  REQUIRE(reading.value.has_value());
  return *reading.value;
}
std::string wrong(const std::string& text, ValueKind kind = ValueKind::count, DecimalMark mark = unknown) {
  const CellReading<double> reading = read_value(text, kind, mark);
  if (reading.value) return "read as " + std::to_string(*reading.value);
  return refusal("offered", text, reading.wrong) + (reading.hint.empty() ? "" : "; " + reading.hint);
}
double value(const std::string& text, ValueKind kind) {
  const CellReading<double> reading = read_value(text, kind, unknown);
  INFO(text << " " << reading.wrong);
  REQUIRE(reading.value.has_value());
  return *reading.value;
}

}  // namespace

TEST_CASE("numbers are read with either decimal mark") {
  CHECK(number("0") == 0);
  CHECK(number("12") == 12);
  CHECK(number(" +12 ") == 12);
  CHECK(number("12.5") == 12.5);
  CHECK(number("12,5") == 12.5);
  CHECK(number("0,125") == 0.125);
  CHECK(number("0.125") == 0.125);
  CHECK(number(".5") == 0.5);
  CHECK(number("1e3") == 1000);
  CHECK(number("1.5E+2") == 150);
  CHECK(number("-3") == -3);
  CHECK(number("\xE2\x88\x92"
               "3") == -3);
}

TEST_CASE("separators of thousands are read where they are unambiguous") {
  CHECK(number("1,234.5") == 1234.5);
  CHECK(number("1.234,5") == 1234.5);
  CHECK(number("1,234,567") == 1234567);
  CHECK(number("1.234.567") == 1234567);
  CHECK(number("1 234,5") == 1234.5);
  CHECK(number("1\xC2\xA0"
               "234") == 1234);
  CHECK(number("1'234.5") == 1234.5);
  CHECK(number("1234,567") == 1234.567);
  CHECK(number("1,234", point) == 1234);
  CHECK(number("1,234", comma) == 1.234);
  CHECK(number("1.234", point) == 1.234);
  CHECK(number("1.234", comma) == 1234);
  CHECK(wrong("1.234") ==
        "offered \"1.234\" can be read as 1234 or as 1.234; write it without a separator of thousands");
  CHECK(wrong("1,234") ==
        "offered \"1,234\" can be read as 1234 or as 1.234; write it without a separator of thousands");
  CHECK(wrong("12,34,567") ==
        "offered \"12,34,567\" is not a number; write it without separators of thousands");
  CHECK(wrong("1,234.567.8") ==
        "offered \"1,234.567.8\" is not a number; write it without separators of thousands");
}

TEST_CASE("a number tells its decimal mark, or does not") {
  CHECK(decimal_mark_of("12.5") == point);
  CHECK(decimal_mark_of("12,5") == comma);
  CHECK(decimal_mark_of("12,5 %") == comma);
  CHECK(decimal_mark_of("1.234.567") == comma);
  CHECK(decimal_mark_of("1,234.5") == point);
  CHECK(decimal_mark_of("1.234") == unknown);
  CHECK(decimal_mark_of("12") == unknown);
  CHECK(decimal_mark_of("02.03.2026") == unknown);
}

TEST_CASE("what is no number is refused with what to write") {
  const std::string hint = "; write 0 where there were no calls";
  CHECK(wrong("n/a") == "offered \"n/a\" is not a number" + hint);
  CHECK(wrong("") == "offered is empty" + hint);
  CHECK(wrong("  ") == "offered \"  \" is empty" + hint);
  for (const std::string text :
       {"nan", "NaN", "inf",   "-inf", "Infinity", "-",   "+",    ".",     ",",     "5.",     "0x10",
        "12a", "1e",  "1e5.5", "e5",   "--1",      "1 2", "1 23", "12 34", "#REF!", "1e99999"}) {
    CHECK(wrong(text) == "offered \"" + text + "\" is not a number" + hint);
  }
  CHECK(wrong("-1") == "offered \"-1\" is negative" + hint);
  CHECK(wrong("1e999") == "offered \"1e999\" is out of range" + hint);
  CHECK(wrong("10000001") ==
        "offered \"10000001\" is more than 10,000,000 calls in one interval; check the column, its "
        "unit and the decimal mark");
  CHECK(value("10000000", ValueKind::count) == 1e7);
  CHECK(wrong(std::string(80, '9')).find("is not a number") != std::string::npos);
}

TEST_CASE("durations are seconds, or hours, minutes and seconds") {
  CHECK(value("312", ValueKind::duration) == 312);
  CHECK(value("312.5", ValueKind::duration) == 312.5);
  CHECK(value("312s", ValueKind::duration) == 312);
  CHECK(value("5:12", ValueKind::duration) == 312);
  CHECK(value("0:05:12", ValueKind::duration) == 312);
  CHECK(value("00:05:12,5", ValueKind::duration) == 312.5);
  CHECK(value("1:00:00", ValueKind::duration) == 3600);
  CHECK(value("75:12", ValueKind::duration) == 4512);
  CHECK(value("30:00:00", ValueKind::duration) == 108000);
  CHECK(value("5.2", ValueKind::minutes) == 312);
  CHECK(value("5:12", ValueKind::minutes) == 312);
  CHECK(value("604800", ValueKind::duration) == 604800);
  CHECK(value("604801", ValueKind::seconds_sum) == 604801);
  const std::string hint = "; write seconds such as 312, or h:mm:ss such as 0:05:12";
  for (const std::string text : {"5:60", "0:60:00", "5:1:2:3", ":12", "5:", "1:-2", "5:12:", "5m"}) {
    CHECK(wrong(text, ValueKind::duration) == "offered \"" + text + "\" is not a number" + hint);
  }
  CHECK(wrong("604801", ValueKind::duration) ==
        "offered \"604801\" is more than a week; check the column, its unit and the decimal mark");
}

TEST_CASE("shares and per cent") {
  CHECK(value("85%", ValueKind::share) == Approx(0.85));
  CHECK(value("85,5 %", ValueKind::share) == Approx(0.855));
  CHECK(value("0.85", ValueKind::share) == 0.85);
  CHECK(value("1", ValueKind::share) == 1);
  CHECK(value("85", ValueKind::percent) == Approx(0.85));
  CHECK(value("85%", ValueKind::percent) == Approx(0.85));
  CHECK(wrong("85", ValueKind::share) ==
        "offered \"85\" is more than 100%; write 85% or 0.85, or name the column service_level_percent");
  CHECK(wrong("101%", ValueKind::percent) ==
        "offered \"101%\" is more than 100%; check the column, its unit and the decimal mark");
  CHECK(wrong("%", ValueKind::share) == "offered \"%\" is empty; write a share such as 85% or 0.85");
}

TEST_CASE("factors stay within reason") {
  CHECK(value("1.2", ValueKind::factor) == 1.2);
  CHECK(wrong("0", ValueKind::factor) == "offered \"0\" is less than 0.01; write a factor such as 1.2");
  CHECK(wrong("101", ValueKind::factor) ==
        "offered \"101\" is more than 100; check the column, its unit and the decimal mark");
}
