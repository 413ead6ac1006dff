// The number of workers never shows: every file but manifest.json (times, host) is the same to the byte, for
// every scenario of the library.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/app/program_runner.hpp"

using namespace switchover::test;
namespace fs = std::filesystem;

TEST_CASE("one worker and two write the same bytes for every scenario of the library") {
  int scenarios = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(SWITCHOVER_SOURCE_DIR) / "scenarios/library")) {
    if (!entry.is_directory()) continue;
    INFO(entry.path().filename());
    const TemporaryFolder place;
    const auto run_with = [&](const std::string& workers, const std::string& out) {
      return run_switchover({"run", entry.path() / "scenario.toml", "--runs", "10", "--trace", "2", "--quiet",
                             "--workers", workers, "--out", out},
                            place.path());
    };
    const Ran one = run_with("1", "one"), two = run_with("2", "two");
    INFO(one.err << two.err);
    REQUIRE((one.code == 0 || one.code == 1 || one.code == 3));
    CHECK(two.code == one.code);
    CHECK(two.out == one.out);
    for (const char* name : {"verdict.md", "summary.json", "intervals.csv", "trace.txt"}) {
      const std::string bytes = file_text(place / ("one/" + std::string(name)));
      CHECK(bytes.size() > 500);
      CHECK((file_text(place / ("two/" + std::string(name))) == bytes));  // not printed: they are long
    }
    ++scenarios;
  }
  CHECK(scenarios >= 6);
}
