#include "models/platform/csv_cells.hpp"

#include <utility>

namespace switchover {

namespace {

class CsvSplitter {
 public:
  explicit CsvSplitter(std::string_view text) : text_(text) {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = line_start_ = 3;
  }

  CsvText split() {
    while (at_ < text_.size() && !result_.open_quote) read_row();
    return std::move(result_);
  }

 private:
  bool ends_cell() const { return at_ >= text_.size() || text_[at_] == ',' || ends_line(); }
  bool ends_line() const { return at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r'); }
  CsvPlace here() const { return {line_, static_cast<int>(at_ - line_start_) + 1}; }

  void next_line() {  // over "\n", "\r\n" or "\r"
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++line_;
    line_start_ = at_;
  }
  void skip_spaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  void read_row() {
    if (text_[at_] == '#') {
      while (at_ < text_.size() && !ends_line()) ++at_;
      if (at_ < text_.size()) next_line();
      return;
    }
    CsvRow row{line_, {}};
    bool quoted = false;
    for (;;) {
      skip_spaces();
      CsvCell cell{{}, here()};
      if (at_ < text_.size() && text_[at_] == '"') {
        quoted = true;
        if (!read_quoted(cell)) return;
      } else {
        read_plain(cell);
      }
      row.cells.push_back(std::move(cell));
      if (at_ >= text_.size() || text_[at_] != ',') break;
      ++at_;
    }
    if (at_ < text_.size()) next_line();
    const bool empty = row.cells.size() == 1 && row.cells[0].text.empty() && !quoted;
    if (!empty) result_.rows.push_back(std::move(row));
  }

  void read_plain(CsvCell& cell) {
    const std::size_t start = at_;
    while (!ends_cell()) ++at_;
    cell.text = text_.substr(start, at_ - start);
    cell.text.erase(cell.text.find_last_not_of(" \t") + 1);
  }

  // False when the quote is never closed. What follows a closed quote up to the next comma is kept as it
  // stands.
  bool read_quoted(CsvCell& cell) {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        ++at_;
      } else if (text_[at_] == '\n' || (text_[at_] == '\r' && text_.substr(at_ + 1, 1) != "\n")) {
        ++line_;
        line_start_ = at_ + 1;
      }
      cell.text += text_[at_];
    }
    if (at_ >= text_.size()) {
      result_.open_quote = cell.place;
      return false;
    }
    ++at_;
    skip_spaces();
    while (!ends_cell()) cell.text += text_[at_++];
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0, line_start_ = 0;
  int line_ = 1;
  CsvText result_;
};

}  // namespace

CsvText split_csv(std::string_view text) { return CsvSplitter(text).split(); }

std::string csv_cell(const std::string& text) {
  if (text.empty()) return text;
  const auto blank = [](char letter) { return letter == ' ' || letter == '\t'; };
  const bool plain = text.find_first_of(",\"\n\r") == std::string::npos && !blank(text.front()) &&
                     !blank(text.back()) && text.front() != '#';
  if (plain) return text;
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + "\"";
}

}  // namespace switchover
