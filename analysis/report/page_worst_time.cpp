#include "analysis/report/page_worst_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "analysis/report/drill_text.hpp"
#include "analysis/report/json_number.hpp"
#include "analysis/report/page_findings.hpp"
#include "analysis/report/page_pictures.hpp"
#include "analysis/report/worst_time_text.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;

std::string people(const WorstTimeRow& row) {
  return count_text(std::round(row.cost.never_served.value.value_or(0)));
}

// Is it certain that the fault costs anybody at its worst?
bool costs(const WorstTimeReport& report) {
  const Estimate& most = report.rows[report.worst].cost.never_served;
  return most.value.value_or(0) > 0 && !(most.range && most.range->low <= 0);
}

// Moments at which it is as bad, but for the worst itself.
std::vector<std::string> ties(const WorstTimeReport& report) {
  std::vector<std::string> clocks;
  for (const WorstTimeRow& row : report.rows) {
    if (row.as_bad) clocks.push_back(row.clock);
  }
  return clocks;
}

PageSection moments(const WorstTimeReport& report) {
  PageSection out;
  out.id = "moments";
  out.title = "When it hurts";
  const auto cut = std::any_of(report.rows.begin(), report.rows.end(),
                               [](const WorstTimeRow& row) { return row.cut_short; });
  out.list({worst_time_setting(report)});
  out.pictures({"worst-time"});
  PageTable table;
  table.id = "moments-table";
  table.title = "Every moment, figure by figure";
  table.folded = true;
  table.columns = {{"begins", false, ""},
                   {"people never served [95%]", true, "minus the same days without it"},
                   {"service back p95", true, "19 days in 20 are sooner"},
                   {"remark", false, ""}};
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    const WorstTimeRow& row = report.rows[i];
    const std::string mark = moment_mark(report, i);
    const bool bad = i == report.worst || row.as_bad;
    table.rows.push_back({moment_text(row), people_text(row.cost.never_served), moment_back(row),
                          PageCell(mark, bad && costs(report) ? PageTone::warn : PageTone::none)});
  }
  table.note = sentence("as bad: " + as_bad_text());
  if (cut) table.note += " +: " + cut_short_text() + ".";
  out.table(std::move(table));
  return out;
}

PageSection inputs(const PageParticulars& particulars) {
  PageSection out;
  out.id = "inputs";
  out.title = "What was read";
  out.table(files_table(particulars.files));
  return out;
}

PageSection particulars_of(const WorstTimeReport& report, const PageParticulars& particulars) {
  std::vector<std::pair<std::string, std::string>> rows = {
      {"switchover", particulars.version},
      {"scenario", report.file},
      {"fault", fmt::format("{}, in the file at {}", report.event, report.written_at)},
      {"moments", fmt::format("{}, every {}", report.rows.size(), duration_text(report.every.in_seconds()))},
      {"seed", fmt::format("{}", report.seed)},
      {"days", fmt::format("{} with the fault at each moment, and the same days without it", report.runs)},
      {"confidence", "95% for every interval"},
      {"exit code", report.sound ? "exit 0" : "exit 70 (a self-check failed)"}};
  std::erase_if(rows, [](const auto& row) { return row.second.empty(); });
  return particulars_section(particulars.repeat, rows);
}

std::string range_words(const Estimate& found) {
  if (!found.range) return "";
  return fmt::format("{} - {} (95%)", count_text(std::round(found.range->low)),
                     count_text(std::round(found.range->high)));
}

PageAnswer answer_stands(const WorstTimeReport& report) {
  PageAnswer answer{"stands-out", "Does that moment stand out?", "", "", PageTone::none, "moments"};
  const std::vector<std::string> tied = ties(report);
  if (!report.second) {
    answer.text = "There is only one moment";
  } else if (report.stands_out) {
    answer.text = "Yes";
    answer.detail = fmt::format("{} more than at {}, the next worst: {}",
                                count_text(std::round(report.gap.value.value_or(0))),
                                report.rows[*report.second].clock, range_words(report.gap));
  } else {
    answer.text = fmt::format("No: tied with {}", report.rows[*report.second].clock);
    answer.detail = fmt::format("{} {} told apart from it by these days: {}", tied.size(),
                                tied.size() == 1 ? "moment is not" : "moments are not", joined(tied));
    answer.tone = PageTone::undecided;
  }
  return answer;
}

