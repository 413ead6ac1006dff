// [levers] and [money]: what could be done about a day that fails, how far, and at what price.
#pragma once
#include <string_view>
#include <vector>

#include "scenarios/centre_readers.hpp"
#include "scenarios/lever.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// What a kind of lever is called in a file, what its amounts are, and what it is pulled on.
struct LeverKindInfo {
  LeverKind kind;
  std::string_view key;   // "agents"
  std::string_view unit;  // of a price: "agent"; empty: only "per use"
  enum class Amount { whole, number, share, time } amount;
  enum class Target { group, some_groups, platform, failover } target;
  double step;          // that is taken when none is said
  bool by_agent_hour;   // has prices per agent hour
  bool more_is_better;  // a stronger pull is a larger amount
};
const std::vector<LeverKindInfo>& lever_kinds();  // in the order of the enumeration
const LeverKindInfo& info_of(LeverKind kind);

// After the files and the failovers. Null: absent.
void read_levers(Reading& reading, const TomlValue* levers, const CentreDraft& draft, Scenario& scenario);
void read_money(Reading& reading, const TomlValue* money, Scenario& scenario);

}  // namespace switchover
