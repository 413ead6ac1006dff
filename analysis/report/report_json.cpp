#include "analysis/report/report_json.hpp"

#include <nlohmann/json.hpp>

#include "analysis/flip_words.hpp"
#include "analysis/incident_words.hpp"
#include "analysis/report/fix_text.hpp"
#include "analysis/report/json_number.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/verdict.hpp"
#include "analysis/wording.hpp"

namespace switchover {

namespace {

using Json = nlohmann::ordered_json;

constexpr auto number = json_number<Json>;

Json to_json(const Estimate& estimate) { return json_estimate<Json>(estimate); }

const char* name_of(Assumption::Origin origin) {
  switch (origin) {
    case Assumption::Origin::typed:
      return "typed";
    case Assumption::Origin::file:
      return "file";
    case Assumption::Origin::preset:
      return "preset";
    case Assumption::Origin::default_:
      return "default";
  }
  return "";
}

const char* name_of(ForecastCounts counts) {
  switch (counts) {
    case ForecastCounts::people:
      return "people";
    case ForecastCounts::dialled:
      return "dialled";
    case ForecastCounts::entered_queue:
      return "entered_queue";
  }
  return "";
}

Json runs_json(const RunParticulars& run) {
  return {{"seed", run.seed},
          {"runs", run.runs},
          {"max_runs", run.max_runs},
          {"looks", run.looks},
          {"looks_taken", run.looks_taken},
          {"error_per_look", run.error_per_look},
          {"confidence", run.confidence},
          {"stopped_because", run.stopped_because},
          {"replications_in_all", run.replications_in_all}};
}

Json headline_json(const std::vector<HeadlineRow>& rows) {
  Json out = Json::array();
  for (const HeadlineRow& row : rows) {
    out.push_back({{"label", row.label},
                   {"metric", info(row.metric).name},
                   {"scope", row.scope},
                   {"unit", unit_name(row.unit)},
                   {"higher_is_better", row.higher_is_better},
                   {"twin", number(row.twin)},
                   {"day", to_json(row.value)},
                   {"one_day_in_ten_is_worse_than", number(row.bad_day)},
                   {"impact", to_json(row.impact)}});
  }
  return out;
}

Json promises_json(const std::vector<PromiseRow>& rows) {
  Json out = Json::array();
  for (const PromiseRow& row : rows) {
    const Judgement& judgement = row.judgement;
    out.push_back({{"must", row.must},
                   {"text", row.text},
                   {"verdict", to_string(judgement.verdict)},
                   {"metric", row.metric},
                   {"scope", row.scope},
                   {"window", row.window},
                   {"quantifier", row.quantifier},
                   {"comparison", to_string(judgement.comparison)},
                   {"threshold", number(judgement.threshold)},
                   {"unit", unit_name(judgement.unit)},
                   {"found", to_json(judgement.found)},
                   {"worst_at", row.worst_at.empty() ? Json(nullptr) : Json(row.worst_at)},
                   {"intervals", judgement.intervals},
                   {"days_counted", judgement.occurrences},
                   {"days", judgement.days},
                   {"note", judgement.note}});
  }
  return out;
}

Json why_json(const Why& why) {
  Json causes = Json::array();
  for (const WhyRow& row : why.causes) {
    causes.push_back({{"cause", row.cause},
                      {"alone", to_json(row.alone)},
                      {"taken_away", to_json(row.taken_away)},
                      {"agents", number(row.agents)},
                      {"people_saved", to_json(row.people_saved)}});
  }
  return {{"figure", why.figure},
          {"metric", info(why.metric).name},
          {"scope", why.scope},
          {"twin", number(why.twin)},
          {"day", number(why.day)},
          {"causes", causes},
          {"together", number(why.together)},
          {"agents", number(why.agents)},
          {"agents_of", why.agents_of},
          {"agents_at_least", why.agents_at_least},
          {"agents_method", why.agents_method},
          {"runs", why.runs}};
}

Json half_hours_json(const HalfHours& half_hours) {
  Json rows = Json::array();
  for (const HalfHourRow& row : half_hours.rows) {
    rows.push_back({{"from", row.clock},
                    {"from_s", row.at.in_seconds()},
                    {"service_level", number(row.service_level)},
                    {"offered", number(row.offered)},
                    {"abandon_rate", number(row.abandon_rate)},
                    {"mean_wait_s", number(row.mean_wait_s)},
                    {"agents_needed", number(row.agents_needed)},
                    {"agents_there", number(row.agents_there)}});
  }
  return {{"queue", half_hours.queue},
          {"length_s", half_hours.length.in_seconds()},
          {"needed_by", half_hours.needed_by},
          {"rows", rows}};
}

Json binding_json(const std::vector<BindingRow>& rows) {
  Json out = Json::array();
  for (const BindingRow& row : rows) {
    const bool is_limit = row.kind == BindingKind::platform_limit;
    out.push_back(
        {{"label", row.label},
         {"kind", is_limit ? "platform_limit" : "agents"},
         {"group", row.group},
         {"platform", row.platform},
         {"limit", is_limit ? Json(limit_name(static_cast<int>(row.limit))) : Json(nullptr)},
         {"limit_value", number(row.limit_value)},
         {"binding", row.binding},
         {"ever_full", row.ever_full},
         {"from", row.from},
         {"to", row.to},
         {"when", row.when},
         {"full_share", to_json(row.full_share)},
         {"hurting_share", to_json(row.hurting_share)},
         {"runs_full", number(row.runs_full)},
         {"peak_p50", number(row.peak_p50)},
         {"peak_p95", number(row.peak_p95)},
         {"peak_p99", number(row.peak_p99)},
         {"minutes_full", number(row.minutes_full)},
         {"turned_away", number(row.turned_away)},
         {"without_it", row.checked_without ? Json{{"focus", to_json(row.without_focus)},
                                                   {"never_served", to_json(row.without_never_served)}}
                                            : Json(nullptr)},
         {"sentence", row.sentence}});
  }
  return out;
}

Json assumptions_json(const std::vector<Assumption>& assumptions, const std::vector<FlipRow>& flips) {
  Json out = Json::array();
  for (const Assumption& assumption : assumptions) {
    const FlipRow* flip = flip_of(flips, assumption.key);
    out.push_back({{"key", assumption.key},
                   {"value", assumption.value},
                   {"origin", name_of(assumption.origin)},
                   {"place", to_string(assumption.place)},
                   {"reason", assumption.reason},
                   {"source", assumption.source},
                   {"owner", assumption.owner},
                   {"as_of", assumption.as_of},
                   {"flip", flip == nullptr ? Json(nullptr) : Json(flip->text)}});
  }
  return out;
}

Json flips_json(const std::vector<FlipRow>& flips) {
  Json out = Json::array();
  for (const FlipRow& row : flips) {
    Json between = nullptr;
    if (row.between) between = {{"low", number(row.between->low)}, {"high", number(row.between->high)}};
    out.push_back({{"key", row.key},
                   {"label", row.label},
                   {"unit", unit_name(row.unit)},
                   {"now", number(row.now)},
                   {"low", number(row.low)},
                   {"high", number(row.high)},
                   {"range_from", row.range_from},
                   {"verdict_now", to_string(row.verdict_now)},
                   {"flips_at", number(row.flips_at)},
                   {"between", between},
                   {"verdict_beyond", row.flips_at ? Json(to_string(row.verdict_beyond)) : Json(nullptr)},
                   {"text", row.text},
                   {"runs", row.runs}});
  }
  return out;
}

Json baseline_json(const BaselineReport& report) {
  Json rows = Json::array();
  for (const BaselineRow& row : report.rows) {
    rows.push_back({{"figure", row.figure},
                    {"unit", unit_name(row.unit)},
                    {"then", number(row.then)},
                    {"now", number(row.now)},
                    {"difference", to_json(row.difference)},
                    {"paired", row.paired},
                    {"regression", row.regression},
                    {"improved", row.improved}});
  }
  return {{"sentence", report.sentence},
          {"regression", report.regression},
          {"is_new", !report.new_plans.empty()},
          {"changed", report.changed},
          {"figures", rows}};
}

Json files_json(const std::vector<InputFile>& files) {
  Json out = Json::array();
  for (const InputFile& file : files) {
    out.push_back({{"path", file.path}, {"sha256", file.sha256}, {"summary", file.summary}});
  }
  return out;
}

Json corrections_json(const std::vector<ForecastCorrection>& corrections) {
  Json out = Json::array();
  for (const ForecastCorrection& correction : corrections) {
    out.push_back({{"queue", correction.queue},
                   {"counts", name_of(correction.counts)},
                   {"forecast_calls", number(correction.forecast_calls)},
                   {"people", number(correction.people)},
                   {"redials", number(correction.redials)},
                   {"ivr_losses", number(correction.ivr_losses)},
                   {"pilot_runs", correction.pilot_runs},
                   {"iterations", correction.iterations},
                   {"residual", number(correction.residual)}});
  }
  return out;
}

Json sanity_json(const SanityLine& sanity) {
  return {{"queue", sanity.queue},
          {"interval", sanity.clock},
          {"offered_erlang", number(sanity.offered_erlang)},
          {"agents", number(sanity.agents)},
          {"erlang_service_level", number(sanity.erlang_service_level)},
          {"simulated_service_level", number(sanity.simulated_service_level)},
          {"agrees", sanity.agrees},
          {"note", sanity.note}};
}

Json actual_json(const ActualComparison& actual) {
  Json rows = Json::array();
  for (const ActualSummary& row : actual.summary) {
    rows.push_back({{"queue", row.queue},
                    {"metric", row.metric},
                    {"unit", unit_name(row.unit)},
                    {"intervals", row.intervals},
                    {"inside_band", row.inside},
                    {"coverage", to_json(row.coverage)},
                    {"actual", number(row.actual)},
                    {"predicted", number(row.predicted)},
                    {"bias", number(row.bias)},
                    {"parts_at", row.parts_at}});
  }
  return {{"summary", rows}, {"note", actual.note}};
}

Json moments_json(const std::vector<IncidentMoment>& moments) {
  Json out = Json::array();
  for (const IncidentMoment& m : moments) {
    out.push_back({{"moment", m.name},
                   {"label", m.label},
                   {"p50_s", number(m.p50_s)},
                   {"p95_s", number(m.p95_s)},
                   {"p50", m.p50},
                   {"p95", m.p95},
                   {"since_fault_p50_s", number(m.after_p50_s)},
                   {"since_fault_p95_s", number(m.after_p95_s)},
                   {"days", m.happens},
                   {"of_days", m.of}});
  }
  return out;
}

Json incident_json(const Incident& incident) {
  Json limits = Json::array(), losses = Json::array(), levers = Json::array();
  for (const IncidentLimit& limit : incident.limits) {
    limits.push_back({{"limit", limit.label},
                      {"peak_p95", number(limit.peak_p95)},
                      {"value", number(limit.limit)},
                      {"minutes_full", number(limit.minutes_full)},
                      {"binding", limit.binding},
                      {"note", limit.note}});
  }
  for (const IncidentLoss& loss : incident.losses) {
    losses.push_back({{"fault", loss.fault},
                      {"failed_calls", to_json(loss.failed)},
                      {"dropped_in_ivr", to_json(loss.ivr)},
                      {"dropped_in_queue", to_json(loss.queue)},
                      {"dropped_in_talk", to_json(loss.talk)},
                      {"blocked_calls", to_json(loss.blocked)},
                      {"abandoned", to_json(loss.abandoned)},
                      {"never_served", to_json(loss.never_served)}});
  }
  for (const IncidentLever& lever : incident.levers) {
    levers.push_back({{"change", lever.text},
                      {"effect", effect_name(lever.effect)},
                      {"left", to_json(lever.left)},
                      {"saved", to_json(lever.saved)},
                      {"fewer_attempts", to_json(lever.fewer_attempts)}});
  }
  const IncidentStorm& storm = incident.storm;
  return {{"component", incident.component},
          {"fault", incident.fault},
          {"from", incident.from},
          {"to", incident.to},
          {"days_with_fault", incident.happens},
          {"days", incident.runs},
          {"same_time_every_day", incident.dated},
          {"time_line", moments_json(incident.times)},
          {"rto_calls_s", {{"p50", to_json(incident.rto_calls)}, {"p95", to_json(incident.rto_calls_p95)}}},
          {"rto_service_s",
           {{"p50", to_json(incident.rto_service)},
            {"p95", to_json(incident.rto_service_p95)},
            {"restored_days", incident.restored}}},
          {"rpo_s", {{"p50", to_json(incident.rpo)}, {"p95", to_json(incident.rpo_p95)}}},
          {"never_served", to_json(incident.never_served)},
          {"share_of_people", number(incident.share_of_people)},
          {"never_served_when_healthy_again", to_json(incident.after_healthy)},
          {"worst_platform",
           {{"platform", incident.worst_platform},
            {"service_level", number(incident.worst_level)},
            {"twin", number(incident.worst_twin)},
            {"blended", number(incident.blended_level)}}},
          {"retry_storm",
           {{"from", storm.clock},
            {"attempts", number(storm.day)},
            {"twin", number(storm.twin)},
            {"factor", number(storm.factor)},
            {"attempts_of_the_day", number(storm.attempts)},
            {"people_of_the_day", number(storm.people)},
            {"more_attempts_than_twin", number(storm.more)}}},
          {"limits", limits},
          {"losses", losses},
          {"levers", levers},
          {"side_runs", incident.side_runs},
          {"detection", incident.detection}};
}

std::string as_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string summary_json(const ReportModel& report) {
  Json out;
  out["schema_version"] = summary_schema_version;
  out["program"] = "switchover";
  out["version"] = report.run.version;
  out["scenario"] = report.scenario;
  out["question"] = report.question;
  out["file"] = report.file;
  out["date"] = report.date;
  out["day"] = report.day_name;
  out["verdict"] = {{"word", word_text(report.word)},
                    {"sentence", report.sentence},
                    {"answer", report.answer},
                    {"exit_code", report.exit_code}};
  out["run"] = runs_json(report.run);
  out["twin"] =
      report.has_twin ? Json{{"title", report.twin_title}, {"meaning", report.twin_meaning}} : Json(nullptr);
  out["headline"] = headline_json(report.headline);
  out["promises"] = promises_json(report.promises);
  out["incident"] = report.incident ? incident_json(*report.incident) : Json(nullptr);
  out["why"] = why_json(report.why);
  out["half_hours"] = half_hours_json(report.half_hours);
  out["binding"] = binding_json(report.binding);
  out["assumptions"] = assumptions_json(report.assumptions, report.flips);
  out["flips"] = flips_json(report.flips);
  out["fix"] = report.fix ? Json::parse(fix_answer_json(*report.fix)) : Json(nullptr);
  Json lints = Json::array();
  for (const Problem& lint : report.lints) lints.push_back(to_string(lint));
  out["lints"] = lints;
  out["files"] = files_json(report.files);
  out["corrections"] = corrections_json(report.corrections);
  out["sanity"] = report.has_sanity ? sanity_json(report.sanity) : Json(nullptr);
  Json checks = Json::array();
  for (const SelfCheck& check : report.checks) {
    checks.push_back({{"name", check.name}, {"ok", check.ok}, {"detail", check.detail}});
  }
  out["checks"] = checks;
  out["baseline"] = report.baseline ? baseline_json(*report.baseline) : Json(nullptr);
  out["actual"] = report.actual ? actual_json(*report.actual) : Json(nullptr);
  return as_text(out);
}

std::string manifest_json(const ReportModel& report, const RunCost& cost, const Manifest& manifest) {
  Json out;
  out["schema_version"] = manifest_schema_version;
  out["program"] = "switchover";
  out["version"] = report.run.version;
  out["command"] = manifest.command;
  out["scenario"] = report.scenario;
  out["exit_code"] = report.exit_code;
  out["seed"] = report.run.seed;
  out["runs"] = report.run.runs;
  out["inputs"] = files_json(report.files);
  out["outputs"] = manifest.outputs;
  out["started_at"] = manifest.started_at;
  out["cost"] = {{"replications", cost.replications},
                 {"events", cost.events},
                 {"wall_s", cost.wall_s},
                 {"cpu_s", cost.cpu_s},
                 {"workers", cost.workers}};
  out["host"] = {{"name", manifest.host}, {"system", manifest.system}, {"processors", manifest.processors}};
  return as_text(out);
}

}  // namespace switchover
