#include "analysis/control_variates.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "models/centre/centre.hpp"
#include "models/centre/plan.hpp"
#include "tests/analysis/centres.hpp"
#include "tests/analysis/synthetic.hpp"

using namespace switchover;
using namespace switchover::synthetic;
using centres::at_minute;

namespace {

// Every control of the centre is compared with its mean of 0 over many replications.
void check_means_are_zero(const CentreSpec& spec, std::uint32_t replications = 400) {
  const auto plan = make_plan(spec);
  const auto names = control_names(spec);
  Centre centre(plan);
  std::vector<double> sum(names.size(), 0), squares(names.size(), 0);
  for (std::uint32_t r = 0; r < replications; ++r) {
    const auto controls = controls_of(*plan, centre.run(4711, r));
    REQUIRE(controls.size() == names.size());
    for (std::size_t j = 0; j < controls.size(); ++j) {
      sum[j] += controls[j];
      squares[j] += controls[j] * controls[j];
    }
  }
  const double n = replications;
  for (std::size_t j = 0; j < names.size(); ++j) {
    const double error = std::sqrt(squares[j] / n) / std::sqrt(n);
    INFO(names[j] << ": mean " << sum[j] / n << ", standard error " << error);
    CHECK(error > 0);
    CHECK(std::abs(sum[j] / n) < 4 * error);
  }
}

EventSpec fewer_calls(const std::string& name, double share, std::int64_t from, std::int64_t to) {
  EventSpec event;
  event.name = name;
  event.kind = EventKind::fewer_calls;
  event.from = at_minute(from);
  event.to = at_minute(to);
  event.share = share;
  return event;
}

struct Sample {
  std::vector<double> values;
  std::vector<std::vector<double>> controls;
};
// value = 5 + slope * (c0 + c1) + noise; controls of mean 0, `idle` more that say nothing.
Sample linear_sample(std::uint64_t experiment, std::size_t n, double slope, std::size_t idle) {
  RandomStream stream = luck(91, experiment);
  Sample sample;
  for (std::size_t r = 0; r < n; ++r) {
    std::vector<double> row(2 + idle);
    for (double& c : row) c = normal(stream, 0, 1);
    sample.values.push_back(5 + slope * (row[0] + row[1]) + normal(stream, 0, 1));
    sample.controls.push_back(row);
  }
  return sample;
}

}  // namespace

TEST_CASE("Controls are named by what they count") {
  CentreSpec spec = centres::one_queue(60, 4);
  CHECK(control_names(spec) == std::vector<std::string>{"people dialling sales", "conversations of sales"});
  spec.day_cv = 0.1;
  spec.queues[0].talk = Distribution::deterministic(180);  // nothing varies
  CHECK(control_names(spec) == std::vector<std::string>{"people dialling sales", "busyness of the day"});
}

TEST_CASE("Conversations are a control only where each is whole and takes the same whoever answers") {
  const std::vector<std::string> people{"people dialling sales"};
  CentreSpec spec = centres::one_queue(60, 4);
  spec.events = {centres::outage(60, 90)};
  CHECK(control_names(spec) == people);
  spec.events = {centres::fewer_agents(0.5)};
  CHECK(control_names(spec).size() == 2);
  spec.events[0].vanish = WhenAgentsVanish::drop;
  CHECK(control_names(spec) == people);
  spec.events.clear();
  spec.groups[0].skills[0].aht_factor = 1.2;
  CHECK(control_names(spec) == people);
  spec = centres::one_queue(60, 4);
  spec.demand[0].handling_factor = {1.1};
  CHECK(control_names(spec) == people);
}

TEST_CASE("A control is what was drawn less what should be drawn") {
  CentreSpec spec = centres::one_queue(60, 4);
  const auto plan = make_plan(spec);
  Centre centre(plan);
  const Tally& tally = centre.run(1, 0);
  double people = 0, talk_s = 0, handled = 0;
  for (std::size_t i = 0; i <= tally.intervals; ++i) {
    people += static_cast<double>(tally.person(i, 0).people);
    talk_s += static_cast<double>(tally.queue(i, 0, 0).talk_us) * 1e-6;
    handled += static_cast<double>(tally.queue(i, 0, 0).handled);
  }
  const auto controls = controls_of(*plan, tally);
  REQUIRE(controls.size() == 2);
  CHECK(controls[0] == Approx(people - 240));
  CHECK(controls[1] == Approx(talk_s - 180 * handled));
}

