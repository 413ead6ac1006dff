// What happens on the day: more or fewer calls and agents, outages, slow-downs, limits, sign-outs, splits.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/estate_reader.hpp"
#include "scenarios/event_parts.hpp"
#include "scenarios/scenario_keys.hpp"

namespace switchover {
namespace {

using Keys = std::vector<std::string_view>;

// The keys that go with each kind, besides name, what, at, from and in_twin.
Keys keys_of(EventKind kind) {
  switch (kind) {
    case EventKind::more_calls:
    case EventKind::fewer_calls:
      return {"to", "lasts", "by", "ramp", "holds", "queue", "queues"};
    case EventKind::more_agents:
      return {"to", "lasts", "by", "group", "groups"};
    case EventKind::fewer_agents:
      return {"to", "lasts", "by", "group", "groups", "when_agents_vanish"};
    case EventKind::outage:
      return {"to",     "lasts",    "by",      "target", "ringing",
              "in_ivr", "in_queue", "talking", "agents", "callbacks"};
    case EventKind::slow:
      return {"to", "lasts", "adds", "share", "queue", "queues", "target"};
    case EventKind::limit:
      return {"to", "lasts", "target", "limit", "becomes"};
    case EventKind::sign_out:
      return {"to", "lasts", "by", "target", "group", "groups", "agents"};
    case EventKind::split_calls:
      return {"split", "queue", "queues"};
    case EventKind::split_agents:
      return {"split"};
    case EventKind::fault:
      return {};
  }
  return {};
}

// Callbacks are read, so that a scenario keeps what it says, and asked about, because no run has them.
void ask_about_callbacks(const EventDraft& event) {
  if (!event.section.text("callbacks")) return;
  event.reading.lints.push_back({event.section.place_of("callbacks"),
                                 event.title + ": callbacks are not simulated yet",
                                 "figures about callbacks stay empty"});
}

void refuse_foreign_keys(const EventDraft& event) {
  Keys allowed = keys_of(event.spec.kind);
  allowed.insert(allowed.end(), {"name", "what", "at", "from", "in_twin"});
  // Keys of components are explained elsewhere where the event could have had one as its target.
  const bool strikes = is_fault(event.spec.kind);
  for (const std::string& key : key_names("event")) {
    const bool of_components = key == "every" || key == "probability" || key == "flaps" ||
                               (key == "share" && event.spec.kind == EventKind::outage);
    if (strikes && of_components) continue;
    if (!event.section.has(key) || std::count(allowed.begin(), allowed.end(), key) > 0) continue;
    event.reading.problem(event.section.place_of(key),
                          fmt::format("{}: \"{}\" does not go with \"{}\"", event.title, key, event.what),
                          "take it out");
  }
  for (const auto& [one, other] : {std::pair("at", "from"), std::pair("to", "lasts"),
                                   std::pair("queue", "queues"), std::pair("group", "groups")}) {
    if (!event.section.has(one) || !event.section.has(other)) continue;
    event.reading.problem(event.section.place_of(other),
                          fmt::format("{} has both \"{}\" and \"{}\"", event.title, one, other),
                          "write one of them");
  }
}

void read_ramp(EventDraft& event) {
  const auto opened = event.section.open("ramp");
  if (!opened || opened->value == nullptr) return;
  if (!opened->value->is_array()) {
    refuse(event.reading, *opened,
           "write moments and shares, such as [[\"08:00\", \"0%\"], [\"08:30\", \"100%\"]]");
    return;
  }
  const auto steps = read_steps(event.reading, *opened, "[[\"08:00\", \"0%\"], [\"08:30\", \"100%\"]]");
  if (!steps) return;
  if (steps->moments.size() != steps->values.size()) {
    refuse(event.reading, *opened,
           "a ramp happens once: write its moments with the day, such as \"Tue 08:30\"");
    return;
  }
  for (const StepMoment& moment : steps->moments) {
    const Opened value =
        open_value(event.reading, *steps->values[moment.step].value, opened->path, "(a share)");
    const auto share = read_share(event.reading, value);
    if (!share) return;
    event.spec.ramp.push_back({moment.at, *share});
  }
  const bool holds = event.section.truth("holds").value_or(false);
  if (event.spec.ramp.back().share > 0 && !holds) {
    event.reading.problem(
        opened->value->items.back().place,
        fmt::format("{}: the ramp ends at {}", event.title, share_text(event.spec.ramp.back().share)),
        "end it at \"0%\", or write holds = true");
  }
}

void read_times(EventDraft& event) {
  const Section& section = event.section;
  const bool is_at = section.has("at");
  if (const auto opened = section.open(is_at ? "at" : "from")) {
    event.spec.from = read_moment(event.reading, *opened, Time{}, true).value_or(Time{});
  } else if (!event.spec.ramp.empty()) {
    event.spec.from = event.spec.ramp.front().at;
  }
  if (const auto lasts = section.duration("lasts")) {
    event.spec.to = event.spec.from + *lasts;
  } else if (const auto opened = section.open("to")) {
    const auto to = read_moment(event.reading, *opened, event.spec.from, false);
    const bool close = opened->value != nullptr && opened->value->is_text() &&
                       lower_case(trimmed(opened->value->text)) == "close";
    if (to && !close) event.spec.to = *to;
  } else if (!event.spec.ramp.empty() && event.spec.ramp.back().share <= 0) {
    event.spec.to = event.spec.ramp.back().at;
  }
  if (event.spec.to <= event.spec.from) {
    event.reading.problem(section.place_of(section.has("lasts") ? "lasts" : "to"),
                          fmt::format("{} ends when it begins", event.title), "write a later end");
    event.spec.to = Time::never();
  }
  for (const RampPoint& point : event.spec.ramp) {
    if (point.at >= event.spec.from && point.at <= event.spec.to) continue;
    event.reading.problem(section.place_of("ramp"),
                          fmt::format("{}: the ramp goes beyond the event", event.title),
                          "its moments lie between from and to");
    break;
  }
}

std::vector<std::size_t> read_scope_names(const EventDraft& event, const char* key, const char* plural,
                                          const std::vector<std::string>& known) {
  const char* used = event.section.has(plural) ? plural : key;
  std::vector<std::size_t> found;
  for (const std::string& name : event.section.names(used).value_or(std::vector<std::string>{})) {
    if (name == "all" && index_of(name, known) == std::nullopt) return {};
    if (const auto index = index_of(name, known)) {
      found.push_back(*index);
    } else {
      event.reading.append({undefined_name(event.section.place_of(used), key, name, known)});
    }
  }
  return found;
}

void read_scope(EventDraft& event) {
  const Names& names = event.centre.names;
  for (const std::size_t q : read_scope_names(event, "queue", "queues", names.queues))
    event.spec.queues.emplace_back(q);
  for (const std::size_t g : read_scope_names(event, "group", "groups", names.groups))
    event.spec.groups.emplace_back(g);
  const auto target = event.section.text("target");
  if (!target || *target == "all") return;
  if (const auto platform = index_of(*target, names.platforms)) {
    event.spec.platform = PlatformId(*platform);
    return;
  }
  const std::size_t dot = target->find('.');
  const std::string head = target->substr(0, dot);
  const bool nearly_component = dot != std::string::npos && index_of(head, names.platforms);
  std::vector<std::string> known = names.platforms;
  const std::vector<std::string>& components = event.centre.estate.components;
  known.insert(known.end(), components.begin(), components.end());
  Problem unknown = undefined_name(event.section.place_of("target"),
                                   nearly_component     ? "component"
                                   : components.empty() ? "platform"
                                                        : "platform or component",
                                   *target, known);
  if (nearly_component && components.empty()) {
    unknown.hint =
        fmt::format("write [component.\"{}\"], or the whole platform: target = \"{}\"", *target, head);
  }
  event.reading.append({unknown});
}

void read_by(EventDraft& event) {
  EventSpec& spec = event.spec;
  const bool calls = spec.kind == EventKind::more_calls || spec.kind == EventKind::fewer_calls;
  const bool whole_by_default = spec.kind == EventKind::outage || spec.kind == EventKind::sign_out;
  const auto opened = event.section.open("by", "(a size)");
  if (!opened) {
    if (whole_by_default) {
      spec.share = 1;
      return;
    }
    event.reading.problem(event.section.place(), fmt::format("{} does not say by how much", event.title),
                          calls ? "write by = \"35%\"" : "write by = \"8%\" or by = 12");
    return;
  }
  if (opened->value == nullptr) return;
  const TomlValue& value = *opened->value;
  std::optional<double> share, count;
  if (value.is_text()) {
    share = share_phrase(value.text);
    count = agents_phrase(value.text);
  } else if (value.kind == TomlValue::Kind::whole || value.kind == TomlValue::Kind::number) {
    count = value.number;
  } else if (value.is_table()) {
    const auto inner = [&](const char* key) -> std::optional<double> {
      const TomlEntry* entry = value.find(key);
      if (entry == nullptr) return {};
      return read_number(event.reading, {&entry->value, opened->path + "." + key, {}}, 0, 1e6);
    };
    count = inner("agents");
    if (const auto percent = inner("percent")) share = *percent / 100;
  }
  const bool counts_allowed = !calls && spec.kind != EventKind::outage;
  if (!share && !(count && counts_allowed)) {
    refuse(event.reading, *opened,
           counts_allowed ? "write a share or a number of agents, such as \"8%\" or 12"
                          : "write a share with its sign, such as \"35%\"");
    return;
  }
  const double size = share.value_or(count.value_or(0));
  const bool grows = spec.kind == EventKind::more_calls || spec.kind == EventKind::more_agents;
  const double most = count ? most_agents : grows ? 1000 : 1;
  if (!(size >= 0 && size <= most)) {
    refuse(event.reading, *opened,
           size < 0 ? "it must not be negative: \"what\" says the direction"
                    : fmt::format("it must be at most {}", count ? number_text(most) : share_text(most)));
    return;
  }
  spec.share = share.value_or(0);
  if (count && !share) spec.count = count;
  event.section.note(*opened, share ? share_text(*share) : number_text(*count) + " agents");
}

void read_one(EventDraft& event) {
  if (event.spec.kind == EventKind::fault) {
    event.reading.problem(event.section.place_of(event.section.has("target") ? "target" : "what"),
                          event.title + ": maintenance happens to a component",
                          "write the component, such as target = \"old.dc1\"");
    return;
  }
  refuse_foreign_keys(event);
  if (is_fault(event.spec.kind)) {
    const std::size_t before = event.reading.problems.size();
    refuse_component_keys(event);
    if (event.reading.problems.size() > before) return;
  }
  read_ramp(event);
  read_times(event);
  read_scope(event);
  EventSpec& spec = event.spec;
  spec.in_twin = event.section.truth("in_twin").value_or(false);
  if (const auto choice = event.section.choice("when_agents_vanish")) {
    spec.vanish = static_cast<WhenAgentsVanish>(*choice);
  }
  switch (spec.kind) {
    case EventKind::more_calls:
    case EventKind::fewer_calls:
    case EventKind::more_agents:
    case EventKind::fewer_agents:
      read_by(event);
      break;
    case EventKind::sign_out:
      read_by(event);
      read_agents_back(event);
      break;
    case EventKind::outage:
      read_by(event);
      read_outage(event);
      break;
    case EventKind::slow:
      read_slow(event);
      break;
    case EventKind::limit:
      read_limit(event);
      break;
    case EventKind::split_calls:
    case EventKind::split_agents:
      read_event_split(event);
      break;
    case EventKind::fault:
      break;
  }
}

}  // namespace

void read_events(Reading& reading, const TomlValue* events, CentreDraft& draft) {
  const std::vector<const TomlValue*> tables = table_list(reading, events, "event");
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const TomlEntry* named = tables[i]->find("name");
    const bool has_name = named != nullptr && named->value.is_text() && !named->value.text.empty();
    const std::string title =
        has_name ? "event \"" + named->value.text + "\"" : fmt::format("event[{}]", i + 1);
    EventDraft event{reading, draft, Section(reading, tables[i], "event", title, false), title, "", {}};
    event.spec.name = event.section.text("name").value_or("");
    if (event.spec.name.empty()) {
      reading.problem(event.section.place(), "an event has no name", "write name = \"35% more calls\"");
    }
    for (const EventSpec& other : draft.spec.events) {
      if (other.name != event.spec.name || !has_name) continue;
      reading.problem(named->place, fmt::format("two events are called \"{}\"", other.name),
                      "names tell events apart");
    }
    const auto what = event.section.choice("what");
    if (!what) {
      if (!event.section.has("what")) {
        reading.problem(event.section.place(), title + " does not say what happens",
                        "write what = \"more calls\"");
      }
      continue;
    }
    event.what = choices_of(*find_key("event", "what"))[*what];
    event.spec.kind = static_cast<EventKind>(*what);  // maintenance: the kind fault
    const EventTargets targets = component_targets(event);
    if (targets.failed) continue;
    if (targets.components.empty()) {
      read_one(event);
    } else {
      read_fault(event, targets.components);
    }
    ask_about_callbacks(event);
    draft.events.push_back({event.section.place()});
    draft.spec.events.push_back(std::move(event.spec));
  }
}

}  // namespace switchover
