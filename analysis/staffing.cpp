#include "analysis/staffing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "analysis/figures.hpp"

namespace switchover {
namespace {

// The distance that divides all moments at which counted agents change; zero: they never do.
std::int64_t common_step(const CentreSpec& spec) {
  std::int64_t step = 0;
  for (const GroupSpec& group : spec.groups) {
    for (const StaffStep& s : group.counted) step = std::gcd(step, s.at.count_us());
  }
  return step;
}

double count_over(const GroupSpec& group, Time from, Time to) {
  double agent_us = 0;
  for (std::size_t i = 0; i < group.counted.size(); ++i) {
    const Time begins = std::max(from, group.counted[i].at);
    const Time ends = i + 1 < group.counted.size() ? std::min(to, group.counted[i + 1].at) : to;
    if (ends > begins) agent_us += group.counted[i].agents * static_cast<double>((ends - begins).count_us());
  }
  const auto overlap = [&](Time a, Time b) {
    const Time begins = std::max(from, a), ends = std::min(to, b);
    return ends > begins ? static_cast<double>((ends - begins).count_us()) : 0.0;
  };
  for (const AgentSpec& agent : group.agents) {
    for (const Shift& shift : agent.shifts) {
      agent_us += overlap(shift.start, shift.end);
      for (const auto& away : shift.activities) agent_us -= overlap(away.start, away.end);
    }
  }
  return to > from ? agent_us / static_cast<double>((to - from).count_us()) : 0;
}

}  // namespace

StaffGrid staff_grid(const Scenario& scenario) {
  const CentreSpec& spec = scenario.centre;
  StaffGrid grid;
  if (scenario.measure) {
    grid.step = spec.length;
    grid.at = {Time{}};
    grid.length = {spec.length};
    grid.spans = {span_of(spec, scenario.measure->first, scenario.measure->second)};
    return grid;
  }
  const std::int64_t interval = spec.interval.count_us();
  std::int64_t step = common_step(spec);
  if (step <= 0) step = Duration::whole_seconds(1800).count_us();
  step = std::max(interval, (step + interval - 1) / interval * interval);
  grid.step = Duration::microseconds(step);
  for (std::int64_t at = 0; at < spec.length.count_us(); at += step) {
    const Time from = Time::after_start(Duration::microseconds(at));
    const std::int64_t to = std::min(at + step, spec.length.count_us());
    grid.at.push_back(from);
    grid.length.push_back(Duration::microseconds(to - at));
    IntervalSpan span = span_of(spec, from, Time::after_start(Duration::microseconds(to)));
    span.with_drain = false;
    grid.spans.push_back(span);
  }
  return grid;
}

Staffing staffing_of(const CentreSpec& spec, const StaffGrid& grid) {
  Staffing staffing(grid.at.size(), std::vector<double>(spec.groups.size(), 0));
  for (std::size_t k = 0; k < grid.at.size(); ++k) {
    for (std::size_t g = 0; g < spec.groups.size(); ++g)
      staffing[k][g] = count_over(spec.groups[g], grid.at[k], grid.at[k] + grid.length[k]);
  }
  return staffing;
}

double agent_hours(const StaffGrid& grid, const Staffing& staffing, const std::vector<std::size_t>& groups) {
  double hours = 0;
  for (std::size_t k = 0; k < staffing.size(); ++k) {
    for (const std::size_t g : groups) hours += staffing[k][g] * grid.hours(k);
  }
  return hours;
}

Scenario with_staffing(const Scenario& scenario, const StaffGrid& grid, const Staffing& staffing,
                       const std::vector<std::size_t>& groups) {
  Scenario changed = scenario;
  for (const std::size_t g : groups) {
    GroupSpec& group = changed.centre.groups[g];
    if (!group.agents.empty()) {
      if (group.counted.empty()) {  // who replaces them works where they do
        group.assignment = group.agents.front().assignment;
        group.platform = group.agents.front().platform;
      }
      double factors = 0;
      for (const AgentSpec& agent : group.agents) factors += agent.aht_factor;
      if (group.counted.empty()) group.aht_factor *= factors / static_cast<double>(group.agents.size());
      group.agents.clear();
    }
    group.counted.clear();
    for (std::size_t k = 0; k < grid.at.size(); ++k) group.counted.push_back({grid.at[k], staffing[k][g]});
  }
  return changed;
}

std::string staffing_text(const Staffing& staffing) {
  std::string text;
  for (const auto& step : staffing) {
    for (const double agents : step) text += fmt::format("{:g} ", agents);
    text += '/';
  }
  return text;
}

}  // namespace switchover
