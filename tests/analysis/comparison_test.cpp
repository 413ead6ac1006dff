// Plans beside each other: textbook centres of which the better plan is known.
#include "analysis/comparison.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/comparison_rows.hpp"
#include "analysis/comparison_words.hpp"
#include "tests/analysis/centres.hpp"

using namespace switchover;
using centres::level_promise;
using centres::one_queue;
using centres::scenario_of;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

PlanInput plan_of(const std::string& name, const CentreSpec& spec, std::uint32_t runs) {
  PlanInput plan;
  plan.name = name;
  plan.file = name + ".toml";
  plan.scenario = scenario_of(spec, runs);
  plan.scenario.file = plan.file;
  plan.scenario.settings = {"plan=" + name};
  return plan;
}
PlanInput with_agents(const std::string& name, double agents, std::uint32_t runs = 80) {
  return plan_of(name, one_queue(200, agents), runs);
}
PlanSet set_of(std::vector<PlanInput> plans) {
  PlanSet set;
  set.name = "test";
  set.plans = std::move(plans);
  return set;
}
CompareOptions options_of() {
  CompareOptions options;
  options.workers = 2;
  options.version = "test";
  options.search_nearest = false;
  return options;
}
PlanComparison compared(const PlanSet& set, const CompareOptions& options = options_of()) {
  return compare_plans(set, options).comparison;
}
const ComparisonRow& row_called(const PlanComparison& c, const std::string& label) {
  for (const ComparisonRow& row : c.rows) {
    if (row.label == label) return row;
  }
  FAIL("no row " << label);
  return c.rows.front();
}
// Of a queue that is offered 10 erlangs: 9 agents drown, 12 cope.
Expectation never_served_at_most(double share) {
  Expectation e;
  e.text = "mean never_served_rate";
  e.metric = Metric::never_served_rate;
  e.comparison = Comparison::less_equal;
  e.value = share;
  e.to = Time::after_start(Duration::whole_seconds(4 * 3600));
  return e;
}
void promise(PlanSet& set, const Expectation& e) {
  for (PlanInput& plan : set.plans) plan.scenario.must.push_back(e);
}

}  // namespace

TEST_CASE("comparison: more agents are told apart and ranked first") {
  const PlanComparison c = compared(set_of({with_agents("ten", 10), with_agents("twelve", 12)}));
  const ComparisonRow& people = c.rows[c.ranked_row];
  CHECK(people.label == "people never served");
  REQUIRE(people.cells.size() == 2);
  CHECK_FALSE(people.cells[0].against.value.has_value());
  REQUIRE(people.cells[1].against.value.has_value());
  CHECK(*people.cells[1].against.value < 0);
  CHECK(people.cells[1].differs);
  CHECK_FALSE(people.cells[1].tied);
  CHECK(people.cells[1].best);
  CHECK_FALSE(people.cells[0].best);
  CHECK(c.ranking.order == std::vector<std::size_t>{1, 0});
  CHECK_FALSE(c.ranking.tied_with_next[0]);
  CHECK(c.word == ReportModel::Word::none);
  CHECK(c.exit_code == 0);
  CHECK(has(c.sentence, "twelve is best by people never served"));
  CHECK(row_called(c, "sales answered in 20 s").cells[1].best);
}

TEST_CASE("comparison: what is shown adds up, level and difference by the same days") {
  CompareOptions plain = options_of();
  plain.controls = false;
  const PlanSet set = set_of({with_agents("ten", 10), with_agents("eleven", 11), with_agents("twelve", 12)});
  for (const CompareOptions& options : {options_of(), plain}) {
    const PlanComparison c = compared(set, options);
    for (const ComparisonRow& row : c.rows) {
      for (std::size_t p = 1; p < row.cells.size(); ++p) {
        if (!row.cells[p].against.value || row.statistic == "median") continue;
        CHECK(*row.cells[p].value.value - *row.cells[0].value.value ==
              Approx(*row.cells[p].against.value).margin(1e-9));
      }
    }
  }
}

