#include "analysis/report/output_schema.hpp"
#include "app/shell/print.hpp"
#include "app/verbs/verbs.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

ExitCode run_schema(const SchemaRequest& request) {
  print_answer(request.of == "summary"      ? summary_schema()
               : request.of == "comparison" ? comparison_schema()
                                            : scenario_schema());
  return ExitCode::ok;
}

}  // namespace switchover
