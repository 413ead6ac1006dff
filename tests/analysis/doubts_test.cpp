// Doubts: which numbers are doubted, over which range, and that a value changes what it should and no more.
#include "analysis/doubts.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/analysis/centres.hpp"
#include "tests/analysis/estates.hpp"

namespace switchover {
namespace {

using namespace centres;

const Doubt* find(const std::vector<Doubt>& doubts, const std::string& key) {
  const auto found = std::find_if(doubts.begin(), doubts.end(), [&](const Doubt& d) { return d.key == key; });
  return found == doubts.end() ? nullptr : &*found;
}

Doubt doubt(const Scenario& scenario, const std::string& key) {
  const std::vector<Doubt> doubts = doubts_of(scenario);
  const Doubt* found = find(doubts, key);
  INFO(key);
  REQUIRE(found != nullptr);
  return *found;
}

void note(Scenario& scenario, const std::string& key, Assumption::Origin origin,
          const std::string& reason = "") {
  Assumption line;
  line.key = key;
  line.origin = origin;
  line.reason = reason;
  scenario.assumptions.push_back(line);
}

// A day with everything that can be doubted but a technical estate.
Scenario a_day() {
  CentreSpec spec = one_queue(100, 8);
  spec.queues[0].callers.after_abandon = {0.55, Distribution::exponential(600)};
  spec.queues[0].callers.after_busy = {0.8, Distribution::exponential(120)};
  spec.queues[0].callers.give_up_after = 6;
  spec.queues[0].contained = 0.3;
  spec.queues[0].short_abandon = Duration::whole_seconds(5);
  spec.groups[0].skills[0].after = Duration::whole_seconds(60);
  spec.platforms[0].trunks = 20;
  spec.platforms[0].aht_factor = 1.15;
  spec.day_cv = 0.06;
  spec.events = {fewer_agents(0.05), outage(60, 90)};
  spec.events[1].sign_ins_per_minute = 40;
  Scenario scenario = scenario_of(spec, 10);
  scenario.must = {level_promise(Quantifier::mean, 0.8)};
  return scenario;
}

// Two platforms, one component that is lost, one rule that answers.
Scenario with_estate() {
  CentreSpec spec = one_queue(100, 8);
  PlatformSpec second;
  second.name = "new";
  spec.platforms.push_back(second);
  EventSpec loss;
  loss.name = "dc1-loss";
  loss.kind = EventKind::fault;
  loss.from = at_minute(60);
  loss.to = at_minute(120);
  spec.events = {loss};
  Scenario scenario = scenario_of(spec, 10);
  scenario.estate = estates::estate();
  SignInSpec sign_in;
  sign_in.per_minute = 40;
  scenario.estate.sign_in = {sign_in, sign_in};
  scenario.centre.moves = {{PlatformId(0), PlatformId(1), 1.15}};
  scenario.estate.failovers[0].agents.aht_factor = 1.15;
  scenario.must = {level_promise(Quantifier::mean, 0.8)};
  return scenario;
}

}  // namespace

TEST_CASE("every doubt has a key of its own, a range around now, and changes the scenario") {
  for (const Scenario& scenario : {a_day(), with_estate()}) {
    const std::vector<Doubt> doubts = doubts_of(scenario);
    CHECK(doubts.size() >= 10);
    std::set<std::string> keys;
    for (const Doubt& d : doubts) {
      INFO(d.key);
      CHECK(keys.insert(d.key).second);
      CHECK(d.low <= d.now);
      CHECK(d.now <= d.high);
      CHECK(d.low < d.high);
      CHECK_FALSE(d.label.empty());
      CHECK_FALSE(d.range_from.empty());
      for (const double end : {d.low, d.high}) {
        if (end != d.now) CHECK_FALSE(d.with(scenario, end) == scenario);
      }
    }
  }
}

TEST_CASE("redials: the documented range, and the promise's queue only by its own rule") {
  Scenario scenario = a_day();
  const Doubt after_abandon = doubt(scenario, "callers.redial_after_abandon");
  CHECK(after_abandon.now == 0.55);
  CHECK(after_abandon.low == 0);
  CHECK(after_abandon.high == 0.9);
  CHECK(after_abandon.with(scenario, 0.2).centre.queues[0].callers.after_abandon.probability == 0.2);
  const Doubt delay = doubt(scenario, "callers.redial_after_abandon.delay");
  const Scenario sooner = delay.with(scenario, 300);
  CHECK(sooner.centre.queues[0].callers.after_abandon.delay.mean() == Approx(300));
  CHECK(sooner.centre.queues[0].callers.after_busy.delay.mean() == Approx(60));
  note(scenario, "queue.sales.redial_after_abandon", Assumption::Origin::typed);
  const std::vector<Doubt> doubts = doubts_of(scenario);
  CHECK(find(doubts, "callers.redial_after_abandon") == nullptr);
  CHECK(find(doubts, "queue.sales.redial_after_abandon") != nullptr);
}

TEST_CASE("redials after a busy tone or a failed call are doubted only where calls can end so") {
  Scenario scenario = a_day();
  scenario.centre.queues[0].callers.after_failure = {0.8, Distribution::exponential(120)};
  std::vector<Doubt> doubts = doubts_of(scenario);
  CHECK(find(doubts, "callers.redial_after_busy") != nullptr);
  CHECK(find(doubts, "callers.redial_after_failure") != nullptr);
  scenario.centre.platforms[0].trunks.reset();
  scenario.centre.events.resize(1);  // no outage
  doubts = doubts_of(scenario);
  CHECK(find(doubts, "callers.redial_after_busy") == nullptr);
  CHECK(find(doubts, "callers.redial_after_failure") == nullptr);
}

TEST_CASE("patience: the reported means where it is a default, half to twice where it is typed") {
  Scenario scenario = a_day();
  Doubt patience = doubt(scenario, "queue.sales.patience");
  CHECK(patience.low == 60);
  CHECK(patience.high == 240);
  note(scenario, "queue.sales.patience", Assumption::Origin::default_, "judgement");
  patience = doubt(scenario, "queue.sales.patience");
  CHECK(patience.low == 60);
  CHECK(patience.high == 900);
  const Distribution longer = patience.with(scenario, 480).centre.queues[0].patience;
  CHECK(longer == Distribution::exponential(480));
  scenario.centre.queues[0].patience = Distribution::never();
  CHECK(find(doubts_of(scenario), "queue.sales.patience") == nullptr);
}

TEST_CASE("handling time: ten percent either way, its parts together, and the spread keeps mean and law") {
  Scenario scenario = a_day();
  scenario.centre.queues[0].wrap = Distribution::exponential(20);
  const Doubt aht = doubt(scenario, "queue.sales.talk");
  CHECK(aht.now == Approx(200));
  CHECK(aht.low == Approx(180));
  CHECK(aht.high == Approx(220));
  const QueueSpec longer = aht.with(scenario, 220).centre.queues[0];
  CHECK(longer.talk.mean() == Approx(198));
  CHECK(longer.wrap.mean() == Approx(22));
  scenario.centre.queues[0].talk = Distribution::lognormal(180, 1.2);
  const Doubt spread = doubt(scenario, "queue.sales.talk.cv");
  CHECK(spread.now == 1.2);
  const Distribution even = spread.with(scenario, 0.5).centre.queues[0].talk;
  CHECK(even == Distribution::lognormal(180, 0.5));
  note(scenario, "queue.sales.talk.law", Assumption::Origin::default_, "judgement");
  CHECK(doubt(scenario, "queue.sales.talk.law").low == 0.5);
  scenario.centre.queues[0].talk = Distribution::deterministic(180);
  CHECK(find(doubts_of(scenario), "queue.sales.talk.law") == nullptr);
}

TEST_CASE("AHT of a forecast is doubted against the forecast, in percent") {
  Scenario scenario = a_day();
  scenario.centre.demand[0].handling_factor = {1.1};
  const Doubt aht = doubt(scenario, "queue.sales.talk");
  CHECK(aht.now == 0);
  CHECK(aht.low == -0.1);
  CHECK(aht.with(scenario, 0.1).centre.queues[0].talk.mean() == Approx(198));
}

TEST_CASE("volume: forecasts err together, calls per hour by themselves, a replay not at all") {
  Scenario scenario = a_day();
  const Doubt volume = doubt(scenario, "files.forecast");
  CHECK(volume.with(scenario, -0.1).centre.demand[0].intervals[0].calls == Approx(360));
  note(scenario, "queue.sales.calls_per_hour", Assumption::Origin::typed);
  const std::vector<Doubt> doubts = doubts_of(scenario);
  CHECK(find(doubts, "files.forecast") == nullptr);
  CHECK(find(doubts, "queue.sales.calls_per_hour") != nullptr);
  scenario.centre.demand[0].pattern = ArrivalPattern::replay;
  CHECK(find(doubts_of(scenario), "queue.sales.calls_per_hour") == nullptr);
}

TEST_CASE("busyness of intervals cuts long steps into the intervals of the reports, and keeps every call") {
  Scenario scenario = a_day();
  note(scenario, "busyness.interval", Assumption::Origin::default_, "judgement");
  const DemandSpec busy = doubt(scenario, "busyness.interval").with(scenario, 0.1).centre.demand[0];
  CHECK(busy.interval_cv == 0.1);
  CHECK(busy.intervals.size() == 16);
  double calls = 0;
  for (const DemandInterval& interval : busy.intervals) calls += interval.calls;
  CHECK(calls == Approx(400));
}

TEST_CASE("absence: what the scenario says, else of every group, and textbook days have none") {
  Scenario scenario = a_day();
  CHECK(doubt(scenario, "event \"absent\".by").with(scenario, 0.1).centre.events[0].share == 0.1);
  scenario.centre.events.clear();
  const Doubt all = doubt(scenario, "group.*.unplanned_shrinkage");
  CHECK(all.with(scenario, 0.1).centre.groups[0].unplanned_shrinkage == 0.1);
  scenario.centre.groups[0].unplanned_shrinkage = 0.2;
  const Doubt own = doubt(scenario, "group.sales team.unplanned_shrinkage");
  CHECK(own.high == 0.2);  // wide enough for what is used
  scenario.centre.groups[0].unplanned_shrinkage = 0;
  note(scenario, "busyness.day", Assumption::Origin::default_, "textbook: what is not said does not happen");
  const std::vector<Doubt> doubts = doubts_of(scenario);
  CHECK(find(doubts, "group.*.unplanned_shrinkage") == nullptr);
  CHECK(find(doubts, "busyness.day") == nullptr);
}

TEST_CASE("the short-abandon threshold is doubted where a must leaves short abandons out") {
  Scenario scenario = a_day();
  CHECK(doubt(scenario, "queue.sales.short_abandon").high == 10);
  scenario.must[0].metric = Metric::never_served_rate;
  CHECK(find(doubts_of(scenario), "queue.sales.short_abandon") == nullptr);
}

TEST_CASE("a rule of failover is doubted step by step, where what it watches is lost") {
  Scenario scenario = with_estate();
  const Doubt decide = doubt(scenario, "failover[1].decide");
  CHECK(decide.now == 600);
  CHECK(decide.low == 0);
  CHECK(decide.high == 240 * 60);
  CHECK(decide.with(scenario, 0).estate.failovers[0].decide.is_zero());
  CHECK(decide.with(scenario, 1200).estate.failovers[0].decide == Distribution::deterministic(1200));
  CHECK(doubt(scenario, "failover[1].detect").with(scenario, 60).estate.failovers[0].detect.mean() == 60);
  const Scenario slow_hands = doubt(scenario, "failover[1].agents.aht_penalty").with(scenario, 0.5);
  CHECK(slow_hands.estate.failovers[0].agents.aht_factor == 1.5);
  CHECK(slow_hands.centre.moves[0].aht_factor == 1.5);
  const Scenario longer = doubt(scenario, "event \"dc1-loss\".lasts").with(scenario, 7200);
  CHECK(longer.estate.faults[0].lasts.mean() == 7200);
  CHECK(longer.centre.events[0].to == at_minute(180));
  const Scenario paced = doubt(scenario, "sign_in.rate").with(scenario, 5);
  CHECK(paced.estate.sign_in[1].per_minute == 5);
  CHECK(paced.estate.failovers[0].agents.sign_in.per_minute == 5);  // it has no pace of its own

  note(scenario, "failover of old.dc1.decide", Assumption::Origin::file);  // a ticket tells it
  CHECK(find(doubts_of(scenario), "failover[1].decide") == nullptr);
  scenario.estate.faults.erase(scenario.estate.faults.begin());  // the crm is not watched
  CHECK(find(doubts_of(scenario), "failover[1].execute") == nullptr);
}

TEST_CASE("a component that needs what is lost is lost with it, and so its rule is doubted") {
  Scenario scenario = with_estate();
  ComponentSpec core;
  core.name = "old.core";
  scenario.estate.components.push_back(core);
  scenario.estate.failovers[0].watches = ComponentId(2);
  CHECK(find(doubts_of(scenario), "failover[1].decide") == nullptr);
  NeedSpec need;
  need.who = ComponentId(2);
  need.needs = ComponentId(estates::dc1);
  scenario.estate.needs = {need};
  CHECK(find(doubts_of(scenario), "failover[1].decide") != nullptr);
  scenario.estate.needs[0].hard = false;
  CHECK(find(doubts_of(scenario), "failover[1].decide") == nullptr);
}

}  // namespace switchover
