#include "analysis/comparison_pictures.hpp"

#include <catch2/catch.hpp>

#include "analysis/study.hpp"
#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {

PlanInput plan_with(const std::string& name, double agents) {
  PlanInput plan;
  plan.name = name;
  CentreSpec spec = one_queue(200, agents, 2);
  spec.queues[0].callers.after_abandon = {0.5, Distribution::exponential(300)};
  spec.events = {more_calls(0.2, 30)};
  plan.scenario = scenario_of(spec, 30);
  plan.scenario.counts = ForecastCounts::dialled;  // the forecast is corrected
  plan.scenario.settings = {"plan=" + name};
  return plan;
}
PlanSet set_of(std::vector<PlanInput> plans, std::size_t baseline) {
  PlanSet set;
  set.plans = std::move(plans);
  set.compare.baseline = baseline;
  return set;
}
PlanComparison compared(const PlanSet& set, bool pictures = true) {
  CompareOptions options;
  options.workers = 2;
  options.search_nearest = false;
  options.pictures = pictures;
  return compare_plans(set, options).comparison;
}

}  // namespace

TEST_CASE("The picture of a plan is that of its study over the same days") {
  const PlanSet set = set_of({plan_with("few", 10), plan_with("many", 14)}, 0);
  const PlanComparison c = compared(set);
  REQUIRE(c.pictures);
  REQUIRE(c.pictures->plans.size() == 2);
  CHECK(c.pictures->plans[0].role == PlanPictures::Role::baseline);
  CHECK(c.pictures->plans[1].role == PlanPictures::Role::plan);
  const PlanPictures& few = c.pictures->plans[0];
  CHECK(few.name == "few");
  CHECK(few.runs == c.plans[0].runs);
  StudyOptions options;
  options.workers = 2;
  options.pictures = true;
  options.explain = false;
  Scenario alone = set.plans[0].scenario;
  alone.max_runs = few.runs;
  const ReportModel report = study(alone, options).report;
  const PlanPictures& day = report.pictures->plans.at(0);
  CHECK(few.curves == day.curves);
  CHECK(few.stacks == day.stacks);
  CHECK(few.events == day.events);
  CHECK(few.waits.at(0).within_s == c.pictures->plans[1].waits.at(0).within_s);
  CHECK_FALSE(few.curves == c.pictures->plans[1].curves);
}

TEST_CASE("A comparison has pictures only where they are asked for, and they change no result") {
  const PlanSet set = set_of({plan_with("few", 10), plan_with("many", 14)}, 0);
  const PlanComparison with = compared(set);
  const PlanComparison without = compared(set, false);
  CHECK_FALSE(without.pictures);
  CHECK(with.run.replications_in_all == without.run.replications_in_all);
  CHECK(with.sentence == without.sentence);
  PlanSet sweep = set;
  sweep.axes.resize(1);
  sweep.axes[0].key = "agents";
  for (PlanInput& plan : sweep.plans) plan.point = {plan.name};
  CHECK_FALSE(compared(sweep).pictures);
}

TEST_CASE("A dozen plans are pictured, the baseline always, and the focus is the queue of its broken must") {
  std::vector<PlanInput> plans;
  for (int k = 0; k < 14; ++k) {
    plans.push_back(plan_with("plan " + std::to_string(k), 12));
    plans.back().scenario.max_runs = 3;
  }
  QueueSpec other = plans[13].scenario.centre.queues[0];
  other.name = "service";
  plans[13].scenario.centre.queues.push_back(other);
  Expectation promise = level_promise(Quantifier::mean, 0.1);
  plans[13].scenario.must = {promise};
  Expectation broken = promise;
  broken.text = "service offered";
  broken.metric = Metric::offered;
  broken.queue = QueueId(1);
  broken.value = 1000;
  plans[13].scenario.must.push_back(broken);
  plans[2].scenario.centre.interval = Duration::whole_seconds(1800);
  plans[3].scenario.centre.groups[0].name = "night team";
  const PlanComparison c = compared(set_of(std::move(plans), 13));
  REQUIRE(c.pictures->plans.size() == 12);
  CHECK(c.pictures->plans[10].name == "plan 10");
  CHECK(c.pictures->plans[11].name == "plan 13");
  CHECK(c.pictures->plans[11].role == PlanPictures::Role::baseline);
  CHECK(c.pictures->focus == "service");
  CHECK(c.pictures->plans[2].curves.empty());  // other intervals than the baseline's
  CHECK(c.pictures->plans[2].events.size() == 1);
  CHECK_FALSE(c.pictures->plans[3].curves.empty());
  CHECK(c.pictures->groups == std::vector<std::string>{"sales team", "night team"});
  CHECK(c.pictures->queues.size() == 2);
}
