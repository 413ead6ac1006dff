#include "analysis/fix_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "analysis/design.hpp"
#include "analysis/looks.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr double early_error = 0.002;  // of a look before the last: what is that clear needs no more days
constexpr std::size_t coarse_points = 8;
constexpr double sure = 1e9;  // margin of a pull that passes without doubt
// Between pulls of equal cost the fewest levers count first, then how far they are pulled.
constexpr double per_lever = 1e-4, per_effort = 1e-6;

bool all_met(const std::vector<Judgement>& judgements) {
  return std::all_of(judgements.begin(), judgements.end(), is_met);
}
bool all_good(const std::vector<Judgement>& judgements) {
  return std::all_of(judgements.begin(), judgements.end(),
                     [](const Judgement& j) { return is_good(j.verdict); });
}
bool any_fails(const std::vector<Judgement>& judgements) {
  return std::any_of(judgements.begin(), judgements.end(),
                     [](const Judgement& j) { return j.verdict == Verdict::fail; });
}

}  // namespace

bool nowhere_stronger(const Pull& a, const Pull& b) {
  for (std::size_t l = 0; l < a.size(); ++l) {
    if (a[l] > b[l]) return false;
  }
  return true;
}

LeverBoard::LeverBoard(const Scenario& scenario) : scenario_(&scenario) {
  for (std::size_t l = 0; l < scenario.levers.size(); ++l) {
    amounts_.push_back(amounts_of(scenario, l));
    std::vector<double> costs;
    for (const double amount : amounts_.back()) {
      const auto cost = cost_of(scenario, {l, amount});
      const double days = cost && cost->a_month ? scenario.money.days_a_month : 1;
      costs.push_back(cost ? cost->amount / days : std::numeric_limits<double>::quiet_NaN());
    }
    costs_.push_back(std::move(costs));
  }
}

Pull LeverBoard::full(std::size_t lever) const {
  Pull pull = none();
  pull[lever] = steps(lever);
  return pull;
}

std::vector<LeverUse> LeverBoard::uses(const Pull& pull) const {
  std::vector<LeverUse> uses;
  for (std::size_t l = 0; l < levers(); ++l) {
    if (pull[l] > 0) uses.push_back({l, amounts_[l][pull[l] - 1]});
  }
  return uses;
}

std::optional<double> LeverBoard::cost(const Pull& pull) const {
  std::optional<double> sum;
  for (std::size_t l = 0; l < levers(); ++l) {
    if (pull[l] == 0) continue;
    const double cost = costs_[l][pull[l] - 1];
    if (!std::isnan(cost)) sum = sum.value_or(0) + cost;
  }
  return sum;
}

double LeverBoard::rank(const Pull& pull) const {
  double rank = cost(pull).value_or(0);
  for (std::size_t l = 0; l < levers(); ++l) {
    if (pull[l] == 0) continue;
    rank += per_lever + per_effort * static_cast<double>(pull[l]) / static_cast<double>(steps(l));
  }
  return rank;
}

Case LeverBoard::as_case(const Pull& pull) const {
  Case made{"", *scenario_, {scenario_->must, {}}, ""};
  for (const LeverUse& use : uses(pull)) {
    made.scenario = pulled(made.scenario, use);
    made.changes += fmt::format("lever {} = {:.17g}\n", scenario_->levers[use.lever].name, use.amount);
  }
  made.name = "fix: " + (made.changes.empty() ? std::string("the day as it is") : text(pull));
  return made;
}

std::vector<std::string> LeverBoard::parts(const Pull& pull) const {
  std::vector<std::string> parts;
  for (const LeverUse& use : uses(pull)) parts.push_back(lever_text(*scenario_, use));
  return parts;
}

std::string LeverBoard::text(const Pull& pull) const { return joined(parts(pull), " and "); }

bool is_met(const Judgement& j) { return j.found.value && meets(*j.found.value, j.comparison, j.threshold); }

std::size_t musts_kept(const std::vector<Judgement>& judgements) {
  return static_cast<std::size_t>(std::count_if(judgements.begin(), judgements.end(), is_met));
}

