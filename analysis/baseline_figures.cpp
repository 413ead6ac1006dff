#include "analysis/baseline_figures.hpp"

#include <utility>

#include "scenarios/tables.hpp"

namespace switchover {
namespace {

bool kept_day_by_day(const Expectation& promise) {
  return promise.quantifier == Quantifier::share_of_days || promise.every > Duration{} ||
         may_be_endless(promise.metric) || promise.comparison == Comparison::equal;
}

}  // namespace

BaselineFigure promise_baseline(const Expectation& promise, const std::vector<PromiseFigures>& days) {
  BaselineFigure figure;
  figure.name = promise.text;
  const bool by_day = kept_day_by_day(promise);
  if (by_day) {
    figure.unit = Unit::share;
    figure.higher_is_better = true;
  } else {
    figure.unit = promise.of_limit ? Unit::share : info(promise.metric).unit;
    figure.higher_is_better = wants_more(promise.comparison);
  }
  for (const PromiseFigures& day : days) {
    if (by_day) {
      const auto met = day_meets(promise, day);
      figure.days.push_back(met ? Figure::number(*met ? 1 : 0) : Figure::none());
    } else {
      figure.days.push_back(day.each.empty() ? Figure::none() : day.each.front());
    }
  }
  return figure;
}

BaselinePlan baseline_plan(const std::string& name, const Scenario& scenario, const std::string& version,
                           std::vector<BaselineFigure> figures) {
  BaselinePlan plan;
  plan.name = name;
  plan.version = version;
  plan.seed = scenario.seed;
  plan.figures = std::move(figures);
  std::string inputs, data;
  for (const InputFile& file : scenario.files) {
    (file.path.ends_with(".toml") ? inputs : data) += file.sha256 + "\n";
  }
  for (const std::string& setting : scenario.settings) inputs += setting + "\n";
  plan.plan_sha = text_digest(inputs);
  plan.data_sha = text_digest(data);
  return plan;
}

}  // namespace switchover
