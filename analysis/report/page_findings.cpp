#include "analysis/report/page_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "analysis/fix_words.hpp"
#include "analysis/flip_words.hpp"
#include "analysis/report/fix_text.hpp"
#include "analysis/report/report_tables.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr std::size_t most_open_files = 6;

// "+22 billing, 08:30-13:00" -> "+22 billing 08:30-13:00"; what it was before stands in the table.
std::string short_lever(std::string text) {
  for (const char* before : {" (", ", was "}) {
    const std::size_t at = text.find(before);
    if (at != std::string::npos && at > 0) text.resize(at);
  }
  const std::size_t comma = text.find(", ");
  const bool clock = comma != std::string::npos && comma + 2 < text.size() && text[comma + 2] >= '0' &&
                     text[comma + 2] <= '9';
  if (clock) text.erase(comma, 1);
  return text;
}
std::string short_fix(const FixTrial& trial) {
  std::vector<std::string> parts;
  for (const std::string& part : trial.parts) parts.push_back(short_lever(part));
  if (parts.empty()) parts.push_back(short_lever(trial.text));
  return joined(parts, ", ");
}

}  // namespace

std::string fix_cost_text(const FixAnswer& answer, const FixTrial& trial) {
  if (!trial.cost) return "no price is said for it";
  std::string text = money_text(answer.currency, *trial.cost) + " a day";
  if (trial.cost_a_month) text += ", " + money_text(answer.currency, *trial.cost_a_month) + " a month";
  return text;
}

PageAnswer fix_answer_of(const FixAnswer& answer) {
  PageAnswer out{"fix", "What is the cheapest fix?", "", "", PageTone::none, "fix"};
  if (answer.trials.empty()) {
    out.text = "Nothing among the levers";
    out.detail = sentence(answer.sentence);
    out.tone = PageTone::fail;
    out.link = "promises";
    return out;
  }
  const FixTrial& first = answer.trials.front();
  const std::string grounds = first.judgements.empty() ? "" : grounds_text(first);
  if (answer.found) {
    out.text = capitalised(short_fix(first));
    out.detail = sentences({fix_cost_text(answer, first), grounds});
    out.tone = PageTone::pass;
  } else {
    out.text = "Nothing among the levers";
    const bool several = first.missed.size() > 1;  // all of them stand in the table
    out.detail =
        sentences({fmt::format("nearest: {}; {}", short_fix(first), fix_cost_text(answer, first)),
                   several ? fmt::format("keeps {} musts; furthest off: {}", kept_text(first), first.tightest)
                           : grounds});
    out.tone = tone_of(first.verdict);
  }
  return out;
}

PageAnswer flip_answer_of(const std::vector<FlipRow>& flips) {
  PageAnswer out{"flip", "Which assumption could flip the verdict?", "", "", PageTone::none, "flips"};
  constexpr std::size_t most_others = 3;
  std::vector<std::string> turning;
  for (const bool sure : {true, false}) {  // what is sure to turn it stands first
    for (const FlipRow& row : flips) {
      const bool told = row.flips_at && (row.verdict_beyond != Verdict::undecided) == sure;
      if (told) turning.push_back(row.label + ", " + row.text);
    }
  }
  const std::size_t all = flips.size();
  if (turning.empty()) {
    out.text = all == 1 ? "Not the one that was varied" : fmt::format("None of the {} that were varied", all);
    out.detail = all == 1 ? "Over its whole range." : "Each alone, over its whole range.";
    out.tone = PageTone::pass;
    return out;
  }
  out.text = capitalised(turning.front());
  std::vector<std::string> others(turning.begin() + 1, turning.end());
  const std::size_t hidden = others.size() > most_others ? others.size() - most_others : 0;
  others.resize(others.size() - hidden);
  if (hidden > 0) others.push_back(fmt::format("and {} more", hidden));
  out.detail = sentences(
      {others.empty() ? "" : "also " + joined(others, "; "),
       fmt::format("{} of {} assumptions that were varied, each alone over its range", turning.size(), all)});
  out.tone = PageTone::warn;
  return out;
}

PageSection fix_section(const FixAnswer& answer) {
  PageSection out;
  out.id = "fix";
  out.title = "What would mend it";
  if (!answer.searched) return out;
  out.lead = sentence(answer.sentence);
  PageTable table = page_table("fix-table", fix_table(answer), "llllr");
  table.title = answer.found ? "The cheapest that keeps every must first"
                             : "Nothing keeps every must; the nearest first";
  for (std::size_t k = 0; k < table.rows.size(); ++k)
    table.rows[k][1].tone = tone_of(answer.trials[k].verdict);
  table.note = fix_note(answer);
  out.pictures({"fixes"});
  out.table(std::move(table));
  return out;
}

PageSection flips_section(const std::vector<FlipRow>& flips) {
  PageSection out;
  out.id = "flips";
  out.title = "What could flip the verdict";
  if (flips.empty()) return out;
  out.lead = capitalised(flips_sentence(flips));
  PageTable table = page_table("flips-table", flips_table(flips), "lrrll");
  for (std::size_t k = 0; k < table.rows.size(); ++k) {
    if (flips[k].flips_at) table.rows[k].back().tone = PageTone::warn;
  }
  std::stable_partition(table.rows.begin(), table.rows.end(),
                        [](const std::vector<PageCell>& row) { return row.back().tone == PageTone::warn; });
  out.pictures({"flips"});
  table.title = "Every assumption that was varied, and over which range";
  table.folded = true;
  out.table(std::move(table));
  return out;
}

PageTable files_table(const std::vector<InputFile>& files) {
  PageTable table;
  table.id = "files-table";
  table.columns = {{"file", false, ""}, {"holds", false, ""}, {"SHA-256", false, ""}};
  for (const InputFile& file : files) table.rows.push_back({file.path, file.summary, file.sha256});
  table.title = "Files that were read, with their digests";
  table.folded = table.rows.size() > most_open_files;
  return table;
}

PageSection particulars_section(const std::vector<std::string>& repeat,
                                const std::vector<std::pair<std::string, std::string>>& rows) {
  PageSection out;
  out.id = "particulars";
  out.title = "This run";
  PageTable table;
  table.id = "particulars-table";
  table.columns = {{"particular", false, ""}, {"value", false, ""}};
  for (const auto& [what, value] : rows) table.rows.push_back({what, value});
  if (!repeat.empty()) {
    out.lead = "Repeat it with:";
    out.code("switchover " + shell_line(repeat));
  }
  out.table(std::move(table));
  return out;
}

PageSection particulars_section(const PageParticulars& particulars, const std::string& scenario,
                                std::uint64_t seed, std::vector<std::pair<std::string, std::string>> rows) {
  std::vector<std::pair<std::string, std::string>> all = {
      {"switchover", particulars.version}, {"scenario", scenario}, {"seed", fmt::format("{}", seed)}};
  std::move(rows.begin(), rows.end(), std::back_inserter(all));
  std::erase_if(all, [](const auto& row) { return row.second.empty(); });
  PageSection out = particulars_section(particulars.repeat, all);
  out.table(files_table(particulars.files));
  return out;
}

}  // namespace switchover
