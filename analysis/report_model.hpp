// ReportModel: the answer to one scenario as plain values. Writers (text, Markdown, JSON, CSV) only lay it
// out. Everything here is a function of scenario, seed and number of runs; times and hosts live in RunCost
// (experiment.hpp) and go into manifest.json and the terminal only, so that every other file is the same to
// the byte.
//
// Shares are in [0, 1], times in seconds, agents and calls in numbers. Nothing (std::nullopt) prints as "-".
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/pictures.hpp"
#include "analysis/verdict.hpp"
#include "scenarios/expectation.hpp"
#include "scenarios/metric.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// One row of the headline table: the twin beside the day itself.
struct HeadlineRow {
  std::string label;  // "billing answered in 20 s", "people never served"
  Metric metric = Metric::service_level;
  std::string scope;  // "billing", "old", "all"
  Unit unit = Unit::share;
  bool higher_is_better = true;
  std::optional<double> twin;     // mean of the twin
  Estimate value;                 // mean of the day; precision = value.half_width()
  std::optional<double> bad_day;  // 1 day in 10 is worse than this
  Estimate impact;                // paired difference, day - twin
};

struct PromiseRow {
  bool must = true;  // else a warning
  std::string text;  // as written in the scenario
  Place place;
  std::string metric, scope;  // "service_level", "billing"
  std::string window;         // "over day", "09:00-12:00, every 30 min"
  std::string quantifier;     // "mean", "p95", "on 80% of days"
  std::string worst_at;       // "11:30" for "in every", else empty
  Judgement judgement;        // verdict, found with its range, threshold, unit, note
};

// Why: what each cause does to the figure, by paired runs. `alone`: the twin with only this cause, minus the
// twin. `taken_away`: the day without this cause, minus the day. The alone column plus `together` adds up to
// the whole difference. Both are changes of the figure in its own unit (a share for points of service level).
struct WhyRow {
  std::string cause;  // "35% more calls"
  Estimate alone;
  Estimate taken_away;
  std::optional<double> agents;  // extra agents that would gain as much as removing it
  Estimate people_saved;         // fewer people never served when it is removed
};
struct Why {
  std::string figure;  // "points of billing service level"
  Metric metric = Metric::service_level;
  std::string scope;
  std::optional<double> twin, day;  // the two ends, over the replications used here
  std::vector<WhyRow> causes;       // as in the scenario; empty when there is nothing to take away
  std::optional<double>
      together;                  // the rest: what the causes do on top of the sum of each alone (two or more)
  std::optional<double> agents;  // extra agents all day that restore the twin's level
  std::string agents_of;         // to which group they were added
  bool agents_at_least = false;  // not even `agents` more restore it: the search ended there
  std::string agents_method;     // in words
  std::uint32_t runs = 0;        // paired replications per variant
};

struct HalfHourRow {
  Time at;
  std::string clock;  // "08:30"
  std::optional<double> service_level;
  std::optional<double> offered;  // mean calls
  std::optional<double> abandon_rate, mean_wait_s;
  std::optional<double> agents_needed;  // smallest number that keeps the promise (see HalfHours::needed_by)
  std::optional<double> agents_there;   // mean signed in
  std::optional<double> answered{}, asa_s{}, aht_s{}, occupancy{};  // occupancy: of the agents who take them
};
struct HalfHours {
  std::string queue;  // the focus queue
  std::optional<ServicePromise> promise;
  Duration length;        // of a row: 30 minutes, or the report interval when that is longer
  std::string needed_by;  // "Erlang A on simulated arrivals and handling times"
  std::vector<HalfHourRow> rows;
};

