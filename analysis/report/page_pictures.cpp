#include "analysis/report/page_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/fix_words.hpp"
#include "analysis/flip_words.hpp"
#include "analysis/report/json_number.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/picture_budget.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/report/report_phrases.hpp"

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;

// Whole numbers without ".0": a fifth of the bytes of a page.
Json compact(double value) {
  if (std::isinf(value)) return value > 0 ? "infinity" : "-infinity";
  constexpr double most = 1e15;
  if (value == std::trunc(value) && std::abs(value) < most) return static_cast<std::int64_t>(value);
  return value;
}
Json curve_number(double value) { return compact(rounded(value)); }

Json curve_of(const Values& values) {
  Json all = Json::array();
  for (const auto& value : values) all.push_back(value ? curve_number(*value) : Json(nullptr));
  return all;
}
Json kept_curve(const Values& values) { return values.empty() ? Json(nullptr) : curve_of(values); }
Json curve_of(const std::vector<double>& values) {
  Json all = Json::array();
  for (const double value : values) all.push_back(curve_number(value));
  return all;
}
Json names_of(const std::vector<std::string>& names) {
  Json all = Json::array();
  for (const std::string& name : names) all.push_back(clean_text(name));
  return all;
}

const char* name_of(PlanPictures::Role role) {
  switch (role) {
    case PlanPictures::Role::day:
      return "day";
    case PlanPictures::Role::twin:
      return "twin";
    case PlanPictures::Role::plan:
      return "plan";
    case PlanPictures::Role::baseline:
      return "baseline";
  }
  return "";
}
const char* name_of(DayStack::Of of) {
  switch (of) {
    case DayStack::Of::calls:
      return "calls";
    case DayStack::Of::agents:
      return "agents";
    case DayStack::Of::outcomes:
      return "outcomes";
  }
  return "";
}

Json told(const DayCurve& curve) {
  return {{"figure", info(curve.metric).name},
          {"title", curve_title(curve.metric)},
          {"unit", unit_name(info(curve.metric).unit)},
          {"higher_is_better", info(curve.metric).higher_is_better},
          {"kind", curve.kind},
          {"scope", clean_text(curve.scope)},
          {"mean", curve_of(curve.mean)},
          {"low", kept_curve(curve.low)},
          {"high", kept_curve(curve.high)},
          {"good", kept_curve(curve.good)},
          {"bad", kept_curve(curve.bad)}};
}
Json told(const DayStack& stack) {
  Json parts = Json::array();
  for (const DayStack::Part& part : stack.parts) {
    parts.push_back({{"state", part.state}, {"mean", curve_of(part.mean)}});
  }
  return {
      {"of", name_of(stack.of)}, {"kind", stack.kind}, {"scope", clean_text(stack.scope)}, {"parts", parts}};
}
Json told(const PlanPictures& plan, const PlanWord& word) {
  Json events = Json::array(), curves = Json::array(), stacks = Json::array(), waits = Json::array();
  for (const DayEvent& event : plan.events) {
    events.push_back({{"name", clean_text(event.name)},
                      {"what", clean_text(event.what)},
                      {"is_fault", event.is_fault},
                      {"from_s", compact(event.from_s)},
                      {"to_s", compact(event.to_s)}});
  }
  for (const DayCurve& curve : plan.curves) curves.push_back(told(curve));
  for (const DayStack& stack : plan.stacks) stacks.push_back(told(stack));
  for (const WaitCurve& wait : plan.waits) {
    waits.push_back({{"queue", clean_text(wait.queue)},
                     {"within_s", curve_of(wait.within_s)},
                     {"share", curve_of(wait.share)}});
  }
  return {{"name", clean_text(plan.name)},
          {"role", name_of(plan.role)},
          {"word", clean_text(word.word)},
          {"tone", tone_name(word.tone)},
          {"runs", plan.runs},
          {"events", events},
          {"curves", curves},
          {"stacks", stacks},
          {"waits", waits}};
}

Json frame_of(const Pictures& pictures) {
  Json from = Json::array(), queues = Json::array();
  for (const double at : pictures.from_s) from.push_back(compact(at));
  for (const PicturedQueue& queue : pictures.queues) {
    queues.push_back({{"name", clean_text(queue.name)},
                      {"share", compact(queue.share)},
                      {"within_s", compact(queue.within_s)},
                      {"promise", clean_text(queue.promise)}});
  }
  return {{"date", clean_text(pictures.date)},
          {"start_minute", pictures.start_minute},
          {"interval_s", compact(pictures.interval_s)},
          {"length_s", compact(pictures.length_s)},
          {"from_s", from},
          {"confidence", pictures.confidence},
          {"focus", clean_text(pictures.focus)},
          {"queues", queues},
          {"platforms", names_of(pictures.platforms)},
          {"groups", names_of(pictures.groups)}};
}

