// "pictures" of a drill, as JSON.
#include <nlohmann/json.hpp>

#include "analysis/drill_words.hpp"
#include "analysis/report/drill_text.hpp"
#include "analysis/report/json_number.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/page_drill.hpp"
#include "analysis/report/page_pictures.hpp"

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto number = picture_number<Json>;
constexpr auto low_of = picture_low<Json>;
constexpr auto high_of = picture_high<Json>;

Json told(const DrillReport& report, std::size_t at) {
  const DrillRow& row = report.rows[at];
  const Estimate& lost = row.cost.never_served;
  return {{"rank", rank_text(report, at)},
          {"component", clean_text(row.name)},
          {"fault", mode_name(row.mode)},
          {"lasts", lasts_text(row)},
          {"hits", hits_text(row.reach)},
          {"spof", row.single_point},
          {"never_served", number(lost.value)},
          {"low", low_of(lost)},
          {"high", high_of(lost)},
          {"again_s", number(row.calls_again.value)},
          {"back_s", number(row.cost.service_back.value)},
          {"again", again_text(row)},
          {"back", back_text(row)},
          {"mark", to_string(row.tolerated)},
          {"tone", tone_name(tone_of(row.tolerated))},
          {"times_a_year", number(row.times_a_year)},
          {"times_from", origin_name(row.times_from)}};
}

Json told(const DrillPair& pair, const DrillReport& report) {
  const auto alone = [&](std::size_t row) { return report.rows[row].cost.never_served.value; };
  const auto first = alone(pair.first), second = alone(pair.second);
  return {{"first", pair.first},
          {"second", pair.second},
          {"sum", first && second ? number(*first + *second) : Json(nullptr)},
          {"together", number(pair.together.value)},
          {"low", low_of(pair.together)},
          {"high", high_of(pair.together)},
          {"beyond", number(pair.beyond.value)},
          {"beyond_low", low_of(pair.beyond)},
          {"beyond_high", high_of(pair.beyond)}};
}

Json told(const TestPlan& test) {
  Json points = Json::array();
  for (const Checkpoint& point : test.checkpoints) {
    points.push_back({{"what", clean_text(point.what)},
                      {"is_count", point.at_s.has_value()},
                      {"at_s", number(point.at_s)},
                      {"low", point.band ? number(point.band->low) : Json(nullptr)},
                      {"high", point.band ? number(point.band->high) : Json(nullptr)},
                      {"stop", number(point.stop)},
                      {"never", point.never},
                      {"of", point.of},
                      {"when", checkpoint_when(point)},
                      {"seen", clean_text(checkpoint_what(point))},
                      {"stop_text", checkpoint_stop(point)}});
  }
  return {{"component", clean_text(test.component)},
          {"moment", test.moment},
          {"calls_share", number(test.calls_share)},
          {"checkpoints", points}};
}

}  // namespace

std::string drill_pictures(const DrillReport& report) {
  Json faults = Json::array(), years = Json::array(), pairs = Json::array();
  for (std::size_t i = 0; i < report.rows.size(); ++i) faults.push_back(told(report, i));
  for (const DrillYear& year : report.years)
    years.push_back({{"fault", year.row}, {"people", number(year.people)}});
  for (const DrillPair& pair : report.pairs) pairs.push_back(told(pair, report));
  const Json all = {
      {"drill",
       {{"at", report.at_text},
        {"at_busiest", report.at_busiest},
        {"runs", report.runs},
        {"tolerance",
         {{"people", number(report.tolerance.people)}, {"back_s", number(report.tolerance.restore_s)}}},
        {"faults", faults},
        {"years", years},
        {"pairs", report.pairs_run ? pairs : Json(nullptr)},
        {"test", report.test ? told(*report.test) : Json(nullptr)}}}};
  return all.dump();
}

}  // namespace switchover
