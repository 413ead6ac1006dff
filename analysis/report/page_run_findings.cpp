// The sections that say what was found: promises to flips, and the places of the day's pictures.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "analysis/incident_words.hpp"
#include "analysis/report/page_findings.hpp"
#include "analysis/report/page_run.hpp"
#include "analysis/report/report_incident.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/report/report_tables.hpp"
#include "analysis/sentences.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

using Rows = std::vector<std::vector<PageCell>>;

PageSection section(std::string id, std::string title, std::string lead) {
  PageSection made;
  made.id = std::move(id);
  made.title = std::move(title);
  made.lead = std::move(lead);
  return made;
}

// Pictures alone are no finding: they stand where there are words.
void add(std::vector<PageSection>& all, PageSection section) {
  if (section.has_words()) all.push_back(std::move(section));
}

// What the picture beside it shows, figure by figure.
PageTable folded(PageTable table, std::string title) {
  table.title = std::move(title);
  table.folded = true;
  return table;
}

PageSection promises(const ReportModel& report) {
  std::string lead = promises_kept(report.promises);
  if (!lead.empty()) lead.erase(0, 1);  // it is made to follow a sentence
  PageSection out = section("promises", "Promises", lead);
  PageTable table;
  table.id = "promises-table";
  table.columns = {
      {"verdict", false, "WARN: a warning that fails"},
      {"promise", false, ""},
      {"found", true, ""},
      {range_title(report), true, "where the true figure lies; every look has its own share of the error"}};
  for (const PromiseRow& row : report.promises) {
    const std::string mark = promise_mark(row);
    std::string text = row.text;
    if (!row.judgement.note.empty()) text += " (" + row.judgement.note + ")";
    table.rows.push_back({PageCell(mark, tone_of_mark(mark)), text, found_text(row),
                          range_text(row.judgement.found.range, row.judgement.unit)});
  }
  out.pictures({"promises"});
  out.table(folded(std::move(table), "Every promise: what was found, and how sure it is"));
  return out;
}

PageSection headline(const ReportModel& report) {
  PageSection out = section("headline", report.has_twin ? "The day beside its twin" : "The day in figures",
                            report.has_twin ? fault_text(report.headline) : std::string{});
  PageTable table = page_table("headline-table", headline_table(report), "lr");
  table.columns.front().title = "figure";
  const std::size_t day = report.has_twin ? 2 : 1;
  if (report.has_twin && !report.twin_meaning.empty()) {
    table.columns[1].note = fmt::format("the same callers, {}", report.twin_meaning);
  }
  table.columns[day + 1].note = "how well the average is known (95%)";
  table.columns[day + 2].note = "what a bad day looks like";
  out.table(std::move(table));
  return out;
}

PageSection why(const ReportModel& report) {
  const bool told = !report.why.causes.empty();
  PageSection out = section("why", told ? "Why, in " + report.why.figure : std::string("Why"), "");
  if (!told) return out;
  std::vector<std::string> lines = why_lines(report.why);
  if (!lines.empty()) {
    out.lead = lines.front();
    lines.erase(lines.begin());
  }
  PageTable table = page_table("why-table", why_table(report), "lr");
  table.columns[1].note = "the twin with this cause only, minus the twin";
  table.columns[2].note = "the day without this cause, minus the day";
  table.columns[3].note = "more agents that would gain as much as taking it away";
  out.list(std::move(lines));
  out.pictures({"why"});
  out.table(folded(std::move(table), "Every cause: alone, undone, in agents and in people"));
  return out;
}

PageTable titled(std::string id, std::string title, const TextTable& text, const char* align) {
  return folded(page_table(std::move(id), text, align), std::move(title));
}

