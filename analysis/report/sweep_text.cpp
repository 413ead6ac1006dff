#include "analysis/report/sweep_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analysis/report/comparison_phrases.hpp"
#include "analysis/report/comparison_text.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_markdown.hpp"
#include "analysis/sweep_words.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr std::size_t label_width = 9;
constexpr std::size_t most_grid_columns = 7, most_rows = 40, most_musts = 3;
constexpr std::size_t most_name = 26, most_figure = 20;

std::string mark_of_plan(const ComparedPlan& plan) {
  switch (plan.word) {
    case ReportModel::Word::yes:
      return "pass";
    case ReportModel::Word::no:
      return "FAIL";
    case ReportModel::Word::undecided:
      return "?";
    case ReportModel::Word::none:
      return "";
  }
  return "";
}

std::string ranked_text(const PlanComparison& c, std::size_t plan) {
  return c.rows.empty() ? "" : level_text(c.rows[c.ranked_row], plan);
}

// The point with these values; nothing in a hypercube, where most are missing.
std::optional<std::size_t> point_at(const PlanComparison& c, const std::string& row,
                                    const std::string& column) {
  for (std::size_t p = 0; p < c.plans.size(); ++p) {
    const auto& point = c.plans[p].point;
    if (p != c.baseline && point.size() == 2 && point[0] == row && point[1] == column) return p;
  }
  return std::nullopt;
}

bool is_grid(const PlanComparison& c) {
  if (c.axes.size() != 2 || c.axes[1].values.size() > most_grid_columns) return false;
  std::set<std::vector<std::string>> points;
  for (std::size_t p = 0; p < c.plans.size(); ++p) {
    if (p != c.baseline) points.insert(c.plans[p].point);
  }
  return points.size() == c.axes[0].values.size() * c.axes[1].values.size();
}

SweepTable grid(const PlanComparison& c) {
  SweepTable table;
  table.title =
      fmt::format("{} down, {} across: verdict and {}", c.axes[0].title(), c.axes[1].title(), c.ranked_by);
  table.rows.push_back({""});
  for (const std::string& value : c.axes[1].values) table.rows[0].push_back(value);
  for (const std::string& value : c.axes[0].values) {
    if (table.rows.size() > most_rows) {
      table.left_out += c.axes[1].values.size();
      continue;
    }
    std::vector<std::string> row = {value};
    for (const std::string& across : c.axes[1].values) {
      const auto p = point_at(c, value, across);
      const std::string mark = p ? mark_of_plan(c.plans[*p]) : "";
      row.push_back(p ? mark + (mark.empty() ? "" : "  ") + ranked_text(c, *p) : "-");
    }
    table.rows.push_back(row);
  }
  return table;
}

SweepTable list(const PlanComparison& c) {
  SweepTable table;
  table.title = c.axes.size() == 1 ? "Point by point" : "Point by point, as they were asked for";
  std::vector<std::string> head;
  for (const SweepAxis& axis : c.axes) head.push_back(axis.title());
  table.text_columns = head.size() + 1;
  head.emplace_back("verdict");
  std::vector<std::size_t> shown;
  for (std::size_t k = 0; k < c.promises.size() && shown.size() < most_musts; ++k) {
    if (c.promises[k].must) shown.push_back(k);
  }
  for (const std::size_t k : shown) head.push_back(c.promises[k].text);
  if (!c.rows.empty()) {
    head.push_back(row_title(c.rows[c.ranked_row]));
    head.emplace_back("against now");
  }
  head.emplace_back("runs");
  table.rows.push_back(head);
  for (std::size_t p = 0; p < c.plans.size(); ++p) {
    if (table.rows.size() > most_rows) {
      ++table.left_out;
      continue;
    }
    std::vector<std::string> row = c.plans[p].point;
    row.resize(c.axes.size());
    if (p == c.baseline && !row.empty()) row[0] += " (as it is)";
    row.push_back(mark_of_plan(c.plans[p]));
    for (const std::size_t k : shown) row.push_back(found_of(c.promises[k].rows[p]));
    if (!c.rows.empty()) {
      row.push_back(ranked_text(c, p));
      row.push_back(against_text(c.rows[c.ranked_row], p));
    }
    row.push_back(std::to_string(c.plans[p].runs));
    table.rows.push_back(row);
  }
  return table;
}

// Broken at spaces; a word that does not fit alone also behind its signs, as in "never_" "served_rate".
std::vector<std::string> head_lines_of(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  for (std::string line : wrap(text, width)) {
    while (shown_width(line) > width) {
      const std::size_t at = line.find_last_of("._[", width - 1);
      if (at == std::string::npos || at == 0) break;
      const std::size_t end = line[at] == '[' ? at : at + 1;
      lines.push_back(line.substr(0, end));
      line = line.substr(end);
    }
    lines.push_back(line);
  }
  return lines;
}

