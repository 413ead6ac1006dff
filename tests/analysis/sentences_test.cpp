#include "analysis/sentences.hpp"

#include <catch2/catch.hpp>

#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {
Judgement found(Verdict verdict, double value, Unit unit = Unit::share) {
  Judgement j;
  j.verdict = verdict;
  j.unit = unit;
  j.found = {value, Range{value - 0.01, value + 0.01}, 0.95, 100};
  j.days = 100;
  return j;
}
Judgement on_days(Verdict verdict, std::size_t hits) {
  Judgement j = found(verdict, static_cast<double>(hits) / 100);
  j.occurrences = hits;
  return j;
}
}  // namespace

TEST_CASE("A promise in one sentence") {
  const CentreSpec spec = one_queue(300, 20);
  Expectation own = level_promise(Quantifier::share_of_days, 0.80);
  own.share_of_days = 0.8;
  CHECK(promise_sentence(spec, own, on_days(Verdict::fail, 18), "Monday") ==
        "sales keeps 80/20 on only 18 of 100 such Mondays");
  CHECK(promise_sentence(spec, own, on_days(Verdict::pass, 97), "Monday") ==
        "sales keeps 80/20 on 97 of 100 such Mondays");
  CHECK(promise_sentence(spec, own, on_days(Verdict::fail, 0), "Monday") ==
        "sales keeps 80/20 on none of 100 such Mondays");
  Expectation mean = level_promise(Quantifier::mean, 0.70);
  CHECK(promise_sentence(spec, mean, found(Verdict::fail, 0.608), "Monday") ==
        "service level of sales is 60.8% (promised >= 70%)");
  mean.every = Duration::whole_seconds(1800);
  CHECK(promise_sentence(spec, mean, found(Verdict::fail, 0.24), "Monday") ==
        "service level of sales is 24.0% in its worst interval (promised >= 70%)");
  Expectation wait = mean;
  wait.every = {};
  wait.metric = Metric::wait_p90;
  wait.quantifier = Quantifier::quantile;
  wait.quantile = 0.95;
  wait.comparison = Comparison::less_equal;
  wait.value = 120;
  CHECK(promise_sentence(spec, wait, found(Verdict::fail, 250, Unit::seconds), "Monday") ==
        "p95 of wait p90 of sales is 4 m 10 s (promised <= 2 m)");
  Judgement nothing;
  nothing.note = "nothing to judge: the window has no calls";
  CHECK(promise_sentence(spec, mean, nothing, "Monday") ==
        "service level of sales cannot be judged: nothing to judge: the window has no calls");
}

TEST_CASE("The verdict is over the musts: NO before UNDECIDED before YES") {
  const CentreSpec spec = one_queue(300, 20);
  const std::vector<Expectation> musts{level_promise(Quantifier::mean, 0.80),
                                       level_promise(Quantifier::mean, 0.70)};
  const auto pass = found(Verdict::pass, 0.9);
  const auto open = found(Verdict::undecided, 0.7);
  const auto fail = found(Verdict::fail, 0.6);
  const VerdictWords yes = verdict_words(spec, musts, {pass, pass}, "Monday");
  CHECK(yes.word == ReportModel::Word::yes);
  CHECK(yes.exit_code == 0);
  CHECK(yes.sentence == "service level of sales is 90.0% (promised >= 80%). All 2 promises are kept.");
  const VerdictWords undecided = verdict_words(spec, musts, {pass, open}, "Monday");
  CHECK(undecided.word == ReportModel::Word::undecided);
  CHECK(undecided.exit_code == 3);
  const VerdictWords no = verdict_words(spec, musts, {open, fail}, "Monday");
  CHECK(no.word == ReportModel::Word::no);
  CHECK(no.exit_code == 1);
  CHECK(no.sentence == "service level of sales is 60.0% (promised >= 70%).");
  // A failing warning behind the musts does not make it a NO.
  CHECK(verdict_words(spec, musts, {pass, pass, fail}, "Monday").exit_code == 0);
  CHECK(verdict_words(spec, {}, {fail}, "Monday").word == ReportModel::Word::none);
}

