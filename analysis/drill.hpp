// Drill: every component of the map fails alone, at a bad moment, and the same callers' days with and without
// it are compared. Which one costs most, per event and per year; what breaks the tolerance; what nothing
// helps against.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/drill_reach.hpp"
#include "analysis/fault_cost.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

enum class Tolerated { not_asked, kept, barely, undecided, broken };
const char* to_string(Tolerated tolerated);  // "kept", "kept, barely", "BROKEN", "undecided", "-"

struct DrillTolerance {
  std::optional<double> people;  // never served per event, at most
  std::optional<double> restore_s;
  Place place;
  bool any() const { return people || restore_s; }
};
// By the whole interval of what we know; barely: its end lies within a fifth of the bound. A fault that
// changes nothing on any day is kept, however few the days.
Tolerated judge_tolerance(const DrillTolerance& tolerance, const FaultCost& cost);

struct DrillRow {
  ComponentId component;
  std::string name, kind;
  FaultMode mode = FaultMode::down;
  Distribution lasts;
  FigureOrigin lasts_from = FigureOrigin::default_;
  double times_a_year = 0;
  FigureOrigin times_from = FigureOrigin::default_;
  Reach reach;
  FaultCost cost;
  Estimate calls_again;       // median seconds until new calls are accepted again; 0 = never lost
  bool single_point = false;  // nothing_helps, and it costs people
  bool tied = false;          // not told apart from the row above it
  Tolerated tolerated = Tolerated::not_asked;
  std::string why;  // one sentence, for what is broken or a single point of failure
};
// With how often it happens. One line per component: the mode that costs most.
struct DrillYear {
  std::size_t row = 0;  // of DrillReport::rows
  double people = 0;    // never served a year
};
struct DrillPair {
  std::size_t first = 0, second = 0;  // of DrillReport::rows
  Estimate together, beyond;          // people never served; beyond the sum of both alone
};
// The single change that saves most of a fault that breaks the tolerance (drill_mends.hpp).
struct DrillMend {
  std::size_t row = 0;    // of DrillReport::rows
  std::size_t tried = 0;  // changes
  std::string text;       // "100% of agents with a login on new (60%)"; empty: none surely saves anybody
  Estimate left;          // people never served with it
  Tolerated tolerated = Tolerated::not_asked;
};
struct NotDrilled {
  std::string component, reason;
};
// Ranks when any repair time is halved or doubled, each on its own.
struct RankCheck {
  bool checked = false;
  std::size_t firm = 0;             // the first so many ranks stay as they are
  std::vector<double> least, most;  // people never served, per row
};

// A real test at a quiet moment: what should be seen, when to stop it, what it cannot show
// (drill_rehearse.hpp).
struct Checkpoint {
  std::string what;               // "new calls are accepted again"
  std::optional<Range> band;      // p5 - p95: seconds after the start of the test, or agents
  std::optional<double> at_s;     // of a count: seconds after the start; none: `band` is the time
  std::optional<double> stop;     // beyond (below, for a count) what any replication did
  std::size_t never = 0, of = 0;  // replications in which it did not come
};
struct LimitReached {
  std::string limit;  // "logins of new"
  double value = 0;
  double in_test = 0, busiest = 0;  // p95 of the peaks
};
struct TestPlan {
  std::string component, moment;
  double calls_share = 0;  // calls of the moment's interval beside the busiest
  std::vector<Checkpoint> checkpoints;
  std::optional<Estimate> fine_anyway;  // share of days on which service keeps its promise though nobody acts
  std::optional<Estimate> fine_acting;  // ... with the failover
  std::vector<LimitReached> limits;
  double people_at_risk = 0;  // never served because of the test, mean
};

struct DrillReport {
  std::string scenario, question, file;
  Time at;
  std::string at_text;
  bool at_busiest = false;
  double busiest_calls = 0;  // dialled in the busiest interval, mean
  std::uint32_t runs = 0;
  std::uint64_t seed = 1;
  double people = 0;  // of the day without a fault, mean
  DrillTolerance tolerance;
  std::vector<DrillRow> rows;  // by people never served per event
  std::vector<DrillYear> years;
  std::vector<DrillPair> pairs;
  bool pairs_run = false;
  bool mends_run = false;
  std::vector<DrillMend> mends;
  std::vector<NotDrilled> not_run;
  std::vector<std::string> nobody_acts;
  RankCheck ranks;
  std::vector<PresetUse> presets;
  std::optional<TestPlan> test;
  std::string sentence;  // behind VERDICT
  bool sound = true;
  int exit_code = 0;
};

struct DrillOptions {
  std::uint32_t runs = 0;  // 0: of the scenario, at most drill_runs
  unsigned workers = 0;
  bool pairs = false, check_ranks = false;
  bool quick = false;           // without mends
  std::optional<Time> test_at;  // --rehearse
  std::string test_component;   // empty: the worst one that a failover rule watches
  OnProgress on_progress;
  std::stop_token stop;
  Stagehands stagehands;  // empty: the rehearsals
};
inline constexpr std::uint32_t drill_runs = 100;
std::uint32_t runs_of(const Scenario& scenario, std::uint32_t asked);

// Throws Interrupted when asked to stop; RehearsalFailure.
DrillReport drill(const Scenario& scenario, const DrillOptions& options);
// What can be said before anything is simulated: no component, a moment outside, an unknown name.
std::optional<Problem> objection_to(const Scenario& scenario, const DrillOptions& options);

// ---- parts that rehearsing and tests use
// The scenario without its faults: what a drill's fault is laid over.
CentreSpec calm_of(const CentreSpec& spec);
// The faults that calm_of() leaves in place (they belong to the twin).
EstateSpec calm_estate(const CentreSpec& calm, const EstateSpec& estate);
struct Drilled {
  CentreSpec centre;
  EstateSpec estate;
};
struct DrillFault {
  ComponentId component;
  FaultMode mode = FaultMode::down;
  Time at;
  Distribution lasts;
};
Drilled with_fault(const CentreSpec& calm, const EstateSpec& estate, const DrillFault& fault);
std::string fault_name(const EstateSpec& estate, const DrillFault& fault);  // "old.dc1 down"
const char* mode_name(FaultMode mode);                                      // "down", "slow", "maintenance"
const char* origin_name(FigureOrigin origin);                               // "file", "preset", "default"

}  // namespace switchover
