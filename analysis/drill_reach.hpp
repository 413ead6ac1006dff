// Reach: what a component takes with it when it fails, read from the map alone: whose calls, whose agents,
// who acts. What it costs is simulated.
#pragma once
#include <string>
#include <vector>

#include "models/centre/spec.hpp"
#include "models/platform/estate.hpp"

namespace switchover {

struct Reach {
  std::vector<double> calls;            // per platform: share of its calls that feel it
  std::vector<double> agents;           // per platform: share of its agents on duty that feel it
  double calls_share = 0;               // of the centre's calls
  double agents_share = 0;              // of the centre's agents on duty
  Duration adds;                        // to conversations: talk and wrap, the most of all effects
  bool limits = false;                  // a limit of a platform is tighter
  bool transfers = false;               // bridges lose ports
  bool indirect = false;                // nobody notices it itself; failovers, sign-ins or links rest on it
  std::vector<ComponentId> goes_along;  // down with it, because they need it hard
  bool has_rule = false;                // a failover rule watches it, or something that goes along
  bool has_standby = false;
  bool touches_nothing() const;
  std::size_t platforms_in_full() const;  // platforms whose calls or agents all feel it
};
Reach reach_of(const CentreSpec& spec, const EstateSpec& estate, ComponentId component, FaultMode mode,
               Time at);

// "1 of 2", "BOTH", "60% of calls", "34% of agents", "BOTH +45 s", "1 of 2, idle", "transfers", "detection"
std::string hits_text(const Reach& reach);
// It takes every platform in full, or one in full while nothing fails over.
bool nothing_helps(const Reach& reach);

// Whom the component's failure touches is the same whenever it happens, but for these: agents on duty at t,
// [group][platform].
std::vector<std::vector<double>> heads_at(const CentreSpec& spec, Time t);

}  // namespace switchover
