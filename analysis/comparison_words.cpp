#include "analysis/comparison_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/fix_words.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

using Word = ReportModel::Word;

constexpr std::size_t most_names = 4;

std::string listed(std::vector<std::string> names) {
  if (names.size() < 2) return names.empty() ? "" : names.front();
  const std::string last = names.back();
  names.pop_back();
  return joined(names) + " and " + last;
}

class Words {
 public:
  explicit Words(const PlanComparison& comparison, const std::vector<std::string>& missing)
      : c_(comparison), missing_(missing) {}

  PlansVerdict all() {
    PlansVerdict verdict;
    const std::vector<std::size_t> pass = with(Word::yes), open = with(Word::undecided);
    const bool promised = std::any_of(c_.plans.begin(), c_.plans.end(),
                                      [](const ComparedPlan& plan) { return plan.musts > 0; });
    if (!promised) {
      verdict.sentence = "no promise was asked for; " + ranking_words() + ".";
    } else if (!pass.empty()) {
      verdict.word = Word::yes;
      verdict.sentence = passing(pass, open);
    } else if (!open.empty()) {
      verdict.word = Word::undecided;
      verdict.exit_code = 3;
      verdict.sentence = undecided(open);
    } else {
      verdict.word = Word::no;
      verdict.exit_code = 1;
      verdict.sentence = none_passes();
    }
    if (pass.empty() && c_.plans.size() > 1) verdict.advice = advice();
    const bool sound =
        std::all_of(c_.plans.begin(), c_.plans.end(), [](const ComparedPlan& plan) { return plan.sound; });
    if (!sound) {
      verdict.exit_code = 70;
      verdict.sentence = "a self-check broke: nothing here can be trusted. " + verdict.sentence;
    }
    return verdict;
  }

 private:
  const std::string& name(std::size_t plan) const { return c_.plans[plan].name; }

  std::vector<std::size_t> with(Word word) const {
    std::vector<std::size_t> plans;
    for (std::size_t p = 0; p < c_.plans.size(); ++p) {
      if (c_.plans[p].word == word) plans.push_back(p);
    }
    return plans;
  }
  std::string names(const std::vector<std::size_t>& plans) const {
    if (plans.size() > most_names) return fmt::format("{} of {} plans", plans.size(), c_.plans.size());
    std::vector<std::string> named;
    for (const std::size_t p : plans) named.push_back(name(p));
    return listed(named);
  }

  // What sets one of these apart: the least cost, else the first of the ranking.
  std::string choice_among(const std::vector<std::size_t>& plans) const {
    std::optional<std::size_t> cheapest;
    bool all_priced = true, alone = true;
    for (const std::size_t p : plans) {
      const auto& cost = c_.plans[p].extra_cost;
      all_priced = all_priced && cost.has_value();
      if (!cost) continue;
      if (cheapest && *cost == *c_.plans[*cheapest].extra_cost) alone = false;
      if (!cheapest || *cost < *c_.plans[*cheapest].extra_cost) {
        cheapest = p;
        alone = true;
      }
    }
    if (all_priced && cheapest && alone) return name(*cheapest) + " is cheapest";
    if (c_.ranks_by_cost) return "they cost the same";
    std::vector<std::size_t> best;
    for (const std::size_t p : c_.ranking.order) {
      if (std::find(plans.begin(), plans.end(), p) == plans.end()) continue;
      if (best.empty() || c_.ranking.tied_for_best[p]) best.push_back(p);
    }
    if (best.empty() || !c_.ranking.tied_for_best[best.front()])
      return fmt::format("{} is ranked first of them by {}", name(best.front()), c_.ranked_by);
    if (best.size() == 1) return fmt::format("{} is best by {}", name(best.front()), c_.ranked_by);
    return fmt::format("{} are tied by {}", names(best), c_.ranked_by);
  }

  std::string passing(const std::vector<std::size_t>& pass, const std::vector<std::size_t>& open) const {
    std::string text;
    if (c_.plans.size() == 1) {
      text = name(0) + " passes.";
    } else if (pass.size() == 1) {
      text = fmt::format("ONLY {} passes.", name(pass.front()));
    } else {
      text = fmt::format("{} pass; {}.", pass.size() == c_.plans.size() ? "ALL" : names(pass),
                         choice_among(pass));
    }
    if (!open.empty()) text += fmt::format(" {} {} undecided.", names(open), open.size() == 1 ? "is" : "are");
    return text;
  }

