#include "sim/problem.hpp"

#include <catch2/catch.hpp>
#include <memory>

#include "tests/sim/child.hpp"

using namespace switchover;

namespace {
Problem some_problem() {
  Problem problem;
  problem.what = "no number";
  return problem;
}
}  // namespace

TEST_CASE("A place prints as much as it knows") {
  CHECK(to_string(Place{"monday.toml", 17, 12}) == "monday.toml:17:12");
  CHECK(to_string(Place{"monday.toml", 17, 0}) == "monday.toml:17");
  CHECK(to_string(Place{"monday.toml", 0, 0}) == "monday.toml");
  CHECK(to_string(Place{"monday.toml", 0, 9}) == "monday.toml");
  CHECK(to_string(Place{}).empty());
}

TEST_CASE("A problem reads as place, what and hint") {
  Problem problem = some_problem();
  CHECK(to_string(problem) == "no number");
  problem.place = {"monday.toml", 17, 12};
  CHECK(to_string(problem) == "monday.toml:17:12: no number");
  problem.what = "queue \"biling\" is not defined";
  problem.hint = "did you mean \"billing\"?";
  CHECK(to_string(problem) ==
        "monday.toml:17:12: queue \"biling\" is not defined; did you mean \"billing\"?");
  problem.place = {};
  CHECK(to_string(problem) == "queue \"biling\" is not defined; did you mean \"billing\"?");
}

TEST_CASE("The nearest name is found, and nothing is made up") {
  const std::vector<std::string> queues{"billing", "support", "sales", "BlueCard"};
  CHECK(nearest_name("biling", queues) == "billing");
  CHECK(nearest_name("suport", queues) == "support");
  CHECK(nearest_name("Sales", queues) == "sales");
  CHECK(nearest_name("bluecard", queues) == "BlueCard");
  CHECK(nearest_name("customer service", queues).empty());
  CHECK(nearest_name("xy", queues).empty());
  CHECK(nearest_name("billing", {}).empty());
  CHECK(nearest_name("", queues).empty());
}

TEST_CASE("Of two names equally near, the first is offered") {
  CHECK(nearest_name("nort", {"north", "norte"}) == "north");
  CHECK(nearest_name("nort", {"norte", "north"}) == "norte");
}

TEST_CASE("A name of a million letters is not measured") {
  CHECK(nearest_name(std::string(1'000'000, 'x'), {"billing"}).empty());
}

TEST_CASE("An Expected holds a value or problems") {
  const Expected<int> value = 7;
  REQUIRE(value.ok());
  CHECK(value);
  CHECK(value.value() == 7);

  const Expected<int> failed = some_problem();
  REQUIRE_FALSE(failed.ok());
  CHECK_FALSE(failed);
  REQUIRE(failed.problems().size() == 1);
  CHECK(failed.problems()[0].what == "no number");

  // The alternatives are told apart by place, not by type: a list of problems can itself be the value.
  Expected<std::unique_ptr<int>> moved = std::make_unique<int>(3);
  const std::unique_ptr<int> taken = std::move(moved).value();
  CHECK(*taken == 3);
}

TEST_CASE("Asking an Expected for what it does not hold breaks a contract") {
  CHECK(exit_code_of([] { static_cast<void>(Expected<int>(some_problem()).value()); }) == 70);
  CHECK(exit_code_of([] { static_cast<void>(Expected<int>(1).problems()); }) == 70);
  CHECK(exit_code_of([] { static_cast<void>(Expected<int>(Problems{})); }) == 70);
}
