// switchover rehearse, and what becomes of a run whose helper program is missing or dies.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/app/program_runner.hpp"

using switchover::test::file_text;
using switchover::test::Ran;
using switchover::test::run_shell;
using switchover::test::run_switchover;
using switchover::test::TemporaryFolder;
using switchover::test::write_text;

namespace {

const std::string centre = R"(schema = 1
name = "Small"
start = 2026-03-02T08:00:00
length = "2h"
runs = 10
[platform.old]
[platform.new]
[queue.help]
promise = "80% in 20s"
talk = "180s"
calls_per_hour = 200
[group.agents]
skills = ["help"]
agents = 16
platform = "old"
[group.others]
skills = ["help"]
agents = 6
platform = "new"
[expect]
must = ["mean service_level[help] >= 1% over day"]
)";

const std::string fault = R"([component."old.dc1"]
[sign_in]
fails = "0%"
[[event]]
name = "DC1 lost"
what = "outage"
target = "old.dc1"
at = "08:30"
lasts = "30m"
[[failover]]
watches = "old.dc1"
to = "new"
detect = "2m"
decide = "3m"
execute = "1m"
[failover.agents]
dual_enabled = "50%"
notice = "2m"
sign_in = "40 per minute, 0% fail first try"
)";

const std::string header = "at_s,platform,change,value,effect,share,delay_s,to,to_queue,group,cause\n";

// The program alone in a folder, beside a helper that does what the script says; empty: none.
void put_program(const TemporaryFolder& place, const std::string& helper) {
  std::filesystem::create_directories(place / "bin");
  std::filesystem::copy_file(SWITCHOVER_PROGRAM, place / "bin/switchover");
  if (helper.empty()) return;
  write_text(place / "bin/switchover-rehearse", "#!/bin/sh\n" + helper + "\n");
  std::filesystem::permissions(place / "bin/switchover-rehearse", std::filesystem::perms::owner_all);
}

}  // namespace

TEST_CASE("a rehearsal is printed as a timeline that another scenario reads") {
  const TemporaryFolder place;
  write_text(place / "fails.toml", centre + fault);
  const Ran rehearsed = run_switchover({"rehearse", "fails.toml"}, place.path());
  CHECK(rehearsed.code == 0);
  CHECK(rehearsed.err.empty());
  CHECK(rehearsed.out.starts_with(header));
  CHECK(rehearsed.out.find("\n1800,old,accept,0,") != std::string::npos);
  CHECK(rehearsed.out.find("\n2160,old,redirect,1,,,,new,") != std::string::npos);
  CHECK(rehearsed.out.find(",old,agents_at,0.5,,,,new,") != std::string::npos);
  CHECK(rehearsed.out.find("DC1 lost") != std::string::npos);

  CHECK(run_switchover({"rehearse", "fails.toml", "--out", "t.csv"}, place.path()).out.empty());
  CHECK(file_text(place / "t.csv") == rehearsed.out);
  write_text(place / "told.toml", centre + "[files]\ntimeline = \"t.csv\"\n");
  const auto days_of = [&](const std::string& file) {
    const Ran ran = run_switchover({"run", file, "--quiet", "--trace", "200"}, place.path());
    CHECK(ran.code == 0);
    return ran.out.substr(ran.out.find("\ncaller 1\n"));
  };
  const std::string day = days_of("fails.toml");
  CHECK(day.find("caller 200") != std::string::npos);
  CHECK(day == days_of("told.toml"));
}

TEST_CASE("a rehearsal is told to people as a story") {
  const TemporaryFolder place;
  write_text(place / "fails.toml", centre + fault);
  const Ran told = run_switchover({"rehearse", "fails.toml", "--story"}, place.path());
  CHECK(told.code == 0);
  CHECK(told.out.starts_with("08:30:00.0  DC1 lost: it begins at old.dc1\n"));
  CHECK(told.out.find("08:32:00.0  failover of old.dc1: the loss of old.dc1 is noticed\n") !=
        std::string::npos);
  CHECK(told.out.find("08:35:00.0  failover of old.dc1: decided\n") != std::string::npos);
  CHECK(told.out.find("08:36:00.0  failover of old.dc1: 100% of the new calls of old go to new\n") !=
        std::string::npos);
  CHECK(told.out.find("09:00:00.0  old.dc1 works again\n") != std::string::npos);
}

