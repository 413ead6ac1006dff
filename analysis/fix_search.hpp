// The search behind a fix: scenarios with levers pulled, simulated over the day's own callers and judged.
// What is known already is not simulated again: a pull that is nowhere weaker than one that passes passes,
// one that is nowhere stronger than one that fails fails.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/case_runner.hpp"
#include "analysis/levers.hpp"
#include "analysis/verdict.hpp"

namespace switchover {

// How far each lever of the scenario is pulled: 0 not at all, k its k-th amount.
using Pull = std::vector<std::size_t>;

// No lever of a is pulled further than in b.
bool nowhere_stronger(const Pull& a, const Pull& b);

// What the levers can do and cost, worked out once.
class LeverBoard {
 public:
  explicit LeverBoard(const Scenario& scenario);
  const Scenario& scenario() const { return *scenario_; }
  std::size_t levers() const { return amounts_.size(); }
  std::size_t steps(std::size_t lever) const { return amounts_[lever].size(); }
  Pull none() const { return Pull(levers(), 0); }
  Pull full(std::size_t lever) const;
  std::vector<LeverUse> uses(const Pull& pull) const;
  // Of one such day; prices per month by the day. Nothing: no lever of it has a price.
  std::optional<double> cost(const Pull& pull) const;
  // By what pulls are ranked: cost, then how many levers, then how far they are pulled.
  double rank(const Pull& pull) const;
  Case as_case(const Pull& pull) const;
  std::vector<std::string> parts(const Pull& pull) const;  // "+32 billing, 08:30-13:00", lever by lever
  std::string text(const Pull& pull) const;

 private:
  const Scenario* scenario_;
  std::vector<std::vector<double>> amounts_, costs_;  // by lever and step; costs of a day
};

// Does the figure, without its range, meet the bound?
bool is_met(const Judgement& judgement);
std::size_t musts_kept(const std::vector<Judgement>& judgements);
// Kept, or as good as kept.
bool is_good(Verdict verdict);
// How a must stands at the same point of the search: above 0 it is met. In units of the interval's half
// width.
double margin_of(const Judgement& judgement);
double least_margin(const std::vector<Judgement>& judgements);
// How far the musts that are not met are from their bounds, each as a multiple of its bound, summed.
double shortfall_of(const Judgement& judgement);
double shortfall_of(const std::vector<Judgement>& judgements);

class FixSearch {
 public:
  FixSearch(const LeverBoard& board, CaseRunner& runner, std::uint32_t search_runs,
            std::uint32_t confirm_runs);
  // Every pull of one or two levers that may be the cheapest: of each lever its weakest pull that passes, of
  // each pair its cheapest. The cheapest first. `strictness`: by how many half widths of the confirmation's
  // interval every must has to be met; what was simulated already is used again.
  std::vector<Pull> candidates(double strictness);
  // The full pulls that come nearest, when nothing passes: by musts kept, then by shortfall.
  std::vector<Pull> nearest() const;
  std::size_t tried() const { return tried_; }

 private:
  struct Known {
    Pull pull;
    double margin = 0;     // least over the musts, in half widths of the confirmation's interval
    std::size_t kept = 0;  // musts met by their figures
    double shortfall = 0;
  };
  bool passes(const Pull& pull);
  Known simulate(const Pull& pull);
  static Known known_of(const Pull& pull, const std::vector<Judgement>& judgements, double shrink);
  bool is_at_the_end(const Pull& pull) const;
  void search_lever(std::size_t lever);
  void search_pair(std::size_t outer, std::size_t inner);
  std::size_t weakest(Pull pull, std::size_t lever, std::size_t high);
  void try_outer(Pull& best, std::size_t outer, std::size_t inner, std::size_t at, std::size_t most);

  const LeverBoard& board_;
  CaseRunner& runner_;
  std::uint32_t runs_;
  double shrink_;  // of the interval from the search to the confirmation
  double alpha_;
  std::vector<Known> known_;  // every pull simulated
  double strictness_ = 1;
  std::vector<std::size_t> weakest_;  // by lever, alone; 0: none passes
  std::vector<Pull> found_;
  double best_;  // rank of the cheapest so far
  std::size_t tried_ = 0;
};

}  // namespace switchover
