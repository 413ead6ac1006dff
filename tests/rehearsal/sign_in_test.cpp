#include <catch2/catch.hpp>

#include "tests/rehearsal/forked_rehearsal.hpp"
#include "tests/rehearsal/small_estates.hpp"

namespace switchover {

namespace {

// When everybody of a platform (or of a site) is signed in again for the last time.
Time all_back(const Story& story, PlatformId platform, ComponentId scope = {}) {
  Time at;
  for (const StoryEvent& e : all_of_kind(story, StoryKind::agents_at)) {
    if (e.platform == platform && e.to == platform && e.component == scope && e.value == 1) at = e.at;
  }
  return at;
}

// Agents of "old" are thrown out from 1000 s to 2000 s.
RehearsalRequest thrown_out(double agents) {
  RehearsalRequest request = two_platforms(agents);
  const ComponentId dc = add_component(request, "old.dc", ComponentKind::data_centre, AgentFate::signed_out);
  add_fault(request, "dc-loss", dc, 1000, 1000);
  return request;
}

}  // namespace

TEST_CASE("agents sign in again at the rate of the server, in parcels of one in a hundred") {
  const Story story = rehearsed(thrown_out(400));
  const auto moves = all_of_kind(story, StoryKind::agents_at);
  REQUIRE(moves.size() == 101);
  CHECK(moves.front().value == 0);
  CHECK(moves.front().at == at_s(1000));
  CHECK(moves[1].value == 0.01);
  CHECK(moves[1].at == at_s(2000 + 4 * 6));  // four parcels share the server
  CHECK(all_back(story, old_platform) == at_s(2000 + 600));
}

TEST_CASE("a parcel is at least one agent, and what remains is a smaller one") {
  const Story few = rehearsed(thrown_out(3));
  CHECK(all_of_kind(few, StoryKind::agents_at).size() == 4);
  CHECK(all_back(few, old_platform) == at_s(2000 + 4.5));
  const Story odd = rehearsed(thrown_out(399));  // parcels of three
  CHECK(all_of_kind(odd, StoryKind::agents_at).size() == 1 + 133);
  CHECK(all_back(odd, old_platform) == at_s(2000 + 399 * 1.5));
}

TEST_CASE("a server that takes no time") {
  RehearsalRequest request = thrown_out(400);
  request.estate.sign_in[0].per_minute = 0;
  CHECK(all_back(rehearsed(request), old_platform) == at_s(2000));
}

TEST_CASE("of a site with groups only its own agents stand in the line") {
  RehearsalRequest request = two_platforms(400);
  const ComponentId site = add_component(request, "old.site", ComponentKind::site, AgentFate::signed_out);
  request.estate.components[site.index()].groups = {GroupId(0)};
  add_fault(request, "site-loss", site, 1000, 1000);
  CHECK(all_back(rehearsed(request), old_platform, site) == at_s(2000 + 600));  // not said: the platform's
  request.scope_staff = {{site, new_platform, {{Time{}, 7}}}, {site, old_platform, {{Time{}, 40}}}};
  CHECK(all_back(rehearsed(request), old_platform, site) == at_s(2000 + 60));
}

TEST_CASE("the number of agents is that of the moment") {
  RehearsalRequest request = thrown_out(400);
  request.staff[0].push_back({at_s(1500), 40});
  CHECK(all_back(rehearsed(request), old_platform) == at_s(2000 + 60));
}

TEST_CASE("platforms that sign in through one server share it, and through their own they do not") {
  RehearsalRequest request = thrown_out(40);
  const ComponentId other =
      add_component(request, "new.dc", ComponentKind::data_centre, AgentFate::signed_out);
  request.estate.faults[0].targets.push_back(other);
  const Story apart = rehearsed(request);
  CHECK(all_back(apart, old_platform) == at_s(2060));
  CHECK(all_back(apart, new_platform) == at_s(2060));
  const ComponentId sso = add_component(request, "sso", ComponentKind::sign_on);
  request.estate.sign_in[0].server = request.estate.sign_in[1].server = sso;
  const Story shared = rehearsed(request);
  CHECK(all_back(shared, old_platform) < all_back(shared, new_platform));  // first come, first served
  CHECK(all_back(shared, new_platform) == at_s(2120));
}

TEST_CASE("nobody signs in while the server is down, and who was at it begins anew") {
  RehearsalRequest request = thrown_out(40);
  const ComponentId sso = add_component(request, "sso", ComponentKind::sign_on);
  request.estate.sign_in[0].server = sso;
  request.estate.sign_in[0].at_once = 1;
  add_fault(request, "sso-loss", sso, 1900, 400);
  CHECK(all_back(rehearsed(request), old_platform) == at_s(2300 + 60));
  request.estate.faults[1].at = at_s(2016);  // in the middle of the eleventh: one second is lost
  CHECK(all_back(rehearsed(request), old_platform) == at_s(2416 + 60 - 15));
}

TEST_CASE("a slow server signs in at half its speed") {
  RehearsalRequest request = thrown_out(40);
  const ComponentId sso = add_component(request, "sso", ComponentKind::sign_on);
  request.estate.sign_in[0].server = sso;
  add_fault(request, "sso-slow", sso, 100, 5000, 1, FaultMode::slow);
  CHECK(all_back(rehearsed(request), old_platform) == at_s(2120));
  request.estate.faults[1].at = at_s(2030);  // half of them are through
  CHECK(all_back(rehearsed(request), old_platform) == at_s(2090));
}

TEST_CASE("a component that forbids signing in keeps everybody waiting") {
  RehearsalRequest request = thrown_out(40);
  const ComponentId directory =
      add_component(request, "old.directory", ComponentKind::sign_on, AgentFate::no_sign_in);
  add_fault(request, "directory-loss", directory, 500, 2000);
  CHECK(all_back(rehearsed(request), old_platform) == at_s(2500 + 60));
}

TEST_CASE("sign-ins that fail come again") {
  RehearsalRequest request = thrown_out(400);
  request.estate.sign_in[0].fails = 0.2;
  const Story story = rehearsed(request);
  double failed = 0;
  for (const StoryEvent& e : all_of_kind(story, StoryKind::sign_in_failed)) {
    CHECK(e.platform == old_platform);
    failed += e.value;
  }
  // 400 successes at 80 % each: 100 failures, give or take 4.5 standard deviations of 11.2.
  CHECK(failed == Approx(100).margin(50));
  CHECK(all_back(story, old_platform) >= at_s(2000 + (400 + failed) * 1.5 - 1e-6));
  CHECK(all_back(story, old_platform) <= at_s(2000 + (400 + failed) * 1.5 + 120));
}

TEST_CASE("half of the agents depend on each of two data centres") {
  RehearsalRequest request = thrown_out(400);
  request.estate.components[0].share = 0.5;
  const ComponentId other =
      add_component(request, "old.dc2", ComponentKind::data_centre, AgentFate::signed_out);
  request.estate.components.back().share = 0.5;
  add_fault(request, "second", other, 1500, 100);
  const auto moves = all_of_kind(rehearsed(request), StoryKind::agents_at);
  CHECK(moves[0].value == 0.5);
  CHECK(moves[1].value == 0);
  CHECK(moves[1].at == at_s(1500));
  const auto half_back =
      std::find_if(moves.begin() + 2, moves.end(), [](const StoryEvent& e) { return e.value == 0.5; });
  REQUIRE(half_back != moves.end());
  CHECK(half_back->at == at_s(1600 + 300));
  CHECK(moves.back().value == 1);
  CHECK(moves.back().at == at_s(2000 + 300));
}

TEST_CASE(
    "parts of one kind add up where they carry different agents, and of different kinds the worst counts") {
  RehearsalRequest request = thrown_out(400);
  request.estate.components[0].share = 0.5;
  const ComponentId desktop =
      add_component(request, "old.desktop", ComponentKind::desktop, AgentFate::signed_out);
  add_fault(request, "desktop-loss", desktop, 1500, 100, 0.3);
  const auto moves = all_of_kind(rehearsed(request), StoryKind::agents_at);
  CHECK(moves[0].value == 0.5);
  CHECK(moves[1].at == at_s(2000 + 24));  // the desktop's loss hit none but those who were out
}

TEST_CASE("who needs it softly says what becomes of the agents") {
  RehearsalRequest request = thrown_out(400);
  const ComponentId desktop = add_component(request, "old.desktop", ComponentKind::desktop);
  request.estate.needs.push_back({desktop, ComponentId{0}, false, {}});
  CHECK(all_of_kind(rehearsed(request), StoryKind::agents_at).empty());
  request.estate.needs[0].effect.agents = AgentFate::signed_out;
  request.estate.components[0].when_down.agents = AgentFate::stay;
  CHECK(all_back(rehearsed(request), old_platform) == at_s(2600));
}

TEST_CASE("what an event says of the agents counts more than what the component does") {
  RehearsalRequest request = thrown_out(400);
  request.estate.faults[0].effect = FaultEffect{};
  CHECK(all_of_kind(rehearsed(request), StoryKind::agents_at).empty());
}

TEST_CASE("a site takes its own agents only, and they come back through the same server") {
  RehearsalRequest request = two_platforms(400);
  const ComponentId site = add_component(request, "old.site", ComponentKind::site, AgentFate::signed_out);
  request.estate.components.back().groups = {GroupId{2}};
  request.estate.components.back().share = 0.25;
  add_fault(request, "fire alarm", site, 1000, 1000);
  const Story story = rehearsed(request);
  const auto moves = all_of_kind(story, StoryKind::agents_at);
  REQUIRE(!moves.empty());
  for (const StoryEvent& e : moves) CHECK(e.component == site);
  CHECK(moves[0].value == 0.75);
  CHECK(all_back(story, old_platform, site) == at_s(2000 + 150));
}

TEST_CASE("thrown out again while they sign in: the rest of the line goes with them") {
  RehearsalRequest request = thrown_out(40);
  request.estate.sign_in[0].at_once = 1;
  add_fault(request, "again", ComponentId{0}, 2030, 970);
  const Story story = rehearsed(request);
  for (const StoryEvent& e : all_of_kind(story, StoryKind::agents_at)) {
    if (e.at > at_s(2030) && e.at < at_s(3000)) CHECK(e.value == 0);
  }
  CHECK(all_back(story, old_platform) == at_s(3060));
}

}  // namespace switchover
