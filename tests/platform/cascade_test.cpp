#include "models/platform/cascade.hpp"

#include <catch2/catch.hpp>

namespace switchover {

namespace {

EstateSpec parts(std::size_t n) {
  EstateSpec estate;
  estate.components.resize(n);
  return estate;
}
void need(EstateSpec& estate, std::size_t who, std::size_t needs, bool hard = true) {
  estate.needs.push_back({ComponentId(who), ComponentId(needs), hard, {}});
}
using Flags = std::vector<bool>;

}  // namespace

TEST_CASE("losses follow hard needs, not soft ones") {
  EstateSpec estate = parts(4);
  need(estate, 1, 0);
  need(estate, 2, 1);
  need(estate, 3, 0, false);
  const Cascade::Losses losses = Cascade(estate).losses(Flags{true, false, false, false}, Flags(4, false));
  CHECK(losses.lost == Flags{true, true, true, false});
  CHECK(losses.broken == losses.lost);
  CHECK(Cascade(estate).losses(Flags(4, false), Flags(4, false)).lost == Flags(4, false));
}

TEST_CASE("a promoted standby stops the cascade, unless it is lost too") {
  EstateSpec estate = parts(3);
  estate.components[0].standby = ComponentId{2};
  need(estate, 1, 0);
  const Cascade cascade(estate);
  const Flags promoted{true, false, false};
  CHECK(cascade.losses(Flags{true, false, false}, promoted).lost == Flags{false, false, false});
  CHECK(cascade.losses(Flags{true, false, false}, promoted).broken == Flags{true, false, false});
  CHECK(cascade.losses(Flags{true, false, true}, promoted).lost == Flags{true, true, true});
}

TEST_CASE("a standby that is lost with what it stands in for does not serve") {
  EstateSpec estate = parts(2);  // the standby needs the same power as the original
  estate.components.resize(3);
  estate.components[1].standby = ComponentId{2};
  need(estate, 1, 0);
  need(estate, 2, 0);
  CHECK(Cascade(estate).losses(Flags{true, false, false}, Flags{false, true, false}).lost ==
        Flags{true, true, true});
}

TEST_CASE("a circle of needs comes up when its fault is over") {
  EstateSpec estate = parts(2);
  need(estate, 0, 1);
  need(estate, 1, 0);
  const Cascade cascade(estate);
  CHECK(cascade.losses(Flags{true, false}, Flags(2, false)).lost == Flags{true, true});
  CHECK(cascade.losses(Flags{false, false}, Flags(2, false)).lost == Flags{false, false});
  CHECK(cascade.in_order().size() == 2);
}

TEST_CASE("in order, everybody stands behind what is needed") {
  EstateSpec estate = parts(4);
  need(estate, 0, 3);
  need(estate, 3, 2);
  need(estate, 1, 0);
  const auto order = Cascade(estate).in_order();
  CHECK(order == std::vector<ComponentId>{ComponentId{2}, ComponentId{3}, ComponentId{0}, ComponentId{1}});
}

}  // namespace switchover