PageSection incident(const ReportModel& report) {
  PageSection out = section("incident", "The incident", "");
  if (!report.incident) return out;
  const Incident& told = *report.incident;
  out.lead = incident_sentence(told);
  out.list(incident_lines(told));
  out.pictures({"incident", "losses", "levers"});
  PageTable times =
      titled("time-line", "Time line: every moment, median and 95th percentile", time_line_table(told), "lr");
  times.columns[4].title = "since the fault, p95";
  times.columns[5].note = "on how many of the days with this fault it happens";
  out.table(std::move(times));
  PageTable standby =
      titled("standby-limits", fmt::format("Limits of {}: how near, and full for how long", told.to),
             standby_table(told), "lrrrl");
  standby.columns[4].title = "finding";
  for (auto& row : standby.rows) row[4].tone = row[4].text.empty() ? PageTone::none : PageTone::warn;
  out.table(std::move(standby));
  PageTable losses =
      titled("losses-table", "Lost by fault and stage, with how sure it is", loss_table(told), "lr");
  losses.note =
      "Attempts that end at this stage because of the fault, and people; +-: how well it is known (95%)";
  out.table(std::move(losses));
  PageTable levers =
      titled("levers-table", "People never served with one thing changed at a time, same callers",
             lever_table(told), "lrrrl");
  levers.columns[1].note = "people never served because of the faults then";
  levers.columns[2].note = "fewer than on the day";
  levers.columns[3].title = "95% range";
  levers.columns[4].title = "remark";
  out.table(std::move(levers));
  return out;
}

// What stands in the column before it need not be said again.
std::string without_label(const BindingRow& row) {
  const std::string start = row.label + " ";
  return row.sentence.starts_with(start) ? row.sentence.substr(start.size()) : row.sentence;
}

PageTone binding_tone(const BindingRow& row) {
  if (row.binding) return PageTone::warn;
  return row.unsure ? PageTone::undecided : PageTone::none;
}

PageSection binding(const ReportModel& report) {
  PageSection out = section("binding", "What was binding", "");
  if (report.binding.empty()) return out;
  PageTable table;
  table.id = "binding-table";
  table.columns = {{"what", false, ""},
                   {"when", false, "first and last interval in which it is full and hurts"},
                   {"found", false, ""}};
  for (const BindingRow& row : report.binding) {
    if (!row.ever_full) continue;
    const std::string window = binding_window(row);
    if (out.lead.empty() && row.binding)
      out.lead = sentence((window.empty() ? "" : window + ": ") + row.sentence);
    table.rows.push_back({PageCell(row.label, binding_tone(row)), window.empty() ? "for moments" : window,
                          without_label(row)});
  }
  if (out.lead.empty()) out.lead = answer_text(report.binding);
  const std::string never = never_full_text(report);
  const bool has_table = !table.rows.empty();
  if (!never.empty()) table.note = "Never full: " + never + ".";
  if (!has_table && !never.empty()) out.list({"Never full: " + never + "."});
  out.pictures({"headroom"});
  out.table(std::move(table));
  return out;
}

PageSection of_pictures(std::string id, std::string title, std::vector<std::string> ids) {
  PageSection out = section(std::move(id), std::move(title), "");
  out.pictures(std::move(ids));
  return out;
}

}  // namespace

std::vector<PageSection> run_findings(const ReportModel& report) {
  std::vector<PageSection> all;
  for (PageSection found :
       {promises(report), headline(report), why(report), incident(report), binding(report),
        fix_section(report.fix.value_or(FixAnswer{})), flips_section(report.flips)}) {
    add(all, std::move(found));
  }
  const bool drawn = report.pictures && !report.pictures->plans.empty();
  if (drawn) {
    all.push_back(of_pictures("day", "The day", {"through-the-day", "heat-map", "demand-capacity", "waits"}));
    all.push_back(of_pictures("people", "Calls and people", {"calls-by-state", "outcomes", "retry-storm"}));
    all.push_back(of_pictures("agents", "Agents", {"where-agents-go", "agents-by-state", "signing-in"}));
  } else if (!report.half_hours.rows.empty()) {
    all.push_back(of_pictures("day", "The day", {"demand-capacity"}));
  }
  return all;
}

}  // namespace switchover
