// The headline table: the twin beside the day, the average with its precision beside the bad day.
#pragma once
#include <string>
#include <vector>

#include "analysis/day_record.hpp"
#include "analysis/report_model.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

struct HeadlineAsk {
  Ask ask;
  std::string label;
  bool only_if_it_happens = false;  // left out when it is nil on every day of both
};
// `random`: faults that strike at another time every day; nothing is restored after a moment of theirs.
std::vector<HeadlineAsk> headline_asks(const CentreSpec& spec, const IntervalSpan& day,
                                       const std::vector<std::string>& random = {});

// day and twin: [ask][replication]; twin empty = no twin. Time to restore is shown as its median, never
// averaged.
std::vector<HeadlineRow> headline_rows(const CentreSpec& spec, const std::vector<HeadlineAsk>& asks,
                                       const Panel& day, const Panel& twin);

}  // namespace switchover
