#include "analysis/why.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/variant.hpp"
#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {
struct Case {
  Why why;
  Panel day, twin;
  RunCost cost;
};
Case explain_case(const CentreSpec& spec, bool on_people, std::uint32_t runs) {
  Case result;
  Workshop workshop;
  workshop.seed = 5;
  workshop.workers = 2;
  const SideRuns side{workshop, result.cost, runs};
  const Focus focus{QueueId(0), whole_day(spec), on_people};
  result.day = run_panel(spec, focus.asks(), side, "day");
  result.twin = run_panel(twin_of(spec), focus.asks(), side, "twin");
  result.why = explain(spec, focus, result.day, result.twin, side);
  return result;
}
}  // namespace

TEST_CASE("Causes alone and together add up to the whole difference") {
  CentreSpec spec = one_queue(300, 19);
  spec.events = {more_calls(0.15), fewer_agents(0.10)};
  const Why why = explain_case(spec, false, 30).why;
  REQUIRE(why.causes.size() == 2);
  CHECK(why.figure == "points of sales service level");
  CHECK(*why.twin > *why.day + 0.1);
  REQUIRE(why.together);
  CHECK(*why.causes[0].alone.value + *why.causes[1].alone.value + *why.together ==
        Approx(*why.day - *why.twin).margin(1e-12));
  for (const WhyRow& row : why.causes) {
    CHECK(*row.alone.value < 0);       // each cause costs points ...
    CHECK(*row.taken_away.value > 0);  // ... and taking it away gives some back
    CHECK(row.taken_away.range->low > 0);
    CHECK(*row.people_saved.value > 0);
    REQUIRE(row.agents);
    CHECK(*row.agents >= 1);
  }
  REQUIRE(why.agents);
  CHECK(why.agents_of == "sales team");
  CHECK(*why.agents >= *why.causes[0].agents);
}

TEST_CASE("The agents that a gap is worth do bring the level back") {
  CentreSpec spec = one_queue(300, 19);
  spec.events = {more_calls(0.20)};
  const Case c = explain_case(spec, false, 30);
  REQUIRE(c.why.agents);
  RunCost cost;
  Workshop workshop;
  workshop.seed = 5;
  const SideRuns side{workshop, cost, 30};
  const Focus focus{QueueId(0), whole_day(spec), false};
  const auto level = [&](double agents) {
    return *estimate_mean(run_panel(with_more_agents(spec, GroupId(0), agents), focus.asks(), side, "")[0],
                          0.95)
                .value;
  };
  CHECK(level(*c.why.agents + 1) > *c.why.twin);
  CHECK(level(std::max(0.0, *c.why.agents - 2)) < *c.why.twin);
}

TEST_CASE("A single cause alone is the whole difference, and costs no extra runs but the search") {
  CentreSpec spec = one_queue(300, 30);
  spec.events = {outage(60, 90)};
  const Case c = explain_case(spec, true, 10);
  REQUIRE(c.why.causes.size() == 1);
  CHECK(c.why.figure == "people never served");
  CHECK(*c.why.causes[0].alone.value == Approx(-*c.why.causes[0].taken_away.value));
  CHECK(*c.why.causes[0].people_saved.value == Approx(*c.why.causes[0].alone.value));
  CHECK(*c.why.causes[0].alone.value > 100);  // half an hour of 300 calls an hour, nobody redials
  CHECK_FALSE(c.why.together);
  CHECK(c.why.agents_at_least);  // no number of agents helps while the platform is dead
  CHECK(c.why.agents == 50.0);
}

TEST_CASE("Nothing to take away: no causes and no runs") {
  const Case c = explain_case(one_queue(300, 20), false, 10);
  CHECK(c.why.causes.empty());
  CHECK_FALSE(c.why.agents);
  CHECK(c.cost.replications == 20);
}