// Of estimates: more digits than anybody draws.
Json figure(const std::optional<double>& value) {
  return value ? json_number<Json>(rounded(*value, 7)) : Json(nullptr);
}

}  // namespace

std::string curve_title(Metric metric) {
  switch (metric) {
    case Metric::service_level:
      return "answered in time";
    case Metric::abandon_rate:
      return "abandoned";
    case Metric::people:
      return "people who first dial";
    case Metric::never_served:
      return "people never served";
    case Metric::queue_length:
      return "waiting";
    default:
      break;
  }
  std::string words = info(metric).name;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

double rounded(double value, int digits) {
  if (!std::isfinite(value)) return value;
  const std::string text = fmt::format("{:.{}g}", value, digits);
  double back = 0;
  std::from_chars(text.data(), text.data() + text.size(), back);
  return back == 0 ? 0.0 : back;  // never -0
}

std::string pictures_json(const std::optional<Pictures>& pictures, const std::vector<PlanWord>& words,
                          const std::vector<std::pair<std::string, std::string>>& parts) {
  const Pictures kept = within_budget(pictures.value_or(Pictures{})).pictures;
  Json all = frame_of(kept);
  Json plans = Json::array();
  for (std::size_t k = 0; k < kept.plans.size(); ++k) {
    plans.push_back(told(kept.plans[k], k < words.size() ? words[k] : PlanWord{}));
  }
  all["plans"] = std::move(plans);
  for (const auto& [key, value] : parts) all[key] = Json::parse(value);
  return all.dump();
}

std::string picture_promises(const std::vector<ComparedPromise>& promises) {
  Json all = Json::array();
  for (const ComparedPromise& promise : promises) {
    const auto promised = std::find_if(promise.rows.begin(), promise.rows.end(),
                                       [](const PromiseRow& row) { return !row.text.empty(); });
    if (promised == promise.rows.end()) continue;
    const Judgement& first = promised->judgement;
    Json places = Json::array();
    for (std::size_t plan = 0; plan < promise.rows.size(); ++plan) {
      const PromiseRow& row = promise.rows[plan];
      if (row.text.empty()) continue;  // this plan does not promise it
      const Estimate& found = row.judgement.found;
      const std::string mark = promise_mark(row);
      places.push_back({{"plan", plan},
                        {"mark", mark},
                        {"tone", tone_name(tone_of_mark(mark))},
                        {"value", json_number<Json>(found.value)},
                        {"low", found.range ? json_number<Json>(found.range->low) : Json(nullptr)},
                        {"high", found.range ? json_number<Json>(found.range->high) : Json(nullptr)}});
    }
    all.push_back({{"text", clean_text(promise.text)},
                   {"must", promise.must},
                   {"unit", unit_name(first.unit)},
                   {"at_least", wants_more(first.comparison)},
                   {"threshold", json_number<Json>(first.threshold)},
                   {"places", places}});
  }
  return all.dump();
}

std::string picture_fixes(const FixAnswer& answer) {
  Json all = Json::array();
  for (const FixTrial& trial : answer.trials) {
    Json misses = Json::array();
    for (const std::string& must : trial.missed) misses.push_back(clean_text(must));
    all.push_back({{"text", clean_text(trial.text)},
                   {"cost", figure(trial.cost)},
                   {"cost_text", trial.cost ? clean_text(money_text(answer.currency, *trial.cost)) : ""},
                   {"verdict", to_string(trial.verdict)},
                   {"tone", tone_name(tone_of(trial.verdict))},
                   {"kept", trial.kept},
                   {"of", trial.judgements.size()},
                   {"misses", std::move(misses)}});
  }
  return all.dump();
}

std::string picture_flips(const std::vector<FlipRow>& flips) {
  Json all = Json::array();
  for (const FlipRow& row : flips) {
    Json between = nullptr;
    if (row.between) between = Json::array({figure(row.between->low), figure(row.between->high)});
    const Verdict beyond = row.flips_at ? row.verdict_beyond : row.verdict_now;
    all.push_back({{"key", clean_text(row.key)},
                   {"label", clean_text(row.label)},
                   {"unit", unit_name(row.unit)},
                   {"now", figure(row.now)},
                   {"low", figure(row.low)},
                   {"high", figure(row.high)},
                   {"flips_at", figure(row.flips_at)},
                   {"between", between},
                   {"text", clean_text(row.text)},
                   {"now_text", clean_text(row.now_text)},
                   {"range_text", clean_text(row.range_text)},
                   {"verdict_now", verdict_yes_no(row.verdict_now)},
                   {"verdict_beyond", verdict_yes_no(beyond)}});
  }
  return all.dump();
}

}  // namespace switchover
