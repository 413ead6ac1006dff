#include <catch2/catch.hpp>

#include "scenarios/scenario.hpp"
#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

// Two platforms, queues billing and support, one group; events begin on line 17.
const std::string estate =
    small_top + "[platform.old]\ntrunks = 100\nmax_new_calls = \"10 per second\"\n[platform.new]\n" +
    small_queue +
    "[queue.support]\ntalk = \"1m\"\ncalls_per_hour = 10\n[group.billing]\nskills = [\"billing\", "
    "\"support\"]\n"
    "platform = \"both\"\nagents = 30\n";

EventSpec event_of(const std::string& lines) {
  Expected<Scenario> read = read_text(estate + "[[event]]\nname = \"e\"\n" + lines);
  if (!read.ok()) {
    for (const Problem& problem : read.problems()) UNSCOPED_INFO(to_string(problem));
  }
  REQUIRE(read.ok());
  return read.value().centre.events.at(0);
}
// The problems of one event, its lines counted from its [[event]] as line 1.
Lines refused(const std::string& lines) {
  Lines out;
  for (const std::string& line : problems_of(estate + "[[event]]\nname = \"e\"\n" + lines)) {
    const std::size_t colon = line.find(':', 7);
    out.push_back(std::to_string(std::stoi(line.substr(7, colon - 7)) - 16) + line.substr(colon));
  }
  return out;
}
Time hours(double h) { return Time::after_start(Duration::seconds(h * 3600)); }

}  // namespace

TEST_CASE("more and fewer calls") {
  const EventSpec peak = event_of(
      "what = \"more calls\"\nat = \"08:00\"\nby = \"35%\"\nqueue = \"billing\"\nin_twin = true\n"
      "ramp = [[\"08:00\", \"0%\"], [\"08:30\", \"100%\"], [\"14:00\", \"0%\"]]\n");
  CHECK(peak.kind == EventKind::more_calls);
  CHECK(peak.share == Approx(0.35));
  CHECK(peak.from == hours(0));
  CHECK(peak.to == hours(6));
  CHECK(peak.in_twin);
  CHECK(peak.queues == std::vector<QueueId>{QueueId(0)});
  CHECK(peak.ramp == std::vector<RampPoint>{{hours(0), 0}, {hours(0.5), 1}, {hours(6), 0}});
  const EventSpec less = event_of(
      "what = \"fewer calls\"\nfrom = \"10:00\"\nlasts = \"90m\"\nby = { percent = 20 }\n"
      "queues = [\"billing\", \"support\"]\n");
  CHECK(less.kind == EventKind::fewer_calls);
  CHECK(less.share == Approx(0.2));
  CHECK(less.to == hours(3.5));
  CHECK(less.queues.size() == 2);
  const EventSpec held = event_of(
      "what = \"more calls\"\nby = \"+300%\"\nholds = true\nramp = [[\"09:00\", \"0%\"], [\"10:00\", "
      "\"100%\"]]\n");
  CHECK(held.from == hours(1));
  CHECK(held.to == Time::never());
  CHECK(held.share == Approx(3));
}

TEST_CASE("more and fewer agents, by share or number") {
  const EventSpec absent = event_of(
      "what = \"fewer agents\"\nfrom = \"08:00\"\nto = \"close\"\nby = \"8%\"\ngroup = \"billing\"\n"
      "when_agents_vanish = \"requeue\"\n");
  CHECK(absent.share == Approx(0.08));
  CHECK_FALSE(absent.count);
  CHECK(absent.to == Time::never());
  CHECK(absent.groups == std::vector<GroupId>{GroupId(0)});
  CHECK(absent.vanish == WhenAgentsVanish::requeue);
  for (const char* by : {"12", "\"12 agents\"", "{ agents = 12 }", "{ value = 12, source = \"HR\" }"}) {
    const EventSpec event =
        event_of("what = \"more agents\"\nto = \"12:00\"\nby = " + std::string(by) + "\n");
    CHECK(event.count == 12.0);
    CHECK(event.share == 0);
    CHECK(event.to == hours(4));
  }
}

