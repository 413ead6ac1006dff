#include "analysis/solve_agents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/figures.hpp"
#include "analysis/staff_search.hpp"
#include "analysis/wording.hpp"
#include "scenarios/wall_clock.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;
constexpr double least_calls = 1;  // a day: a step with fewer has no level to keep
constexpr int most_checks = 5;
constexpr double many_agents = 40;  // at the peak: the curve goes by share instead of by agent

enum class Mode { every_step, day_shaped, whole_day };

class AgentSolution {
 public:
  AgentSolution(const Scenario& scenario, CaseRunner& runner, const SolveOptions& options)
      : scenario_(scenario), runner_(runner), options_(options), trials_(runner, question_) {
    question_.scenario = with_target(scenario, options);
    question_.grid = staff_grid(scenario);
    question_.targets = queue_targets(scenario, options);
    question_.share_of_days = options.target.share_of_days;
    mode_ = !options.per_interval          ? Mode::whole_day
            : options.target.share_of_days ? Mode::day_shaped
                                           : Mode::every_step;
    choose_groups();
    there_ = staffing_of(scenario.centre, question_.grid);
    report_.scenario = scenario.name;
    report_.start = scenario.start;
    report_.length = scenario.centre.length;
    report_.step = question_.grid.step;
    report_.of_days = question_.share_of_days.has_value();
    report_.judged_steps = mode_ == Mode::every_step;
    report_.step_higher = question_.targets.front().higher_is_better;
    report_.higher_is_better = question_.share_of_days || question_.targets.front().higher_is_better;
    report_.file = scenario.file;
    report_.what = SolveFor::agents;
    report_.search_runs = std::min(options.search_runs, runner.most_runs());
    report_.check_runs = std::min(options.check_runs, runner.most_runs());
    report_.seed = scenario.seed;
    for (const QueueTarget& t : question_.targets) {
      const std::string words = target_words(question_.scenario, options.target, t);
      if (std::find(words_.begin(), words_.end(), words) == words_.end()) words_.push_back(words);
    }
    if (words_.size() > 1) {
      words_.clear();
      for (const QueueTarget& t : question_.targets)
        words_.push_back(target_words(question_.scenario, options.target, t) + " (" + name_of(t) + ")");
    }
    report_.target = joined(words_, " and ");
    if (question_.share_of_days)
      report_.target += fmt::format(" on {:.6g}% of days", *question_.share_of_days * 100);
    std::vector<std::string> names;
    for (const std::size_t g : question_.groups) names.push_back(scenario.centre.groups[g].name);
    report_.subject = "agents of " + joined(names, " and ");
  }

  SolveReport run() {
    const StaffDemand demand = demand_of(runner_, question_, there_, std::max(2U, report_.search_runs));
    judge_what_can_be(demand);
    StaffSearch search(trials_, question_, demand, there_, report_.search_runs);
    erlang_ = search.by_formula();
    report_.there = agent_hours(question_.grid, there_, question_.groups);
    if (!reachable_) {
      report_.needed = report_.there;
      report_.sentence = sentence_;
      report_.exit_code = 1;
      finish(demand);
      return report_;
    }
    staffing_ = mode_ == Mode::every_step   ? search.every_step()
                : mode_ == Mode::day_shaped ? search.day_shaped()
                                            : search.whole_day();
    report_.found = search.reached() && cannot_.empty();
    check(search);
    report_.needed = agent_hours(question_.grid, staffing_, question_.groups);
    tell_intervals();
    tell_curve();
    report_.exit_code = verdict(search.reached());
    tell_sentence(search.reached());
    finish(demand);
    return report_;
  }

 private:
  std::string name_of(const QueueTarget& target) const {
    return scenario_.centre.queues[target.queue.index()].name;
  }
  std::string clock(std::size_t step) const {
    return clock_text(scenario_.start, scenario_.centre.length, question_.grid.at[step]);
  }
  std::string step_word() const {
    const double s = question_.grid.step.in_seconds();
    if (question_.grid.at.size() == 1) return "interval";
    return s == 1800 ? "half-hour" : s == 3600 ? "hour" : s == 900 ? "quarter of an hour" : "interval";
  }

