#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analysis/report/layout.hpp"
#include "analysis/report/limit_text.hpp"
#include "analysis/report/page_limit.hpp"
#include "analysis/solve.hpp"
#include "app/shell/output_folder.hpp"
#include "app/shell/print.hpp"
#include "app/shell/progress_line.hpp"
#include "app/shell/terminal.hpp"
#include "app/verbs/answer_files.hpp"
#include "app/verbs/complaints.hpp"
#include "app/verbs/repeat_command.hpp"
#include "app/verbs/verbs.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

namespace {

ExitCode write_files(const LimitRequest& request, const LimitReport& report, const Scenario& scenario) {
  const PageParticulars particulars = particulars_of(repeat_command(request, scenario.seed), scenario);
  return write_answer(request.common.out, request.common.quiet, limit_page_data(report, particulars),
                      {{"limit.csv", limit_csv(report)},
                       {"limit.json", limit_json(report)},
                       {"limit.txt", limit_text(report, TextStyle{100, false})}});
}

}  // namespace

ExitCode run_limit(const LimitRequest& request) {
  Expected<Scenario> read = read_scenario(request.file, request.common.settings);
  if (!read) {
    complain_about(read.problems());
    return ExitCode::bad_input;
  }
  Scenario scenario = std::move(read).value();
  LimitOptions options;
  options.grow = request.grow == "aht"       ? Grow::handling
                 : request.grow == "absence" ? Grow::absence
                                             : Grow::volume;
  options.runs = std::min(options.runs, scenario.max_runs);
  if (request.common.runs) options.runs = *request.common.runs;
  if (request.common.seed) scenario.seed = *request.common.seed;
  scenario.max_runs = options.runs;
  if (!request.common.out.empty()) {
    if (const auto problem = check_output_folder(request.common.out)) {
      print_complaint(fmt::format("switchover: {}\n", clean_text(*problem)));
      return ExitCode::input_output;
    }
  }
  ProgressLine progress(!request.common.quiet);
  RunnerOptions runner_options;
  runner_options.workers = request.common.workers;
  runner_options.version = SWITCHOVER_VERSION;
  runner_options.on_progress = [&](const Progress& told) {
    progress.update(told.phase, told.done, told.expected, told.phase_left_s);
  };
  CaseRunner runner(scenario, runner_options);
  const LimitReport report = find_limit(scenario, runner, options);
  progress.finish();

  const Terminal terminal = inspect_terminal(stdout);
  const TextStyle style{static_cast<std::size_t>(terminal.columns), terminal.colour};
  print_answer(request.common.quiet ? limit_line(report, style) : limit_text(report, style));
  const auto code = static_cast<ExitCode>(report.exit_code);
  return request.common.out.empty() ? code : worse_of(code, write_files(request, report, scenario));
}

}  // namespace switchover
