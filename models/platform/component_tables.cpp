#include "models/platform/component_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "models/platform/component_kinds.hpp"
#include "sim/joined.hpp"

namespace switchover {

namespace {

std::string words(StageEffect effect) {
  switch (effect) {
    case StageEffect::keep:
      return "keep";
    case StageEffect::delay:
      return "delay";
    case StageEffect::misroute:
      return "misroute";
    case StageEffect::keep_without_control:
      return "keep without control";
    case StageEffect::requeue_keep_place:
      return "requeue";
    case StageEffect::requeue_at_back:
      return "requeue at back";
    case StageEffect::fail_to:
      return "fail to";
    case StageEffect::drop:
      return "drop";
  }
  return {};
}
std::string words(const StageRule& rule) {
  std::string text = words(rule.effect);
  if (rule.effect == StageEffect::delay) text += fmt::format(" {}s", rule.delay.in_seconds());
  if (rule.share < 1) text += fmt::format(" {}%", rule.share * 100);
  return text;
}

std::string agents(const FaultEffect& effect) {
  switch (effect.agents) {
    case AgentFate::stay:
      return "stay";
    case AgentFate::signed_out:
      return "signed out, conversations: " + words(effect.agents_talk);
    case AgentFate::no_sign_in:
      return "nobody can sign in";
    case AgentFate::unreachable:
      return "rings are not answered";
  }
  return {};
}

std::string others(const FaultEffect& effect) {
  std::vector<std::string> parts;
  if (!effect.serves) parts.emplace_back("waiting calls are not connected");
  const auto adds = [&](Duration time, const char* stage) {
    if (time > Duration{}) parts.push_back(fmt::format("adds {}s to {}", time.in_seconds(), stage));
  };
  adds(effect.adds_talk, "talk");
  adds(effect.adds_wrap, "wrap");
  if (effect.bridge_ports) parts.push_back(fmt::format("bridges have {} ports", *effect.bridge_ports));
  return joined(parts);
}

std::string slow(const FaultEffect& effect) {
  std::vector<std::string> parts;
  const auto stage = [&](const char* name, const StageRule& rule) {
    if (rule.effect != StageEffect::keep) parts.push_back(std::string(name) + ": " + words(rule));
  };
  stage("new calls", effect.calls.dial);
  stage("in the IVR", effect.calls.ivr);
  stage("in the queue", effect.calls.queue);
  stage("talking", effect.calls.talk);
  if (const std::string rest = others(effect); !rest.empty()) parts.push_back(rest);
  return parts.empty() ? "nothing" : joined(parts);
}

std::string figure(const std::optional<double>& value, const char* unit = "") {
  return value ? fmt::format("{}{}", *value, unit) : "";
}

}  // namespace

std::string component_table_markdown() {
  std::string out =
      "\n| kind | faults | new calls | in the IVR | in the queue | talking | agents | else | needed | repair "
      "| times a year | source |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n";
  for (const KindInfo& kind : all_kinds()) {
    const FaultEffect& down = kind.when_down;
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {}m | {} | {} |\n", kind.name,
                       kind.rows, words(down.calls.dial), words(down.calls.ivr), words(down.calls.queue),
                       words(down.calls.talk), agents(down), others(down), kind.needed_hard ? "hard" : "soft",
                       kind.repair_minutes, kind.times_a_year, kind.source);
  }
  out += "\n| kind | slow | last words of names |\n|---|---|---|\n";
  for (const KindInfo& kind : all_kinds()) {
    out += fmt::format("| {} | {} | {} |\n", kind.name, slow(kind.when_slow),
                       joined({kind.words.begin(), kind.words.end()}));
  }
  return out + "\n";
}

std::string preset_table_markdown() {
  std::string out =
      "\n| preset | as of | concurrent calls | new calls a second | a queue holds | detect | execute | step "
      "| "
      "sign-ins a minute | desktops back | evidence |\n|---|---|---|---|---|---|---|---|---|---|---|\n";
  for (const VendorPreset& preset : all_presets()) {
    std::string execute = figure(preset.execute_low_s, "s");
    if (preset.execute_high_s) execute += " to " + figure(preset.execute_high_s, "s");
    const std::string step = preset.step ? fmt::format("{}%", *preset.step * 100) : "";
    out += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", preset.name,
                       preset.as_of, figure(preset.concurrent_calls), figure(preset.calls_per_second),
                       figure(preset.max_queued), figure(preset.detect_s, "s"), execute, step,
                       figure(preset.sign_in_per_minute), figure(preset.desktop_repair_s, "s"),
                       std::string(preset.evidence) == "V" ? "documented" : "judgement");
  }
  out += "\n| preset | what it says | source |\n|---|---|---|\n";
  for (const VendorPreset& preset : all_presets()) {
    out += fmt::format("| `{}` | {} | {} |\n", preset.name, preset.summary, preset.source);
  }
  return out + "\n";
}

}  // namespace switchover
