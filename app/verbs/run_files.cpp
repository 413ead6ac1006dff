#include "app/verbs/run_files.hpp"

#include <fmt/format.h>

#include <vector>

#include "analysis/report/layout.hpp"
#include "analysis/report/page.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/report/report_incident.hpp"
#include "analysis/report/report_json.hpp"
#include "analysis/report/report_markdown.hpp"
#include "analysis/report/workbook.hpp"
#include "app/shell/host.hpp"
#include "app/shell/output_folder.hpp"
#include "app/shell/print.hpp"
#include "app/verbs/repeat_command.hpp"

namespace switchover {

namespace {

ExitCode cannot_write(const std::string& reason) {
  print_complaint(fmt::format("switchover: {}\n", clean_text(reason)));
  return ExitCode::input_output;
}

}  // namespace

ExitCode write_run_files(const RunRequest& request, const StudyResult& result, const RunOutput& output) {
  const ReportModel& report = result.report;
  const std::string page = run_page_data(report, {repeat_command(request, output.file, report.run)});
  std::vector<OutputFile> files = {{"report.html", page_html_of(page)},
                                   {"report.json", page},
                                   {"verdict.md", verdict_markdown(report)},
                                   {"summary.json", summary_json(report)},
                                   {"intervals.csv", intervals_csv(report)}};
  Expected<std::string> workbook = run_workbook(report);
  if (!workbook) return cannot_write(to_string(workbook.problems().front()));
  files.push_back({"report.xlsx", std::move(workbook).value()});
  if (report.actual) files.push_back({"actual.csv", actual_csv(*report.actual)});
  if (report.incident) files.push_back({"incident.csv", incident_csv(report)});
  if (!output.trace.empty()) files.push_back({"trace.txt", output.trace});
  Manifest manifest = host_manifest();
  manifest.command = command_of(request);
  manifest.started_at = output.started_at;
  for (const OutputFile& file : files) manifest.outputs.push_back(file.name);
  files.push_back({"manifest.json", manifest_json(report, result.cost, manifest)});
  if (const auto problem = write_output_folder(output.folder, files)) return cannot_write(*problem);
  if (!request.quiet) {
    print_answer(fmt::format("Written to {}: open report.html\n", clean_text(output.folder)));
  }
  return ExitCode::ok;
}

}  // namespace switchover