// Bent, not straight in the number of callers: with very different days the line that steadies the level of
// the plan with fewer calls leads below nothing.
TEST_CASE("comparison: no steadied level is below nothing") {
  const auto with_calls = [](const std::string& name, double calls, double agents) {
    CentreSpec spec = one_queue(calls, agents);
    spec.day_cv = 0.5;
    spec.platforms[0].trunks = 12;
    PlanInput plan = plan_of(name, spec, 20);
    plan.scenario.seed = 3;
    return plan;
  };
  const PlanComparison c = compared(set_of({with_calls("busy", 200, 9), with_calls("quiet", 120, 10)}));
  for (const ComparisonRow& row : c.rows) {
    for (const ComparisonCell& cell : row.cells) CHECK(cell.value.value.value_or(0) >= 0);
    if (!row.cells[1].against.value || row.statistic == "median") continue;
    CHECK(*row.cells[1].value.value - *row.cells[0].value.value ==
          Approx(*row.cells[1].against.value).margin(1e-9));
  }
}

TEST_CASE("comparison: equal plans are tied in every figure, and that is said") {
  const PlanComparison c = compared(set_of({with_agents("one", 10), with_agents("other", 10)}));
  CHECK(c.tests > 0);
  for (const ComparisonRow& row : c.rows) {
    CAPTURE(row.label);
    if (!row.cells[1].against.value) continue;
    CHECK(row.cells[1].tied);
    CHECK_FALSE(row.cells[1].differs);
    CHECK_FALSE(row.cells[0].best);
    CHECK_FALSE(row.cells[1].best);
    CHECK(*row.cells[1].against.value == 0);
  }
  CHECK(c.ranking.tied_with_next[0]);
  CHECK(c.ranking.decided);  // equal day by day: nothing is left to decide
  CHECK(has(c.sentence, "one and other are tied by people never served"));
}

TEST_CASE("comparison: exit code and sentence say which plans pass") {
  PlanSet set = set_of({with_agents("nine", 9), with_agents("twelve", 12), with_agents("fifteen", 15)});
  SECTION("only one") {
    promise(set, never_served_at_most(0.02));
    const PlanComparison c = compared(set);
    CHECK(c.exit_code == 0);
    CHECK(c.word == ReportModel::Word::yes);
    CHECK(c.sentence == "ONLY fifteen passes.");
    CHECK(c.plans[2].musts_kept == 1);
    CHECK(c.plans[0].musts_kept == 0);
    CHECK(c.advice.empty());
  }
  SECTION("none") {
    promise(set, never_served_at_most(0.0001));
    const PlanComparison c = compared(set);
    CHECK(c.exit_code == 1);
    CHECK(c.word == ReportModel::Word::no);
    CHECK(
        has(c.sentence, "NONE PASSES - fifteen is best on every promise and still fails: never served rate"));
    CHECK(has(c.advice, "If you must choose today: fifteen saves "));
    CHECK(has(c.advice, " people against nine"));
  }
  SECTION("all") {
    promise(set, never_served_at_most(0.9));
    const PlanComparison c = compared(set);
    CHECK(c.exit_code == 0);
    CHECK(c.sentence == "ALL pass; fifteen is best by people never served.");
  }
  SECTION("several, with a price") {
    promise(set, never_served_at_most(0.15));
    set.plans[1].extra_cost = 1000;
    set.plans[2].extra_cost = 3000;
    const PlanComparison c = compared(set);
    CHECK(c.sentence == "twelve and fifteen pass; twelve is cheapest.");
    REQUIRE(c.plans[2].cost_per_person.has_value());
    const double saved = -*c.rows[c.ranked_row].cells[2].against.value;
    CHECK(*c.plans[2].cost_per_person == Approx(3000 / saved));
  }
}

