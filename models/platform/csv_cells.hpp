// CSV text as cells that know their place (RFC 4180: quotes around commas, quotes and line breaks). For the
// timeline's own small files; the planners' exports are read in scenarios/.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace switchover {

struct CsvPlace {
  int line = 0, column = 0;  // counted from 1, in bytes; 0: not known
};
struct CsvCell {
  std::string text;  // without its quotes; spaces around a cell without quotes are gone
  CsvPlace place;    // where the cell begins
};
struct CsvRow {
  int line = 0;
  std::vector<CsvCell> cells;
};
struct CsvText {
  std::vector<CsvRow> rows;            // empty lines and lines that begin with # are left out
  std::optional<CsvPlace> open_quote;  // of a quote that is never closed; the rows end before it
};

// Accepts a byte-order mark, line ends of all three kinds, and a last line without one.
CsvText split_csv(std::string_view text);

// The text as one cell: with quotes where it needs them, so that split_csv gives it back unchanged.
std::string csv_cell(const std::string& text);

}  // namespace switchover
