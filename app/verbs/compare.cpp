#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/comparison_baseline.hpp"
#include "analysis/report/baseline_text.hpp"
#include "analysis/report/comparison_files.hpp"
#include "analysis/report/comparison_markdown.hpp"
#include "analysis/report/comparison_text.hpp"
#include "analysis/report/junit.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/page.hpp"
#include "analysis/report/workbook.hpp"
#include "app/shell/design_folder.hpp"
#include "app/shell/host.hpp"
#include "app/shell/output_folder.hpp"
#include "app/shell/print.hpp"
#include "app/shell/progress_line.hpp"
#include "app/shell/terminal.hpp"
#include "app/verbs/baseline_steps.hpp"
#include "app/verbs/complaints.hpp"
#include "app/verbs/design_options.hpp"
#include "app/verbs/named_file.hpp"
#include "app/verbs/repeat_command.hpp"
#include "app/verbs/verbs.hpp"
#include "scenarios/plan_set.hpp"

namespace switchover {

namespace {

ExitCode complained(const std::string& what, ExitCode code) {
  print_complaint(fmt::format("switchover: {}\n", clean_text(what)));
  return code;
}

// Everything of the command line that can be wrong by itself.
ExitCode understand(const CompareRequest& request, PlanRules& rules, CompareOptions& options,
                    std::optional<Unit>& unit) {
  rules.settings = request.common.settings;
  rules.different_days = request.different_days;
  rules.baseline = request.baseline;
  return understand_design(
      request.common,
      {request.rank_by, request.indifference, request.budget, request.no_controls, request.antithetic}, rules,
      options, unit);
}

std::vector<std::string> command_of(const CompareRequest& request) {
  std::vector<std::string> command = {"compare"};
  command.insert(command.end(), request.files.begin(), request.files.end());
  const auto option = [&](const char* name, const std::string& value) {
    if (value.empty()) return;
    command.emplace_back(name);
    command.push_back(value);
  };
  const CommonRequest& common = request.common;
  if (common.runs) option("--runs", std::to_string(*common.runs));
  if (common.seed) option("--seed", std::to_string(*common.seed));
  if (common.workers > 0) option("--workers", std::to_string(common.workers));
  for (const std::string& setting : common.settings) option("--set", setting);
  option("--baseline", request.baseline);
  option("--rank-by", request.rank_by);
  option("--indifference", request.indifference);
  option("--budget", request.budget);
  if (request.different_days) command.emplace_back("--different-days");
  if (request.no_controls) command.emplace_back("--no-controls");
  if (request.antithetic) command.emplace_back("--antithetic");
  option("--junit", request.ci.junit);
  option("--save-baseline", request.ci.save_baseline);
  option("--against", request.ci.against);
  for (const std::string& tolerance : request.ci.tolerance) option("--tolerance", tolerance);
  option("--out", common.out);
  if (common.quiet) command.emplace_back("--quiet");
  return command;
}

ExitCode write_files(const CompareRequest& request, const CompareResult& result,
                     const std::string& started_at) {
  const PlanComparison& comparison = result.comparison;
  Expected<std::string> workbook = comparison_workbook(comparison);
  if (!workbook) return complained(to_string(workbook.problems().front()), ExitCode::input_output);
  const std::string page = comparison_page_data(comparison, {repeat_command(request, comparison.run)});
  std::vector<OutputFile> files = {
      {"report.html", page_html_of(page)},
      {"report.json", page},
      {"compare.csv", comparison_csv(result)},
      {"compare.md", comparison_markdown(comparison)},
      {"compare.json", comparison_json(comparison)},
      {"compare.txt", comparison_text(comparison, TextStyle{110, false})},
      {"compare.xlsx", std::move(workbook).value()},
  };
  Manifest manifest = host_manifest();
  manifest.command = command_of(request);
  manifest.started_at = started_at;
  for (const OutputFile& file : files) manifest.outputs.push_back(file.name);
  files.push_back({"manifest.json", comparison_manifest(comparison, result.cost, manifest)});
  if (const auto problem = write_output_folder(request.common.out, files))
    return complained(*problem, ExitCode::input_output);
  if (!request.common.quiet) {
    print_answer(fmt::format("Written to {}: open report.html\n", clean_text(request.common.out)));
  }
  return ExitCode::ok;
}

// Before anything is simulated: can everything be written that was asked for?
ExitCode check_places(const CompareRequest& request, std::shared_ptr<BlockStore>& store) {
  if (const ExitCode code = check_named_file(request.ci.junit); code != ExitCode::ok) return code;
  if (request.common.out.empty()) return ExitCode::ok;
  if (const auto problem = check_output_folder(request.common.out))
    return complained(*problem, ExitCode::input_output);
  const auto opened = open_store(request.common.out);
  if (!opened) return complained(to_string(opened.problems().front()), ExitCode::input_output);
  store = opened.value();
  return ExitCode::ok;
}

// What a pipeline wants besides the answer.
ExitCode serve_pipeline(const CompareRequest& request, const CompareResult& result,
                        const BaselineRequest& baseline, const TextStyle& style) {
  ExitCode code = ExitCode::ok;
  const std::vector<BaselinePlan> now = comparison_baseline(result);
  if (const auto beside = beside_baseline(baseline, now)) {
    print_answer(baseline_block(*beside, style));
    if (beside->regression) code = ExitCode::regression;
  }
  if (!request.ci.save_baseline.empty()) code = worse_of(code, save_baseline(request.ci, now));
  if (!request.ci.junit.empty())
    code = worse_of(code, write_named_file(request.ci.junit, junit_xml(result.comparison)));
  return code;
}

}  // namespace

ExitCode run_compare(const CompareRequest& request) {
  const std::string started_at = utc_now();
  PlanRules rules;
  CompareOptions options;
  std::optional<Unit> unit;
  if (const ExitCode code = understand(request, rules, options, unit); code != ExitCode::ok) return code;
  const Expected<PlanSet> plans = read_plans(request.files, rules);
  if (!plans) {
    complain_about(plans.problems());
    return ExitCode::bad_input;
  }
  if (unit && !fits_ranking(plans.value(), *unit)) {
    return complained(fmt::format("--indifference {} is no size of the figure that plans are ranked by",
                                  request.indifference),
                      ExitCode::usage);
  }
  std::shared_ptr<BlockStore> store;
  BaselineRequest baseline;
  if (const ExitCode code = check_places(request, store); code != ExitCode::ok) return code;
  if (const ExitCode code = prepare_baseline(request.ci, baseline); code != ExitCode::ok) return code;
  ProgressLine progress(!request.common.quiet);
  options.store = store.get();
  options.pictures = !request.common.out.empty();
  options.on_progress = [&](const Progress& told) {
    progress.update(told.phase, told.done, told.expected, told.phase_left_s);
  };
  const CompareResult result = compare_plans(plans.value(), options);
  progress.finish();

  const Terminal terminal = inspect_terminal(stdout);
  const TextStyle style{static_cast<std::size_t>(terminal.columns), terminal.colour};
  print_answer(request.common.quiet ? comparison_line(result.comparison, style)
                                    : comparison_text(result.comparison, style, result.cost));
  auto code = static_cast<ExitCode>(result.comparison.exit_code);
  code = worse_of(code, serve_pipeline(request, result, baseline, style));
  return request.common.out.empty() ? code : worse_of(code, write_files(request, result, started_at));
}

}  // namespace switchover
