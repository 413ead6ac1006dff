#include "analysis/report/page_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "analysis/report/comparison_phrases.hpp"
#include "analysis/report/page.hpp"
#include "analysis/report/picture_budget.hpp"
#include "analysis/report/report_phrases.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr std::size_t most_pictured_points = 12;  // of a sweep, promise by promise
constexpr std::size_t most_open_lints = 3;

PageVerdict verdict_of(const PlanComparison& c) {
  PageVerdict verdict;
  verdict.tone = c.exit_code == 70 ? PageTone::fail : tone_of(c.word);
  verdict.word = c.word == ReportModel::Word::yes         ? "YES"
                 : c.word == ReportModel::Word::no        ? "NO"
                 : c.word == ReportModel::Word::undecided ? "UNDECIDED"
                                                          : verdict_word(ReportModel{});
  verdict.sentence = c.sentence;
  verdict.answer = c.advice;
  // The word is not said twice.
  for (const std::string before : {"NONE PASSES - ", "UNDECIDED - ", "no promise was asked for; "}) {
    if (!c.sentence.starts_with(before)) continue;
    if (before.ends_with(" - ")) verdict.word = before.substr(0, before.size() - 3);
    verdict.sentence = c.sentence.substr(before.size());
  }
  return verdict;
}

// "Mon 2026-03-02. "
std::string date_of(const Pictures& pictures) {
  constexpr double day_s = 86'400;
  int year = 0, month = 0, day = 0;
  const auto part = [&](std::size_t from, std::size_t size, int& value) {
    const char* begin = pictures.date.data() + from;
    return std::from_chars(begin, begin + size, value).ptr == begin + size;
  };
  const bool dated = pictures.date.size() == 10 && part(0, 4, year) && part(5, 2, month) && part(8, 2, day);
  if (!dated) return "";
  WallClock clock;
  clock.year = year;
  clock.month = month;
  clock.day = day;
  return fmt::format("{}{} {}. ", pictures.length_s > day_s ? "From " : "", weekday_name(clock),
                     pictures.date);
}

std::string subtitle_of(const PlanComparison& c) {
  std::string text = c.pictures ? date_of(*c.pictures) : std::string{};
  std::uint32_t fewest = c.run.runs;
  for (const ComparedPlan& plan : c.plans) fewest = std::min(fewest, plan.runs);
  const std::string days = fewest == c.run.runs ? fmt::format("{} days", fewest)
                                                : fmt::format("{} to {} days", fewest, c.run.runs);
  const std::size_t n = c.is_sweep ? c.plans.size() - 1 : c.plans.size();
  text += fmt::format("{} {}{} over {}, the same callers in all, seed {}", n, c.is_sweep ? "point" : "plan",
                      n == 1 ? "" : "s", days, c.run.seed);
  return text;
}

std::vector<PageSection> picture_sections(const PlanComparison& c) {
  if (!c.pictures) return {};
  PageSection day{"day", "The day", "", {}}, people{"people", "Calls and people", "", {}},
      agents{"agents", "Agents", "", {}};
  day.pictures({"through-the-day", "side-by-side", "heat-map", "waits"});
  people.pictures({"retry-storm", "outcomes", "calls-by-state"});
  agents.pictures({"agents-by-state", "signing-in", "where-agents-go"});
  return {day, people, agents};
}

PageSection promises_section(const PlanComparison& c) {
  PageSection section{"promises", "Promises", "", {}};
  PageTable table = promises_page_table(c);
  if (!c.is_sweep || c.plans.size() <= most_pictured_points) {
    section.pictures({"promise-matrix"});
    table.title = "Every promise of every " + std::string(c.is_sweep ? "point" : "plan") + ": what was found";
    table.folded = true;
  }
  section.table(std::move(table));
  return section;
}

PageSection differences_section(const PlanComparison& c) {
  PageSection section{"differences", c.is_sweep ? "What is varied" : "What differs", "", {}};
  section.table(differences_page_table(c));
  const bool nothing = section.blocks.empty();
  if (c.plans.size() > 1) section.lead = sentence((nothing ? "nothing: " : "") + differs_title(c));
  return section;
}

PageSection table_section(const PlanComparison& c) {
  PageSection section{"table", c.is_sweep ? "Point by point" : "The plans beside each other", "", {}};
  if (c.is_sweep) {
    section.pictures({"sweep", "cost-against-worst"});
    section.table(points_page_table(c));
  } else {
    section.pictures({"differences-from-baseline", "cost-against-worst"});
    section.table(figures_page_table(c));
  }
  return section;
}

