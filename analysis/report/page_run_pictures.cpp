// "pictures" of a run: the parts that only a run has, as values to draw.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "analysis/incident_words.hpp"
#include "analysis/report/json_number.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/page_pictures.hpp"
#include "analysis/report/page_run.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/report/report_incident.hpp"
#include "analysis/report/report_phrases.hpp"

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;
Json exact(const std::optional<double>& value) { return json_number<Json>(value); }
constexpr auto number = picture_number<Json>;
Json curve_value(const std::optional<double>& value) {
  return value ? exact(rounded(*value)) : Json(nullptr);
}
constexpr auto low_of = picture_low<Json>;
constexpr auto high_of = picture_high<Json>;

Json why_of(const ReportModel& report) {
  const Why& why = report.why;
  if (why.causes.empty()) return nullptr;
  Json causes = Json::array();
  for (const WhyRow& row : why.causes) {
    causes.push_back({{"cause", clean_text(row.cause)},
                      {"alone", number(row.alone.value)},
                      {"low", low_of(row.alone)},
                      {"high", high_of(row.alone)},
                      {"taken_away", number(row.taken_away.value)},
                      {"agents", number(row.agents)}});
  }
  const MetricInfo& metric = info(why.metric);
  return {{"figure", clean_text(why.figure)},
          {"unit", unit_name(metric.unit)},
          {"higher_is_better", metric.higher_is_better},
          {"twin_title", clean_text(report.twin_title)},
          {"day_title", clean_text(report.day_title)},
          {"twin", number(why.twin)},
          {"day", number(why.day)},
          {"together", number(why.together)},
          {"causes", causes},
          {"agents", number(why.agents)},
          {"agents_at_least", why.agents_at_least},
          {"agents_of", clean_text(why.agents_of)}};
}

Json needed_of(const HalfHours& half_hours) {
  Json rows = Json::array();
  for (const HalfHourRow& row : half_hours.rows) {
    rows.push_back({{"from_s", exact(row.at.in_seconds())},
                    {"clock", row.clock},
                    {"needed", curve_value(row.agents_needed)},
                    {"there", curve_value(row.agents_there)},
                    {"offered", curve_value(row.offered)},
                    {"service_level", curve_value(row.service_level)}});
  }
  return {
      {"queue", clean_text(half_hours.queue)}, {"method", clean_text(half_hours.needed_by)}, {"rows", rows}};
}
Json needed_of(const ReportModel& report) {
  Json all = Json::array();
  if (!report.half_hours.rows.empty()) all.push_back(needed_of(report.half_hours));
  for (const HalfHours& other : report.other_half_hours) {
    if (!other.rows.empty()) all.push_back(needed_of(other));
  }
  return all;
}

Json limits_of(const ReportModel& report) {
  Json all = Json::array();
  for (const BindingRow& row : report.binding) {
    const bool agents = row.kind == BindingKind::agents;
    all.push_back({{"label", clean_text(row.label)},
                   {"of", clean_text(agents ? row.group : row.platform)},
                   {"kind", agents ? "agents" : "limit"},
                   {"peak_p50", number(row.peak_p50)},
                   {"peak_p95", number(row.peak_p95)},
                   {"limit", number(row.limit_value)},
                   {"minutes_full", number(row.minutes_full)},
                   {"full_share", number(row.full_share.value)},
                   {"turned_away", number(row.turned_away)},
                   {"binding", row.binding},
                   {"from", row.from},
                   {"to", row.to},
                   {"when", clean_text(row.when)}});
  }
  return all;
}

Json losses_of(const Incident& incident) {
  Json all = Json::array();
  for (const IncidentLoss& loss : incident.losses) {
    Json parts = Json::array();
    for (const LossStage& stage : loss_stages()) {
      if (stage.figure == &IncidentLoss::never_served) continue;  // people, not attempts
      const Estimate& e = loss.*stage.figure;
      parts.push_back(
          {{"stage", stage.name}, {"value", number(e.value)}, {"low", low_of(e)}, {"high", high_of(e)}});
    }
    all.push_back({{"fault", clean_text(loss.fault)},
                   {"parts", parts},
                   {"never_served", number(loss.never_served.value)},
                   {"low", low_of(loss.never_served)},
                   {"high", high_of(loss.never_served)}});
  }
  return all;
}

