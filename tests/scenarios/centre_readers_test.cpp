#include "scenarios/centre_readers.hpp"

#include <catch2/catch.hpp>

#include "scenarios/scenario.hpp"
#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

CentreSpec centre_of(const std::string& text) {
  Expected<Scenario> read = read_text(text);
  if (!read.ok()) {
    for (const Problem& problem : read.problems()) UNSCOPED_INFO(to_string(problem));
  }
  REQUIRE(read.ok());
  return read.value().centre;
}
Time hours(double h) { return Time::after_start(Duration::seconds(h * 3600)); }
const std::string talk_hint =
    "; write a mean with its unit, such as \"240s\", or a law, such as \"lognormal 240s cv 0.8\" or "
    "\"uniform 1m to 6m\"";

}  // namespace

TEST_CASE("every key of a queue reaches its place") {
  const QueueSpec queue =
      centre_of(
          small_top +
          "[queue.support]\ntalk = \"100s\"\ncalls_per_hour = 1\n[queue.billing]\n"
          "promise = \"80/20\"\nsl_counts = \"whole experience\"\nshort_abandon = \"6s\"\nivr = \"45s\"\n"
          "ring = \"deterministic 4s\"\ntalk = { mean = \"240s\", law = \"gamma\", cv = 0.5 }\nhold = "
          "\"15s\"\n"
          "wrap = \"uniform 10s to 20s\"\npatience = \"never\"\ncontained = \"30%\"\nivr_abandon = \"3%\"\n"
          "balk = \"5%\"\nno_answer = \"2%\"\npriority = 7\nweight = { base = \"30s\", per_second = 2.5 }\n"
          "max_queued = 50\nmax_wait = \"30m\"\ngroups = [\"b\", \"a\"]\nredial_after_busy = \"never\"\n"
          "redial_after_drop = { probability = \"50%\", after = { law = \"deterministic\", mean = \"1m\" } "
          "}\n"
          "give_up_after = 3\ncalls_per_hour = 10\nbusyness = \"10%\"\narrivals = \"linear\"\n"
          "[group.a]\nskills = [\"billing\", \"support\"]\nagents = 1\n"
          "[group.b]\nskills = \"billing\"\nagents = 1\n")
          .queues[1];
  CHECK(queue.name == "billing");
  CHECK(queue.has_promise);
  CHECK(queue.promise == ServicePromise{0.8, Duration::whole_seconds(20)});
  CHECK(queue.counts == ServiceLevelDefinition::whole_experience);
  CHECK(queue.short_abandon == Duration::whole_seconds(6));
  CHECK(queue.ivr == Distribution::exponential(45));
  CHECK(queue.ring == Distribution::deterministic(4));
  CHECK(queue.talk == Distribution::gamma(240, 0.5));
  CHECK(queue.hold == Distribution::exponential(15));
  CHECK(queue.wrap == Distribution::uniform(10, 20));
  CHECK(queue.patience.is_never());
  CHECK(queue.contained == Approx(0.3));
  CHECK(queue.ivr_abandon == Approx(0.03));
  CHECK(queue.balk == Approx(0.05));
  CHECK(queue.no_answer == Approx(0.02));
  CHECK(queue.priority == 7);
  CHECK(queue.weight_base_s == 30);
  CHECK(queue.weight_per_second == 2.5);
  CHECK(queue.max_queued == 50U);
  CHECK(queue.max_wait == Duration::whole_seconds(1800));
  CHECK(queue.prefers == std::vector<GroupId>{GroupId(1), GroupId(0)});
  CHECK(queue.callers.after_busy == RedialRule{});
  CHECK(queue.callers.after_drop == RedialRule{0.5, Distribution::deterministic(60)});
  CHECK(queue.callers.after_abandon == RedialRule{0.55, Distribution::exponential(600)});
  CHECK(queue.callers.give_up_after == 3);
}

