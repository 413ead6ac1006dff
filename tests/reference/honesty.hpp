// Small centres and their days, as figures: what the tests of honest statistics draw from the real engine.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "laboratory.hpp"
#include "models/centre/centre.hpp"

namespace switchover {

// What is asked of a day of one queue.
struct DayFigures {
  Figure service_level;  // answered within the target / offered
  Figure abandonment;    // abandoned / offered
  Figure wait_s;         // mean over all who queued
  Figure queue_length;   // a plain number
  Figure never_served;   // of people
  std::vector<double> controls;
};
DayFigures day_figures(const CentrePlan& plan, const Tally& tally, const Rows& rows, double window_s);

// A centre whose days can be drawn: days(seed, first, last).
class Days {
 public:
  Days(const CentreSpec& spec, const Rows& rows);
  std::vector<DayFigures> draw(std::uint64_t seed, std::uint32_t first, std::uint32_t last);
  DayFigures one(std::uint64_t seed, std::uint32_t replication);

 private:
  std::shared_ptr<const CentrePlan> plan_;
  Centre centre_;
  Rows rows_;
  double window_s_;
};
// One figure of all days.
std::vector<Figure> column(const std::vector<DayFigures>& days, Figure DayFigures::*what);

// Erlang A in the long run: small_centre.toml with so many agents, within its measured window.
CentreSpec steady_centre(int agents);
Rows steady_rows();
// Two busy hours that start empty, with busyness of days, redials, and the platform dead for ten minutes.
CentreSpec hard_centre(int agents, double calls_per_hour = 75);
Rows whole_rows(const CentreSpec& spec);

bool holds(const Estimate& estimate, double truth);

// Counts how often; says so; fails only when significantly worse than nominal (one-sided exact binomial, 1
// %).
void check_coverage(const std::string& what, std::size_t covered, std::size_t n, double nominal = 0.95);
void check_false_rate(const std::string& what, std::size_t wrong, std::size_t n, double nominal = 0.05);

}  // namespace switchover
