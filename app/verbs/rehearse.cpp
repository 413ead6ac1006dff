#include <fmt/format.h>

#include <string>
#include <vector>

#include "analysis/report/layout.hpp"
#include "analysis/staging.hpp"
#include "app/shell/output_folder.hpp"
#include "app/shell/print.hpp"
#include "app/verbs/complaints.hpp"
#include "app/verbs/story_text.hpp"
#include "app/verbs/verbs.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

namespace {

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}
std::string name_in_folder(const std::string& path) { return path.substr(path.rfind('/') + 1); }

ExitCode cannot_write(const std::string& reason) {
  print_complaint(fmt::format("switchover: {}\n", clean_text(reason)));
  return ExitCode::input_output;
}

std::vector<std::string> platform_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const PlatformSpec& platform : scenario.centre.platforms) names.push_back(platform.name);
  return names;
}

// What was rehearsed, as it will be printed. One story stands for all replications when nothing is random.
std::string rehearsed(const RehearseRequest& request, const Scenario& scenario) {
  Staging staging(scenario.seed, request.replication + 1);
  if (request.story) {
    const std::vector<Story> stories = staging.stories(scenario.centre, scenario.estate);
    if (stories.empty()) return {};
    return story_text(scenario, stories.size() == 1 ? stories.front() : stories.at(request.replication));
  }
  const CentreSpec staged = staging.staged(scenario.centre, scenario.estate);
  return to_csv(staged.staged ? staged.staged->at(request.replication) : PlatformTimeline{},
                platform_names(scenario));
}

}  // namespace

ExitCode run_rehearse(const RehearseRequest& request) {
  const Expected<Scenario> read = read_scenario(request.file, request.settings);
  if (!read) {
    complain_about(read.problems());
    return ExitCode::bad_input;
  }
  const Scenario& scenario = read.value();
  if (!request.out.empty()) {
    if (const auto problem = check_output_folder(folder_of(request.out))) return cannot_write(*problem);
  }
  const std::string text = rehearsed(request, scenario);
  if (!has_component_faults(scenario.centre)) {
    print_complaint(fmt::format("switchover: {} has no fault of a component: there is nothing to rehearse\n",
                                clean_text(request.file)));
  }
  if (request.out.empty()) {
    print_answer(text);
    return ExitCode::ok;
  }
  const auto problem = write_output_folder(folder_of(request.out), {{name_in_folder(request.out), text}});
  return problem ? cannot_write(*problem) : ExitCode::ok;
}

}  // namespace switchover
