#include "app/verbs/answer_files.hpp"

#include <fmt/format.h>

#include <utility>

#include "analysis/report/layout.hpp"
#include "app/shell/print.hpp"

namespace switchover {

PageParticulars particulars_of(std::vector<std::string> repeat, const Scenario& scenario) {
  return {std::move(repeat), SWITCHOVER_VERSION, scenario.files};
}

ExitCode write_answer(const std::string& out, bool quiet, const std::string& page,
                      std::vector<OutputFile> others) {
  std::vector<OutputFile> files = {{"report.html", page_html_of(page)}, {"report.json", page}};
  for (OutputFile& file : others) files.push_back(std::move(file));
  if (const auto problem = write_output_folder(out, files)) {
    print_complaint(fmt::format("switchover: {}\n", clean_text(*problem)));
    return ExitCode::input_output;
  }
  if (!quiet) print_answer(fmt::format("Written to {}: open report.html\n", clean_text(out)));
  return ExitCode::ok;
}

}  // namespace switchover
