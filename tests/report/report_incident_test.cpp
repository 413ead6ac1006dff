// An incident on the page, in Markdown, JSON and CSV: what is said, that it fits, and that names stay text.
#include "analysis/report/report_incident.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/report/layout.hpp"
#include "analysis/report/report_json.hpp"
#include "analysis/report/report_markdown.hpp"
#include "analysis/report/report_text.hpp"

using namespace switchover;
using Json = nlohmann::json;

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();
Estimate known(double value, double low, double high) { return {value, Range{low, high}, 0.95, 50}; }
IncidentMoment moment(const char* name, const std::string& label, double p50, double p95,
                      const std::string& p50_clock, const std::string& p95_clock) {
  return {name, label, p50, p95, p50 - 8100, p95 - 8100, p50_clock, p95_clock, 100, 100};
}

ReportModel report_with(const std::string& component) {
  ReportModel report;
  report.scenario = "DC1 loss";
  report.word = ReportModel::Word::no;
  report.sentence = "NEW takes calls again after 13 m; SERVICE is back after 10 h 54 m.";
  report.exit_code = 1;
  report.has_twin = true;
  report.twin_title = "no fault";
  report.day_title = "this Tuesday";
  Incident incident;
  incident.component = component;
  incident.fault = "dc1-loss";
  incident.from = "old";
  incident.to = "new";
  incident.happens = incident.runs = 100;
  incident.refuses = true;
  incident.times = {moment("fault", component + " lost", 8100, 8100, "10:15", "10:15"),
                    moment("detected", "detected (heartbeats)", 8131, 8140, "10:15:31", "10:15:40"),
                    moment("accepted", "new calls accepted", 8880, 9000, "10:28", "10:30"),
                    moment("restored", "service restored", 47340, endless, "21:09", "never")};
  incident.times.back().happens = 88;
  incident.rto_calls = known(780, 760, 800);
  incident.rto_calls_p95 = known(900, 890, endless);
  incident.rto_service = known(39240, 39000, 39600);
  incident.rto_service_p95 = {endless, std::nullopt, 0.95, 100};
  incident.never_served = known(6350, 6230, 6470);
  incident.worst_platform = "new";
  incident.worst_level = 0.041;
  incident.blended_level = 0.165;
  incident.storm = {"10:15", 2326, 667, 3.49, 30000, 21000, 8800};
  incident.limits = {
      {"agents signed in", 171, 175, 621, true, "60.0% of 292 agents of old have a login on new"},
      {"trunks", 448, 480, 0, false, ""},
      {"IVR ports", std::nullopt, std::nullopt, std::nullopt, false, ""}};
  incident.losses = {{"dc1-loss", known(2081, 2050, 2110), known(0, 0, 0), known(68, 60, 76),
                      known(209, 205, 213), known(12, 2, 22), known(12081, 11900, 12262),
                      known(6350, 6230, 6470)}};
  IncidentLever failback;
  failback.kind = IncidentLever::Kind::failback;
  failback.effect = IncidentLever::Effect::helps;
  failback.text = "failback 15 m after repair in place of 21:00";
  failback.left = known(3041, 2950, 3130);
  failback.saved = known(3320, 3230, 3410);
  IncidentLever redials;
  redials.kind = IncidentLever::Kind::redials;
  redials.effect = IncidentLever::Effect::none;
  redials.text = "nobody redials";
  redials.left = known(6350, 6200, 6500);
  redials.saved = known(0, -10, 10);
  redials.fewer_attempts = known(8800, 8700, 8900);
  incident.levers = {failback, redials};
  incident.detection = {"old.dc1: simulated heartbeats, every 10 s, 3 missed, 1 s to answer"};
  report.incident = incident;
  return report;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}
bool has_line(const std::string& text, const std::string& wanted) {
  const auto lines = lines_of(text);
  return std::find(lines.begin(), lines.end(), wanted) != lines.end();
}

}  // namespace

