#include "analysis/case_runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <utility>

#include "analysis/case_day_bytes.hpp"
#include "analysis/control_variates.hpp"
#include "analysis/demand_correction.hpp"
#include "analysis/variant.hpp"
#include "scenarios/tables.hpp"

namespace switchover {
namespace {

// Callers that no search has seen: another seed, derived from the scenario's.
constexpr std::uint64_t fresh_luck = 0x9E3779B97F4A7C15ULL;

// Plans kept ready: of a day and of what it is compared with, and some more.
constexpr std::size_t plans_at_hand = 8;
constexpr std::size_t twins_at_hand = 4;

constexpr std::uint32_t pictures_at_hand = 64;  // replications whose pictures are in memory at once

bool has_random_faults(const EstateSpec& estate) {
  return std::any_of(estate.faults.begin(), estate.faults.end(),
                     [](const FaultSpec& fault) { return fault.every.has_value(); });
}

bool asks_to_restore(const CaseQuestions& questions) {
  for (const Expectation& promise : questions.promises) {
    if (promise.metric == Metric::time_to_restore_service_level) return true;
  }
  return false;
}

template <class Id>
std::string id_text(Id id) {
  return id.is_none() ? "-" : fmt::format("{}", id.index());
}

// The whole text of a promise, and every field: a promise may have been made without a text.
void say_promise(const Expectation& p, const std::function<void(const std::string&)>& say) {
  say(p.text);
  say(fmt::format("{} {:a} {:a} {} {} {} {} {} {:a} {} {} {} {}", static_cast<int>(p.quantifier), p.quantile,
                  p.share_of_days, static_cast<int>(p.metric), id_text(p.queue), id_text(p.platform),
                  id_text(p.group), static_cast<int>(p.comparison), p.value, p.of_limit, p.from.count_us(),
                  p.to.count_us(), p.every.count_us()));
  say(p.after_event);
}

}  // namespace

// Cases that differ in what a fault does or what is done about it have one twin.
struct CaseRunner::Twin {
  CentreSpec spec;  // demand in people
  Luck luck = Luck::search;
  std::vector<Expectation> promises;
  std::shared_ptr<const CentrePlan> plan;
  struct Day {
    std::vector<Time> from;  // what its figures count from: on the day itself, by promise
    std::vector<PromiseFigures> figures;
  };
  std::vector<std::optional<Day>> days;  // by replication
};

struct CaseRunner::Ready {
  std::string key;
  CentreSpec centre;  // of the case, as it was given
  EstateSpec estate;
  CentreSpec spec;  // demand in people
  std::shared_ptr<const CentrePlan> plan;
  std::shared_ptr<Twin> twin;   // none: nothing is asked of it
  std::uint32_t rehearsed = 0;  // replications whose faults are rehearsed
  Workshop workshop;
};

CaseRunner::CaseRunner(const Scenario& first, RunnerOptions options)
    : first_(first), options_(std::move(options)), most_runs_(first.max_runs) {}
CaseRunner::~CaseRunner() = default;

OnProgress CaseRunner::tell_progress_to(OnProgress listener) {
  return std::exchange(options_.on_progress, std::move(listener));
}

std::uint64_t CaseRunner::seed(Luck luck) const {
  return luck == Luck::search ? first_.seed : first_.seed ^ fresh_luck;
}

unsigned CaseRunner::workers() const {
  Workshop workshop;
  workshop.workers = options_.workers;
  return threads_of(workshop);
}

void CaseRunner::correct() {
  if (corrected_) return;
  corrected_ = true;
  const BlockKey pilot{
      text_digest("pilot\n" + identity_of({"", first_, {}, ""}, first_.seed, options_.version)), 0, 0};
  const std::optional<std::string> bytes =
      options_.store == nullptr ? std::nullopt : options_.store->find(pilot);
  std::optional<std::vector<ForecastCorrection>> known;
  if (bytes) known = corrections_from_bytes(*bytes);
  if (known) {
    corrections_ = std::move(*known);
  } else {
    Workshop workshop = plain_workshop(Luck::search);
    workshop.on_progress = [this](const Progress& told) {
      if (!options_.on_progress) return;
      Progress nothing_yet = told;
      nothing_yet.done = 0;
      nothing_yet.phase_left_s = 0;
      options_.on_progress(nothing_yet);
    };
    corrections_ = correct_demand(first_, workshop, cost_).corrections;
    if (options_.store != nullptr) options_.store->keep(pilot, corrections_to_bytes(corrections_));
  }
  for (const ForecastCorrection& c : corrections_) {
    if (c.forecast_calls > 0) factors_[c.queue] = c.people / c.forecast_calls;
  }
}

const std::vector<ForecastCorrection>& CaseRunner::corrections() {
  correct();
  return corrections_;
}

CentreSpec CaseRunner::centre_of(const Case& c) {
  correct();
  if (c.scenario.counts != first_.counts) return c.scenario.centre;
  std::vector<double> factors(c.scenario.centre.queues.size(), 1);
  for (std::size_t q = 0; q < factors.size(); ++q) {
    const auto found = factors_.find(c.scenario.centre.queues[q].name);
    if (found != factors_.end()) factors[q] = found->second;
  }
  return with_demand_factors(c.scenario.centre, factors);
}

Workshop CaseRunner::plain_workshop(Luck luck) {
  Workshop workshop;
  workshop.seed = seed(luck);
  workshop.workers = options_.workers;
  workshop.stop = options_.stop;
  return workshop;
}

// Pass `pass` of `passes` over replications [first, last) of those that are asked for.
OnProgress CaseRunner::listener(const Asked& asked, std::uint32_t first, std::uint32_t pass,
                                std::uint32_t passes) {
  return [this, asked, first, pass, passes](const Progress& block) {
    if (!options_.on_progress) return;
    Progress told = block;
    told.expected = asked.last - asked.first;
    told.done = first - asked.first + (pass * block.expected + block.done) / passes;
    told.phase_left_s = 0;
    if (block.done > 0) {
      told.phase_left_s = block.phase_elapsed_s / static_cast<double>(block.done) * passes *
                          static_cast<double>(told.expected - told.done);
    }
    options_.on_progress(told);
  };
}

// Rehearses replications 0 .. last-1.
Workshop CaseRunner::workshop_of(const Case& c, Luck luck, std::uint32_t last) {
  Workshop workshop = plain_workshop(luck);
  if (has_component_faults(c.scenario.centre)) {
    std::unique_ptr<Staging>& staging = staging_[static_cast<std::size_t>(luck)];
    if (!staging) {
      staging = std::make_unique<Staging>(seed(luck), most_runs_);
      staging->count_agents_of(centre_of({"", first_, {}, ""}));
    }
    workshop.stage = [&staging, estate = c.scenario.estate, last](const CentreSpec& spec) {
      return staging->staged(spec, estate, last);
    };
  }
  return workshop;
}

// With what days() depends on beside the case itself.
std::string CaseRunner::key_of(const Case& c, Luck luck) {
  correct();
  std::string text = identity_of(c, seed(luck), options_.version) + "\n";
  for (const auto& [queue, factor] : factors_) text += fmt::format("{} {:a}\n", queue, factor);
  text += fmt::format("{}\n", static_cast<int>(first_.counts));
  if (has_component_faults(c.scenario.centre)) {
    // Sign-ins count the agents of the first scenario, and random faults are rehearsed for so many runs.
    text += identity_of({"", first_, {}, ""}, seed(luck), options_.version) + "\n";
    if (has_random_faults(c.scenario.estate)) text += fmt::format("{}\n", most_runs_);
  }
  return text_digest(text);
}

std::shared_ptr<CaseRunner::Twin> CaseRunner::twin_of_case(const Case& c, const CentreSpec& without_faults,
                                                           Luck luck, const Workshop& workshop) {
  const auto found = std::find_if(twins_.begin(), twins_.end(), [&](const auto& twin) {
    return twin->luck == luck && twin->promises == c.questions.promises && twin->spec == without_faults;
  });
  if (found != twins_.end()) {
    std::rotate(twins_.begin(), found, found + 1);
    return twins_.front();
  }
  auto made = std::make_shared<Twin>();
  made->spec = without_faults;
  made->luck = luck;
  made->promises = c.questions.promises;
  made->plan = plan_of(made->spec, workshop);
  // What is rehearsed depends on more than the spec: such a twin is its case's own.
  if (has_component_faults(without_faults)) return made;
  if (twins_.size() == twins_at_hand) twins_.pop_back();
  twins_.insert(twins_.begin(), made);
  return made;
}

CaseRunner::Ready& CaseRunner::ready(const Case& c, Luck luck, const std::string& key, std::uint32_t last) {
  const auto found =
      std::find_if(ready_.begin(), ready_.end(), [&](const auto& one) { return one->key == key; });
  if (found != ready_.end()) {
    demand((*found)->centre == c.scenario.centre && (*found)->estate == c.scenario.estate,
           "a case that was changed says so in Case::changes");
    std::rotate(ready_.begin(), found, found + 1);
    if (last <= ready_.front()->rehearsed) return *ready_.front();
  } else {
    auto made = std::make_unique<Ready>();
    made->key = key;
    made->centre = c.scenario.centre;
    made->estate = c.scenario.estate;
    made->spec = centre_of(c);
    if (ready_.size() == plans_at_hand) ready_.pop_back();
    ready_.insert(ready_.begin(), std::move(made));
  }
  // One rehearsal would stand for all replications: of random faults there are two at least.
  Ready& at_hand = *ready_.front();
  const bool faults = has_component_faults(c.scenario.centre);
  const std::uint32_t rehearsed = faults ? std::min(std::max(last, 2U), most_runs_) : most_runs_;
  at_hand.workshop = workshop_of(c, luck, rehearsed);
  at_hand.plan = plan_of(at_hand.spec, at_hand.workshop);
  if (asks_to_restore(c.questions)) {
    at_hand.twin = twin_of_case(c, twin_of(at_hand.spec), luck, at_hand.workshop);
  }
  at_hand.rehearsed = rehearsed;
  return at_hand;
}

// What is known of the twin already is not simulated again.
void CaseRunner::simulate_twin(const Ready& ready, const Case& c, std::uint32_t first, std::uint32_t last,
                               const Asked& asked) {
  Twin& twin = *ready.twin;
  const auto from_of = [&](std::uint32_t r) {
    std::vector<Time> from;
    for (const Expectation& e : c.questions.promises) {
      from.push_back(counted_from(ready.spec, e, {ready.plan.get(), r}));
    }
    return from;
  };
  twin.days.resize(std::max<std::size_t>(twin.days.size(), last));
  std::uint32_t next = first;
  while (next < last && twin.days[next] && twin.days[next]->from == from_of(next)) ++next;
  if (next == last) return;
  Workshop workshop = ready.workshop;
  workshop.on_progress = listener(asked, next, 1, 2);
  auto more = reduce_replications<Twin::Day>(
      twin.plan, next, last, workshop, c.name + ", without its faults",
      [&](std::uint32_t r, const Tally& tally) {
        Twin::Day day{from_of(r), {}};
        for (const Expectation& e : c.questions.promises) {
          const bool asked_for = e.metric == Metric::time_to_restore_service_level;
          day.figures.push_back(asked_for ? promise_figures(ready.spec, tally, e, {ready.plan.get(), r})
                                          : PromiseFigures{});
        }
        return day;
      },
      cost_);
  std::move(more.begin(), more.end(), twin.days.begin() + next);
}

std::vector<CaseDay> CaseRunner::simulate(Ready& ready, const Case& c, std::uint32_t first,
                                          std::uint32_t last, const Asked& asked) {
  Workshop workshop = ready.workshop;
  const std::uint32_t passes = ready.twin ? 2 : 1;
  workshop.on_progress = listener(asked, first, 0, passes);
  DayQuestions questions;
  questions.promises = c.questions.promises;
  questions.asks = c.questions.asks;
  auto days = reduce_replications<CaseDay>(
      ready.plan, first, last, workshop, c.name,
      [&](std::uint32_t r, const Tally& tally) {
        DayRecord told = record_day(ready.spec, tally, questions, {ready.plan.get(), r});
        CaseDay day{std::move(told.promises), std::move(told.asks), controls_of(*ready.plan, tally), ""};
        if (!told.broken.empty()) day.broken = told.broken.front();
        return day;
      },
      cost_);
  if (!ready.twin) return days;
  simulate_twin(ready, c, first, last, asked);
  for (std::size_t r = 0; r < days.size(); ++r) {
    for (std::size_t e = 0; e < c.questions.promises.size(); ++e) {
      if (c.questions.promises[e].metric != Metric::time_to_restore_service_level) continue;
      subtract_twin(days[r].promises[e], ready.twin->days[first + r]->figures[e]);
    }
  }
  return days;
}

std::uint32_t block_end(std::uint32_t first, std::uint32_t last) {
  constexpr std::uint64_t block = 20;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(last, (first / block + 1) * block));
}

