// Runs the built program with a limit on its time and memory, so that a hang or a flood is a failed test and
// not a dead machine.
#pragma once
#include <string>
#include <vector>

#include "tests/app/program_runner.hpp"

namespace switchover::test {

// Five seconds of processor time (what a hang in a loop uses up, however busy the machine), 40 s by the clock
// (what a program asleep uses up) and 3 GB. A limit that is met ends the program with a signal: 137.
Ran run_limited(const std::vector<std::string>& arguments, const std::string& folder);

}  // namespace switchover::test
