#include "models/platform/redirect_steps.hpp"

#include <algorithm>
#include <cmath>

namespace switchover {

namespace {

constexpr std::int64_t dns_parts = 20;
constexpr double whole = 1e9;  // shares are added as whole billionths, so that the last one is exact

std::int64_t billionths(double share) { return std::llround(share * whole); }

struct Move {
  Duration after;
  std::int64_t by = 0;
};

void spread(std::vector<Move>& moves, Duration after, Duration ttl, std::int64_t by) {
  if (ttl <= Duration{}) {
    moves.push_back({after, by});
    return;
  }
  for (std::int64_t part = 1; part <= dns_parts; ++part) {
    const std::int64_t share = by * part / dns_parts - by * (part - 1) / dns_parts;
    moves.push_back({after + Duration::microseconds(ttl.count_us() * part / dns_parts), share});
  }
}

}  // namespace

std::vector<RedirectStep> redirect_steps(const FailoverSpec& rule, double from, double to) {
  const std::int64_t start = billionths(from);
  std::int64_t left = billionths(to) - start;
  const std::int64_t step = std::max<std::int64_t>(1, billionths(rule.step));
  const bool stay_for_good = rule.stubborn_for <= Duration{};
  std::vector<Move> moves;
  for (Duration after; left != 0; after += rule.step_every) {
    const std::int64_t by = std::clamp(left, -step, step);
    left -= by;
    const bool all_come = stay_for_good && to <= 0;
    const std::int64_t stubborn = all_come ? 0 : std::llround(static_cast<double>(by) * rule.stubborn);
    spread(moves, after, rule.dns_ttl, by - stubborn);
    if (stubborn != 0 && !stay_for_good) moves.push_back({after + rule.stubborn_for, stubborn});
  }
  std::stable_sort(moves.begin(), moves.end(),
                   [](const Move& a, const Move& b) { return a.after < b.after; });
  std::vector<RedirectStep> steps;
  std::int64_t share = start;
  for (const Move& move : moves) {
    if (move.by == 0) continue;
    share += move.by;
    const double value = static_cast<double>(share) / whole;
    if (!steps.empty() && steps.back().after == move.after) {
      steps.back().share = value;
    } else {
      steps.push_back({move.after, value});
    }
  }
  return steps;
}

}  // namespace switchover
