#include "scenarios/effect_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "scenarios/centre_readers.hpp"
#include "scenarios/estate_phrases.hpp"
#include "scenarios/event_parts.hpp"
#include "scenarios/phrases.hpp"

namespace switchover {
namespace {

struct StageKey {
  const char* key;
  StageRule StageEffects::*rule;
};
constexpr std::array<StageKey, 5> stage_keys{{{"ringing", &StageEffects::dial},
                                              {"new_calls", &StageEffects::dial},
                                              {"in_ivr", &StageEffects::ivr},
                                              {"in_queue", &StageEffects::queue},
                                              {"talking", &StageEffects::talk}}};
constexpr std::array<LimitKind, 6> limit_of_choice{LimitKind::trunks,    LimitKind::calls_per_second,
                                                   LimitKind::ivr_ports, LimitKind::concurrent_calls,
                                                   LimitKind::queued,    LimitKind::logins};

void read_stages(const Section& part, const Names& names, FaultEffect& effect) {
  Reading& reading = part.reading();
  if (part.has("ringing") && part.has("new_calls")) {
    reading.problem(part.place_of("new_calls"),
                    fmt::format("{} and {} are the same", part.path_of("ringing"), part.path_of("new_calls")),
                    "write one of them");
  }
  for (const StageKey& stage : stage_keys) {
    const auto opened = part.open(stage.key, "(a stage effect)");
    if (!opened) continue;
    const auto rule = read_stage_rule(reading, names, *opened, stage.key, PlatformId::none());
    if (rule) effect.calls.*stage.rule = *rule;
  }
}

void read_effect_limit(const Section& part, FaultEffect& effect) {
  Reading& reading = part.reading();
  const auto choice = part.choice("limit");
  if (!choice) {
    if (part.has("becomes") && !part.has("limit")) {
      reading.problem(part.place_of("becomes"), part.path_of("becomes") + " is said without limit",
                      "write limit = \"trunks\", too");
    }
    return;
  }
  const LimitKind kind = limit_of_choice.at(*choice);
  const auto opened = part.open("becomes");
  if (!opened) {
    reading.problem(part.place_of("limit"), part.path_of("limit") + " is said without becomes",
                    "write becomes = 200, too");
    return;
  }
  if (opened->value == nullptr) return;
  const bool is_rate = kind == LimitKind::calls_per_second;
  std::optional<double> value;
  if (is_rate && opened->value->is_text()) value = rate_per_second_phrase(opened->value->text);
  if (!is_rate && opened->value->kind == TomlValue::Kind::whole) value = opened->value->number;
  if (!value || !(*value >= 0 && *value <= static_cast<double>(most_of_a_limit))) {
    refuse(reading, *opened, is_rate ? "write \"12 per second\"" : "write a whole number");
    return;
  }
  effect.limit = kind;
  effect.limit_value = *value;
}

void read_talk_of_agents(const Section& part, FaultEffect& effect) {
  constexpr std::array<StageEffect, 4> fates{StageEffect::keep, StageEffect::drop,
                                             StageEffect::requeue_keep_place, StageEffect::requeue_at_back};
  if (const auto choice = part.choice("talk_of_agents")) effect.agents_talk = fates.at(*choice);
}

// One part of the text form.
bool take_part(const std::string& text, const Names& names, FaultEffect& effect) {
  if (const auto slow = slow_phrase(text)) {
    effect.adds_talk = slow->talk;
    effect.adds_wrap = slow->wrap;
    return true;
  }
  const std::string lower = lower_case(text);
  if (const auto fate = agent_fate_phrase(lower.rfind("agents ", 0) == 0 ? text.substr(7) : text)) {
    effect.agents = *fate;
    return true;
  }
  for (const StageKey& stage : stage_keys) {
    const std::string key = std::string(stage.key) + " ";
    if (lower.rfind(key, 0) != 0) continue;
    TomlValue value;
    value.kind = TomlValue::Kind::text;
    value.text = text.substr(key.size());
    Reading aside;  // whether it reads; the caller knows the place
    const auto rule = read_stage_rule(aside, names, {&value, stage.key, {}}, stage.key, PlatformId::none());
    if (rule) effect.calls.*stage.rule = *rule;
    return rule.has_value();
  }
  return false;
}

}  // namespace

void read_agent_fate(Reading& reading, const Opened& opened, FaultEffect& effect) {
  if (opened.value == nullptr) return;
  const auto fate = opened.value->is_text() ? agent_fate_phrase(opened.value->text) : std::nullopt;
  if (fate) {
    effect.agents = *fate;
    return;
  }
  refuse(reading, opened, "write \"signed out\", \"stay\", \"no sign-in\" or \"unreachable\"");
}

void read_adds(Reading& reading, const Opened& opened, FaultEffect& effect) {
  if (opened.value == nullptr) return;
  std::optional<SlowPhrase> slow;
  if (opened.is_table()) {
    const Section part(reading, opened.value, "(a slow-down)", opened.path, false);
    slow = SlowPhrase{part.duration("talk").value_or(Duration()), part.duration("wrap").value_or(Duration())};
  } else if (opened.value->is_text()) {
    slow = slow_phrase(opened.value->text);
  }
  if (!slow) {
    refuse(reading, opened, "write what is added, such as \"25s to talk, 20s to wrap\"");
    return;
  }
  effect.adds_talk = slow->talk;
  effect.adds_wrap = slow->wrap;
}

std::optional<FaultEffect> fault_effect_phrase(const std::string& text, const Names& names,
                                               const FaultEffect& base, std::string& trouble) {
  if (lower_case(trimmed(text)) == "none") return FaultEffect{};
  FaultEffect effect = base;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(';', from), text.size());
    const std::string part = trimmed(std::string_view(text).substr(from, end - from));
    if (!take_part(part, names, effect)) {
      trouble = part;
      return {};
    }
    from = end + 1;
  }
  return effect;
}

std::optional<FaultEffect> read_fault_effect(Reading& reading, const Names& names, const TomlValue& value,
                                             const std::string& path, const FaultEffect& base) {
  if (!value.is_table() || value.find("value") != nullptr) {
    const Opened opened = open_value(reading, value, path, "(a fault effect)");
    if (opened.value == nullptr) return {};
    std::string trouble;
    const auto effect = opened.value->is_text()
                            ? fault_effect_phrase(opened.value->text, names, base, trouble)
                            : std::nullopt;
    if (!effect) {
      refuse(reading, opened,
             "write parts such as \"talking drop 40%\", \"no sign-in\" or \"25s to talk\", a semicolon "
             "between them, or \"none\"");
    }
    return effect;
  }
  const std::size_t before = reading.problems.size();
  const Section part(reading, &value, "(a fault effect)", path, false);
  FaultEffect effect = base;
  read_stages(part, names, effect);
  if (const auto agents = part.open("agents")) read_agent_fate(reading, *agents, effect);
  read_talk_of_agents(part, effect);
  effect.serves = part.truth("serves").value_or(base.serves);
  effect.token_life = part.duration("token_life").value_or(base.token_life);
  if (const auto adds = part.open("adds", "(a slow-down)")) read_adds(reading, *adds, effect);
  effect.slow_share = part.share("share").value_or(base.slow_share);
  read_effect_limit(part, effect);
  if (const auto ports = part.whole("bridge_ports", 0, most_of_a_limit)) effect.bridge_ports = *ports;
  if (reading.problems.size() > before) return {};
  return effect;
}

}  // namespace switchover
