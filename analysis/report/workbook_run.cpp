#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "analysis/fix_words.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/report/workbook.hpp"
#include "analysis/report/workbook_parts.hpp"
#include "analysis/wording.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {

using namespace spreadsheet;

namespace {

constexpr std::size_t last_column = 6;  // of the verdict sheet
constexpr std::size_t most_charted_queues = 12;

int digits(const std::string& text, std::size_t at, std::size_t count) {
  int value = 0;
  if (at + count <= text.size()) std::from_chars(text.data() + at, text.data() + at + count, value);
  return value;
}

// The scenario's first moment: date "2026-03-02", clock "08:00" or "Mon 08:00".
WallClock start_of(const ReportModel& report) {
  WallClock start{2000, 1, 1, 0, 0, 0};
  if (report.date.size() == 10) {
    start = {digits(report.date, 0, 4), digits(report.date, 5, 2), digits(report.date, 8, 2), 0, 0, 0};
  }
  if (const std::size_t size = report.start_clock.size(); size >= 5) {
    start.hour = digits(report.start_clock, size - 5, 2);
    start.minute = digits(report.start_clock, size - 2, 2);
  }
  return is_valid(start) ? start : WallClock{2000, 1, 1, 0, 0, 0};
}

void put_promises(Sheet& sheet, const std::vector<PromiseRow>& promises) {
  if (promises.empty()) return;
  begin_section(sheet, "Promises");
  const std::size_t first =
      sheet.add(headings({"Result", "Promise", "Found", "Range from", "to", "Asked", "Note"})) + 1;
  for (const PromiseRow& promise : promises) {
    const Judgement& judgement = promise.judgement;
    const std::string mark = promise_mark(promise);
    std::vector<Cell> row{text(mark, tone_of_mark(mark)), text(promise.text)};
    put_estimate(row, judgement.found, judgement.unit);
    row.push_back(text(fmt::format("{} {}", to_string(judgement.comparison),
                                   value_text(judgement.threshold, judgement.unit))));
    std::string note = promise.must ? "" : "warning only. ";
    if (!promise.worst_at.empty()) note += "worst at " + promise.worst_at + ". ";
    row.push_back(text(note + judgement.note));
    sheet.add(std::move(row));
  }
  colour_marks(sheet, {first, 0, sheet.rows.size() - 1, 0});
}

void put_binding(Sheet& sheet, const std::vector<BindingRow>& binding) {
  if (binding.empty()) return;
  begin_section(sheet, "What is full");
  sheet.add(
      headings({"Binding", "What", "Full and hurting", "Limit", "Peak, p95", "Minutes full", "In words"}));
  for (const BindingRow& one : binding) {
    const std::string binds = one.unsure      ? "unsure"
                              : one.binding   ? "binds"
                              : one.ever_full ? "full"
                                              : "never full";
    const Tone tone = one.binding ? Tone::bad : one.unsure ? Tone::unsure : Tone::plain;
    sheet.add({text(binds, tone), text(one.label), text(binding_window(one)),
               number(one.limit_value, Form::count), number(one.peak_p95, Form::count),
               number(one.minutes_full, Form::count), text(one.sentence)});
  }
}

void put_fix(Sheet& sheet, const FixAnswer& fix) {
  if (!fix.searched) return;
  begin_section(sheet, "What would mend it");
  if (!fix.sentence.empty()) sheet.add_wide(text(fix.sentence, Tone::strong), 0, last_column);
  if (fix.trials.empty()) return;
  const std::string in = fix.currency.empty() ? std::string{} : ", " + fix.currency;
  sheet.add(headings({"Result", "Change", "Cost of a day" + in, "Cost a month" + in, "Musts kept",
                      "Confirmed", "What decides"}));
  for (const FixTrial& trial : fix.trials) {
    const std::string mark = to_string(trial.verdict);
    sheet.add({text(mark, tone_of_mark(mark)), text(trial.text), number(trial.cost, Form::money),
               number(trial.cost_a_month, Form::money), text(kept_text(trial)),
               text(trial.confirmed ? "fresh callers" : "no"), text(trial.tightest)});
  }
}

void put_baseline(Sheet& sheet, const BaselineReport& baseline) {
  begin_section(sheet, "Against the stored baseline");
  if (!baseline.sentence.empty()) sheet.add_wide(text(baseline.sentence, Tone::strong), 0, last_column);
  for (const std::string& change : baseline.changed) sheet.add_wide(text(change), 0, last_column);
  sheet.add(headings({"Result", "Figure", "Then", "Now", "Difference", "Range from", "to"}));
  for (const BaselineRow& one : baseline.rows) {
    const Tone tone = one.regression ? Tone::bad : one.improved ? Tone::good : Tone::plain;
    const char* word = one.regression ? "REGRESSION" : one.improved ? "better" : "same";
    std::vector<Cell> row{text(word, tone),
                          text(one.plan.empty() ? one.figure : one.plan + ": " + one.figure),
                          figure(one.then, one.unit), figure(one.now, one.unit)};
    put_change(row, one.difference, one.unit);
    sheet.add(std::move(row));
  }
}

Sheet verdict_sheet(const ReportModel& report,
                    const std::vector<std::pair<std::string, std::string>>& contents) {
  Sheet sheet;
  sheet.name = "Verdict";
  sheet.widths = {14, 66, 15, 13, 12, 15, 66};
  sheet.add_wide(text(report.scenario, Tone::title), 0, last_column);
  if (!report.question.empty()) sheet.add_wide(text(report.question, Tone::muted), 0, last_column);
  sheet.add({});
  const std::size_t verdict = sheet.add_wide(text(report.sentence, Tone::strong), 1, last_column);
  sheet.rows[verdict][0] = text(word_text(report.word, "NO PROMISE"), tone_of(report.word));
  if (!report.answer.empty()) {
    const std::size_t answer = sheet.add_wide(text(report.answer), 1, last_column);
    sheet.rows[answer][0] = text("Why", Tone::strong);
  }
  put_promises(sheet, report.promises);
  if (report.fix) put_fix(sheet, *report.fix);
  put_binding(sheet, report.binding);
  if (report.baseline) put_baseline(sheet, *report.baseline);
  put_particulars(sheet, report.run, last_column);
  const std::size_t checks = sheet.add_wide(text(checks_text(report.checks)), 1, last_column);
  sheet.rows[checks][0] = text("Self-checks", Tone::strong);
  begin_section(sheet, "Sheets of this workbook");
  for (const auto& [name, meaning] : contents) {
    const std::size_t at = sheet.add_wide(text(meaning), 1, last_column);
    sheet.rows[at][0] = text(name, Tone::strong);
  }
  sheet.frozen_rows = 1;
  return sheet;
}

void put_why(Sheet& sheet, const Why& why) {
  if (why.causes.empty()) return;
  begin_section(sheet, "What each cause does to the " + why.figure);
  const Unit unit = info(why.metric).unit;
  const std::size_t first = sheet.add(headings({"Cause", "Alone", "from", "to", "Day without it", "from",
                                                "to", "Worth agents", "People saved", ""})) +
                            1;
  for (const WhyRow& cause : why.causes) {
    std::vector<Cell> row{text(cause.cause)};
    put_change(row, cause.alone, unit);
    put_change(row, cause.taken_away, unit);
    row.push_back(number(cause.agents, Form::count));
    row.push_back(number(cause.people_saved.value, Form::count));
    sheet.add(std::move(row));
  }
  const std::size_t last = sheet.rows.size() - 1;
  sheet.rules.push_back({ColourRule::When::data_bar, {first, 8, last, 8}, {}, 0, Tone::plain});
  if (why.together) {
    sheet.add({text(why.causes.size() == 2 ? "both together, on top" : "all together, on top"),
               change(why.together, unit)});
  }
  for (const std::string& line : why_lines(why)) sheet.add_wide(text(line), 0, 9);
}

Sheet comparison_sheet(const ReportModel& report) {
  Sheet sheet;
  sheet.name = "Comparison";
  sheet.widths = {44, 14, 14, 14, 14, 16, 14, 14, 14, 10};
  const std::string twin = report.has_twin ? report.twin_title : "-";
  const std::string day = report.day_title.empty() ? "the day" : report.day_title;
  const std::size_t first =
      sheet.add(headings({"Figure", twin, day, "range from", "to", "1 day in 10 is worse", "Change",
                          "range from", "to", "Effect"})) +
      1;
  for (const HeadlineRow& one : report.headline) {
    std::vector<Cell> row{text(one.label), figure(one.twin, one.unit)};
    put_estimate(row, one.value, one.unit);
    row.push_back(figure(one.bad_day, one.unit));
    put_change(row, one.impact, one.unit);
    row.push_back(text(effect_word(one.impact, one.higher_is_better)));
    sheet.add(std::move(row));
  }
  if (sheet.rows.size() > first) colour_effects(sheet, {first, 9, sheet.rows.size() - 1, 9});
  put_why(sheet, report.why);
  sheet.frozen_rows = sheet.frozen_columns = 1;
  sheet.repeated_row = 0;
  return sheet;
}

std::vector<const HalfHours*> tables_of(const ReportModel& report) {
  std::vector<const HalfHours*> tables;
  if (!report.half_hours.rows.empty()) tables.push_back(&report.half_hours);
  for (const HalfHours& other : report.other_half_hours) tables.push_back(&other);
  return tables;
}

WallClock clock_at(const ReportModel& report, Time at) {
  return plus_seconds(start_of(report), at.count_us() / 1'000'000);
}

std::optional<double> gap_of(const HalfHourRow& row) {
  if (!row.agents_there || !row.agents_needed) return std::nullopt;
  return *row.agents_there - *row.agents_needed;
}

enum IntervalColumn : std::size_t {
  of_queue,
  at_date,
  at_clock,
  offered,
  answered,
  level,
  asa,
  abandoned,
  occupancy,
  there,
  needed,
  gap,
  columns
};

struct Block {  // rows of one queue
  const HalfHours* table;
  std::size_t first, last;
};

void colour_block(Sheet& sheet, const Block& block) {
  const auto area = [&](std::size_t column) { return Area{block.first, column, block.last, column}; };
  using When = ColourRule::When;
  sheet.rules.push_back({When::data_bar, area(offered), {}, 0, Tone::plain});
  sheet.rules.push_back({When::below, area(gap), {}, -0.5, Tone::bad});
}

Sheet intervals_sheet(const ReportModel& report, std::vector<Block>& blocks) {
  Sheet sheet;
  sheet.name = "Intervals";
  sheet.widths = {28, 12, 8, 11, 11, 11, 11, 11, 12, 11, 11, 11};
  sheet.add(headings({"Queue", "Date", "From", "Offered", "Answered", "Service level", "ASA", "Abandon rate",
                      "Occupancy of agents", "Agents there", "Agents needed", "Gap"}));
  for (const HalfHours* table : tables_of(report)) {
    const std::size_t first = sheet.rows.size();
    for (const HalfHourRow& row : table->rows) {
      const WallClock at = clock_at(report, row.at);
      // A level under the promise is coloured here: an empty cell is not a low one, as a rule would have it.
      const bool low = table->promise && row.service_level && *row.service_level < table->promise->share;
      sheet.add({text(table->queue), moment(at, Form::date), moment(at, Form::clock),
                 number(row.offered, Form::decimal), number(row.answered, Form::decimal),
                 number(row.service_level, Form::share, low ? Tone::bad : Tone::plain),
                 number(row.asa_s, Form::seconds), number(row.abandon_rate, Form::share),
                 number(row.occupancy, Form::share), number(row.agents_there, Form::decimal),
                 number(row.agents_needed, Form::whole), number(gap_of(row), Form::change)});
    }
    if (sheet.rows.size() == first) continue;
    blocks.push_back({table, first, sheet.rows.size() - 1});
    colour_block(sheet, blocks.back());
  }
  sheet.frozen_rows = 1;
  sheet.frozen_columns = 3;
  sheet.repeated_row = 0;
  sheet.filter = Area{0, 0, sheet.rows.size() - 1, columns - 1};
  return sheet;
}

Chart chart_over(const Block& block, const std::string& what) {
  Chart chart;
  chart.title = what + ": " + block.table->queue;
  chart.sheet = "Intervals";
  chart.categories = {block.first, at_clock, block.last, at_clock};
  return chart;
}

Sheet charts_sheet(const std::vector<Block>& blocks) {
  Sheet sheet;
  sheet.name = "Charts";
  sheet.widths = std::vector<double>(20, 9);
  std::size_t row = 0;
  const std::size_t shown = std::min(blocks.size(), most_charted_queues);
  for (std::size_t b = 0; b < shown; ++b) {
    const Block& block = blocks[b];
    const auto column = [&](std::size_t c) { return Area{block.first, c, block.last, c}; };
    Chart calls = chart_over(block, "Calls");
    calls.axis_title = "calls in the interval";
    calls.series = {{"offered", column(offered)}, {"answered", column(answered)}};
    Chart service = chart_over(block, "Service level");
    service.lines = true;
    service.form = Form::percent;
    service.from = 0;
    service.to = 1;
    service.axis_title = "answered in time";
    service.series = {{"service level", column(level)}};
    Chart agents = chart_over(block, "Agents");
    agents.lines = true;
    agents.from = 0;
    agents.axis_title = "agents";
    agents.series = {{"there", column(there)}, {"needed", column(needed)}};
    Chart speed = chart_over(block, "Speed of answer");
    speed.lines = true;
    speed.from = 0;
    speed.axis_title = "seconds, mean";
    speed.series = {{"ASA", column(asa)}};
    calls.row = service.row = row;
    agents.row = speed.row = row + 15;
    service.column = speed.column = 10;
    sheet.charts.push_back(std::move(calls));
    sheet.charts.push_back(std::move(service));
    sheet.charts.push_back(std::move(agents));
    sheet.charts.push_back(std::move(speed));
    row += 31;
  }
  return sheet;
}

double hundredths(std::optional<double> value) { return std::round(value.value_or(0) * 100) / 100; }

// As our own forecast reader (and others with a mapping of columns) takes it back: calls that entered the
// queue, and handling seconds summed.
Sheet import_sheet(const ReportModel& report) {
  Sheet sheet;
  sheet.name = "WFM import";
  sheet.widths = {18, 30, 12, 12, 24};
  sheet.add(headings({"Interval Start", "Queue", "Offered", "Handled", "Total Handle Time (s)"}));
  for (const HalfHours* table : tables_of(report)) {
    for (const HalfHourRow& row : table->rows) {
      const double handled = hundredths(row.answered);
      sheet.add({moment(clock_at(report, row.at), Form::date_time), text(table->queue),
                 number(hundredths(row.offered), Form::general), number(handled, Form::general),
                 number(hundredths(handled * row.aht_s.value_or(0)), Form::general)});
    }
  }
  sheet.frozen_rows = 1;
  sheet.repeated_row = 0;
  return sheet;
}

std::vector<std::string> notes_of(const ReportModel& report) {
  std::vector<std::string> notes;
  for (const ForecastCorrection& one : report.corrections) notes.push_back(correction_text(one));
  if (report.has_sanity) notes.push_back("Erlang A beside the simulation: " + sanity_text(report.sanity));
  return notes;
}

}  // namespace