TEST_CASE("replications of a rehearsal differ where something is random, and repeat themselves") {
  const TemporaryFolder place;
  write_text(place / "fails.toml", centre + fault);
  const auto timeline = [&](const std::string& number, const std::string& setting) {
    return run_switchover({"rehearse", "fails.toml", "--replication", number, "--set", setting}, place.path())
        .out;
  };
  CHECK(timeline("0", "runs=10") == timeline("2", "runs=10"));
  std::string random = fault;
  random.replace(random.find("\"3m\""), 4, "\"uniform 1m to 20m\"");
  write_text(place / "fails.toml", centre + random);
  CHECK(timeline("0", "runs=10") != timeline("2", "runs=10"));
  CHECK(timeline("2", "runs=10") == timeline("2", "runs=20"));
  CHECK(timeline("2", "seed=5") != timeline("2", "seed=6"));
}

TEST_CASE("a scenario without a fault of a component has nothing to rehearse") {
  const TemporaryFolder place;
  write_text(place / "well.toml", centre);
  const Ran rehearsed = run_switchover({"rehearse", "well.toml"}, place.path());
  CHECK(rehearsed.code == 0);
  CHECK(rehearsed.out == header);
  CHECK(rehearsed.err == "switchover: well.toml has no fault of a component: there is nothing to rehearse\n");
  CHECK(run_switchover({"rehearse", "well.toml", "--story"}, place.path()).out.empty());
}

TEST_CASE("a rehearsal that cannot begin or be written says so") {
  const TemporaryFolder place;
  CHECK(run_switchover({"rehearse", "none.toml"}, place.path()).code == 2);
  write_text(place / "fails.toml", centre + fault);
  write_text(place / "file", "");
  const Ran ran = run_switchover({"rehearse", "fails.toml", "--out", "file/t.csv"}, place.path());
  CHECK(ran.code == 74);
  CHECK(ran.out.empty());
  CHECK(ran.err.find("file") != std::string::npos);
}

TEST_CASE("a program without its helper stops before it writes anything") {
  const TemporaryFolder place;
  put_program(place, "");
  write_text(place / "fails.toml", centre + fault);
  for (const std::string verb : {"run", "rehearse"}) {
    const Ran ran = run_shell("bin/switchover " + verb + " fails.toml --out results", place.path());
    CHECK(ran.code == 70);
    CHECK(ran.out.empty());
    CHECK(ran.err.starts_with("switchover: the helper program switchover-rehearse is not there (neither "));
    CHECK(ran.err.find("; faults of components are rehearsed in it: switchover-rehearse must lie beside the "
                       "program, so build or install both\n") != std::string::npos);
  }
  CHECK(place.entries() == std::vector<std::string>{"bin", "fails.toml"});
}

TEST_CASE("a helper that dies ends the program with its reason") {
  const TemporaryFolder place;
  put_program(place, "kill -9 $$");
  write_text(place / "fails.toml", centre + fault);
  const Ran ran = run_shell("bin/switchover run fails.toml --out results", place.path());
  CHECK(ran.code == 70);
  CHECK(ran.out.empty());
  CHECK(ran.err.find("ended with signal 9 (killed) before it was ready") != std::string::npos);
  CHECK(place.entries() == std::vector<std::string>{"bin", "fails.toml"});
}

TEST_CASE("nothing but a fault of a component starts the helper") {
  const TemporaryFolder place;
  put_program(place, "touch \"$(dirname \"$0\")/started\"");
  const std::string marker = place / "bin/started";
  write_text(place / "well.toml", centre);
  write_text(place / "fails.toml", centre + fault);
  CHECK(run_shell("bin/switchover --version", place.path()).code == 0);
  CHECK(run_shell("bin/switchover check fails.toml", place.path()).code == 0);
  CHECK(run_shell("bin/switchover run --quiet well.toml", place.path()).code == 0);
  CHECK(run_shell("bin/switchover rehearse well.toml", place.path()).code == 0);
  CHECK_FALSE(std::filesystem::exists(marker));
  CHECK(run_shell("bin/switchover run --quiet fails.toml", place.path()).code == 70);
  CHECK(std::filesystem::exists(marker));
}
