#include "scenarios/table_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "sim/joined.hpp"

namespace switchover {

namespace {

constexpr std::size_t header_within = 30;  // lines with text in which the heading row is sought

Place source_place(const TableSource& source) {
  return source.named_at.file.empty() ? Place{source.shown, 0, 0} : source.named_at;
}

// "3" = the third column, counted from 1; 0 when the text is no such number.
int position_in(const std::string& wanted) {
  int position = 0;
  const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), position);
  if (error != std::errc() || end != wanted.data() + wanted.size()) return 0;
  return position >= 1 && position <= static_cast<int>(most_table_columns) ? position : 0;
}

std::vector<std::string> names_of(const Layout& layout) {
  std::vector<std::string> names;
  for (const ColumnSpec& column : layout.columns) names.push_back(column.name);
  return names;
}

std::string did_you_mean(const std::string& near, const std::string& otherwise) {
  return near.empty() ? otherwise : fmt::format("did you mean \"{}\"?", near);
}

bool only_positions(const TableSource& source) {
  return !source.columns.empty() &&
         std::all_of(source.columns.begin(), source.columns.end(),
                     [](const auto& entry) { return position_in(entry.second) > 0; });
}

bool begins_with_word(const std::string& key, std::string_view word) {
  return key.substr(0, word.size()) == word && (key.size() == word.size() || key[word.size()] == '_');
}

}  // namespace

Expected<TableFile> TableFile::open(const TableSource& source, const Layout& layout, Problems& lints) {
  ProblemList problems(source.shown);
  for (const auto& [ours, theirs] : source.columns) {
    if (find_column(layout, ours) != nullptr) continue;
    const std::vector<std::string> names = names_of(layout);
    problems.add({source_place(source),
                  fmt::format("columns: {} is not a column of this table", in_quotes(ours)),
                  did_you_mean(nearest_name(ours, names), "its columns are " + joined(names))});
  }
  Expected<CsvFile> file = read_csv_file(source.path, source.shown, source.named_at);
  if (!file) {
    for (const Problem& problem : file.problems()) problems.add(problem);
    return problems.take();
  }
  if (!problems.empty()) return problems.take();
  TableFile table(std::move(file).value());
  table.find_header(source, layout);
  if (table.header_line_ == 0 && !only_positions(source)) {
    const std::vector<std::string> names = names_of(layout);
    return problem_at(Place{source.shown, table.file_.number(table.header_at_), 0},
                      fmt::format("no row of column headings found; this one has {}", table.headings()),
                      "name the columns in columns = { ... }; they are " + joined(names));
  }
  table.bind_mapped(source, layout, problems);
  table.bind_found(layout, problems);
  if (!problems.empty()) return problems.take();
  table.note_near_misses(layout, lints);
  table.scan_rows(layout);
  return table;
}

// The line and the delimiter under which most headings are known.
void TableFile::find_header(const TableSource& source, const Layout& layout) {
  std::vector<std::string> wanted;
  for (const auto& [ours, theirs] : source.columns) wanted.push_back(heading_key(theirs));
  std::string delimiters = file_.delimiter_said() != 0 ? std::string(1, file_.delimiter_said()) : ",;\t|";
  Header best;
  std::vector<CsvCell> cells;
  for (std::size_t i = 0; i < std::min(header_within, file_.size()); ++i) {
    for (const char delimiter : delimiters) {
      if (!split_cells(file_.text(i), delimiter, cells).empty()) continue;
      int matches = 0;
      for (const CsvCell& cell : cells) {
        const std::string key = heading_key(cell.text);
        const bool mapped = std::find(wanted.begin(), wanted.end(), key) != wanted.end();
        if (!key.empty() && ((mapped && position_in(key) == 0) || find_column(layout, key) != nullptr))
          ++matches;
      }
      const bool better = matches > best.matches || (best.matches == 0 && cells.size() > best.cells);
      if (better) best = {i, delimiter, matches, cells.size()};
    }
  }
  delimiter_ = best.delimiter;
  split_cells(file_.text(best.line), delimiter_, header_);
  header_at_ = best.line;
  if (best.matches > 0) header_line_ = file_.number(best.line);
}

int TableFile::find_heading(const std::string& wanted) const {
  for (const CsvCell& cell : header_) {
    if (cell.text == wanted) return cell.column - 1;
  }
  const std::string key = heading_key(wanted);
  for (const CsvCell& cell : header_) {
    if (!key.empty() && heading_key(cell.text) == key) return cell.column - 1;
  }
  return -1;
}

