#include "analysis/picture_fold.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/figures.hpp"
#include "tests/analysis/centres.hpp"
#include "tests/analysis/synthetic.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {

using Of = DayStack::Of;
using Role = PlanPictures::Role;

const DayCurve* find_curve(const PlanPictures& plan, Metric metric, const std::string& kind,
                           const std::string& scope) {
  for (const DayCurve& c : plan.curves) {
    if (c.metric == metric && c.kind == kind && c.scope == scope) return &c;
  }
  return nullptr;
}
const DayCurve& curve_of(const PlanPictures& plan, Metric metric, const std::string& kind,
                         const std::string& scope) {
  const DayCurve* found = find_curve(plan, metric, kind, scope);
  INFO(info(metric).name << " of " << kind << " " << scope);
  REQUIRE(found != nullptr);
  return *found;
}
const DayStack* find_stack(const PlanPictures& plan, Of of, const std::string& kind,
                           const std::string& scope) {
  for (const DayStack& s : plan.stacks) {
    if (s.of == of && s.kind == kind && s.scope == scope) return &s;
  }
  return nullptr;
}
std::vector<double> part_of(const PlanPictures& plan, Of of, const std::string& kind,
                            const std::string& scope, const std::string& state) {
  const DayStack* stack = find_stack(plan, of, kind, scope);
  INFO(kind << " " << scope << " " << state);
  REQUIRE(stack != nullptr);
  for (const DayStack::Part& part : stack->parts) {
    if (part.state == state) return part.mean;
  }
  FAIL("no such state");
  return {};
}

PlanPictures told_of(const CentreSpec& spec, const std::vector<Tally>& tallies, Role role = Role::day) {
  const PictureQuestions questions(spec);
  PictureFold fold(questions, spec);
  for (const Tally& tally : tallies) fold.add(questions.record(spec, tally));
  return fold.told(scenario_of(spec, 1), spec, role, "this Monday", 0.95);
}

constexpr std::int64_t interval_us = 900'000'000;

}  // namespace

TEST_CASE("Curves of a hand-made day") {
  const CentreSpec spec = synthetic::two_queue_centre();
  Tally tally = synthetic::empty_tally(spec);
  QueueCell& old = tally.queue(1, 0, 0);
  old.attempts = 14;
  old.offered = 12;
  old.answered = 10;
  old.answered_in_time = 8;
  old.abandoned = 2;
  old.wait_all_us = 12 * 30'000'000;
  old.queue_time_us = 2 * interval_us;
  QueueCell& fresh = tally.queue(1, 0, 1);
  fresh.offered = fresh.answered = fresh.answered_in_time = 8;
  tally.person(1, 0).people = 11;
  tally.person(1, 0).never_served = 3;
  tally.agent(1, 0, 0).signed_in_us = 5 * interval_us;
  tally.agent(1, 0, 0).talking_us = 4 * interval_us;
  tally.agent(1, 0, 0).idle_us = interval_us;
  tally.agent(1, 0, 2).signed_in_us = 2 * interval_us;
  tally.agent(1, 0, 2).idle_us = 2 * interval_us;
  const PlanPictures told = told_of(spec, {tally});
  CHECK(told.name == "this Monday");
  CHECK(told.runs == 1);
  const auto at = [&](Metric metric, const std::string& kind, const std::string& scope) {
    const DayCurve& curve = curve_of(told, metric, kind, scope);
    REQUIRE(curve.mean.size() == 4);
    CHECK(curve.low.empty());  // of one day
    CHECK(curve.high.empty());
    CHECK(curve.good.empty());
    CHECK(curve.bad.empty());
    return curve.mean[1];
  };
  CHECK(*at(Metric::service_level, "all", "all") == Approx(16 / 20.0));
  CHECK(*at(Metric::service_level, "queue", "billing") == Approx(16 / 20.0));
  CHECK(*at(Metric::service_level, "platform", "old") == Approx(8 / 12.0));
  CHECK(*at(Metric::service_level, "queue on platform", "billing/new") == Approx(1));
  CHECK(*at(Metric::mean_wait, "queue", "billing") == Approx(12 * 30 / 20.0));
  CHECK(*at(Metric::abandon_rate, "queue", "billing") == Approx(2 / 20.0));
  CHECK(*at(Metric::offered, "all", "all") == 20);
  CHECK(*at(Metric::answered, "platform", "new") == 8);
  CHECK(*at(Metric::queue_length, "queue", "billing") == Approx(2));
  CHECK(*at(Metric::attempts, "queue", "billing") == 14);
  CHECK(*at(Metric::people, "all", "all") == 11);
  CHECK(*at(Metric::never_served, "queue", "billing") == 3);
  CHECK(*at(Metric::agents_signed_in, "group", "billing team") == Approx(7));
  CHECK(*at(Metric::agents_signed_in, "platform", "new") == Approx(2));
  CHECK(*at(Metric::occupancy, "group", "billing team") == Approx(4 / 7.0));
  // An interval without calls has no service level, and a queue without any has no such curve.
  CHECK_FALSE(curve_of(told, Metric::service_level, "queue", "billing").mean[0]);
  CHECK(find_curve(told, Metric::service_level, "queue", "support") == nullptr);
  CHECK(*curve_of(told, Metric::offered, "queue", "support").mean[1] == 0);
}

