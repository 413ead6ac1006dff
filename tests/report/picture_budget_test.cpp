#include "analysis/report/picture_budget.hpp"

#include <catch2/catch.hpp>

namespace switchover {

namespace {

DayCurve curve(Metric metric, const char* kind, const char* scope) {
  const Values values(10, 1.0);
  return {metric, kind, scope, values, values, values, values, values};
}

Pictures two_plans() {
  PlanPictures plan;
  plan.curves = {curve(Metric::service_level, "all", "all"),
                 curve(Metric::service_level, "queue", "billing"),
                 curve(Metric::service_level, "queue", "support"),
                 curve(Metric::never_served, "queue", "support"),
                 curve(Metric::service_level, "platform", "old"),
                 curve(Metric::service_level, "queue on platform", "billing/old"),
                 curve(Metric::agents_signed_in, "group", "billing")};
  plan.stacks = {{DayStack::Of::outcomes, "queue", "billing", {{"answered", std::vector<double>(10, 1.0)}}},
                 {DayStack::Of::agents, "group", "billing", {{"idle", std::vector<double>(10, 1.0)}}},
                 {DayStack::Of::agents, "all", "all", {{"idle", std::vector<double>(10, 1.0)}}}};
  plan.waits = {{"billing", {0, 20}, {0.5, 0.8}}};
  Pictures pictures;
  pictures.focus = "billing";
  pictures.plans = {plan, plan};
  return pictures;
}

}  // namespace

TEST_CASE("Every number of a picture is counted", "[page]") {
  CHECK(numbers_in(Pictures{}) == 0);
  CHECK(numbers_in(two_plans()) == 2 * (7 * 50 + 3 * 10 + 4));
}

TEST_CASE("Pictures that fit stay as they are", "[page]") {
  const BudgetedPictures kept = within_budget(two_plans(), numbers_in(two_plans()));
  CHECK(kept.pictures == two_plans());
  CHECK(kept.left_out.empty());
}

TEST_CASE("What is looked at last is left out first, in every plan, and no more than is needed", "[page]") {
  const std::size_t all = numbers_in(two_plans());
  const BudgetedPictures kept = within_budget(two_plans(), all - 1);
  CHECK(kept.left_out == std::vector<std::string>{"good and bad days by platform"});
  CHECK(numbers_in(kept.pictures) == all - 2 * 2 * 20);
  for (const PlanPictures& plan : kept.pictures.plans) {
    CHECK(plan.curves[4].good.empty());
    CHECK(plan.curves[4].low.size() == 10);
    CHECK(plan.curves[5].bad.empty());
    CHECK(plan.curves[1].good.size() == 10);
  }
}

TEST_CASE("What is never left out: the means by queue that come first, and all of the focus", "[page]") {
  const BudgetedPictures kept = within_budget(two_plans(), 0);
  CHECK(kept.left_out.size() == 9);
  for (const PlanPictures& plan : kept.pictures.plans) {
    REQUIRE(plan.curves.size() == 5);
    CHECK(plan.curves[1] == curve(Metric::service_level, "queue", "billing"));
    CHECK(plan.curves[2].scope == "support");
    CHECK(plan.curves[2].mean.size() == 10);
    CHECK(plan.curves[2].low.empty());
    CHECK(plan.curves[2].good.empty());
    CHECK(plan.curves[3].kind == "platform");
    CHECK(plan.curves[3].low.empty());
    CHECK(plan.curves[4].kind == "group");
    REQUIRE(plan.stacks.size() == 1);
    CHECK(plan.stacks[0].kind == "all");
    CHECK(plan.waits.size() == 1);
  }
}

TEST_CASE("What there is none of is not said to be left out", "[page]") {
  Pictures pictures = two_plans();
  for (PlanPictures& plan : pictures.plans) {
    std::erase_if(plan.curves, [](const DayCurve& c) { return c.kind != "queue"; });
    plan.stacks.clear();
  }
  CHECK(within_budget(pictures, 0).left_out ==
        std::vector<std::string>{"good and bad days of the other queues", "ranges of the other queues",
                                 "figures by queue other than service level, waits and calls offered"});
}

TEST_CASE("A page says what was left out of its pictures", "[page]") {
  CHECK(left_out_text(std::nullopt).empty());
  CHECK(left_out_text(two_plans()).empty());
  Pictures many = two_plans();
  while (numbers_in(many) <= most_picture_numbers) {
    const std::vector<PlanPictures> again = many.plans;
    many.plans.insert(many.plans.end(), again.begin(), again.end());
  }
  CHECK(left_out_text(many).rfind("Left out of the pictures, so that the page stays small: "
                                  "good and bad days by platform",
                                  0) == 0);
}

}  // namespace switchover
