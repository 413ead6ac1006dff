// The story depends on nothing but the request: not on the run, on SimGrid's way of switching between actors,
// or on how many heartbeats are really sent.
#include <catch2/catch.hpp>
#include <map>

#include "tests/rehearsal/forked_rehearsal.hpp"
#include "tests/rehearsal/random_estate.hpp"
#include "tests/rehearsal/small_estates.hpp"

namespace switchover {

namespace {

#ifdef SWITCHOVER_SANITIZED
constexpr double hours = 0.5;
const std::vector<std::string> factories{"thread"};
#else
constexpr double hours = 2;
const std::vector<std::string> factories{"raw", "boost", "ucontext", "thread"};
#endif
constexpr std::uint64_t estates = 50;

}  // namespace

TEST_CASE("every heartbeat sent or only those that can tell something: the same story") {
  std::size_t events = 0, noticed = 0;
  for (std::uint64_t number = 1; number <= estates; ++number) {
    RehearsalRequest request = random_estate(number, hours);
    const std::string settled = rehearsed_csv(request);
    request.naive_heartbeats = true;
    INFO("estate " << number);
    CHECK(rehearsed_csv(request) == settled);
    const Story story = rehearsed(request);
    events += story.events.size();
    noticed += all_of_kind(story, StoryKind::detected).size();
  }
  CHECK(events > estates * 20);
  CHECK(noticed > estates / 2);
}

TEST_CASE("the same story in every run, and however actors are switched") {
  for (std::uint64_t number = 101; number <= 105; ++number) {
    RehearsalRequest request = random_estate(number, hours);
    const std::string story = rehearsed_csv(request, 7);
    CHECK(rehearsed_csv(request, 7) == story);
    for (const std::string& factory : factories) {
      request.context_factory = factory;
      INFO("estate " << number << ", " << factory);
      CHECK(rehearsed_csv(request, 7) == story);
    }
  }
}

TEST_CASE("a request that travelled as text has the same story") {
  for (std::uint64_t number = 201; number <= 205; ++number) {
    const RehearsalRequest request = random_estate(number, hours);
    const Expected<RehearsalRequest> read = request_from_text(to_text(request));
    REQUIRE(read.ok());
    CHECK(rehearsed_csv(read.value(), 3) == rehearsed_csv(request, 3));
  }
}

TEST_CASE("in every story time never runs back, shares stay shares, and nobody is in two places") {
  for (std::uint64_t number = 301; number <= 360; ++number) {
    INFO("estate " << number);
    const RehearsalRequest request = random_estate(number, hours);
    const Story story = rehearsed(request, 1);
    Time last;
    std::map<std::pair<PlatformId, PlatformId>, double> agents;
    for (const StoryEvent& event : story.events) {
      CHECK(event.at >= last);
      CHECK(event.at < request.horizon);
      last = event.at;
      if (event.kind == StoryKind::redirect || event.kind == StoryKind::agents_at) {
        CHECK(event.value >= 0);
        CHECK(event.value <= 1);
      }
      if (event.kind != StoryKind::agents_at || !event.component.is_none()) continue;
      agents[{event.platform, event.to}] = event.value;
      agents.try_emplace({event.platform, event.platform}, 1);
      double everywhere = 0;
      for (std::size_t to = 0; to < 2; ++to) {
        const auto found = agents.find({event.platform, PlatformId(to)});
        if (found != agents.end()) everywhere += found->second;
      }
      CHECK(everywhere <= 1 + 1e-8);
    }
  }
}

}  // namespace switchover
