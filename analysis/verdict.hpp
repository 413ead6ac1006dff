// Judging a promise: PASS when the interval lies wholly on the good side, FAIL when wholly on the bad, else
// UNDECIDED.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/figures.hpp"
#include "models/centre/tally.hpp"
#include "scenarios/expectation.hpp"

namespace switchover {

enum class Verdict { pass, fail, undecided };
const char* to_string(Verdict verdict);  // "PASS", "FAIL", "UNDECIDED"

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

// What a promise needs of one replication: one figure per judged interval, in order.
struct PromiseFigures {
  std::vector<Figure> each;
  std::vector<std::optional<bool>> kept;  // "keeps promise" only
};
// The windows that an expectation is judged in: one, or every interval of its window.
std::vector<IntervalSpan> judged_spans(const CentreSpec& spec, const Expectation& expectation);
PromiseFigures promise_figures(const CentreSpec& spec, const Tally& tally, const Expectation& expectation);

// Judges on all replications so far at error `alpha` (two-sided interval of confidence 1 - alpha).
Judgement judge(const CentreSpec& spec, const Expectation& expectation,
                const std::vector<PromiseFigures>& replications, double alpha);

}  // namespace switchover
