#include "analysis/variant.hpp"

#include <catch2/catch.hpp>

#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;

TEST_CASE("Without faults every event is under study, but those marked in_twin") {
  CentreSpec spec = one_queue(300, 20);
  spec.events = {more_calls(0.35), fewer_agents(0.08)};
  CHECK_FALSE(has_faults(spec));
  CHECK(causes_of(spec).size() == 2);
  CHECK(twin_of(spec).events.empty());
  spec.events[0].in_twin = true;
  CHECK(causes_of(spec) == std::vector<Cause>{{"absent", false, 1}});
  CHECK(twin_of(spec).events == std::vector<EventSpec>{spec.events[0]});
}

TEST_CASE("With faults the twin keeps demand and staffing and loses faults and their failover") {
  CentreSpec spec = one_queue(300, 20);
  EventSpec early_split;
  early_split.name = "planned split";
  early_split.kind = EventKind::split_calls;
  early_split.split = {1};
  EventSpec failover = early_split;
  failover.name = "failover";
  failover.from = at_minute(75);
  spec.events = {more_calls(0.35), early_split, outage(60, 90), failover};
  CHECK(has_faults(spec));
  const CentreSpec twin = twin_of(spec);
  REQUIRE(twin.events.size() == 2);
  CHECK(twin.events[0].name == "more calls");
  CHECK(twin.events[1].name == "planned split");
  const auto causes = causes_of(spec);
  REQUIRE(causes.size() == 2);
  CHECK(only(spec, causes[0]).events.size() == 3);
  CHECK(without(spec, {causes[0]}).events.size() == 3);
  CHECK(without(spec, {causes[0]}).events.back().name == "failover");
  CHECK(quiet_day(spec).events.empty());
}

TEST_CASE("A timeline is a fault of its own") {
  CentreSpec spec = one_queue(300, 20);
  spec.events = {more_calls(0.35)};
  PlatformChange change;
  change.platform = PlatformId(0);
  spec.timeline.changes = {change};
  const auto causes = causes_of(spec);
  REQUIRE(causes.size() == 1);
  CHECK(causes[0].is_timeline);
  CHECK(twin_of(spec).timeline.changes.empty());
  CHECK(twin_of(spec).events.size() == 1);
}

TEST_CASE("A limit is lifted wherever it is set") {
  CentreSpec spec = one_queue(300, 20);
  spec.platforms.push_back(spec.platforms[0]);
  spec.platforms[0].trunks = 30;
  spec.platforms[1].trunks = 40;
  EventSpec cut;
  cut.kind = EventKind::limit;
  cut.limit = LimitKind::trunks;
  cut.limit_value = 10;
  spec.events = {cut};
  PlatformChange change;
  change.platform = PlatformId(0);
  change.kind = ChangeKind::limit;
  change.which = static_cast<int>(LimitKind::trunks);
  spec.timeline.changes = {change};
  CHECK(has_limit(spec, PlatformId(1), LimitKind::trunks));
  CHECK_FALSE(has_limit(spec, PlatformId(0), LimitKind::ivr_ports));
  const CentreSpec free = without_limit(spec, PlatformId(0), LimitKind::trunks);
  CHECK_FALSE(has_limit(free, PlatformId(0), LimitKind::trunks));
  CHECK(has_limit(free, PlatformId(1), LimitKind::trunks));
  CHECK(free.platforms[1].trunks == 40U);
  REQUIRE(free.events.size() == 1);
  CHECK(free.events[0].platform == PlatformId(1));
  spec.queues[0].max_queued = 5;
  CHECK_FALSE(without_limit(spec, PlatformId(0), LimitKind::queued).queues[0].max_queued);
}

TEST_CASE("More agents only while the group is staffed, and where its people work") {
  CentreSpec spec = one_queue(300, 20);
  spec.groups[0].counted = {
      {Time{}, 0}, {at_minute(30), 10}, {at_minute(60), 12}, {at_minute(120), 0}, {at_minute(180), 5}};
  const CentreSpec more = with_more_agents(spec, GroupId(0), 3);
  REQUIRE(more.events.size() == 2);
  CHECK(more.events[0].from == at_minute(30));
  CHECK(more.events[0].to == at_minute(120));
  CHECK(more.events[0].count == 3.0);
  CHECK(more.events[1].from == at_minute(180));
  CHECK(more.events[1].to == at_minute(240));
  CHECK(peak_head_count(spec.groups[0]) == 12);

  GroupSpec& group = spec.groups[0];
  group.counted.clear();
  AgentSpec agent;
  agent.assignment = Assignment::both;
  agent.shifts = {{at_minute(0), at_minute(60), {}}};
  group.agents = {agent, agent};
  group.agents[1].shifts = {{at_minute(60), at_minute(120), {}}};
  CHECK(peak_head_count(group) == 1);
  const CentreSpec named = with_more_agents(spec, GroupId(0), 2);
  CHECK(named.groups[0].assignment == Assignment::both);
  REQUIRE(named.events.size() == 1);
  CHECK(named.events[0].to == at_minute(120));
}
