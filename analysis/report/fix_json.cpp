#include <nlohmann/json.hpp>

#include "analysis/fix_search.hpp"
#include "analysis/report/fix_text.hpp"
#include "analysis/report/json_number.hpp"
#include "analysis/report/layout.hpp"

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;

Json clean_list(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push_back(clean_text(text));
  return list;
}

Json trial_json(const FixTrial& trial) {
  constexpr auto number = json_number<Json>;
  Json promises = Json::array();
  for (const Judgement& j : trial.judgements) {
    promises.push_back({{"kept", is_met(j)},
                        {"verdict", to_string(j.verdict)},
                        {"found", number(j.found.value)},
                        {"lo", j.found.range ? number(j.found.range->low) : Json(nullptr)},
                        {"hi", j.found.range ? number(j.found.range->high) : Json(nullptr)},
                        {"threshold", number(j.threshold)},
                        {"runs", j.found.n}});
  }
  return {{"what", clean_text(trial.text)},         {"parts", clean_list(trial.parts)},
          {"verdict", to_string(trial.verdict)},    {"fresh_callers", trial.confirmed},
          {"cost_a_day", number(trial.cost)},       {"cost_a_month", number(trial.cost_a_month)},
          {"musts", trial.judgements.size()},       {"musts_kept", trial.kept},
          {"misses", clean_list(trial.missed)},     {"unsure", clean_list(trial.unsure)},
          {"tightest", clean_text(trial.tightest)}, {"promises", promises}};
}

Json answer_json(const FixAnswer& answer) {
  Json tried = Json::array();
  for (const FixTrial& trial : answer.trials) tried.push_back(trial_json(trial));
  return {{"searched", answer.searched},
          {"found", answer.found},
          {"sentence", clean_text(answer.sentence)},
          {"currency", answer.currency.empty() ? Json(nullptr) : Json(clean_text(answer.currency))},
          {"pulls_looked_at", answer.tried},
          {"search_runs", answer.search_runs},
          {"confirm_runs", answer.confirm_runs},
          {"tried", tried}};
}

}  // namespace

std::string fix_answer_json(const FixAnswer& answer) {
  return answer_json(answer).dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string fix_json(const FixReport& report) {
  Json must = Json::array();
  for (const std::string& text : report.must) must.push_back(clean_text(text));
  const Json out = {{"schema", fix_schema_version},
                    {"scenario", clean_text(report.scenario)},
                    {"file", clean_text(report.file)},
                    {"exit_code", report.exit_code},
                    {"seed", report.seed},
                    {"replications_in_all", report.replications},
                    {"must", must},
                    {"fix", answer_json(report.answer)}};
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace switchover