TEST_CASE("an outage, in full and with its defaults") {
  const EventSpec full = event_of(
      "what = \"outage\"\nat = \"10:00\"\nlasts = \"30m\"\nby = \"50%\"\ntarget = \"old\"\n"
      "ringing = \"fail to new\"\nin_ivr = \"misroute 20% to support\"\nin_queue = \"requeue at back\"\n"
      "talking = { effect = \"drop\", share = \"60%\" }\nagents = \"sign out, back over 15m\"\n");
  CHECK(full.kind == EventKind::outage);
  CHECK(full.share == Approx(0.5));
  CHECK(full.platform == PlatformId(0));
  CHECK(full.effects.dial == StageRule{StageEffect::fail_to, 1, {}, PlatformId(1), {}});
  CHECK(full.effects.ivr == StageRule{StageEffect::misroute, 0.2, {}, {}, QueueId(1)});
  CHECK(full.effects.queue.effect == StageEffect::requeue_at_back);
  CHECK(full.effects.talk == StageRule{StageEffect::drop, 0.6, {}, {}, {}});
  CHECK(full.agents_signed_out);
  CHECK(full.sign_in_over == Duration::whole_seconds(900));
  CHECK(full.sign_ins_per_minute == 0);
  const Expected<Scenario> read =
      read_text(estate + "[[event]]\nname = \"dead\"\nwhat = \"outage\"\nat = \"10:00\"\nto = \"close\"\n");
  REQUIRE(read.ok());
  const EventSpec& bare = read.value().centre.events[0];
  CHECK(bare.share == 1);
  CHECK(bare.platform.is_none());
  CHECK(bare.effects == StageEffects{});
  CHECK(bare.sign_ins_per_minute == 40);
  int defaults = 0;
  for (const Assumption& line : read.value().assumptions)
    defaults += line.key.rfind("event \"dead\".", 0) == 0 ? 1 : 0;
  CHECK(defaults == 5);  // four stages and the agents
  CHECK_FALSE(event_of("what = \"outage\"\nlasts = \"5m\"\nagents = \"stay signed in\"\n").agents_signed_out);
  CHECK(event_of("what = \"outage\"\nlasts = \"5m\"\nagents = { back = \"10 per minute\" }\n")
            .sign_ins_per_minute == Approx(10));
  CHECK(event_of("what = \"outage\"\nlasts = \"5m\"\ntalking = \"keep without control\"\n")
            .effects.talk.effect == StageEffect::keep_without_control);
}

TEST_CASE("slow, limit, sign out and splits") {
  const EventSpec slow = event_of(
      "what = \"slow\"\nlasts = \"20m\"\nadds = \"25s to talk, 20s to wrap\"\nshare = \"40%\"\n"
      "target = \"new\"\nqueue = \"support\"\n");
  CHECK(slow.adds_talk == Duration::whole_seconds(25));
  CHECK(slow.adds_wrap == Duration::whole_seconds(20));
  CHECK(slow.slow_share == Approx(0.4));
  CHECK(slow.platform == PlatformId(1));
  CHECK(event_of("what = \"slow\"\nadds = { talk = \"5s\" }\n").adds_talk == Duration::whole_seconds(5));
  const auto limit = [](const std::string& lines) {
    return event_of("what = \"limit\"\ntarget = \"old\"\n" + lines);
  };
  CHECK(limit("limit = \"trunks\"\nbecomes = 20\n").limit_value == 20.0);
  CHECK(limit("limit = \"trunks\"\nbecomes = \"50%\"\n").limit_value == 50.0);
  CHECK_FALSE(limit("limit = \"trunks\"\nbecomes = \"none\"\n").limit_value);
  CHECK(limit("limit = \"max_new_calls\"\nbecomes = \"90 per minute\"\n").limit_value == 1.5);
  CHECK(limit("limit = \"max_new_calls\"\nbecomes = \"25%\"\n").limit_value == 2.5);
  CHECK(limit("limit = \"max_queued\"\nbecomes = 3\n").limit == LimitKind::queued);
  CHECK(limit("limit = \"logins\"\nbecomes = 3\n").limit == LimitKind::logins);
  const EventSpec out = event_of(
      "what = \"sign out\"\nat = \"9:00\"\ngroup = \"billing\"\nby = \"50%\"\nagents = \"sign out, back "
      "10 per minute\"\n");
  CHECK(out.kind == EventKind::sign_out);
  CHECK(out.share == Approx(0.5));
  CHECK(out.sign_ins_per_minute == Approx(10));
  const EventSpec calls =
      event_of("what = \"split calls\"\nat = \"12:00\"\nsplit = \"old 50%, new 50%\"\nqueue = \"support\"\n");
  CHECK(calls.split == std::vector<double>{0.5, 0.5});
  CHECK(calls.queues == std::vector<QueueId>{QueueId(1)});
  CHECK(event_of("what = \"split agents\"\nsplit = \"new 100%\"\n").split == std::vector<double>{0, 1});
}

