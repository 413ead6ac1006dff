#include "analysis/report/solve_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/json_number.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/staffing.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;
constexpr auto number = json_number<Json>;
constexpr const char* end_of_line = "\r\n";

const char* name_of(SolveFor what) {
  switch (what) {
    case SolveFor::agents:
      return "agents";
    case SolveFor::trunks:
      return "trunks";
    case SolveFor::ivr_ports:
      return "ivr_ports";
    case SolveFor::calls_per_second:
      return "calls_per_second";
    case SolveFor::logins:
      return "logins";
  }
  return "";
}

std::string cells(const Estimate& e) {
  return fmt::format("{},{},{}", e.value ? csv_number(*e.value) : "", e.range ? csv_number(e.range->low) : "",
                     e.range ? csv_number(e.range->high) : "");
}

Json json_of(const Estimate& e) {
  return {{"value", number(e.value)},
          {"lo", e.range ? number(e.range->low) : Json(nullptr)},
          {"hi", e.range ? number(e.range->high) : Json(nullptr)}};
}

}  // namespace

std::string solve_csv(const SolveReport& report) {
  std::string out;
  if (report.what == SolveFor::agents) {
    out = std::string("clock,at_s,group,there,erlang,needed,level,lo,hi") + end_of_line;
    for (const SolvedInterval& row : report.intervals) {
      out += fmt::format("{},{},{},{},{},{},{}{}", csv_cell(row.clock), csv_number(row.at.in_seconds()),
                         csv_cell(row.group), csv_number(row.there), csv_number(row.erlang),
                         csv_number(row.needed), cells(row.level), end_of_line);
    }
    return out;
  }
  out = std::string("limit,figure,lo,hi,keeps_target,answer") + end_of_line;
  for (const SolvePoint& point : report.curve) {
    out += fmt::format("{},{},{},{}{}", csv_number(point.amount), cells(point.level), point.passes ? 1 : 0,
                       point.amount == report.needed ? 1 : 0, end_of_line);
  }
  return out;
}

std::string solve_json(const SolveReport& report) {
  Json intervals = Json::array(), curve = Json::array(), notes = Json::array();
  for (const SolvedInterval& row : report.intervals) {
    intervals.push_back({{"clock", row.clock},
                         {"at_s", row.at.in_seconds()},
                         {"group", clean_text(row.group)},
                         {"there", row.there},
                         {"erlang", row.erlang},
                         {"needed", row.needed},
                         {"level", json_of(row.level)}});
  }
  for (const SolvePoint& point : report.curve)
    curve.push_back({{"amount", point.amount}, {"figure", json_of(point.level)}, {"keeps", point.passes}});
  for (const std::string& note : report.notes) notes.push_back(clean_text(note));
  const Json out = {{"schema", 1},
                    {"scenario", clean_text(report.scenario)},
                    {"solved", name_of(report.what)},
                    {"subject", clean_text(report.subject)},
                    {"target", clean_text(report.target)},
                    {"verdict", clean_text(report.sentence)},
                    {"found", report.found},
                    {"unit", report.what == SolveFor::agents ? "agent hours" : "limit"},
                    {"there", report.there},
                    {"needed", report.needed},
                    {"checked", json_of(report.checked)},
                    {"check_passes", report.check_passes},
                    {"search_runs", report.search_runs},
                    {"check_runs", report.check_runs},
                    {"seed", report.seed},
                    {"intervals", intervals},
                    {"curve", curve},
                    {"notes", notes},
                    {"exit_code", report.exit_code}};
  return out.dump(2) + "\n";
}

std::string solved_staff_csv(const SolveReport& report, const Scenario& scenario) {
  const StaffGrid grid = staff_grid(scenario);
  Staffing staffing = staffing_of(scenario.centre, grid);
  std::vector<bool> written(scenario.centre.groups.size(), false);
  for (std::size_t g = 0; g < written.size(); ++g) {
    const GroupSpec& group = scenario.centre.groups[g];
    written[g] = group.agents.empty() && group.counted.size() > 1;
    for (const SolvedInterval& row : report.intervals) {
      if (row.group != group.name) continue;
      written[g] = true;
      const auto k = std::find(grid.at.begin(), grid.at.end(), row.at) - grid.at.begin();
      staffing.at(static_cast<std::size_t>(k))[g] = row.needed;
    }
  }
  std::string out = std::string("interval_start,group,agents_on_phones") + end_of_line;
  for (std::size_t k = 0; k < grid.at.size(); ++k) {
    const auto seconds = static_cast<std::int64_t>(std::llround(grid.at[k].in_seconds()));
    const std::string stamp = date_time_text(plus_seconds(scenario.start, seconds));
    for (std::size_t g = 0; g < written.size(); ++g) {
      if (!written[g]) continue;
      out += fmt::format("{},{},{}{}", stamp, csv_cell(scenario.centre.groups[g].name),
                         csv_number(staffing[k][g]), end_of_line);
    }
  }
  return out;
}

}  // namespace switchover
