// A control variate is one only when its mean is exactly 0: on every day of the library, its faults
// rehearsed, its forecast corrected.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>

#include "analysis/case_runner.hpp"
#include "analysis/control_variates.hpp"
#include "laboratory.hpp"

using namespace switchover;

TEST_CASE("Controls of every library scenario have mean 0") {
  constexpr std::uint32_t days = 60;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(SWITCHOVER_SOURCE_DIR "/scenarios/library")) {
    if (std::filesystem::exists(entry.path() / "scenario.toml")) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  REQUIRE(paths.size() >= 15);
  double squares = 0, worst = 0;
  std::size_t controls = 0;
  for (const auto& path : paths) {
    auto read = read_scenario((path / "scenario.toml").string(), {});
    REQUIRE(read.ok());
    Case c{path.filename().string(), std::move(read).value(), {}, ""};
    c.scenario.max_runs = days;
    RunnerOptions options;
    options.workers = 1;
    CaseRunner runner(c.scenario, options);
    const auto names = control_names(runner.centre_of(c));
    const auto found = runner.days(c, 0, days);
    for (std::size_t j = 0; j < names.size(); ++j) {
      double sum = 0, own_squares = 0;
      for (const CaseDay& day : found) {
        REQUIRE(day.controls.size() == names.size());
        sum += day.controls[j];
        own_squares += day.controls[j] * day.controls[j];
      }
      INFO(c.name << ", " << names[j]);
      if (own_squares == 0) continue;  // a replay has the same callers every day
      const double z = sum / std::sqrt(own_squares);
      CHECK(std::abs(z) < 4);
      squares += z * z;
      worst = std::max(worst, std::abs(z));
      ++controls;
    }
  }
  const double rms = std::sqrt(squares / static_cast<double>(controls));
  fmt::print("controls: {} over {} scenarios, rms z {:.2f}, largest |z| {:.2f}\n", controls, paths.size(),
             rms, worst);
  CHECK(controls >= 20);
}
