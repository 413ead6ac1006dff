#include "analysis/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iterator>

#include "analysis/actual.hpp"
#include "analysis/baseline_figures.hpp"
#include "analysis/binding.hpp"
#include "analysis/day_record.hpp"
#include "analysis/demand_correction.hpp"
#include "analysis/fix.hpp"
#include "analysis/flip.hpp"
#include "analysis/half_hours.hpp"
#include "analysis/headline.hpp"
#include "analysis/incident.hpp"
#include "analysis/incident_causes.hpp"
#include "analysis/incident_words.hpp"
#include "analysis/looks.hpp"
#include "analysis/picture_fold.hpp"
#include "analysis/picture_waits.hpp"
#include "analysis/sentences.hpp"
#include "analysis/staging.hpp"
#include "analysis/tidy.hpp"
#include "analysis/variant.hpp"
#include "analysis/why.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;
constexpr std::uint32_t block = 64;       // replications whose rows and pictures are in memory at once
constexpr std::uint32_t ample_runs = 10;  // of the run with ample agents that says what callers would ask for

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

// The work of one study, stage by stage.
class Study {
 public:
  Study(const Scenario& scenario, const ActualTable* actual, const StudyOptions& options)
      : scenario_(scenario),
        actual_(actual),
        options_(options),
        stage_(scenario.seed, scenario.max_runs),
        side_stage_(scenario.seed, std::min(options.side_runs, scenario.max_runs)) {
    workshop_.seed = scenario.seed;
    workshop_.workers = options.workers;
    workshop_.on_progress = options.on_progress;
    workshop_.stop = options.stop;
    if (has_component_faults(scenario.centre)) {
      workshop_.stage = [this](const CentreSpec& spec) { return stage_.staged(spec, scenario_.estate); };
    }
    side_workshop_ = workshop_;
    if (workshop_.stage) {  // side runs are fewer: so are their rehearsals
      side_workshop_.stage = [this](const CentreSpec& spec) {
        return side_stage_.staged(spec, scenario_.estate);
      };
    }
  }

  StudyResult run() {
    const auto began = std::chrono::steady_clock::now();
    const double cpu_began = cpu_seconds();
    demand(scenario_.max_runs >= 1, "a study needs at least one replication");
    CorrectedDemand corrected = correct_demand(scenario_, workshop_, cost_);
    spec_ = std::move(corrected.spec);
    if (workshop_.stage) {
      stage_.count_agents_of(spec_);
      side_stage_.count_agents_of(spec_);
    }
    report_.corrections = std::move(corrected.corrections);
    name_the_day(scenario_, spec_, report_);
    incident_.emplace(scenario_, spec_,
                      workshop_.stage ? stage_.stories(spec_, scenario_.estate) : std::vector<Story>{});
    ask_questions();
    run_looks();
    tell_promises();
    tell_headline();
    tell_causes();
    tell_half_hours();
    tell_checks();
    copy_inputs();
    tell_pictures();
    tell_fix();
    tell_flips();
    if (options_.tidy_rows) report_.tidy = tidy_rows(scenario_, spec_, questions_.tidy, tidy_, confidence);
    if (actual_ != nullptr) {
      report_.actual =
          compare_with_actual(scenario_, spec_, *actual_, actual_questions_, panel(days_, actual_at_));
    }
    cost_.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    cost_.cpu_s = cpu_seconds() - cpu_began;
    cost_.workers = threads_of(workshop_);
    std::vector<BaselineFigure> figures = kept_figures();
    return {std::move(report_), cost_, std::move(figures)};
  }

 private:
  std::vector<BaselineFigure> kept_figures() const {
    std::vector<BaselineFigure> figures;
    for (std::size_t e = 0; e < questions_.promises.size(); ++e) {
      std::vector<PromiseFigures> days;
      days.reserve(days_.size());
      for (std::size_t r = 0; r < days_.size(); ++r) days.push_back(promise_day(e, r));
      figures.push_back(promise_baseline(questions_.promises[e], days));
    }
    for (std::size_t k = 0; k < headline_.size(); ++k) {
      const MetricInfo& metric = info(headline_[k].ask.metric);
      const bool demand_of_day = metric.metric == Metric::people || metric.metric == Metric::attempts;
      if (may_be_endless(metric.metric) || demand_of_day) continue;  // more calls are no regression
      figures.push_back(
          {headline_[k].label, metric.unit, metric.higher_is_better, column(days_, k, days_.size())});
    }
    return figures;
  }
  // Times to restore are later than in the twin.
  PromiseFigures promise_day(std::size_t promise, std::size_t replication) const {
    PromiseFigures day = days_[replication].promises[promise];
    const bool restore = questions_.promises[promise].metric == Metric::time_to_restore_service_level;
    if (restore && report_.has_twin) subtract_twin(day, twins_[replication].promises[promise]);
    return day;
  }

