// After the storm: whatever happened, all is as it was when everything is mended.
#include <catch2/catch.hpp>
#include <map>
#include <tuple>

#include "models/platform/impact.hpp"
#include "sim/random_stream.hpp"
#include "tests/platform/tale.hpp"

using namespace switchover;

namespace {

// A story drawn at random, in which everything that fails is mended in the end.
Tale random_tale(RandomStream& luck) {
  const auto below = [&](std::uint64_t n) { return static_cast<std::size_t>(luck() % n); };
  Tale tale;
  tale.limits[0].value[0] = 200;
  tale.limits[1].bridges = {{0, 10}};
  const std::size_t components = 2 + below(6);
  for (std::size_t c = 0; c < components; ++c) {
    std::vector<PlatformId> platforms;
    if (below(4) != 0) platforms.push_back(old_one);
    if (below(2) == 0) platforms.push_back(new_one);
    const ComponentId id =
        tale.add("c" + std::to_string(c), static_cast<ComponentKind>(below(component_kinds)), platforms);
    if (below(3) == 0) tale.spec(id).share = 0.25 * static_cast<double>(1 + below(4));
    if (below(4) == 0) tale.spec(id).when_down.limit = LimitKind::trunks;
    if (below(3) == 0) tale.spec(id).when_down.token_life = Duration::whole_seconds(40);
    if (below(3) == 0) tale.spec(id).groups = {GroupId(below(3))};
    if (c > 0 && below(2) == 0) tale.need(id, ComponentId(below(c)));
    if (c > 0 && below(2) == 0) tale.need_softly(ComponentId(below(c)), id, adds(7, 3));
  }
  const int rule = tale.rule("rule", below(2) == 0);
  std::vector<std::string> down(components), slow(components);
  double at_s = 10;
  for (int step = 0; step < 30; ++step) {
    at_s += static_cast<double>(below(3)) * 10;
    const ComponentId c(below(components));
    const double share = below(2) == 0 ? 1 : 0.5;
    const std::string name = "f" + std::to_string(step);
    const std::size_t choice = below(8);
    if (choice < 3 && down[c.index()].empty()) {
      tale.fault(name);
      if (below(4) == 0) tale.estate.faults.back().effect = adds(5, 5);
      tale.loses(at_s, c, down[c.index()] = name, share);
    } else if (choice < 3) {
      tale.mends(at_s, c, std::exchange(down[c.index()], ""));
    } else if (choice == 3 && slow[c.index()].empty()) {
      tale.fault(name, FaultMode::slow);
      tale.slows(at_s, c, slow[c.index()] = name, share);
    } else if (choice == 4 && !down[c.index()].empty()) {
      tale.tell(at_s, StoryKind::promoted, c);
    } else if (choice == 5) {
      tale.agents(at_s, old_one, below(2) == 0 ? old_one : new_one, 0.5 * share);
    } else if (choice == 6) {
      tale.agents(at_s, {}, {}, share, c);
    } else if (choice == 7) {
      tale.of_rule(at_s, below(3) == 0 ? StoryKind::failback_begins : StoryKind::redirect, rule, share);
    }
  }
  at_s += 10;
  for (std::size_t c = 0; c < components; ++c) {
    if (!slow[c].empty()) tale.speeds_up(at_s, ComponentId(c), slow[c]);
    if (!down[c].empty()) tale.mends(at_s, ComponentId(c), down[c]);
    tale.tell(at_s, StoryKind::up, ComponentId(c));
    tale.agents(at_s, {}, {}, 1, ComponentId(c));
  }
  tale.of_rule(at_s, StoryKind::redirect, rule, 0);
  tale.agents(at_s, old_one, new_one, 0);
  tale.agents(at_s, old_one, old_one, 1);
  return tale;
}

}  // namespace

TEST_CASE("After everything is up again every platform is as it was, no line repeats what is") {
  RandomStream luck({.seed = 7});
  std::size_t lines = 0, struck = 0;
  for (int round = 0; round < 500; ++round) {
    const Tale tale = random_tale(luck);
    const PlatformTimeline timeline = tale.timeline();
    using Key = std::tuple<PlatformId, ChangeKind, int, PlatformId, GroupId>;
    std::map<Key, std::pair<double, StageRule>> now;
    const auto as_it_was = [&](const PlatformChange& change) {
      switch (change.kind) {
        case ChangeKind::accept:
        case ChangeKind::serve:
          return 1.0;
        case ChangeKind::limit:
          return tale.limits[change.platform.index()].value[static_cast<std::size_t>(change.which)];
        case ChangeKind::bridge_ports:
          return 10.0;
        case ChangeKind::sign_ins:
          return endless;
        case ChangeKind::agents_at:
          return change.rule.to == change.platform ? 1.0 : 0.0;
        default:
          return 0.0;
      }
    };
    Time last;
    std::map<Key, double> start;
    for (const PlatformChange& change : timeline.changes) {
      INFO(to_csv(timeline, names));
      REQUIRE(change.at >= last);
      last = change.at;
      ++lines;
      if (change.kind == ChangeKind::strike_ivr || change.kind == ChangeKind::strike_queue ||
          change.kind == ChangeKind::strike_talk) {
        REQUIRE(change.rule.effect != StageEffect::keep);
        REQUIRE((change.rule.share > 0 && change.rule.share <= 1));
        ++struck;
        continue;
      }
      const bool moves = change.kind == ChangeKind::agents_at || change.kind == ChangeKind::redirect;
      const Key key{change.platform, change.kind, change.which, moves ? change.rule.to : PlatformId{},
                    change.group};
      const auto before = now.find(key);
      const double value = before == now.end() ? as_it_was(change) : before->second.first;
      const StageRule rule = before == now.end() || moves ? StageRule{} : before->second.second;
      REQUIRE((change.value != value || (!moves && change.rule != rule)));
      if (change.kind == ChangeKind::agents_at || change.kind == ChangeKind::redirect ||
          change.kind == ChangeKind::accept || change.kind == ChangeKind::no_answer) {
        REQUIRE((change.value >= 0 && change.value <= 1));
      }
      now[key] = {change.value, change.rule};
      start[key] = as_it_was(change);
    }
    for (const auto& [key, end] : now) {
      INFO(to_csv(timeline, names));
      REQUIRE(end.first == start[key]);
      if (std::get<1>(key) == ChangeKind::accept) REQUIRE(end.second == StageRule{});
    }
    const auto read = timeline_from_csv(to_csv(timeline, names), "t.csv", names);
    REQUIRE(read.ok());
    REQUIRE(read.value() == timeline);
  }
  CHECK(lines > 5000);
  CHECK(struck > 500);
}
