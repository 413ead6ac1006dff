// switchover run, check, demo and schema, as a user meets them.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/program_runner.hpp"

using switchover::test::file_text;
using switchover::test::Ran;
using switchover::test::run_switchover;
using switchover::test::TemporaryFolder;
using Json = nlohmann::json;

namespace {

std::string library(const std::string& name) {
  return std::string(SWITCHOVER_SOURCE_DIR) + "/scenarios/library/" + name + "/scenario.toml";
}

// Small enough to be run often, with a promise that holds and one that cannot.
void write_small_scenario(const std::string& path, const std::string& must) {
  switchover::test::write_text(path, R"(schema = 1
name = "Small"
start = 2026-03-02T08:00:00
length = "2h"
runs = 10
[platform.main]
[queue.help]
promise = "80% in 20s"
talk = "180s"
calls_per_hour = 200
[group.agents]
skills = ["help"]
agents = 16
[expect]
must = [)" + must + "]\n");
}

const char* const holds = "\"mean service_level[help] >= 1% over day\"";
const char* const fails =
    "\"mean service_level[help] >= 99.9% over day\", \"mean asa[help] <= 0.001s over day\"";

}  // namespace

TEST_CASE("the exit code is the verdict") {
  const TemporaryFolder place;
  write_small_scenario(place / "good.toml", holds);
  write_small_scenario(place / "bad.toml", fails);
  const Ran good = run_switchover({"run", "good.toml"}, place.path());
  CHECK(good.code == 0);
  CHECK(good.out.find("VERDICT  YES") == 0);
  const Ran bad = run_switchover({"run", "bad.toml", "--quiet"}, place.path());
  CHECK(bad.code == 1);
  CHECK(bad.out.find("VERDICT  NO") == 0);
  CHECK(bad.err.empty());
  CHECK(run_switchover({"run", "good.toml", "bad.toml", "--quiet"}, place.path()).code == 1);
}

TEST_CASE("bad input leaves with 2, names every place and writes nothing") {
  const TemporaryFolder place;
  write_small_scenario(place / "wrong.toml", "\"mean service_level[hlep] >= 1% over day\"");
  const Ran ran = run_switchover({"run", "wrong.toml", "missing.toml", "--out", "out"}, place.path());
  CHECK(ran.code == 2);
  CHECK(ran.out.empty());
  CHECK(ran.err.find("wrong.toml:15:") != std::string::npos);
  CHECK(ran.err.find("did you mean \"help\"?") != std::string::npos);
  CHECK(ran.err.find("missing.toml") != std::string::npos);
  CHECK(place.entries() == std::vector<std::string>{"wrong.toml"});
  CHECK(run_switchover({"check", "wrong.toml"}, place.path()).code == 2);
}

TEST_CASE("an output folder that cannot be is told before anything is simulated") {
  const TemporaryFolder place;
  write_small_scenario(place / "good.toml", holds);
  switchover::test::write_text(place / "taken", "");
  for (const char* out : {"taken", "taken/deeper", "/dev/full", "/dev/full/out"}) {
    const Ran ran = run_switchover({"run", "good.toml", "--out", out}, place.path());
    CHECK(ran.code == 74);
    CHECK(ran.out.empty());
    CHECK(ran.err.find("cannot hold the output") != std::string::npos);
  }
}

TEST_CASE("one worker and two write the same bytes") {
  const TemporaryFolder place;
  write_small_scenario(place / "good.toml", holds);
  const auto run_with = [&](const std::string& workers, const std::string& out) {
    return run_switchover({"run", "good.toml", "--workers", workers, "--out", out, "--trace", "2"},
                          place.path())
        .code;
  };
  REQUIRE(run_with("1", "one") == 0);
  REQUIRE(run_with("2", "two") == 0);
  for (const char* name :
       {"report.html", "report.json", "verdict.md", "summary.json", "intervals.csv", "trace.txt"}) {
    const std::string one = file_text(place / ("one/" + std::string(name)));
    CHECK(one.size() > 100);
    CHECK(one == file_text(place / ("two/" + std::string(name))));
  }
  const Json manifest = Json::parse(file_text(place / "two/manifest.json"));
  CHECK(manifest.at("cost").at("workers") == 2);
  CHECK(manifest.at("inputs").at(0).at("sha256").get<std::string>().size() == 64);
  CHECK(manifest.at("outputs").size() == 7);
}

