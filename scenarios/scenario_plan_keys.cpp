// Part of the one table of keys: plans beside each other, and sweeps. See scenario_keys.hpp.
#include "scenarios/scenario_keys.hpp"

namespace switchover {

const std::vector<KeyInfo>& plan_keys();

// One key, one paragraph.
// clang-format off
const std::vector<KeyInfo>& plan_keys() {
  using T = ValueType;
  static const std::vector<KeyInfo> keys{
    {"plan", "name", T::name, "", "required", "", "name = \"logins-90\"",
     "what the plan is called; no two alike"},
    {"plan", "use", T::name, "path", "this file", "", "use = \"as-designed/scenario.toml\"",
     "the scenario that the plan stands on; else this file without its plans"},
    {"plan", "set", T::pairs, "key and value", "none", "",
     "set = { \"failover.1.decide\" = \"0s\" }",
     "what the plan changes, as --set would; values are TOML"},
    {"plan", "cost", T::limit_value, "money a month", "none", "", "cost = \"8360 per month\"",
     "what the plan costs more than the others; also per year"},
    {"compare", "baseline", T::name, "a plan or a file", "the first plan", "",
     "baseline = \"as-designed\"", "the plan that the others are compared with"},
    {"compare", "show", T::names, "figures", "see below", "",
     "show = [\"service_level[billing]\", \"never_served from 10:15 to 13:15\"]",
     "the figures of the table: a promise without its bound"},
    {"compare", "bad_case", T::name, "p50 to p99", "p90", "common practice", "bad_case = \"p90\"",
     "the day that is shown as the bad one: of 10 days, one is worse than p90"},
    {"compare", "must", T::expectations, "", "none", "",
     "must = [\"mean never_served_rate <= 6%\"]",
     "promises that every plan has to keep besides its own"},
    {"compare", "rank_by", T::name, "a figure, or cost", "never_served", "judgement",
     "rank_by = \"never_served\"", "what makes a plan the better one"},
    {"compare", "indifference", T::limit_value, "in the unit of rank_by", "0", "",
     "indifference = 25", "plans that lie closer count as equal: 25, \"2%\", \"10s\""},
  };
  return keys;
}
// clang-format on

}  // namespace switchover
