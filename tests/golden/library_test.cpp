// One fingerprint per library scenario: everything that its first replication counted. If one moves, the
// commit says why. To renew: SWITCHOVER_RENEW=1 build/release/tests/test_golden
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "analysis/replication.hpp"
#include "analysis/staging.hpp"
#include "scenarios/scenario.hpp"

using namespace switchover;

namespace {

const std::filesystem::path source = SWITCHOVER_SOURCE_DIR;
const std::filesystem::path golden = source / "tests/golden/fingerprints.txt";

std::map<std::string, std::string> measured() {
  std::map<std::string, std::string> prints;
  for (const auto& entry : std::filesystem::directory_iterator(source / "scenarios/library")) {
    const std::filesystem::path file = entry.path() / "scenario.toml";
    if (!std::filesystem::exists(file)) continue;
    const Expected<Scenario> scenario = read_scenario(file.string());
    INFO(file.filename().string());
    REQUIRE(scenario.ok());
    Staging staging(scenario.value().seed, 1);
    const CentreSpec spec = staging.staged(scenario.value().centre, scenario.value().estate);
    const Tally tally = replicate(spec, scenario.value().seed, 0);
    REQUIRE(self_check(tally).empty());
    prints[entry.path().filename().string()] = fmt::format("{:016x}", fingerprint(tally));
  }
  return prints;
}

std::map<std::string, std::string> kept() {
  std::map<std::string, std::string> prints;
  std::ifstream file(golden);
  for (std::string name, print; file >> name >> print;) prints[name] = print;
  return prints;
}

}  // namespace

TEST_CASE("the library scenarios give the figures they gave") {
  const auto now = measured();
  REQUIRE(now.size() >= 6);
  if (std::getenv("SWITCHOVER_RENEW") != nullptr) {
    std::ofstream file(golden);
    for (const auto& [name, print] : now) file << name << ' ' << print << '\n';
  }
  CHECK(now == kept());
}
