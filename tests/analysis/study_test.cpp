#include "analysis/study.hpp"

#include <catch2/catch.hpp>

#include "analysis/day_record.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/report/report_json.hpp"
#include "analysis/report/report_markdown.hpp"
#include "tests/analysis/centres.hpp"
#include "tests/analysis/synthetic.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {
Scenario busy_monday(std::uint32_t runs) {
  CentreSpec spec = one_queue(300, 19);
  spec.platforms[0].trunks = 45;
  spec.queues[0].callers.after_abandon = {0.5, Distribution::exponential(300)};
  spec.day_cv = 0.05;
  spec.events = {more_calls(0.20), fewer_agents(0.08)};
  Scenario scenario = scenario_of(spec, runs);
  Expectation promise = level_promise(Quantifier::share_of_days, 0.80);
  promise.share_of_days = 0.80;
  scenario.must = {promise};
  Expectation warn = level_promise(Quantifier::mean, 0.70);
  warn.every = Duration::whole_seconds(1800);
  scenario.warn = {warn};
  return scenario;
}
StudyOptions options_with(unsigned workers) {
  StudyOptions options;
  options.workers = workers;
  options.version = "test";
  options.side_runs = 20;
  return options;
}
}  // namespace

TEST_CASE("A study answers: verdict, twin, why, binding, half-hours, checks") {
  const StudyResult result = study(busy_monday(40), options_with(2));
  const ReportModel& r = result.report;
  CHECK(r.word == ReportModel::Word::no);
  CHECK(r.exit_code == 1);
  CHECK(r.sentence.find("sales keeps 80/20 on") == 0);
  CHECK(r.has_twin);
  CHECK(r.twin_title == "plain Monday");
  REQUIRE(r.promises.size() == 2);
  CHECK(r.promises[0].must);
  CHECK_FALSE(r.promises[1].must);
  CHECK_FALSE(r.promises[1].worst_at.empty());
  CHECK(r.promises[0].judgement.found.confidence == Approx(1 - 0.05 / 3));
  REQUIRE_FALSE(r.headline.empty());
  CHECK(r.headline[0].label == "sales answered in 20 s");
  CHECK(*r.headline[0].impact.value < -0.1);
  CHECK(r.why.causes.size() == 2);
  CHECK(r.why.runs == 20);
  CHECK(r.half_hours.rows.size() == 8);
  CHECK(r.binding.size() == 2);
  CHECK(r.binding[0].label == "sales agents");
  CHECK(r.answer.find("Sales agents, from 08:00.") == 0);
  CHECK(r.has_sanity);
  CHECK(r.sanity.erlang_service_level);
  REQUIRE(r.checks.size() == 4);
  for (const SelfCheck& check : r.checks) CHECK(check.ok);
  CHECK(r.run.runs == 40);
  CHECK(r.run.looks == std::vector<std::uint32_t>{10, 20, 40});
  CHECK(r.run.replications_in_all == result.cost.replications);
  CHECK(r.tidy.size() > 1000);
  CHECK(result.cost.events > 0);
}

TEST_CASE("The number of workers shows in no output, to the byte") {
  const ReportModel one = study(busy_monday(20), options_with(1)).report;
  const ReportModel four = study(busy_monday(20), options_with(4)).report;
  CHECK(summary_json(one) == summary_json(four));
  CHECK(intervals_csv(one) == intervals_csv(four));
  CHECK(verdict_markdown(one) == verdict_markdown(four));
}

TEST_CASE("A clear answer stops early, but not before the runs that bad days need") {
  StudyOptions options = options_with(2);
  options.least_runs = 20;
  const ReportModel r = study(busy_monday(1000), options).report;
  CHECK(r.run.runs < 1000);
  CHECK(r.run.runs >= 20);
  CHECK(r.run.stopped_because == "every promise decided");
  for (const PromiseRow& row : r.promises) CHECK(row.judgement.verdict != Verdict::undecided);
}

TEST_CASE("A quiet day without promises has no twin, no causes and no verdict") {
  Scenario scenario = busy_monday(10);
  scenario.must.clear();
  scenario.warn.clear();
  scenario.centre.events.clear();
  const ReportModel r = study(scenario, options_with(2)).report;
  CHECK(r.word == ReportModel::Word::none);
  CHECK(r.exit_code == 0);
  CHECK_FALSE(r.has_twin);
  CHECK(r.why.causes.empty());
  CHECK(r.headline[0].twin == std::nullopt);
  CHECK(r.run.stopped_because == "maximum reached");
}

