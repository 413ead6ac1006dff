// The number of workers never shows: every file but manifest.json (times, host) is the same to the byte, for
// every scenario of the library.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/app/program_runner.hpp"

using namespace switchover::test;
namespace fs = std::filesystem;

namespace {
#ifdef SWITCHOVER_SANITIZED
constexpr const char* runs = "4";  // sanitized days take ten times as long; the code they pass is the same
#else
constexpr const char* runs = "10";
#endif
}  // namespace

TEST_CASE("one worker and two write the same bytes for every scenario of the library") {
  int scenarios = 0, incidents = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(SWITCHOVER_SOURCE_DIR) / "scenarios/library")) {
    if (!fs::exists(entry.path() / "scenario.toml")) continue;
    INFO(entry.path().filename());
    const TemporaryFolder place;
    const auto run_with = [&](const std::string& workers, const std::string& out) {
      return run_switchover({"run", entry.path() / "scenario.toml", "--runs", runs, "--trace", "2", "--quiet",
                             "--workers", workers, "--out", out},
                            place.path());
    };
    const Ran one = run_with("1", "one"), two = run_with("2", "two");
    INFO(one.err << two.err);
    REQUIRE((one.code == 0 || one.code == 1 || one.code == 3));
    CHECK(two.code == one.code);
    CHECK(two.out == one.out);
    for (const char* name :
         {"report.html", "report.json", "verdict.md", "summary.json", "intervals.csv", "trace.txt"}) {
      const std::string bytes = file_text(place / ("one/" + std::string(name)));
      CHECK(bytes.size() > 500);
      CHECK((file_text(place / ("two/" + std::string(name))) == bytes));  // not printed: they are long
    }
    // Only where a component fails.
    CHECK((file_text(place / "two/incident.csv") == file_text(place / "one/incident.csv")));
    incidents += fs::exists(place / "one/incident.csv") ? 1 : 0;
    ++scenarios;
  }
  CHECK(scenarios >= 6);
  CHECK(incidents >= 2);
}
