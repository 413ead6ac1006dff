#include "analysis/lever_activities.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace switchover {
namespace {

using Activity = Shift::Activity;

bool is_break(const Activity& activity) {
  return activity.kind == ActivityKind::break_ || activity.kind == ActivityKind::lunch;
}
bool within(const LeverSpec& lever, const Activity& activity) {
  return activity.start >= lever.from && activity.start < lever.to;
}

void for_each_shift(CentreSpec& centre, const LeverSpec& lever, const std::function<void(Shift&)>& use) {
  for (std::size_t g = 0; g < centre.groups.size(); ++g) {
    if (!lever.group.is_none() && lever.group.index() != g) continue;
    for (AgentSpec& agent : centre.groups[g].agents) {
      for (Shift& shift : agent.shifts) use(shift);
    }
  }
}

// The first moment at or after `start` at which `length` fits between what is placed already.
Time free_from(const std::vector<Activity>& placed, Time start, Duration length) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const Activity& other : placed) {
      if (start >= other.end || start + length <= other.start) continue;
      start = other.end;
      moved = true;
    }
  }
  return start;
}

void move_breaks_of(Shift& shift, const LeverSpec& lever, Duration by) {
  std::vector<Activity> placed, moving;
  for (const Activity& activity : shift.activities) {
    (is_break(activity) && within(lever, activity) ? moving : placed).push_back(activity);
  }
  // The last first: where it cannot move it stays, and the one before it finds its own old place free.
  for (auto it = moving.rbegin(); it != moving.rend(); ++it) {
    const Duration length = it->end - it->start;
    const Time start = free_from(placed, it->start + by, length);
    if (start + length <= shift.end) *it = {start, start + length, it->kind};
    placed.push_back(*it);
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const Activity& a, const Activity& b) { return a.start < b.start; });
  shift.activities = std::move(placed);
}

}  // namespace

void move_breaks(CentreSpec& centre, const LeverSpec& lever, double seconds) {
  for_each_shift(centre, lever,
                 [&](Shift& shift) { move_breaks_of(shift, lever, Duration::seconds(seconds)); });
}

void cancel_off_phone(CentreSpec& centre, const LeverSpec& lever, double share) {
  std::size_t met = 0;
  for_each_shift(centre, lever, [&](Shift& shift) {
    std::erase_if(shift.activities, [&](const Activity& activity) {
      if (is_break(activity) || !within(lever, activity)) return false;
      // Evenly spread (golden ratio), as the fixed numbers of agents are.
      const double x = (static_cast<double>(met++) + 0.5) * 0.6180339887498949;
      return x - std::floor(x) < share;
    });
  });
}

double cancelled_hours(const CentreSpec& centre, const LeverSpec& lever, double share) {
  const auto hours = [&](CentreSpec spec) {
    double sum = 0;
    for_each_shift(spec, lever, [&](Shift& shift) {
      for (const Activity& activity : shift.activities)
        sum += (activity.end - activity.start).in_seconds() / 3600;
    });
    return sum;
  };
  CentreSpec without = centre;
  cancel_off_phone(without, lever, share);
  return hours(centre) - hours(without);
}

}  // namespace switchover
