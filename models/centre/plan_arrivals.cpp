// From forecast intervals and events to arrival streams. Added demand is a stream of its own (docs/MODEL.md,
// Callers).
#include <algorithm>
#include <cmath>
#include <set>

#include "models/centre/plan.hpp"
#include "sim/contract.hpp"

namespace switchover {

double ramp_share(const std::vector<RampPoint>& ramp, Time t) {
  if (ramp.empty()) return 1;
  if (t <= ramp.front().at) return t < ramp.front().at ? 0 : ramp.front().share;
  for (std::size_t i = 1; i < ramp.size(); ++i) {
    if (t >= ramp[i].at) continue;
    const double span = static_cast<double>((ramp[i].at - ramp[i - 1].at).count_us());
    const double part = static_cast<double>((t - ramp[i - 1].at).count_us()) / span;
    return ramp[i - 1].share + part * (ramp[i].share - ramp[i - 1].share);
  }
  return ramp.back().share;
}

std::uint64_t name_key(const std::string& a, const std::string& b) {
  std::uint64_t h =
      0xcbf29ce484222325ULL;  // FNV-1a, then a final mix: a name's number never depends on its neighbours
  const auto add = [&h](unsigned char c) { h = (h ^ c) * 0x100000001b3ULL; };
  for (const char c : a) add(static_cast<unsigned char>(c));
  add(0xff);
  for (const char c : b) add(static_cast<unsigned char>(c));
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93ULL;
  h ^= h >> 32;
  return h & ~std::uint64_t{0xffffffff};  // the low half counts intervals
}

namespace {

double us(Time t) { return static_cast<double>(t.count_us()); }

// The base rate at both ends of [from, to], which lies within interval i of the demand.
std::pair<double, double> rate_ends(const DemandSpec& demand_spec, std::size_t i, double from, double to) {
  const auto& interval = demand_spec.intervals[i];
  const auto rate_of = [&](std::size_t k) {
    return demand_spec.intervals[k].calls / static_cast<double>(demand_spec.intervals[k].length.count_us());
  };
  const double here = rate_of(i);
  if (demand_spec.pattern != ArrivalPattern::poisson_linear) return {here, here};
  const double middle = us(interval.from) + 0.5 * static_cast<double>(interval.length.count_us());
  const auto at = [&](double t) {
    const bool left = t < middle;
    if (left &&
        (i == 0 || demand_spec.intervals[i - 1].from + demand_spec.intervals[i - 1].length != interval.from))
      return here;
    if (!left && (i + 1 == demand_spec.intervals.size() ||
                  demand_spec.intervals[i + 1].from != interval.from + interval.length))
      return here;
    const auto& other = demand_spec.intervals[left ? i - 1 : i + 1];
    const double other_middle = us(other.from) + 0.5 * static_cast<double>(other.length.count_us());
    const double there = rate_of(left ? i - 1 : i + 1);
    return here + (there - here) * (t - middle) / (other_middle - middle);
  };
  return {at(from), at(to)};
}

// Cuts of interval i: its ends, its middle where rates are linear, and whatever the event adds.
std::vector<double> cuts_of(const DemandSpec& demand_spec, std::size_t i, double length_us,
                            const EventSpec* event) {
  const auto& interval = demand_spec.intervals[i];
  const double from = us(interval.from);
  const double to = std::min(us(interval.from + interval.length), length_us);
  std::set<double> cuts{from, to};
  const auto add = [&](double t) {
    if (t > from && t < to) cuts.insert(t);
  };
  if (demand_spec.pattern == ArrivalPattern::poisson_linear)
    add(from + 0.5 * static_cast<double>(interval.length.count_us()));
  if (event != nullptr) {
    add(us(event->from));
    add(us(event->to));
    for (const auto& point : event->ramp) add(us(point.at));
  }
  return {cuts.begin(), cuts.end()};
}

double event_share(const EventSpec* event, double t, bool from_right) {
  if (event == nullptr) return 1;
  const double probe = from_right ? t + 0.5 : t - 0.5;
  if (probe < us(event->from) || probe >= us(event->to)) return 0;
  return event->share * ramp_share(event->ramp, Time::microseconds(static_cast<std::int64_t>(t)));
}

void fill_stream(ArrivalStream& stream, const DemandSpec& demand_spec, double length_us,
                 const EventSpec* event) {
  for (std::size_t i = 0; i < demand_spec.intervals.size(); ++i) {
    if (us(demand_spec.intervals[i].from) >= length_us) continue;
    const std::vector<double> cuts = cuts_of(demand_spec, i, length_us, event);
    ArrivalInterval interval{static_cast<std::uint32_t>(stream.pieces.size()),
                             0,
                             0,
                             0,
                             demand_spec.handling_factor.empty() ? 1.0 : demand_spec.handling_factor[i],
                             static_cast<std::uint32_t>(i)};
    for (std::size_t c = 0; c + 1 < cuts.size(); ++c) {
      auto [a, b] = rate_ends(demand_spec, i, cuts[c], cuts[c + 1]);
      a *= event_share(event, cuts[c], true);
      b *= event_share(event, cuts[c + 1], false);
      const double length = cuts[c + 1] - cuts[c];
      const ArrivalPiece piece{cuts[c], length, a, b, 0.5 * (a + b) * length};
      interval.calls += piece.calls;
      ++interval.pieces;
      stream.pieces.push_back(piece);
    }
    interval.end_us = static_cast<std::int64_t>(cuts.back());
    if (interval.calls > 0) {
      stream.intervals.push_back(interval);
    } else {
      stream.pieces.resize(interval.first_piece);
    }
  }
}

// A replay has no rates; what an event adds to it comes at the rate that the replay shows per report
// interval.
DemandSpec as_intervals(const DemandSpec& replayed, const CentreSpec& spec) {
  DemandSpec result;
  result.queue = replayed.queue;
  for (Time at; at - Time{} < spec.length; at = at + spec.interval) {
    const auto in = [&](const ReplayCall& call) { return call.at >= at && call.at < at + spec.interval; };
    const auto count = std::count_if(replayed.replay.begin(), replayed.replay.end(), in);
    result.intervals.push_back({at, spec.interval, static_cast<double>(count)});
  }
  return result;
}

bool concerns(const EventSpec& event, QueueId queue) {
  return event.queues.empty() ||
         std::find(event.queues.begin(), event.queues.end(), queue) != event.queues.end();
}

// "+500 calls" as a share of what the queues concerned expect between `from` and `to`, so that shapes stay.
EventSpec by_share(const EventSpec& event, const CentreSpec& spec) {
  if (!event.count) return event;
  EventSpec result = event;
  double expected = 0;
  const auto length = static_cast<double>(spec.length.count_us());
  EventSpec whole = event;
  whole.share = 1;
  for (const auto& demand_spec : spec.demand) {
    if (!concerns(event, demand_spec.queue)) continue;
    ArrivalStream probe{};
    fill_stream(probe,
                demand_spec.pattern == ArrivalPattern::replay ? as_intervals(demand_spec, spec) : demand_spec,
                length, &whole);
    for (const auto& interval : probe.intervals) expected += interval.calls;
  }
  result.share = expected > 0 ? *event.count / expected : 0;
  return result;
}

void add_thinnings(ArrivalStream& stream, const CentreSpec& spec) {
  for (const auto& written : spec.events) {
    if (written.kind != EventKind::fewer_calls || !concerns(written, stream.queue)) continue;
    const EventSpec event = by_share(written, spec);
    stream.thinnings.push_back({event.from.count_us(), event.to.count_us(), std::min(1.0, event.share),
                                event.ramp, name_key("fewer calls", event.name)});
  }
}

}  // namespace

void plan_arrivals(CentrePlan& plan) {
  const CentreSpec& spec = plan.spec;
  const auto length = static_cast<double>(plan.length_us);
  for (const auto& demand_spec : spec.demand) {
    const std::string& queue = spec.queues[demand_spec.queue.index()].name;
    ArrivalStream base{demand_spec.queue,
                       demand_spec.pattern,
                       name_key("calls", queue),
                       name_key("calls", queue),
                       demand_spec.interval_cv,
                       {},
                       {},
                       {},
                       {}};
    if (demand_spec.pattern == ArrivalPattern::replay) {
      base.replay = demand_spec.replay;
    } else {
      fill_stream(base, demand_spec, length, nullptr);
    }
    add_thinnings(base, spec);
    const std::vector<Thinning> thinnings = base.thinnings;
    plan.streams.push_back(std::move(base));
    for (const auto& written : spec.events) {
      if (written.kind != EventKind::more_calls || !concerns(written, demand_spec.queue)) continue;
      const EventSpec event = by_share(written, spec);
      const bool replayed = demand_spec.pattern == ArrivalPattern::replay;
      const DemandSpec shape = replayed ? as_intervals(demand_spec, spec) : demand_spec;
      ArrivalStream added{demand_spec.queue,
                          shape.pattern,
                          name_key(event.name, queue),
                          name_key("calls", queue),
                          demand_spec.interval_cv,
                          {},
                          {},
                          {},
                          {}};
      fill_stream(added, shape, length, &event);
      added.thinnings = thinnings;
      plan.streams.push_back(std::move(added));
    }
  }
}

}  // namespace switchover
