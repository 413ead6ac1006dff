#include "analysis/report/worst_time_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "analysis/report/drill_text.hpp"
#include "analysis/report/json_number.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr std::size_t bar_width = 32, label_width = 9;

std::size_t page_width(const TextStyle& style) { return std::clamp<std::size_t>(style.columns, 78, 110); }

constexpr auto number = json_number<nlohmann::ordered_json>;

}  // namespace

std::string worst_time_setting(const WorstTimeReport& report) {
  std::string text = fmt::format("{} begins at each of {} moments, every {}, ", report.event,
                                 report.rows.size(), duration_text(report.every.in_seconds()));
  text += report.lasts ? fmt::format("and lasts {}{}", report.lasts_drawn ? "about " : "",
                                     duration_text(report.lasts->in_seconds()))
                       : std::string("and lasts to the end");
  text += fmt::format(
      " (in the file: {}). {} days each, same callers, seed {}; every figure minus the same days "
      "without it.",
      report.written_at, report.runs, report.seed);
  if (!report.moved_along.empty()) text += fmt::format(" Moved with it: {}.", joined(report.moved_along));
  if (!report.others.empty())
    text += fmt::format(" Other faults stay where they are, in both: {}.", joined(report.others));
  return text;
}

std::string moment_text(const WorstTimeRow& row) { return row.clock + (row.cut_short ? " +" : ""); }

std::string moment_mark(const WorstTimeReport& report, std::size_t row) {
  if (row == report.worst) return "worst";
  if (report.rows[row].as_bad) return "as bad";
  return row == report.best ? "best" : "";
}

std::string moment_back(const WorstTimeRow& row) {
  return row.cost.service_back.value ? duration_text(*row.cost.service_back.value) : "-";
}

std::string cut_short_text() {
  return "the scenario ends before the fault does; what it costs afterwards is not counted";
}

std::string as_bad_text() { return "not told apart from the worst by these days"; }

std::string worst_time_line(const WorstTimeReport& report, const TextStyle& style) {
  std::string text = hanging("VERDICT  ", clean_text(report.sentence), page_width(style));
  if (style.colour) text.replace(0, 7, "\x1b[1mVERDICT\x1b[0m");
  return text;
}

std::string worst_time_text(const WorstTimeReport& report, const TextStyle& style) {
  std::string out = worst_time_line(report, style);
  const std::size_t width = page_width(style);
  if (!report.question.empty())
    out += hanging(pad_right("Question", label_width), clean_text(report.question), width);
  out += hanging(pad_right("Setting", label_width), clean_text(worst_time_setting(report)), width);
  std::size_t clock = 5;
  double most = 0;
  bool cut = false;
  for (const WorstTimeRow& row : report.rows) {
    clock = std::max(clock, row.clock.size());
    most = std::max(most, row.cost.never_served.value.value_or(0));
    cut = cut || row.cut_short;
  }
  out += fmt::format("\n{}{}{}\n", pad_right("begins", clock + 3), pad_left("people never served [95%]", 25),
                     pad_left("service back p95", 18));
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    const WorstTimeRow& row = report.rows[i];
    const double people = std::max(0.0, row.cost.never_served.value.value_or(0));
    const auto filled = most > 0 ? std::lround(people / most * static_cast<double>(bar_width)) : 0;
    const std::string mark = moment_mark(report, i);
    const bool extreme = mark == "worst" || mark == "best";
    std::string line = pad_right(moment_text(row), clock + 3) +
                       pad_left(people_text(row.cost.never_served), 25) + pad_left(moment_back(row), 18) +
                       "  " + pad_right(std::string(static_cast<std::size_t>(filled), '#'), bar_width + 1) +
                       (extreme ? "<- " : "") + mark;
    while (line.back() == ' ') line.pop_back();
    out += line + '\n';
  }
  if (cut) out += "+ : " + cut_short_text() + "\n";
  out += "as bad: " + as_bad_text() + "\n";
  if (!report.sound) out += "A self-check failed: do not rely on these figures.\n";
  return out;
}

std::string worst_time_csv(const WorstTimeReport& report) {
  constexpr const char* end_of_line = "\r\n";
  std::string out = "clock,at_s,never_served,lo,hi,service_back_p95_s,cut_short,as_bad_as_worst";
  out += end_of_line;
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    const WorstTimeRow& row = report.rows[i];
    const auto& people = row.cost.never_served;
    const auto& back = row.cost.service_back.value;
    out += fmt::format("{},{},{},{},{},{},{},{}{}", csv_cell(row.clock), csv_number(row.at.in_seconds()),
                       people.value ? csv_number(*people.value) : "",
                       people.range ? csv_number(people.range->low) : "",
                       people.range ? csv_number(people.range->high) : "", back ? csv_number(*back) : "",
                       row.cut_short ? 1 : 0, i == report.worst || row.as_bad ? 1 : 0, end_of_line);
  }
  return out;
}

std::string worst_time_json(const WorstTimeReport& report) {
  using Json = nlohmann::ordered_json;
  Json rows = Json::array();
  for (const WorstTimeRow& row : report.rows) {
    const auto& people = row.cost.never_served;
    rows.push_back({{"clock", row.clock},
                    {"at_s", row.at.in_seconds()},
                    {"never_served", number(people.value)},
                    {"lo", people.range ? number(people.range->low) : Json(nullptr)},
                    {"hi", people.range ? number(people.range->high) : Json(nullptr)},
                    {"service_back_p95_s", number(row.cost.service_back.value)},
                    {"cut_short", row.cut_short},
                    {"as_bad_as_worst", row.as_bad}});
  }
  const Json out = {{"schema", 1},
                    {"scenario", clean_text(report.scenario)},
                    {"event", clean_text(report.event)},
                    {"verdict", clean_text(report.sentence)},
                    {"every_s", report.every.in_seconds()},
                    {"runs", report.runs},
                    {"seed", report.seed},
                    {"worst", report.rows[report.worst].clock},
                    {"best", report.rows[report.best].clock},
                    {"stands_out", report.stands_out},
                    {"moments", rows},
                    {"self_checks_held", report.sound}};
  return out.dump(2) + "\n";
}

}  // namespace switchover
