#include "scenarios/plan_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/centre/plan.hpp"
#include "scenarios/expectation_parser.hpp"
#include "scenarios/figure_parser.hpp"
#include "scenarios/short_name.hpp"

namespace switchover {
namespace {

std::optional<SaidText> said(const Section& section, std::string_view key) {
  const auto text = section.text(key);
  if (!text) return {};
  if (!text->empty()) return SaidText{*text, section.place_of(key)};
  section.reading().problem(section.place_of(key), section.path_of(key) + " is empty", "write a text");
  return {};
}

// A number, or a text.
std::optional<SaidText> said_amount(const Section& section, std::string_view key) {
  const auto opened = section.open(key);
  if (!opened || opened->value == nullptr) return {};
  const TomlValue& value = *opened->value;
  const bool number = value.kind == TomlValue::Kind::whole || value.kind == TomlValue::Kind::number;
  if (number) return SaidText{fmt::format("{}", value.number), value.place};
  return said(section, key);
}

void read_cost(const Section& section, PlanText& plan) {
  const auto cost = said_amount(section, "cost");
  if (!cost) return;
  plan.extra_cost = money_a_month(cost->text);
  if (plan.extra_cost) return;
  section.reading().problem(cost->place, fmt::format("{} is \"{}\"", section.path_of("cost"), cost->text),
                            "write money a month or a year, such as \"8360 per month\"");
}

void read_set(const Section& section, PlanText& plan) {
  const TomlValue* table = section.find("set");
  if (table == nullptr) return;
  if (!table->is_table()) {
    section.reading().problem(table->place,
                              fmt::format("{} is {}", section.path_of("set"), as_written(*table)),
                              "write set = { \"failover.1.decide\" = \"0s\" }");
    return;
  }
  plan.set = flat_settings(*table);
}

void flatten(const TomlValue& table, const std::string& above, std::vector<PlanSetting>& out) {
  for (const TomlEntry& entry : table.entries) {
    // The first part is a path already: "queue.billing.talk" in quotes.
    const std::string key = above.empty() ? entry.key : above + "." + key_part(entry.key);
    if (entry.value.is_table() && !entry.value.in_braces) {
      flatten(entry.value, key, out);
    } else {
      out.push_back({key, entry.value, entry.place});
    }
  }
}

std::vector<SaidText> read_texts(const Section& section, std::string_view key, std::string_view form,
                                 const char* example) {
  std::vector<SaidText> texts;
  const TomlValue* list = section.find(key);
  if (list == nullptr) return texts;
  Reading& reading = section.reading();
  if (!list->is_array()) {
    reading.problem(list->place, fmt::format("{} is {}", section.path_of(key), as_written(*list)),
                    fmt::format("write a list, such as [\"{}\"]", example));
    return texts;
  }
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const TomlValue& item = list->items[i];
    Opened opened = open_value(reading, item, fmt::format("{}[{}]", section.path_of(key), i + 1), form);
    if (opened.is_table()) {
      const TomlEntry* text = opened.value->find("text");
      opened.value = text == nullptr ? nullptr : &text->value;
      if (text == nullptr)
        reading.problem(item.place, opened.path + " has no text", "write { text = \"...\" }");
    }
    if (const auto text = read_text(reading, opened)) texts.push_back({*text, opened.value->place});
  }
  return texts;
}

// A plan's names and calendar as promises and figures need them; takes the centre for as long as it lives.
class PlanNames {
 public:
  explicit PlanNames(Scenario& scenario) : scenario_(scenario) {
    draft.spec = std::move(scenario.centre);
    for (const auto& platform : draft.spec.platforms) draft.names.platforms.push_back(platform.name);
    for (const auto& queue : draft.spec.queues) draft.names.queues.push_back(queue.name);
    for (const auto& group : draft.spec.groups) draft.names.groups.push_back(group.name);
    reading.scenario_path = scenario.file;
    reading.calendar = {scenario.start, draft.spec.length, scenario.timezone};
  }
  ~PlanNames() { scenario_.centre = std::move(draft.spec); }
  PlanNames(const PlanNames&) = delete;
  PlanNames& operator=(const PlanNames&) = delete;

  Reading reading;
  CentreDraft draft;

