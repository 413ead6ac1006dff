#include "analysis/fix.hpp"

#include <algorithm>
#include <utility>

#include "analysis/design.hpp"
#include "analysis/fix_search.hpp"
#include "analysis/fix_words.hpp"
#include "analysis/looks.hpp"

namespace switchover {
namespace {

constexpr std::uint32_t runs_to_pass_never = 300;  // "= 0" passes from so many days on
constexpr std::uint32_t least_to_pass = 80, least_to_fail = 40;
constexpr std::size_t most_confirmed = 24;  // pulls that are held against fresh callers while looking for one

bool asks_for_never(const Scenario& scenario) {
  return std::any_of(scenario.must.begin(), scenario.must.end(), [](const Expectation& must) {
    return must.comparison == Comparison::equal && must.value == 0 &&
           must.quantifier != Quantifier::share_of_days;
  });
}

Verdict verdict_of(const std::vector<Judgement>& judgements) {
  Verdict verdict = Verdict::pass;
  for (const Judgement& j : judgements) {
    if (j.verdict == Verdict::fail) return Verdict::fail;
    if (!is_good(j.verdict)) verdict = Verdict::undecided;
  }
  return verdict;
}

class Fixer {
 public:
  Fixer(const Scenario& scenario, CaseRunner& runner, const FixOptions& options)
      : scenario_(scenario), runner_(runner), options_(options), board_(scenario) {
    answer_.search_runs = std::min(options.search_runs, runner.most_runs());
    std::uint32_t confirm = options.confirm_runs;
    if (asks_for_never(scenario)) confirm = std::max(confirm, runs_to_pass_never);
    answer_.days_a_month = scenario.money.days_a_month;
    answer_.currency = scenario.money.currency;
    answer_.confirm_runs = std::max(1U, std::min(confirm, runner.most_runs()));
  }

  FixAnswer answer() {
    if (scenario_.levers.empty() || scenario_.must.empty()) {
      answer_.sentence = scenario_.must.empty() ? "nothing is promised that could fail"
                                                : "the scenario has no [levers] that could be pulled";
      return std::move(answer_);
    }
    if (!options_.known_to_fail && confirmed(board_.none()).verdict == Verdict::pass) {
      answer_.sentence = "every must passes as it is: nothing needs to be mended";
      return std::move(answer_);
    }
    answer_.searched = true;
    FixSearch search(board_, runner_, answer_.search_runs, answer_.confirm_runs);
    cheapest_confirmed(search.candidates());
    if (!best_) cheapest_confirmed(search.nearest());  // the search's own callers may have been unlucky
    if (best_) step_down();
    show(search);
    answer_.found = best_.has_value();
    answer_.tried = search.tried();
    answer_.sentence = fix_sentence(scenario_, answer_);
    return std::move(answer_);
  }

 private:
  struct Held {
    Pull pull;
    FixTrial trial;
  };

  // The pull held against fresh callers, look by look until it is decided; every pull once.
  const FixTrial& confirmed(const Pull& pull) {
    for (const Held& held : held_) {
      if (held.pull == pull) return held.trial;
    }
    FixTrial trial;
    trial.text = board_.text(pull);
    trial.parts = board_.parts(pull);
    trial.cost = board_.cost(pull);
    if (trial.cost) trial.cost_a_month = *trial.cost * scenario_.money.days_a_month;
    trial.confirmed = true;
    const Case c = board_.as_case(pull);
    const double alpha = error_per_look(answer_.confirm_runs);
    std::vector<CaseDay> days;
    for (const std::uint32_t look : looks_up_to(answer_.confirm_runs)) {
      if (look < std::min(least_to_fail, answer_.confirm_runs)) continue;
      std::vector<CaseDay> more = runner_.days(c, static_cast<std::uint32_t>(days.size()), look, Luck::fresh);
      for (CaseDay& day : more) {
        answer_.sound = answer_.sound && day.broken.empty();
        days.push_back(std::move(day));
      }
      trial.judgements = judge_case(c, days, alpha);
      trial.verdict = verdict_of(trial.judgements);
      if (trial.verdict == Verdict::fail) break;
      if (trial.verdict == Verdict::pass && look >= least_to_pass) break;
    }
    trial.tightest = tightest_text(scenario_.must, trial.judgements);
    held_.push_back({pull, std::move(trial)});
    return held_.back().trial;
  }

