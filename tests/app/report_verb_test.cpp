// switchover report, and the pages that the verbs leave behind, as a user meets them.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/app/program_runner.hpp"

using switchover::test::file_text;
using switchover::test::Ran;
using switchover::test::run_switchover;
using switchover::test::TemporaryFolder;
using switchover::test::write_text;
using Json = nlohmann::json;

namespace {

void write_day(const std::string& path, int agents) {
  write_text(path, R"(schema = 1
name = "Small </script><b>x"
start = 2026-03-02T08:00:00
length = "2h"
runs = 20
[platform.main]
[queue.help]
promise = "80% in 20s"
talk = "180s"
calls_per_hour = 200
[group.agents]
skills = ["help"]
agents = )" + std::to_string(agents) +
                       "\n[expect]\nmust = [\"mean service_level[help] >= 1% over day\"]\n");
}

std::string last_code(const std::string& file) {
  const Json page = Json::parse(file_text(file));
  std::string code;
  for (const Json& block : page.at("sections").back().at("blocks")) {
    if (block.at("kind") == "code") code = block.at("text");
  }
  return code;
}

}  // namespace

TEST_CASE("report makes the page of a run again, the same to the byte") {
  const TemporaryFolder place;
  write_day(place / "day.toml", 16);
  const Ran ran = run_switchover({"run", "day.toml", "--out", "out"}, place.path());
  REQUIRE(ran.code == 0);
  CHECK(ran.out.ends_with("Written to out: open report.html\n"));
  const std::string html = file_text(place / "out/report.html");
  REQUIRE(html.starts_with("<!doctype html>"));
  CHECK(html.find("</script><b>") == std::string::npos);
  std::filesystem::remove(place / "out/report.html");
  const Ran again = run_switchover({"report", "out"}, place.path());
  CHECK(again.code == 0);
  CHECK(again.err.empty());
  const std::string size = std::to_string((html.size() + 999) / 1000);
  CHECK(again.out == "Written to out/report.html (" + size + " kB)\n");
  CHECK((file_text(place / "out/report.html") == html));  // not printed: long
  CHECK(last_code(place / "out/report.json") == "switchover run day.toml --seed 1 --runs 20");
}

TEST_CASE("pages do not depend on workers, folders or quiet") {
  const TemporaryFolder place;
  write_day(place / "a.toml", 14);
  write_day(place / "b.toml", 16);
  const std::vector<std::vector<std::string>> commands = {
      {"run", "a.toml", "--flip"},
      {"compare", "a.toml", "b.toml"},
      {"sweep", "a.toml", "--set", "group.agents.agents=15,18"},
      {"solve", "agents", "a.toml", "--runs", "10"},
      {"limit", "a.toml", "--runs", "10"},
      {"flip", "a.toml", "--only", "queue.help.patience"}};
  for (std::vector<std::string> command : commands) {
    CAPTURE(command.front());
    const auto page = [&](const std::string& workers, const std::string& out) {
      std::vector<std::string> all = command;
      all.insert(all.end(), {"--workers", workers, "--out", out, "--quiet"});
      run_switchover(all, place.path());
      return file_text(place / (out + "/report.html"));
    };
    const std::string one = page("1", command.front() + "-one");
    CHECK(one.size() > 100'000);
    CHECK((page("2", command.front() + "-two") == one));
  }
  for (const std::string verb : {"run", "compare", "sweep"}) {
    const Json manifest = Json::parse(file_text(place / (verb + "-one/manifest.json")));
    CHECK(manifest.at("outputs").at(0) == "report.html");
    CHECK(manifest.at("outputs").at(1) == "report.json");
  }
  CHECK(last_code(place / "compare-one/report.json") ==
        "switchover compare a.toml b.toml --seed 1 --runs 20");
  CHECK(last_code(place / "sweep-one/report.json") ==
        "switchover sweep a.toml --seed 1 --runs 20 --set group.agents.agents=15,18");
}

TEST_CASE("report takes several folders, and says what is missing in all of them") {
  const TemporaryFolder place;
  write_day(place / "a.toml", 16);
  write_day(place / "b.toml", 17);
  REQUIRE(run_switchover({"run", "a.toml", "b.toml", "--out", "out", "--quiet"}, place.path()).code == 0);
  std::filesystem::remove(place / "out/a/report.html");
  std::filesystem::create_directory(place / "empty");
  const Ran wrong = run_switchover({"report", "out/a", "out", "gone", "empty", "a.toml"}, place.path());
  CHECK(wrong.code == 2);
  CHECK(wrong.out.empty());
  CHECK(wrong.err ==
        "out/report.json: there is no such file; did you mean out/a, out/b?\n"
        "gone: there is no such folder\n"
        "empty/report.json: there is no such file; --out writes it\n"
        "a.toml: this is a file; give the folder that it stands in\n"
        "4 problems\n");
  CHECK_FALSE(std::filesystem::exists(place / "out/a/report.html"));
  CHECK(run_switchover({"report", "out/a", "out/b", "--quiet"}, place.path()).out.empty());
  CHECK(std::filesystem::exists(place / "out/a/report.html"));
}

TEST_CASE("report of a file that is no data of a report") {
  const TemporaryFolder place;
  std::filesystem::create_directory(place / "out");
  write_text(place / "out/report.json", "{\"page\": 1,\n");
  const Ran broken = run_switchover({"report", "out"}, place.path());
  CHECK(broken.code == 2);
  CHECK(broken.err.starts_with("out/report.json:2:1: this is no JSON; "));
  write_text(place / "out/report.json", "{\"page\": 99, \"kind\": \"run\"}");
  const Ran later = run_switchover({"report", "out"}, place.path());
  CHECK(later.code == 2);
  CHECK(later.err.starts_with("out/report.json: this report was made by a later version of the program"));
  const Ran usage = run_switchover({"reprot", "out"}, place.path());
  CHECK(usage.code == 64);
  CHECK(usage.err.find("did you mean \"report\"?") != std::string::npos);
}

TEST_CASE("the page of a comparison of five plans of a day stays under 1 MB") {
  const TemporaryFolder place;
  const std::string file =
      std::string(SWITCHOVER_SOURCE_DIR) + "/scenarios/library/compare-failback/compare.toml";
  const Ran ran = run_switchover({"compare", file, "--runs", "10", "--out", "out", "--quiet"}, place.path());
  CAPTURE(ran.err);
  REQUIRE(ran.code != 2);
  const Json page = Json::parse(file_text(place / "out/report.json"));
  REQUIRE(page.at("pictures").at("plans").size() == 5);
  CHECK(page.at("pictures").at("plans").at(0).at("curves").size() > 20);
  CHECK(page.at("pictures").at("interval_s") == 900);
  CHECK(std::filesystem::file_size(place / "out/report.html") < 1'000'000);
}
