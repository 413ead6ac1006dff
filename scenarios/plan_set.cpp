// read_plans() and read_sweep(): every plan is a tree of values of its own, read into a Scenario of its own.
#include "scenarios/plan_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "scenarios/checks.hpp"
#include "scenarios/input_differences.hpp"
#include "scenarios/key_words.hpp"
#include "scenarios/plan_address.hpp"
#include "scenarios/plan_reader.hpp"
#include "scenarios/scenario_tree.hpp"
#include "scenarios/short_name.hpp"
#include "scenarios/sweep_axes.hpp"
#include "scenarios/sweep_values.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr std::size_t most_plans = 1'000;
constexpr std::size_t most_problems_of_points = 20;

Problem problem_of(const Place& place, std::string what, std::string hint) {
  Problem problem;
  problem.place = place;
  problem.what = std::move(what);
  problem.hint = std::move(hint);
  return problem;
}

void add_new(Problems& problems, const Problems& more) {
  for (const Problem& problem : more) {
    if (std::find(problems.begin(), problems.end(), problem) == problems.end()) problems.push_back(problem);
  }
}

// What compare and sweep read besides the scenario, taken out of its tree.
struct Sections {
  std::optional<TomlValue> plan, compare, sweep;
};
Sections take_sections(TomlValue& root) {
  Sections out;
  const auto take = [&](const char* key, std::optional<TomlValue>& into) {
    const auto named = [&](const TomlEntry& entry) { return entry.key == key; };
    const auto found = std::find_if(root.entries.begin(), root.entries.end(), named);
    if (found == root.entries.end()) return;
    into = std::move(found->value);
    root.entries.erase(found);
  };
  take("plan", out.plan);
  take("compare", out.compare);
  take("sweep", out.sweep);
  return out;
}

// The plans while they are read.
struct Draft {
  PlanSet set;
  std::vector<ScenarioTree> trees;  // of the plans, after settings; of a sweep the first alone
  Problems problems;
};

void add_plan(Draft& draft, PlanInput plan, ScenarioTree tree, const LaidSettings& laid) {
  Expected<Scenario> scenario = read_scenario(tree, laid);
  if (!scenario.ok()) {
    add_new(draft.problems, scenario.problems());
    return;
  }
  plan.settings = laid.settings;
  if (plan.address.empty()) {
    plan.address = plan.file;
    plan.added = plan.settings;
  }
  plan.scenario = std::move(scenario).value();
  draft.set.plans.push_back(std::move(plan));
  draft.trees.push_back(std::move(tree));
}

Place place_in(const Draft& draft, std::size_t plan, const char* key) {
  if (plan >= draft.trees.size()) return draft.set.plans[plan].place;
  const TomlEntry* entry = draft.trees[plan].root.find(key);
  return entry == nullptr ? Place{draft.set.plans[plan].file, 0, 0} : entry->value.place;
}

// Plans of other days or other queues are not compared by mistake.
void check_alike(Draft& draft) {
  const std::vector<PlanInput>& plans = draft.set.plans;
  const std::string allow = "make them equal, or compare all the same with --different-days";
  for (std::size_t i = 1; i < plans.size(); ++i) {
    const Scenario &first = plans.front().scenario, &other = plans[i].scenario;
    const auto unlike = [&](const char* key, const std::string& here, const std::string& there) {
      if (here == there) return;
      const Place place = place_in(draft, i, key), first_place = place_in(draft, 0, key);
      add_new(draft.problems,
              {problem_of(place,
                          fmt::format("{} of plan \"{}\" is {}, of plan \"{}\" {} ({})", key, plans[i].name,
                                      there, plans.front().name, here, to_string(first_place)),
                          allow)});
    };
    const auto zone = [](const Scenario& s) { return s.timezone.empty() ? "not said" : s.timezone; };
    unlike("start", date_time_text(first.start), date_time_text(other.start));
    unlike("length", duration_text(first.centre.length), duration_text(other.centre.length));
    unlike("interval", duration_text(first.centre.interval), duration_text(other.centre.interval));
    unlike("timezone", zone(first), zone(other));
    const auto names = [](const Scenario& s) {
      std::vector<std::string> out;
      for (const QueueSpec& queue : s.centre.queues) out.push_back(queue.name);
      std::sort(out.begin(), out.end());
      return joined(out);
    };
    unlike("queue", names(first), names(other));
  }
}

