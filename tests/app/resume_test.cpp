// A sweep that is killed or interrupted goes on where it was, and answers as if nothing had happened.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "analysis/block_store.hpp"
#include "app/shell/design_folder.hpp"
#include "tests/app/kill_trial.hpp"
#include "tests/app/program_runner.hpp"

using switchover::test::file_text;
using switchover::test::KillPlan;
using switchover::test::KillTrial;
using switchover::test::quoted_for_shell;
using switchover::test::Ran;
using switchover::test::run_shell;
using switchover::test::run_switchover;
using switchover::test::TemporaryFolder;
using switchover::test::write_text;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string small_day(const std::string& length = "3h") {
  return R"(schema = 1
name = "Small"
start = 2026-03-02T08:00:00
length = ")" +
         length + R"("
runs = 40
[platform.main]
[queue.help]
promise = "80% in 20s"
talk = "180s"
calls_per_hour = 300
[group.agents]
skills = ["help"]
agents = 17
[expect]
must = ["mean service_level[help] >= 80%"]
)";
}
std::vector<std::string> sweep(const std::string& values, const std::string& out) {
  return {"sweep", "day.toml", "--set", "group.agents.agents=" + values, "--out", out, "--quiet"};
}
std::uint64_t resumed_of(const std::string& folder) {
  const auto manifest = nlohmann::json::parse(file_text(folder + "/manifest.json"));
  return manifest.at("resumed_replications").get<std::uint64_t>();
}

}  // namespace

TEST_CASE("a sweep that is killed at random moments answers as one that is not") {
  const TemporaryFolder folder;
  KillPlan plan;
  plan.program = SWITCHOVER_PROGRAM;
  plan.kills = 30;
  plan.kills_in_a_row = 6;
  plan.hours = 3;
  plan.runs = 60;
  plan.agents = "30..36/2";
  plan.seed = 20'261'122;
  const KillTrial trial = try_kills(plan, folder.path());
  CHECK(trial.kills == 30);
  CHECK(trial.chains >= 5);
  CHECK(trial.identical == trial.chains);
  CHECK(trial.differed.empty());
  CHECK(trial.damaged == 0);
  CHECK(trial.shrunk == 0);
  CHECK(trial.blocks >= 15);
  CHECK(trial.blocks_gained > 0);
}

TEST_CASE("a second call simulates nothing, more points only the new ones") {
  const TemporaryFolder folder;
  write_text(folder / "day.toml", small_day());
  REQUIRE(run_switchover(sweep("15,20", "out"), folder.path()).code <= 1);
  CHECK(resumed_of(folder / "out") == 0);
  const std::string csv = file_text(folder / "out/sweep.csv"), json = file_text(folder / "out/sweep.json");
  REQUIRE(run_switchover(sweep("15,20", "out"), folder.path()).code <= 1);
  CHECK(resumed_of(folder / "out") == 3 * 40);
  CHECK(file_text(folder / "out/sweep.csv") == csv);
  CHECK(file_text(folder / "out/sweep.json") == json);
  REQUIRE(run_switchover(sweep("15,20,22", "out"), folder.path()).code <= 1);
  CHECK(resumed_of(folder / "out") == 3 * 40);
  write_text(folder / "day.toml", small_day("4h"));
  REQUIRE(run_switchover(sweep("15,20", "out"), folder.path()).code <= 1);
  CHECK(resumed_of(folder / "out") == 0);
}

TEST_CASE("one worker or two, with a store or without: the same answers") {
  const TemporaryFolder folder;
  write_text(folder / "day.toml", small_day());
  auto one = sweep("15..19/2", "one");
  one.insert(one.end(), {"--workers", "1"});
  auto two = sweep("15..19/2", "two");
  two.insert(two.end(), {"--workers", "2"});
  const Ran first = run_switchover(one, folder.path()), second = run_switchover(two, folder.path());
  const Ran plain = run_switchover({"sweep", "day.toml", "--set", "group.agents.agents=15..19/2", "--quiet"},
                                   folder.path());
  CHECK(first.code == second.code);
  CHECK(first.code == plain.code);
  CHECK(first.out == plain.out);
  for (const char* name : {"sweep.csv", "sweep.md", "sweep.json", "sweep.txt", "sweep.xlsx"}) {
    CAPTURE(name);
    CHECK_FALSE(file_text(folder / (std::string("one/") + name)).empty());
    CHECK(file_text(folder / (std::string("one/") + name)) ==
          file_text(folder / (std::string("two/") + name)));
  }
}

