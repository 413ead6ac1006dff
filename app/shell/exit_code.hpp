// The exit codes of every verb (docs/MODEL.md, "Exit codes"), and which of several wins.
#pragma once
#include <array>
#include <cstddef>

namespace switchover {

enum class ExitCode : int {
  ok = 0,              // all must pass (warnings allowed)
  must_failed = 1,     // a must failed
  bad_input = 2,       // a scenario or a table cannot be used as it is
  undecided = 3,       // not enough runs to say
  stop_condition = 4,  // a stop condition was met
  regression = 5,      // worse than a stored baseline
  usage = 64,          // the command line cannot be understood
  internal = 70,       // our mistake, or a self-check that failed
  input_output = 74,   // a file or a stream cannot be read or written
  interrupted = 130,   // Ctrl-C
};

// The one that the shell sees where two verdicts meet: an internal error, then bad input, a stop condition, a
// failed must, a regression, undecided, all well. What ends a program at once (64, 74, 130) stands above them
// all.
inline ExitCode worse_of(ExitCode a, ExitCode b) {
  constexpr std::array order = {ExitCode::interrupted, ExitCode::usage,      ExitCode::input_output,
                                ExitCode::internal,    ExitCode::bad_input,  ExitCode::stop_condition,
                                ExitCode::must_failed, ExitCode::regression, ExitCode::undecided,
                                ExitCode::ok};
  for (const ExitCode code : order) {
    if (a == code || b == code) return code;
  }
  return ExitCode::internal;
}

}  // namespace switchover
