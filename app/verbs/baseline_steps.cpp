#include "app/verbs/baseline_steps.hpp"

#include <algorithm>
#include <utility>

#include "analysis/report/layout.hpp"
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

void set_beside_baseline(const BaselineRequest& baseline, const BaselinePlan& now, ReportModel& report) {
  report.baseline = beside_baseline(baseline, {now});
  if (!report.baseline) return;
  report.baseline->gone_plans.clear();  // other scenarios of this run may be they
  if (!report.baseline->regression) return;
  report.exit_code =
      static_cast<int>(worse_of(static_cast<ExitCode>(report.exit_code), ExitCode::regression));
}

std::string plans_gone(const BaselineRequest& baseline, const std::vector<BaselinePlan>& now) {
  std::string gone;
  for (const BaselinePlan& plan : baseline.then ? baseline.then->plans : std::vector<BaselinePlan>{}) {
    const bool here =
        std::any_of(now.begin(), now.end(), [&](const BaselinePlan& one) { return one.name == plan.name; });
    if (!here) gone += (gone.empty() ? "" : ", ") + plan.name;
  }
  return gone.empty() ? gone : "In the baseline, not in this run: " + clean_text(gone) + "\n";
}

ExitCode save_baseline(const CiRequest& ci, const std::vector<BaselinePlan>& now) {
  if (ci.save_baseline.empty()) return ExitCode::ok;
  return write_named_file(ci.save_baseline, baseline_text({now}));
}

}  // namespace switchover
