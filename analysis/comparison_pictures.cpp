#include "analysis/comparison_pictures.hpp"

#include <algorithm>
#include <string>

#include "analysis/picture_fold.hpp"
#include "analysis/picture_waits.hpp"

namespace switchover {
namespace {

constexpr std::size_t most_plans = 12;
constexpr std::uint32_t most_runs = 100;

std::vector<std::size_t> pictured(const PlanComparison& told) {
  std::vector<std::size_t> plans;
  for (std::size_t p = 0; p < std::min(most_plans, told.plans.size()); ++p) plans.push_back(p);
  if (told.baseline >= plans.size()) plans.back() = told.baseline;
  return plans;
}

template <class Name>
void add_missing(std::vector<Name>& names, const std::vector<Name>& more, auto same) {
  for (const Name& name : more) {
    const bool known =
        std::any_of(names.begin(), names.end(), [&](const Name& other) { return same(name, other); });
    if (!known) names.push_back(name);
  }
}

void add_names(const Pictures& plan, Pictures& frame) {
  const auto equal = [](const std::string& a, const std::string& b) { return a == b; };
  add_missing(frame.queues, plan.queues,
              [](const PicturedQueue& a, const PicturedQueue& b) { return a.name == b.name; });
  add_missing(frame.platforms, plan.platforms, equal);
  add_missing(frame.groups, plan.groups, equal);
}

bool fails(const PlanComparison& told, const Expectation& e) {
  for (const ComparedPromise& promise : told.promises) {
    if (!promise.must || promise.text != e.text) continue;
    return promise.rows.at(told.baseline).judgement.verdict == Verdict::fail;
  }
  return false;
}

// The queue of the baseline's first must that fails and names one, else of its first promise that does, else
// the first.
std::string focus_of(const PlanComparison& told, const Scenario& baseline) {
  const std::vector<QueueSpec>& queues = baseline.centre.queues;
  for (const Expectation& e : baseline.must) {
    if (!e.queue.is_none() && fails(told, e)) return queues.at(e.queue.index()).name;
  }
  for (const auto* promises : {&baseline.must, &baseline.warn}) {
    for (const Expectation& e : *promises) {
      if (!e.queue.is_none()) return queues.at(e.queue.index()).name;
    }
  }
  return queues.front().name;
}

}  // namespace

Pictures comparison_pictures(const PlanComparison& told, const std::vector<Case>& cases, CaseRunner& runner,
                             double confidence) {
  const Scenario& baseline = cases.at(told.baseline).scenario;
  Pictures pictures = picture_frame(baseline, baseline.centre);
  pictures.confidence = confidence;
  pictures.focus = focus_of(told, baseline);
  for (const std::size_t p : pictured(told)) {
    const Case& c = cases.at(p);
    const CentreSpec& spec = c.scenario.centre;
    const auto role = p == told.baseline ? PlanPictures::Role::baseline : PlanPictures::Role::plan;
    const Pictures own = picture_frame(c.scenario, spec);
    add_names(own, pictures);
    const bool same_day = own.from_s == pictures.from_s && own.length_s == pictures.length_s;
    const std::uint32_t runs = same_day ? std::min(most_runs, told.plans[p].runs) : 0;
    const PictureFold fold = runner.pictures(c, runs);
    pictures.plans.push_back(fold.told(c.scenario, spec, role, told.plans[p].name, confidence));
  }
  end_waits_together(pictures);
  return pictures;
}

}  // namespace switchover