Json levers_of(const Incident& incident) {
  Json all = Json::array();
  for (const IncidentLever& lever : incident.levers) {
    all.push_back({{"text", clean_text(lever.text)},
                   {"left", number(lever.left.value)},
                   {"saved", number(lever.saved.value)},
                   {"low", low_of(lever.saved)},
                   {"high", high_of(lever.saved)},
                   {"effect", effect_name(lever.effect)}});
  }
  return all;
}

Json storm_of(const ReportModel& report) {
  const IncidentStorm& storm = report.incident->storm;
  if (!storm.day || !storm.twin) return nullptr;
  return {{"clock", storm.clock},
          {"from_s", exact(storm.from_s)},
          {"day", number(storm.day)},
          {"twin", number(storm.twin)},
          {"factor", number(storm.factor)}};
}

Json incident_of(const ReportModel& report) {
  if (!report.incident || report.incident->happens == 0) return nullptr;
  const Incident& incident = *report.incident;
  const auto moment = [&](std::string_view name) -> Json {
    for (const IncidentMoment& m : incident.times) {
      if (m.name == name) return exact(m.p50_s);
    }
    return nullptr;
  };
  Json times = Json::array();
  for (const IncidentMoment& m : incident.times) {
    times.push_back({{"name", m.name},
                     {"label", clean_text(m.label)},
                     {"p50_s", exact(m.p50_s)},
                     {"p95_s", exact(m.p95_s)},
                     {"p50", m.p50},
                     {"p95", m.p95},
                     {"happens", m.happens},
                     {"of", m.of},
                     {"after_p50_s", exact(m.after_p50_s)},
                     {"after_p95_s", exact(m.after_p95_s)}});
  }
  return {{"fault", clean_text(incident.fault)},
          {"component", clean_text(incident.component)},
          {"from", clean_text(incident.from)},
          {"to", clean_text(incident.to)},
          {"dated", incident.dated},
          {"fault_from_s", moment("fault")},
          {"fault_to_s", moment("healthy")},
          {"times", times},
          {"losses", losses_of(incident)},
          {"levers", levers_of(incident)},
          {"never_served", number(incident.never_served.value)},
          {"low", low_of(incident.never_served)},
          {"high", high_of(incident.never_served)},
          {"storm", storm_of(report)},
          {"side_runs", incident.side_runs}};
}

// Rows come queue by queue and figure by figure, or mixed: each pair gets one entry, in order of appearance.
Json actual_of(const ReportModel& report) {
  Json all = Json::array();
  if (!report.actual) return all;
  for (const ActualRowOut& row : report.actual->rows) {
    const std::string queue = clean_text(row.queue);
    auto entry = std::find_if(all.begin(), all.end(), [&](const Json& e) {
      return e["queue"] == queue && e["metric"] == row.metric;
    });
    if (entry == all.end()) {
      all.push_back(
          {{"queue", queue}, {"metric", row.metric}, {"unit", unit_name(row.unit)}, {"rows", Json::array()}});
      entry = all.end() - 1;
    }
    (*entry)["rows"].push_back({{"from_s", exact(row.at.in_seconds())},
                                {"actual", curve_value(row.actual)},
                                {"predicted", curve_value(row.predicted)},
                                {"low", row.band ? curve_value(row.band->low) : Json(nullptr)},
                                {"high", row.band ? curve_value(row.band->high) : Json(nullptr)},
                                {"inside", row.inside ? Json(*row.inside) : Json(nullptr)}});
  }
  return all;
}

}  // namespace

std::string run_pictures(const ReportModel& report) {
  std::vector<ComparedPromise> promises;
  for (const PromiseRow& row : report.promises) promises.push_back({row.must, row.text, {row}});
  const std::string currency = report.fix ? clean_text(report.fix->currency) : std::string{};
  std::vector<PlanWord> words;
  if (report.pictures) {
    for (const PlanPictures& plan : report.pictures->plans) {
      const bool is_day = plan.role == PlanPictures::Role::day;
      words.push_back(is_day ? PlanWord{verdict_word(report), tone_of(report.word)} : PlanWord{});
    }
  }
  return pictures_json(report.pictures, words,
                       {{"promises", picture_promises(promises)},
                        {"why", why_of(report).dump()},
                        {"needed", needed_of(report).dump()},
                        {"limits", limits_of(report).dump()},
                        {"incident", incident_of(report).dump()},
                        {"fixes", picture_fixes(report.fix.value_or(FixAnswer{}))},
                        {"currency", Json(currency).dump()},
                        {"flips", picture_flips(report.flips)},
                        {"actual", actual_of(report).dump()}});
}

}  // namespace switchover
