// Scenario texts for tests: written into a folder of their own, read, and their problems as lines.
#pragma once
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"

namespace switchover::testing {

class ScenarioFolder {
 public:
  ScenarioFolder() {
    static std::atomic<int> next{0};
    folder_ = std::filesystem::temp_directory_path() /
              ("switchover-scenario-" + std::to_string(getpid()) + "-" + std::to_string(next++));
    std::filesystem::create_directories(folder_);
  }
  ~ScenarioFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  ScenarioFolder(const ScenarioFolder&) = delete;
  ScenarioFolder& operator=(const ScenarioFolder&) = delete;

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }
  Expected<Scenario> read(const std::string& name, const std::vector<std::string>& settings = {}) const {
    return read_scenario(path(name), settings);
  }
  // The problems of a scenario without the folder in their places; empty when it reads.
  std::vector<std::string> problems(const std::string& name,
                                    const std::vector<std::string>& settings = {}) const {
    return lines(read(name, settings));
  }
  std::vector<std::string> lines(const Expected<Scenario>& read) const {
    std::vector<std::string> out;
    if (read.ok()) return out;
    for (const Problem& problem : read.problems()) out.push_back(without_folder(to_string(problem)));
    return out;
  }
  std::string without_folder(std::string text) const {
    const std::string folder = folder_.string() + "/";
    for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder)) {
      text.erase(at, folder.size());
    }
    return text;
  }

 private:
  std::filesystem::path folder_;
};

// The smallest scenario, in parts that tests add to. Lines 1-2 are the top, the queue begins on line 3 +
// extra lines.
inline const std::string small_top = "start = 2026-03-02T08:00:00\nlength = \"10h\"\n";
inline const std::string small_queue = "[queue.billing]\ntalk = \"240s\"\ncalls_per_hour = 180\n";
inline const std::string small_group = "[group.billing]\nskills = [\"billing\"]\nagents = 20\n";

inline Expected<Scenario> read_text(const std::string& text, const std::vector<std::string>& settings = {}) {
  const ScenarioFolder folder;
  folder.write("s.toml", text);
  return folder.read("s.toml", settings);
}
inline std::vector<std::string> problems_of(const std::string& text,
                                            const std::vector<std::string>& settings = {}) {
  const ScenarioFolder folder;
  folder.write("s.toml", text);
  return folder.problems("s.toml", settings);
}
// small scenario with further lines in the queue, the group, or behind everything
inline std::string with_queue(const std::string& lines) {
  return small_top + small_queue + lines + small_group;
}
inline std::string with_group(const std::string& lines) {
  return small_top + small_queue + small_group + lines;
}
inline std::string with_more(const std::string& lines) { return with_group(lines); }
inline std::string with_top(const std::string& lines) {
  return small_top + lines + small_queue + small_group;
}

using Lines = std::vector<std::string>;

}  // namespace switchover::testing
