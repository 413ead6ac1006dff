#include "analysis/experiment.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <stdexcept>

#include "analysis/replication.hpp"
#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;

namespace {
std::vector<std::uint64_t> prints(unsigned workers, std::uint32_t first, std::uint32_t last) {
  Workshop workshop;
  workshop.seed = 3;
  workshop.workers = workers;
  RunCost cost;
  return reduce_replications<std::uint64_t>(
      make_plan(one_queue(300, 20, 1)), first, last, workshop, "test",
      [](const Tally& t) { return fingerprint(t); }, cost);
}
}  // namespace

TEST_CASE("A replication is the same alone, in a row and on any number of workers") {
  const auto one = prints(1, 0, 12);
  CHECK(prints(3, 0, 12) == one);
  CHECK(prints(20, 0, 12) == one);
  CHECK(prints(2, 5, 9) == std::vector<std::uint64_t>(one.begin() + 5, one.begin() + 9));
  CHECK(fingerprint(replicate(one_queue(300, 20, 1), 3, 7)) == one[7]);
  CHECK(one[0] != one[1]);
  CHECK(prints(2, 4, 4).empty());
}

TEST_CASE("The cost counts replications and events, and progress ends complete") {
  Workshop workshop;
  workshop.workers = 2;
  std::vector<Progress> told;
  workshop.on_progress = [&](const Progress& p) { told.push_back(p); };
  const RunCost cost = for_each_replication(make_plan(one_queue(300, 20, 1)), 0, 8, workshop, "a phase",
                                            [](std::uint32_t, const Tally&) {});
  CHECK(cost.replications == 8);
  CHECK(cost.events > 8 * 300);
  CHECK(cost.workers == 2);
  REQUIRE_FALSE(told.empty());
  CHECK(told.back().phase == "a phase");
  CHECK(told.back().done == 8);
  CHECK(told.back().expected == 8);
  CHECK(told.back().phase_left_s == 0);
}

TEST_CASE("A stop is an interruption, and an exception comes through") {
  std::stop_source source;
  Workshop workshop;
  workshop.stop = source.get_token();
  workshop.workers = 2;
  const auto plan = make_plan(one_queue(300, 20, 1));
  std::atomic<int> seen = 0;
  const auto stop_soon = [&](std::uint32_t, const Tally&) {
    if (++seen == 3) source.request_stop();
  };
  CHECK_THROWS_AS(for_each_replication(plan, 0, 1000, workshop, "test", stop_soon), Interrupted);
  CHECK(seen < 1000);
  workshop.stop = {};
  const auto fail = [](std::uint32_t r, const Tally&) {
    if (r == 2) throw std::runtime_error("replication two");
  };
  CHECK_THROWS_AS(for_each_replication(plan, 0, 50, workshop, "test", fail), std::runtime_error);
}

TEST_CASE("No number of workers means all that the machine has") {
  Workshop workshop;
  workshop.workers = 0;
  CHECK(threads_of(workshop) >= 1);
}
