// The worst time: one fault of the scenario, moved over the day. When does it cost most people, and does that
// moment stand out?
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/fault_cost.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

struct WorstTimeRow {
  Time at;
  std::string clock;
  FaultCost cost;
  bool cut_short = false;  // the scenario ends before the fault does
  bool as_bad = false;     // not told apart from the worst
};
struct WorstTimeReport {
  std::string scenario, question, file, event;
  Duration every;
  std::optional<Duration> lasts;         // none: to the end
  bool lasts_drawn = false;              // its mean
  std::string written_at;                // where the scenario has it
  Time written;                          // the same moment
  std::vector<std::string> moved_along;  // splits that answer it
  std::vector<std::string> others;       // faults that stay where they are
  std::uint32_t runs = 0;
  std::uint64_t seed = 1;
  std::vector<WorstTimeRow> rows;  // by time
  std::size_t worst = 0, best = 0;
  std::optional<std::size_t> second;  // by people never served
  Estimate gap;                       // worst minus second, paired
  bool stands_out = false;            // the gap is above 0
  std::string sentence;               // behind VERDICT
  bool sound = true;
};

struct WorstTimeOptions {
  std::string event;  // empty: the first fault of the scenario
  Duration every = Duration::whole_seconds(1800);
  std::uint32_t runs = 0;  // 0: of the scenario, at most 100
  unsigned workers = 0;
  OnProgress on_progress;
  std::stop_token stop;
  Stagehands stagehands;  // empty: the rehearsals
};
inline constexpr std::size_t most_moments = 1'000;
std::optional<Problem> objection_to(const Scenario& scenario, const WorstTimeOptions& options);
WorstTimeReport worst_time(const Scenario& scenario, const WorstTimeOptions& options);

// The scenario with one fault, and the splits that answer it, moved so that the fault begins at `at`.
struct MovedFault {
  CentreSpec centre;
  EstateSpec estate;
};
MovedFault moved_to(const CentreSpec& centre, const EstateSpec& estate, std::size_t event, Time at);

}  // namespace switchover