  // Groups that serve a queue of the target first; for a queue that nobody serves first, all that serve it.
  void choose_groups() {
    const CentreSpec& spec = scenario_.centre;
    std::set<std::size_t> chosen;
    for (const QueueTarget& target : question_.targets) {
      std::vector<GroupId> groups = first_groups(spec, target.queue);
      for (std::size_t g = 0; groups.empty() && g < spec.groups.size(); ++g) {
        for (const SkillSpec& skill : spec.groups[g].skills) {
          if (skill.queue == target.queue) chosen.insert(g);
        }
      }
      std::vector<std::size_t> staffed;
      for (const GroupId g : groups) {
        if (!spec.groups[g.index()].agents.empty() ||
            std::any_of(spec.groups[g.index()].counted.begin(), spec.groups[g.index()].counted.end(),
                        [](const StaffStep& s) { return s.agents > 0; }))
          staffed.push_back(g.index());
      }
      if (staffed.empty()) {
        for (const GroupId g : groups) chosen.insert(g.index());
      }
      chosen.insert(staffed.begin(), staffed.end());
    }
    question_.groups.assign(chosen.begin(), chosen.end());
  }

  void judge_what_can_be(const StaffDemand& demand) {
    const std::size_t steps = question_.grid.at.size(), targets = question_.targets.size();
    question_.judged.assign(steps, std::vector<bool>(targets, false));
    std::size_t judged = 0;
    for (std::size_t k = 0; k < steps; ++k) {
      bool cannot = false;
      for (std::size_t t = 0; t < targets; ++t) {
        const auto best = demand.ample.steps[k][t].value();
        const Figure& figure = demand.ample.steps[k][t];
        const auto days = static_cast<double>(demand.ample.day[t].size());
        if (figure.bottom < least_calls * days || !best) continue;
        ++with_calls_;
        const bool can = mode_ != Mode::every_step || margin_of(question_.targets[t], *best) >= 0;
        question_.judged[k][t] = can;
        judged += can ? 1U : 0U;
        cannot = cannot || !can;
      }
      if (cannot) cannot_.push_back(clock(k));
    }
    if (judged == 0) {
      reachable_ = false;
      sentence_ = with_calls_ == 0
                      ? "Nobody calls: there is nothing to solve for."
                      : fmt::format("No number of agents keeps {} in any {}.", report_.target, step_word());
    }
    if (!reachable_ || mode_ == Mode::every_step) return;
    const DayMargin best = day_margin(question_, demand.ample);
    if (best.margin >= 0) return;
    reachable_ = false;
    const Estimate found = target_figure(question_.targets[best.target], question_.share_of_days,
                                         demand.ample.day[best.target], confidence);
    sentence_ = fmt::format("No number of agents keeps {}: with agents enough {} has {}{}.", report_.target,
                            name_of(question_.targets[best.target]), percent_text(found.value.value_or(0)),
                            question_.share_of_days ? " of days" : "");
  }

  // The judged figure that is nearest to failing.
  struct Worst {
    double margin = 1;
    std::size_t step = 0, target = 0;
    Estimate figure;
  };
  Worst worst_of(const StaffTrial& trial) const {
    Worst worst;
    if (mode_ != Mode::every_step) {
      const DayMargin day = day_margin(question_, trial);
      return {day.margin, 0, day.target,
              target_figure(question_.targets[day.target], question_.share_of_days, trial.day[day.target],
                            confidence)};
    }
    for (std::size_t k = 0; k < question_.judged.size(); ++k) {
      for (std::size_t t = 0; t < question_.targets.size(); ++t) {
        const auto value = trial.steps[k][t].value();
        if (!question_.judged[k][t] || !value) continue;
        const double margin = margin_of(question_.targets[t], *value);
        if (margin < worst.margin) worst = {margin, k, t, {}};
      }
    }
    worst.figure = target_figure(question_.targets[worst.target], std::nullopt,
                                 trial.each[worst.step][worst.target], confidence);
    return worst;
  }

  void check(StaffSearch& search) {
    const std::uint32_t each = report_.check_runs;
    for (int round = 0; round < most_checks; ++round) {
      check_first_ = static_cast<std::uint32_t>(round) * each;
      check_ = trials_.run(staffing_, check_first_, check_first_ + each, Luck::fresh);
      ++checks_;
      worst_ = worst_of(check_);
      report_.check_passes = worst_.margin >= 0;
      const bool more_numbers = (static_cast<std::uint32_t>(round) + 2) * each <= runner_.most_runs();
      if (report_.check_passes || round + 1 == most_checks || !more_numbers) break;
      staffing_ = search.raised(staffing_, check_, mode_ == Mode::every_step);
    }
    report_.checked = worst_.figure;
  }

