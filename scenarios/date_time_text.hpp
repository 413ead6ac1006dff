// The text of a date, a time or both as a wall clock reading. Whether 02/03/2026 is in March or in February
// is not for one cell to say: DateOrderFinder looks at all of them.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/csv_values.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

enum class DateOrder { unknown, year_first, day_first, month_first };

struct StampText {
  WallClock clock;  // 1970-01-01 when there is no date, 00:00 when there is no time
  int microsecond = 0;
  bool has_date = false, has_time = false;
  std::optional<int> offset_s;  // "Z" = 0, "+01:00" = 3600: the reading is UTC plus this
};

// Accepts dates 2026-03-02, 2026/03/02, 20260302, 02.03.2026 (day first), 02/03/2026 and 2-3-2026 (by
// `order`), and times 08:30, 08:30:15, 08:30:15.250, 8:30 pm, 24:00; between them a T, a comma or blanks; at
// the end Z or +01:00. Refuses two-digit years, years outside 1900..2199, days that do not exist, and what
// `order` does not fit. With `order` unknown a date that could be read both ways is refused.
CellReading<StampText> read_stamp(std::string_view text, DateOrder order);

// "dd/mm/yyyy", "MM-dd-yyyy", "dd.mm.yyyy", "yyyy-mm-dd", "yyyyMMdd", also with a time behind; nothing for
// others.
std::optional<DateOrder> date_order_of(std::string_view date_format);

// What one date says about the order of day and month: unknown when it can be read both ways.
struct DateEvidence {
  DateOrder order = DateOrder::unknown;
  bool ambiguous = false;  // 02/03/2026; 03/03/2026 is not: both readings agree
};
DateEvidence date_evidence(std::string_view text);

}  // namespace switchover
