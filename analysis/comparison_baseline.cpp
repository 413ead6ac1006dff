#include "analysis/comparison_baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/baseline_figures.hpp"

namespace switchover {
namespace {

// Days that never end have no mean: such a figure is left to the promises.
bool is_finite(const std::vector<Figure>& days) {
  return std::all_of(days.begin(), days.end(), [](const Figure& f) { return std::isfinite(f.top); });
}

std::string name_of(const ComparisonRow& row) {
  std::string name = info(row.metric).name;
  if (row.scope != "all") name += "[" + row.scope + "]";
  name += " over " + row.window;
  return row.statistic == "mean" ? name : name + ", " + row.statistic;
}

}  // namespace

std::vector<BaselinePlan> comparison_baseline(const CompareResult& result) {
  const PlanComparison& c = result.comparison;
  std::vector<BaselinePlan> plans;
  for (std::size_t p = 0; p < c.plans.size(); ++p) {
    const Case& of_plan = result.cases[p];
    const Scenario& scenario = of_plan.scenario;
    const std::size_t promises = scenario.must.size() + scenario.warn.size();
    std::vector<BaselineFigure> figures;
    for (std::size_t e = 0; e < promises; ++e) {
      std::vector<PromiseFigures> days;
      for (const CaseDay& day : result.days[p].days) days.push_back(day.promises[e]);
      figures.push_back(promise_baseline(of_plan.questions.promises[e], days));
    }
    for (std::size_t r = 0; r < result.row_days.size(); ++r) {
      const ComparisonRow& row = c.rows[r];
      if (row.statistic == "median" || !is_finite(result.row_days[r][p])) continue;
      figures.push_back({name_of(row), row.unit, row.higher_is_better, result.row_days[r][p]});
    }
    plans.push_back(baseline_plan(c.plans[p].name, scenario, c.run.version, std::move(figures)));
  }
  return plans;
}

}  // namespace switchover