TEST_CASE("comparison: none passes: who is equal is not praised, who promises nothing is said") {
  SECTION("equal plans") {
    PlanSet set = set_of({with_agents("one", 9), with_agents("other", 9)});
    promise(set, never_served_at_most(0.0001));
    const PlanComparison c = compared(set);
    CHECK(has(c.sentence,
              "NONE PASSES - one and other are tied by people never served; one fails: never served"));
  }
  SECTION("a plan without promises leads the ranking") {
    PlanSet set = set_of({with_agents("nine", 9), with_agents("fifteen", 15)});
    promise(set, never_served_at_most(0.0001));
    set.plans[1].scenario.must.clear();
    const PlanComparison c = compared(set);
    CHECK(c.exit_code == 1);
    CHECK(has(c.sentence, "NONE PASSES - nine fails: "));
    CHECK(c.sentence.ends_with("fifteen promises nothing."));
  }
}

TEST_CASE("comparison: a promise on its threshold leaves the comparison undecided") {
  PlanSet set = set_of({with_agents("ten", 10, 20)});
  const PlanComparison before = compared(set);
  const double truth = *before.rows[before.ranked_row].cells[0].value.value;
  Expectation e = never_served_at_most(0);
  e.metric = Metric::never_served;
  e.text = "mean never_served";
  e.value = truth;
  promise(set, e);
  const PlanComparison c = compared(set);
  CHECK(c.exit_code == 3);
  CHECK(c.word == ReportModel::Word::undecided);
  CHECK(has(c.sentence, "UNDECIDED - "));
}

TEST_CASE("comparison: a promise that one plan alone makes is a row with a gap, musts first") {
  PlanSet set = set_of({with_agents("ten", 10), with_agents("twelve", 12)});
  Expectation warning = level_promise(Quantifier::mean, 0.5);
  warning.text = "a warning";
  set.plans[0].scenario.warn = {warning};
  set.plans[1].scenario.must = {never_served_at_most(0.5)};
  const PlanComparison c = compared(set);
  REQUIRE(c.promises.size() == 2);
  CHECK(c.promises[0].must);
  CHECK(c.promises[0].rows[0].text.empty());
  CHECK(c.promises[0].rows[1].judgement.verdict == Verdict::pass);
  CHECK_FALSE(c.promises[1].must);
  CHECK(c.promises[1].rows[1].text.empty());
  CHECK(c.plans[0].musts == 0);
  CHECK(c.plans[0].word == ReportModel::Word::none);
  CHECK(c.sentence == "ONLY twelve passes.");
}

TEST_CASE("comparison: days that keep the promise, and the chance of a month that does not") {
  PlanSet set = set_of({with_agents("ten", 10), with_agents("fifteen", 15)});
  Expectation e = level_promise(Quantifier::share_of_days, 0.8);
  e.share_of_days = 0.8;
  promise(set, e);
  const PlanComparison c = compared(set);
  const ComparisonRow& keeps = row_called(c, "days that keep 80%");
  CHECK(keeps.statistic == "share of days");
  CHECK(*keeps.cells[0].value.value < 0.5);
  CHECK(*keeps.cells[1].value.value > 0.9);
  CHECK(keeps.cells[1].best);
  REQUIRE(c.plans[0].month.has_value());
  REQUIRE(c.plans[1].month.has_value());
  CHECK(*c.plans[0].month->value > 0.99);  // four misses of 21 are allowed
  CHECK(*c.plans[1].month->value < 0.01);
}

TEST_CASE("comparison: ranking by cost is exact, and the indifference makes ties") {
  PlanSet set =
      set_of({with_agents("base", 10, 20), with_agents("dear", 11, 20), with_agents("cheap", 12, 20)});
  set.plans[1].extra_cost = 500;
  set.plans[2].extra_cost = 480;
  set.compare.ranks_by_cost = true;
  PlanComparison c = compared(set);
  CHECK(c.ranked_by == "extra cost");
  CHECK(c.ranking.order == std::vector<std::size_t>{0, 2, 1});
  CHECK_FALSE(c.ranking.tied_with_next[1]);
  set.compare.indifference = 20;
  c = compared(set);
  CHECK(c.ranking.tied_with_next[1]);
  CHECK_FALSE(c.ranking.tied_with_next[0]);
}

TEST_CASE("comparison: plans closer than the indifference count as equal") {
  PlanSet set = set_of({with_agents("ten", 10), with_agents("twelve", 12)});
  set.compare.indifference = 1e6;
  const PlanComparison c = compared(set);
  CHECK(c.ranking.tied_with_next[0]);
  CHECK(c.ranking.decided);
  CHECK(c.rows[c.ranked_row].cells[1].differs);  // differs, but not by as much as anybody minds
}

