#include "sim/time_average.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "sim/random_stream.hpp"
#include "tests/sim/child.hpp"

using namespace switchover;

namespace {
Time at(double seconds) { return Time::after_start(Duration::seconds(seconds)); }
}  // namespace

TEST_CASE("Two callers wait for 3 and 5 seconds") {
  TimeAverage waiting;
  waiting.enter(at(1));
  waiting.enter(at(2));
  CHECK(waiting.level() == 2);
  waiting.leave(at(4));
  CHECK(waiting.integral_us(at(5)) == 6'000'000);  // 3 s of the first, 3 s so far of the second
  waiting.leave(at(7));
  CHECK(waiting.integral_us(at(10)) == 8'000'000);
  CHECK(waiting.level() == 0);
  CHECK(waiting.average(at(10)) == Approx(0.8));
}

TEST_CASE("A window that is cut hands its level on to the next") {
  TimeAverage busy(at(0));
  busy.change(at(0), 10);
  CHECK(busy.cut(at(900)) == 9'000'000'000);
  CHECK(busy.opened() == at(900));
  busy.change(at(1'200), -4);
  CHECK(busy.cut(at(1'800)) == (10 * 300 + 6 * 600) * 1'000'000LL);
  CHECK(busy.cut(at(1'800)) == 0);
  CHECK(busy.average(at(1'800)) == 6.0);  // a window without length: the level itself
  CHECK(busy.average(at(1'801)) == 6.0);
  busy.reset(at(5));
  CHECK(busy == TimeAverage(at(5)));
}

TEST_CASE("Cut integrals add up to the integral of a plain sum over the steps, whatever the steps") {
  RandomStream luck({.seed = 11, .purpose = Purpose::test});
  TimeAverage whole, in_windows;
  std::int64_t level = 0, plain = 0, cut = 0;
  Time last;
  for (int step = 0; step < 20'000; ++step) {
    const Time now = last + Duration::microseconds(static_cast<std::int64_t>(luck() % 5'000'000));
    plain += level * (now - last).count_us();
    const std::int64_t jump = static_cast<std::int64_t>(luck() % 41) - (level > 0 ? 20 : 0);
    whole.change(now, jump);
    in_windows.change(now, jump);
    level += jump;
    if (step % 7 == 0) cut += in_windows.cut(now);
    last = now;
  }
  CHECK(whole.level() == level);
  CHECK(whole.integral_us(last) == plain);
  CHECK(cut + in_windows.integral_us(last) == plain);
}

TEST_CASE("A million agents at the end of a century: words wrap in between, the result is exact") {
  const Time late = Time::after_start(Duration::longest());
  TimeAverage busy(late);
  busy.change(late, 1'000'000);
  CHECK(busy.cut(late + Duration::whole_seconds(86'400)) == 1'000'000LL * 86'400 * 1'000'000);
  busy.change(late + Duration::whole_seconds(86'401), -1'000'000);
  CHECK(busy.integral_us(late + Duration::whole_seconds(90'000)) == 1'000'000LL * 1'000'000);
}

TEST_CASE("An average that ends before its window opens breaks a contract") {
  CHECK(exit_code_of([] { static_cast<void>(TimeAverage(at(10)).average(at(9))); }) == 70);
}
