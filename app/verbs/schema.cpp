#include "app/shell/print.hpp"
#include "app/verbs/verbs.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

ExitCode run_schema(const SchemaRequest& /*request*/) {
  print_answer(scenario_schema());
  return ExitCode::ok;
}

}  // namespace switchover
