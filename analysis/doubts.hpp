// What doubts are gathered in: the scenario, what its register of assumptions says of a key, and the list.
// Behind doubts_of() (analysis/flip.hpp); the ranges are those of docs/MODEL.md, Doubts and their ranges.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analysis/flip.hpp"

namespace switchover {

class DoubtList {
 public:
  explicit DoubtList(const Scenario& scenario) : scenario_(scenario) {}
  const Scenario& scenario() const { return scenario_; }

  // The line of the register; nothing where nobody noted it.
  const Assumption* noted(std::string_view key) const;
  bool is_default(std::string_view key) const;   // nobody wrote it: a default or a preset
  bool is_textbook(std::string_view key) const;  // defaults = "textbook": what is not said does not happen

  // Wider where `now` lies outside; left out where there is nothing to vary.
  void add(Doubt doubt);
  // A time (or another number above 0) over half to twice what is used.
  void add_half_to_twice(Doubt doubt);
  std::vector<Doubt> take() { return std::move(doubts_); }

 private:
  const Scenario& scenario_;
  std::vector<Doubt> doubts_;
};

inline constexpr const char* half_to_twice = "half to twice what is used";

// The law with another mean; a law without spread where there was nothing.
Distribution with_mean(const Distribution& law, double mean_s);

void doubt_callers(DoubtList& list);  // callers, queues, demand
void doubt_staff(DoubtList& list);    // absence, overflow, unfamiliar desktops
void doubt_estate(DoubtList& list);   // faults, sign-ins, failovers

}  // namespace switchover
