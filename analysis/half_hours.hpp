// The half-hour table of the focus queue with agents needed beside agents there, and the sanity line: a
// formula beside the simulation.
#pragma once
#include <vector>

#include "analysis/day_record.hpp"
#include "analysis/report_model.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// Spans of 30 minutes, or of the report interval when that is longer; the last may be shorter.
std::vector<IntervalSpan> half_hour_spans(const CentreSpec& spec);
// Figures of every row of one queue, replication by replication: [row][replication].
std::vector<std::vector<RowFigures>> rows_of_queue(const std::vector<DayRecord>& days, std::size_t rows,
                                                   std::size_t queues, QueueId queue);

// Agents needed: the fewest that keep the promise, each row by itself, by Erlang A (Erlang C when callers
// never hang up) on the mean calls and handling time of `demand_rows`. `demand_rows` are those of a run with
// ample agents when one was made (no redials after abandoning), else of the day.
HalfHours half_hours(const Scenario& scenario, const CentreSpec& spec, QueueId id,
                     const std::vector<std::vector<RowFigures>>& day_rows,
                     const std::vector<std::vector<RowFigures>>& demand_rows);

// The worst row of the queue that has a formula: single-skill agents on one platform who serve nothing else.
// Empty when no queue has.
std::optional<SanityLine> sanity_line(const Scenario& scenario, const CentreSpec& spec,
                                      const std::vector<DayRecord>& days,
                                      const std::vector<IntervalSpan>& spans);
// Does this queue have a formula: the groups with its skill serve it alone (others may help out once a call
// has waited longer than the target), and its calls use one platform.
bool has_formula(const CentreSpec& spec, QueueId queue);

}  // namespace switchover
