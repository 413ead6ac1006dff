#include "analysis/report/comparison_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/fix_words.hpp"
#include "analysis/report/comparison_phrases.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr std::size_t label_width = 9;
constexpr std::size_t most_columns = 4, most_wide_columns = 5;  // plans beside each other
constexpr std::size_t wide_page = 110;
constexpr std::size_t most_name = 24;       // of a plan that is a row; longer ones are wrapped
constexpr std::size_t promise_width = 36;   // of its text, when plans are rows
constexpr std::size_t most_lines = 4;       // of one cell
constexpr std::size_t most_promised = 18;   // of them
constexpr std::size_t promised_plans = 6;   // plans as columns of the promises, when plans are rows
constexpr std::size_t most_plan_rows = 40;  // plans below each other
constexpr std::size_t most_differences = 20;

std::size_t page_width(const TextStyle& style) { return std::clamp<std::size_t>(style.columns, 96, 110); }

std::string coloured(const std::string& text, const char* code, const TextStyle& style) {
  return style.colour ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
}

class Page {
 public:
  Page(const PlanComparison& comparison, const TextStyle& style, const std::optional<RunCost>& cost,
       const std::vector<std::string>& files)
      : c_(comparison), style_(style), cost_(cost), files_(files), width_(page_width(style)) {
    const std::size_t n = std::max<std::size_t>(c_.plans.size(), 2);
    most_columns_ = width_ >= wide_page ? most_wide_columns : most_columns;
    title_width_ = n == 2 ? 50 : n == 3 ? 44 : n == 4 ? 38 : 35;
    column_ = (width_ - title_width_) / std::min(n, most_columns_);
  }

  std::string all() {
    out_ = comparison_line(c_, style_);
    if (!c_.advice.empty()) labelled("", c_.advice);
    if (!c_.question.empty()) labelled("Question", c_.question);
    if (c_.plans.size() <= most_columns_) {
      differences();
      table();
    } else {
      axes();
      plan_rows();
      promise_blocks();
    }
    ranking();
    if (c_.tests > 0) line(correction_note(c_));
    list("Why", c_.why);
    missing();
    list("Trust", trust_lines(c_));
    if (cost_) labelled("", cost_text(c_, *cost_));
    if (!files_.empty()) {
      out_ += '\n';
      labelled("Files", joined(files_, "  "));
    }
    out_ += files_.empty() ? "\n" : "";
    return out_ + comparison_exit_line(c_);
  }

 private:
  void line(const std::string& text) {
    out_ += text;
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    out_ += '\n';
  }
  void labelled(const std::string& label, const std::string& text) {
    if (!text.empty()) out_ += hanging(pad_right(label, label_width), clean_text(text), width_);
  }
  void list(const std::string& label, const std::vector<std::string>& sentences) {
    if (sentences.empty()) return;
    out_ += '\n';
    for (std::size_t k = 0; k < sentences.size(); ++k) labelled(k == 0 ? label : "", sentences[k]);
  }

  // ---- plans as columns
  // Titles and cells that are too long go on below.
  void cells(const std::string& title, const std::vector<std::string>& of_plans, std::size_t indent = 0) {
    laid(wrap(clean_text(title), title_width_ - 3 - indent), of_plans, indent, title_width_, column_);
  }
  void laid(const std::vector<std::string>& title, const std::vector<std::string>& of_plans,
            std::size_t indent, std::size_t title_width, std::size_t column) {
    std::vector<std::vector<std::string>> lines;
    std::size_t most = title.size();
    for (const std::string& cell : of_plans) {
      lines.push_back(cell_lines(cell, column - 1));
      most = std::max(most, lines.back().size());
    }
    for (std::size_t k = 0; k < most; ++k) {
      const std::size_t in = indent + (k > 0 ? 2 : 0);
      const std::string first = k < title.size() ? title[k] : "";
      std::string text =
          pad_right(std::string(in, ' ') + shortened(first, title_width - 1 - in), title_width);
      for (const auto& cell : lines) text += pad_right(k < cell.size() ? cell[k] : "", column);
      line(text);
    }
  }
  // Broken at spaces, ranges behind their "..", other words only where they do not fit alone.
  static std::vector<std::string> cell_lines(const std::string& text, std::size_t width) {
    std::vector<std::string> lines;
    if (shown_width(text) <= width) return {text};
    for (std::string part : wrap(text, width)) {
      const std::size_t dots = part.find("..");
      if (shown_width(part) > width && dots != std::string::npos) {
        lines.push_back(part.substr(0, dots + 2));
        part = part.substr(dots + 2);
      }
      lines.push_back(shortened(part, width));
    }
    if (lines.size() > most_lines) {
      lines.resize(most_lines);
      lines.back() = shortened(lines.back() + " ...", width);
    }
    return lines;
  }
  template <class Of>
  void row(const std::string& title, std::size_t indent, const Of& of_plan) {
    std::vector<std::string> texts;
    for (std::size_t p = 0; p < c_.plans.size(); ++p) texts.push_back(of_plan(p));
    cells(title, texts, indent);
  }
  std::string name_in_column(std::size_t p) const { return clean_text(c_.plans[p].name); }

