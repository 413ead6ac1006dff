// TableFile: a CSV file whose columns have found their names. Title rows, blank rows, repeated headings and
// total rows are gone; rows that cannot be cut into cells are problems.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/csv_file.hpp"
#include "scenarios/csv_values.hpp"
#include "scenarios/layouts.hpp"

namespace switchover {

class TableFile {
 public:
  // Reads the file and binds the columns. Lints: headings that look like a misspelt column of ours.
  static Expected<TableFile> open(const TableSource& source, const Layout& layout, Problems& lints);

  const std::string& shown() const { return file_.shown(); }
  std::size_t size() const { return rows_.size(); }
  void load(std::size_t row);         // makes it the current row
  int line() const { return line_; }  // of the current row
  Place place(int column = 0) const { return {file_.shown(), line_, column}; }

  int column(std::string_view name) const;  // index of the column bound to our name, -1: there is none
  bool has(std::string_view name) const { return column(name) >= 0; }
  int width() const { return static_cast<int>(header_.size()); }  // columns, bound or not
  // Of the current row, where a row may end early.
  std::string text_or_nothing(int column) const {
    return column < static_cast<int>(cells_.size()) ? text(column) : std::string();
  }
  const CsvCell& cell(int column) const { return cells_[static_cast<std::size_t>(column)]; }
  const std::string& text(int column) const { return cell(column).text; }
  std::string heading(int column) const;            // as the file calls it, for messages
  int header_line() const { return header_line_; }  // 0: the file has none
  std::string headings() const;                     // `"a", "b", "c"`, for messages

  // The number in a cell of the current row. Nothing when it is empty or "-" and may be, or refused (then a
  // problem).
  std::optional<double> number(int column, ValueKind kind, bool may_be_empty, ProblemList& problems) const;

  ProblemList take_trouble() { return std::move(trouble_); }  // of rows that are left out

 private:
  struct Header {
    std::size_t line = 0;
    char delimiter = ',';
    int matches = 0;
    std::size_t cells = 0;
  };
  explicit TableFile(CsvFile file) : file_(std::move(file)), trouble_(file_.shown()) {}
  void find_header(const TableSource& source, const Layout& layout);
  void bind_mapped(const TableSource& source, const Layout& layout, ProblemList& problems);
  void bind_found(const Layout& layout, ProblemList& problems);
  int find_heading(const std::string& wanted) const;
  void note_near_misses(const Layout& layout, Problems& lints) const;
  void scan_rows(const Layout& layout);
  bool is_total(const std::vector<CsvCell>& cells) const;
  std::size_t first_data_line() const;

  CsvFile file_;
  char delimiter_ = ',';
  int header_line_ = 0;
  std::size_t header_at_ = 0;  // index in file_, when header_line_ > 0
  std::vector<CsvCell> header_;
  std::map<std::string, int, std::less<>> bound_;  // our name -> index of the column
  std::vector<std::size_t> rows_;                  // indices in file_
  DecimalMark mark_ = DecimalMark::unknown;
  std::vector<CsvCell> cells_;
  int line_ = 0;
  ProblemList trouble_;
};

}  // namespace switchover
