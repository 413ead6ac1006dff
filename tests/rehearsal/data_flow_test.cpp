#include <catch2/catch.hpp>

#include "tests/rehearsal/forked_rehearsal.hpp"
#include "tests/rehearsal/small_estates.hpp"

namespace switchover {

namespace {

// 80 megabit/s between two sites: 10 megabytes a second.
RehearsalRequest two_sites() {
  RehearsalRequest request = two_platforms();
  add_link(request, "wan", "west", "east", 80, 0);
  return request;
}
DataFlowSpec& add_flow(RehearsalRequest& request, const std::string& name, double megabytes,
                       double at_seconds, double every_s = 0) {
  request.estate.flows.push_back(
      {name, "west", "east", megabytes, Duration::seconds(every_s), at_s(at_seconds), {}});
  return request.estate.flows.back();
}
std::vector<double> copies_done(const RehearsalRequest& request) {
  std::vector<double> at;
  for (const StoryEvent& e : all_of_kind(rehearsed(request), StoryKind::copy_done)) {
    at.push_back(e.at.in_seconds());
  }
  return at;
}
std::vector<double> data_lost(const RehearsalRequest& request) {
  std::vector<double> seconds;
  for (const StoryEvent& e : all_of_kind(rehearsed(request), StoryKind::data_lost))
    seconds.push_back(e.value);
  return seconds;
}

}  // namespace

TEST_CASE("a bulk transfer takes its bytes over the width of the link, and two share it") {
  RehearsalRequest request = two_sites();
  add_flow(request, "archive", 1000, 100);
  CHECK(copies_done(request) == std::vector<double>{200});
  add_flow(request, "recordings", 1000, 100);
  CHECK(copies_done(request) == std::vector<double>{300, 300});
  request.estate.flows[1].at = at_s(150);
  CHECK(copies_done(request) == std::vector<double>{250, 300});
}

TEST_CASE("between sites without a link the network is ideal, and nothing takes no time") {
  RehearsalRequest request = two_sites();
  add_flow(request, "archive", 1000, 100).from_site = "an island";
  add_flow(request, "nothing", 0, 200);
  CHECK(copies_done(request) == std::vector<double>{100.000001, 200});
  request.estate.flows[0].megabytes = 100;
  CHECK(copies_done(request) == std::vector<double>{100, 200});
}

TEST_CASE("heartbeats do not hold up a transfer, nor a transfer heartbeats") {
  RehearsalRequest request = two_sites();
  const ComponentId dc = add_component(request, "old.dc", ComponentKind::data_centre);
  request.estate.components.back().site = "east";
  add_flow(request, "archive", 1000, 100);
  FailoverSpec& rule = add_failover(request, dc);
  rule.detection = Detection::heartbeats;
  rule.heartbeat.from_site = "west";
  rule.heartbeat.timeout = Duration::seconds(0.001);
  add_fault(request, "at the end", dc, 20000, 10);
  CHECK(copies_done(request) == std::vector<double>{200});
  CHECK(all_of_kind(rehearsed(request), StoryKind::detected).empty());
}

TEST_CASE("a transfer that breaks with its link is begun anew") {
  RehearsalRequest request = two_sites();
  add_flow(request, "archive", 1000, 100);
  add_fault(request, "cut", ComponentId{0}, 150, 50);
  CHECK(copies_done(request) == std::vector<double>{300});
  request.estate.faults[0].at = at_s(50);  // it waits for the link
  request.estate.faults[0].lasts = Distribution::deterministic(100);
  CHECK(copies_done(request) == std::vector<double>{250});
  request.estate.faults[0].lasts = Distribution::never();
  CHECK(copies_done(request).empty());
}

TEST_CASE("what is younger than the last complete copy is lost with what it protects") {
  RehearsalRequest request = two_sites();
  const ComponentId dc = add_component(request, "old.dc", ComponentKind::data_centre);
  add_fault(request, "dc-loss", dc, 1250, 600);
  CHECK(data_lost(request).empty());  // nothing is copied: nothing is known of it
  add_flow(request, "sync", 1000, 0, 300).protects = dc;
  // Copies begin at 0, 300, 600, 900, 1200 and take 100 s: the last is not through.
  CHECK(data_lost(request) == std::vector<double>{350});
  request.estate.faults[0].at = at_s(1300);  // it would be through at this very moment
  CHECK(data_lost(request) == std::vector<double>{400});
  request.estate.faults[0].at = at_s(1301);
  CHECK(data_lost(request) == std::vector<double>{101});
  request.estate.faults[0].at = at_s(50);  // none is through
  CHECK(data_lost(request) == std::vector<double>{50});
  CHECK(copies_done(request).empty());  // only bulk transfers tell their end
}

TEST_CASE("a copy that takes longer than its period delays the next") {
  RehearsalRequest request = two_sites();
  const ComponentId dc = add_component(request, "old.dc", ComponentKind::data_centre);
  add_flow(request, "sync", 4000, 0, 300).protects = dc;  // 400 s each
  add_fault(request, "dc-loss", dc, 1199, 600);
  CHECK(data_lost(request) == std::vector<double>{1199 - 400});
}

TEST_CASE("copies stop while what they protect is down, and begin anew with it") {
  RehearsalRequest request = two_sites();
  const ComponentId dc = add_component(request, "old.dc", ComponentKind::data_centre);
  add_flow(request, "sync", 1000, 0, 300).protects = dc;
  add_fault(request, "dc-loss", dc, 350, 1000);
  add_fault(request, "again", dc, 1500, 10);
  CHECK(data_lost(request) == std::vector<double>{350, 150});
}

TEST_CASE("the best of several copies counts, and a partial loss loses nothing") {
  RehearsalRequest request = two_sites();
  const ComponentId dc = add_component(request, "old.dc", ComponentKind::data_centre);
  add_flow(request, "rare", 100, 0, 1000).protects = dc;
  add_flow(request, "often", 1, 5, 100).protects = dc;
  add_fault(request, "dc-loss", dc, 2950, 600);
  CHECK(data_lost(request) == std::vector<double>{45});
  request.estate.faults[0].share = 0.5;
  CHECK(data_lost(request).empty());
}

}  // namespace switchover
