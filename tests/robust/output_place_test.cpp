// Places that cannot hold the output, and disks that fill up while it is written: exit 74, a sentence that
// says which place and why, and nothing half written.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/app/program_runner.hpp"
#include "tests/robust/small_scenario.hpp"

using namespace switchover::test;
namespace fs = std::filesystem;
using Names = std::vector<std::string>;

namespace {

const std::string program = quoted_for_shell(SWITCHOVER_PROGRAM);
const std::string run_into_full = program + " run small.toml --quiet --out full/out";

struct Place {
  Place() { write_text(folder / "small.toml", small_scenario()); }
  Ran run(const std::string& out) const {
    return run_switchover({"run", "small.toml", "--quiet", "--out", out}, folder.path());
  }
  TemporaryFolder folder;
};

// Runs a script in a world of its own, where a small disk may be mounted below full/. False where that is
// forbidden.
bool with_own_disk(const Place& place, const std::string& options, const std::string& script, Ran& ran) {
  fs::create_directories(place.folder / "full");
  const std::string world = geteuid() == 0 ? "unshare -m " : "unshare -r -m ";
  const std::string mounting = "mount -t tmpfs -o " + options + " none full";
  if (run_shell(world + "sh -c " + quoted_for_shell(mounting), place.folder.path()).code != 0) return false;
  ran = run_shell(world + "sh -c " + quoted_for_shell(mounting + " && { " + script + "; }"),
                  place.folder.path());
  return true;
}

}  // namespace

TEST_CASE("places that cannot hold the output are told before anything is simulated") {
  const Place place;
  write_text(place.folder / "taken", "a file");
  fs::create_symlink("/dev/full", place.folder / "to-a-device");
  fs::create_symlink("round", place.folder / "round");
  fs::create_symlink("nowhere/at/all", place.folder / "dangling");
  const Names before = place.folder.entries();
  const Names places = {"taken",
                        "taken/",
                        "taken/deeper/out",
                        "/dev/full",
                        "/dev/null/out",
                        "to-a-device",
                        "to-a-device/out",
                        "round",
                        "round/out",
                        "dangling",
                        "/proc/out",
                        std::string(300, 'x'),
                        "a/" + std::string(300, 'x') + "/b",
                        std::string(5000, 'y')};
  for (const std::string& out : places) {
    INFO(out.substr(0, 60));
    const Ran ran = place.run(out);
    CHECK(ran.code == 74);
    CHECK(ran.out.empty());
    CHECK(ran.err.find("cannot hold the output") != std::string::npos);
    CHECK(ran.err.find(out.substr(0, 200)) != std::string::npos);
    CHECK(place.folder.entries() == before);
  }
  CHECK(file_text(place.folder / "taken") == "a file");
}

TEST_CASE("a folder that may not be written") {
  const Place place;
  Ran ran;
  if (geteuid() == 0) {
    if (!with_own_disk(place, "ro", run_into_full, ran)) {
      WARN("no disk may be mounted here: not tried");
      return;
    }
    CHECK(ran.err.find("Read-only file system") != std::string::npos);
  } else {
    fs::create_directory(place.folder / "full");
    fs::permissions(place.folder / "full", fs::perms::owner_read | fs::perms::owner_exec);
    ran = run_shell(run_into_full, place.folder.path());
    CHECK(ran.err.find("Permission denied") != std::string::npos);
  }
  CHECK(ran.code == 74);
  CHECK(ran.err.find("full/out: cannot hold the output") != std::string::npos);
}

TEST_CASE("a disk that is full from the start") {
  const Place place;
  Ran ran;
  if (!with_own_disk(place, "size=16k", run_into_full + "; code=$?; ls -A full; exit $code", ran)) {
    WARN("no disk may be mounted here: not tried");
    return;
  }
  CHECK(ran.code == 74);
  CHECK(ran.out.empty());
  CHECK(ran.err.find("full/out: cannot hold the output") != std::string::npos);
  CHECK(ran.err.find("No space left on device") != std::string::npos);
}

TEST_CASE("a disk that fills up while the files are written") {
  const Place place;
  Ran ran;
  // Room for the probe, and less than the files need.
  if (!with_own_disk(place, "size=72k", run_into_full + "; code=$?; ls -A full; exit $code", ran)) {
    WARN("no disk may be mounted here: not tried");
    return;
  }
  CHECK(ran.code == 74);
  CHECK(ran.out.find("VERDICT") == 0);              // the answer itself is not lost ...
  CHECK(ran.out.find("out") == std::string::npos);  // ... and ls found an empty disk
  CHECK(ran.out.find('.', ran.out.find('\n')) == std::string::npos);
  CHECK(ran.err.find("No space left on device") != std::string::npos);
  CHECK(ran.err.find("nothing was written to full/out") != std::string::npos);
}

TEST_CASE("a limit on the size of files is met in the midst of the files") {
  const Place place;
  const Ran ran =
      run_shell("ulimit -f 70; " + program + " run small.toml --quiet --out out", place.folder.path());
  CHECK(ran.code == 74);
  CHECK(ran.err.find("File too large") != std::string::npos);
  CHECK(ran.err.find("nothing was written to out") != std::string::npos);
  CHECK(place.folder.entries() == Names{"small.toml"});
}

TEST_CASE("an older result stays whole when the new one does not fit") {
  const Place place;
  REQUIRE(place.run("out").code == 0);
  const auto all = [&] {
    std::string bytes;
    for (const char* name : {"intervals.csv", "manifest.json", "summary.json", "verdict.md"})
      bytes += file_text(place.folder / ("out/" + std::string(name)));
    return bytes;
  };
  const std::string before = all();
  const Ran ran = run_shell("ulimit -f 70; " + program + " run small.toml --seed 9 --quiet --out out",
                            place.folder.path());
  CHECK(ran.code == 74);
  CHECK((all() == before));
  CHECK(place.folder.entries() == Names{"out", "small.toml"});
}

TEST_CASE("a folder in the place of one of the files") {
  const Place place;
  fs::create_directories(place.folder / "out/summary.json");
  const Ran ran = place.run("out");
  CHECK(ran.code == 74);
  CHECK(ran.err.find("a folder stands where this file belongs") != std::string::npos);
  CHECK(ran.err.find("nothing was written to out") != std::string::npos);
  Names left;
  for (const auto& entry : fs::directory_iterator(place.folder / "out"))
    left.push_back(entry.path().filename());
  CHECK(left == Names{"summary.json"});
}

TEST_CASE("with several scenarios, one bad place stops them all before the first") {
  const Place place;
  write_text(place.folder / "other.toml", small_scenario());
  fs::create_directories(place.folder / "out");
  write_text(place.folder / "out/other", "a file where a folder belongs");
  const Ran ran =
      run_switchover({"run", "small.toml", "other.toml", "--quiet", "--out", "out"}, place.folder.path());
  CHECK(ran.code == 74);
  CHECK(ran.out.empty());
  CHECK(ran.err.find("out/other: cannot hold the output") != std::string::npos);
  CHECK_FALSE(fs::exists(place.folder / "out/small"));
}

TEST_CASE("an answer that nobody can receive is not a success") {
  const Place place;
  for (const std::string rest : {"run small.toml", "run small.toml --quiet", "check small.toml", "schema",
                                 "erlang --agents 10 --calls-per-hour 100 --aht 180"}) {
    INFO(rest);
    const Ran ran = run_shell(program + " " + rest + " >/dev/full", place.folder.path());
    CHECK(ran.code == 74);
    CHECK(ran.err.find("standard output cannot be written") != std::string::npos);
  }
}
