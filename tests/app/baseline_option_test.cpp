// --save-baseline, --against and --tolerance of `run`, as a pipeline uses them.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/app/program_runner.hpp"

using namespace switchover;

namespace {

class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() / ("switchover-baselines-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
    std::ofstream(path_ / "day.toml")
        << "schema = 1\nname = \"Day\"\nstart = 2026-03-02T08:00:00\nlength = \"2h\"\n"
           "runs = 40\n[platform.old]\n[queue.help]\npromise = \"80% in 20s\"\n"
           "talk = \"5m\"\npatience = \"5m\"\ncalls_per_hour = 240\n"
           "[group.team]\nskills = [\"help\"]\nagents = 24\n"
           "[expect]\nmust = [\"mean service_level[help] >= 60% over day\"]\n";
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string at(const std::string& name) const { return (path_ / name).string(); }
  std::string text(const std::string& name) const {
    std::ifstream in(at(name), std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("a kept baseline, the same again, and worse than it") {
  const Folder folder;
  const auto kept =
      test::run_switchover({"run", folder.at("day.toml"), "--quiet", "--save-baseline", folder.at("b.txt")});
  REQUIRE(kept.code == 0);
  const auto same =
      test::run_switchover({"run", folder.at("day.toml"), "--quiet", "--against", folder.at("b.txt")});
  CHECK(same.code == 0);
  CHECK(same.out.find("BASELINE none of ") != std::string::npos);
  const auto worse = test::run_switchover({"run", folder.at("day.toml"), "--against", folder.at("b.txt"),
                                           "--set", "group.team.agents=23", "--out", folder.at("out"),
                                           "--junit", folder.at("j.xml")});
  CHECK(worse.code == 5);
  CHECK(worse.out.find("day: the plan changed") != std::string::npos);
  CHECK(worse.out.find("WORSE") != std::string::npos);
  CHECK(worse.out.find("exit 5 (worse than the baseline)") != std::string::npos);
  const auto summary = nlohmann::json::parse(folder.text("out/summary.json"));
  CHECK(summary["baseline"]["regression"] == true);
  CHECK(summary["verdict"]["exit_code"] == 5);
  CHECK(folder.text("out/verdict.md").find("## Against the baseline") != std::string::npos);
  CHECK(folder.text("j.xml").find("regression") != std::string::npos);
  const auto tolerated =
      test::run_switchover({"run", folder.at("day.toml"), "--quiet", "--against", folder.at("b.txt"), "--set",
                            "group.team.agents=23", "--tolerance", "90%"});
  CHECK(tolerated.code == 0);
}

TEST_CASE("a must that fails outranks a regression, and a new plan is new") {
  const Folder folder;
  REQUIRE(
      test::run_switchover({"run", folder.at("day.toml"), "--quiet", "--save-baseline", folder.at("b.txt")})
          .code == 0);
  const auto failed = test::run_switchover({"run", folder.at("day.toml"), "--quiet", "--against",
                                            folder.at("b.txt"), "--set", "group.team.agents=18"});
  CHECK(failed.code == 1);
  std::filesystem::copy_file(folder.at("day.toml"), folder.at("other.toml"));
  const auto fresh = test::run_switchover({"run", folder.at("other.toml"), "--against", folder.at("b.txt")});
  CHECK(fresh.code == 0);
  CHECK(fresh.out.find("other: new, no baseline yet") != std::string::npos);
  CHECK(fresh.out.find("In the baseline, not in this run: day") != std::string::npos);
}

TEST_CASE("what cannot be read or written is told before anything is simulated") {
  const Folder folder;
  std::ofstream(folder.at("b.txt")) << "surprise\n";
  const auto damaged = test::run_switchover({"run", folder.at("day.toml"), "--against", folder.at("b.txt")});
  CHECK(damaged.code == 2);
  CHECK(damaged.out.empty());
  CHECK(damaged.err.find("this is not a baseline of this version") != std::string::npos);
  const auto nowhere =
      test::run_switchover({"run", folder.at("day.toml"), "--save-baseline", folder.at("day.toml/b.txt")});
  CHECK(nowhere.code == 74);
  CHECK(nowhere.out.empty());
}