enum class BindingKind { agents, platform_limit };
struct BindingRow {
  BindingKind kind = BindingKind::agents;
  std::string label;                    // "billing agents", "trunks of old"
  std::string group, platform;          // whichever applies
  LimitKind limit = LimitKind::trunks;  // platform_limit
  std::optional<double> limit_value;    // the tightest of the day; agents: mean signed in over the window
  bool binding = false;  // full and hurting, and the paired run without it is significantly better
  bool ever_full = false;
  std::string from, to;    // clock: first and last interval in which it is full and hurts; empty = never
  std::string when;        // the same where the scenario has several days: the hours of each, in words
  Estimate full_share;     // share of that window's time at the limit (agents: calls that found all busy)
  Estimate hurting_share;  // ... while someone is turned away or waits because of it
  std::optional<double> runs_full;  // share of replications in which it was ever full and hurting
  std::optional<double> peak_p50, peak_p95, peak_p99;  // quantiles over replications of the day's peak
  std::optional<double> minutes_full;                  // mean per day
  std::optional<double> turned_away;                   // mean calls (or sign-ins) per day refused by it
  bool checked_without = false;                        // was a paired run without this limit made
  bool unsure = false;                                 // it would bind, but the runs cannot tell
  Estimate without_focus;                              // change of the focus figure without it (Why::figure)
  Estimate without_never_served;                       // change of people never served without it
  std::string sentence;                                // one line in words
};

struct ForecastCorrection {  // what the forecast counts, and what was taken out of it
  std::string queue;
  ForecastCounts counts = ForecastCounts::people;
  double forecast_calls = 0;           // as in the file
  double people = 0;                   // first attempts that reproduce it on a quiet day
  double redials = 0, ivr_losses = 0;  // of the quiet day, mean: what the correction consists of
  std::uint32_t pilot_runs = 0, iterations = 0;
  double residual = 0;  // (simulated - forecast) / forecast after the last iteration
};

struct SanityLine {          // Erlang A beside the simulation, where the model has one
  std::string queue, clock;  // the worst interval of a single-skill queue
  double offered_erlang = 0, agents = 0;
  std::optional<double> erlang_service_level, simulated_service_level;
  std::optional<Range> simulated_range;
  bool agrees = false;  // within 10 points: a stationary formula beside a day that moves
  std::string note;     // why it differs or why there is none
};

struct SelfCheck {
  std::string name;  // "every attempt has one outcome", "Little's law"
  bool ok = true;
  std::string detail;  // what broke, or the measured agreement
};

// intervals.csv: one row per metric x scope x interval.
struct TidyRow {
  const char* metric = "";  // of the table of metrics
  Unit unit = Unit::share;
  std::string scope_kind;  // "queue", "platform", "group", "queue on platform", "all"
  std::string scope;       // "billing", "old", "billing/old"
  Time from, to;
  std::string from_text;  // wall clock, ISO date and time
  Estimate value;         // mean, 95 %
};

// The table of --actual: predicted beside what happened (analysis/actual.hpp fills it).
struct ActualRowOut {
  std::string queue, metric;  // "abandon_rate"
  Unit unit = Unit::share;
  Time at;
  std::string clock;
  std::optional<double> actual, predicted;  // predicted: mean over replications
  std::optional<Range> band;                // 2.5 % - 97.5 % of replications: a prediction band
  std::optional<bool> inside;
};
struct ActualSummary {
  std::string queue, metric;
  Unit unit = Unit::share;
  std::size_t intervals = 0, inside = 0;
  Estimate coverage;                              // inside / intervals, Wilson; nominal 95 %
  std::optional<double> actual, predicted, bias;  // over the day (calls weighted); bias = predicted - actual
  std::string parts_at;                           // "10:30-11:30 predicted too low"; empty = nowhere
};
struct ActualComparison {
  std::vector<ActualRowOut> rows;
  std::vector<ActualSummary> summary;
  std::string note;
};

struct RunParticulars {
  std::string version;  // of the program
  std::uint64_t seed = 1;
  std::uint32_t runs = 0;  // replications of the day and of its twin
  std::uint32_t max_runs = 0;
  std::vector<std::uint32_t> looks;  // all possible looks
  std::uint32_t looks_taken = 0;
  double error_per_look = 0.05;           // each promise's interval has confidence 1 - this
  double confidence = 0.95;               // of every other interval
  std::string stopped_because;            // "every promise decided", "maximum reached"
  std::uint64_t replications_in_all = 0;  // with twin, why, binding and pilots
};