  std::string undecided(const std::vector<std::size_t>& open) const {
    std::size_t speak_of = open.front();
    for (const std::size_t p : c_.ranking.order) {
      if (std::find(open.begin(), open.end(), p) == open.end()) continue;
      speak_of = p;
      break;
    }
    return fmt::format("UNDECIDED - no plan passes yet, {} may: {} - {}", names(open), name(speak_of),
                       missing_[speak_of]);
  }

  // Of those plans that promise anything.
  bool best_on_every_promise(std::size_t plan) const {
    std::vector<bool> beaten(c_.plans.size(), false);  // somewhere: who is as good everywhere is as good
    for (const ComparedPromise& promise : c_.promises) {
      if (!promise.must) continue;
      const Judgement& own = promise.rows[plan].judgement;
      if (!own.found.value) return false;
      for (std::size_t p = 0; p < promise.rows.size(); ++p) {
        const auto& other = promise.rows[p].judgement.found.value;
        if (!other || *other == *own.found.value) continue;
        const bool more_is_better =
            own.comparison == Comparison::greater_equal || own.comparison == Comparison::greater;
        if (more_is_better ? *other > *own.found.value : *other < *own.found.value) return false;
        beaten[p] = true;
      }
    }
    bool others = false;
    for (std::size_t p = 0; p < beaten.size(); ++p) {
      if (p == plan || c_.plans[p].musts == 0) continue;
      if (!beaten[p]) return false;
      others = true;
    }
    return others;
  }

  std::string none_passes() const {
    const std::size_t lead = leading_plan(c_);
    if (c_.plans.size() == 1) return fmt::format("NONE PASSES - {}: {}", name(lead), missing_[lead]);
    std::vector<std::size_t> tied;  // for best, the lead first
    for (const std::size_t p : c_.ranking.order) {
      if (c_.ranking.tied_for_best[p] && c_.plans[p].musts > 0) tied.push_back(p);
    }
    std::string text = "NONE PASSES - ";
    if (best_on_every_promise(lead)) {
      text += fmt::format("{} is best on every promise and still fails: ", name(lead));
    } else if (!c_.ranks_by_cost && lead != c_.ranking.order.front()) {
      text += fmt::format("{} fails: ", name(lead));  // those before it promise nothing
    } else if (c_.ranks_by_cost) {
      text += fmt::format("{} keeps {} of {} promises and fails: ", name(lead), c_.plans[lead].musts_kept,
                          c_.plans[lead].musts);
    } else if (tied.size() > 1 && c_.ranking.tied_for_best[lead]) {
      text += fmt::format("{} are tied by {}; {} fails: ", names(tied), c_.ranked_by, name(lead));
    } else {
      text += fmt::format("{} is {} by {} and still fails: ", name(lead),
                          c_.ranking.tied_for_best[lead] ? "best" : "ranked first", c_.ranked_by);
    }
    text += missing_[lead] + keeps_more(lead);
    const std::vector<std::size_t> silent = with(Word::none);
    if (!silent.empty())
      text += fmt::format(" {} promise{} nothing.", names(silent), silent.size() == 1 ? "s" : "");
    return text;
  }

  // A promise kept by a plan that loses more callers must not pass for a merit, nor be passed over.
  std::string keeps_more(std::size_t lead) const {
    std::optional<std::size_t> other;
    for (const std::size_t p : c_.ranking.order) {
      const std::size_t most = other ? c_.plans[*other].musts_kept : c_.plans[lead].musts_kept;
      if (c_.plans[p].musts_kept > most) other = p;
    }
    if (!other) return "";
    const auto& order = c_.ranking.order;
    const auto place = std::find(order.begin(), order.end(), *other) - order.begin() + 1;
    return fmt::format(" {} keeps {} of {} promises ({} {}), but is only number {} by {}.", name(*other),
                       c_.plans[*other].musts_kept, c_.plans[*other].musts, name(lead),
                       c_.plans[lead].musts_kept, place, c_.ranked_by);
  }

