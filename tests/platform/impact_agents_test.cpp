#include <catch2/catch.hpp>

#include "models/platform/impact.hpp"
#include "tests/platform/tale.hpp"

using namespace switchover;

TEST_CASE("Calls and agents go to the other platform and come back") {
  Tale tale;
  const ComponentId dc = tale.add("old.dc1", ComponentKind::data_centre);
  tale.fault("dc1-loss");
  const int rule = tale.rule("failover of old.dc1");
  tale.loses(10, dc, "dc1-loss");
  tale.agents(10, old_one, old_one, 0);
  tale.of_rule(12, StoryKind::detected, rule);
  tale.of_rule(15, StoryKind::decided, rule);
  tale.of_rule(20, StoryKind::redirect, rule, 0.5);
  tale.of_rule(30, StoryKind::redirect, rule, 1);
  tale.of_rule(31, StoryKind::redirect, rule, 1);
  tale.agents(40, old_one, new_one, 0.6);
  tale.mends(100, dc, "dc1-loss");
  tale.agents(110, old_one, old_one, 0.4);
  tale.of_rule(200, StoryKind::failback_begins, rule);
  tale.of_rule(200, StoryKind::redirect, rule, 0);
  tale.agents(210, old_one, new_one, 0);
  tale.agents(210, old_one, old_one, 1);
  tale.of_rule(210, StoryKind::failback_ends, rule);
  CHECK(tale.changes() ==
        "\n10,old,accept,0,drop,,,,,,dc1-loss\n"
        "10,old,serve,0,,,,,,,dc1-loss\n"
        "10,old,strike_ivr,,drop,1,,,,,dc1-loss\n"
        "10,old,strike_queue,,drop,1,,,,,dc1-loss\n"
        "10,old,strike_talk,,drop,1,,,,,dc1-loss\n"
        "10,old,agents_at,0,drop,,,old,,,dc1-loss\n"
        "20,old,redirect,0.5,,,,new,,,failover of old.dc1\n"
        "30,old,redirect,1,,,,new,,,failover of old.dc1\n"
        "40,old,agents_at,0.6,,,,new,,,failover of old.dc1\n"
        "100,old,accept,1,,,,,,,dc1-loss\n"
        "100,old,serve,1,,,,,,,dc1-loss\n"
        "110,old,agents_at,0.4,,,,old,,,dc1-loss\n"
        "200,old,redirect,0,,,,new,,,failover of old.dc1\n"
        "210,old,agents_at,0,,,,new,,,failover of old.dc1\n"
        "210,old,agents_at,1,,,,old,,,failover of old.dc1\n");
}

TEST_CASE("Several rules for the same way: the greatest share counts, another way stands beside it") {
  Tale tale;
  const int one = tale.rule("one"), two = tale.rule("two"), back = tale.rule("back");
  tale.estate.failovers[static_cast<std::size_t>(back)].from = new_one;
  tale.estate.failovers[static_cast<std::size_t>(back)].to = old_one;
  tale.of_rule(1, StoryKind::redirect, one, 0.5);
  tale.of_rule(2, StoryKind::redirect, two, 0.3);
  tale.of_rule(3, StoryKind::redirect, two, 0.8);
  tale.of_rule(3, StoryKind::redirect, back, 0.1);
  tale.of_rule(4, StoryKind::redirect, two, 0);
  tale.of_rule(5, StoryKind::redirect, one, 0);
  CHECK(tale.changes() ==
        "\n1,old,redirect,0.5,,,,new,,,one\n"
        "3,old,redirect,0.8,,,,new,,,two\n"
        "3,new,redirect,0.1,,,,old,,,back\n"
        "4,old,redirect,0.5,,,,new,,,one\n"
        "5,old,redirect,0,,,,new,,,one\n");
}

TEST_CASE("A site moves its groups only, two causes of absence multiply") {
  Tale tale;
  const ComponentId site = tale.add("site.leeds", ComponentKind::site),
                    isp = tale.add("isp", ComponentKind::isp);
  tale.spec(site).groups = {GroupId(0), GroupId(2)};
  tale.spec(isp).groups = {GroupId(2)};
  tale.spec(isp).when_down.agents_talk = StageEffect::requeue_at_back;
  tale.fault("fire");
  tale.fault("digger");
  tale.loses(10, site, "fire");
  tale.agents(10, old_one, old_one, 0.5, site);
  tale.loses(20, isp, "digger");
  tale.agents(20, old_one, old_one, 0.25, isp);
  tale.mends(30, site, "fire");
  tale.agents(30, old_one, old_one, 1, site);
  tale.mends(40, isp, "digger");
  tale.agents(40, old_one, old_one, 1, isp);
  CHECK(tale.changes() ==
        "\n10,old,agents_at,0.5,drop,,,old,,1,fire\n"
        "10,old,agents_at,0.5,drop,,,old,,3,fire\n"
        "20,old,agents_at,0.125,requeue_keep_place,,,old,,3,digger\n"
        "30,old,agents_at,1,,,,old,,1,fire\n"
        "30,old,agents_at,0.25,,,,old,,3,digger\n"
        "40,old,agents_at,1,,,,old,,3,digger\n");
}

