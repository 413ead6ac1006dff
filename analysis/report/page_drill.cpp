#include "analysis/report/page_drill.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/drill_words.hpp"
#include "analysis/report/drill_text.hpp"
#include "analysis/report/page_findings.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr std::ptrdiff_t most_named = 4;  // faults in an answer

PageSection section(std::string id, std::string title, std::string lead = {}) {
  PageSection made;
  made.id = std::move(id);
  made.title = std::move(title);
  made.lead = std::move(lead);
  return made;
}

PageTable folded(PageTable table, std::string title) {
  table.title = std::move(title);
  table.folded = true;
  return table;
}

const DrillRow& row_of(const DrillReport& report, const DrillYear& year) { return report.rows[year.row]; }
bool counts(const DrillYear& year) { return year.people >= 0.5; }

std::string costliest(const DrillReport& report) {
  const DrillRow& worst = report.rows.front();
  return fmt::format("{} costs most: {} people never served", fault_words(worst),
                     people_text(worst.cost.never_served));
}

PageSection ranking(const DrillReport& report) {
  PageSection out = section("ranking", "Which fault costs most");
  if (report.rows.empty()) return out;
  out.lead = costliest(report) + ".";
  out.list({capitalised(setting_text(report))});
  out.pictures({"drill-ranking"});
  PageTable table = page_table("ranking-table", drill_table(report), "llllrrrl");
  table.columns[1].title = "fault";
  table.columns.erase(table.columns.begin() + 2);  // in a word with its component: paper is narrow
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    auto& row = table.rows[i];
    row[1] = fault_words(report.rows[i]);
    row.erase(row.begin() + 2);
    row.back().tone = tone_of(report.rows[i].tolerated);
  }
  for (std::size_t k = 0; k < table.columns.size(); ++k) table.columns[k].right = k >= 4 && k <= 6;
  table.note =
      "~: drawn around this mean; deflt: a default, not from your file; SPOF: a single point of failure. "
      "Calls "
      "again: a median; service back: 19 days in 20 are sooner.";
  const bool ties =
      std::any_of(report.rows.begin(), report.rows.end(), [](const DrillRow& row) { return row.tied; });
  if (ties) table.note += " =: not told apart from the row above after so many days.";
  out.table(folded(std::move(table), "The scorecard: every fault, figure by figure"));
  return out;
}

PageSection year(const DrillReport& report) {
  PageSection out = section("year", "Worst in a year");
  if (report.years.empty() || !counts(report.years.front())) return out;
  const DrillYear& first = report.years.front();
  out.lead = fmt::format("{} is the first to mend: {} = {} people a year.", row_of(report, first).name,
                         year_text(report, first), count_text(std::round(first.people)));
  out.list({"With how often each happens; that is a judgement unless it is from your file."});
  out.pictures({"drill-year"});
  PageTable table;
  table.id = "year-table";
  table.columns = {{"#", true, ""},
                   {"component", false, ""},
                   {"how often x each", true, "a year, and people never served per event"},
                   {"people a year", true, ""},
                   {"from", false, "where how often it happens comes from"}};
  for (std::size_t i = 0; i < report.years.size(); ++i) {
    const DrillYear& one = report.years[i];
    const DrillRow& row = row_of(report, one);
    table.rows.push_back({std::to_string(i + 1), row.name, year_text(report, one),
                          count_text(std::round(one.people)), origin_name(row.times_from)});
  }
  out.table(folded(std::move(table), "Every component: how often, and how many people a year"));
  return out;
}

PageSection pairs(const DrillReport& report) {
  PageSection out = section("pairs", "Two at the same moment");
  if (!report.pairs_run || report.pairs.empty()) return out;
  out.lead =
      "Pairs of the worst, both at the same moment: people never served, and what is beyond the sum of both "
      "alone.";
  out.pictures({"drill-pairs"});
  PageTable table;
  table.id = "pairs-table";
  table.columns = {{"pair", false, ""},
                   {"together [95%]", true, "people never served"},
                   {"both alone", true, "the sum of their people never served"},
                   {"beyond the sum [95%]", true, "paired days"}};
  for (const DrillPair& pair : report.pairs) {
    const DrillRow &a = report.rows[pair.first], &b = report.rows[pair.second];
    const double sum = a.cost.never_served.value.value_or(0) + b.cost.never_served.value.value_or(0);
    const bool more = pair.beyond.range && pair.beyond.range->low > 0;
    table.rows.push_back({fmt::format("{} and {}", fault_words(a), fault_words(b)),
                          people_text(pair.together), count_text(std::round(sum)),
                          PageCell(people_text(pair.beyond), more ? PageTone::warn : PageTone::none)});
  }
  out.table(folded(std::move(table), "Every pair, beside the sum of both alone"));
  return out;
}

