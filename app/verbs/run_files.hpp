// What `run` leaves behind for one scenario: the files of --out.
#pragma once
#include <string>

#include "analysis/study.hpp"
#include "app/shell/command_line.hpp"
#include "app/shell/exit_code.hpp"

namespace switchover {

struct RunOutput {
  std::string file;  // the scenario, as given
  std::string folder;
  std::string trace;       // empty: not asked for
  std::string started_at;  // "2026-03-02T08:00:00Z"
};

// All files or none; what went wrong is told on stderr.
ExitCode write_run_files(const RunRequest& request, const StudyResult& result, const RunOutput& output);

}  // namespace switchover
