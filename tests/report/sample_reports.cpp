#include "tests/report/sample_reports.hpp"

#include <limits>

namespace switchover::test {

const std::string hostile_name =
    "=SUM(A1), \"</script>\" | \xCE\x95\xCE\xBB\xCE\xBB \xE5\xAE\xA2\xE6\x9C\x8D \xD9\x85\xD8\xB1";

Estimate known(double value, double low, double high) { return {value, Range{low, high}, 0.95, 200}; }

namespace {

PromiseRow promise(bool must, const std::string& queue, Verdict verdict) {
  PromiseRow row;
  row.must = must;
  row.text = std::string("mean service_level[") + queue + "] >= 80% over day, " + to_string(verdict) +
             (must ? "" : ", warning");
  row.place = {"monday.toml", 12, 9};
  row.metric = "service_level";
  row.scope = queue;
  row.window = "over day";
  row.quantifier = "mean";
  row.judgement.verdict = verdict;
  row.judgement.found = known(0.61, 0.58, 0.64);
  row.judgement.threshold = 0.8;
  return row;
}

HalfHours half_hours(const std::string& queue, double offered) {
  HalfHours table;
  table.queue = queue;
  table.promise = ServicePromise{};
  table.length = Duration::whole_seconds(1800);
  table.needed_by = "Erlang A";
  for (int k = 0; k < 3; ++k) {
    HalfHourRow row;
    row.at = Time::after_start(Duration::whole_seconds(1800) * k);
    row.clock = "08:00";
    row.offered = offered + k;
    row.answered = offered + k - 10;
    row.service_level = 0.7 + 0.1 * k;
    row.asa_s = 12.5;
    row.aht_s = 240;
    row.abandon_rate = 0.04;
    row.occupancy = 0.9;
    row.agents_there = 30;
    row.agents_needed = 29 + k;
    table.rows.push_back(row);
  }
  table.rows.back().service_level.reset();  // no calls: no level
  return table;
}

void add_answers(ReportModel& report, const std::string& queue) {
  FixAnswer fix;
  fix.searched = fix.found = true;
  fix.tried = 12;
  fix.sentence = "+32 " + queue + " for GBP 5,515";
  fix.currency = "GBP";
  FixTrial trial;
  trial.text = "+32 " + queue;
  trial.parts = {"+32 " + queue};
  trial.cost = 5515;
  trial.verdict = Verdict::pass;
  trial.confirmed = true;
  trial.judgements = {report.promises.front().judgement};
  trial.kept = 1;
  fix.trials = {trial};
  report.fix = fix;
  FlipRow flip;
  flip.key = "queue." + queue + ".patience";
  flip.label = "patience";
  flip.unit = Unit::seconds;
  flip.flips_at = 420;
  flip.between = Range{400, 440};
  flip.verdict_beyond = Verdict::pass;
  flip.text = "above 7 m: YES";
  report.flips = {flip};
  BaselineReport baseline;
  baseline.regression = true;
  baseline.sentence = "1 of 2 figures is worse";
  baseline.changed = {"the data changed (staff.csv)"};
  BaselineRow worse;
  worse.plan = "monday";
  worse.figure = "service_level[" + queue + "] over day";
  worse.then = 0.7;
  worse.now = 0.61;
  worse.difference = known(-0.09, -0.12, -0.06);
  worse.regression = true;
  BaselineRow same = worse;
  same.figure = "never_served over day";
  same.regression = false;
  baseline.rows = {worse, same};
  report.baseline = baseline;
}

}  // namespace

ReportModel sample_report(const std::string& queue) {
  ReportModel report;
  report.scenario = queue + " day";
  report.question = "Does " + queue + " hold?";
  report.file = "monday.toml";
  report.date = "2026-03-02";
  report.day_name = "Monday";
  report.start_clock = "08:00";
  report.end_clock = "09:30";
  report.word = ReportModel::Word::no;
  report.sentence = queue + " keeps 80/20 on only 36 of 200 such Mondays.";
  report.answer = queue + " agents, from 08:45.";
  report.exit_code = 1;
  report.has_twin = true;
  report.twin_title = "plain Monday";
  report.twin_meaning = "no events";
  report.day_title = "this Monday";
  report.run = {"0.1.0", 1, 200, 200, {10, 20, 40}, 3, 0.01, 0.95, "maximum reached", 600};
  report.headline = {{queue + " answered in 20 s", Metric::service_level, queue, Unit::share, true, 0.994,
                      known(0.608, 0.578, 0.638), 0.311, known(-0.386, -0.415, -0.357)},
                     {"time until service is back",
                      Metric::time_to_restore_service_level,
                      "all",
                      Unit::seconds,
                      false,
                      std::nullopt,
                      known(std::numeric_limits<double>::infinity(), 1, 2),
                      std::nullopt,
                      {}}};
  report.promises = {promise(true, queue, Verdict::fail), promise(true, queue, Verdict::undecided),
                     promise(true, queue, Verdict::pass), promise(false, queue, Verdict::fail)};
  report.why.figure = "points of " + queue + " service level";
  report.why.scope = queue;
  report.why.causes = {
      {"35% more " + queue, known(-0.079, -0.09, -0.07), known(0.3, 0.28, 0.32), 30.0, known(700, 600, 800)}};
  report.half_hours = half_hours(queue, 100);
  report.other_half_hours = {half_hours("support", 50)};
  BindingRow agents;
  agents.label = queue + " agents";
  agents.ever_full = agents.binding = true;
  agents.from = "08:45";
  agents.to = "12:15";
  agents.sentence = queue + " agents all busy 96% of the time";
  report.binding = {agents};
  Assumption guess;
  guess.key = "queue." + queue + ".patience";
  guess.value = "exponential, mean 300 s";
  guess.reason = "judgement";
  Assumption typed;
  typed.key = "queue." + queue + ".talk";
  typed.origin = Assumption::Origin::typed;
  typed.place = {"monday.toml", 30, 8};
  typed.owner = "WFM";
  report.assumptions = {guess, typed};
  report.files = {{"monday.toml", std::string(64, 'a'), "40 rows"}};
  report.checks = {{"Little's law", true, ""}};
  add_answers(report, queue);
  return report;
}

PlanComparison sample_comparison(const std::string& plan) {
  PlanComparison c;
  c.name = plan + " or not";
  c.question = "Which?";
  c.file = "plans.toml";
  c.word = ReportModel::Word::yes;
  c.sentence = plan + " keeps every must.";
  c.run = {"0.1.0", 1, 200, 200, {10, 20, 40}, 3, 0.01, 0.95, "everything decided", 600};
  ComparedPlan first;
  first.name = "as-designed";
  first.file = "a.toml";
  first.word = ReportModel::Word::no;
  first.musts = 1;
  first.runs = 200;
  ComparedPlan second = first;
  second.name = plan;
  second.word = ReportModel::Word::yes;
  second.musts_kept = 1;
  second.extra_cost = 8360;
  c.plans = {first, second};
  c.differences = {{"failback.at", {"21:00", plan}, 0}};
  c.inputs_compared = 41;
  c.promises = {{true,
                 "mean service_level[" + plan + "] >= 80% over day",
                 {promise(true, plan, Verdict::fail), promise(true, plan, Verdict::pass)}}};
  ComparisonRow row;
  row.label = "people never served, " + plan;
  row.scope = "all";
  row.window = "day";
  row.statistic = "mean";
  row.cells.resize(2);
  row.cells[0].value = known(6358, 6200, 6500);
  row.cells[0].bad_case = 7596;
  row.cells[1].value = known(3041, 3000, 3100);
  row.cells[1].against = known(-3316, -3420, -3212);
  row.cells[1].p = 0.0001;
  row.cells[1].differs = row.cells[1].best = true;
  c.rows = {row};
  c.tests = 1;
  c.ranked_by = "people never served";
  c.ranking = {{1, 0}, {false, true}, {false, false}, 1, true};
  c.why = {plan + " helps only after 13:30."};
  return c;
}

}  // namespace switchover::test
