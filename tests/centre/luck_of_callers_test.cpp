// Luck belongs to callers: what changes for some leaves all others as they were. Arrival patterns.
#include <catch2/catch.hpp>

#include "models/centre/centre.hpp"
#include "tiny_centre.hpp"

using namespace switchover;
using namespace switchover::tiny;

namespace {

// Two queues that share nothing but the clock, with all kinds of luck in both.
CentreSpec two_worlds() {
  CentreSpec spec = centre(8);
  add_platform(spec, "new");
  add_queue(spec, "other");
  add_group(spec, "others", 8, 1);
  for (std::size_t q = 0; q < 2; ++q) {
    QueueSpec& queue = spec.queues[q];
    queue.talk = Distribution::lognormal(240, 1);
    queue.wrap = Distribution::exponential(30);
    queue.ivr = Distribution::exponential(20);
    queue.ring = Distribution::exponential(5);
    queue.patience = Distribution::exponential(100);
    queue.no_answer = 0.05;
    queue.balk = 0.05;
    queue.contained = 0.1;
    queue.callers.after_abandon = {0.6, Distribution::exponential(200)};
    queue.call_split = {{Time{}, q == 0 ? std::vector<double>{1, 0} : std::vector<double>{0, 1}}};
    spec.groups[q].assignment = Assignment::one_platform;
    spec.groups[q].platform = PlatformId(q);
    DemandSpec demand;
    demand.queue = QueueId(q);
    demand.interval_cv = 0.1;
    for (int i = 0; i < 4; ++i) demand.intervals.push_back({at(900 * i), Duration::whole_seconds(900), 35});
    spec.demand.push_back(demand);
  }
  return spec;
}

std::uint64_t print_of_first_queue(const CentreSpec& spec) {
  const Tally tally = run(spec);
  Tally own = make_tally(spec);
  for (std::size_t i = 0; i <= tally.intervals; ++i) {
    own.queue(i, 0, 0) = tally.queue(i, 0, 0);
    own.person(i, 0) = tally.person(i, 0);
    // What comes after the end lasts as long as the last call of anybody: idle time there is no luck of these
    // callers.
    if (i < tally.intervals) own.agent(i, 0, 0) = tally.agent(i, 0, 0);
  }
  return fingerprint(own);
}

}  // namespace

TEST_CASE("what happens to one queue moves no draw of another") {
  const CentreSpec plain = two_worlds();
  const std::uint64_t expected = print_of_first_queue(plain);
  CentreSpec changed = plain;
  EventSpec e = event(EventKind::more_calls, 600, 2400);
  e.queues = {QueueId(1)};
  e.share = 0.5;
  SECTION("more calls there") { changed.events = {e}; }
  SECTION("fewer calls there") {
    e.kind = EventKind::fewer_calls;
    changed.events = {e};
  }
  SECTION("an outage there") {
    EventSpec dead = outage(600, 1200, 1);
    dead.effects = StageEffects{};
    dead.agents_signed_out = true;
    changed.events = {dead};
  }
  SECTION("other agents there") { changed.groups[1].counted = {{Time{}, 3}}; }
  SECTION("a slow platform there") {
    EventSpec slow = event(EventKind::slow, 600, 1200);
    slow.platform = PlatformId(1);
    slow.adds_talk = Duration::whole_seconds(60);
    changed.events = {slow};
  }
  SECTION("no demand there") { changed.demand.pop_back(); }
  CHECK(print_of_first_queue(changed) == expected);
  CHECK(fingerprint(run(changed)) != fingerprint(run(plain)));
}

TEST_CASE("added callers are laid over the others, who stay the same people") {
  CentreSpec spec = centre(5000);
  spec.queues[0].talk = Distribution::gamma(240, 1.3);
  DemandSpec demand;
  demand.queue = QueueId(0);
  for (int i = 0; i < 4; ++i) demand.intervals.push_back({at(900 * i), Duration::whole_seconds(900), 300});
  spec.demand = {demand};
  EventSpec first = event(EventKind::more_calls, 100, 3000),
            second = event(EventKind::more_calls, 1000, 3600);
  first.name = "first";
  first.share = 0.4;
  second.name = "second";
  second.share = 0.7;
  const auto total = [&](const std::vector<EventSpec>& events) {
    spec.events = events;
    return sum(run(spec));
  };
  const QueueCell none = total({}), one = total({first}), two = total({second}),
                  both = total({first, second});
  CHECK(both.attempts == one.attempts + two.attempts - none.attempts);
  CHECK(both.talk_us == one.talk_us + two.talk_us - none.talk_us);
  CHECK(one.attempts > none.attempts + 200);
  EventSpec fewer = event(EventKind::fewer_calls, 0, 3600);
  fewer.share = 0.3;
  const QueueCell thinned = total({fewer});
  CHECK(std::abs(static_cast<double>(thinned.attempts) - 0.7 * static_cast<double>(none.attempts)) < 4 * 16);
  fewer.share = 1;
  CHECK(total({fewer}).attempts == 0);
}