// The incident: what became of the platforms where components fail, and what it cost. A moment is nothing
// where it is no part of the story, and infinite where a day ends without it.
struct IncidentMoment {
  std::string name;                                // "detected": for machines
  std::string label;                               // "detected (heartbeats)"
  std::optional<double> p50_s, p95_s;              // over replications, from the start of the scenario
  std::optional<double> after_p50_s, after_p95_s;  // from the beginning of the fault
  std::string p50, p95;                            // as clock times: "10:17", "never", "-"
  std::size_t happens = 0, of = 0;  // replications in which it happens, of those with the fault
};
// What one fault cost, stage by stage: the day minus the day without it. Attempts, but for the people.
struct IncidentLoss {
  std::string fault;  // "dc1-loss", or "all faults"
  Estimate failed, ivr, queue, talk, blocked, abandoned, never_served;
};
// One thing changed: how many people are lost then, and how many fewer than on the day.
struct IncidentLever {
  enum class Kind { decision, dual_enabled, failback, sign_in, together, fault, redials } kind = Kind::fault;
  enum class Effect { helps, small, none, worse, unsure } effect = Effect::none;
  std::string text;         // "failback 15 m after repair in place of 21:00"
  Estimate left, saved;     // people never served because of the faults; fewer than on the day
  Estimate fewer_attempts;  // redials: attempts of the day that are not made
};
struct IncidentLimit {  // of the platform that takes over
  std::string label;    // "concurrent calls", "sign-ins a minute"
  std::optional<double> peak_p95, limit, minutes_full;
  bool binding = false;
  std::string note;  // "60% of 292 agents of old have a login on new"
};
struct IncidentStorm {  // dialling again: the quarter of an hour that stands out most from the twin
  std::string clock;
  std::optional<double> day, twin, factor;       // attempts in it
  std::optional<double> attempts, people, more;  // of the whole day; more: attempts than in the twin
  double from_s = 0;                             // when that quarter begins
};
struct Incident {
  std::string component, fault;           // what the time line tells of: "old.dc1", "dc1-loss"
  std::string from, to;                   // platforms of the failover that answers it; empty = there is none
  bool dated = true;                      // the fault begins at the same time on every day
  std::size_t happens = 0, runs = 0;      // replications with the fault
  bool refuses = false;                   // new calls are turned away at first
  bool elsewhere = false;                 // ... until `to` takes them, not until `from` does again
  bool agents_leave = false;              // agents lose their place and sign in again
  std::vector<IncidentMoment> times;      // in the order of the trade
  Estimate rto_calls, rto_calls_p95;      // seconds from the fault until new calls are accepted: median, p95
  Estimate rto_service, rto_service_p95;  // ... and the service level is back, beyond the twin
  std::size_t restored = 0;               // replications in which it comes back
  Estimate rpo, rpo_p95;                  // seconds of data that are lost: median, p95
  Estimate never_served;                  // people, because of the faults
  std::optional<double> share_of_people;  // ... of all who dial that day
  Estimate after_healthy;                 // ... of them first dialled when the component was healthy again
  std::string worst_platform;             // by service level over the day; empty = one platform only
  std::optional<double> worst_level, worst_twin, blended_level;
  IncidentStorm storm;
  std::vector<IncidentLimit> limits;  // of `to`
  std::vector<IncidentLoss> losses;
  std::vector<IncidentLever> levers;   // by what they save
  std::uint32_t side_runs = 0;         // paired replications of losses and levers
  std::vector<std::string> detection;  // how detection came about, rule by rule
  std::string sentence, answer;        // for the verdict
};

