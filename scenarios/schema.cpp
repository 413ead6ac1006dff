// The JSON Schema of scenario files (draft 2020-12), made from the one table of keys. Editors use it; the
// reader stays the authority: cross checks (names, times within the day) have no place in a schema.
#include <nlohmann/json.hpp>

#include "scenarios/scenario.hpp"
#include "scenarios/scenario_keys.hpp"

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;

const char* const number_pattern = "[+-]?[0-9]*\\.?[0-9]+";
const char* const duration_units =
    "(ms|s|secs?|seconds?|m|mins?|minutes?|h|hrs|hours?|d|days?|w|weeks?|y|years?)";

std::string duration_pattern() { return std::string("([0-9]*\\.?[0-9]+\\s*") + duration_units + "\\s*)+"; }
std::string whole_line(const std::string& pattern) { return "^\\s*(?:" + pattern + ")\\s*$"; }

Json text_like(const std::string& pattern) { return {{"type", "string"}, {"pattern", pattern}}; }
Json one_of(std::vector<Json> forms) {
  Json out;
  out["anyOf"] = Json::array();
  for (Json& form : forms) out["anyOf"].push_back(std::move(form));
  return out;
}
Json reference(const std::string& name) { return {{"$ref", "#/$defs/" + name}}; }

// The section of the table of keys with the parts of a type's long form; none: value and provenance only.
struct TypeForm {
  ValueType type;
  const char* form;
};
const std::vector<TypeForm>& type_forms() {
  using T = ValueType;
  static const std::vector<TypeForm> forms{
      {T::text, ""},
      {T::truth, ""},
      {T::whole, ""},
      {T::number, ""},
      {T::date_time, ""},
      {T::moment, ""},
      {T::moments, ""},
      {T::duration, "(a duration)"},
      {T::share, "(a share)"},
      {T::change, "(a size)"},
      {T::factor, "(a factor)"},
      {T::rate, "(a rate)"},
      {T::promise, "(a promise)"},
      {T::distribution, "(a distribution)"},
      {T::redial, "(a redial)"},
      {T::skills, ""},
      {T::name, ""},
      {T::names, ""},
      {T::platforms, ""},
      {T::counts, ""},
      {T::agent_counts, ""},
      {T::split_steps, "(a split)"},
      {T::split, "(a split)"},
      {T::ramp, ""},
      {T::stage, "(a stage effect)"},
      {T::agents_back, "(agents of an event)"},
      {T::slow, "(a slow-down)"},
      {T::limit_value, ""},
      {T::file, "(a file)"},
      {T::pairs, ""},
      {T::expectations, ""},
      {T::sizes, ""},
      {T::delay, "(a distribution)"},
      {T::pace, "(a rate)"},
      {T::frequency, ""},
      {T::bandwidth, ""},
      {T::data_size, ""},
      {T::steps, ""},
      {T::flaps, ""},
      {T::fault_share, "(a share)"},
      {T::sign_in, "(a sign-in)"},
      {T::detection, "(a detection)"},
      {T::stale_record, "(a stale record)"},
      {T::fault_effect, "(a fault effect)"},
      {T::provenance, ""},
      {T::anything, ""},
  };
  return forms;
}
Json steps_of(const Json& value) {
  const Json moment = reference("moment_short");
  return {
      {"type", "array"},
      {"minItems", 1},
      {"items",
       {{"type", "array"}, {"prefixItems", Json::array({moment, value})}, {"minItems", 2}, {"maxItems", 2}}}};
}

// The short form of a type.
Json short_form(ValueType type) {
  using T = ValueType;
  const Json text = {{"type", "string"}};
  const Json number = {{"type", "number"}};
  const std::string share = whole_line(std::string(number_pattern) + "\\s*%");
  switch (type) {
    case T::truth:
      return {{"type", "boolean"}};
    case T::whole:
      return {{"type", "integer"}};
    case T::number:
      return number;
    case T::moments:
      return {{"type", "array"}, {"items", reference("moment_short")}, {"minItems", 2}, {"maxItems", 2}};
    case T::duration:
      return one_of({text_like(whole_line(duration_pattern())), {{"const", 0}}});
    case T::share:
      return one_of({text_like(share), {{"const", 0}}});
    case T::change:
      return one_of(
          {text_like(whole_line(std::string(number_pattern) + "\\s*(%|agents?)")), {{"type", "number"}}});
    case T::factor:
      return one_of({text_like(whole_line(std::string(number_pattern) + "\\s*%?")), number});
    case T::pace:
      return one_of({reference("rate_short"), text_like("^\\s*[Aa]t\\s+once\\s*$")});
    case T::rate:
      return text_like(
          whole_line(std::string(number_pattern) + "\\s*(per\\s+|/\\s*)(second|sec|s|minute|min|m|hour|h)"));
    case T::promise:
      return text_like(whole_line(std::string(number_pattern) + "\\s*%\\s*(in|within)\\s+" +
                                  duration_pattern() + "|" + number_pattern + "\\s*/\\s*[0-9.]+"));
    case T::names:
      return one_of({text, {{"type", "array"}, {"items", text}, {"minItems", 1}}});
    case T::skills: {
      const Json skill = one_of({text, reference("skill")});
      const Json equal = {{"type", "array"}, {"items", skill}, {"minItems", 1}};
      return one_of({text,
                     reference("skill"),
                     {{"type", "array"}, {"items", one_of({skill, equal})}, {"minItems", 1}}});
    }
    case T::counts:
    case T::agent_counts:
      return one_of({number, steps_of(number)});
    case T::split_steps:
      return one_of({text, steps_of(one_of({text, reference("split")}))});
    case T::ramp:
      return steps_of(reference("share"));
    case T::limit_value:
      return one_of({{{"type", "number"}}, text});
    case T::pairs:
      return {{"type", "object"}};
    case T::sizes:
      return one_of({text, {{"type", "array"}, {"items", text}}});
    case T::expectations:
      return {{"type", "array"}, {"items", one_of({text, reference("expectation")})}};
    case T::anything:
      return Json::object();
    case T::fault_share:
      return one_of({text_like(whole_line(std::string("random(\\s+up\\s+to\\s+") + number_pattern +
                                          "\\s*%)?|" + number_pattern + "\\s*%")),
                     {{"const", 0}}});
    case T::detection:
      return one_of({text, {{"const", 0}}, reference("distribution")});
    case T::delay:
      return one_of({text, {{"const", 0}}, reference("duration")});
    case T::distribution:
    case T::redial:
      return one_of({text, {{"const", 0}}});
    default:
      return text;
  }
}

