#include "reference_rows.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

namespace switchover {

namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char letter : line) {
    if (letter == '"') {
      quoted = !quoted;
    } else if (letter == ',' && !quoted) {
      cells.emplace_back();
    } else if (letter != '\r') {
      cells.back() += letter;
    }
  }
  return cells;
}

}  // namespace

double ReferenceRow::number(const std::string& column) const {
  const std::string& cell = cells.at(column);
  char* end = nullptr;
  const double value = std::strtod(cell.c_str(), &end);
  REQUIRE(end != cell.c_str());
  return value;
}

std::vector<ReferenceRow> reference_rows(const std::string& file) {
  std::ifstream in(std::string(SWITCHOVER_SOURCE_DIR) + "/tests/reference/data/" + file);
  REQUIRE(in.good());
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> names = cells_of(line);
  std::vector<ReferenceRow> rows;
  while (std::getline(in, line)) {
    const std::vector<std::string> cells = cells_of(line);
    ReferenceRow row;
    for (std::size_t i = 0; i < names.size() && i < cells.size(); ++i) row.cells[names[i]] = cells[i];
    rows.push_back(row);
  }
  REQUIRE_FALSE(rows.empty());
  return rows;
}

std::map<std::string, double> steady_figures(const std::string& model) {
  std::map<std::string, double> figures;
  for (const ReferenceRow& row : reference_rows("ctmc_steady.csv"))
    if (row.text("model") == model) figures[row.text("metric")] = row.number("value");
  return figures;
}

}  // namespace switchover
