// The tables of reference answers in tests/reference/data: comma-separated, one header line, text with commas
// in double quotes.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace switchover {

struct ReferenceRow {
  std::map<std::string, std::string> cells;
  const std::string& text(const std::string& column) const { return cells.at(column); }
  double number(const std::string& column) const;  // stops the test when it is not one
};
std::vector<ReferenceRow> reference_rows(const std::string& file);
// The metrics of one model of ctmc_steady.csv.
std::map<std::string, double> steady_figures(const std::string& model);

}  // namespace switchover
