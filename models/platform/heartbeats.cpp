#include "models/platform/heartbeats.hpp"

#include <utility>

#include "sim/contract.hpp"

namespace switchover {

namespace {

constexpr std::uint32_t good_ones_to_clear = 2;

// One heartbeat is judged before the next is sent.
Duration period(const HeartbeatSpec& spec) {
  demand(spec.every > Duration{} && spec.timeout > Duration{} && spec.misses > 0, "heartbeats need times");
  const std::int64_t every = spec.every.count_us(), timeout = spec.timeout.count_us();
  return Duration::microseconds((timeout + every - 1) / every * every);
}

}  // namespace

Heartbeats::Heartbeats(const HeartbeatSpec& spec, std::size_t rule, bool naive, Agenda& agenda,
                       Outside outside)
    : every_(period(spec)),
      timeout_(spec.timeout),
      most_misses_(spec.misses),
      rule_(rule),
      naive_(naive),
      agenda_(agenda),
      outside_(std::move(outside)) {}

Time Heartbeats::moment(std::uint64_t number) const {
  return Time::after_start(every_ * static_cast<std::int64_t>(number));
}

void Heartbeats::start() { plan_next(0); }

void Heartbeats::plan_next(std::uint64_t number) {
  next_ = agenda_.plan(moment(number), Order::heartbeat, rule_, [this, number] { wait_for(number, true); });
}

void Heartbeats::wait_for(std::uint64_t number, bool send) {
  number_ = number;
  open_ = true;
  disturbed_ = false;
  verdict_ = agenda_.plan(moment(number) + timeout_, Order::verdict, rule_, [this] { judge(false); });
  if (send) outside_.send(number);
}

void Heartbeats::replied(std::uint64_t number) {
  if (!open_ || number != number_) return;
  way_ = agenda_.now() - moment(number);
  agenda_.take_back(verdict_);
  judge(true);
}

void Heartbeats::judge(bool good) {
  open_ = false;
  if (good) {
    misses_ = 0;
    good_ones_ = lost_ ? good_ones_ + 1 : 0;
  } else {
    good_ones_ = 0;
    misses_ = lost_ ? 0 : misses_ + 1;
  }
  const bool changes = lost_ ? good_ones_ >= good_ones_to_clear : misses_ >= most_misses_;
  if (changes) {
    lost_ = !lost_;
    misses_ = good_ones_ = 0;
  }
  const bool settled = good != lost_ && misses_ == 0 && good_ones_ == 0 && !disturbed_;
  asleep_ = settled && !naive_;
  if (!asleep_) plan_next(number_ + 1);
  if (changes) outside_.believe(lost_);
}

void Heartbeats::state_changed(bool was_reachable, bool is_reachable) {
  disturbed_ = true;
  if (!asleep_) return;
  asleep_ = false;
  const std::int64_t now = agenda_.now().count_us(), every = every_.count_us();
  // The one that would be under way at this moment is lost with what carries it.
  const std::int64_t last = (now - 1) / every;
  const bool under_way = now > 0 && agenda_.now() < moment(static_cast<std::uint64_t>(last)) + way_;
  if (!lost_ && was_reachable && !is_reachable && under_way) {
    wait_for(static_cast<std::uint64_t>(last), false);
    disturbed_ = true;
  } else {
    plan_next(static_cast<std::uint64_t>((now + every - 1) / every));
  }
}

}  // namespace switchover
