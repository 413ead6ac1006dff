// PlanComparison: several plans over the same callers' days, as plain values: what `compare` and `sweep`
// answer. Writers (text, Markdown, CSV, JSON, XLSX, JUnit) only lay it out. A function of the inputs, the
// seed and the number of runs; times and hosts live in RunCost.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/case_runner.hpp"
#include "analysis/comparing.hpp"
#include "analysis/design.hpp"
#include "analysis/report_model.hpp"
#include "scenarios/plan_set.hpp"

namespace switchover {

// One figure of one plan beside the baseline's.
struct ComparisonCell {
  Estimate value;                  // mean over days
  std::optional<double> bad_case;  // 1 day in 10 (CompareSpec::bad_case) is worse
  Estimate against;                // value - baseline's, paired; the baseline itself: nothing
  double p = 1;                    // of no difference, before correction
  bool differs = false;            // from the baseline, corrected for every comparison on the table
  bool tied = false;               // cannot be told apart from the baseline
  bool best = false;               // of its row, and told apart from every other (all pairs corrected for)
};
struct ComparisonRow {
  std::string label;  // "people never served", "billing answered in 20 s"
  Metric metric = Metric::never_served;
  std::string scope, window;  // "billing", "all"; "day", "10:15-13:15"
  std::string statistic;      // of the days: "mean", "median", "share of days", "mean of worst half-hours"
  bool detail = false;        // belongs under the row before
  Unit unit = Unit::count;
  bool higher_is_better = false;
  std::vector<ComparisonCell> cells;  // one per plan
};
// One promise over all plans: musts first.
struct ComparedPromise {
  bool must = true;
  std::string text;              // as written
  std::vector<PromiseRow> rows;  // one per plan
};
struct ComparedPlan {
  std::string name, file;
  std::vector<std::string> settings;
  std::vector<std::string> point;  // of a sweep
  ReportModel::Word word = ReportModel::Word::none;
  std::string sentence;
  std::size_t musts_kept = 0, musts = 0;
  std::optional<double> extra_cost;  // a month
  std::optional<double>
      cost_per_person;  // extra cost over the baseline / person saved on one such day a month
  // Chance that a month (MoneySpec::days_a_month) breaks the must about days that is nearest to it: more of
  // its days miss than it allows.
  std::optional<Estimate> month;
  std::uint32_t runs = 0;
  bool sound = true;
};
struct VarianceGain {  // measured on these days
  std::string what;    // "same callers", "control variates"
  std::string figure;
  double gain = 1;  // variance without / with
  std::optional<Range> range;
  bool used = true;
};
// No plan passes: the nearest change that does.
struct NearestPass {
  bool searched = false, found = false;
  std::string sentence;               // "logins-90 + decision in 1 m -> 4.0 %"
  std::vector<std::string> commands;  // to try it
};

struct PlanComparison {
  std::string name, question, file;
  ReportModel::Word word = ReportModel::Word::none;  // yes: some plan keeps every must
  std::string sentence;                              // behind VERDICT
  std::string advice;                                // "If you must choose today: ..."
  int exit_code = 0;
  bool is_sweep = false;
  std::size_t baseline = 0;
  std::vector<ComparedPlan> plans;
  std::vector<SweepAxis> axes;
  std::vector<InputDifference> differences;
  std::size_t inputs_compared = 0;
  std::vector<ComparedPromise> promises;
  std::vector<ComparisonRow> rows;
  std::size_t tests = 0;  // comparisons that were corrected for
  Ranking ranking;
  std::size_t ranked_row = 0;  // of rows; meaningless where ranks_by_cost
  bool ranks_by_cost = false;
  std::string ranked_by;
  double indifference = 0;
  Unit ranked_unit = Unit::count;
  std::string currency;
  double bad_case = 0.9;
  std::vector<std::string> why;  // sentences
  NearestPass nearest;
  std::vector<VarianceGain> gains;
  std::vector<Assumption> shared_guesses;
  std::vector<InputFile> files;
  std::vector<Problem> lints;
  std::vector<ForecastCorrection> corrections;
  std::optional<Pictures> pictures;  // for the page, over the first so many days; none: not asked for
  RunParticulars run;
  std::uint64_t resumed = 0;  // replications taken from the store: for the terminal only
};

struct CompareOptions {
  unsigned workers = 0;
  OnProgress on_progress;
  std::stop_token stop;
  std::string version;
  BlockStore* store = nullptr;
  std::optional<std::uint32_t> runs;  // of the plans' maximum
  std::optional<std::uint64_t> seed;
  std::optional<double> cpu_budget_s;
  bool controls = true;   // control variates where they help
  bool mirrored = false;  // a busy day stands beside a quiet one: means of pairs
  bool search_nearest = true;
  bool pictures = false;  // what the page is drawn from: simulates some days of every plan once more
};
struct CompareResult {
  PlanComparison comparison;
  RunCost cost;
  std::vector<CaseDays> days;  // of every plan: for baselines
  std::vector<Case> cases;
  // The figures behind comparison.rows, day by day: [row][plan][replication]
  std::vector<std::vector<std::vector<Figure>>> row_days;
};
// Exit code: 0 when some plan keeps every must (or none promises anything), 3 when none does yet and some are
// undecided, 1 when all fail, 70 when a self-check broke. Throws Interrupted, RehearsalFailure.
CompareResult compare_plans(const PlanSet& plans, const CompareOptions& options);

}  // namespace switchover
