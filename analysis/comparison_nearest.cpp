#include "analysis/comparison_nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "analysis/design.hpp"
#include "analysis/fix.hpp"
#include "analysis/report_model.hpp"
#include "analysis/sentences.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr std::uint32_t search_runs = 40, confirm_runs = 120;
constexpr std::size_t most_trials = 12;
constexpr double error = 0.05;
constexpr double quick_decision_s = 60, soon_after_repair_s = 900;

struct Change {
  std::string text;                   // "decision in 1 m"
  std::vector<std::string> settings;  // key=value
};
// What a trial came to: promises that are met on average, then how far the others are from their bounds.
struct Trial {
  std::vector<std::size_t> changes;
  std::size_t met = 0;
  double shortfall = std::numeric_limits<double>::infinity();
  std::string missing;  // what the must says that is furthest from being met
  bool better_than(const Trial& other) const {
    return met != other.met ? met > other.met : shortfall < other.shortfall;
  }
};

// How much is missing, as a share of the bound: 0 when it is met, towards 1 when it is far away, so that one
// hopeless promise does not hide what happens to the others.
double short_of(const Judgement& j) {
  if (!j.found.value || meets(*j.found.value, j.comparison, j.threshold)) return 0;
  const double gap = std::abs(*j.found.value - j.threshold);
  if (std::isinf(gap)) return 1;
  const double share = j.threshold != 0 ? gap / std::abs(j.threshold) : gap;
  return share / (1 + share);
}

bool about_people(Metric metric) {
  return metric == Metric::never_served || metric == Metric::never_served_rate;
}

// A word that a shell takes as it is, whatever names are in it.
std::string for_shell(const std::string& text) {
  if (!text.empty() && text.find_first_of(" \t'\"$&|;<>()*?\\`#~![]{}") == std::string::npos) return text;
  std::string quoted = "'";
  for (const char character : text)
    quoted += character == '\'' ? std::string("'\\''") : std::string(1, character);
  return quoted + "'";
}
std::string command_of(const char* verb, const std::string& file, const std::vector<std::string>& settings) {
  std::string command = fmt::format("switchover {} {}", verb, for_shell(file));
  for (const std::string& setting : settings) command += " --set " + for_shell(setting);
  return command;
}

class Search {
 public:
  Search(const PlanSet& plans, std::size_t lead, const ComparisonQuestions& questions, CaseRunner& runner)
      : set_(plans), plan_(plans.plans[lead]), lead_(lead), runner_(runner) {
    questions_.promises.assign(questions.cases[lead].questions.promises.begin(),
                               questions.cases[lead].questions.promises.begin() +
                                   static_cast<std::ptrdiff_t>(plan_.scenario.must.size()));
    ReportModel named;
    name_the_day(plan_.scenario, plan_.scenario.centre, named);
    day_name_ = named.day_name;
  }

  NearestPass all() {
    collect();
    NearestPass answer;
    if (changes_.empty()) return answer;
    answer.searched = true;
    std::vector<Trial> singles;
    for (std::size_t k = 0; k < changes_.size() && trials_ < most_trials / 2; ++k) {
      if (auto trial = tried({k})) singles.push_back(std::move(*trial));
    }
    if (singles.empty()) return {};
    std::stable_sort(singles.begin(), singles.end(),
                     [](const Trial& a, const Trial& b) { return a.better_than(b); });
    Trial best = singles.front();
    // The others on top of the best, the most helpful first; what does not help is left out again.
    for (std::size_t k = 1; k < singles.size() && !passes(best) && trials_ < most_trials; ++k) {
      std::vector<std::size_t> more = best.changes;
      more.push_back(singles[k].changes.front());
      const auto trial = tried(more);
      if (trial && trial->better_than(best)) best = *trial;
    }
    tell(best, answer);
    return answer;
  }

 private:
  void add(std::string text, std::vector<std::string> settings) {
    const bool known = std::any_of(changes_.begin(), changes_.end(),
                                   [&](const Change& other) { return other.settings == settings; });
    if (!known) changes_.push_back({std::move(text), std::move(settings)});
  }

  void collect() {
    for (const InputDifference& difference : set_.differences) {
      for (std::size_t p = 0; p < set_.plans.size(); ++p) {
        const std::string& value = difference.values[p];
        if (value == difference.values[lead_] || value == "not said") continue;
        if (difference.key.find(':') != std::string::npos) continue;  // a cell of a table
        const std::string setting = difference.key + "=" + value;
        add(setting, {setting});
      }
    }
    const EstateSpec& estate = plan_.scenario.estate;
    std::set<std::size_t> struck;
    for (const FaultSpec& fault : estate.faults) {
      for (const ComponentId target : fault.targets) struck.insert(target.index());
    }
    for (std::size_t k = 0; k < estate.failovers.size(); ++k) {
      if (struck.count(estate.failovers[k].watches.index()) > 0) collect_of(estate.failovers[k], k + 1);
    }
  }
  void collect_of(const FailoverSpec& rule, std::size_t number) {
    const std::string key = fmt::format("failover.{}.", number);
    if (rule.agents.dual_enabled > 0 && rule.agents.dual_enabled < 1) {
      add("a login on both platforms for 100% of the agents", {key + "agents.dual_enabled=100%"});
    }
    const FailbackSpec& failback = rule.failback;
    if (failback.when == FailbackSpec::When::after_repair && failback.after.mean() > 2 * soon_after_repair_s)
      add("failback 15 m after the repair", {key + "failback.after_repair=15m"});
    if (rule.decide.mean() > quick_decision_s) add("automatic decision", {key + "decide=0s"});
  }

