#include "scenarios/interval_rows.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

namespace {

IntervalRules staff_rules() {
  IntervalRules rules;
  rules.kind = TableKind::staff;
  rules.series = "group";
  rules.values = {{"agents_on_phones", ValueKind::agents, true}};
  rules.steps = true;
  return rules;
}

}  // namespace

Expected<StaffTable> read_staff(const TableSource& source, const Calendar& calendar,
                                std::vector<Problem>& lints) {
  Problems notes;
  const Expected<IntervalRows> read = read_interval_rows(source, calendar, staff_rules(), notes);
  if (!read) return read.problems();
  const IntervalRows& rows = read.value();
  StaffTable table;
  table.rows_read = rows.rows_read;
  for (const IntervalRow& row : rows.rows) {
    const Clip clip = clip_to(calendar, row);
    if (clip.length == Duration{}) {
      ++table.rows_outside;
      continue;
    }
    table.rows.push_back(
        {clip.at, clip.length, rows.series[row.series], rows.value(row, 0).value_or(0), rows.place(row, 0)});
  }
  if (auto none = check_coverage(rows, calendar, table.rows.size(), notes)) return *none;
  lints.insert(lints.end(), notes.begin(), notes.end());
  return table;
}

}  // namespace switchover
