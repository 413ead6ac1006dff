#include <catch2/catch.hpp>

#include "tests/scenarios/estate_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

const std::string dc = "[component.\"old.dc1\"]\n";
const std::string rule = dc + "[[failover]]\nwatches = \"old.dc1\"\nto = \"new\"\n";
const std::string move = "agents = { dual_enabled = \"60%\" }\n";

FailoverSpec rule_of(const std::string& more) { return estate_of(rule + more).estate.failovers.at(0); }

}  // namespace

TEST_CASE("a rule as planners write it") {
  const Scenario scenario =
      estate_of(rule +
                "detect = \"2m\"\ndecide = \"uniform 5m to 15m\"\nexecute = \"1m\"\nshare = \"100%\"\n"
                "[failover.agents]\ndual_enabled = \"60%\"\nnotice = \"uniform 1m to 6m\"\n"
                "sign_in = \"40 per minute, 5% fail first try\"\naht_penalty = \"+15%\"\n"
                "[failover.failback]\nafter_repair = \"15m\"\nmode = \"drain\"\n");
  const FailoverSpec& failover = scenario.estate.failovers.at(0);
  CHECK(failover.name == "failover of old.dc1");
  CHECK(failover.watches == component(scenario, "old.dc1"));
  CHECK(failover.from == PlatformId(0));
  CHECK(failover.to == PlatformId(1));
  CHECK(failover.detection == Detection::scripted);
  CHECK(failover.detect == Distribution::deterministic(120));
  CHECK(failover.decide == Distribution::uniform(300, 900));
  CHECK(failover.execute == Distribution::deterministic(60));
  CHECK(failover.share == 1);
  CHECK(failover.step == 1);
  CHECK(failover.agents.dual_enabled == Approx(0.6));
  CHECK(failover.agents.notice == Distribution::uniform(60, 360));
  CHECK(failover.agents.sign_in.per_minute == Approx(40));
  CHECK(failover.agents.sign_in.fails == Approx(0.05));
  CHECK(failover.agents.aht_factor == Approx(1.15));
  CHECK(failover.failback.when == FailbackSpec::When::after_repair);
  CHECK(failover.failback.after == Distribution::deterministic(900));
  CHECK(failover.failback.drain);
  REQUIRE(scenario.centre.moves.size() == 1);
  CHECK(scenario.centre.moves[0] == AgentMove{PlatformId(0), PlatformId(1), failover.agents.aht_factor});
  CHECK(scenario.estate_places.failovers.at(0).line == 13);
  CHECK(scenario.estate_places.failbacks.at(0).line == 25);
}

TEST_CASE("how a loss is noticed") {
  const FailoverSpec by_default = rule_of(move);
  CHECK(by_default.detection == Detection::heartbeats);
  CHECK(by_default.heartbeat == HeartbeatSpec{});
  CHECK_FALSE(by_default.detect_slow);
  const FailoverSpec beats = estate_of(
                                 "[component.\"old.dc1\"]\nsite = \"london\"\n[[failover]]\nwatches = "
                                 "\"old.dc1\"\nto = \"new\"\ndetect = { heartbeat = \"5s\", misses = 4, "
                                 "timeout = \"2s\", from = \"london\" }\ndetect_slow = \"20m\"\n" +
                                 move)
                                 .estate.failovers.at(0);
  CHECK(beats.detection == Detection::heartbeats);
  CHECK(beats.heartbeat ==
        HeartbeatSpec{Duration::whole_seconds(5), Duration::whole_seconds(2), 4, "london"});
  CHECK(beats.detect_slow == Distribution::deterministic(1200));
  const FailoverSpec screen = rule_of("detect = { monitoring = \"5m\" }\ndetect_slow = \"never\"\n" + move);
  CHECK(screen.detection == Detection::monitoring);
  CHECK(screen.detect == Distribution::deterministic(300));
  CHECK_FALSE(screen.detect_slow);
  const FailoverSpec law = rule_of("detect = { mean = \"2m\", law = \"exponential\" }\n" + move);
  CHECK(law.detection == Detection::scripted);
  CHECK(law.detect == Distribution::exponential(120));
}

