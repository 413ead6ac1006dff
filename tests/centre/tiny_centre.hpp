// Tiny centres whose whole course can be worked out by hand: calls at given seconds, times without spread.
#pragma once
#include <initializer_list>
#include <string>

#include "models/centre/spec.hpp"
#include "models/centre/tally.hpp"

namespace switchover::tiny {

inline Time at(double seconds) { return Time::after_start(Duration::seconds(seconds)); }

// One hour in quarter-hours; queue "calls" (talk 100 s, nobody hangs up, nobody redials), one group, one
// platform.
CentreSpec centre(double agents);
void add_queue(CentreSpec& spec, const std::string& name);  // as "calls", without agents
void add_group(CentreSpec& spec, const std::string& name, double agents, std::size_t queue);
void add_platform(CentreSpec& spec, const std::string& name);
void dial(CentreSpec& spec, std::initializer_list<double> seconds, std::size_t queue = 0);
EventSpec event(EventKind kind, double from_s, double to_s);
EventSpec outage(double from_s, double to_s,
                 std::size_t platform = 0);  // of all of it; agents stay signed in

// Replication 0 of seed 1; its self-check must hold.
Tally run(const CentreSpec& spec, std::uint32_t replication = 0);
QueueCell sum(const Tally& tally, std::size_t queue = 0, std::size_t platform = 0);
PeopleCell people(const Tally& tally, std::size_t queue = 0);
AgentCell agents(const Tally& tally, std::size_t group = 0);  // all modes
std::int64_t turned_away(const Tally& tally, LimitKind limit, std::size_t platform = 0);
double seconds(std::int64_t us);

}  // namespace switchover::tiny
