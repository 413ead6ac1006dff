#include "analysis/fix.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/design.hpp"
#include "analysis/fix_search.hpp"
#include "analysis/fix_words.hpp"
#include "analysis/looks.hpp"

namespace switchover {
namespace {

constexpr std::uint32_t runs_to_pass_never = 300;  // "= 0" passes from so many days on
constexpr std::uint32_t least_to_pass = 80, least_to_fail = 40;
constexpr std::size_t most_confirmed =
    4;                            // of the candidates, and of the nearest, when the first do not pass
constexpr double hopeless = 0.3;  // half widths short of passing: more days will not decide it

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
    search_and_confirm(search);
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
      if (look < least_to_pass) continue;
      if (trial.verdict == Verdict::pass) break;
      // What would have to move that far will not be decided by the last looks.
      const double shrink = std::sqrt(static_cast<double>(look) / answer_.confirm_runs);
      if (least_margin(trial.judgements) / shrink < hopeless) break;
    }
    say_grounds(scenario_.must, trial);
    held_.push_back({pull, std::move(trial)});
    return held_.back().trial;
  }

  // Round by round stricter: the cheapest candidate of each is held against fresh callers, until one passes.
  void search_and_confirm(FixSearch& search) {
    std::vector<Pull> last;
    for (const double strictness : {0.0, 0.4, 0.8, 1.4, 2.2}) {
      last = search.candidates(strictness);
      if (last.empty()) break;
      if (is_confirmed(last.front())) return;
    }
    for (std::size_t n = 1; n < std::min(last.size(), most_confirmed); ++n) {
      if (is_confirmed(last[n])) return;
    }
    const std::vector<Pull> nearest = search.nearest();  // the search's own callers may have been unlucky
    for (std::size_t n = 0; n < std::min(nearest.size(), most_confirmed); ++n) {
      if (is_confirmed(nearest[n])) return;
    }
  }

  bool is_confirmed(const Pull& pull) {
    if (is_known_not_to_pass(pull) || confirmed(pull).verdict != Verdict::pass) return false;
    best_ = pull;
    return true;
  }

  // Fresh callers did not confirm a pull that is nowhere weaker.
  bool is_known_not_to_pass(const Pull& pull) const {
    return std::any_of(held_.begin(), held_.end(), [&](const Held& held) {
      return held.trial.verdict != Verdict::pass && nowhere_stronger(pull, held.pull);
    });
  }

  // Less of each of its levers, of the one that saves most first: as long as one passes, too, it is the
  // better fix. In steps of 1, 2, 4, ... and back by halves.
  void step_down() {
    for (bool weaker = true; weaker;) {
      weaker = false;
      for (const Pull& down : below(*best_)) {
        const Pull from = *best_;
        if (!is_confirmed(down)) continue;
        for (std::size_t l = 0; l < from.size(); ++l) {
          if (down[l] < from[l]) lower(l);
        }
        weaker = true;
        break;
      }
    }
  }

  // This lever of the fix as low as it still passes.
  void lower(std::size_t lever) {
    std::size_t passes = (*best_)[lever];
    const auto reaches = [&](std::size_t step) {
      Pull pull = *best_;
      pull[lever] = step;
      return pull != board_.none() && is_confirmed(pull);
    };
    std::size_t stride = 2, fails = 0;
    bool known = false;  // that `fails` does not pass
    while (passes > 0 && !known) {
      const std::size_t next = passes > stride ? passes - stride : 0;
      if (reaches(next)) {
        passes = next;
        stride *= 2;
      } else {
        fails = next;
        known = true;
      }
    }
    while (known && passes - fails > 1) {
      const std::size_t middle = fails + (passes - fails) / 2;
      (reaches(middle) ? passes : fails) = middle;
    }
  }

  // The pulls one step below, the cheapest first.
  std::vector<Pull> below(const Pull& pull) const {
    std::vector<Pull> all;
    for (std::size_t l = 0; l < pull.size(); ++l) {
      if (pull[l] == 0) continue;
      Pull down = pull;
      --down[l];
      if (down != board_.none()) all.push_back(std::move(down));
    }
    std::stable_sort(all.begin(), all.end(),
                     [&](const Pull& a, const Pull& b) { return board_.rank(a) < board_.rank(b); });
    return all;
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
      const std::vector<Pull> next = below(*best_);
      if (!next.empty()) add(next.back());
    }
    // Each lever alone, to its end, and then the pairs: those that do not help are worth knowing.
    std::vector<Pull> nearest = search.nearest();
    if (best_) {
      std::stable_partition(nearest.begin(), nearest.end(),
                            [&](const Pull& pull) { return board_.uses(pull).size() == 1; });
    }
    if (!best_) {  // what fresh callers could not decide
      for (const Held& held : held_) {
        if (held.trial.verdict == Verdict::undecided && held.pull != board_.none()) add(held.pull);
      }
    }
    for (const Pull& pull : nearest) add(pull);
    for (const Pull& pull : shown) answer_.trials.push_back(confirmed(pull));
    if (!best_) sort_by_nearness();
  }

  // By musts kept, then by how far the others are off.
  void sort_by_nearness() {
    std::stable_sort(answer_.trials.begin(), answer_.trials.end(), [](const FixTrial& a, const FixTrial& b) {
      return a.kept != b.kept ? a.kept > b.kept : shortfall_of(a.judgements) < shortfall_of(b.judgements);
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
