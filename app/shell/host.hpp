// Facts of this machine and this moment, for manifest.json only.
#pragma once
#include <string>
#include <vector>

#include "analysis/report/report_json.hpp"
#include "app/shell/command_line.hpp"

namespace switchover {

Manifest host_manifest();                                        // host, system, processors
std::string utc_now();                                           // "2026-03-02T08:00:00Z"
std::vector<std::string> command_of(const RunRequest& request);  // the arguments that repeat this run

}  // namespace switchover