std::optional<std::vector<CaseDay>> CaseRunner::kept(const Case& c, const BlockKey& key) {
  if (options_.store == nullptr) return std::nullopt;
  const std::optional<std::string> bytes = options_.store->find(key);
  if (!bytes) return std::nullopt;
  auto days = days_from_bytes(*bytes, key.last - key.first);
  const bool fits = days && std::all_of(days->begin(), days->end(), [&](const CaseDay& day) {
                      return day.promises.size() == c.questions.promises.size() &&
                             day.asks.size() == c.questions.asks.size();
                    });
  if (!fits) return std::nullopt;
  resumed_ += days->size();
  return days;
}

std::vector<CaseDay> CaseRunner::days(const Case& c, std::uint32_t first, std::uint32_t last, Luck luck) {
  demand(first <= last && last <= most_runs_, "replications of a case lie within its largest number of runs");
  const std::string key = key_of(c, luck);
  if (options_.store == nullptr) return simulate(ready(c, luck, key, last), c, first, last, {first, last});
  std::vector<CaseDay> all;
  for (std::uint32_t from = first; from < last;) {
    const BlockKey block{key, from, block_end(from, last)};
    std::optional<std::vector<CaseDay>> days = kept(c, block);
    if (!days) {
      days = simulate(ready(c, luck, key, block.last), c, block.first, block.last, {first, last});
      options_.store->keep(block, days_to_bytes(*days));
    }
    std::move(days->begin(), days->end(), std::back_inserter(all));
    from = block.last;
  }
  return all;
}

