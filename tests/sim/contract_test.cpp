#include "sim/contract.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/child.hpp"

using namespace switchover;

TEST_CASE("demand stops with exit code 70 when its condition is false") {
  CHECK(exit_code_of([] { demand(1 + 1 == 3, "arithmetic must hold"); }) == 70);
}

TEST_CASE("demand passes when its condition is true, and evaluates it once") {
  CHECK(exit_code_of([] { demand(1 + 1 == 2, "arithmetic must hold"); }) == 0);
  int times = 0;
  demand(++times == 1, "the condition is evaluated");
  CHECK(times == 1);
}

TEST_CASE("demand works in constant expressions") {
  constexpr auto half = [](int even) {
    demand(even % 2 == 0, "only even numbers have a whole half");
    return even / 2;
  };
  static_assert(half(8) == 4);
  CHECK(half(10) == 5);
}
