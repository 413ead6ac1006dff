#include <fmt/format.h>

#include "scenarios/interval_rows.hpp"
#include "scenarios/table_lints.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

namespace {

enum Value : std::size_t {
  offered,
  answered,
  abandoned,
  answered_in_time,
  asa_s,
  wait_answered_s,
  aht_s,
  aht_min,
  handled_s,
  service_level,
  service_level_percent
};

IntervalRules actual_rules() {
  IntervalRules rules;
  rules.kind = TableKind::actual;
  rules.series = "queue";
  rules.values = {{"offered", ValueKind::count, false},
                  {"answered", ValueKind::count, false},
                  {"abandoned", ValueKind::count, false},
                  {"answered_in_time", ValueKind::count, false},
                  {"asa_s", ValueKind::duration, false},
                  {"wait_answered_s", ValueKind::seconds_sum, false},
                  {"aht_s", ValueKind::duration, false},
                  {"aht_min", ValueKind::minutes, false},
                  {"handled_s", ValueKind::seconds_sum, false},
                  {"service_level", ValueKind::share, false},
                  {"service_level_percent", ValueKind::percent, false}};
  return rules;
}

std::optional<Problem> check_figures(const IntervalRows& rows) {
  for (const int column : rows.columns) {
    if (column > 0) return std::nullopt;
  }
  return problem_at(
      Place{rows.shown, 0, 0}, "the file has no figures to compare with",
      "it may have offered, answered, abandoned, answered_in_time, asa_s or wait_answered_s, aht_s, "
      "service_level; name them in columns = { ... }");
}

// Means become sums and sums become means, so that every row has the same figures whatever the file has.
ActualRow row_of(const IntervalRows& rows, const IntervalRow& row) {
  ActualRow out;
  out.queue = rows.series[row.series];
  out.offered = rows.value(row, offered);
  out.answered = rows.value(row, answered);
  out.abandoned = rows.value(row, abandoned);
  out.answered_in_time = rows.value(row, answered_in_time);
  out.wait_answered_s = rows.value(row, wait_answered_s);
  const std::optional<double> asa = rows.value(row, asa_s);
  if (!out.wait_answered_s && out.answered && asa) out.wait_answered_s = *asa * *out.answered;
  if (!out.wait_answered_s && out.answered && *out.answered == 0) out.wait_answered_s = 0;
  out.aht_s = rows.value(row, aht_s);
  if (!out.aht_s) out.aht_s = rows.value(row, aht_min);
  const std::optional<double> handled = rows.value(row, handled_s);
  if (!out.aht_s && handled && out.answered && *out.answered > 0) out.aht_s = *handled / *out.answered;
  out.service_level = rows.value(row, service_level);
  if (!out.service_level) out.service_level = rows.value(row, service_level_percent);
  for (std::size_t c = 0; c < rows.columns.size(); ++c) {
    out.place = rows.place(row, c);
    if (rows.columns[c] > 0) break;
  }
  return out;
}

void ask(const IntervalRows& rows, const Calendar& calendar, Problems& lints) {
  const auto more = [&rows](std::size_t part, std::size_t whole) {
    return [&rows, part, whole](const IntervalRow& row) {
      const std::optional<double> p = rows.value(row, part), w = rows.value(row, whole);
      return p && w && *p > *w;
    };
  };
  note_rows(rows, answered, "more calls answered than offered", "are the columns the right ones?", lints,
            more(answered, offered));
  note_rows(rows, abandoned, "more calls abandoned than offered", "are the columns the right ones?", lints,
            more(abandoned, offered));
  note_rows(rows, answered_in_time, "more calls answered in time than answered",
            "are the columns the right ones?", lints, more(answered_in_time, answered));
  if (rows.columns[offered] > 0) ask_about_utc(rows, offered, calendar, lints);
}

}  // namespace

Expected<ActualTable> read_actual(const TableSource& source, const Calendar& calendar,
                                  std::vector<Problem>& lints) {
  Problems notes;
  const Expected<IntervalRows> read = read_interval_rows(source, calendar, actual_rules(), notes);
  if (!read) return read.problems();
  const IntervalRows& rows = read.value();
  Problems problems;
  if (auto nothing = check_figures(rows)) problems.push_back(*nothing);
  if (auto minutes = looks_like_minutes(rows, aht_s, "write seconds, or name the column aht_min")) {
    problems.push_back(*minutes);
  }
  ask(rows, calendar, notes);
  ActualTable table;
  table.rows_read = rows.rows_read;
  for (const IntervalRow& row : rows.rows) {
    const Clip clip = clip_to(calendar, row);
    if (clip.length != Duration::whole_seconds(row.length_s)) {  // an interval in part cannot be compared
      ++table.rows_outside;
      continue;
    }
    ActualRow out = row_of(rows, row);
    out.at = clip.at;
    out.length = clip.length;
    table.rows.push_back(std::move(out));
  }
  if (auto none = check_coverage(rows, calendar, table.rows.size(), notes)) problems.push_back(*none);
  if (!problems.empty()) return problems;
  lints.insert(lints.end(), notes.begin(), notes.end());
  return table;
}

}  // namespace switchover
