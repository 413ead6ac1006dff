// Timelines that come out of rehearsals: one for all replications, or one for each.
#include <catch2/catch.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "models/centre/centre.hpp"
#include "models/centre/plan.hpp"
#include "tiny_centre.hpp"

using namespace switchover;
using namespace switchover::tiny;

namespace {

PlatformChange change(double at_s, ChangeKind kind, double value) {
  PlatformChange c;
  c.at = at(at_s);
  c.platform = PlatformId(0);
  c.kind = kind;
  c.value = value;
  c.cause = "the fault";
  return c;
}

}  // namespace

TEST_CASE("staged timelines: one for all replications is folded in, several are walked each by its own") {
  CentreSpec spec = centre(1);
  dial(spec, {1000});
  const auto outage_until = [](double end_s) {
    PlatformTimeline timeline;
    timeline.changes = {change(900, ChangeKind::serve, 0), change(end_s, ChangeKind::serve, 1)};
    return timeline;
  };
  const auto stage = [&](std::vector<PlatformTimeline> timelines) {
    spec.staged = std::make_shared<const StagedTimelines>(StagedTimelines{std::move(timelines)});
  };
  const auto waited = [](const Tally& tally) { return seconds(sum(tally).wait_answered_us); };
  SECTION("none") {
    stage({});
    CHECK(waited(run(spec)) == 0);
  }
  SECTION("one") {
    stage({outage_until(1200)});
    CHECK(make_plan(spec)->changes.size() == 2);
    CHECK(waited(run(spec, 0)) == 200);
    CHECK(waited(run(spec, 7)) == 200);
  }
  SECTION("several, in any order, together with the events") {
    EventSpec slow = event(EventKind::slow, 0, 3600);
    slow.adds_talk = Duration::whole_seconds(20);
    spec.events = {slow};
    stage({outage_until(1100), outage_until(1300), {}});
    Centre both(make_plan(spec));
    for (const std::uint32_t replication : {2U, 0U, 1U, 0U}) {
      const double expected[] = {100, 300, 0};
      const Tally& tally = both.run(1, replication);
      CHECK(waited(tally) == expected[replication]);
      CHECK(seconds(sum(tally).talk_us) == 120);
    }
  }
  SECTION("the end of a run: what comes at or after it is not there") {
    PlatformTimeline late = outage_until(1200);
    const double latest_s = 3600 + 7 * 86'400.0;
    late.changes.push_back(change(latest_s, ChangeKind::serve, 0));
    late.changes.push_back(change(latest_s - 1, ChangeKind::serve, 0));
    stage({late, outage_until(1000)});
    CHECK(make_plan(spec)->changes_of(0).size() == 3);
    stage({late});
    CHECK(make_plan(spec)->changes.size() == 3);
  }
  SECTION("equal moments stay in the order given") {
    PlatformTimeline timeline;
    timeline.changes = {change(1000, ChangeKind::serve, 1), change(900, ChangeKind::serve, 0),
                        change(1000, ChangeKind::serve, 0), change(1400, ChangeKind::serve, 1)};
    stage({timeline});
    CHECK(waited(run(spec)) == 400);
  }
}