PageSection why(const DrillReport& report) {
  PageSection out = section("why", "Why");
  std::vector<std::string> lines;
  for (const DrillRow& row : report.rows) {
    if (!row.why.empty()) lines.push_back(row.why);
  }
  out.list(std::move(lines));
  return out;
}

PageSection mends(const DrillReport& report) {
  PageSection out = section("mends", "The cheapest mend");
  if (!report.mends_run || report.mends.empty()) return out;
  out.lead = "One thing changed at a time for the worst that break the tolerance, same callers.";
  PageTable table;
  table.id = "mends-table";
  table.columns = {{"fault", false, ""},
                   {"the change that saves most", false, ""},
                   {"people now", true, "never served"},
                   {"with it [95%]", true, "people never served"},
                   {"tolerance", false, "with it"}};
  std::vector<std::string> without;
  for (const DrillMend& mend : report.mends) {
    if (mend.text.empty()) {
      without.push_back(mend_text(report, mend) + ".");
      continue;
    }
    const DrillRow& row = report.rows[mend.row];
    table.rows.push_back(
        {fault_words(row), mend.text, count_text(std::round(row.cost.never_served.value.value_or(0))),
         people_text(mend.left), PageCell(to_string(mend.tolerated), tone_of(mend.tolerated))});
  }
  out.table(std::move(table));
  out.list(std::move(without));
  return out;
}

PageSection test(const DrillReport& report) {
  PageSection out = section("test", "The plan of a real test");
  if (!report.test) return out;
  out.lead = sentence(test_text(*report.test));
  out.pictures({"test-plan"});
  out.table(folded(page_table("test-table", test_table(*report.test), "l"),
                   "Checkpoint by checkpoint: when, what, and when to stop"));
  out.list(cannot_prove(*report.test));
  return out;
}

PageSection grounds(const DrillReport& report) {
  PageSection out = section("guesses", "What it rests on");
  std::vector<std::string> lines = guess_lines(report);
  if (const std::string missing = missing_text(report); !missing.empty()) lines.push_back(sentence(missing));
  for (const NotDrilled& none : report.not_run)
    lines.push_back(sentence(fmt::format("Not run: {}: {}", none.component, none.reason)));
  out.list(std::move(lines));
  return out;
}

std::string trimmed(std::string line) {
  while (!line.empty() && line.back() == '\n') line.pop_back();
  return line;
}

PageSection inputs(const PageParticulars& particulars) {
  PageSection out = section("inputs", "What was read");
  out.table(files_table(particulars.files));
  return out;
}

PageSection particulars_of(const DrillReport& report, const PageParticulars& particulars) {
  std::vector<std::pair<std::string, std::string>> rows = {
      {"switchover", particulars.version},
      {"scenario", report.file},
      {"seed", fmt::format("{}", report.seed)},
      {"days", fmt::format("{} with each fault, and the same days without it", report.runs)},
      {"confidence", "95% for every interval"},
      {"tolerance", tolerance_text(report)},
      {"exit code", trimmed(drill_exit_line(report))}};
  std::erase_if(rows, [](const auto& row) { return row.second.empty(); });
  return particulars_section(particulars.repeat, rows);
}

std::string subtitle(const DrillReport& report) {
  return fmt::format("Drill: each fault alone at {}{}. {} days each, same callers, seed {}", report.at_text,
                     report.at_busiest ? ", the busiest interval" : "", report.runs, report.seed);
}

PageAnswer answer_worst(const DrillReport& report) {
  const DrillRow& worst = report.rows.front();
  std::string detail;
  const auto& lost = worst.cost.never_served;
  if (lost.range)
    detail = fmt::format("{} - {} (95%)", count_text(std::round(lost.range->low)),
                         count_text(std::round(lost.range->high)));
  if (worst.calls_again.value.value_or(0) > 0)
    detail += fmt::format("{}calls get in again after {}", detail.empty() ? "" : "; ", again_text(worst));
  if (worst.cost.service_back.value)
    detail += fmt::format("{}service is back after {}", detail.empty() ? "" : "; ", back_text(worst));
  return {"worst",
          "Which fault costs most?",
          fmt::format("{}: {} people", fault_words(worst), count_text(std::round(lost.value.value_or(0)))),
          detail,
          tone_of(worst.tolerated),
          "ranking"};
}