TEST_CASE("comparison: stops at a look when everything is decided, goes on when it is not") {
  PlanSet set = set_of({with_agents("ten", 10, 320), with_agents("fifteen", 15, 320)});
  promise(set, never_served_at_most(0.5));
  const PlanComparison c = compared(set);
  CHECK(c.run.runs == 80);
  CHECK(c.run.stopped_because == "everything decided");
  CHECK(c.plans[0].runs == 80);
}

TEST_CASE("comparison: the number of workers never shows") {
  const PlanSet set = set_of({with_agents("ten", 10, 40), with_agents("eleven", 11, 40)});
  CompareOptions one = options_of(), three = options_of();
  one.workers = 1;
  three.workers = 3;
  const PlanComparison a = compared(set, one), b = compared(set, three);
  REQUIRE(a.rows.size() == b.rows.size());
  for (std::size_t r = 0; r < a.rows.size(); ++r) {
    for (std::size_t p = 0; p < 2; ++p) {
      CHECK(a.rows[r].cells[p].value == b.rows[r].cells[p].value);
      CHECK(a.rows[r].cells[p].against == b.rows[r].cells[p].against);
    }
  }
}

TEST_CASE("comparison: the same callers narrow the ranges, measured against independent days") {
  const PlanComparison c = compared(set_of({with_agents("ten", 10, 160), with_agents("eleven", 11, 160)}));
  REQUIRE_FALSE(c.gains.empty());
  const VarianceGain& gain = c.gains.front();
  CHECK(gain.what == "same callers");
  CHECK(gain.gain > 1.5);
  REQUIRE(gain.range.has_value());
  CHECK(gain.range->low < gain.gain);
  CHECK(gain.range->high > gain.gain);
  CHECK(gain.range->low > 1);
}

TEST_CASE("comparison: the gain of common callers of numbers whose gain is known") {
  // b = a + e, e independent with a tenth of a's variance: (Va + Va + Ve) / Ve = 21.
  std::vector<Figure> a, b;
  std::uint64_t state = 1;
  const auto uniform = [&state] {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(state >> 11) / 9007199254740992.0 - 0.5;
  };
  for (int r = 0; r < 2000; ++r) {
    const double x = uniform();
    a.push_back(Figure::number(x));
    b.push_back(Figure::number(x + uniform() * std::sqrt(0.1)));
  }
  const auto gain = gain_of_same_callers(a, b);
  REQUIRE(gain.has_value());
  CHECK(gain->range.low < 21);
  CHECK(gain->range.high > 21);
  CHECK(gain->gain == Approx(21).epsilon(0.1));
  CHECK_FALSE(gain_of_same_callers(a, a).has_value());  // no difference: nothing to measure
  CHECK_FALSE(gain_of_same_callers({a.begin(), a.begin() + 3}, {b.begin(), b.begin() + 3}).has_value());
}

TEST_CASE("comparison: one plan alone is told without comparisons") {
  const PlanComparison c = compared(set_of({with_agents("ten", 10, 20)}));
  CHECK(c.tests == 0);
  CHECK(c.ranking.order == std::vector<std::size_t>{0});
  for (const VarianceGain& gain : c.gains) CHECK(gain.what != "same callers");
  CHECK(c.exit_code == 0);
}

TEST_CASE("comparison: a queue that only one plan has leaves a gap") {
  CentreSpec other = one_queue(200, 10);
  other.queues[0].name = "service";
  PlanSet set = set_of({with_agents("ten", 10, 20), plan_of("other", other, 20)});
  const PlanComparison c = compared(set);
  const ComparisonRow& row = row_called(c, "sales answered in 20 s");
  CHECK(row.cells[0].value.value.has_value());
  CHECK_FALSE(row.cells[1].value.value.has_value());
  CHECK_FALSE(row.cells[1].differs);
  CHECK_FALSE(row.cells[1].tied);
}
