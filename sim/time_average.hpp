// TimeAverage: the integral over time of a whole number that changes in steps (calls in queue, busy agents),
// exact in integers. Each entry subtracts the moment, each exit adds it, and whoever is still there is put
// right when a window is cut: one addition per step, no multiplication, no "last changed at".
#pragma once
#include <cstdint>

#include "sim/contract.hpp"
#include "sim/time.hpp"

namespace switchover {

class TimeAverage {
 public:
  TimeAverage() = default;
  explicit TimeAverage(Time opens) : opened_(opens) {}

  void enter(Time now) {
    ++level_;
    sum_ -= word(now);
  }
  void leave(Time now) {
    --level_;
    sum_ += word(now);
  }
  // The level jumps by `step`, of either sign.
  void change(Time now, std::int64_t step) {
    level_ += step;
    sum_ -= static_cast<std::uint64_t>(step) * word(now);
  }

  std::int64_t level() const { return level_; }
  Time opened() const { return opened_; }

  // Level times microseconds, from the opening of the window to `now` (which is not before the last step).
  // Exact while the result is below 9.2e18 in size (292,000 years of one); the words in between may wrap,
  // harmlessly.
  std::int64_t integral_us(Time now) const {
    return static_cast<std::int64_t>(sum_ + static_cast<std::uint64_t>(level_) * word(now));
  }
  // Mean level from the opening of the window to `now`; of a window without length, the level itself.
  double average(Time now) const {
    const std::int64_t length_us = (now - opened_).count_us();
    demand(length_us >= 0, "an average cannot end before its window opens");
    if (length_us == 0) return static_cast<double>(level_);
    return static_cast<double>(integral_us(now)) / static_cast<double>(length_us);
  }
  // Closes the window, returns its integral, and opens the next one at the same moment with the same level.
  std::int64_t cut(Time now) {
    const std::int64_t result = integral_us(now);
    sum_ = 0 - static_cast<std::uint64_t>(level_) * word(now);
    opened_ = now;
    return result;
  }
  // Empty again, level 0, a window that opens at `opens`.
  void reset(Time opens = Time{}) { *this = TimeAverage(opens); }

  bool operator==(const TimeAverage&) const = default;

 private:
  static std::uint64_t word(Time t) { return static_cast<std::uint64_t>(t.count_us()); }
  std::uint64_t sum_ = 0;  // minus the moments of entry plus the moments of exit, modulo 2^64
  std::int64_t level_ = 0;
  Time opened_;
};

}  // namespace switchover
