#include "analysis/platform_day.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <memory>

#include "analysis/replication.hpp"
#include "analysis/verdict.hpp"
#include "tests/analysis/centres.hpp"
#include "tests/analysis/synthetic.hpp"

using namespace switchover;
using namespace switchover::synthetic;
using centres::at_minute;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Four hours, two platforms, one queue; all calls on "old" unless a split says otherwise.
CentreSpec two_platforms() {
  CentreSpec spec = centres::one_queue(60, 10);
  PlatformSpec other = spec.platforms.front();
  spec.platforms.front().name = "old";
  other.name = "new";
  spec.platforms.push_back(other);
  return spec;
}

PlatformChange accepts(std::int64_t minute, std::size_t platform, double share,
                       const std::string& cause = "loss") {
  PlatformChange change;
  change.at = at_minute(minute);
  change.platform = PlatformId(platform);
  change.kind = ChangeKind::accept;
  change.value = share;
  change.rule.effect = StageEffect::drop;
  change.cause = cause;
  return change;
}
PlatformChange redirects(std::int64_t minute, std::size_t platform, double share, std::size_t to) {
  PlatformChange change;
  change.at = at_minute(minute);
  change.platform = PlatformId(platform);
  change.kind = ChangeKind::redirect;
  change.value = share;
  change.rule.to = PlatformId(to);
  change.cause = "failover of old";
  return change;
}
PlatformChange limits(std::int64_t minute, LimitKind kind, double value) {
  PlatformChange change;
  change.at = at_minute(minute);
  change.platform = PlatformId(1);
  change.kind = ChangeKind::limit;
  change.which = static_cast<int>(kind);
  change.value = value;
  return change;
}

struct Planned {
  std::shared_ptr<const CentrePlan> plan;
  PlatformDay day() const { return {plan.get(), 0}; }
  double accepted_after(std::int64_t minute, PlatformId platform = {}) const {
    return time_to_accept(day(), platform, at_minute(minute)).value_or(-1);
  }
};
Planned planned(CentreSpec spec, std::vector<PlatformChange> changes = {}) {
  spec.timeline.changes = std::move(changes);
  return {make_plan(spec)};
}

}  // namespace

TEST_CASE("New calls get in again when they are redirected") {
  const Planned lost = planned(two_platforms(), {accepts(60, 0, 0), redirects(73, 0, 1, 1),
                                                 accepts(180, 0, 1), redirects(180, 0, 0, 1)});
  CHECK(lost.accepted_after(60) == 13 * 60.0);
  CHECK(lost.accepted_after(60, PlatformId(0)) == 13 * 60.0);
  CHECK(lost.accepted_after(60, PlatformId(1)) == -1);  // no caller dials to it
  CHECK(lost.accepted_after(0) == 0);                   // nothing happens for an hour
}

TEST_CASE("New calls get in again when the platform is back, or never") {
  CHECK(planned(two_platforms(), {accepts(60, 0, 0), accepts(90, 0, 1)}).accepted_after(60) == 30 * 60.0);
  CHECK(planned(two_platforms(), {accepts(60, 0, 0)}).accepted_after(60) == infinity);
  CHECK(planned(two_platforms()).accepted_after(60) == 0);
}

TEST_CASE("95 % of the calls are enough, less are not") {
  const auto steps = [](double last) {
    return planned(two_platforms(), {accepts(60, 0, 0), redirects(70, 0, 0.5, 1), redirects(80, 0, last, 1)})
        .accepted_after(60);
  };
  CHECK(steps(0.95) == 20 * 60.0);
  CHECK(steps(0.94) == infinity);
  // Of a platform that took half of the calls before, half is what there was.
  CHECK(planned(two_platforms(), {accepts(0, 0, 0.5), accepts(60, 0, 0), accepts(80, 0, 0.5)})
            .accepted_after(60) == 20 * 60.0);
  CHECK(planned(two_platforms(), {accepts(0, 0, 0), accepts(60, 0, 0)}).accepted_after(60) == -1);
}

