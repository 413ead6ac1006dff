#include "analysis/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <set>

#include "analysis/comparison_nearest.hpp"
#include "analysis/comparison_pictures.hpp"
#include "analysis/comparison_questions.hpp"
#include "analysis/comparison_rows.hpp"
#include "analysis/comparison_why.hpp"
#include "analysis/comparison_words.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/sentences.hpp"
#include "analysis/variant.hpp"
#include "sim/contract.hpp"

namespace switchover {
namespace {

using Word = ReportModel::Word;

constexpr double confidence = 0.95;
constexpr double error = 0.05;

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

bool is_kept(const Judgement& j) { return j.verdict == Verdict::pass || j.verdict == Verdict::on_target; }

// The first `count` promises of a case.
std::vector<Judgement> judge_first(const Case& c, const std::vector<CaseDay>& days, std::size_t count,
                                   double alpha) {
  std::vector<Judgement> judgements;
  for (std::size_t e = 0; e < count; ++e) {
    std::vector<PromiseFigures> figures;
    figures.reserve(days.size());
    for (const CaseDay& day : days) figures.push_back(day.promises[e]);
    judgements.push_back(judge(c.questions.promises[e], figures, alpha));
  }
  return judgements;
}

// How many of `days` days may miss a promise about days, and how many of the simulated ones do.
struct DaysMissed {
  std::size_t missed = 0, days = 0, allowed = 0;
};
std::optional<DaysMissed> days_missed(const Expectation& e, std::size_t promise,
                                      const std::vector<CaseDay>& days, double days_a_month) {
  double share = 0;  // of days that must be good
  if (e.quantifier == Quantifier::share_of_days) share = e.share_of_days;
  if (e.quantifier == Quantifier::quantile) share = std::max(e.quantile, 1 - e.quantile);
  if (share == 0) return std::nullopt;
  DaysMissed result;
  result.allowed = static_cast<std::size_t>(std::floor((1 - share) * days_a_month + 1e-9));
  for (const CaseDay& day : days) {
    bool judged = false, good = true;
    for (const Figure& figure : day.promises[promise].each) {
      const auto value = figure.value();
      if (!value) continue;
      judged = true;
      good = good && meets(*value, e.comparison, e.value);
    }
    result.days += judged ? 1U : 0U;
    result.missed += judged && !good ? 1U : 0U;
  }
  return result;
}

class Comparing {
 public:
  Comparing(const PlanSet& plans, const CompareOptions& options) : set_(plans), options_(options) {
    demand(!plans.plans.empty(), "a comparison needs at least one plan");
    demand(plans.compare.baseline < plans.plans.size(), "the baseline is one of the plans");
    for (PlanInput& plan : set_.plans) {
      if (options.runs) plan.scenario.max_runs = *options.runs;
      if (options.seed) plan.scenario.seed = *options.seed;
    }
  }

  CompareResult run() {
    const auto began = std::chrono::steady_clock::now();
    const double cpu_began = cpu_seconds();
    questions_ = comparison_questions(set_);
    for (Case& c : questions_.cases) {
      c.scenario.centre.mirrored_days = options_.mirrored;
      if (options_.mirrored) c.changes = "mirrored days";
    }
    CaseRunner runner(set_.plans.front().scenario, runner_options());
    DesignOptions design;
    design.cpu_budget_s = options_.cpu_budget_s;
    design.each_alone = !set_.axes.empty();
    design.on_progress = options_.on_progress;
    const Decided decided = [this](const std::vector<Case>& cases, const std::vector<CaseDays>& days,
                                   double alpha) { return everything_decided(cases, days, alpha); };
    design_ = run_design(runner, questions_.cases, decided, design);
    copy_inputs(runner);
    tell_plans();
    tell_promises();
    tell_rows();
    tell_ranking();
    tell_costs();
    tell_verdict();
    if (!out_.is_sweep) out_.why = why_plans_differ(out_, compared_days());
    if (out_.word == Word::no && options_.search_nearest)
      out_.nearest = nearest_pass(set_, leading_plan(out_), questions_, runner);
    out_.run.replications_in_all = runner.cost().replications;
    out_.resumed = runner.resumed();
    CompareResult result;
    result.cost = runner.cost();  // days of the answer: those of pictures are met again, and in its time only
    if (options_.pictures && !out_.is_sweep)
      out_.pictures = comparison_pictures(out_, questions_.cases, runner, confidence);
    result.cost.workers = runner.workers();
    result.cost.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    result.cost.cpu_s = cpu_seconds() - cpu_began;
    result.comparison = std::move(out_);
    result.days = std::move(design_.cases);
    result.cases = std::move(questions_.cases);
    result.row_days = std::move(row_days_);
    return result;
  }

