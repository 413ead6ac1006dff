#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/comparison_phrases.hpp"
#include "analysis/report/page_comparison.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/report/sweep_text.hpp"
#include "analysis/sweep_words.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr const char* under = "\u2003";  // what belongs under the row before is indented
constexpr std::size_t most_open_rows = 12;
constexpr std::size_t most_open_files = 4;
constexpr std::size_t shown_digits = 12;  // of a hash

struct Line {
  PageCell title;
  std::vector<PageCell> cells;  // one per plan
};

bool plans_are_rows(const PlanComparison& c) { return c.plans.size() > most_plan_columns; }

template <class Of>
Line line_of(const PlanComparison& c, PageCell title, const Of& of_plan) {
  Line line{std::move(title), {}};
  for (std::size_t p = 0; p < c.plans.size(); ++p) line.cells.push_back(of_plan(p));
  return line;
}

// Plans as columns, or as rows where they are many.
PageTable laid_out(const PlanComparison& c, const std::string& id, const std::string& first,
                   const std::vector<Line>& lines) {
  PageTable table;
  table.id = id;
  if (lines.empty()) return table;
  if (!plans_are_rows(c)) {
    table.columns.push_back({first, false, ""});
    for (std::size_t p = 0; p < c.plans.size(); ++p) table.columns.push_back({plan_title(c, p), true, ""});
    for (const Line& line : lines) {
      std::vector<PageCell> row = {line.title};
      row.insert(row.end(), line.cells.begin(), line.cells.end());
      table.rows.push_back(std::move(row));
    }
    return table;
  }
  table.columns.push_back({"plan", false, ""});
  for (const Line& line : lines) table.columns.push_back({line.title.text, true, ""});
  for (std::size_t place = 0; place < c.plans.size(); ++place) {
    const std::size_t p = c.ranking.order[place];
    std::vector<PageCell> row = {plan_title(c, p)};
    for (const Line& line : lines) row.push_back(line.cells[p]);
    table.rows.push_back(std::move(row));
  }
  table.folded = table.rows.size() > 4 * most_open_rows;
  if (table.folded) table.title = fmt::format("All {} plans", table.rows.size());
  return table;
}

PageCell promise_cell(const PromiseRow& row) {
  if (row.text.empty()) return "-";
  return {promise_text(row), tone_of_mark(promise_mark(row))};
}
// `link`: where it leads; empty: nowhere.
Line promise_line(const PlanComparison& c, const ComparedPromise& promise, const char* link = "") {
  return line_of(c, PageCell((promise.must ? "must: " : "warn: ") + promise.text, PageTone::none, link),
                 [&](std::size_t p) { return promise_cell(promise.rows[p]); });
}
Line kept_line(const PlanComparison& c) {
  return line_of(c, "\"must\" promises kept", [&](std::size_t p) {
    const ComparedPlan& plan = c.plans[p];
    return PageCell(kept_text(plan), tone_of(plan.word));
  });
}
bool any_musts(const PlanComparison& c) {
  return std::any_of(c.plans.begin(), c.plans.end(), [](const ComparedPlan& plan) { return plan.musts > 0; });
}
bool is_broken(const ComparedPromise& promise) {
  return promise.must && std::any_of(promise.rows.begin(), promise.rows.end(), [](const PromiseRow& row) {
           return !row.text.empty() && row.judgement.verdict != Verdict::pass &&
                  row.judgement.verdict != Verdict::on_target;
         });
}

// The mean, its bad day, and the paired difference below it; all in one cell where plans are rows.
void add_figure(const PlanComparison& c, const ComparisonRow& row, std::vector<Line>& lines) {
  const std::string title = row_title(row);
  if (plans_are_rows(c)) {
    if (!row.detail)
      lines.push_back(line_of(c, title, [&](std::size_t p) {
        return PageCell(figure_text(row, p), row.cells[p].best ? PageTone::pass : PageTone::none);
      }));
    return;
  }
  const std::string in = row.detail ? under : "", below = in + under;
  const std::string range_title = fmt::format("{:g}% range", row.cells[c.baseline].value.confidence * 100);
  lines.push_back(line_of(c, in + title, [&](std::size_t p) {
    const bool best = row.cells[p].best;
    return PageCell(level_text(row, p) + (best ? " best" : ""), best ? PageTone::pass : PageTone::none);
  }));
  if (row.cells[c.baseline].value.range) {
    lines.push_back(
        line_of(c, below + range_title, [&](std::size_t p) { return PageCell(level_range(row, p)); }));
  }
  if (!row.detail && row.cells[c.baseline].bad_case) {
    lines.push_back(line_of(c, below + bad_case_title(c), [&](std::size_t p) {
      return PageCell(value_text(row.cells[p].bad_case, row.unit));
    }));
  }
  if (c.plans.size() < 2) return;
  const std::string against = row.unit == Unit::share ? "against baseline, points" : "against baseline";
  lines.push_back(line_of(c, below + against, [&](std::size_t p) { return PageCell(against_text(row, p)); }));
  lines.push_back(line_of(c, below + under + range_title,
                          [&](std::size_t p) { return PageCell(against_range(row, p)); }));
}