  void ask_questions() {
    day_span_ = scenario_.measure ? span_of(spec_, scenario_.measure->first, scenario_.measure->second)
                                  : whole_day(spec_);
    questions_.promises = scenario_.must;
    questions_.promises.insert(questions_.promises.end(), scenario_.warn.begin(), scenario_.warn.end());
    std::vector<std::string> random;
    for (const FaultSpec& fault : scenario_.estate.faults) {
      if (fault.every) random.push_back(fault.name);
    }
    headline_ = headline_asks(spec_, day_span_, random);
    for (const HeadlineAsk& h : headline_) questions_.asks.push_back(h.ask);
    levels_at_ = questions_.asks.size();
    for (std::size_t q = 0; q < spec_.queues.size(); ++q) {
      questions_.asks.push_back(Focus{QueueId(q), day_span_, false}.asks()[0]);
    }
    questions_.asks.push_back(Focus{QueueId(0), day_span_, true}.asks()[1]);
    incident_at_ = questions_.asks.size();
    const std::vector<Ask> incident_asks = incident_->asks();
    questions_.asks.insert(questions_.asks.end(), incident_asks.begin(), incident_asks.end());
    actual_at_ = questions_.asks.size();
    questions_.rows = half_hour_spans(spec_);
    questions_.limits = limits_of(spec_);
    twin_questions_.promises = questions_.promises;
    twin_questions_.asks = questions_.asks;
    if (actual_ != nullptr) {
      actual_questions_ = actual_questions(spec_, *actual_);
      for (const ActualQuestion& q : actual_questions_) questions_.asks.push_back(q.ask);
    }
    if (options_.tidy_rows) questions_.tidy = tidy_asks(spec_, day_span_);
    tidy_ = TidyFold(questions_.tidy.size());
    if (!options_.pictures) return;
    picture_questions_ = PictureQuestions(spec_);
    day_pictures_ = twin_pictures_ = PictureFold(picture_questions_, spec_);
  }

  struct PicturedDay {
    DayRecord day;
    PictureRecord pictures;
  };
  // Replications `from` .. `to` of the day and of its twin. Figures of the twin are taken with the day's spec
  // and plan: they know when the events happen that the twin leaves out.
  void run_more(std::uint32_t from, std::uint32_t to) {
    const bool folds = options_.tidy_rows || options_.pictures;
    const auto run = [&](const std::shared_ptr<const CentrePlan>& plan, const DayQuestions& questions,
                         const std::string& phase, auto keep) {
      for (std::uint32_t first = from; first < to;) {
        const std::uint32_t last = folds ? std::min(to, first + block) : to;
        auto days = reduce_replications<PicturedDay>(
            plan, first, last, workshop_, phase,
            [&](std::uint32_t r, const Tally& tally) {
              return PicturedDay{record_day(spec_, tally, questions, {plan_.get(), r}),
                                 picture_questions_.record(spec_, tally)};
            },
            cost_);
        for (PicturedDay& day : days) keep(day);
        first = last;
      }
    };
    run(plan_, questions_, report_.day_title, [this](PicturedDay& told) {
      tidy_.add(told.day.tidy);
      told.day.tidy = {};
      if (options_.pictures) day_pictures_.add(told.pictures);
      days_.push_back(std::move(told.day));
    });
    if (!report_.has_twin) return;
    run(twin_plan_, twin_questions_, report_.twin_title, [this](PicturedDay& told) {
      if (options_.pictures) twin_pictures_.add(told.pictures);
      twins_.push_back(std::move(told.day));
    });
  }

  void judge_all(double alpha) {
    judgements_.clear();
    for (std::size_t e = 0; e < questions_.promises.size(); ++e) {
      std::vector<PromiseFigures> figures;
      figures.reserve(days_.size());
      for (std::size_t r = 0; r < days_.size(); ++r) figures.push_back(promise_day(e, r));
      judgements_.push_back(judge(questions_.promises[e], figures, alpha));
    }
  }

