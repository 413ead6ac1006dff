#include "analysis/worst_time.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "analysis/report/layout.hpp"
#include "analysis/report/page_worst_time.hpp"
#include "analysis/report/worst_time_text.hpp"
#include "app/shell/output_folder.hpp"
#include "app/shell/print.hpp"
#include "app/shell/progress_line.hpp"
#include "app/shell/terminal.hpp"
#include "app/verbs/answer_files.hpp"
#include "app/verbs/complaints.hpp"
#include "app/verbs/repeat_command.hpp"
#include "app/verbs/verbs.hpp"
#include "scenarios/phrases.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

namespace {

ExitCode complained(const std::string& what, ExitCode code) {
  print_complaint(fmt::format("switchover: {}\n", clean_text(what)));
  return code;
}

ExitCode write_files(const WorstTimeRequest& request, const Scenario& scenario,
                     const WorstTimeReport& report) {
  const PageParticulars particulars =
      particulars_of(repeat_command(request, report.seed, report.runs), scenario);
  return write_answer(request.out, request.quiet, worst_time_page_data(report, particulars),
                      {{"worst-time.csv", worst_time_csv(report)},
                       {"worst-time.json", worst_time_json(report)},
                       {"worst-time.txt", worst_time_text(report, TextStyle{100, false})}});
}

}  // namespace

ExitCode run_worst_time(const WorstTimeRequest& request) {
  WorstTimeOptions options;
  if (!request.every.empty()) {
    const auto every = duration_phrase(request.every);
    if (!every || *every <= Duration{}) {
      return complained(fmt::format("--every {}: write it as a duration above 0, such as 15m", request.every),
                        ExitCode::usage);
    }
    options.every = *every;
  }
  Expected<Scenario> read = read_scenario(request.file, request.settings);
  if (!read) {
    complain_about(read.problems());
    return ExitCode::bad_input;
  }
  Scenario scenario = std::move(read).value();
  if (request.seed) scenario.seed = *request.seed;
  ProgressLine progress(!request.quiet);
  options.event = request.event;
  options.runs = request.runs.value_or(0);
  options.workers = request.workers;
  options.on_progress = [&](const Progress& told) {
    progress.update(told.phase, told.done, told.expected, told.phase_left_s);
  };
  if (const auto problem = objection_to(scenario, options)) {
    const Problems problems = {*problem};
    complain_about(problems);
    return ExitCode::bad_input;
  }
  if (!request.out.empty()) {
    if (const auto problem = check_output_folder(request.out))
      return complained(*problem, ExitCode::input_output);
  }
  const WorstTimeReport report = worst_time(scenario, options);
  progress.finish();

  const Terminal terminal = inspect_terminal(stdout);
  const TextStyle style{static_cast<std::size_t>(terminal.columns), terminal.colour};
  print_answer(request.quiet ? worst_time_line(report, style) : worst_time_text(report, style));
  const ExitCode code = report.sound ? ExitCode::ok : ExitCode::internal;
  return request.out.empty() ? code : worse_of(code, write_files(request, scenario, report));
}

}  // namespace switchover
