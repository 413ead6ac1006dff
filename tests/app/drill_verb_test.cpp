// switchover drill and worst-time, as a user meets them.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/shell/command_line.hpp"
#include "tests/app/program_runner.hpp"

using switchover::DrillRequest;
using switchover::Misunderstanding;
using switchover::read_command_line;
using switchover::WorstTimeRequest;
using switchover::test::file_text;
using switchover::test::Ran;
using switchover::test::run_switchover;
using switchover::test::TemporaryFolder;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// One platform, one component that takes all of its calls for half an hour, and an outage of the platform.
void write_estate(const std::string& path, const std::string& never_served) {
  switchover::test::write_text(path, R"(schema = 1
name = "Small"
start = 2026-03-02T08:00:00
length = "3h"
runs = 20
[platform.main]
[queue.help]
promise = "80% in 20s"
talk = "180s"
calls_per_hour = 200
[group.agents]
skills = ["help"]
agents = 16
[component."main.dc1"]
kind = "data centre"
repair = "30m"
[drill]
at = "09:00"
tolerance = { never_served = )" + never_served +
                                         R"( }
[[event]]
name = "dead"
what = "outage"
target = "main"
at = "08:30"
lasts = "20m"
)");
}

}  // namespace

TEST_CASE("drill and worst-time understand their options") {
  const auto drill = read_command_line({"drill", "a.toml", "--runs", "9", "--pairs", "--check-ranks",
                                        "--rehearse", "Sun 06:00", "--component", "old.dc1", "--out", "o"});
  const DrillRequest& asked = std::get<DrillRequest>(drill);
  CHECK(asked.file == "a.toml");
  CHECK(asked.runs == 9U);
  CHECK(asked.pairs);
  CHECK(asked.check_ranks);
  CHECK(asked.rehearse == "Sun 06:00");
  CHECK(asked.component == "old.dc1");
  const auto worst = read_command_line({"worst-time", "a.toml", "--every", "15m", "--event", "dead"});
  CHECK(std::get<WorstTimeRequest>(worst).every == "15m");
  CHECK(std::get<WorstTimeRequest>(worst).event == "dead");
  for (const char* verb : {"drill", "worst-time"}) {
    CHECK(std::holds_alternative<Misunderstanding>(read_command_line({verb})));
    CHECK(std::holds_alternative<Misunderstanding>(read_command_line({verb, "a.toml", "--runs", "1"})));
    CHECK(std::holds_alternative<Misunderstanding>(read_command_line({verb, "a.toml", "--nonsense"})));
  }
}

TEST_CASE("drill: the exit code says whether the tolerance holds, and the files are written") {
  const TemporaryFolder place;
  write_estate(place / "tight.toml", "1");
  write_estate(place / "wide.toml", "5000");
  const Ran tight = run_switchover({"drill", "tight.toml", "--out", "out"}, place.path());
  CHECK(tight.err.empty());
  CHECK(tight.code == 1);
  CHECK(tight.out.find("VERDICT  1 of 1 fault breaks the tolerance") == 0);
  CHECK(has(tight.out, "main.dc1"));
  CHECK(nlohmann::json::parse(file_text(place / "out/drill.json"))["faults"][0]["tolerance"] == "broken");
  for (const char* name : {"out/drill.csv", "out/drill.md", "out/drill.txt"})
    CHECK(has(file_text(place / name), "main.dc1"));
  const Ran wide = run_switchover({"drill", "wide.toml", "--quiet"}, place.path());
  CHECK(wide.code == 0);
  CHECK(has(wide.out, "no fault of 1 breaks the tolerance"));
}

TEST_CASE("drill and worst-time leave a page, the same for any number of workers") {
  const TemporaryFolder place;
  write_estate(place / "a.toml", "1");
  const std::vector<std::vector<std::string>> commands = {{"drill", "a.toml", "--pairs"},
                                                          {"worst-time", "a.toml", "--every", "1h"}};
  for (std::vector<std::string> command : commands) {
    const std::string verb = command.front();
    CAPTURE(verb);
    const auto page = [&](const std::string& workers) {
      std::vector<std::string> all = command;
      all.insert(all.end(), {"--workers", workers, "--out", verb + workers});
      CHECK(has(run_switchover(all, place.path()).out,
                "Written to " + verb + workers + ": open report.html\n"));
      return file_text(place / (verb + workers + "/report.html"));
    };
    const std::string one = page("1");
    CHECK(one.starts_with("<!doctype html>"));
    CHECK((page("2") == one));  // not printed: long
    const nlohmann::json data = nlohmann::json::parse(file_text(place / (verb + "1/report.json")));
    CHECK(data["kind"] == verb);
    const nlohmann::json& last = data["sections"].back();
    CHECK(last["id"] == "particulars");
    CHECK(has(last["blocks"][0]["text"], "switchover " + verb + " a.toml --seed 1 --runs 20"));
    CHECK(data["sections"][data["sections"].size() - 2]["blocks"][0]["table"]["rows"][0][0] == "a.toml");
    std::filesystem::remove(place / (verb + "1/report.html"));
    CHECK(run_switchover({"report", verb + "1", "--quiet"}, place.path()).code == 0);
    CHECK((file_text(place / (verb + "1/report.html")) == one));
  }
  const std::string sentence =
      nlohmann::json::parse(file_text(place / "drill1/report.json"))["verdict"]["sentence"];
  CHECK(sentence.starts_with("1 of 1 fault breaks the tolerance"));
}

TEST_CASE("drill: what cannot be drilled leaves with 2 and writes nothing") {
  const TemporaryFolder place;
  write_estate(place / "a.toml", "1");
  const Ran outside =
      run_switchover({"drill", "a.toml", "--rehearse", "Sun 06:00", "--out", "out"}, place.path());
  CHECK(outside.code == 2);
  CHECK(has(outside.err, "it runs from 2026-03-02 08:00 to 2026-03-02 11:00"));
  const Ran no_rule = run_switchover({"drill", "a.toml", "--rehearse", "10:00"}, place.path());
  CHECK(no_rule.code == 2);
  CHECK(has(no_rule.err, "there is no failover to rehearse"));
  CHECK(place.entries() == std::vector<std::string>{"a.toml"});
  CHECK(run_switchover({"drill", "a.toml", "--out", "/dev/full"}, place.path()).code == 74);
}

TEST_CASE("worst-time: an outage of a platform is moved over the day") {
  const TemporaryFolder place;
  write_estate(place / "a.toml", "1");
  const Ran ran = run_switchover({"worst-time", "a.toml", "--every", "1h", "--out", "out"}, place.path());
  CHECK(ran.err.empty());
  CHECK(ran.code == 0);
  CHECK(ran.out.find("VERDICT  dead hurts most at ") == 0);
  CHECK(has(ran.out, "<- worst"));
  CHECK(nlohmann::json::parse(file_text(place / "out/worst-time.json"))["moments"].size() == 3);
  CHECK(has(file_text(place / "out/worst-time.csv"), "10:00,7200,"));
  const Ran unknown = run_switchover({"worst-time", "a.toml", "--event", "ded"}, place.path());
  CHECK(unknown.code == 2);
  CHECK(has(unknown.err, "did you mean \"dead\"?"));
  CHECK(run_switchover({"worst-time", "a.toml", "--every", "soon"}, place.path()).code == 64);
}
