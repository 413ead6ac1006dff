#include "analysis/report/page_limit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/growth.hpp"
#include "analysis/report/json_number.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/limit_text.hpp"
#include "analysis/report/page_findings.hpp"
#include "analysis/report/page_parts.hpp"
#include "analysis/report/page_pictures.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/report/report_text.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;

std::string more(const LimitReport& report, double growth) { return growth_text(report.grow, growth); }
bool is_now(double growth) { return std::lround(growth * 100) == 0; }
// "at +9% calls", "as it is".
std::string at(const LimitReport& report, double growth) {
  return (is_now(growth) ? "" : "at ") + more(report, growth);
}
std::string fails_from(const LimitReport& report) {
  return (is_now(report.fails_from) ? "fails " : "fails from ") + more(report, report.fails_from);
}
bool holds_somewhere(const LimitReport& report) { return !report.curve.empty() && report.holds_until > -1; }

const LimitPoint* point_at(const LimitReport& report, double growth) {
  const auto found = std::find_if(report.curve.begin(), report.curve.end(), [&](const LimitPoint& point) {
    return std::lround(point.growth * 100) == std::lround(growth * 100);
  });
  return found == report.curve.end() ? nullptr : &*found;
}

PageVerdict verdict_of(const LimitReport& report) {
  PageVerdict verdict;
  verdict.sentence = report.sentence;
  if (report.curve.empty()) return verdict;  // nothing is promised
  verdict.word = report.exit_code == 0 ? "HOLDS" : report.exit_code == 1 ? "FAILS" : "UNDECIDED";
  verdict.tone = tone_of_exit(report.exit_code);
  return verdict;
}

PageAnswer fits_answer(const LimitReport& report) {
  PageAnswer out{"fits", "How much more fits?", "", "", PageTone::none, "growth"};
  if (report.curve.empty()) return out;
  std::string fails = report.never_fails
                          ? fmt::format("nothing fails up to {}", more(report, report.curve.back().growth))
                          : fails_from(report);
  if (!holds_somewhere(report)) {
    out.text = report.fails_already ? "Nothing: it fails as it is" : "These runs cannot tell";
    out.tone = report.fails_already ? PageTone::fail : PageTone::undecided;
  } else if (report.holds_until < 0) {
    out.text = "Nothing: it holds " + at(report, report.holds_until);
    out.tone = report.fails_already ? PageTone::fail : PageTone::undecided;
  } else if (std::lround(report.holds_until * 100) == 0) {
    out.text = "Nothing more is sure";
    out.tone = PageTone::warn;
  } else {
    out.text = more(report, report.holds_until);
    out.tone = PageTone::pass;
  }
  out.detail = sentences({fails, "in between these runs cannot tell"});
  const bool open = !report.never_fails && holds_somewhere(report) &&
                    std::lround((report.fails_from - report.holds_until) * 100) > 1;
  if (!open) out.detail = sentence(fails);
  return out;
}

PageAnswer breaks_answer(const LimitReport& report) {
  PageAnswer out{"breaks", "Which promise breaks first?", "", "", PageTone::none, "musts"};
  if (report.curve.empty()) return out;
  if (report.breaks_first.empty()) {
    out.text = "None";
    out.detail = sentence(
        fmt::format("every growth up to {} was looked at", more(report, report.curve.back().growth)));
    out.tone = PageTone::pass;
    return out;
  }
  out.text = report.breaks_first;
  out.tone = PageTone::warn;
  const LimitPoint* broken = point_at(report, report.fails_from);
  if (broken == nullptr) return out;
  for (std::size_t e = 0; e < report.must.size() && e < broken->judgements.size(); ++e) {
    if (report.must[e] != report.breaks_first) continue;
    const Judgement& j = broken->judgements[e];
    out.detail = sentence(fmt::format("{} [{}] {}", value_text(j.found.value, j.unit),
                                      range_text(j.found.range, j.unit), at(report, broken->growth)));
  }
  return out;
}

std::string next_text(const LimitReport& report) {
  return report.full_next.empty()
             ? ""
             : fmt::format("next {}, at {}", report.full_next, more(report, report.full_next_from));
}

PageAnswer full_answer(const LimitReport& report) {
  PageAnswer out{"full", "What is full then?", "", "", PageTone::none, "full"};
  if (report.curve.empty() || report.never_fails) return out;
  constexpr std::size_t most = 2;
  out.text = report.binding.empty() ? "Nothing" : report.binding.front();
  std::vector<std::string> others(report.binding.begin() + (report.binding.empty() ? 0 : 1),
                                  report.binding.end());
  const std::size_t hidden = others.size() > most ? others.size() - most : 0;
  others.resize(others.size() - hidden);
  if (hidden > 0) others.push_back(fmt::format("and {} more", hidden));
  out.detail = sentences({others.empty() ? "" : "then " + joined(others, ", then "), next_text(report)});
  return out;
}

// Every must that fails there; where none does, those that these runs cannot tell.
std::string what_fails(const LimitReport& report, const LimitPoint& point) {
  std::vector<std::string> failing, unsure;
  for (std::size_t e = 0; e < point.judgements.size(); ++e) {
    const Verdict verdict = point.judgements[e].verdict;
    if (verdict == Verdict::fail) failing.push_back(report.must.at(e));
    if (verdict == Verdict::undecided) unsure.push_back(report.must.at(e));
  }
  if (!failing.empty()) return joined(failing, "; ");
  return unsure.empty() ? "" : "unsure: " + joined(unsure, "; ");
}