TEST_CASE("Controls have mean 0 on a plain, busy, overdispersed day with redials") {
  CentreSpec spec = centres::one_queue(90, 4);
  spec.day_cv = 0.1;
  spec.demand[0].interval_cv = 0.2;
  spec.queues[0].talk = Distribution::lognormal(180, 0.8);
  spec.queues[0].hold = Distribution::exponential(20);
  spec.queues[0].wrap = Distribution::exponential(30);
  spec.queues[0].callers.after_abandon = {0.7, Distribution::exponential(300)};
  check_means_are_zero(spec);
}

TEST_CASE("Controls have mean 0 with more calls, fewer calls that overlap, and ramps") {
  CentreSpec spec = centres::one_queue(120, 5);
  spec.demand[0].pattern = ArrivalPattern::poisson_linear;
  spec.demand[0].intervals.clear();
  for (int i = 0; i < 16; ++i) {
    spec.demand[0].intervals.push_back({at_minute(15 * i), Duration::whole_seconds(900), 20.0 + 5 * (i % 4)});
  }
  EventSpec surge = centres::more_calls(0.5, 20);
  surge.ramp = {{at_minute(20), 0}, {at_minute(50), 1}, {at_minute(100), 1}, {at_minute(130), 0}};
  EventSpec ramped = fewer_calls("strike", 0.8, 10, 130);
  ramped.ramp = {{at_minute(10), 0}, {at_minute(60), 1}, {at_minute(130), 0.25}};
  spec.events = {surge, ramped, fewer_calls("holiday", 0.6, 47, 200)};
  check_means_are_zero(spec);
}

TEST_CASE("Controls have mean 0 under exact counts and replays that are thinned") {
  CentreSpec spec = centres::one_queue(100.4, 5);
  spec.demand[0].pattern = ArrivalPattern::exact_counts;
  spec.day_cv = 0.1;
  EventSpec strike = fewer_calls("strike", 0.5, 30, 90);
  strike.ramp = {{at_minute(30), 0}, {at_minute(90), 1}};
  spec.events = {strike};
  check_means_are_zero(spec);
  CentreSpec replay = centres::one_queue(100, 5);
  replay.demand[0].pattern = ArrivalPattern::replay;
  replay.demand[0].intervals.clear();
  for (int i = 0; i < 400; ++i)
    replay.demand[0].replay.push_back({Time::after_start(Duration::whole_seconds(40 * i)), {}, {}});
  replay.events = {strike};
  CHECK(control_names(replay) == std::vector<std::string>{"people dialling sales"});
  check_means_are_zero(replay);
}

TEST_CASE("Counts of people have mean 0 when the platform dies") {
  CentreSpec spec = centres::one_queue(90, 4);
  spec.day_cv = 0.08;
  spec.events = {centres::outage(60, 100)};
  check_means_are_zero(spec);
}

TEST_CASE("Controls that explain most of a figure steady it, and the gain is measured") {
  const Sample sample = linear_sample(1, 200, 2, 3);
  const Controlled c = controlled_mean(sample.values, sample.controls, 0.95);
  const Estimate plain = estimate_mean(sample.values, 0.95);
  CHECK(c.used);
  CHECK(c.gain > 5);  // nine, in truth
  CHECK(c.gain < 14);
  CHECK(*c.estimate.half_width() == Approx(*plain.half_width() / std::sqrt(c.gain)));
  CHECK(c.estimate.n == 200);
}