TEST_CASE("Bands and good and bad days") {
  const CentreSpec spec = synthetic::two_queue_centre();
  std::vector<Tally> days;
  for (int day = 1; day <= 20; ++day) {
    days.push_back(synthetic::empty_tally(spec));
    QueueCell& cell = days.back().queue(0, 0, 0);
    cell.offered = cell.answered = 100;
    cell.answered_in_time = 60 + day;
    cell.wait_all_us = 100 * std::int64_t{day} * 1'000'000;
    if (day <= 5) days.back().queue(1, 0, 0) = cell;  // too few days for "1 in 10"
  }
  const PlanPictures told = told_of(spec, days);
  const DayCurve& level = curve_of(told, Metric::service_level, "queue", "billing");
  CHECK(*level.mean[0] == Approx(0.705));
  CHECK(*level.good[0] == Approx(0.78));  // the 18th of 20
  CHECK(*level.bad[0] == Approx(0.62));   // the 2nd
  const DayCurve& wait = curve_of(told, Metric::mean_wait, "queue", "billing");
  CHECK(*wait.mean[0] == Approx(10.5));
  CHECK(*wait.good[0] == Approx(2));
  CHECK(*wait.bad[0] == Approx(18));
  // Equal denominators: Student's interval of the mean, sd 0.0591608, t(19) 2.0930.
  CHECK(*level.high[0] - *level.mean[0] == Approx(2.0930 * 0.0591608 / std::sqrt(20.0)).epsilon(1e-4));
  CHECK(*level.mean[0] - *level.low[0] == Approx(*level.high[0] - *level.mean[0]));
  CHECK(level.mean[1]);
  CHECK(level.low[1]);
  CHECK_FALSE(level.good[1]);
  CHECK_FALSE(level.bad[1]);
  CHECK_FALSE(level.low[2]);
  CHECK(curve_of(told, Metric::offered, "queue", "billing").low.empty());
  const DayCurve& people = curve_of(told, Metric::people, "all", "all");
  CHECK(people.low.size() == 4);
  CHECK(people.good.empty());
}

