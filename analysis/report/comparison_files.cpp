#include "analysis/report/comparison_files.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "analysis/report/comparison_phrases.hpp"
#include "analysis/report/json_number.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/report/report_phrases.hpp"

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto number = json_number<Json>;
constexpr const char* end_of_line = "\r\n";

Json to_json(const Estimate& estimate) { return json_estimate<Json>(estimate); }

Json texts_json(const std::vector<std::string>& texts) {
  Json out = Json::array();
  for (const std::string& text : texts) out.push_back(clean_text(text));
  return out;
}

Json plan_json(const ComparedPlan& plan) {
  return {{"name", clean_text(plan.name)},
          {"file", clean_text(plan.file)},
          {"settings", texts_json(plan.settings)},
          {"point", texts_json(plan.point)},
          {"verdict", word_text(plan.word)},
          {"sentence", clean_text(plan.sentence)},
          {"musts_kept", plan.musts_kept},
          {"musts", plan.musts},
          {"extra_cost_a_month", number(plan.extra_cost)},
          {"cost_per_person_saved", number(plan.cost_per_person)},
          {"chance_a_month_breaks_a_must", plan.month ? to_json(*plan.month) : Json(nullptr)},
          {"runs", plan.runs},
          {"self_checks_held", plan.sound}};
}

Json promise_json(const ComparedPromise& promise) {
  Json plans = Json::array();
  for (const PromiseRow& row : promise.rows) {
    if (row.text.empty()) {
      plans.push_back(nullptr);
      continue;
    }
    const Judgement& judgement = row.judgement;
    plans.push_back({{"verdict", to_string(judgement.verdict)},
                     {"found", to_json(judgement.found)},
                     {"unit", unit_name(judgement.unit)},
                     {"comparison", to_string(judgement.comparison)},
                     {"threshold", number(judgement.threshold)},
                     {"worst_at", row.worst_at.empty() ? Json(nullptr) : Json(row.worst_at)},
                     {"days_counted", judgement.occurrences},
                     {"days", judgement.days},
                     {"note", clean_text(judgement.note)}});
  }
  return {{"must", promise.must}, {"text", clean_text(promise.text)}, {"plans", plans}};
}

Json row_json(const ComparisonRow& row) {
  Json plans = Json::array();
  for (const ComparisonCell& cell : row.cells) {
    const bool compared = cell.against.value.has_value();
    plans.push_back({{"value", to_json(cell.value)},
                     {"bad_case", number(cell.bad_case)},
                     {"against_baseline", compared ? to_json(cell.against) : Json(nullptr)},
                     {"p", compared ? Json(cell.p) : Json(nullptr)},
                     {"differs", cell.differs},
                     {"tied", cell.tied},
                     {"best", cell.best}});
  }
  return {{"label", clean_text(row.label)},
          {"metric", info(row.metric).name},
          {"scope", clean_text(row.scope)},
          {"window", row.window},
          {"statistic", row.statistic},
          {"unit", unit_name(row.unit)},
          {"higher_is_better", row.higher_is_better},
          {"plans", plans}};
}

Json ranking_json(const PlanComparison& c) {
  Json order = Json::array();
  for (std::size_t k = 0; k < c.ranking.order.size(); ++k) {
    const std::size_t p = c.ranking.order[k];
    order.push_back({{"plan", clean_text(c.plans[p].name)},
                     {"tied_for_best", static_cast<bool>(c.ranking.tied_for_best[p])},
                     {"tied_with_next", static_cast<bool>(c.ranking.tied_with_next[k])}});
  }
  return {{"by", clean_text(c.ranked_by)},  {"row", c.ranks_by_cost ? Json(nullptr) : Json(c.ranked_row)},
          {"indifference", c.indifference}, {"comparisons", c.ranking.comparisons},
          {"decided", c.ranking.decided},   {"order", order}};
}

Json gains_json(const PlanComparison& c) {
  Json out = Json::array();
  for (const VarianceGain& gain : c.gains) {
    out.push_back({{"what", gain.what},
                   {"figure", clean_text(gain.figure)},
                   {"variance_ratio", gain.gain},
                   {"lo", gain.range ? number(gain.range->low) : Json(nullptr)},
                   {"hi", gain.range ? number(gain.range->high) : Json(nullptr)},
                   {"used", gain.used}});
  }
  return out;
}

