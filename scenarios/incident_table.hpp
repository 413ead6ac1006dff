// An incident as the tickets tell it, rows at,component,what,share,note: what failed when, when it was
// noticed, decided and mended.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "models/platform/estate.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

enum class IncidentWord { fails, slow, recovers, detected, decided, redirected, note };

struct IncidentRow {
  Time at;                // may lie beyond the end of the scenario, except where something fails
  Duration off;           // "+-5m": how far it may be off
  ComponentId component;  // none: a note on nothing in particular
  IncidentWord what = IncidentWord::note;
  double share = 1;  // fails, slow: of the component
  Place place, component_place, share_place;
};
struct IncidentTable {
  std::vector<IncidentRow> rows;  // in the order of the file, which is that of time
};

// The rows, or every problem of the file with its place.
Expected<IncidentTable> read_incident_rows(const TableSource& source, const Calendar& calendar,
                                           const std::vector<std::string>& components, Problems& lints);

}  // namespace switchover
