// The search for a staffing: Erlang's guess, corrected by what the simulation says, raised where the target
// is missed, trimmed where there is slack, and exchanged between groups that help each other. Changes of many
// steps are tried in one trial, so that tens of trials are enough. All on the same callers.
#pragma once
#include <string>
#include <vector>

#include "analysis/staff_trials.hpp"

namespace switchover {

class StaffSearch {
 public:
  StaffSearch(StaffTrials& trials, const StaffQuestion& question, const StaffDemand& demand,
              const Staffing& there, std::uint32_t runs);
  // By the formula alone: whole agents on paper; of steps that are not judged: as they are.
  Staffing by_formula() const { return staffing_for(wanted_); }
  // Every judged step keeps the target.
  Staffing every_step();
  // The day keeps it (on so many days, or on average), shaped by what each step needs.
  Staffing day_shaped();
  // One factor of the present staffing.
  Staffing whole_day();
  // A check failed: more where it failed, to be checked again.
  Staffing raised(const Staffing& staffing, const StaffTrial& check, bool per_step);
  bool reached() const { return reached_; }

 private:
  using Move = std::vector<std::pair<std::size_t, int>>;  // group, by how many agents
  using Wanted = std::vector<std::vector<double>>;        // [step][target], on the phones
  // One agent fewer than there are, spread over the groups in some way, and what is missing then.
  struct Probe {
    std::vector<double> agents;
    double score = -1e300;
    bool going_on = false;
  };
  StaffTrial run(const Staffing& staffing) { return trials_.run(staffing, 0, runs_, Luck::search); }
  Staffing staffing_for(const Wanted& wanted) const;
  double slope(std::size_t step, std::size_t target, double agents) const;
  void correct_formula();
  Staffing raise_until_kept(Staffing staffing);
  bool trim(Staffing& staffing);
  bool exchange(Staffing& staffing);
  double score_around(const StaffTrial& trial, std::size_t step) const;
  std::vector<std::size_t> judged_steps() const;
  std::size_t group_for(const Staffing& staffing, std::size_t step, std::size_t target) const;
  std::vector<Move> moves() const;
  bool share_a_queue(std::size_t g, std::size_t h) const;
  void try_instead(const Staffing& staffing, const Staffing& instead, std::vector<Probe>& best);
  void climb(const Staffing& staffing, std::vector<Probe>& probes);
  void trim_the_day(Staffing& staffing);
  Staffing times(double factor) const;
  bool day_holds(const Staffing& staffing) { return day_margin(question_, run(staffing)).margin >= 0; }
  std::vector<std::pair<std::size_t, std::size_t>> cells_by_level(const StaffTrial& trial) const;

  StaffTrials& trials_;
  const StaffQuestion& question_;
  const StaffDemand& demand_;
  const Staffing& there_;
  std::uint32_t runs_;
  Wanted wanted_;
  std::vector<std::vector<double>> share_;  // [target][group]: of the queue's agents by the formula
  std::vector<std::vector<bool>> kept_;     // [step][group]: one fewer was tried and was too few
  Staffing failed_by_;                      // [step][group]: the score with one fewer
  double factor_ = 0;                       // of whole_day(); 0: another way
  bool reached_ = true;
};

}  // namespace switchover