Json files_json(const std::vector<InputFile>& files) {
  Json out = Json::array();
  for (const InputFile& file : files) {
    out.push_back(
        {{"path", clean_text(file.path)}, {"sha256", file.sha256}, {"summary", clean_text(file.summary)}});
  }
  return out;
}

Json run_json(const RunParticulars& run) {
  return {{"seed", run.seed},
          {"runs", run.runs},
          {"max_runs", run.max_runs},
          {"looks", run.looks},
          {"looks_taken", run.looks_taken},
          {"error_per_look", run.error_per_look},
          {"confidence", run.confidence},
          {"stopped_because", run.stopped_because}};
}

std::string as_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string number_cell(const std::optional<double>& value) {
  return value ? csv_number(*value) : std::string{};
}
std::string low_cell(const Estimate& e) { return e.range ? csv_number(e.range->low) : std::string{}; }
std::string high_cell(const Estimate& e) { return e.range ? csv_number(e.range->high) : std::string{}; }

class Csv {
 public:
  explicit Csv(const CompareResult& result) : result_(result), c_(result.comparison) {}

  std::string all() {
    out_ = "plan,replication";
    for (const SweepAxis& axis : c_.axes) out_ += "," + csv_cell(axis.key);
    out_ +=
        ",metric,scope,window,statistic,unit,value,ci_lo,ci_hi,confidence,bad_case,against_baseline,"
        "against_lo,against_hi,p,differs,tied,best,runs";
    out_ += end_of_line;
    for (std::size_t p = 0; p < c_.plans.size(); ++p) {
      for (std::size_t r = 0; r < c_.rows.size(); ++r) mean_row(p, r);
      for (std::size_t k = 0; k < c_.promises.size(); ++k) promise_row(p, c_.promises[k]);
      if (c_.axes.empty()) {
        for (std::size_t r = 0; r < result_.row_days.size(); ++r) day_rows(p, r);
      }
    }
    return std::move(out_);
  }

 private:
  void begin(std::size_t p, const std::string& replication) {
    out_ += csv_cell(c_.plans[p].name) + "," + replication;
    for (std::size_t a = 0; a < c_.axes.size(); ++a)
      out_ += "," + (a < c_.plans[p].point.size() ? csv_cell(c_.plans[p].point[a]) : std::string{});
  }
  std::string figure_cells(const ComparisonRow& row) const {
    return fmt::format(",{},{},{},{},{}", info(row.metric).name, csv_cell(row.scope), csv_cell(row.window),
                       row.statistic, unit_name(row.unit));
  }
  void mean_row(std::size_t p, std::size_t r) {
    const ComparisonRow& row = c_.rows[r];
    const ComparisonCell& cell = row.cells[p];
    const bool compared = cell.against.value.has_value();
    begin(p, "mean");
    out_ += figure_cells(row);
    out_ += fmt::format(",{},{},{},{},{},{},{},{},{},{},{},{},{}{}", number_cell(cell.value.value),
                        low_cell(cell.value), high_cell(cell.value), csv_number(cell.value.confidence),
                        number_cell(cell.bad_case), number_cell(cell.against.value), low_cell(cell.against),
                        high_cell(cell.against), compared ? csv_number(cell.p) : "",
                        compared ? (cell.differs ? "1" : "0") : "", compared ? (cell.tied ? "1" : "0") : "",
                        cell.best ? 1 : 0, cell.value.n, end_of_line);
  }
  // A promise is judged, not compared: what was found, and the verdict as its statistic.
  void promise_row(std::size_t p, const ComparedPromise& promise) {
    const PromiseRow& row = promise.rows[p];
    if (row.text.empty()) return;
    const Estimate& found = row.judgement.found;
    begin(p, promise.must ? "must" : "warn");
    out_ += fmt::format(",{},{},{},{},{},{},{},{},{},,,,,,,,,{}{}", csv_cell(promise.text),
                        csv_cell(row.scope), csv_cell(row.window), to_string(row.judgement.verdict),
                        unit_name(row.judgement.unit), number_cell(found.value), low_cell(found),
                        high_cell(found), csv_number(found.confidence), row.judgement.days, end_of_line);
  }
  void day_rows(std::size_t p, std::size_t r) {
    const std::vector<Figure>& days = result_.row_days[r][p];
    for (std::size_t day = 0; day < days.size(); ++day) {
      begin(p, std::to_string(day));
      out_ += figure_cells(c_.rows[r]);
      out_ += fmt::format(",{},,,,,,,,,,,,1{}", number_cell(days[day].value()), end_of_line);
    }
  }

