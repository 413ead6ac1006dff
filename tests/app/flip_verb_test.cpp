// switchover flip and run --flip, as a user meets them.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "app/shell/command_line.hpp"
#include "tests/app/program_runner.hpp"

using switchover::FlipRequest;
using switchover::Misunderstanding;
using switchover::read_command_line;
using switchover::RunRequest;
using switchover::test::file_text;
using switchover::test::Ran;
using switchover::test::run_switchover;
using switchover::test::TemporaryFolder;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void write_day(const std::string& path, int agents, const std::string& expect) {
  switchover::test::write_text(path, R"(schema = 1
name = "Small"
start = 2026-03-02T08:00:00
length = "4h"
runs = 80
[platform.main]
[queue.help]
promise = "80% in 20s"
talk = "180s"
patience = "120s"
calls_per_hour = 200
[group.agents]
skills = ["help"]
agents = )" + std::to_string(agents) + "\n" +
                                         expect);
}
const char* const keeps = "[expect]\nmust = [\"mean service_level[help] >= 80% over day\"]\n";

}  // namespace

TEST_CASE("flip understands its options") {
  const auto request = read_command_line({"flip", "a.toml", "--only", "busyness.day", "--runs", "90"});
  const FlipRequest& asked = std::get<FlipRequest>(request);
  CHECK(asked.file == "a.toml");
  CHECK(asked.only == "busyness.day");
  CHECK(asked.common.runs == 90U);
  CHECK(std::get<RunRequest>(read_command_line({"run", "a.toml", "--flip"})).flip);
  CHECK(std::holds_alternative<Misunderstanding>(read_command_line({"flip"})));
}

TEST_CASE("flip answers first, then shows what it tried, and exits with the code of the verdict") {
  const TemporaryFolder folder;
  const std::string file = folder.path() + "/day.toml", out = folder.path() + "/out";
  write_day(file, 9, keeps);  // far too few
  const Ran no = run_switchover({"flip", file, "--out", out});
  CHECK(no.code == 1);
  CHECK(has(no.out, "VERDICT  NO - "));
  CHECK(has(no.out, "verdict flips if ..."));
  CHECK(has(no.out, "never, even at "));
  CHECK(has(no.out, "exit 1 (a \"must\" failed)"));
  const auto json = nlohmann::json::parse(file_text(out + "/flip.json"));
  CHECK(json["exit_code"] == 1);
  CHECK(json["verdict"] == "NO");
  CHECK(json["flips"].size() >= 5);
  CHECK(has(file_text(out + "/flip.csv"), "queue.help.patience,patience of help,seconds,120,60,240,"));

  write_day(file, 16, keeps);  // plenty
  const Ran yes = run_switchover({"flip", file, "--only", "queue.help.patience", "--quiet"});
  CHECK(yes.code == 0);
  CHECK(yes.out == "VERDICT  YES - none of 1 assumption could turn the verdict within its range.\n");
}

TEST_CASE("flip refuses a key that no assumption has, and one that has no range") {
  const TemporaryFolder folder;
  const std::string file = folder.path() + "/day.toml";
  write_day(file, 12, keeps);
  const Ran unknown = run_switchover({"flip", file, "--only", "queue.help.patiense"});
  CHECK(unknown.code == 2);
  CHECK(has(unknown.err, "no assumption is called queue.help.patiense"));
  CHECK(has(unknown.err, "did you mean queue.help.patience?"));
  const Ran rangeless = run_switchover({"flip", file, "--only", "queue.help.sl_counts"});
  CHECK(rangeless.code == 2);
  CHECK(has(rangeless.err, "queue.help.sl_counts has no range to vary it over"));
}

TEST_CASE("flip of a day that promises nothing has nothing to turn") {
  const TemporaryFolder folder;
  const std::string file = folder.path() + "/day.toml";
  write_day(file, 12, "");
  const Ran ran = run_switchover({"flip", file});
  CHECK(ran.code == 0);
  CHECK(has(ran.out, "the scenario promises nothing: nothing can turn."));
}

TEST_CASE("run --flip says beside each guess whether it could turn the verdict") {
  const TemporaryFolder folder;
  const std::string file = folder.path() + "/day.toml", out = folder.path() + "/out";
  write_day(file, 9, keeps);
  const Ran ran = run_switchover({"run", file, "--flip", "--out", out});
  CHECK(ran.code == 1);
  CHECK(has(ran.out, "Rests on guesses"));
  CHECK(has(ran.out, "verdict flips never, even at "));
  const auto json = nlohmann::json::parse(file_text(out + "/summary.json"));
  CHECK(json["flips"].size() >= 5);
  bool said = false;
  for (const auto& line : json["assumptions"]) {
    if (line["key"] == "callers.redial_after_abandon") said = line["flip"].is_string();
  }
  CHECK(said);
}
