#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "analysis/report/comparison_phrases.hpp"
#include "analysis/report/json_number.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/page_comparison.hpp"
#include "analysis/report/page_pictures.hpp"
#include "analysis/report/report_csv.hpp"

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto number = picture_number<Json>;
constexpr auto low_of = picture_low<Json>;
constexpr auto high_of = picture_high<Json>;

std::string rows_json(const PlanComparison& c) {
  Json rows = Json::array();
  for (const ComparisonRow& row : c.rows) {
    Json cells = Json::array();
    for (std::size_t p = 0; p < row.cells.size(); ++p) {
      const ComparisonCell& cell = row.cells[p];
      cells.push_back({{"value", number(cell.value.value)},
                       {"low", low_of(cell.value)},
                       {"high", high_of(cell.value)},
                       {"bad", number(cell.bad_case)},
                       {"against", number(cell.against.value)},
                       {"against_low", low_of(cell.against)},
                       {"against_high", high_of(cell.against)},
                       {"differs", cell.differs},
                       {"tied", cell.tied},
                       {"best", cell.best},
                       {"text", level_text(row, p)},
                       {"against_text", against_text(row, p)}});
    }
    rows.push_back({{"label", clean_text(row_title(row))},
                    {"unit", unit_name(row.unit)},
                    {"higher_is_better", row.higher_is_better},
                    {"detail", row.detail},
                    {"cells", cells}});
  }
  return rows.dump();
}

std::string costs_json(const PlanComparison& c) {
  if (!has_costs(c)) return "null";
  Json costs = Json::array();
  for (std::size_t p = 0; p < c.plans.size(); ++p) {
    const auto& cost = c.plans[p].extra_cost;
    if (cost) {
      costs.push_back({{"plan", p}, {"cost", *cost}, {"cost_text", extra_cost_text(c, p)}});
    } else if (p == c.baseline) {
      costs.push_back({{"plan", p}, {"cost", 0}, {"cost_text", "0"}});  // over itself
    }
  }
  return costs.dump();
}

Json texts(const std::vector<std::string>& values) {
  Json all = Json::array();
  for (const std::string& value : values) all.push_back(clean_text(value));
  return all;
}

std::string axes_json(const PlanComparison& c) {
  Json axes = Json::array();
  for (const SweepAxis& axis : c.axes) {
    std::vector<std::string> values;  // a hypercube says one for each of its points
    for (const std::string& value : axis.values) {
      if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
    }
    axes.push_back(
        {{"key", clean_text(axis.key)}, {"title", clean_text(axis.title())}, {"values", texts(values)}});
  }
  return axes.dump();
}

// The scenario as it is stands among the plans of a sweep, with its own values.
std::string points_json(const PlanComparison& c) {
  Json points = Json::array();
  for (std::size_t p = 0; p < c.plans.size() && c.is_sweep; ++p)
    points.push_back({{"plan", p}, {"at", texts(c.plans[p].point)}});
  return points.dump();
}

}  // namespace

std::string comparison_pictures(const PlanComparison& c) {
  Pictures pictures = c.pictures.value_or(Pictures{});
  const std::vector<PlanPictures> drawn = std::move(pictures.plans);
  pictures.plans.clear();
  std::vector<PlanWord> words;
  for (std::size_t p = 0; p < c.plans.size(); ++p) {
    const ComparedPlan& plan = c.plans[p];
    PlanPictures shown;
    shown.runs = plan.runs;
    const auto found = std::find_if(drawn.begin(), drawn.end(),
                                    [&](const PlanPictures& one) { return one.name == plan.name; });
    if (found != drawn.end()) shown = *found;
    shown.name = plan.name;
    shown.role = p == c.baseline ? PlanPictures::Role::baseline : PlanPictures::Role::plan;
    pictures.plans.push_back(std::move(shown));
    words.push_back({plan_word(plan), tone_of(plan.word)});
  }
  const bool higher_wins = !c.ranks_by_cost && !c.rows.empty() && c.rows[c.ranked_row].higher_is_better;
  return pictures_json(pictures, words,
                       {{"promises", picture_promises(c.promises)},
                        {"why", "null"},  // what only a run knows
                        {"needed", "[]"},
                        {"limits", "[]"},
                        {"incident", "null"},
                        {"fixes", "[]"},
                        {"flips", "[]"},
                        {"actual", "[]"},
                        {"currency", Json(clean_text(c.currency)).dump()},
                        {"baseline", std::to_string(c.baseline)},
                        {"ranked_row", std::to_string(c.ranked_row)},
                        {"higher_wins", higher_wins ? "true" : "false"},
                        {"rows", rows_json(c)},
                        {"costs", costs_json(c)},
                        {"axes", axes_json(c)},
                        {"points", points_json(c)}});
}

}  // namespace switchover