TEST_CASE("Agents leave where nothing throws them out: they finish, however bad the fault that goes on") {
  Tale tale;
  const ComponentId dc = tale.add("old.dc1", ComponentKind::data_centre);
  tale.spec(dc).share = 0.5;
  tale.fault("half");
  tale.rule("failover");
  tale.loses(1, dc, "half");
  tale.agents(1, old_one, old_one, 0.5);
  tale.agents(2, old_one, old_one, 0.25);
  tale.agents(2, old_one, new_one, 0.25);
  std::vector<StageEffect> fates;
  for (const PlatformChange& change : tale.timeline().changes) {
    if (change.kind == ChangeKind::agents_at) fates.push_back(change.rule.effect);
  }
  CHECK(fates == std::vector<StageEffect>{StageEffect::drop, StageEffect::keep, StageEffect::keep});
}

TEST_CASE("Nobody signs in while the sign-on server is down, then an hour of rush") {
  Tale tale;
  const ComponentId sso = tale.add("sso", ComponentKind::sign_on, {old_one, new_one});
  tale.estate.sign_in.resize(1);
  tale.estate.sign_in[0].per_minute = 25;  // of old; new has the usual 40
  tale.fault("sso-loss");
  tale.loses(100, sso, "sso-loss");
  tale.mends(700, sso, "sso-loss");
  CHECK(tale.changes() ==
        "\n100,old,sign_ins,0,,,,,,,sso-loss\n"
        "100,new,sign_ins,0,,,,,,,sso-loss\n"
        "700,old,sign_ins,25,,,,,,,sso-loss\n"
        "700,new,sign_ins,40,,,,,,,sso-loss\n"
        "4300,old,sign_ins,none,,,,,,,sso-loss\n"
        "4300,new,sign_ins,none,,,,,,,sso-loss\n");
}

TEST_CASE("Sessions end when the sign-on server is down for longer than they live, wherever agents are") {
  Tale tale;
  const ComponentId sso = tale.add("sso", ComponentKind::sign_on);
  tale.spec(sso).when_down.token_life = Duration::whole_seconds(1800);
  tale.fault("sso-loss");
  tale.agents(0, new_one, new_one, 0.5);
  tale.agents(0, new_one, old_one, 0.5);
  tale.loses(100, sso, "sso-loss");
  tale.mends(2000, sso, "sso-loss");
  CHECK(tale.changes() ==
        "\n0,new,agents_at,0.5,,,,new,,,\n"
        "0,new,agents_at,0.5,,,,old,,,\n"
        "100,old,sign_ins,0,,,,,,,sso-loss\n"
        "1900,old,agents_at,0,,,,old,,,sso-loss\n"
        "1900,new,agents_at,0,,,,old,,,sso-loss\n"
        "2000,old,sign_ins,40,,,,,,,sso-loss\n"
        "2000,old,agents_at,1,,,,old,,,sso-loss\n"
        "2000,new,agents_at,0.5,,,,old,,,sso-loss\n"
        "5600,old,sign_ins,none,,,,,,,sso-loss\n");
}

TEST_CASE("Sessions that live longer than the loss do not end, and end after the last line of the story") {
  Tale tale;
  const ComponentId sso = tale.add("sso", ComponentKind::sign_on);
  tale.spec(sso).when_down.token_life = Duration::whole_seconds(1800);
  tale.spec(sso).when_down.agents_talk = StageEffect::drop;
  tale.fault("sso-loss");
  tale.loses(100, sso, "sso-loss");
  CHECK(tale.changes() ==
        "\n100,old,sign_ins,0,,,,,,,sso-loss\n"
        "1900,old,agents_at,0,drop,,,old,,,sso-loss\n");
  tale.mends(1899, sso, "sso-loss");
  CHECK(tale.changes() ==
        "\n100,old,sign_ins,0,,,,,,,sso-loss\n"
        "1899,old,sign_ins,40,,,,,,,sso-loss\n"
        "5499,old,sign_ins,none,,,,,,,sso-loss\n");
}

