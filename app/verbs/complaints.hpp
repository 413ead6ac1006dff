// Problems of the user's files, printed on stderr: each with its place, all of them, a count at the end.
#pragma once
#include "sim/problem.hpp"

namespace switchover {

void complain_about(const Problems& problems);

}  // namespace switchover
