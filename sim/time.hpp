// Time and Duration in whole microseconds.
// Range: every Duration made from seconds lies within +-100 years (3.2e15 us; it is clamped there, and NaN is
// a broken contract), so the sum of any 2,000 of them fits 64 bits; a product that does not fit is a broken
// contract: nothing overflows silently.
#pragma once
#include <cmath>
#include <compare>
#include <cstdint>

#include "sim/contract.hpp"

namespace switchover {

class Duration {
 public:
  static constexpr std::int64_t longest_us = std::int64_t{100} * 366 * 86'400 * 1'000'000;
  constexpr Duration() = default;
  static constexpr Duration microseconds(std::int64_t us) { return Duration(us); }
  static constexpr Duration whole_seconds(std::int64_t s) {
    constexpr std::int64_t most = longest_us / 1'000'000;
    return Duration((s > most ? most : (s < -most ? -most : s)) * 1'000'000);
  }
  static constexpr Duration longest() { return Duration(longest_us); }  // what "never" means in a finite run
  static Duration seconds(double s) {
    demand(s == s, "a duration must be a number");
    const double us = s * 1e6;
    if (us >= static_cast<double>(longest_us)) return longest();
    if (us <= -static_cast<double>(longest_us)) return Duration(-longest_us);
    return Duration(static_cast<std::int64_t>(us < 0 ? us - 0.5 : us + 0.5));
  }
  constexpr std::int64_t count_us() const { return us_; }
  constexpr double in_seconds() const { return static_cast<double>(us_) * 1e-6; }
  constexpr auto operator<=>(const Duration&) const = default;
  constexpr Duration& operator+=(Duration other) {
    us_ += other.us_;
    return *this;
  }
  constexpr Duration& operator-=(Duration other) {
    us_ -= other.us_;
    return *this;
  }
  friend constexpr Duration operator+(Duration a, Duration b) { return Duration(a.us_ + b.us_); }
  friend constexpr Duration operator-(Duration a, Duration b) { return Duration(a.us_ - b.us_); }
  friend constexpr Duration operator*(Duration a, std::int64_t n) {
    std::int64_t product = 0;
    demand(!__builtin_mul_overflow(a.us_, n, &product), "a multiple of a duration must fit 292,000 years");
    return Duration(product);
  }
  friend constexpr std::int64_t operator/(Duration a, Duration b) { return a.us_ / b.us_; }

 private:
  explicit constexpr Duration(std::int64_t us) : us_(us) {}
  std::int64_t us_ = 0;
};

// A moment, counted from the start of the scenario (which is Time{}).
class Time {
 public:
  constexpr Time() = default;
  static constexpr Time microseconds(std::int64_t us) { return Time(us); }
  static constexpr Time after_start(Duration d) { return Time(d.count_us()); }
  static constexpr Time never() { return Time(Duration::longest_us * 2); }
  constexpr std::int64_t count_us() const { return us_; }
  constexpr double in_seconds() const { return static_cast<double>(us_) * 1e-6; }
  constexpr auto operator<=>(const Time&) const = default;
  friend constexpr Time operator+(Time t, Duration d) { return Time(t.us_ + d.count_us()); }
  friend constexpr Time operator-(Time t, Duration d) { return Time(t.us_ - d.count_us()); }
  friend constexpr Duration operator-(Time a, Time b) { return Duration::microseconds(a.us_ - b.us_); }

 private:
  explicit constexpr Time(std::int64_t us) : us_(us) {}
  std::int64_t us_ = 0;
};

}  // namespace switchover
