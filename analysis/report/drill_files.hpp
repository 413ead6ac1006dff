// drill.md, drill.json and drill.csv: the scorecard for a ticket, for programs and for spreadsheets.
#pragma once
#include <string>

#include "analysis/drill.hpp"

namespace switchover {

inline constexpr int drill_schema_version = 1;

std::string drill_markdown(const DrillReport& report);
// Shares in [0, 1], times in seconds; null where there is no value, "infinity" where it is infinite.
std::string drill_json(const DrillReport& report);
// One row per component and fault, RFC 4180: rank, component, kind, fault, lasts_s, lasts_from, hits, ...
std::string drill_csv(const DrillReport& report);

}  // namespace switchover