TEST_CASE("A truth on the threshold stays undecided") {
  Scenario scenario = busy_monday(40);
  scenario.centre.events.clear();
  scenario.warn.clear();
  // The threshold is the mean of other days of the same kind.
  scenario.must.clear();
  scenario.seed = 99;
  const double truth = *study(scenario, options_with(2)).report.headline[0].value.value;
  scenario.seed = 7;
  scenario.must = {level_promise(Quantifier::mean, truth)};
  const ReportModel r = study(scenario, options_with(2)).report;
  CHECK(r.word == ReportModel::Word::undecided);
  CHECK(r.exit_code == 3);
}

TEST_CASE("Time to restore is judged as the difference to the twin") {
  Scenario scenario = scenario_of(one_queue(300, 24), 20);
  scenario.centre.events = {outage(60, 90)};
  Expectation e = level_promise(Quantifier::quantile, 3600);
  e.metric = Metric::time_to_restore_service_level;
  e.quantile = 0.5;
  e.comparison = Comparison::less_equal;
  scenario.must = {e};
  const ReportModel r = study(scenario, options_with(2)).report;
  REQUIRE(r.promises.size() == 1);
  CHECK(r.promises[0].judgement.unit == Unit::seconds);
  CHECK(*r.promises[0].judgement.found.value >= 1800);  // the platform is dead for half an hour
  CHECK(*r.promises[0].judgement.found.value <= 3600);
  CHECK(r.twin_title == "no fault");
  CHECK(r.answer.find("The fault itself:") == 0);
  CHECK(r.why.figure ==
        "people never served");  // the calls of the outage never queued: service level hides them
}

TEST_CASE("With an actual report the prediction stands beside it") {
  Scenario scenario = busy_monday(40);
  ActualTable actual;
  ActualRow row;
  row.at = at_minute(60);
  row.length = Duration::whole_seconds(900);
  row.queue = "sales";
  row.offered = 80;
  row.abandoned = 5;
  actual.rows = {row};
  const ReportModel r = study_with_actual(scenario, actual, options_with(2)).report;
  REQUIRE(r.actual);
  REQUIRE(r.actual->rows.size() == 2);
  CHECK(r.actual->rows[0].metric == "offered");
  CHECK(r.actual->rows[0].clock == "09:00");
  CHECK(*r.actual->rows[0].predicted == Approx(90).epsilon(0.2));
  CHECK_FALSE(study(scenario, options_with(2)).report.actual);
}

TEST_CASE("A stop interrupts a study") {
  std::stop_source source;
  source.request_stop();
  StudyOptions options = options_with(2);
  options.stop = source.get_token();
  CHECK_THROWS_AS(study(busy_monday(40), options), Interrupted);
}

TEST_CASE("Over independent small experiments the 95 % intervals cover the truth") {
  // Truth by 4,000 days; 200 experiments of 20 days each, all on their own seeds.
  const CentreSpec spec = one_queue(300, 17, 1);
  const auto plan = make_plan(spec);
  const Ask level{Metric::service_level, {QueueId(0), {}, {}}, whole_day(spec), {}};
  const auto days = [&](std::uint64_t seed, std::uint32_t runs) {
    Workshop workshop;
    workshop.seed = seed;
    workshop.workers = 2;
    RunCost cost;
    return reduce_replications<Figure>(
        plan, 0, runs, workshop, "cover", [&](const Tally& t) { return answer(spec, t, level); }, cost);
  };
  const double truth = *estimate_mean(days(1, 4000), 0.95).value;
  std::size_t covered = 0;
  constexpr std::size_t experiments = 200;
  for (std::size_t k = 0; k < experiments; ++k) {
    const Estimate e = estimate_mean(days(1000 + k, 20), 0.95);
    covered += e.range->low <= truth && truth <= e.range->high ? 1U : 0U;
  }
  CAPTURE(covered);
  CHECK(synthetic::rate_is_not_below(covered, experiments, 0.95));
}

namespace {
Scenario two_platform_day(std::uint32_t runs) {
  CentreSpec spec = one_queue(200, 12, 2);
  spec.platforms.push_back(spec.platforms[0]);
  spec.platforms[1].name = "new";
  spec.queues[0].call_split = {{Time{}, {0.6, 0.4}}};
  spec.agent_split = spec.queues[0].call_split;
  spec.queues[0].callers.after_failure = {0.8, Distribution::exponential(120)};
  spec.events = {more_calls(0.2, 30), outage(45, 60)};
  Scenario scenario = scenario_of(spec, runs);
  scenario.centre.day_cv = 0.05;
  return scenario;
}
StudyResult pictured(const Scenario& scenario, unsigned workers = 2) {
  StudyOptions options = options_with(workers);
  options.pictures = true;
  options.explain = false;
  return study(scenario, options);
}
}  // namespace

