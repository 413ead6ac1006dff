// Predicted beside actual: for every interval and figure of an interval report, the simulated mean, a
// prediction band (where 95 % of single days fall, not an interval of the mean), and where they part.
#pragma once
#include <vector>

#include "analysis/day_record.hpp"
#include "analysis/report_model.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

// What is asked of every replication: one Ask per row and figure that the row has.
struct ActualQuestion {
  std::size_t row = 0;  // of the table
  Ask ask;
  double actual = 0;  // in the metric's unit
  double weight = 1;  // calls behind a ratio: offered or answered; 1 for counts
};
// Figures taken from a row: offered; abandoned -> abandon_rate_raw; answered_in_time -> service_level_1 (of
// offered); service_level; wait_answered_s, the sum over the answered -> asa; aht_s -> aht. Rows of unknown
// queues are left out.
std::vector<ActualQuestion> actual_questions(const CentreSpec& spec, const ActualTable& actual);

// predicted: [question][replication].
ActualComparison compare_with_actual(const Scenario& scenario, const CentreSpec& spec,
                                     const ActualTable& actual, const std::vector<ActualQuestion>& questions,
                                     const Panel& predicted);

// The band that holds the next value of the same law with probability `wanted` at least: order statistics
// k and n + 1 - k, k = floor((1 - wanted) / 2 (n + 1)), at least 1 (Wilks 1941). Nothing below two
// values.
std::optional<Range> prediction_band(std::vector<double> values, double wanted);

}  // namespace switchover
