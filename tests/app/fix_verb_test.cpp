// switchover fix, and the block "Fix" of run, as a user meets them.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/program_runner.hpp"

using switchover::test::file_text;
using switchover::test::Ran;
using switchover::test::run_switchover;
using switchover::test::TemporaryFolder;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// 10 Erlang on 7 agents; `levers` say what could be done.
void write_small(const std::string& path, const std::string& levers, int agents = 7) {
  switchover::test::write_text(path, R"(schema = 1
name = "Small"
question = "What would mend it?"
start = 2026-03-02T08:00:00
length = "2h"
runs = 60
[queue.help]
promise = "80% in 20s"
talk = "180s"
calls_per_hour = 200
[group.agents]
skills = ["help"]
agents = )" + std::to_string(agents) + R"(
[expect]
must = ["mean service_level[help] >= 70% over day"]
)" + levers);
}
const std::string overtime =
    "[levers]\novertime = { agents = \"0..20\", price = \"30 per agent hour\" }\n[money]\ncurrency = "
    "\"GBP\"\n";

}  // namespace

TEST_CASE("fix names the cheapest lever that passes, and writes it down") {
  const TemporaryFolder folder;
  write_small(folder / "s.toml", overtime);
  const Ran ran = run_switchover({"fix", "s.toml", "--out", "out"}, folder.path());
  INFO(ran.out << ran.err);
  CHECK(ran.code == 0);
  CHECK(has(ran.out, "FIX      YES - +"));
  CHECK(has(ran.out, "agents, all day for GBP "));
  CHECK(has(ran.out, "Question What would mend it?"));
  CHECK(has(ran.out, "PASS"));
  const auto json = nlohmann::json::parse(file_text(folder / "out/fix.json"));
  CHECK(json.at("schema") == 1);
  CHECK(json.at("exit_code") == 0);
  CHECK(json.at("fix").at("found") == true);
  CHECK(json.at("fix").at("currency") == "GBP");
  CHECK(json.at("fix").at("tried").at(0).at("verdict") == "PASS");
  CHECK(json.at("fix").at("tried").at(1).at("verdict") != "PASS");
  CHECK(json.at("fix").at("tried").at(0).at("musts_kept") == json.at("fix").at("tried").at(0).at("musts"));
  CHECK(json.at("fix").at("tried").at(0).at("misses").empty());
  CHECK(json.at("fix").at("tried").at(0).at("cost_a_day") > 0);
  const std::string csv = file_text(folder / "out/fix.csv");
  CHECK(csv.rfind("rank,what,verdict,musts_kept,musts,cost_a_day,", 0) == 0);
  CHECK(has(csv, " agents, all day"));
  CHECK_FALSE(has(csv, "\r\n1,+"));  // a spreadsheet would take it for a formula
  CHECK(has(file_text(folder / "out/fix.txt"), "FIX      YES"));
  const Ran again = run_switchover({"fix", "s.toml", "--out", "again", "--workers", "3"}, folder.path());
  CHECK(again.code == 0);
  for (const char* name : {"fix.json", "fix.csv", "fix.txt", "report.json"}) {
    CHECK(file_text(folder / (std::string("out/") + name)) ==
          file_text(folder / (std::string("again/") + name)));
  }
}

TEST_CASE("fix says when nothing reaches, when nothing needs mending, and when there is nothing to pull") {
  const TemporaryFolder folder;
  write_small(folder / "weak.toml", "[levers]\novertime = { agents = \"0..1\" }\n");
  const Ran weak = run_switchover({"fix", "weak.toml", "--quiet"}, folder.path());
  CHECK(weak.code == 1);
  CHECK(has(weak.out, "FIX      NO - no lever or pair of levers keeps every must; +1 agents, all day"));
  write_small(folder / "fine.toml", overtime, 20);
  const Ran fine = run_switchover({"fix", "fine.toml"}, folder.path());
  CHECK(fine.code == 0);
  CHECK(has(fine.out, "NOTHING TO MEND - every must passes as it is"));
  write_small(folder / "none.toml", "");
  const Ran none = run_switchover({"fix", "none.toml"}, folder.path());
  CHECK(none.code == 2);
  CHECK(has(none.err, "none.toml: the scenario has no levers; write what could be done in [levers]"));
  CHECK(run_switchover({"fix", "missing.toml"}, folder.path()).code == 2);
  CHECK(run_switchover({"fix"}, folder.path()).code == 64);
}

TEST_CASE("run searches levers when a must fails, unless told not to") {
  const TemporaryFolder folder;
  write_small(folder / "s.toml", overtime);
  const Ran ran = run_switchover({"run", "s.toml", "--out", "out"}, folder.path());
  CHECK(ran.code == 1);
  CHECK(has(ran.out, "Fix      the cheapest that keeps every must first"));
  const auto summary = nlohmann::json::parse(file_text(folder / "out/summary.json"));
  CHECK(summary.at("fix").at("found") == true);
  CHECK(has(file_text(folder / "out/verdict.md"), "## Fix"));
  const Ran without = run_switchover({"run", "s.toml", "--no-fix", "--out", "bare"}, folder.path());
  CHECK(without.code == 1);
  CHECK_FALSE(has(without.out, "Fix      "));
  CHECK(nlohmann::json::parse(file_text(folder / "bare/summary.json")).at("fix").is_null());
  write_small(folder / "fine.toml", overtime, 20);
  CHECK_FALSE(has(run_switchover({"run", "fine.toml"}, folder.path()).out, "Fix      "));
}