TEST_CASE("A promise's row has its window, quantifier and a possible range") {
  const Scenario scenario = scenario_of(one_queue(300, 20), 10);
  Expectation e = level_promise(Quantifier::quantile, 0.70);
  e.quantile = 0.95;
  Judgement j = found(Verdict::pass, 0.999);
  j.worst_at = at_minute(90);
  const PromiseRow row = promise_row(scenario, scenario.centre, e, true, j);
  CHECK(row.window == "over day");
  CHECK(row.quantifier == "p95");
  CHECK(row.metric == "service_level");
  CHECK(row.scope == "sales");
  CHECK(row.worst_at == "09:30");
  CHECK(row.judgement.found.range->high == 1);
  e.from = at_minute(60);
  e.to = at_minute(180);
  e.every = Duration::whole_seconds(1800);
  CHECK(promise_row(scenario, scenario.centre, e, true, j).window == "09:00-11:00, every 30 m");
}

TEST_CASE("The answer names what binds, then what fills without harm") {
  BindingRow agents;
  agents.label = "billing agents";
  agents.ever_full = agents.binding = agents.checked_without = true;
  agents.from = "08:45";
  BindingRow trunks;
  trunks.label = "trunks of old";
  trunks.ever_full = trunks.checked_without = true;
  trunks.from = "10:00";
  BindingRow never;
  never.label = "IVR ports of old";
  CHECK(answer_text({agents, trunks, never}) ==
        "Billing agents, from 08:45. Trunks of old fill too, but more of them alone would not help.");
  CHECK(answer_text({trunks, never}) ==
        "Trunks of old fill at times, but more of them alone would not help.");
  CHECK(answer_text({never}) == "Nothing is short of its limit for long.");
  trunks.unsure = true;  // too few days
  CHECK(answer_text({trunks, never}) == "Trunks of old may be short: these runs cannot tell.");
  CHECK(answer_text({agents, trunks, never}) ==
        "Billing agents, from 08:45. Trunks of old may be short: these runs cannot tell.");
  trunks.unsure = false;
  trunks.checked_without = false;
  CHECK(answer_text({trunks, never}) == "Full at times: trunks of old, from 10:00.");
  agents.from = "Mon 08:45";
  agents.when = "08:45-12:00 on 3 of 5 days";
  CHECK(answer_text({agents}) == "Billing agents, 08:45-12:00 on 3 of 5 days.");
}

TEST_CASE("The fault says what it did by itself") {
  const auto row = [](Metric metric, double change) {
    HeadlineRow r;
    r.metric = metric;
    r.impact.value = change;
    return r;
  };
  CHECK(fault_text({row(Metric::failed_calls, 5554), row(Metric::dropped_calls, 278),
                    row(Metric::never_served, 1583)}) ==
        "The fault itself: 5,554 calls fail, 278 are cut off; 1,583 more people are never served.");
  CHECK(fault_text({row(Metric::failed_calls, 0)}).empty());
}

TEST_CASE("The day and its twin have names") {
  Scenario scenario = scenario_of(one_queue(300, 20), 10);
  ReportModel quiet;
  name_the_day(scenario, scenario.centre, quiet);
  CHECK(quiet.day_name == "Monday");
  CHECK(quiet.day_title == "this Monday");
  CHECK_FALSE(quiet.has_twin);
  CHECK(quiet.date == "2026-03-02");
  CHECK(quiet.start_clock == "08:00");
  CHECK(quiet.end_clock == "12:00");
  scenario.centre.events = {more_calls(0.1)};
  ReportModel busy;
  name_the_day(scenario, scenario.centre, busy);
  CHECK(busy.twin_title == "plain Monday");
  CHECK(busy.twin_meaning == "no events");
  scenario.centre.events.push_back(outage(60, 90));
  ReportModel broken;
  name_the_day(scenario, scenario.centre, broken);
  CHECK(broken.twin_title == "no fault");
  scenario.centre.length = Duration::whole_seconds(7 * 86'400);
  ReportModel week;
  name_the_day(scenario, scenario.centre, week);
  CHECK(week.day_name == "run");
}