  void run_looks() {
    plan_ = plan_of(spec_, workshop_);
    if (report_.has_twin) twin_plan_ = plan_of(twin_of(spec_), workshop_);
    RunParticulars& run = report_.run;
    run.version = options_.version;
    run.seed = scenario_.seed;
    run.max_runs = scenario_.max_runs;
    run.looks = looks_up_to(scenario_.max_runs);
    run.error_per_look = error_per_look(scenario_.max_runs);
    run.confidence = confidence;
    run.stopped_because = "maximum reached";
    for (const std::uint32_t look : run.looks) {
      run_more(run.runs, look);
      run.runs = look;
      ++run.looks_taken;
      if (questions_.promises.empty() || look < options_.least_runs) continue;
      judge_all(run.error_per_look);
      const bool decided = std::none_of(judgements_.begin(), judgements_.end(),
                                        [](const Judgement& j) { return j.verdict == Verdict::undecided; });
      if (decided && look < scenario_.max_runs) {
        run.stopped_because = "every promise decided";
        break;
      }
    }
    judge_all(run.error_per_look);
  }

  void tell_promises() {
    for (std::size_t e = 0; e < questions_.promises.size(); ++e) {
      report_.promises.push_back(
          promise_row(scenario_, spec_, questions_.promises[e], e < scenario_.must.size(), judgements_[e]));
    }
    const VerdictWords words = verdict_words(spec_, scenario_.must, judgements_, report_.day_name);
    report_.word = words.word;
    report_.sentence = words.sentence;
    report_.exit_code = words.exit_code;
  }

  // Columns [first, first + width) of the records' asks.
  Panel panel(const std::vector<DayRecord>& days, std::size_t first, std::size_t width = SIZE_MAX,
              std::size_t runs = SIZE_MAX) const {
    Panel result;
    const std::size_t all = days.empty() ? 0 : days.front().asks.size();
    for (std::size_t k = first; k < all && k - first < width; ++k) result.push_back(column(days, k, runs));
    return result;
  }
  Panel focus_panel(const std::vector<DayRecord>& days, QueueId focus, std::size_t runs) const {
    return {column(days, levels_at_ + focus.index(), runs),
            column(days, levels_at_ + spec_.queues.size(), runs)};
  }

  void tell_headline() {
    report_.headline = headline_rows(spec_, headline_, panel(days_, 0, headline_.size()),
                                     report_.has_twin ? panel(twins_, 0, headline_.size()) : Panel{});
  }

  // The queue that the answer speaks of: of the first failing promise that names one, else of the first
  // promise that names one, else the queue furthest below (least above) its target.
  QueueId focus_queue() const {
    for (std::size_t e = 0; e < questions_.promises.size(); ++e) {
      const QueueId queue = questions_.promises[e].queue;
      if (!queue.is_none() && judgements_[e].verdict == Verdict::fail) return queue;
    }
    for (const Expectation& e : questions_.promises) {
      if (!e.queue.is_none()) return e.queue;
    }
    QueueId worst(0);
    double least = 2;
    for (std::size_t q = 0; q < spec_.queues.size(); ++q) {
      const auto level = estimate_mean(column(days_, levels_at_ + q, days_.size()), confidence).value;
      const double above = level.value_or(1) - spec_.queues[q].promise.share;
      if (above >= least) continue;
      least = above;
      worst = QueueId(q);
    }
    return worst;
  }

  // Whether the answer speaks of people never served: the first broken promise is not about waiting, or
  // service level did not suffer and people did.
  bool people_matter() const {
    for (std::size_t e = 0; e < questions_.promises.size(); ++e) {
      if (judgements_[e].verdict == Verdict::fail) return !about_waiting(questions_.promises[e].metric);
    }
    if (!report_.has_twin) return false;
    const Panel day = focus_panel(days_, focus_.queue, days_.size());
    const Panel twin = focus_panel(twins_, focus_.queue, twins_.size());
    const Estimate level = estimate_difference(day[0], twin[0], confidence);
    const Estimate people = estimate_difference(day[1], twin[1], confidence);
    const bool level_fell = level.range && level.range->high < 0;
    return !level_fell && people.range && people.range->low > 0;
  }

