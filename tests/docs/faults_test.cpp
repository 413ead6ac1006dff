// Every fault of the table in docs/SCENARIO.md is read and run as it is printed there: the day differs from
// the same day without it, but for those of which the page says that calls do not notice.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/staging.hpp"
#include "analysis/variant.hpp"
#include "scenarios/scenario.hpp"

using namespace switchover;

namespace {

struct Example {
  std::string title;  // "F7"
  std::string toml;
};

// The first block after the heading is the base; then each block belongs to the bold line before it.
std::vector<Example> examples() {
  std::ifstream page(SWITCHOVER_SOURCE_DIR "/docs/SCENARIO.md");
  std::vector<Example> found;
  std::string line, title = "base";
  bool in_section = false, in_block = false;
  while (std::getline(page, line)) {
    if (!in_block && line.starts_with("## ")) in_section = line.starts_with("## Faults F1 to F32");
    if (!in_section) continue;
    if (line.starts_with("**F")) title = line.substr(2, line.find(' ') - 2);
    if (line.starts_with("```")) {
      if (line == "```toml") found.push_back({title, ""});
      in_block = line == "```toml";
      continue;
    }
    if (in_block) found.back().toml += line + "\n";
  }
  return found;
}

struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("switchover-faults-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name) << text;
    return (path / name).string();
  }
};

std::vector<std::uint64_t> days(const CentreSpec& spec, std::uint64_t seed) {
  std::vector<std::uint64_t> prints;
  Centre centre(make_plan(spec));
  for (std::uint32_t r = 0; r < 3; ++r) prints.push_back(fingerprint(centre.run(seed, r)));
  return prints;
}

}  // namespace

TEST_CASE("every fault of the table runs as it is printed") {
  const std::vector<Example> all = examples();
  REQUIRE(all.size() == 33);
  const std::set<std::string> not_noticed = {"F24"};
  const Folder folder;
  folder.write("base.toml", all.front().toml);
  for (std::size_t i = 1; i < all.size(); ++i) {
    const Example& example = all[i];
    INFO(example.title << "\n" << example.toml);
    CHECK(example.title == "F" + std::to_string(i));
    const auto read =
        read_scenario(folder.write(example.title + ".toml", "base = \"base.toml\"\n" + example.toml));
    if (!read) {
      for (const Problem& p : read.problems()) UNSCOPED_INFO(to_string(p));
    }
    CHECK(read.ok());
    if (!read) continue;
    const Scenario& scenario = read.value();
    Staging staging(scenario.seed, 3);
    const auto with = days(staging.staged(scenario.centre, scenario.estate), scenario.seed);
    const auto without_it = days(twin_of(scenario.centre), scenario.seed);
    CHECK((with != without_it) == !not_noticed.contains(example.title));
  }
}

TEST_CASE("monitoring sees nothing while reporting is down") {
  const std::vector<Example> all = examples();
  REQUIRE(all.size() == 33);
  const Folder folder;
  folder.write("base.toml", all.front().toml);
  const std::string path = folder.write("F22.toml", "base = \"base.toml\"\n" + all[22].toml);
  const auto read = read_scenario(path);
  REQUIRE(read.ok());
  const auto detected_after = [&](const CentreSpec& spec) {
    Staging staging(1, 1);
    const std::vector<Story> stories = staging.stories(spec, read.value().estate);
    for (const StoryEvent& event : stories.front().events)
      if (event.kind == StoryKind::detected) return event.at;
    return Time::never();
  };
  CentreSpec seeing = read.value().centre;
  std::erase_if(seeing.events, [](const EventSpec& e) { return e.name == "F22"; });
  // The data centre is lost at 09:00, an hour after the start; reporting is back at 09:30.
  CHECK(detected_after(seeing) == Time{} + Duration::whole_seconds(3600 + 300));
  CHECK(detected_after(read.value().centre) == Time{} + Duration::whole_seconds(5400 + 300));
}