 private:
  Scenario& scenario_;
};

bool has_limit(const PlatformSpec& platform) {
  return std::isfinite(written_limit(platform, LimitKind::concurrent_calls));
}

// What is shown when nothing is said; only what every plan has.
std::vector<SaidText> usual_figures(const std::vector<PlanInput>& plans) {
  const Place place{plans.front().file, 0, 0};
  std::vector<SaidText> figures{{"never_served", place}};
  const auto everywhere = [&](const auto& known) { return std::all_of(plans.begin(), plans.end(), known); };
  const CentreSpec& first = plans.front().scenario.centre;
  for (const QueueSpec& queue : first.queues) {
    const auto same = [&](const QueueSpec& q) { return q.name == queue.name; };
    const bool known = everywhere([&](const PlanInput& plan) {
      return std::any_of(plan.scenario.centre.queues.begin(), plan.scenario.centre.queues.end(), same);
    });
    if (known) figures.push_back({fmt::format("service_level[{}]", queue.name), place});
  }
  for (const PlatformSpec& platform : first.platforms) {
    bool limited = false;
    const bool known = everywhere([&](const PlanInput& plan) {
      for (const PlatformSpec& one : plan.scenario.centre.platforms) {
        if (one.name != platform.name) continue;
        limited = limited || has_limit(one);
        return true;
      }
      return false;
    });
    if (known && limited) figures.push_back({fmt::format("concurrent_calls_peak[{}]", platform.name), place});
  }
  return figures;
}

void lay_on_plan(const std::vector<SaidText>& figures, const std::vector<SaidText>& must, PlanInput& plan,
                 Problems& problems) {
  PlanNames names(plan.scenario);
  for (const SaidText& said_figure : figures) {
    auto figure = parse_figure(names.reading, said_figure.text, said_figure.place, names.draft);
    if (figure) plan.figures.push_back(std::move(*figure));
  }
  for (const SaidText& promise : must) {
    auto read = parse_expectation(names.reading, promise.text, promise.place, names.draft);
    if (!read) continue;
    if (read->metric == Metric::callbacks_lost) {
      names.reading.problem(
          promise.place,
          fmt::format("promise \"{}\": callbacks are not simulated by this version", promise.text),
          "take it out");
      continue;
    }
    plan.scenario.must.push_back(std::move(*read));
  }
  // What one plan cannot say as another can is said with its name; what none can say, once.
  for (Problem& problem : names.reading.problems) {
    const auto same = [&](const Problem& p) { return p == problem; };
    if (std::any_of(problems.begin(), problems.end(), same)) continue;
    problems.push_back(std::move(problem));
  }
}

std::size_t index_of_plan(const SaidText& wanted, const std::vector<PlanInput>& plans, Problems& problems) {
  std::vector<std::string> names;
  for (const PlanInput& plan : plans) names.push_back(plan.name);
  if (const auto named = index_of(wanted.text, names)) return *named;
  std::vector<std::size_t> of_file;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (plans[i].file == wanted.text || short_name(plans[i].file) == wanted.text) of_file.push_back(i);
  }
  if (of_file.size() == 1) return of_file.front();
  Problem undefined = undefined_name(wanted.place, "plan", wanted.text, names);
  problems.push_back(std::move(undefined));
  return 0;
}

double read_indifference(const SaidText& text, const CompareSpec& compare, const PlanInput& plan,
                         Problems& problems) {
  const auto unit = [&] { return info(plan.figures.back().metric).unit; };
  const auto amount = compare.ranks_by_cost ? money_a_month(text.text) : amount_in(unit(), text.text);
  if (amount && *amount >= 0) return *amount;
  Problem problem;
  problem.place = text.place;
  problem.what = fmt::format("indifference is \"{}\", which is no difference of {}", text.text,
                             compare.ranks_by_cost ? "cost" : plan.figures.back().text);
  problem.hint = fmt::format("write it in its unit, such as \"{}\"",
                             compare.ranks_by_cost ? "500 per month" : example_in(unit()));
  problems.push_back(std::move(problem));
  return 0;
}

}  // namespace

std::string PlanSetting::text() const { return key + "=" + setting_of(value); }

std::vector<PlanSetting> flat_settings(const TomlValue& table) {
  std::vector<PlanSetting> out;
  flatten(table, "", out);
  return out;
}

