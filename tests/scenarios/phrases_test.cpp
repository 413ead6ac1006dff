#include "scenarios/phrases.hpp"

#include <catch2/catch.hpp>

using namespace switchover;

TEST_CASE("durations are numbers with units, one after another") {
  CHECK(duration_phrase("5s") == Duration::whole_seconds(5));
  CHECK(duration_phrase("0s") == Duration());
  CHECK(duration_phrase("250ms") == Duration::microseconds(250'000));
  CHECK(duration_phrase("1h30m") == Duration::whole_seconds(5400));
  CHECK(duration_phrase("1h 30m 5s") == Duration::whole_seconds(5405));
  CHECK(duration_phrase(" 1.5 Hours ") == Duration::whole_seconds(5400));
  CHECK(duration_phrase("2 weeks") == Duration::whole_seconds(14 * 86'400));
  CHECK(duration_phrase("1 day") == Duration::whole_seconds(86'400));
  CHECK(duration_phrase("2 years") == Duration::whole_seconds(730LL * 86'400));
  CHECK(duration_phrase("100 years") == Duration::whole_seconds(36'500LL * 86'400));
  for (const char* wrong : {"", "5", "s", "5x", "-5s", "+5s", "5s6", "5 s s", "1,5s", "nan s", "1e3s", "inf",
                            "101 years", "99999999999999999999999999999999999999999999s"}) {
    INFO(wrong);
    CHECK_FALSE(duration_phrase(wrong));
  }
}

TEST_CASE("shares need their sign") {
  CHECK(share_phrase("35%") == Approx(0.35));
  CHECK(share_phrase("+35%") == Approx(0.35));
  CHECK(share_phrase("-5 %") == Approx(-0.05));
  CHECK(share_phrase("0%") == 0.0);
  CHECK(share_phrase("100.5%") == Approx(1.005));
  for (const char* wrong : {"", "%", "35", "35%%", "nan%", "35 percent", "3 5%", "--5%"}) {
    INFO(wrong);
    CHECK_FALSE(share_phrase(wrong));
  }
}

TEST_CASE("rates are told per second, minute or hour") {
  CHECK(rate_per_second_phrase("12 per second") == 12.0);
  CHECK(rate_per_second_phrase("40 per minute") == Approx(40.0 / 60));
  CHECK(rate_per_second_phrase("180/h") == Approx(0.05));
  CHECK(rate_per_second_phrase("0 per hour") == 0.0);
  for (const char* wrong :
       {"12", "per second", "12 second", "-1 per second", "12 per fortnight", "12 per second x"}) {
    INFO(wrong);
    CHECK_FALSE(rate_per_second_phrase(wrong));
  }
}

TEST_CASE("factors are numbers, shares or changes") {
  CHECK(factor_phrase("1.15") == Approx(1.15));
  CHECK(factor_phrase("+15%") == Approx(1.15));
  CHECK(factor_phrase("-3%") == Approx(0.97));
  CHECK(factor_phrase("110%") == Approx(1.1));
  CHECK_FALSE(factor_phrase("15 percent"));
}

TEST_CASE("a promise is a share in a time") {
  CHECK(promise_phrase("80% in 20s") == ServicePromise{0.8, Duration::whole_seconds(20)});
  CHECK(promise_phrase("80% within 1m") == ServicePromise{0.8, Duration::whole_seconds(60)});
  CHECK(promise_phrase("80/20") == ServicePromise{0.8, Duration::whole_seconds(20)});
  CHECK(promise_phrase("100/0") == ServicePromise{1.0, Duration()});
  for (const char* wrong :
       {"80", "80 in 20s", "80% in 20", "80/20s", "101/20", "80/-1", "80% in 20s twice"}) {
    INFO(wrong);
    CHECK_FALSE(promise_phrase(wrong));
  }
}

TEST_CASE("distributions in words") {
  CHECK(distribution_phrase("never") == Distribution::never());
  CHECK(distribution_phrase("none") == Distribution());
  CHECK(distribution_phrase("uniform 1m to 6m") == Distribution::uniform(60, 360));
  CHECK(distribution_phrase("exponential 5m") == Distribution::exponential(300));
  CHECK(distribution_phrase("deterministic 10s") == Distribution::deterministic(10));
  CHECK(distribution_phrase("lognormal 240s cv 0.8") == Distribution::lognormal(240, 0.8));
  CHECK(distribution_phrase("gamma 240s cv 0.5") == Distribution::gamma(240, 0.5));
  CHECK(distribution_phrase("hyperexponential 240s cv 1.5") ==
        Distribution::hyperexponential_by_cv(240, 1.5));
  CHECK(distribution_phrase("erlang 5m in 3 phases") == Distribution::erlang(300, 3));
  CHECK(distribution_phrase("weibull 5m shape 0.7") == Distribution::weibull_by_mean(300, 0.7));
  for (const char* wrong :
       {"5m", "uniform 6m to 1m", "uniform 1m", "lognormal 240s", "lognormal 0s cv 1", "gamma 240s cv 0",
        "erlang 5m in 0 phases", "erlang 5m in 2.5 phases", "hyperexponential 240s cv 0.5",
        "weibull 5m shape 0", "exponential", "pareto 5m", "never 5m"}) {
    INFO(wrong);
    CHECK_FALSE(distribution_phrase(wrong));
  }
}

TEST_CASE("redials are a share after a time") {
  const auto redial = redial_phrase("55% after 10m");
  REQUIRE(redial);
  CHECK(redial->probability == Approx(0.55));
  CHECK(redial->delay == "10m");
  CHECK(redial_phrase("55% after uniform 5m to 15m")->delay == "uniform 5m to 15m");
  CHECK(redial_phrase("never")->probability == 0);
  CHECK(redial_phrase("none")->probability == 0);
  CHECK(redial_phrase("0%")->probability == 0);
  for (const char* wrong :
       {"55%", "55% after", "after 10m", "101% after 10m", "-1% after 10m", "55 after 10m"}) {
    INFO(wrong);
    CHECK_FALSE(redial_phrase(wrong));
  }
}

TEST_CASE("skills name a queue, a wait and conditions") {
  const auto plain = skill_phrase("billing");
  REQUIRE(plain);
  CHECK(plain->queue == "billing");
  CHECK(plain->after == Duration());
  const auto full = skill_phrase("new customers after 60s if 5 queued and 3 free");
  REQUIRE(full);
  CHECK(full->queue == "new customers");
  CHECK(full->after == Duration::whole_seconds(60));
  CHECK(full->if_queue_at_least == 5U);
  CHECK(full->if_free_at_least == 3U);
  CHECK(skill_phrase("billing if 3 free")->if_free_at_least == 3U);
  for (const char* wrong :
       {"", "billing after", "billing after 60", "billing if 5", "billing if -1 free", "billing if 1.5 free",
        "billing if 5 queued if 6 queued", "billing after 60s maybe"}) {
    INFO(wrong);
    CHECK_FALSE(skill_phrase(wrong));
  }
}

TEST_CASE("splits name platforms and shares") {
  CHECK(split_phrase("old 70%, new 30%") == SplitPhrase{{"old", 0.7}, {"new", 0.3}});
  CHECK(split_phrase("data centre 1 100%") == SplitPhrase{{"data centre 1", 1.0}});
  for (const char* wrong : {"", "old", "70%", "old 70% new 30%", "old 70%,", "old 70"}) {
    INFO(wrong);
    CHECK_FALSE(split_phrase(wrong));
  }
}

TEST_CASE("slow-downs add to talk and wrap") {
  const auto both = slow_phrase("25s to talk, 20s to wrap");
  REQUIRE(both);
  CHECK(both->talk == Duration::whole_seconds(25));
  CHECK(both->wrap == Duration::whole_seconds(20));
  CHECK(slow_phrase("20s to wrap")->talk == Duration());
  for (const char* wrong :
       {"", "25s", "25 to talk", "25s to hold", "25s to talk,", "25s to talk 20s to wrap"}) {
    INFO(wrong);
    CHECK_FALSE(slow_phrase(wrong));
  }
}

TEST_CASE("agents stay, or sign out and come back") {
  CHECK_FALSE(agents_back_phrase("stay signed in")->sign_out);
  CHECK(agents_back_phrase("sign out")->sign_out);
  CHECK_FALSE(agents_back_phrase("sign out")->says_how_back);
  CHECK(agents_back_phrase("sign out, back over 15m")->over == Duration::whole_seconds(900));
  CHECK(agents_back_phrase("sign out, back 40 per minute")->per_minute == Approx(40));
  const auto at_once = agents_back_phrase("sign out, back at once");
  REQUIRE(at_once);
  CHECK(at_once->says_how_back);
  CHECK(at_once->over == Duration());
  for (const char* wrong :
       {"", "stay", "sign in", "sign out, back", "sign out back over 15m", "sign out, back over",
        "sign out, back 0 per minute", "sign out, back over 15m please"}) {
    INFO(wrong);
    CHECK_FALSE(agents_back_phrase(wrong));
  }
}

TEST_CASE("stage effects are a closed set") {
  using E = StageEffect;
  const auto effect = [](const char* text) {
    const auto stage = stage_phrase(text);
    REQUIRE(stage);
    return stage->rule.effect;
  };
  CHECK(effect("keep") == E::keep);
  CHECK(effect("keep without control") == E::keep_without_control);
  CHECK(effect("requeue") == E::requeue_keep_place);
  CHECK(effect("requeue at back") == E::requeue_at_back);
  CHECK(effect("drop") == E::drop);
  CHECK(stage_phrase("drop 60%")->rule.share == Approx(0.6));
  CHECK(stage_phrase("drop")->rule.share == 1.0);
  CHECK(effect("fail to new") == E::fail_to);
  CHECK(stage_phrase("fail to new")->target == "new");
  CHECK(stage_phrase("delay 5s")->rule.delay == Duration::whole_seconds(5));
  CHECK(effect("misroute to support") == E::misroute);
  CHECK(stage_phrase("misroute 20% to support")->rule.share == Approx(0.2));
  for (const char* wrong : {"", "fail to", "fail or so", "drop 160%", "drop calls", "keep control",
                            "requeue at front", "delay", "misroute support", "explode"}) {
    INFO(wrong);
    CHECK_FALSE(stage_phrase(wrong));
  }
}

TEST_CASE("moments are clock readings, dates, times since the start, start and close") {
  using K = ClockPhrase::Kind;
  CHECK(clock_phrase("start")->kind == K::start);
  CHECK(clock_phrase("Close")->kind == K::close);
  CHECK(clock_phrase("08:30")->seconds_of_day == 8 * 3600 + 30 * 60);
  CHECK(clock_phrase("8:30:15")->seconds_of_day == 8 * 3600 + 30 * 60 + 15);
  CHECK(clock_phrase("24:00")->seconds_of_day == 86'400);
  CHECK(clock_phrase("Tue 08:30")->weekday == 1);
  CHECK(clock_phrase("sunday 00:00")->weekday == 6);
  CHECK(clock_phrase("day 2 08:30")->day_number == 2);
  CHECK(clock_phrase("2026-03-10 08:30")->date == WallClock{2026, 3, 10, 0, 0, 0});
  CHECK(clock_phrase("2026-03-10T08:30:00")->seconds_of_day == 8 * 3600 + 30 * 60);
  CHECK(clock_phrase("2026-03-10")->seconds_of_day == 0);
  CHECK(clock_phrase("2h")->since == Duration::whole_seconds(7200));
  CHECK(clock_phrase("+90m")->kind == K::since_start);
  for (const char* wrong : {"", "8", "08:60", "24:01", "25:00", "08:3", "Tue", "Tues 08:30", "day 0 08:30",
                            "2026-02-30 08:00", "2026-3-10", "08:30 Tue", "noon", "-2h"}) {
    INFO(wrong);
    CHECK_FALSE(clock_phrase(wrong));
  }
}

TEST_CASE("windows are two moments") {
  const auto window = window_phrase("09:00-12:00");
  REQUIRE(window);
  CHECK(window->from.seconds_of_day == 9 * 3600);
  CHECK(window->to.seconds_of_day == 12 * 3600);
  CHECK(window_phrase("09:00 to 12:00"));
  CHECK(window_phrase("2h to 10h")->to.since == Duration::whole_seconds(36'000));
  CHECK(window_phrase("start to close"));
  CHECK_FALSE(window_phrase("09:00"));
  CHECK_FALSE(window_phrase("09:00-"));
  CHECK_FALSE(window_phrase("09:00-12:00-13:00"));
}