  void differences() {
    if (c_.differences.empty()) {
      if (c_.plans.size() > 1) {
        out_ += '\n';
        line(fmt::format("What differs: nothing ({})", differs_title(c_)));
      }
      return;
    }
    out_ += '\n';
    line(fmt::format("What differs ({})", differs_title(c_)));
    row("", 0, [&](std::size_t p) { return name_in_column(p); });
    for (std::size_t d = 0; d < std::min(most_differences, c_.differences.size()); ++d) {
      const InputDifference& difference = c_.differences[d];
      row(difference.title(), 2, [&](std::size_t p) { return clean_text(difference.values[p]); });
      if (difference.more_cells > 0) line(fmt::format("    and {} more cells of it", difference.more_cells));
    }
    if (c_.differences.size() > most_differences)
      line(fmt::format("  and {} more", c_.differences.size() - most_differences));
  }

  void table() {
    out_ += '\n';
    row("", 0, [&](std::size_t p) { return name_in_column(p); });
    if (c_.plans.size() > 1)
      row("", 0, [&](std::size_t p) { return std::string(p == c_.baseline ? "(baseline)" : ""); });
    promises();
    for (std::size_t r = 0; r < c_.rows.size(); ++r) figure(c_.rows[r], r == c_.ranked_row);
    if (has_months(c_)) {
      row(months_title(), 0, [&](std::size_t p) {
        const auto& month = c_.plans[p].month;
        return month ? value_text(month->value, Unit::share) : std::string("-");
      });
      row("95% range", 4, [&](std::size_t p) {
        const auto& month = c_.plans[p].month;
        return month && month->range ? range_text(month->range, Unit::share) : std::string{};
      });
    }
    costs();
  }

  void promises() {
    const bool musts = std::any_of(c_.plans.begin(), c_.plans.end(),
                                   [](const ComparedPlan& plan) { return plan.musts > 0; });
    if (musts) row("\"must\" promises kept", 0, [&](std::size_t p) { return kept_text(c_.plans[p]); });
    bool warnings = false;
    for (const ComparedPromise& promise : c_.promises) {
      if (!promise.must && !warnings) line("\"warn\" promises");
      warnings = warnings || !promise.must;
      row(promise.text, 2, [&](std::size_t p) { return promise_cell(promise.rows[p], column_); });
    }
  }
  // "37.5%    FAIL", the verdict below where the column is narrow.
  static std::string promise_cell(const PromiseRow& of_plan, std::size_t column) {
    const std::string judged = judged_as(of_plan), found = found_of(of_plan);
    const std::size_t room = judged.size() + 2 > column ? 0 : column - judged.size() - 2;
    return (room >= shown_width(found) ? pad_right(found, std::min<std::size_t>(room, 10)) : found) +
           (judged.empty() ? "" : " ") + judged;
  }

  std::string with_mark(const std::string& text, const ComparisonCell& cell) const {
    const std::string mark = cell.best ? "best" : "";
    return mark.empty() ? text : pad_right(text, std::min<std::size_t>(column_ - 6, 10)) + mark;
  }
  std::string compact(const ComparisonRow& figure, std::size_t p) const {
    const ComparisonCell& cell = figure.cells[p];
    if (cell.tied) return "tied";
    return with_mark(level_text(figure, p), cell) + (cell.differs && !cell.best ? " *" : "");
  }