PageAnswer answer_back(const WorstTimeReport& report) {
  const WorstTimeRow& worst = report.rows[report.worst];
  const auto is_never = [](const WorstTimeRow& row) {
    return row.cost.service_back.value && std::isinf(*row.cost.service_back.value);
  };
  const auto never = std::count_if(report.rows.begin(), report.rows.end(), is_never);
  const bool lost = is_never(worst);
  std::string detail;
  if (never > 0) {
    detail = fmt::format("never, before the scenario ends, from {} of {} moments", never, report.rows.size());
  }
  return {"back",
          "When is service back?",
          lost ? fmt::format("Never, from {}", worst.clock)
               : fmt::format("{} after {}", moment_back(worst), worst.clock),
          detail,
          lost ? PageTone::fail : PageTone::none,
          "moments"};
}

constexpr auto number = picture_number<Json>;

}  // namespace

std::vector<PageAnswer> worst_time_answers(const WorstTimeReport& report) {
  const WorstTimeRow &worst = report.rows[report.worst], &best = report.rows[report.best];
  if (!costs(report)) {
    return {{"worst", "When does it hurt most?", "At no moment for certain",
             fmt::format("{} moments, {} days each", report.rows.size(), report.runs), PageTone::pass,
             "moments"}};
  }
  std::vector<PageAnswer> all = {
      {"worst", "When does it hurt most?", fmt::format("{}: {} people", worst.clock, people(worst)),
       range_words(worst.cost.never_served), PageTone::none, "moments"},
      answer_stands(report)};
  all.push_back({"best", "When does it hurt least?", fmt::format("{}: {} people", best.clock, people(best)),
                 best.cut_short ? capitalised(cut_short_text()) : range_words(best.cost.never_served),
                 best.cut_short ? PageTone::warn : PageTone::none, "moments"});
  if (worst.cost.service_back.value) all.push_back(answer_back(report));
  return all;
}

std::string worst_time_pictures(const WorstTimeReport& report) {
  Json moments = Json::array();
  for (const WorstTimeRow& row : report.rows) {
    const Estimate& lost = row.cost.never_served;
    moments.push_back({{"clock", row.clock},
                       {"at_s", number(row.at.in_seconds())},
                       {"never_served", number(lost.value)},
                       {"low", lost.range ? number(lost.range->low) : Json(nullptr)},
                       {"high", lost.range ? number(lost.range->high) : Json(nullptr)},
                       {"back_s", number(row.cost.service_back.value)},
                       {"cut_short", row.cut_short},
                       {"as_bad", row.as_bad}});
  }
  const Json all = {{"worst_time",
                     {{"event", clean_text(report.event)},
                      {"runs", report.runs},
                      {"every_s", number(report.every.in_seconds())},
                      {"written_at", report.written_at},
                      {"written_s", number(report.written.in_seconds())},
                      {"worst", report.worst},
                      {"best", report.best},
                      {"costs", costs(report)},
                      {"moments", moments}}}};
  return all.dump();
}

std::string worst_time_page_data(const WorstTimeReport& report, const PageParticulars& particulars) {
  PageContent page;
  page.kind = "worst-time";
  page.name = report.scenario;
  page.question = fmt::format("When does {} hurt most?", report.event);
  page.subtitle =
      fmt::format("Worst time of {}: {} moments, every {}. {} days each, same callers, seed {}", report.event,
                  report.rows.size(), duration_text(report.every.in_seconds()), report.runs, report.seed);
  page.verdict.sentence = report.sentence;
  if (!report.sound) {
    page.verdict.tone = PageTone::fail;
    page.verdict.answer = "A self-check failed: do not rely on these figures.";
  }
  page.verdict.word = costs(report) ? report.rows[report.worst].clock : "";
  page.answers = worst_time_answers(report);
  page.sections = {moments(report)};
  if (PageSection read = inputs(particulars); read.has_words()) page.sections.push_back(std::move(read));
  page.sections.push_back(particulars_of(report, particulars));
  page.pictures = worst_time_pictures(report);
  return page_json(page);
}

}  // namespace switchover
