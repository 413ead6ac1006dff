#include "app/shell/output_folder.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/app/program_runner.hpp"

using namespace switchover;
using test::TemporaryFolder;
namespace fs = std::filesystem;

TEST_CASE("a new folder appears with all its files and nothing else") {
  const TemporaryFolder place;
  const std::string folder = place / "deep/er/out";
  CHECK_FALSE(check_output_folder(folder));
  CHECK(place.entries().empty());  // checking leaves nothing behind
  REQUIRE_FALSE(write_output_folder(folder, {{"a.txt", "one"}, {"b.txt", "two"}}));
  CHECK(test::file_text(folder + "/a.txt") == "one");
  CHECK(test::file_text(folder + "/b.txt") == "two");
  CHECK(place.entries() == std::vector<std::string>{"deep"});
}

TEST_CASE("a folder that exists keeps what is not ours") {
  const TemporaryFolder place;
  test::write_text(place / "notes.txt", "mine");
  test::write_text(place / "a.txt", "old");
  REQUIRE_FALSE(write_output_folder(place.path(), {{"a.txt", "new"}}));
  CHECK(place.entries() == std::vector<std::string>{"a.txt", "notes.txt"});
  CHECK(test::file_text(place / "a.txt") == "new");
  CHECK_FALSE(
      write_output_folder(place.path() + "/", {{"a.txt", "newer"}}));  // a trailing slash changes nothing
  CHECK(test::file_text(place / "a.txt") == "newer");
}

TEST_CASE("a file in the folder's place is refused, before and after") {
  const TemporaryFolder place;
  test::write_text(place / "taken", "a file");
  CHECK(check_output_folder(place / "taken").value().find("is a file, not a folder") != std::string::npos);
  CHECK(check_output_folder(place / "taken/out").value().find("is a file, not a folder") !=
        std::string::npos);
  CHECK(write_output_folder(place / "taken/out", {{"a.txt", "one"}}));
  CHECK(check_output_folder("").has_value());
  CHECK(place.entries() == std::vector<std::string>{"taken"});
}

TEST_CASE("a folder in a file's place leaves every file as it was") {
  const TemporaryFolder place;
  test::write_text(place / "a.txt", "old");
  fs::create_directories(place / "b.txt");
  const auto problem = write_output_folder(place.path(), {{"a.txt", "new"}, {"b.txt", "new"}});
  REQUIRE(problem);
  CHECK(problem->find("nothing was written") != std::string::npos);
  CHECK(test::file_text(place / "a.txt") == "old");
  CHECK(place.entries() == std::vector<std::string>{"a.txt", "b.txt"});
}

TEST_CASE("a full disk leaves nothing behind") {
  // A limit on the size of files is the full disk that every user may have.
  const TemporaryFolder place;
  const std::string program = test::quoted_for_shell(SWITCHOVER_PROGRAM);
  const test::Ran ran = test::run_shell("ulimit -f 1; " + program + " demo library", place.path());
  CHECK(ran.code == 74);
  CHECK(ran.err.find("cannot hold the output") != std::string::npos);
  CHECK(place.entries().empty());
}

TEST_CASE("a standard output that takes nothing is told") {
  const std::string program = test::quoted_for_shell(SWITCHOVER_PROGRAM);
  const test::Ran ran = test::run_shell(program + " help >/dev/full");
  CHECK(ran.code == 74);
  CHECK(ran.err.find("standard output cannot be written") != std::string::npos);
}