  void figure(const ComparisonRow& figure, bool ranked) {
    const std::string title = row_title(figure);
    const std::size_t indent = figure.detail ? 2 : 0;
    const bool alone = c_.plans.size() < 2;
    const bool counts_people = figure.metric == Metric::never_served && figure.detail;
    if (ranked || alone) {
      row(title, indent, [&](std::size_t p) { return with_mark(level_text(figure, p), figure.cells[p]); });
      if (alone) row("95% range", 4, [&](std::size_t p) { return level_range(figure, p); });
      if (!alone) differences_of(figure, "against baseline");
      if (ranked && figure.cells[c_.baseline].bad_case) {
        row(bad_case_title(c_), 2,
            [&](std::size_t p) { return value_text(figure.cells[p].bad_case, figure.unit); });
      }
    } else if (counts_people) {
      row(title + " only", 2,
          [&](std::size_t p) { return p == c_.baseline ? level_text(figure, p) : against_text(figure, p); });
      row("95% range", 4, [&](std::size_t p) { return against_range(figure, p); });
    } else if (figure.statistic == "share of days") {
      row(title, indent, [&](std::size_t p) { return with_mark(level_text(figure, p), figure.cells[p]); });
      row("95% range", 4, [&](std::size_t p) { return level_range(figure, p); });
    } else if (figure.statistic == "mean" && figure.unit == Unit::share && !figure.detail) {
      row(title, indent, [&](std::size_t p) { return with_mark(level_text(figure, p), figure.cells[p]); });
      row("against baseline, points", 4, [&](std::size_t p) { return against_text(figure, p); });
    } else {
      row(title, indent, [&](std::size_t p) { return compact(figure, p); });
    }
  }
  void differences_of(const ComparisonRow& figure, const std::string& title) {
    row(figure.unit == Unit::share ? title + ", points" : title, 2,
        [&](std::size_t p) { return against_text(figure, p); });
    row("95% range", 4, [&](std::size_t p) { return against_range(figure, p); });
  }

  void costs() {
    if (!has_costs(c_)) return;
    row(extra_cost_title(), 0, [&](std::size_t p) {
      const auto& cost = c_.plans[p].extra_cost;
      return cost ? money_text(c_.currency, *cost) : std::string(p == c_.baseline ? "0" : "-");
    });
    row(cost_per_person_title(), 2, [&](std::size_t p) { return cost_per_person_text(c_, p); });
  }

  // ---- plans as rows
  void axes() {
    out_ += '\n';
    if (c_.is_sweep) {
      line(fmt::format("What is varied ({})", differs_title(c_)));
      for (const SweepAxis& axis : c_.axes)
        out_ += hanging("  " + clean_text(axis.title()) + "  ", clean_text(values_text(axis)), width_);
      return;
    }
    line(fmt::format("What differs ({})", differs_title(c_)));
    for (std::size_t d = 0; d < std::min(most_differences, c_.differences.size()); ++d) {
      const InputDifference& difference = c_.differences[d];
      line("  " + clean_text(difference.title()));
      values_of(difference);
      if (difference.more_cells > 0) line(fmt::format("    and {} more cells of it", difference.more_cells));
    }
    if (c_.differences.size() > most_differences)
      line(fmt::format("  and {} more", c_.differences.size() - most_differences));
  }
  // A line for each value, with the plans that have it.
  void values_of(const InputDifference& difference) {
    std::vector<std::string> values;
    std::size_t width = 0;
    for (const std::string& value : difference.values) {
      if (std::find(values.begin(), values.end(), value) != values.end()) continue;
      values.push_back(value);
      width = std::max(width, std::min(most_name, shown_width(clean_text(value))));
    }
    for (std::size_t v = 0; v < std::min(values.size(), most_plan_rows); ++v) {
      std::vector<std::string> names;
      for (std::size_t p = 0; p < c_.plans.size(); ++p) {
        if (difference.values[p] == values[v]) names.push_back(c_.plans[p].name);
      }
      std::string plans = joined(names);
      if (names.size() > promised_plans) {
        names.resize(promised_plans - 1);
        plans = fmt::format("{} and {} more", joined(names),
                            std::count(difference.values.begin(), difference.values.end(), values[v]) -
                                static_cast<std::ptrdiff_t>(names.size()));
      }
      out_ += hanging("    " + pad_right(shortened(clean_text(values[v]), width_ / 2), width) + "  ",
                      clean_text(plans), width_);
    }
    if (values.size() > most_plan_rows)
      line(fmt::format("    and {} more values", values.size() - most_plan_rows));
  }

  // The ranked figure first, then as many others as fit.
  std::vector<std::size_t> shown_figures(std::size_t most) const {
    std::vector<std::size_t> shown = {c_.ranked_row};
    for (std::size_t r = 0; r < c_.rows.size() && shown.size() < most; ++r) {
      if (r != c_.ranked_row && !c_.rows[r].detail) shown.push_back(r);
    }
    return shown;
  }
  std::string name_in_row(std::size_t place) const {
    const bool base = c_.ranking.order[place] == c_.baseline;
    return clean_text(plan_place(c_, place)) + (base ? " (baseline)" : "");
  }

