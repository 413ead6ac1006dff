// Every file that is left behind passes its own reader, whatever the names in the scenario are.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "analysis/report/output_schema.hpp"
#include "scenarios/csv_file.hpp"
#include "tests/app/program_runner.hpp"
#include "tests/report/office.hpp"
#include "tests/report/schema_complaints.hpp"

using namespace switchover;
using namespace switchover::test;

namespace {

// What a name may be. Commas, quotes, brackets and line breaks are refused in names (tests/robust); a
// sentence may hold all but the last.
const std::vector<std::string> queues = {"=SUM(A1)",
                                         "</script>",
                                         "it's",
                                         "a|b;c",
                                         "\xCE\x95\xCE\xBB\xCE\xBB\xCE\xB7",
                                         "\xE5\xAE\xA2\xE6\x9C\x8D",
                                         "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8"};
const std::string sentence = "a, b; \"c\" =SUM(A1) </script> | \xE5\xAE\xA2";

std::string in_toml(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) quoted += (c == '"' || c == '\\') ? std::string("\\") + c : std::string(1, c);
  return quoted + "\"";
}

std::string hostile_scenario(int agents) {
  std::string text = "schema = 1\nname = " + in_toml(sentence) + "\nquestion = " + in_toml("=" + sentence) +
                     "\nstart = 2026-03-02T08:00:00\nlength = \"1h\"\nruns = 10\n[platform.main]\n";
  for (const std::string& queue : queues) {
    text += "[queue." + in_toml(queue) + "]\ntalk = { mean = \"60s\", source = " + in_toml(sentence) +
            " }\npromise = \"80% in 20s\"\ncalls_per_hour = 60\n[group." + in_toml(queue + "!") +
            "]\nagents = " + std::to_string(agents) + "\nskills = [{ queue = " + in_toml(queue) + " }]\n";
  }
  text += "[[event]]\nname = " + in_toml(sentence) +
          "\nwhat = \"more calls\"\nfrom = \"08:00\"\nto = \"close\"\nby = \"10%\"\n[expect]\nmust = [\"mean "
          "never_served_rate <= 99% over day\"]\nwarn = [\"mean service_level[it's] >= 100% over day\"]\n";
  return text;
}

// The cells of a file of ours as our own reader cuts them, all rows as wide as the first.
std::vector<std::vector<std::string>> cells_of(const std::string& path) {
  const auto file = read_csv_file(path, path, {});
  if (!file) FAIL(to_string(file.problems().front()));
  std::vector<std::vector<std::string>> rows;
  for (std::size_t line = 0; line < file.value().size(); ++line) {
    std::vector<CsvCell> cells;
    const std::string wrong = split_cells(file.value().text(line), ',', cells);
    if (!wrong.empty()) FAIL(wrong << ": " << file.value().text(line));
    rows.emplace_back();
    for (const CsvCell& cell : cells) rows.back().push_back(cell.text);
    if (rows.back().size() != rows.front().size())
      FAIL("a row of another width: " << file.value().text(line));
  }
  return rows;
}

// Rows of a Markdown table that stand together have equally many cells.
void check_markdown_tables(const std::string& page) {
  std::istringstream lines(page);
  std::size_t width = 0, tables = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('|')) {
      width = 0;
      continue;
    }
    std::size_t bars = 0;
    for (std::size_t i = 0; i < line.size(); ++i) bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\');
    if (width == 0) ++tables;
    if (width != 0 && bars != width) FAIL_CHECK("a broken table: " << line);
    width = bars;
  }
  CHECK(tables >= 1);
}

std::set<std::string> without_quote(const std::vector<std::vector<std::string>>& rows, std::size_t column,
                                    const std::string& kind, std::size_t kind_column) {
  std::set<std::string> names;
  for (const auto& row : rows) {
    if (row[kind_column] != kind) continue;
    const std::string& name = row[column];
    names.insert(name.starts_with('\'') ? name.substr(1) : name);
  }
  return names;
}

}  // namespace