PageSection growth_section(const LimitReport& report) {
  PageSection out;
  out.id = "growth";
  out.title = "With more and more";
  out.pictures({"growth"});
  PageTable table = page_table("growth-table", limit_table(report), "rll");
  for (std::size_t k = 0; k < table.rows.size(); ++k) {
    table.rows[k][1].tone = tone_of(limit_verdict(report.curve[k]));
    table.rows[k][2].text = what_fails(report, report.curve[k]);
  }
  table.note = sentence(limit_setting(report));
  out.table(std::move(table));
  return out;
}

PageSection musts_section(const LimitReport& report) {
  PageSection out;
  out.id = "musts";
  out.title = "Every promise at every growth";
  PageTable table;
  table.id = "musts-table";
  table.title = "What was found, and how sure it is";
  table.columns = {{"growth", true, ""}, {"verdict", false, ""},  {"promise", false, ""},
                   {"found", true, ""},  {"95% range", true, ""}, {"against", true, ""}};
  for (const LimitPoint& point : report.curve) {
    for (std::size_t e = 0; e < point.judgements.size(); ++e) {
      const Judgement& j = point.judgements[e];
      table.rows.push_back({fmt::format("{:+d}%", std::lround(point.growth * 100)),
                            PageCell(to_string(j.verdict), tone_of(j.verdict)), report.must.at(e),
                            value_text(j.found.value, j.unit), range_text(j.found.range, j.unit),
                            value_text(j.threshold, j.unit)});
    }
  }
  table.folded = true;
  out.table(std::move(table));
  return out;
}

PageSection full_section(const LimitReport& report) {
  PageSection out;
  out.id = "full";
  out.title = "What is full then";
  if (report.curve.empty() || report.never_fails) return out;
  out.lead = report.binding.empty()
                 ? sentence(fmt::format("{} nothing is full while somebody waits for it",
                                        capitalised(at(report, report.fails_from))))
                 : sentence(fmt::format("Full {}, the worst first: {}", at(report, report.fails_from),
                                        joined(report.binding, ", then ")));
  if (const std::string next = next_text(report); !next.empty()) out.list({sentence(next)});
  return out;
}

constexpr auto number = picture_number<Json>;

Json must_json(const LimitReport& report, std::size_t e) {
  Json points = Json::array();
  for (const LimitPoint& point : report.curve) {
    const Judgement& j = point.judgements.at(e);
    points.push_back({{"growth", number(point.growth)},
                      {"growth_text", more(report, point.growth)},
                      {"value", number(j.found.value)},
                      {"low", j.found.range ? number(j.found.range->low) : Json(nullptr)},
                      {"high", j.found.range ? number(j.found.range->high) : Json(nullptr)},
                      {"verdict", to_string(j.verdict)},
                      {"tone", tone_name(tone_of(j.verdict))}});
  }
  const Judgement& first = report.curve.front().judgements.at(e);
  return {{"text", clean_text(report.must[e])},
          {"unit", unit_name(first.unit)},
          {"at_least", wants_more(first.comparison)},
          {"threshold", number(first.threshold)},
          {"points", points}};
}

Json growth_of(const LimitReport& report) {
  if (report.curve.empty()) return nullptr;
  Json musts = Json::array(), full = Json::array();
  for (std::size_t e = 0; e < report.must.size(); ++e) musts.push_back(must_json(report, e));
  for (const std::string& label : report.binding) full.push_back(clean_text(label));
  const bool holds = holds_somewhere(report);
  return {{"of", report.grow},
          {"runs", report.runs},
          {"holds_until", holds ? number(report.holds_until) : Json(nullptr)},
          {"holds_text", holds ? more(report, report.holds_until) : ""},
          {"fails_from", report.never_fails ? Json(nullptr) : number(report.fails_from)},
          {"fails_text", report.never_fails ? "" : more(report, report.fails_from)},
          {"breaks_first", clean_text(report.breaks_first)},
          {"full", full},
          {"full_next", clean_text(report.full_next)},
          {"full_next_text", report.full_next.empty() ? "" : more(report, report.full_next_from)},
          {"musts", musts}};
}

PageSection particulars_of(const LimitReport& report, const PageParticulars& particulars) {
  return particulars_section(particulars, report.file, report.seed,
                             {{"days at each point", count_text(report.runs)},
                              {"replications in all", count_text(static_cast<double>(report.replications))},
                              {"exit code", exit_line(report.exit_code)}});
}

std::string question_of(const LimitReport& report) {
  if (report.grow == "aht") return "How much longer may handling take until a promise breaks?";
  if (report.grow == "absence") return "How many more agents may be absent until a promise breaks?";
  return "How many more calls until a promise breaks?";
}

}  // namespace

std::string limit_page_data(const LimitReport& report, const PageParticulars& particulars) {
  PageContent page;
  page.kind = "limit";
  page.name = report.scenario;
  page.question = question_of(report);
  page.subtitle = capitalised(limit_setting(report));
  page.verdict = verdict_of(report);
  for (PageAnswer answer : {fits_answer(report), breaks_answer(report), full_answer(report)}) {
    if (!answer.text.empty()) page.answers.push_back(std::move(answer));
  }
  for (PageSection section : {growth_section(report), full_section(report), musts_section(report)}) {
    if (section.has_words()) page.sections.push_back(std::move(section));
  }
  page.sections.push_back(particulars_of(report, particulars));
  page.pictures = pictures_json({}, {}, {{"growth", growth_of(report).dump()}});
  return page_json(page);
}

}  // namespace switchover