TEST_CASE("Intervals of shares stay within what is possible") {
  const CentreSpec spec = synthetic::two_queue_centre();
  std::vector<Tally> days(2, synthetic::empty_tally(spec));
  for (std::size_t day = 0; day < 2; ++day) {
    QueueCell& cell = days[day].queue(0, 0, 0);
    cell.offered = cell.answered = 100;
    cell.answered_in_time = day == 0 ? 100 : 90;
    days[day].person(0, 0).never_served = day == 0 ? 0 : 8;
  }
  const PlanPictures told = told_of(spec, days);
  CHECK(*curve_of(told, Metric::service_level, "all", "all").high[0] == 1);
  CHECK(*curve_of(told, Metric::never_served, "all", "all").low[0] == 0);
}

TEST_CASE("Calls and agents by state are average numbers of the interval") {
  CentreSpec spec = synthetic::two_queue_centre();
  spec.length = Duration::whole_seconds(3 * 900 + 300);  // the last interval is short
  Tally tally = synthetic::empty_tally(spec);
  tally.queue(0, 0, 0).queue_time_us = 3 * interval_us;
  tally.queue(0, 1, 0).queue_time_us = interval_us;
  tally.queue(0, 1, 1).busy_time_us = 6 * interval_us;
  tally.queue(3, 0, 0).queue_time_us = 2 * 300'000'000;
  tally.limit(0, 0, LimitKind::ivr_ports).use_us = 5 * interval_us;
  for (std::size_t mode = 0; mode < 3; ++mode) {
    AgentCell& cell = tally.agent(0, 1, mode);
    const auto n = static_cast<std::int64_t>(mode + 1);
    cell = {n * interval_us,     2 * n * interval_us, 3 * n * interval_us,
            4 * n * interval_us, 5 * n * interval_us, 10 * n * interval_us,
            6 * n * interval_us, 7 * n * interval_us, 0,
            n * interval_us / 2, n * interval_us / 4};
  }
  const PlanPictures told = told_of(spec, {tally, synthetic::empty_tally(spec)});  // two days: half of it
  CHECK(part_of(told, Of::calls, "all", "all", "waiting")[0] == Approx(2));
  CHECK(part_of(told, Of::calls, "all", "all", "waiting")[3] == Approx(1));
  CHECK(part_of(told, Of::calls, "platform", "new", "talking")[0] == Approx(3));
  CHECK(part_of(told, Of::calls, "platform", "old", "in IVR")[0] == Approx(2.5));
  CHECK(part_of(told, Of::calls, "all", "all", "in IVR")[0] == Approx(2.5));
  // Nobody is ever in the IVR of new: it is not said there.
  CHECK(find_stack(told, Of::calls, "platform", "new")->parts.size() == 2);
  CHECK(find_stack(told, Of::calls, "platform", "new")->parts.front().state == "waiting");
  const auto agents = [&](const std::string& kind, const std::string& scope, const std::string& state) {
    return part_of(told, Of::agents, kind, scope, state)[0];
  };
  CHECK(agents("all", "all", "idle") == Approx(6 / 2.0));
  CHECK(agents("group", "support team", "ringing") == Approx(6));
  CHECK(agents("group", "billing team", "ringing") == 0);
  // Those of all platforms are signed in on each.
  CHECK(agents("platform", "old", "talking") == Approx(3 * (1 + 3) / 2.0));
  CHECK(agents("platform", "new", "wrapping up") == Approx(4 * (2 + 3) / 2.0));
  CHECK(agents("all", "all", "away") == Approx(5 * 6 / 2.0));
  // Whom an event takes away is absent, too; whom an event signs out is thrown out.
  CHECK(agents("all", "all", "absent") == Approx((6 + 0.5) * 6 / 2.0));
  CHECK(agents("all", "all", "thrown out") == Approx((7 + 0.25) * 6 / 2.0));
}

TEST_CASE("A centre with one platform is not asked by platform") {
  const CentreSpec spec = one_queue(100, 8);
  const PlanPictures told = told_of(spec, {make_tally(spec)});
  for (const DayCurve& curve : told.curves) CHECK(curve.kind.find("platform") == std::string::npos);
  for (const DayStack& stack : told.stacks) CHECK(stack.kind != "platform");
  CHECK(find_curve(told, Metric::people, "queue", "sales") != nullptr);
}

