// The schema, the table of keys, the reader, the shipped scenarios and docs/SCENARIO.md say the same.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "scenarios/scenario_keys.hpp"
#include "scenarios/toml_document.hpp"
#include "scenarios/wall_clock.hpp"
#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;
using namespace switchover::testing;
using Json = nlohmann::json;

namespace {

// As much of JSON Schema as our schema uses.
class Validator {
 public:
  explicit Validator(Json schema) : schema_(std::move(schema)) {}
  bool valid(const Json& value) const { return valid(value, schema_); }
  bool valid(const Json& value, const Json& rule) const {
    if (rule.contains("$ref") && !valid(value, resolve(rule.at("$ref")))) return false;
    if (rule.contains("type") && !of_type(value, rule.at("type"))) return false;
    if (rule.contains("const") && value != rule.at("const")) return false;
    if (rule.contains("enum") && std::count(rule.at("enum").begin(), rule.at("enum").end(), value) == 0)
      return false;
    if (rule.contains("pattern") && value.is_string() &&
        !std::regex_search(value.get<std::string>(), std::regex(rule.at("pattern").get<std::string>()))) {
      return false;
    }
    if (rule.contains("anyOf")) {
      const Json& forms = rule.at("anyOf");
      if (std::none_of(forms.begin(), forms.end(), [&](const Json& form) { return valid(value, form); }))
        return false;
    }
    if (value.is_array()) return valid_array(value, rule);
    return !value.is_object() || valid_object(value, rule);
  }
  const Json& resolve(const std::string& reference) const {
    return schema_.at(Json::json_pointer(reference.substr(1)));
  }