bool is_good(Verdict verdict) { return verdict == Verdict::pass || verdict == Verdict::on_target; }

double margin_of(const Judgement& j) {
  constexpr double nothing_known = -1e6;
  if (!j.found.value) return nothing_known;
  const double above = wants_more(j.comparison) ? *j.found.value - j.threshold : j.threshold - *j.found.value;
  const double width = j.found.half_width().value_or(0);
  if (std::isinf(above)) return std::copysign(-nothing_known, above);
  // A share of days at its end has an interval that leans to one side; a promise "= 0" has none.
  return std::clamp(above / std::max({width, 1e-6 * std::abs(j.threshold), 1e-9}), nothing_known,
                    -nothing_known);
}

double least_margin(const std::vector<Judgement>& judgements) {
  double least = std::numeric_limits<double>::infinity();
  for (const Judgement& j : judgements) least = std::min(least, margin_of(j));
  return least;
}

double shortfall_of(const Judgement& j) {
  constexpr double most = 100, small = 0.01;
  if (is_met(j)) return 0;
  const double by = j.found.value ? std::abs(*j.found.value - j.threshold) : most;
  return std::min(most, by / std::max(small, std::abs(j.threshold)));
}

double shortfall_of(const std::vector<Judgement>& judgements) {
  double sum = 0;
  for (const Judgement& j : judgements) sum += shortfall_of(j);
  return sum;
}

FixSearch::FixSearch(const LeverBoard& board, CaseRunner& runner, std::uint32_t search_runs,
                     std::uint32_t confirm_runs)
    : board_(board),
      runner_(runner),
      runs_(std::max(1U, std::min(search_runs, runner.most_runs()))),
      shrink_(std::min(1.0, std::sqrt(static_cast<double>(runs_) / std::max(1U, confirm_runs)))),
      alpha_(error_per_look(std::max(1U, confirm_runs))),
      weakest_(board.levers(), 0),
      best_(std::numeric_limits<double>::infinity()) {}

bool FixSearch::passes(const Pull& pull) {
  for (const Known& known : known_) {
    if (known.margin >= strictness_ && nowhere_stronger(known.pull, pull)) return true;
    if (known.margin < strictness_ && nowhere_stronger(pull, known.pull)) return false;
  }
  known_.push_back(simulate(pull));
  return known_.back().margin >= strictness_;
}

bool FixSearch::is_at_the_end(const Pull& pull) const {
  for (std::size_t l = 0; l < pull.size(); ++l) {
    if (pull[l] > 0 && pull[l] < board_.steps(l)) return false;
  }
  return true;
}

// How surely it passes; looks that leave no doubt end it early.
FixSearch::Known FixSearch::simulate(const Pull& pull) {
  ++tried_;
  const Case c = board_.as_case(pull);
  std::vector<CaseDay> days;
  std::vector<Judgement> judgements;
  for (const std::uint32_t look : looks_up_to(runs_)) {
    std::vector<CaseDay> more = runner_.days(c, static_cast<std::uint32_t>(days.size()), look);
    std::move(more.begin(), more.end(), std::back_inserter(days));
    judgements = judge_case(c, days, look < runs_ ? early_error : alpha_);
    if (look == runs_) break;
    if (any_fails(judgements)) return known_of(pull, judgements, 1);
    if (all_good(judgements)) return {pull, sure, judgements.size(), 0};
  }
  // What cannot be pulled any further is left to the fresh callers where it may pass at all.
  if (all_met(judgements) && is_at_the_end(pull)) return {pull, sure, judgements.size(), 0};
  return known_of(pull, judgements, shrink_);
}

FixSearch::Known FixSearch::known_of(const Pull& pull, const std::vector<Judgement>& judgements,
                                     double shrink) {
  return {pull, least_margin(judgements) / shrink, musts_kept(judgements), shortfall_of(judgements)};
}

// The weakest of steps 1 .. high of this lever with which the pull passes; it does at `high`.
std::size_t FixSearch::weakest(Pull pull, std::size_t lever, std::size_t high) {
  std::size_t fails_at = 0;
  while (high - fails_at > 1) {
    const std::size_t middle = fails_at + (high - fails_at) / 2;
    pull[lever] = middle;
    (passes(pull) ? high : fails_at) = middle;
  }
  return high;
}