TEST_CASE("Pictures of a study say what intervals.csv says") {
  const ReportModel r = pictured(two_platform_day(70)).report;  // more than one block
  REQUIRE(r.pictures);
  CHECK(r.pictures->focus == "sales");
  REQUIRE(r.pictures->plans.size() == 2);
  const PlanPictures& day = r.pictures->plans[0];
  CHECK(day.role == PlanPictures::Role::day);
  CHECK(day.name == r.day_title);
  CHECK(day.runs == 70);
  std::size_t compared = 0;
  for (const DayCurve& curve : day.curves) {
    const std::string scope = curve.kind == "queue on platform"
                                  ? std::string(curve.scope).replace(curve.scope.find('/'), 1, " on ")
                                  : curve.scope;
    for (const TidyRow& row : r.tidy) {
      if (row.metric != std::string(info(curve.metric).name) || row.scope_kind != curve.kind) continue;
      if (row.scope != scope || row.to - row.from != Duration::whole_seconds(900)) continue;
      INFO(row.metric << " of " << row.scope << " at " << row.from_text);
      const auto i = static_cast<std::size_t>((row.from - Time{}).count_us() / 900'000'000);
      ++compared;
      CHECK(curve.mean.at(i) == row.value.value);
      if (curve.low.empty()) continue;
      REQUIRE(curve.low.at(i).has_value() == row.value.range.has_value());
      if (!row.value.range) continue;
      CHECK(*curve.low[i] == std::max(0.0, row.value.range->low));
      CHECK(*curve.high.at(i) ==
            (row.unit == Unit::share ? std::min(1.0, row.value.range->high) : row.value.range->high));
      if (curve.bad.empty() || !curve.bad[i]) continue;
      const bool more = info(curve.metric).higher_is_better;
      CHECK((more ? *curve.bad[i] <= *curve.good[i] : *curve.bad[i] >= *curve.good[i]));
    }
  }
  CHECK(compared == day.curves.size() * 8);
  CHECK(compared > 300);
}

TEST_CASE("Pictures are the same for any number of workers, and change nothing else") {
  Scenario scenario = two_platform_day(70);
  scenario.must = {level_promise(Quantifier::mean, 0.80)};
  const ReportModel one = pictured(scenario, 1).report;
  ReportModel two = pictured(scenario, 2).report;
  REQUIRE(one.pictures);
  CHECK(*one.pictures == *two.pictures);
  StudyOptions plain = options_with(2);
  plain.explain = false;
  const ReportModel without = study(scenario, plain).report;
  CHECK_FALSE(without.pictures);
  two.pictures.reset();
  CHECK(summary_json(without) == summary_json(two));
  CHECK(intervals_csv(without) == intervals_csv(two));
}

TEST_CASE("The twin in the pictures is the day of a study without its causes") {
  const Scenario scenario = two_platform_day(20);
  const ReportModel r = pictured(scenario).report;
  PlanPictures twin = r.pictures->plans.at(1);
  CHECK(twin.role == PlanPictures::Role::twin);
  CHECK(twin.name == "no fault");
  CHECK(r.pictures->plans[0].events.size() == 2);
  REQUIRE(twin.events.size() == 1);  // the outage alone is a cause
  CHECK(twin.events[0].what == "20% more calls");
  CHECK_FALSE(twin.curves == r.pictures->plans[0].curves);
  Scenario calm = scenario;
  calm.centre.events.pop_back();
  const ReportModel alone = pictured(calm).report;
  const PlanPictures& day = alone.pictures->plans.at(0);
  CHECK(twin.curves == day.curves);
  CHECK(twin.stacks == day.stacks);
  CHECK(twin.events == day.events);
  CHECK(twin.waits[0].share.back() == Approx(day.waits[0].share.back()).margin(0.01));
}

TEST_CASE("Pictures of one run have no ranges, those of a day without events no twin") {
  const ReportModel r = pictured(scenario_of(one_queue(100, 8), 1)).report;
  REQUIRE(r.pictures->plans.size() == 1);
  CHECK(r.pictures->platforms == std::vector<std::string>{"main"});
  for (const DayCurve& curve : r.pictures->plans[0].curves) {
    CHECK(curve.low.empty());
    CHECK(curve.high.empty());
    CHECK(curve.good.empty());
  }
}