Json property(const KeyInfo& key);

// "failover.agents" of the key agents in [failover]; the name of a section at the top is its own.
std::string section_name(const KeyInfo& key) {
  const std::string inner = std::string(key.section) + "." + std::string(key.name);
  return key_names(inner).empty() ? std::string(key.name) : inner;
}

Json object_of(std::string_view section, bool with_value) {
  Json out = {{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
  for (const KeyInfo& key : scenario_keys()) {
    if (key.section == section) out["properties"][std::string(key.name)] = property(key);
  }
  if (!with_value) return out;
  for (const KeyInfo& key : scenario_keys()) {
    if (key.section == "(a value)") out["properties"][std::string(key.name)] = property(key);
  }
  return out;
}

Json property(const KeyInfo& key) {
  Json out;
  const std::string name(key.name);
  if (key.type == ValueType::sections) {
    const bool list =
        name == "event" || name == "bridge" || name == "flow" || name == "failover" || name == "plan";
    const Json item = reference(name);
    out = list ? Json{{"type", "array"}, {"items", item}}
               : Json{{"type", "object"}, {"additionalProperties", item}};
  } else if (key.type == ValueType::section || name == "weight") {
    out = reference(section_name(key));
  } else if (key.type == ValueType::choice) {
    const Json choice = {{"enum", choices_of(key)}};
    Json open = object_of("(a value)", false);
    open["properties"]["value"] = choice;
    out = one_of({choice, open});
  } else {
    out = reference(std::string(type_name(key.type)));
  }
  std::string about(key.meaning);
  if (!key.unit.empty() && key.type != ValueType::choice) about += " [" + std::string(key.unit) + "]";
  if (!key.default_value.empty()) about += "; default: " + std::string(key.default_value);
  out["description"] = about;
  if (!key.example.empty()) out["examples"] = Json::array({std::string(key.example)});
  return out;
}

Json definitions() {
  Json defs;
  for (const TypeForm& form : type_forms()) {
    const std::string name(type_name(form.type));
    const bool bare = form.type == ValueType::provenance || form.type == ValueType::anything ||
                      form.type == ValueType::pairs;
    if (bare) {
      defs[name] = short_form(form.type);
      continue;
    }
    Json open = object_of(std::string_view(form.form).empty() ? "(a value)" : form.form, true);
    open["properties"]["value"] = reference(name + "_short");
    defs[name + "_short"] = short_form(form.type);
    defs[name] = one_of({reference(name + "_short"), open});
  }
  defs["need"] = object_of("(a need)", true);
  defs["skill"] = object_of("(a skill)", true);
  defs["expectation"] = object_of("(a promise of [expect])", true);
  defs["weight"] = object_of("(a weight)", true);
  for (const char* name : {"platform", "queue", "group", "component", "levers"}) {
    defs[name] = object_of(std::string(name) + ".NAME", false);
  }
  for (const char* name : {"callers", "busyness", "split_section", "files", "bridge", "event", "expect",
                           "sign_in", "flow", "failover", "failover.agents", "failover.failback",
                           "platform.NAME.sign_in", "drill", "plan", "compare", "money"}) {
    defs[name] = object_of(std::string(name) == "split_section" ? "split" : name, false);
  }
  return defs;
}

}  // namespace

std::string scenario_schema() {
  Json schema;
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["title"] = "switchover scenario";
  schema["description"] =
      "A contact centre, its demand, its agents, what happens on the day, and what is promised.";
  const Json top = object_of("", false);
  for (const auto& [key, value] : top.items()) schema[key] = value;
  schema["properties"]["split"]["$ref"] = "#/$defs/split_section";
  schema["$defs"] = definitions();
  return schema.dump(2) + "\n";
}

}  // namespace switchover