TEST_CASE("every file of a run passes its reader, with names that are formulas, markup or not Latin") {
  const TemporaryFolder place;
  write_text(place / "hostile.toml", hostile_scenario(2));
  const Ran ran = run_switchover({"run", "hostile.toml", "--out", "out", "--junit", "junit.xml", "--quiet"},
                                 place.path());
  INFO(ran.err);
  REQUIRE(ran.code == 0);
  const auto rows = cells_of(place / "out/intervals.csv");
  REQUIRE(rows.size() > 100);
  CHECK(without_quote(rows, 3, "queue", 2) == std::set<std::string>(queues.begin(), queues.end()));
  CHECK(schema_complaints(summary_schema(), file_text(place / "out/summary.json")) == "");
  const std::string junit = file_text(place / "junit.xml");
  CHECK(junit_complaints(junit) == "");
  CHECK(junit.find("failures=\"0\"") != std::string::npos);
  CHECK(junit.find("WARN") != std::string::npos);
  check_markdown_tables(file_text(place / "out/verdict.md"));
  const std::string book = file_text(place / "out/report.xlsx");
  REQUIRE(book.substr(0, 2) == "PK");
  if (!has_office()) return;
  const auto sheets = sheets_of(book);
  REQUIRE(sheets.count("Intervals") == 1);
  std::set<std::string> shown;
  for (const auto& row : sheets.at("Intervals")) shown.insert(row.front());
  shown.erase("Queue");
  CHECK(shown == std::set<std::string>(queues.begin(), queues.end()));
}

TEST_CASE("every file of a comparison passes its reader, with the same hostile names") {
  const TemporaryFolder place;
  write_text(place / "=few.toml", hostile_scenario(1));
  write_text(place / "a,b.toml", hostile_scenario(2));
  const Ran ran = run_switchover(
      {"compare", "=few.toml", "a,b.toml", "--out", "out", "--junit", "junit.xml", "--quiet", "--runs", "10"},
      place.path());
  INFO(ran.err);
  REQUIRE((ran.code == 0 || ran.code == 3));
  const auto rows = cells_of(place / "out/compare.csv");
  REQUIRE(rows.size() > 10);
  CHECK(without_quote(rows, 0, "mean", 1) == std::set<std::string>{"=few", "a,b"});
  CHECK(schema_complaints(comparison_schema(), file_text(place / "out/compare.json")) == "");
  const std::string junit = file_text(place / "junit.xml");
  CHECK(junit_complaints(junit) == "");
  CHECK(junit.find("<testsuite name=\"=few\"") != std::string::npos);
  CHECK(junit.find("<testsuite name=\"a,b\"") != std::string::npos);
  check_markdown_tables(file_text(place / "out/compare.md"));
  const std::string book = file_text(place / "out/compare.xlsx");
  REQUIRE(book.substr(0, 2) == "PK");
  if (!has_office()) return;
  const auto sheets = sheets_of(book);
  REQUIRE(sheets.count("Figures") == 1);
  std::set<std::string> plans;
  for (const auto& row : sheets.at("Figures")) plans.insert(row.at(3));
  CHECK(plans == std::set<std::string>{"Plan", "=few", "a,b"});
}

TEST_CASE("the workbook and the JUnit file of a run do not depend on the number of workers") {
  const TemporaryFolder place;
  write_text(place / "hostile.toml", hostile_scenario(2));
  for (const char* workers : {"1", "2"}) {
    const std::string name = workers;
    REQUIRE(run_switchover({"run", "hostile.toml", "--out", "out" + name, "--junit", name + ".xml", "--quiet",
                            "--workers", workers},
                           place.path())
                .code == 0);
  }
  for (const char* pair : {".xml", "/report.xlsx"}) {
    const bool folder = std::string(pair).front() == '/';
    const std::string before = folder ? "out" : "";
    const std::string one = file_text(place / (before + "1" + pair));
    CHECK(one.size() > 500);
    const bool same = one == file_text(place / (before + "2" + pair));
    CHECK(same);
  }
}

