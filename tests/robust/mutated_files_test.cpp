// More than 200 damaged copies of the shipped scenarios and tables, from fixed seeds: each is refused with a
// place, or runs. None crashes, hangs or leaves half a result.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "tests/robust/damage.hpp"
#include "tests/robust/limited_run.hpp"

using namespace switchover::test;
namespace fs = std::filesystem;
using Names = std::vector<std::string>;

namespace {

const fs::path library = fs::path(SWITCHOVER_SOURCE_DIR) / "scenarios/library";

// The shipped files with this ending, below the library, sorted.
Names shipped(const std::string& ending) {
  Names names;
  for (const auto& entry : fs::recursive_directory_iterator(library)) {
    if (entry.path().filename() == "compare.toml") continue;  // no scenario: plans on other scenarios
    if (entry.path().extension() == ending) names.push_back(fs::relative(entry.path(), library).string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// The scenario that reads this file.
std::string scenario_of(const std::string& file) {
  const std::string folder = fs::path(file).parent_path().string();
  return (folder.empty() ? "quiet-monday" : folder) + "/scenario.toml";
}

// "forecast.csv:7:12: ...": a scenario or a table, perhaps with a line and a column, then what is wrong.
bool has_place(const std::string& line) {
  static const std::regex placed(R"(^[^:]+\.(toml|csv)(:[1-9]\d*){0,2}: .{5})");
  return std::regex_search(line.begin(), line.begin() + std::min<std::ptrdiff_t>(1000, std::ssize(line)),
                           placed);
}

void check_complaint(const std::string& said) {
  CHECK_FALSE(said.empty());
  CHECK(said.size() < 200'000);
  for (const char c : said) {
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F) FAIL_CHECK("a control character");
  }
  std::istringstream lines(said);
  bool placed = false;
  for (std::string line; std::getline(lines, line);) {
    const bool counts = line.starts_with("... and ") || line.ends_with(" problems");
    placed = placed || has_place(line);
    if (!counts && !has_place(line)) FAIL_CHECK("a message without a place: " << line.substr(0, 300));
  }
  CHECK(placed);
}

// "Total       21,690 calls in the day" of `check`.
double calls_of(const std::string& page) {
  const std::size_t at = page.find("\nTotal");
  if (at == std::string::npos) return -1;
  std::string digits = page.substr(at + 6, page.find(" calls", at) - at - 6);
  digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
  return std::stod(digits);
}

// All files or none, and nothing else.
void check_output(const fs::path& place, int code) {
  const fs::path out = place / "out";
  for (const auto& entry : fs::directory_iterator(place)) {
    CHECK(entry.path().filename().string().find("partial") == std::string::npos);
    CHECK(entry.path().filename().string().find("probe") == std::string::npos);
  }
  if (code == 2) {
    CHECK_FALSE(fs::exists(out));
    return;
  }
  Names names;
  for (const auto& entry : fs::directory_iterator(out)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  std::erase(names, "incident.csv");  // only where a component fails
  REQUIRE(names == Names{"intervals.csv", "manifest.json", "report.html", "report.json", "report.xlsx",
                         "summary.json", "verdict.md"});
  const auto summary = nlohmann::json::parse(bytes_of(out / "summary.json"));
  CHECK(summary.at("verdict").at("exit_code") == code);
  CHECK(bytes_of(out / "intervals.csv").ends_with("\r\n"));
}

struct Outcomes {
  int refused = 0, accepted = 0, run = 0;
};

void damage_and_try(const std::string& file, const Damage& damage, unsigned seed, bool run, Outcomes& seen) {
  INFO(damage.name << " to " << file << ", seed " << seed);
  const TemporaryFolder place;
  fs::copy(library, place.path(), fs::copy_options::recursive);
  Luck luck(seed);
  damage.inflict(place / file, luck);
  const std::string scenario = scenario_of(file);

  const Ran checked = run_limited({"check", scenario}, place.path());
  INFO("check: " << checked.code << "\n" << checked.err.substr(0, 2000));
  REQUIRE((checked.code == 0 || checked.code == 2));
  if (checked.code == 2) check_complaint(checked.err);
  if (checked.code == 0) CHECK(checked.err.empty());
  (checked.code == 2 ? seen.refused : seen.accepted) += 1;

  // A day of a million calls is not wrong, only long.
  if (!run || (checked.code == 0 && calls_of(checked.out) > 100'000)) return;
  const Ran ran =
      run_limited({"run", scenario, "--runs", "10", "--workers", "1", "--quiet", "--no-fix", "--out", "out"},
                  place.path());
  INFO("run: " << ran.code << "\n" << ran.err.substr(0, 2000));
  REQUIRE((ran.code >= 0 && ran.code <= 3));
  CHECK((ran.code == 2) == (checked.code == 2));
  if (ran.code == 2) CHECK(ran.err == checked.err);
  check_output(place.path(), ran.code);
  seen.run += 1;
}

// Every kind of damage `rounds` times, each time to the next file.
Outcomes damage_all(const Names& files, const std::vector<Damage>& kinds, int rounds, unsigned seed) {
  Outcomes seen;
  std::size_t next = 0;
  for (int round = 0; round < rounds; ++round) {
    for (const Damage& damage : kinds) {
      damage_and_try(files[next % files.size()], damage, seed + static_cast<unsigned>(next), next % 4 == 0,
                     seen);
      ++next;
    }
    ++next;  // so that a kind meets another file in every round
  }
  return seen;
}

}  // namespace

TEST_CASE("74 scenario files with damage that any file can suffer") {
  const Outcomes seen = damage_all(shipped(".toml"), damage_to_any_file(), 2, 1000);
  CHECK(seen.refused + seen.accepted == 74);
  CHECK(seen.refused >= 40);
  CHECK(seen.accepted >= 10);
}

TEST_CASE("81 scenario files with damage to their keys and values") {
  const Outcomes seen = damage_all(shipped(".toml"), damage_to_scenarios(), 3, 2000);
  CHECK(seen.refused + seen.accepted == 81);
  CHECK(seen.refused >= 60);
  CHECK(seen.run >= 15);
}

TEST_CASE("74 tables with damage that any file can suffer") {
  const Outcomes seen = damage_all(shipped(".csv"), damage_to_any_file(), 2, 3000);
  CHECK(seen.refused + seen.accepted == 74);
  CHECK(seen.refused >= 40);
  CHECK(seen.accepted >= 10);
}

TEST_CASE("66 tables with damage to their columns and cells") {
  const Outcomes seen = damage_all(shipped(".csv"), damage_to_tables(), 3, 4000);
  CHECK(seen.refused + seen.accepted == 66);
  CHECK(seen.refused >= 25);
  CHECK(seen.accepted >= 15);
}
