// When the next caller of each stream dials, and who it is. Luck is keyed by the caller, so the order does
// not matter.
#include <cmath>

#include "models/centre/world.hpp"

namespace switchover {

namespace {

constexpr std::int64_t no_more = Time::never().count_us();

std::int64_t to_us(double x) {
  if (!(x < static_cast<double>(Duration::longest_us))) return Duration::longest_us;
  return static_cast<std::int64_t>(x + 0.5);
}

// A requirement or patience: exponential (mean known) comes from the batch, the rest from the caller's own
// stream.
template <class MakeStream>
std::int64_t draw_us(const Distribution& law, double mean_us, double unit_exponential,
                     MakeStream make_stream) {
  if (mean_us >= 0) return to_us(unit_exponential * mean_us);
  if (law.is_zero()) return 0;
  RandomStream stream = make_stream();
  return law.draw(stream).count_us();
}

}  // namespace

double Centre::World::busyness_factor(double cv, std::uint64_t family, Purpose purpose,
                                      std::uint64_t entity) const {
  if (cv <= 0) return 1;
  RandomStream stream({seed, replication, entity, family, 0, purpose});
  return Distribution::gamma(1, cv).draw_seconds(stream);
}

double Centre::World::busyness_of_day(std::uint64_t day) const {
  const double cv = plan->spec.day_cv;
  if (cv <= 0 || !plan->spec.mirrored_days) return busyness_factor(cv, 0, Purpose::day_busyness, day);
  RandomStream stream({seed, replication & ~1u, day, 0, 0, Purpose::day_busyness});
  const double u = stream.uniform();
  return Distribution::gamma(1, cv).quantile(replication % 2 == 0 ? u : 1 - u);
}

void Centre::World::start_arrivals() {
  day_factor = busyness_of_day(0);
  tally.day_factor = day_factor;
  for (std::size_t s = 0; s < plan->streams.size(); ++s) {
    arrivals[s].interval = 0;
    arrivals[s].index = 0;
    arrivals[s].filled = arrivals[s].used = 0;
    if (plan->streams[s].pattern != ArrivalPattern::replay) start_interval(s);
    next_arrival(s);
  }
  choose_next_stream();
}

void Centre::World::start_interval(std::size_t s) {
  const ArrivalStream& stream = plan->streams[s];
  ArrivalState& state = arrivals[s];
  if (state.interval >= stream.intervals.size()) return;
  const ArrivalInterval& interval = stream.intervals[state.interval];
  constexpr double day_us = 86'400e6;
  const auto day = static_cast<std::uint64_t>(stream.pieces[interval.first_piece].from_us / day_us);
  const double daily = day == 0 ? day_factor : busyness_of_day(day);
  state.busyness = daily * busyness_factor(stream.interval_cv, stream.base_family + interval.number,
                                           Purpose::interval_busyness, 0);
  state.index = 0;
  state.filled = state.used = 0;
  state.piece = 0;
  state.mass = state.piece_mass = 0;
  state.exact_left = stream.pattern == ArrivalPattern::exact_counts
                         ? static_cast<std::int64_t>(std::floor(interval.calls + 0.5))
                         : 0;
}

// One caller further within the present interval; false when the interval has no more.
bool Centre::World::step_arrival(std::size_t s, std::uint32_t& caller) {
  const ArrivalStream& stream = plan->streams[s];
  ArrivalState& state = arrivals[s];
  const ArrivalInterval& interval = stream.intervals[state.interval];
  const double in_all = interval.calls * state.busyness;
  if (state.used == state.filled) {
    const double left = stream.pattern == ArrivalPattern::exact_counts ? static_cast<double>(state.exact_left)
                                                                       : std::max(0.0, in_all - state.mass);
    const double wanted = std::clamp(left + 2 * std::sqrt(left) + 1, 4.0, static_cast<double>(luck_batch));
    state.filled = static_cast<std::uint32_t>(wanted);
    state.used = 0;
    fill_luck(seed, replication, stream.family + interval.number, state.index, state.filled, state.luck);
  }
  const double gap = state.luck.gap[state.used];
  double expected;  // calls expected before this one, without busyness
  if (stream.pattern == ArrivalPattern::exact_counts) {
    if (state.exact_left <= 0) return false;
    state.mass = 1 - (1 - state.mass) * std::exp(-gap / static_cast<double>(state.exact_left));
    --state.exact_left;
    expected = std::min(state.mass * interval.calls, interval.calls * (1 - 0x1p-40));
  } else {
    state.mass += gap;
    if (state.mass >= in_all) return false;
    expected = state.busyness == 1 ? state.mass : state.mass / state.busyness;
  }
  const ArrivalPiece* piece = &stream.pieces[interval.first_piece + state.piece];
  while (expected >= state.piece_mass + piece->calls && state.piece + 1 < interval.pieces) {
    state.piece_mass += piece->calls;
    ++piece;
    ++state.piece;
  }
  const double x = expected - state.piece_mass;
  double passed;
  if (piece->rate_from == piece->rate_to) {
    passed = x / piece->rate_from;
  } else {
    const double slope = (piece->rate_to - piece->rate_from) / piece->length_us;
    const double root = std::sqrt(std::max(0.0, piece->rate_from * piece->rate_from + 2 * slope * x));
    passed = 2 * x / (piece->rate_from + root);
  }
  const double at = piece->from_us + std::min(passed, piece->length_us);
  state.next_us = std::min(static_cast<std::int64_t>(at), interval.end_us - 1);
  caller = state.index++;
  ++state.used;
  return true;
}

bool Centre::World::thinned(std::size_t s, std::uint32_t interval, std::uint32_t index) const {
  const ArrivalStream& stream = plan->streams[s];
  const std::int64_t at = arrivals[s].next_us;
  for (const Thinning& thinning : stream.thinnings) {
    if (at < thinning.from_us || at >= thinning.to_us) continue;
    RandomStream own(
        {seed, replication, index, stream.family + interval + thinning.own_key, 0, Purpose::thinning});
    if (own.uniform() < thinning.lost * ramp_share(thinning.ramp, Time::microseconds(at))) return true;
  }
  return false;
}

void Centre::World::next_arrival(std::size_t s) {
  const ArrivalStream& stream = plan->streams[s];
  ArrivalState& state = arrivals[s];
  if (stream.pattern == ArrivalPattern::replay) {
    for (; state.index < stream.replay.size(); ++state.index) {
      state.next_us = stream.replay[state.index].at.count_us();
      if (state.next_us >= plan->length_us) break;
      if (state.next_us < 0 || thinned(s, 0, state.index)) continue;
      ++state.index;
      return;
    }
    state.next_us = no_more;
    return;
  }
  while (state.interval < stream.intervals.size()) {
    std::uint32_t caller = 0;
    if (!step_arrival(s, caller)) {
      ++state.interval;
      start_interval(s);
      continue;
    }
    if (!stream.thinnings.empty() && thinned(s, stream.intervals[state.interval].number, caller)) continue;
    return;
  }
  state.next_us = no_more;
}

void Centre::World::choose_next_stream() {
  arrival_us = no_more;
  for (std::size_t s = 0; s < arrivals.size(); ++s) {
    if (arrivals[s].next_us >= arrival_us) continue;
    arrival_us = arrivals[s].next_us;
    arrival_stream = s;
  }
  update_limit_us();
}

// The record of the caller whose dial is due on this stream: who it is and what the issue requires.
CallIndex Centre::World::new_caller(std::size_t s) {
  const ArrivalStream& stream = plan->streams[s];
  const ArrivalState& state = arrivals[s];
  const QueueSpec& queue = plan->spec.queues[stream.queue.index()];
  const QueueFacts& fact = facts[stream.queue.index()];
  const CallIndex c = take_record();
  Call& call = calls[c];
  call.index = state.index - 1;
  call.stream = static_cast<std::uint16_t>(s);
  call.queue = stream.queue.value;
  call.attempt = 0;
  call.flags = 0;
  call.requeues = 0;
  call.bridge = 255;
  call.first_row = static_cast<std::uint32_t>(row);
  double unit_talk, unit_patience, factor = 1;
  if (stream.pattern == ArrivalPattern::replay) {
    call.interval = 0;
    const CallerBundle bundle = bundle_of(seed, replication, stream.family, call.index);
    unit_talk = minus_log(bundle.talk);
    unit_patience = minus_log(bundle.patience);
  } else {
    const ArrivalInterval& interval = stream.intervals[state.interval];
    call.interval = interval.number;
    factor = interval.talk_factor;
    unit_talk = state.luck.talk[state.used - 1];
    unit_patience = state.luck.patience[state.used - 1];
  }
  call.talk_us =
      draw_us(queue.talk, fact.talk_mean_us, unit_talk, [&] { return luck_of(call, Purpose::talk, 0); });
  if (factor != 1) call.talk_us = to_us(static_cast<double>(call.talk_us) * factor);
  if (fact.holds) {
    RandomStream hold = luck_of(call, Purpose::hold, 0);
    call.talk_us = std::min(Duration::longest_us, call.talk_us + queue.hold.draw(hold).count_us());
  }
  call.hangs_up_us = fact.never_hangs_up ? no_more
                                         : draw_us(queue.patience, fact.patience_mean_us, unit_patience,
                                                   [&] { return luck_of(call, Purpose::patience, 0); });
  if (stream.pattern == ArrivalPattern::replay) {
    const ReplayCall& known = stream.replay[call.index];
    if (known.handling) call.talk_us = known.handling->count_us();
    if (known.patience) call.hangs_up_us = known.patience->count_us();
  }
  return c;
}

}  // namespace switchover