TEST_CASE("JUnit of several scenarios: what cannot be read is an error beside what can") {
  const TemporaryFolder place;
  write_text(place / "good.toml", hostile_scenario(2));
  write_text(place / "bad.toml", "schema = 1\nsurprise = 2\n");
  const Ran ran =
      run_switchover({"run", "good.toml", "bad.toml", "--junit", "deep/junit.xml", "--quiet"}, place.path());
  CHECK(ran.code == 2);
  CHECK(ran.err.find("bad.toml:2:") != std::string::npos);
  CHECK(ran.out.find("VERDICT  YES") == 0);
  const std::string junit = file_text(place / "deep/junit.xml");
  CHECK(junit_complaints(junit) == "");
  CHECK(junit.find("tests=\"3\" failures=\"0\" errors=\"1\"") != std::string::npos);
  // Without a report, nothing is simulated.
  const Ran plain = run_switchover({"run", "good.toml", "bad.toml", "--quiet"}, place.path());
  CHECK(plain.code == 2);
  CHECK(plain.out.empty());
}

TEST_CASE("a JUnit file that cannot be written is told: 74") {
  const TemporaryFolder place;
  write_text(place / "good.toml", hostile_scenario(2));
  write_text(place / "taken", "");
  for (const char* path : {".", "taken/junit.xml", "folder/"}) {
    INFO(path);
    const Ran ran = run_switchover({"run", "good.toml", "--quiet", "--junit", path}, place.path());
    CHECK(ran.code == 74);
    CHECK(ran.out.empty());  // told before anything is simulated
  }
  const Ran full = run_switchover({"run", "good.toml", "--quiet", "--junit", "/dev/full"}, place.path());
  CHECK(full.code == 74);
  CHECK(full.err.find("cannot be written") != std::string::npos);
  const Ran kept =
      run_shell("echo old > junit.xml; ln -s junit.xml link.xml; " + quoted_for_shell(SWITCHOVER_PROGRAM) +
                    " run good.toml --quiet --junit link.xml; test -L link.xml",
                place.path());
  CHECK(kept.code == 0);
  CHECK(file_text(place / "junit.xml").starts_with("<?xml"));
  CHECK(place.entries() == std::vector<std::string>{"good.toml", "junit.xml", "link.xml", "taken"});
}

TEST_CASE("switchover schema prints the schemas of what is written") {
  CHECK(run_switchover({"schema", "summary"}).out == summary_schema());
  CHECK(run_switchover({"schema", "comparison"}).out == comparison_schema());
  CHECK(run_switchover({"schema", "surprise"}).code == 64);
}

TEST_CASE("outputs of the library keep their schemas: incidents, fixes, plans, sweeps") {
  const TemporaryFolder place;
  const std::string library = std::string(SWITCHOVER_SOURCE_DIR) + "/scenarios/library/";
  const auto leaves = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--quiet", "--runs", "2", "--out", place / "out"});
    const Ran ran = run_switchover(arguments);
    INFO(ran.err);
    REQUIRE((ran.code == 0 || ran.code == 1 || ran.code == 3));
  };
  for (const char* name : {"crm-brownout", "voice-incident-2025-03-31", "dc-outage"}) {
    INFO(name);
    leaves({"run", library + name + "/scenario.toml", "--junit", place / "junit.xml"});
    CHECK(schema_complaints(summary_schema(), file_text(place / "out/summary.json")) == "");
    CHECK(junit_complaints(file_text(place / "junit.xml")) == "");
    check_markdown_tables(file_text(place / "out/verdict.md"));
  }
  leaves({"compare", library + "compare-failback/compare.toml", "--junit", place / "plans.xml"});
  CHECK(schema_complaints(comparison_schema(), file_text(place / "out/compare.json")) == "");
  CHECK(junit_complaints(file_text(place / "plans.xml")) == "");
  leaves({"sweep", library + "quiet-monday/scenario.toml", "--set", "queue.billing.talk=200s,240s"});
  CHECK(schema_complaints(comparison_schema(), file_text(place / "out/sweep.json")) == "");
}
