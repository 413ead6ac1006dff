#include "analysis/looks.hpp"

#include <catch2/catch.hpp>

using namespace switchover;

TEST_CASE("Looks double from 10 and end at the maximum") {
  CHECK(looks_up_to(200) == std::vector<std::uint32_t>{10, 20, 40, 80, 160, 200});
  CHECK(looks_up_to(160) == std::vector<std::uint32_t>{10, 20, 40, 80, 160});
  CHECK(looks_up_to(10) == std::vector<std::uint32_t>{10});
  CHECK(looks_up_to(7) == std::vector<std::uint32_t>{7});
  CHECK(looks_up_to(4'000'000'000U).back() == 4'000'000'000U);
  CHECK(error_per_look(200) == Approx(0.05 / 6));
  CHECK(error_per_look(5) == Approx(0.05));
}
