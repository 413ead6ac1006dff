#include "analysis/report/baseline_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "analysis/report/layout.hpp"
#include "analysis/report/report_markdown.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

constexpr std::size_t most_rows = 12, label_width = 9, name_width = 46;

std::string mark_of(const BaselineRow& row) {
  return row.regression ? "WORSE" : row.improved ? "better" : "same";
}
// Those that moved; the rest is only counted.
std::vector<const BaselineRow*> moved(const BaselineReport& report) {
  std::vector<const BaselineRow*> rows;
  for (const BaselineRow& row : report.rows) {
    if (row.regression || row.improved) rows.push_back(&row);
  }
  if (rows.size() > most_rows) rows.resize(most_rows);
  return rows;
}
}  // namespace

std::vector<std::string> baseline_notes(const BaselineReport& report) {
  std::vector<std::string> lines = report.changed;
  for (const std::string& plan : report.new_plans) lines.push_back(plan + ": new, no baseline yet");
  for (const std::string& plan : report.gone_plans)
    lines.push_back(plan + ": in the baseline, not in this run");
  const bool apart =
      std::any_of(report.rows.begin(), report.rows.end(), [](const BaselineRow& row) { return !row.paired; });
  if (apart) lines.emplace_back("other callers than then: ranges are as wide as of two independent studies");
  return lines;
}

TextTable baseline_table(const BaselineReport& report) {
  TextTable table{{"figure", "then", "now", "difference", ""}, {}};
  for (const BaselineRow* row : moved(report)) {
    table.rows.push_back({row->plan + ": " + row->figure, value_text(row->then, row->unit),
                          value_text(row->now, row->unit), change_text(row->difference, row->unit),
                          mark_of(*row)});
  }
  return table;
}

std::string baseline_block(const BaselineReport& report, const TextStyle& style) {
  const std::size_t width = std::clamp<std::size_t>(style.columns, 78, 110);
  std::string out = hanging(pad_right("Baseline", label_width), clean_text(report.sentence), width);
  const std::string indent(label_width, ' ');
  for (const std::string& note : baseline_notes(report)) out += hanging(indent, clean_text(note), width);
  for (const BaselineRow* row : moved(report)) {
    const std::string plan = report.changed.size() > 1 ? row->plan + ": " : "";
    out += fmt::format("{}{} {} {} -> {}  {}\n", indent, pad_right(mark_of(*row), 6),
                       pad_right(shortened(clean_text(plan + row->figure), name_width), name_width),
                       pad_left(value_text(row->then, row->unit), 9),
                       pad_left(value_text(row->now, row->unit), 9), change_text(row->difference, row->unit));
  }
  return out;
}

std::string baseline_markdown(const BaselineReport& report) {
  std::string out = "\n## Against the baseline\n\n" + markdown_text(report.sentence) + "\n\n";
  for (const std::string& note : baseline_notes(report)) out += "- " + markdown_text(note) + "\n";
  const TextTable table = baseline_table(report);
  if (!table.rows.empty()) out += "\n" + markdown_table(table.head, table.rows);
  return out;
}

}  // namespace switchover
