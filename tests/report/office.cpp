#include "tests/report/office.hpp"

#include <catch2/catch.hpp>

#include "scenarios/csv_file.hpp"
#include "tests/app/program_runner.hpp"

namespace switchover::test {

namespace {

// name.xlsx becomes name-SHEET.csv for every sheet.
std::map<std::string, std::string> csv_of_sheets(const std::string& workbook_bytes) {
  const TemporaryFolder place;
  write_text(place / "book.xlsx", workbook_bytes);
  const Ran ran = run_shell("timeout 120 soffice --headless -env:UserInstallation=file://" + place.path() +
                                "/profile --convert-to 'csv:Text - txt - csv "
                                "(StarCalc):44,34,76,1,,0,false,true,true,false,false,-1' "
                                "--outdir csv book.xlsx",
                            place.path());
  INFO(ran.out << ran.err);
  REQUIRE(ran.code == 0);
  std::map<std::string, std::string> sheets;
  const Ran names = run_shell("ls csv", place.path());
  std::size_t from = 0;
  while (from < names.out.size()) {
    const std::size_t to = names.out.find('\n', from);
    const std::string name = names.out.substr(from, to - from);
    if (name.starts_with("book-") && name.ends_with(".csv")) {
      sheets[name.substr(5, name.size() - 9)] = file_text(place / ("csv/" + name));
    }
    from = to == std::string::npos ? names.out.size() : to + 1;
  }
  return sheets;
}

}  // namespace

bool has_office() {
  if (run_shell("command -v soffice").code == 0) return true;
  WARN("LibreOffice is not installed: the workbook is not opened (apt install libreoffice-calc-nogui)");
  return false;
}

std::string sheet_csv(const std::string& workbook_bytes, const std::string& sheet) {
  const auto sheets = csv_of_sheets(workbook_bytes);
  const auto found = sheets.find(sheet);
  return found == sheets.end() ? std::string{} : found->second;
}

std::map<std::string, Table> sheets_of(const std::string& workbook_bytes) {
  std::map<std::string, Table> tables;
  for (const auto& [name, text] : csv_of_sheets(workbook_bytes)) {
    Table& table = tables[name];
    const auto file = csv_from_bytes(text, name);
    if (!file) continue;  // a sheet of charts only
    for (std::size_t line = 0; line < file.value().size(); ++line) {
      std::vector<CsvCell> cells;
      const std::string wrong = split_cells(file.value().text(line), ',', cells);
      INFO(name << ": " << file.value().text(line));
      REQUIRE(wrong.empty());
      table.emplace_back();
      for (const CsvCell& cell : cells) table.back().push_back(cell.text);
    }
  }
  return tables;
}

std::string junit_complaints(const std::string& xml) {
  const TemporaryFolder place;
  write_text(place / "junit.xml", xml);
  const Ran ran = run_shell(
      "xmllint --noout --schema " +
          quoted_for_shell(std::string(SWITCHOVER_SOURCE_DIR) + "/tests/report/junit.xsd") + " junit.xml",
      place.path());
  return ran.code == 0 ? std::string{} : ran.err + ran.out + "xmllint: " + std::to_string(ran.code);
}

}  // namespace switchover::test
