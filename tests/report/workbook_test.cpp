// Workbooks: the same bytes for the same answer, opened by LibreOffice, names as they were, and a sheet that
// our own forecast reader takes back.
#include "analysis/report/workbook.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "analysis/report/spreadsheet.hpp"
#include "scenarios/tables.hpp"
#include "tests/app/program_runner.hpp"
#include "tests/report/office.hpp"
#include "tests/report/sample_reports.hpp"

using namespace switchover;
using namespace switchover::test;

namespace {

bool holds(const Table& table, const std::string& cell) {
  for (const auto& row : table) {
    for (const std::string& one : row) {
      if (one == cell) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("names of sheets: at most 31 characters, none that are forbidden, each once") {
  using spreadsheet::sheet_names;
  const std::string long_name(40, 'a');
  const auto names =
      sheet_names({"Verdict", "verdict", "a/b:c?", long_name, long_name, "", "'quoted'", "History"});
  CHECK(names == std::vector<std::string>{"Verdict", "verdict (2)", "a-b-c-", std::string(31, 'a'),
                                          std::string(27, 'a') + " (2)", "Sheet ", "-quoted-",
                                          "Sheet History"});
  // 31 units of UTF-16: a telephone takes two of them, and is never cut in half.
  std::string telephones;
  for (int k = 0; k < 20; ++k) telephones += "\xF0\x9F\x93\x9E";
  CHECK(sheet_names({telephones}).front().size() == 4 * 15);
}

TEST_CASE("a workbook is the same to the byte whenever it is written") {
  const Expected<std::string> run = run_workbook(sample_report("billing"));
  const Expected<std::string> plans = comparison_workbook(sample_comparison("late"));
  REQUIRE(run.ok());
  REQUIRE(plans.ok());
  CHECK(run.value().substr(0, 4) == "PK\x03\x04");
  std::this_thread::sleep_for(std::chrono::milliseconds(2100));  // a ZIP counts time in two seconds
  const bool same = run_workbook(sample_report("billing")).value() == run.value();
  CHECK(same);
  const bool same_plans = comparison_workbook(sample_comparison("late")).value() == plans.value();
  CHECK(same_plans);
  const bool differs = run_workbook(sample_report("support")).value() != run.value();
  CHECK(differs);
}

TEST_CASE("a workbook of next to nothing can be made, and one of too much is refused") {
  CHECK(run_workbook(ReportModel{}).ok());
  PlanComparison plans;
  plans.plans.resize(1);
  CHECK(comparison_workbook(plans).ok());
  spreadsheet::Workbook book;
  book.sheets.resize(1);
  book.sheets[0].name = "wide";
  book.sheets[0].rows.resize(1);
  book.sheets[0].rows[0].assign(16'385, spreadsheet::text("x"));  // a sheet has 16,384 columns
  const Expected<std::string> wide = spreadsheet::xlsx_bytes(book);
  REQUIRE_FALSE(wide.ok());
  CHECK(wide.problems().front().what.find("the workbook cannot be made") == 0);
}

TEST_CASE("LibreOffice opens the workbook of a run: text is text, numbers are numbers") {
  if (!has_office()) return;
  auto sheets = sheets_of(run_workbook(sample_report(hostile_name)).value());
  for (const char* name :
       {"Verdict", "Comparison", "Intervals", "Charts", "Assumptions", "Inputs", "WFM import"}) {
    INFO(name);
    CHECK(sheets.count(name) == 1);
  }
  CHECK(holds(sheets["Verdict"], "NO"));
  CHECK(holds(sheets["Verdict"], hostile_name + " day"));
  CHECK(holds(sheets["Verdict"], "61.0%"));
  CHECK(holds(sheets["Comparison"], "worse"));
  CHECK(holds(sheets["Comparison"], "never"));  // infinity
  CHECK(holds(sheets["Comparison"], "-38.6 pts"));
  CHECK(holds(sheets["Intervals"], hostile_name));  // a formula would show what it comes to
  CHECK(holds(sheets["Intervals"], "08:30"));
  CHECK(holds(sheets["Intervals"], "2026-03-02"));
  CHECK(holds(sheets["Assumptions"], "monday.toml:30:8"));
  CHECK(holds(sheets["Assumptions"], "above 7 m: YES"));
}

TEST_CASE("LibreOffice opens the workbook of a comparison") {
  if (!has_office()) return;
  auto sheets = sheets_of(comparison_workbook(sample_comparison(hostile_name)).value());
  CHECK(holds(sheets["Verdict"], "YES"));
  CHECK(holds(sheets["Comparison"], hostile_name));
  CHECK(holds(sheets["Comparison"], "best"));
  CHECK(holds(sheets["Comparison"], "-3,316.0"));
  CHECK(holds(sheets["Figures"], "6,358"));
  CHECK(holds(sheets["What differs"], "21:00"));
}

TEST_CASE("the sheet for workforce management comes back through the forecast reader") {
  if (!has_office()) return;
  const ReportModel report = sample_report(hostile_name);
  const TemporaryFolder place;
  write_text(place / "forecast.csv", sheet_csv(run_workbook(report).value(), "WFM import"));
  TableSource source;
  source.path = source.shown = place / "forecast.csv";
  std::vector<Problem> lints;
  const Calendar calendar{{2026, 3, 2, 8, 0, 0}, Duration::whole_seconds(5400), ""};
  const Expected<ForecastTable> read = read_forecast(source, calendar, lints);
  if (!read.ok()) FAIL(to_string(read.problems().front()));
  REQUIRE(read.value().rows.size() == 6);
  CHECK(read.value().rows_outside == 0);
  CHECK(read.value().offered_total == Approx(100 + 101 + 102 + 50 + 51 + 52).epsilon(1e-12));
  double handled = 0, seconds = 0;
  bool named = false;
  for (const ForecastRow& row : read.value().rows) {
    handled += row.handled.value_or(0);
    seconds += row.handled.value_or(0) * row.aht_s.value_or(0);
    named = named || row.queue == hostile_name;
    CHECK(row.length == Duration::whole_seconds(1800));
  }
  CHECK(named);
  CHECK(handled == Approx(396).epsilon(1e-12));
  CHECK(seconds == Approx(396.0 * 240).epsilon(1e-12));
}
