// [[plan]] and [compare] as texts with their places: what they mean depends on the scenario of each plan.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/plan_set.hpp"
#include "scenarios/value_reader.hpp"

namespace switchover {

struct SaidText {
  std::string text;
  Place place;
};

// One key that a plan changes.
struct PlanSetting {
  std::string key;  // as --set takes it
  TomlValue value;
  Place place;               // of the key
  std::string text() const;  // "failover.1.decide=0s"
};
struct PlanText {
  SaidText name;
  std::optional<SaidText> use;
  std::vector<PlanSetting> set;
  std::optional<double> extra_cost;
};
std::vector<PlanText> read_plan_list(Reading& reading, const TomlValue& list);

// The values of a table below which every key is a --set path: { "failover.1.decide" = "0s" }, and
// [sweep] queue.billing.talk = ...; a table in braces is a value.
std::vector<PlanSetting> flat_settings(const TomlValue& table);

struct CompareText {
  std::optional<SaidText> baseline, rank_by, indifference;
  double bad_case = 0.9;
  std::optional<std::vector<SaidText>> show;
  std::vector<SaidText> must;
};
CompareText read_compare(Reading& reading, const TomlValue* section);
// What the command line says wins.
void lay_rules(const PlanRules& rules, CompareText& compare);

// `compare` in the names of every plan: figures, further promises, rank_by, indifference, baseline.
CompareSpec lay_compare(const CompareText& compare, const PlanRules& rules, std::vector<PlanInput>& plans,
                        Problems& problems);

}  // namespace switchover
