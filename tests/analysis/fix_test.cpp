#include "analysis/fix.hpp"

#include <catch2/catch.hpp>

#include "analysis/fix_search.hpp"
#include "analysis/fix_words.hpp"
#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {

LeverSpec overtime(const std::string& name, double most, double price) {
  LeverSpec spec;
  spec.name = name;
  spec.kind = LeverKind::agents;
  spec.group = GroupId(0);
  spec.most = most;
  if (price > 0) spec.price = {LeverPrice::Per::agent_hour, price, ""};
  return spec;
}
// 20 Erlang on 15 agents; with 26 hardly anybody waits.
Scenario short_of_agents() {
  Scenario scenario = scenario_of(one_queue(400, 15, 2), 60);
  scenario.must = {level_promise(Quantifier::mean, 0.75)};
  scenario.must[0].to = Time::after_start(scenario.centre.length);
  return scenario;
}
FixAnswer fix(const Scenario& scenario, unsigned workers = 2) {
  RunnerOptions options;
  options.workers = workers;
  CaseRunner runner(scenario, options);
  FixOptions few;
  few.search_runs = 20;
  few.confirm_runs = 60;
  return find_fix(scenario, runner, few);
}

}  // namespace

TEST_CASE("the cheapest overtime that passes is found, and one agent less does not pass") {
  Scenario scenario = short_of_agents();
  scenario.levers = {overtime("overtime", 20, 30)};
  scenario.money.currency = "GBP";
  const FixAnswer answer = fix(scenario);
  REQUIRE(answer.found);
  CHECK(answer.searched);
  REQUIRE(answer.trials.size() == 2);
  CHECK(answer.trials[0].verdict == Verdict::pass);
  CHECK(answer.trials[1].verdict != Verdict::pass);
  CHECK(answer.trials[0].confirmed);
  REQUIRE(answer.trials[0].cost);
  REQUIRE(answer.trials[1].cost);
  CHECK(*answer.trials[0].cost == Approx(*answer.trials[1].cost + 60));
  CHECK(*answer.trials[0].cost_a_month == Approx(*answer.trials[0].cost * 21));
  CHECK(answer.trials[0].tightest.find("service_level[sales]: found ") == 0);
  CHECK(answer.sentence ==
        answer.trials[0].text + " for " + money_text("GBP", *answer.trials[0].cost) + " a day");
  CHECK(answer.sound);
}

TEST_CASE("workers never show in a fix") {
  Scenario scenario = short_of_agents();
  scenario.levers = {overtime("dear", 20, 30), overtime("cheap", 3, 10)};
  const FixAnswer one = fix(scenario, 1), three = fix(scenario, 3);
  CHECK(one.sentence == three.sentence);
  CHECK(one.tried == three.tried);
  REQUIRE(one.trials.size() == three.trials.size());
  for (std::size_t t = 0; t < one.trials.size(); ++t) {
    CHECK(one.trials[t].text == three.trials[t].text);
    CHECK(one.trials[t].tightest == three.trials[t].tightest);
  }
}

TEST_CASE("what is cheap is used up before what is dear, and what is free before both") {
  Scenario scenario = short_of_agents();
  scenario.levers = {overtime("dear", 20, 30), overtime("cheap", 3, 10)};
  const FixAnswer pair = fix(scenario);
  REQUIRE(pair.found);
  REQUIRE(pair.trials[0].parts.size() == 2);
  CHECK(pair.trials[0].parts[1] == "+3 sales team, all day");
  scenario.levers = {overtime("dear", 20, 30), overtime("free", 20, 0)};
  const FixAnswer free = fix(scenario);
  REQUIRE(free.found);
  CHECK(free.trials[0].parts.size() == 1);
  CHECK_FALSE(free.trials[0].cost);
  CHECK(free.sentence.find(", at no price") != std::string::npos);
}

TEST_CASE("levers that do not reach: the nearest is told, and nothing is found") {
  Scenario scenario = short_of_agents();
  LeverSpec trunks;
  trunks.name = "trunks";
  trunks.kind = LeverKind::trunks;
  trunks.platform = PlatformId(0);
  trunks.most = 50;
  scenario.centre.platforms[0].trunks = 500;
  scenario.levers = {overtime("overtime", 2, 30), trunks};
  const FixAnswer answer = fix(scenario);
  CHECK(answer.searched);
  CHECK_FALSE(answer.found);
  REQUIRE_FALSE(answer.trials.empty());
  for (const FixTrial& trial : answer.trials) CHECK(trial.verdict == Verdict::fail);
  CHECK(answer.trials.front().text.find("+2 sales team") != std::string::npos);
  CHECK(answer.sentence.find("no lever or pair of levers keeps every must; +2 sales team") == 0);
  CHECK(answer.sentence.find(" comes nearest: it keeps 0 of 1 must; misses service_level") !=
        std::string::npos);
  CHECK(answer.trials.front().kept == 0);
  REQUIRE(answer.trials.front().missed.size() == 1);
  CHECK(answer.trials.front().missed.front() == answer.trials.front().tightest);
}