TEST_CASE("events without a name, a kind, a size") {
  CHECK(problems_of(estate + "[[event]]\nwhat = \"more calls\"\nby = \"1%\"\n") ==
        Lines{"s.toml:17:1: an event has no name; write name = \"35% more calls\""});
  CHECK(problems_of(estate +
                    "[[event]]\nname = \"a\"\nwhat = \"more calls\"\nby = \"1%\"\n[[event]]\nname = \"a\"\n"
                    "what = \"more calls\"\nby = \"1%\"\n") ==
        Lines{"s.toml:22:1: two events are called \"a\"; names tell events apart"});
  CHECK(refused("by = \"1%\"\n") ==
        Lines{"1:1: event \"e\" does not say what happens; write what = \"more calls\""});
  CHECK(refused("what = \"more cals\"\n") ==
        Lines{"3:8: event \"e\".what is \"more cals\"; did you mean \"more calls\"?"});
  CHECK(refused("what = \"more calls\"\n") ==
        Lines{"1:1: event \"e\" does not say by how much; write by = \"35%\""});
  CHECK(refused("what = \"fewer agents\"\n") ==
        Lines{"1:1: event \"e\" does not say by how much; write by = \"8%\" or by = 12"});
  CHECK(refused("what = \"more calls\"\nby = 35\n") ==
        Lines{"4:6: event \"e\".by is 35; write a share with its sign, such as \"35%\""});
  CHECK(refused("what = \"fewer calls\"\nby = \"-8%\"\n") ==
        Lines{"4:6: event \"e\".by is \"-8%\"; it must not be negative: \"what\" says the direction"});
  CHECK(refused("what = \"fewer agents\"\nby = \"101%\"\n") ==
        Lines{"4:6: event \"e\".by is \"101%\"; it must be at most 100%"});
  CHECK(refused("what = \"fewer agents\"\nby = nan\n") ==
        Lines{"4:6: event \"e\".by is nan; it must be at most 200000"});
}

TEST_CASE("events at impossible times") {
  CHECK(refused("what = \"more calls\"\nby = \"1%\"\nat = \"07:00\"\n") ==
        Lines{"5:6: event \"e\".at is \"07:00\", which lies outside the scenario; it runs from 2026-03-02 "
              "08:00 to 2026-03-02 "
              "18:00"});
  CHECK(refused("what = \"more calls\"\nby = \"1%\"\nfrom = \"12:00\"\nto = \"11:00\"\n") ==
        Lines{"6:6: event \"e\".to is \"11:00\", which lies outside the scenario; it runs from 2026-03-02 "
              "08:00 to 2026-03-02 "
              "18:00"});
  CHECK(refused("what = \"more calls\"\nby = \"1%\"\nfrom = \"12:00\"\nto = \"12:00\"\n") ==
        Lines{"6:6: event \"e\" ends when it begins; write a later end"});
  CHECK(refused("what = \"more calls\"\nby = \"1%\"\nfrom = \"noon\"\n") ==
        Lines{"5:8: event \"e\".from is \"noon\"; write a moment, such as \"08:30\", \"Tue 08:30\", "
              "\"2026-03-10 08:30\", \"2h\" or "
              "\"close\""});
  CHECK(refused("what = \"more calls\"\nby = \"1%\"\nat = \"9:00\"\nfrom = \"9:00\"\nto = \"10:00\"\nlasts = "
                "\"1h\"\n") == Lines{"6:8: event \"e\" has both \"at\" and \"from\"; write one of them",
                                     "8:9: event \"e\" has both \"to\" and \"lasts\"; write one of them"});
  CHECK(
      refused("what = \"more calls\"\nby = \"1%\"\nramp = [[\"08:00\", \"0%\"], [\"08:30\", \"100%\"]]\n") ==
      Lines{"5:26: event \"e\": the ramp ends at 100%; end it at \"0%\", or write holds = true"});
  CHECK(refused("what = \"more calls\"\nby = \"1%\"\nfrom = \"9:00\"\nramp = [[\"08:00\", \"100%\"], "
                "[\"10:00\", \"0%\"]]\n") ==
        Lines{"6:8: event \"e\": the ramp goes beyond the event; its moments lie between from and to"});
  CHECK(refused("what = \"outage\"\nat = \"10:00\"\n") ==
        Lines{"1:1: event \"e\" does not say when it ends; write lasts = \"30m\", or to = \"close\""});
}