TEST_CASE("the same seed and replication give the same tally, whatever ran before") {
  const auto plan = make_plan(two_worlds());
  Centre fresh(plan), used(plan);
  const std::uint64_t expected = fingerprint(fresh.run(7, 3));
  for (std::uint32_t replication = 0; replication < 5; ++replication) used.run(9, replication);
  CHECK(fingerprint(used.run(7, 3)) == expected);
  CHECK(fingerprint(used.run(7, 4)) != expected);
  CHECK(fingerprint(used.run(8, 3)) != expected);
}

TEST_CASE("a trace changes nothing and tells each step of the first callers") {
  const auto plan = make_plan(two_worlds());
  Centre centre_of_both(plan);
  const std::uint64_t expected = fingerprint(centre_of_both.run(7, 3));
  const auto lines = centre_of_both.trace(7, 3, 5);
  REQUIRE(lines.size() > 10);
  for (const TraceLine& line : lines) CHECK(line.caller < 5);
  for (std::size_t i = 1; i < lines.size(); ++i) CHECK(lines[i].at >= lines[i - 1].at);
  CHECK(fingerprint(centre_of_both.run(7, 3)) == expected);
}

TEST_CASE("exact counts are the forecast's, in every replication") {
  CentreSpec spec = centre(50);
  DemandSpec demand;
  demand.queue = QueueId(0);
  demand.pattern = ArrivalPattern::exact_counts;
  for (int i = 0; i < 4; ++i)
    demand.intervals.push_back({at(900 * i), Duration::whole_seconds(900), 10.4 + i * 30});
  spec.demand = {demand};
  for (std::uint32_t replication = 0; replication < 10; ++replication) {
    const Tally tally = run(spec, replication);
    for (std::size_t i = 0; i < 4; ++i)
      CHECK(tally.queue(i, 0, 0).attempts == 10 + static_cast<std::int64_t>(i) * 30);
  }
}

TEST_CASE("a replay dials at its stamps, with the times that the log knows") {
  CentreSpec spec = centre(1);
  dial(spec, {10, 20, 3700});
  spec.demand[0].replay[0].handling = Duration::whole_seconds(50);
  spec.demand[0].replay[1].patience = Duration::whole_seconds(30);
  for (std::uint32_t replication = 0; replication < 3; ++replication) {
    const QueueCell c = sum(run(spec, replication));
    CHECK(c.attempts == 2);  // nothing arrives after the end
    CHECK(c.abandoned == 1);
    CHECK(seconds(c.wait_all_us) == 30);
    CHECK(seconds(c.talk_us) == 50);
  }
}

TEST_CASE("linear arrivals keep the expected number of every interval's shape") {
  CentreSpec spec = centre(3000);
  DemandSpec demand;
  demand.queue = QueueId(0);
  demand.pattern = ArrivalPattern::poisson_linear;
  for (const double calls : {100.0, 300.0, 200.0, 200.0})
    demand.intervals.push_back(
        {at(900.0 * static_cast<double>(demand.intervals.size())), Duration::whole_seconds(900), calls});
  spec.demand = {demand};
  std::int64_t first = 0, second = 0;
  constexpr std::uint32_t replications = 400;
  Centre linear(make_plan(spec));
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    const Tally& tally = linear.run(1, replication);
    first += tally.queue(0, 0, 0).attempts;
    second += tally.queue(1, 0, 0).attempts;
  }
  // Rates run straight between midpoints: 100 -> 300 adds an eighth of the step to the first interval.
  const double expected_first = replications * (50 + (100 + 200) / 4.0),
               expected_second = replications * (125 + 137.5);
  CHECK(std::abs(static_cast<double>(first) - expected_first) < 4 * std::sqrt(expected_first));
  CHECK(std::abs(static_cast<double>(second) - expected_second) < 4 * std::sqrt(expected_second));
}

TEST_CASE("busyness changes the volume of days and intervals, not its mean") {
  CentreSpec spec = centre(3000);
  spec.day_cv = 0.2;
  DemandSpec demand;
  demand.queue = QueueId(0);
  demand.intervals = {{at(0), Duration::whole_seconds(3600), 1000}};
  spec.demand = {demand};
  double total = 0, squares = 0;
  constexpr std::uint32_t replications = 1000;
  Centre busy(make_plan(spec));
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    const Tally& tally = busy.run(1, replication);
    const auto calls = static_cast<double>(sum(tally).attempts);
    CHECK(std::abs(calls - 1000 * tally.day_factor) < 6 * std::sqrt(1000 * tally.day_factor));
    total += calls;
    squares += calls * calls;
  }
  const double mean = total / replications, variance = squares / replications - mean * mean;
  CHECK(std::abs(mean - 1000) < 4 * std::sqrt((40'000 + 1000) / 1000.0));
  CHECK(variance == Approx(41'000).epsilon(0.2));
}
