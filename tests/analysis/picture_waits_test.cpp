#include "analysis/picture_waits.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "analysis/picture_fold.hpp"
#include "tests/analysis/centres.hpp"
#include "tests/analysis/synthetic.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {

PlanPictures told_of(const CentreSpec& spec, const Tally& tally) {
  const PictureQuestions questions(spec);
  PictureFold fold(questions, spec);
  fold.add(questions.record(spec, tally));
  return fold.told(scenario_of(spec, 1), spec, PlanPictures::Role::day, "day", 0.95);
}

}  // namespace

TEST_CASE("Shares answered within so many seconds, of the offered") {
  const CentreSpec spec = synthetic::two_queue_centre();
  Tally tally = synthetic::empty_tally(spec);
  tally.queue(0, 0, 0).offered = 60;
  tally.queue(2, 0, 1).offered = 40;
  tally.queue(0, 0, 0).answered_in_time = 30;
  tally.queue(2, 0, 1).answered_in_time = 20;
  tally.waits[0].add(0, 30);
  tally.waits[1].add(15'500'000, 20);
  tally.waits[1].add(100'500'000, 30);
  Pictures pictures = picture_frame(scenario_of(spec, 1), spec);
  pictures.plans = {told_of(spec, tally), told_of(spec, tally)};
  // The twin answers nobody after 15.5 seconds.
  tally.waits[1] = Histogram(1000);
  tally.waits[1].add(15'500'000, 20);
  pictures.plans[1] = told_of(spec, tally);
  end_waits_together(pictures);
  REQUIRE(pictures.plans[0].waits.size() == 1);  // support is offered nothing
  const WaitCurve& day = pictures.plans[0].waits[0];
  const WaitCurve& twin = pictures.plans[1].waits[0];
  CHECK(day.queue == "billing");
  CHECK(day.within_s == twin.within_s);
  CHECK(day.within_s.back() == 110);  // the first at which all of the answered are in
  const auto within = [](const WaitCurve& curve, double seconds) {
    for (std::size_t k = 0; k < curve.within_s.size(); ++k) {
      if (curve.within_s[k] == seconds) return curve.share[k];
    }
    return -1.0;
  };
  CHECK(within(day, 0) == Approx(0.3));
  CHECK(within(day, 14) == Approx(0.3));
  CHECK(within(day, 16) == Approx(0.5));
  CHECK(within(day, 20) == Approx(0.5));
  CHECK(within(day, 90) == Approx(0.5));
  CHECK(within(day, 110) == Approx(0.8));
  CHECK(within(twin, 110) == Approx(0.5));
  CHECK(std::is_sorted(day.share.begin(), day.share.end()));
}

TEST_CASE("Waits are told to four times the promise, and at its very seconds") {
  CentreSpec spec = synthetic::two_queue_centre();
  spec.queues[0].promise.within = Duration::microseconds(33'300'000);
  Tally tally = synthetic::empty_tally(spec);
  tally.queue(0, 0, 0).offered = 10;
  tally.queue(0, 0, 0).answered_in_time = 10;
  tally.waits[0].add(2'000'000, 10);
  Pictures pictures = picture_frame(scenario_of(spec, 1), spec);
  pictures.plans = {told_of(spec, tally)};
  end_waits_together(pictures);
  const WaitCurve& curve = pictures.plans[0].waits.at(0);
  CHECK(curve.within_s.back() == 150);  // not below 133.2
  CHECK(std::count(curve.within_s.begin(), curve.within_s.end(), 33.3) == 1);
  CHECK(std::is_sorted(curve.within_s.begin(), curve.within_s.end()));
  CHECK(curve.share.back() == 1);
}

TEST_CASE("Waits within a bin are spread evenly, whatever the unit") {
  const CentreSpec spec = synthetic::two_queue_centre();
  Tally tally = synthetic::empty_tally(spec);
  for (std::int64_t ms = 0; ms < 60'000; ++ms) tally.waits[0].add(ms * 1000);  // evenly over a minute
  const std::vector<double> edges = wait_edges(spec.queues[0]);
  const std::vector<double> within = answered_within(spec.queues[0], tally, 0, edges);
  for (std::size_t k = 0; k < edges.size(); ++k) {
    INFO(edges[k]);
    if (edges[k] == 20) continue;  // as the service level counts: nobody in time
    // The bin that holds the longest wait is wider than what was seen of it.
    CHECK(within[k] == Approx(std::min(60'000.0, edges[k] * 1000 + 1)).margin(300));
    if (edges[k] < 59) CHECK(within[k] == Approx(edges[k] * 1000 + 1).margin(1e-6));
  }
}
