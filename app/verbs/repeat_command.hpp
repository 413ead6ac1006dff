// The command that gives the same answer again, for the page of a report: the program's arguments without
// what does not change it (workers, folders, quiet), so that the page has the same bytes wherever it is made.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/report_model.hpp"
#include "app/shell/command_line.hpp"

namespace switchover {

std::vector<std::string> repeat_command(const RunRequest& request, const std::string& file,
                                        const RunParticulars& run);
std::vector<std::string> repeat_command(const CompareRequest& request, const RunParticulars& run);
std::vector<std::string> repeat_command(const SweepRequest& request, const RunParticulars& run);
// seed: that was used, asked for or the scenario's. runs: of a drill, likewise.
std::vector<std::string> repeat_command(const DrillRequest& request, std::uint64_t seed, std::uint32_t runs);
std::vector<std::string> repeat_command(const WorstTimeRequest& request, std::uint64_t seed,
                                        std::uint32_t runs);
std::vector<std::string> repeat_command(const SolveRequest& request, std::uint64_t seed);
std::vector<std::string> repeat_command(const LimitRequest& request, std::uint64_t seed);
std::vector<std::string> repeat_command(const FixRequest& request, std::uint64_t seed);
std::vector<std::string> repeat_command(const FlipRequest& request, std::uint64_t seed);

}  // namespace switchover
