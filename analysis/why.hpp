// Why: paired runs that add one cause to the twin, and take one away from the day; and what the gap is worth
// in agents.
#pragma once
#include <string>
#include <vector>

#include "analysis/day_record.hpp"
#include "analysis/report_model.hpp"
#include "models/centre/spec.hpp"

namespace switchover {

// What the answer speaks of: the service level of one queue over the day, or people never served; both are
// kept.
struct Focus {
  QueueId queue;
  IntervalSpan day;
  bool on_people = false;  // the figure is people never served, else the service level
  std::size_t figure() const { return on_people ? 1 : 0; }  // which of asks() it is
  double goodness(double value) const { return on_people ? -value : value; }
  std::vector<Ask> asks() const;  // [0] service level of the queue, [1] people never served
};

// day and twin: the panels of focus.asks() over the side runs' replications.
Why explain(const CentreSpec& spec, const Focus& focus, const Panel& day, const Panel& twin,
            const SideRuns& side);

// How many extra agents a level is worth: service level as a function of agents added to one group, found by
// doubling and halving with paired replications; in between by a straight line.
class AgentsWorth {
 public:
  // Stops when `target` is reached, or at `most` extra agents.
  AgentsWorth(const CentreSpec& spec, const Focus& focus, GroupId group, double level_now, double target,
              double most, const SideRuns& side);
  // Extra agents that give this level; nothing above what was tried.
  std::optional<double> agents_for(double level) const;
  bool reached() const { return reached_; }
  double tried() const { return points_.back().agents; }

 private:
  struct Point {
    double agents, level;
  };
  std::vector<Point> points_;  // by agents; the first is 0
  bool reached_ = false;
};

// Does the figure speak of callers who wait, not of people lost?
bool about_waiting(Metric metric);

// The group to which agents are added: of those that serve the queue first, the one with the most agents.
GroupId main_group(const CentreSpec& spec, QueueId queue);

}  // namespace switchover