TEST_CASE("every law has a long form") {
  const auto talk = [](const std::string& value) {
    return centre_of(small_top + "[queue.billing]\ncalls_per_hour = 180\ntalk = " + value + "\n" +
                     small_group)
        .queues[0]
        .talk;
  };
  CHECK(talk("{ mean = \"240s\" }") == Distribution::exponential(240));
  CHECK(talk("{ mean = \"240s\", cv = 0.6 }") == Distribution::lognormal(240, 0.6));
  CHECK(talk("{ mean = { minutes = 4 }, law = \"lognormal\" }") == Distribution::lognormal(240, 1.0));
  CHECK(talk("{ law = \"deterministic\", mean = \"240s\" }") == Distribution::deterministic(240));
  CHECK(talk("{ law = \"uniform\", low = \"1m\", high = \"6m\" }") == Distribution::uniform(60, 360));
  CHECK(talk("{ law = \"erlang\", mean = \"240s\", phases = 4 }") == Distribution::erlang(240, 4));
  CHECK(talk("{ law = \"weibull\", mean = \"240s\", shape = 0.7 }") ==
        Distribution::weibull_by_mean(240, 0.7));
  CHECK(talk("{ law = \"weibull\", scale = \"240s\", shape = 0.7 }") == Distribution::weibull(240, 0.7));
  CHECK(talk("{ law = \"hyperexponential\", mean = \"240s\", cv = 2 }") ==
        Distribution::hyperexponential_by_cv(240, 2));
  CHECK(talk("{ law = \"hyperexponential\", probability = \"30%\", mean_1 = \"60s\", mean_2 = \"600s\" }") ==
        Distribution::hyperexponential(0.3, 60, 600));
  CHECK(talk("{ value = \"gamma 240s cv 0.5\", source = \"x\" }") == Distribution::gamma(240, 0.5));
}

TEST_CASE("an empirical law reads its column from beside the file that names it") {
  const ScenarioFolder folder;
  folder.write("deep/talk.csv", "talk_s,other\n100,1\n200,2\n300,3\n");
  folder.write("deep/estate.toml",
               "[queue.billing]\ncalls_per_hour = 180\n"
               "talk = { law = \"empirical\", file = \"talk.csv\", column = \"talk_s\" }\n");
  folder.write("s.toml", "base = \"deep/estate.toml\"\n" + small_top + small_group);
  const Expected<Scenario> read = folder.read("s.toml");
  REQUIRE(read.ok());
  CHECK(read.value().centre.queues[0].talk == Distribution::empirical({100, 200, 300}));
  CHECK(read.value().files.back().summary == "sample of a distribution");
  folder.write(
      "s.toml",
      small_top + "[queue.billing]\ncalls_per_hour = 180\ntalk = { law = \"empirical\" }\n" + small_group);
  CHECK(folder.problems("s.toml") ==
        Lines{"s.toml:5:8: queue.billing.talk is empirical without file; write file = \"talk.csv\"",
              "s.toml:5:8: queue.billing.talk is empirical without column; write column = \"talk_s\""});
}

TEST_CASE("laws with the wrong parts") {
  const auto problem = [](const std::string& value) {
    const Lines lines = problems_of(small_top + "[queue.billing]\ncalls_per_hour = 180\ntalk = " + value +
                                    "\n" + small_group);
    return lines.size() == 1 ? lines.front() : "problems: " + std::to_string(lines.size());
  };
  CHECK(problem("240") == "s.toml:5:8: queue.billing.talk is 240" + talk_hint);
  CHECK(problem("\"240\"") == "s.toml:5:8: queue.billing.talk is \"240\"" + talk_hint);
  CHECK(problem("nan") == "s.toml:5:8: queue.billing.talk is nan" + talk_hint);
  CHECK(problem("\"never\"") ==
        "s.toml:5:8: queue.billing.talk never ends; write a time, such as \"240s\"; only patience may be "
        "never");
  CHECK(problem("{ law = \"lognormal\" }") ==
        "s.toml:5:8: queue.billing.talk is lognormal without mean; write mean = \"240s\"");
  CHECK(problem("{ law = \"lognrmal\", mean = \"240s\" }") ==
        "s.toml:5:16: queue.billing.talk.law is \"lognrmal\"; did you mean \"lognormal\"?");
  CHECK(problem("{ law = \"exponential\", mean = \"240s\", cv = 1 }") ==
        "s.toml:5:46: queue.billing.talk.cv does not go with law \"exponential\"; it takes mean");
  CHECK(problem("{ mean = \"240s\", cv = -1 }") ==
        "s.toml:5:30: queue.billing.talk.cv is -1; write a number from 0.001 to 20");
  CHECK(problem("{ mean = \"0s\" }") ==
        "s.toml:5:17: queue.billing.talk.mean is \"0s\"; it must be longer than nothing");
  CHECK(problem("{ law = \"uniform\", low = \"6m\", high = \"1m\" }") ==
        "s.toml:5:46: queue.billing.talk.high is \"1m\"; it must not be below low");
  CHECK(problem("{ law = \"erlang\", mean = \"6m\" }") ==
        "s.toml:5:8: queue.billing.talk is erlang without phases; write phases = 3");
  CHECK(problem("{ law = \"weibull\", mean = \"6m\", scale = \"6m\", shape = 1 }") ==
        "s.toml:5:8: queue.billing.talk has both mean and scale; write one of them");
  CHECK(problem("{ mean = \"240s\", men = 1 }") ==
        "s.toml:5:25: unknown key \"men\" in queue.billing.talk; did you mean \"mean\"?");
  CHECK(problem("{ value = \"240s\", mean = \"100s\" }") ==
        "s.toml:5:10: queue.billing.talk says its value twice; write either value or the single parts");
}