  void plan_rows() {
    constexpr std::size_t figure_width = 15, kept_width = 11;
    const std::size_t rows = std::min(most_plan_rows, c_.plans.size());
    std::size_t name_width = 12;
    for (std::size_t k = 0; k < rows; ++k)
      name_width = std::max(name_width, std::min(most_name, shown_width(name_in_row(k))));
    const std::vector<std::size_t> shown =
        shown_figures((width_ - name_width - kept_width) / figure_width - 1);
    std::vector<std::vector<std::string>> heads = {wrap("musts kept", kept_width)};
    for (const std::size_t r : shown) {
      heads.push_back(wrap(clean_text(row_title(c_.rows[r])), figure_width - 2));
      if (r == c_.ranked_row) heads.push_back({"against", "baseline"});
    }
    std::size_t head_lines = 1;
    for (const auto& head : heads) head_lines = std::max(head_lines, head.size());
    out_ += '\n';
    for (std::size_t k = 0; k < head_lines; ++k) {
      std::string text = pad_right(k + 1 == head_lines ? "plan" : "", name_width);
      for (std::size_t h = 0; h < heads.size(); ++h) {
        const std::size_t skipped = head_lines - heads[h].size();  // heads stand on the table
        text += pad_left(k < skipped ? "" : shortened(heads[h][k - skipped], figure_width - 2),
                         h == 0 ? kept_width : figure_width);
      }
      line(text);
    }
    for (std::size_t k = 0; k < rows; ++k) {
      const std::size_t p = c_.ranking.order[k];
      const std::vector<std::string> name = cell_lines(name_in_row(k), name_width);
      std::string text = pad_right(name.front(), name_width) + pad_left(kept_text(c_.plans[p]), kept_width);
      for (const std::size_t r : shown) {
        text += pad_left(level_text(c_.rows[r], p), figure_width);
        if (r == c_.ranked_row) text += pad_left(against_text(c_.rows[r], p), figure_width);
      }
      line(text);
      for (std::size_t more = 1; more < name.size(); ++more) line("  " + name[more]);
    }
    if (rows < c_.plans.size())
      line(fmt::format("  and {} more: compare.csv has them all (--out FOLDER)", c_.plans.size() - rows));
  }

  // Every promise with what was found for the plans of the rows above, under their places in the ranking.
  void promise_blocks() {
    if (c_.promises.empty()) return;
    const std::size_t rows = std::min(most_promised, c_.plans.size());
    for (std::size_t from = 0; from < rows; from += promised_plans) {
      const std::size_t to = std::min(rows, from + promised_plans);
      const std::size_t column = (width_ - promise_width) / std::min(promised_plans, rows);
      const std::size_t title_width = promise_width;
      const auto of_plans = [&](const auto& cell) {
        std::vector<std::string> texts;
        for (std::size_t k = from; k < to; ++k) texts.push_back(cell(k));
        return texts;
      };
      out_ += '\n';
      laid({from == 0 ? "Promises, by plan" : "Promises, continued"},
           of_plans([&](std::size_t k) { return "plan " + std::to_string(k + 1); }), 0, title_width, column);
      for (const ComparedPromise& promise : c_.promises) {
        laid(wrap(clean_text((promise.must ? "must " : "warn ") + promise.text), title_width - 5),
             of_plans([&](std::size_t k) { return promise_cell(promise.rows[c_.ranking.order[k]], column); }),
             2, title_width, column);
      }
    }
    if (rows < c_.plans.size())
      line(fmt::format("  and those of {} more plans: compare.csv has them all (--out FOLDER)",
                       c_.plans.size() - rows));
  }

  void ranking() {
    if (c_.plans.size() < 2) return;
    out_ += '\n';
    labelled("Ranking", ranking_title(c_));
    std::vector<std::string> places;
    for (std::size_t k = 0; k < c_.plans.size(); ++k) places.push_back(plan_place(c_, k));
    if (c_.plans.size() <= most_columns_) labelled("", joined(places));
    labelled("", ranking_note(c_));
  }

  void missing() {
    if (!c_.nearest.searched) return;
    out_ += '\n';
    labelled("Missing", missing_text(c_));
    for (const std::string& command : c_.nearest.commands)
      line(std::string(label_width, ' ') + clean_text(command));
  }

  const PlanComparison& c_;
  const TextStyle& style_;
  const std::optional<RunCost>& cost_;
  const std::vector<std::string>& files_;
  std::size_t width_, title_width_, column_, most_columns_;
  std::string out_;
};

}  // namespace

std::string comparison_line(const PlanComparison& comparison, const TextStyle& style) {
  const char* code = comparison.exit_code == 0 ? "1;32" : comparison.exit_code == 3 ? "1;33" : "1;31";
  return hanging("VERDICT  ", clean_text(comparison.sentence), page_width(style))
      .replace(0, 7, coloured("VERDICT", code, style));
}

std::string comparison_text(const PlanComparison& comparison, const TextStyle& style,
                            const std::optional<RunCost>& cost, const std::vector<std::string>& files) {
  return Page(comparison, style, cost, files).all();
}

}  // namespace switchover
