#include "scenarios/event_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/scenario_keys.hpp"

namespace switchover {
namespace {

std::optional<StagePhrase> stage_of_table(Reading& reading, const Opened& opened) {
  const Section part(reading, opened.value, "(a stage effect)", opened.path, false);
  const auto choice = part.choice("effect");
  if (!choice) {
    if (!part.has("effect"))
      reading.problem(part.place(), opened.path + " has no effect", "write { effect = \"drop\" }");
    return {};
  }
  StagePhrase stage;
  using Effect = StageEffect;
  constexpr Effect effects[] = {Effect::keep,
                                Effect::keep_without_control,
                                Effect::requeue_keep_place,
                                Effect::requeue_at_back,
                                Effect::drop,
                                Effect::fail_to,
                                Effect::delay,
                                Effect::misroute};
  stage.rule.effect = effects[*choice];
  stage.rule.share = part.share("share").value_or(1);
  stage.rule.delay = part.duration("delay").value_or(Duration());
  stage.target = part.text("to").value_or("");
  return stage;
}

bool resolve_target(Reading& reading, const Names& names, const Opened& opened, StagePhrase& stage) {
  const bool fails = stage.rule.effect == StageEffect::fail_to;
  const std::vector<std::string>& known = fails ? names.platforms : names.queues;
  const auto index = index_of(stage.target, known);
  if (!index) {
    reading.append({undefined_name(opened.value->place, fails ? "platform" : "queue", stage.target, known)});
    return false;
  }
  if (fails) {
    stage.rule.to = PlatformId(*index);
  } else {
    stage.rule.misroute_to = QueueId(*index);
  }
  return true;
}

// What can happen to a call that is in a stage.
std::vector<StageEffect> possible_in(std::string_view stage) {
  using E = StageEffect;
  if (stage == "in_queue") {
    return {E::keep, E::delay, E::misroute, E::requeue_keep_place, E::requeue_at_back, E::fail_to, E::drop};
  }
  if (stage == "talking") {
    return {E::keep,    E::delay, E::keep_without_control, E::requeue_keep_place, E::requeue_at_back,
            E::fail_to, E::drop};
  }
  return {E::keep, E::delay, E::misroute, E::fail_to, E::drop};
}

void read_stage(EventDraft& event, const char* key, StageRule& rule) {
  const auto opened = event.section.open(key, "(a stage effect)");
  if (!opened) {
    event.section.note_default(key, "drop", "judgement: what the loss of a data centre does");
    return;
  }
  const auto read = read_stage_rule(event.reading, event.centre.names, *opened, key, event.spec.platform);
  if (read) rule = *read;
}

constexpr LimitKind limit_of_choice[] = {LimitKind::trunks,    LimitKind::calls_per_second,
                                         LimitKind::ivr_ports, LimitKind::concurrent_calls,
                                         LimitKind::queued,    LimitKind::logins};

std::optional<double> own_limit(const PlatformSpec& platform, LimitKind limit) {
  const auto as_number = [](const std::optional<std::uint32_t>& value) {
    return value ? std::optional<double>(*value) : std::nullopt;
  };
  switch (limit) {
    case LimitKind::trunks:
      return as_number(platform.trunks);
    case LimitKind::calls_per_second:
      return platform.calls_per_second;
    case LimitKind::ivr_ports:
      return as_number(platform.ivr_ports);
    case LimitKind::concurrent_calls:
      return as_number(platform.concurrent_calls);
    case LimitKind::queued:
      return as_number(platform.max_queued);
    case LimitKind::logins:
      return as_number(platform.logins);
  }
  return {};
}

// becomes = 200 | "50%" | "12 per second" | "none"
void read_new_limit(EventDraft& event, const Opened& opened) {
  const bool is_rate = event.spec.limit == LimitKind::calls_per_second;
  const TomlValue& value = *opened.value;
  std::optional<double> limit;
  if (value.is_text()) {
    if (lower_case(trimmed(value.text)) == "none") return;
    if (is_rate) limit = rate_per_second_phrase(value.text);
    if (const auto share = share_phrase(value.text)) {
      const auto own =
          event.spec.platform.is_none()
              ? std::nullopt
              : own_limit(event.centre.spec.platforms[event.spec.platform.index()], event.spec.limit);
      if (!own) {
        refuse(event.reading, opened, "a share needs a target platform that has this limit");
        return;
      }
      limit = is_rate ? *own * *share : std::floor(*own * *share);
    }
  } else if (!is_rate && value.kind == TomlValue::Kind::whole) {
    limit = value.number;
  }
  if (!limit || *limit < 0 || *limit > static_cast<double>(most_of_a_limit)) {
    refuse(event.reading, opened,
           is_rate ? "write \"12 per second\", \"50%\" or \"none\""
                   : "write a whole number, \"50%\" or \"none\"");
    return;
  }
  event.spec.limit_value = limit;
}

}  // namespace

std::optional<StageRule> read_stage_rule(Reading& reading, const Names& names, const Opened& opened,
                                         std::string_view stage_key, PlatformId failing) {
  if (opened.value == nullptr) return {};
  std::optional<StagePhrase> stage;
  if (opened.is_table()) {
    stage = stage_of_table(reading, opened);
    if (!stage) return {};
  } else if (opened.value->is_text()) {
    stage = stage_phrase(opened.value->text);
  }
  if (!stage) {
    refuse(
        reading, opened,
        "write \"keep\", \"keep without control\", \"requeue\", \"requeue at back\", \"drop\", \"drop 60%\", "
        "\"fail to new\", \"delay 5s\" or \"misroute to support\"");
    return {};
  }
  const StageEffect effect = stage->rule.effect;
  const std::vector<StageEffect> allowed = possible_in(stage_key);
  if (std::find(allowed.begin(), allowed.end(), effect) == allowed.end()) {
    refuse(reading, opened, fmt::format("this cannot happen to calls that are {}", stage_key));
    return {};
  }
  const bool aims = effect == StageEffect::fail_to || effect == StageEffect::misroute;
  if (aims && !resolve_target(reading, names, opened, *stage)) return {};
  if (effect == StageEffect::fail_to && stage->rule.to == failing) {
    refuse(reading, opened, "this is the platform that fails");
    return {};
  }
  return stage->rule;
}

void read_outage(EventDraft& event) {
  read_stage(event, "ringing", event.spec.effects.dial);
  read_stage(event, "in_ivr", event.spec.effects.ivr);
  read_stage(event, "in_queue", event.spec.effects.queue);
  read_stage(event, "talking", event.spec.effects.talk);
  if (event.spec.to == Time::never() && !event.section.has("to") && !event.section.has("lasts")) {
    event.reading.problem(event.section.place(), event.title + " does not say when it ends",
                          "write lasts = \"30m\", or to = \"close\"");
  }
  read_agents_back(event);
}

void read_agents_back(EventDraft& event) {
  constexpr double default_per_minute = 40;
  const auto use_default = [&] {
    event.spec.sign_ins_per_minute = default_per_minute;
    event.section.note_default("agents", "sign out, back 40 per minute",
                               "judgement; 5 to 200 per minute are reported");
  };
  const auto opened = event.section.open("agents", "(agents of an event)");
  if (!opened) {
    use_default();
    return;
  }
  if (opened->value == nullptr) return;
  std::optional<AgentsBackPhrase> agents;
  if (opened->is_table()) {
    const Section part(event.reading, opened->value, "(agents of an event)", opened->path, false);
    agents = AgentsBackPhrase{};
    agents->sign_out = part.truth("sign_out").value_or(true);
    agents->over = part.duration("back_over").value_or(Duration());
    agents->per_minute = part.rate_per_second("back").value_or(0) * 60;
    agents->says_how_back = part.has("back_over") || part.has("back");
    if (part.has("back_over") && part.has("back")) {
      event.reading.problem(part.place_of("back"), opened->path + " has both back_over and back",
                            "write one of them");
    }
  } else if (opened->value->is_text()) {
    agents = agents_back_phrase(opened->value->text);
  }
  if (!agents) {
    refuse(event.reading, *opened,
           "write \"stay signed in\", \"sign out, back over 15m\" or \"sign out, back 40 per minute\"");
    return;
  }
  event.spec.agents_signed_out = agents->sign_out;
  event.spec.sign_in_over = agents->over;
  event.spec.sign_ins_per_minute = agents->per_minute;
  if (agents->sign_out && !agents->says_how_back) use_default();
  if (!agents->sign_out && event.spec.kind == EventKind::sign_out) {
    refuse(event.reading, *opened, "this event signs agents out");
  }
}

void read_slow(EventDraft& event) {
  event.spec.slow_share = event.section.share("share").value_or(1);
  const auto opened = event.section.open("adds", "(a slow-down)");
  if (!opened) {
    event.reading.problem(event.section.place(), event.title + " does not say what it adds",
                          "write adds = \"25s to talk, 20s to wrap\"");
    return;
  }
  if (opened->value == nullptr) return;
  std::optional<SlowPhrase> slow;
  if (opened->is_table()) {
    const Section part(event.reading, opened->value, "(a slow-down)", opened->path, false);
    slow = SlowPhrase{part.duration("talk").value_or(Duration()), part.duration("wrap").value_or(Duration())};
  } else if (opened->value->is_text()) {
    slow = slow_phrase(opened->value->text);
  }
  if (!slow) {
    refuse(event.reading, *opened, "write what is added, such as \"25s to talk, 20s to wrap\"");
    return;
  }
  event.spec.adds_talk = slow->talk;
  event.spec.adds_wrap = slow->wrap;
  event.section.note(*opened,
                     duration_text(slow->talk) + " to talk, " + duration_text(slow->wrap) + " to wrap");
}

void read_limit(EventDraft& event) {
  const auto choice = event.section.choice("limit");
  if (!choice) {
    if (!event.section.has("limit")) {
      event.reading.problem(event.section.place(), event.title + " does not say which limit",
                            "write limit = \"trunks\"");
    }
    return;
  }
  event.spec.limit = limit_of_choice[*choice];
  const auto opened = event.section.open("becomes");
  if (!opened) {
    event.reading.problem(event.section.place(), event.title + " does not say what the limit becomes",
                          "write becomes = 200, \"50%\" or \"none\"");
    return;
  }
  if (opened->value != nullptr) read_new_limit(event, *opened);
}

void read_event_split(EventDraft& event) {
  const auto opened = event.section.open("split", "(a split)");
  if (!opened) {
    event.reading.problem(event.section.place(), event.title + " does not say the shares",
                          "write split = \"old 50%, new 50%\"");
    return;
  }
  event.spec.split = read_split(event.reading, *opened, event.centre.names).value_or(std::vector<double>{});
}

}  // namespace switchover
