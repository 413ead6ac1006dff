// What must hold for every contact centre, however odd. One printed number names each centre.
#include <catch2/catch.hpp>
#include <cmath>

#include "models/centre/centre.hpp"
#include "tests/properties/random_centre.hpp"

using namespace switchover;

TEST_CASE("outcomes sum to attempts, people to their fates, agent time to states, in 1,500 random centres") {
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    INFO("random centre " << seed);
    Centre centre(make_plan(testing::random_centre(seed)));
    for (std::uint32_t replication = 0; replication < 2; ++replication) {
      const std::vector<std::string> broken = self_check(centre.run(seed, replication));
      INFO((broken.empty() ? "" : broken.front()));
      REQUIRE(broken.empty());
    }
  }
}

TEST_CASE("the same plan, seed and replication give the same bytes, whatever ran before") {
  for (std::uint64_t seed = 2000; seed < 2200; ++seed) {
    INFO("random centre " << seed);
    const CentreSpec spec = testing::random_centre(seed);
    Centre used(make_plan(spec)), fresh(make_plan(spec));
    used.run(seed, 0);
    used.run(seed + 1, 5);
    const std::uint64_t again = fingerprint(used.run(seed, 3));
    REQUIRE(again == fingerprint(fresh.run(seed, 3)));
    REQUIRE(again == fingerprint(fresh.run(seed, 3)));
  }
}

TEST_CASE("tracing changes nothing, and no traced caller goes back in time") {
  for (std::uint64_t seed = 3000; seed < 3060; ++seed) {
    INFO("random centre " << seed);
    Centre centre(make_plan(testing::random_centre(seed)));
    const std::uint64_t quiet = fingerprint(centre.run(seed, 0));
    const std::vector<TraceLine> lines = centre.trace(seed, 0, 20);
    Time last;
    for (const TraceLine& line : lines) {
      REQUIRE(line.at >= last);
      REQUIRE(line.caller < 20);
      last = line.at;
    }
    REQUIRE(quiet == fingerprint(centre.run(seed, 0)));
  }
}

TEST_CASE("people who dial are the same under every plan that changes no demand") {
  for (std::uint64_t seed = 4000; seed < 4200; ++seed) {
    INFO("random centre " << seed);
    CentreSpec spec = testing::random_centre(seed);
    std::erase_if(spec.events, [](const EventSpec& event) {
      return event.kind == EventKind::more_calls || event.kind == EventKind::fewer_calls;
    });
    CentreSpec other = spec;
    other.events.clear();
    for (auto& group : other.groups)
      for (auto& step : group.counted) step.agents += 3;
    Centre one(make_plan(spec)), two(make_plan(other));
    const Tally& a = one.run(seed, 1);
    const Tally& b = two.run(seed, 1);
    for (std::size_t i = 0; i <= a.intervals; ++i)
      for (std::size_t q = 0; q < a.queues; ++q) REQUIRE(a.person(i, q).people == b.person(i, q).people);
  }
}