TEST_CASE("the page of an incident: time line beside the standby's limits, losses, what would have helped") {
  const std::string page = verdict_text(report_with("old.dc1"), {100, false});
  CAPTURE(page);
  CHECK(has_line(
      page, "Time line                    p50      p95 Limits of new          peak p95 limit    full for"));
  CHECK(has_line(page,
                 "  old.dc1 lost             10:15        -   agents signed in          171   175 * 10 h 21 "
                 "m  BINDING"));
  CHECK(has_line(
      page, "  detected (heartbeats) 10:15:31 10:15:40   trunks                    448   480           -"));
  CHECK(page.find("  not in 12 of 100: service restored") != std::string::npos);
  CHECK(page.find("60.0% of 292 agents of old have a login on new") != std::string::npos);
  CHECK(has_line(page, "  RTO calls 13 m (p95 15 m) | RTO service 10 h 54 m (p95 never) | RPO -"));
  CHECK(page.find("667 -> 2,326 (3.5x) at 10:15") != std::string::npos);
  CHECK(page.find("Worst platform, not blended: new 4.1% in time (no calls without faults)") !=
        std::string::npos);
  CHECK(page.find("2,081") != std::string::npos);
  CHECK(page.find("+-30") != std::string::npos);
  CHECK(page.find("failback 15 m after repair in place of 21:00") != std::string::npos);
  CHECK(page.find("none, 8,800 fewer attempts") != std::string::npos);
  CHECK(page.find("simulated heartbeats") != std::string::npos);
  CHECK(page.find("Half-hours") == std::string::npos);
}

TEST_CASE("the page of an incident keeps to its columns at any width") {
  for (const std::size_t columns : {40U, 78U, 98U, 99U, 100U, 110U, 200U}) {
    CAPTURE(columns);
    const std::string page =
        verdict_text(report_with("old.data-centre-of-the-north-in-leeds"), {columns, false});
    for (const std::string& line : lines_of(page)) {
      CAPTURE(line);
      CHECK(shown_width(line) <= std::clamp<std::size_t>(columns, 78, 110));
    }
  }
}

TEST_CASE("a storm is a storm from a tenth more attempts on") {
  ReportModel report = report_with("old.dc1");
  report.incident->storm.factor = 1.09;
  CHECK(incident_lines(*report.incident)[1] ==
        "No retry storm: attempts in 15 minutes at most 1.09 times the twin's");
  report.incident->storm.factor = 1.1;
  CHECK(incident_lines(*report.incident)[1].starts_with("Retry storm: "));
}

TEST_CASE("a fault at another time each day is told in times since it began") {
  ReportModel report = report_with("old.dc1");
  report.incident->dated = false;
  const auto block = time_line_block(*report.incident);
  CHECK(block.front().starts_with("Time line, since fault"));
  CHECK(block[1].starts_with("  detected"));
  CHECK(block[1].find("+31 s") != std::string::npos);
  CHECK(block[2].find("+13 m") != std::string::npos);
  CHECK(block[3].find("never") != std::string::npos);
  report.incident->times[2].after_p95_s = 431;  // 7 m 11 s would not fit
  CHECK(time_line_block(*report.incident)[2].find("   +7 m") != std::string::npos);
  report.incident->times[2].after_p50_s = 3600 + 21 * 60 + 20;  // "+1 h 21 m" would touch its neighbour
  report.incident->times[2].after_p95_s = 13 * 3600 + 59 * 60 + 50;
  CHECK(time_line_block(*report.incident)[2].find("  +1 h 21  +14 h 0") != std::string::npos);
}

