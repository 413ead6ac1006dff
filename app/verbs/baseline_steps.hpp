// --save-baseline and --against, which `run` and `compare` share.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/baseline.hpp"
#include "app/shell/command_line.hpp"
#include "app/shell/exit_code.hpp"

namespace switchover {

struct BaselineRequest {
  std::optional<Baseline> then;  // --against
  Tolerance tolerance;
};
// Before anything is simulated: reads the baseline and the tolerances, and sees that the new one could be
// written. Complains itself.
ExitCode prepare_baseline(const CiRequest& ci, BaselineRequest& baseline);
// The plans beside the baseline; nothing where there is none to hold them against.
std::optional<BaselineReport> beside_baseline(const BaselineRequest& baseline,
                                              const std::vector<BaselinePlan>& now);
// Puts it into the report of one scenario; a regression decides the exit code where nothing worse does.
void set_beside_baseline(const BaselineRequest& baseline, const BaselinePlan& now, ReportModel& report);
// "In the baseline, not in this run: ..."; empty where all of them ran.
std::string plans_gone(const BaselineRequest& baseline, const std::vector<BaselinePlan>& now);
// Writes --save-baseline.
ExitCode save_baseline(const CiRequest& ci, const std::vector<BaselinePlan>& now);

}  // namespace switchover