 private:
  static bool of_type(const Json& value, const std::string& type) {
    if (type == "string") return value.is_string();
    if (type == "number") return value.is_number();
    if (type == "integer") return value.is_number_integer();
    if (type == "boolean") return value.is_boolean();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
  }
  bool valid_array(const Json& value, const Json& rule) const {
    if (rule.contains("minItems") && value.size() < rule.at("minItems")) return false;
    if (rule.contains("maxItems") && value.size() > rule.at("maxItems")) return false;
    for (std::size_t i = 0; i < value.size(); ++i) {
      const bool by_place = rule.contains("prefixItems") && i < rule.at("prefixItems").size();
      if (by_place && !valid(value[i], rule.at("prefixItems")[i])) return false;
      if (!by_place && rule.contains("items") && !valid(value[i], rule.at("items"))) return false;
    }
    return true;
  }
  bool valid_object(const Json& value, const Json& rule) const {
    for (const auto& [key, item] : value.items()) {
      if (rule.contains("properties") && rule.at("properties").contains(key)) {
        if (!valid(item, rule.at("properties").at(key))) return false;
      } else if (rule.contains("additionalProperties")) {
        const Json& more = rule.at("additionalProperties");
        if (more.is_boolean() ? !more.get<bool>() : !valid(item, more)) return false;
      }
    }
    return true;
  }
  Json schema_;
};

Json as_json(const TomlValue& value) {
  using K = TomlValue::Kind;
  switch (value.kind) {
    case K::text:
      return value.text;
    case K::whole:
      return value.whole;
    case K::number:
      return value.number;
    case K::boolean:
      return value.boolean;
    case K::date:
      return date_text(value.clock);
    case K::time:
      return as_written(value);
    case K::date_time:
      return date_time_text(value.clock);
    case K::array: {
      Json out = Json::array();
      for (const TomlValue& item : value.items) out.push_back(as_json(item));
      return out;
    }
    case K::table: {
      Json out = Json::object();
      for (const TomlEntry& entry : value.entries) out[entry.key] = as_json(entry.value);
      return out;
    }
  }
  return nullptr;
}

Json parsed(const std::string& toml) {
  const Expected<TomlValue> value = parse_toml(toml, "s.toml");
  if (!value.ok()) FAIL(to_string(value.problems().front()));
  return as_json(value.value());
}

void check_references(const Json& node, const Validator& schema) {
  if (node.is_object() && node.contains("$ref") && node.at("$ref").is_string()) {
    INFO(node.at("$ref"));
    CHECK_NOTHROW(schema.resolve(node.at("$ref")));
  }
  if (node.is_structured()) {
    for (const Json& child : node) check_references(child, schema);
  }
}

std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> found;
  const std::filesystem::path library = std::filesystem::path(SWITCHOVER_SOURCE_DIR) / "scenarios/library";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(library)) {
    if (entry.path().filename() == "scenario.toml") found.push_back(entry.path().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

// The lines without the one that begins with "name =".
std::string without(const std::string& text, const std::string& name) {
  std::string out;
  std::istringstream lines(text);
  for (std::string one; std::getline(lines, one);) {
    if (one.rfind(name + " =", 0) != 0) out += one + "\n";
  }
  return out;
}

const std::string some_components = "[component.\"old.dc1\"]\n[component.\"old.sync\"]\n[component.sso]\n";

bool is_of_estate(const KeyInfo& key) {
  const std::set<std::string_view> sections{"component.NAME", "platform.NAME.sign_in", "flow",
                                            "failover",       "failover.agents",       "failover.failback"};
  return sections.count(key.section) > 0;
}
// The sections around the example of a key of the estate.
std::string around_in_estate(const KeyInfo& key) {
  const std::string line = std::string(key.example) + "\n", name(key.name);
  if (key.section == "component.NAME") {
    const bool link = name == "between" || name == "bandwidth" || name == "latency";
    const std::string standby = name == "promotion" ? "standby = \"old.dc1\"\n" : "";
    return some_components + (link ? "[component.wan]\n" : "[component.crm]\n") + standby + line;
  }
  if (key.section == "platform.NAME.sign_in") {
    return some_components + "[platform.new.sign_in]\n" + line;
  }
  if (key.section == "flow") {
    return some_components + "[component.wan]\nbetween = [\"london\", \"leeds\"]\n" +
           without("[[flow]]\nfrom = \"london\"\nto = \"leeds\"\nsize = \"1 MB\"\n", name) + line;
  }
  if (key.section == "failover" || key.section == "failover.agents" || key.section == "failover.failback") {
    std::string rule =
        "[[failover]]\nwatches = \"old.dc1\"\nto = \"new\"\nagents = { dual_enabled = \"9%\" }\n";
    if (key.section == "failover") return some_components + without(rule, name) + line;
    const bool agents = key.section == "failover.agents";
    if (agents) rule = without(rule, "agents");
    std::string part = agents ? "dual_enabled = \"9%\"\n" : "after_repair = \"5m\"\n";
    if (agents ? name == "dual_enabled" : name != "mode") part = "";
    return some_components + rule + "[" + std::string(key.section) + "]\n" + part + line;
  }
  return {};
}

// The sections around the example of a key of a lever.
std::string around_lever(const KeyInfo& key, const std::string& centre) {
  const std::string name(key.name);
  const std::set<std::string> of_failover{"dual_enabled", "decide", "failback"};
  const std::set<std::string> of_agents{"agents", "group", "from", "to", "price"};
  std::string target = "platform = \"old\"\n", pull = "trunks = \"1..2\"\n";
  if (of_failover.count(name) > 0 || name == "failover") {
    target = "failover = \"old.dc1\"\n", pull = "decide = \"0s..10m\"\n";
  } else if (of_agents.count(name) > 0) {
    target = "group = \"billing\"\n", pull = "agents = \"0..40\"\n";
  }
  const bool qualifies = name == "group" || name == "platform" || name == "failover" || name == "from" ||
                         name == "to" || name == "price";
  return small_top +
         "[platform.old]\ntrunks = 9\nlogins = 9\nivr_ports = 9\nconcurrent_calls = 9\n"
         "max_new_calls = \"1 per second\"\n[platform.new]\n" +
         centre + some_components +
         "[[failover]]\nwatches = \"old.dc1\"\nto = \"new\"\ndecide = \"1h\"\n"
         "agents = { dual_enabled = \"9%\" }\nfailback = { after_repair = \"5h\" }\n[levers.one]\n" +
         without(target, name) + (qualifies ? pull : "") + std::string(key.example) + "\n";
}

// A scenario in which the example of a key stands in its section.
std::string around(const KeyInfo& key) {
  const std::string line = std::string(key.example) + "\n";
  const std::string platforms = "[platform.old]\ntrunks = 9\n[platform.new]\n";
  const std::string support = "[queue.support]\ntalk = \"9s\"\ncalls_per_hour = 1\n";
  const std::string groups = "[group.support]\nskills = [\"support\", \"billing\"]\nagents = 1\n";
  const std::string queue =
      "[queue.billing]\npromise = \"80/20\"\ntalk = \"9s\"\ncalls_per_hour = 1\nivr = \"1s\"\n";
  const std::string group = "[group.billing]\nskills = \"billing\"\nagents = 1\n";
  const std::string rest = platforms + support + groups;
  const std::string name(key.name);
  const std::string top = name == "start" || name == "length" ? without(small_top, name) : small_top;
  if (key.section.empty()) {
    const bool header = line[0] == '[';
    return header ? top + rest + queue + group : top + line + rest + queue + group;
  }
  if (key.section == "queue.NAME") return small_top + rest + without(queue, name) + line + group;
  if (key.section == "group.NAME") return small_top + rest + queue + without(group, name) + line;
  if (key.section == "platform.NAME") {
    return small_top + "[platform.old]\n" + (name == "burst" ? "max_new_calls = \"1 per second\"\n" : "") +
           line + "[platform.new]\n" + support + groups + queue + group;
  }
  if (key.section == "bridge") {
    return small_top + rest + queue + group + without("[[bridge]]\nfrom = \"old\"\nto = \"new\"\n", name) +
           line;
  }
  if (key.section == "levers.NAME") return around_lever(key, support + groups + queue + group);
  const std::string centre = small_top + rest + queue + group;
  if (is_of_estate(key)) return centre + around_in_estate(key);
  if (key.section == "event") {
    std::string kind = "more calls", more = "by = \"5%\"\n";
    const std::set<std::string> outage{"target", "ringing", "in_ivr", "in_queue", "talking", "agents"};
    if (outage.count(name) > 0) kind = "outage", more = "lasts = \"30m\"\n";
    if (name == "group" || name == "groups" || name == "when_agents_vanish") kind = "fewer agents";
    if (name == "share" || name == "adds") kind = "slow", more = "adds = \"5s to talk\"\n";
    if (name == "limit" || name == "becomes") kind = "limit", more = "limit = \"trunks\"\nbecomes = 1\n";
    if (name == "split") kind = "split calls", more = "";
    const std::set<std::string> of_components{"probability", "every", "flaps"};
    std::string parts;
    if (of_components.count(name) > 0) {
      kind = "outage", more = "lasts = \"30m\"\ntarget = \"old.dc1\"\n", parts = some_components;
    }
    if (name == "callbacks") kind = "outage", more = "lasts = \"30m\"\n";
    if (name == "holds") more += "ramp = [[\"08:00\", \"50%\"]]\n";
    return small_top + rest + queue + group + parts +
           without("[[event]]\nname = \"e\"\nwhat = \"" + kind + "\"\n" + more, name) + line;
  }
  return small_top + rest + queue + group +
         (key.section == "sign_in" || key.section == "drill" ? some_components + "[component.recording]\n"
                                                             : std::string()) +
         "[" + std::string(key.section) + "]\n" + line;
}

}  // namespace

TEST_CASE("the schema is JSON Schema with every reference resolved and every key of the table") {
  const Json schema = Json::parse(scenario_schema());
  CHECK(schema.at("$schema") == "https://json-schema.org/draft/2020-12/schema");
  const Validator validator(schema);
  check_references(schema, validator);
  const auto names_in = [](const Json& object) {
    std::set<std::string> names;
    for (const auto& [name, rule] : object.at("properties").items()) names.insert(name);
    return names;
  };
  const auto names_of = [](const char* section) {
    const std::vector<std::string> names = key_names(section);
    return std::set<std::string>(names.begin(), names.end());
  };
  CHECK(names_in(schema) == names_of(""));
  for (const auto& [definition, section] : {std::pair("platform", "platform.NAME"),
                                            std::pair("queue", "queue.NAME"),
                                            std::pair("group", "group.NAME"),
                                            std::pair("callers", "callers"),
                                            std::pair("busyness", "busyness"),
                                            std::pair("split_section", "split"),
                                            std::pair("files", "files"),
                                            std::pair("bridge", "bridge"),
                                            std::pair("event", "event"),
                                            std::pair("expect", "expect"),
                                            std::pair("component", "component.NAME"),
                                            std::pair("sign_in", "sign_in"),
                                            std::pair("flow", "flow"),
                                            std::pair("failover", "failover"),
                                            std::pair("failover.agents", "failover.agents"),
                                            std::pair("failover.failback", "failover.failback"),
                                            std::pair("platform.NAME.sign_in", "platform.NAME.sign_in"),
                                            std::pair("levers", "levers.NAME"),
                                            std::pair("money", "money"),
                                            std::pair("plan", "plan"),
                                            std::pair("compare", "compare")}) {
    INFO(section);
    CHECK(names_in(schema.at("$defs").at(definition)) == names_of(section));
    CHECK(schema.at("$defs").at(definition).at("additionalProperties") == false);
  }
}

TEST_CASE("the table of keys has no key twice, and later keys are not in it") {
  std::set<std::pair<std::string, std::string>> seen;
  for (const KeyInfo& key : scenario_keys()) {
    INFO(key.section << "." << key.name);
    CHECK(seen.emplace(key.section, key.name).second);
    CHECK_FALSE(key.meaning.empty());
    CHECK_FALSE(key.example.empty());
    CHECK_FALSE(type_name(key.type).empty());
  }
  CHECK(type_name(ValueType::text) == "text");
  CHECK(type_name(ValueType::agents_back) == "agents_back");
  CHECK(type_name(ValueType::anything) == "anything");
  for (const LaterKey& key : later_keys()) CHECK(find_key(key.section, key.name) == nullptr);
}

TEST_CASE("every example of the table is read, and satisfies the schema") {
  const Json schema = Json::parse(scenario_schema());
  const Validator validator(schema);
  for (const KeyInfo& key : scenario_keys()) {
    INFO(key.section << "." << key.name << ": " << key.example);
    if (key.section.empty() || key.section.front() != '(') {
      if (key.name == "base" || key.section == "files" || key.name == "arrivals")
        continue;                                                        // they need files
      if (key.name == "later_breaks" || key.name == "cancel") continue;  // they need a schedule
      if (key.section == "plan" || key.name == "plan") continue;  // they need another plan: plan_set_test
      const std::string text = around(key);
      INFO(text);
      CHECK(problems_of(text) == Lines{});
      CHECK(validator.valid(parsed(text)));
    } else {
      CHECK(parsed(std::string(key.example)).contains(std::string(key.name)));
    }
  }
}

TEST_CASE("the schema refuses what the reader refuses") {
  const Validator validator(Json::parse(scenario_schema()));
  const std::string good = small_top + small_queue + small_group;
  CHECK(validator.valid(parsed(good)));
  for (const char* wrong :
       {"tlk = \"5s\"\n", "contained = \"half\"\n", "promise = \"80 in 20\"\n", "max_wait = \"30\"\n",
        "sl_counts = \"all\"\n", "priority = 1.5\n", "balk = { percent = \"5\" }\n",
        "short_abandon = { second = 5 }\n", "calls_per_hour = [[\"08:00\"]]\n"}) {
    INFO(wrong);
    const std::string text = small_top + "[queue.billing]\ntalk = \"240s\"\n" + wrong + small_group;
    CHECK_FALSE(validator.valid(parsed(text)));
    CHECK_FALSE(problems_of(text).empty());
  }
}

TEST_CASE("every shipped scenario reads without problem and satisfies the schema") {
  const Validator validator(Json::parse(scenario_schema()));
  const std::vector<std::string> shipped = shipped_scenarios();
  CHECK(shipped.size() >= 6);
  for (const std::string& path : shipped) {
    INFO(path);
    const Expected<Scenario> read = read_scenario(path);
    Lines lines;
    if (!read.ok()) {
      for (const Problem& problem : read.problems()) lines.push_back(to_string(problem));
    }
    CHECK(lines == Lines{});
    CHECK(validator.valid(parsed(text_of(path))));
  }
}

TEST_CASE("the shipped comparison satisfies the schema, and plans of unknown keys do not") {
  const Validator validator(Json::parse(scenario_schema()));
  const std::string text = text_of(std::filesystem::path(SWITCHOVER_SOURCE_DIR) /
                                   "scenarios/library/compare-failback/compare.toml");
  CHECK(validator.valid(parsed(text)));
  CHECK_FALSE(validator.valid(parsed(text + "shwo = []\n")));
  CHECK_FALSE(validator.valid(parsed(text + "[[plan]]\nnmae = \"x\"\n")));
  CHECK(validator.valid(parsed(small_top + "[sweep]\nqueue.billing.talk = [\"1s\"]\nseed = \"1..3/1\"\n")));
}

TEST_CASE("docs/SCENARIO.md holds the table of keys as it is") {
  const std::string document = text_of(std::filesystem::path(SWITCHOVER_SOURCE_DIR) / "docs/SCENARIO.md");
  const std::string begin = "<!-- keys: begin -->\n", end = "<!-- keys: end -->";
  const std::size_t from = document.find(begin), to = document.find(end);
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  CHECK(document.substr(from + begin.size(), to - from - begin.size()) == key_table_markdown());
}

TEST_CASE("every figure that can be promised stands in docs/SCENARIO.md") {
  const std::string document = text_of(std::filesystem::path(SWITCHOVER_SOURCE_DIR) / "docs/SCENARIO.md");
  const std::vector<std::string> units{"share", "count", "seconds", "per hour"};
  const std::vector<std::string> scopes{"queue or platform", "queue", "group or platform", "platform"};
  for (const MetricInfo& metric : all_metrics()) {
    const std::string row = std::string("| `") + metric.name + "` | " +
                            units[static_cast<std::size_t>(metric.unit)] + " | " +
                            scopes[static_cast<std::size_t>(metric.scope)] + " | " + metric.meaning + " |\n";
    INFO(row);
    CHECK(document.find(row) != std::string::npos);
  }
}
