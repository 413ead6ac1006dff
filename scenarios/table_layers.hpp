// Rows of tables laid into the centre: forecast -> demand, staff -> steps, schedule -> people, replay ->
// calls.
#pragma once
#include <cstddef>
#include <string>

#include "scenarios/centre_readers.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

// Each returns how many queues, groups or people the rows speak of. Problems go to `reading`.
std::size_t lay_forecast(Reading& reading, const ForecastTable& table, const Place& named_at,
                         CentreDraft& draft);
std::size_t lay_staff(Reading& reading, const StaffTable& table, CentreDraft& draft);
std::size_t lay_schedule(Reading& reading, const ScheduleTable& table, CentreDraft& draft);
void lay_replay(Reading& reading, const ReplayTable& table, const Place& named_at, CentreDraft& draft);

std::string grouped(double number);  // "21,690"

}  // namespace switchover
