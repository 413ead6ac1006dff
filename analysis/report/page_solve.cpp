#include "analysis/report/page_solve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/json_number.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/page_findings.hpp"
#include "analysis/report/page_parts.hpp"
#include "analysis/report/page_pictures.hpp"
#include "analysis/report/solve_text.hpp"
#include "analysis/wording.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;

bool of_agents(const SolveReport& report) { return report.what == SolveFor::agents; }
std::string amount(const SolveReport& report, double n) {
  return of_agents(report) ? count_text(n) + " agent hours" : fmt::format("{:g} {}", n, report.subject);
}
// In the decimals of the sentence.
std::string level_text(const Estimate& level, bool of_days) {
  return fmt::format("{} [{}]{}", value_text(level.value, Unit::share), range_text(level.range, Unit::share),
                     of_days ? " of days" : "");
}
std::string found_text(const SolvePoint& point, bool of_days) {
  std::string text = level_text(point.level, of_days);
  if (!point.whose.empty()) text += " at " + point.whose;
  return text + fmt::format(", against {:.6g}%", point.bound * 100);
}

// The words of the exit code, and its tone.
PageVerdict verdict_of(const SolveReport& report) {
  PageVerdict verdict;
  verdict.word = report.exit_code == 0 ? "FOUND" : report.exit_code == 3 ? "UNDECIDED" : "NOT FOUND";
  verdict.tone = tone_of_exit(report.exit_code);
  verdict.sentence = report.sentence;
  return verdict;
}

const SolvePoint* answer_point(const SolveReport& report) {
  const auto found = std::find_if(report.curve.begin(), report.curve.end(),
                                  [&](const SolvePoint& p) { return p.amount == report.needed; });
  return found == report.curve.end() ? nullptr : &*found;
}

// ---- answers

// The step with the most agents, all groups together.
std::string peak_text(const SolveReport& report) {
  double most = 0, now = 0;
  std::string clock, peak;
  for (const SolvedInterval& row : report.intervals) {
    if (row.clock != clock) now = 0;
    clock = row.clock;
    now += row.needed;
    if (now > most) {
      most = now;
      peak = row.clock;
    }
  }
  return peak.empty() ? "" : fmt::format("at most {} at once, from {}", count_text(most), peak);
}

PageAnswer needed_answer(const SolveReport& report) {
  PageAnswer out{"needed", "How many are needed?", "",
                 "",       PageTone::none,         of_agents(report) ? "staff" : "curve"};
  if (!report.found && report.curve.empty()) {
    out.text = "No number keeps it";
    out.link = "notes";
    return out;
  }
  out.text = amount(report, report.needed);
  out.detail = sentences({of_agents(report) ? peak_text(report) : "", "to keep " + report.target});
  return out;
}

PageAnswer there_answer(const SolveReport& report) {
  PageAnswer out{"there", "How many are there?", amount(report, report.there), "", PageTone::none, "curve"};
  if (!report.now) return out;
  out.detail = sentences({"as it is now: " + found_text(*report.now, report.of_days)});
  out.tone = report.now->passes ? PageTone::pass : PageTone::warn;
  return out;
}

PageAnswer missing_limit(const SolveReport& report, PageAnswer out) {
  const double more = report.needed - report.there;
  if (more > 0) {
    out.text = amount(report, std::round(more * 10) / 10);
    out.tone = PageTone::warn;
  } else {
    out.text = "Nothing";
    out.detail = more < 0 ? sentence(fmt::format("{:g} to spare", std::round(-more * 10) / 10)) : "";
    out.tone = PageTone::pass;
  }
  return out;
}