TEST_CASE("mistakes of a queue") {
  CHECK(problems_of(with_queue(
            "promise = \"80 in 20\"\ncontained = 0.3\nbalk = \"105%\"\npriority = 1.5\nmax_wait = 30\n"
            "groups = [\"biling\"]\nredial_after_busy = \"80%\"\nsl_counts = \"answered\"\n"
            "weight = 3\npatience = \"0s\"\nno_answer = \"100%\"\ntalk_time = 1\n")) ==
        Lines{"s.toml:6:11: queue.billing.promise is \"80 in 20\"; write a share and a time, such as \"80% "
              "in 20s\" or "
              "\"80/20\"",
              "s.toml:7:13: queue.billing.contained is 0.3; write a share with its sign, such as \"35%\"",
              "s.toml:8:8: queue.billing.balk is \"105%\"; it must lie between 0% and 100%",
              "s.toml:9:12: queue.billing.priority is 1.5; write a whole number from 0 to 1000000",
              "s.toml:10:12: queue.billing.max_wait is 30; write a time with its unit, such as \"90s\", "
              "\"5m\" or \"1h30m\"",
              "s.toml:11:10: group \"biling\" is not defined; did you mean \"billing\"?",
              "s.toml:12:21: queue.billing.redial_after_busy is \"80%\"; write a share and a time, such as "
              "\"55% after 10m\", "
              "or \"never\"",
              "s.toml:13:13: queue.billing.sl_counts is \"answered\"; write one of \"answered of offered\", "
              "\"exclude short "
              "abandons\", \"exclude abandons in time\", \"answered only\", \"abandons in time count\", "
              "\"whole experience\"",
              "s.toml:14:10: queue.billing.weight is 3; write { base = \"0s\", per_second = 1 }",
              "s.toml:15:12: queue.billing.patience is no time at all; write a time; callers who hang up at "
              "once are balk = "
              "\"100%\"",
              "s.toml:16:13: queue.billing.no_answer is 100%: no call is ever answered; write less than 100%",
              "s.toml:17:1: unknown key \"talk_time\" in queue.billing; known are " +
                  problems_of(with_queue("zzzzzzzzzzzz = 1\n"))
                      .front()
                      .substr(
                          std::string("s.toml:6:1: unknown key \"zzzzzzzzzzzz\" in queue.billing; known are ")
                              .size())});
}

TEST_CASE("contradictions of queues and groups") {
  CHECK(problems_of(small_top + "[queue.billing]\ntalk = \"1m\"\ncontained = \"60%\"\nivr_abandon = \"60%\"\n"
                                "[queue.lost]\ntalk = \"1m\"\ncalls_per_hour = 1\ngroups = [\"g\"]\n"
                                "[group.g]\nskills = [\"billing\"]\n") ==
        Lines{"s.toml:3:8: queue \"billing\": contained and ivr_abandon add up to more than 100%; they are "
              "shares of the same "
              "callers",
              "s.toml:3:8: queue \"billing\" has callers who end in the IVR, but no IVR; write ivr = \"45s\"",
              "s.toml:3:8: queue \"billing\" has no calls; write calls_per_hour = 180, or name a forecast in "
              "[files]",
              "s.toml:7:8: no group serves queue \"lost\"; add \"lost\" to the skills of a group",
              "s.toml:7:8: queue.lost.groups names group \"g\", which has no skill for it; add \"lost\" to "
              "its skills",
              "s.toml:11:8: group \"g\" has no agents; write agents = 40, or name a staff file or a schedule "
              "in [files]"});
  CHECK(problems_of(small_top + "[queue.billing]\ncalls_per_hour = 1\n" + small_group) ==
        Lines{"s.toml:3:8: queue \"billing\" has no talk time; write talk = \"240s\", or give a forecast "
              "with AHT"});
}