PageTable axes_table(const PlanComparison& c) {
  PageTable table;
  table.id = "differences-table";
  table.columns = {{"key", false, ""}, {"values", false, ""}, {"now", true, "the scenario as it is"}};
  const auto& now = c.plans[c.baseline].point;
  for (std::size_t a = 0; a < c.axes.size(); ++a) {
    table.rows.push_back({c.axes[a].title(), values_text(c.axes[a]), a < now.size() ? now[a] : "-"});
  }
  return table;
}

}  // namespace

std::string no_price_text(const PlanComparison& c) {
  if (!has_costs(c)) return "";
  std::vector<std::string> names;
  for (std::size_t p = 0; p < c.plans.size(); ++p) {
    const bool priced = c.plans[p].extra_cost || p == c.baseline;
    if (!priced) names.push_back(c.is_sweep ? point_text(c, p) : c.plans[p].name);
  }
  constexpr std::size_t most = 4;
  if (names.size() > most) {
    return fmt::format("no price said for {} {}s", names.size(), c.is_sweep ? "point" : "plan");
  }
  return names.empty() ? "" : "no price said for " + joined(names, c.is_sweep ? "; " : ", ");
}

PageTable promises_page_table(const PlanComparison& c) {
  std::vector<Line> lines;
  if (any_musts(c)) lines.push_back(kept_line(c));
  for (const ComparedPromise& promise : c.promises) lines.push_back(promise_line(c, promise));
  PageTable table = laid_out(c, "promises-table", "promise", lines);
  if (!table.rows.empty()) table.note = "Found, and how it is judged; \"warn\" promises decide nothing.";
  return table;
}

PageTable differences_page_table(const PlanComparison& c) {
  if (c.is_sweep) return axes_table(c);
  std::vector<Line> lines;
  for (const InputDifference& difference : c.differences) {
    lines.push_back(
        line_of(c, input_title(difference), [&](std::size_t p) { return PageCell(difference.values[p]); }));
  }
  PageTable table = laid_out(c, "differences-table", "input", lines);
  table.folded = table.folded || lines.size() > 2 * most_open_rows;
  if (table.folded) table.title = fmt::format("{} inputs that differ", lines.size());
  return table;
}

PageTable figures_page_table(const PlanComparison& c) {
  std::vector<Line> lines;
  if (any_musts(c)) lines.push_back(kept_line(c));
  for (const ComparedPromise& promise : c.promises) {
    if (is_broken(promise)) lines.push_back(promise_line(c, promise, "promises"));
  }
  for (const ComparisonRow& row : c.rows) add_figure(c, row, lines);
  if (has_months(c)) {
    lines.push_back(line_of(c, months_title(), [&](std::size_t p) { return month_text(c.plans[p]); }));
  }
  if (has_costs(c)) {
    lines.push_back(line_of(c, extra_cost_title(), [&](std::size_t p) {
      const bool nothing = p == c.baseline && !c.plans[p].extra_cost;
      return nothing ? std::string("0") : extra_cost_text(c, p);
    }));
    lines.push_back(line_of(c, under + cost_per_person_title(),
                            [&](std::size_t p) { return cost_per_person_text(c, p); }));
  }
  PageTable table = laid_out(c, "comparison-table", "figure", lines);
  if (c.tests > 0) table.note = correction_note(c);
  const std::string unpriced = no_price_text(c);
  if (!unpriced.empty()) table.note += (table.note.empty() ? "" : " ") + sentence(unpriced);
  return table;
}

