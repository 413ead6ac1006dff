#include "analysis/solve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analysis/report/layout.hpp"
#include "analysis/report/page_solve.hpp"
#include "analysis/report/solve_files.hpp"
#include "analysis/report/solve_text.hpp"
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

constexpr std::uint32_t most_checks = 5;  // a check that fails is repeated with further callers

SolveFor what_of(const std::string& word) {
  const std::map<std::string, SolveFor> words = {{"agents", SolveFor::agents},
                                                 {"trunks", SolveFor::trunks},
                                                 {"ivr_ports", SolveFor::ivr_ports},
                                                 {"calls_per_second", SolveFor::calls_per_second},
                                                 {"logins", SolveFor::logins}};
  return words.at(word);
}

ExitCode complained_of(const Problems& problems) {
  complain_about(problems);
  return ExitCode::bad_input;
}

ExitCode write_files(const SolveRequest& request, const SolveReport& report, const Scenario& scenario) {
  const PageParticulars particulars = particulars_of(repeat_command(request, scenario.seed), scenario);
  std::vector<OutputFile> files = {{"solve.csv", solve_csv(report)},
                                   {"solve.json", solve_json(report)},
                                   {"solve.txt", solve_text(report, TextStyle{100, false})}};
  if (!report.intervals.empty()) files.push_back({"staff.csv", solved_staff_csv(report, scenario)});
  return write_answer(request.common.out, request.common.quiet, solve_page_data(report, particulars),
                      std::move(files));
}

}  // namespace

ExitCode run_solve(const SolveRequest& request) {
  SolveOptions options;
  options.what = what_of(request.what);
  options.queues = request.queues;
  options.platform = request.platform;
  options.per_interval = !request.whole_day;
  Expected<SolveTarget> target = parse_target(request.target);
  Expected<Scenario> read = read_scenario(request.file, request.common.settings);
  if (!read) return complained_of(read.problems());
  if (!target) return complained_of(target.problems());
  options.target = std::move(target).value();
  Scenario scenario = std::move(read).value();
  if (request.common.seed) scenario.seed = *request.common.seed;
  if (request.common.runs) {
    options.check_runs = *request.common.runs;
    options.search_runs = std::max(2U, *request.common.runs / 2);
  }
  if (const auto problem = objection_to(scenario, options)) {
    const Problems problems = {*problem};
    return complained_of(problems);
  }
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
  Scenario first = scenario;
  first.max_runs = std::max(options.search_runs, most_checks * options.check_runs);
  CaseRunner runner(first, runner_options);
  const SolveReport report = solve(scenario, runner, options);
  progress.finish();

  const Terminal terminal = inspect_terminal(stdout);
  const TextStyle style{static_cast<std::size_t>(terminal.columns), terminal.colour};
  print_answer(request.common.quiet ? solve_line(report, style) : solve_text(report, style));
  const auto code = static_cast<ExitCode>(report.exit_code);
  return request.common.out.empty() ? code : worse_of(code, write_files(request, report, scenario));
}

}  // namespace switchover
