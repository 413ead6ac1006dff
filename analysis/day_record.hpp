// DayRecord: what a study keeps of one replication, so that its tally can go. DayQuestions says what to keep.
#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/experiment.hpp"
#include "analysis/figures.hpp"
#include "analysis/verdict.hpp"
#include "scenarios/expectation.hpp"

namespace switchover {

// One figure to take from a tally.
struct Ask {
  Metric metric = Metric::service_level;
  Scope scope;
  IntervalSpan span;
  Time after;  // time to restore only
};
Figure answer(const CentreSpec& spec, const Tally& tally, const Ask& ask);

// Of one queue in one row of the half-hour table.
struct RowFigures {
  Figure level, level_1, offered, abandon_rate, mean_wait, aht, all_busy, someone_waits, agents, answered,
      asa, occupancy;
};

struct DayQuestions {
  std::vector<Expectation> promises;
  std::vector<Ask> asks;                                 // headline, why
  std::vector<Ask> tidy;                                 // intervals.csv: folded away after each block
  std::vector<IntervalSpan> rows;                        // of the half-hour table
  std::vector<std::pair<PlatformId, LimitKind>> limits;  // that the scenario has
};
struct DayRecord {
  std::vector<PromiseFigures> promises;
  std::vector<Figure> asks;
  std::vector<Figure> tidy;
  std::vector<RowFigures> rows;     // [row][queue]
  std::vector<LimitCell> limits;    // [limit][interval, the drain last]
  std::vector<std::string> broken;  // self_check
};
// `day`: needed where promises ask for it (promise_figures).
DayRecord record_day(const CentreSpec& spec, const Tally& tally, const DayQuestions& questions,
                     const PlatformDay& day = {});

// Side runs: the same replications 0 .. runs-1 of another spec, asked a few figures. [ask][replication]
using Panel = std::vector<std::vector<Figure>>;
struct SideRuns {
  const Workshop& workshop;
  RunCost& cost;
  std::uint32_t runs = 0;
};
Panel run_panel(const CentreSpec& spec, const std::vector<Ask>& asks, const SideRuns& side,
                const std::string& phase);

std::vector<Figure> column(const std::vector<DayRecord>& days, std::size_t ask, std::size_t first_n);

}  // namespace switchover