Expected<PlanSet> finish(Draft draft, CompareText compare, const PlanRules& rules) {
  if (!draft.problems.empty()) {
    sort_by_place(draft.problems, draft.set.file);
    return draft.problems;
  }
  if (!rules.different_days) check_alike(draft);
  if (draft.problems.empty()) {
    lay_rules(rules, compare);
    draft.set.compare = lay_compare(compare, rules, draft.set.plans, draft.problems);
  }
  if (!draft.problems.empty()) {
    sort_by_place(draft.problems, draft.set.file);
    return draft.problems;
  }
  return std::move(draft.set);
}

void compare_trees(Draft& draft) {
  if (!draft.problems.empty()) return;
  ComparedInputs inputs = compare_inputs(draft.trees);
  draft.set.differences = std::move(inputs.differences);
  draft.set.inputs_compared = inputs.compared;
}

// ---- several files, a plan each

Expected<PlanSet> read_files_as_plans(const std::vector<std::string>& files, const PlanRules& rules) {
  Draft draft;
  draft.set.file = files.front();
  CompareText compare;
  bool has_compare = false;
  std::map<std::string, int> taken;
  std::vector<std::string> names;
  for (const std::string& file : files) {
    const int times = ++taken[short_name(file)];
    PlanInput plan;
    plan.name = times == 1 ? short_name(file) : fmt::format("{}-{}", short_name(file), times);
    plan.file = file;
    plan.place = {file, 0, 0};
    names.push_back(plan.name);
    Expected<ScenarioTree> tree = read_tree(file);
    if (!tree.ok()) {
      add_new(draft.problems, tree.problems());
      continue;
    }
    Sections sections = take_sections(tree.value().root);
    if (sections.plan) {
      draft.problems.push_back(problem_of(sections.plan->place, "this file has plans of its own",
                                          "compare it alone: switchover compare " + file));
      continue;
    }
    if (sections.compare && !has_compare) {  // of the first file that says how
      has_compare = true;
      Reading reading;
      reading.scenario_path = file;
      compare = read_compare(reading, &*sections.compare);
      add_new(draft.problems, reading.problems);
    }
    const LaidSettings laid = lay_settings(tree.value().root, rules.settings);
    add_plan(draft, std::move(plan), std::move(tree).value(), laid);
  }
  draft.set.name = joined(names);
  if (!draft.set.plans.empty()) draft.set.question = draft.set.plans.front().scenario.question;
  compare_trees(draft);
  return finish(std::move(draft), std::move(compare), rules);
}

// ---- one file with [[plan]]s

// Keys of the comparison's own file are of use only to plans that stand on it.
void refuse_idle_keys(const TomlValue& root, const std::vector<PlanText>& texts, Problems& problems) {
  const bool own = std::any_of(texts.begin(), texts.end(), [](const PlanText& plan) { return !plan.use; });
  if (own) return;
  for (const TomlEntry& entry : root.entries) {
    if (entry.key == "name" || entry.key == "question" || entry.key == "schema") continue;
    problems.push_back(problem_of(
        entry.place, fmt::format("\"{}\" is of no use: every plan stands on another file", entry.key),
        "take it out, or write a plan without use"));
  }
}

// The scenario a plan stands on, read once for all its plans.
class Grounds {
 public:
  explicit Grounds(ScenarioTree own) : own_(std::move(own)) {}
  const ScenarioTree* of(const PlanText& plan, Problems& problems) {
    if (!plan.use) return &own_;
    const std::string path = beside(plan.use->place, plan.use->text);
    const auto known = others_.find(path);
    if (known != others_.end()) return known->second ? &*known->second : nullptr;
    std::optional<ScenarioTree>& ground = others_[path];
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
      problems.push_back(problem_of(plan.use->place,
                                    fmt::format("file \"{}\" does not exist", plan.use->text),
                                    "the path is taken from the folder of the file that names it"));
      return nullptr;
    }
    Expected<ScenarioTree> tree = read_tree(path);
    if (!tree.ok()) {
      add_new(problems, tree.problems());
      return nullptr;
    }
    ground = std::move(tree).value();
    const Sections sections = take_sections(ground->root);
    if (sections.plan) {
      problems.push_back(problem_of(
          plan.use->place, fmt::format("\"{}\" has plans of its own", plan.use->text), "name a scenario"));
      ground.reset();
      return nullptr;
    }
    return &*ground;
  }

 private:
  ScenarioTree own_;
  std::map<std::string, std::optional<ScenarioTree>> others_;
};

