// The helper program itself, asked as the main program asks it.
#include <catch2/catch.hpp>

#include "models/platform/rehearsal_client.hpp"
#include "tests/rehearsal/forked_rehearsal.hpp"
#include "tests/rehearsal/random_estate.hpp"
#include "tests/rehearsal/small_estates.hpp"

namespace switchover {

namespace {
const std::string helper = std::string(SWITCHOVER_PROGRAM) + "-rehearse";
}  // namespace

TEST_CASE("the helper tells the stories of all replications, in order, as they are told here") {
  const RehearsalRequest request = random_estate(401, 1);
  REQUIRE(is_random(request.estate));
  RehearsalClient client(helper);
  const std::vector<Story> stories = client.rehearse(request, 2, 6);
  REQUIRE(stories.size() == 4);
  for (std::uint32_t r = 0; r < 4; ++r) CHECK(stories[r] == rehearsed(request, r + 2));
  CHECK(stories[0] != stories[1]);
  CHECK(client.cost().rehearsals == 4);
}

TEST_CASE("nothing drawn: one rehearsal for all replications, and none for the same request again") {
  RehearsalRequest request = two_platforms();
  const ComponentId dc = add_component(request, "old.dc", ComponentKind::data_centre, AgentFate::signed_out);
  add_fault(request, "dc-loss", dc, 3600, 3600);
  add_failover(request, dc);
  RehearsalClient client(helper);
  const std::vector<Story> stories = client.rehearse(request, 0, 300);
  REQUIRE(stories.size() == 1);
  CHECK(stories[0] == rehearsed(request));
  CHECK(client.rehearse(request, 0, 300) == stories);
  CHECK(client.cost().rehearsals == 1);
}

}  // namespace switchover
