// Lever: something that could be done about a day that fails, how far it can be pulled, and what it costs.
// [levers]
#pragma once
#include <string>
#include <vector>

#include "models/centre/spec.hpp"
#include "models/platform/estate.hpp"
#include "sim/problem.hpp"
#include "sim/time.hpp"

namespace switchover {

// What an amount of a lever counts: see `unit` of lever_kinds() (scenarios/lever_reader.hpp).
enum class LeverKind {
  agents,        // so many more agents of a group on the phones from..to (overtime, volunteers, transfers)
  later_breaks,  // breaks and lunches within from..to begin so many seconds later
  cancel_off_phone,  // this share of training, meetings and other off-phone work within from..to is cancelled
  logins,            // so many more logins (licences) on a platform
  dual_enabled,      // this share of the agents has a login on the other platform (of a failover)
  decision,          // the decision of a failover takes so many seconds
  failback,          // a failover comes back so many seconds after the repair
  trunks,            // so many more trunks on a platform
  ivr_ports,
  concurrent_calls,
  calls_per_second,
};

struct LeverPrice {
  enum class Per { nothing, use, agent_hour, unit, unit_month } per = Per::nothing;
  double amount = 0;  // in the currency of [money]
  std::string text;   // "32.25 per agent hour"
  bool operator==(const LeverPrice&) const = default;
};

struct LeverSpec {
  std::string name;  // "overtime"
  Place place;
  LeverKind kind = LeverKind::agents;
  GroupId group = GroupId::none();           // agents, later_breaks, cancel_off_phone (none: every group)
  PlatformId platform = PlatformId::none();  // limits
  int failover = -1;                         // index into estate.failovers
  double least = 0, most = 0, step = 1;      // amounts that can be chosen; `now` is never among them twice
  Time from, to = Time::never();
  LeverPrice price;
  bool operator==(const LeverSpec&) const = default;
};

// [money]
struct MoneySpec {
  std::string currency;            // "GBP"; empty: no prices
  double caller_never_served = 0;  // price of a person who is never served
  double days_a_month = 21;        // for prices per month
  bool operator==(const MoneySpec&) const = default;
};

}  // namespace switchover
