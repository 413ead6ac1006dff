#include <catch2/catch.hpp>
#include <filesystem>

#include "app/shell/command_line.hpp"

using namespace switchover;

namespace {

template <class Asked>
Asked asked(const std::vector<std::string>& arguments) {
  const Request request = read_command_line(arguments);
  const auto* understood = std::get_if<Asked>(&request);
  if (understood == nullptr) UNSCOPED_INFO(std::get<Misunderstanding>(request).message);
  REQUIRE(understood != nullptr);
  return *understood;
}
using Settings = std::vector<std::string>;

}  // namespace

TEST_CASE("an incident of the command line is a setting, its path seen from the scenario") {
  CHECK(asked<RunRequest>({"run", "a.toml", "--timeline", "tickets.csv"}).settings ==
        Settings{"files.incident=\"tickets.csv\""});
  CHECK(asked<RunRequest>({"run", "day/a.toml", "--timeline", "tickets.csv"}).settings ==
        Settings{"files.incident=\"../tickets.csv\""});
  CHECK(asked<RunRequest>({"run", "day/a.toml", "--set", "runs=5", "--timeline", "day/x/tickets.csv"})
            .settings == Settings{"runs=5", "files.incident=\"x/tickets.csv\""});
  CHECK(asked<CheckRequest>({"check", "a.toml", "./b.toml", "--timeline", "/tickets.csv"}).settings ==
        Settings{"files.incident=\"/tickets.csv\""});
  CHECK(asked<CheckRequest>({"check", "a.toml", "--timeline", "a \"quoted\" name.csv"}).settings ==
        Settings{R"(files.incident="a \"quoted\" name.csv")"});
  CHECK(asked<RunRequest>({"run", "a.toml"}).settings.empty());
  const std::string here = std::filesystem::current_path().string();
  CHECK(asked<RunRequest>({"run", here + "/a.toml", "--timeline", "tickets.csv"}).settings ==
        Settings{"files.incident=\"tickets.csv\""});
}

TEST_CASE("an incident of the command line for every verb that lets platforms fail") {
  const Settings expected{"files.incident=\"t.csv\""};
  CHECK(asked<RehearseRequest>({"rehearse", "a.toml", "--timeline", "t.csv"}).settings == expected);
  CHECK(asked<DrillRequest>({"drill", "a.toml", "--timeline", "t.csv"}).settings == expected);
  CHECK(asked<WorstTimeRequest>({"worst-time", "a.toml", "--timeline", "t.csv"}).settings == expected);
}

TEST_CASE("an incident of the command line cannot be seen from two folders") {
  const Request request = read_command_line({"run", "a.toml", "day/b.toml", "--timeline", "t.csv"});
  const auto* refused = std::get_if<Misunderstanding>(&request);
  REQUIRE(refused != nullptr);
  CHECK(refused->message.find("--timeline goes with scenarios of one folder") != std::string::npos);
}