void TableFile::bind_mapped(const TableSource& source, const Layout& layout, ProblemList& problems) {
  for (const auto& [ours, theirs] : source.columns) {
    const std::string& name = find_column(layout, ours)->name;
    if (bound_.contains(name)) {
      problems.add(problem_at(source_place(source),
                              fmt::format("columns: {} is named twice", in_quotes(name)),
                              "keep one of them"));
      continue;
    }
    int found = header_line_ > 0 ? find_heading(theirs) : -1;
    if (found < 0 && position_in(theirs) > 0) {
      found = position_in(theirs) - 1;
      if (header_line_ > 0 && found >= static_cast<int>(header_.size())) {
        problems.add(header_line_, 0, fmt::format("there is no column {} for {}", theirs, name),
                     fmt::format("the file has {} columns", header_.size()));
        continue;
      }
    }
    if (found < 0) {
      std::vector<std::string> headings_here;
      for (const CsvCell& cell : header_) headings_here.push_back(cell.text);
      problems.add(header_line_, 0, fmt::format("there is no column {} for {}", in_quotes(theirs), name),
                   did_you_mean(nearest_name(theirs, headings_here), "the file has " + headings()));
      continue;
    }
    bound_[name] = found;
  }
}

void TableFile::bind_found(const Layout& layout, ProblemList& problems) {
  if (header_line_ == 0) return;
  std::vector<bool> taken(header_.size(), false);
  for (const auto& [name, index] : bound_) taken[static_cast<std::size_t>(index)] = true;
  for (const ColumnSpec& column : layout.columns) {
    if (bound_.contains(column.name)) continue;
    std::vector<int> exact, alias;
    for (std::size_t i = 0; i < header_.size(); ++i) {
      if (taken[i] || find_column(layout, header_[i].text) != &column) continue;
      (heading_key(header_[i].text) == column.name ? exact : alias).push_back(static_cast<int>(i));
    }
    const std::vector<int>& found = exact.empty() ? alias : exact;
    if (found.size() > 1) {
      problems.add(
          header_line_, found[1] + 1,
          fmt::format("columns {} and {} can both be \"{}\"", found[0] + 1, found[1] + 1, column.name),
          fmt::format("say which: columns = {{ {} = \"{}\" }}", column.name, found[0] + 1));
    } else if (found.size() == 1) {
      bound_[column.name] = found[0];
    }
  }
}

void TableFile::note_near_misses(const Layout& layout, Problems& lints) const {
  if (header_line_ == 0) return;
  std::vector<std::string> free_names;
  for (const ColumnSpec& column : layout.columns) {
    if (!bound_.contains(column.name)) free_names.push_back(column.name);
  }
  for (const CsvCell& cell : header_) {
    const auto uses = [&](const auto& entry) { return entry.second == cell.column - 1; };
    if (cell.text.size() < 5 || std::any_of(bound_.begin(), bound_.end(), uses)) continue;
    const std::string key = heading_key(cell.text);
    const std::string near = nearest_name(key, free_names);
    const std::size_t difference =
        near.size() > key.size() ? near.size() - key.size() : key.size() - near.size();
    if (near.empty() || difference > 1 || key.front() != near.front()) continue;
    lints.push_back(problem_at(Place{shown(), header_line_, cell.column},
                               fmt::format("column {} is not used", in_quotes(cell.text)),
                               fmt::format("did you mean \"{}\"?", near)));
  }
}

// Without a heading row: the first line whose first bound cell starts with a digit.
std::size_t TableFile::first_data_line() const {
  if (header_line_ > 0) return header_at_ + 1;
  std::vector<CsvCell> cells;
  const auto has_digit = [&cells](const auto& entry) {
    const auto at = static_cast<std::size_t>(entry.second);
    return at < cells.size() && !cells[at].text.empty() && cells[at].text[0] >= '0' &&
           cells[at].text[0] <= '9';
  };
  for (std::size_t i = 0; i < std::min(header_within, file_.size()); ++i) {
    if (split_cells(file_.text(i), delimiter_, cells).empty() &&
        std::any_of(bound_.begin(), bound_.end(), has_digit)) {
      return i;
    }
  }
  return 0;
}