TEST_CASE("Large centres are asked less") {
  const auto with_queues = [](std::size_t n) {
    CentreSpec spec = synthetic::two_queue_centre();
    while (spec.queues.size() < n) {
      spec.queues.push_back(spec.queues[0]);
      spec.queues.back().name = "q" + std::to_string(spec.queues.size());
    }
    const PlanPictures told = told_of(spec, {make_tally(spec)});
    struct {
      bool by_both = false, people = false, offered = false, outcomes = false;
    } has;
    has.by_both = std::any_of(told.curves.begin(), told.curves.end(),
                              [](const DayCurve& c) { return c.kind == "queue on platform"; });
    has.people = find_curve(told, Metric::people, "queue", "billing") != nullptr;
    has.offered = find_curve(told, Metric::offered, "queue", "billing") != nullptr;
    has.outcomes = find_stack(told, Of::outcomes, "queue", "billing") != nullptr;
    return has;
  };
  CHECK_FALSE(with_queues(25).by_both);
  CHECK(with_queues(25).people);
  CHECK_FALSE(with_queues(61).people);
  CHECK_FALSE(with_queues(61).outcomes);
  CHECK(with_queues(61).offered);
}

TEST_CASE("A fold of nothing tells of nothing") {
  const CentreSpec spec = one_queue(100, 8);
  CHECK_FALSE(PictureQuestions().any());
  CHECK(PictureQuestions().record(spec, make_tally(spec)).curves.empty());
  const PlanPictures told =
      PictureFold(PictureQuestions(spec), spec).told(scenario_of(spec, 1), spec, Role::day, "day", 0.95);
  CHECK(told.runs == 0);
  CHECK(told.curves.empty());
  CHECK(told.stacks.empty());
  CHECK(told.waits.empty());
}

TEST_CASE("The frame names intervals, queues, platforms and groups") {
  CentreSpec spec = synthetic::two_queue_centre();
  spec.length = Duration::whole_seconds(1000);
  spec.queues[1].has_promise = false;
  const Pictures frame = picture_frame(scenario_of(spec, 1), spec);
  CHECK(frame.date == "2026-03-02");
  CHECK(frame.start_minute == 480);
  CHECK(frame.interval_s == 900);
  CHECK(frame.length_s == 1000);
  CHECK(frame.from_s == std::vector<double>{0, 900});
  REQUIRE(frame.queues.size() == 2);
  CHECK(frame.queues[0].promise == "80% in 20 s");
  CHECK(frame.queues[0].share == 0.8);
  CHECK(frame.queues[1].promise.empty());
  CHECK(frame.queues[1].share == 0);
  CHECK(frame.platforms == std::vector<std::string>{"old", "new"});
  CHECK(frame.groups == std::vector<std::string>{"billing team", "support team"});
}

TEST_CASE("Outcomes of attempts, of all and by queue") {
  const CentreSpec spec = synthetic::two_queue_centre();
  Tally tally = synthetic::empty_tally(spec);
  tally.queue(0, 0, 0).answered = 20;
  tally.queue(0, 0, 1).dropped_talk = 2;
  tally.queue(0, 1, 1).answered = 6;
  tally.queue(2, 1, 0).failed_outage = 4;
  const PlanPictures told = told_of(spec, {tally, synthetic::empty_tally(spec)});
  CHECK(part_of(told, Of::outcomes, "queue", "billing", "answered")[0] == 9);
  CHECK(part_of(told, Of::outcomes, "queue", "billing", "cut off")[0] == 1);
  CHECK(part_of(told, Of::outcomes, "all", "all", "answered")[0] == 12);
  CHECK(part_of(told, Of::outcomes, "all", "all", "failed")[2] == 2);
  CHECK(part_of(told, Of::outcomes, "queue", "support", "cut off")[0] == 0);
}
