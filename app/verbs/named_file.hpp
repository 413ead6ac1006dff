// A single file that was asked for by name (--junit, --save-baseline). What went wrong is told on stderr.
#pragma once
#include <string>

#include "app/shell/exit_code.hpp"

namespace switchover {

// Before the work starts: could it be written? ok or input_output; an empty path was not asked for.
ExitCode check_named_file(const std::string& path);
// Whole or not at all.
ExitCode write_named_file(const std::string& path, const std::string& content);

}  // namespace switchover
