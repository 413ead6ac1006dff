// Flips planted by theory: centres of one queue at constant load, for which Erlang A and C say at which value
// the promise turns. What flip finds must enclose it. A long run replaces the start, which is empty.
#include "analysis/flip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "analysis/theory/erlang.hpp"
#include "tests/reference/laboratory.hpp"

namespace switchover {
namespace {

struct Planted {
  double calls_per_hour = 200, talk_s = 180, patience_s = 120, redial = 0;
  int agents = 11;
  const char* promise = "mean service_level_1[sales] >= 80% over 09:00-20:00";
  const char* more = "";
  std::uint64_t seed = 1;
};

Scenario planted(const Planted& p) {
  const std::string redials =
      p.redial > 0 ? fmt::format("[callers]\nredial_after_abandon = \"{}% after 10m\"\ngive_up_after = 50\n",
                                 p.redial * 100)
                   : "";
  return scenario_of_text(fmt::format(R"(
schema = 1
name = "planted"
defaults = "textbook"
start = 2026-03-02T08:00:00
length = "12h"
runs = 80
seed = {}
[platform.main]
[queue.sales]
promise = "80% in 20s"
calls_per_hour = {}
talk = {{ mean = "{}s", law = "exponential" }}
patience = {{ mean = "{}s", law = "exponential" }}
[group.team]
skills = ["sales"]
agents = {}
{}
[expect]
must = ["{}"]
{}
)",
                                      p.seed, p.calls_per_hour, p.talk_s, p.patience_s, p.agents, redials,
                                      p.promise, p.more));
}

// The value between the two at which a falling or rising function is `target`.
double where(double low, double high, double target, const std::function<double(double)>& f) {
  const bool rises = f(high) > f(low);
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    ((f(middle) < target) == rises ? low : high) = middle;
  }
  return (low + high) / 2;
}

double answered_in_20s(int agents, double calls_per_hour, double talk_s, double patience_s) {
  return erlang_a(agents, calls_per_hour * talk_s / 3600, talk_s, patience_s, 20)
      .value()
      .answered_within_target;
}

FlipRow flip(const Scenario& scenario, const char* key) {
  CaseRunner runner(scenario, {2, {}, {}, "test", nullptr});
  FlipOptions options;
  options.only = key;
  const std::vector<FlipRow> rows = find_flips(scenario, runner, options);
  REQUIRE(rows.size() == 1);
  INFO(rows[0].text);
  return rows[0];
}

void check_turn(const FlipRow& row, double planted_at, Verdict now, Verdict beyond, double widest) {
  INFO(row.key << ": planted at " << planted_at << ", found " << row.text);
  CHECK(row.verdict_now == now);
  REQUIRE(row.flips_at);
  REQUIRE(row.between);
  CHECK(row.verdict_beyond == beyond);
  CHECK(row.between->low <= planted_at);
  CHECK(row.between->high >= planted_at);
  CHECK(row.between->high - row.between->low <= widest);
  CHECK(*row.flips_at >= row.between->low);
  CHECK(*row.flips_at <= row.between->high);
  WARN(fmt::format("{}: planted {:.4g}, found {} [{:.4g}, {:.4g}], {} days", row.key, planted_at, row.text,
                   row.between->low, row.between->high, row.runs));
}

}  // namespace

TEST_CASE("flip finds the AHT at which Erlang A breaks the promise") {
  Planted p;
  p.calls_per_hour = 240;
  p.agents = 14;
  p.seed = 11;
  const double turns =
      where(160, 200, 0.80, [&](double aht) { return answered_in_20s(p.agents, 240, aht, 120); });
  // In the middle of what is tried, on the bad side.
  p.talk_s = turns * 0.955;
  const FlipRow row = flip(planted(p), "queue.sales.talk");
  check_turn(row, turns, Verdict::pass, Verdict::fail, 0.06 * turns);
}

TEST_CASE("flip finds the volume at which Erlang A keeps the promise") {
  Planted p;
  p.agents = 20;
  p.seed = 12;
  const double turns =
      where(250, 450, 0.80, [&](double calls) { return answered_in_20s(p.agents, calls, 180, 120); });
  p.calls_per_hour = std::round(turns / 0.95);
  const FlipRow row = flip(planted(p), "queue.sales.calls_per_hour");
  check_turn(row, turns / p.calls_per_hour - 1, Verdict::fail, Verdict::pass, 0.06);
}

