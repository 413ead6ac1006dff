#include "app/verbs/baseline_steps.hpp"

#include <utility>

#include "app/verbs/complaints.hpp"
#include "app/verbs/named_file.hpp"

namespace switchover {

ExitCode prepare_baseline(const CiRequest& ci, BaselineRequest& baseline) {
  Problems problems;
  Expected<Tolerance> tolerance = parse_tolerance(ci.tolerance);
  if (tolerance) {
    baseline.tolerance = tolerance.value();
  } else {
    problems = tolerance.problems();
  }
  if (!ci.against.empty()) {
    Expected<Baseline> read = read_baseline(ci.against);
    if (read) {
      baseline.then = std::move(read).value();
    } else {
      problems.insert(problems.end(), read.problems().begin(), read.problems().end());
    }
  }
  if (!problems.empty()) {
    complain_about(problems);
    return ExitCode::bad_input;
  }
  return check_named_file(ci.save_baseline);
}

std::optional<BaselineReport> beside_baseline(const BaselineRequest& baseline,
                                              const std::vector<BaselinePlan>& now) {
  if (!baseline.then) return std::nullopt;
  return against_baseline(*baseline.then, now, baseline.tolerance, 0.95);
}

ExitCode save_baseline(const CiRequest& ci, const std::vector<BaselinePlan>& now) {
  if (ci.save_baseline.empty()) return ExitCode::ok;
  return write_named_file(ci.save_baseline, baseline_text({now}));
}

}  // namespace switchover
