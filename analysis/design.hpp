// Design: cases x replications, in lockstep over common callers, look by look until everything is decided or
// the budget is spent.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/case_runner.hpp"

namespace switchover {

struct DesignOptions {
  std::uint32_t least_runs = 80;       // decide nothing before so many (or the maximum)
  std::optional<double> cpu_budget_s;  // stop at the first look beyond; makes the number of runs vary
  bool each_alone = false;             // a case stops when it is decided itself (sweeps)
  OnProgress on_progress;              // of the whole design: done and expected replications of all cases
};
struct CaseDays {
  std::vector<CaseDay> days;  // replications 0 .. days.size()-1
};
struct DesignResult {
  std::vector<CaseDays> cases;
  std::vector<std::uint32_t> looks;  // all possible ones
  std::uint32_t looks_taken = 0;
  double error_per_look = 0.05;
  std::string stopped_because;  // "everything decided", "maximum reached", "CPU budget spent"
};
// Asked at a look, of all the cases (or of one: each_alone): is everything decided at this error?
using Decided = std::function<bool(const std::vector<Case>&, const std::vector<CaseDays>&, double alpha)>;

DesignResult run_design(CaseRunner& runner, const std::vector<Case>& cases, const Decided& decided,
                        const DesignOptions& options);

// The judgements of a case's promises over its days so far, at error alpha.
std::vector<Judgement> judge_case(const Case& c, const std::vector<CaseDay>& days, double alpha);
// No promise is undecided.
bool all_decided(const std::vector<Judgement>& judgements);
// Figures of one ask over the days: [replication].
std::vector<Figure> ask_column(const std::vector<CaseDay>& days, std::size_t ask);

}  // namespace switchover
