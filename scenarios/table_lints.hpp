// Questions that a careful reader would ask about a table of intervals: is this UTC? are these minutes?
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "scenarios/interval_rows.hpp"

namespace switchover {

// A problem when every handling time above zero is below 20 s: they are minutes. `column`: which value.
std::optional<Problem> looks_like_minutes(const IntervalRows& rows, std::size_t column,
                                          const std::string& hint);

// The busiest half-hour of the day lies between 00:00 and 05:00 although the rows reach over six hours or
// more.
void ask_about_utc(const IntervalRows& rows, std::size_t offered, const Calendar& calendar, Problems& lints);

// Days of the scenario on which the centre's clock changes.
void note_clock_changes(const std::string& file, const Calendar& calendar, Problems& lints);

// One lint for all rows that `is_odd`: how many, and where the first stands.
template <class IsOdd>
void note_rows(const IntervalRows& rows, std::size_t column, const char* what, const char* hint,
               Problems& lints, IsOdd is_odd) {
  std::size_t odd = 0;
  const IntervalRow* first = nullptr;
  for (const IntervalRow& row : rows.rows) {
    if (!is_odd(row)) continue;
    ++odd;
    if (first == nullptr || row.line < first->line) first = &row;
  }
  if (odd == 0) return;
  const std::string where = std::to_string(odd) + (odd == 1 ? " row" : " rows");
  lints.push_back(problem_at(rows.place(*first, column), std::string(what) + " in " + where, hint));
}

}  // namespace switchover