// Heads may take several lines; no column is wider than it needs.
std::string laid_out(const SweepTable& table) {
  const std::size_t columns = table.rows.front().size();
  std::vector<std::size_t> width(columns, 0);
  std::vector<std::vector<std::string>> heads(columns);
  std::size_t head_lines = 1;
  for (std::size_t c = 0; c < columns; ++c) {
    const std::size_t most = c < table.text_columns ? most_name : most_figure;
    for (std::size_t r = 1; r < table.rows.size(); ++r) {
      width[c] = std::max(width[c], std::min(most, shown_width(clean_text(table.rows[r][c]))));
    }
    const std::size_t least = c + 1 == columns              ? 4
                              : c + 1 == table.text_columns ? 7
                              : c < table.text_columns      ? 11
                                                            : 9;
    width[c] = std::max(width[c], least);
    heads[c] = head_lines_of(clean_text(table.rows[0][c]), width[c]);
    for (std::string& line : heads[c]) {
      if (shown_width(line) > most) line = shortened(line, most);
      width[c] = std::max(width[c], shown_width(line));
    }
    head_lines = std::max(head_lines, heads[c].size());
  }
  const auto cell = [&](const std::string& text, std::size_t c) {
    const std::string clean = shortened(clean_text(text), width[c]);
    return c < table.text_columns ? pad_right(clean, width[c] + 2) : pad_left(clean, width[c] + 2);
  };
  std::string out;
  const auto end_line = [&out] {
    while (!out.empty() && out.back() == ' ') out.pop_back();
    out += '\n';
  };
  for (std::size_t line = 0; line < head_lines; ++line) {
    out += "  ";
    for (std::size_t c = 0; c < columns; ++c) {
      const std::size_t skipped = head_lines - heads[c].size();  // heads stand on the table
      out += cell(line < skipped ? "" : heads[c][line - skipped], c);
    }
    end_line();
  }
  for (std::size_t r = 1; r < table.rows.size(); ++r) {
    out += "  ";
    for (std::size_t c = 0; c < columns; ++c) out += cell(table.rows[r][c], c);
    end_line();
  }
  return out;
}

std::string left_out_text(const SweepTable& table) {
  return fmt::format("and {} more: sweep.csv has them all (--out FOLDER)", table.left_out);
}

std::string exit_line_of(const PlanComparison& c) {
  if (c.exit_code == 0 && c.word == ReportModel::Word::yes) return "exit 0 (a point keeps every \"must\")\n";
  if (c.exit_code == 1) return "exit 1 (no point keeps every \"must\")\n";
  if (c.exit_code == 3) return "exit 3 (undecided: more runs may tell)\n";
  return comparison_exit_line(c);
}

// A cell of a Markdown table.
std::string markdown_cell(const std::string& text) {
  std::string safe;
  for (const char character : clean_text(text)) {
    if (character == '|' || character == '\\' || character == '`' || character == '<' || character == '*') {
      safe += '\\';
    }
    safe += character;
  }
  return safe;
}

}  // namespace

SweepTable sweep_table(const PlanComparison& sweep) { return is_grid(sweep) ? grid(sweep) : list(sweep); }

std::string sweep_text(const PlanComparison& c, const TextStyle& style, const std::optional<RunCost>& cost) {
  const std::size_t width = std::clamp<std::size_t>(style.columns, 96, 110);
  std::string out = comparison_line(c, style);
  const auto labelled = [&](const std::string& label, const std::string& text) {
    out += hanging(pad_right(label, label_width), clean_text(text), width);
  };
  if (!c.question.empty()) labelled("Question", c.question);
  out += fmt::format("\nWhat is varied ({})\n", differs_title(c));
  for (std::size_t a = 0; a < c.axes.size(); ++a) {
    const auto& now = c.plans[c.baseline].point;
    const std::string values = values_text(c.axes[a]);
    out += hanging("  " + clean_text(c.axes[a].title()) + "  ",
                   clean_text(a < now.size() ? fmt::format("{} (now {})", values, now[a]) : values), width);
  }
  const SweepTable table = sweep_table(c);
  out += "\n" + hanging("", clean_text(table.title), width) + laid_out(table);
  if (table.left_out > 0) out += "  " + left_out_text(table) + "\n";
  if (c.tests > 0 && !is_grid(c)) out += correction_note(c) + "\n";
  if (c.nearest.searched) {
    out += '\n';
    labelled("Missing", missing_text(c));
    for (const std::string& command : c.nearest.commands) {
      out += std::string(label_width, ' ') + clean_text(command) + "\n";
    }
  }
  out += '\n';
  bool first = true;
  for (const std::string& line : trust_lines(c)) {
    labelled(first ? "Trust" : "", line);
    first = false;
  }
  if (cost) labelled("", cost_text(c, *cost));
  return out + "\n" + exit_line_of(c);
}

std::string sweep_markdown(const PlanComparison& c) {
  std::string out = fmt::format("# Sweep: {}\n\n**{}**\n\n", clean_text(c.name), clean_text(c.sentence));
  if (!c.question.empty()) out += clean_text(c.question) + "\n\n";
  for (std::size_t a = 0; a < c.axes.size(); ++a) {
    const auto& now = c.plans[c.baseline].point;
    out +=
        fmt::format("- {}: {}{}\n", markdown_cell(c.axes[a].title()), markdown_cell(values_text(c.axes[a])),
                    a < now.size() ? fmt::format(" (now {})", markdown_cell(now[a])) : "");
  }
  const SweepTable table = sweep_table(c);
  out += fmt::format("\n## {}\n\n", clean_text(table.title));
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    out += '|';
    for (const std::string& text : table.rows[r]) out += " " + markdown_cell(text) + " |";
    out += '\n';
    if (r > 0) continue;
    out += '|';
    for (std::size_t k = 0; k < table.rows[0].size(); ++k) out += k < table.text_columns ? "---|" : "---:|";
    out += '\n';
  }
  if (table.left_out > 0) out += "\n" + left_out_text(table) + "\n";
  if (c.nearest.searched) {
    out += "\n## Missing\n\n" + markdown_text(missing_text(c)) + "\n";
    for (const std::string& command : c.nearest.commands) out += "\n    " + clean_text(command) + "\n";
  }
  out += "\n## Trust\n\n";
  for (const std::string& line : trust_lines(c)) out += "- " + clean_text(line) + "\n";
  return out;
}

}  // namespace switchover
