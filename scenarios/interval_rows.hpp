// Rows that speak about intervals (forecast, staff, actual): stamps, names, numbers; sorted, free of repeats,
// with the length of their interval, and cut to the scenario's calendar.
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/table_file.hpp"
#include "scenarios/table_stamps.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

struct ValueColumn {
  const char* name;  // ours
  ValueKind kind;
  bool required;  // the column must be there and no cell may be empty
};
struct IntervalRules {
  TableKind kind = TableKind::forecast;
  const char* series = "queue";  // column with the name that a row belongs to
  std::vector<ValueColumn> values;
  bool steps = false;  // a row may hold until the next one, at unequal distances
};

struct IntervalRow {
  std::int64_t at_s = 0;  // since the scenario's start on the wall clock
  std::int64_t length_s = 0;
  std::uint32_t series = 0, part = 0;  // part: rows of equal stamp and series that are to be added up
  int line = 0;
  LocalTime kind = LocalTime::once;
  bool second_pass = false;
  std::size_t first_value = 0;  // in IntervalRows::numbers
};
struct IntervalRows {
  static constexpr double absent = std::numeric_limits<double>::quiet_NaN();
  std::string shown;
  std::vector<std::string> series;  // names
  std::vector<IntervalRow> rows;    // by series, then time; also those outside the calendar
  std::vector<double> numbers;      // as many per row as there are value columns; absent = NaN
  std::vector<int> columns;         // of the file, from 1, per value column; 0: the file has none
  std::int64_t length_s = 0;        // of an interval; 0: unequal steps
  std::size_t rows_read = 0, repeated_hour = 0, other_media = 0;

  std::optional<double> value(const IntervalRow& row, std::size_t column) const {
    const double number = numbers[row.first_value + column];
    return number == number ? std::optional<double>(number) : std::nullopt;
  }
  double& number(const IntervalRow& row, std::size_t column) { return numbers[row.first_value + column]; }
  Place place(const IntervalRow& row, std::size_t column) const { return {shown, row.line, columns[column]}; }
};

// Reads the rows, finds the interval length, refuses repeats. Lints: missing intervals, the hour that comes
// twice.
Expected<IntervalRows> read_interval_rows(const TableSource& source, const Calendar& calendar,
                                          const IntervalRules& rules, std::vector<Problem>& lints);

// Is the column with the names there, or said to be one and the same (only_queue)? A problem when not.
bool check_series(const TableSource& source, const TableFile& table, const char* series,
                  ProblemList& problems);

// Lints on rows outside the calendar; a problem when none lies inside. `whole`: only intervals wholly inside
// count.
std::optional<Problem> check_coverage(const IntervalRows& rows, const Calendar& calendar, std::size_t inside,
                                      std::vector<Problem>& lints);

// The part of an interval within the calendar: its begin and length; length 0 = outside.
struct Clip {
  Time at;
  Duration length;
};
Clip clip_to(const Calendar& calendar, const IntervalRow& row);

// "2026-03-02 08:30" on the centre's clock.
std::string moment_text(const Calendar& calendar, std::int64_t at_s);

}  // namespace switchover
