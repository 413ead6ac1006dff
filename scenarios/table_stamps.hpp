// The stamps of one file on the scenario's clock: date order found from all rows, date and time joined, time
// zones taken to the centre's wall clock.
//
// Time counts on the wall clock, as the schedule on the wall does. Where clocks go back, an hour comes twice:
// rows of the second time are marked, and left out by the readers. Where they go forward, an hour is missing.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/csv_values.hpp"
#include "scenarios/date_time_text.hpp"
#include "scenarios/table_file.hpp"
#include "scenarios/tables.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {

struct Stamp {
  WallClock local;          // at the centre
  std::int64_t second = 0;  // since the scenario's start, on the wall clock; negative before it
  int microsecond = 0;
  bool own_date = true;  // the cell itself named the day
  LocalTime kind = LocalTime::once;
  bool second_pass = false;  // the repeat of an hour that comes twice, where the stamp tells
};

class StampReader {
 public:
  // `both`: our name of the column with date and time ("interval_start"); "date" and "time" are looked for as
  // well. Problems: no such columns, unknown zone or date_format, no way between the zones, an ambiguous
  // day/month.
  StampReader(TableFile& table, const TableSource& source, const Layout& layout, const Calendar& calendar,
              std::string_view both, ProblemList& problems);

  bool usable() const { return usable_; }
  // The stamp of the table's current row, or nothing: then a problem was added.
  std::optional<Stamp> read(const TableFile& table, ProblemList& problems) const;
  // The same from one cell and a date cell (-1: none), for tables with a start and an end.
  std::optional<Stamp> read(const TableFile& table, int cell, int date_cell, ProblemList& problems) const;
  int date_column() const { return date_; }
  int column() const { return time_ >= 0 ? time_ : date_; }  // where a problem with the stamp stands

 private:
  void learn(TableFile& table, ProblemList& problems);
  CellReading<StampText> text_of(const std::string& text) const;
  CellReading<Stamp> on_the_clock(const StampText& text) const;
  CellReading<Stamp> without_date(const StampText& text) const;

  Calendar calendar_;
  std::string zone_;  // of stamps without an offset; "" = the centre's wall clock
  DateOrder order_ = DateOrder::unknown;
  bool order_said_ = false;
  int date_ = -1, time_ = -1;  // one column: date_ is -1, time_ has both
  bool usable_ = false;
};

}  // namespace switchover
