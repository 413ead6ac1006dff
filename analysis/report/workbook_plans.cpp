#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/comparison_phrases.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/report/workbook.hpp"
#include "analysis/report/workbook_parts.hpp"
#include "analysis/wording.hpp"

namespace switchover {

using namespace spreadsheet;

namespace {

constexpr std::size_t last_column = 8;  // of the verdict sheet
constexpr std::size_t most_plans_beside =
    8;  // of the sheet with a column per plan; more stand below each other

void put_plans(Sheet& sheet, const PlanComparison& c) {
  begin_section(sheet, c.is_sweep ? "Points" : "Plans");
  std::vector<std::string> heads = {"Verdict",
                                    "Plan",
                                    "Musts kept",
                                    "of",
                                    "Extra cost a month",
                                    "Cost per person saved",
                                    "Month breaks a must",
                                    "Days",
                                    "In words"};
  if (!c.currency.empty()) heads[4] = fmt::format("Extra {} a month", c.currency);
  if (!c.currency.empty()) heads[5] = fmt::format("{} per person saved", c.currency);
  const std::size_t first = sheet.add(headings(heads)) + 1;
  for (std::size_t p = 0; p < c.plans.size(); ++p) {
    const ComparedPlan& plan = c.plans[p];
    std::string name = plan.name;
    if (p == c.baseline) name += " (baseline)";
    std::optional<double> month;
    if (plan.month) month = plan.month->value;
    sheet.add({text(word_text(plan.word, "NO PROMISE"), tone_of(plan.word)), text(name),
               number(static_cast<double>(plan.musts_kept), Form::whole),
               number(static_cast<double>(plan.musts), Form::whole), number(plan.extra_cost, Form::money),
               number(plan.cost_per_person, Form::decimal), number(month, Form::share),
               number(plan.runs, Form::whole), text(plan.sentence)});
  }
  colour_marks(sheet, {first, 0, sheet.rows.size() - 1, 0});
  sheet.rules.push_back(
      {ColourRule::When::data_bar, {first, 2, sheet.rows.size() - 1, 2}, {}, 0, Tone::plain});
}

void put_ranking(Sheet& sheet, const PlanComparison& c) {
  if (c.ranking.order.empty()) return;
  begin_section(sheet, fmt::format("Ranking by {}", c.ranked_by));
  sheet.add(headings({"Place", "Plan", "Tied for best"}));
  for (std::size_t k = 0; k < c.ranking.order.size(); ++k) {
    const std::size_t p = c.ranking.order[k];
    sheet.add({number(static_cast<double>(k + 1), Form::whole), text(c.plans[p].name),
               text(c.ranking.tied_for_best[p] ? "yes" : "no")});
  }
  std::string rule = fmt::format("{} comparisons, Holm's correction", c.ranking.comparisons);
  if (c.indifference > 0) {
    rule += fmt::format("; differences up to {} count as equal", value_text(c.indifference, c.ranked_unit));
  }
  sheet.add_wide(text(rule, Tone::muted), 0, last_column);
}

void put_nearest(Sheet& sheet, const NearestPass& nearest) {
  if (!nearest.searched) return;
  begin_section(sheet, nearest.found ? "The nearest change that passes" : "Nearest to passing");
  sheet.add_wide(text(nearest.sentence), 0, last_column);
  for (const std::string& command : nearest.commands)
    sheet.add_wide(text(command, Tone::muted), 0, last_column);
}

Sheet verdict_sheet(const PlanComparison& c,
                    const std::vector<std::pair<std::string, std::string>>& contents) {
  Sheet sheet;
  sheet.name = "Verdict";
  sheet.widths = {14, 36, 12, 8, 14, 14, 14, 10, 84};
  sheet.add_wide(text(c.name, Tone::title), 0, last_column);
  if (!c.question.empty()) sheet.add_wide(text(c.question, Tone::muted), 0, last_column);
  sheet.add({});
  const std::size_t verdict = sheet.add_wide(text(c.sentence, Tone::strong), 1, last_column);
  sheet.rows[verdict][0] = text(word_text(c.word, "NO PROMISE"), tone_of(c.word));
  if (!c.advice.empty()) {
    const std::size_t advice = sheet.add_wide(text(c.advice), 1, last_column);
    sheet.rows[advice][0] = text("Advice", Tone::strong);
  }
  put_plans(sheet, c);
  put_ranking(sheet, c);
  if (!c.why.empty()) begin_section(sheet, "Why");
  for (const std::string& one : c.why) sheet.add_wide(text(one), 0, last_column);
  put_nearest(sheet, c.nearest);
  put_particulars(sheet, c.run, last_column);
  begin_section(sheet, "Sheets of this workbook");
  for (const auto& [name, meaning] : contents) {
    const std::size_t at = sheet.add_wide(text(meaning), 1, last_column);
    sheet.rows[at][0] = text(name, Tone::strong);
  }
  sheet.frozen_rows = 1;
  return sheet;
}

// What a cell is beside the baseline's, in one word.
std::string standing(const ComparisonRow& row, const ComparisonCell& cell) {
  if (cell.best) return "best";
  if (!cell.against.value) return "";
  if (!cell.differs) return "tied";
  return (*cell.against.value > 0) == row.higher_is_better ? "better" : "worse";
}

std::vector<Cell> labelled(const std::string& label, const std::string& line, Tone tone = Tone::plain) {
  return {text(label, tone), text(line, Tone::muted)};
}

void put_figure(Sheet& sheet, const PlanComparison& c, const ComparisonRow& row) {
  const std::string label = (row.detail ? "   " : "") + row_title(row);
  std::vector<Cell> values = labelled(label, row.statistic.empty() ? "mean" : row.statistic,
                                      row.detail ? Tone::plain : Tone::strong);
  std::vector<Cell> bad = labelled("", "1 day in 10 is worse"),
                    differences = labelled("", "against baseline");
  std::vector<Cell> lows = labelled("", "range from"), highs = labelled("", "to"),
                    words = labelled("", "result");
  bool has_bad = false;
  for (std::size_t p = 0; p < row.cells.size(); ++p) {
    const ComparisonCell& cell = row.cells[p];
    const auto& range = cell.against.range;
    values.push_back(figure(cell.value.value, row.unit));
    bad.push_back(figure(cell.bad_case, row.unit));
    has_bad = has_bad || cell.bad_case;
    differences.push_back(change(cell.against.value, row.unit));
    lows.push_back(range ? change(range->low, row.unit) : Cell{});
    highs.push_back(range ? change(range->high, row.unit) : Cell{});
    words.push_back(p == c.baseline && !cell.best ? text("baseline", Tone::muted)
                                                  : text(standing(row, cell)));
  }
  sheet.add(std::move(values));
  if (has_bad) sheet.add(std::move(bad));
  sheet.add(std::move(differences));
  sheet.add(std::move(lows));
  sheet.add(std::move(highs));
  const std::size_t at = sheet.add(std::move(words));
  colour_effects(sheet, {at, 2, at, 1 + row.cells.size()});
}

// A column per plan, as on the page.
Sheet beside_sheet(const PlanComparison& c) {
  Sheet sheet;
  sheet.name = "Comparison";
  sheet.widths = {58, 22};
  std::vector<std::string> heads = {"Figure", ""};
  for (const ComparedPlan& plan : c.plans) {
    heads.push_back(plan.name);
    sheet.widths.push_back(18);
  }
  sheet.add(headings(heads));
  const std::size_t first = sheet.rows.size();
  for (const ComparedPromise& promise : c.promises) {
    std::vector<Cell> marks = labelled(promise.text, promise.must ? "must" : "warning");
    std::vector<Cell> found = labelled("", "found");
    for (const PromiseRow& row : promise.rows) {
      const std::string mark = row.text.empty() ? std::string("not promised") : promise_mark(row);
      marks.push_back(text(mark, row.text.empty() ? Tone::muted : tone_of_mark(mark)));
      found.push_back(row.text.empty() ? Cell{} : figure(row.judgement.found.value, row.judgement.unit));
    }
    sheet.add(std::move(marks));
    sheet.add(std::move(found));
  }
  if (sheet.rows.size() > first) {
    colour_marks(sheet, {first, 2, sheet.rows.size() - 1, 1 + c.plans.size()});
  }
  for (const ComparisonRow& row : c.rows) put_figure(sheet, c, row);
  sheet.frozen_rows = 1;
  sheet.frozen_columns = 2;
  sheet.repeated_row = 0;
  return sheet;
}

// One row per figure and plan: to sort, filter and pivot.
Sheet figures_sheet(const PlanComparison& c) {
  Sheet sheet;
  sheet.name = "Figures";
  sheet.widths = {40, 14, 18, 30};
  std::vector<std::string> heads = {"Figure", "Window", "Of the days", "Plan"};
  for (const SweepAxis& axis : c.axes) {
    heads.push_back(axis.title());
    sheet.widths.push_back(18);
  }
  const std::size_t value_column = heads.size();
  for (const char* head : {"Value", "range from", "to", "1 day in 10 is worse", "Against baseline",
                           "range from", "to", "Result"}) {
    heads.emplace_back(head);
    sheet.widths.push_back(14);
  }
  sheet.add(headings(heads));
  for (const ComparisonRow& row : c.rows) {
    const std::size_t first = sheet.rows.size();
    for (std::size_t p = 0; p < row.cells.size(); ++p) {
      const ComparisonCell& cell = row.cells[p];
      const ComparedPlan& plan = c.plans[p];
      std::vector<Cell> cells{text(row.label), text(row.window), text(row.statistic), text(plan.name)};
      for (std::size_t a = 0; a < c.axes.size(); ++a) {
        cells.push_back(text(a < plan.point.size() ? plan.point[a] : std::string{}));
      }
      const auto plain = [&row](std::optional<double> value) { return number(value, form_of(row.unit)); };
      const auto& range = cell.value.range;
      cells.push_back(plain(cell.value.value));
      cells.push_back(range ? plain(range->low) : Cell{});
      cells.push_back(range ? plain(range->high) : Cell{});
      cells.push_back(plain(cell.bad_case));
      put_change(cells, cell.against, row.unit);
      cells.push_back(text(p == c.baseline && !cell.best ? "baseline" : standing(row, cell)));
      sheet.add(std::move(cells));
    }
    if (sheet.rows.size() > first) {
      const Area area{first, value_column, sheet.rows.size() - 1, value_column};
      sheet.rules.push_back({ColourRule::When::data_bar, area, {}, 0, Tone::plain});
    }
  }
  const std::size_t last = sheet.rows.size() - 1;
  if (last > 0) colour_effects(sheet, {1, heads.size() - 1, last, heads.size() - 1});
  sheet.frozen_rows = sheet.frozen_columns = 1;
  sheet.repeated_row = 0;
  sheet.filter = Area{0, 0, last, heads.size() - 1};
  return sheet;
}

Sheet differences_sheet(const PlanComparison& c) {
  Sheet sheet;
  sheet.name = "What differs";
  sheet.widths = {44};
  std::vector<std::string> heads = {"Input"};
  for (const ComparedPlan& plan : c.plans) {
    heads.push_back(plan.name);
    sheet.widths.push_back(22);
  }
  sheet.add(headings(heads));
  for (const InputDifference& one : c.differences) {
    std::string key = one.title();
    if (one.more_cells > 0) key += fmt::format(" (and {} more cells)", one.more_cells);
    std::vector<Cell> row{text(key)};
    for (const std::string& value : one.values) row.push_back(text(value));
    sheet.add(std::move(row));
  }
  sheet.add({text(fmt::format("{} inputs compared", c.inputs_compared), Tone::muted)});
  sheet.frozen_rows = sheet.frozen_columns = 1;
  sheet.repeated_row = 0;
  return sheet;
}

std::vector<std::string> notes_of(const PlanComparison& c) {
  std::vector<std::string> notes;
  for (const VarianceGain& gain : c.gains) {
    std::string note = fmt::format("{}: variance {:.1f} times smaller", gain.what, gain.gain);
    if (!gain.figure.empty()) note += " for " + gain.figure;
    notes.push_back(note + (gain.used ? "" : " (not used)"));
  }
  for (const ForecastCorrection& one : c.corrections) notes.push_back(correction_text(one));
  return notes;
}

}  // namespace

Expected<std::string> comparison_workbook(const PlanComparison& c) {
  const bool beside = c.plans.size() <= most_plans_beside;
  std::vector<std::pair<std::string, std::string>> contents;
  if (beside)
    contents.emplace_back("Comparison", "promises and figures, a column per plan, over the same callers");
  contents.emplace_back("Figures", "the same figures, a row per figure and plan: to sort and filter");
  contents.emplace_back("What differs", "the inputs in which the plans differ; all others are equal");
  contents.emplace_back("Assumptions", "what all plans rest on without it standing in a file");
  contents.emplace_back("Inputs", "the files that were read, and questions about them");
  Workbook book;
  book.title = c.name;
  book.subject = c.question;
  book.created =
      WallClock{2000, 1, 1, 0, 0, 0};  // plans may have days of their own; the same bytes every time
  book.sheets.push_back(verdict_sheet(c, contents));
  if (beside) book.sheets.push_back(beside_sheet(c));
  book.sheets.push_back(figures_sheet(c));
  book.sheets.push_back(differences_sheet(c));
  book.sheets.push_back(assumptions_sheet(c.shared_guesses, {}));
  book.sheets.push_back(inputs_sheet(c.files, c.lints, notes_of(c)));
  return xlsx_bytes(book);
}

}  // namespace switchover
