#include "analysis/binding.hpp"

#include <catch2/catch.hpp>

#include "analysis/half_hours.hpp"
#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {
std::vector<BindingRow> binding_of(const CentreSpec& spec, std::uint32_t runs, bool check) {
  const Scenario scenario = scenario_of(spec, runs);
  DayQuestions questions;
  questions.rows = half_hour_spans(spec);
  questions.limits = limits_of(spec);
  RunCost cost;
  Workshop workshop;
  workshop.seed = 9;
  workshop.workers = 2;
  const auto days = reduce_replications<DayRecord>(
      make_plan(spec), 0, runs, workshop, "day",
      [&](const Tally& tally) { return record_day(spec, tally, questions); }, cost);
  const Focus focus{QueueId(0), whole_day(spec), false};
  const SideRuns side{workshop, cost, runs};
  const Panel focus_day = run_panel(spec, focus.asks(), side, "day");
  const BindingInput input{scenario, spec, questions, days, focus, focus_day};
  return check ? find_binding(input, side) : find_full(input);
}
const BindingRow& row_of(const std::vector<BindingRow>& rows, const std::string& label) {
  for (const BindingRow& row : rows) {
    if (row.label == label) return row;
  }
  FAIL("no row " << label);
  return rows.front();
}
}  // namespace

TEST_CASE("Trunks bind where agents do not: without them more people are served") {
  CentreSpec spec = one_queue(300, 40);
  spec.platforms[0].trunks = 12;
  const auto rows = binding_of(spec, 20, true);
  const BindingRow& trunks = row_of(rows, "trunks of main");
  CHECK(trunks.ever_full);
  CHECK(trunks.checked_without);
  CHECK(trunks.binding);
  CHECK(trunks.runs_full == 1.0);
  CHECK(*trunks.peak_p95 == 12);
  CHECK(*trunks.limit_value == 12);
  CHECK(*trunks.turned_away > 100);
  CHECK(*trunks.minutes_full > 30);
  CHECK(*trunks.full_share.value > 0.2);
  CHECK(*trunks.without_never_served.value < -100);
  CHECK(trunks.from == "08:00");
  CHECK(trunks.to == "12:00");
  CHECK_FALSE(row_of(rows, "sales agents").ever_full);
  CHECK(rows.front().label == "trunks of main");
}

TEST_CASE("Trunks that fill because agents are short change nothing") {
  CentreSpec spec = one_queue(300, 12);
  spec.queues[0].patience = Distribution::exponential(400);
  spec.platforms[0].trunks = 30;
  const auto rows = binding_of(spec, 20, true);
  const BindingRow& trunks = row_of(rows, "trunks of main");
  const BindingRow& agents = row_of(rows, "sales agents");
  CHECK(trunks.ever_full);
  CHECK_FALSE(trunks.binding);
  CHECK(agents.binding);
  CHECK(*agents.full_share.value > 0.8);
  CHECK(*agents.hurting_share.value > 0.8);
  CHECK(*agents.limit_value == Approx(12).margin(0.5));
  CHECK(*agents.without_focus.value > 0.5);
  CHECK(agents.sentence.find("sales agents all busy") == 0);
}

TEST_CASE("A limit that is never reached is never full and costs no run") {
  CentreSpec spec = one_queue(300, 30);
  spec.platforms[0].trunks = 500;
  spec.platforms[0].ivr_ports = 500;
  const auto rows = binding_of(spec, 10, true);
  const BindingRow& trunks = row_of(rows, "trunks of main");
  CHECK_FALSE(trunks.ever_full);
  CHECK_FALSE(trunks.checked_without);
  CHECK(*trunks.peak_p95 < 60);
  CHECK(*trunks.turned_away == 0);
  CHECK(trunks.sentence == "trunks of main never full");
}

TEST_CASE("Without paired runs nothing is called binding") {
  CentreSpec spec = one_queue(300, 12);
  for (const BindingRow& row : binding_of(spec, 10, false)) {
    CHECK_FALSE(row.binding);
    CHECK_FALSE(row.checked_without);
  }
}

TEST_CASE("Over several days the hours of each are told, and the nights between do not count") {
  CentreSpec spec = one_queue(300, 12);
  spec.length = Duration::whole_seconds(28 * 3600);
  spec.demand[0].intervals = {{at_minute(0), Duration::whole_seconds(4 * 3600), 1200.0},
                              {at_minute(24 * 60), Duration::whole_seconds(4 * 3600), 1200.0}};
  const auto rows = binding_of(spec, 10, false);
  const BindingRow& agents = row_of(rows, "sales agents");
  REQUIRE(agents.ever_full);
  CHECK(agents.from == "Mon 08:00");
  CHECK(agents.to == "Tue 12:00");
  CHECK(agents.when == "Mon 08:00-12:00 and Tue 08:00-12:00");
  CHECK(*agents.hurting_share.value > 0.5);  // of those eight hours, not of the night
  spec = one_queue(300, 12);
  CHECK(row_of(binding_of(spec, 10, false), "sales agents").when.empty());
}
