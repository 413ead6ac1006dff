// Part of the one table of keys: levers and money. See scenario_keys.hpp.
#include "scenarios/scenario_keys.hpp"

namespace switchover {

const std::vector<KeyInfo>& lever_keys();

// One key, one paragraph.
// clang-format off
const std::vector<KeyInfo>& lever_keys() {
  using T = ValueType;
  static const std::vector<KeyInfo> keys{
    {"levers.NAME", "agents", T::text, "agents: least..most/step", "none; step 1", "", "agents = \"0..40\"",
     "so many more agents of the group on the phones from..to"},
    {"levers.NAME", "later_breaks", T::text, "time: least..most/step", "none; step 15m", "",
     "later_breaks = \"0m..60m/15m\"",
     "breaks and lunches within from..to begin so much later (of a schedule)"},
    {"levers.NAME", "cancel", T::text, "share: least..most/step", "none; step 10%", "",
     "cancel = \"0%..100%\"",
     "this share of training, meetings and other off-phone work within from..to is cancelled (of a "
     "schedule)"},
    {"levers.NAME", "logins", T::text, "logins: least..most/step", "none; step 1", "", "logins = \"0..50\"",
     "so many more logins on the platform"},
    {"levers.NAME", "dual_enabled", T::text, "share: least..most/step", "none; step 5%", "",
     "dual_enabled = \"60%..100%\"", "this share of the agents has a login on the failover's other platform"},
    {"levers.NAME", "decide", T::text, "time: least..most/step", "none; step 1m", "", "decide = \"0s..10m\"",
     "the decision of the failover takes so long"},
    {"levers.NAME", "failback", T::text, "time: least..most/step", "none; step 15m", "",
     "failback = \"15m..2h\"", "the failover comes back so long after the repair"},
    {"levers.NAME", "trunks", T::text, "trunks: least..most/step", "none; step 1", "", "trunks = \"0..120\"",
     "so many more trunks on the platform"},
    {"levers.NAME", "ivr_ports", T::text, "ports: least..most/step", "none; step 1", "",
     "ivr_ports = \"0..30\"", "so many more IVR ports on the platform"},
    {"levers.NAME", "concurrent_calls", T::text, "calls: least..most/step", "none; step 1", "",
     "concurrent_calls = \"0..100/10\"", "so many more concurrent calls on the platform"},
    {"levers.NAME", "calls_per_second", T::text, "calls a second: least..most/step", "none; step 1", "",
     "calls_per_second = \"0..10/0.5\"", "so many more new calls per second on the platform"},
    {"levers.NAME", "group", T::name, "group", "every group; of agents: the only one", "",
     "group = \"billing\"",
     "whose agents, breaks or off-phone work"},
    {"levers.NAME", "platform", T::name, "platform", "the only one", "", "platform = \"old\"",
     "whose limit is raised"},
    {"levers.NAME", "failover", T::name, "failover or watched component", "the only one", "",
     "failover = \"old.dc1\"", "which rule is changed"},
    {"levers.NAME", "from", T::moment, "moment", "start", "", "from = \"08:30\"", "when it begins"},
    {"levers.NAME", "to", T::moment, "moment", "close", "", "to = \"13:00\"", "when it ends"},
    {"levers.NAME", "price", T::text, "per agent hour | per UNIT | per UNIT per month | per use", "free", "",
     "price = \"32.25 per agent hour\"", "what it costs; without one it is free and comes first"},
    {"money", "currency", T::text, "text", "none", "", "currency = \"GBP\"", "of every price"},
    {"money", "caller_never_served", T::number, "of the currency", "0", "", "caller_never_served = 12.5",
     "price of a person who is never served"},
    {"money", "days_a_month", T::number, "days", "21", "common practice", "days_a_month = 21",
     "working days that a price per month is spread over"},
  };
  return keys;
}
// clang-format on

}  // namespace switchover
