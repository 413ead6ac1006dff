#include <fmt/format.h>

#include <cmath>

#include "scenarios/interval_rows.hpp"
#include "scenarios/table_lints.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

namespace {

enum Value : std::size_t { offered, handled, abandoned, aht_s, aht_min, talk_s, wrap_s, handled_s };

IntervalRules forecast_rules() {
  IntervalRules rules;
  rules.kind = TableKind::forecast;
  rules.series = "queue";
  rules.values = {{"offered", ValueKind::count, true},    {"handled", ValueKind::count, false},
                  {"abandoned", ValueKind::count, false}, {"aht_s", ValueKind::duration, false},
                  {"aht_min", ValueKind::minutes, false}, {"talk_s", ValueKind::duration, false},
                  {"wrap_s", ValueKind::duration, false}, {"handled_s", ValueKind::seconds_sum, false}};
  return rules;
}

// One handling time per row from what the file has, in this order: AHT in seconds, in minutes, the sum of
// handling seconds over the handled, talk plus wrap. The result stands in aht_s, with the place of the column
// it came from.
void settle_handling_time(IntervalRows& rows) {
  const std::size_t from = rows.columns[aht_s] > 0       ? aht_s
                           : rows.columns[aht_min] > 0   ? aht_min
                           : rows.columns[handled_s] > 0 ? handled_s
                                                         : talk_s;
  for (const IntervalRow& row : rows.rows) {
    double& aht = rows.number(row, aht_s);
    if (from == aht_min) aht = rows.number(row, aht_min);
    if (from == handled_s) {
      const double calls = rows.value(row, handled).value_or(0);
      aht = calls > 0 ? rows.number(row, handled_s) / calls : IntervalRows::absent;
    }
    if (from == talk_s && rows.value(row, talk_s) && rows.value(row, wrap_s)) {
      aht = rows.number(row, talk_s) + rows.number(row, wrap_s);
    }
  }
  rows.columns[aht_s] = rows.columns[from];
}

std::string unit_hint(const TableSource& source, const IntervalRows& rows) {
  if (rows.columns[handled_s] > 0 && rows.columns[aht_s] == rows.columns[handled_s]) {
    return "the handle time of an interval must be its sum in seconds";
  }
  return source.layout == "genesys-cloud"
             ? "write the handle time in seconds"
             : "write seconds, or name the column aht_min: columns = { aht_min = \"...\" }";
}

void ask(const IntervalRows& rows, const Calendar& calendar, Problems& lints) {
  const auto calls = [&rows](const IntervalRow& row) { return rows.value(row, offered).value_or(0); };
  const std::size_t aht_column = rows.columns[aht_s] > 0 ? aht_s : offered;
  note_rows(rows, handled, "more calls handled than offered",
            "is \"offered\" the number of calls that entered the queue?", lints,
            [&](const IntervalRow& row) { return rows.value(row, handled).value_or(0) > calls(row); });
  note_rows(rows, abandoned, "more calls abandoned than offered", "are the columns the right ones?", lints,
            [&](const IntervalRow& row) { return rows.value(row, abandoned).value_or(0) > calls(row); });
  note_rows(rows, aht_column, "calls but a handling time of 0", "is the handling time missing?", lints,
            [&](const IntervalRow& row) {
              const std::optional<double> aht = rows.value(row, aht_s);
              return aht && *aht == 0 && calls(row) > 0;
            });
  const bool from_sum = rows.columns[handled_s] > 0 && rows.columns[aht_s] == rows.columns[handled_s];
  if (rows.columns[aht_s] > 0 && !from_sum) {
    note_rows(rows, aht_column, "calls but no handling time", "the queue's own is used there", lints,
              [&](const IntervalRow& row) { return calls(row) > 0 && !rows.value(row, aht_s); });
  }
  if (rows.length_s > 7200) {
    lints.push_back(problem_at(Place{rows.shown, 0, 0},
                               fmt::format("the intervals are {} hours long", rows.length_s / 3600),
                               "calls are spread evenly over each; 15 or 30 minutes show the peak"));
  }
  ask_about_utc(rows, offered, calendar, lints);
  note_clock_changes(rows.shown, calendar, lints);
}

// Where a day's forecast begins after the scenario does or ends before it: no calls there.
void note_uncovered(const IntervalRows& rows, const ForecastTable& table, const Calendar& calendar,
                    Problems& lints) {
  if (calendar.length > Duration::whole_seconds(86'400) || table.rows.empty()) return;
  Time first = Time::never(), last;
  for (const ForecastRow& row : table.rows) {
    first = std::min(first, row.at);
    last = std::max(last, row.at + row.length);
  }
  const Time end = Time::after_start(calendar.length);
  if (first == Time{} && last >= end) return;
  const auto text = [&calendar](Time t) { return clock_text(calendar.start, calendar.length, t); };
  lints.push_back(problem_at(Place{rows.shown, 0, 0},
                             fmt::format("the forecast covers {} to {} of the scenario's {} to {}",
                                         text(first), text(last), text(Time{}), text(end)),
                             "the rest is read as no calls"));
}

}  // namespace

Expected<ForecastTable> read_forecast(const TableSource& source, const Calendar& calendar,
                                      std::vector<Problem>& lints) {
  Problems notes;
  Expected<IntervalRows> read = read_interval_rows(source, calendar, forecast_rules(), notes);
  if (!read) return read.problems();
  IntervalRows rows = std::move(read).value();
  settle_handling_time(rows);
  Problems problems;
  if (auto minutes = looks_like_minutes(rows, aht_s, unit_hint(source, rows))) problems.push_back(*minutes);
  ask(rows, calendar, notes);

  ForecastTable table;
  table.rows_read = rows.rows_read;
  std::size_t cut = 0;
  for (const IntervalRow& row : rows.rows) {
    const Clip clip = clip_to(calendar, row);
    if (clip.length == Duration{}) {
      ++table.rows_outside;
      continue;
    }
    const double share = clip.length.in_seconds() / static_cast<double>(row.length_s);
    if (share < 1) ++cut;
    ForecastRow out;
    out.at = clip.at;
    out.length = clip.length;
    out.queue = rows.series[row.series];
    out.offered = rows.value(row, offered).value_or(0) * share;
    out.aht_s = rows.value(row, aht_s);
    out.talk_s = rows.value(row, talk_s);
    out.wrap_s = rows.value(row, wrap_s);
    out.handled = rows.value(row, handled);
    out.abandoned = rows.value(row, abandoned);
    out.place = rows.place(row, offered);
    table.offered_total += out.offered;
    table.rows.push_back(std::move(out));
  }
  if (auto none = check_coverage(rows, calendar, table.rows.size(), notes)) problems.push_back(*none);
  if (!problems.empty()) return problems;
  if (cut > 0) {
    notes.push_back(problem_at(Place{rows.shown, 0, 0},
                               fmt::format("{} intervals reach over the scenario's begin or end", cut),
                               "their calls are taken in proportion"));
  }
  note_uncovered(rows, table, calendar, notes);
  lints.insert(lints.end(), notes.begin(), notes.end());
  return table;
}

}  // namespace switchover
