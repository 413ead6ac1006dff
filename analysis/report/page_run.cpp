#include "analysis/report/page_run.hpp"

#include <fmt/format.h>

#include <iterator>

#include "analysis/report/picture_budget.hpp"
#include "analysis/report/report_phrases.hpp"

namespace switchover {

std::string run_subtitle(const ReportModel& report) {
  const bool is_day = !report.day_name.empty() && report.day_name != "run";
  std::string when = is_day ? report.day_name : std::string{};
  if (!report.date.empty()) when += (when.empty() ? "" : " ") + report.date;
  if (!report.start_clock.empty()) {
    when += fmt::format("{}{}-{}", when.empty() ? "" : ", ", report.start_clock, report.end_clock);
  }
  return when.empty() ? runs_title(report) : when + ". " + runs_title(report);
}

std::string run_page_data(const ReportModel& report, const PageParticulars& particulars) {
  PageContent page;
  page.kind = "run";
  page.name = report.scenario;
  page.question = report.question;
  page.subtitle = run_subtitle(report);
  page.verdict = {verdict_word(report), tone_of(report.word), report.sentence, report.answer};
  page.answers = run_answers(report);
  page.sections = run_findings(report);
  std::vector<PageSection> grounds = run_grounds(report, particulars);
  std::move(grounds.begin(), grounds.end(), std::back_inserter(page.sections));
  if (const std::string left_out = left_out_text(report.pictures); !left_out.empty())
    page.sections.back().list({left_out});
  page.pictures = run_pictures(report);
  return page_json(page);
}

}  // namespace switchover
