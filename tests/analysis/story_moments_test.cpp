#include "analysis/story_moments.hpp"

#include <catch2/catch.hpp>

#include "tests/analysis/estates.hpp"

using namespace switchover;
using namespace switchover::estates;

namespace {
Time minute(double m) { return Time::after_start(Duration::seconds(m * 60)); }
StoryMoments moments(const Story& story) {
  const auto subject = subject_of(estate(), {story});
  REQUIRE(subject);
  return moments_of(estate(), story, *subject);
}
Story without(Story story, StoryKind kind) {
  std::erase_if(story.events, [&](const StoryEvent& e) { return e.kind == kind; });
  return story;
}
}  // namespace

TEST_CASE("The incident is the loss that a failover answers, whatever else fails first") {
  Story story = loss_of_dc1();
  story.events.insert(story.events.begin(), of_component(StoryKind::slow, 5, crm, 1, "crm-brownout"));
  const auto subject = subject_of(estate(), {story, story});
  REQUIRE(subject);
  CHECK(subject->component == ComponentId(dc1));
  CHECK(subject->rule == 0);
  CHECK(subject->from == PlatformId(0));
  CHECK(subject->to == PlatformId(1));
  CHECK(subject->fault == "dc1-loss");
}

TEST_CASE("Without a failover that it concerns the incident is the fault, and nothing is none") {
  const Story slow{{of_component(StoryKind::fault_begins, 90, crm, 1, "crm-brownout"),
                    of_component(StoryKind::slow, 90, crm, 1, "crm-brownout"),
                    of_component(StoryKind::slow_ends, 110, crm, 1, "crm-brownout")}};
  const auto subject = subject_of(estate(), {Story{}, slow});
  REQUIRE(subject);
  CHECK(subject->component == ComponentId(crm));
  CHECK(subject->rule == -1);
  CHECK(subject->fault == "crm-brownout");
  const StoryMoments m = moments_of(estate(), slow, *subject);
  CHECK(m.begins == minute(90));
  CHECK(m.healthy == minute(110));
  CHECK_FALSE(m.refuses);
  CHECK_FALSE(moments_of(estate(), Story{}, *subject).begins);
  CHECK_FALSE(subject_of(estate(), {Story{}}));
  CHECK_FALSE(subject_of(estate(), {}));
}

TEST_CASE("A loss with something that it needs is told by the fault behind it") {
  const Story cascade{{of_component(StoryKind::fault_begins, 60, crm, 1, "crm-brownout"),
                       of_component(StoryKind::down, 60, crm, 0, "crm-brownout"),
                       of_component(StoryKind::down, 60, dc1), of_component(StoryKind::up, 80, dc1)}};
  const auto subject = subject_of(estate(), {cascade});
  REQUIRE(subject);
  CHECK(subject->component == ComponentId(dc1));
  CHECK(subject->fault == "crm-brownout");
  const StoryMoments m = moments_of(estate(), cascade, *subject);
  CHECK(m.begins == minute(60));
  CHECK(m.refuses);
  CHECK(m.accepted == minute(80));  // it came back before anybody redirected
}

TEST_CASE("Calls are accepted again when a component that flaps stays, or when they are redirected") {
  EstateSpec on = estate();
  on.faults[0].flaps = 1;
  const auto lost = [](double from, double to) {
    return std::vector<StoryEvent>{of_component(StoryKind::fault_begins, from, dc1, 1, "dc1-loss"),
                                   of_component(StoryKind::down, from, dc1, 0, "dc1-loss"),
                                   of_component(StoryKind::up, to, dc1)};
  };
  Story story{lost(60, 70)};
  for (const StoryEvent& event : lost(73, 90)) story.events.push_back(event);
  auto subject = subject_of(on, {story});
  REQUIRE(subject);
  CHECK(moments_of(on, story, *subject).accepted == minute(90));
  CHECK_FALSE(moments_of(on, story, *subject).elsewhere);
  story.events.insert(story.events.begin() + 5, of_rule(StoryKind::redirect, 75, 1));
  CHECK(moments_of(on, story, *subject).accepted == minute(75));
  CHECK(moments_of(on, story, *subject).elsewhere);
  on.faults[0].flaps = 0;  // two faults: the first is told
  CHECK(moments_of(on, story, *subject).accepted == minute(70));
}

TEST_CASE("Who leaves at the failback was not lost with the fault") {
  Story stays = without(loss_of_dc1(), StoryKind::agents_at);
  stays.events.push_back(agents_at(211, 1, 0.5));
  stays.events.push_back(agents_at(212, 1, 0));
  stays.events.push_back(agents_at(212, 0, 0.6));
  stays.events.push_back(agents_at(213, 0, 1));
  const StoryMoments m = moments(stays);
  CHECK_FALSE(m.agents_leave);
  CHECK_FALSE(m.agents_half);
  CHECK(m.elsewhere);
}

