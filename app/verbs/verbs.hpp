// What the program can do: one function per verb, each in a file of its name. They print on stdout (answers)
// and stderr (progress and complaints) and return the exit code.
#pragma once
#include <string>
#include <vector>

#include "app/shell/command_line.hpp"
#include "app/shell/exit_code.hpp"

namespace switchover {

ExitCode run_demo(const DemoRequest& request);
ExitCode run_sweep(const SweepRequest& request);
ExitCode run_check(const CheckRequest& request);
ExitCode run_scenarios(const RunRequest& request);
ExitCode run_rehearse(const RehearseRequest& request);
ExitCode run_drill(const DrillRequest& request);
ExitCode run_worst_time(const WorstTimeRequest& request);
ExitCode run_fix(const FixRequest& request);
ExitCode run_compare(const CompareRequest& request);
ExitCode run_flip(const FlipRequest& request);
ExitCode run_solve(const SolveRequest& request);
ExitCode run_limit(const LimitRequest& request);
ExitCode run_erlang(const ErlangRequest& request);
ExitCode run_report(const ReportRequest& request);
ExitCode run_schema(const SchemaRequest& request);
ExitCode run_help(const HelpRequest& request);
ExitCode run_version();

// Reads the arguments (without the program's name), runs the verb and makes sure that what was printed
// arrived.
ExitCode run_program(const std::vector<std::string>& arguments);

}  // namespace switchover