  void tell_causes() {
    focus_ = Focus{focus_queue(), day_span_, false};
    focus_.on_people = people_matter();
    const std::uint32_t runs = std::min(options_.side_runs, report_.run.runs);
    const SideRuns side{side_workshop_, cost_, std::max(1U, runs)};
    const Panel day = focus_panel(days_, focus_.queue, side.runs);
    if (options_.explain && report_.has_twin) {
      report_.why = explain(spec_, focus_, day, focus_panel(twins_, focus_.queue, side.runs), side);
    }
    const BindingInput input{scenario_, spec_, questions_, days_, focus_, day};
    report_.binding = options_.explain ? find_binding(input, side) : find_full(input);
    if (incident_->any() && report_.has_twin) tell_incident(side);
    report_.answer = report_.incident ? incident_answer(*report_.incident) : fault_text(report_.headline);
    report_.answer += (report_.answer.empty() ? "" : " ") + answer_text(report_.binding);
  }

  void tell_incident(const SideRuns& side) {
    const std::size_t asked = actual_at_ - incident_at_;
    Incident told = incident_->tell(panel(days_, incident_at_, asked), panel(twins_, incident_at_, asked));
    told.limits = incident_->limits(report_.binding, report_.run.runs);
    if (options_.explain) {
      const StageOn stage = [this](const CentreSpec& spec, const EstateSpec& estate) {
        return side_stage_.staged(spec, estate);
      };
      explain_incident(spec_, scenario_.estate, stage, incident_->subject(), incident_->failback_clock(),
                       side, told);
    }
    const std::string sentence = incident_sentence(told);
    if (!sentence.empty()) report_.sentence = sentence + promises_kept(report_.promises);
    report_.incident = std::move(told);
  }

  bool agents_bind() const {
    const std::string label = spec_.queues[focus_.queue.index()].name + " agents";
    return std::any_of(report_.binding.begin(), report_.binding.end(), [&](const BindingRow& row) {
      return row.kind == BindingKind::agents && row.ever_full && row.label == label;
    });
  }

  void tell_half_hours() {
    const auto day_rows = rows_of_queue(days_, questions_.rows.size(), spec_.queues.size(), focus_.queue);
    auto demand_rows = day_rows;
    if (options_.explain && agents_bind()) {  // what callers would ask for if nobody had to redial
      DayQuestions only_rows;
      only_rows.rows = questions_.rows;
      const CentreSpec ample = with_ample_agents(spec_, first_groups(spec_, focus_.queue));
      const auto days = reduce_replications<DayRecord>(
          plan_of(ample, side_workshop_), 0,
          std::min({ample_runs, report_.run.runs, std::max(1U, options_.side_runs)}), workshop_,
          "calls without redials", [&](const Tally& tally) { return record_day(ample, tally, only_rows); },
          cost_);
      demand_rows = rows_of_queue(days, questions_.rows.size(), spec_.queues.size(), focus_.queue);
    }
    report_.half_hours = half_hours(scenario_, spec_, focus_.queue, day_rows, demand_rows);
    for (std::size_t q = 0; options_.tidy_rows && q < spec_.queues.size(); ++q) {
      if (QueueId(q) == focus_.queue) continue;
      const auto rows = rows_of_queue(days_, questions_.rows.size(), spec_.queues.size(), QueueId(q));
      report_.other_half_hours.push_back(half_hours(scenario_, spec_, QueueId(q), rows, rows));
    }
    report_.has_sanity = true;
    if (auto line = sanity_line(scenario_, spec_, days_, questions_.rows)) {
      report_.sanity = std::move(*line);
    } else {
      report_.sanity.note = "no queue has agents of one skill on one platform: no formula to set beside it";
    }
  }

  void tell_checks() {
    SelfCheck outcomes{"every attempt has one outcome", true, ""};
    SelfCheck people{"every person is served, unserved or unresolved", true, ""};
    SelfCheck agents{"agent time is the sum of its states", true, ""};
    SelfCheck little{"Little's law", true, ""};
    const auto broken = [&](const std::string& what, std::size_t r, const char* of) {
      SelfCheck& check = what.find("Little") != std::string::npos     ? little
                         : what.starts_with("agents")                 ? agents
                         : what.find(" people,") != std::string::npos ? people
                                                                      : outcomes;
      if (check.ok) check.detail = fmt::format("replication {} of {}: {}", r, of, what);
      check.ok = false;
    };
    for (std::size_t r = 0; r < days_.size(); ++r) {
      for (const std::string& what : days_[r].broken) broken(what, r, "the day");
    }
    for (std::size_t r = 0; r < twins_.size(); ++r) {
      for (const std::string& what : twins_[r].broken) broken(what, r, "the twin");
    }
    report_.checks = {outcomes, people, agents, little};
    const bool all_ok = std::all_of(report_.checks.begin(), report_.checks.end(),
                                    [](const SelfCheck& check) { return check.ok; });
    if (!all_ok) report_.exit_code = 70;
    report_.run.replications_in_all = cost_.replications;
  }

