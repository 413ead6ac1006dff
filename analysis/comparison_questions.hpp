// What a comparison asks of every plan: the rows of its table, the half-hours in which plans may differ, and
// how near each limit was. Figures are aligned over the plans by name; what a plan does not have stays empty.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/case_runner.hpp"
#include "analysis/design.hpp"
#include "scenarios/plan_set.hpp"

namespace switchover {

struct AskedRow {
  enum class Statistic {
    mean,             // over days
    median,           // of what may never end
    keeps_promise,    // days on which the level is at least the queue's own promise
    worst_half_hour,  // of the day, of half-hours with at least ten calls
  } statistic = Statistic::mean;
  std::string label, scope, window;
  Metric metric = Metric::never_served;
  bool detail = false;  // belongs under the row before
  bool only_if_it_happens = false;
  bool only_if_near = false;  // a peak: left out where no plan comes near the limit, or it repeats a row
  std::vector<std::vector<std::size_t>> asks;  // [plan] into its asks; empty: it has no such figure
  std::vector<double> target;                  // [plan], keeps_promise
};
// How near a limit of a platform is in every half-hour: a promise of the plan's that nobody made.
struct AskedLimit {
  std::string label;                                // "agent logins of new"
  Metric metric = Metric::trunks_peak;              // the peak that is held against it
  std::string scope;                                // "new"
  std::vector<std::optional<std::size_t>> promise;  // [plan] into its promises
};

struct ComparisonQuestions {
  std::vector<Case> cases;
  std::vector<std::size_t> own_promises;  // [plan] must and warn; those behind them are AskedLimits
  std::vector<AskedRow> rows;
  std::size_t ranked = 0;       // row by which plans are ranked
  std::vector<AskedRow> parts;  // the ranked figure, half-hour by half-hour; empty: it has no parts
  std::vector<AskedLimit> limits;
};

ComparisonQuestions comparison_questions(const PlanSet& plans);
// Of one row and one plan: [replication]; all without value when the plan has no such figure.
std::vector<Figure> figures_of(const AskedRow& row, std::size_t plan, const std::vector<CaseDay>& days);

}  // namespace switchover
