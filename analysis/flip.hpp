// Flip: which assumption could turn the verdict? Each is varied over its documented range, one at a time,
// with the same callers.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/case_runner.hpp"
#include "analysis/report_model.hpp"

namespace switchover {

// An assumption that can be varied: a number of the scenario with the range it may well have.
struct Doubt {
  std::string key;                    // as in the assumptions register: "callers.redial_after_abandon"
  std::string label;                  // "redial after abandon"
  double now = 0, low = 0, high = 0;  // of `unit`; low <= now <= high
  Unit unit = Unit::share;
  std::string range_from;                                 // where the range comes from
  std::function<Scenario(const Scenario&, double)> with;  // the scenario with this value
};
std::vector<Doubt> doubts_of(const Scenario& scenario);

struct FlipOptions {
  std::uint32_t runs = 50;      // paired days per value
  std::size_t most_values = 8;  // values tried per assumption
  std::string only;             // key; empty: all
};
// What was found, and the verdict of the day as it is: that of a run with the scenario's seed and runs.
struct FlipFindings {
  // Sure flips first, then unsure ones, the nearest first; empty: no must, or nothing to doubt.
  std::vector<FlipRow> rows;
  Verdict verdict = Verdict::undecided;
  std::uint32_t days = 0;  // that the verdict took
  bool sound = true;       // every self-check held
};
// Throws Interrupted, RehearsalFailure.
FlipFindings find_flips_and_verdict(const Scenario& scenario, CaseRunner& runner, const FlipOptions& options);
std::vector<FlipRow> find_flips(const Scenario& scenario, CaseRunner& runner, const FlipOptions& options);

}  // namespace switchover
