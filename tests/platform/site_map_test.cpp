#include "models/platform/site_map.hpp"

#include <catch2/catch.hpp>

namespace switchover {

namespace {
EstateSpec links(const std::vector<std::pair<std::string, std::string>>& ends) {
  EstateSpec estate;
  for (const auto& [from, to] : ends) {
    ComponentSpec link;
    link.link_from = from;
    link.link_to = to;
    estate.components.push_back(link);
  }
  return estate;
}
using Way = std::vector<ComponentId>;
}  // namespace

TEST_CASE("the way with the fewest links, in either direction") {
  const SiteMap map(links({{"a", "b"}, {"b", "c"}, {"c", "d"}, {"a", "c"}}));
  CHECK(map.way("a", "b") == Way{ComponentId{0}});
  CHECK(map.way("b", "a") == Way{ComponentId{0}});
  CHECK(map.way("a", "d") == Way{ComponentId{3}, ComponentId{2}});
  CHECK(map.way("d", "b") == Way{ComponentId{2}, ComponentId{1}});
}

TEST_CASE("of two links between the same sites the first is taken") {
  CHECK(SiteMap(links({{"a", "b"}, {"b", "a"}})).way("b", "a") == Way{ComponentId{0}});
}

TEST_CASE("no link between them, or no place: the network is ideal") {
  const SiteMap map(links({{"a", "b"}, {"c", "d"}, {"", "x"}}));
  CHECK(map.way("a", "a").empty());
  CHECK(map.way("a", "c").empty());
  CHECK(map.way("", "b").empty());
  CHECK(map.way("a", "").empty());
  CHECK(map.way("a", "x").empty());
  CHECK(map.way("nowhere", "b").empty());
  CHECK(SiteMap(EstateSpec{}).way("a", "b").empty());
}

}  // namespace switchover
