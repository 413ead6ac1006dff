// Events that strike components.
#include <catch2/catch.hpp>

#include "tests/scenarios/estate_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

const std::string parts = "[component.\"old.dc1\"]\nrepair = \"3h\"\n[component.crm]\n[component.dns]\n";
// Line 16 is [[event]], 17 its name; `more` begins on line 18.
std::string event(const std::string& more) { return parts + "[[event]]\nname = \"e\"\n" + more; }
FaultSpec fault_of(const std::string& more) { return estate_of(event(more)).estate.faults.at(0); }
Time at_minute(int minutes) { return Time::after_start(Duration::whole_seconds(60LL * minutes)); }

}  // namespace

TEST_CASE("an outage of a component is a fault and an event of the same name") {
  const Scenario scenario = estate_of(event(
      "at = \"10:15\"\nwhat = \"outage\"\ntarget = \"old.dc1\"\nlasts = \"3h\"\nringing = \"fail\"\nin_ivr = "
      "\"drop\"\nin_queue = \"drop, lose place\"\ntalking = \"media survives 100%, no control\"\nin_twin = "
      "true\n"));
  REQUIRE(scenario.estate.faults.size() == 1);
  const FaultSpec& fault = scenario.estate.faults[0];
  CHECK(fault.name == "e");
  CHECK(fault.targets == std::vector{component(scenario, "old.dc1")});
  CHECK(fault.mode == FaultMode::down);
  CHECK(fault.at == at_minute(135));
  CHECK(fault.lasts == Distribution::deterministic(10'800));
  CHECK(fault.share == 1);
  CHECK(fault.probability == 1);
  CHECK_FALSE(fault.every);
  FaultEffect effect = info(ComponentKind::data_centre).when_down;
  effect.calls.talk = {StageEffect::keep_without_control, 1, {}, {}, {}};
  CHECK(fault.effect == effect);
  REQUIRE(scenario.centre.events.size() == 1);
  const EventSpec& spec = scenario.centre.events[0];
  CHECK(spec.kind == EventKind::fault);
  CHECK(spec.name == "e");
  CHECK(spec.from == at_minute(135));
  CHECK(spec.to == at_minute(315));
  CHECK(spec.in_twin);
  CHECK(scenario.estate_places.faults.at(0).line == 16);
}

TEST_CASE("what the event does not say is the component's") {
  const Scenario scenario = estate_of(event("what = \"outage\"\ntarget = \"old.dc1\"\n"));
  const FaultSpec& fault = scenario.estate.faults.at(0);
  CHECK_FALSE(fault.effect);
  CHECK(fault.at == Time{});
  CHECK(fault.lasts == Distribution::deterministic(10'800));
  const Assumption* lasts = assumed(scenario, "event \"e\".lasts");
  REQUIRE(lasts != nullptr);
  CHECK(lasts->reason == "the repair time of old.dc1");
}

TEST_CASE("slow components and maintenance") {
  const FaultSpec slow = fault_of(
      "at = \"11:30\"\nwhat = \"slow\"\ntarget = \"crm\"\nlasts = \"20m\"\nadds = \"25s to talk, 20s "
      "to wrap\"\n");
  CHECK(slow.mode == FaultMode::slow);
  FaultEffect effect = info(ComponentKind::crm).when_slow;
  effect.adds_talk = Duration::whole_seconds(25);
  effect.adds_wrap = Duration::whole_seconds(20);
  CHECK(slow.effect == effect);
  const FaultSpec kept = fault_of("what = \"maintenance\"\ntarget = \"old.dc1\"\nto = \"09:00\"\n");
  CHECK(kept.mode == FaultMode::maintenance);
  CHECK(kept.lasts == Distribution::deterministic(3600));
}

TEST_CASE("chance: when, how long, how much, whether at all") {
  const FaultSpec fault = fault_of(
      "what = \"outage\"\ntarget = \"crm\"\nat = \"10:20 +-5m\"\nlasts = \"exponential 45m\"\nshare = "
      "\"random "
      "up to 50%\"\nprobability = \"80%\"\nflaps = \"3 times, up for 2m\"\n");
  CHECK(fault.at == at_minute(140));
  CHECK(fault.at_uncertainty == Duration::whole_seconds(300));
  CHECK(fault.lasts == Distribution::exponential(2700));
  CHECK(fault.share == Approx(0.5));
  CHECK(fault.share_random);
  CHECK(fault.probability == Approx(0.8));
  CHECK(fault.flaps == 3);
  CHECK(fault.flap_up == Duration::whole_seconds(120));
  const Scenario often =
      estate_of(event("what = \"outage\"\ntarget = \"crm\"\nevery = \"10h\"\nlasts = \"5m\"\n"));
  CHECK(often.estate.faults.at(0).every == Distribution::exponential(36'000));
  CHECK(often.centre.events.at(0).to == Time::never());
  CHECK(fault_of("what = \"outage\"\ntarget = \"crm\"\nshare = \"30%\"\n").share == Approx(0.3));
  CHECK(fault_of("what = \"outage\"\ntarget = \"crm\"\nshare = { percent = 30 }\n").share == Approx(0.3));
  const Scenario open = estate_of(event("what = \"outage\"\ntarget = \"crm\"\nto = \"close\"\n"));
  CHECK(open.estate.faults.at(0).lasts.is_never());
  CHECK(open.centre.events.at(0).to == Time::never());
}

TEST_CASE("a common cause strikes several components") {
  const Scenario scenario =
      estate_of(event("what = \"outage\"\ntarget = [\"crm\", \"dns\"]\nlasts = \"5m\"\n"));
  CHECK(scenario.estate.faults.at(0).targets ==
        std::vector{component(scenario, "crm"), component(scenario, "dns")});
  CHECK(estate_problems(event("what = \"outage\"\ntarget = [\"crm\", \"old\", \"dsn\", \"crm\"]\n")) ==
        Lines{"19:18: event \"e\": target \"old\" is not a component; a list of targets is a list of "
              "components; platforms stand alone",
              "19:25: component \"dsn\" is not defined; did you mean \"dns\"?",
              "19:32: event \"e\" strikes \"crm\" twice; write it once"});
  CHECK(
      estate_problems(event("what = \"outage\"\ntarget = [\"crm\", \"old.dc1\"]\ntalking = \"keep\"\n")) ==
      Lines{"20:11: event \"e\": \"talking\" is said for components that do different things when they fail; "
            "write it in when_down of each component"});
}

TEST_CASE("callbacks are read and asked about") {
  const Scenario scenario =
      estate_of(event("what = \"outage\"\ntarget = \"old.dc1\"\ncallbacks = \"lost since last sync 15m\"\n"));
  const Lines asked = questions(scenario);
  CHECK(std::count(asked.begin(), asked.end(),
                   "event \"e\": callbacks are not simulated yet; figures about callbacks stay empty") == 1);
}

TEST_CASE("agents of a component's fault") {
  CHECK(fault_of("what = \"outage\"\ntarget = \"old.dc1\"\nagents = \"stay signed in\"\n").effect->agents ==
        AgentFate::stay);
  CHECK(fault_of("what = \"outage\"\ntarget = \"old.dc1\"\nagents = \"no sign-in\"\n").effect->agents ==
        AgentFate::no_sign_in);
  CHECK(
      estate_problems(event("what = \"outage\"\ntarget = \"crm\"\nagents = \"sign out, back over 15m\"\n")) ==
      Lines{
          "20:10: event \"e\".agents is \"sign out, back over 15m\"; how agents come back to a component is "
          "said in [sign_in]; write \"signed out\" or \"stay\""});
}

TEST_CASE("faults that cannot be") {
  CHECK(estate_problems(event("what = \"limit\"\ntarget = \"crm\"\nlimit = \"trunks\"\nbecomes = 1\n")) ==
        Lines{"18:8: event \"e\": \"limit\" does not happen to a component; write \"outage\", \"slow\" or "
              "\"maintenance\""});
  CHECK(estate_problems(event("what = \"outage\"\ntarget = \"crm\"\nby = \"30%\"\nqueue = \"billing\"\n")) ==
        Lines{"20:6: event \"e\": \"by\" does not go with a component as target; write share = \"30%\": how "
              "much of the component is lost",
              "21:9: event \"e\": \"queue\" does not go with a component as target; take it out"});
  CHECK(estate_problems(event("what = \"outage\"\ntarget = \"crm\"\nshare = \"one\"\n")) ==
        Lines{"20:9: event \"e\".share is \"one\"; write the share of the component that is lost, such as "
              "\"30%\" or \"random up to 50%\""});
  CHECK(estate_problems(event("what = \"outage\"\ntarget = \"crm\"\nshare = \"101%\"\n")) ==
        Lines{"20:9: event \"e\".share is \"101%\"; it must lie above 0% and up to 100%"});
  CHECK(estate_problems(event("what = \"outage\"\ntarget = \"crm\"\nat = \"08:02 +-5m\"\n")) ==
        Lines{"20:6: event \"e\" may begin before the scenario: 5m is more than the time since its start; "
              "write a later moment or a smaller +-"});
  CHECK(estate_problems(event("what = \"outage\"\ntarget = \"crm\"\nat = \"noon +-5m\"\n")).size() == 1);
  CHECK(estate_problems(event("what = \"outage\"\ntarget = \"crm\"\nlasts = \"0s\"\n")) ==
        Lines{"20:9: event \"e\" ends when it begins; write a longer time"});
  CHECK(estate_problems(event("what = \"outage\"\ntarget = \"crm\"\nlasts = \"5m\"\nto = \"close\"\n")) ==
        Lines{"20:9: event \"e\" has both \"to\" and \"lasts\"; write one of them"});
  CHECK(
      estate_problems(event("what = \"outage\"\ntarget = \"crm\"\nlasts = \"5m\"\nflaps = \"3 times, up for "
                            "2m\"\n")) ==
      Lines{"21:9: event \"e\".flaps is \"3 times, up for 2m\"; it is up for 6m in all, and the fault lasts "
            "5m"});
  CHECK(
      estate_problems(event("what = \"outage\"\ntarget = \"crm\"\nflaps = \"often\"\n")) ==
      Lines{"20:9: event \"e\".flaps is \"often\"; write how often it comes back, such as \"3 times, up for "
            "2m\""});
  CHECK(estate_problems(event("what = \"outage\"\ntarget = \"crm\"\nevery = \"never\"\n")) ==
        Lines{"20:9: event \"e\".every is \"never\"; write the time from one failure to the next, such as "
              "\"10h\""});
  CHECK(
      estate_problems(event("what = \"outage\"\ntarget = \"crm\"\nevery = \"10h\"\nat = \"09:00 +-5m\"\n")) ==
      Lines{"20:9: event \"e\": a fault that comes at random has no +- of its own; write at without +-, or "
            "take every out"});
  CHECK(estate_problems(event("what = \"outage\"\ntarget = \"crn\"\nlasts = \"5m\"\n")) ==
        Lines{"19:10: platform or component \"crn\" is not defined; did you mean \"crm\"?"});
}

TEST_CASE("keys of components do not go with platforms") {
  CHECK(
      estate_problems(event("what = \"outage\"\ntarget = \"old\"\nlasts = \"5m\"\nprobability = \"80%\"\n"
                            "every = \"10h\"\nflaps = \"1 time, up for 1m\"\nshare = \"30%\"\n")) ==
      Lines{"21:15: event \"e\": \"probability\" goes with a component as target, not with a platform; write "
            "the component, such as target = \"old.dc1\"",
            "22:9: event \"e\": \"every\" goes with a component as target, not with a platform; write the "
            "component, such as target = \"old.dc1\"",
            "23:9: event \"e\": \"flaps\" goes with a component as target, not with a platform; write the "
            "component, such as target = \"old.dc1\"",
            "24:9: event \"e\": \"share\" goes with a component as target, not with a platform; write by = "
            "\"30%\", or target = \"old.dc1\""});
  CHECK(
      estate_problems(event("what = \"outage\"\ntarget = \"old\"\nlasts = \"5m\"\nat = \"10:00 +-5m\"\n")) ==
      Lines{
          "21:6: event \"e\": \"+-\" goes with a component as target, not with a platform; write the moment "
          "alone, or target = \"old.dc1\""});
  CHECK(estate_problems(event("what = \"maintenance\"\ntarget = \"old\"\nlasts = \"5m\"\n")) ==
        Lines{"19:10: event \"e\": maintenance happens to a component; write the component, such as target = "
              "\"old.dc1\""});
  const Scenario platform = estate_of(event("what = \"outage\"\ntarget = \"old\"\nlasts = \"5m\"\n"));
  CHECK(platform.estate.faults.empty());
  CHECK(platform.centre.events.at(0).kind == EventKind::outage);
}