  std::string ranking_words() const {
    const std::size_t first = c_.ranking.order.front();
    if (c_.plans.size() == 1) return "one plan alone has nothing to be compared with";
    if (c_.ranks_by_cost) return fmt::format("{} is cheapest", name(first));
    std::vector<std::size_t> tied;
    for (const std::size_t p : c_.ranking.order) {
      if (c_.ranking.tied_for_best[p]) tied.push_back(p);
    }
    if (tied.size() > 1) return fmt::format("{} are tied by {}", names(tied), c_.ranked_by);
    return fmt::format("{} is best by {}", name(first), c_.ranked_by);
  }

  // Surely better than the baseline by the figure that plans are ranked by.
  bool helps(std::size_t plan) const {
    const ComparisonRow& row = c_.rows[c_.ranked_row];
    const ComparisonCell& cell = row.cells[plan];
    if (plan == c_.baseline || !cell.differs || !cell.against.value) return false;
    return row.higher_is_better ? *cell.against.value > 0 : *cell.against.value < 0;
  }
  std::string gain_of(std::size_t plan) const {
    const ComparisonRow& row = c_.rows[c_.ranked_row];
    const double by = std::abs(*row.cells[plan].against.value);
    if (row.metric == Metric::never_served && row.unit == Unit::count)
      return fmt::format("saves {} people", count_text(by));
    const std::string amount = row.unit == Unit::share ? points_text(by).substr(by > 0 ? 1 : 0) + " points"
                                                       : value_text(by, row.unit);
    return fmt::format("{} {} by {}", row.higher_is_better ? "raises" : "lowers", row.label, amount);
  }
  std::string price_of(std::size_t plan) const {
    const auto& cost = c_.plans[plan].extra_cost;
    if (!cost) return "";
    return *cost == 0 ? " at no extra cost" : fmt::format(" for {} a month", money_text(c_.currency, *cost));
  }

  std::string advice() const {
    const std::string begin = "If you must choose today: ";
    std::vector<std::size_t> better;  // in the order of the ranking
    for (const std::size_t p : c_.ranking.order) {
      if (helps(p)) better.push_back(p);
    }
    const std::string& base = name(c_.baseline);
    if (better.empty()) {
      const ComparisonRow& row = c_.rows[c_.ranked_row];
      const bool all_differ = std::all_of(
          row.cells.begin(), row.cells.end(),
          [&](const ComparisonCell& cell) { return &cell == &row.cells[c_.baseline] || cell.differs; });
      return all_differ
                 ? begin + fmt::format("keep {}; every other plan is worse by {}.", base, c_.ranked_by)
                 : begin + fmt::format("no plan is shown to be better than {} by {}.", base, c_.ranked_by);
    }
    const std::size_t best = better.front();
    std::optional<std::size_t> free;
    for (const std::size_t p : better) {
      if (!free && c_.plans[p].extra_cost && *c_.plans[p].extra_cost <= 0) free = p;
    }
    if (free && *free != best) {
      return begin + fmt::format("{} is free and {} against {}; {} {}{}.", name(*free), gain_of(*free), base,
                                 name(best), gain_of(best), price_of(best));
    }
    return begin + fmt::format("{} {} against {}{}.", name(best), gain_of(best), base, price_of(best));
  }

  const PlanComparison& c_;
  const std::vector<std::string>& missing_;
};

}  // namespace

std::size_t leading_plan(const PlanComparison& comparison) {
  std::optional<std::size_t> lead;
  for (const std::size_t p : comparison.ranking.order) {
    const ComparedPlan& plan = comparison.plans[p];
    if (plan.musts == 0) continue;  // nothing that it could pass
    if (!lead || (comparison.ranks_by_cost && plan.musts_kept > comparison.plans[*lead].musts_kept)) lead = p;
  }
  return lead.value_or(comparison.ranking.order.front());
}

PlansVerdict plans_verdict(const PlanComparison& comparison, const std::vector<std::string>& missing) {
  return Words(comparison, missing).all();
}

}  // namespace switchover
