#include "analysis/report/report_tables.hpp"

#include <fmt/format.h>

#include "analysis/report/report_phrases.hpp"
#include "analysis/wording.hpp"

namespace switchover {

TextTable headline_table(const ReportModel& report) {
  TextTable table;
  for (const HeadlineRow& row : report.headline) {
    std::vector<std::string> cells = {row.label};
    if (report.has_twin) cells.push_back(value_text(row.twin, row.unit));
    cells.insert(cells.end(), {value_text(row.value.value, row.unit), precision_text(row.value, row.unit),
                               value_text(row.bad_day, row.unit)});
    if (report.has_twin) cells.push_back(change_text(row.impact, row.unit));
    table.rows.push_back(std::move(cells));
  }
  table.head = {runs_title(report)};
  if (report.has_twin) table.head.push_back(report.twin_title);
  table.head.insert(table.head.end(), {report.day_title, "precision", "1 day in 10 is worse than"});
  if (report.has_twin) table.head.emplace_back("change");
  return table;
}

TextTable why_table(const ReportModel& report) {
  const Why& why = report.why;
  TextTable table{{"cause", "alone", "undone", "worth agents", "people served if undone"}, {}};
  if (why.causes.empty()) return table;
  const Unit unit = info(why.metric).unit;
  table.rows.push_back({report.twin_title, value_text(why.twin, unit), "", "", ""});
  for (const WhyRow& row : why.causes) {
    table.rows.push_back({row.cause, change_text(row.alone, unit), change_text(row.taken_away, unit),
                          value_text(row.agents, Unit::count), change_text(row.people_saved, Unit::count)});
  }
  if (why.together && why.causes.size() > 1) {
    table.rows.push_back({"together, on top",
                          unit == Unit::share ? points_text(*why.together) : count_text(*why.together), "",
                          "", ""});
  }
  table.rows.push_back({report.day_title, value_text(why.day, unit), "", "", ""});
  return table;
}

TextTable half_hours_table(const HalfHours& half_hours) {
  TextTable table{{"from", "calls", "in time", "mean wait", "abandoned", "agents needed", "agents there"},
                  {}};
  for (const HalfHourRow& row : half_hours.rows) {
    table.rows.push_back(
        {row.clock, value_text(row.offered, Unit::count), value_text(row.service_level, Unit::share),
         value_text(row.mean_wait_s, Unit::seconds), value_text(row.abandon_rate, Unit::share),
         value_text(row.agents_needed, Unit::count), value_text(row.agents_there, Unit::count)});
  }
  return table;
}

TextTable actual_table(const ActualComparison& actual) {
  TextTable table{{"figure", "actual", "predicted", "bias", "inside the 95% band", "parts at"}, {}};
  for (const ActualSummary& row : actual.summary) {
    table.rows.push_back({row.queue + " " + row.metric, value_text(row.actual, row.unit),
                          value_text(row.predicted, row.unit),
                          row.bias ? change_text({row.bias, {}, 0.95, 0}, row.unit) : "-",
                          fmt::format("{} of {}", row.inside, row.intervals), row.parts_at});
  }
  return table;
}

TextTable flips_table(const std::vector<FlipRow>& flips) {
  TextTable table{{"assumption", "value used", "tried", "range from", "verdict flips"}, {}};
  for (const FlipRow& row : flips) {
    table.rows.push_back({row.label, row.now_text, row.range_text, row.range_from, row.text});
  }
  return table;
}

}  // namespace switchover
