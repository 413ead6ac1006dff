#include "analysis/fix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "analysis/report/fix_text.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/page_fix.hpp"
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

ExitCode write_files(const FixRequest& request, const FixReport& report, const Scenario& scenario) {
  const PageParticulars particulars = particulars_of(repeat_command(request, scenario.seed), scenario);
  return write_answer(request.common.out, request.common.quiet, fix_page_data(report, particulars),
                      {{"fix.csv", fix_csv(report)},
                       {"fix.json", fix_json(report)},
                       {"fix.txt", fix_text(report, TextStyle{100, false})}});
}

std::optional<Problem> objection_to(const Scenario& scenario) {
  Problem problem;
  problem.place.file = scenario.file;
  if (scenario.must.empty()) {
    problem.what = "nothing is promised, so that nothing can be mended";
    problem.hint = "write [expect] with must = [...]";
    return problem;
  }
  if (!scenario.levers.empty()) return {};
  problem.what = "the scenario has no levers";
  problem.hint = "write what could be done in [levers], such as overtime = { group = \"" +
                 (scenario.centre.groups.empty() ? std::string("billing") : scenario.centre.groups[0].name) +
                 "\", agents = \"0..20\" }";
  return problem;
}

ExitCode code_of(const FixAnswer& answer) {
  if (!answer.sound) return ExitCode::internal;
  if (answer.found || !answer.searched) return ExitCode::ok;
  const bool open = std::any_of(answer.trials.begin(), answer.trials.end(),
                                [](const FixTrial& trial) { return trial.verdict == Verdict::undecided; });
  return open ? ExitCode::undecided : ExitCode::must_failed;
}

FixReport fixed(const Scenario& scenario, const FixRequest& request) {
  ProgressLine progress(!request.common.quiet);
  RunnerOptions options;
  options.workers = request.common.workers;
  options.version = SWITCHOVER_VERSION;
  options.on_progress = [&](const Progress& told) {
    progress.update(told.phase, told.done, told.expected, told.phase_left_s);
  };
  CaseRunner runner(scenario, options);
  FixReport report;
  report.scenario = scenario.name;
  report.question = scenario.question;
  report.file = scenario.file;
  report.seed = scenario.seed;
  for (const Expectation& must : scenario.must) report.must.push_back(must.text);
  report.answer = find_fix(scenario, runner, {});
  report.replications = runner.cost().replications;
  report.exit_code = static_cast<int>(code_of(report.answer));
  progress.finish();
  return report;
}

}  // namespace

ExitCode run_fix(const FixRequest& request) {
  Expected<Scenario> read = read_scenario(request.file, request.common.settings);
  if (!read) {
    complain_about(read.problems());
    return ExitCode::bad_input;
  }
  Scenario scenario = std::move(read).value();
  if (request.common.runs) scenario.max_runs = *request.common.runs;
  if (request.common.seed) scenario.seed = *request.common.seed;
  if (const auto problem = objection_to(scenario)) {
    const Problems problems = {*problem};
    complain_about(problems);
    return ExitCode::bad_input;
  }
  if (!request.common.out.empty()) {
    if (const auto problem = check_output_folder(request.common.out)) {
      print_complaint(fmt::format("switchover: {}\n", clean_text(*problem)));
      return ExitCode::input_output;
    }
  }
  const FixReport report = fixed(scenario, request);
  const auto code = static_cast<ExitCode>(report.exit_code);
  const Terminal terminal = inspect_terminal(stdout);
  const TextStyle style{static_cast<std::size_t>(terminal.columns), terminal.colour};
  print_answer(request.common.quiet ? fix_line(report, style) : fix_text(report, style));
  return request.common.out.empty() ? code : worse_of(code, write_files(request, report, scenario));
}

}  // namespace switchover
