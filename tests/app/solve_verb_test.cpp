// switchover solve and limit, as a user meets them.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/program_runner.hpp"

using switchover::test::file_text;
using switchover::test::Ran;
using switchover::test::run_switchover;
using switchover::test::TemporaryFolder;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void write_centre(const std::string& path) {
  switchover::test::write_text(path, R"(schema = 1
name = "Small"
start = 2026-03-02T08:00:00
length = "3h"
runs = 40
[files]
staff = "staff.csv"
[platform.main]
trunks = 30
[queue.help]
promise = "80% in 20s"
talk = "180s"
calls_per_hour = 200
[group.agents]
skills = ["help"]
[expect]
must = ["mean service_level[help] >= 80% over day"]
)");
}
void write_staff(const std::string& path) {
  switchover::test::write_text(path,
                               "interval_start,group,agents_on_phones\n"
                               "2026-03-02T08:00:00,agents,9\n2026-03-02T08:30:00,agents,16\n"
                               "2026-03-02T09:00:00,agents,9\n2026-03-02T09:30:00,agents,9\n"
                               "2026-03-02T10:00:00,agents,9\n2026-03-02T10:30:00,agents,9\n");
}

}  // namespace

TEST_CASE("solve agents: the staff it writes is read back and keeps the promise") {
  const TemporaryFolder place;
  write_centre(place / "a.toml");
  write_staff(place / "staff.csv");
  CHECK(run_switchover({"run", "a.toml", "--quiet"}, place.path()).code == 1);
  const Ran ran = run_switchover(
      {"solve", "agents", "a.toml", "--target", "85% in 20s on 95% of days", "--runs", "40", "--out", "out"},
      place.path());
  CHECK(ran.err.empty());
  CHECK(ran.code == 0);
  CHECK(ran.out.find("VERDICT  +") == 0);
  CHECK(has(ran.out, "fresh callers"));
  CHECK(has(ran.out, "agent hours       the target's figure [95%]"));
  const auto json = nlohmann::json::parse(file_text(place / "out/solve.json"));
  CHECK(json["intervals"].size() == 6);
  CHECK(json["check_passes"] == true);
  CHECK(file_text(place / "out/solve.csv").find("clock,at_s,group,there,erlang,needed,level,lo,hi\r\n") == 0);
  const std::string staff = file_text(place / "out/staff.csv");
  CHECK(staff.find("interval_start,group,agents_on_phones\r\n2026-03-02T08:00:00,agents,") == 0);
  const Ran again =
      run_switchover({"run", "a.toml", "--quiet", "--set", "files.staff=out/staff.csv"}, place.path());
  CHECK(again.err.empty());
  CHECK(again.code == 0);
}

TEST_CASE("solve: what is not understood or not there leaves with 2 and writes nothing") {
  const TemporaryFolder place;
  write_centre(place / "a.toml");
  write_staff(place / "staff.csv");
  const Ran target =
      run_switchover({"solve", "agents", "a.toml", "--target", "soon", "--out", "out"}, place.path());
  CHECK(target.code == 2);
  CHECK(has(target.err, "--target: \"soon\" is not understood"));
  const Ran queue = run_switchover({"solve", "agents", "a.toml", "--queue", "halp"}, place.path());
  CHECK(queue.code == 2);
  CHECK(has(queue.err, "queue \"halp\" is not defined; did you mean \"help\"?"));
  const Ran platform = run_switchover({"solve", "ivr_ports", "a.toml"}, place.path());
  CHECK(platform.code == 2);
  CHECK(has(platform.err, "no platform has a limit of IVR ports"));
  CHECK(run_switchover({"solve", "chairs", "a.toml"}, place.path()).code == 64);
  CHECK(run_switchover({"solve", "agents", "a.toml", "--out", "/dev/full"}, place.path()).code == 74);
  CHECK(place.entries() == std::vector<std::string>{"a.toml", "staff.csv"});
}

TEST_CASE("solve trunks and limit print their verdict first and write their files") {
  const TemporaryFolder place;
  write_centre(place / "a.toml");
  write_staff(place / "staff.csv");
  const Ran trunks =
      run_switchover({"solve", "trunks", "a.toml", "--runs", "40", "--out", "trunks"}, place.path());
  CHECK(trunks.err.empty());
  CHECK((trunks.code == 0 || trunks.code == 3));
  CHECK(has(trunks.out, "trunks of main"));
  CHECK(has(file_text(place / "trunks/solve.csv"), "limit,figure,lo,hi,keeps_target,answer"));
  CHECK(file_text(place / "trunks/staff.csv").empty());
  const Ran limit = run_switchover({"limit", "a.toml", "--out", "limit"}, place.path());
  CHECK(limit.err.empty());
  CHECK(limit.code == 1);
  CHECK(limit.out.find("VERDICT  Fails as it is; every must passes at -") == 0);
  CHECK(nlohmann::json::parse(file_text(place / "limit/limit.json"))["fails_already"] == true);
  for (const std::string folder : {"trunks", "limit"}) {  // the page, and the same made again
    const std::string html = file_text(place / (folder + "/report.html"));
    REQUIRE(html.starts_with("<!doctype html>"));
    CHECK(run_switchover({"report", folder}, place.path()).code == 0);
    CHECK((file_text(place / (folder + "/report.html")) == html));  // not printed: long
  }
  const Ran quiet = run_switchover({"limit", "a.toml", "--grow", "aht", "--quiet"}, place.path());
  CHECK(quiet.code == 1);
  CHECK(has(quiet.out, "handling time"));
}
