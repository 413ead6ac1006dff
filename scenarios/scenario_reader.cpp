// read_scenario(): the file with its base and settings, read into one Scenario, or every problem found.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "scenarios/centre_readers.hpp"
#include "scenarios/checks.hpp"
#include "scenarios/drill_reader.hpp"
#include "scenarios/estate_reader.hpp"
#include "scenarios/expectation_parser.hpp"
#include "scenarios/files_reader.hpp"
#include "scenarios/lever_reader.hpp"
#include "scenarios/plan_address.hpp"
#include "scenarios/scenario_tree.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr std::int64_t most_runs = 1'000'000;
constexpr std::size_t most_names = 10'000;  // of one kind; a QueueId has 16 bits, and names are compared

const TomlValue* part(const TomlValue& root, const char* key) {
  const TomlEntry* entry = root.find(key);
  return entry == nullptr ? nullptr : &entry->value;
}

void read_start(const Section& top, Scenario& scenario) {
  Reading& reading = top.reading();
  const auto opened = top.open("start");
  if (!opened) {
    reading.problem(top.place(), "start is not said", "write start = 2026-03-02T08:00:00, without quotes");
    return;
  }
  if (opened->value == nullptr) return;
  const TomlValue& value = *opened->value;
  const bool clock = value.kind == TomlValue::Kind::date || value.kind == TomlValue::Kind::date_time;
  if (!clock || value.has_offset) {
    refuse(reading, *opened,
           value.has_offset
               ? "write the clock at the centre without an offset, and timezone = \"Europe/London\""
               : "write a date and time without quotes, such as 2026-03-02T08:00:00");
    return;
  }
  if (!is_valid(value.clock) || value.clock.year < 1971 || value.clock.year > 9000) {
    refuse(reading, *opened, "write a date from 1971 to 9000");
    return;
  }
  scenario.start = value.clock;
}

