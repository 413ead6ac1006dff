#include "scenarios/lever_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/phrase_scanner.hpp"

namespace switchover {
namespace {

using Amount = LeverKindInfo::Amount;
using Target = LeverKindInfo::Target;

constexpr double most_steps = 1000;  // of one lever

struct Draft {
  const Section& section;
  const CentreDraft& centre;
  const LeverKindInfo& info;
  LeverSpec spec;
  bool ranged = false;         // its amounts could be read
  bool may_be_pulled = false;  // a plan or --set may have done already what it could do
  bool pulled = false;         // and did: there is nothing left to search

  Reading& reading() const { return section.reading(); }
  std::string path() const { return section.path_of(info.key); }
};

const char* example_of(Amount amount) {
  switch (amount) {
    case Amount::whole:
      return "\"0..40\", or with a step \"0..40/5\"";
    case Amount::number:
      return "\"0..10\", or with a step \"0..10/0.5\"";
    case Amount::share:
      return "\"0%..100%\", or with a step \"0%..100%/10%\"";
    case Amount::time:
      break;
  }
  return "\"0m..60m\", or with a step \"0m..60m/15m\"";
}

std::optional<double> amount_phrase(Amount amount, const std::string& text) {
  std::optional<double> value;
  switch (amount) {
    case Amount::whole:
      value = number_phrase(text);
      if (value && *value != std::floor(*value)) value.reset();
      break;
    case Amount::number:
      value = number_phrase(text);
      break;
    case Amount::share:
      value = share_phrase(text);
      if (value && *value > 1) value.reset();
      break;
    case Amount::time:
      if (const auto time = duration_phrase(text)) value = time->in_seconds();
      break;
  }
  if (value && (*value < 0 || *value > static_cast<double>(most_of_a_limit))) value.reset();
  return value;
}

// "0..40/5": least, most and step; "14" is one amount.
void read_range(Draft& lever, const Opened& opened) {
  const auto text = read_text(lever.reading(), opened);
  if (!text) return;
  std::string rest = *text;
  std::optional<double> step = lever.info.step;
  const std::size_t slash = rest.find('/');
  if (slash != std::string::npos) {
    step = amount_phrase(lever.info.amount, trimmed(rest.substr(slash + 1)));
    rest.resize(slash);
  }
  const std::size_t dots = rest.find("..");
  const auto least = amount_phrase(lever.info.amount, trimmed(rest.substr(0, dots)));
  const auto most =
      dots == std::string::npos ? least : amount_phrase(lever.info.amount, trimmed(rest.substr(dots + 2)));
  LeverSpec& spec = lever.spec;
  if (!least || !most || !step) {
    refuse(lever.reading(), opened, fmt::format("write {}", example_of(lever.info.amount)));
  } else if (*least > *most) {
    refuse(lever.reading(), opened, "write the smaller amount first");
  } else if (*step <= 0) {
    refuse(lever.reading(), opened, "write a step above zero");
  } else if ((*most - *least) / *step > most_steps) {
    refuse(lever.reading(), opened,
           fmt::format("at most {:.0f} steps can be tried: write a larger step", most_steps));
  } else if (*most == 0 && lever.info.more_is_better) {
    refuse(lever.reading(), opened, "this lever cannot be pulled: write a larger amount, or take it out");
  } else {
    spec.least = *least, spec.most = *most, spec.step = *step;
    lever.ranged = true;
  }
}

// Keys that belong to levers on something else.
void refuse_strangers(const Draft& lever) {
  const bool on_group = lever.info.target == Target::group || lever.info.target == Target::some_groups;
  const auto goes = [&](std::string_view key) {
    if (key == "group" || key == "from" || key == "to") return on_group;
    return key == "platform" ? lever.info.target == Target::platform : lever.info.target == Target::failover;
  };
  for (const char* key : {"group", "platform", "failover", "from", "to"}) {
    if (!lever.section.has(key) || goes(key)) continue;
    lever.reading().problem(lever.section.place_of(key),
                            fmt::format("{} does not go with {}", lever.section.path_of(key), lever.info.key),
                            "take it out");
  }
}

// ---- what it is pulled on --------------------------------------------------------------------------------

// The index of a name that is said; nothing when it is not said or wrong.
std::optional<std::size_t> named(const Draft& lever, const char* key, const std::vector<std::string>& known) {
  const auto name = lever.section.text(key);
  if (!name) return {};
  const auto index = index_of(*name, known);
  if (!index) lever.reading().append({undefined_name(lever.section.place_of(key), key, *name, known)});
  return index;
}

void not_said(const Draft& lever, const char* key, const std::vector<std::string>& known) {
  lever.reading().problem(lever.section.place(), fmt::format("{} is not said", lever.section.path_of(key)),
                          fmt::format("write {} = \"{}\"", key, known.front()));
}

bool is_in(const LeverSpec& spec, Time at) { return at >= spec.from && at < spec.to; }
bool is_break(ActivityKind kind) { return kind == ActivityKind::break_ || kind == ActivityKind::lunch; }

// Breaks to move, or off-phone work to cancel.
void check_activities(const Draft& lever) {
  if (lever.centre.files_failed) return;
  const bool breaks = lever.spec.kind == LeverKind::later_breaks;
  const std::vector<GroupSpec>& groups = lever.centre.spec.groups;
  bool scheduled = false;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (!lever.spec.group.is_none() && lever.spec.group.index() != g) continue;
    for (const AgentSpec& agent : groups[g].agents) {
      scheduled = true;
      for (const Shift& shift : agent.shifts) {
        for (const Shift::Activity& activity : shift.activities) {
          if (is_break(activity.kind) == breaks && is_in(lever.spec, activity.start)) return;
        }
      }
    }
  }
  const std::string whose =
      lever.spec.group.is_none() ? "" : fmt::format(" of \"{}\"", groups[lever.spec.group.index()].name);
  lever.reading().problem(
      lever.section.place_of(lever.info.key),
      scheduled ? fmt::format("{}: no agent{} has {} there", lever.path(), whose,
                              breaks ? "a break or lunch" : "training, a meeting or other off-phone work")
                : fmt::format("{}: the agents{} are counted, not scheduled", lever.path(), whose),
      scheduled ? "write other moments in from and to, or take the lever out"
                : "write [files] schedule, or take the lever out");
}

void read_window(Draft& lever) {
  Reading& reading = lever.reading();
  LeverSpec& spec = lever.spec;
  if (const auto from = lever.section.open("from")) {
    if (const auto at = read_moment(reading, *from, Time{}, true)) spec.from = *at;
  }
  const auto to = lever.section.open("to");
  if (!to) return;
  const auto at = read_moment(reading, *to, spec.from, false);
  if (!at) return;
  if (*at <= spec.from) {
    refuse(reading, *to, "it ends before it begins: write a later moment");
    return;
  }
  spec.to = *at;
}

void read_group_target(Draft& lever) {
  const std::vector<std::string>& groups = lever.centre.names.groups;
  read_window(lever);
  const auto group = named(lever, "group", groups);
  if (group) {
    lever.spec.group = GroupId(*group);
  } else if (lever.info.target == Target::group && !lever.section.has("group") && !groups.empty()) {
    if (groups.size() > 1) not_said(lever, "group", groups);
    if (groups.size() == 1) lever.spec.group = GroupId(0);
  }
  const bool known = group || !lever.section.has("group");
  if (known && lever.info.target == Target::some_groups) check_activities(lever);
}

bool has_limit_of(const PlatformSpec& platform, LeverKind kind) {
  switch (kind) {
    case LeverKind::logins:
      return platform.logins.has_value();
    case LeverKind::trunks:
      return platform.trunks.has_value();
    case LeverKind::ivr_ports:
      return platform.ivr_ports.has_value();
    case LeverKind::concurrent_calls:
      return platform.concurrent_calls.has_value();
    case LeverKind::calls_per_second:
      return platform.calls_per_second.has_value();
    default:
      return false;
  }
}

void read_platform_target(Draft& lever) {
  const std::vector<std::string>& platforms = lever.centre.names.platforms;
  std::optional<std::size_t> platform = named(lever, "platform", platforms);
  if (!lever.section.has("platform")) {
    if (platforms.size() > 1) {
      not_said(lever, "platform", platforms);
      return;
    }
    platform = 0;
  }
  if (!platform) return;
  lever.spec.platform = PlatformId(*platform);
  if (has_limit_of(lever.centre.spec.platforms[*platform], lever.spec.kind)) return;
  const char* key = lever.spec.kind == LeverKind::calls_per_second ? "max_new_calls" : lever.info.key.data();
  lever.reading().problem(lever.section.place_of(lever.info.key),
                          fmt::format("{}: platform \"{}\" has no {}, so that more of them change nothing",
                                      lever.path(), platforms[*platform], key),
                          "take the lever out, or say the limit in the platform's section");
}

// The rule is as strong already as the strongest pull.
void check_reach(Draft& lever, const FailoverSpec& rule) {
  const LeverSpec& spec = lever.spec;
  std::string there;
  if (spec.kind == LeverKind::dual_enabled && spec.most <= rule.agents.dual_enabled) {
    there = share_text(rule.agents.dual_enabled) + " have a login";
  } else if (spec.kind == LeverKind::decision && spec.least >= rule.decide.mean()) {
    there = "it takes " + duration_text(Duration::seconds(rule.decide.mean()));
  } else if (spec.kind == LeverKind::failback && rule.failback.when == FailbackSpec::When::after_repair &&
             spec.least >= rule.failback.after.mean()) {
    there = "it comes back after " + duration_text(Duration::seconds(rule.failback.after.mean()));
  }
  if (there.empty()) return;
  lever.pulled = lever.may_be_pulled;
  if (lever.pulled) return;
  lever.reading().problem(
      lever.section.place_of(lever.info.key),
      fmt::format("{} of \"{}\" changes nothing: {} already", lever.path(), rule.name, there),
      "write a range that reaches further, or take the lever out");
}

void read_failover_target(Draft& lever) {
  const EstateDraft& estate = lever.centre.estate;
  const std::vector<FailoverSpec>& rules = estate.spec.failovers;
  Reading& reading = lever.reading();
  const Place& place = lever.section.place_of("failover");
  if (rules.empty()) {
    if (reading.problems.empty()) {  // else a rule may be missing because it could not be read
      reading.problem(lever.section.place_of(lever.info.key),
                      fmt::format("{}: there is no failover", lever.path()),
                      "write a [[failover]], or take the lever out");
    }
    return;
  }
  std::vector<std::string> known;
  for (const FailoverSpec& rule : rules) known.push_back(rule.name);
  const auto name = lever.section.text("failover");
  if (!name) {
    if (lever.section.has("failover")) return;
    if (rules.size() > 1) {
      not_said(lever, "failover", known);
      return;
    }
    lever.spec.failover = 0;
  }
  for (std::size_t i = 0; name && i < rules.size(); ++i) {
    if (rules[i].name != *name && estate.components[rules[i].watches.index()] != *name) continue;
    if (lever.spec.failover >= 0) {
      reading.problem(
          place,
          fmt::format("{} is \"{}\", which several rules watch", lever.section.path_of("failover"), *name),
          fmt::format("write the name of one, such as \"{}\"", rules[i].name));
      return;
    }
    lever.spec.failover = static_cast<int>(i);
  }
  if (lever.spec.failover < 0) {
    for (const FailoverSpec& rule : rules) known.push_back(estate.components[rule.watches.index()]);
    reading.append({undefined_name(place, "failover", *name, known)});
    return;
  }
  if (lever.ranged) check_reach(lever, rules[static_cast<std::size_t>(lever.spec.failover)]);
}

// ---- prices ----------------------------------------------------------------------------------------------

std::string price_hint(const LeverKindInfo& info) {
  std::string forms = "\"500 per use\"";
  if (!info.unit.empty()) {
    forms = fmt::format("\"9 per {0}\", \"9 per {0} per month\" or ", info.unit) + forms;
  }
  if (info.by_agent_hour)
    forms = (info.unit.empty() ? "\"32 per agent hour\" or " : "\"32 per agent hour\", ") + forms;
  return "write " + forms + "; the currency stands in [money]";
}

std::optional<LeverPrice> price_phrase(const LeverKindInfo& info, const std::string& text) {
  using Per = LeverPrice::Per;
  PhraseScanner scan(text);
  const auto amount = scan.number();
  if (!amount || *amount < 0) return {};
  LeverPrice price{Per::use, *amount, trimmed(text)};
  if (scan.done()) return price;
  if (!scan.word("per")) return {};
  const std::string unit = lower_case(scan.any_word());
  if (unit == "use" && scan.done()) return price;
  if (unit == "agent" && info.by_agent_hour && scan.word("hour")) {
    price.per = Per::agent_hour;
    return scan.done() ? std::optional(price) : std::nullopt;
  }
  if (info.unit.empty() || unit != info.unit) return {};
  price.per = Per::unit;
  if (scan.done()) return price;
  price.per = Per::unit_month;
  if (!scan.word("per") || !scan.word("month") || !scan.done()) return {};
  return price;
}

void read_price(Draft& lever) {
  const auto opened = lever.section.open("price");
  if (!opened) return;
  const auto text = read_text(lever.reading(), *opened);
  if (!text) return;
  const auto price = price_phrase(lever.info, *text);
  if (price) {
    lever.spec.price = *price;
    lever.section.note(*opened, price->text);
  } else {
    refuse(lever.reading(), *opened, price_hint(lever.info));
  }
}

// The kind whose key is said; nothing when none or several are.
const LeverKindInfo* kind_of(Reading& reading, const Section& section, const std::string& title,
                             std::size_t before) {
  const LeverKindInfo* found = nullptr;
  for (const LeverKindInfo& info : lever_kinds()) {
    if (!section.has(info.key)) continue;
    if (found != nullptr) {
      reading.problem(section.place_of(info.key),
                      fmt::format("{} is said beside {}", section.path_of(info.key), found->key),
                      "write a lever of its own for each");
      return nullptr;
    }
    found = &info;
  }
  if (found != nullptr || reading.problems.size() > before) return found;  // a mistyped key is told already
  std::vector<std::string> keys;
  for (const LeverKindInfo& info : lever_kinds()) keys.emplace_back(info.key);
  reading.problem(section.place(), title + " has nothing to pull", "write one of " + joined(keys));
  return nullptr;
}

}  // namespace

