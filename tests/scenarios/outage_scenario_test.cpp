// A whole outage with failover, as a planner writes it: events, needs, a rule with its parts, promises.
#include <catch2/catch.hpp>

#include "tests/scenarios/estate_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

const std::string estate = R"(schema = 1
[platform.old]
trunks        = 380
max_new_calls = "10 per second"
[platform.new]
trunks           = 480
concurrent_calls = 500
max_new_calls    = "10 per second"
[queue.billing]
promise        = "80% in 20s"
talk           = "240s"
calls_per_hour = 900
[group.billing]
skills   = ["billing"]
platform = "old"
agents   = 90
)";
const std::string outage = R"(schema   = 1
name     = "DC1 loss with failover to NEW"
question = "How many callers do we lose, and when is service level back?"
base     = "estate.toml"
start    = 2026-03-10T08:00:00
length   = "14h"
runs     = 300

[[event]]
name     = "dc1-loss"
at       = "10:15"
what     = "outage"
target   = "old.dc1"
lasts    = "3h"
ringing  = "fail"
in_ivr   = "drop"
in_queue = "drop, lose place"
talking  = "drop 100%"
callbacks = "lost since last sync 15m"

[depends]
"old.desktop" = ["old.dc1", "sso"]
"new.desktop" = ["sso", "crm"]

[[failover]]
watches  = "old.dc1"
detect   = "2m"
decide   = "uniform 5m to 15m"
execute  = "1m"
to       = "new"
share    = "100%"
[failover.agents]
dual_enabled  = "60%"
notice        = "uniform 1m to 6m"
sign_in       = "40 per minute, 5% fail first try"
aht_penalty   = "+15%"

[failover.failback]
after_repair = "15m"
mode         = "drain"

[[event]]
name     = "crm-brownout"
at       = "11:30"
what     = "slow"
target   = "crm"
lasts    = "20m"
adds     = "25s to talk, 20s to wrap"

[expect]
must = [
  "p95 time_to_accept_calls <= 15m after dc1-loss",
  "p95 time_to_restore_service_level <= 60m after dc1-loss",
  "mean callers_never_served <= 6% of people first dialling 10:15-13:15",
  "p95 concurrent_calls[new] <= 95% of limit over day",
]
)";

}  // namespace

TEST_CASE("an outage with failover reads as it is drafted") {
  const ScenarioFolder folder;
  folder.write("estate.toml", estate);
  folder.write("s.toml", outage);
  CHECK(folder.problems("s.toml") == Lines{});
  const Scenario scenario = folder.read("s.toml").value();
  CHECK(scenario.estate.components.size() == 5);
  CHECK(scenario.estate.needs.size() == 4);
  REQUIRE(scenario.estate.faults.size() == 2);
  CHECK(scenario.estate.faults[0].name == scenario.centre.events.at(0).name);
  CHECK(scenario.estate.faults[1].mode == FaultMode::slow);
  CHECK(scenario.centre.events.at(1).kind == EventKind::fault);
  CHECK(spec_of(scenario, "crm").platforms == std::vector{PlatformId(1)});
  CHECK(spec_of(scenario, "sso").platforms.size() == 2);
  CHECK(scenario.must.size() == 4);
  CHECK(scenario == folder.read("s.toml").value());
  Lines asked = questions(scenario);
  REQUIRE(asked.size() == 3);
  CHECK(asked[0] ==
        "event \"dc1-loss\": callbacks are not simulated yet; figures about callbacks stay empty");
}

TEST_CASE("settings reach components and rules") {
  const ScenarioFolder folder;
  folder.write("estate.toml", estate);
  folder.write("s.toml", outage + "\n[component.\"old.dc1\"]\nrepair = \"1h\"\n");
  const Expected<Scenario> read = folder.read(
      "s.toml",
      {"component.\"old.dc1\".repair=2h", "failover.1.decide=1m", "failover.1.agents.dual_enabled=90%"});
  REQUIRE(read.ok());
  CHECK(spec_of(read.value(), "old.dc1").repair == Distribution::deterministic(7200));
  CHECK(read.value().estate.failovers.at(0).decide == Distribution::deterministic(60));
  CHECK(read.value().estate.failovers.at(0).agents.dual_enabled == Approx(0.9));
}
