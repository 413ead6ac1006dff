#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/report/comparison_files.hpp"
#include "analysis/report/comparison_text.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/page.hpp"
#include "analysis/report/sweep_files.hpp"
#include "analysis/report/sweep_text.hpp"
#include "analysis/report/workbook.hpp"
#include "analysis/sweep_words.hpp"
#include "app/shell/design_folder.hpp"
#include "app/shell/host.hpp"
#include "app/shell/output_folder.hpp"
#include "app/shell/print.hpp"
#include "app/shell/progress_line.hpp"
#include "app/shell/terminal.hpp"
#include "app/verbs/complaints.hpp"
#include "app/verbs/design_options.hpp"
#include "app/verbs/repeat_command.hpp"
#include "app/verbs/verbs.hpp"
#include "scenarios/plan_set.hpp"

namespace switchover {

namespace {

ExitCode complained(const std::string& what, ExitCode code) {
  print_complaint(fmt::format("switchover: {}\n", clean_text(what)));
  return code;
}

// The arguments that repeat this sweep.
std::vector<std::string> command_of(const SweepRequest& request) {
  std::vector<std::string> command = {"sweep", request.file};
  const auto option = [&](const char* name, const std::string& value) {
    if (value.empty()) return;
    command.emplace_back(name);
    command.push_back(value);
  };
  const CommonRequest& common = request.common;
  for (const std::string& setting : common.settings) option("--set", setting);
  option("--points", request.points ? std::to_string(*request.points) : "");
  option("--runs", common.runs ? std::to_string(*common.runs) : "");
  option("--seed", common.seed ? std::to_string(*common.seed) : "");
  option("--workers", common.workers > 0 ? std::to_string(common.workers) : "");
  option("--rank-by", request.rank_by);
  option("--indifference", request.indifference);
  option("--budget", request.budget);
  option("--out", common.out);
  if (request.no_controls) command.emplace_back("--no-controls");
  if (request.antithetic) command.emplace_back("--antithetic");
  if (common.quiet) command.emplace_back("--quiet");
  return command;
}

// A setting with one value is laid on every point; ranges and lists are axes: read_sweep() tells them apart.
ExitCode understand(const SweepRequest& request, PlanRules& rules, CompareOptions& options,
                    std::optional<Unit>& unit) {
  rules.sweep = request.common.settings;
  rules.points = request.points;
  if (request.common.seed) rules.seed = *request.common.seed;
  return understand_design(
      request.common,
      {request.rank_by, request.indifference, request.budget, request.no_controls, request.antithetic}, rules,
      options, unit);
}

ExitCode write_files(const SweepRequest& request, const CompareResult& result,
                     const std::string& started_at) {
  const PlanComparison& sweep = result.comparison;
  Expected<std::string> workbook = comparison_workbook(sweep);
  if (!workbook) return complained(to_string(workbook.problems().front()), ExitCode::input_output);
  const std::string page = comparison_page_data(sweep, {repeat_command(request, sweep.run)});
  std::vector<OutputFile> files = {
      {"report.html", page_html_of(page)},        {"report.json", page},
      {"sweep.csv", sweep_csv(result)},           {"sweep.md", sweep_markdown(sweep)},
      {"sweep.json", comparison_json(sweep)},     {"sweep.txt", sweep_text(sweep, TextStyle{110, false})},
      {"sweep.xlsx", std::move(workbook).value()}};
  Manifest manifest = host_manifest();
  manifest.command = command_of(request);
  manifest.started_at = started_at;
  for (const OutputFile& file : files) manifest.outputs.push_back(file.name);
  files.push_back({"manifest.json", comparison_manifest(sweep, result.cost, manifest)});
  if (const auto problem = write_output_folder(request.common.out, files))
    return complained(*problem, ExitCode::input_output);
  if (!request.common.quiet) {
    print_answer(fmt::format("Written to {}: open report.html\n", clean_text(request.common.out)));
  }
  return ExitCode::ok;
}

}  // namespace

ExitCode run_sweep(const SweepRequest& request) {
  const std::string started_at = utc_now();
  PlanRules rules;
  CompareOptions options;
  std::optional<Unit> unit;
  if (const ExitCode code = understand(request, rules, options, unit); code != ExitCode::ok) return code;
  const Expected<PlanSet> plans = read_sweep(request.file, rules);
  if (!plans) {
    complain_about(plans.problems());
    return ExitCode::bad_input;
  }
  if (unit && !fits_ranking(plans.value(), *unit)) {
    return complained(fmt::format("--indifference {} is no size of the figure that points are ranked by",
                                  request.indifference),
                      ExitCode::usage);
  }
  std::shared_ptr<BlockStore> store;
  if (!request.common.out.empty()) {
    if (const auto problem = check_output_folder(request.common.out))
      return complained(*problem, ExitCode::input_output);
    const auto opened = open_store(request.common.out);
    if (!opened) return complained(to_string(opened.problems().front()), ExitCode::input_output);
    store = opened.value();
  }
  ProgressLine progress(!request.common.quiet);
  options.store = store.get();
  options.on_progress = [&](const Progress& told) {
    progress.update(told.phase, told.done, told.expected, told.phase_left_s);
  };
  // A sweep is a search itself; beyond its grid only what the scenario's [levers] offer is tried.
  options.search_nearest = !plans.value().plans.front().scenario.levers.empty();
  CompareResult result = compare_plans(plans.value(), options);
  progress.finish();
  word_sweep(result.comparison);

  const Terminal terminal = inspect_terminal(stdout);
  const TextStyle style{static_cast<std::size_t>(terminal.columns), terminal.colour};
  print_answer(request.common.quiet ? comparison_line(result.comparison, style)
                                    : sweep_text(result.comparison, style, result.cost));
  const auto code = static_cast<ExitCode>(result.comparison.exit_code);
  return request.common.out.empty() ? code : worse_of(code, write_files(request, result, started_at));
}

}  // namespace switchover