TEST_CASE("Agents whose PCs hang are rung in vain") {
  Tale tale;
  const ComponentId pcs = tale.add("pcs", ComponentKind::agent_pc);
  tale.spec(pcs).share = 0.5;
  tale.fault("patch");
  tale.loses(1, pcs, "patch", 0.5);
  tale.mends(2, pcs, "patch");
  CHECK(tale.changes() ==
        "\n1,old,strike_talk,,drop,0.25,,,,,patch\n"
        "1,old,no_answer,0.25,,,,,,,patch\n"
        "2,old,no_answer,0,,,,,,,patch\n");
}

TEST_CASE(
    "A failback without drain cuts the calls of those who leave, one that was broken off cuts no more") {
  Tale tale;
  const int rule = tale.rule("failover", false);
  tale.agents(1, old_one, old_one, 0.4);
  tale.agents(1, old_one, new_one, 0.6);
  tale.of_rule(5, StoryKind::failback_begins, rule, 1);
  tale.agents(5, old_one, new_one, 0);
  tale.agents(6, old_one, old_one, 0.7);
  tale.of_rule(7, StoryKind::decided, rule);
  tale.agents(7, old_one, old_one, 0.4);
  tale.agents(7, old_one, new_one, 0.6);
  tale.agents(9, old_one, new_one, 0.2);
  tale.of_rule(10, StoryKind::failback_begins, rule, 1);
  tale.of_rule(10, StoryKind::failback_ends, rule);
  tale.agents(10, old_one, new_one, 0.1);
  tale.agents(11, old_one, new_one, 0);
  CHECK(tale.changes() ==
        "\n1,old,agents_at,0.4,,,,old,,,failover\n"
        "1,old,agents_at,0.6,,,,new,,,failover\n"
        "5,old,agents_at,0,drop,,,new,,,failover\n"
        "6,old,agents_at,0.7,,,,old,,,failover\n"
        "7,old,agents_at,0.4,,,,old,,,failover\n"
        "7,old,agents_at,0.6,,,,new,,,failover\n"
        "9,old,agents_at,0.2,,,,new,,,failover\n"
        "10,old,agents_at,0.1,drop,,,new,,,failover\n"
        "11,old,agents_at,0,,,,new,,,failover\n");
}

TEST_CASE(
    "A site without groups is a factor of all at home, without a platform it speaks of all of its own") {
  Tale tale;
  const ComponentId wan = tale.add("wan.leeds", ComponentKind::wan, {old_one, new_one}),
                    desktop = tale.add("old.desktop", ComponentKind::desktop);
  tale.fault("cut");
  tale.fault("cti");
  tale.loses(1, wan, "cut");
  tale.agents(1, {}, {}, 0.5, wan);
  tale.loses(2, desktop, "cti");  // lets finish: the cut line of the site is not its fault
  tale.agents(2, old_one, old_one, 0.5);
  tale.agents(3, {}, {}, 1, wan);
  std::string agents;
  for (const PlatformChange& change : tale.timeline().changes) {
    if (change.kind == ChangeKind::agents_at) agents += line_of(change);
  }
  CHECK(agents ==
        "1,old,agents_at,0.5,drop,,,old,,,cut\n"
        "1,new,agents_at,0.5,drop,,,new,,,cut\n"
        "2,old,agents_at,0.25,,,,old,,,cti\n"
        "3,old,agents_at,0.5,,,,old,,,cti\n"
        "3,new,agents_at,1,,,,new,,,cut\n");
}

TEST_CASE(
    "A second loss within the rush begins it anew, half a loss leaves half of the pace, no pace, no rush") {
  Tale tale;
  const ComponentId sso = tale.add("sso", ComponentKind::sign_on);
  tale.fault("one");
  tale.fault("two");
  tale.loses(100, sso, "one");
  tale.mends(200, sso, "one");
  tale.loses(1000, sso, "two", 0.5);
  tale.mends(2000, sso, "two");
  CHECK(tale.changes() ==
        "\n100,old,sign_ins,0,,,,,,,one\n"
        "200,old,sign_ins,40,,,,,,,one\n"
        "1000,old,sign_ins,20,,,,,,,two\n"
        "2000,old,sign_ins,40,,,,,,,two\n"
        "5600,old,sign_ins,none,,,,,,,two\n");
  tale.estate.sign_in.resize(1);
  tale.estate.sign_in[0].per_minute = 0;
  CHECK(tale.changes() ==
        "\n100,old,sign_ins,0,,,,,,,one\n"
        "200,old,sign_ins,none,,,,,,,one\n");
}