TEST_CASE("an incident without a standby, causes or time line leaves their blocks out") {
  const Incident empty;
  CHECK(time_line_block(empty).empty());
  CHECK(standby_block(empty).empty());
  CHECK(loss_block(empty, 100).empty());
  CHECK(lever_block(empty, 100).empty());
  CHECK(incident_lines(empty).empty());
  ReportModel report = report_with("old.dc1");
  report.incident = Incident{};
  CHECK(verdict_text(report, {100, false}).find("RTO") == std::string::npos);
  report.incident.reset();
  CHECK(incident_csv(report) == "part,name,figure,unit,value,lo,hi,p95\r\n");
  CHECK(Json::parse(summary_json(report)).at("incident").is_null());
  CHECK(verdict_markdown(report).find("Time line") == std::string::npos);
}

TEST_CASE("an incident as JSON: numbers as they are, infinite in words, null where there is none") {
  const Json incident = Json::parse(summary_json(report_with("old.dc1"))).at("incident");
  CHECK(incident.at("component") == "old.dc1");
  CHECK(incident.at("time_line").at(1).at("moment") == "detected");
  CHECK(incident.at("time_line").at(1).at("since_fault_p50_s") == 31);
  CHECK(incident.at("time_line").at(3).at("p95_s") == "infinity");
  CHECK(incident.at("time_line").at(3).at("days") == 88);
  CHECK(incident.at("rto_calls_s").at("p50").at("mean") == 780);
  CHECK(incident.at("rto_service_s").at("p95").at("mean") == "infinity");
  CHECK(incident.at("rpo_s").at("p50").at("mean").is_null());
  CHECK(incident.at("losses").at(0).at("dropped_in_talk").at("mean") == 209);
  CHECK(incident.at("levers").at(0).at("effect") == "helps");
  CHECK(incident.at("levers").at(1).at("fewer_attempts").at("mean") == 8800);
  CHECK(incident.at("limits").at(0).at("binding") == true);
  CHECK(incident.at("limits").at(2).at("value").is_null());
  CHECK(incident.at("retry_storm").at("factor") == 3.49);
  CHECK(incident.at("worst_platform").at("twin").is_null());
}

TEST_CASE("an incident as CSV: every row has its columns, empty where there is no value") {
  const std::string csv = incident_csv(report_with("old.dc1"));
  CHECK(has_line(csv, "part,name,figure,unit,value,lo,hi,p95\r"));
  CHECK(has_line(csv, "time_line,detected,since_fault,seconds,31,,,40\r"));
  CHECK(has_line(csv, "recovery,rto_calls,p50,seconds,780,760,800,900\r"));
  CHECK(has_line(csv, "recovery,rpo,p50,seconds,,,,\r"));
  CHECK(has_line(csv, "limit,agents signed in,full,seconds,37260,,,\r"));
  CHECK(has_line(csv, "loss,dc1-loss,dropped_in_talk,count,209,205,213,\r"));
  CHECK(has_line(csv, "lever,failback 15 m after repair in place of 21:00,saved,count,3320,3230,3410,\r"));
  for (const std::string& line : lines_of(csv)) {
    CAPTURE(line);
    CHECK(std::count(line.begin(), line.end(), ',') == 7);
  }
}

TEST_CASE("names in an incident are never more than text") {
  const std::string hostile = "</script><b>|\x1b[31m\n=1+1`x`\xff";
  ReportModel report = report_with(hostile);
  Incident& incident = *report.incident;
  incident.losses[0].fault = incident.levers[0].text = incident.to = incident.worst_platform = hostile;
  incident.limits[0].note = hostile;
  incident.detection = {hostile};
  const std::string page = verdict_text(report, {100, false});
  CHECK(page.find('\x1b') == std::string::npos);
  CHECK(page.find('\xff') == std::string::npos);
  const std::string markdown = verdict_markdown(report);
  CHECK(markdown.find("<b>") == std::string::npos);
  CHECK(markdown.find('\x1b') == std::string::npos);
  CHECK_NOTHROW(Json::parse(summary_json(report)));
  CHECK(incident_csv(report).find('\x1b') == std::string::npos);
}
