// Patience as long as handling on average: the number in the system is Poisson whatever the number of agents
// is.
#include <fmt/format.h>

#include <array>
#include <boost/math/special_functions/gamma.hpp>
#include <catch2/catch.hpp>
#include <cmath>

#include "family.hpp"
#include "laboratory.hpp"
#include "reference_rows.hpp"

using namespace switchover;

namespace {

constexpr std::uint32_t replications = 8000;
constexpr int hours = 24, quarters = hours * 4;
// A spell with all agents busy lasts about ten minutes and meets some twenty callers, who are one event.
constexpr double callers_per_spell = 20, few_calls = 30 * callers_per_spell;

double calls_per_hour(double t) { return 100 + 20 * std::sin(t); }
double calls_between(double a, double b) { return 100 * (b - a) - 20 * (std::cos(b) - std::cos(a)); }
// Solution of m' = lambda - m, m(0) = 0; time in hours, mean handling one hour.
double mean_in_system(double t) { return 100 + 10 * (std::sin(t) - std::cos(t)) - 90 * std::exp(-t); }
double at_least(double n, double mean) { return boost::math::gamma_p(n, mean); }  // of a Poisson number
double mean_above(double n, double mean) { return mean * at_least(n, mean) - n * at_least(n + 1, mean); }

// Means over [from, from + 1/4 hour] by Simpson's rule.
struct Quarter {
  double offered = 0, waiters = 0, queue = 0, busy = 0;
};
Quarter exact_quarter(double from, double agents) {
  constexpr int steps = 60;
  constexpr double length = 0.25;
  Quarter sum;
  for (int k = 0; k <= steps; ++k) {
    const double t = from + length * k / steps;
    const double weight = (k == 0 || k == steps ? 1 : (k % 2 == 1 ? 4 : 2)) / (3.0 * steps);
    const double mean = t > 0 ? mean_in_system(t) : 1e-300;
    sum.waiters += weight * length * calls_per_hour(t) * at_least(agents, mean);
    sum.queue += weight * mean_above(agents, mean);
    sum.busy += weight * (mean - mean_above(agents, mean));
  }
  sum.offered = calls_between(from, from + length);
  return sum;
}

std::string scenario_text(const std::vector<ReferenceRow>& rows) {
  std::string calls, agents;
  for (int minute = 0; minute < hours * 60; minute += 3) {
    const double from = minute / 60.0, to = (minute + 3) / 60.0;
    calls += fmt::format("[\"{:02}:{:02}\", {}], ", minute / 60, minute % 60,
                         calls_between(from, to) / (to - from));
  }
  for (int half = 0; half < hours * 2; ++half)
    agents += fmt::format("[\"{:02}:{:02}\", {}], ", half / 2, half % 2 * 30,
                          rows[static_cast<std::size_t>(half) * 2].text("n"));
  return fmt::format(R"(schema = 1
name = "sinusoid"
start = 2026-03-02T00:00:00
length = "24h"
arrivals = "linear"
defaults = "textbook"
[queue.calls]
calls_per_hour = [{}]
talk = {{ law = "exponential", mean = "1h" }}
patience = {{ law = "exponential", mean = "1h" }}
[group.agents]
skills = ["calls"]
agents = [{}]
when_agents_vanish = "requeue"
)",
                     calls, agents);
}

void compare_day(Family& family, const std::vector<Quarter>& exact, const Tally& tally) {
  Quarter due, seen;  // of the quarter-hours in which hardly anybody waits
  double gone_due = 0, gone_seen = 0;
  family.next_replication();
  for (std::size_t i = 0; i < quarters; ++i) {
    const Quarter& e = exact[i];
    const QueueSums q = queue_sums(tally, 0, {i, i + 1});
    const std::string at = fmt::format(" at {} h", static_cast<double>(i) / 4);
    family.count("offered" + at, e.offered, q.offered);
    family.ratio("mean busy" + at, e.busy, q.busy_time_s, 900, e.offered);
    if (e.waiters * replications < few_calls) {
      due.waiters += e.waiters;
      due.queue += e.queue * 900;
      gone_due += e.queue / 4;
      seen.waiters += q.offered - q.at_once;
      seen.queue += q.queue_time_s;
      gone_seen += q.abandoned_left;
      continue;
    }
    family.count("waiters" + at, e.waiters, q.offered - q.at_once);
    family.ratio("mean queue" + at, e.queue, q.queue_time_s, 900, e.waiters);
    family.count("abandoned" + at, e.queue / 4, q.abandoned_left);
  }
  family.ratio("waiters at first", 1, seen.waiters, due.waiters, due.waiters / callers_per_spell);
  family.ratio("mean queue at first", 1, seen.queue, due.queue, due.waiters / callers_per_spell);
  family.ratio("abandoned at first", 1, gone_seen, gone_due, due.waiters / callers_per_spell);
}

}  // namespace

TEST_CASE("A sinusoid with patience equal to handling by simulation") {
  const auto rows = reference_rows("theta_eq_mu_closed_form.csv");
  REQUIRE(rows.size() == quarters + 1);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const double t = rows[i].number("time"), agents = rows[i].number("n"), mean = mean_in_system(t);
    INFO("at " << t);
    CHECK(calls_per_hour(t) == Approx(rows[i].number("lambda")).epsilon(1e-12));
    CHECK(mean == Approx(rows[i].number("m(t)")).epsilon(1e-12));
    CHECK(at_least(agents, mean) == Approx(rows[i].number("P_all_busy")).epsilon(1e-9).margin(1e-14));
    CHECK(mean_above(agents, mean) == Approx(rows[i].number("mean_queue")).epsilon(1e-9).margin(1e-12));
  }
  std::vector<Quarter> exact;
  for (std::size_t i = 0; i < quarters; ++i)
    exact.push_back(exact_quarter(static_cast<double>(i) / 4, rows[i].number("n")));
  const Scenario scenario = scenario_of_text(scenario_text(rows));
  Family family("Poisson closed form");
  family.begin_row("sinusoid");
  run_replications(scenario, 4101, replications,
                   [&](const Tally& tally) { compare_day(family, exact, tally); });
  family.end_row();
  family.finish();
}
