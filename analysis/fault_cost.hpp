// What a fault costs: the figures of the same callers' days with it and without it, day by day.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/experiment.hpp"
#include "models/centre/spec.hpp"
#include "models/platform/estate.hpp"
#include "models/platform/story.hpp"
#include "models/platform/timeline.hpp"

namespace switchover {

// Who lives through a variant's component faults: the rehearsals (analysis/staging.hpp), or a stand-in.
struct Stagehands {
  std::function<CentreSpec(const CentreSpec&, const EstateSpec&)> staged;
  std::function<std::vector<Story>(const CentreSpec&, const EstateSpec&)> stories;  // may be empty
};

// What is kept of one day. Counts are of the whole day, calls that end after closing time included.
struct CostDay {
  double people = 0, never_served = 0;
  double refused = 0;  // attempts that met a busy tone, a reject or an outage
  double cut_off = 0;  // calls that the system dropped
  double gave_up = 0;  // calls that left the queue
  // Seconds from the fault until service keeps its promise; infinite: not that day; none: nothing is
  // promised.
  std::optional<double> restore_s;
  bool sound = true;  // the self-check held
};
// Replications 0 .. runs-1 of a spec whose faults are staged. `at`: where the fault begins, or would.
std::vector<CostDay> cost_days(const CentreSpec& staged, Time at, std::uint32_t runs,
                               const Workshop& workshop, const std::string& phase, RunCost& cost);

// The same days, asked about several moments at once: [moment][replication].
std::vector<std::vector<CostDay>> cost_days_at(const CentreSpec& staged, const std::vector<Time>& moments,
                                               std::uint32_t runs, const Workshop& workshop,
                                               const std::string& phase, RunCost& cost);

struct FaultCost {
  Estimate never_served, refused, cut_off, gave_up;  // mean of day - twin
  Estimate service_back;                             // p95 of seconds, later than in the twin
  std::vector<double> each;                          // people never served, day - twin, per replication
  std::vector<double> restores;   // seconds, later than in the twin; without the hopeless days
  std::size_t hopeless_days = 0;  // days on which service misses its promise without the fault, to the end
  bool sound = true;
};
FaultCost cost_of(const std::vector<CostDay>& days, const std::vector<CostDay>& twins);
std::vector<double> minus(const std::vector<double>& a, const std::vector<double>& b);

// Share of the day's demand per platform, by the splits that are in force at t.
std::vector<double> call_shares(const CentreSpec& spec, Time t);

// Seconds from `at` until new calls are accepted again, per replication: 0 where they never stop, infinite
// where they never come back (time_to_accept of platform_day.hpp, all platforms).
std::vector<double> calls_again(const CentreSpec& staged, Time at, std::uint32_t runs);

// Progress of a whole that consists of so many phases of `runs` replications each, as one line with the time
// left of all of it.
class Whole {
 public:
  Whole(OnProgress told, std::uint64_t expected) : told_(std::move(told)), expected_(expected) {}
  OnProgress listener();
  void phase_done(std::uint64_t replications) { before_ += replications; }
  void expect_more(std::uint64_t replications) { expected_ += replications; }

 private:
  OnProgress told_;
  std::uint64_t expected_, before_ = 0;
  double elapsed_before_ = 0, elapsed_ = 0;
};

}  // namespace switchover
