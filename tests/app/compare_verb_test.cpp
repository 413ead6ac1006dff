// The compare verb as a user meets it: files in, a page and a folder out.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/program_runner.hpp"

using switchover::test::file_text;
using switchover::test::Ran;
using switchover::test::run_shell;
using switchover::test::run_switchover;
using switchover::test::TemporaryFolder;
using switchover::test::write_text;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// 10 erlangs are offered: nobody is lost with 16 agents, many with 9.
std::string scenario(int agents, const std::string& must) {
  return R"(schema = 1
name = "Small"
start = 2026-03-02T08:00:00
length = "3h"
runs = 40
[platform.main]
[queue.help]
promise = "80% in 20s"
talk = "180s"
patience = "120s"
calls_per_hour = 200
[group.agents]
skills = ["help"]
agents = )" +
         std::to_string(agents) + "\n[expect]\nmust = [" + must + "]\n";
}

const std::string few_lost = "\"mean never_served_rate <= 3%\"";

}  // namespace

TEST_CASE("compare: one of two plans passes, with page, exit code and files") {
  const TemporaryFolder folder;
  write_text(folder / "nine.toml", scenario(9, few_lost));
  write_text(folder / "sixteen.toml", scenario(16, few_lost));
  const Ran ran = run_switchover({"compare", "nine.toml", "sixteen.toml", "--out", "out", "--junit", "j.xml"},
                                 folder.path());
  CAPTURE(ran.out, ran.err);
  CHECK(ran.code == 0);
  CHECK(ran.out.starts_with("VERDICT  ONLY sixteen passes.\n"));
  CHECK(has(ran.out, "What differs"));
  CHECK(has(ran.out, "agents"));
  CHECK(has(ran.out, "Why      sixteen helps"));
  CHECK(has(ran.out, "exit 0 (a plan keeps every \"must\")"));
  const auto json = nlohmann::json::parse(file_text(folder / "out/compare.json"));
  CHECK(json["verdict"]["word"] == "YES");
  CHECK(json["plans"][1]["name"] == "sixteen");
  CHECK(has(file_text(folder / "out/compare.csv"), "sixteen,mean,never_served"));
  CHECK(has(file_text(folder / "out/compare.md"), "# Comparison"));
  CHECK(file_text(folder / "out/compare.txt").starts_with("VERDICT"));
  const auto manifest = nlohmann::json::parse(file_text(folder / "out/manifest.json"));
  CHECK(manifest["command"][0] == "compare");
  CHECK(has(file_text(folder / "j.xml"), "<testsuite"));
}

TEST_CASE("compare: the files are the same whatever the number of workers, and a second call resumes") {
  const TemporaryFolder folder;
  write_text(folder / "a.toml", scenario(10, few_lost));
  write_text(folder / "b.toml", scenario(11, few_lost));
  run_switchover({"compare", "a.toml", "b.toml", "--out", "one", "--workers", "1"}, folder.path());
  run_switchover({"compare", "a.toml", "b.toml", "--out", "three", "--workers", "3"}, folder.path());
  const char* files[] = {"report.html", "report.json",  "compare.csv",
                         "compare.md",  "compare.json", "compare.txt"};
  for (const char* file : files) {
    CAPTURE(file);
    CHECK_FALSE(file_text(folder / (std::string("one/") + file)).empty());
    CHECK(file_text(folder / (std::string("one/") + file)) ==
          file_text(folder / (std::string("three/") + file)));
  }
  const std::string before = file_text(folder / "one/compare.json");
  run_switchover({"compare", "a.toml", "b.toml", "--out", "one"}, folder.path());
  CHECK(file_text(folder / "one/compare.json") == before);
  const auto manifest = nlohmann::json::parse(file_text(folder / "one/manifest.json"));
  CHECK(manifest["resumed_replications"] > 0);
}

TEST_CASE("compare: no plan passes: exit 1 and a plan to try") {
  const TemporaryFolder folder;
  const std::string none = "\"mean never_served_rate <= 0.01%\"";
  write_text(folder / "nine.toml", scenario(9, none));
  write_text(folder / "ten.toml", scenario(10, none));
  const Ran ran = run_switchover({"compare", "nine.toml", "ten.toml"}, folder.path());
  CAPTURE(ran.out, ran.err);
  CHECK(ran.code == 1);
  CHECK(has(ran.out, "NONE PASSES - ten is best on every promise and still fails"));
  CHECK(has(ran.out, "If you must choose today: ten saves"));
  const Ran quiet = run_switchover({"compare", "nine.toml", "ten.toml", "--quiet"}, folder.path());
  CHECK(quiet.code == 1);
  CHECK(quiet.out.starts_with("VERDICT  NONE PASSES"));
  CHECK(std::count(quiet.out.begin(), quiet.out.end(), '\n') <= 3);
}