 private:
  RunnerOptions runner_options() const {
    RunnerOptions runner;
    runner.workers = options_.workers;
    runner.on_progress = options_.on_progress;
    runner.stop = options_.stop;
    runner.version = options_.version;
    runner.store = options_.store;
    return runner;
  }

  // Every must of every plan, and who is best. A sweep asks the former of each point alone.
  bool everything_decided(const std::vector<Case>& cases, const std::vector<CaseDays>& days,
                          double alpha) const {
    for (std::size_t p = 0; p < cases.size(); ++p) {
      if (!all_decided(judge_first(cases[p], days[p].days, cases[p].scenario.must.size(), alpha)))
        return false;
    }
    if (!set_.axes.empty() || set_.compare.ranks_by_cost) return true;
    std::vector<std::vector<Figure>> ranked;
    for (std::size_t p = 0; p < cases.size(); ++p)
      ranked.push_back(figures_of(questions_.rows[questions_.ranked], p, days[p].days));
    return rank_plans(ranked, ranked_higher(), set_.compare.indifference, alpha).decided;
  }
  bool ranked_higher() const { return info(questions_.rows[questions_.ranked].metric).higher_is_better; }

  void copy_inputs(CaseRunner& runner) {
    out_.name = set_.name;
    out_.question = set_.question;
    out_.file = set_.file;
    out_.is_sweep = !set_.axes.empty();
    out_.axes = set_.axes;
    out_.baseline = set_.compare.baseline;
    out_.differences = set_.differences;
    out_.inputs_compared = set_.inputs_compared;
    out_.indifference = set_.compare.indifference;
    out_.bad_case = set_.compare.bad_case;
    out_.currency = base().money.currency;
    out_.corrections = runner.corrections();
    std::set<std::string> files, lints;
    for (const PlanInput& plan : set_.plans) {
      for (const InputFile& file : plan.scenario.files) {
        if (files.insert(file.path + " " + file.sha256).second) out_.files.push_back(file);
      }
      for (const Problem& lint : plan.scenario.lints) {
        if (lints.insert(to_string(lint)).second) out_.lints.push_back(lint);
      }
    }
    for (const Assumption& assumption : base().assumptions) {
      if (is_guess(assumption) && in_every_plan(assumption)) out_.shared_guesses.push_back(assumption);
    }
    RunParticulars& run = out_.run;
    run.version = options_.version;
    run.seed = set_.plans.front().scenario.seed;
    run.max_runs = runner.most_runs();
    run.looks = design_.looks;
    run.looks_taken = design_.looks_taken;
    run.error_per_look = design_.error_per_look;
    run.confidence = confidence;
    run.stopped_because = design_.stopped_because;
  }
  const Scenario& base() const { return set_.plans[set_.compare.baseline].scenario; }
  bool in_every_plan(const Assumption& assumption) const {
    return std::all_of(set_.plans.begin(), set_.plans.end(), [&](const PlanInput& plan) {
      const auto& all = plan.scenario.assumptions;
      return std::any_of(all.begin(), all.end(), [&](const Assumption& other) {
        return other.key == assumption.key && other.value == assumption.value && is_guess(other);
      });
    });
  }

