#include "analysis/report/solve_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/report/layout.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

constexpr std::size_t label_width = 9, number_width = 8, level_width = 9;

std::size_t page_width(const TextStyle& style) { return std::clamp<std::size_t>(style.columns, 78, 110); }

std::string agents_text(double agents) {
  return agents == std::floor(agents) ? fmt::format("{:.0f}", agents) : fmt::format("{:.1f}", agents);
}

std::string amount_text(const SolveReport& report, double amount) {
  return report.what == SolveFor::agents ? count_text(amount) : fmt::format("{:g}", amount);
}
const char* amount_title(const SolveReport& report) {
  return report.what == SolveFor::agents ? "agent hours" : report.subject.c_str();
}
const char* kept_word(const SolvePoint& point) { return point.passes ? "keeps it" : "does not"; }
std::string level_text(const SolvedInterval& row) {
  return row.level.value ? percent_text(*row.level.value) : "-";
}
std::string erlang_text(const SolvedInterval& row) { return row.erlang > 0 ? agents_text(row.erlang) : "-"; }

void close_line(std::string& line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  line += '\n';
}

// Steps down, groups across, as many as the page takes.
std::string table(const SolveReport& report, std::size_t width) {
  std::vector<std::string> groups;
  for (const SolvedInterval& row : report.intervals) {
    if (std::find(groups.begin(), groups.end(), row.group) != groups.end()) break;
    groups.push_back(row.group);
  }
  std::size_t clock = 6;
  for (const SolvedInterval& row : report.intervals) clock = std::max(clock, row.clock.size() + 1);
  const std::size_t block = 3 * number_width + level_width + 2;
  const std::size_t across = std::max<std::size_t>(1, (width - clock) / block);
  std::string out;
  for (std::size_t first = 0; first < groups.size(); first += across) {
    const std::size_t last = std::min(groups.size(), first + across);
    std::string names(clock, ' '), heads(clock, ' ');
    for (std::size_t g = first; g < last; ++g) {
      names += "  " + pad_right(shortened(clean_text(groups[g]), block - 4), block - 2);
      heads += "  " + pad_left("there", number_width) + pad_left("Erlang", number_width) +
               pad_left("needed", number_width) + pad_left("level", level_width);
    }
    close_line(names);
    close_line(heads);
    out += "\n" + names + heads;
    for (std::size_t i = 0; i + groups.size() <= report.intervals.size(); i += groups.size()) {
      std::string line = pad_right(report.intervals[i].clock, clock);
      for (std::size_t g = first; g < last; ++g) {
        const SolvedInterval& row = report.intervals[i + g];
        line += "  " + pad_left(agents_text(row.there), number_width) +
                pad_left(erlang_text(row), number_width) + pad_left(agents_text(row.needed), number_width) +
                pad_left(level_text(row), level_width);
      }
      close_line(line);
      out += line;
    }
  }
  return out;
}

std::string curve(const SolveReport& report) {
  std::string out =
      fmt::format("\n{}{}\n", pad_left(amount_title(report), 24), pad_left("the target's figure [95%]", 32));
  for (const SolvePoint& point : report.curve) {
    const std::string found = solve_figure_text(point.level);
    std::string line = pad_left(amount_text(report, point.amount), 24) + pad_left(found, 32) + "  " +
                       kept_word(point) + (point.amount == report.needed ? "  <- the answer" : "");
    close_line(line);
    out += line;
  }
  return out;
}

}  // namespace

std::string solve_figure_text(const Estimate& level) {
  std::string text = level.value ? fmt::format("{:.2f}%", *level.value * 100) : std::string("-");
  if (level.range) text += fmt::format(" [{:.2f} - {:.2f}]", level.range->low * 100, level.range->high * 100);
  return text;
}

TextTable solve_staff_table(const SolveReport& report) {
  TextTable out{{"from", "group", "there", "Erlang", "needed", "missing", "level", "95% range"}, {}};
  for (const SolvedInterval& row : report.intervals) {
    const double missing = std::max(0.0, row.needed - row.there);
    out.rows.push_back({row.clock, row.group, agents_text(row.there), erlang_text(row),
                        agents_text(row.needed), missing > 0 ? agents_text(missing) : "-", level_text(row),
                        range_text(row.level.range, Unit::share)});
  }
  return out;
}

TextTable solve_curve_table(const SolveReport& report) {
  TextTable out{{amount_title(report), "the target's figure [95%]", "where", "finding"}, {}};
  for (const SolvePoint& point : report.curve) {
    out.rows.push_back(
        {amount_text(report, point.amount), solve_figure_text(point.level), point.whose,
         std::string(kept_word(point)) + (point.amount == report.needed ? ": the answer" : "")});
  }
  return out;
}

std::string solve_line(const SolveReport& report, const TextStyle& style) {
  std::string text = hanging("VERDICT  ", clean_text(report.sentence), page_width(style));
  if (style.colour) text.replace(0, 7, "\x1b[1mVERDICT\x1b[0m");
  return text;
}

std::string solve_text(const SolveReport& report, const TextStyle& style) {
  const std::size_t width = page_width(style);
  std::string out = solve_line(report, style);
  out += hanging(pad_right("Target", label_width), clean_text(report.target), width);
  for (const std::string& note : report.notes)
    out += hanging(std::string(label_width, ' '), clean_text(note), width);
  if (!report.intervals.empty()) out += table(report, width);
  if (!report.curve.empty()) out += curve(report);
  return out;
}

}  // namespace switchover