  std::vector<std::string> settings_of(const Trial& trial) const {
    std::vector<std::string> settings = plan_.added;
    for (const std::size_t k : trial.changes)
      settings.insert(settings.end(), changes_[k].settings.begin(), changes_[k].settings.end());
    return settings;
  }

  // The plan with more settings; nothing where they do not go together.
  std::optional<Scenario> scenario_with(const std::vector<std::string>& settings) {
    Expected<Scenario> read = read_scenario(plan_.address, settings);
    return read ? std::optional<Scenario>(std::move(read).value()) : std::nullopt;
  }

  std::optional<std::vector<Judgement>> judged(const Trial& trial, std::uint32_t runs, Luck luck) {
    std::optional<Scenario> scenario = scenario_with(settings_of(trial));
    if (!scenario) return std::nullopt;
    scenario->seed = plan_.scenario.seed;
    scenario->max_runs = plan_.scenario.max_runs;
    Case c;
    c.name = "nearest: " + words_of(trial);
    c.scenario = std::move(*scenario);
    c.questions = questions_;
    const std::vector<CaseDay> days = runner_.days(c, 0, std::min(runs, runner_.most_runs()), luck);
    return judge_case(c, days, error);
  }

  std::optional<Trial> tried(std::vector<std::size_t> changes) {
    ++trials_;
    Trial trial;
    trial.changes = std::move(changes);
    const auto judgements = judged(trial, search_runs, Luck::search);
    if (!judgements) return std::nullopt;
    weigh(*judgements, trial);
    return trial;
  }
  void weigh(const std::vector<Judgement>& judgements, Trial& trial) const {
    trial.met = 0;
    trial.shortfall = 0;
    trial.missing.clear();
    bool people = false;
    for (std::size_t e = 0; e < judgements.size(); ++e) {
      const double gap = short_of(judgements[e]);
      trial.met += gap == 0 ? 1U : 0U;
      trial.shortfall += gap;
      const bool of_people = about_people(questions_.promises[e].metric);
      if (gap == 0 || (!trial.missing.empty() && (people || !of_people))) continue;
      people = of_people;
      trial.missing =
          promise_sentence(plan_.scenario.centre, questions_.promises[e], judgements[e], day_name_);
    }
  }
  bool passes(const Trial& trial) const { return trial.met == questions_.promises.size(); }

  std::string words_of(const Trial& trial) const {
    std::vector<std::string> words = {plan_.name};
    for (const std::size_t k : trial.changes) words.push_back(changes_[k].text);
    return joined(words, " + ");
  }

  void tell(const Trial& best, NearestPass& answer) {
    const std::string words = words_of(best);
    const auto fresh = judged(best, confirm_runs, Luck::fresh);
    Trial confirmed = best;
    if (fresh) weigh(*fresh, confirmed);
    const std::uint32_t runs = std::min(confirm_runs, runner_.most_runs());
    if (fresh && all_decided(*fresh) && passes(confirmed)) {
      answer.found = true;
      answer.sentence = fmt::format("Nearest: {} passes on {} days with other callers (try:)", words, runs);
    } else if (fresh && passes(confirmed)) {
      answer.sentence =
          fmt::format("Nearest: {} may pass: {} days with other callers cannot tell (try:)", words, runs);
    } else {
      answer.sentence = fmt::format(
          "{} changes and combinations were tried; none passes. Nearest: {}, which keeps {} of {} "
          "musts -> {} (try:)",
          trials_, words, confirmed.met, questions_.promises.size(), confirmed.missing);
    }
    answer.commands = {command_of("run", plan_.address, settings_of(best))};
  }

  const PlanSet& set_;
  const PlanInput& plan_;
  std::size_t lead_;
  CaseRunner& runner_;
  CaseQuestions questions_;
  std::string day_name_;
  std::vector<Change> changes_;
  std::size_t trials_ = 0;
};

// The plan's own levers, with their prices.
NearestPass by_levers(const PlanInput& plan, CaseRunner& runner) {
  const FixAnswer fix = find_fix(plan.scenario, runner, FixOptions{});
  NearestPass answer;
  answer.searched = fix.searched;
  answer.found = fix.found;
  answer.sentence = fmt::format("Of the levers of {}: {}", plan.name, fix.sentence);
  answer.commands = {command_of("fix", plan.address, plan.added)};
  return answer;
}

}  // namespace

NearestPass nearest_pass(const PlanSet& plans, std::size_t lead, const ComparisonQuestions& questions,
                         CaseRunner& runner) {
  const PlanInput& plan = plans.plans[lead];
  if (plan.scenario.levers.empty()) return Search(plans, lead, questions, runner).all();
  return by_levers(plan, runner);
}

}  // namespace switchover
