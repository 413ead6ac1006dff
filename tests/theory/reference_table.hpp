// Reads a table of reference answers: comma-separated, one header line, a text with commas in double quotes.
#pragma once
#include <cmath>
#include <cstddef>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace switchover {

using ReferenceRow = std::map<std::string, std::string>;

inline std::vector<std::string> cells_of(const std::string& line) {
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

inline std::vector<ReferenceRow> reference_table(const std::string& name) {
  std::ifstream file(std::string(SWITCHOVER_SOURCE_DIR) + "/tests/reference/data/" + name);
  std::string line;
  std::getline(file, line);
  const std::vector<std::string> names = cells_of(line);
  std::vector<ReferenceRow> rows;
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = cells_of(line);
    ReferenceRow row;
    for (std::size_t i = 0; i < names.size() && i < cells.size(); ++i) row[names[i]] = cells[i];
    rows.push_back(row);
  }
  return rows;
}

// Worst relative difference, differences up to 1e-25 not counted: there the reference is rounding noise.
inline double relative_difference(double value, double reference) {
  const double difference = std::abs(value - reference);
  if (difference <= 1e-25) return 0;
  return reference == 0 || !std::isfinite(difference) ? 1 : difference / std::abs(reference);
}

}  // namespace switchover