bool TableFile::is_total(const std::vector<CsvCell>& cells) const {
  static constexpr std::array<std::string_view, 14> words = {
      "total",       "totals",    "subtotal", "grand_total", "sum",        "summe",        "gesamt",
      "gesamtsumme", "insgesamt", "average",  "mean",        "mittelwert", "durchschnitt", "totale"};
  static constexpr std::array<std::string_view, 4> moments = {"interval_start", "date", "at", "start"};
  const auto first =
      std::find_if(cells.begin(), cells.end(), [](const CsvCell& c) { return !c.text.empty(); });
  if (first == cells.end()) return false;
  const std::string key = heading_key(first->text);
  if (std::none_of(words.begin(), words.end(),
                   [&](std::string_view w) { return begins_with_word(key, w); })) {
    return false;
  }
  for (const std::string_view moment : moments) {  // a queue may be called "total": then the row has a date
    const int at = column(moment);
    if (at < 0 || at >= static_cast<int>(cells.size()) || at == first->column - 1) continue;
    if (!cells[static_cast<std::size_t>(at)].text.empty()) return false;
  }
  return true;
}

void TableFile::scan_rows(const Layout& layout) {
  ProblemList& problems = trouble_;
  std::size_t needed = 0;
  std::vector<std::size_t> numbers;
  for (const auto& [name, index] : bound_) {
    needed = std::max(needed, static_cast<std::size_t>(index) + 1);
    if (find_column(layout, name)->numeric) numbers.push_back(static_cast<std::size_t>(index));
  }
  bool point = false, comma = false;
  std::vector<CsvCell> cells;
  for (std::size_t i = first_data_line(); i < file_.size() && !problems.hopeless(); ++i) {
    if (header_line_ > 0 && file_.text(i) == file_.text(header_at_)) continue;
    const std::string wrong = split_cells(file_.text(i), delimiter_, cells);
    if (!wrong.empty()) {
      problems.add(file_.number(i), 0, wrong,
                   "a cell may not hold a line break; quotes inside a cell are doubled");
      continue;
    }
    if (std::all_of(cells.begin(), cells.end(), [](const CsvCell& c) { return c.text.empty(); })) continue;
    if (is_total(cells)) continue;
    std::size_t filled = cells.size();
    while (filled > 0 && cells[filled - 1].text.empty()) --filled;
    if (header_line_ > 0 && filled > header_.size()) {
      problems.add(
          file_.number(i), static_cast<int>(header_.size()) + 1,
          fmt::format("the row has {} cells where the heading has {}", filled, header_.size()),
          fmt::format("put cells that hold a {} in quotes", in_quotes(std::string_view(&delimiter_, 1))));
      continue;
    }
    if (cells.size() < needed) {
      problems.add(file_.number(i), 0,
                   fmt::format("the row has {} cells where at least {} are needed", cells.size(), needed),
                   "is the line cut off?");
      continue;
    }
    for (const std::size_t at : numbers) {
      const DecimalMark mark = decimal_mark_of(cells[at].text);
      point = point || mark == DecimalMark::point;
      comma = comma || mark == DecimalMark::comma;
    }
    rows_.push_back(i);
  }
  if (point != comma) mark_ = point ? DecimalMark::point : DecimalMark::comma;
  if (!point && !comma && delimiter_ == ',') mark_ = DecimalMark::point;
  if (problems.empty() && rows_.empty()) problems.add(header_line_, 0, "the table has no rows");
}

void TableFile::load(std::size_t row) {
  line_ = file_.number(rows_[row]);
  split_cells(file_.text(rows_[row]), delimiter_, cells_);
}

int TableFile::column(std::string_view name) const {
  const auto found = bound_.find(name);
  return found == bound_.end() ? -1 : found->second;
}

std::string TableFile::heading(int column) const {
  if (header_line_ > 0 && !header_[static_cast<std::size_t>(column)].text.empty()) {
    return header_[static_cast<std::size_t>(column)].text;
  }
  for (const auto& [name, index] : bound_) {
    if (index == column) return name;
  }
  return fmt::format("column {}", column + 1);
}

std::string TableFile::headings() const {
  std::string text;
  for (const CsvCell& cell : header_) {
    if (cell.column > 12) return text + ", ...";
    text += (text.empty() ? "" : ", ") + in_quotes(cell.text);
  }
  return text;
}

std::optional<double> TableFile::number(int column, ValueKind kind, bool may_be_empty,
                                        ProblemList& problems) const {
  const std::string& here = text(column);
  if (may_be_empty && (here.empty() || here == "-")) return std::nullopt;
  const CellReading<double> reading = read_value(here, kind, mark_);
  if (!reading.value)
    problems.add(line_, column + 1, refusal(heading(column), here, reading.wrong), reading.hint);
  return reading.value;
}

}  // namespace switchover