  bool was_held(const Pull& pull) const {
    return std::any_of(held_.begin(), held_.end(), [&](const Held& held) { return held.pull == pull; });
  }

  // The cheapest candidate first; one that fresh callers do not confirm makes room for the next steps up.
  void cheapest_confirmed(std::vector<Pull> waiting) {
    for (std::size_t n = 0; n < most_confirmed && !waiting.empty(); ++n) {
      const auto next = std::min_element(waiting.begin(), waiting.end(), [&](const Pull& a, const Pull& b) {
        return board_.rank(a) < board_.rank(b);
      });
      const Pull pull = *next;
      waiting.erase(next);
      if (confirmed(pull).verdict == Verdict::pass) {
        best_ = pull;
        return;
      }
      for (std::size_t l = 0; l < pull.size(); ++l) {
        if (pull[l] == 0 || pull[l] == board_.steps(l)) continue;
        Pull up = pull;
        ++up[l];
        if (!was_held(up) && std::find(waiting.begin(), waiting.end(), up) == waiting.end()) {
          waiting.push_back(std::move(up));
        }
      }
    }
  }

  // One step less of each of its levers: as long as one passes, too, it is the better fix.
  void step_down() {
    for (bool weaker = true; weaker;) {
      weaker = false;
      for (std::size_t l = 0; l < best_->size() && !weaker; ++l) {
        if ((*best_)[l] == 0) continue;
        Pull down = *best_;
        --down[l];
        if (down == board_.none() || confirmed(down).verdict != Verdict::pass) continue;
        best_ = down;
        weaker = true;
      }
    }
  }

  void show(const FixSearch& search) {
    std::vector<Pull> shown;
    const auto add = [&](const Pull& pull) {
      if (shown.size() < options_.shown && std::find(shown.begin(), shown.end(), pull) == shown.end()) {
        shown.push_back(pull);
      }
    };
    if (best_) {
      add(*best_);
      add(next_below());
    }
    // Each lever alone, to its end: those that do not help are worth knowing.
    for (const Pull& pull : search.nearest()) {
      if (best_ && uses_only_levers_of(pull, *best_)) continue;
      add(pull);
    }
    for (const Pull& pull : shown) answer_.trials.push_back(confirmed(pull));
    if (!best_) sort_by_margin();
  }

  static bool uses_only_levers_of(const Pull& pull, const Pull& of) {
    for (std::size_t l = 0; l < pull.size(); ++l) {
      if (pull[l] > 0 && of[l] == 0) return false;
    }
    return true;
  }

  // The dearest of the pulls one step below the fix; none of them passes.
  Pull next_below() {
    Pull below;
    for (std::size_t l = 0; l < best_->size(); ++l) {
      if ((*best_)[l] == 0) continue;
      Pull down = *best_;
      --down[l];
      if (down == board_.none()) continue;
      if (below.empty() || board_.rank(down) > board_.rank(below)) below = down;
    }
    return below.empty() ? *best_ : below;
  }

  void sort_by_margin() {
    std::stable_sort(answer_.trials.begin(), answer_.trials.end(), [](const FixTrial& a, const FixTrial& b) {
      return least_margin(a.judgements) > least_margin(b.judgements);
    });
  }

  const Scenario& scenario_;
  CaseRunner& runner_;
  const FixOptions& options_;
  LeverBoard board_;
  std::vector<Held> held_;
  std::optional<Pull> best_;
  FixAnswer answer_;
};

}  // namespace

FixAnswer find_fix(const Scenario& scenario, CaseRunner& runner, const FixOptions& options) {
  return Fixer(scenario, runner, options).answer();
}

}  // namespace switchover
