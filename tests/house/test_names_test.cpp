// A test whose name CMake or Catch would take for something else is not run, and nobody is told: so names are
// checked.
#include <catch2/catch.hpp>
#include <regex>
#include <string>

#include "tests/house/house_rules.hpp"

using switchover::house::File;

namespace {

// Names that hold a ';' (CMake splits them: two tests that match nothing) or begin with '-' (Catch sees an
// option).
std::string names_that_do_not_run(const std::vector<File>& files) {
  const std::regex test_case("TEST_CASE\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*)+)");
  std::string found;
  for (const File& file : files) {
    if (!file.path.starts_with("tests/") || !file.path.ends_with(".cpp")) continue;
    for (std::sregex_iterator match(file.text.begin(), file.text.end(), test_case), end; match != end;
         ++match) {
      const std::string name = (*match)[1];
      if (name.find(';') != std::string::npos || name.starts_with("\"-"))
        found += file.path + ": " + name + "\n";
    }
  }
  return found;
}

}  // namespace

TEST_CASE("Every test has a name that runs") {
  CHECK(names_that_do_not_run(switchover::house::tree_files(SWITCHOVER_SOURCE_DIR)) == "");
  const std::string begin =
      "TEST_"
      "CASE(";
  CHECK(names_that_do_not_run({{"tests/a.cpp", begin + "\"a; b\") {"}}) == "tests/a.cpp: \"a; b\"\n");
  CHECK(names_that_do_not_run({{"tests/a.cpp", begin + "\n \"a\"\n \"; b\") {"}}).size() > 10);
  CHECK(names_that_do_not_run({{"tests/a.cpp", begin + "\"--a\") {"}}) == "tests/a.cpp: \"--a\"\n");
  CHECK(names_that_do_not_run({{"tests/a.cpp", begin + "\"a, b\") { x; }"}}) == "");
}
