// Damage that only a table can suffer. The shipped tables have no quoted cells, so a comma ends a cell.
#include <algorithm>
#include <sstream>

#include "tests/robust/damage.hpp"

namespace switchover::test {

namespace {

namespace fs = std::filesystem;
using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

Rows rows_of(const fs::path& file) {
  Rows rows;
  for (const std::string& line : lines_of(bytes_of(file))) {
    rows.emplace_back();
    std::istringstream cells(line + ",");
    for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
  }
  return rows;
}

void put_rows(const fs::path& file, const Rows& rows, const std::string& between = ",") {
  std::string text;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : between) + row[i];
    text += "\n";
  }
  put(file, text);
}

template <class Change>  // void (Rows&, Luck&)
void to_rows(const fs::path& file, Luck& luck, const Change& change) {
  Rows rows = rows_of(file);
  change(rows, luck);
  put_rows(file, rows);
}

std::string& any_cell(Rows& rows, Luck& luck) {
  Row& row = rows[1 + below(luck, rows.size() - 1)];
  return row[below(luck, row.size())];
}

void column_lost(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck& l) {
    const auto column = static_cast<std::ptrdiff_t>(below(l, rows.front().size()));
    for (Row& row : rows) row.erase(row.begin() + column);
  });
}
void columns_swapped(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck& l) {
    const std::size_t a = below(l, rows.front().size()), b = below(l, rows.front().size());
    for (Row& row : rows) std::swap(row[a], row[b]);
  });
}
void heading_changed(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck& l) { rows[0][below(l, rows[0].size())] = "something else"; });
}
void headings_alike(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck&) { rows[0][1] = rows[0][0]; });
}
void headings_lost(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck&) { rows.erase(rows.begin()); });
}
void only_headings(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck&) { rows.resize(1); });
}
void cells_swapped(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck& l) { std::swap(any_cell(rows, l), any_cell(rows, l)); });
}
void cell_emptied(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck& l) { any_cell(rows, l).clear(); });
}
void strange_cell(const fs::path& file, Luck& luck) {
  static const Row cells = {"=SUM(A1:A9)", "@cmd", "</script>", "12,5", "1.234.567,8", "12 %",
                            "1:00:00",     "0x1F", "--",        "true", "(300)",       "$5",
                            "billing\t",   " ",    "'435",      "4 35", "1e5"};
  to_rows(file, luck, [](Rows& rows, Luck& l) { any_cell(rows, l) = cells[below(l, cells.size())]; });
}
void cell_more(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck& l) { rows[1 + below(l, rows.size() - 1)].push_back("more"); });
}
void cell_fewer(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck& l) { rows[1 + below(l, rows.size() - 1)].resize(2); });
}
void quote_open(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck& l) { any_cell(rows, l).insert(0, "\""); });
}
void semicolons(const fs::path& file, Luck&) { put_rows(file, rows_of(file), ";"); }
void tabs(const fs::path& file, Luck&) { put_rows(file, rows_of(file), "\t"); }
void spaces(const fs::path& file, Luck&) { put_rows(file, rows_of(file), " "); }
void shuffled(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck& l) {
    for (std::size_t i = rows.size() - 1; i > 1; --i) std::swap(rows[i], rows[1 + below(l, i)]);
  });
}
void total_row(const fs::path& file, Luck&) { put(file, bytes_of(file) + "Total,,,,,99999,99999,99999\n"); }
void title_rows(const fs::path& file, Luck&) {
  put(file, "Report of the week\n\nAll queues\n" + bytes_of(file));
}
void a_million_commas(const fs::path& file, Luck&) {
  put(file, bytes_of(file) + std::string(1'000'000, ',') + "\n");
}
void a_million_empty_lines(const fs::path& file, Luck&) {
  put(file, bytes_of(file) + std::string(1'000'000, '\n'));
}
void long_cell(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck& l) { any_cell(rows, l).append(2'000'000, '9'); });
}
void all_cells_alike(const fs::path& file, Luck& luck) {
  to_rows(file, luck, [](Rows& rows, Luck&) {
    for (Row& row : rows) std::fill(row.begin(), row.end(), "billing");
  });
}

}  // namespace

const std::vector<Damage>& damage_to_tables() {
  static const std::vector<Damage> kinds = {
      {"column lost", column_lost},
      {"columns swapped", columns_swapped},
      {"heading changed", heading_changed},
      {"headings alike", headings_alike},
      {"headings lost", headings_lost},
      {"only headings", only_headings},
      {"cells swapped", cells_swapped},
      {"cell emptied", cell_emptied},
      {"strange cell", strange_cell},
      {"cell more", cell_more},
      {"cell fewer", cell_fewer},
      {"quote open", quote_open},
      {"semicolons", semicolons},
      {"tabs", tabs},
      {"spaces", spaces},
      {"shuffled", shuffled},
      {"total row", total_row},
      {"title rows", title_rows},
      {"a million commas", a_million_commas},
      {"a million empty lines", a_million_empty_lines},
      {"long cell", long_cell},
      {"all cells alike", all_cells_alike},
  };
  return kinds;
}

}  // namespace switchover::test
