#include "analysis/figures.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <tuple>

#include "tests/analysis/synthetic.hpp"

using namespace switchover;
using namespace switchover::synthetic;

namespace {
const Scope billing{QueueId(0), PlatformId::none(), GroupId::none()};
const Scope support{QueueId(1), PlatformId::none(), GroupId::none()};
const Scope everything{};
constexpr PlatformId old_platform{0};
constexpr PlatformId new_platform{1};

// The oracle of the six definitions: A = 1000, A_T = 860, B = 60, B_T = 20, B_s = 10.
void fill_oracle(QueueCell& cell) {
  cell.offered = 1060;
  cell.answered = 1000;
  cell.answered_in_time = 860;
  cell.abandoned = 60;
  cell.abandoned_in_time = 20;
  cell.abandoned_short = 10;
}
double percent(const Figure& f) { return *f.value() * 100; }
}  // namespace

TEST_CASE("The six service levels of the oracle") {
  const CentreSpec spec = two_queue_centre();
  Tally tally = empty_tally(spec);
  fill_oracle(tally.queue(1, 0, 0));
  const IntervalSpan day = whole_day(spec);
  CHECK(percent(figure(spec, tally, Metric::service_level_1, billing, day)) == Approx(81.1).margin(0.05));
  CHECK(percent(figure(spec, tally, Metric::service_level_2, billing, day)) == Approx(81.9).margin(0.05));
  CHECK(percent(figure(spec, tally, Metric::service_level_3, billing, day)) == Approx(82.7).margin(0.05));
  CHECK(percent(figure(spec, tally, Metric::service_level_4, billing, day)) == Approx(86.0).margin(0.05));
  CHECK(percent(figure(spec, tally, Metric::service_level_5, billing, day)) == Approx(83.0).margin(0.05));
  CHECK(percent(figure(spec, tally, Metric::service_level_6, billing, day)) == Approx(81.1).margin(0.05));
  CHECK(figure(spec, tally, Metric::service_level, billing, day) ==
        figure(spec, tally, Metric::service_level_2, billing, day));
  tally.queue(1, 0, 0).dropped_queue = 40;
  tally.queue(1, 0, 0).failed_outage = 100;
  tally.queue(2, 0, 1).blocked_quota = 50;
  CHECK(percent(figure(spec, tally, Metric::service_level_6, billing, day)) == Approx(100.0 * 860 / 1250));
  CHECK(percent(figure(spec, tally, Metric::service_level_1, billing, day)) == Approx(100.0 * 860 / 1060));
  CHECK(percent(figure(spec, tally, Metric::abandon_rate, billing, day)) == Approx(100.0 * 50 / 1050));
  CHECK(percent(figure(spec, tally, Metric::abandon_rate_raw, billing, day)) == Approx(100.0 * 60 / 1060));
}

TEST_CASE("Queues pool their calls, each by its own definition") {
  const CentreSpec spec = two_queue_centre();
  Tally tally = empty_tally(spec);
  fill_oracle(tally.queue(0, 0, 0));
  fill_oracle(tally.queue(3, 1, 1));
  const Figure all = figure(spec, tally, Metric::service_level, everything, whole_day(spec));
  CHECK(all == Figure{1720, 1050 + 1000});
  CHECK(service_level(spec, tally, support, whole_day(spec)) == Figure{860, 1000});
  const Scope on_old{QueueId::none(), old_platform, GroupId::none()};
  CHECK(figure(spec, tally, Metric::service_level, on_old, whole_day(spec)) == Figure{860, 1050});
}

