#include "analysis/theory/virtual_wait.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "stops.hpp"

using namespace switchover;

namespace {

// One agent, endless patience: M/M/1 with load 1/2 and AHT 1, whose wait is exponential with probability 1/2.
VirtualWait one_agent() {
  VirtualWait wait;
  wait.arrivals_per_s = 0.5;
  wait.target_s = 3;
  wait.at = [](double) { return PatienceAt{1, 0, -0.5}; };
  return wait;
}

}  // namespace

TEST_CASE("the virtual wait of M/M/1 is integrated exactly") {
  const ImpatientQueue queue = integrate(one_agent());
  CHECK(queue.wait_probability == Approx(0.5).epsilon(1e-13));
  CHECK(queue.mean_virtual_wait_s == Approx(1).epsilon(1e-13));
  CHECK(queue.mean_wait_s == Approx(1).epsilon(1e-13));
  CHECK(queue.virtual_wait_within_target == Approx(1 - std::exp(-1.5) / 2).epsilon(1e-13));
  CHECK(queue.occupancy == Approx(0.5).epsilon(1e-13));
  CHECK(queue.abandon_probability == 0);
}

TEST_CASE("a peak far out is as good as one at zero") {
  // A jump at 1000 s: before it the queue grows, after it everyone is gone. Seen from the jump, both sides
  // are exponential, and nothing is left of the start.
  VirtualWait wait;
  wait.arrivals_per_s = 3;
  wait.peak_s = 1000;
  wait.target_s = 1000;
  wait.kinks_s = {1000};
  wait.at = [](double offset_s) { return offset_s < 0 ? PatienceAt{1, 0, 2} : PatienceAt{0, 1, -1}; };
  const ImpatientQueue queue = integrate(wait);
  CHECK(queue.wait_probability == 1);
  CHECK(queue.virtual_wait_within_target == Approx(1.0 / 3).epsilon(1e-13));
  CHECK(queue.abandon_probability == Approx(2.0 / 3).epsilon(1e-13));
  CHECK(queue.mean_virtual_wait_s == Approx(1000 + 2.0 / 3 - 1.0 / 6).epsilon(1e-13));
  CHECK(queue.mean_wait_abandoned_s.value() == Approx(1000).epsilon(1e-13));
  CHECK(queue.mean_wait_answered_s == Approx(999.5).epsilon(1e-13));
}

TEST_CASE("a virtual wait that makes no sense stops the program") {
  CHECK_FALSE(stops([] { integrate(one_agent()); }));
  CHECK(stops([] {
    VirtualWait wait = one_agent();
    wait.agents = 0;
    integrate(wait);
  }));
  CHECK(stops([] {
    VirtualWait wait = one_agent();
    wait.target_s = -1;
    integrate(wait);
  }));
  CHECK(stops([] {
    VirtualWait wait = one_agent();
    wait.at = [](double) { return PatienceAt{1, 0, 0.5}; };
    integrate(wait);
  }));
}
