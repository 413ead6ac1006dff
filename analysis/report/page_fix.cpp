#include "analysis/report/page_fix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/fix_words.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/page_findings.hpp"
#include "analysis/report/page_parts.hpp"
#include "analysis/report/page_pictures.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

std::vector<PageAnswer> answers_of(const FixReport& report) {
  const FixAnswer& answer = report.answer;
  std::vector<PageAnswer> all;
  if (!answer.searched) return all;
  all.push_back(fix_answer_of(answer));
  if (!answer.found || answer.trials.empty()) return all;
  const FixTrial& first = answer.trials.front();
  PageAnswer price{"price", "What does it cost?", "", "", PageTone::none, "fix"};
  price.text = fix_cost_text(answer, first);
  const auto next = std::find_if(answer.trials.begin() + 1, answer.trials.end(),
                                 [](const FixTrial& trial) { return trial.verdict == Verdict::pass; });
  if (next != answer.trials.end())
    price.detail = sentence(fmt::format("next best: {}, {}", next->text, fix_cost_text(answer, *next)));
  all.push_back(std::move(price));
  PageAnswer keeps{"keeps", "What does it keep?", "", "", PageTone::pass, "musts"};
  const std::size_t n = report.must.size();
  keeps.text = n == 1 ? "The one must" : fmt::format("All {} musts", n);
  keeps.detail = sentences(
      {fmt::format("confirmed with up to {} days of fresh callers", count_text(answer.confirm_runs))});
  all.push_back(std::move(keeps));
  return all;
}

// What the best of the trials does to every must.
PageSection musts_section(const FixReport& report) {
  PageSection out;
  out.id = "musts";
  out.title = "Every must";
  const FixAnswer& answer = report.answer;
  if (answer.trials.empty()) {
    out.list(report.must);
    return out;
  }
  const FixTrial& first = answer.trials.front();
  out.lead = sentence(fmt::format("With {}", first.text));
  PageTable table;
  table.id = "musts-table";
  table.columns = {{"verdict", false, ""},
                   {"promise", false, ""},
                   {"found", true, ""},
                   {"95% range", true, ""},
                   {"against", true, ""}};
  for (std::size_t e = 0; e < first.judgements.size() && e < report.must.size(); ++e) {
    const Judgement& j = first.judgements[e];
    table.rows.push_back({PageCell(to_string(j.verdict), tone_of(j.verdict)), report.must[e],
                          value_text(j.found.value, j.unit), range_text(j.found.range, j.unit),
                          value_text(j.threshold, j.unit)});
  }
  out.table(std::move(table));
  return out;
}

PageSection particulars_of(const FixReport& report, const PageParticulars& particulars) {
  return particulars_section(particulars, report.file, report.seed,
                             {{"days of the search, at most", count_text(report.answer.search_runs)},
                              {"days of the check, at most", count_text(report.answer.confirm_runs)},
                              {"replications in all", count_text(static_cast<double>(report.replications))},
                              {"checks", report.answer.sound ? "" : "a self-check of the simulation failed"},
                              {"exit code", fmt::format("{}", report.exit_code)}});
}

}  // namespace

std::string fix_page_data(const FixReport& report, const PageParticulars& particulars) {
  PageContent page;
  page.kind = "fix";
  page.name = report.scenario;
  page.question = "What is the cheapest that keeps every promise?";
  page.subtitle = fmt::format("{} days simulated, seed {}",
                              count_text(static_cast<double>(report.replications)), report.seed);
  page.verdict = {fix_word(report), tone_of_exit(report.exit_code), capitalised(report.answer.sentence),
                  report.question};
  page.answers = answers_of(report);
  for (PageSection section : {fix_section(report.answer), musts_section(report)}) {
    if (section.has_words()) page.sections.push_back(std::move(section));
  }
  page.sections.push_back(particulars_of(report, particulars));
  page.pictures = pictures_json({}, {},
                                {{"fixes", picture_fixes(report.answer)},
                                 {"currency", nlohmann::json(clean_text(report.answer.currency)).dump()}});
  return page_json(page);
}

}  // namespace switchover
