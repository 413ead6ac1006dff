// The tables of [files]: forecast, staff, schedule, replay and timeline, laid into the centre.
#pragma once
#include "scenarios/centre_readers.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

void read_files(Reading& reading, const TomlValue* files, CentreDraft& draft, Scenario& scenario);
// [files] incident: what really failed, replayed as faults. After components, failover rules and events.
void read_incident(Reading& reading, const TomlValue* files, CentreDraft& draft, Scenario& scenario);

}  // namespace switchover