  // What could be done about a must that does not pass.
  void tell_fix() {
    const bool fails = report_.word == ReportModel::Word::no || report_.word == ReportModel::Word::undecided;
    if (!options_.fix || scenario_.levers.empty() || !fails) return;
    CaseRunner runner(scenario_,
                      {options_.workers, options_.on_progress, options_.stop, options_.version, nullptr});
    FixOptions fix;
    fix.known_to_fail = true;
    report_.fix = find_fix(scenario_, runner, fix);
    if (!report_.fix->sound) {
      report_.checks.push_back({"the days that try the levers are sound", false, "a self-check failed"});
      report_.exit_code = 70;
    }
    add_cost_of(runner);
  }

  void add_cost_of(const CaseRunner& runner) {
    cost_.replications += runner.cost().replications;
    cost_.events += runner.cost().events;
    report_.run.replications_in_all = cost_.replications;
  }

  void tell_flips() {
    if (!options_.flip) return;
    CaseRunner runner(scenario_,
                      {options_.workers, options_.on_progress, options_.stop, options_.version, nullptr});
    FlipFindings found = find_flips_and_verdict(scenario_, runner, {});
    report_.sought_flips = true;
    report_.flips = std::move(found.rows);
    if (!found.sound) {
      report_.checks.push_back(
          {"the days that vary the assumptions are sound", false, "a self-check failed"});
      report_.exit_code = 70;
    }
    add_cost_of(runner);
  }

  void tell_pictures() {
    if (!options_.pictures) return;
    Pictures told = picture_frame(scenario_, spec_);
    told.focus = spec_.queues[focus_.queue.index()].name;
    told.confidence = confidence;
    const auto plan = [&](const PictureFold& fold, PlanPictures::Role role, const std::string& name) {
      told.plans.push_back(fold.told(scenario_, spec_, role, name, confidence));
    };
    plan(day_pictures_, PlanPictures::Role::day, report_.day_title);
    if (report_.has_twin) plan(twin_pictures_, PlanPictures::Role::twin, report_.twin_title);
    end_waits_together(told);
    report_.pictures = std::move(told);
  }

  void copy_inputs() {
    report_.scenario = scenario_.name;
    report_.question = scenario_.question;
    report_.has_levers = !scenario_.levers.empty();
    report_.file = scenario_.file;
    report_.assumptions = scenario_.assumptions;
    report_.lints = scenario_.lints;
    report_.files = scenario_.files;
  }

  const Scenario& scenario_;
  const ActualTable* actual_;
  const StudyOptions& options_;
  Staging stage_, side_stage_;
  Workshop workshop_, side_workshop_;
  RunCost cost_;
  ReportModel report_;
  CentreSpec spec_;  // demand in people
  std::shared_ptr<const CentrePlan> plan_, twin_plan_;
  IntervalSpan day_span_;
  DayQuestions questions_, twin_questions_;
  std::vector<HeadlineAsk> headline_;
  std::vector<ActualQuestion> actual_questions_;
  std::optional<IncidentTeller> incident_;
  std::size_t levels_at_ = 0, incident_at_ = 0, actual_at_ = 0;  // where in questions_.asks
  std::vector<DayRecord> days_, twins_;
  std::vector<Judgement> judgements_;
  TidyFold tidy_{0};
  PictureQuestions picture_questions_;
  PictureFold day_pictures_, twin_pictures_;
  Focus focus_;
};

}  // namespace

StudyResult study(const Scenario& scenario, const StudyOptions& options) {
  return Study(scenario, nullptr, options).run();
}

StudyResult study_with_actual(const Scenario& scenario, const ActualTable& actual,
                              const StudyOptions& options) {
  return Study(scenario, &actual, options).run();
}

}  // namespace switchover