TEST_CASE("what a rule leaves out") {
  const Scenario scenario = estate_of(rule + move);
  const FailoverSpec& failover = scenario.estate.failovers.at(0);
  CHECK(failover.decide == Distribution::deterministic(600));
  CHECK(failover.execute == Distribution::deterministic(900));
  CHECK(failover.agents.notice == Distribution::uniform(60, 360));
  CHECK(failover.agents.sign_in == scenario.estate.sign_in.at(1));
  CHECK(failover.agents.aht_factor == 1);
  CHECK(failover.failback.when == FailbackSpec::When::never);
  for (const char* key : {"failover[1].detect", "failover[1].decide", "failover[1].execute",
                          "failover[1].agents.notice", "failover[1].failback"}) {
    INFO(key);
    REQUIRE(assumed(scenario, key) != nullptr);
    CHECK(assumed(scenario, key)->origin == Assumption::Origin::default_);
    CHECK_FALSE(assumed(scenario, key)->reason.empty());
  }
}

TEST_CASE("steps, stale records, parts of the traffic") {
  const FailoverSpec failover = rule_of(
      "share = \"80%\"\nsteps = \"10% every 1m\"\ndns = { ttl = \"5m\", stubborn = \"8%\", for = "
      "\"1h\" }\n" +
      move);
  CHECK(failover.share == Approx(0.8));
  CHECK(failover.step == Approx(0.1));
  CHECK(failover.step_every == Duration::whole_seconds(60));
  CHECK(failover.dns_ttl == Duration::whole_seconds(300));
  CHECK(failover.stubborn == Approx(0.08));
  CHECK(failover.stubborn_for == Duration::whole_seconds(3600));
  CHECK(rule_of("dns = \"5m\"\n" + move).dns_ttl == Duration::whole_seconds(300));
}

TEST_CASE("failback at a moment, and a cut") {
  const FailoverSpec failover = rule_of(move + "[failover.failback]\nat = \"17:00\"\nmode = \"cut\"\n");
  CHECK(failover.failback.when == FailbackSpec::When::at);
  CHECK(failover.failback.at == Time::after_start(Duration::whole_seconds(9 * 3600)));
  CHECK_FALSE(failover.failback.drain);
}

TEST_CASE("sign-in of those who move, part by part") {
  const Scenario scenario = estate_of("[component.sso]\n" + rule +
                                      "[failover.agents]\ndual_enabled = \"100%\"\nsign_in = { server = "
                                      "\"sso\", rate = \"60 per minute\", fails = \"1%\", back_off = \"5s\", "
                                      "at_once = 9 }\n");
  SignInSpec expected;
  expected.per_minute = 60;
  expected.fails = 0.01;
  expected.back_off = Duration::whole_seconds(5);
  expected.at_once = 9;
  expected.server = component(scenario, "sso");
  CHECK(scenario.estate.failovers.at(0).agents.sign_in == expected);
}

TEST_CASE("a preset gives the figures of a failover that the file does not") {
  const std::string text =
      "[platform.cloud]\npreset = \"generic-cloud\"\n[component.\"old.dc1\"]\n[[failover]]\nwatches = "
      "\"old.dc1\"\nto = \"cloud\"\n";
  const Scenario scenario = estate_of(text + move);
  const VendorPreset& cloud = *preset_by_name("generic-cloud");
  const FailoverSpec& failover = scenario.estate.failovers.at(0);
  CHECK(failover.detection == Detection::scripted);
  CHECK(failover.detect == Distribution::deterministic(*cloud.detect_s));
  CHECK(failover.execute == Distribution::uniform(*cloud.execute_low_s, *cloud.execute_high_s));
  CHECK(failover.agents.sign_in.per_minute == *cloud.sign_in_per_minute);
  CHECK(assumed(scenario, "failover[1].execute")->origin == Assumption::Origin::preset);
  CHECK(assumed(scenario, "failover[1].execute")->as_of == cloud.as_of);
  const Scenario said = estate_of(text + "detect = \"1m\"\nexecute = \"2m\"\n" + move);
  CHECK(said.estate.failovers.at(0).detect == Distribution::deterministic(60));
  CHECK(said.estate.failovers.at(0).execute == Distribution::deterministic(120));
}

TEST_CASE("whose calls move: the platform of the component, or as said") {
  const std::string shared =
      "[platform.third]\n[component.crm]\n[[failover]]\nwatches = \"crm\"\nto = \"new\"\n" + move;
  CHECK(estate_problems(shared) ==
        Lines{"14:1: crm carries 3 platforms: whose calls are redirected is not said; write from = \"old\""});
  CHECK(estate_of(shared + "from = \"third\"\n").estate.failovers.at(0).from == PlatformId(2));
  // Of two platforms the other one.
  CHECK(estate_of("[component.crm]\n[[failover]]\nwatches = \"crm\"\nto = \"new\"\n" + move)
            .estate.failovers.at(0)
            .from == PlatformId(0));
}

