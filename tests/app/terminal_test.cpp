#include "app/shell/terminal.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "app/shell/progress_line.hpp"

using namespace switchover;

namespace {

// Sets variables of the environment (nullptr: unsets) and puts them back.
class Environment {
 public:
  explicit Environment(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before, had_ = true;
    value != nullptr ? setenv(name, value, 1) : unsetenv(name);
  }
  ~Environment() { had_ ? setenv(name_, before_.c_str(), 1) : unsetenv(name_); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
  std::string before_;
  bool had_ = false;
};

Terminal of_a_file() {
  std::FILE* file = std::tmpfile();
  const Terminal terminal = inspect_terminal(file);
  std::fclose(file);
  return terminal;
}

}  // namespace

TEST_CASE("a file is no terminal and gets no colour unless it is forced") {
  const Environment no_colour("NO_COLOR", nullptr), columns("COLUMNS", nullptr);
  {
    const Environment forced("CLICOLOR_FORCE", nullptr);
    CHECK_FALSE(of_a_file().is_terminal);
    CHECK_FALSE(of_a_file().colour);
    CHECK(of_a_file().columns == 100);
  }
  const Environment forced("CLICOLOR_FORCE", "1");
  CHECK(of_a_file().colour);
  const Environment never("NO_COLOR", "1");
  CHECK_FALSE(of_a_file().colour);
}

TEST_CASE("COLUMNS gives the width within reason") {
  const auto width = [](const char* told) {
    const Environment columns("COLUMNS", told);
    return of_a_file().columns;
  };
  CHECK(width("120") == 120);
  CHECK(width("1") == 40);
  CHECK(width("99999") == 400);
  CHECK(width("wide") == 100);
}

TEST_CASE("time left in words") {
  CHECK(time_left_text(0.2) == "1 s");
  CHECK(time_left_text(59) == "59 s");
  CHECK(time_left_text(200) == "3 m 20 s");
  CHECK(time_left_text(3'900) == "1 h 05 m");
  CHECK(time_left_text(-1) == "0 s");
}
