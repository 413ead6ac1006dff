#include "analysis/design.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iterator>
#include <utility>

#include "analysis/looks.hpp"
#include "sim/contract.hpp"

namespace switchover {
namespace {

using Clock = std::chrono::steady_clock;

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

// How far the whole design is, whatever part of it a phase is about. Replications from the store take no
// time, so the pace is that of those simulated.
class WholeDesign {
 public:
  WholeDesign(CaseRunner& runner, OnProgress told, std::uint64_t expected)
      : runner_(runner), told_(std::move(told)), expected_(expected), resumed_before_(runner.resumed()) {
    if (told_) former_ = runner_.tell_progress_to([this](const Progress& phase) { tell(phase); });
  }
  ~WholeDesign() {
    if (told_) runner_.tell_progress_to(std::move(former_));
  }
  WholeDesign(const WholeDesign&) = delete;
  WholeDesign& operator=(const WholeDesign&) = delete;

  void have(std::uint64_t done, std::uint64_t expected) {
    done_ = done;
    expected_ = expected;
  }

 private:
  void tell(const Progress& phase) {
    Progress whole = phase;
    whole.done = std::min(done_ + phase.done, expected_);
    whole.expected = expected_;
    whole.phase_elapsed_s = std::chrono::duration<double>(Clock::now() - began_).count();
    whole.phase_left_s = 0;
    const std::uint64_t resumed = runner_.resumed() - resumed_before_;
    if (whole.done > resumed) {
      whole.phase_left_s = whole.phase_elapsed_s / static_cast<double>(whole.done - resumed) *
                           static_cast<double>(whole.expected - whole.done);
    }
    told_(whole);
  }

  CaseRunner& runner_;
  OnProgress told_, former_;
  std::uint64_t done_ = 0, expected_;
  std::uint64_t resumed_before_;
  Clock::time_point began_ = Clock::now();
};

class Design {
 public:
  Design(CaseRunner& runner, const std::vector<Case>& cases, const Decided& decided,
         const DesignOptions& options)
      : runner_(runner),
        cases_(cases),
        decided_(decided),
        options_(options),
        going_on_(cases.size(), true),
        whole_(runner, options.on_progress, cases.size() * std::uint64_t{runner.most_runs()}) {}

  DesignResult run() {
    const std::uint32_t most = runner_.most_runs();
    result_.cases.resize(cases_.size());
    result_.looks = looks_up_to(most);
    result_.error_per_look = error_per_look(most);
    result_.stopped_because = "maximum reached";
    for (const std::uint32_t look : result_.looks) {
      ++result_.looks_taken;
      // Before the least number of runs nothing can end but the budget: the next look will do.
      if (!options_.cpu_budget_s && look < options_.least_runs && look < most) continue;
      if (!go_to(look)) return std::move(result_);
      if (look < most && look >= options_.least_runs && everything_decided()) {
        result_.stopped_because = "everything decided";
        return std::move(result_);
      }
      if (look < most && budget_spent()) {
        result_.stopped_because = "CPU budget spent";
        return std::move(result_);
      }
    }
    return std::move(result_);
  }

 private:
  bool budget_spent() const {
    return options_.cpu_budget_s && cpu_seconds() - cpu_began_ > *options_.cpu_budget_s;
  }

  // Brings every case that goes on to `look` replications; false when the budget ended it on the way. Then
  // what lies beyond the last look is left out again: verdicts are decided at looks only, and cases are
  // compared over the same days. The first look is always taken: no answer at all helps nobody.
  bool go_to(std::uint32_t look) {
    const std::uint32_t from = reached_;
    for (std::size_t c = 0; c < cases_.size(); ++c) {
      if (!going_on_[c]) continue;
      std::vector<CaseDay>& days = result_.cases[c].days;
      for (std::uint32_t first = from; first < look;) {
        const std::uint32_t last = options_.cpu_budget_s ? block_end(first, look) : look;
        whole_.have(done(), expected());
        std::vector<CaseDay> more = runner_.days(cases_[c], first, last);
        std::move(more.begin(), more.end(), std::back_inserter(days));
        first = last;
        if (from > 0 && budget_spent()) {
          leave_out_beyond(from, look);
          return false;
        }
      }
    }
    reached_ = look;
    return true;
  }

  void leave_out_beyond(std::uint32_t from, std::uint32_t look) {
    for (std::size_t c = 0; c < cases_.size(); ++c) {
      std::vector<CaseDay>& days = result_.cases[c].days;
      if (going_on_[c] && !(options_.each_alone && days.size() == look)) days.resize(from);
    }
    --result_.looks_taken;
    result_.stopped_because = "CPU budget spent";
  }

  bool everything_decided() {
    if (!options_.each_alone) return decided_(cases_, result_.cases, result_.error_per_look);
    for (std::size_t c = 0; c < cases_.size(); ++c) {
      if (!going_on_[c]) continue;
      const std::vector<Case> alone = {cases_[c]};
      std::vector<CaseDays> days(1);
      days[0] = std::move(result_.cases[c]);
      going_on_[c] = !decided_(alone, days, result_.error_per_look);
      result_.cases[c] = std::move(days[0]);
    }
    return std::find(going_on_.begin(), going_on_.end(), true) == going_on_.end();
  }

  std::uint64_t done() const {
    std::uint64_t sum = 0;
    for (const CaseDays& c : result_.cases) sum += c.days.size();
    return sum;
  }
  std::uint64_t expected() const {
    std::uint64_t sum = 0;
    for (std::size_t c = 0; c < cases_.size(); ++c) {
      sum += going_on_[c] ? runner_.most_runs() : result_.cases[c].days.size();
    }
    return sum;
  }

  CaseRunner& runner_;
  const std::vector<Case>& cases_;
  const Decided& decided_;
  const DesignOptions& options_;
  std::vector<bool> going_on_;  // by case
  WholeDesign whole_;
  double cpu_began_ = cpu_seconds();
  std::uint32_t reached_ = 0;
  DesignResult result_;
};

}  // namespace

DesignResult run_design(CaseRunner& runner, const std::vector<Case>& cases, const Decided& decided,
                        const DesignOptions& options) {
  demand(!cases.empty(), "a design needs at least one case");
  demand(static_cast<bool>(decided), "a design needs to know when it is decided");
  return Design(runner, cases, decided, options).run();
}

std::vector<Judgement> judge_case(const Case& c, const std::vector<CaseDay>& days, double alpha) {
  std::vector<Judgement> judgements;
  for (std::size_t e = 0; e < c.questions.promises.size(); ++e) {
    std::vector<PromiseFigures> figures;
    figures.reserve(days.size());
    for (const CaseDay& day : days) figures.push_back(day.promises[e]);
    judgements.push_back(judge(c.questions.promises[e], figures, alpha));
  }
  return judgements;
}

bool all_decided(const std::vector<Judgement>& judgements) {
  return std::none_of(judgements.begin(), judgements.end(),
                      [](const Judgement& j) { return j.verdict == Verdict::undecided; });
}

std::vector<Figure> ask_column(const std::vector<CaseDay>& days, std::size_t ask) {
  std::vector<Figure> column;
  column.reserve(days.size());
  for (const CaseDay& day : days) column.push_back(day.asks[ask]);
  return column;
}

}  // namespace switchover