  int verdict(bool reached) const {
    if (!reached || !cannot_.empty()) return 1;
    if (report_.check_passes) return 0;
    const QueueTarget& target = question_.targets[worst_.target];
    if (!worst_.figure.range) return 3;
    const double bound = question_.share_of_days.value_or(target.bound);
    const bool higher = question_.share_of_days || target.higher_is_better;
    const bool surely = higher ? worst_.figure.range->high < bound : worst_.figure.range->low > bound;
    return surely ? 1 : 3;
  }

  void tell_intervals() {
    for (std::size_t k = 0; k < question_.grid.at.size(); ++k) {
      for (const std::size_t g : question_.groups) {
        SolvedInterval row;
        row.at = question_.grid.at[k];
        row.clock = clock(k);
        row.group = scenario_.centre.groups[g].name;
        row.there = there_[k][g];
        row.needed = staffing_[k][g];
        double least = 2;
        for (std::size_t t = 0; t < question_.targets.size(); ++t) {
          const auto value = check_.steps[k][t].value();
          const auto first = first_groups(scenario_.centre, question_.targets[t].queue);
          const bool its = first.empty() || std::find(first.begin(), first.end(), GroupId(g)) != first.end();
          if (!its || !value || margin_of(question_.targets[t], *value) >= least) continue;
          least = margin_of(question_.targets[t], *value);
          row.level = target_figure(question_.targets[t], std::nullopt, check_.each[k][t], confidence);
          row.erlang = erlang_[k][g];
          row.queue = name_of(question_.targets[t]);
          row.bound = question_.targets[t].bound;
        }
        report_.intervals.push_back(std::move(row));
      }
    }
  }

  SolvePoint point_of(double hours, const Worst& worst) const {
    const bool steps = mode_ == Mode::every_step && question_.grid.at.size() > 1;
    std::string whose = steps ? clock(worst.step) : "";
    if (question_.targets.size() > 1)
      whose += (whose.empty() ? "" : " ") + name_of(question_.targets[worst.target]);
    return {hours, worst.figure, worst.margin >= 0,
            question_.share_of_days.value_or(question_.targets[worst.target].bound), whose};
  }

  // With a little less and a little more, on the callers of the last check.
  void tell_curve() {
    double peak = 0;
    for (const auto& step : staffing_) {
      for (const std::size_t g : question_.groups) peak = std::max(peak, step[g]);
    }
    for (const double by : {-2.0, -1.0, 0.0, 1.0, 2.0}) {
      Staffing other = staffing_;
      for (auto& step : other) {
        for (const std::size_t g : question_.groups) {
          if (step[g] <= 0) continue;
          step[g] = peak >= many_agents ? std::floor(step[g] * (1 + 0.025 * by) + 0.5)
                                        : std::max(0.0, step[g] + by);
        }
      }
      const Worst worst =
          by == 0
              ? worst_
              : worst_of(trials_.run(other, check_first_, check_first_ + report_.check_runs, Luck::fresh));
      report_.curve.push_back(point_of(agent_hours(question_.grid, other, question_.groups), worst));
    }
    now_ = worst_of(trials_.run(question_.scenario, "agents as they are", check_first_,
                                check_first_ + report_.check_runs, Luck::fresh));
    report_.now = point_of(report_.there, now_);
  }

  std::string found_text(const Worst& worst) const {
    const std::string range = worst.figure.range
                                  ? fmt::format(" [{}]", range_text(worst.figure.range, Unit::share))
                                  : std::string();
    const std::string value = percent_text(worst.figure.value.value_or(0)) + range;
    const std::string whose =
        question_.targets.size() > 1 ? " " + name_of(question_.targets[worst.target]) : "";
    if (mode_ == Mode::every_step && question_.grid.at.size() > 1)
      return fmt::format("the worst, {}{}, has {}", clock(worst.step), whose, value);
    return fmt::format("{} {}{}", question_.targets.size() > 1 ? "the worst," + whose + ", has" : "found",
                       value, question_.share_of_days ? " of days" : "");
  }

