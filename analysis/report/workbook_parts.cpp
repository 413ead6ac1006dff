#include "analysis/report/workbook_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/flip_words.hpp"
#include "analysis/report/report_phrases.hpp"

namespace switchover::spreadsheet {

std::vector<Cell> headings(const std::vector<std::string>& texts) {
  std::vector<Cell> row;
  row.reserve(texts.size());
  for (const std::string& one : texts) row.push_back(text(one, Tone::heading));
  return row;
}

void begin_section(Sheet& sheet, const std::string& words) {
  if (!sheet.rows.empty()) sheet.add({});
  sheet.add({text(words, Tone::section)});
}

Form form_of(Unit unit) {
  switch (unit) {
    case Unit::share:
      return Form::share;
    case Unit::seconds:
      return Form::seconds;
    case Unit::count:
      return Form::count;
    case Unit::per_hour:
      return Form::decimal;
  }
  return Form::general;
}

Form change_form_of(Unit unit) {
  switch (unit) {
    case Unit::share:
      return Form::points;
    case Unit::seconds:
      return Form::change_seconds;
    default:
      return Form::change;
  }
}

Cell figure(std::optional<double> value, Unit unit) {
  constexpr double long_wait = 600;
  if (unit != Unit::seconds || !value || *value < long_wait) return number(value, form_of(unit));
  return number(*value / 86'400, Form::duration);
}

Cell change(std::optional<double> value, Unit unit) {
  if (value && unit == Unit::share) *value *= 100;
  return number(value, change_form_of(unit));
}

void put_estimate(std::vector<Cell>& row, const Estimate& estimate, Unit unit) {
  const auto& range = estimate.range;
  row.push_back(figure(estimate.value, unit));
  row.push_back(range ? figure(range->low, unit) : Cell{});
  row.push_back(range ? figure(range->high, unit) : Cell{});
}

void put_change(std::vector<Cell>& row, const Estimate& estimate, Unit unit) {
  const auto& range = estimate.range;
  row.push_back(change(estimate.value, unit));
  row.push_back(range ? change(range->low, unit) : Cell{});
  row.push_back(range ? change(range->high, unit) : Cell{});
}

Tone tone_of(ReportModel::Word word) {
  switch (word) {
    case ReportModel::Word::yes:
      return Tone::good;
    case ReportModel::Word::no:
      return Tone::bad;
    case ReportModel::Word::undecided:
      return Tone::unsure;
    case ReportModel::Word::none:
      return Tone::strong;
  }
  return Tone::plain;
}

Tone tone_of_mark(const std::string& mark) {
  if (mark == "PASS" || mark == "ON TARGET") return Tone::good;
  if (mark == "FAIL") return Tone::bad;
  return Tone::unsure;
}

std::string effect_word(const Estimate& change, bool higher_is_better) {
  if (!change.value || !change.range) return "";
  if (change.range->low <= 0 && change.range->high >= 0) return "tied";
  return (*change.value > 0) == higher_is_better ? "better" : "worse";
}

void colour_marks(Sheet& sheet, const Area& area) {
  using When = ColourRule::When;
  for (const char* word : {"PASS", "ON TARGET", "YES"}) {
    sheet.rules.push_back({When::word, area, word, 0, Tone::good});
  }
  for (const char* word : {"FAIL", "NO", "REGRESSION"}) {
    sheet.rules.push_back({When::word, area, word, 0, Tone::bad});
  }
  for (const char* word : {"WARN", "UNDECIDED"}) {
    sheet.rules.push_back({When::word, area, word, 0, Tone::unsure});
  }
}

void colour_effects(Sheet& sheet, const Area& area) {
  using When = ColourRule::When;
  for (const char* word : {"better", "best"}) {
    sheet.rules.push_back({When::word, area, word, 0, Tone::good});
  }
  sheet.rules.push_back({When::word, area, "worse", 0, Tone::bad});
  sheet.rules.push_back({When::word, area, "tied", 0, Tone::muted});
}

void put_particulars(Sheet& sheet, const RunParticulars& run, std::size_t last_column) {
  const auto line = [&](const std::string& label, const std::string& value) {
    const std::size_t at = sheet.add_wide(text(value), 1, last_column);
    sheet.rows[at][0] = text(label, Tone::strong);
  };
  begin_section(sheet, "Run");
  line("Program", "switchover " + run.version);
  line("Days", fmt::format("{} simulated of at most {}, seed {}", run.runs, run.max_runs, run.seed));
  line("Stopped", fmt::format("{} (look {} of {})", run.stopped_because, run.looks_taken, run.looks.size()));
  line("Ranges",
       fmt::format("{:.0f} % of averages; promises are judged with an error of {:.2g} % at each look",
                   run.confidence * 100, run.error_per_look * 100));
}

Sheet inputs_sheet(const std::vector<InputFile>& files, const std::vector<Problem>& lints,
                   const std::vector<std::string>& notes) {
  Sheet sheet;
  sheet.name = "Inputs";
  sheet.widths = {40, 62, 68};
  sheet.add({text("What was read", Tone::title)});
  sheet.add(headings({"File", "What it holds", "SHA-256"}));
  for (const InputFile& file : files) sheet.add({text(file.path), text(file.summary), text(file.sha256)});
  if (!notes.empty()) begin_section(sheet, "Notes");
  for (const std::string& note : notes) sheet.add_wide(text(note), 0, 2);
  if (!lints.empty()) begin_section(sheet, "Questions about the input");
  for (const Problem& lint : lints) sheet.add_wide(text(to_string(lint)), 0, 2);
  return sheet;
}

namespace {

const char* origin_word(Assumption::Origin origin) {
  switch (origin) {
    case Assumption::Origin::typed:
      return "scenario";
    case Assumption::Origin::file:
      return "file";
    case Assumption::Origin::preset:
      return "preset";
    case Assumption::Origin::default_:
      return "default";
  }
  return "";
}

}  // namespace

Sheet assumptions_sheet(const std::vector<Assumption>& assumptions, const std::vector<FlipRow>& flips) {
  Sheet sheet;
  sheet.name = "Assumptions";
  sheet.widths = {40, 38, 11, 34, 34, 16, 12, 30};
  sheet.add(headings({"Key", "Value", "From", "Place (file:line:column)", "Reason or source", "Owner",
                      "As of", flips.empty() ? "Verdict turns at (run with --flip)" : "Verdict turns at"}));
  for (const Assumption& one : assumptions) {
    const FlipRow* flip = flip_of(flips, one.key);
    const std::string place = is_guess(one) ? std::string{} : to_string(one.place);
    sheet.add({text(one.key), text(one.value),
               text(origin_word(one.origin), is_guess(one) ? Tone::unsure : Tone::plain), text(place),
               text(one.source.empty() ? one.reason : one.source), text(one.owner), text(one.as_of),
               text(flip == nullptr ? std::string{} : flip->text)});
  }
  // What was varied without standing in the register by itself.
  for (const FlipRow& flip : flips) {
    const bool listed = std::any_of(assumptions.begin(), assumptions.end(),
                                    [&](const Assumption& one) { return one.key == flip.key; });
    if (listed) continue;
    sheet.add({text(flip.key),
               text(flip.now_text),
               text("varied"),
               text(flip.range_text),
               text(flip.range_from),
               {},
               {},
               text(flip.text)});
  }
  sheet.frozen_rows = 1;
  sheet.frozen_columns = 1;
  sheet.repeated_row = 0;
  sheet.filter = Area{0, 0, sheet.rows.size() - 1, 7};
  return sheet;
}

}  // namespace switchover::spreadsheet
