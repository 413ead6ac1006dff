// Judging a promise: PASS when the interval lies wholly on the good side, FAIL when wholly on the bad, else
// UNDECIDED.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/figures.hpp"
#include "analysis/platform_day.hpp"
#include "models/centre/tally.hpp"
#include "scenarios/expectation.hpp"

namespace switchover {

// on_target: cannot be told from the bound, and nowhere further from it than the indifference: kept.
enum class Verdict { pass, fail, undecided, on_target };
const char* to_string(Verdict verdict);  // "PASS", "FAIL", "UNDECIDED", "ON TARGET"

struct Judgement {
  Verdict verdict = Verdict::undecided;
  Estimate found;  // of the window, or of the worst interval of "in every"; a share for "on N% of days"
  Unit unit = Unit::share;                            // of `found`
  double threshold = 0;                               // what `found` is held against, in the same unit
  Comparison comparison = Comparison::greater_equal;  // of `found` against the threshold
  std::optional<Time> worst_at;                       // "in every": where the worst interval begins
  std::size_t intervals = 0;                          // judged with a denominator; 0 or 1 without "in every"
  std::size_t occurrences = 0, days = 0;  // "= 0" and "on N% of days": days that count, and of how many
  std::string note;                       // "no calls in the window", "needs 300 runs to pass"
};

// From when a promise counts on that day: times to restore and to accept from the beginning of their event.
Time counted_from(const CentreSpec& spec, const Expectation& expectation, const PlatformDay& day);
// What a promise needs of one replication: one figure per judged interval, in order. "keeps promise" needs no
// more: its value is the queue's own target.
struct PromiseFigures {
  std::vector<Figure> each;
  bool operator==(const PromiseFigures&) const = default;
};
// The windows that an expectation is judged in: one, or every interval of its window.
std::vector<IntervalSpan> judged_spans(const CentreSpec& spec, const Expectation& expectation);
// `day` is needed for the time to accept calls and for shares of limits; with it, times after a fault count
// from its beginning on that day.
PromiseFigures promise_figures(const CentreSpec& spec, const Tally& tally, const Expectation& expectation,
                               const PlatformDay& day = {});

// Seconds to restore count from the event's beginning; minus the same measure of the twin, never below zero.
// A day that is not restored stays infinite, whatever the twin did.
void subtract_twin(PromiseFigures& day, const PromiseFigures& twin);

// Judges on all replications so far at error `alpha` (two-sided interval of confidence 1 - alpha):
//   mean         t interval of the mean (ratios pooled) against the bound
//   pXX          distribution-free interval of the quantile of days against the bound
//   on N% days   Wilson interval of the share of days that meet the bound against N %; a day meets an "in
//   every" promise
//                when all its intervals that have a denominator do
//   in every     alpha / number of intervals each; PASS when all pass, FAIL when any fails
//   = 0          FAIL on any occurrence; PASS when 3 / n <= 1 % (n >= 300), else UNDECIDED
// Times to restore and to accept are never averaged: "mean" is judged as the median, and says so.
Judgement judge(const Expectation& expectation, const std::vector<PromiseFigures>& replications,
                double alpha);

// All intervals of a day that have a value meet the bound; nothing when none has one.
std::optional<bool> day_meets(const Expectation& expectation, const PromiseFigures& day);
// The better side: does `value` meet the bound?
bool meets(double value, Comparison comparison, double bound);
const char* to_string(Comparison comparison);  // "<=", ">=", ...

}  // namespace switchover
