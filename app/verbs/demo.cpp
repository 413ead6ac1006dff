#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "analysis/report/layout.hpp"
#include "app/shell/output_folder.hpp"
#include "app/shell/print.hpp"
#include "app/verbs/embedded_library.hpp"
#include "app/verbs/verbs.hpp"

namespace switchover {

namespace {

namespace fs = std::filesystem;

constexpr const char* shown_scenario = "monday-with-outage";

// Writes what is not there yet; a planner's own changes stay.
std::optional<std::string> write_library(const std::string& folder) {
  if (auto problem = check_output_folder(folder)) return problem;
  for (const EmbeddedFile& file : embedded_library()) {
    const fs::path path = fs::path(folder) / file.path;
    std::error_code error;
    if (fs::exists(path, error)) continue;
    const std::string inside = path.parent_path().string();
    if (auto problem = write_output_folder(inside, {{path.filename().string(), std::string(file.content)}})) {
      return problem;
    }
  }
  return std::nullopt;
}

}  // namespace

ExitCode run_demo(const DemoRequest& request) {
  if (const auto problem = write_library(request.folder)) {
    print_complaint(fmt::format("switchover: {}\n", clean_text(*problem)));
    return ExitCode::input_output;
  }
  const std::string scenario = fmt::format("{}/{}/scenario.toml", request.folder, shown_scenario);
  print_answer(fmt::format("The library scenarios are in {}. This is `switchover run {}`:\n\n",
                           request.folder, scenario));
  RunRequest run;
  run.files = {scenario};
  const ExitCode code = run_scenarios(run);
  if (code == ExitCode::ok || code == ExitCode::must_failed || code == ExitCode::undecided) {
    print_answer(
        fmt::format("\nNext     switchover check {0}\n"
                    "         switchover run {0} --set 'event.old platform dead.lasts=10m'\n"
                    "         switchover run {1}/split-90-10/scenario.toml\n",
                    scenario, request.folder));
  }
  return code;
}

}  // namespace switchover
