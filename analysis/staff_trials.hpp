// Trials of a staffing over common callers: the target's figures, step by step and day by day.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/case_runner.hpp"
#include "analysis/solve_target.hpp"
#include "analysis/staffing.hpp"

namespace switchover {

// What is to be found out, and with which agents it may be tried.
struct StaffQuestion {
  Scenario scenario;  // its queues promise the target
  StaffGrid grid;
  std::vector<QueueTarget> targets;
  std::optional<double> share_of_days;
  std::vector<std::size_t> groups;  // whose number is to be found
  // [step][target]: judged. Steps without calls are not, nor those that no number of agents could save.
  std::vector<std::vector<bool>> judged;
};

struct StaffTrial {
  std::vector<std::vector<Figure>> day;                // [target][replication]
  std::vector<std::vector<Figure>> steps;              // [step][target]: sums over replications
  std::vector<std::vector<std::vector<Figure>>> each;  // [step][target][replication]
};

class StaffTrials {
 public:
  StaffTrials(CaseRunner& runner, const StaffQuestion& question) : runner_(runner), question_(question) {}
  StaffTrial run(const Staffing& staffing, std::uint32_t first, std::uint32_t last, Luck luck);
  StaffTrial run(const Scenario& scenario, const std::string& changes, std::uint32_t first,
                 std::uint32_t last, Luck luck);
  std::size_t trials() const { return trials_; }

 private:
  CaseRunner& runner_;
  const StaffQuestion& question_;
  std::size_t trials_ = 0;
};

// The least margin of the judged queues in a step; nothing where none is judged.
std::optional<double> step_margin(const StaffQuestion& question, const StaffTrial& trial, std::size_t step);
// The least margin over the day's figures (of all queues), and whose it is.
struct DayMargin {
  double margin = 1;
  std::size_t target = 0;
};
DayMargin day_margin(const StaffQuestion& question, const StaffTrial& trial);

// The demand that callers make when there are agents enough, and what is left of agents on paper.
struct StaffDemand {
  std::vector<std::vector<double>> load, aht;  // [step][target], Erlang and seconds
  Staffing on_phones;                          // [step][group]: on the phones for one on paper
  StaffTrial ample;                            // with agents enough
};
StaffDemand demand_of(CaseRunner& runner, const StaffQuestion& question, const Staffing& there,
                      std::uint32_t runs);

// The figure by Erlang A, or C where nobody hangs up; 0 (or everybody lost) where no formula has a number.
double formula_figure(const StaffQuestion& question, const QueueTarget& target, int agents, double load,
                      double aht);
// The fewest agents whose figure by the formula is at least `margin` on the good side of the bound.
int formula_agents(const StaffQuestion& question, const QueueTarget& target, double load, double aht,
                   double margin = 0);

}  // namespace switchover