PageAnswer missing_answer(const SolveReport& report) {
  PageAnswer out{"missing", "What is missing, and when?", "", "", PageTone::none, "staff"};
  if (!of_agents(report)) {
    out.link = "curve";
    out.question = "What is missing?";
    return report.curve.empty() ? out : missing_limit(report, std::move(out));
  }
  if (report.intervals.empty()) return out;
  const auto gap = [](const SolvedInterval& row) { return row.needed - row.there; };
  const auto most = std::max_element(report.intervals.begin(), report.intervals.end(),
                                     [&](const auto& a, const auto& b) { return gap(a) < gap(b); });
  std::vector<std::string> clocks;
  for (const SolvedInterval& row : report.intervals) {
    if (gap(row) > 0 && (clocks.empty() || clocks.back() != row.clock)) clocks.push_back(row.clock);
  }
  if (clocks.empty()) {
    out.text = "Nothing: there are enough all day";
    out.tone = PageTone::pass;
    return out;
  }
  out.text = fmt::format("{} {}, {}", count_text(gap(*most)), most->group, most->clock);
  out.detail =
      sentences({clocks.size() == 1 ? "at no other time"
                                    : fmt::format("the most; some are missing at {} times, from {} to {}",
                                                  clocks.size(), clocks.front(), clocks.back()),
                 fmt::format("over the day {}{} agent hours", report.needed < report.there ? "-" : "+",
                             count_text(std::abs(report.needed - report.there)))});
  out.tone = PageTone::warn;
  return out;
}

PageAnswer check_answer(const SolveReport& report) {
  PageAnswer out{"check", "What did fresh callers find?", "", "", PageTone::none, "curve"};
  if (!report.checked.value) return out;
  out.text = level_text(report.checked, report.of_days);
  const SolvePoint* at = answer_point(report);
  std::string against;
  if (at != nullptr) {
    against = (at->whose.empty() ? "" : "the worst, " + at->whose + ", ") +
              fmt::format("against {:.6g}%", at->bound * 100);
  }
  out.detail = sentences({against, fmt::format("over {} days of callers that the search never met",
                                               count_text(report.check_runs))});
  out.tone = verdict_of(report).tone;
  return out;
}

// ---- sections

PageSection staff_section(const SolveReport& report) {
  PageSection out;
  out.id = "staff";
  out.title = "Agents through the day";
  out.pictures({"staff-needed"});
  PageTable table = page_table("staff-table", solve_staff_table(report), "llr");
  table.title = "Every step and group: there, Erlang's guess, needed, and the level reached";
  table.folded = true;
  table.columns[2].note = "as the scenario has it";
  table.columns[3].note = "the formula's guess, where the search began";
  table.columns[6].note = "with what is needed, fresh callers";
  for (auto& row : table.rows) row[5].tone = row[5].text == "-" ? PageTone::none : PageTone::warn;
  out.table(std::move(table));
  return out;
}

PageSection curve_section(const SolveReport& report) {
  PageSection out;
  out.id = "curve";
  out.title = "With a little more and a little less";
  out.pictures({"solve-curve"});
  PageTable table = page_table("curve-table", solve_curve_table(report), "rrll");
  const bool where = std::any_of(report.curve.begin(), report.curve.end(),
                                 [](const SolvePoint& point) { return !point.whose.empty(); });
  for (std::size_t k = 0; k < table.rows.size(); ++k)
    table.rows[k][3].tone = report.curve[k].passes ? PageTone::pass : PageTone::fail;
  table.columns[2].note = "where it is nearest to failing";
  if (!where) {
    table.columns.erase(table.columns.begin() + 2);
    for (auto& row : table.rows) row.erase(row.begin() + 2);
  }
  table.title = "Every number that was checked";
  table.folded = true;
  out.table(std::move(table));
  return out;
}

PageSection notes_section(const SolveReport& report) {
  PageSection out;
  out.id = "notes";
  out.title = "How it was solved";
  if (!report.target.empty()) out.lead = sentence("Target: " + report.target);
  out.list(report.notes);
  return out;
}

// ---- pictures

constexpr auto number = picture_number<Json>;
constexpr auto low_of = picture_low<Json>;
constexpr auto high_of = picture_high<Json>;