void read_one_plan(Draft& draft, const PlanText& text, const ScenarioTree& ground, const PlanRules& rules) {
  ScenarioTree tree = ground;
  LaidSettings laid;
  for (const PlanSetting& setting : text.set) {
    laid.settings.push_back(setting.text());
    add_new(laid.problems, set_value(tree.root, setting.key, setting.value, setting.place));
  }
  const LaidSettings last = lay_settings(tree.root, rules.settings);
  laid.settings.insert(laid.settings.end(), last.settings.begin(), last.settings.end());
  add_new(laid.problems, last.problems);
  PlanInput plan;
  plan.name = text.name.text;
  plan.file = tree.path;
  plan.place = text.name.place;
  plan.extra_cost = text.extra_cost;
  plan.address = to_string(PlanAddress{draft.set.file, plan.name});
  plan.added = rules.settings;
  add_plan(draft, std::move(plan), std::move(tree), laid);
}

Expected<PlanSet> read_plan_file(const std::string& file, const PlanRules& rules) {
  Draft draft;
  draft.set.file = file;
  Expected<ScenarioTree> tree = read_tree(file);
  if (!tree.ok()) return tree.problems();
  const Sections sections = take_sections(tree.value().root);
  if (!sections.plan) {
    return problem_of({file, 0, 0}, "there is one plan, and nothing to compare it with",
                      "name a second file, or write [[plan]]s into this one");
  }
  Reading reading;
  reading.scenario_path = file;
  const std::vector<PlanText> texts = read_plan_list(reading, *sections.plan);
  CompareText compare = read_compare(reading, sections.compare ? &*sections.compare : nullptr);
  draft.problems = reading.problems;
  if (texts.size() == 1) {
    draft.problems.push_back(problem_of(sections.plan->place,
                                        "there is one plan, and nothing to compare it with",
                                        "write a second [[plan]]"));
  }
  if (texts.size() > most_plans) {
    return problem_of(sections.plan->place, fmt::format("{} plans are too many", texts.size()),
                      fmt::format("write at most {}", most_plans));
  }
  const TomlValue& root = tree.value().root;
  const auto text_of = [&](const char* key) {
    const TomlEntry* entry = root.find(key);
    return entry != nullptr && entry->value.is_text() ? entry->value.text : std::string();
  };
  draft.set.name = text_of("name").empty() ? short_name(file) : text_of("name");
  draft.set.question = text_of("question");
  refuse_idle_keys(root, texts, draft.problems);
  Grounds grounds(std::move(tree).value());
  for (const PlanText& text : texts) {
    const ScenarioTree* ground = grounds.of(text, draft.problems);
    if (ground != nullptr) read_one_plan(draft, text, *ground, rules);
  }
  compare_trees(draft);
  return finish(std::move(draft), std::move(compare), rules);
}

// ---- sweeps

std::size_t grid_size(const std::vector<SweepAxis>& axes) {
  std::size_t size = 1;
  for (const SweepAxis& axis : axes) {
    size *= axis.values.size();
    if (size > 100 * most_sweep_points) break;  // enough to know
  }
  return size;
}

// The value of a key as the scenario has it.
std::string value_at(const TomlValue& root, const std::string& key) {
  const TomlValue* value = value_of_key(root, key);
  return value == nullptr ? "not said" : setting_of(*value);
}

// A problem of a value has the axis's place and is the same at each of its points. One that lies elsewhere
// comes with the point at which it showed first.
void add_point_problems(Problems& problems, const Problems& of_point, const std::vector<SweepAxis>& axes,
                        const std::string& name, std::set<std::string>& seen) {
  for (const Problem& problem : of_point) {
    if (!seen.insert(to_string(problem)).second || problems.size() >= most_problems_of_points) continue;
    const auto at_axis = [&](const SweepAxis& axis) { return axis.place == problem.place; };
    problems.push_back(problem);
    if (std::none_of(axes.begin(), axes.end(), at_axis)) problems.back().what += ", with " + name;
  }
}