TEST_CASE("the files of --out say what the page says") {
  const TemporaryFolder place;
  write_small_scenario(place / "bad.toml", fails);
  REQUIRE(run_switchover({"run", "bad.toml", "--out", "out", "--quiet"}, place.path()).code == 1);
  const Json summary = Json::parse(file_text(place / "out/summary.json"));
  CHECK(summary.at("schema_version") == 1);
  CHECK(summary.at("verdict").at("word") == "NO");
  CHECK(summary.at("verdict").at("exit_code") == 1);
  CHECK(summary.at("promises").at(0).at("verdict") == "FAIL");
  CHECK(file_text(place / "out/verdict.md").find("# Small: NO") == 0);
  const std::string table = file_text(place / "out/intervals.csv");
  CHECK(table.find("metric,unit,scope_kind,scope,from,from_s,to_s,mean,lo,hi,confidence,runs\r\n") == 0);
  CHECK(table.find("\r\nservice_level,share,queue,help,2026-03-02T08:00:00,0,900,") != std::string::npos);
}

TEST_CASE("several scenarios get folders of their own") {
  const TemporaryFolder place;
  write_small_scenario(place / "a.toml", holds);
  write_small_scenario(place / "b.toml", holds);
  REQUIRE(run_switchover({"run", "a.toml", "b.toml", "--out", "out", "--quiet"}, place.path()).code == 0);
  CHECK_FALSE(file_text(place / "out/a/verdict.md").empty());
  CHECK_FALSE(file_text(place / "out/b/verdict.md").empty());
}

TEST_CASE("a trace follows the first callers and names the rules") {
  const TemporaryFolder place;
  write_small_scenario(place / "good.toml", holds);
  const Ran ran = run_switchover({"run", "good.toml", "--trace", "2"}, place.path());
  CHECK(ran.code == 0);
  CHECK(ran.out.find("\ncaller 1\n") != std::string::npos);
  CHECK(ran.out.find("\ncaller 2\n") != std::string::npos);
  CHECK(ran.out.find("\ncaller 3\n") == std::string::npos);
}

TEST_CASE("check prints totals to reconcile and does not simulate") {
  const TemporaryFolder place;
  write_small_scenario(place / "good.toml", holds);
  const Ran ran = run_switchover({"check", "good.toml"}, place.path());
  CHECK(ran.code == 0);
  CHECK(ran.out.find("400 calls in the day") != std::string::npos);
  CHECK(ran.out.find("100 calls in the busiest half-hour") != std::string::npos);
  CHECK(ran.out.find("16 agents on phones") != std::string::npos);
  CHECK(ran.out.find("queue.help.patience") != std::string::npos);  // a default it rests on
}

TEST_CASE("every library scenario reads") {
  for (const char* name : {"quiet-monday", "monday-peak", "old-platform-outage", "split-90-10",
                           "trunks-too-few", "two-skill-overflow", "monday-with-outage"}) {
    const Ran ran = run_switchover({"check", library(name)});
    INFO(ran.err);
    CHECK(ran.code == 0);
  }
}

TEST_CASE("the schema is JSON") {
  const Ran ran = run_switchover({"schema"});
  CHECK(ran.code == 0);
  CHECK(Json::parse(ran.out).contains("$schema"));
}

TEST_CASE("Ctrl-C leaves with 130 and nothing on the disk") {
  const TemporaryFolder place;
  write_small_scenario(place / "long.toml", "");
  const Ran ran = switchover::test::run_shell(switchover::test::quoted_for_shell(SWITCHOVER_PROGRAM) +
                                                  " run long.toml --runs 10000000 --out out & "
                                                  "job=$!; sleep 1; kill -INT $job; wait $job",
                                              place.path());
  CHECK(ran.code == 130);
  CHECK(ran.err.find("interrupted") != std::string::npos);
  CHECK(place.entries() == std::vector<std::string>{"long.toml"});
}