  void tell_sentence(bool reached) {
    const double more = report_.needed - report_.there;
    const std::string hours =
        fmt::format("{}{} agent hours: {} instead of {}", more < 0 ? "-" : "+", count_text(std::abs(more)),
                    count_text(report_.needed), count_text(report_.there));
    const std::string keeps = mode_ == Mode::every_step && question_.grid.at.size() > 1
                                  ? fmt::format("every {}{} keeps {}", step_word(),
                                                cannot_.empty() ? "" : " that can", report_.target)
                                  : "keeps " + report_.target;
    if (!reached) {
      report_.sentence = fmt::format("Not found: {} is not kept with {}.", report_.target, hours);
    } else if (report_.check_passes) {
      report_.sentence = fmt::format("{}; {}: {}, fresh callers.", hours, keeps, found_text(worst_));
    } else {
      report_.sentence = fmt::format("{}; found to keep {}, but fresh callers {}: {}.", hours, report_.target,
                                     report_.exit_code == 1 ? "say no" : "cannot tell", found_text(worst_));
    }
    if (!cannot_.empty())
      report_.sentence += fmt::format(" No number of agents keeps it at {}.", joined(cannot_));
  }

  void finish(const StaffDemand& demand) {
    report_.replications = runner_.cost().replications;
    if (!reachable_) return;
    const std::string runs = fmt::format("{} paired days", report_.search_runs);
    if (mode_ == Mode::every_step) {
      report_.notes.push_back(
          fmt::format("Solved for: {} that has calls keeps it on average over days; whole agents per group.",
                      question_.grid.at.size() > 1 ? "every " + step_word() : std::string("the interval")));
    } else if (mode_ == Mode::day_shaped) {
      report_.notes.push_back(fmt::format(
          "Solved for: each queue keeps it over the day on so many days; agents are shaped by what every {} "
          "needs, and single {}s may be below.",
          step_word(), step_word()));
    } else {
      report_.notes.push_back(
          fmt::format("Solved for: {}; every {} gets the same factor of its present agents.",
                      question_.share_of_days ? "each queue keeps it over the day on so many days"
                                              : "each queue keeps it over the day, on average over days",
                      step_word()));
    }
    report_.notes.push_back(fmt::format("As it is now: {}, on the same fresh callers.", found_text(now_)));
    report_.notes.push_back(
        fmt::format("Searched on {} in {} trials; checked on {} fresh days{}.", runs,
                    trials_.trials() - static_cast<std::size_t>(checks_) - 5, report_.check_runs,
                    checks_ > 1 ? fmt::format(", {} times: the answer was raised after a check that failed, "
                                              "and checked with further fresh callers",
                                              checks_)
                                : std::string()));
    tell_paper(demand);
    for (const std::size_t g : question_.groups) {
      if (scenario_.centre.groups[g].agents.empty()) continue;
      report_.notes.push_back(
          fmt::format("{}: the scheduled people are replaced by a head-count per {}; rosters are not solved.",
                      scenario_.centre.groups[g].name, step_word()));
    }
  }

  // What is planned is not who is on the phones.
  void tell_paper(const StaffDemand& demand) {
    double least = 1, most = 0;
    for (std::size_t k = 0; k < question_.grid.at.size(); ++k) {
      for (const std::size_t g : question_.groups) {
        if (there_[k][g] <= 0) continue;
        least = std::min(least, demand.on_phones[k][g]);
        most = std::max(most, demand.on_phones[k][g]);
      }
    }
    if (most <= 0 || (least > 0.995 && most < 1.005)) return;
    report_.notes.push_back(fmt::format(
        "Agents are counted as in the staff table: shrinkage, absence and events leave {:.0f}% - {:.0f}% of "
        "them on the phones.",
        least * 100, most * 100));
  }

  const Scenario& scenario_;
  CaseRunner& runner_;
  const SolveOptions& options_;
  StaffQuestion question_;
  StaffTrials trials_;
  Mode mode_ = Mode::every_step;
  SolveReport report_;
  std::vector<std::string> words_, cannot_;
  std::string sentence_;
  bool reachable_ = true;
  std::size_t with_calls_ = 0;
  Staffing there_, staffing_, erlang_;
  StaffTrial check_;
  std::uint32_t check_first_ = 0;
  int checks_ = 0;
  Worst worst_, now_;
};

}  // namespace

SolveReport solve_agents(const Scenario& scenario, CaseRunner& runner, const SolveOptions& options) {
  return AgentSolution(scenario, runner, options).run();
}

}  // namespace switchover
