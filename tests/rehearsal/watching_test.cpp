#include <catch2/catch.hpp>

#include "tests/rehearsal/forked_rehearsal.hpp"
#include "tests/rehearsal/small_estates.hpp"

namespace switchover {

namespace {

std::vector<Time> moments(const Story& story, StoryKind kind) {
  std::vector<Time> found;
  for (const StoryEvent& event : all_of_kind(story, kind)) found.push_back(event.at);
  return found;
}

// A data centre at "west", watched from "north" over 8 megabit/s and 30 ms: a heartbeat takes 60.4 ms.
RehearsalRequest watched_over_a_link(double from_s, double lasts_s) {
  RehearsalRequest request = two_platforms();
  const ComponentId dc = add_component(request, "old.dc", ComponentKind::data_centre);
  request.estate.components.back().site = "west";
  add_link(request, "wan", "north", "west", 8, 0.03);
  add_fault(request, "dc-loss", dc, from_s, lasts_s);
  FailoverSpec& rule = add_failover(request, dc);
  rule.detection = Detection::heartbeats;
  rule.heartbeat.from_site = "north";
  return request;
}

}  // namespace

TEST_CASE("heartbeats: three misses of a second each notice a loss, two good replies clear it") {
  const Story story = rehearsed(watched_over_a_link(3603, 1800));
  CHECK(moments(story, StoryKind::detected) == std::vector<Time>{at_s(3631)});
  CHECK(moments(story, StoryKind::cleared) == std::vector<Time>{at_s(5420.0604)});
}

TEST_CASE("a loss at the very moment of a heartbeat is missed by it") {
  CHECK(moments(rehearsed(watched_over_a_link(3600, 1800)), StoryKind::detected) ==
        std::vector<Time>{at_s(3621)});
}

TEST_CASE("a heartbeat that is under way is lost with its target") {
  for (const bool naive : {false, true}) {
    RehearsalRequest request = watched_over_a_link(3600.06, 1800);  // its reply is 0.4 ms away
    request.naive_heartbeats = naive;
    CHECK(moments(rehearsed(request), StoryKind::detected) == std::vector<Time>{at_s(3621)});
    request.estate.faults[0].at = at_s(3600.061);  // it has come
    CHECK(moments(rehearsed(request), StoryKind::detected) == std::vector<Time>{at_s(3631)});
  }
}

TEST_CASE("a loss that is shorter than the misses is not noticed") {
  CHECK(moments(rehearsed(watched_over_a_link(3601, 25)), StoryKind::detected).empty());
}

TEST_CASE("a link that fails looks like the loss of what lies behind it") {
  RehearsalRequest request = watched_over_a_link(20000, 60);
  add_fault(request, "wan-loss", ComponentId{1}, 3603, 600);
  const Story story = rehearsed(request);
  CHECK(moments(story, StoryKind::detected).at(0) == at_s(3631));
  CHECK(moments(story, StoryKind::down).at(0) == at_s(3603));
  CHECK(all_of_kind(story, StoryKind::down).at(0).component == ComponentId{1});
  // Watched from where it stands, or from anywhere, there is no link to fail.
  for (const char* site : {"west", "", "an island"}) {
    request.estate.failovers[0].heartbeat.from_site = site;
    CHECK(moments(rehearsed(request), StoryKind::detected).at(0) == at_s(20021));
  }
}

TEST_CASE("a link may be watched itself") {
  RehearsalRequest request = watched_over_a_link(20000, 60);
  add_fault(request, "wan-loss", ComponentId{1}, 3603, 600);
  request.estate.failovers[0].watches = ComponentId{1};
  const Story story = rehearsed(request);
  CHECK(moments(story, StoryKind::detected) == std::vector<Time>{at_s(3631)});
  CHECK(moments(story, StoryKind::cleared) == std::vector<Time>{at_s(4220.0604)});
}

TEST_CASE("a way that takes longer than the timeout is never good") {
  RehearsalRequest request = watched_over_a_link(20000, 60);
  request.estate.components[1].latency = Duration::seconds(0.6);
  CHECK(moments(rehearsed(request), StoryKind::detected) == std::vector<Time>{at_s(21)});
  request.estate.failovers[0].heartbeat.timeout = Duration::seconds(2);
  CHECK(moments(rehearsed(request), StoryKind::detected) == std::vector<Time>{at_s(20022)});
}

TEST_CASE("a timeout that is longer than the time between heartbeats: each is judged before the next") {
  RehearsalRequest request = watched_over_a_link(3601, 1800);
  request.estate.failovers[0].heartbeat.every = Duration::whole_seconds(2);
  request.estate.failovers[0].heartbeat.timeout = Duration::whole_seconds(5);
  // Every six seconds: 3606, 3612, 3618.
  CHECK(moments(rehearsed(request), StoryKind::detected) == std::vector<Time>{at_s(3623)});
}

TEST_CASE("heartbeats do not see a partial loss, and a typed delay does") {
  RehearsalRequest request = watched_over_a_link(3600, 1800);
  request.estate.faults[0].share = 0.3;
  const Story unseen = rehearsed(request);
  CHECK(moments(unseen, StoryKind::detected).empty());
  CHECK(all_of_kind(unseen, StoryKind::down).at(0).value == 0.3);
  CHECK(moments(unseen, StoryKind::up) == std::vector<Time>{at_s(5400)});
  request.estate.failovers[0].detection = Detection::scripted;
  CHECK(moments(rehearsed(request), StoryKind::detected) == std::vector<Time>{at_s(3720)});
}

TEST_CASE("the clock of monitoring stands while reporting is down") {
  RehearsalRequest request = watched_over_a_link(3600, 1800);
  request.estate.failovers[0].detection = Detection::monitoring;
  const ComponentId reporting = add_component(request, "reporting", ComponentKind::reporting);
  CHECK(moments(rehearsed(request), StoryKind::detected) == std::vector<Time>{at_s(3720)});
  add_fault(request, "blind", reporting, 3660, 600);
  CHECK(moments(rehearsed(request), StoryKind::detected) == std::vector<Time>{at_s(4260 + 60)});
  request.estate.faults[1].at = at_s(3000);  // blind from before until after its beginning
  request.estate.faults[1].lasts = Distribution::deterministic(1000);
  CHECK(moments(rehearsed(request), StoryKind::detected) == std::vector<Time>{at_s(4120)});
  request.estate.faults[1].lasts = Distribution::never();
  CHECK(moments(rehearsed(request), StoryKind::detected).empty());
}

}  // namespace switchover
