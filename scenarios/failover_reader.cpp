// [[failover]]: who notices that a component is lost, who decides, where calls and agents go, and how they
// come back.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/estate_phrases.hpp"
#include "scenarios/estate_reader.hpp"

namespace switchover {
namespace {

constexpr double default_decide_s = 600;
constexpr double default_execute_s = 900;
constexpr double default_notice_low_s = 60, default_notice_high_s = 360;

struct RuleDraft {
  CentreDraft& centre;
  const Section& section;
  FailoverSpec rule;
  FailoverNotes notes;
  const VendorPreset* of_from = nullptr;
  const VendorPreset* of_to = nullptr;

  Reading& reading() const { return section.reading(); }
  void note_preset(std::string_view key, const std::string& value, const VendorPreset& preset) const {
    section.note_default(key, value, fmt::format("preset {}", preset.name));
    Assumption& line = section.reading().assumptions.back();
    line.origin = Assumption::Origin::preset;
    line.source = preset.source;
    line.as_of = preset.as_of;
  }
};

// The figure of the preset of `first`, else of `second`.
const VendorPreset* with_figure(const VendorPreset* first, const VendorPreset* second,
                                std::optional<double> VendorPreset::*figure) {
  if (first != nullptr && first->*figure) return first;
  if (second != nullptr && second->*figure) return second;
  return nullptr;
}

void read_heartbeat(const RuleDraft& draft, const Section& part, HeartbeatSpec& heartbeat) {
  Reading& reading = draft.reading();
  heartbeat.every = part.duration("heartbeat").value_or(heartbeat.every);
  if (heartbeat.every < Duration::microseconds(1000)) {
    reading.problem(part.place_of("heartbeat"), part.path_of("heartbeat") + " is too often",
                    "write at least \"1ms\"");
    heartbeat.every = Duration::whole_seconds(10);
  }
  heartbeat.misses = part.whole("misses", 1, 1000).value_or(heartbeat.misses);
  heartbeat.timeout = part.duration("timeout").value_or(heartbeat.timeout);
  if (heartbeat.timeout <= Duration() || heartbeat.timeout > heartbeat.every) {
    reading.problem(
        part.place_of(part.has("timeout") ? "timeout" : "heartbeat"),
        fmt::format("{}: the timeout of {} does not fit a heartbeat every {}", part.path_of("timeout"),
                    duration_text(heartbeat.timeout), duration_text(heartbeat.every)),
        "write a timeout above 0s and up to the time between two heartbeats");
    heartbeat.timeout = heartbeat.every;
  }
  const auto from = part.text("from");
  if (!from) return;
  std::vector<std::string> sites;
  for (const ComponentSpec& component : draft.centre.estate.spec.components) {
    for (const std::string& site : {component.site, component.link_from, component.link_to}) {
      if (!site.empty() && !index_of(site, sites)) sites.push_back(site);
    }
  }
  if (index_of(*from, sites)) {
    heartbeat.from_site = *from;
  } else {
    reading.append({undefined_name(part.place_of("from"), "site", *from, sites)});
  }
}

void read_detection_table(RuleDraft& draft, const Opened& opened) {
  Reading& reading = draft.reading();
  const Section part(reading, opened.value, "(a detection)", opened.path, true);
  const bool monitors = part.has("monitoring");
  for (const char* key : {"heartbeat", "misses", "timeout", "from"}) {
    if (!monitors || !part.has(key)) continue;
    reading.problem(part.place_of(key), fmt::format("{} does not go with monitoring", part.path_of(key)),
                    "take it out");
  }
  if (monitors) {
    draft.rule.detection = Detection::monitoring;
    if (const auto delay = read_delay(part, "monitoring")) draft.rule.detect = *delay;
    return;
  }
  draft.rule.detection = Detection::heartbeats;
  read_heartbeat(draft, part, draft.rule.heartbeat);
}

void read_detection(RuleDraft& draft) {
  const Section& section = draft.section;
  const TomlValue* value = section.find("detect");
  const bool law = value != nullptr && (!value->is_table() || value->find("value") != nullptr ||
                                        value->find("mean") != nullptr || value->find("law") != nullptr);
  if (value != nullptr && !law) {
    read_detection_table(draft, {value, section.path_of("detect"), {}});
  } else if (value != nullptr) {
    draft.rule.detection = Detection::scripted;
    draft.notes.detect_typed = true;
    if (const auto delay = read_delay(section, "detect")) draft.rule.detect = *delay;
  } else if (const VendorPreset* preset = with_figure(draft.of_from, draft.of_to, &VendorPreset::detect_s)) {
    draft.rule.detection = Detection::scripted;
    draft.rule.detect = Distribution::deterministic(*preset->detect_s);
    draft.note_preset("detect", delay_text(draft.rule.detect), *preset);
  } else {
    section.note_default("detect", "heartbeats every 10s, lost after 3 misses of 1s", "common practice");
  }
  if (const auto slow = read_delay(section, "detect_slow", true)) {
    if (!slow->is_never()) draft.rule.detect_slow = *slow;
  } else if (!section.has("detect_slow")) {
    section.note_default("detect_slow", "never", "heartbeats are answered by what is slow, too");
  }
}

void read_decide_and_execute(RuleDraft& draft) {
  const Section& section = draft.section;
  const bool textbook = draft.reading().textbook;
  if (const auto decide = read_delay(section, "decide")) {
    draft.rule.decide = *decide;
  } else if (!section.has("decide") && !textbook) {
    draft.rule.decide = Distribution::deterministic(default_decide_s);
    section.note_default("decide", "10m", "judgement: a named person says go; 0s = automatic");
  }
  if (const auto execute = read_delay(section, "execute")) {
    draft.rule.execute = *execute;
    return;
  }
  if (section.has("execute")) return;
  const VendorPreset* preset = with_figure(draft.of_to, draft.of_from, &VendorPreset::execute_low_s);
  if (preset != nullptr) {
    const double low = *preset->execute_low_s, high = preset->execute_high_s.value_or(low);
    draft.rule.execute = high > low ? Distribution::uniform(low, high) : Distribution::deterministic(low);
    draft.note_preset("execute", delay_text(draft.rule.execute), *preset);
  } else if (!textbook) {
    draft.rule.execute = Distribution::deterministic(default_execute_s);
    section.note_default("execute", "15m", "judgement: a carrier's redirection; 1m with a cloud's own");
  }
}

void read_traffic(RuleDraft& draft) {
  const Section& section = draft.section;
  Reading& reading = draft.reading();
  FailoverSpec& rule = draft.rule;
  rule.share = section.share("share").value_or(1);
  if (rule.share <= 0) {
    reading.problem(section.place_of("share"), section.path_of("share") + " is nothing",
                    "write the share of the new calls that moves, such as \"100%\"");
  }
  const auto steps = section.open("steps");
  if (steps && steps->value != nullptr) {
    const auto phrase = steps->value->is_text() ? steps_phrase(steps->value->text) : std::nullopt;
    if (phrase) {
      rule.step = phrase->step;
      rule.step_every = phrase->every;
      section.note(*steps, share_text(phrase->step) + " every " + duration_text(phrase->every));
    } else {
      refuse(reading, *steps, "write the step and the time between two, such as \"10% every 1m\"");
    }
  }
  const auto dns = section.open("dns", "(a stale record)");
  if (!dns || dns->value == nullptr) return;
  if (!dns->is_table()) {
    const auto ttl = read_duration(reading, *dns);
    if (ttl) rule.dns_ttl = *ttl;
    return;
  }
  const Section part(reading, dns->value, "(a stale record)", section.path_of("dns"), true);
  rule.dns_ttl = part.duration("ttl").value_or(Duration());
  rule.stubborn = part.share("stubborn").value_or(0);
  rule.stubborn_for = part.duration("for").value_or(Duration());
  if (part.has("for") && !part.has("stubborn")) {
    reading.problem(part.place_of("for"), part.path_of("for") + " is said without stubborn",
                    "write stubborn = \"8%\", too");
  }
}

void read_agents_sign_in(RuleDraft& draft, const Section& part, AgentsMoveSpec& agents) {
  const auto opened = part.open("sign_in", "(a sign-in)");
  if (!opened || opened->value == nullptr) return;
  if (opened->is_table()) {
    const Section own(draft.reading(), opened->value, "(a sign-in)", part.path_of("sign_in"), true);
    agents.sign_in = read_sign_in(own, draft.centre, agents.sign_in);
    return;
  }
  const auto phrase = opened->value->is_text() ? sign_in_phrase(opened->value->text) : std::nullopt;
  if (!phrase) {
    refuse(draft.reading(), *opened, "write \"40 per minute\", or \"40 per minute, 5% fail first try\"");
    return;
  }
  agents.sign_in.per_minute = phrase->per_minute;
  if (phrase->fails) agents.sign_in.fails = *phrase->fails;
  part.note(*opened, number_text(phrase->per_minute) + " per minute, " + share_text(agents.sign_in.fails) +
                         " fail first try");
}

void read_agents(RuleDraft& draft) {
  const TomlValue* value = draft.section.find("agents");
  AgentsMoveSpec& agents = draft.rule.agents;
  const std::vector<SignInSpec>& sign_in = draft.centre.estate.spec.sign_in;
  if (!draft.rule.to.is_none() && draft.rule.to.index() < sign_in.size()) {
    agents.sign_in = sign_in[draft.rule.to.index()];
  }
  if (value == nullptr) return;
  draft.notes.agents_said = true;
  Reading& reading = draft.reading();
  const Section part(reading, value, "failover.agents", draft.section.path_of("agents"), true);
  if (const auto dual = part.share("dual_enabled")) {
    agents.dual_enabled = *dual;
    draft.notes.dual_enabled_typed = true;
  } else if (!part.has("dual_enabled")) {
    reading.problem(part.place(), part.path_of("dual_enabled") + " is not said",
                    "write the share of the agents with a working login on both, such as \"60%\"");
  }
  if (const auto notice = read_delay(part, "notice")) {
    agents.notice = *notice;
  } else if (!part.has("notice") && !reading.textbook) {
    agents.notice = Distribution::uniform(default_notice_low_s, default_notice_high_s);
    part.note_default("notice", delay_text(agents.notice), "judgement");
  }
  read_agents_sign_in(draft, part, agents);
  agents.aht_factor = part.factor("aht_penalty").value_or(1);
  if (!part.has("aht_penalty")) part.note_default("aht_penalty", "none", "not said");
}

void read_failback(RuleDraft& draft, Place& place) {
  const TomlValue* value = draft.section.find("failback");
  place = draft.section.place();
  if (value == nullptr) {
    draft.section.note_default("failback", "never", "not said");
    return;
  }
  Reading& reading = draft.reading();
  const Section part(reading, value, "failover.failback", draft.section.path_of("failback"), true);
  place = part.place();
  draft.notes.at = part.place_of("at");
  FailbackSpec& failback = draft.rule.failback;
  if (part.has("after_repair") && part.has("at")) {
    reading.problem(part.place_of("at"), part.path_of("at") + " is said beside after_repair",
                    "write one of them");
    return;
  }
  if (const auto after = read_delay(part, "after_repair")) {
    failback.when = FailbackSpec::When::after_repair;
    failback.after = *after;
  } else if (const auto opened = part.open("at")) {
    failback.when = FailbackSpec::When::at;
    const auto at = read_moment(reading, *opened, Time{}, true);
    if (at) failback.at = *at;
    if (at) part.note(*opened, as_written(*opened->value));
  } else if (!part.has("after_repair")) {
    reading.problem(part.place(), part.path_of("after_repair") + " is not said",
                    "write after_repair = \"15m\" or at = \"21:00\"");
  }
  if (const auto mode = part.choice("mode")) {
    failback.drain = *mode == 0;
  } else if (!part.has("mode")) {
    part.note_default("mode", "drain", "common practice");
  }
}

void read_through(RuleDraft& draft) {
  const Section& section = draft.section;
  draft.notes.through = section.place_of("through");
  const auto through = section.text("through");
  if (!through) return;
  draft.notes.through_what = *through;
  const EstateDraft& estate = draft.centre.estate;
  const std::string word = lower_case(trimmed(*through));
  const auto kind = word == "number port" ? ComponentKind::number : kind_by_name(word);
  if (kind) {
    draft.notes.through_number = *kind == ComponentKind::number;
    return;
  }
  const auto component = component_of(draft.reading(), estate, *through, draft.notes.through);
  if (!component) return;
  draft.notes.through_number = estate.spec.components[component->index()].kind == ComponentKind::number;
}

// The platform whose calls are redirected: said, or the only one that the watched component carries.
bool read_from_and_to(RuleDraft& draft) {
  const Section& section = draft.section;
  Reading& reading = draft.reading();
  const Names& names = draft.centre.names;
  const auto to = read_platform_name(section, "to", names);
  draft.notes.to = section.place_of("to");
  if (!section.has("to")) {
    reading.problem(section.place(), section.path_of("to") + " is not said",
                    "write the platform that takes the calls, such as to = \"new\"");
  }
  if (to) draft.rule.to = *to;
  if (section.has("from")) {
    const auto from = read_platform_name(section, "from", names);
    if (from) draft.rule.from = *from;
    return to && from;
  }
  if (!to || draft.rule.watches.is_none()) return false;
  const ComponentSpec& watched = draft.centre.estate.spec.components[draft.rule.watches.index()];
  std::vector<PlatformId> candidates = watched.platforms;
  if (candidates.size() > 1)
    candidates.erase(std::remove(candidates.begin(), candidates.end(), *to), candidates.end());
  if (candidates.size() == 1) {
    draft.rule.from = candidates.front();
    return true;
  }
  reading.problem(section.place(),
                  fmt::format("{} carries {} platforms: whose calls are redirected is not said", watched.name,
                              watched.platforms.size()),
                  fmt::format("write from = \"{}\"", names.platforms.front()));
  return false;
}

// One move for each pair of platforms, however many rules use it.
void add_move(std::vector<AgentMove>& moves, const FailoverSpec& rule) {
  const auto same = std::find_if(moves.begin(), moves.end(), [&](const AgentMove& move) {
    return move.from == rule.from && move.to == rule.to;
  });
  if (same == moves.end()) {
    moves.push_back({rule.from, rule.to, rule.agents.aht_factor});
  } else {
    same->aht_factor = std::max(same->aht_factor, rule.agents.aht_factor);
  }
}

void read_rule(RuleDraft& draft, const std::string& title) {
  const Section& section = draft.section;
  Reading& reading = draft.reading();
  EstateDraft& estate = draft.centre.estate;
  draft.notes.watches = section.place_of("watches");
  draft.notes.share = section.place_of("share");
  const auto watches = section.text("watches");
  if (!watches && !section.has("watches")) {
    reading.problem(section.place(), section.path_of("watches") + " is not said",
                    "write the component whose loss starts it, such as watches = \"old.dc1\"");
  }
  const auto component =
      watches ? component_of(reading, estate, *watches, draft.notes.watches) : std::nullopt;
  if (component) draft.rule.watches = *component;
  draft.rule.name = section.text("name").value_or(watches ? "failover of " + *watches : title);
  const bool placed = read_from_and_to(draft);
  if (placed && !estate.preset_of.empty()) {
    draft.of_from = estate.preset_of[draft.rule.from.index()];
    draft.of_to = estate.preset_of[draft.rule.to.index()];
  }
  read_detection(draft);
  read_decide_and_execute(draft);
  read_traffic(draft);
  read_agents(draft);
  read_through(draft);
  Place failback;
  read_failback(draft, failback);
  if (!component || !placed) return;
  estate.places.failovers.push_back(section.place());
  estate.places.failbacks.push_back(failback);
  if (draft.notes.agents_said) {
    add_move(draft.centre.spec.moves, draft.rule);
  }
  estate.spec.failovers.push_back(std::move(draft.rule));
  estate.failovers.push_back(std::move(draft.notes));
}

}  // namespace

void read_failovers(Reading& reading, const TomlValue* failovers, CentreDraft& draft) {
  const std::vector<const TomlValue*> tables = table_list(reading, failovers, "failover");
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const std::string title = fmt::format("failover[{}]", i + 1);
    const Section section(reading, tables[i], "failover", title, true);
    RuleDraft rule{draft, section, {}, {}};
    read_rule(rule, title);
  }
}

}  // namespace switchover