const std::vector<LeverKindInfo>& lever_kinds() {
  using K = LeverKind;
  static const std::vector<LeverKindInfo> kinds{
      {K::agents, "agents", "agent", Amount::whole, Target::group, 1, true, true},
      {K::later_breaks, "later_breaks", "", Amount::time, Target::some_groups, 900, false, true},
      {K::cancel_off_phone, "cancel", "", Amount::share, Target::some_groups, 0.1, true, true},
      {K::logins, "logins", "login", Amount::whole, Target::platform, 1, false, true},
      {K::dual_enabled, "dual_enabled", "agent", Amount::share, Target::failover, 0.05, false, true},
      {K::decision, "decide", "", Amount::time, Target::failover, 60, false, false},
      {K::failback, "failback", "", Amount::time, Target::failover, 900, false, false},
      {K::trunks, "trunks", "trunk", Amount::whole, Target::platform, 1, false, true},
      {K::ivr_ports, "ivr_ports", "port", Amount::whole, Target::platform, 1, false, true},
      {K::concurrent_calls, "concurrent_calls", "call", Amount::whole, Target::platform, 1, false, true},
      {K::calls_per_second, "calls_per_second", "call", Amount::number, Target::platform, 1, false, true},
  };
  return kinds;
}

const LeverKindInfo& info_of(LeverKind kind) { return lever_kinds().at(static_cast<std::size_t>(kind)); }

