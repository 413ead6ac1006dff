#include "analysis/report/flip_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/flip_words.hpp"
#include "analysis/report/json_number.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/report/report_phrases.hpp"

namespace switchover {
namespace {

constexpr std::size_t label_width = 9, text_width = 34;

std::size_t page_width(const TextStyle& style) { return std::clamp<std::size_t>(style.columns, 78, 110); }

std::string table(const FlipReport& report, std::size_t width) {
  std::size_t label = 10, now = 10, range = 12;
  for (const FlipRow& row : report.rows) {
    label = std::max(label, shown_width(clean_text(row.label)));
    now = std::max(now, shown_width(row.now_text));
    range = std::max(range, shown_width(row.range_text));
  }
  const std::size_t others = 2 + 2 + now + 2 + range + 2 + text_width;
  label = std::min(label, std::max<std::size_t>(20, width - std::min(width, others)));
  const auto first = [&](const std::string& what, const std::string& value, const std::string& over) {
    return "  " + pad_right(what, label) + "  " + pad_right(value, now) + "  " + pad_right(over, range) +
           "  ";
  };
  std::string out = first("assumption", "value used", "tried") + "verdict flips if ...\n";
  for (const FlipRow& row : report.rows) {
    const std::vector<std::string> name = wrap(clean_text(row.label), label);
    const std::vector<std::string> text =
        wrap(row.text, width - shown_width(first("", row.now_text, row.range_text)));
    for (std::size_t i = 0; i < std::max(name.size(), text.size()); ++i) {
      std::string line =
          first(i < name.size() ? name[i] : "", i == 0 ? row.now_text : "", i == 0 ? row.range_text : "") +
          (i < text.size() ? text[i] : "");
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + "\n";
    }
  }
  return out;
}

}  // namespace

std::vector<const FlipRow*> flips_beside_guesses(const ReportModel& report) {
  std::vector<const FlipRow*> beside;
  for (const FlipRow& row : report.flips) {
    const bool guessed = std::any_of(
        report.assumptions.begin(), report.assumptions.end(),
        [&](const Assumption& assumption) { return assumption.key == row.key && is_guess(assumption); });
    if (row.flips_at && !guessed) beside.push_back(&row);
  }
  return beside;
}

std::string flip_word(const FlipReport& report) {
  return report.has_promise ? verdict_yes_no(report.verdict) : "NO PROMISE ASKED FOR";
}

std::string flip_sentence(const FlipReport& report) {
  return report.has_promise ? flips_sentence(report.rows)
                            : "the scenario promises nothing: nothing can turn.";
}

std::string flip_setting(const FlipReport& report) {
  if (report.rows.empty()) return "";
  std::uint32_t runs = 0;
  for (const FlipRow& row : report.rows) runs = std::max(runs, row.runs);
  return fmt::format(
      "each assumption alone over its range, up to {} days a value, the same callers in all; seed {}", runs,
      report.seed);
}

std::string flip_line(const FlipReport& report, const TextStyle& style) {
  const std::string word = flip_word(report);
  const char* code = report.verdict == Verdict::fail        ? "1;31"
                     : report.verdict == Verdict::undecided ? "1;33"
                                                            : "1;32";
  std::string text = hanging(pad_right("VERDICT", label_width),
                             clean_text(word + " - " + flip_sentence(report)), page_width(style));
  if (style.colour) text.replace(label_width, word.size(), fmt::format("\x1b[{}m{}\x1b[0m", code, word));
  return text;
}

std::string flip_text(const FlipReport& report, const TextStyle& style) {
  const std::size_t width = page_width(style);
  std::string out = flip_line(report, style);
  if (!report.rows.empty()) {
    out += hanging(pad_right("Tried", label_width), flip_setting(report), width);
    out += "\n" + table(report, width) + "\n";
  }
  return out + exit_line(report.exit_code) + "\n";
}

std::string flip_csv(const FlipReport& report) {
  constexpr const char* end_of_line = "\r\n";
  std::string out =
      "key,label,unit,now,low,high,range_from,verdict_now,flips_at,between_low,between_high,verdict_beyond,"
      "text,runs";
  out += end_of_line;
  for (const FlipRow& row : report.rows) {
    out += fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{}{}", csv_cell(row.key), csv_cell(row.label),
        unit_name(row.unit), csv_number(row.now), csv_number(row.low), csv_number(row.high),
        csv_cell(row.range_from), to_string(row.verdict_now), row.flips_at ? csv_number(*row.flips_at) : "",
        row.between ? csv_number(row.between->low) : "", row.between ? csv_number(row.between->high) : "",
        row.flips_at ? to_string(row.verdict_beyond) : "", csv_cell(row.text), row.runs, end_of_line);
  }
  return out;
}

std::string flip_json(const FlipReport& report) {
  using Json = nlohmann::ordered_json;
  constexpr auto number = json_number<Json>;
  Json rows = Json::array();
  for (const FlipRow& row : report.rows) {
    Json between = nullptr;
    if (row.between) between = {{"low", number(row.between->low)}, {"high", number(row.between->high)}};
    rows.push_back({{"key", clean_text(row.key)},
                    {"label", clean_text(row.label)},
                    {"unit", unit_name(row.unit)},
                    {"now", number(row.now)},
                    {"low", number(row.low)},
                    {"high", number(row.high)},
                    {"range_from", row.range_from},
                    {"verdict_now", to_string(row.verdict_now)},
                    {"flips_at", number(row.flips_at)},
                    {"between", between},
                    {"verdict_beyond", row.flips_at ? Json(to_string(row.verdict_beyond)) : Json(nullptr)},
                    {"text", clean_text(row.text)},
                    {"runs", row.runs}});
  }
  const Json out = {{"schema", flip_schema_version},
                    {"scenario", clean_text(report.scenario)},
                    {"file", clean_text(report.file)},
                    {"verdict", report.has_promise ? Json(verdict_yes_no(report.verdict)) : Json(nullptr)},
                    {"sentence", clean_text(flip_sentence(report))},
                    {"exit_code", report.exit_code},
                    {"seed", report.seed},
                    {"replications_in_all", report.replications},
                    {"flips", rows}};
  return out.dump(2) + "\n";
}

}  // namespace switchover
