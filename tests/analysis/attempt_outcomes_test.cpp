#include "analysis/attempt_outcomes.hpp"

#include <catch2/catch.hpp>

#include "analysis/experiment.hpp"
#include "tests/analysis/centres.hpp"
#include "tests/analysis/synthetic.hpp"

using namespace switchover;
using namespace switchover::centres;

TEST_CASE("Every attempt has one outcome, also those cut off while talking") {
  const CentreSpec spec = synthetic::two_queue_centre();
  Tally tally = synthetic::empty_tally(spec);
  QueueCell& first = tally.queue(0, 0, 0);
  first.attempts = 40;
  first.offered = 25;
  first.answered = 20;
  first.abandoned = 4;
  first.forced_out = 1;
  first.balked = 2;
  first.ivr_abandon = 3;
  first.contained = 5;
  first.blocked_busy = 1;
  first.blocked_queue = 1;
  first.failed_outage = 2;
  first.dropped_ivr = 1;
  first.dropped_queue = 1;  // leaves one that is still waiting at the end of the day
  QueueCell& second = tally.queue(1, 0, 1);
  second.attempts = 3;
  second.offered = second.answered = 3;
  second.dropped_talk = 5;  // of conversations that began now; two of them queued before
  const auto rows = outcomes_of(tally, 0);
  REQUIRE(rows.size() == 5);
  CHECK(rows[0] == std::array<std::int64_t, 6>{18, 9, 5, 3, 2, 4});
  CHECK(rows[1] == std::array<std::int64_t, 6>{0, 0, 0, 0, 0, 3});
  CHECK(rows[4] == std::array<std::int64_t, 6>{});
}

TEST_CASE("Outcomes add up to the attempts of a bad day, call by call") {
  CentreSpec spec = one_queue(400, 18, 3);
  QueueSpec& queue = spec.queues[0];
  queue.ivr = Distribution::exponential(30);
  queue.contained = 0.1;
  queue.ivr_abandon = 0.05;
  queue.balk = 0.05;
  queue.max_wait = Duration::whole_seconds(40);
  queue.callers.after_abandon = {0.5, Distribution::exponential(300)};
  queue.callers.after_drop = {0.9, Distribution::exponential(60)};
  spec.platforms[0].trunks = 40;
  spec.platforms.push_back(spec.platforms[0]);
  spec.platforms[1].name = "spare";
  spec.groups[0].assignment = Assignment::both;
  EventSpec dead = outage(40, 70);
  dead.share = 0.6;
  EventSpec handed_on = outage(100, 130);
  handed_on.name = "handed on";
  handed_on.share = 0.5;
  handed_on.effects.queue = {StageEffect::fail_to, 1, {}, PlatformId(1), {}};
  handed_on.effects.talk = {StageEffect::requeue_keep_place, 1, {}, {}, {}};
  spec.events = {dead, handed_on};
  RunCost cost;
  const std::vector<Tally> days = reduce_replications<Tally>(
      plan_of(spec, Workshop{}), 0, 10, Workshop{}, "days", [](const Tally& tally) { return tally; }, cost);
  std::array<std::int64_t, attempt_outcomes> of_all{};
  for (const Tally& tally : days) {
    REQUIRE(self_check(tally).empty());
    std::int64_t attempts = 0;
    for (const QueueCell& c : tally.queue_cells)
      attempts += c.attempts + c.transferred_in - c.flow_out - c.in_progress_at_end;
    for (const auto& row : outcomes_of(tally, 0)) {
      for (std::size_t k = 0; k < attempt_outcomes; ++k) {
        CHECK(row[k] >= 0);
        of_all[k] += row[k];
        attempts -= row[k];
      }
    }
    CHECK(attempts == 0);
  }
  for (std::size_t k = 0; k < attempt_outcomes; ++k) {
    INFO(attempt_outcome_names()[k]);
    CHECK(of_all[k] > 0);
  }
}
