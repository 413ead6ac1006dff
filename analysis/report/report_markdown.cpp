#include "analysis/report/report_markdown.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "analysis/flip_words.hpp"
#include "analysis/report/baseline_text.hpp"
#include "analysis/report/fix_text.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_incident.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/report/report_tables.hpp"
#include "analysis/report/report_text.hpp"
#include "analysis/wording.hpp"

namespace switchover {

namespace {

using Row = std::vector<std::string>;

std::string laid_out(const TextTable& table) { return markdown_table(table.head, table.rows); }

std::string promises(const ReportModel& report) {
  if (report.promises.empty()) return "";
  std::vector<Row> rows;
  for (const PromiseRow& row : report.promises) {
    std::string text = row.text;
    if (!row.judgement.note.empty()) text += " (" + row.judgement.note + ")";
    rows.push_back({text, promise_mark(row), found_text(row),
                    range_text(row.judgement.found.range, row.judgement.unit)});
  }
  return "\n## Promises\n\n" + markdown_table({"promise", "verdict", "found", range_title(report)}, rows);
}

std::string why(const ReportModel& report) {
  const TextTable table = why_table(report);
  if (table.rows.empty()) return "";
  std::string out = fmt::format("\n## Why, in {}\n\n", markdown_text(report.why.figure)) + laid_out(table);
  for (const std::string& sentence : why_lines(report.why)) out += "\n" + markdown_text(sentence) + "\n";
  return out;
}

std::string half_hours(const HalfHours& half_hours) {
  if (half_hours.rows.empty()) return "";
  std::string out = fmt::format("\n## {} through the day\n\n", markdown_text(half_hours.queue)) +
                    laid_out(half_hours_table(half_hours));
  if (!half_hours.needed_by.empty())
    out += fmt::format("\nAgents needed: {}.\n", markdown_text(half_hours.needed_by));
  return out;
}

std::string binding(const ReportModel& report) {
  if (report.binding.empty()) return "";
  std::string out = "\n## What binds\n\n";
  for (const BindingRow& row : report.binding) {
    if (!row.ever_full) continue;
    const std::string window = binding_window(row);
    out += fmt::format("- {}{}\n", window.empty() ? std::string{} : "**" + markdown_text(window) + "** ",
                       markdown_text(row.sentence));
  }
  const std::string never = never_full_text(report);
  if (!never.empty()) out += fmt::format("- never full: {}\n", markdown_text(never));
  return out;
}

std::string actual(const ReportModel& report) {
  if (!report.actual) return "";
  std::string out = "\n## Predicted beside actual\n\n" + laid_out(actual_table(*report.actual));
  if (!report.actual->note.empty()) out += "\n" + markdown_text(report.actual->note) + "\n";
  return out;
}

std::string assumptions(const ReportModel& report) {
  if (report.assumptions.empty()) return "";
  const bool has_flips = !report.flips.empty();
  std::vector<Row> guesses, typed;
  for (const Assumption& assumption : report.assumptions) {
    Row cells = {assumption.key, assumption.value, origin_text(assumption)};
    const FlipRow* flip = flip_of(report.flips, assumption.key);
    if (has_flips) cells.push_back(flip == nullptr ? "-" : flip->text);
    (is_guess(assumption) ? guesses : typed).push_back(std::move(cells));
  }
  std::string out;
  Row head = {"what", "value used", "from"};
  if (has_flips) head.emplace_back("verdict flips");
  if (!guesses.empty())
    out += "\n## Rests on guesses (not in your files)\n\n" + markdown_table(head, guesses);
  if (!typed.empty()) out += "\n## Rests on what you wrote\n\n" + markdown_table(head, typed);
  return out;
}

std::string flips(const ReportModel& report) {
  if (report.flips.empty()) return "";
  return "\n## What could turn the verdict\n\n" + markdown_text(flips_sentence(report.flips)) + "\n\n" +
         laid_out(flips_table(report.flips));
}

std::string what_was_read(const ReportModel& report) {
  std::string out = "\n## Read and checked\n\n";
  for (const InputFile& file : report.files) {
    out += fmt::format("- {}{}\n", markdown_text(file.path),
                       file.summary.empty() ? std::string{} : ": " + markdown_text(file.summary));
  }
  for (const ForecastCorrection& correction : report.corrections) {
    out += "- " + markdown_text(correction_text(correction)) + "\n";
  }
  for (const Problem& lint : report.lints) out += "- worth a look: " + markdown_text(to_string(lint)) + "\n";
  if (report.has_sanity) out += "- " + markdown_text(sanity_text(report.sanity)) + "\n";
  if (!report.checks.empty()) out += "- " + markdown_text(checks_text(report.checks)) + "\n";
  out += fmt::format("- {} of at most {} runs: {}; seed {}; switchover {}\n", count_text(report.run.runs),
                     count_text(report.run.max_runs), markdown_text(report.run.stopped_because),
                     report.run.seed, markdown_text(report.run.version));
  return out;
}

}  // namespace

std::string markdown_text(std::string_view text) {
  std::string out;
  for (const char character : clean_text(text)) {
    if (std::string_view("\\`*_[]<>|#&~$").find(character) != std::string_view::npos) out += '\\';
    out += character;
  }
  return out;
}

std::string markdown_table(const std::vector<std::string>& head,
                           const std::vector<std::vector<std::string>>& rows) {
  const auto laid_out = [](const std::vector<std::string>& row) {
    std::string text = "|";
    for (const std::string& cell : row) text.append(" ").append(markdown_text(cell)).append(" |");
    return text + "\n";
  };
  std::string out = laid_out(head) + "|";
  for (std::size_t i = 0; i < head.size(); ++i) out += i == 0 ? " --- |" : " ---: |";
  out += "\n";
  for (const std::vector<std::string>& row : rows) out += laid_out(row);
  return out;
}

std::string verdict_markdown(const ReportModel& report) {
  std::string out = fmt::format("# {}: {}\n\n", markdown_text(report.scenario), verdict_word(report));
  if (!report.sentence.empty()) out += fmt::format("**{}**\n\n", markdown_text(report.sentence));
  if (!report.question.empty()) out += fmt::format("Question: {}\n\n", markdown_text(report.question));
  if (!report.answer.empty()) out += fmt::format("Answer: {}\n\n", markdown_text(report.answer));
  out += laid_out(headline_table(report));
  out += "\nPrecision: how well the average is known (95 %).\n";
  out += promises(report);
  if (report.incident) out += incident_markdown(*report.incident);
  out += why(report) + half_hours(report.half_hours) + binding(report);
  if (report.fix) out += fix_markdown(*report.fix);
  out += actual(report);
  out += assumptions(report) + flips(report) + what_was_read(report);
  if (report.baseline) out += baseline_markdown(*report.baseline);
  out += "\n" + exit_line(report.exit_code) + "\n";
  return out;
}

}  // namespace switchover