PageAnswer answer_broken(const DrillReport& report) {
  std::vector<std::string> broken;
  for (const DrillRow& row : report.rows) {
    if (row.tolerated == Tolerated::broken) broken.push_back(fault_words(row));
  }
  const std::size_t open = number_of(report, Tolerated::undecided);
  std::string text = broken.empty() ? "No fault"
                                    : fmt::format("{} of {} {}", broken.size(), report.rows.size(),
                                                  report.rows.size() == 1 ? "fault" : "faults");
  std::string detail = joined(std::vector<std::string>(
      broken.begin(), broken.begin() + std::min<std::ptrdiff_t>(most_named, std::ssize(broken))));
  if (std::ssize(broken) > most_named) detail += fmt::format(" and {} more", std::ssize(broken) - most_named);
  if (open > 0)
    detail += fmt::format("{}{} undecided after {} days", detail.empty() ? "" : "; ", open, report.runs);
  const PageTone tone = !broken.empty() ? PageTone::fail : open > 0 ? PageTone::undecided : PageTone::pass;
  return {"broken", "What breaks the tolerance?", text, detail, tone, "ranking"};
}

PageAnswer answer_mend(const DrillReport& report) {
  const DrillMend& mend = report.mends.front();
  const PageTone tone = mend.text.empty() ? PageTone::none : tone_of(mend.tolerated);
  return {"mend",
          "What is the cheapest mend of the worst?",
          mend.text.empty() ? std::string("None was found") : capitalised(mend.text),
          sentence(mend_text(report, mend)),
          tone,
          "mends"};
}

}  // namespace

PageTone tone_of(Tolerated tolerated) {
  switch (tolerated) {
    case Tolerated::not_asked:
      return PageTone::none;
    case Tolerated::kept:
      return PageTone::pass;
    case Tolerated::barely:
      return PageTone::warn;
    case Tolerated::undecided:
      return PageTone::undecided;
    case Tolerated::broken:
      return PageTone::fail;
  }
  return PageTone::none;
}

std::vector<PageAnswer> drill_answers(const DrillReport& report) {
  std::vector<PageAnswer> all;
  if (report.rows.empty()) return all;
  all.push_back(answer_worst(report));
  if (!report.years.empty() && counts(report.years.front())) {
    const DrillYear& first = report.years.front();
    all.push_back(
        {"year", "Which is the first to mend?",
         fmt::format("{}: {} people a year", row_of(report, first).name,
                     count_text(std::round(first.people))),
         fmt::format("{} [{}]", year_text(report, first), origin_name(row_of(report, first).times_from)),
         PageTone::none, "year"});
  }
  if (report.tolerance.any()) all.push_back(answer_broken(report));
  const std::vector<std::string> single = single_points(report);
  all.push_back({"single", "What is a single point of failure?", single.empty() ? "None" : joined(single),
                 single.empty() ? "" : "Nothing takes over, or failing over does not help.",
                 single.empty() ? PageTone::pass : PageTone::warn, single.empty() ? "ranking" : "why"});
  if (report.mends_run && !report.mends.empty()) all.push_back(answer_mend(report));
  return all;
}

std::string drill_page_data(const DrillReport& report, const PageParticulars& particulars) {
  PageContent page;
  page.kind = "drill";
  page.name = report.scenario;
  page.question = report.tolerance.any()
                      ? "What costs most when it fails alone, and what breaks the tolerance?"
                      : "What costs most when it fails alone?";
  page.subtitle = subtitle(report);
  const std::string word = drill_word(report);
  page.verdict = {word, word.empty() ? PageTone::none : tone_of_exit(report.exit_code), report.sentence,
                  tolerance_text(report)};
  page.answers = drill_answers(report);
  for (PageSection found :
       {ranking(report), year(report), pairs(report), why(report), mends(report), test(report),
        grounds(report), inputs(particulars), particulars_of(report, particulars)}) {
    if (found.has_words()) page.sections.push_back(std::move(found));
  }
  page.pictures = drill_pictures(report);
  return page_json(page);
}

}  // namespace switchover