TEST_CASE("Empty denominators are null, counts are not") {
  const CentreSpec spec = two_queue_centre();
  const Tally tally = empty_tally(spec);
  for (const Metric m : {Metric::service_level,
                         Metric::service_level_4,
                         Metric::service_level_6,
                         Metric::asa,
                         Metric::mean_wait,
                         Metric::abandon_rate,
                         Metric::abandon_rate_raw,
                         Metric::aht,
                         Metric::occupancy,
                         Metric::utilisation,
                         Metric::shrinkage,
                         Metric::productivity,
                         Metric::blocked_rate,
                         Metric::never_served_rate,
                         Metric::availability,
                         Metric::wait_p90,
                         Metric::longest_wait,
                         Metric::virtual_wait,
                         Metric::virtual_service_level,
                         Metric::queue_length_p95,
                         Metric::attempts_per_person}) {
    CHECK_FALSE(figure(spec, tally, m, everything, whole_day(spec)).value());
  }
  for (const Metric m : {Metric::attempts, Metric::offered, Metric::blocked_calls, Metric::never_served,
                         Metric::agents_signed_in, Metric::queue_length, Metric::trunks_peak}) {
    CHECK(figure(spec, tally, m, everything, whole_day(spec)).value() == 0.0);
  }
}

TEST_CASE("Blocked, failed, accepted and people") {
  const CentreSpec spec = two_queue_centre();
  Tally tally = empty_tally(spec);
  QueueCell& cell = tally.queue(0, 0, 0);
  cell.attempts = 100;
  cell.blocked_busy = 10;
  cell.blocked_cps = 5;
  cell.failed_outage = 25;
  cell.offered = 60;
  tally.person(0, 0) = {80, 70, 6, 4, 100, 20, 12};
  const IntervalSpan day = whole_day(spec);
  CHECK(figure(spec, tally, Metric::blocked_calls, billing, day).value() == 15.0);
  CHECK(figure(spec, tally, Metric::blocked_rate, billing, day) == Figure{15, 75});
  CHECK(figure(spec, tally, Metric::availability, billing, day) == Figure{60, 100});
  CHECK(figure(spec, tally, Metric::offered_including_blocked, billing, day).value() == 75.0);
  CHECK(figure(spec, tally, Metric::never_served_rate, billing, day) == Figure{6, 80});
  CHECK(figure(spec, tally, Metric::attempts_per_person, billing, day) == Figure{100, 80});
  CHECK(figure(spec, tally, Metric::blocked_people, billing, day).value() == 12.0);
  const Scope on_new{QueueId(0), new_platform, GroupId::none()};
  CHECK_FALSE(figure(spec, tally, Metric::never_served, on_new, day).value());
}

TEST_CASE("Waits and handling are in seconds, quantiles need the whole day") {
  const CentreSpec spec = two_queue_centre();
  Tally tally = empty_tally(spec);
  QueueCell& cell = tally.queue(0, 0, 0);
  cell.offered = 4;
  cell.answered = 3;
  cell.wait_answered_us = 30'000'000;
  cell.wait_all_us = 60'000'000;
  cell.longest_wait_us = 30'000'000;
  cell.handled = 3;
  cell.talk_us = 600'000'000;
  cell.wrap_us = 300'000'000;
  for (const int s : {5, 10, 15}) tally.waits[0].add(s * 1'000'000);
  const IntervalSpan day = whole_day(spec);
  CHECK(*figure(spec, tally, Metric::asa, billing, day).value() == Approx(10));
  CHECK(*figure(spec, tally, Metric::mean_wait, billing, day).value() == Approx(15));
  CHECK(*figure(spec, tally, Metric::aht, billing, day).value() == Approx(300));
  CHECK(*figure(spec, tally, Metric::longest_wait, everything, day).value() == Approx(30));
  CHECK(*figure(spec, tally, Metric::wait_p50, billing, day).value() == Approx(10).epsilon(0.02));
  CHECK(*figure(spec, tally, Metric::wait_p99, everything, day).value() == Approx(15).epsilon(0.02));
  CHECK_FALSE(figure(spec, tally, Metric::wait_p50, billing, {0, 1, false}).value());
  CHECK_FALSE(figure(spec, tally, Metric::wait_p50, support, day).value());
}

