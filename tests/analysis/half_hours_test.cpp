#include "analysis/half_hours.hpp"

#include <catch2/catch.hpp>

#include "analysis/theory/erlang.hpp"
#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {
std::vector<DayRecord> days_of(const CentreSpec& spec, std::uint32_t runs) {
  DayQuestions questions;
  questions.rows = half_hour_spans(spec);
  RunCost cost;
  Workshop workshop;
  workshop.seed = 13;
  workshop.workers = 2;
  return reduce_replications<DayRecord>(
      make_plan(spec), 0, runs, workshop, "day",
      [&](const Tally& tally) { return record_day(spec, tally, questions); }, cost);
}
}  // namespace

TEST_CASE("Half-hours pair quarter-hours, longer intervals stand alone, the last may be short") {
  CentreSpec spec = one_queue(300, 20);
  CHECK(half_hour_spans(spec).size() == 8);
  CHECK(half_hour_spans(spec)[1] == IntervalSpan{2, 4, false});
  spec.interval = Duration::whole_seconds(3600);
  CHECK(half_hour_spans(spec).size() == 4);
  spec.interval = Duration::whole_seconds(900);
  spec.length = Duration::whole_seconds(3600 + 900);
  CHECK(half_hour_spans(spec).back() == IntervalSpan{4, 5, false});
}

TEST_CASE("Agents needed are Erlang A's on the simulated load, agents there are those signed in") {
  const CentreSpec spec = one_queue(300, 20);
  const auto days = days_of(spec, 40);
  const auto rows = rows_of_queue(days, 8, 1, QueueId(0));
  const HalfHours table = half_hours(scenario_of(spec, 40), spec, QueueId(0), rows, rows);
  REQUIRE(table.rows.size() == 8);
  CHECK(table.queue == "sales");
  CHECK(table.length == Duration::whole_seconds(1800));
  CHECK(table.needed_by.find("Erlang A") == 0);
  CHECK(table.rows[2].clock == "09:00");
  const auto exact = agents_for_erlang_a(15, 180, 120, 0.80, 20);
  REQUIRE(exact);
  for (const HalfHourRow& row : table.rows) {
    CHECK(*row.agents_there == Approx(20));
    CHECK(*row.offered == Approx(150).epsilon(0.1));
    REQUIRE(row.agents_needed);
    CHECK(std::abs(*row.agents_needed - *exact) <= 1);
  }
}

TEST_CASE("The sanity line sets Erlang A beside the simulation, and they agree on a steady day") {
  CentreSpec spec = one_queue(300, 16);
  const auto days = days_of(spec, 60);
  const auto line = sanity_line(scenario_of(spec, 60), spec, days, half_hour_spans(spec));
  REQUIRE(line);
  CHECK(line->queue == "sales");
  CHECK(line->agents == Approx(16));
  CHECK(line->offered_erlang == Approx(15).epsilon(0.1));
  REQUIRE(line->erlang_service_level);
  CHECK(line->agrees);
  CHECK(std::abs(*line->erlang_service_level - *line->simulated_service_level) < 0.10);
}

TEST_CASE("A queue has a formula only when its agents know nothing else and its calls stay on one platform") {
  CentreSpec spec = one_queue(300, 16);
  CHECK(has_formula(spec, QueueId(0)));
  CentreSpec two = spec;
  two.queues.push_back(spec.queues[0]);
  two.groups[0].skills.push_back(spec.groups[0].skills[0]);
  two.groups[0].skills[1].queue = QueueId(1);
  CHECK_FALSE(has_formula(two, QueueId(0)));
  GroupSpec helpers = two.groups[0];
  two.groups[0].skills.pop_back();
  two.groups.push_back(helpers);
  CHECK_FALSE(has_formula(two, QueueId(0)));
  two.groups[1].skills[0].after = Duration::whole_seconds(60);  // after the target of 20 s
  CHECK(has_formula(two, QueueId(0)));
  CentreSpec split = spec;
  split.platforms.push_back(spec.platforms[0]);
  CHECK(has_formula(split, QueueId(0)));
  split.queues[0].call_split = {{Time{}, {0.5, 0.5}}};
  CHECK_FALSE(has_formula(split, QueueId(0)));
  CentreSpec unserved = spec;
  unserved.groups.clear();
  CHECK_FALSE(has_formula(unserved, QueueId(0)));
}

TEST_CASE("Callers who never hang up on too few agents have no steady state, and the line says so") {
  CentreSpec spec = one_queue(300, 10, 2);
  spec.queues[0].patience = Distribution::never();
  const auto days = days_of(spec, 10);
  const auto line = sanity_line(scenario_of(spec, 10), spec, days, half_hour_spans(spec));
  REQUIRE(line);
  CHECK_FALSE(line->erlang_service_level);
  CHECK_FALSE(line->agrees);
  CHECK(line->note.find("no steady state") != std::string::npos);
}
