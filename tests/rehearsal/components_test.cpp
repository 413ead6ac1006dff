#include <catch2/catch.hpp>

#include "tests/rehearsal/forked_rehearsal.hpp"
#include "tests/rehearsal/small_estates.hpp"

namespace switchover {

namespace {

struct Change {
  double at_s;
  StoryKind kind;
  std::size_t component;
  double value = 0;
  bool operator==(const Change&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Change& c) {
  return out << c.at_s << ' ' << name_of(c.kind) << ' ' << c.component << ' ' << c.value;
}

// Who goes down and comes up, without the faults behind it.
std::vector<Change> changes(const RehearsalRequest& request) {
  std::vector<Change> found;
  for (const StoryEvent& e : rehearsed(request).events) {
    if (e.kind == StoryKind::down || e.kind == StoryKind::up || e.kind == StoryKind::promoted) {
      found.push_back({e.at.in_seconds(), e.kind, e.component.index(), e.value});
    }
  }
  return found;
}

constexpr StoryKind down = StoryKind::down, up = StoryKind::up, promoted = StoryKind::promoted;

// 0 power <- 1 server <- 2 desktop, all hard; 3 needs the server softly.
RehearsalRequest chain() {
  RehearsalRequest request = two_platforms();
  const ComponentId power = add_component(request, "power"), server = add_component(request, "old.server"),
                    desktop = add_component(request, "old.desktop"), crm = add_component(request, "crm");
  request.estate.needs = {{desktop, server, true, {}}, {server, power, true, {}}, {crm, server, false, {}}};
  return request;
}

}  // namespace

TEST_CASE("a loss takes down what needs it hard, and all of it comes up together") {
  RehearsalRequest request = chain();
  add_fault(request, "blackout", ComponentId{0}, 100, 50);
  CHECK(
      changes(request) ==
      std::vector<Change>{
          {100, down, 0, 1}, {100, down, 1, 1}, {100, down, 2, 1}, {150, up, 0}, {150, up, 1}, {150, up, 2}});
}

TEST_CASE("a partial loss does not cascade, and gives way to a whole one") {
  RehearsalRequest request = chain();
  add_fault(request, "half", ComponentId{1}, 100, 100, 0.5);
  add_fault(request, "whole", ComponentId{1}, 120, 30);
  CHECK(changes(request) == std::vector<Change>{{100, down, 1, 0.5},
                                                {120, down, 1, 1},
                                                {120, down, 2, 1},
                                                {150, down, 1, 0.5},
                                                {150, up, 2},
                                                {200, up, 1}});
}

TEST_CASE("overlapping faults count: up when the last one is over, and not in between") {
  RehearsalRequest request = chain();
  add_fault(request, "one", ComponentId{0}, 100, 50);
  add_fault(request, "two", ComponentId{2}, 120, 100);
  add_fault(request, "three", ComponentId{2}, 220, 10);  // begins as the second ends
  CHECK(
      changes(request) ==
      std::vector<Change>{
          {100, down, 0, 1}, {100, down, 1, 1}, {100, down, 2, 1}, {150, up, 0}, {150, up, 1}, {230, up, 2}});
  const Story story = rehearsed(request);
  CHECK(all_of_kind(story, StoryKind::fault_begins).size() == 3);
  CHECK(all_of_kind(story, StoryKind::fault_ends).size() == 3);
  CHECK(all_of_kind(story, down).at(0).fault == "one");
  CHECK(all_of_kind(story, down).at(1).fault.empty());
}

TEST_CASE("a common cause takes several at one moment") {
  RehearsalRequest request = chain();
  add_fault(request, "storm", ComponentId{0}, 100, 50).targets = {ComponentId{3}, ComponentId{0}};
  const auto all = changes(request);
  REQUIRE(all.size() == 8);
  CHECK(all[0] == Change{100, down, 0, 1});
  CHECK(all[1] == Change{100, down, 3, 1});
}

TEST_CASE("a standby is promoted, and what needs its original comes up with it") {
  RehearsalRequest request = chain();
  const ComponentId spare = add_component(request, "old.spare");
  request.estate.components[1].standby = spare;
  request.estate.components[1].promotion = Duration::whole_seconds(20);
  add_fault(request, "server-loss", ComponentId{1}, 100, 200);
  SECTION("until the original is mended") {
    CHECK(changes(request) ==
          std::vector<Change>{{100, down, 1, 1}, {100, down, 2, 1}, {120, promoted, 1}, {120, up, 2}});
  }
  SECTION("not when it is lost itself") {
    add_fault(request, "spare-loss", spare, 50, 100);
    const auto all = changes(request);
    CHECK(std::count(all.begin(), all.end(), Change{170, promoted, 1}) == 1);  // when it is back
    CHECK(std::count(all.begin(), all.end(), Change{120, promoted, 1}) == 0);
  }
  SECTION("and is lost in its turn") {
    add_fault(request, "spare-loss", spare, 150, 300);
    const auto all = changes(request);
    CHECK(std::count(all.begin(), all.end(), Change{150, down, 1, 1}) == 1);
    CHECK(std::count(all.begin(), all.end(), Change{300, up, 1}) == 1);
  }
  SECTION("not for a loss that is shorter") {
    request.estate.faults[0].lasts = Distribution::deterministic(19);
    CHECK(all_of_kind(rehearsed(request), promoted).empty());
  }
}

TEST_CASE("a fault that lasts for ever ends nowhere, and nothing is told at or after the horizon") {
  RehearsalRequest request = chain();
  add_fault(request, "for good", ComponentId{0}, 100, 1).lasts = Distribution::never();
  add_fault(request, "too late", ComponentId{3}, 8 * 3600, 10);
  add_fault(request, "just ends too late", ComponentId{3}, 8 * 3600 - 10, 10);
  const Story story = rehearsed(request);
  CHECK(all_of_kind(story, StoryKind::fault_ends).empty());
  CHECK(all_of_kind(story, StoryKind::fault_begins).size() == 2);
  CHECK(all_of_kind(story, up).empty());
}

TEST_CASE("an empty estate has an empty story") {
  RehearsalRequest request = two_platforms();
  CHECK(rehearsed(request).events.empty());
  request.horizon = Time{};
  CHECK(rehearsed(request).events.empty());
}

}  // namespace switchover
