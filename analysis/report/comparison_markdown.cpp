#include "analysis/report/comparison_markdown.hpp"

#include <fmt/format.h>

#include <vector>

#include "analysis/report/comparison_phrases.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_markdown.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

using Row = std::vector<std::string>;

constexpr std::size_t most_columns = 6;  // more plans are rows

Row plan_names(const PlanComparison& c, const std::string& first) {
  Row head = {first};
  for (std::size_t p = 0; p < c.plans.size(); ++p) head.push_back(plan_title(c, p));
  return head;
}

std::string bullets(const std::string& title, const std::vector<std::string>& lines) {
  if (lines.empty()) return "";
  std::string out = fmt::format("\n## {}\n\n", title);
  for (const std::string& text : lines) out += fmt::format("- {}\n", markdown_text(text));
  return out;
}

std::string differences(const PlanComparison& c) {
  std::string out = fmt::format("\n## {}\n\n{}.\n\n", c.is_sweep ? "What is varied" : "What differs",
                                markdown_text(differs_title(c)));
  if (c.is_sweep) {
    for (const SweepAxis& axis : c.axes)
      out += fmt::format("- {}: {}\n", markdown_text(axis.title()), markdown_text(values_text(axis)));
    return out;
  }
  if (c.differences.empty()) return out + "Nothing.\n";
  std::vector<Row> rows;
  for (const InputDifference& difference : c.differences) {
    Row row = {input_title(difference)};
    row.insert(row.end(), difference.values.begin(), difference.values.end());
    rows.push_back(std::move(row));
  }
  return out + markdown_table(plan_names(c, "input"), rows);
}

std::string table(const PlanComparison& c) {
  std::vector<Row> rows;
  const auto row = [&](const std::string& title, const auto& of_plan) {
    Row cells = {title};
    for (std::size_t p = 0; p < c.plans.size(); ++p) cells.push_back(of_plan(p));
    rows.push_back(std::move(cells));
  };
  row("\"must\" promises kept", [&](std::size_t p) { return kept_text(c.plans[p]); });
  for (const ComparedPromise& promise : c.promises) {
    row((promise.must ? "must: " : "warn: ") + promise.text,
        [&](std::size_t p) { return promise_text(promise.rows[p]); });
  }
  for (const ComparisonRow& figure : c.rows) {
    row(row_title(figure), [&](std::size_t p) { return figure_text(figure, p); });
    if (&figure == &c.rows[c.ranked_row] && figure.cells[c.baseline].bad_case) {
      row(bad_case_title(c),
          [&](std::size_t p) { return value_text(figure.cells[p].bad_case, figure.unit); });
    }
  }
  if (has_months(c)) {
    row(months_title(), [&](std::size_t p) { return month_text(c.plans[p]); });
  }
  if (has_costs(c)) {
    row(extra_cost_title(), [&](std::size_t p) { return extra_cost_text(c, p); });
    row(cost_per_person_title(), [&](std::size_t p) { return cost_per_person_text(c, p); });
  }
  return markdown_table(plan_names(c, "figure"), rows);
}

std::string plan_rows(const PlanComparison& c) {
  Row head = {"plan", "musts kept"};
  for (const ComparisonRow& figure : c.rows) {
    if (!figure.detail) head.push_back(row_title(figure));
  }
  if (has_costs(c)) head.emplace_back("extra cost a month");
  std::vector<Row> rows;
  for (std::size_t k = 0; k < c.plans.size(); ++k) {
    const std::size_t p = c.ranking.order[k];
    Row cells = {plan_place(c, k) + (p == c.baseline ? " (baseline)" : ""), kept_text(c.plans[p])};
    for (const ComparisonRow& figure : c.rows) {
      if (!figure.detail) cells.push_back(figure_text(figure, p));
    }
    if (has_costs(c)) cells.push_back(extra_cost_text(c, p));
    rows.push_back(std::move(cells));
  }
  std::string out = markdown_table(head, rows);
  if (c.promises.empty()) return out;
  // Every promise of every plan, a plan in a line, promises by number.
  Row numbers = {"plan"};
  rows.clear();
  out += "\n";
  for (std::size_t e = 0; e < c.promises.size(); ++e) {
    const ComparedPromise& promise = c.promises[e];
    numbers.push_back(fmt::format("{} {}", promise.must ? "must" : "warn", e + 1));
    out += fmt::format("- {}: {}\n", numbers.back(), markdown_text(promise.text));
  }
  for (std::size_t k = 0; k < c.plans.size(); ++k) {
    Row cells = {plan_place(c, k)};
    for (const ComparedPromise& promise : c.promises)
      cells.push_back(promise_text(promise.rows[c.ranking.order[k]]));
    rows.push_back(std::move(cells));
  }
  return out + "\n" + markdown_table(numbers, rows);
}

}  // namespace

std::string comparison_markdown(const PlanComparison& c) {
  std::string out =
      fmt::format("# Comparison: {}\n\n**VERDICT** {}\n", markdown_text(c.name), markdown_text(c.sentence));
  if (!c.advice.empty()) out += fmt::format("\n{}\n", markdown_text(c.advice));
  if (!c.question.empty()) out += fmt::format("\n{}\n", markdown_text(c.question));
  out += differences(c);
  out += "\n## Figures\n\n" + (c.plans.size() <= most_columns ? table(c) : plan_rows(c));
  if (c.tests > 0) out += "\n" + markdown_text(correction_note(c)) + "\n";
  if (c.plans.size() > 1) {
    out += fmt::format("\n## Ranking\n\n{}. {}\n\n", markdown_text(ranking_title(c)),
                       markdown_text(ranking_note(c)));
    for (std::size_t k = 0; k < c.plans.size(); ++k)
      out += fmt::format("- {}\n", markdown_text(plan_place(c, k)));
  }
  out += bullets("Why", c.why);
  if (c.nearest.searched) {
    out += fmt::format("\n## Missing\n\n{}\n", markdown_text(missing_text(c)));
    for (const std::string& command : c.nearest.commands)
      out += fmt::format("\n    {}\n", clean_text(command));  // code: taken as it is
  }
  out += bullets("Trust", trust_lines(c));
  return out + "\n" + comparison_exit_line(c);
}

}  // namespace switchover