TEST_CASE("rules that cannot be") {
  CHECK(estate_problems(dc + "[[failover]]\nto = \"new\"\n" + move) ==
        Lines{"13:1: failover[1].watches is not said; write the component whose loss starts it, such as "
              "watches = \"old.dc1\""});
  CHECK(estate_problems(dc + "[[failover]]\nwatches = \"old.dc1\"\n" + move) ==
        Lines{"13:1: failover[1].to is not said; write the platform that takes the calls, such as to = "
              "\"new\""});
  CHECK(estate_problems(dc + "[[failover]]\nwatches = \"old.dc2\"\nto = \"nwe\"\n" + move) ==
        Lines{"14:11: component \"old.dc2\" is not defined; did you mean \"old.dc1\"?",
              "15:6: platform \"nwe\" is not defined; did you mean \"new\"?"});
  CHECK(estate_problems(rule + "share = \"120%\"\n" + move) ==
        Lines{"16:9: failover[1].share is \"120%\"; it must lie between 0% and 100%"});
  CHECK(estate_problems(rule + "share = \"0%\"\n" + move) ==
        Lines{"16:9: failover[1].share is nothing; write the share of the new calls that moves, such as "
              "\"100%\""});
  CHECK(estate_problems(rule + "steps = \"10%\"\ndns = { for = \"1h\" }\n" + move) ==
        Lines{"16:9: failover[1].steps is \"10%\"; write the step and the time between two, such as \"10% "
              "every 1m\"",
              "17:15: failover[1].dns.for is said without stubborn; write stubborn = \"8%\", too"});
  CHECK(estate_problems(rule + "detect = { monitoring = \"5m\", misses = 3 }\n" + move) ==
        Lines{"16:40: failover[1].detect.misses does not go with monitoring; take it out"});
  CHECK(
      estate_problems(rule + "detect = { heartbeat = \"1s\", timeout = \"2s\" }\n" + move) ==
      Lines{"16:40: failover[1].detect.timeout: the timeout of 2s does not fit a heartbeat every 1s; write a "
            "timeout above 0s and up to the time between two heartbeats"});
  CHECK(estate_problems(rule + "detect = { from = \"london\" }\n" + move) ==
        Lines{"16:19: site \"london\" is not defined; no site is defined"});
  CHECK(estate_problems(rule + "decide = \"never\"\n" + move) ==
        Lines{"16:10: failover[1].decide never ends; write a time, such as \"5m\""});
  CHECK(
      estate_problems(rule + "[failover.agents]\nnotice = \"1m\"\n") ==
      Lines{"16:1: failover[1].agents.dual_enabled is not said; write the share of the agents with a working "
            "login on both, such as \"60%\""});
  CHECK(
      estate_problems(rule + "[failover.agents]\ndual_enabled = \"60%\"\nsign_in = \"fast\"\n") ==
      Lines{"18:11: failover[1].agents.sign_in is \"fast\"; write \"40 per minute\", or \"40 per minute, 5% "
            "fail first try\""});
  CHECK(estate_problems(rule + move + "[failover.failback]\nmode = \"cut\"\n") ==
        Lines{"17:1: failover[1].failback.after_repair is not said; write after_repair = \"15m\" or at = "
              "\"21:00\""});
  CHECK(estate_problems(rule + move + "[failover.failback]\nat = \"17:00\"\nafter_repair = \"5m\"\n") ==
        Lines{"18:6: failover[1].failback.at is said beside after_repair; write one of them"});
  CHECK(estate_problems(rule + move + "[failover.failback]\nat = \"23:00\"\n") ==
        Lines{"18:6: failover[1].failback.at is \"23:00\", which lies outside the scenario; it runs from "
              "2026-03-02 08:00 to 2026-03-02 18:00"});
  CHECK(estate_problems(rule + move + "through = \"portt\"\n") ==
        Lines{"17:11: component \"portt\" is not defined; defined are old.dc1"});
  CHECK(estate_problems(dc + "[failover]\nwatches = \"old.dc1\"\n") ==
        Lines{"13:1: failover is a single section; write [[failover]], with two brackets, before each"});
}
