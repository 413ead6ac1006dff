#include "analysis/report/report_csv.hpp"

#include <fmt/format.h>

#include <optional>

#include "analysis/report/layout.hpp"

namespace switchover {

namespace {

constexpr const char* end_of_line = "\r\n";

std::string number_cell(const std::optional<double>& value) {
  return value ? csv_number(*value) : std::string{};
}

}  // namespace

std::string unit_name(Unit unit) {
  switch (unit) {
    case Unit::share:
      return "share";
    case Unit::count:
      return "count";
    case Unit::seconds:
      return "seconds";
    case Unit::per_hour:
      return "per_hour";
  }
  return "";
}

std::string csv_number(double value) { return fmt::format("{}", value); }

std::string csv_cell(std::string_view text) {
  std::string cell = clean_text(text);
  if (!cell.empty() && std::string_view("=+-@").find(cell.front()) != std::string_view::npos)
    cell.insert(0, "'");
  if (cell.find_first_of(",\";") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char character : cell) {
    if (character == '"') quoted += '"';
    quoted += character;
  }
  return quoted + '"';
}

std::string intervals_csv(const ReportModel& report) {
  std::string out = "metric,unit,scope_kind,scope,from,from_s,to_s,mean,lo,hi,confidence,runs";
  out += end_of_line;
  for (const TidyRow& row : report.tidy) {
    const auto& range = row.value.range;
    out += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}{}", row.metric, unit_name(row.unit),
                       csv_cell(row.scope_kind), csv_cell(row.scope), csv_cell(row.from_text),
                       csv_number(row.from.in_seconds()), csv_number(row.to.in_seconds()),
                       number_cell(row.value.value), range ? csv_number(range->low) : std::string{},
                       range ? csv_number(range->high) : std::string{}, csv_number(row.value.confidence),
                       row.value.n, end_of_line);
  }
  return out;
}

std::string actual_csv(const ActualComparison& comparison) {
  std::string out = "queue,metric,unit,from,from_s,actual,predicted,band_lo,band_hi,inside";
  out += end_of_line;
  for (const ActualRowOut& row : comparison.rows) {
    out += fmt::format("{},{},{},{},{},{},{},{},{},{}{}", csv_cell(row.queue), csv_cell(row.metric),
                       unit_name(row.unit), csv_cell(row.clock), csv_number(row.at.in_seconds()),
                       number_cell(row.actual), number_cell(row.predicted),
                       row.band ? csv_number(row.band->low) : std::string{},
                       row.band ? csv_number(row.band->high) : std::string{},
                       row.inside ? (*row.inside ? "1" : "0") : "", end_of_line);
  }
  return out;
}

}  // namespace switchover