void read_levers(Reading& reading, const TomlValue* levers, const CentreDraft& draft, Scenario& scenario) {
  for (const TomlEntry* entry : named_sections(reading, levers, "levers")) {
    const std::size_t before = reading.problems.size();
    const Section section(reading, &entry->value, "levers.NAME", "levers." + entry->key, false);
    const LeverKindInfo* info = kind_of(reading, section, "levers." + entry->key, before);
    if (info == nullptr) continue;
    Draft lever{section, draft, *info, {}, false, false, false};
    lever.may_be_pulled = !scenario.settings.empty();
    lever.spec.name = entry->key;
    lever.spec.place = entry->place;
    lever.spec.kind = info->kind;
    lever.spec.step = info->step;
    if (const auto opened = section.open(info->key)) read_range(lever, *opened);
    refuse_strangers(lever);
    switch (info->target) {
      case Target::group:
      case Target::some_groups:
        read_group_target(lever);
        break;
      case Target::platform:
        read_platform_target(lever);
        break;
      case Target::failover:
        read_failover_target(lever);
        break;
    }
    read_price(lever);
    if (!lever.pulled) scenario.levers.push_back(std::move(lever.spec));
  }
}

void read_money(Reading& reading, const TomlValue* money, Scenario& scenario) {
  const Section section(reading, money, "money", "money", false);
  if (money == nullptr) return;
  MoneySpec& spec = scenario.money;
  if (const auto currency = section.open("currency")) {
    spec.currency = read_text(reading, *currency).value_or("");
    if (currency->value != nullptr && currency->value->is_text() &&
        (trimmed(spec.currency).empty() || spec.currency.size() > 12)) {
      refuse(reading, *currency, "write its short name, such as \"GBP\"");
    }
  }
  spec.caller_never_served = section.number("caller_never_served", 0, 1e9).value_or(0);
  const auto days = section.number("days_a_month", 0, 31);
  if (days && *days < 1) {
    reading.problem(section.place_of("days_a_month"),
                    fmt::format("money.days_a_month is {}", number_text(*days)), "write from 1 to 31 days");
  }
  spec.days_a_month = days.value_or(MoneySpec{}.days_a_month);
}

}  // namespace switchover
