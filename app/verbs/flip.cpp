#include "analysis/flip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "analysis/report/flip_text.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/page_flip.hpp"
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

ExitCode write_files(const FlipRequest& request, const FlipReport& report, const Scenario& scenario) {
  const PageParticulars particulars = particulars_of(repeat_command(request, scenario.seed), scenario);
  return write_answer(request.common.out, request.common.quiet, flip_page_data(report, particulars),
                      {{"flip.csv", flip_csv(report)},
                       {"flip.json", flip_json(report)},
                       {"flip.txt", flip_text(report, TextStyle{100, false})}});
}

// An assumption asked for by its key: there, and with a range?
std::optional<Problem> objection_to(const Scenario& scenario, const std::string& only) {
  if (only.empty()) return {};
  std::vector<std::string> keys;
  for (const Doubt& doubt : doubts_of(scenario)) keys.push_back(doubt.key);
  if (std::find(keys.begin(), keys.end(), only) != keys.end()) return {};
  const std::string nearest = nearest_name(only, keys);
  const bool noted = std::any_of(scenario.assumptions.begin(), scenario.assumptions.end(),
                                 [&](const Assumption& line) { return line.key == only; });
  Problem problem;
  problem.place.file = scenario.file;
  problem.what = noted ? fmt::format("{} has no range to vary it over", only)
                       : fmt::format("no assumption is called {}", only);
  problem.hint = nearest.empty() || noted ? "switchover flip without --only names those that can be varied"
                                          : fmt::format("did you mean {}?", nearest);
  return problem;
}

FlipReport flipped(const Scenario& scenario, const FlipRequest& request) {
  ProgressLine progress(!request.common.quiet);
  RunnerOptions options;
  options.workers = request.common.workers;
  options.version = SWITCHOVER_VERSION;
  options.on_progress = [&](const Progress& told) {
    progress.update(told.phase, told.done, told.expected, told.phase_left_s);
  };
  CaseRunner runner(scenario, options);
  FlipOptions flip;
  flip.only = request.only;
  FlipReport report;
  report.scenario = scenario.name;
  report.file = scenario.file;
  report.seed = scenario.seed;
  report.has_promise = !scenario.must.empty();
  const FlipFindings found = find_flips_and_verdict(scenario, runner, flip);
  report.rows = found.rows;
  report.verdict = found.verdict;
  report.days = found.days;
  report.sound = found.sound;
  report.replications = runner.cost().replications;
  progress.finish();
  return report;
}

ExitCode code_of(const FlipReport& report) {
  if (!report.sound) return ExitCode::internal;
  if (!report.has_promise) return ExitCode::ok;
  switch (report.verdict) {
    case Verdict::pass:
    case Verdict::on_target:
      return ExitCode::ok;
    case Verdict::fail:
      return ExitCode::must_failed;
    case Verdict::undecided:
      return ExitCode::undecided;
  }
  return ExitCode::internal;
}

}  // namespace

ExitCode run_flip(const FlipRequest& request) {
  Expected<Scenario> read = read_scenario(request.file, request.common.settings);
  if (!read) {
    complain_about(read.problems());
    return ExitCode::bad_input;
  }
  Scenario scenario = std::move(read).value();
  if (request.common.runs) scenario.max_runs = *request.common.runs;
  if (request.common.seed) scenario.seed = *request.common.seed;
  if (const auto problem = objection_to(scenario, request.only)) {
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
  FlipReport report = flipped(scenario, request);
  const ExitCode code = code_of(report);
  report.exit_code = static_cast<int>(code);
  const Terminal terminal = inspect_terminal(stdout);
  const TextStyle style{static_cast<std::size_t>(terminal.columns), terminal.colour};
  print_answer(request.common.quiet ? flip_line(report, style) : flip_text(report, style));
  return request.common.out.empty() ? code : worse_of(code, write_files(request, report, scenario));
}

}  // namespace switchover