TEST_CASE("demand of a queue goes by steps") {
  const auto demand_of = [](const std::string& lines, const std::string& top = "") {
    return centre_of(small_top + top + "[queue.billing]\ntalk = \"1m\"\n" + lines + small_group).demand.at(0);
  };
  const DemandSpec steps =
      demand_of("calls_per_hour = [[\"09:00\", 300], [\"12:00\", 180], [\"17:00\", 0]]\n");
  CHECK(steps.pattern == ArrivalPattern::poisson_constant);
  REQUIRE(steps.intervals.size() == 2);
  CHECK(steps.intervals[0] == DemandInterval{hours(1), Duration::whole_seconds(3 * 3600), 900});
  CHECK(steps.intervals[1] == DemandInterval{hours(4), Duration::whole_seconds(5 * 3600), 900});
  const DemandSpec exact = demand_of("calls_per_hour = 100\narrivals = \"exact\"\n");
  CHECK(exact.pattern == ArrivalPattern::exact_counts);
  REQUIRE(exact.intervals.size() == 40);
  CHECK(exact.intervals[39].calls == Approx(25));
  const DemandSpec spread =
      demand_of("calls_per_hour = 100\n", "interval = \"1h\"\n[busyness]\ninterval = \"10%\"\n");
  CHECK(spread.interval_cv == Approx(0.1));
  CHECK(spread.intervals.size() == 10);
  CHECK(demand_of("calls_per_hour = 1\n", "arrivals = \"linear\"\n").pattern ==
        ArrivalPattern::poisson_linear);
  CHECK(
      problems_of(small_top +
                  "[queue.billing]\ntalk = \"1m\"\ncalls_per_hour = [[\"12:00\", 300], [\"09:00\", 180]]\n" +
                  small_group) == Lines{"s.toml:5:36: queue.billing.calls_per_hour[2] is \"09:00\", which "
                                        "lies outside the scenario; it runs from "
                                        "2026-03-02 08:00 to 2026-03-02 18:00"});
  CHECK(problems_of(small_top + "[queue.billing]\ntalk = \"1m\"\ncalls_per_hour = [[\"12:00\"]]\n" +
                    small_group) == Lines{"s.toml:5:19: queue.billing.calls_per_hour[1] is [\"12:00\"]; "
                                          "write a list of moments and values, such as "
                                          "[[\"08:00\", 300], [\"12:00\", 180]]"});
  CHECK(problems_of(small_top + "[queue.billing]\ntalk = \"1m\"\ncalls_per_hour = -1\n" + small_group) ==
        Lines{"s.toml:5:18: queue.billing.calls_per_hour is -1; write a number from 0 to 10000000"});
}

TEST_CASE("every key of a group reaches its place") {
  const CentreSpec spec =
      centre_of(small_top + "[platform.old]\n[platform.new]\n" + small_queue +
                "[queue.support]\ntalk = \"1m\"\ncalls_per_hour = 1\n"
                "[queue.sales]\ntalk = \"1m\"\ncalls_per_hour = 1\n"
                "[group.g]\nskills = [[\"billing\", { queue = \"sales\", aht_factor = 1.2 }], \"support "
                "after 60s if 5 queued\"]\n"
                "platform = \"new\"\nagents = [[\"09:00\", 40], [\"12:00\", 55.5]]\nchoose = "
                "\"random\"\nwhen_agents_vanish = \"drop\"\n"
                "aht_factor = \"+25%\"\nplanned_shrinkage = \"18%\"\nunplanned_shrinkage = { percent = 6 }\n"
                "[group.h]\nskills = { queue = \"billing\", rank = 3, after = \"10s\", if_free = 2 "
                "}\nplatform = \"both\"\nagents = 5\n");
  const GroupSpec& g = spec.groups[0];
  REQUIRE(g.skills.size() == 3);
  CHECK(g.skills[0] == SkillSpec{QueueId(0), 1, Duration(), {}, {}, 1});
  CHECK(g.skills[1] == SkillSpec{QueueId(2), 1, Duration(), {}, {}, 1.2});
  CHECK(g.skills[2] == SkillSpec{QueueId(1), 2, Duration::whole_seconds(60), 5, {}, 1});
  CHECK(g.assignment == Assignment::one_platform);
  CHECK(g.platform == PlatformId(1));
  CHECK(g.counted == std::vector<StaffStep>{{hours(0), 0}, {hours(1), 40}, {hours(4), 55.5}});
  CHECK(g.choice == AgentChoice::random);
  CHECK(g.vanish == WhenAgentsVanish::drop);
  CHECK(g.aht_factor == Approx(1.25));
  CHECK(g.planned_shrinkage == Approx(0.18));
  CHECK(g.unplanned_shrinkage == Approx(0.06));
  CHECK(spec.groups[1].skills[0] == SkillSpec{QueueId(0), 3, Duration::whole_seconds(10), {}, 2, 1});
  CHECK(spec.groups[1].assignment == Assignment::both);
}