Json staff_needed(const SolveReport& report) {
  if (report.intervals.empty()) return nullptr;
  Json groups = Json::array();
  for (const SolvedInterval& row : report.intervals) {
    const std::string name = clean_text(row.group);
    auto group =
        std::find_if(groups.begin(), groups.end(), [&](const Json& g) { return g["group"] == name; });
    if (group == groups.end()) {
      groups.push_back({{"group", name}, {"rows", Json::array()}});
      group = groups.end() - 1;
    }
    const bool known = row.level.value.has_value();
    (*group)["rows"].push_back({{"from_s", row.at.in_seconds()},
                                {"clock", row.clock},
                                {"there", number(row.there)},
                                {"erlang", row.erlang > 0 ? number(row.erlang) : Json(nullptr)},
                                {"needed", number(row.needed)},
                                {"queue", clean_text(row.queue)},
                                {"level", number(row.level.value)},
                                {"low", low_of(row.level)},
                                {"high", high_of(row.level)},
                                {"bound", known ? number(row.bound) : Json(nullptr)}});
  }
  return {{"target", clean_text(report.target)},
          {"judged", report.judged_steps},
          {"higher_is_better", report.step_higher},
          {"check_runs", report.check_runs},
          {"groups", groups}};
}

Json point_json(const SolvePoint& point) {
  return {{"amount", number(point.amount)}, {"value", number(point.level.value)},
          {"low", low_of(point.level)},     {"high", high_of(point.level)},
          {"bound", number(point.bound)},   {"whose", clean_text(point.whose)},
          {"keeps", point.passes}};
}

Json solve_curve(const SolveReport& report) {
  if (report.curve.empty()) return nullptr;
  Json points = Json::array();
  for (const SolvePoint& point : report.curve) points.push_back(point_json(point));
  return {{"amount", of_agents(report) ? "agent hours" : clean_text(report.subject)},
          {"target", clean_text(report.target)},
          {"of_days", report.of_days},
          {"higher_is_better", report.higher_is_better},
          {"check_runs", report.check_runs},
          {"needed", number(report.needed)},
          {"there", number(report.there)},
          {"check_passes", report.check_passes},
          {"points", points},
          {"now", report.now ? point_json(*report.now) : Json(nullptr)}};
}

Pictures frame_of(const SolveReport& report) {
  Pictures frame;
  frame.date = date_text(report.start);
  frame.start_minute = report.start.hour * 60 + report.start.minute;
  frame.length_s = report.length.in_seconds();
  frame.interval_s = report.step.in_seconds() > 0 ? report.step.in_seconds() : frame.length_s;
  for (const SolvedInterval& row : report.intervals) {
    if (frame.from_s.empty() || frame.from_s.back() != row.at.in_seconds())
      frame.from_s.push_back(row.at.in_seconds());
  }
  return frame;
}

PageSection particulars_of(const SolveReport& report, const PageParticulars& particulars) {
  const char* meaning = report.exit_code == 0   ? "0 (found, and checked)"
                        : report.exit_code == 1 ? "1 (no number keeps it)"
                                                : "3 (the check cannot tell)";
  return particulars_section(particulars, report.file, report.seed,
                             {{"days of the search", count_text(report.search_runs)},
                              {"days of the check, with fresh callers", count_text(report.check_runs)},
                              {"replications in all", count_text(static_cast<double>(report.replications))},
                              {"exit code", meaning}});
}

}  // namespace

std::string solve_page_data(const SolveReport& report, const PageParticulars& particulars) {
  PageContent page;
  page.kind = "solve";
  page.name = report.scenario;
  page.question = fmt::format("How many {} keep {}?", report.subject, report.target);
  page.subtitle = fmt::format("Searched on {} days, checked on {} days of fresh callers, seed {}",
                              count_text(report.search_runs), count_text(report.check_runs), report.seed);
  page.verdict = verdict_of(report);
  for (PageAnswer answer :
       {needed_answer(report), there_answer(report), missing_answer(report), check_answer(report)}) {
    if (!answer.text.empty()) page.answers.push_back(std::move(answer));
  }
  for (PageSection section : {staff_section(report), curve_section(report), notes_section(report)}) {
    if (section.has_words()) page.sections.push_back(std::move(section));
  }
  page.sections.push_back(particulars_of(report, particulars));
  page.pictures = pictures_json(
      frame_of(report), {},
      {{"staff_needed", staff_needed(report).dump()}, {"solve_curve", solve_curve(report).dump()}});
  return page_json(page);
}

}  // namespace switchover