void FixSearch::search_lever(std::size_t lever) {
  if (board_.steps(lever) == 0) return;
  Pull pull = board_.full(lever);
  if (!passes(pull)) return;
  pull[lever] = weakest_[lever] = weakest(board_.none(), lever, board_.steps(lever));
  best_ = std::min(best_, board_.rank(pull));
  found_.push_back(std::move(pull));
}

// The cheapest pull of the pair with its outer lever at `at`, if it is cheaper than anything so far.
void FixSearch::try_outer(Pull& best, std::size_t outer, std::size_t inner, std::size_t at,
                          std::size_t most) {
  Pull pull = board_.none();
  pull[outer] = at;
  for (pull[inner] = most; pull[inner] > 0; --pull[inner]) {
    if (board_.rank(pull) < best_) break;
  }
  if (pull[inner] == 0 || !passes(pull)) return;
  pull[inner] = weakest(pull, inner, pull[inner]);
  best_ = board_.rank(pull);
  best = pull;
}

// Along the frontier of a pair: for each step of the outer lever the weakest of the inner. On a coarse grid
// first, then finer and finer beside the cheapest.
void FixSearch::search_pair(std::size_t outer, std::size_t inner) {
  const auto most_of = [&](std::size_t l) { return weakest_[l] > 0 ? weakest_[l] - 1 : board_.steps(l); };
  const std::size_t outer_most = most_of(outer), inner_most = most_of(inner);
  if (outer_most == 0 || inner_most == 0) return;
  Pull pull = board_.none();
  pull[outer] = outer_most;
  pull[inner] = inner_most;
  const bool reached = weakest_[outer] == 0 && weakest_[inner] == 0;
  if (reached && !passes(pull)) return;
  std::vector<std::size_t> grid;
  const std::size_t points = std::min(coarse_points, outer_most);
  for (std::size_t i = 1; i <= points; ++i) grid.push_back(outer_most * i / points);
  Pull best;
  for (const std::size_t at : grid) try_outer(best, outer, inner, at, inner_most);
  if (best.empty()) return;
  for (std::size_t apart = (outer_most + points - 1) / points; apart > 1;) {
    const std::size_t centre = best[outer], finer = std::max<std::size_t>(1, apart / 4);
    const std::size_t from = centre > apart ? centre - apart : 1;
    for (std::size_t at = from; at < std::min(centre + apart, outer_most + 1); at += finer) {
      if (at != centre) try_outer(best, outer, inner, at, inner_most);
    }
    apart = finer;
  }
  found_.push_back(std::move(best));
}

std::vector<Pull> FixSearch::candidates(double strictness) {
  strictness_ = strictness;
  best_ = std::numeric_limits<double>::infinity();
  found_.clear();
  weakest_.assign(board_.levers(), 0);
  for (std::size_t l = 0; l < board_.levers(); ++l) search_lever(l);
  for (std::size_t a = 0; a < board_.levers(); ++a) {
    for (std::size_t b = a + 1; b < board_.levers(); ++b) {
      const bool a_is_outer = board_.steps(a) <= board_.steps(b);
      search_pair(a_is_outer ? a : b, a_is_outer ? b : a);
    }
  }
  std::stable_sort(found_.begin(), found_.end(),
                   [&](const Pull& a, const Pull& b) { return board_.rank(a) < board_.rank(b); });
  return found_;
}

std::vector<Pull> FixSearch::nearest() const {
  std::vector<Known> sorted;
  std::copy_if(known_.begin(), known_.end(), std::back_inserter(sorted),
               [&](const Known& known) { return known.margin < sure && is_at_the_end(known.pull); });
  std::stable_sort(sorted.begin(), sorted.end(), [](const Known& a, const Known& b) {
    return a.kept != b.kept ? a.kept > b.kept : a.shortfall < b.shortfall;
  });
  std::vector<Pull> pulls;
  for (const Known& known : sorted) pulls.push_back(known.pull);
  return pulls;
}

}  // namespace switchover
