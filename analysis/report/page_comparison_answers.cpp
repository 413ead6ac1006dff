#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "analysis/comparison_words.hpp"
#include "analysis/report/comparison_phrases.hpp"
#include "analysis/report/page_comparison.hpp"
#include "analysis/sweep_words.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

using Word = ReportModel::Word;

constexpr std::size_t most_names = 4;

class Answers {
 public:
  explicit Answers(const PlanComparison& comparison) : c_(comparison) {}

  std::vector<PageAnswer> all() const {
    std::vector<PageAnswer> answers;
    const auto add = [&](std::optional<PageAnswer> answer) {
      if (answer) answers.push_back(std::move(*answer));
    };
    add(best());
    add(passes());
    add(lost());
    add(cost());
    add(nearest());
    return answers;
  }

 private:
  std::string unit() const { return c_.is_sweep ? "point" : "plan"; }
  std::string name(std::size_t plan) const {
    return c_.is_sweep ? point_text(c_, plan) : c_.plans[plan].name;
  }
  std::string names(const std::vector<std::size_t>& plans) const {
    if (plans.size() > most_names) return fmt::format("{} of {} {}s", plans.size(), c_.plans.size(), unit());
    std::vector<std::string> named;
    for (const std::size_t p : plans) named.push_back(name(p));
    return joined(named, c_.is_sweep ? "; " : ", ");
  }
  std::vector<std::size_t> with(Word word) const {
    std::vector<std::size_t> plans;
    for (const std::size_t p : c_.ranking.order) {
      if (c_.plans[p].word == word) plans.push_back(p);
    }
    return plans;
  }
  bool any_musts() const {
    return std::any_of(c_.plans.begin(), c_.plans.end(),
                       [](const ComparedPlan& plan) { return plan.musts > 0; });
  }

  // What it does, and how that differs from the baseline.
  std::string figure_of(std::size_t plan) const {
    const ComparisonRow& row = c_.rows[c_.ranked_row];
    const ComparisonCell& cell = row.cells[plan];
    std::string text = fmt::format("{}: {}", row_title(row), level_text(row, plan));
    if (!cell.against.value || plan == c_.baseline) return text;
    const std::string points = row.unit == Unit::share ? " points" : "";
    return text + fmt::format("; {}{} against {}{}", signed_text(*cell.against.value, row.unit), points,
                              name(c_.baseline), cell.tied ? ", not told apart" : "");
  }

  std::optional<PageAnswer> best() const {
    if (c_.plans.size() < 2 || c_.rows.empty()) return std::nullopt;
    std::vector<std::size_t> first;
    for (const std::size_t p : c_.ranking.order) {
      if (c_.ranking.tied_for_best[p]) first.push_back(p);
    }
    if (c_.ranks_by_cost || first.empty()) first = {c_.ranking.order.front()};
    const std::size_t lead = first.front();
    PageAnswer answer{
        "best",   fmt::format("Which {} is best?", unit()), names(first), "", tone_of(c_.plans[lead].word),
        "ranking"};
    if (c_.ranks_by_cost) {
      answer.detail = fmt::format("cheapest: {} a month", extra_cost_text(c_, lead));
    } else if (first.size() > 1) {
      answer.detail = fmt::format("not told apart by {}", c_.ranked_by);
    } else {
      answer.detail = figure_of(lead);
    }
    return answer;
  }

  std::optional<PageAnswer> passes() const {
    if (!any_musts()) return std::nullopt;
    const std::vector<std::size_t> pass = with(Word::yes), open = with(Word::undecided);
    PageAnswer answer{
        "passes",  fmt::format("Does any {} keep every promise?", unit()), "", "", tone_of(c_.word),
        "promises"};
    if (!pass.empty()) {
      answer.text = names(pass);
      answer.detail = fmt::format("{} of {} {}s", pass.size(), c_.plans.size(), unit());
    } else {
      const std::size_t lead = leading_plan(c_);
      answer.text = open.empty() ? "none does" : "none is sure to";
      answer.detail = fmt::format("{} keeps {}", name(lead), kept_text(c_.plans[lead]));
    }
    if (!open.empty()) answer.detail += fmt::format("; undecided: {}", names(open));
    return answer;
  }

  std::optional<PageAnswer> lost() const {
    const auto row = std::find_if(c_.rows.begin(), c_.rows.end(), [](const ComparisonRow& one) {
      return one.metric == Metric::never_served && one.unit == Unit::count && one.statistic == "mean" &&
             one.scope == "all" && one.window == "day";
    });
    if (row == c_.rows.end()) return std::nullopt;
    std::optional<std::size_t> fewest, most;
    for (std::size_t p = 0; p < row->cells.size(); ++p) {
      const auto& value = row->cells[p].value.value;
      if (!value) continue;
      if (!fewest || *value < *row->cells[*fewest].value.value) fewest = p;
      if (!most || *value > *row->cells[*most].value.value) most = p;
    }
    if (!fewest) return std::nullopt;
    const std::string few = level_text(*row, *fewest), many = level_text(*row, *most);
    PageAnswer answer{"lost", "How many people never get through?", few, "", PageTone::none, "table"};
    if (c_.plans.size() == 1) {
      answer.detail = level_range(*row, 0);
    } else if (few == many) {
      answer.detail = fmt::format("with every {}", unit());
    } else {
      answer.text = fmt::format("{} to {}", few, many);
      answer.detail = fmt::format("fewest with {}, most with {}", name(*fewest), name(*most));
    }
    return answer;
  }

  // Of the plan to take: the cheapest that passes, else the first of the ranking.
  std::optional<PageAnswer> cost() const {
    if (!has_costs(c_)) return std::nullopt;
    std::optional<std::size_t> taken;
    for (const std::size_t p : with(Word::yes)) {
      const auto& price = c_.plans[p].extra_cost;
      if (price && (!taken || *price < *c_.plans[*taken].extra_cost)) taken = p;
    }
    const std::size_t plan = taken.value_or(c_.ranking.order.front());
    const auto& price = c_.plans[plan].extra_cost;
    PageAnswer answer{"cost", "What does it cost?", "not said", name(plan), PageTone::none, "table"};
    if (price) {
      answer.text = *price == 0 ? "nothing extra" : fmt::format("{} a month", extra_cost_text(c_, plan));
      answer.detail += taken ? ", the cheapest that keeps every must" : ", the first of the ranking";
    }
    if (c_.plans[plan].cost_per_person)
      answer.detail +=
          fmt::format("; {} per person saved on one such day a month", cost_per_person_text(c_, plan));
    return answer;
  }

  std::optional<PageAnswer> nearest() const {
    if (!c_.nearest.searched || !with(Word::yes).empty()) return std::nullopt;
    std::string sentence = c_.nearest.sentence;
    constexpr std::string_view first = "Nearest: ", last = " (try:)";
    if (sentence.ends_with(last)) sentence.resize(sentence.size() - last.size());
    PageAnswer answer{"nearest", "What would pass?", sentence, "", PageTone::none, "nearest"};
    if (sentence.starts_with(first)) {
      answer.text = sentence.substr(first.size());
      answer.tone = c_.nearest.found ? PageTone::pass : PageTone::undecided;
    } else if (c_.nearest.found) {
      answer.tone = PageTone::pass;
    } else {
      answer.text = "nothing that was tried";
      answer.detail = sentence;
      answer.tone = PageTone::fail;
    }
    return answer;
  }

  const PlanComparison& c_;
};

}  // namespace

std::vector<PageAnswer> comparison_answers(const PlanComparison& c) { return Answers(c).all(); }

}  // namespace switchover