TEST_CASE("a folder in which another switchover works is left alone") {
  const TemporaryFolder folder;
  write_text(folder / "day.toml", small_day());
  std::filesystem::create_directory(folder / "out");
  const auto held = switchover::open_store(folder / "out");
  REQUIRE(held);
  const Ran ran = run_switchover(sweep("15,20", "out"), folder.path());
  CHECK(ran.code == 74);
  CHECK(
      has(ran.err, "another switchover works in this folder; wait until it is done, or name another --out"));
  CHECK(ran.out.empty());
  CHECK(file_text(folder / "out/sweep.csv").empty());
}

TEST_CASE("a store that is none is refused before anything is simulated, and left as it is") {
  const TemporaryFolder folder;
  write_text(folder / "day.toml", small_day());
  std::filesystem::create_directory(folder / "out");
  const std::string store = folder / (std::string("out/") + switchover::store_name);
  write_text(store, std::string(5000, 'n'));
  const Ran ran = run_switchover(sweep("15,20", "out"), folder.path());
  CHECK(ran.code == 74);
  CHECK(has(ran.err, "is no store of finished blocks, or is damaged; delete it to begin anew"));
  CHECK(file_text(store) == std::string(5000, 'n'));
}

TEST_CASE("half-written answers of a process that is gone are removed, those of a living one stay") {
  const TemporaryFolder folder;
  write_text(folder / "day.toml", small_day());
  const std::string living = folder / ("out/.out.partial-" + std::to_string(getpid()));
  const std::string named = folder / "out/.my.partial-notes";
  // The largest number that a process can have is below 2^22.
  for (const std::string& left : {folder / "out/.out.partial-99999999", living, named}) {
    std::filesystem::create_directories(left);
    write_text(left + "/sweep.csv", "half");
  }
  REQUIRE(run_switchover(sweep("15,20", "out"), folder.path()).code <= 1);
  CHECK_FALSE(std::filesystem::exists(folder / "out/.out.partial-99999999"));
  CHECK(std::filesystem::exists(living));
  CHECK(std::filesystem::exists(named));
}

TEST_CASE("a disk that is full ends a sweep with 74 and a sentence, and what was kept serves the next call") {
  const TemporaryFolder folder;
  write_text(folder / "day.toml", small_day());
  const std::string command = quoted_for_shell(SWITCHOVER_PROGRAM) +
                              " sweep day.toml --set group.agents.agents=12..31/1 --out out --quiet";
  // Files of at most 96 KiB: the store outgrows them.
  const Ran full = run_shell("ulimit -f 96; " + command, folder.path());
  CHECK(full.code == 74);
  CHECK(has(full.err, "finished replications cannot be kept: the disk is full or cannot be written"));
  CHECK(file_text(folder / "out/sweep.csv").empty());
  CHECK(run_shell(command, folder.path()).code <= 1);
  CHECK(resumed_of(folder / "out") > 0);
}

TEST_CASE("Ctrl-C says that finished work is kept, and leaves with 130") {
  const TemporaryFolder folder;
  write_text(folder / "day.toml", small_day("24h"));
  const std::string command =
      quoted_for_shell(SWITCHOVER_PROGRAM) +
      " sweep day.toml --set group.agents.agents=10..80/1 --runs 40 --out out --quiet";
  const std::string store = std::string("out/") + switchover::store_name;
  const Ran ran = run_shell("set -m; " + command + " & child=$!; for i in $(seq 200); do [ -s " + store +
                                " ] && break; sleep 0.01; done; sleep 0.1; kill -INT $child; wait $child",
                            folder.path());
  CHECK(ran.code == 130);
  CHECK(has(ran.err, "interrupted; finished work is kept: the same command goes on from there"));
  CHECK(file_text(folder / "out/sweep.csv").empty());
}
