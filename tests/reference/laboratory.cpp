#include "laboratory.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "models/centre/centre.hpp"

namespace switchover {

namespace {

Scenario must_read(const std::string& path, const std::vector<std::string>& settings) {
  Expected<Scenario> scenario = read_scenario(path, settings);
  if (!scenario.ok())
    for (const Problem& problem : scenario.problems()) UNSCOPED_INFO(to_string(problem));
  REQUIRE(scenario.ok());
  return std::move(scenario).value();
}

double real(std::int64_t n) { return static_cast<double>(n); }
double seconds(std::int64_t us) { return static_cast<double>(us) * 1e-6; }

}  // namespace

Scenario scenario_of_text(const std::string& toml) {
  const auto path =
      std::filesystem::temp_directory_path() / ("reference-" + std::to_string(getpid()) + ".toml");
  std::ofstream(path) << toml;
  Scenario scenario = must_read(path.string(), {});
  std::filesystem::remove(path);
  return scenario;
}

Scenario scenario_of_file(const std::string& name, const std::vector<std::string>& settings) {
  return must_read(std::string(SWITCHOVER_SOURCE_DIR) + "/tests/reference/scenarios/" + name + ".toml",
                   settings);
}

Rows measured_rows(const Scenario& scenario) {
  const std::int64_t interval = scenario.centre.interval.count_us(),
                     length = scenario.centre.length.count_us();
  if (!scenario.measure) return {0, static_cast<std::size_t>((length + interval - 1) / interval) + 1};
  const std::int64_t from = scenario.measure->first.count_us(), to = scenario.measure->second.count_us();
  REQUIRE(from % interval == 0);
  REQUIRE(to % interval == 0);
  return {static_cast<std::size_t>(from / interval), static_cast<std::size_t>(to / interval)};
}

QueueSums queue_sums(const Tally& tally, std::size_t queue, const Rows& rows) {
  QueueSums s;
  for (std::size_t i = rows.first; i < rows.last; ++i) {
    for (std::size_t p = 0; p < tally.platforms; ++p) {
      const QueueCell& c = tally.queue(i, queue, p);
      s.attempts += real(c.attempts);
      s.first_attempts += real(c.first_attempts);
      s.blocked_queue += real(c.blocked_queue);
      s.offered += real(c.offered);
      s.answered += real(c.answered);
      s.at_once += real(c.answered_at_once);
      s.in_time += real(c.answered_in_time);
      s.abandoned += real(c.abandoned);
      s.abandoned_in_time += real(c.abandoned_in_time);
      s.abandoned_left += real(c.abandoned_left);
      s.balked += real(c.balked);
      s.dropped_talk += real(c.dropped_talk);
      s.virtual_in_time += real(c.virtual_in_time);
      s.virtual_known += real(c.virtual_known);
      s.wait_answered_s += seconds(c.wait_answered_us);
      s.wait_all_s += seconds(c.wait_all_us);
      s.virtual_wait_s += seconds(c.virtual_wait_us);
      s.queue_time_s += seconds(c.queue_time_us);
      s.busy_time_s += seconds(c.busy_time_us);
    }
  }
  return s;
}

AgentSums agent_sums(const Tally& tally, std::size_t group, const Rows& rows) {
  AgentSums s;
  for (std::size_t i = rows.first; i < rows.last; ++i) {
    for (std::size_t m = 0; m < tally.modes; ++m) {
      const AgentCell& c = tally.agent(i, group, m);
      s.talking_s += seconds(c.talking_us);
      s.signed_in_s += seconds(c.signed_in_us);
      s.answered += real(c.answered);
    }
  }
  return s;
}

PeopleSums people_sums(const Tally& tally, std::size_t queue, const Rows& rows) {
  PeopleSums s;
  for (std::size_t i = rows.first; i < rows.last; ++i) {
    const PeopleCell& c = tally.person(i, queue);
    s.people += real(c.people);
    s.served += real(c.served);
    s.attempts += real(c.attempts);
    s.unresolved += real(c.unresolved);
  }
  return s;
}

void run_replications(const Scenario& scenario, std::uint64_t seed, std::uint32_t n,
                      const std::function<void(const Tally&)>& use) {
  Centre centre(make_plan(scenario.centre));
  for (std::uint32_t r = 0; r < n; ++r) {
    const Tally& tally = centre.run(seed, r);
    const std::vector<std::string> broken = self_check(tally);
    if (!broken.empty()) FAIL_CHECK("replication " << r << ": " << broken.front());
    use(tally);
  }
}

}  // namespace switchover