void read_points(Draft& draft, const ScenarioTree& ground, const LaidSettings& laid, const PlanRules& rules) {
  const std::vector<SweepAxis>& axes = draft.set.axes;
  const std::vector<std::string> keys = short_keys(axes);
  std::vector<std::vector<TomlValue>> values(axes.size());
  for (std::size_t a = 0; a < axes.size(); ++a) {
    for (const std::string& text : axes[a].values) values[a].push_back(setting_value(text, axes[a].place));
  }
  const auto points = rules.points ? hypercube_points(axes, *rules.points, rules.seed) : grid_points(axes);
  std::set<std::string> seen;
  for (const std::vector<std::size_t>& point : points) {
    PlanInput plan;
    plan.file = draft.set.file;
    plan.place = axes.front().place;
    LaidSettings at_point = laid;
    ScenarioTree tree = ground;
    std::vector<std::string> name;
    for (std::size_t a = 0; a < axes.size(); ++a) {
      const std::string& text = axes[a].values[point[a]];
      name.push_back(keys[a] + "=" + text);
      plan.point.push_back(text);
      at_point.settings.push_back(axes[a].key + "=" + text);
      add_new(at_point.problems, set_value(tree.root, axes[a].key, values[a][point[a]], axes[a].place));
    }
    plan.name = joined(name);
    Expected<Scenario> scenario = read_scenario(tree, at_point);
    if (!scenario.ok()) {
      add_point_problems(draft.problems, scenario.problems(), axes, plan.name, seen);
      if (draft.problems.size() >= most_problems_of_points) return;
      continue;
    }
    plan.settings = plan.added = at_point.settings;
    plan.address = plan.file;
    plan.scenario = std::move(scenario).value();
    draft.set.plans.push_back(std::move(plan));
  }
}

Problems check_size(const std::string& file, const SweepText& text, const PlanRules& rules) {
  if (text.axes.empty()) {
    return {problem_of({file, 0, 0}, "there is nothing to sweep",
                       "write --set queue.billing.talk=240s,260s or a section [sweep]")};
  }
  const std::size_t size = rules.points ? *rules.points : grid_size(text.axes);
  if (size <= most_sweep_points) return {};
  return {problem_of(
      text.axes.front().place,
      size > 100 * most_sweep_points ? "the grid has more than a million points"
                                     : fmt::format("there are {} points", size),
      fmt::format("at most {}: write fewer values, or draw points with --points 200", most_sweep_points))};
}

}  // namespace

Expected<PlanSet> read_plans(const std::vector<std::string>& files, const PlanRules& rules) {
  demand(!files.empty(), "a comparison of no files");
  return files.size() == 1 ? read_plan_file(files.front(), rules) : read_files_as_plans(files, rules);
}

Expected<PlanSet> read_sweep(const std::string& file, const PlanRules& rules) {
  if (rules.points && (*rules.points < 1 || *rules.points > most_sweep_points)) {
    return problem_of({fmt::format("--points {}", *rules.points), 0, 0},
                      "there are too few or too many points",
                      fmt::format("write 1 to {}", most_sweep_points));
  }
  Expected<ScenarioTree> read = read_tree(file);
  if (!read.ok()) return read.problems();
  ScenarioTree tree = std::move(read).value();
  const Sections sections = take_sections(tree.root);
  if (sections.plan) {
    return problem_of(sections.plan->place, "this file compares plans", "use switchover compare");
  }
  Draft draft;
  draft.set.file = file;
  Reading reading;
  reading.scenario_path = file;
  CompareText compare = read_compare(reading, sections.compare ? &*sections.compare : nullptr);
  compare.baseline.reset();  // "as it is"
  draft.problems = reading.problems;
  SweepText text = read_axes(rules, sections.sweep ? &*sections.sweep : nullptr);
  add_new(draft.problems, text.problems);
  if (text.problems.empty()) add_new(draft.problems, check_size(file, text, rules));
  draft.set.axes = std::move(text.axes);
  const LaidSettings laid = lay_settings(tree.root, text.settings);
  PlanInput as_it_is;
  as_it_is.name = "as it is";
  as_it_is.file = file;
  as_it_is.place = {file, 0, 0};
  for (SweepAxis& axis : draft.set.axes) {
    axis.of = words_of_key(tree.root, axis.key);
    as_it_is.point.push_back(value_at(tree.root, axis.key));
  }
  add_plan(draft, std::move(as_it_is), tree, laid);
  if (draft.problems.empty()) {
    draft.set.name = draft.set.plans.front().scenario.name;
    draft.set.question = draft.set.plans.front().scenario.question;
    read_points(draft, tree, laid, rules);
  }
  if (draft.problems.empty()) {
    draft.set.inputs_compared = compare_inputs({tree}).compared;
    for (std::size_t a = 0; a < draft.set.axes.size(); ++a) {
      InputDifference& difference = draft.set.differences.emplace_back();
      difference.key = draft.set.axes[a].key;
      difference.of = draft.set.axes[a].of;
      for (const PlanInput& plan : draft.set.plans) difference.values.push_back(plan.point[a]);
    }
  }
  return finish(std::move(draft), std::move(compare), rules);
}

}  // namespace switchover
