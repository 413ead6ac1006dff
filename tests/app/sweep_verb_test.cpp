// switchover sweep, as a user meets it.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/app/program_runner.hpp"

using switchover::test::file_text;
using switchover::test::Ran;
using switchover::test::run_switchover;
using switchover::test::TemporaryFolder;
using switchover::test::write_text;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void write_day(const std::string& path, const std::string& more = "", const std::string& must = "") {
  const std::string promises = must.empty() ? R"(["mean service_level[help] >= 80%"])" : must;
  write_text(path, R"(schema = 1
name = "Small"
question = "How many?"
start = 2026-03-02T08:00:00
length = "3h"
runs = 40
[platform.main]
[queue.help]
promise = "80% in 20s"
talk = "180s"
patience = "4m"
calls_per_hour = 300
[group.agents]
skills = ["help"]
agents = 12
[expect]
must = )" + promises + "\n" +
                       more);
}
// 18 agents keep it on 81.3% of calls or so.
const char* const hairline = R"(["mean service_level[help] >= 81%"])";

Ran sweep(const TemporaryFolder& folder, std::vector<std::string> more) {
  std::vector<std::string> arguments = {"sweep", "day.toml"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_switchover(arguments, folder.path());
}
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("a sweep says which points pass and which is nearest to what is") {
  const TemporaryFolder folder;
  write_day(folder / "day.toml");
  const Ran ran = sweep(folder, {"--set", "group.agents.agents=10,14,25,30"});
  CHECK(ran.code == 0);
  CHECK(ran.out.find("VERDICT  2 of 4 points pass; nearest to the scenario as it is: agents = 25 (now 12, "
                     "which") == 0);
  CHECK(has(ran.out, "group.agents.agents  10, 14, 25, 30 (now 12)"));
  CHECK(has(ran.out, "12 (as it is)"));
  CHECK(has(ran.out, "exit 0 (a point keeps every \"must\")"));
  CHECK(ran.err.empty());
}

TEST_CASE("the exit code of a sweep: no point passes, none is sure, nothing is promised") {
  const TemporaryFolder folder;
  write_day(folder / "day.toml");
  const Ran none = sweep(folder, {"--set", "group.agents.agents=5,6"});
  CHECK(none.code == 1);
  CHECK(none.out.find("VERDICT  NO point passes, of 2. agents = 6 comes closest: ") == 0);
  write_day(folder / "day.toml", "", hairline);
  const Ran few = sweep(folder, {"--set", "group.agents.agents=17.75,18", "--runs", "3"});
  CHECK(few.code == 3);
  CHECK(few.out.find("VERDICT  UNDECIDED - no point passes yet, 2 of 2 may. ") == 0);
  write_day(folder / "day.toml", "", "[]");
  const Ran nothing = sweep(folder, {"--set", "group.agents.agents=18,20"});
  CHECK(nothing.code == 0);
  CHECK(has(nothing.out, "no promise was asked for"));
}

TEST_CASE("two axes make a grid, three a list") {
  const TemporaryFolder folder;
  write_day(folder / "day.toml");
  const std::vector<std::string> two = {"--set", "group.agents.agents=10,25", "--set",
                                        "queue.help.patience=2m,4m,8m"};
  const Ran grid = sweep(folder, two);
  CHECK(
      has(grid.out, "group.agents.agents down, queue.help.patience across: verdict and people never served"));
  const auto lines = lines_of(grid.out);
  bool row = false;
  for (const std::string& line : lines) {
    if (line.starts_with("  25 ")) row = has(line, "pass") && !has(line, "FAIL");
  }
  CHECK(row);
  std::vector<std::string> three = two;
  three.insert(three.end(), {"--set", "queue.help.talk=170s,180s"});
  CHECK(has(sweep(folder, three).out, "Point by point, as they were asked for"));
}

TEST_CASE("the tables of a sweep: one tidy CSV, Markdown, JSON, text, workbook") {
  const TemporaryFolder folder;
  write_day(folder / "day.toml", "[sweep]\n\"group.agents.agents\" = \"12..30/18\"\n");
  const Ran ran = sweep(folder, {"--out", "o"});
  CHECK(ran.code == 0);
  const auto lines = lines_of(file_text(folder / "o/sweep.csv"));
  REQUIRE(lines.size() > 10);
  CHECK(
      lines[0] ==
      "plan,group.agents.agents,replication,metric,scope,window,statistic,unit,value,ci_lo,ci_hi,confidence,"
      "against_now,against_lo,against_hi,runs,verdict\r");
  const auto commas = std::count(lines[0].begin(), lines[0].end(), ',');
  std::set<std::string> points, replications;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    CHECK(lines[i].back() == '\r');
    if (!has(lines[i], "\"")) CHECK(std::count(lines[i].begin(), lines[i].end(), ',') == commas);
    std::istringstream cells(lines[i]);
    std::string plan, point, replication;
    std::getline(cells, plan, ',');
    std::getline(cells, point, ',');
    std::getline(cells, replication, ',');
    points.insert(point);
    replications.insert(replication);
  }
  CHECK(points == std::set<std::string>{"12", "30"});
  CHECK(replications.size() == 41);  // 40 days and "mean"
  CHECK(replications.count("mean") == 1);
  const auto json = nlohmann::json::parse(file_text(folder / "o/sweep.json"));
  CHECK(json.at("axes").size() == 1);
  CHECK(json.at("plans").size() == 3);
  CHECK(json.at("plans")[2].at("verdict") == "YES");
  CHECK(json.at("verdict").at("exit_code") == 0);
  CHECK(has(file_text(folder / "o/sweep.md"), "| 30 | pass |"));
  CHECK(file_text(folder / "o/sweep.xlsx").substr(0, 2) == "PK");
  const auto manifest = nlohmann::json::parse(file_text(folder / "o/manifest.json"));
  CHECK(manifest.at("command")[0] == "sweep");
  CHECK(manifest.at("outputs").size() == 7);
}

