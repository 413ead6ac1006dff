// The rows of an incident laid into the centre and its estate: losses become faults with the uncertainty of
// their times, and the failover rules of what failed act when the tickets say so.
#pragma once
#include "scenarios/centre_readers.hpp"
#include "scenarios/incident_table.hpp"

namespace switchover {

// After components, failover rules and events. How many faults there are.
std::size_t lay_incident(Reading& reading, const IncidentTable& table, CentreDraft& draft);

}  // namespace switchover