TEST_CASE("Agents: occupancy with ringing, shrinkage, groups of a queue, both platforms, drain left out") {
  const CentreSpec spec = two_queue_centre();
  Tally tally = empty_tally(spec);
  constexpr std::int64_t second = 1'000'000;
  AgentCell& cell = tally.agent(0, 0, 0);
  cell.idle_us = 100 * second;
  cell.ringing_us = 20 * second;
  cell.talking_us = 600 * second;
  cell.wrapping_us = 180 * second;
  cell.signed_in_us = 900 * second;
  cell.away_us = 50 * second;
  cell.absent_us = 30 * second;
  cell.thrown_out_us = 20 * second;
  cell.answered = 3;
  for (const auto& [interval, platform, group, idle] :
       {std::tuple{0U, 1U, 2U, 900 * second}, std::tuple{4U, 0U, 0U, 999 * second}}) {
    AgentCell& waits = tally.agent(interval, platform, group);
    waits.idle_us = waits.signed_in_us = idle;
  }
  const Scope team{QueueId::none(), PlatformId::none(), GroupId(0)};
  const IntervalSpan first{0, 1, false};
  CHECK(*figure(spec, tally, Metric::occupancy, team, whole_day(spec)).value() == Approx(800.0 / 900));
  CHECK(*figure(spec, tally, Metric::occupancy, billing, first).value() == Approx(800.0 / 900));
  CHECK(*figure(spec, tally, Metric::shrinkage, team, first).value() == Approx(0.1));
  CHECK(*figure(spec, tally, Metric::utilisation, team, first).value() == Approx(0.8));
  CHECK(*figure(spec, tally, Metric::productivity, team, first).value() == Approx(3 * 3.6));
  CHECK(*figure(spec, tally, Metric::agents_signed_in, everything, first).value() == Approx(2));
  CHECK(*figure(spec, tally, Metric::agents_signed_in, everything, whole_day(spec)).value() == Approx(0.5));
  const Scope on_old{QueueId::none(), old_platform, GroupId::none()};
  const Scope on_new{QueueId::none(), new_platform, GroupId::none()};
  CHECK(*figure(spec, tally, Metric::agents_signed_in, on_old, first).value() == Approx(2));
  CHECK(*figure(spec, tally, Metric::agents_signed_in, on_new, first).value() == Approx(1));
  CHECK(first_groups(spec, QueueId(0)) == std::vector<GroupId>{GroupId(0)});
  CHECK(first_groups(spec, QueueId(1)) == std::vector<GroupId>{GroupId(1)});
}

TEST_CASE("Windows take the intervals that begin in them, the end of the day takes the drain") {
  CentreSpec spec = two_queue_centre();
  const auto at = [](int s) { return Time::after_start(Duration::whole_seconds(s)); };
  CHECK(span_of(spec, at(0), at(3600)) == whole_day(spec));
  CHECK(span_of(spec, at(900), at(2700)) == IntervalSpan{1, 3, false});
  CHECK(span_of(spec, at(901), at(2701)) == IntervalSpan{2, 4, false});
  CHECK(span_of(spec, at(2700), Time::never()) == IntervalSpan{3, 4, true});
  spec.length = Duration::whole_seconds(3601);
  CHECK(interval_count(spec) == 5);
}

TEST_CASE("Peaks are the largest over intervals, platforms and the drain") {
  const CentreSpec spec = two_queue_centre();
  Tally tally = empty_tally(spec);
  tally.limit(1, 0, LimitKind::trunks).peak = 40;
  tally.limit(2, 1, LimitKind::trunks).peak = 70;
  tally.limit(4, 0, LimitKind::trunks).peak = 55;
  const Scope on_old{QueueId::none(), old_platform, GroupId::none()};
  CHECK(figure(spec, tally, Metric::trunks_peak, everything, whole_day(spec)).value() == 70.0);
  CHECK(figure(spec, tally, Metric::trunks_peak, on_old, whole_day(spec)).value() == 55.0);
  CHECK(figure(spec, tally, Metric::trunks_peak, on_old, {0, 4, false}).value() == 40.0);
}