TEST_CASE("Redirected calls get in where the other platform takes them") {
  CHECK(planned(two_platforms(), {accepts(60, 0, 0), redirects(61, 0, 1, 1), accepts(50, 1, 0.6)})
            .accepted_after(60) == infinity);
  CHECK(planned(two_platforms(),
                {accepts(50, 1, 0), accepts(60, 0, 0), redirects(61, 0, 1, 1), accepts(95, 1, 1)})
            .accepted_after(60) == 35 * 60.0);
}

TEST_CASE("A platform that comes back for less than a report interval is not back") {
  const auto flaps = [](std::int64_t up) {
    return planned(two_platforms(),
                   {accepts(60, 0, 0), accepts(70, 0, 1), accepts(70 + up, 0, 0), accepts(120, 0, 1)})
        .accepted_after(60);
  };
  CHECK(flaps(14) == 60 * 60.0);
  CHECK(flaps(15) == 10 * 60.0);
  // A loss that shows in the calls later than in the agents still counts from its beginning.
  CHECK(planned(two_platforms(), {accepts(65, 0, 0), accepts(90, 0, 1)}).accepted_after(60) == 30 * 60.0);
  // Back at the very end of the day: there is no time left to be sure.
  CHECK(planned(two_platforms(), {accepts(60, 0, 0), accepts(235, 0, 1)}).accepted_after(60) == 175 * 60.0);
}

TEST_CASE("Refused calls that another platform or queue takes have got in") {
  std::vector<PlatformChange> to_other{accepts(60, 0, 0)};
  to_other[0].rule.effect = StageEffect::fail_to;
  to_other[0].rule.to = PlatformId(1);
  CHECK(planned(two_platforms(), to_other).accepted_after(60) == 0);
  to_other.insert(to_other.begin(), accepts(50, 1, 0));
  CHECK(planned(two_platforms(), to_other).accepted_after(60) == infinity);
  std::vector<PlatformChange> late{accepts(60, 0, 0)};
  late[0].rule.effect = StageEffect::delay;
  CHECK(planned(two_platforms(), late).accepted_after(60) == 0);
}

TEST_CASE("Callers whom a split moves elsewhere get in there") {
  CentreSpec spec = two_platforms();
  spec.queues[0].call_split = {{Time{}, {0.9, 0.1}}, {at_minute(80), {0.0, 1.0}}};
  const Planned moved = planned(spec, {accepts(60, 0, 0)});
  CHECK(moved.accepted_after(60, PlatformId(0)) == 20 * 60.0);
  CHECK(moved.accepted_after(60, PlatformId(1)) == 0);
  CHECK(moved.accepted_after(60) == 20 * 60.0);  // the last of all
  spec.queues[0].call_split[1].share = {0.1, 0.9};
  CHECK(planned(spec, {accepts(60, 0, 0)}).accepted_after(60) == infinity);  // 1 in 9 still dials in vain
  EventSpec by_event;
  by_event.name = "move";
  by_event.kind = EventKind::split_calls;
  by_event.from = at_minute(100);
  by_event.split = {0.0, 1.0};
  spec.events = {by_event};
  CHECK(planned(spec, {accepts(60, 0, 0)}).accepted_after(60) == 40 * 60.0);
}

TEST_CASE("The engine and the figure agree on when calls are accepted again") {
  CentreSpec spec = centres::one_queue(600, 40);
  spec.events = {centres::outage(60, 97)};
  spec.interval = Duration::whole_seconds(60);
  const auto plan = make_plan(spec);
  const double seconds = time_to_accept({plan.get(), 0}, {}, at_minute(60)).value_or(-1);
  CHECK(seconds == 37 * 60.0);
  const Tally tally = replicate(plan, 3, 0);
  for (std::size_t i = 0; i < tally.intervals; ++i) {
    const QueueCell& cell = tally.queue(i, 0, 0);
    const bool out = i >= 60 && i < 97;
    INFO(i);
    CHECK((cell.failed_outage > 0) == (out && cell.attempts > 0));
  }
}

