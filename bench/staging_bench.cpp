// What scripted faults add to a study: one rehearsal for all replications, beside the replications
// themselves. The day of the library with a lost data centre, every delay fixed. The helper's load time is
// told apart. usage: staging_bench [REPLICATIONS] [PATH OF scenario.toml]
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <string>

#include "analysis/experiment.hpp"
#include "analysis/staging.hpp"
#include "scenarios/scenario.hpp"

namespace {

using namespace switchover;
using Clock = std::chrono::steady_clock;

double since(Clock::time_point began) { return std::chrono::duration<double>(Clock::now() - began).count(); }

}  // namespace

int main(int count, char** words) {
  const auto runs = static_cast<std::uint32_t>(count > 1 ? std::atoi(words[1]) : 100);
  const std::string path =
      count > 2 ? words[2] : SWITCHOVER_SOURCE_DIR "/scenarios/library/dc-outage/scenario.toml";
  const auto read = read_scenario(
      path,
      {"failover.\"dc1 to new\".decide=\"10m\"", "failover.\"dc1 to new\".agents.notice=\"3m\"",
       "failover.\"dc1 to new\".agents.sign_in=\"40 per minute, 0% fail first try\"", "sign_in.fails=\"0%\"",
       "failover.\"carrier-a to new\".agents.sign_in=\"40 per minute, 0% fail first try\""});
  if (!read.ok()) {
    for (const Problem& problem : read.problems()) fmt::print(stderr, "{}\n", to_string(problem));
    return 2;
  }
  const Scenario& scenario = read.value();
  Staging staging(scenario.seed, runs);
  auto began = Clock::now();
  const CentreSpec day = staging.staged(scenario.centre, scenario.estate);
  const double staged_s = since(began) - staging.cost().start_s;
  if (day.staged == nullptr || day.staged->of.size() != 1) {
    fmt::print(stderr, "the day is not scripted: {} timelines\n", day.staged ? day.staged->of.size() : 0);
    return 1;
  }
  began = Clock::now();
  Centre centre(make_plan(day));
  std::int64_t events = 0;
  for (std::uint32_t r = 0; r < runs; ++r) events += centre.run(scenario.seed, r).events;
  const double runs_s = since(began);
  fmt::print(
      "{} replications {:.3f} s ({:.1f} million steps); {} rehearsal, request and timeline {:.4f} s = {:.2f} "
      "%; "
      "loading the helper {:.3f} s\n",
      runs, runs_s, static_cast<double>(events) / 1e6, staging.cost().rehearsals, staged_s,
      100 * staged_s / runs_s, staging.cost().start_s);
  return 0;
}
