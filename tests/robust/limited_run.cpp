#include "tests/robust/limited_run.hpp"

namespace switchover::test {

Ran run_limited(const std::vector<std::string>& arguments, const std::string& folder) {
#ifdef SWITCHOVER_SANITIZED
  std::string script = "ulimit -t 60; exec timeout -s KILL 120 ";  // slower, and its shadow memory is large
#else
  std::string script = "ulimit -t 5; ulimit -v 3000000; exec timeout -s KILL 40 ";
#endif
  script += quoted_for_shell(SWITCHOVER_PROGRAM);
  for (const std::string& argument : arguments) script += " " + quoted_for_shell(argument);
  return run_shell(script, folder);
}

}  // namespace switchover::test
