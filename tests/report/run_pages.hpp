// Pages of runs as JSON, and a run with an incident, for the tests of what stands on them.
#pragma once
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/report/page_run.hpp"
#include "tests/report/sample_reports.hpp"

namespace switchover::test {

using Json = nlohmann::json;

inline constexpr double never = std::numeric_limits<double>::infinity();

inline Json page_of(const ReportModel& report, const PageParticulars& particulars = {}) {
  return Json::parse(run_page_data(report, particulars));
}
inline const Json* section_of(const Json& page, const std::string& id) {
  for (const Json& section : page["sections"]) {
    if (section["id"] == id) return &section;
  }
  return nullptr;
}
inline Json answer_of(const Json& page, const std::string& id) {
  for (const Json& answer : page["answers"]) {
    if (answer["id"] == id) return answer;
  }
  return nullptr;
}
inline const Json* table_of(const Json& page, const std::string& id) {
  for (const Json& section : page["sections"]) {
    for (const Json& block : section["blocks"]) {
      if (block["kind"] == "table" && block["table"]["id"] == id) return &block["table"];
    }
  }
  return nullptr;
}
inline std::string text_of(const Json& cell) {
  return cell.is_string() ? cell.get<std::string>() : cell["text"].get<std::string>();
}
inline std::vector<std::string> ids_of(const Json& page) {
  std::vector<std::string> ids;
  for (const Json& section : page["sections"]) ids.push_back(section["id"]);
  return ids;
}
inline HeadlineRow people_row(Metric metric, double twin, double day, const Estimate& impact) {
  HeadlineRow row;
  row.metric = metric;
  row.label = info(metric).name;
  row.scope = "all";
  row.unit = Unit::count;
  row.higher_is_better = false;
  row.twin = twin;
  row.value = known(day, day - 60, day + 60);
  row.impact = impact;
  return row;
}

inline IncidentMoment moment(const char* name, const char* label, double p50_s, const char* p50, double p95_s,
                             const char* p95) {
  IncidentMoment m;
  m.name = name;
  m.label = label;
  m.p50_s = p50_s;
  m.p95_s = p95_s;
  m.after_p50_s = p50_s - 8100;
  m.after_p95_s = p95_s - 8100;
  m.p50 = p50;
  m.p95 = p95;
  m.happens = std::isinf(p95_s) ? 70 : 80;
  m.of = 80;
  return m;
}

inline ReportModel incident_report() {
  ReportModel report = test::sample_report("billing");
  report.twin_title = "no fault";
  report.twin_meaning = "no faults";
  report.headline.push_back(people_row(Metric::never_served, 8, 6358, known(6350, 6230, 6470)));
  report.headline.push_back(people_row(Metric::people, 21700, 21700, known(0, -1, 1)));
  Incident incident;
  incident.component = "old.dc1";
  incident.fault = "dc1-loss";
  incident.from = "old";
  incident.to = "new";
  incident.happens = incident.runs = 80;
  incident.restored = 70;
  incident.refuses = incident.elsewhere = true;
  incident.times = {moment("fault", "old.dc1 lost", 8100, "10:15", 8100, "10:15"),
                    moment("accepted", "new calls accepted", 8880, "10:28", 9000, "10:30"),
                    moment("healthy", "old.dc1 healthy", 18900, "13:15", 18900, "13:15"),
                    moment("restored", "service restored", 47340, "21:09", never, "never")};
  incident.rto_calls = known(780, 760, 800);
  incident.rto_service = known(39240, 39000, 39500);
  incident.rto_service_p95 = known(never, 39500, never);
  incident.never_served = known(6350, 6230, 6470);
  incident.after_healthy = known(3320, 3200, 3440);
  incident.losses = {{"dc1-loss", known(2081, 2050, 2112), known(20, 15, 25), known(30, 25, 35),
                      known(209, 205, 213), known(400, 380, 420), known(1200, 1100, 1300),
                      known(6350, 6230, 6470)}};
  IncidentLever lever;
  lever.kind = IncidentLever::Kind::failback;
  lever.effect = IncidentLever::Effect::helps;
  lever.text = "failback 15 m after repair in place of 21:00";
  lever.left = known(3041, 3000, 3100);
  lever.saved = known(3320, 3200, 3440);
  incident.levers = {lever};
  incident.storm.clock = "10:15";
  incident.storm.day = 2326;
  incident.storm.twin = 667;
  incident.storm.factor = 3.49;
  incident.storm.from_s = 8100;
  incident.limits = {
      {"agents signed in", 197, 197, 177, true, "60% of 328 agents of old have a login on new"},
      {"trunks", 480, 480, 1, true, ""}};
  incident.rto_calls_p95 = known(943, 900, 1000);
  incident.detection = {"old.dc1: typed (2 m), not simulated"};
  incident.sentence = "NEW takes calls again after 13 m; SERVICE is back after 10 h 54 m.";
  report.incident = incident;
  return report;
}

}  // namespace switchover::test