TEST_CASE("A fault begins where its first change stands, another event where it is written") {
  CentreSpec spec = two_platforms();
  EventSpec fault = centres::outage(60, 90);
  fault.name = "loss";
  fault.kind = EventKind::fault;
  EventSpec more = centres::more_calls(0.1, 30);
  spec.events = {fault, more};
  const Planned early = planned(spec, {accepts(57, 0, 0), accepts(99, 0, 1)});
  CHECK(event_begins(early.day(), "loss") == at_minute(57));
  CHECK(event_begins(early.day(), "more calls") == at_minute(30));
  CHECK_FALSE(event_begins(planned(spec).day(), "loss"));

  Expectation e;
  e.metric = Metric::time_to_accept_calls;
  e.after_event = "loss";
  e.to = Time::after_start(spec.length);
  const Tally none = empty_tally(spec);
  const PromiseFigures figures = promise_figures(spec, none, e, early.day());
  REQUIRE(figures.each.size() == 1);
  CHECK(figures.each[0].value() == 42 * 60.0);
  CHECK(promise_figures(spec, none, e, planned(spec).day()).each[0].bottom == 0);
  e.after_event.clear();  // the first fault
  CHECK(promise_figures(spec, none, e, early.day()).each[0].value() == 42 * 60.0);
}

TEST_CASE("A peak is held against the tightest limit of its interval") {
  CentreSpec spec = two_queue_centre();
  spec.platforms[1].concurrent_calls = 200;
  Tally tally = empty_tally(spec);
  const auto peak = [&](std::size_t i, std::int64_t calls) {
    tally.limit(i, 1, LimitKind::concurrent_calls).peak = calls;
  };
  peak(0, 100);
  peak(1, 150);
  peak(2, 90);
  peak(3, 60);
  peak(4, 180);  // the drain
  const auto share = [&](const Planned& on, const IntervalSpan& span) {
    return share_of_limit(on.day(), tally, PlatformId(1), LimitKind::concurrent_calls, span).value();
  };
  const Planned written = planned(spec);
  CHECK(share(written, {0, 4, true}) == 0.9);
  CHECK(share(written, {0, 4, false}) == 0.75);
  CHECK(share(written, {0, 1, false}) == 0.5);
  CHECK_FALSE(share(written, {2, 2, false}));
  // From minute 30 on 120 calls, in the last interval for a moment only 75.
  const LimitKind kind = LimitKind::concurrent_calls;
  const Planned changed = planned(spec, {limits(30, kind, 120), limits(50, kind, 75), limits(51, kind, 120)});
  CHECK(share(changed, {0, 4, false}) == 0.8);
  CHECK(share(changed, {2, 3, false}) == 0.75);
  CHECK(share(changed, {0, 4, true}) == 1.0);  // 180 of 120 is no more than all of it
  const Planned lifted = planned(spec, {limits(0, kind, infinity), limits(45, kind, 0)});
  CHECK_FALSE(share(lifted, {0, 3, false}));
  CHECK(share(lifted, {3, 4, false}) == 1.0);
  CHECK_FALSE(share_of_limit(written.day(), tally, PlatformId(1), LimitKind::trunks, {0, 4, true}).value());

  Expectation e;
  e.metric = Metric::concurrent_calls_peak;
  e.platform = PlatformId(1);
  e.of_limit = true;
  e.value = 0.95;
  e.comparison = Comparison::less_equal;
  e.to = Time::after_start(spec.length);
  const PromiseFigures day = promise_figures(spec, tally, e, written.day());
  REQUIRE(day.each.size() == 1);
  CHECK(day.each[0].value() == 0.9);
  const Judgement judged = judge(e, std::vector<PromiseFigures>(40, day), 0.05);
  CHECK(judged.unit == Unit::share);
  CHECK(judged.verdict == Verdict::pass);
}