  void tell_plans() {
    common_runs_ = design_.cases.front().days.size();
    for (std::size_t p = 0; p < set_.plans.size(); ++p) {
      const PlanInput& input = set_.plans[p];
      const std::vector<CaseDay>& days = design_.cases[p].days;
      common_runs_ = std::min(common_runs_, days.size());
      ComparedPlan plan;
      plan.name = input.name;
      plan.file = input.file;
      plan.settings = input.settings;
      plan.point = input.point;
      plan.extra_cost = input.extra_cost;
      plan.runs = static_cast<std::uint32_t>(days.size());
      plan.sound =
          std::all_of(days.begin(), days.end(), [](const CaseDay& day) { return day.broken.empty(); });
      out_.run.runs = std::max(out_.run.runs, plan.runs);
      const Case& c = questions_.cases[p];
      judgements_.push_back(judge_first(c, days, questions_.own_promises[p], design_.error_per_look));
      ReportModel named;
      name_the_day(c.scenario, c.scenario.centre, named);
      const VerdictWords words =
          verdict_words(c.scenario.centre, c.scenario.must, judgements_[p], named.day_name);
      plan.word = words.word;
      plan.sentence = words.sentence;
      plan.musts = c.scenario.must.size();
      for (std::size_t e = 0; e < plan.musts; ++e) plan.musts_kept += is_kept(judgements_[p][e]) ? 1U : 0U;
      plan.month = month_of(p);
      missing_.push_back(missing_of(p, named.day_name));
      out_.plans.push_back(std::move(plan));
    }
  }

  // What the must says that is not kept: one about people first, else the first.
  std::string missing_of(std::size_t p, const std::string& day_name) const {
    const Case& c = questions_.cases[p];
    std::optional<std::size_t> shown;
    const auto about_people = [&](std::size_t e) {
      const Metric metric = c.questions.promises[e].metric;
      return metric == Metric::never_served || metric == Metric::never_served_rate;
    };
    const auto weight = [&](std::size_t e) {
      return (judgements_[p][e].verdict == Verdict::fail ? 2 : 0) + (about_people(e) ? 1 : 0);
    };
    for (std::size_t e = 0; e < c.scenario.must.size(); ++e) {
      if (is_kept(judgements_[p][e])) continue;
      if (!shown || weight(e) > weight(*shown)) shown = e;
    }
    if (!shown) return "";
    return promise_sentence(c.scenario.centre, c.questions.promises[*shown], judgements_[p][*shown],
                            day_name) +
           ".";
  }

  std::optional<Estimate> month_of(std::size_t p) const {
    const Case& c = questions_.cases[p];
    if (has_faults(c.scenario.centre)) return std::nullopt;  // a month is not made of days with an outage
    const double days_a_month = c.scenario.money.days_a_month;
    std::optional<Estimate> worst;
    for (std::size_t e = 0; e < c.scenario.must.size(); ++e) {
      const auto missed = days_missed(c.questions.promises[e], e, design_.cases[p].days, days_a_month);
      if (!missed || missed->days == 0) continue;
      const auto days = static_cast<std::size_t>(std::round(days_a_month));
      const Estimate month = estimate_month(missed->missed, missed->days, days, missed->allowed, confidence);
      if (!worst || month.value.value_or(0) > worst->value.value_or(0)) worst = month;
    }
    return worst;
  }

  // Aligned by their text; what only some plans promise is empty in the others.
  void tell_promises() {
    std::vector<std::size_t> order = {set_.compare.baseline};
    for (std::size_t p = 0; p < set_.plans.size(); ++p) {
      if (p != set_.compare.baseline) order.push_back(p);
    }
    for (const bool must : {true, false}) {
      for (const std::size_t p : order) {
        const Scenario& scenario = questions_.cases[p].scenario;
        const auto& texts = must ? scenario.must : scenario.warn;
        for (const Expectation& e : texts) tell_promise(must, e.text);
      }
    }
  }
  void tell_promise(bool must, const std::string& text) {
    const bool told =
        std::any_of(out_.promises.begin(), out_.promises.end(),
                    [&](const ComparedPromise& known) { return known.must == must && known.text == text; });
    if (told) return;
    ComparedPromise promise{must, text, {}};
    for (std::size_t p = 0; p < set_.plans.size(); ++p) {
      const Scenario& scenario = questions_.cases[p].scenario;
      const std::size_t first = must ? 0 : scenario.must.size();
      const std::vector<Expectation>& own = must ? scenario.must : scenario.warn;
      const auto at =
          std::find_if(own.begin(), own.end(), [&](const Expectation& e) { return e.text == text; });
      if (at == own.end()) {
        promise.rows.emplace_back();  // without a text: the plan does not promise it
        continue;
      }
      const std::size_t e = first + static_cast<std::size_t>(at - own.begin());
      promise.rows.push_back(promise_row(scenario, scenario.centre, *at, must, judgements_[p][e]));
    }
    out_.promises.push_back(std::move(promise));
  }

