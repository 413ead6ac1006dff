#include "analysis/report/page_flip.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/page_findings.hpp"
#include "analysis/report/page_parts.hpp"
#include "analysis/report/page_pictures.hpp"
#include "analysis/report/report_text.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

PageAnswer verdict_answer(const FlipReport& report) {
  PageAnswer out{"now", "Does every must hold as it is?", "", "", PageTone::none, "particulars"};
  if (!report.has_promise) {
    out.text = "Nothing is promised";
    return out;
  }
  out.text = capitalised(flip_word(report));
  out.detail = sentence(fmt::format("over {} days", count_text(report.days)));
  out.tone = tone_of(report.verdict);
  return out;
}

// How many are sure to turn it, and how many only may.
PageAnswer count_answer(const FlipReport& report) {
  PageAnswer out{"count", "How many could turn it?", "", "", PageTone::none, "flips"};
  const auto turns = [](const FlipRow& row) { return row.flips_at.has_value(); };
  const auto sure = [&](const FlipRow& row) {
    return turns(row) && row.verdict_beyond != Verdict::undecided;
  };
  const auto all = std::count_if(report.rows.begin(), report.rows.end(), turns);
  const auto surely = std::count_if(report.rows.begin(), report.rows.end(), sure);
  out.text = fmt::format("{} of {}", all, report.rows.size());
  if (all > 0)
    out.detail =
        sentence(fmt::format("{} surely, {} only to where these runs cannot tell", surely, all - surely));
  out.tone = all > 0 ? PageTone::warn : PageTone::pass;
  return out;
}

PageSection particulars_of(const FlipReport& report, const PageParticulars& particulars) {
  return particulars_section(particulars, report.file, report.seed,
                             {{"days of the verdict", count_text(report.days)},
                              {"tried", flip_setting(report)},
                              {"replications in all", count_text(static_cast<double>(report.replications))},
                              {"exit code", exit_line(report.exit_code)}});
}

}  // namespace

std::string flip_page_data(const FlipReport& report, const PageParticulars& particulars) {
  PageContent page;
  page.kind = "flip";
  page.name = report.scenario;
  page.question = "Which assumption could turn the verdict?";
  page.subtitle = fmt::format("{} days simulated, seed {}",
                              count_text(static_cast<double>(report.replications)), report.seed);
  const PageTone tone = report.has_promise ? tone_of(report.verdict) : PageTone::none;
  page.verdict = {flip_word(report), tone, capitalised(flip_sentence(report)), ""};
  page.answers.push_back(verdict_answer(report));
  if (!report.rows.empty()) {
    page.answers.push_back(flip_answer_of(report.rows));
    page.answers.push_back(count_answer(report));
  }
  if (PageSection section = flips_section(report.rows); section.has_words())
    page.sections.push_back(std::move(section));
  page.sections.push_back(particulars_of(report, particulars));
  page.pictures = pictures_json({}, {}, {{"flips", picture_flips(report.rows)}});
  return page_json(page);
}

}  // namespace switchover
