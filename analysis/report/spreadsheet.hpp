// A workbook as plain values: cells, how they look, charts over them. xlsx_bytes() makes the file; the
// library behind it is known to one .cpp only. Nothing in a cell is ever a formula.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "scenarios/scenario.hpp"
#include "sim/problem.hpp"

namespace switchover::spreadsheet {

// How a number is shown. duration: a share of a day, as h:mm:ss. points: a difference of shares, times 100.
// change: with its sign.
enum class Form {
  general,
  whole,
  count,
  decimal,
  money,
  share,
  percent,
  seconds,
  duration,
  change,
  points,
  change_seconds,
  date,
  clock,
  date_time
};
enum class Tone { plain, title, section, heading, strong, good, bad, unsure, muted };

struct Cell {
  std::variant<std::monostate, std::string, double, WallClock> value;
  Form form = Form::general;
  Tone tone = Tone::plain;
};
Cell text(std::string value, Tone tone = Tone::plain);
// Nothing: an empty cell. Not a number that a spreadsheet can hold: a word.
Cell number(std::optional<double> value, Form form, Tone tone = Tone::plain);
Cell moment(const WallClock& value, Form form);

struct Area {  // both ends belong to it; counted from 0
  std::size_t first_row = 0, first_column = 0, last_row = 0, last_column = 0;
};
// A colour that follows the value: also when a reader changes it.
struct ColourRule {
  enum class When { word, below, above, data_bar } when = When::word;
  Area area;
  std::string word;  // word: the cell says exactly this
  double bound = 0;  // below, above
  Tone tone = Tone::good;
};
struct Series {
  std::string name;
  Area values;  // one column
};
struct Chart {
  bool lines = false;               // else columns
  std::size_t row = 0, column = 0;  // its upper left corner
  std::string title;
  std::string sheet;  // where its numbers stand; empty: on this one
  Area categories;    // one column
  std::string axis_title;
  Form form = Form::whole, category_form = Form::clock;
  std::optional<double> from, to;  // of the axis of values; none: as the values are
  std::vector<Series> series;
  unsigned width = 620, height = 280;  // pixels
};
struct Sheet {
  std::string name;            // cleaned and shortened by sheet_names()
  std::vector<double> widths;  // of columns, in characters
  std::vector<std::vector<Cell>> rows;
  std::vector<Area> merged;  // of one row each: the text of the first cell
  std::size_t frozen_rows = 0, frozen_columns = 0;
  std::optional<Area> filter;               // headings and rows
  std::optional<std::size_t> repeated_row;  // on every printed page
  std::vector<ColourRule> rules;
  std::vector<Chart> charts;

  std::size_t add(std::vector<Cell> row);  // its number
  // One text over the columns first .. last, as high as its lines need.
  std::size_t add_wide(Cell cell, std::size_t first, std::size_t last);
};
struct Workbook {
  std::string title, subject;
  WallClock created;  // in the file's properties: of the input, so that the same answer gives the same bytes
  std::vector<Sheet> sheets;
};

// Names as a workbook accepts them: at most 31 characters, none of []:*?/\, no quote at an end, each once.
std::vector<std::string> sheet_names(const std::vector<std::string>& wanted);

// The bytes of an .xlsx file; a problem when it cannot be made (no room for temporary files).
Expected<std::string> xlsx_bytes(const Workbook& workbook);

}  // namespace switchover::spreadsheet