// Fix: what was tried of the scenario's levers, the cheapest that passes first (analysis/fix.hpp).
struct FixTrial {
  std::string text;                // "+32 billing, 08:30-13:00"
  std::vector<std::string> parts;  // lever by lever
  std::optional<double> cost;      // of one such day
  std::optional<double> cost_a_month;
  Verdict verdict = Verdict::undecided;  // over the musts, with fresh callers
  bool confirmed = false;                // was it held against fresh callers
  std::vector<Judgement> judgements;     // of the musts
  std::size_t kept = 0;                  // musts whose figures meet their bounds; of judgements.size()
  std::vector<std::string> missed;       // the others with what was found, the furthest off first
  std::vector<std::string> unsure;       // where none is missed: kept by the figure, which more days may undo
  std::string tightest;  // the must that decides: of those missed, else of those unsure, else of all
};
struct FixAnswer {
  bool searched = false, found = false;
  std::size_t tried = 0;  // amounts and pairs simulated
  std::uint32_t search_runs = 0, confirm_runs = 0;
  std::vector<FixTrial> trials;  // shown: the first passes when `found`
  std::string sentence;  // "+32 billing, 08:30-13:00 for GBP 5,515"; "no lever or pair of levers passes"
  std::string currency;  // of the costs; empty: none was said
  double days_a_month = 21;
  bool sound = true;  // no self-check failed
};
// Flip: at which value of an assumption the verdict turns (analysis/flip.hpp).
struct FlipRow {
  std::string key, label;
  double now = 0, low = 0, high = 0;
  Unit unit = Unit::share;
  std::string now_text, range_text, range_from;
  Verdict verdict_now = Verdict::undecided;
  std::optional<double> flips_at;  // nothing: never within the range
  std::optional<Range> between;    // the verdict is one below, the other above, and cannot be told in between
  Verdict verdict_beyond = Verdict::undecided;
  std::string text;  // "never, even at 0% (still NO)", "above 7 m: YES"
  std::uint32_t runs = 0;
};
// Against a stored baseline (analysis/baseline.hpp).
struct BaselineRow {
  std::string plan, figure;
  Unit unit = Unit::share;
  std::optional<double> then, now;
  Estimate difference;  // now - then, paired where the callers are the same
  bool paired = true;
  bool regression = false, improved = false;
};
struct BaselineReport {
  std::vector<BaselineRow> rows;       // regressions first
  std::vector<std::string> new_plans;  // without a baseline
  std::vector<std::string> gone_plans;
  std::vector<std::string>
      changed;  // "monday-peak: the data changed (staff.csv)", "the tool is 0.3.0, was 0.2.0"
  std::string sentence;
  bool regression = false;
};

struct ReportModel {
  std::string scenario, question, file;
  std::string date, day_name;          // "2026-03-02", "Monday"
  std::string start_clock, end_clock;  // "08:00", "18:00"
  // PASS, FAIL, UNDECIDED over the musts; NONE when the scenario promises nothing.
  enum class Word { yes, no, undecided, none } word = Word::none;
  std::string sentence;               // after the word: "billing keeps 80/20 on only 18 of 100 such Mondays."
  std::string answer;                 // what breaks first
  int exit_code = 0;                  // 0 all must pass, 1 a must failed, 3 undecided, 70 self-check failed
  std::string twin_title, day_title;  // "plain Monday", "this Monday"
  std::string twin_meaning;           // "no events", "no faults"
  bool has_twin = false;
  std::vector<HeadlineRow> headline;
  std::vector<PromiseRow> promises;  // musts first
  Why why;
  HalfHours half_hours;
  std::vector<HalfHours> other_half_hours;  // of the other queues, each by itself
  std::vector<BindingRow> binding;          // agents and limits that bind first, then those never full
  std::vector<Assumption> assumptions;
  std::vector<Problem> lints;
  std::vector<InputFile> files;
  std::vector<ForecastCorrection> corrections;
  SanityLine sanity;
  bool has_sanity = false;
  std::vector<SelfCheck> checks;
  std::vector<TidyRow> tidy;
  std::optional<ActualComparison> actual;
  std::optional<Incident> incident;  // none: no component fails
  bool has_levers = false;           // the scenario lists what could be done
  std::optional<FixAnswer> fix;      // none: no lever, or nothing to mend
  bool sought_flips = false;         // were they asked for
  std::vector<FlipRow> flips;        // empty: not asked for
  std::optional<BaselineReport> baseline;
  std::optional<Pictures> pictures;  // for the page; none: not asked for
  RunParticulars run;
};

}  // namespace switchover