PictureFold CaseRunner::pictures(const Case& c, std::uint32_t runs) {
  demand(runs <= most_runs_, "replications of a case lie within its largest number of runs");
  const Ready& ready = this->ready(c, Luck::search, key_of(c, Luck::search), runs);
  const PictureQuestions questions(ready.spec);
  PictureFold fold(questions, ready.spec);
  Workshop workshop = ready.workshop;
  for (std::uint32_t first = 0; first < runs;) {
    const std::uint32_t last = std::min(runs, first + pictures_at_hand);
    workshop.on_progress = listener({0, runs}, first, 0, 1);
    const auto days = reduce_replications<PictureRecord>(
        ready.plan, first, last, workshop, c.name + ", pictures",
        [&](const Tally& tally) { return questions.record(ready.spec, tally); }, cost_);
    for (const PictureRecord& day : days) fold.add(day);
    first = last;
  }
  return fold;
}

std::string identity_of(const Case& c, std::uint64_t seed, const std::string& version) {
  // Every text with its length before it: no two different lists of texts read the same.
  std::string text;
  const auto say = [&text](const std::string& part) { text += fmt::format("{}:{}\n", part.size(), part); };
  say(version);
  say(fmt::format("{}", seed));
  say(c.changes);
  say(fmt::format("{} files", c.scenario.files.size()));
  for (const InputFile& file : c.scenario.files) say(file.sha256);
  say(fmt::format("{} settings", c.scenario.settings.size()));
  for (const std::string& setting : c.scenario.settings) say(setting);
  say(fmt::format("{} promises", c.questions.promises.size()));
  for (const Expectation& promise : c.questions.promises) say_promise(promise, say);
  for (const Ask& ask : c.questions.asks) {
    say(fmt::format("{} {} {} {} {} {} {} {}", static_cast<int>(ask.metric), id_text(ask.scope.queue),
                    id_text(ask.scope.platform), id_text(ask.scope.group), ask.span.first, ask.span.last,
                    ask.span.with_drain, ask.after.count_us()));
  }
  return text_digest(text);
}

}  // namespace switchover
