// When a ticket says that something happened: a moment of the scenario, in any of the ways in which people
// and systems write it, and how far it may be off.
#pragma once
#include <string>

#include "scenarios/csv_values.hpp"
#include "scenarios/date_time_text.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

struct IncidentMoment {
  Time at;       // may lie beyond the end of the scenario when the date says so
  Duration off;  // "+-5m"
};
// "10:20", "10:20 +-5m", "Tue 10:20", "2h", "2025-03-31 15:09", "2025-03-31 15:09 UTC", "31/03/2025 15:09".
// `zone`: of moments with a date and without an offset; "" = the centre's clock.
CellReading<IncidentMoment> incident_moment(const std::string& text, const Calendar& calendar,
                                            const std::string& zone, DateOrder order);

}  // namespace switchover
