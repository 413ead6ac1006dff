#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analysis/baseline_figures.hpp"
#include "analysis/report/junit.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_text.hpp"
#include "analysis/study.hpp"
#include "app/shell/host.hpp"
#include "app/shell/output_folder.hpp"
#include "app/shell/print.hpp"
#include "app/shell/progress_line.hpp"
#include "app/shell/terminal.hpp"
#include "app/verbs/baseline_steps.hpp"
#include "app/verbs/complaints.hpp"
#include "app/verbs/named_file.hpp"
#include "app/verbs/run_files.hpp"
#include "app/verbs/trace_text.hpp"
#include "app/verbs/verbs.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/short_name.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

namespace {

// One scenario of the command line, read and ready.
struct Task {
  std::string file, folder, name;
  Scenario scenario;
  std::optional<ActualTable> actual;
};

// Two scenarios of the same name get "-2", "-3" behind it.
std::string unique_name(const std::string& file, std::map<std::string, int>& taken) {
  const std::string name = short_name(file);
  const int times = ++taken[name];
  return times == 1 ? name : fmt::format("{}-{}", name, times);
}
std::string folder_of(const RunRequest& request, const std::string& name) {
  return request.out.empty() || request.files.size() == 1 ? request.out : request.out + "/" + name;
}

// With the particulars of [files] actual. A file without a column of queues belongs to the only queue there
// is.
Expected<ActualTable> read_actual_table(const std::string& path, Scenario& scenario) {
  TableSource source;
  source.path = source.shown = path;
  source.named_at = {path, 0, 0};
  const Calendar calendar{scenario.start, scenario.centre.length, scenario.timezone};
  if (scenario.actual) {
    source.layout = scenario.actual->layout;
    source.columns = scenario.actual->columns;
    source.date_format = scenario.actual->date_format;
    source.timezone = scenario.actual->timezone;
    source.only_queue = scenario.actual->queue;
  }
  std::vector<Problem> lints;
  Expected<ActualTable> table = read_actual(source, calendar, lints);
  if (!table && scenario.centre.queues.size() == 1 && source.only_queue.empty()) {
    source.only_queue = scenario.centre.queues.front().name;
    std::vector<Problem> other_lints;
    Expected<ActualTable> other = read_actual(source, calendar, other_lints);
    const bool has_queues = !other && other.problems().front().what.starts_with("queue = ");
    if (!has_queues) {
      table = std::move(other);
      lints = std::move(other_lints);
    }
  }
  scenario.lints.insert(scenario.lints.end(), lints.begin(), lints.end());
  return table;
}

// Reads everything before anything is simulated, so that every mistake shows at once.
void read_tasks(const RunRequest& request, std::vector<Task>& tasks, std::vector<UnreadInput>& unread) {
  std::map<std::string, int> taken;
  for (const std::string& file : request.files) {
    Expected<Scenario> scenario = read_scenario(file, request.settings);
    if (!scenario) {
      unread.push_back({file, scenario.problems()});
      continue;
    }
    std::string name = unique_name(file, taken);
    Task task{file, folder_of(request, name), name, std::move(scenario).value(), std::nullopt};
    if (request.runs) task.scenario.max_runs = *request.runs;
    if (request.seed) task.scenario.seed = *request.seed;
    if (!request.actual.empty()) {
      Expected<ActualTable> actual = read_actual_table(request.actual, task.scenario);
      if (!actual) {
        unread.push_back({file, actual.problems()});
        continue;
      }
      task.actual = std::move(actual).value();
    }
    tasks.push_back(std::move(task));
  }
}

ExitCode complain_about_unread(const std::vector<UnreadInput>& unread) {
  if (unread.empty()) return ExitCode::ok;
  Problems problems;
  for (const UnreadInput& one : unread) {
    problems.insert(problems.end(), one.problems.begin(), one.problems.end());
  }
  complain_about(problems);
  return ExitCode::bad_input;
}

ExitCode check_places(const RunRequest& request, const std::vector<Task>& tasks) {
  if (const ExitCode code = check_named_file(request.ci.junit); code != ExitCode::ok) return code;
  for (const Task& task : tasks) {
    if (task.folder.empty()) continue;
    if (const auto problem = check_output_folder(task.folder)) {
      print_complaint(fmt::format("switchover: {}\n", clean_text(*problem)));
      return ExitCode::input_output;
    }
  }
  return ExitCode::ok;
}

// What the scenarios that were run leave for a pipeline.
struct Told {
  std::vector<ReportModel> reports;
  std::vector<BaselinePlan> plans;
};

ExitCode run_one(const RunRequest& request, const Task& task, const BaselineRequest& baseline,
                 Told& told_all) {
  const std::string started_at = utc_now();
  ProgressLine progress(!request.quiet);
  StudyOptions options;
  options.workers = request.workers;
  options.version = SWITCHOVER_VERSION;
  options.flip = request.flip;
  options.fix = !request.no_fix && !(request.quiet && task.folder.empty());  // else nobody reads it
  options.tidy_rows = options.pictures = !task.folder.empty();
  options.on_progress = [&](const Progress& told) {
    progress.update(told.phase, told.done, told.expected, told.phase_left_s);
  };
  StudyResult result =
      task.actual ? study_with_actual(task.scenario, *task.actual, options) : study(task.scenario, options);
  progress.finish();
  told_all.plans.push_back(
      baseline_plan(task.name, task.scenario, SWITCHOVER_VERSION, std::move(result.figures)));
  set_beside_baseline(baseline, told_all.plans.back(), result.report);

  const Terminal terminal = inspect_terminal(stdout);
  const TextStyle style{static_cast<std::size_t>(terminal.columns), terminal.colour};
  print_answer(request.quiet ? verdict_line(result.report, style)
                             : verdict_text(result.report, style, result.cost));
  if (request.quiet && result.report.baseline) {
    print_answer(fmt::format("BASELINE {}\n", clean_text(result.report.baseline->sentence)));
  }
  const std::string trace = request.trace > 0 ? trace_text(task.scenario, request.trace) : std::string{};
  auto code = static_cast<ExitCode>(result.report.exit_code);
  if (!task.folder.empty()) {
    code = worse_of(code, write_run_files(request, result, {task.file, task.folder, trace, started_at}));
  } else if (!trace.empty()) {
    print_answer("\n" + trace);
  }
  result.report.tidy = {};  // large, and written by now
  result.report.pictures.reset();
  told_all.reports.push_back(std::move(result.report));
  return code;
}

}  // namespace

ExitCode run_scenarios(const RunRequest& request) {
  std::vector<Task> tasks;
  std::vector<UnreadInput> unread;
  read_tasks(request, tasks, unread);
  ExitCode code = complain_about_unread(unread);
  BaselineRequest baseline;
  if (const ExitCode prepared = prepare_baseline(request.ci, baseline); prepared != ExitCode::ok) {
    return worse_of(code, prepared);
  }
  // A pipeline that asked for a report gets a whole one: what can be read is run beside what cannot.
  const bool reported = !request.ci.junit.empty();
  if (code != ExitCode::ok && !reported) return code;
  if (const ExitCode places = check_places(request, tasks); places != ExitCode::ok) return places;
  Told told;
  for (const Task& task : tasks) {
    if (!told.reports.empty() && !request.quiet) print_answer("\n");
    code = worse_of(code, run_one(request, task, baseline, told));
    if (code == ExitCode::input_output) return code;
  }
  if (reported) code = worse_of(code, write_named_file(request.ci.junit, junit_xml(told.reports, unread)));
  if (!request.quiet) print_answer(plans_gone(baseline, told.plans));
  return worse_of(code, save_baseline(request.ci, told.plans));
}

}  // namespace switchover