TEST_CASE("Controls that say nothing, are constant, or are too few days are not used") {
  const auto plain_of = [](const Sample& s) {
    const Controlled c = controlled_mean(s.values, s.controls, 0.9);
    return !c.used && c.gain == 1 && c.estimate == estimate_mean(s.values, 0.9);
  };
  CHECK(plain_of(linear_sample(2, 200, 0, 8)));
  CHECK(plain_of(linear_sample(3, 19, 5, 0)));  // 19 days
  Sample constant = linear_sample(4, 100, 2, 0);
  for (auto& row : constant.controls) row = {0, 0};
  CHECK(plain_of(constant));
  Sample none = linear_sample(5, 100, 2, 0);
  for (auto& row : none.controls) row.clear();
  CHECK(plain_of(none));
  Sample never = linear_sample(6, 100, 2, 0);
  never.values[3] = std::numeric_limits<double>::infinity();
  CHECK(plain_of(never));
  CHECK_FALSE(controlled_mean({}, {}, 0.95).estimate.value);
}

TEST_CASE("Controls that follow from one another are taken up once") {
  Sample sample = linear_sample(7, 120, 2, 0);
  for (auto& row : sample.controls) row.push_back(row[0] + row[1]);
  const Controlled c = controlled_mean(sample.values, sample.controls, 0.95);
  CHECK(c.used);
  CHECK(c.gain > 5);
}

TEST_CASE("Controlled intervals cover the truth as often as they say, and are not biased") {
  struct Kind {
    std::size_t n;
    double slope;
    std::size_t idle;
  };
  constexpr std::size_t repetitions = 500;
  for (const Kind kind : {Kind{20, 2, 2}, Kind{80, 1, 6}, Kind{80, 0.3, 20}, Kind{40, 0, 10}}) {
    std::size_t covered = 0;
    double off = 0, squares = 0;
    for (std::uint64_t experiment = 0; experiment < repetitions; ++experiment) {
      const Sample s = linear_sample(10'000 + experiment, kind.n, kind.slope, kind.idle);
      const Controlled c = controlled_mean(s.values, s.controls, 0.95);
      if (c.estimate.range->low <= 5 && 5 <= c.estimate.range->high) ++covered;
      off += *c.estimate.value - 5;
      squares += (*c.estimate.value - 5) * (*c.estimate.value - 5);
    }
    fmt::print("Controlled means of {} days, slope {}: {} of {} ranges hold the truth\n", kind.n, kind.slope,
               covered, repetitions);
    CHECK(rate_is_not_below(covered, repetitions, 0.95));
    CHECK(std::abs(off) < 4 * std::sqrt(squares));
  }
}

TEST_CASE("A real day's mean, controlled, covers what many days say") {
  CentreSpec spec = centres::one_queue(90, 5, 2);
  spec.day_cv = 0.15;
  const auto plan = make_plan(spec);
  Centre centre(plan);
  const auto abandoned = [&](std::uint64_t seed, std::uint32_t r, std::vector<double>& controls) {
    const Tally& tally = centre.run(seed, r);
    controls = controls_of(*plan, tally);
    double calls = 0;
    for (std::size_t i = 0; i <= tally.intervals; ++i)
      calls += static_cast<double>(tally.queue(i, 0, 0).abandoned);
    return calls;
  };
  std::vector<double> unused;
  double truth = 0;
  constexpr std::uint32_t many = 20'000;
  for (std::uint32_t r = 0; r < many; ++r) truth += abandoned(1, r, unused) / many;
  std::size_t covered = 0, used = 0;
  double gain = 0;
  constexpr std::size_t studies = 200;
  for (std::size_t study = 0; study < studies; ++study) {
    std::vector<double> values(60);
    std::vector<std::vector<double>> controls(60);
    for (std::uint32_t r = 0; r < 60; ++r) values[r] = abandoned(100 + study, r, controls[r]);
    const Controlled c = controlled_mean(values, controls, 0.95);
    used += c.used;
    gain += c.gain / studies;
    if (c.estimate.range->low <= truth && truth <= c.estimate.range->high) ++covered;
  }
  fmt::print("Abandoned calls, controlled: {} of {} ranges hold the truth, mean gain {:.2f}, used {}\n",
             covered, studies, gain, used);
  CHECK(used > studies / 2);
  CHECK(gain > 1.5);
  CHECK(rate_is_not_below(covered, studies, 0.95));
}
