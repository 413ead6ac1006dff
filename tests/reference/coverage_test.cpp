// Do the 95 % intervals that we print contain the truth in 95 % of studies?
#include <fmt/format.h>

#include <array>
#include <catch2/catch.hpp>

#include "analysis/estimate.hpp"
#include "laboratory.hpp"
#include "models/centre/centre.hpp"
#include "reference_rows.hpp"

using namespace switchover;

namespace {

constexpr std::size_t studies = 400, days = 15;

struct Covered {
  const char* name;
  double exact;
  std::size_t covered = 0;
};

}  // namespace

TEST_CASE("Intervals cover the exact value as often as they say") {
  const Scenario scenario =
      scenario_of_file("small_centre");  // Erlang A: 5 agents, rho 0.9, theta equal to mu
  const Rows window = measured_rows(scenario);
  const double window_s = (scenario.measure->second - scenario.measure->first).in_seconds();
  const ReferenceRow* row = nullptr;
  const auto rows = reference_rows("erlang_a.csv");
  for (const ReferenceRow& it : rows)
    if (it.number("n") == 5 && it.number("rho") == 0.9 && it.number("theta_over_mu") == 1) row = &it;
  REQUIRE(row != nullptr);
  std::array<Covered, 6> figures{{{"offered", 67.5 * window_s / 3600},
                                  {"P_wait", row->number("P_wait")},
                                  {"P_abandon", row->number("P_abandon")},
                                  {"EW", row->number("EW_all_in_service_units") * 240},
                                  {"Lq", row->number("Lq")},
                                  {"occupancy", row->number("occupancy")}}};
  Centre centre(make_plan(scenario.centre));
  for (std::size_t study = 0; study < studies; ++study) {
    std::array<std::vector<Figure>, 6> seen;
    for (std::uint32_t day = 0; day < days; ++day) {
      const Tally& tally = centre.run(6000 + study, day);
      const QueueSums q = queue_sums(tally, 0, window);
      const AgentSums a = agent_sums(tally, 0, window);
      seen[0].push_back(Figure::number(q.offered));
      seen[1].push_back({q.offered - q.at_once, q.offered});
      seen[2].push_back({q.abandoned, q.offered});
      seen[3].push_back({q.wait_all_s, q.offered});
      seen[4].push_back(Figure::number(q.queue_time_s / window_s));
      seen[5].push_back({a.talking_s, a.signed_in_s});
    }
    for (std::size_t f = 0; f < figures.size(); ++f) {
      const Estimate estimate = estimate_mean(seen[f], 0.95);
      REQUIRE(estimate.range.has_value());
      if (estimate.range->low <= figures[f].exact && figures[f].exact <= estimate.range->high)
        ++figures[f].covered;
    }
  }
  std::string line = fmt::format("Coverage of 95 % intervals, {} studies of {} days:", studies, days);
  for (const Covered& figure : figures) {
    line += fmt::format(" {} {:.2f} %", figure.name, 100.0 * static_cast<double>(figure.covered) / studies);
    INFO(figure.name << ": " << figure.covered << " of " << studies);
    CHECK(binomial_at_most(figure.covered, studies, 0.95) >= 0.01);
  }
  fmt::print("{}\n", line);
}