TEST_CASE("names and keys that do not belong to an event") {
  CHECK(refused("what = \"more calls\"\nby = \"1%\"\nqueue = \"biling\"\n") ==
        Lines{"5:9: queue \"biling\" is not defined; did you mean \"billing\"?"});
  CHECK(refused("what = \"fewer agents\"\nby = \"1%\"\ngroups = [\"billing\", 5]\n") ==
        Lines{"5:10: event \"e\".groups is [\"billing\", 5]; write a name or a list of names, such as "
              "\"billing\" or "
              "[\"billing\", \"support\"]"});
  CHECK(refused("what = \"slow\"\nadds = \"5s to talk\"\ntarget = \"old.dc1\"\n") ==
        Lines{"5:10: component \"old.dc1\" is not defined; write [component.\"old.dc1\"], or the whole "
              "platform: target = \"old\""});
  CHECK(refused("what = \"slow\"\nadds = \"5s to talk\"\ntarget = \"crm\"\n") ==
        Lines{"5:10: platform \"crm\" is not defined; defined are old, new"});
  CHECK(refused("what = \"more calls\"\nby = \"1%\"\nringing = \"drop\"\n") ==
        Lines{"5:11: event \"e\": \"ringing\" does not go with \"more calls\"; take it out"});
  CHECK(refused("what = \"more calls\"\nby = \"1%\"\ncallbacks = \"lost\"\n") ==
        Lines{"5:13: event \"e\": \"callbacks\" does not go with \"more calls\"; take it out"});
  CHECK(refused("what = \"more calls\"\nby = \"1%\"\nexpect = []\n") ==
        Lines{"5:1: unknown key \"expect\" in event \"e\"; promises have a section of their own: [expect] "
              "with must = [...]"});
  CHECK(refused("what = \"more calls\"\nby = \"1%\"\nruns = 3\n") ==
        Lines{"5:1: unknown key \"runs\" in event \"e\"; it belongs to the top of the file, before the first "
              "[section]"});
}

TEST_CASE("effects, agents, limits and splits that cannot be") {
  const std::string outage = "what = \"outage\"\nlasts = \"5m\"\ntarget = \"old\"\n";
  const std::string effects =
      "write \"keep\", \"keep without control\", \"requeue\", \"requeue at back\", \"drop\", \"drop 60%\", "
      "\"fail to new\", \"delay 5s\" or \"misroute to support\"";
  CHECK(refused(outage + "talking = \"explode\"\n") ==
        Lines{"6:11: event \"e\".talking is \"explode\"; " + effects});
  CHECK(refused(outage + "ringing = \"requeue\"\n") ==
        Lines{"6:11: event \"e\".ringing is \"requeue\"; this cannot happen to calls that are ringing"});
  CHECK(refused(outage + "ringing = \"fail to old\"\n") ==
        Lines{"6:11: event \"e\".ringing is \"fail to old\"; this is the platform that fails"});
  CHECK(refused(outage + "ringing = \"fail to nwe\"\n") ==
        Lines{"6:11: platform \"nwe\" is not defined; did you mean \"new\"?"});
  CHECK(refused(outage + "in_queue = { share = \"5%\" }\n") ==
        Lines{"6:12: event \"e\".in_queue has no effect; write { effect = \"drop\" }"});
  CHECK(refused(outage + "agents = \"go home\"\n") ==
        Lines{"6:10: event \"e\".agents is \"go home\"; write \"stay signed in\", \"sign out, back over "
              "15m\" or \"sign out, back 40 "
              "per minute\""});
  CHECK(refused("what = \"sign out\"\nagents = \"stay signed in\"\n") ==
        Lines{"4:10: event \"e\".agents is \"stay signed in\"; this event signs agents out"});
  CHECK(refused("what = \"slow\"\n") ==
        Lines{"1:1: event \"e\" does not say what it adds; write adds = \"25s to talk, 20s to wrap\""});
  CHECK(refused("what = \"slow\"\nadds = \"25s\"\n") ==
        Lines{"4:8: event \"e\".adds is \"25s\"; write what is added, such as \"25s to talk, 20s to wrap\""});
  CHECK(refused("what = \"limit\"\n") ==
        Lines{"1:1: event \"e\" does not say which limit; write limit = \"trunks\""});
  CHECK(
      refused("what = \"limit\"\nlimit = \"trunks\"\n") ==
      Lines{
          "1:1: event \"e\" does not say what the limit becomes; write becomes = 200, \"50%\" or \"none\""});
  CHECK(refused("what = \"limit\"\nlimit = \"trunks\"\nbecomes = \"50%\"\n") ==
        Lines{"5:11: event \"e\".becomes is \"50%\"; a share needs a target platform that has this limit"});
  CHECK(refused("what = \"limit\"\nlimit = \"trunks\"\nbecomes = 1.5\n") ==
        Lines{"5:11: event \"e\".becomes is 1.5; write a whole number, \"50%\" or \"none\""});
  CHECK(refused("what = \"limit\"\nlimit = \"max_new_calls\"\nbecomes = 5\n") ==
        Lines{"5:11: event \"e\".becomes is 5; write \"12 per second\", \"50%\" or \"none\""});
  CHECK(refused("what = \"split calls\"\n") ==
        Lines{"1:1: event \"e\" does not say the shares; write split = \"old 50%, new 50%\""});
  CHECK(refused("what = \"split agents\"\nsplit = \"old 50%\"\n") ==
        Lines{"4:9: event \"e\".split is \"old 50%\"; the shares add up to 50%, not 100%"});
}