  const CompareResult& result_;
  const PlanComparison& c_;
  std::string out_;
};

}  // namespace

std::string comparison_csv(const CompareResult& result) { return Csv(result).all(); }

std::string comparison_json(const PlanComparison& c) {
  Json plans = Json::array(), differences = Json::array(), promises = Json::array(), rows = Json::array();
  for (const ComparedPlan& plan : c.plans) plans.push_back(plan_json(plan));
  for (const InputDifference& difference : c.differences) {
    differences.push_back({{"key", clean_text(difference.key)},
                           {"values", texts_json(difference.values)},
                           {"more_cells", difference.more_cells}});
  }
  for (const ComparedPromise& promise : c.promises) promises.push_back(promise_json(promise));
  for (const ComparisonRow& row : c.rows) rows.push_back(row_json(row));
  Json axes = Json::array(), guesses = Json::array(), lints = Json::array();
  for (const SweepAxis& axis : c.axes)
    axes.push_back({{"key", clean_text(axis.key)}, {"values", texts_json(axis.values)}});
  for (const Assumption& guess : c.shared_guesses)
    guesses.push_back({{"key", clean_text(guess.key)},
                       {"value", clean_text(guess.value)},
                       {"reason", clean_text(guess.reason)}});
  for (const Problem& lint : c.lints) lints.push_back(clean_text(to_string(lint)));
  Json out;
  out["schema_version"] = comparison_schema_version;
  out["program"] = "switchover";
  out["version"] = c.run.version;
  out["comparison"] = clean_text(c.name);
  out["question"] = clean_text(c.question);
  out["file"] = clean_text(c.file);
  out["verdict"] = {{"word", word_text(c.word)},
                    {"sentence", clean_text(c.sentence)},
                    {"advice", clean_text(c.advice)},
                    {"exit_code", c.exit_code}};
  out["run"] = run_json(c.run);
  out["baseline"] = clean_text(c.plans[c.baseline].name);
  out["plans"] = plans;
  out["axes"] = c.is_sweep ? axes : Json(nullptr);
  out["inputs_compared"] = c.inputs_compared;
  out["differences"] = differences;
  out["promises"] = promises;
  out["bad_case"] = c.bad_case;
  out["comparisons_corrected_for"] = c.tests;
  out["figures"] = rows;
  out["ranking"] = ranking_json(c);
  out["currency"] = clean_text(c.currency);
  out["why"] = texts_json(c.why);
  out["nearest_pass"] = c.nearest.searched ? Json{{"found", c.nearest.found},
                                                  {"sentence", clean_text(c.nearest.sentence)},
                                                  {"commands", texts_json(c.nearest.commands)}}
                                           : Json(nullptr);
  out["variance_gains"] = gains_json(c);
  out["shared_guesses"] = guesses;
  out["lints"] = lints;
  out["files"] = files_json(c.files);
  return as_text(out);
}

std::string comparison_manifest(const PlanComparison& c, const RunCost& cost, const Manifest& manifest) {
  Json out;
  out["schema_version"] = manifest_schema_version;
  out["program"] = "switchover";
  out["version"] = c.run.version;
  out["command"] = manifest.command;
  out["comparison"] = clean_text(c.name);
  out["exit_code"] = c.exit_code;
  out["seed"] = c.run.seed;
  out["runs"] = c.run.runs;
  out["inputs"] = files_json(c.files);
  out["outputs"] = manifest.outputs;
  out["started_at"] = manifest.started_at;
  out["resumed_replications"] = c.resumed;
  out["cost"] = {{"replications", cost.replications},
                 {"events", cost.events},
                 {"wall_s", cost.wall_s},
                 {"cpu_s", cost.cpu_s},
                 {"workers", cost.workers}};
  out["host"] = {{"name", manifest.host}, {"system", manifest.system}, {"processors", manifest.processors}};
  return as_text(out);
}

}  // namespace switchover
