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
constexpr std::size_t most_large = 45;  // characters that are read at one glance

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
  // How many plans are asked: the scenario as it is beside a sweep is none of its points.
  std::size_t asked() const { return c_.plans.size() - (c_.is_sweep ? 1 : 0); }
  std::size_t of_the_asked(const std::vector<std::size_t>& plans) const {
    const bool has_now = std::find(plans.begin(), plans.end(), c_.baseline) != plans.end();
    return plans.size() - (c_.is_sweep && has_now ? 1 : 0);
  }
  std::string name(std::size_t plan) const {
    return c_.is_sweep ? point_text(c_, plan) : c_.plans[plan].name;
  }
  std::string names(const std::vector<std::size_t>& plans) const {
    if (plans.size() > most_names) return fmt::format("{} of {} {}s", of_the_asked(plans), asked(), unit());
    std::vector<std::string> named;
    for (const std::size_t p : plans) named.push_back(name(p));
    return joined(named, c_.is_sweep ? "; " : ", ");
  }
  // As an answer: names while they are few, else how many, and the names beside it.
  std::string large(const std::vector<std::size_t>& plans, std::string& beside) const {
    const std::string all = names(plans);
    if (plans.size() == 1 || all.size() <= most_large) return all;
    beside = all;
    return fmt::format("{} {}s", plans.size(), unit());
  }
  // Sentences; names of plans keep their letters.
  std::string with_names(const std::vector<std::string>& phrases) const {
    std::string text;
    for (const std::string& phrase : phrases) {
      if (phrase.empty()) continue;
      const bool named = std::any_of(c_.plans.begin(), c_.plans.end(), [&](const ComparedPlan& plan) {
        return !plan.name.empty() && phrase.starts_with(plan.name);
      });
      text += text.empty() ? "" : " ";
      text += named ? phrase + "." : sentence(phrase);
    }
    return text;
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
    std::string named, reason;
    const std::string text = large(first, named);
    PageAnswer answer{
        "best", fmt::format("Which {} is best?", unit()), text, "", tone_of(c_.plans[lead].word), "ranking"};
    if (c_.ranks_by_cost) {
      reason = fmt::format("cheapest: {} a month", extra_cost_text(c_, lead));
    } else if (first.size() > 1) {
      reason = fmt::format("not told apart by {}", c_.ranked_by);
    } else {
      reason = figure_of(lead);
    }
    answer.detail = with_names({named, reason});
    return answer;
  }

  std::optional<PageAnswer> passes() const {
    if (!any_musts()) return std::nullopt;
    const std::vector<std::size_t> pass = with(Word::yes), open = with(Word::undecided);
    PageAnswer answer{
        "passes",  fmt::format("Does any {} keep every promise?", unit()), "", "", tone_of(c_.word),
        "promises"};
    std::string named, kept;
    if (!pass.empty()) {
      answer.text = large(pass, named);
      kept = fmt::format("{} of {} {}s", of_the_asked(pass), asked(), unit());
    } else {
      const std::size_t lead = leading_plan(c_);
      answer.text = open.empty() ? "None does" : "None is sure to";
      kept = fmt::format("{} keeps {}", name(lead), kept_text(c_.plans[lead]));
    }
    answer.detail = with_names({named, kept, open.empty() ? "" : "undecided: " + names(open)});
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
    PageAnswer answer{"lost", "How many people never get through?", few + " people", "", PageTone::none,
                      "table"};
    if (c_.plans.size() == 1) {
      const auto& range = row->cells[0].value.range;
      if (range) answer.detail = sentence("95% range " + range_text(range, row->unit));
    } else if (few == many) {
      answer.detail = fmt::format("With every {}.", unit());
    } else {
      answer.text = fmt::format("{} to {} people", few, many);
      answer.detail = fmt::format("Fewest with {}, most with {}.", name(*fewest), name(*most));
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
    PageAnswer answer{"cost", "What does it cost?", "Not said", "", PageTone::none, "table"};
    std::string whose = name(plan) + ", the first of the ranking", a_person;
    if (price) {
      answer.text = *price == 0 ? "Nothing extra" : fmt::format("{} a month", extra_cost_text(c_, plan));
      if (taken) whose = name(plan) + ", the cheapest that keeps every must";
    }
    if (c_.plans[plan].cost_per_person) {
      a_person = fmt::format("{} per person saved on one such day a month", cost_per_person_text(c_, plan));
    }
    answer.detail = with_names({whose, a_person, no_price_text(c_)});
    return answer;
  }

  std::optional<PageAnswer> nearest() const {
    if (!c_.nearest.searched || !with(Word::yes).empty()) return std::nullopt;
    std::string said = c_.nearest.sentence;
    constexpr std::string_view first = "Nearest: ", last = " (try:)";
    if (said.ends_with(last)) said.resize(said.size() - last.size());
    PageAnswer answer{"nearest", "What would pass?", "Nothing that was tried", "", PageTone::fail, "nearest"};
    answer.detail = with_names({said});
    if (said.starts_with(first)) {  // and how sure it is to pass
      said = said.substr(first.size());
      answer.tone = c_.nearest.found ? PageTone::pass : PageTone::undecided;
      for (const std::string_view how : {" passes on ", " may pass: "}) {
        const std::size_t at = said.find(how);
        if (at == std::string::npos) continue;
        const bool at_a_glance = at <= most_large;
        answer.text = at_a_glance ? said.substr(0, at) : "A change that was tried";
        answer.detail = at_a_glance ? sentence(said.substr(at + 1)) : with_names({said});
        return answer;
      }
      answer.text = "A change that was tried";
    } else if (c_.nearest.found) {
      answer.text = "Something among the levers";
      answer.tone = PageTone::pass;
    }
    return answer;
  }

  const PlanComparison& c_;
};

}  // namespace

std::vector<PageAnswer> comparison_answers(const PlanComparison& c) { return Answers(c).all(); }

}  // namespace switchover
