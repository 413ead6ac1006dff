#include <catch2/catch.hpp>

#include "tests/rehearsal/forked_rehearsal.hpp"
#include "tests/rehearsal/small_estates.hpp"

namespace switchover {

namespace {

using When = FailbackSpec::When;

std::vector<Time> moments(const Story& story, StoryKind kind) {
  std::vector<Time> found;
  for (const StoryEvent& event : all_of_kind(story, kind)) found.push_back(event.at);
  return found;
}

// The share of the agents of `home` who are signed in at `where` just after `at`.
double signed_in(const Story& story, PlatformId home, PlatformId where, Time at) {
  double share = home == where ? 1 : 0;
  for (const StoryEvent& event : all_of_kind(story, StoryKind::agents_at)) {
    if (event.platform == home && event.to == where && event.component.is_none() && event.at <= at) {
      share = event.value;
    }
  }
  return share;
}

RehearsalRequest lost_data_centre(double lost_s, double agents = 200) {
  RehearsalRequest request = two_platforms(agents);
  const ComponentId dc = add_component(request, "old.dc", ComponentKind::data_centre, AgentFate::signed_out);
  add_fault(request, "dc-loss", dc, 3600, lost_s);
  add_failover(request, dc);
  return request;
}

}  // namespace

TEST_CASE("a lost data centre is noticed, decided, executed, and failed back after its repair") {
  RehearsalRequest request = lost_data_centre(3600);
  FailoverSpec& rule = request.estate.failovers[0];
  rule.agents.dual_enabled = 0.6;
  rule.agents.notice = Distribution::deterministic(60);
  rule.failback.when = When::after_repair;
  rule.failback.after = Distribution::deterministic(900);
  const Story story = rehearsed(request);
  CHECK(moments(story, StoryKind::down) == std::vector<Time>{at_s(3600)});
  CHECK(moments(story, StoryKind::detected) == std::vector<Time>{at_s(3720)});
  CHECK(moments(story, StoryKind::decided) == std::vector<Time>{at_s(3900)});
  CHECK(moments(story, StoryKind::redirect) == std::vector<Time>{at_s(3960), at_s(8100)});
  CHECK(moments(story, StoryKind::cleared) == std::vector<Time>{at_s(7200)});
  CHECK(moments(story, StoryKind::failback_begins) == std::vector<Time>{at_s(8100)});
  // 120 of 200 agents come back, 40 a minute.
  CHECK(moments(story, StoryKind::failback_ends) == std::vector<Time>{at_s(8100 + 180)});
  CHECK(signed_in(story, old_platform, old_platform, at_s(3600)) == 0);
  CHECK(signed_in(story, old_platform, new_platform, at_s(4019)) == 0);
  CHECK(signed_in(story, old_platform, new_platform, at_s(4020 + 90)) == Approx(0.3).margin(0.02));
  CHECK(signed_in(story, old_platform, new_platform, at_s(4020 + 180)) == 0.6);
  // The other 40 % sign in at home when it is there again: 80 agents take two minutes.
  CHECK(signed_in(story, old_platform, old_platform, at_s(7199)) == 0);
  CHECK(signed_in(story, old_platform, old_platform, at_s(7200 + 120)) == 0.4);
  CHECK(signed_in(story, old_platform, new_platform, at_s(8099)) == 0.6);
  CHECK(signed_in(story, old_platform, new_platform, at_s(8300)) == 0);
  CHECK(signed_in(story, old_platform, old_platform, at_s(8300)) == 1);
  CHECK(signed_in(story, new_platform, new_platform, at_s(8300)) == 1);
}

TEST_CASE("a loss that is over before the decision stands the rule down, and after it the rule goes on") {
  CHECK(moments(rehearsed(lost_data_centre(119)), StoryKind::detected).empty());
  const Story noticed = rehearsed(lost_data_centre(299));
  CHECK(moments(noticed, StoryKind::detected) == std::vector<Time>{at_s(3720)});
  CHECK(moments(noticed, StoryKind::cleared) == std::vector<Time>{at_s(3899)});
  CHECK(moments(noticed, StoryKind::decided).empty());
  CHECK(moments(noticed, StoryKind::redirect).empty());
  const Story decided = rehearsed(lost_data_centre(301));
  CHECK(moments(decided, StoryKind::decided) == std::vector<Time>{at_s(3900)});
  CHECK(moments(decided, StoryKind::redirect) == std::vector<Time>{at_s(3960)});
  CHECK(moments(decided, StoryKind::failback_begins).empty());  // never, if not asked for
}

TEST_CASE("failback at a time waits for the repair") {
  RehearsalRequest request = lost_data_centre(3600);
  request.estate.failovers[0].failback = {When::at, {}, at_s(20000), true};
  CHECK(moments(rehearsed(request), StoryKind::failback_begins) == std::vector<Time>{at_s(20000)});
  request.estate.failovers[0].failback.at = at_s(5000);  // still lost
  CHECK(moments(rehearsed(request), StoryKind::failback_begins) == std::vector<Time>{at_s(7200)});
  request.estate.failovers[0].failback.at = at_s(9 * 3600);  // after the end
  CHECK(moments(rehearsed(request), StoryKind::failback_begins).empty());
}

TEST_CASE("a new loss restarts the time that it must have been up") {
  RehearsalRequest request = lost_data_centre(3600);
  request.estate.failovers[0].failback.when = When::after_repair;
  request.estate.failovers[0].failback.after = Distribution::deterministic(900);
  const ComponentId dc{0};
  add_fault(request, "again", dc, 7200 + 800, 200);
  const Story story = rehearsed(request);
  CHECK(moments(story, StoryKind::detected) == std::vector<Time>{at_s(3720), at_s(8120)});
  CHECK(moments(story, StoryKind::decided).size() == 1);  // calls are at the other platform already
  CHECK(moments(story, StoryKind::failback_begins) == std::vector<Time>{at_s(8200 + 900)});
}

TEST_CASE("after a failback a second loss runs the rule again, with luck of its own") {
  RehearsalRequest request = lost_data_centre(1800);
  FailoverSpec& rule = request.estate.failovers[0];
  rule.failback.when = When::after_repair;
  rule.decide = Distribution::uniform(60, 600);
  add_fault(request, "again", ComponentId{0}, 18000, 1800);
  const Story story = rehearsed(request);
  const auto detected = moments(story, StoryKind::detected), decided = moments(story, StoryKind::decided);
  REQUIRE(detected.size() == 2);
  REQUIRE(decided.size() == 2);
  CHECK(decided[0] - detected[0] != decided[1] - detected[1]);
  CHECK(moments(story, StoryKind::failback_ends).size() == 2);
}

TEST_CASE("a loss during the failback keeps who has not left yet, and the rule runs anew") {
  RehearsalRequest request = lost_data_centre(3600);
  FailoverSpec& rule = request.estate.failovers[0];
  rule.agents.dual_enabled = 0.6;
  rule.failback.when = When::after_repair;
  rule.step = 0.25;
  rule.step_every = Duration::whole_seconds(600);
  add_fault(request, "again", ComponentId{0}, 7300, 3600);
  const Story story = rehearsed(request);
  CHECK(moments(story, StoryKind::failback_begins) == std::vector<Time>{at_s(7200), at_s(10900)});
  CHECK(moments(story, StoryKind::failback_ends).size() == 1);
  CHECK(moments(story, StoryKind::decided).size() == 2);
  // They were thrown out on their way home; the others are still there when it is noticed.
  CHECK(signed_in(story, old_platform, old_platform, at_s(7300)) == 0);
  CHECK(signed_in(story, old_platform, new_platform, at_s(7420)) > 0.1);
  CHECK(signed_in(story, old_platform, new_platform, at_s(10899)) == 0.6);
  CHECK(signed_in(story, old_platform, old_platform, at_s(28000)) == 1);
}

TEST_CASE("a cut takes all agents away at once, a drain one parcel after the other") {
  RehearsalRequest request = lost_data_centre(3600);
  FailoverSpec& rule = request.estate.failovers[0];
  rule.agents.dual_enabled = 0.5;
  rule.failback.when = When::after_repair;
  rule.failback.after = Distribution::deterministic(900);
  const Story drain = rehearsed(request);
  CHECK(all_of_kind(drain, StoryKind::failback_begins).at(0).value == 0);
  CHECK(signed_in(drain, old_platform, new_platform, at_s(8100)) > 0.4);
  request.estate.failovers[0].failback.drain = false;
  const Story cut = rehearsed(request);
  CHECK(all_of_kind(cut, StoryKind::failback_begins).at(0).value == 1);
  CHECK(signed_in(cut, old_platform, new_platform, at_s(8100)) == 0);
  CHECK(signed_in(cut, old_platform, old_platform, at_s(8100)) == 0.5);
  CHECK(moments(cut, StoryKind::failback_ends) == moments(drain, StoryKind::failback_ends));
}

TEST_CASE("agents who are still at home leave it as they arrive elsewhere") {
  RehearsalRequest request = two_platforms(200);
  const ComponentId carrier = add_component(request, "old.carrier", ComponentKind::carrier);
  add_fault(request, "carrier-loss", carrier, 3600, 20000);
  add_failover(request, carrier).agents.dual_enabled = 0.5;
  const Story story = rehearsed(request);
  for (const StoryEvent& event : all_of_kind(story, StoryKind::agents_at)) {
    const double there = signed_in(story, old_platform, new_platform, event.at);
    CHECK(signed_in(story, old_platform, old_platform, event.at) == Approx(1 - there));
  }
  CHECK(signed_in(story, old_platform, new_platform, at_s(3960 + 150)) == 0.5);
}

TEST_CASE("two rules that lead to the same platform move the same people once") {
  RehearsalRequest request = lost_data_centre(20000);
  const ComponentId carrier = add_component(request, "old.carrier", ComponentKind::carrier);
  add_fault(request, "carrier-loss", carrier, 5000, 15000);
  request.estate.failovers[0].agents.dual_enabled = 0.6;
  add_failover(request, carrier).agents.dual_enabled = 0.7;
  const Story story = rehearsed(request);
  CHECK(signed_in(story, old_platform, new_platform, at_s(5300)) == 0.6);
  CHECK(signed_in(story, old_platform, new_platform, at_s(10000)) == 0.7);
  CHECK(signed_in(story, old_platform, old_platform, at_s(10000)) == 0);
}

TEST_CASE("nobody on duty: they are back, and there, at once") {
  RehearsalRequest request = lost_data_centre(3600, 0);
  request.estate.failovers[0].agents.dual_enabled = 0.6;
  const Story story = rehearsed(request);
  CHECK(signed_in(story, old_platform, new_platform, at_s(3960)) == 0.6);
  CHECK(signed_in(story, old_platform, old_platform, at_s(7200)) == 0.4);
}

TEST_CASE("a maintenance is announced: the rule acts at its beginning, nothing is noticed or decided") {
  RehearsalRequest request = lost_data_centre(3600);
  request.estate.faults[0].mode = FaultMode::maintenance;
  request.estate.failovers[0].failback.when = When::after_repair;
  for (const Detection detection : {Detection::scripted, Detection::heartbeats}) {
    request.estate.failovers[0].detection = detection;
    const Story story = rehearsed(request);
    CHECK(moments(story, StoryKind::detected).empty());
    CHECK(moments(story, StoryKind::decided).empty());
    CHECK(moments(story, StoryKind::redirect).at(0) == at_s(3660));
    CHECK(moments(story, StoryKind::failback_begins).size() == 1);
  }
  request.estate.faults[0].share = 0.5;  // half of it is no outage of the component
  CHECK(moments(rehearsed(request), StoryKind::redirect).empty());
}

TEST_CASE("a slow-down is noticed where a time is given for it, by typed and monitoring delays") {
  RehearsalRequest request = lost_data_centre(3600);
  request.estate.faults[0].mode = FaultMode::slow;
  CHECK(moments(rehearsed(request), StoryKind::detected).empty());
  request.estate.failovers[0].detect_slow = Distribution::deterministic(600);
  const Story story = rehearsed(request);
  CHECK(moments(story, StoryKind::slow) == std::vector<Time>{at_s(3600)});
  CHECK(moments(story, StoryKind::slow_ends) == std::vector<Time>{at_s(7200)});
  CHECK(moments(story, StoryKind::down).empty());
  CHECK(moments(story, StoryKind::detected) == std::vector<Time>{at_s(4200)});
  CHECK(moments(story, StoryKind::cleared) == std::vector<Time>{at_s(7200)});
}

}  // namespace switchover
