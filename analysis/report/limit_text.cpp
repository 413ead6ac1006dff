#include "analysis/report/limit_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/json_number.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

constexpr const char* end_of_line = "\r\n";

std::size_t page_width(const TextStyle& style) { return std::clamp<std::size_t>(style.columns, 78, 110); }

long percent(double growth) { return std::lround(growth * 100); }

}  // namespace

Verdict limit_verdict(const LimitPoint& point) {
  Verdict verdict = Verdict::pass;
  for (const Judgement& j : point.judgements) {
    if (j.verdict == Verdict::fail) return Verdict::fail;
    if (j.verdict == Verdict::undecided) verdict = Verdict::undecided;
  }
  return verdict;
}

std::string limit_setting(const LimitReport& report) {
  return fmt::format("growth of {}, {} days at each point, same callers, seed {}", report.grow, report.runs,
                     report.seed);
}

TextTable limit_table(const LimitReport& report) {
  TextTable table{{"growth", "verdict", "what fails"}, {}};
  for (const LimitPoint& point : report.curve) {
    table.rows.push_back(
        {fmt::format("{:+d}%", percent(point.growth)), to_string(limit_verdict(point)), point.broken});
  }
  return table;
}

std::string limit_line(const LimitReport& report, const TextStyle& style) {
  std::string text = hanging("VERDICT  ", clean_text(report.sentence), page_width(style));
  if (style.colour) text.replace(0, 7, "\x1b[1mVERDICT\x1b[0m");
  return text;
}

std::string limit_text(const LimitReport& report, const TextStyle& style) {
  const std::size_t width = page_width(style);
  std::string out = limit_line(report, style);
  out += hanging("Setting  ", limit_setting(report), width);
  if (report.curve.empty()) return out;
  const TextTable table = limit_table(report);
  out +=
      fmt::format("\n{}  {}  {}\n", pad_left(table.head[0], 8), pad_right(table.head[1], 9), table.head[2]);
  for (const std::vector<std::string>& row : table.rows) {
    std::string line =
        pad_left(row[0], 8) + "  " + pad_right(row[1], 9) + "  " + shortened(clean_text(row[2]), width - 21);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string limit_csv(const LimitReport& report) {
  std::string out = "growth,must,verdict,found,lo,hi,threshold";
  out += end_of_line;
  for (const LimitPoint& point : report.curve) {
    for (std::size_t e = 0; e < point.judgements.size(); ++e) {
      const Judgement& j = point.judgements[e];
      out += fmt::format("{},{},{},{},{},{},{}{}", csv_number(point.growth), e + 1, to_string(j.verdict),
                         j.found.value ? csv_number(*j.found.value) : "",
                         j.found.range ? csv_number(j.found.range->low) : "",
                         j.found.range ? csv_number(j.found.range->high) : "", csv_number(j.threshold),
                         end_of_line);
    }
  }
  return out;
}

std::string limit_json(const LimitReport& report) {
  using Json = nlohmann::ordered_json;
  constexpr auto number = json_number<Json>;
  Json curve = Json::array();
  for (const LimitPoint& point : report.curve) {
    Json musts = Json::array();
    for (const Judgement& j : point.judgements) {
      musts.push_back({{"verdict", to_string(j.verdict)},
                       {"found", number(j.found.value)},
                       {"lo", j.found.range ? number(j.found.range->low) : Json(nullptr)},
                       {"hi", j.found.range ? number(j.found.range->high) : Json(nullptr)},
                       {"threshold", number(j.threshold)}});
    }
    curve.push_back({{"growth", point.growth}, {"fails", clean_text(point.broken)}, {"musts", musts}});
  }
  Json full = Json::array();
  for (const std::string& label : report.binding) full.push_back(clean_text(label));
  const bool searched = !report.curve.empty();
  const Json out = {
      {"schema", 1},
      {"scenario", clean_text(report.scenario)},
      {"grow", report.grow},
      {"verdict", clean_text(report.sentence)},
      {"fails_already", report.fails_already},
      {"never_fails", report.never_fails},
      {"holds_until", searched && report.holds_until > -1 ? Json(report.holds_until) : Json(nullptr)},
      {"fails_from", searched && !report.never_fails ? Json(report.fails_from) : Json(nullptr)},
      {"breaks_first", clean_text(report.breaks_first)},
      {"full_there", full},
      {"full_next", clean_text(report.full_next)},
      {"full_next_from", report.full_next.empty() ? Json(nullptr) : Json(report.full_next_from)},
      {"runs", report.runs},
      {"seed", report.seed},
      {"curve", curve}};
  return out.dump(2) + "\n";
}

}  // namespace switchover
