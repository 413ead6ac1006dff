// PlanSet: what `compare` and `sweep` simulate: several plans, each a whole Scenario, and how they are to be
// compared. From several files, or from one file with [[plan]], [compare] and [sweep].
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/expectation.hpp"
#include "scenarios/scenario.hpp"
#include "sim/problem.hpp"

namespace switchover {

// A figure to show, to rank by: METRIC["[" queue | platform | group "]"] [WINDOW], as in expectations but
// without a bound.
struct FigureText {
  std::string text;
  Place place;
  Metric metric = Metric::never_served;
  QueueId queue = QueueId::none();
  PlatformId platform = PlatformId::none();
  GroupId group = GroupId::none();
  Time from, to;  // both zero: the whole day
  bool operator==(const FigureText&) const = default;
};

struct PlanInput {
  std::string name;                   // "logins-90"
  std::string file;                   // that it stands on
  std::vector<std::string> settings;  // key=value, applied to the file
  // What `run` and the others are given for the same: "day.toml" or "compare.toml#logins 90%", with --set
  std::string address;
  std::vector<std::string> added;
  std::vector<std::string> point;  // of a sweep: the value on each axis, as text
  Place place;
  Scenario scenario;
  std::optional<double> extra_cost;  // of the plan, a month; [[plan]] cost = "8360 per month"
  // [compare] show, then rank_by (last), as this plan's ids; the same length in every plan
  std::vector<FigureText> figures;
};

struct CompareSpec {
  std::size_t baseline = 0;    // index into plans
  double bad_case = 0.9;       // quantile of days shown as the bad case
  bool ranks_by_cost = false;  // rank_by = "cost"
  std::string rank_by;         // as written; empty: people never served
  double indifference = 0;     // smaller differences of rank_by count as equal, in its unit
};

// One axis of a sweep: a key of the scenario, and its values.
struct SweepAxis {
  std::string key;                  // "queue.billing.patience"
  std::vector<std::string> values;  // as --set takes them
  Place place;
  std::string of{};  // what an item without a name is: "more calls, billing"; else empty
  std::string title() const { return of.empty() ? key : key + " (" + of + ")"; }
};

// A key or a cell in which the plans differ. "not said" where a plan has no such key.
struct InputDifference {
  std::string key;                  // "failover.1.decide", "staff.csv:12 agents"
  std::vector<std::string> values;  // one per plan
  std::size_t more_cells = 0;       // cells of the same file and column that differ, too, but are not listed
  std::string of{};                 // as of a SweepAxis
  std::string title() const { return of.empty() ? key : key + " (" + of + ")"; }
};

struct PlanSet {
  std::string file, name, question;  // name: of the comparison
  std::vector<PlanInput> plans;      // at least one
  CompareSpec compare;
  std::vector<SweepAxis> axes;  // empty: no sweep
  std::vector<InputDifference> differences;
  std::size_t inputs_compared = 0;  // keys and file columns
};

struct PlanRules {
  std::vector<std::string> settings;  // --set key=value, laid on every plan
  std::vector<std::string> sweep;     // --set key=1..10/1 | key=a,b,c (sweep only)
  bool different_days = false;        // compare plans of other calendars or queues, too
  std::string baseline;               // name or file; empty: of the file, else the first
  std::string rank_by;                // empty: of the file
  std::optional<double> indifference;
  std::optional<std::uint32_t> points;  // a Latin hypercube of so many points instead of the full grid
  std::uint64_t seed = 1;               // of the hypercube
};

// compare: several files are a plan each; one file has [[plan]]s. Every problem of every file in one go.
Expected<PlanSet> read_plans(const std::vector<std::string>& files, const PlanRules& rules);
// sweep: one scenario; the axes come from rules.sweep, else from its [sweep]. The plan named "as it is" comes
// first and is the baseline.
Expected<PlanSet> read_sweep(const std::string& file, const PlanRules& rules);

// The values of one axis: "1..10/1", "10%..50%/10%", "07:00..09:00/30m", "a,b,c". Where `points` is said also
// "90%..115%" and "normal 5m sd 1m", "uniform 5m to 15m": stratified values, one per point.
Expected<std::vector<std::string>> sweep_values(const std::string& text, const Place& place,
                                                std::optional<std::uint32_t> points);

}  // namespace switchover