TEST_CASE("The dates of a failover and its failback") {
  const StoryMoments m = moments(loss_of_dc1());
  CHECK(m.begins == minute(60));
  CHECK(m.detected == minute(62));
  CHECK(m.decided == minute(72));
  CHECK(m.refuses);
  CHECK(m.accepted == minute(73));
  CHECK(m.agents_leave);
  CHECK(m.agents_half == minute(77));  // 0.4 of the 0.6 who can return
  CHECK(m.agents_most == minute(79));
  CHECK(m.healthy == minute(120));
  CHECK(m.failback_begins == minute(210));
  CHECK(m.failback_ends == minute(211));
  CHECK(m.lost_data_s == 480.0);
}

TEST_CASE("New calls are accepted when 95 of 100 get in again, not before") {
  for (const double share : {0.94, 0.95, 0.96}) {
    Story story = loss_of_dc1();
    for (StoryEvent& event : story.events) {
      if (event.kind == StoryKind::redirect && event.value == 1) event.value = share;
    }
    CAPTURE(share);
    CHECK(moments(story).accepted == (share < 0.95 ? minute(120) : minute(73)));
  }
}

TEST_CASE("A failover of a part of the lines moves the calls of that part first") {
  EstateSpec lines = estate();
  lines.components[dc1].share = 0.6;
  for (const double share : {0.5, 0.56}) {
    Story story = loss_of_dc1();
    for (StoryEvent& event : story.events) {
      if (event.kind == StoryKind::redirect && event.value == 1) event.value = share;
    }
    const auto subject = subject_of(lines, {story});
    REQUIRE(subject);
    CAPTURE(share);  // with half of all calls moved one in ten still fails
    CHECK(moments_of(lines, story, *subject).accepted == (share < 0.55 ? minute(120) : minute(73)));
  }
}

TEST_CASE("A component whose standby serves is healthy when its own fault is over") {
  Story story{{of_component(StoryKind::fault_begins, 60, dc1, 1, "dc1-loss"),
               of_component(StoryKind::down, 60, dc1, 0, "dc1-loss"),
               of_component(StoryKind::promoted, 62, dc1),
               of_component(StoryKind::fault_ends, 120, dc1, 0, "dc1-loss")}};
  CHECK(moments(story).accepted == minute(62));
  CHECK(moments(story).healthy == minute(120));
}

TEST_CASE("A loss of some of the calls counts as one only beyond 5 in 100") {
  Story story = without(loss_of_dc1(), StoryKind::redirect);
  story.events.front().value = 0.05;
  CHECK_FALSE(moments(story).refuses);
  story.events.front().value = 0.06;
  CHECK(moments(story).refuses);
  CHECK(moments(story).accepted == minute(120));
}

TEST_CASE("What never happens has no date") {
  Story story = loss_of_dc1();
  story = without(without(without(story, StoryKind::detected), StoryKind::decided), StoryKind::redirect);
  story = without(without(story, StoryKind::up), StoryKind::agents_at);
  story = without(without(story, StoryKind::failback_begins), StoryKind::failback_ends);
  const StoryMoments m = moments(story);
  CHECK(m.begins == minute(60));
  CHECK_FALSE(m.detected);
  CHECK_FALSE(m.decided);
  CHECK(m.refuses);
  CHECK_FALSE(m.accepted);
  CHECK_FALSE(m.agents_leave);
  CHECK_FALSE(m.agents_half);
  CHECK_FALSE(m.healthy);
  CHECK_FALSE(m.failback_begins);
}

TEST_CASE("Agents who return only with the component are those who can return") {
  Story story = loss_of_dc1();
  std::erase_if(story.events,
                [](const StoryEvent& e) { return e.kind == StoryKind::agents_at && e.to == PlatformId(1); });
  const StoryMoments m = moments(story);
  CHECK(m.agents_half == minute(211));  // 0.4 at 121, all of them at 211
  CHECK(m.agents_most == minute(211));
}

TEST_CASE("A component that flaps is healthy when it works for good") {
  EstateSpec flapping = estate();
  Story story = loss_of_dc1();
  story.events.insert(story.events.begin() + 10, of_component(StoryKind::down, 100, dc1, 0, "dc1-loss"));
  story.events.insert(story.events.begin() + 10, of_component(StoryKind::up, 90, dc1));
  const auto subject = subject_of(flapping, {story});
  CHECK(moments_of(flapping, story, *subject).healthy == minute(90));
  flapping.faults[0].flaps = 2;
  CHECK(moments_of(flapping, story, *subject).healthy == minute(120));
}

TEST_CASE("Agents sent elsewhere, step by step") {
  const auto moved = moved_agents(loss_of_dc1(), PlatformId(0), PlatformId(1));
  REQUIRE(moved.size() == 4);
  CHECK(moved[2].at == minute(79));
  CHECK(moved[2].share == 0.6);
  CHECK(moved[3].share == 0);
  CHECK(moved_agents(loss_of_dc1(), PlatformId(1), PlatformId(0)).empty());
}