TEST_CASE("mistakes of a group") {
  const auto group = [](const std::string& lines) {
    return problems_of(small_top + small_queue + "[group.g]\n" + lines);
  };
  CHECK(group("agents = 1\n") ==
        Lines{"s.toml:3:8: no group serves queue \"billing\"; add \"billing\" to the skills of a group",
              "s.toml:6:1: group \"g\" has no skills; write skills = [\"billing\"]"});
  CHECK(group("skills = [\"billing\", \"suport\"]\nagents = 1\n").front() ==
        "s.toml:3:8: no group serves queue \"billing\"; add \"billing\" to the skills of a group");
  CHECK(group("skills = [\"biling\"]\nagents = 1\n").back() ==
        "s.toml:7:11: queue \"biling\" is not defined; did you mean \"billing\"?");
  CHECK(group("skills = [\"billing\", \"billing after 5s\"]\nagents = 1\n").back() ==
        "s.toml:7:22: group.g.skills[2] names queue \"billing\" twice; take one of them out");
  CHECK(group("skills = [\"billing after 5\"]\nagents = 1\n").back() ==
        "s.toml:7:11: group.g.skills[1] is \"billing after 5\"; write a queue, such as \"billing\", "
        "\"billing after 60s\" or "
        "\"billing after 60s if 5 queued\"");
  CHECK(group("skills = []\nagents = 1\n").back() ==
        "s.toml:7:10: group.g.skills is []; name at least one queue");
  CHECK(group("skills = [5]\nagents = 1\n").back() ==
        "s.toml:7:11: group.g.skills[1] is 5; write a queue, such as \"billing\" or \"billing after 60s\"");
  CHECK(group("skills = [{ after = \"5s\" }]\nagents = 1\n").back() ==
        "s.toml:7:11: group.g.skills[1] has no queue; write { queue = \"billing\", after = \"60s\" }");
  CHECK(
      group("skills = \"billing\"\nagents = 1\nplatform = \"nwe\"\nchoose = \"best\"\naht_factor = 0\n"
            "planned_shrinkage = \"x\"\n") ==
      Lines{
          "s.toml:9:12: platform \"nwe\" is not defined; defined are main, both, split",
          "s.toml:10:10: group.g.choose is \"best\"; write one of \"longest idle\", \"random\", \"least "
          "occupied\"",
          "s.toml:11:14: group.g.aht_factor is 0; it must lie between 0.01 and 100",
          "s.toml:12:21: group.g.planned_shrinkage is \"x\"; write a share with its sign, such as \"35%\""});
  CHECK(group("skills = \"billing\"\nagents = 200001\n") ==
        Lines{"s.toml:8:10: group.g.agents is 200001; write a number from 0 to 200000"});
}