TEST_CASE("what keeps more musts stands before what is nearer in one of them") {
  // Trunks mend the calls that are turned away; agents bring the level nearer, and never far enough.
  Scenario scenario = short_of_agents();
  scenario.centre.platforms[0].trunks = 18;
  Expectation blocked = level_promise(Quantifier::mean, 0.05);
  blocked.metric = Metric::blocked_rate;
  blocked.comparison = Comparison::less_equal;
  blocked.text = "mean blocked_rate[sales] <= 5%";
  blocked.to = Time::after_start(scenario.centre.length);
  scenario.must[0].value = 0.9;
  scenario.must.push_back(blocked);
  LeverSpec trunks;
  trunks.name = "trunks";
  trunks.kind = LeverKind::trunks;
  trunks.platform = PlatformId(0);
  trunks.most = 60;
  scenario.levers = {overtime("overtime", 1, 30), trunks};
  const FixAnswer answer = fix(scenario);
  REQUIRE_FALSE(answer.found);
  REQUIRE(answer.trials.size() >= 2);
  CHECK(answer.trials.front().kept == 1);
  CHECK(answer.trials.back().kept == 0);
  for (std::size_t t = 0; t < answer.trials.size(); ++t) {
    const FixTrial& trial = answer.trials[t];
    INFO(trial.text << ": " << grounds_text(trial));
    CHECK(trial.kept + trial.missed.size() == 2);
    CHECK(trial.tightest == trial.missed.front());
    if (t > 0) CHECK(answer.trials[t - 1].kept >= trial.kept);
  }
}

TEST_CASE(
    "the grounds of a trial: what it misses, the furthest off first, else what is unsure, else the "
    "tightest") {
  std::vector<Expectation> must(3, level_promise(Quantifier::mean, 0.8));
  must[0].text = "first", must[1].text = "second", must[2].text = "third";
  FixTrial trial;
  trial.judgements.resize(3);
  const double found[] = {0.9, 0.7, 0.2};
  for (std::size_t e = 0; e < 3; ++e) {
    trial.judgements[e].found.value = found[e];
    trial.judgements[e].threshold = 0.8;
    trial.judgements[e].verdict = e == 0 ? Verdict::pass : Verdict::fail;
  }
  say_grounds(must, trial);
  CHECK(grounds_text(trial) == "keeps 1 of 3 musts; misses third: found 20.0%; second: found 70.0%");
  CHECK(trial.tightest == "third: found 20.0%");
  trial.judgements[1].found.value = trial.judgements[2].found.value = 0.85;
  trial.judgements[1].verdict = Verdict::pass;
  trial.judgements[2].verdict = Verdict::undecided;
  say_grounds(must, trial);
  CHECK(grounds_text(trial) == "keeps 3 of 3 musts, but not surely: third: found 85.0%");
  trial.judgements[2].verdict = Verdict::pass;
  say_grounds(must, trial);
  CHECK(trial.unsure.empty());
  CHECK(grounds_text(trial).find("keeps 3 of 3 musts; tightest: ") == 0);
}

TEST_CASE("nothing to mend: no levers, no promise, or a day that passes") {
  Scenario scenario = short_of_agents();
  CHECK(fix(scenario).sentence == "the scenario has no [levers] that could be pulled");
  scenario.levers = {overtime("overtime", 20, 30)};
  scenario.centre.groups[0].counted = {{Time{}, 40}};
  const FixAnswer fine = fix(scenario);
  CHECK_FALSE(fine.searched);
  CHECK(fine.trials.empty());
  CHECK(fine.sentence == "every must passes as it is: nothing needs to be mended");
  scenario.must.clear();
  CHECK(fix(scenario).sentence == "nothing is promised that could fail");
}

TEST_CASE("the board ranks by cost, then by the number of levers, then by how far they are pulled") {
  Scenario scenario = short_of_agents();
  scenario.levers = {overtime("dear", 20, 30), overtime("cheap", 3, 10), overtime("free", 5, 0)};
  scenario.levers[1].price = {LeverPrice::Per::unit_month, 42, ""};
  const LeverBoard board(scenario);
  CHECK(board.levers() == 3);
  CHECK(board.steps(0) == 20);
  CHECK_FALSE(board.cost({0, 0, 5}));
  CHECK(*board.cost({1, 0, 5}) == 60);
  CHECK(*board.cost({0, 2, 0}) == 4);  // 84 a month
  CHECK(board.rank({0, 0, 1}) < board.rank({0, 0, 2}));
  CHECK(board.rank({0, 0, 5}) < board.rank({0, 1, 0}));
  CHECK(board.rank({0, 1, 0}) < board.rank({0, 1, 1}));
  CHECK(board.rank({0, 3, 5}) < board.rank({1, 0, 0}));
  CHECK(board.as_case({1, 0, 0}).changes != board.as_case({2, 0, 0}).changes);
  CHECK(board.as_case(board.none()).changes.empty());
  CHECK(board.text({1, 0, 2}) == "+1 sales team, all day and +2 sales team, all day");
}

TEST_CASE("money in words") {
  CHECK(money_text("GBP", 5514.75) == "GBP 5,515");
  CHECK(money_text("GBP", 32.25) == "GBP 32.25");
  CHECK(money_text("", 0) == "0");
}
