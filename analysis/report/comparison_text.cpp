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
constexpr std::size_t most_columns = 4;     // plans beside each other
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
    title_width_ = n == 2 ? 50 : n == 3 ? 44 : 38;
    column_ = (width_ - title_width_) / std::min(n, most_columns);
  }

  std::string all() {
    out_ = comparison_line(c_, style_);
    if (!c_.advice.empty()) labelled("", c_.advice);
    if (!c_.question.empty()) labelled("Question", c_.question);
    if (c_.plans.size() <= most_columns) {
      differences();
      table();
    } else {
      axes();
      plan_rows();
    }
    ranking();
    if (c_.tests > 0) line(correction_note(c_));
    list("Why", c_.why);
    missing();
    list("Trust", trust_lines(c_));
    if (cost_)
      labelled("",
               fmt::format("{} days simulated in {}", count_text(static_cast<double>(cost_->replications)),
                           duration_text(cost_->wall_s)));
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
  // A title that is too long goes on below; the cells stand in its first line.
  void cells(const std::string& title, const std::vector<std::string>& of_plans, std::size_t indent = 0) {
    const std::string clean = clean_text(title);
    std::vector<std::string> lines = wrap(clean, title_width_ - 1 - indent);
    std::string first = std::string(indent, ' ') + lines.front();
    std::string text = pad_right(first, title_width_);
    for (const std::string& cell : of_plans) text += pad_right(cell, column_);
    line(text);
    for (std::size_t k = 1; k < lines.size(); ++k) line(std::string(indent + 2, ' ') + lines[k]);
  }
  template <class Of>
  void row(const std::string& title, std::size_t indent, const Of& of_plan) {
    std::vector<std::string> texts;
    for (std::size_t p = 0; p < c_.plans.size(); ++p) texts.push_back(of_plan(p));
    cells(title, texts, indent);
  }
  std::string name_in_column(std::size_t p) const {
    return shortened(clean_text(c_.plans[p].name), column_ - 2);
  }

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
      row(difference.key, 2,
          [&](std::size_t p) { return shortened(clean_text(difference.values[p]), column_ - 2); });
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
      row(promise.text, 2, [&](std::size_t p) {
        const PromiseRow& of_plan = promise.rows[p];
        const std::string found = pad_right(found_of(of_plan), std::min<std::size_t>(column_ - 10, 10));
        return found + judged_as(of_plan);
      });
    }
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
    row("Extra cost a month", 0, [&](std::size_t p) {
      const auto& cost = c_.plans[p].extra_cost;
      return cost ? money_text(c_.currency, *cost) : std::string(p == c_.baseline ? "0" : "-");
    });
    row("per person saved (1 such day a month)", 2, [&](std::size_t p) {
      const auto& cost = c_.plans[p].cost_per_person;
      return cost ? money_text(c_.currency, *cost) : std::string("-");
    });
  }

  // ---- plans as rows
  void axes() {
    out_ += '\n';
    if (c_.is_sweep) {
      line(fmt::format("What is varied ({})", differs_title(c_)));
      for (const SweepAxis& axis : c_.axes)
        out_ += hanging("  " + clean_text(axis.key) + "  ", clean_text(joined(axis.values)), width_);
      return;
    }
    line(fmt::format("What differs ({})", differs_title(c_)));
    for (std::size_t d = 0; d < std::min(most_differences, c_.differences.size()); ++d) {
      const InputDifference& difference = c_.differences[d];
      std::vector<std::string> values;
      for (std::size_t p = 0; p < c_.plans.size(); ++p) values.push_back(difference.values[p]);
      out_ += hanging("  " + clean_text(difference.key) + "  ", clean_text(joined(values, " | ")), width_);
    }
  }

  // The ranked figure first, then as many others as fit.
  std::vector<std::size_t> shown_figures() const {
    std::vector<std::size_t> shown = {c_.ranked_row};
    for (std::size_t r = 0; r < c_.rows.size() && shown.size() < 4; ++r) {
      if (r != c_.ranked_row && !c_.rows[r].detail) shown.push_back(r);
    }
    return shown;
  }

  void plan_rows() {
    const std::vector<std::size_t> shown = shown_figures();
    constexpr std::size_t figure_width = 15, kept_width = 10;
    const std::size_t left = width_ - kept_width - figure_width * (shown.size() + 1);
    std::string head = pad_right("plan", left) + pad_left("musts kept", kept_width);
    std::string below = std::string(left + kept_width, ' ');
    for (const std::size_t r : shown) {
      const auto lines = wrap(clean_text(row_title(c_.rows[r])), figure_width - 2);
      head += pad_left(shortened(lines.front(), figure_width - 2), figure_width);
      below += pad_left(lines.size() > 1 ? shortened(lines[1], figure_width - 2) : "", figure_width);
      if (r != c_.ranked_row) continue;
      head += pad_left("against", figure_width);
      below += pad_left("baseline", figure_width);
    }
    out_ += '\n';
    line(head);
    line(below);
    const std::size_t rows = std::min(most_plan_rows, c_.plans.size());
    for (std::size_t k = 0; k < rows; ++k) {
      const std::size_t p = c_.ranking.order[k];
      const std::string base = p == c_.baseline ? " (baseline)" : "";
      std::string text =
          pad_right(shortened(clean_text(plan_place(c_, k)), left - base.size() - 1) + base, left) +
          pad_left(kept_text(c_.plans[p]), kept_width);
      for (const std::size_t r : shown) {
        text += pad_left(level_text(c_.rows[r], p), figure_width);
        if (r == c_.ranked_row) text += pad_left(against_text(c_.rows[r], p), figure_width);
      }
      line(text);
    }
    if (rows < c_.plans.size())
      line(fmt::format("  and {} more: compare.csv has them all (--out FOLDER)", c_.plans.size() - rows));
  }

  void ranking() {
    if (c_.plans.size() < 2) return;
    out_ += '\n';
    labelled("Ranking", ranking_title(c_));
    if (c_.plans.size() > most_columns) {
      labelled("", ranking_note(c_));
      return;
    }
    std::string places;
    for (std::size_t k = 0; k < c_.plans.size(); ++k)
      places += pad_right(shortened(clean_text(plan_place(c_, k)), column_), column_);
    const std::string note = ranking_note(c_);
    const bool fits = label_width + 2 + shown_width(places) + shown_width(note) <= width_;
    line(std::string(label_width + 2, ' ') + places + (fits ? note : ""));
    if (!fits) labelled("", "  " + note);
  }

  void missing() {
    if (!c_.nearest.searched) return;
    out_ += '\n';
    labelled("Missing", "a plan that passes. " + c_.nearest.sentence);
    for (const std::string& command : c_.nearest.commands)
      line(std::string(label_width, ' ') + clean_text(command));
  }

  const PlanComparison& c_;
  const TextStyle& style_;
  const std::optional<RunCost>& cost_;
  const std::vector<std::string>& files_;
  std::size_t width_, title_width_, column_;
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