TEST_CASE("Deficit counts the callers short of the promise, interval by interval") {
  const CentreSpec spec = two_queue_centre();
  Tally tally = empty_tally(spec);
  const auto fill = [&](std::size_t i, std::int64_t in_time) {
    tally.queue(i, 0, 0).offered = tally.queue(i, 0, 0).answered = 100;
    tally.queue(i, 0, 0).answered_in_time = in_time;
  };
  fill(0, 100);
  fill(1, 50);
  fill(2, 79);
  CHECK(*figure(spec, tally, Metric::service_level_deficit, billing, whole_day(spec)).value() == Approx(31));
}

TEST_CASE("Time to restore: two intervals in a row, failures break an empty interval, never is infinite") {
  const CentreSpec spec = two_queue_centre();
  const auto at = [](int s) { return Time::after_start(Duration::whole_seconds(s)); };
  Tally tally = empty_tally(spec);
  const auto fill = [&](std::size_t i, std::int64_t in_time) {
    tally.queue(i, 0, 0).offered = tally.queue(i, 0, 0).answered = 10;
    tally.queue(i, 0, 0).answered_in_time = in_time;
  };
  fill(0, 2);
  fill(1, 9);
  fill(2, 3);
  fill(3, 9);
  CHECK(*restore_time(spec, tally, billing, at(600)) == Approx(2700 - 600));
  fill(2, 9);
  CHECK(*restore_time(spec, tally, billing, at(600)) == Approx(300));
  CHECK(*restore_time(spec, tally, billing, at(900)) == Approx(0));
  tally.queue(3, 0, 0) = QueueCell{};
  fill(2, 1);
  CHECK(std::isinf(*restore_time(spec, tally, billing, at(1800))));
  tally.queue(1, 0, 0) = QueueCell{};
  fill(2, 9);
  CHECK(*restore_time(spec, tally, billing, at(600)) ==
        Approx(1200));  // an empty interval neither keeps nor breaks
  tally.queue(1, 0, 0).failed_outage = 5;
  fill(3, 9);
  CHECK(*restore_time(spec, tally, billing, at(600)) == Approx(1200));
  CentreSpec no_promise = spec;
  for (QueueSpec& q : no_promise.queues) q.has_promise = false;
  CHECK_FALSE(restore_time(no_promise, tally, billing, at(0)));
}

TEST_CASE("Promise kept, and the share of calls that find all agents busy") {
  const CentreSpec spec = two_queue_centre();
  Tally tally = empty_tally(spec);
  CHECK_FALSE(promise_kept(spec, tally, QueueId(0), PlatformId::none(), whole_day(spec)));
  QueueCell& cell = tally.queue(0, 0, 0);
  cell.offered = cell.answered = 100;
  cell.answered_in_time = 80;
  cell.answered_at_once = 25;
  CHECK(*promise_kept(spec, tally, QueueId(0), PlatformId::none(), whole_day(spec)));
  cell.answered_in_time = 79;
  CHECK_FALSE(*promise_kept(spec, tally, QueueId(0), PlatformId::none(), whole_day(spec)));
  CHECK(all_agents_busy(spec, tally, billing, whole_day(spec)) == Figure{75, 100});
}

TEST_CASE("Scopes have names") {
  CentreSpec spec = two_queue_centre();
  CHECK(to_string(spec, everything) == "all");
  CHECK(to_string(spec, billing) == "billing");
  CHECK(to_string(spec, Scope{QueueId(0), new_platform, GroupId::none()}) == "billing on new");
  CHECK(to_string(spec, Scope{QueueId::none(), old_platform, GroupId::none()}) == "old");
  CHECK(to_string(spec, Scope{QueueId::none(), PlatformId::none(), GroupId(1)}) == "support team");
}