TEST_CASE("compare: the command that is printed runs, whatever the plans are called") {
  const TemporaryFolder folder;
  // The name holds a space, quotes, a dollar sign and a hash.
  const std::string name = "it's \\\"$HOME\\\" #2";
  write_text(folder / "the plans.toml",
             scenario(9, "\"mean never_served_rate <= 0.01%\"") +
                 "[[plan]]\nname = \"nine\"\n[[plan]]\nname = \"" + name +
                 "\"\nset = { \"group.agents.agents\" = 10 }\n" +
                 "[[plan]]\nname = \"patient\"\nset = { \"queue.help.patience\" = \"130s\" }\n");
  const Ran ran = run_switchover({"compare", "the plans.toml"}, folder.path());
  CAPTURE(ran.out, ran.err);
  REQUIRE(ran.code == 1);
  const std::size_t at = ran.out.find("         switchover run ");
  REQUIRE(at != std::string::npos);
  const std::string printed = ran.out.substr(at + 9, ran.out.find('\n', at) - at - 9);
  CAPTURE(printed);
  CHECK(has(printed, "--set"));
  write_text(folder / "printed.sh", "switchover() { " + std::string(SWITCHOVER_PROGRAM) +
                                        " \"$@\" --runs 10 --quiet; }\n" + printed + "\n");
  const Ran again = run_shell("sh ./printed.sh", folder.path());
  CAPTURE(again.out, again.err);
  CHECK(again.code == 1);
  CHECK(again.out.starts_with("VERDICT  NO"));
}

TEST_CASE("compare: a baseline that is kept finds a plan that became worse") {
  const TemporaryFolder folder;
  write_text(folder / "a.toml", scenario(14, few_lost));
  write_text(folder / "b.toml", scenario(15, few_lost));
  const Ran first =
      run_switchover({"compare", "a.toml", "b.toml", "--save-baseline", "kept.txt"}, folder.path());
  CHECK(first.code == 0);
  const Ran same = run_switchover({"compare", "a.toml", "b.toml", "--against", "kept.txt"}, folder.path());
  CHECK(same.code == 0);
  write_text(folder / "b.toml", scenario(12, few_lost));
  const Ran worse = run_switchover({"compare", "a.toml", "b.toml", "--against", "kept.txt"}, folder.path());
  CAPTURE(worse.out, worse.err);
  CHECK(worse.code == 5);
}

TEST_CASE("compare: what cannot be understood ends before anything is simulated") {
  const TemporaryFolder folder;
  write_text(folder / "a.toml", scenario(10, few_lost));
  write_text(folder / "b.toml", scenario(11, few_lost));
  const auto run = [&](std::vector<std::string> more) {
    std::vector<std::string> all = {"compare", "a.toml", "b.toml"};
    all.insert(all.end(), more.begin(), more.end());
    return run_switchover(all, folder.path());
  };
  CHECK(run({"--indifference", "lots"}).code == 64);
  CHECK(run({"--indifference", "5s"}).code == 64);  // of people
  CHECK(run({"--budget", "0s"}).code == 64);
  CHECK(run({"--rank-by", "happiness"}).code == 2);
  CHECK(run({"--baseline", "c"}).code == 2);
  CHECK(run({"--out", "/proc/nowhere"}).code == 74);
  CHECK(run({"--against", "missing.txt"}).code != 0);
  CHECK(run_switchover({"compare", "a.toml"}, folder.path()).code == 2);
  CHECK(run_switchover({"compare", "a.toml", "none.toml"}, folder.path()).code == 2);
}

TEST_CASE("compare: logins on the other platform save people when a data centre is lost") {
  const TemporaryFolder folder;
  const std::string base =
      "schema = 1\nbase = \"" SWITCHOVER_SOURCE_DIR "/scenarios/library/dc-outage/scenario.toml\"\nname = ";
  write_text(folder / "as-designed.toml", base + "\"as designed\"\n");
  write_text(folder / "logins-90.toml", base +
                                            "\"logins\"\n[[failover]]\nname = \"dc1 to new\"\n"
                                            "[failover.agents]\ndual_enabled = \"90%\"\n");
  const Ran ran =
      run_switchover({"compare", "as-designed.toml", "logins-90.toml", "--runs", "20"}, folder.path());
  CAPTURE(ran.out, ran.err);
  CHECK(ran.code == 1);
  CHECK(has(ran.out, "NONE PASSES - logins-90 "));
  CHECK(has(ran.out, "failover.\"dc1 to new\".agents.dual_enabled"));
  CHECK(has(ran.out, "people never served, 10:15-13:15 only"));
  CHECK(has(ran.out, "Why      logins-90 helps only 10:"));
  CHECK(has(ran.out, "Missing  a plan that passes."));
  CHECK_FALSE(has(ran.out, "A month breaks"));  // a month is not made of days with an outage
}

TEST_CASE("mirrored days steady the means, say what they gained, and are other days in the store") {
  const TemporaryFolder folder;
  write_text(folder / "nine.toml", scenario(9, few_lost) + "[busyness]\nday = \"20%\"\n");
  write_text(folder / "ten.toml", scenario(10, few_lost) + "[busyness]\nday = \"20%\"\n");
  const auto ran = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"compare", "nine.toml", "ten.toml", "--runs", "80", "--out", "out"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_switchover(arguments, folder.path());
  };
  const Ran plain = ran({"--no-controls"}), mirrored = ran({"--antithetic"}), again = ran({"--antithetic"});
  INFO(plain.err << mirrored.out);
  CHECK_FALSE(has(plain.out, "mirrored days"));
  CHECK(has(mirrored.out, "mirrored days (--antithetic) made the baseline's mean"));
  CHECK_FALSE(has(mirrored.out, "steadied by control variates"));
  CHECK(has(mirrored.out, " 160 days simulated"));  // none of the plain days
  CHECK(has(again.out, " 0 days simulated"));
}
