#include "analysis/platform_day.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/contract.hpp"

namespace switchover {
namespace {

constexpr double enough = 0.95;  // of the calls that got in before the fault
constexpr double infinity = std::numeric_limits<double>::infinity();

// What the platforms do to new calls at one moment.
class Doors {
 public:
  explicit Doors(std::size_t platforms) : of_(platforms) {}
  void apply(const PlatformChange& change) {
    Door& door = of_[change.platform.index()];
    if (change.kind == ChangeKind::accept) {
      door.accept = change.value;
      door.refused = change.rule;
    } else if (change.kind == ChangeKind::redirect) {
      door.redirect = change.value;
      door.to = change.rule.to;
    }
  }
  // Share of the new calls of `platform` that get in, there or where they are redirected to.
  double gets_in(std::size_t platform) const {
    const Door& door = of_[platform];
    if (door.to.is_none()) return at(platform);
    return (1 - door.redirect) * at(platform) + door.redirect * at(door.to.index());
  }

 private:
  struct Door {
    double accept = 1, redirect = 0;
    StageRule refused;
    PlatformId to;
  };
  double at(std::size_t platform) const {
    const Door& door = of_[platform];
    switch (door.refused.effect) {
      case StageEffect::drop:
        return door.accept;
      case StageEffect::fail_to: {
        const bool taken = !door.refused.to.is_none() && of_[door.refused.to.index()].accept > 0;
        return taken ? 1 : door.accept;
      }
      default:
        return 1;  // late or at the wrong queue, but in
    }
  }
  std::vector<Door> of_;
};

std::vector<double> shares_of(const SplitPlan& split) {
  std::vector<double> shares;
  double before = 0;
  for (std::size_t p = 0; p < split.below.size(); ++p) {
    const double below =
        p + 1 == split.below.size() ? 1 : std::ldexp(static_cast<double>(split.below[p]), -64);
    shares.push_back(std::max(0.0, below - before));
    before = below;
  }
  return shares;
}
// The split in force at that moment, or just before it.
std::vector<double> split_at(const std::vector<SplitPlan>& steps, std::int64_t at_us, bool just_before) {
  std::size_t step = 0;
  while (step + 1 < steps.size() &&
         (just_before ? steps[step + 1].at_us < at_us : steps[step + 1].at_us <= at_us))
    ++step;
  return shares_of(steps[step]);
}

// Of the callers that went to `platform` before, the share that gets in now, wherever the split sends them.
double callers_in(const Doors& doors, const std::vector<double>& before, const std::vector<double>& now,
                  std::size_t platform) {
  const double stay = std::min(1.0, now[platform] / before[platform]);
  double gained = 0, gained_in = 0;
  for (std::size_t p = 0; p < now.size(); ++p) {
    const double gain = std::max(0.0, now[p] - before[p]);
    gained += gain;
    gained_in += gain * doors.gets_in(p);
  }
  const double moved = 1 - stay;
  return stay * doors.gets_in(platform) + (moved > 1e-9 && gained > 0 ? moved * gained_in / gained : 0);
}

// Moments from `from` on at which something about new calls changes, `from` first.
std::vector<Time> moments_of(const PlatformDay& day, const std::vector<SplitPlan>& splits, Time from) {
  std::vector<Time> moments{from};
  for (const PlatformChange& c : day.changes()) {
    const bool about_calls = c.kind == ChangeKind::accept || c.kind == ChangeKind::redirect;
    if (about_calls && c.at > from) moments.push_back(c.at);
  }
  for (const SplitPlan& split : splits) {
    if (split.at_us > from.count_us())
      moments.push_back(Time::after_start(Duration::microseconds(split.at_us)));
  }
  const Time end = Time::after_start(day.plan->spec.length);
  std::erase_if(moments, [&](Time t) { return t >= end && t != from; });
  std::sort(moments.begin(), moments.end());
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
  return moments;
}

// Of the callers of one queue; nothing when none of them got in before.
std::optional<double> queue_accepts(const PlatformDay& day, const std::vector<SplitPlan>& splits,
                                    std::size_t platform, Time from) {
  const std::vector<double> before = split_at(splits, from.count_us(), true);
  if (before[platform] <= 0) return {};
  const std::vector<PlatformChange>& changes = day.changes();
  Doors doors(day.plan->platforms);
  std::size_t next = 0;
  for (; next < changes.size() && changes[next].at < from; ++next) doors.apply(changes[next]);
  const double was_in = doors.gets_in(platform);
  if (was_in <= 0) return {};
  Time since = Time::never();  // that callers get in
  for (const Time t : moments_of(day, splits, from)) {
    if (since <= t && t - since >= day.plan->spec.interval) break;
    for (; next < changes.size() && changes[next].at <= t; ++next) doors.apply(changes[next]);
    const double in = callers_in(doors, before, split_at(splits, t.count_us(), false), platform);
    if (in < enough * was_in - 1e-9) {
      since = Time::never();
    } else if (since == Time::never()) {
      since = t;
    }
  }
  return since < Time::never() ? (since - from).in_seconds() : infinity;
}

}  // namespace

std::optional<Time> event_begins(const PlatformDay& day, const std::string& event) {
  for (const EventSpec& known : day.plan->spec.events) {
    if (known.name == event && known.kind != EventKind::fault) return known.from;
  }
  for (const PlatformChange& change : day.changes()) {
    if (change.cause == event) return change.at;
  }
  return {};
}

std::optional<double> time_to_accept(const PlatformDay& day, PlatformId platform, Time from) {
  std::optional<double> last;
  for (std::size_t p = 0; p < day.plan->platforms; ++p) {
    if (!platform.is_none() && platform.index() != p) continue;
    for (const std::vector<SplitPlan>& splits : day.plan->splits) {
      const auto one = queue_accepts(day, splits, p, from);
      if (one) last = std::max(last.value_or(0), *one);
    }
  }
  return last;
}

Figure share_of_limit(const PlatformDay& day, const Tally& tally, PlatformId platform, LimitKind kind,
                      const IntervalSpan& span) {
  const CentreSpec& spec = day.plan->spec;
  const auto is_of = [&](const PlatformChange& c) {
    return c.kind == ChangeKind::limit && c.platform == platform && c.which == static_cast<int>(kind);
  };
  double limit = written_limit(spec.platforms[platform.index()], kind);
  auto next = day.changes().begin();
  const auto end = day.changes().end();
  Figure worst = Figure::none();
  for (std::size_t i = 0; i <= tally.intervals; ++i) {
    const Time from =
        Time::after_start(i < tally.intervals ? spec.interval * static_cast<std::int64_t>(i) : spec.length);
    const Time to =
        i < tally.intervals ? std::min(from + spec.interval, Time::after_start(spec.length)) : Time::never();
    for (; next != end && next->at <= from; ++next) limit = is_of(*next) ? next->value : limit;
    double tightest = limit;
    for (; next != end && next->at < to; ++next) {
      if (!is_of(*next)) continue;
      limit = next->value;
      tightest = std::min(tightest, limit);
    }
    const bool asked = i < tally.intervals ? i >= span.first && i < span.last : span.with_drain;
    const auto peak = static_cast<double>(tally.limit(i, platform.index(), kind).peak);
    if (!asked || tightest == infinity || (tightest <= 0 && peak <= 0)) continue;
    const double share = tightest > 0 ? std::min(1.0, peak / tightest) : 1;
    if (worst.bottom == 0 || share > worst.top) worst = Figure::number(share);
  }
  return worst;
}

}  // namespace switchover