std::vector<PlanText> read_plan_list(Reading& reading, const TomlValue& list) {
  std::vector<PlanText> plans;
  const std::vector<const TomlValue*> tables = table_list(reading, &list, "plan");
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const Section section(reading, tables[i], "plan", fmt::format("plan[{}]", i + 1), false);
    PlanText plan;
    const auto name = said(section, "name");
    if (name) {
      plan.name = *name;
    } else if (!section.has("name")) {
      reading.problem(section.place(), fmt::format("plan[{}] has no name", i + 1),
                      "write name = \"logins-90\"");
    }
    const auto same = [&](const PlanText& other) { return name && other.name.text == name->text; };
    const auto earlier = std::find_if(plans.begin(), plans.end(), same);
    if (earlier != plans.end()) {
      reading.problem(plan.name.place,
                      fmt::format("there are two plans \"{}\"; the other one is {}", name->text,
                                  to_string(earlier->name.place)),
                      "give each a name of its own");
    }
    plan.use = said(section, "use");
    read_set(section, plan);
    read_cost(section, plan);
    plans.push_back(std::move(plan));
  }
  return plans;
}

CompareText read_compare(Reading& reading, const TomlValue* table) {
  CompareText compare;
  const Section section(reading, table, "compare", "compare", false);
  compare.baseline = said(section, "baseline");
  compare.rank_by = said(section, "rank_by");
  compare.indifference = said_amount(section, "indifference");
  if (section.has("show")) compare.show = read_texts(section, "show", "", "service_level[billing]");
  compare.must = read_texts(section, "must", "(a promise of [expect])", "mean asa[billing] <= 30s over day");
  if (const auto bad = said(section, "bad_case")) {
    const auto percent = bad->text.front() == 'p' ? number_phrase(bad->text.substr(1)) : std::nullopt;
    if (percent && *percent >= 50 && *percent <= 99) {
      compare.bad_case = *percent / 100;
    } else {
      reading.problem(bad->place, fmt::format("compare.bad_case is \"{}\"", bad->text),
                      "write p50 to p99, such as \"p90\"");
    }
  }
  return compare;
}

void lay_rules(const PlanRules& rules, CompareText& compare) {
  if (!rules.baseline.empty()) compare.baseline = {rules.baseline, {"--baseline " + rules.baseline, 0, 0}};
  if (!rules.rank_by.empty()) {
    compare.rank_by = {rules.rank_by, {"--rank-by " + rules.rank_by, 0, 0}};
    compare.indifference.reset();  // it was in another unit
  }
}

CompareSpec lay_compare(const CompareText& compare, const PlanRules& rules, std::vector<PlanInput>& plans,
                        Problems& problems) {
  CompareSpec spec;
  spec.bad_case = compare.bad_case;
  if (compare.baseline) spec.baseline = index_of_plan(*compare.baseline, plans, problems);
  std::vector<SaidText> figures = compare.show ? *compare.show : usual_figures(plans);
  const Place place{plans.front().file, 0, 0};
  SaidText ranked{"never_served", place};
  if (compare.rank_by) {
    spec.rank_by = compare.rank_by->text;
    spec.ranks_by_cost = lower_case(compare.rank_by->text) == "cost";
    if (!spec.ranks_by_cost) ranked = *compare.rank_by;
  }
  figures.push_back(ranked);
  const std::size_t before = problems.size();
  for (PlanInput& plan : plans) lay_on_plan(figures, compare.must, plan, problems);
  if (problems.size() > before) return spec;
  if (rules.indifference) {
    spec.indifference = *rules.indifference;
  } else if (compare.indifference) {
    spec.indifference = read_indifference(*compare.indifference, spec, plans.front(), problems);
  }
  if (!spec.ranks_by_cost) return spec;
  for (const PlanInput& plan : plans) {
    if (plan.extra_cost) return spec;
  }
  Problem problem;
  problem.place = compare.rank_by->place;
  problem.what = "rank_by is \"cost\", but no plan says what it costs";
  problem.hint = "write cost = \"8360 per month\" in a [[plan]]";
  problems.push_back(std::move(problem));
  return spec;
}

}  // namespace switchover
