#include "analysis/theory/erlang_answer.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

#include "analysis/theory/erlang.hpp"

using namespace switchover;

namespace {

ErlangQuestion example() {
  ErlangQuestion question;
  question.agents = 98;
  question.calls_per_hour = 1080;
  question.aht_s = 300;
  question.patience_s = 300;
  return question;
}

std::string only_problem(const ErlangQuestion& question) {
  const auto answer = erlang_answer(question);
  REQUIRE_FALSE(answer.ok());
  REQUIRE(answer.problems().size() == 1);
  return to_string(answer.problems().front());
}

}  // namespace

TEST_CASE("the three formulas answer for the agents asked for") {
  const auto answer = erlang_answer(example());
  REQUIRE(answer.ok());
  const ErlangAnswer& found = answer.value();
  CHECK(found.offered_load_erlang == Approx(90).epsilon(1e-15));

  CHECK(found.erlang_b.agents == 98);
  CHECK(found.erlang_b.agents_needed == 107);
  CHECK(found.erlang_b.blocking_probability == erlang_b(98, 90));
  CHECK(found.erlang_b.occupancy.value() == Approx(90 * (1 - erlang_b(98, 90)) / 98).epsilon(1e-13));
  CHECK_FALSE(found.erlang_b.wait_probability);
  CHECK_FALSE(found.erlang_b.service_level);

  const auto c = erlang_c(98, 90, 300, 20);
  CHECK(found.erlang_c.agents_needed == 98);
  CHECK(found.erlang_c.wait_probability == c->wait_probability);
  CHECK(found.erlang_c.mean_wait_s == c->mean_wait_s);
  CHECK(found.erlang_c.mean_queue_length == c->mean_queue_length);
  CHECK(found.erlang_c.service_level == c->answered_within_target);
  CHECK(found.erlang_c.occupancy == c->occupancy);
  CHECK_FALSE(found.erlang_c.blocking_probability);
  CHECK_FALSE(found.erlang_c.abandon_probability);

  CHECK(found.erlang_a.agents_needed.value() < 98);
  CHECK(found.erlang_a.abandon_probability.value() == Approx(0.0121).margin(0.00005));
  CHECK(found.erlang_a.service_level.value() == Approx(0.920).margin(0.0005));
  CHECK(found.erlang_a.service_level.value() < found.erlang_a.service_level_excluding_short_abandons.value());
  CHECK(found.erlang_a.service_level.value() < found.erlang_a.virtual_wait_within_target.value());
  CHECK(found.erlang_a.occupancy.value() == Approx(0.907).margin(0.0005));
  CHECK_FALSE(found.erlang_a.blocking_probability);
}

TEST_CASE("without a number of agents each formula answers for those it needs") {
  ErlangQuestion question = example();
  question.agents.reset();
  const auto answer = erlang_answer(question);
  REQUIRE(answer.ok());
  for (const ErlangFigures& figures :
       {answer.value().erlang_b, answer.value().erlang_c, answer.value().erlang_a}) {
    REQUIRE(figures.agents);
    CHECK(figures.agents == figures.agents_needed);
    CHECK(figures.occupancy);
  }
  CHECK(answer.value().erlang_b.blocking_probability.value() <= 0.01);
  CHECK(answer.value().erlang_c.service_level.value() >= 0.8);
  CHECK(answer.value().erlang_a.service_level.value() >= 0.8);
}

TEST_CASE("too few agents leave Erlang C without figures but not without advice") {
  ErlangQuestion question = example();
  question.agents = 90;
  const auto answer = erlang_answer(question);
  REQUIRE(answer.ok());
  CHECK(answer.value().erlang_c.agents_needed == 98);
  CHECK_FALSE(answer.value().erlang_c.wait_probability);
  CHECK_FALSE(answer.value().erlang_c.occupancy);
  CHECK(answer.value().erlang_a.abandon_probability.value() == Approx(0.0420).margin(0.00005));
  question.patience_s.reset();
  CHECK_FALSE(erlang_answer(question).value().erlang_a.service_level);
  question.patience_s = std::numeric_limits<double>::infinity();
  CHECK_FALSE(erlang_answer(question).value().erlang_a.service_level);
}

TEST_CASE("a load beyond all agents leaves the figures empty") {
  ErlangQuestion question = example();
  question.agents.reset();
  question.calls_per_hour = 1e12;
  question.aht_s = 1e9;
  const auto answer = erlang_answer(question);
  REQUIRE(answer.ok());
  CHECK_FALSE(answer.value().erlang_a.agents);
  CHECK_FALSE(answer.value().erlang_c.agents_needed);
  CHECK_FALSE(answer.value().erlang_b.blocking_probability);
}

TEST_CASE("every mistake in the question is told") {
  ErlangQuestion question = example();
  question.agents = 0;
  CHECK(
      only_problem(question) ==
      "the number of agents must be from 1 to 1000000000, not 0; leave it out to learn how many are needed");
  question = example();
  question.calls_per_hour = 0;
  CHECK(only_problem(question) ==
        "calls per hour must be from 0.000001 to 1000000000000, not 0; write for example 360");
  question = example();
  question.aht_s = -2.5;
  CHECK(only_problem(question) ==
        "the handling time must be from 0.000001 to 1000000000 s, not -2.5; write for example 300");
  question = example();
  question.patience_s = 0;
  CHECK(only_problem(question) ==
        "the patience must be from 0.000001 to 1000000000 s, not 0; write for example 300");
  question = example();
  question.target_share = 80;
  CHECK(only_problem(question) ==
        "the target share must be between 0 and 1 (0 % and 100 %), not 80; write for example 0.8");
  question = example();
  question.target_s = std::numeric_limits<double>::quiet_NaN();
  CHECK(only_problem(question) ==
        "the target time must be from 0 to 1000000000 s, not nan; write for example 20");
  question = example();
  question.target_blocking = 0;
  CHECK(only_problem(question) ==
        "the target for lost calls must be between 0 and 1 (0 % and 100 %), not 0; write for example 0.01");
  CHECK(erlang_answer(ErlangQuestion{}).problems().size() == 2);
}
