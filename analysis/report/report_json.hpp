// summary.json: everything of the verdict but the tidy table, for programs. docs/GUIDE.md lists the fields.
#pragma once
#include <string>
#include <vector>

#include "analysis/experiment.hpp"
#include "analysis/report_model.hpp"

namespace switchover {

inline constexpr int summary_schema_version = 1;
inline constexpr int manifest_schema_version = 1;

// Shares in [0, 1], times in seconds; null where there is no value, "infinity" where it is infinite.
std::string summary_json(const ReportModel& report);

// What was run, when, where and at what cost: the only output that differs from run to run.
struct Manifest {
  std::vector<std::string> command;  // the program's arguments, without its name
  std::string started_at;            // UTC, ISO 8601
  std::string host, system;          // name of the machine; "Linux 6.1.0 x86_64"
  unsigned processors = 0;
  std::vector<std::string> outputs;  // names of the files beside it
};
std::string manifest_json(const ReportModel& report, const RunCost& cost, const Manifest& manifest);

}  // namespace switchover
