// Expectation: a promise that can be judged: a metric, its scope, a bound, a window, a quantifier over days.
//
// Grammar (docs/SCENARIO.md):
//   [QUANTIFIER] METRIC["[" queue | platform | group "]"] (<|<=|=|>=|>) VALUE [WINDOW] [after EVENT]
//                                                                       [on N% of days]
//   METRIC["[" queue "]"] keeps promise [WINDOW] on N% of days
//   QUANTIFIER = mean | p1..p99 | (none, when "on N% of days" is said)
//   VALUE = a share, time or number with its unit | N% of limit (peaks of a platform)
//           | N% of people (people: callers_never_served and others)
//   EVENT = the name of an event, in quotes or not
//   WINDOW = first dialling HH:MM-HH:MM (people) | over day | over HH:MM-HH:MM | from HH:MM to HH:MM | in
//   every 15m|30m|1h [from HH:MM to HH:MM]
#pragma once
#include <optional>
#include <string>

#include "models/ids.hpp"
#include "scenarios/metric.hpp"
#include "sim/problem.hpp"
#include "sim/time.hpp"

namespace switchover {

enum class Comparison { less, less_equal, equal, greater_equal, greater };
inline bool wants_more(Comparison comparison) {
  return comparison == Comparison::greater || comparison == Comparison::greater_equal;
}
enum class Quantifier { mean, quantile, share_of_days };

struct Expectation {
  std::string text;  // as written
  Place place;
  Quantifier quantifier = Quantifier::mean;
  double quantile = 0;       // 0.95 for p95
  double share_of_days = 0;  // 0.80 for "on 80% of days"
  Metric metric = Metric::service_level;
  QueueId queue = QueueId::none();  // at most one of the three
  PlatformId platform = PlatformId::none();
  GroupId group = GroupId::none();
  Comparison comparison = Comparison::greater_equal;
  double value = 0;         // in the metric's unit: share, count, seconds; of_limit: a share
  bool of_limit = false;    // a peak as a share of the limit in force
  Time from, to;            // the window
  Duration every;           // zero = the window as a whole; else judged in every such interval
  double indifference = 0;  // so near to the bound counts as on it; in the unit that is judged; 0: none
  std::string after_event;  // time_to_restore..., time_to_accept...: which event; empty = the first fault
  bool operator==(const Expectation&) const = default;
};

}  // namespace switchover
