#include "analysis/report/output_schema.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/report/comparison_files.hpp"
#include "analysis/report/report_json.hpp"
#include "sim/contract.hpp"

namespace switchover {

namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> choices_of(std::string_view words) {
  std::vector<std::string> choices;
  while (!words.empty()) {
    const auto at = words.find(" | ");
    choices.emplace_back(words.substr(0, at));
    words = at == std::string_view::npos ? std::string_view{} : words.substr(at + 3);
  }
  return choices;
}

Json of_type(const char* type) { return {{"type", type}}; }
Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Json or_null(Json form) { return {{"anyOf", Json::array({std::move(form), of_type("null")})}}; }
Json whole() { return {{"type", "integer"}, {"minimum", 0}}; }
Json number() { return {{"anyOf", Json::array({of_type("number"), {{"enum", {"infinity", "-infinity"}}}})}}; }
Json number_or_null() {
  return {
      {"anyOf", Json::array({of_type("number"), {{"enum", {"infinity", "-infinity"}}}, of_type("null")})}};
}
// Its fields are added one by one.
Json object() {
  return {{"type", "object"},
          {"additionalProperties", false},
          {"required", Json::array()},
          {"properties", Json::object()}};
}
Json nullable(Json form) {
  form["type"] = Json::array({form.at("type"), "null"});
  return form;
}
Json choice(const FieldInfo& field, bool maybe) {
  Json words = choices_of(field.unit);
  if (maybe) words.push_back(nullptr);
  return {{"enum", std::move(words)}};
}
Json estimate() { return {{"$ref", "#/definitions/estimate"}}; }

Json form_of(const FieldInfo& field) {
  switch (field.type) {
    case FieldType::text:
      return of_type("string");
    case FieldType::maybe_text:
      return nullable(of_type("string"));
    case FieldType::truth:
      return of_type("boolean");
    case FieldType::whole:
      return whole();
    case FieldType::maybe_whole:
      return nullable(whole());
    case FieldType::number:
      return number();
    case FieldType::maybe_number:
      return number_or_null();
    case FieldType::estimate:
      return {{"allOf", Json::array({estimate()})}};
    case FieldType::maybe_estimate:
      return or_null(estimate());
    case FieldType::choice:
      return choice(field, false);
    case FieldType::maybe_choice:
      return choice(field, true);
    case FieldType::texts:
      return list_of(of_type("string"));
    case FieldType::wholes:
      return list_of(whole());
    case FieldType::object:
      return object();
    case FieldType::maybe_object:
      return nullable(object());
    case FieldType::objects:
      return list_of(object());
    case FieldType::maybe_objects:
      return nullable(list_of(object()));
    case FieldType::objects_or_nulls:
      return list_of(nullable(object()));
  }
  return {};
}

const char* type_text(FieldType type) {
  switch (type) {
    case FieldType::text:
      return "text";
    case FieldType::maybe_text:
      return "text or null";
    case FieldType::truth:
      return "true or false";
    case FieldType::whole:
      return "whole number";
    case FieldType::maybe_whole:
      return "whole number or null";
    case FieldType::number:
      return "number";
    case FieldType::maybe_number:
      return "number or null";
    case FieldType::estimate:
      return "estimate";
    case FieldType::maybe_estimate:
      return "estimate or null";
    case FieldType::choice:
      return "word";
    case FieldType::maybe_choice:
      return "word or null";
    case FieldType::texts:
      return "list of texts";
    case FieldType::wholes:
      return "list of whole numbers";
    case FieldType::object:
      return "object";
    case FieldType::maybe_object:
      return "object or null";
    case FieldType::objects:
      return "list of objects";
    case FieldType::maybe_objects:
      return "list of objects or null";
    case FieldType::objects_or_nulls:
      return "list of objects and nulls";
  }
  return "";
}

// The object that a field belongs to, by the path before its last dot.
Json& home_of(Json& root, std::string_view path) {
  Json* at = &root;
  while (true) {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) return *at;
    std::string_view part = path.substr(0, dot);
    const bool in_list = part.ends_with("[]");
    if (in_list) part.remove_suffix(2);
    Json& properties = at->at("properties");
    demand(properties.contains(std::string(part)), "a field stands behind the object that it belongs to");
    at = &properties.at(std::string(part));
    if (in_list) at = &at->at("items");
    path.remove_prefix(dot + 1);
  }
}

std::string described(const FieldInfo& field) {
  const bool has_words = field.type == FieldType::choice || field.type == FieldType::maybe_choice;
  if (field.unit.empty() || has_words) return std::string(field.meaning);
  return fmt::format("{} [{}]", field.meaning, field.unit);
}

std::string schema_of(const std::vector<FieldInfo>& fields, const char* title, int version) {
  Json root = {{"$schema", "http://json-schema.org/draft-07/schema#"},
               {"title", title},
               {"description", "No field that is not listed here; all of these fields, always."}};
  const Json its_object = object();
  for (const auto& [key, value] : its_object.items()) root[key] = value;
  root["properties"]["schema_version"] = {{"const", version}, {"description", "of this schema"}};
  root["required"].push_back("schema_version");
  for (const FieldInfo& field : fields) {
    Json& home = home_of(root, field.path);
    const auto dot = field.path.rfind('.');
    std::string name(dot == std::string_view::npos ? field.path : field.path.substr(dot + 1));
    if (name.ends_with("[]")) name.resize(name.size() - 2);
    Json form = form_of(field);
    form["description"] = described(field);
    home["properties"][name] = std::move(form);
    home["required"].push_back(name);
  }
  Json known = object();
  known["description"] = "a mean over replications and the range that holds it with this confidence";
  const auto add = [&known](const char* name, Json form, const char* meaning) {
    form["description"] = meaning;
    known["properties"][name] = std::move(form);
    known["required"].push_back(name);
  };
  add("mean", number_or_null(), "null: no replication has a value");
  add("lo", number_or_null(), "lower end of the range; null: no range");
  add("hi", number_or_null(), "upper end of the range; null: no range");
  add("confidence", of_type("number"), "of the range: 0.95");
  add("runs", whole(), "replications that have a value");
  root["definitions"] = {{"estimate", known}};
  return root.dump(2) + "\n";
}

}  // namespace

std::string summary_schema() {
  return schema_of(summary_fields(), "switchover run: summary.json", summary_schema_version);
}

std::string comparison_schema() {
  return schema_of(comparison_fields(), "switchover compare and sweep: compare.json",
                   comparison_schema_version);
}

std::string field_table_markdown(const std::vector<FieldInfo>& fields) {
  std::string out = "| field | type | unit or words | meaning |\n|---|---|---|---|\n";
  for (const FieldInfo& field : fields) {
    std::string unit(field.unit);
    for (auto at = unit.find(" | "); at != std::string::npos; at = unit.find(" | "))
      unit.replace(at, 3, ", ");
    out += fmt::format("| `{}` | {} | {} | {} |\n", field.path, type_text(field.type), unit, field.meaning);
  }
  return out;
}

}  // namespace switchover
