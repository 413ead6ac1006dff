// Exact answers through the whole path: a scenario file with a component that fails, its rehearsal in
// SimGrid, detection, failover, repair, the timeline, the calls. breakdown_a_drop with a fault drawn anew in
// every replication; the figures of each state by report intervals of ten seconds.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analysis/staging.hpp"
#include "family.hpp"
#include "laboratory.hpp"
#include "models/centre/centre.hpp"
#include "reference_rows.hpp"

using namespace switchover;

namespace {

enum State { up, undetected, failover };
constexpr std::array<const char*, 3> state_names{"up", "undet", "failover"};

struct Spell {
  double from_s, to_s;
  State state;
};

// The states that the platform goes through, from the story of its rehearsal.
std::vector<Spell> spells_of(const Story& story, double end_s) {
  std::vector<Spell> spells;
  State state = up;
  double since = 0;
  const auto turn = [&](const StoryEvent& event, State next) {
    const double at = event.at.in_seconds();
    spells.push_back({since, std::min(at, end_s), state});
    since = std::min(at, end_s);
    state = next;
  };
  for (const StoryEvent& event : story.events) {
    if (event.kind == StoryKind::down) turn(event, undetected);
    if (event.kind == StoryKind::redirect && event.value > 0) turn(event, failover);
    if (event.kind == StoryKind::up) turn(event, up);
  }
  spells.push_back({since, end_s, state});
  return spells;
}

struct Sums {  // of one state
  double seconds = 0, queue_s = 0, busy2_s = 0, queued = 0, at_once = 0;
};

// Everything between the two moments, state by state; an interval with a change in it is shared by time.
std::array<Sums, 3> by_state(const Tally& tally, const std::vector<Spell>& spells, double interval_s,
                             double from_s, double to_s) {
  std::array<Sums, 3> sums;
  for (const Spell& spell : spells) {
    const double begin = std::max(spell.from_s, from_s), end = std::min(spell.to_s, to_s);
    if (end <= begin) continue;
    Sums& s = sums[spell.state];
    s.seconds += end - begin;
    const auto first = static_cast<std::size_t>(begin / interval_s);
    const auto last = std::min(tally.intervals, static_cast<std::size_t>(end / interval_s) + 1);
    for (std::size_t i = first; i < last; ++i) {
      const double inside = std::min(end, interval_s * static_cast<double>(i + 1)) -
                            std::max(begin, interval_s * static_cast<double>(i));
      const double share = inside / interval_s;
      const QueueSums q = queue_sums(tally, 0, {i, i + 1});
      s.queue_s += share * q.queue_time_s;
      s.busy2_s += share * agent_sums(tally, 1, {i, i + 1}).talking_s;
      s.queued += share * q.offered;
      s.at_once += share * q.at_once;
    }
  }
  return sums;
}

void compare_states(Family& family, const std::map<std::string, double>& exact,
                    const std::array<Sums, 3>& sums, double window_s) {
  const auto ratio = [&](const std::string& figure, double top, double bottom) {
    family.ratio(figure, exact.at(figure), top, bottom, std::max(1.0, bottom / 100));
  };
  for (const State state : {up, undetected, failover}) {
    const Sums& s = sums[state];
    const std::string name = state_names[state];
    ratio(state == up ? "P_up" : state == undetected ? "P_undetected" : "P_failover", s.seconds, window_s);
    ratio("Lq_given_" + name, s.queue_s, s.seconds);
    ratio("busy2_given_" + name, s.busy2_s, s.seconds);
    ratio("P_all_busy_given_" + name, s.queued - s.at_once, s.queued);
  }
}

void compare_day(Family& family, const std::map<std::string, double>& exact, const Tally& tally,
                 const Rows& window, double window_s) {
  const QueueSums q = queue_sums(tally, 0, window);
  std::int64_t lost = 0;
  for (std::size_t i = window.first; i < window.last; ++i)
    for (std::size_t p = 0; p < tally.platforms; ++p) lost += tally.queue(i, 0, p).failed_outage;
  const auto ratio = [&](const char* figure, double top, double bottom) {
    family.ratio(figure, exact.at(figure), top, bottom, q.attempts);
  };
  ratio("Lq", q.queue_time_s, window_s);
  ratio("busy1", agent_sums(tally, 0, window).talking_s, window_s);
  ratio("busy2", agent_sums(tally, 1, window).talking_s, window_s);
  ratio("EW_all", q.wait_all_s, q.attempts);
  ratio("P_ab", q.abandoned, q.attempts);
  ratio("P_blackholed", static_cast<double>(lost), q.attempts);
  ratio("P_dropped", q.dropped_talk, q.attempts);
  ratio("P_served", q.answered - q.dropped_talk, q.attempts);
}

// Both kinds of figures of `replications` lives; the window begins at from_s and ends at to_s.
void run_lives(const char* title, const std::vector<std::string>& settings, std::uint64_t seed,
               std::uint32_t replications, double from_s, double to_s, bool by_states) {
  const Scenario scenario = scenario_of_file("breakdown_a_drop", settings);
  Staging staging(seed, replications);
  const auto stories = staging.stories(scenario.centre, scenario.estate);
  REQUIRE(stories.size() == replications);
  Centre centre(make_plan(staging.staged(scenario.centre, scenario.estate)));
  const auto exact = steady_figures("breakdown_a_drop");
  const double interval_s = scenario.centre.interval.in_seconds();
  const Rows window{static_cast<std::size_t>(from_s / interval_s),
                    static_cast<std::size_t>(to_s / interval_s)};
  Family family(title);
  family.begin_row("breakdown_a_drop");
  for (std::uint32_t r = 0; r < replications; ++r) {
    const Tally& tally = centre.run(seed, r);
    const auto broken = self_check(tally);
    if (!broken.empty()) FAIL_CHECK("replication " << r << ": " << broken.front());
    family.next_replication();
    if (!by_states) {
      compare_day(family, exact, tally, window, to_s - from_s);
      continue;
    }
    const auto spells = spells_of(stories[r], scenario.centre.length.in_seconds());
    compare_states(family, exact, by_state(tally, spells, interval_s, from_s, to_s), to_s - from_s);
  }
  family.end_row();
  family.finish();
}

}  // namespace

TEST_CASE("A component that breaks down, rehearsed anew in every replication") {
  run_lives("Breakdown through SimGrid", {}, 5101, 600, 8 * 3600.0, 200 * 3600.0, false);
}

TEST_CASE("A component that breaks down, state by state") {
  run_lives("Breakdown by state", {"length=\"56h\"", "interval=\"10s\""}, 5102, 1'000, 8 * 3600.0,
            56 * 3600.0, true);
}