void read_length(const Section& top, Scenario& scenario) {
  Reading& reading = top.reading();
  const auto length = top.duration("length");
  if (!top.has("length")) reading.problem(top.place(), "length is not said", "write length = \"10h\"");
  scenario.centre.length = length.value_or(Duration::whole_seconds(86'400));
  if (length &&
      (*length < Duration::whole_seconds(60) || *length > Duration::whole_seconds(50LL * 366 * 86'400))) {
    reading.problem(top.place_of("length"), "length is " + duration_text(*length),
                    "write from one minute to 50 years");
    scenario.centre.length = Duration::whole_seconds(86'400);
  }
  const auto interval = top.duration("interval");
  scenario.centre.interval = interval.value_or(Duration::whole_seconds(900));
  if (interval && *interval < Duration::whole_seconds(1)) {
    reading.problem(top.place_of("interval"), "interval is " + duration_text(*interval),
                    "write at least \"1s\"");
    scenario.centre.interval = Duration::whole_seconds(900);
  }
}

void read_timezone(const Section& top, Scenario& scenario) {
  const auto zone = top.text("timezone");
  if (!zone) return;
  if (!zone_exists(*zone)) {
    top.reading().problem(top.place_of("timezone"), fmt::format("time zone \"{}\" is not known", *zone),
                          "write its IANA name, such as \"Europe/London\"");
    return;
  }
  scenario.timezone = *zone;
}

void read_top(const Section& top, Scenario& scenario, CentreDraft& draft) {
  Reading& reading = top.reading();
  const auto schema = top.whole("schema", 0, 1'000'000);
  if (schema && *schema != 1) {
    reading.problem(top.place_of("schema"), "schema is " + as_written(*top.find("schema")),
                    "this version reads schema = 1");
  }
  scenario.name = top.text("name").value_or(std::filesystem::path(scenario.file).stem().string());
  scenario.question = top.text("question").value_or("");
  read_start(top, scenario);
  read_length(top, scenario);
  read_timezone(top, scenario);
  scenario.max_runs = top.whole("runs", 1, most_runs).value_or(200);
  if (const auto seed = top.open("seed")) {
    scenario.seed = static_cast<std::uint64_t>(read_whole(reading, *seed, 0, INT64_MAX).value_or(1));
  }
  reading.textbook = top.choice("defaults").value_or(0) == 1;
  if (const auto arrivals = top.choice("arrivals")) draft.arrivals = static_cast<ArrivalPattern>(*arrivals);
  reading.calendar = {scenario.start, scenario.centre.length, scenario.timezone};
  draft.spec.length = scenario.centre.length;
  draft.spec.interval = scenario.centre.interval;
}

void read_measure(const Section& top, Scenario& scenario) {
  Reading& reading = top.reading();
  const auto opened = top.open("measure");
  if (!opened || opened->value == nullptr) return;
  if (!opened->value->is_array() || opened->value->items.size() != 2) {
    refuse(reading, *opened, "write two moments, such as [\"02:00\", \"10:00\"] or [\"2h\", \"10h\"]");
    return;
  }
  const std::vector<TomlValue>& items = opened->value->items;
  const auto from = read_moment(reading, {&items[0], "measure[1]", {}}, Time{}, true);
  if (!from) return;
  const auto to = read_moment(reading, {&items[1], "measure[2]", {}}, *from, false);
  if (!to) return;
  if (*to <= *from) {
    refuse(reading, *opened, "the window must not be empty");
    return;
  }
  scenario.measure = std::pair(*from, *to);
}

// Names first: queues speak of groups, groups of queues, events of all.
void collect_names(const TomlValue& root, CentreDraft& draft) {
  const auto collect = [&](const char* key, std::vector<std::string>& names) {
    const TomlValue* table = part(root, key);
    if (table == nullptr || !table->is_table()) return;
    for (const TomlEntry& entry : table->entries) {
      if (entry.value.is_table() && usable_name(entry.key)) names.push_back(entry.key);
    }
  };
  collect("queue", draft.names.queues);
  collect("group", draft.names.groups);
}

void note_files(const std::vector<std::string>& toml_files, const Reading& reading, Scenario& scenario) {
  for (std::size_t i = 0; i < toml_files.size(); ++i) {
    const auto facts = file_facts(toml_files[i]);
    scenario.files.push_back({toml_files[i], facts ? facts->sha256 : "", i == 0 ? "the scenario" : "base"});
  }
  for (const std::string& path : reading.files) {
    const auto facts = file_facts(path);
    scenario.files.push_back({path, facts ? facts->sha256 : "", "sample of a distribution"});
  }
}

}  // namespace

Expected<ScenarioTree> read_tree(const std::string& path) {
  ScenarioTree tree;
  tree.path = path;
  Expected<TomlValue> root = read_with_base(path, tree.toml_files);
  if (!root.ok()) return root.problems();
  tree.root = std::move(root).value();
  return tree;
}

LaidSettings lay_settings(TomlValue& root, const std::vector<std::string>& settings) {
  LaidSettings laid;
  laid.settings = settings;
  for (const std::string& setting : settings) {
    for (const Problem& problem : apply_setting(root, setting)) laid.problems.push_back(problem);
  }
  return laid;
}

Expected<Scenario> read_scenario(const std::string& path, const std::vector<std::string>& settings) {
  if (const auto address = plan_address(path)) return read_plan(*address, settings);
  Expected<ScenarioTree> tree = read_tree(path);
  if (!tree.ok()) return tree.problems();
  if (const TomlEntry* plan = tree.value().root.find("plan")) {
    Problems problems(1);
    problems.front().place = plan->value.place;
    problems.front().what = "this file compares plans";
    problems.front().hint = "use switchover compare, or name one of its plans: 'FILE#PLAN'";
    return problems;
  }
  const LaidSettings laid = lay_settings(tree.value().root, settings);
  return read_scenario(tree.value(), laid);
}

Expected<Scenario> read_scenario(const ScenarioTree& tree, const LaidSettings& laid) {
  const std::string& path = tree.path;
  const TomlValue& root = tree.root;
  Reading reading;
  reading.scenario_path = path;
  reading.append(laid.problems);

  Scenario scenario;
  scenario.file = path;
  scenario.settings = laid.settings;
  CentreDraft draft;
  const Section top(reading, &root, "", "", false);
  const std::size_t before_top = reading.problems.size();
  read_top(top, scenario, draft);
  const bool calendar_known = reading.problems.size() == before_top;  // else every table would lie outside
  read_measure(top, scenario);
  collect_names(root, draft);
  if (std::max(draft.names.queues.size(), draft.names.groups.size()) > most_names) {
    reading.problem({path, 0, 0},
                    fmt::format("{} queues and {} groups are too many", draft.names.queues.size(),
                                draft.names.groups.size()),
                    fmt::format("write at most {} of each", most_names));
    return reading.problems;
  }
  read_platforms(reading, part(root, "platform"), draft);
  read_split_section(reading, part(root, "split"), draft);
  read_callers(reading, part(root, "callers"), draft);
  read_busyness(reading, part(root, "busyness"), draft);
  read_queues(reading, part(root, "queue"), draft);
  read_groups(reading, part(root, "group"), draft);
  read_bridges(reading, part(root, "bridge"), draft);
  read_components(reading, part(root, "component"), draft);
  read_depends(reading, part(root, "depends"), draft);
  note_files(tree.toml_files, reading, scenario);
  add_inline_demand(draft);
  const std::size_t before_files = reading.problems.size();
  if (calendar_known) read_files(reading, part(root, "files"), draft, scenario);
  draft.files_failed = !calendar_known || reading.problems.size() > before_files;
  read_estate(reading, root, draft);
  read_events(reading, part(root, "event"), draft);
  read_drill(reading, part(root, "drill"), draft, scenario.drill);
  read_levers(reading, part(root, "levers"), draft, scenario);
  read_money(reading, part(root, "money"), scenario);
  if (calendar_known) read_incident(reading, part(root, "files"), draft, scenario);
  read_expectations(reading, part(root, "expect"), draft, scenario);
  check_scenario(reading, draft);
  if (!reading.problems.empty()) {
    sort_by_place(reading.problems, path);
    return reading.problems;
  }
  scenario.centre = std::move(draft.spec);
  scenario.estate = std::move(draft.estate.spec);
  scenario.estate_places = std::move(draft.estate.places);
  scenario.presets = std::move(draft.estate.presets);
  scenario.assumptions = std::move(reading.assumptions);
  scenario.lints = std::move(reading.lints);
  summarise(scenario);
  return scenario;
}

}  // namespace switchover