PageTable points_page_table(const PlanComparison& sweep) {
  const SweepTable text = sweep_table(sweep);
  PageTable table;
  table.id = "comparison-table";
  table.title = text.title;
  for (std::size_t k = 0; k < text.rows.front().size(); ++k) {
    table.columns.push_back({text.rows.front()[k], k >= text.text_columns, ""});
  }
  for (std::size_t r = 1; r < text.rows.size(); ++r) {
    std::vector<PageCell> row;
    for (const std::string& cell : text.rows[r]) {
      const bool judged = !row.empty() && row.size() + 1 >= text.text_columns;  // no name
      const PageTone tone = cell.starts_with("pass")   ? PageTone::pass
                            : cell.starts_with("FAIL") ? PageTone::fail
                            : cell.starts_with("?")    ? PageTone::undecided
                                                       : PageTone::none;
      row.emplace_back(cell, judged ? tone : PageTone::none);
    }
    table.rows.push_back(std::move(row));
  }
  if (text.left_out > 0) table.note = fmt::format("And {} more: sweep.csv has them all.", text.left_out);
  return table;
}

PageTable ranking_page_table(const PlanComparison& c) {
  PageTable table;
  table.id = "ranking-table";
  if (c.plans.size() < 2) return table;
  const bool figures = !c.rows.empty();
  table.columns = {{c.is_sweep ? "point" : "plan", false, ""}, {"verdict", false, "over its musts"}};
  if (figures) {
    table.columns.push_back({row_title(c.rows[c.ranked_row]), true, ""});
    table.columns.push_back({"against baseline", true, ""});
  }
  table.columns.push_back({"musts kept", true, ""});
  if (has_costs(c)) table.columns.push_back({"extra cost a month", true, ""});
  for (std::size_t place = 0; place < c.plans.size(); ++place) {
    const std::size_t p = c.ranking.order[place];
    const ComparedPlan& plan = c.plans[p];
    std::vector<PageCell> row = {plan_place(c, place) + (p == c.baseline ? " (baseline)" : ""),
                                 {plan_word(plan), tone_of(plan.word)}};
    if (figures) {
      row.emplace_back(level_text(c.rows[c.ranked_row], p));
      row.emplace_back(against_text(c.rows[c.ranked_row], p));
    }
    row.emplace_back(kept_text(plan));
    if (has_costs(c)) row.emplace_back(extra_cost_text(c, p));
    table.rows.push_back(std::move(row));
  }
  table.folded = c.is_sweep && table.rows.size() > most_open_rows;
  if (table.folded) table.title = fmt::format("All {} points in their order", table.rows.size());
  return table;
}

PageTable guesses_page_table(const PlanComparison& c) {
  PageTable table;
  table.id = "assumptions-table";
  table.columns = {{"key", false, ""}, {"value", false, ""}, {"from", false, ""}, {"owner", false, ""}};
  for (const Assumption& guess : c.shared_guesses) {
    table.rows.push_back({guess.key, guess.value, origin_text(guess), guess.owner});
  }
  table.folded = table.rows.size() > most_open_rows;
  if (table.folded) table.title = fmt::format("{} guesses: value, origin and owner", table.rows.size());
  return table;
}

PageTable inputs_page_table(const PlanComparison& c) {
  PageTable table;
  table.id = "inputs-table";
  table.columns = {{"file", false, ""},
                   {"what it holds", false, ""},
                   {"SHA-256", false, fmt::format("its first {} digits", shown_digits)}};
  for (const InputFile& file : c.files) {
    table.rows.push_back({file.path, file.summary, file.sha256.substr(0, shown_digits)});
  }
  table.title = "Files that were read, with their digests";
  table.folded = table.rows.size() > most_open_files;
  return table;
}

PageTable particulars_page_table(const PlanComparison& c) {
  const RunParticulars& run = c.run;
  std::uint32_t fewest = run.runs;
  for (const ComparedPlan& plan : c.plans) fewest = std::min(fewest, plan.runs);
  std::vector<std::string> looks;
  for (const std::uint32_t look : run.looks) looks.push_back(count_text(look));
  const std::string days =
      fewest == run.runs ? count_text(run.runs) : count_text(fewest) + " to " + count_text(run.runs);
  PageTable table;
  table.id = "particulars-table";
  table.columns = {{"particular", false, ""}, {"value", false, ""}};
  table.rows = {
      {"switchover", run.version},
      {c.is_sweep ? "scenario" : "file", c.file},
      {"baseline", c.plans[c.baseline].name},
      {"seed", std::to_string(run.seed)},
      {"runs", fmt::format("{} of at most {} for each {}: {}", days, count_text(run.max_runs),
                           c.is_sweep ? "point" : "plan", run.stopped_because)},
      {"looks, after so many runs", fmt::format("{} ({} taken)", joined(looks), run.looks_taken)},
      {"confidence", fmt::format("{:g}%; of each promise's range {:.4g}%", run.confidence * 100,
                                 (1 - run.error_per_look) * 100)},
  };
  return table;
}

}  // namespace switchover