TEST_CASE("flip finds the patience at which Erlang A loses too many calls") {
  Planted p;
  p.agents = 10;
  p.promise = "mean abandon_rate_raw[sales] <= 12% over 09:00-20:00";
  p.seed = 13;
  const auto lost = [&](double patience_s) {
    return erlang_a(p.agents, 10, 180, patience_s, 20).value().abandon_probability;
  };
  const double turns = where(20, 600, 0.12, lost);
  p.patience_s = turns * 1.5;  // half of it is tried, too
  const FlipRow row = flip(planted(p), "queue.sales.patience");
  check_turn(row, turns, Verdict::pass, Verdict::fail, 0.5 * turns);
}

TEST_CASE("flip finds the share of redials at which Erlang A breaks the promise") {
  // Whoever hangs up dials again with probability r after ten minutes, over and over: in the long run
  // attempts are people / (1 - r * abandoned), and they arrive as Poisson calls do, very nearly.
  Planted p;
  p.agents = 14;
  p.calls_per_hour = 260;
  p.patience_s = 60;
  p.redial = 0.2;
  p.seed = 14;
  p.promise = "mean service_level_1[sales] >= 75% over 11:00-20:00";
  const auto level = [&](double redial) {
    double calls = p.calls_per_hour;
    for (int i = 0; i < 200; ++i) {
      const double lost =
          erlang_a(p.agents, calls * p.talk_s / 3600, p.talk_s, p.patience_s, 20).value().abandon_probability;
      calls = p.calls_per_hour / (1 - redial * lost);
    }
    return answered_in_20s(p.agents, calls, p.talk_s, p.patience_s);
  };
  REQUIRE(level(0.2) > 0.75);
  REQUIRE(level(0.9) < 0.75);
  const double turns = where(0, 0.9, 0.75, level);
  const FlipRow row = flip(planted(p), "callers.redial_after_abandon");
  check_turn(row, turns, Verdict::pass, Verdict::fail, 0.4);
}

TEST_CASE("flip finds the decision time at which a failover takes too long") {
  // Nobody is served while nothing moves: calls are accepted again after detection, decision and execution.
  Planted p;
  p.promise = "p50 time_to_accept_calls <= 47m after loss";
  p.seed = 15;
  p.more = R"(
[platform.spare]
[group.spare]
skills = ["sales"]
platform = "spare"
agents = 11
[component."main.dc1"]
kind = "data centre"
[[failover]]
name = "to spare"
watches = "main.dc1"
detect = "3m"
decide = "10m"
execute = "2m"
to = "spare"
[[event]]
name = "loss"
what = "outage"
target = "main.dc1"
at = "10:00"
lasts = "5h"
)";
  const FlipRow row = flip(planted(p), "failover[1].decide");
  check_turn(row, 42 * 60, Verdict::pass, Verdict::fail, 600);
  CHECK(row.between->high - row.between->low <= 300);
}

TEST_CASE("flip says never where theory has no turn") {
  // Twice the agents that are needed: Erlang A keeps 99.9 % at every value that is tried.
  Planted p;
  p.agents = 22;
  p.seed = 16;
  const Scenario scenario = planted(p);
  REQUIRE(answered_in_20s(22, 220, 180, 60) > 0.95);
  REQUIRE(answered_in_20s(22, 200, 198, 240) > 0.95);
  CaseRunner runner(scenario, {2, {}, {}, "test", nullptr});
  const std::vector<FlipRow> rows = find_flips(scenario, runner, {});
  CHECK(rows.size() >= 4);
  for (const FlipRow& row : rows) {
    INFO(row.key << ": " << row.text);
    CHECK(row.verdict_now == Verdict::pass);
    CHECK_FALSE(row.flips_at);
    CHECK(row.text.starts_with("never, even at "));
    CHECK(row.text.ends_with("(still YES)"));
  }
}

}  // namespace switchover