TEST_CASE("platforms, splits and bridges") {
  const CentreSpec spec = centre_of(
      small_top +
      "[platform.old]\ntrunks = 380\nmax_new_calls = \"12 per second\"\nburst = 20\nivr_ports = 60\n"
      "concurrent_calls = 500\nmax_queued = 400\nlogins = { value = 300, source = \"licence\" }\naht_factor "
      "= \"110%\"\n"
      "[platform.new]\nmax_new_calls = { per_minute = 90 }\n[split]\ncalls = [[\"10:00\", \"old 70%, new "
      "30%\"]]\n"
      "agents = { shares = { old = \"90%\", new = \"10%\" } }\n"
      "[[bridge]]\nfrom = \"old\"\nto = \"new\"\nafter = \"60s\"\ncost = \"20s\"\nports = 30\n" +
      small_queue + "split = \"new 100%\"\n[queue.support]\ntalk = \"1m\"\ncalls_per_hour = 1\n" +
      "[group.billing]\nskills = [\"billing\", \"support\"]\nagents = 20\n");
  const PlatformSpec& old = spec.platforms[0];
  CHECK(old.trunks == 380U);
  CHECK(old.calls_per_second == 12.0);
  CHECK(old.calls_burst == 20);
  CHECK(old.ivr_ports == 60U);
  CHECK(old.concurrent_calls == 500U);
  CHECK(old.max_queued == 400U);
  CHECK(old.logins == 300U);
  CHECK(old.aht_factor == Approx(1.1));
  CHECK(spec.platforms[1].calls_per_second == Approx(1.5));
  CHECK_FALSE(spec.platforms[1].trunks);
  CHECK(spec.queues[0].call_split == std::vector<SplitStep>{{hours(0), {0, 1}}});
  CHECK(spec.queues[1].call_split == std::vector<SplitStep>{{hours(0), {1, 0}}, {hours(2), {0.7, 0.3}}});
  CHECK(spec.agent_split == std::vector<SplitStep>{{hours(0), {0.9, 0.1}}});
  REQUIRE(spec.bridges.size() == 1);
  CHECK(spec.bridges[0] == BridgeSpec{PlatformId(0), PlatformId(1), Duration::whole_seconds(60),
                                      Distribution::exponential(20), 30U});
}

TEST_CASE("mistakes of platforms, splits and bridges") {
  const std::string two = small_top + "[platform.old]\n[platform.new]\n";
  CHECK(problems_of(small_top + "[platform.both]\n[platform.\"a,b\"]\n[platform]\nold = 5\n" + small_queue +
                    small_group) ==
        Lines{"s.toml:3:11: a platform cannot be called \"both\"; this word has a meaning of its own",
              "s.toml:4:11: a platform cannot have this name; names have 1 to 100 characters, none of them [ "
              "] , or a quote",
              "s.toml:6:7: platform.old is 5; write a section, [platform.old]"});
  CHECK(problems_of(small_top + "[platform.old]\nburst = 3\ntrunks = -1\nmax_new_calls = 12\n" + small_queue +
                    small_group) ==
        Lines{"s.toml:5:10: platform.old.trunks is -1; write a whole number from 0 to 10000000",
              "s.toml:6:17: platform.old.max_new_calls is 12; write a rate, such as \"12 per second\""});
  CHECK(problems_of(small_top + "[platform.old]\nburst = 3\n" + small_queue + small_group) ==
        Lines{"s.toml:4:9: platform.old.burst is said without max_new_calls; write max_new_calls = \"12 per "
              "second\", too"});
  CHECK(problems_of(two + "[split]\ncalls = \"old 70%, new 20%\"\nagents = \"old 70%, nwe 30%\"\n" +
                    small_queue + small_group) ==
        Lines{"s.toml:6:9: split.calls is \"old 70%, new 20%\"; the shares add up to 90%, not 100%",
              "s.toml:7:10: platform \"nwe\" is not defined; did you mean \"new\"?"});
  CHECK(
      problems_of(two + "[split]\ncalls = 5\n" + small_queue + small_group) ==
      Lines{"s.toml:6:9: split.calls is 5; write the share of each platform, such as \"old 70%, new 30%\""});
  CHECK(
      problems_of(
          two +
          "[[bridge]]\nfrom = \"old\"\nto = \"old\"\n[[bridge]]\nfrom = \"old\"\n[[bridge]]\nfrom = \"old\"\n"
          "to = \"new\"\n[[bridge]]\nfrom = \"old\"\nto = \"new\"\ncost = \"never\"\n" +
          small_queue + small_group) ==
      Lines{"s.toml:5:1: a bridge goes from \"old\" to itself; name two platforms",
            "s.toml:8:1: a bridge has no \"to\"; write to = \"old\"",
            "s.toml:13:1: there are two bridges from \"old\" to \"new\"; write one",
            "s.toml:16:8: bridge[4].cost never ends; write a time, such as \"20s\""});
  CHECK(problems_of(small_top + "[bridge]\nfrom = \"main\"\n" + small_queue + small_group) ==
        Lines{"s.toml:3:1: bridge is a single section; write [[bridge]], with two brackets, before each"});
}