Expected<std::string> run_workbook(const ReportModel& report) {
  const std::string day =
      report.has_twin ? report.twin_title + " beside " + report.day_title : "figures of the day";
  std::vector<std::pair<std::string, std::string>> contents = {
      {"Comparison", day + ", over the same callers, and what each cause does"},
      {"Intervals", "every queue by half-hour: calls, service, agents there and needed (" +
                        report.half_hours.needed_by + ")"},
      {"Charts", "the same, drawn"},
      {"Assumptions", "every value that the verdict rests on, where it comes from and whose it is"},
      {"Inputs", "the files that were read, and questions about them"},
      {"WFM import",
       "mean calls that entered each queue and their handling time: save the sheet as CSV and "
       "read it as a forecast with counts = \"entered_queue\""}};
  std::vector<Block> blocks;
  Sheet intervals = intervals_sheet(report, blocks);
  Workbook book;
  book.title = report.scenario;
  book.subject = report.question;
  book.created = start_of(report);
  book.sheets = {verdict_sheet(report, contents),
                 comparison_sheet(report),
                 std::move(intervals),
                 charts_sheet(blocks),
                 assumptions_sheet(report.assumptions, report.flips),
                 inputs_sheet(report.files, report.lints, notes_of(report)),
                 import_sheet(report)};
  return xlsx_bytes(book);
}

}  // namespace switchover
