// Solve: how many agents, trunks, IVR ports, calls per second or logins keep a promise? From a formula's
// guess, refined by simulation over common callers, checked with fresh ones.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/case_runner.hpp"
#include "scenarios/expectation.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

enum class SolveFor { agents, trunks, ivr_ports, calls_per_second, logins };

struct SolveTarget {  // "80% in 20s on 80% of days", "2% abandoned", "1% blocked"
  std::string text;
  std::optional<ServicePromise> promise;
  std::optional<double> share_of_days;               // none: the mean over days
  std::optional<double> abandon_rate, blocked_rate;  // at most
};
Expected<SolveTarget> parse_target(const std::string& text);

// One point of the curve that is printed: with so many, so good.
struct SolvePoint {
  double amount = 0;
  Estimate level;  // of the target's figure
  bool passes = false;
  double bound = 0;   // what the level is held against
  std::string whose;  // where it is nearest to failing: "09:30", "09:30 billing"; empty: there is only one
};
// Agents of one group in one interval.
struct SolvedInterval {
  Time at;
  std::string clock;
  std::string group;
  double there = 0;   // as the scenario has it
  double erlang = 0;  // the formula's guess; 0 where there is none
  double needed = 0;  // whole agents on the phones
  Estimate level;     // of the interval's target queue, with `needed` everywhere, fresh callers
  std::string queue;  // that one; empty: no calls
  double bound = 0;   // what the level is held against
};
struct SolveReport {
  std::string scenario, file, target;
  SolveFor what = SolveFor::agents;
  std::string subject;  // "agents of billing and support", "trunks of old"
  std::string sentence;
  bool found = false;                     // the target is met within the limits of the search
  bool higher_is_better = true;           // of the target's figure
  bool of_days = false;                   // it is a share of days
  bool judged_steps = false;              // every interval is held against the target, not only the day
  bool step_higher = true;                // of the levels of intervals: higher is better
  double there = 0, needed = 0;           // of the day: agent hours, or the limit
  WallClock start;                        // of the scenario
  Duration length, step;                  // its length, and that of `intervals`
  std::vector<SolvedInterval> intervals;  // agents
  std::vector<SolvePoint> curve;          // how good with a little more and less
  Estimate checked;                       // the target's figure with the answer, fresh callers
  bool check_passes = false;
  std::optional<SolvePoint> now;  // the figure as it is, the same fresh callers
  std::uint32_t search_runs = 0, check_runs = 0;
  std::uint64_t seed = 1, replications = 0;
  std::vector<std::string> notes;
  int exit_code = 0;  // 0 found and checked, 1 not reachable, 3 the check cannot tell
};
struct SolveOptions {
  SolveFor what = SolveFor::agents;
  SolveTarget target;
  std::vector<std::string> queues;  // that must keep it; empty: all with a promise (or calls)
  std::string platform;             // limits: empty = the only one that has it
  std::uint32_t search_runs = 100, check_runs = 200;
  bool per_interval = true;  // agents: else one factor for the whole day
};
SolveReport solve(const Scenario& scenario, CaseRunner& runner, const SolveOptions& options);
// What can be said before anything is simulated.
std::optional<Problem> objection_to(const Scenario& scenario, const SolveOptions& options);

// Limit: how much more until a must fails, and what breaks first.
struct LimitPoint {
  double growth = 0;                  // 0.15 = 15 % more
  std::vector<Judgement> judgements;  // of the musts
  std::string broken;                 // text of the first must that fails there; empty: none
};
struct LimitReport {
  std::string scenario, file, grow;  // "volume", "aht", "absence"
  std::string sentence;
  std::vector<std::string> must;  // as written; where nothing is, the queues' promises
  bool fails_already = false, never_fails = false;
  double holds_until = 0,
         fails_from = 0;             // growth: every must passes at the one, some must fails at the other
  std::string breaks_first;          // the must
  std::vector<std::string> binding;  // what is full there: "billing agents", "trunks of old"
  std::string full_next;             // what is not full there, but first with still more growth; empty: none
  double full_next_from = 0;
  std::vector<LimitPoint> curve;
  std::uint32_t runs = 0;
  std::uint64_t seed = 1, replications = 0;
  int exit_code = 0;
};
enum class Grow { volume, handling, absence };
struct LimitOptions {
  Grow grow = Grow::volume;
  double most = 3.0;  // growth at which the search ends
  std::uint32_t runs = 100;
};
LimitReport find_limit(const Scenario& scenario, CaseRunner& runner, const LimitOptions& options);

}  // namespace switchover
