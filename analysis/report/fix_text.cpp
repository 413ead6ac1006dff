#include "analysis/report/fix_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/fix_search.hpp"
#include "analysis/fix_words.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/report/report_markdown.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr std::size_t label_width = 9;

std::size_t page_width(const TextStyle& style) { return std::clamp<std::size_t>(style.columns, 78, 110); }

std::string cost_cell(const FixAnswer& answer, const std::optional<double>& cost) {
  return cost ? money_text(answer.currency, *cost) : "-";
}

void add_lines(std::vector<std::string>& block, const std::string& hung) {
  std::size_t from = 0;
  for (std::size_t end = hung.find('\n'); end != std::string::npos; end = hung.find('\n', from)) {
    block.push_back(hung.substr(from, end - from));
    from = end + 1;
  }
}

}  // namespace

std::vector<std::string> fix_block(const FixAnswer& answer, std::size_t width) {
  std::vector<std::string> block;
  if (!answer.searched) return block;
  std::size_t day = 10, month = 9;
  for (const FixTrial& trial : answer.trials) {
    day = std::max(day, 2 + shown_width(cost_cell(answer, trial.cost)));
    month = std::max(month, 2 + shown_width(cost_cell(answer, trial.cost_a_month)));
  }
  constexpr std::size_t number = 5, verdict = 11;
  const std::size_t text = width - number - verdict - day - month;
  block.push_back(pad_right(answer.found ? "Fix      the cheapest that keeps every must first"
                                         : "Fix      nothing keeps every must; the nearest first",
                            number + text + verdict) +
                  pad_left("a day", day) + pad_left("a month", month));
  int place = 0;
  for (const FixTrial& trial : answer.trials) {
    const std::string mark = trial.verdict == Verdict::pass ? fmt::format("{:>4} ", ++place) : "   - ";
    const std::vector<std::string> lines = wrap(clean_text(trial.text), text - 1);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::string line = (i == 0 ? mark : "     ") + pad_right(lines[i], text);
      if (i == 0) {
        line += pad_right(to_string(trial.verdict), verdict) + pad_left(cost_cell(answer, trial.cost), day) +
                pad_left(cost_cell(answer, trial.cost_a_month), month);
      }
      line.erase(line.find_last_not_of(' ') + 1);
      block.push_back(line);
    }
    add_lines(block, hanging("       ", clean_text(grounds_text(trial)), width));
  }
  add_lines(block, hanging("     ", fix_note(answer), width));
  return block;
}

std::string fix_note(const FixAnswer& answer) {
  return fmt::format(
      "{} pulls looked at on up to {} days each; every row checked with up to {} days of fresh callers. A "
      "stronger pull is taken to be never worse than a weaker one. A month has {:.4g} such days.",
      answer.tried, answer.search_runs, answer.confirm_runs, answer.days_a_month);
}

TextTable fix_table(const FixAnswer& answer) {
  TextTable table{{"what is done", "verdict", "musts kept", "what decides", "cost of a day", "of a month"},
                  {}};
  for (const FixTrial& trial : answer.trials) {
    const std::string decides = !trial.missed.empty()   ? "misses " + joined(trial.missed, "; ")
                                : !trial.unsure.empty() ? "not surely: " + joined(trial.unsure, "; ")
                                                        : trial.tightest;
    table.rows.push_back({trial.text, to_string(trial.verdict), kept_text(trial), decides,
                          cost_cell(answer, trial.cost), cost_cell(answer, trial.cost_a_month)});
  }
  return table;
}

std::string fix_markdown(const FixAnswer& answer) {
  if (!answer.searched) return "";
  const TextTable table = fix_table(answer);
  std::string out = "\n## Fix\n\n" + fmt::format("{}\n\n", markdown_text(answer.sentence));
  if (!table.rows.empty()) out += markdown_table(table.head, table.rows) + "\n";
  return out + markdown_text(fix_note(answer)) + "\n";
}

std::string fix_word(const FixReport& report) {
  if (report.answer.found) return "YES";
  if (!report.answer.searched) return report.exit_code == 0 ? "NOTHING TO MEND" : "NO LEVERS";
  return report.exit_code == 3 ? "UNDECIDED" : "NO";
}

std::string fix_line(const FixReport& report, const TextStyle& style) {
  const std::string word = fix_word(report);
  const char* code = report.exit_code == 0 ? "1;32" : report.exit_code == 1 ? "1;31" : "1;33";
  const std::string text = word + " - " + clean_text(report.answer.sentence);
  std::string out = hanging(pad_right("FIX", label_width), text, page_width(style));
  if (style.colour) out.replace(out.find(word), word.size(), fmt::format("\x1b[{}m{}\x1b[0m", code, word));
  return out;
}

std::string fix_text(const FixReport& report, const TextStyle& style) {
  const std::size_t width = page_width(style);
  std::string out = fix_line(report, style);
  const auto labelled = [&](const char* label, const std::string& text) {
    if (!text.empty()) out += hanging(pad_right(label, label_width), clean_text(text), width);
  };
  labelled("Of", report.scenario);
  labelled("Question", report.question);
  for (std::size_t e = 0; e < report.must.size(); ++e) labelled(e == 0 ? "Must" : "", report.must[e]);
  const std::vector<std::string> block = fix_block(report.answer, width);
  if (!block.empty()) out += "\n";
  for (const std::string& line : block) out += line + "\n";
  out += "\n";
  labelled("Days", fmt::format("{} days simulated, seed {}",
                               count_text(static_cast<double>(report.replications)), report.seed));
  if (!report.answer.sound) labelled("Checks", "a self-check of the simulation failed");
  return out;
}

std::string fix_csv(const FixReport& report) {
  std::string out =
      "rank,what,verdict,musts_kept,musts,cost_a_day,cost_a_month,currency,promise,promise_kept,"
      "promise_verdict,found,low,high\r\n";
  int rank = 0;
  for (const FixTrial& trial : report.answer.trials) {
    ++rank;
    for (std::size_t e = 0; e < trial.judgements.size(); ++e) {
      const Judgement& j = trial.judgements[e];
      const auto number = [](const std::optional<double>& value) { return value ? csv_number(*value) : ""; };
      const std::optional<Range>& range = j.found.range;
      out += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", rank, csv_cell(trial.text),
                         to_string(trial.verdict), trial.kept, trial.judgements.size(), number(trial.cost),
                         number(trial.cost_a_month), csv_cell(report.answer.currency),
                         csv_cell(report.must.at(e)), is_met(j) ? "yes" : "no", to_string(j.verdict),
                         number(j.found.value), range ? csv_number(range->low) : "",
                         range ? csv_number(range->high) : "");
    }
  }
  return out;
}

}  // namespace switchover