TEST_CASE("a sweep alone until decided: clear points take fewer days than hairlines") {
  const TemporaryFolder folder;
  write_day(folder / "day.toml");
  const Ran ran = sweep(folder, {"--set", "group.agents.agents=5,18", "--runs", "640", "--out", "o"});
  const auto json = nlohmann::json::parse(file_text(folder / "o/sweep.json"));
  CHECK(json.at("plans")[1].at("runs") == 80);
  CHECK(json.at("plans")[2].at("runs") > 80);
  CHECK(ran.code != 70);
}

TEST_CASE("a Latin hypercube has so many points") {
  const TemporaryFolder folder;
  write_day(folder / "day.toml");
  const Ran ran =
      sweep(folder, {"--set", "group.agents.agents=10..20/1", "--set", "queue.help.talk=160s..200s",
                     "--points", "5", "--runs", "10", "--out", "o"});
  CHECK(ran.code <= 3);
  CHECK(nlohmann::json::parse(file_text(folder / "o/sweep.json")).at("plans").size() == 6);
  CHECK(has(ran.out, "Point by point"));
}

TEST_CASE("what cannot be swept is said with 2 or 64, and nothing is written") {
  const TemporaryFolder folder;
  write_day(folder / "day.toml");
  CHECK(sweep(folder, {"--out", "o"}).code == 2);  // no axis
  CHECK(sweep(folder, {"--set", "group.agents.agnets=1,2", "--out", "o"}).code == 2);
  CHECK(sweep(folder, {"--set", "group.agents.agents=9..1/1", "--out", "o"}).code == 2);
  CHECK(sweep(folder, {"--set", "group.agents.agents=10,14", "--budget", "soon", "--out", "o"}).code == 64);
  CHECK(sweep(folder, {"--set", "group.agents.agents=10,14", "--indifference", "x", "--out", "o"}).code ==
        64);
  // 2% is no number of people.
  CHECK(sweep(folder, {"--set", "group.agents.agents=10,14", "--indifference", "2%", "--out", "o"}).code ==
        64);
  CHECK(file_text(folder / "o/sweep.csv").empty());
  CHECK(folder.entries() == std::vector<std::string>{"day.toml"});
}

TEST_CASE("quiet is the verdict alone, and a budget ends a sweep early") {
  const TemporaryFolder folder;
  write_day(folder / "day.toml");
  const Ran quiet = sweep(folder, {"--set", "group.agents.agents=5,30", "--quiet"});
  CHECK(has(quiet.out, "1 of 2 points passes"));
  CHECK_FALSE(has(quiet.out, "Point by point"));
  write_day(folder / "day.toml", "", hairline);
  const Ran short_of_time =
      sweep(folder, {"--set", "group.agents.agents=17.75,18", "--runs", "100000", "--budget", "0.2s"});
  CHECK(has(short_of_time.out, "CPU budget spent"));
}
