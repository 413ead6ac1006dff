#include "scenarios/estate_phrases.hpp"

#include <catch2/catch.hpp>

#include "scenarios/phrases.hpp"

using namespace switchover;

TEST_CASE("how often something fails") {
  CHECK(times_a_year_phrase("0.1 per year") == 0.1);
  CHECK(times_a_year_phrase("2 per month") == 24);
  CHECK(times_a_year_phrase("3 times a year") == 3);
  CHECK(times_a_year_phrase("once per 10 years") == 0.1);
  CHECK(times_a_year_phrase("once every 2 months") == 6);
  CHECK(times_a_year_phrase("1 per day") == 365);
  CHECK(times_a_year_phrase("never") == 0);
  for (const char* wrong : {"", "0.1", "per year", "-1 per year", "2 per moon", "2 per year or so",
                            "once per 0 years", "often"}) {
    INFO(wrong);
    CHECK_FALSE(times_a_year_phrase(wrong));
  }
}

TEST_CASE("bandwidths and sizes") {
  CHECK(megabits_phrase("100 Mbit") == 100);
  CHECK(megabits_phrase("1.5 Gbit/s") == 1500);
  CHECK(megabits_phrase("64 kbit") == Approx(0.064));
  CHECK(megabits_phrase("10gbps") == 10'000);
  CHECK_FALSE(megabits_phrase("100"));
  CHECK_FALSE(megabits_phrase("100 MB"));
  CHECK_FALSE(megabits_phrase("-1 Mbit"));
  CHECK(megabytes_phrase("50 GB") == 50'000);
  CHECK(megabytes_phrase("20 MB") == 20);
  CHECK(megabytes_phrase("1 TB") == 1e6);
  CHECK(megabytes_phrase("500 kB") == Approx(0.5));
  CHECK_FALSE(megabytes_phrase("20"));
  CHECK_FALSE(megabytes_phrase("20 Mbit"));
}

TEST_CASE("steps, flaps, shares of a fault") {
  const auto steps = steps_phrase("10% every 1m");
  REQUIRE(steps);
  CHECK(steps->step == Approx(0.1));
  CHECK(steps->every == Duration::whole_seconds(60));
  for (const char* wrong : {"10%", "0% every 1m", "110% every 1m", "10% each 1m", "10% every", "every 1m"}) {
    INFO(wrong);
    CHECK_FALSE(steps_phrase(wrong));
  }
  const auto flaps = flaps_phrase("3 times, up for 2m");
  REQUIRE(flaps);
  CHECK(flaps->times == 3);
  CHECK(flaps->up == Duration::whole_seconds(120));
  CHECK(flaps_phrase("1 time up for 5s")->times == 1);
  for (const char* wrong : {"0 times, up for 2m", "1.5 times, up for 2m", "3 times", "3, up for 2m",
                            "1001 times, up for 1s", "3 times, up for 2m again"}) {
    INFO(wrong);
    CHECK_FALSE(flaps_phrase(wrong));
  }
  CHECK(fault_share_phrase("30%")->share == Approx(0.3));
  CHECK_FALSE(fault_share_phrase("30%")->random);
  CHECK(fault_share_phrase("random up to 50%")->share == Approx(0.5));
  CHECK(fault_share_phrase("random up to 50%")->random);
  CHECK(fault_share_phrase("random")->share == 1);
  CHECK_FALSE(fault_share_phrase("one"));
  CHECK_FALSE(fault_share_phrase("random 50%"));
  CHECK_FALSE(fault_share_phrase("30"));
}

TEST_CASE("sign-in in words") {
  const auto both = sign_in_phrase("40 per minute, 5% fail first try");
  REQUIRE(both);
  CHECK(both->per_minute == Approx(40));
  CHECK(both->fails == Approx(0.05));
  CHECK(sign_in_phrase("2 per second")->per_minute == Approx(120));
  CHECK_FALSE(sign_in_phrase("2 per second")->fails);
  CHECK(sign_in_phrase("at once")->per_minute == 0);
  CHECK(sign_in_phrase("40 per minute, 5% fail")->fails == Approx(0.05));
  for (const char* wrong : {"40", "0 per minute", "40 per minute,", "40 per minute, 100% fail",
                            "40 per minute, 5% leave", "40 per minute, 5% fail twice"}) {
    INFO(wrong);
    CHECK_FALSE(sign_in_phrase(wrong));
  }
}

TEST_CASE("what becomes of agents") {
  CHECK(agent_fate_phrase("Signed out") == AgentFate::signed_out);
  CHECK(agent_fate_phrase("stay") == AgentFate::stay);
  CHECK(agent_fate_phrase("no sign-in") == AgentFate::no_sign_in);
  CHECK(agent_fate_phrase("unreachable") == AgentFate::unreachable);
  CHECK_FALSE(agent_fate_phrase("gone"));
  for (const AgentFate fate :
       {AgentFate::stay, AgentFate::signed_out, AgentFate::no_sign_in, AgentFate::unreachable}) {
    CHECK(agent_fate_phrase(fate_text(fate)) == fate);
  }
}

TEST_CASE("a moment that may be off") {
  const auto moment = uncertain_moment_phrase("10:20 +-5m");
  REQUIRE(moment);
  CHECK(moment->moment == "10:20");
  CHECK(moment->off == Duration::whole_seconds(300));
  CHECK(uncertain_moment_phrase("Tue 10:20 \xc2\xb1 1h")->moment == "Tue 10:20");
  CHECK_FALSE(uncertain_moment_phrase("10:20"));
  CHECK_FALSE(uncertain_moment_phrase("10:20 +-5"));
}

TEST_CASE("stage effects as planners write them") {
  CHECK(stage_phrase("drop, lose place")->rule.effect == StageEffect::drop);
  CHECK(stage_phrase("fail")->rule.effect == StageEffect::drop);
  CHECK(stage_phrase("fail 30%")->rule.share == Approx(0.3));
  CHECK(stage_phrase("keep, no control")->rule.effect == StageEffect::keep_without_control);
  CHECK(stage_phrase("media survives 100%, no control")->rule.effect == StageEffect::keep_without_control);
  CHECK(stage_phrase("media survives")->rule.effect == StageEffect::keep);
  CHECK(stage_phrase("media survives 60%")->rule.effect == StageEffect::drop);
  CHECK(stage_phrase("media survives 60%")->rule.share == Approx(0.4));
  for (const char* wrong : {"drop, lose", "drop, keep place", "media", "media survives 60%, no control",
                            "media survives 120%", "keep, control", "media survives 100%, no sound"}) {
    INFO(wrong);
    CHECK_FALSE(stage_phrase(wrong));
  }
}