PageSection ranking_section(const PlanComparison& c) {
  PageSection section{"ranking", "Ranking", "", {}};
  if (c.plans.size() < 2) return section;
  const std::string note = ranking_note(c);
  section.lead = sentence(ranking_title(c) + (note.empty() ? "" : "; " + note));
  section.table(ranking_page_table(c));
  return section;
}

PageSection nearest_section(const PlanComparison& c) {
  PageSection section{"nearest", "What would pass", "", {}};
  if (!c.nearest.searched) return section;
  section.lead = capitalised(c.nearest.sentence);
  for (const std::string& command : c.nearest.commands) section.code(command);
  return section;
}

// Capital letters, but for the names of plans.
std::vector<std::string> as_items(const PlanComparison& c, std::vector<std::string> lines) {
  for (std::string& line : lines) {
    const bool named = std::any_of(c.plans.begin(), c.plans.end(), [&](const ComparedPlan& plan) {
      return !plan.name.empty() && line.starts_with(plan.name);
    });
    if (!named) line = capitalised(std::move(line));
  }
  return lines;
}

PageSection trust_section(const PlanComparison& c) {
  PageSection section{"trust", "Trust", "", {}};
  section.list(as_items(c, trust_lines(c)));
  std::vector<std::string> lints;
  for (const Problem& lint : c.lints) lints.push_back(to_string(lint));
  if (lints.empty()) return section;
  PageTable table;
  table.id = "lints-table";
  table.title = lints.size() == 1 ? "1 input is worth a second look"
                                  : fmt::format("{} inputs are worth a second look", lints.size());
  table.folded = lints.size() > most_open_lints;
  table.columns = {{"worth a second look", false, ""}};
  for (const std::string& lint : lints) table.rows.push_back({lint});
  section.table(std::move(table));
  return section;
}

PageSection inputs_section(const PlanComparison& c) {
  PageSection section{"inputs", "Read", "", {}};
  section.table(inputs_page_table(c));
  std::vector<std::string> lines;
  for (const ForecastCorrection& correction : c.corrections) lines.push_back(correction_text(correction));
  section.list(as_items(c, std::move(lines)));
  return section;
}

PageSection particulars_section(const PlanComparison& c, const PageParticulars& particulars) {
  PageSection section{"particulars", c.is_sweep ? "This sweep" : "This comparison", "", {}};
  if (!particulars.repeat.empty()) {
    std::vector<std::string> command = {"switchover"};
    command.insert(command.end(), particulars.repeat.begin(), particulars.repeat.end());
    section.lead = "Repeat it with:";
    section.code(shell_line(command));
  }
  section.table(particulars_page_table(c));
  return section;
}

}  // namespace

std::string comparison_page_data(const PlanComparison& c, const PageParticulars& particulars) {
  PageContent page;
  page.kind = "comparison";
  page.name = c.name;
  page.question = c.question;
  page.subtitle = subtitle_of(c);
  page.verdict = verdict_of(c);
  page.answers = comparison_answers(c);
  std::vector<PageSection> sections = {promises_section(c), differences_section(c), table_section(c),
                                       ranking_section(c)};
  PageSection why{"why", "Why", "", {}};
  why.list(as_items(c, c.why));
  sections.push_back(std::move(why));
  sections.push_back(nearest_section(c));
  for (PageSection& section : picture_sections(c)) sections.push_back(std::move(section));
  sections.push_back(trust_section(c));
  PageSection assumptions{"assumptions", "Guesses that all plans share", "", {}};
  assumptions.table(guesses_page_table(c));
  if (assumptions.has_words()) assumptions.lead = "A comparison is blind to them.";
  sections.push_back(std::move(assumptions));
  sections.push_back(inputs_section(c));
  sections.push_back(particulars_section(c, particulars));
  for (PageSection& section : sections) {
    const bool drawn = section.id == "day" || section.id == "people" || section.id == "agents";
    if (drawn || section.has_words()) page.sections.push_back(std::move(section));
  }
  if (const std::string left_out = left_out_text(c.pictures); !left_out.empty())
    page.sections.back().list({left_out});
  page.pictures = comparison_pictures(c);
  return page_json(page);
}

}  // namespace switchover