  ComparedDays compared_days() const {
    return {questions_, design_.cases, set_.compare.baseline, common_runs_, options_.mirrored};
  }

  void tell_rows() {
    RowsTold told = compared_rows(compared_days(), set_.compare.bad_case, options_.controls);
    out_.rows = std::move(told.rows);
    out_.tests = told.tests;
    out_.ranked_row = told.ranked;
    out_.gains = std::move(told.gains);
    row_days_ = std::move(told.days);
  }

  void tell_ranking() {
    const ComparisonRow& row = out_.rows[out_.ranked_row];
    out_.ranks_by_cost = set_.compare.ranks_by_cost;
    out_.ranked_by = out_.ranks_by_cost ? "extra cost" : row.label;
    if (!out_.ranks_by_cost && row.window != "day") out_.ranked_by += ", " + row.window;
    out_.ranked_unit = row.unit;
    if (out_.ranks_by_cost) {
      rank_by_cost();
      return;
    }
    std::vector<std::vector<Figure>> ranked;
    for (std::size_t p = 0; p < set_.plans.size(); ++p)
      ranked.push_back(compared_days().figures(questions_.rows[questions_.ranked], p));
    out_.ranking = rank_plans(ranked, row.higher_is_better, set_.compare.indifference, error);
  }
  // Costs are known, not estimated: ties are equal costs, or closer than the indifference.
  void rank_by_cost() {
    const auto cost = [&](std::size_t p) {
      const double none = p == set_.compare.baseline ? 0 : std::numeric_limits<double>::infinity();
      return set_.plans[p].extra_cost.value_or(none);
    };
    Ranking& ranking = out_.ranking;
    for (std::size_t p = 0; p < set_.plans.size(); ++p) ranking.order.push_back(p);
    std::stable_sort(ranking.order.begin(), ranking.order.end(),
                     [&](std::size_t a, std::size_t b) { return cost(a) < cost(b); });
    const auto near = [&](std::size_t a, std::size_t b) {
      return cost(a) == cost(b) || std::abs(cost(a) - cost(b)) <= set_.compare.indifference;
    };
    ranking.tied_for_best.resize(set_.plans.size());
    ranking.tied_with_next.assign(set_.plans.size(), false);
    for (std::size_t k = 0; k < ranking.order.size(); ++k) {
      ranking.tied_for_best[ranking.order[k]] = near(ranking.order.front(), ranking.order[k]);
      if (k + 1 < ranking.order.size())
        ranking.tied_with_next[k] = near(ranking.order[k], ranking.order[k + 1]);
    }
    ranking.decided = true;
  }

  // Money for each person who is served thanks to it, with one such day a month.
  void tell_costs() {
    const auto people = std::find_if(out_.rows.begin(), out_.rows.end(), [](const ComparisonRow& row) {
      return row.metric == Metric::never_served && row.scope == "all" && row.window == "day";
    });
    if (people == out_.rows.end()) return;
    const double base_cost = out_.plans[out_.baseline].extra_cost.value_or(0);
    for (std::size_t p = 0; p < out_.plans.size(); ++p) {
      ComparedPlan& plan = out_.plans[p];
      const ComparisonCell& cell = people->cells[p];
      if (p == out_.baseline || !plan.extra_cost || !cell.differs || *cell.against.value >= 0) continue;
      plan.cost_per_person = (*plan.extra_cost - base_cost) / -*cell.against.value;
    }
  }

  void tell_verdict() {
    PlansVerdict verdict = plans_verdict(out_, missing_);
    out_.word = verdict.word;
    out_.sentence = std::move(verdict.sentence);
    out_.advice = std::move(verdict.advice);
    out_.exit_code = verdict.exit_code;
  }

  PlanSet set_;
  const CompareOptions& options_;
  ComparisonQuestions questions_;
  DesignResult design_;
  std::vector<std::vector<Judgement>> judgements_;  // [plan][promise]
  std::vector<std::string> missing_;                // [plan]
  std::vector<std::vector<std::vector<Figure>>> row_days_;
  std::size_t common_runs_ = 0;
  PlanComparison out_;
};

}  // namespace

CompareResult compare_plans(const PlanSet& plans, const CompareOptions& options) {
  return Comparing(plans, options).run();
}

}  // namespace switchover
