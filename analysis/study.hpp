// Study: the whole of `switchover run` for one scenario: demand correction, looks until decided, twin, why,
// binding, sanity line, self-checks, assembled into a ReportModel.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/baseline.hpp"
#include "analysis/experiment.hpp"
#include "analysis/report_model.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

struct StudyOptions {
  unsigned workers = 0;  // 0 = as many as the machine has
  OnProgress on_progress;
  std::stop_token stop;
  std::uint32_t least_runs =
      80;                        // do not stop before so many (or the maximum), so that bad days have a basis
  std::uint32_t side_runs = 50;  // paired replications of why and binding variants, at most scenario.max_runs
  bool explain = true;           // why, binding and agents' worth: needs side runs
  bool tidy_rows = true;         // the rows of intervals.csv
  bool pictures = false;         // what the pictures of the page are drawn from
  bool fix = false;              // search [levers] for the cheapest that passes, where a must fails
  bool flip = false;             // vary every assumption over its range: which could turn the verdict
  std::string version;           // of the program, for the particulars
};
struct StudyResult {
  ReportModel report;
  RunCost cost;                         // for manifest.json and the terminal
  std::vector<BaselineFigure> figures;  // for a baseline: promises, then the headline
};

// scenario.seed and scenario.max_runs say which and how many replications. Throws Interrupted when asked to
// stop.
StudyResult study(const Scenario& scenario, const StudyOptions& options);
// As study(), with the prediction beside what really happened (run --actual).
StudyResult study_with_actual(const Scenario& scenario, const ActualTable& actual,
                              const StudyOptions& options);

}  // namespace switchover
