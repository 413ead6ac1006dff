// A CSV file as lines of text: bytes read and checked, encoding settled, lines numbered. Cells are cut on
// demand.
//
// Accepts UTF-8 (with or without BOM), UTF-16LE/BE, LF, CRLF and CR line ends, and a first line "sep=;".
// Refuses, with a place: files above largest_table_bytes (before reading), folders and devices, other
// encodings, control characters, lines above longest_table_line.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/problem.hpp"

namespace switchover {

inline constexpr std::size_t longest_table_line = 1'000'000;  // bytes
inline constexpr std::size_t most_table_columns = 1'000;

struct CsvCell {
  std::string text;  // unquoted, without blanks around it
  int column = 0;    // of the spreadsheet, from 1
};

class CsvFile {
 public:
  CsvFile(std::string shown, char delimiter_said) : shown_(std::move(shown)), said_(delimiter_said) {}
  const std::string& shown() const { return shown_; }
  char delimiter_said() const { return said_; }  // by a first line "sep=;"; 0 = not said
  std::size_t size() const { return lines_.size(); }
  int number(std::size_t i) const { return lines_[i].number; }  // line of the file, from 1
  std::string_view text(std::size_t i) const {
    return std::string_view(arena_).substr(lines_[i].begin, lines_[i].size);
  }
  void add(int number, std::string_view text);  // lines without any text are left out

 private:
  struct Line {
    int number;
    std::size_t begin, size;
  };
  std::string shown_;
  char said_ = 0;
  std::string arena_;
  std::vector<Line> lines_;
};

// `shown` is the name for messages; `named_at` is where the scenario names the file (used when it cannot be
// read).
Expected<CsvFile> read_csv_file(const std::string& path, const std::string& shown, const Place& named_at);
Expected<CsvFile> csv_from_bytes(const std::string& bytes, const std::string& shown);

// Cuts a line into cells. Returns what is wrong with it, or nothing: RFC 4180 quotes, "" for a quote inside
// quotes.
std::string split_cells(std::string_view line, char delimiter, std::vector<CsvCell>& cells);

// The text without blanks (also no-break ones) at either end.
std::string_view trimmed(std::string_view text);
// For messages: at most 40 characters, in quotes, line breaks and other control characters replaced.
std::string in_quotes(std::string_view text);

Problem problem_at(Place place, std::string what, std::string hint = {});

// Problems of one file: keeps the first 50 and counts the rest, so that a broken file does not flood the
// screen.
class ProblemList {
 public:
  explicit ProblemList(std::string file) : file_(std::move(file)) {}
  void add(int line, int column, std::string what, std::string hint = {});
  void add(Problem problem);
  void add(ProblemList other);  // all of another list of the same file, with its count
  bool empty() const { return problems_.empty(); }
  bool hopeless() const { return left_out_ >= 1'000; }  // no use in reading on
  Problems take();  // in the order of the lines, with "and 12 more problems" at the end

 private:
  std::string file_;
  Problems problems_;
  std::size_t left_out_ = 0;
};

}  // namespace switchover
