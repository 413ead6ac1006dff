#include "analysis/drill.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "analysis/drill_rehearse.hpp"
#include "analysis/report/drill_files.hpp"
#include "analysis/report/drill_text.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/page_drill.hpp"
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

ExitCode write_files(const DrillRequest& request, const Scenario& scenario, const DrillReport& report) {
  const PageParticulars particulars =
      particulars_of(repeat_command(request, report.seed, report.runs), scenario);
  return write_answer(request.out, request.quiet, drill_page_data(report, particulars),
                      {{"drill.csv", drill_csv(report)},
                       {"drill.md", drill_markdown(report)},
                       {"drill.json", drill_json(report)},
                       {"drill.txt", drill_text(report, TextStyle{100, false})}});
}

// Everything that can be wrong before the work starts; nothing when all is well.
std::optional<ExitCode> objected(const DrillRequest& request, const Scenario& scenario,
                                 DrillOptions& options) {
  Problems problems;
  if (!request.rehearse.empty()) {
    const Expected<Time> moment = test_moment(scenario, request.rehearse);
    if (moment) {
      options.test_at = moment.value();
    } else {
      problems = moment.problems();
    }
  }
  if (problems.empty()) {
    if (const auto problem = objection_to(scenario, options)) problems = {*problem};
  }
  if (!problems.empty()) {
    complain_about(problems);
    return ExitCode::bad_input;
  }
  if (request.out.empty()) return std::nullopt;
  if (const auto problem = check_output_folder(request.out)) {
    print_complaint(fmt::format("switchover: {}\n", clean_text(*problem)));
    return ExitCode::input_output;
  }
  return std::nullopt;
}

}  // namespace

ExitCode run_drill(const DrillRequest& request) {
  Expected<Scenario> read = read_scenario(request.file, request.settings);
  if (!read) {
    complain_about(read.problems());
    return ExitCode::bad_input;
  }
  Scenario scenario = std::move(read).value();
  if (request.seed) scenario.seed = *request.seed;
  ProgressLine progress(!request.quiet);
  DrillOptions options;
  options.runs = request.runs.value_or(0);
  options.workers = request.workers;
  options.pairs = request.pairs;
  options.check_ranks = request.check_ranks;
  // Nobody would read them.
  options.quick = request.quick || (request.quiet && request.out.empty());
  options.test_component = request.component;
  options.on_progress = [&](const Progress& told) {
    progress.update(told.phase, told.done, told.expected, told.phase_left_s);
  };
  if (const auto code = objected(request, scenario, options)) return *code;
  const DrillReport report = drill(scenario, options);
  progress.finish();

  const Terminal terminal = inspect_terminal(stdout);
  const TextStyle style{static_cast<std::size_t>(terminal.columns), terminal.colour};
  print_answer(request.quiet ? drill_line(report, style) : drill_text(report, style));
  const auto code = static_cast<ExitCode>(report.exit_code);
  return request.out.empty() ? code : worse_of(code, write_files(request, scenario, report));
}

}  // namespace switchover
