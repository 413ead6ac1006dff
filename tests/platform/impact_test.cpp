#include "models/platform/impact.hpp"

#include <catch2/catch.hpp>

#include "tests/platform/tale.hpp"
#include "tests/sim/child.hpp"

using namespace switchover;

TEST_CASE("Nothing happens: no line") {
  Tale tale;
  CHECK(tale.changes() == "\n");
  tale.add("old.dc1", ComponentKind::data_centre);
  tale.tell(5, StoryKind::copy_done);
  tale.tell(6, StoryKind::up, ComponentId(0));
  CHECK(tale.changes() == "\n");
}

TEST_CASE("A data centre is lost and comes back, and its agents sign in again") {
  Tale tale;
  const ComponentId dc = tale.add("old.dc1", ComponentKind::data_centre);
  tale.fault("dc1-loss");
  tale.loses(600, dc, "dc1-loss");
  tale.agents(600, old_one, old_one, 0);
  tale.mends(4200, dc, "dc1-loss");
  tale.agents(4215, old_one, old_one, 0.5);
  tale.agents(4230, old_one, old_one, 1);
  CHECK(tale.changes() ==
        "\n600,old,accept,0,drop,,,,,,dc1-loss\n"
        "600,old,serve,0,,,,,,,dc1-loss\n"
        "600,old,strike_ivr,,drop,1,,,,,dc1-loss\n"
        "600,old,strike_queue,,drop,1,,,,,dc1-loss\n"
        "600,old,strike_talk,,drop,1,,,,,dc1-loss\n"
        "600,old,agents_at,0,drop,,,old,,,dc1-loss\n"
        "4200,old,accept,1,,,,,,,dc1-loss\n"
        "4200,old,serve,1,,,,,,,dc1-loss\n"
        "4215,old,agents_at,0.5,,,,old,,,dc1-loss\n"
        "4230,old,agents_at,1,,,,old,,,dc1-loss\n");
}

TEST_CASE("A desktop server lets agents finish, calls still get in and wait") {
  Tale tale;
  const ComponentId desktop = tale.add("old.desktop", ComponentKind::desktop);
  tale.fault("cti");
  tale.loses(10, desktop, "cti");
  tale.agents(10, old_one, old_one, 0);
  tale.mends(20, desktop, "cti");
  tale.agents(30, old_one, old_one, 1);
  CHECK(tale.changes() ==
        "\n10,old,serve,0,,,,,,,cti\n"
        "10,old,strike_talk,,keep_without_control,1,,,,,cti\n"
        "10,old,agents_at,0,,,,old,,,cti\n"
        "20,old,serve,1,,,,,,,cti\n"
        "30,old,agents_at,1,,,,old,,,cti\n");
}

TEST_CASE("Overlapping faults: the worst wins on a stage, times add, the same again gives no line") {
  Tale tale;
  const ComponentId ivr = tale.add("old.ivr", ComponentKind::ivr), crm = tale.add("crm", ComponentKind::crm),
                    network = tale.add("lan", ComponentKind::network),
                    edge = tale.add("old.edge", ComponentKind::edge);
  for (const char* name : {"a", "b", "c", "d"}) tale.fault(name);
  tale.estate.faults[0].mode = tale.estate.faults[1].mode = FaultMode::slow;
  tale.slows(100, ivr, "a");      // new calls 20 s later
  tale.slows(200, crm, "b");      // adds 15 s and 15 s
  tale.loses(300, network, "c");  // adds 30 s, cuts 10% of conversations
  tale.loses(400, edge, "d");     // drops new calls: worse than a delay
  tale.speeds_up(500, crm, "b");
  tale.mends(600, edge, "d");
  tale.speeds_up(700, ivr, "a");
  tale.mends(800, network, "c");
  CHECK(tale.changes() ==
        "\n100,old,accept,0,delay,,20,,,,a\n"
        "100,old,strike_ivr,,delay,1,20,,,,a\n"
        "200,old,add_talk,15,,,,,,,b\n"
        "200,old,add_wrap,15,,,,,,,b\n"
        "200,old,slow_share,1,,,,,,,b\n"
        "300,old,strike_talk,,drop,0.1,,,,,c\n"
        "300,old,add_talk,45,,,,,,,c\n"
        "400,old,accept,0,drop,,,,,,d\n"
        "500,old,add_talk,30,,,,,,,c\n"
        "500,old,add_wrap,0,,,,,,,b\n"
        "600,old,accept,0,delay,,20,,,,a\n"
        "700,old,accept,1,,,,,,,a\n"
        "800,old,add_talk,0,,,,,,,c\n"
        "800,old,slow_share,0,,,,,,,c\n");
}

TEST_CASE("Delays of new calls add, components of one kind that each carry everything do not") {
  Tale tale;
  const ComponentId ivr = tale.add("ivr", ComponentKind::ivr), core = tale.add("core", ComponentKind::core),
                    second = tale.add("core2", ComponentKind::core);
  for (const char* name : {"a", "b", "c"}) tale.fault(name, FaultMode::slow);
  tale.slows(1, ivr, "a", 0.5);
  tale.slows(2, core, "b", 0.25);
  tale.slows(3, second, "c", 0.25);
  const auto changes = tale.timeline().changes;
  std::vector<std::pair<double, double>> accepts;
  for (const PlatformChange& change : changes) {
    if (change.kind != ChangeKind::accept) continue;
    accepts.emplace_back(change.value, change.rule.delay.in_seconds());
  }
  CHECK(accepts == std::vector<std::pair<double, double>>{{0.5, 20}, {0.5, 23}, {0.5, 26}});
}

TEST_CASE("Two faults of one state: the second begins and ends without a line, but strikes who came since") {
  Tale tale;
  const ComponentId a = tale.add("old.core", ComponentKind::core),
                    b = tale.add("old.pbx", ComponentKind::call_server);
  tale.fault("one");
  tale.fault("two");
  tale.loses(1, a, "one");
  tale.loses(2, b, "two");
  tale.mends(3, a, "one");
  tale.mends(4, b, "two");
  CHECK(tale.changes() ==
        "\n1,old,accept,0,drop,,,,,,one\n"
        "1,old,serve,0,,,,,,,one\n"
        "1,old,strike_ivr,,drop,1,,,,,one\n"
        "1,old,strike_queue,,drop,1,,,,,one\n"
        "1,old,strike_talk,,keep_without_control,1,,,,,one\n"
        "2,old,strike_ivr,,drop,1,,,,,two\n"
        "2,old,strike_queue,,drop,1,,,,,two\n"
        "2,old,strike_talk,,keep_without_control,1,,,,,two\n"
        "4,old,accept,1,,,,,,,two\n"
        "4,old,serve,1,,,,,,,two\n");
}

TEST_CASE("A soft need says what its platform feels, in place of the component's own effect") {
  Tale tale;
  const ComponentId crm = tale.add("crm", ComponentKind::crm, {old_one, new_one}),
                    desktop = tale.add("old.desktop", ComponentKind::desktop),
                    ivr = tale.add("old.ivr", ComponentKind::ivr);
  tale.need_softly(desktop, crm, adds(60, 0));
  FaultEffect asks = adds(20, 5);
  asks.calls.ivr = rule_of(StageEffect::delay, 1, 8);
  tale.need_softly(ivr, crm, asks);
  tale.fault("crm-loss");
  tale.loses(10, crm, "crm-loss");
  tale.mends(20, crm, "crm-loss");
  // Old: the two needs of one component do not add; new: nobody says, so as a CRM does.
  CHECK(tale.changes() ==
        "\n10,old,strike_ivr,,delay,1,8,,,,crm-loss\n"
        "10,old,add_talk,60,,,,,,,crm-loss\n"
        "10,old,add_wrap,5,,,,,,,crm-loss\n"
        "10,old,slow_share,1,,,,,,,crm-loss\n"
        "10,new,add_talk,30,,,,,,,crm-loss\n"
        "10,new,add_wrap,20,,,,,,,crm-loss\n"
        "10,new,slow_share,1,,,,,,,crm-loss\n"
        "20,old,add_talk,0,,,,,,,crm-loss\n"
        "20,old,add_wrap,0,,,,,,,crm-loss\n"
        "20,old,slow_share,0,,,,,,,crm-loss\n"
        "20,new,add_talk,0,,,,,,,crm-loss\n"
        "20,new,add_wrap,0,,,,,,,crm-loss\n"
        "20,new,slow_share,0,,,,,,,crm-loss\n");
}

TEST_CASE("What the event says counts before all, once per platform") {
  Tale tale;
  const ComponentId crm = tale.add("crm", ComponentKind::crm),
                    desktop = tale.add("old.desktop", ComponentKind::desktop),
                    newer = tale.add("new.desktop", ComponentKind::desktop, {new_one});
  tale.need_softly(desktop, crm, adds(60, 60));
  tale.need_softly(newer, crm, adds(60, 60));
  tale.fault("slow crm", FaultMode::slow).effect = adds(25, 20);
  tale.slows(10, crm, "slow crm", 0.4);
  CHECK(tale.changes() ==
        "\n10,old,add_talk,25,,,,,,,slow crm\n"
        "10,old,add_wrap,20,,,,,,,slow crm\n"
        "10,old,slow_share,0.4,,,,,,,slow crm\n"
        "10,new,add_talk,25,,,,,,,slow crm\n"
        "10,new,add_wrap,20,,,,,,,slow crm\n"
        "10,new,slow_share,0.4,,,,,,,slow crm\n");
}

TEST_CASE("What the event says counts before the soft needs of what is down") {
  Tale tale;
  const ComponentId crm = tale.add("crm", ComponentKind::crm, {}),
                    desktop = tale.add("old.desktop", ComponentKind::desktop);
  tale.need_softly(desktop, crm, adds(60, 60));
  tale.fault("crm-loss").effect = adds(5, 0);
  tale.fault("again");
  tale.loses(10, crm, "crm-loss");
  tale.mends(20, crm, "crm-loss");
  tale.loses(30, crm, "again");
  std::vector<double> talk, wrap;
  for (const PlatformChange& change : tale.timeline().changes) {
    if (change.kind == ChangeKind::add_talk) talk.push_back(change.value);
    if (change.kind == ChangeKind::add_wrap) wrap.push_back(change.value);
  }
  CHECK(talk == std::vector<double>{5, 0, 60});
  CHECK(wrap == std::vector<double>{60});
}

TEST_CASE("Shares multiply: of the component, of what it lost, of the rule") {
  Tale tale;
  const ComponentId carrier = tale.add("carrier-a", ComponentKind::carrier);
  tale.spec(carrier).share = 0.5;
  tale.spec(carrier).when_down.calls.talk.share = 0.5;
  tale.fault("cut");
  tale.loses(1, carrier, "cut", 0.5);
  CHECK(tale.changes() ==
        "\n1,old,accept,0.75,drop,,,,,,cut\n"
        "1,old,strike_ivr,,drop,0.25,,,,,cut\n"
        "1,old,strike_queue,,drop,0.25,,,,,cut\n"
        "1,old,strike_talk,,drop,0.125,,,,,cut\n");
}

TEST_CASE("A failover of a carrier moves the calls of that carrier first") {
  Tale tale;
  const ComponentId carrier = tale.add("carrier-a", ComponentKind::carrier);
  tale.spec(carrier).share = 0.6;
  tale.fault("cut");
  const int rule = tale.rule("redirect");
  tale.estate.failovers.back().watches = carrier;
  tale.loses(1, carrier, "cut");
  tale.of_rule(2, StoryKind::redirect, rule,
               0.5);  // 10 % of all still meet the dead carrier: a fifth of the rest
  tale.of_rule(3, StoryKind::redirect, rule, 0.75);
  tale.of_rule(4, StoryKind::redirect, rule, 0);
  tale.mends(5, carrier, "cut");
  std::string lines;
  for (const PlatformChange& change : tale.timeline().changes) {
    if (change.kind == ChangeKind::accept || change.kind == ChangeKind::redirect) lines += line_of(change);
  }
  CHECK(lines ==
        "1,old,accept,0.4,drop,,,,,,cut\n"
        "2,old,accept,0.8,drop,,,,,,cut\n"
        "2,old,redirect,0.5,,,,new,,,redirect\n"
        "3,old,accept,1,drop,,,,,,cut\n"
        "3,old,redirect,0.75,,,,new,,,redirect\n"
        "4,old,accept,0.4,drop,,,,,,cut\n"
        "4,old,redirect,0,,,,new,,,redirect\n"
        "5,old,accept,1,,,,,,,cut\n");
}

TEST_CASE("Parts of one kind that carry different calls add up, two carriers of 60% and 40% are everything") {
  Tale tale;
  const ComponentId a = tale.add("dc1", ComponentKind::data_centre),
                    b = tale.add("dc2", ComponentKind::data_centre);
  tale.spec(a).share = 0.6;
  tale.spec(b).share = 0.4;
  tale.fault("storm");
  tale.loses(1, a, "storm");
  tale.loses(2, b, "storm");
  tale.mends(3, a, "storm");
  tale.mends(4, b, "storm");
  std::string lines;
  for (const PlatformChange& change : tale.timeline().changes) {
    if (change.kind == ChangeKind::accept || change.kind == ChangeKind::serve) lines += line_of(change);
  }
  CHECK(lines ==
        "1,old,accept,0.4,drop,,,,,,storm\n"
        "2,old,accept,0,drop,,,,,,storm\n"
        "2,old,serve,0,,,,,,,storm\n"
        "3,old,accept,0.6,drop,,,,,,storm\n"
        "3,old,serve,1,,,,,,,storm\n"
        "4,old,accept,1,,,,,,,storm\n");
}

TEST_CASE("Limits and bridges are cut and restored as written, half a loss goes half of the way") {
  Tale tale;
  const ComponentId gate = tale.add("gate", ComponentKind::third_party),
                    lines = tale.add("lines", ComponentKind::third_party),
                    bridge = tale.add("bridge", ComponentKind::bridge);
  tale.limits[0].value[static_cast<std::size_t>(LimitKind::trunks)] = 200;
  tale.limits[0].bridges = {{0, 25}, {3, endless}};
  FaultEffect fewer;
  fewer.limit = LimitKind::trunks;
  fewer.limit_value = 100;
  tale.spec(gate).when_down = fewer;
  fewer.limit_value = 40;
  tale.spec(lines).when_down = fewer;
  for (const char* name : {"a", "b", "c", "d"}) tale.fault(name);
  tale.loses(1, gate, "a");
  tale.loses(2, lines, "b");
  tale.mends(3, lines, "b");
  tale.mends(4, gate, "a");
  tale.loses(5, gate, "a", 0.5);
  tale.mends(6, gate, "a");
  tale.loses(7, bridge, "c", 0.5);
  tale.mends(8, bridge, "c");
  tale.loses(9, bridge, "d");
  tale.mends(10, bridge, "d");
  CHECK(tale.changes() ==
        "\n1,old,limit_trunks,100,,,,,,,a\n"
        "2,old,limit_trunks,40,,,,,,,b\n"
        "3,old,limit_trunks,100,,,,,,,a\n"
        "4,old,limit_trunks,200,,,,,,,a\n"
        "5,old,limit_trunks,150,,,,,,,a\n"
        "6,old,limit_trunks,200,,,,,,,a\n"
        "7,old,bridge_ports_1,12,,,,,,,c\n"
        "7,old,bridge_ports_4,0,,,,,,,c\n"
        "8,old,bridge_ports_1,25,,,,,,,c\n"
        "8,old,bridge_ports_4,none,,,,,,,c\n"
        "9,old,bridge_ports_1,0,,,,,,,d\n"
        "9,old,bridge_ports_4,0,,,,,,,d\n"
        "10,old,bridge_ports_1,25,,,,,,,d\n"
        "10,old,bridge_ports_4,none,,,,,,,d\n");
}

TEST_CASE("A platform without a limit has the one that the fault says, and none again") {
  Tale tale;
  const ComponentId gate = tale.add("gate", ComponentKind::third_party);
  FaultEffect effect;
  effect.limit = LimitKind::calls_per_second;
  effect.limit_value = 2;
  tale.fault("throttle", FaultMode::slow).effect = effect;
  tale.slows(1, gate, "throttle", 0.5);
  tale.speeds_up(2, gate, "throttle");
  CHECK(tale.changes() ==
        "\n1,old,limit_calls_per_second,2,,,,,,,throttle\n"
        "2,old,limit_calls_per_second,none,,,,,,,throttle\n");
}

TEST_CASE("Calls that are passed on know where to") {
  Tale tale;
  const ComponentId core = tale.add("core", ComponentKind::core);
  FaultEffect effect;
  effect.calls.dial = {StageEffect::fail_to, 0.5, {}, new_one, {}};
  effect.calls.queue = {StageEffect::misroute, 1, {}, {}, QueueId(1)};
  tale.spec(core).when_down = effect;
  tale.fault("f");
  tale.loses(1, core, "f");
  CHECK(tale.changes() ==
        "\n1,old,accept,0.5,fail_to,,,new,,,f\n"
        "1,old,strike_queue,,misroute,1,,,2,,f\n");
}

TEST_CASE("A fault that takes nothing, or of what no platform notices, changes nothing") {
  Tale tale;
  const ComponentId dc = tale.add("old.dc1", ComponentKind::data_centre),
                    nobodys = tale.add("lab.dc1", ComponentKind::data_centre, {}),
                    wfm = tale.add("wfm", ComponentKind::wfm);
  tale.fault("f");
  tale.loses(1, dc, "f", 0);
  tale.loses(2, nobodys, "f");
  tale.loses(3, wfm, "f");
  CHECK(tale.changes() == "\n");
}

TEST_CASE("Stories that cannot be break a contract") {
  const auto told = [](const Tale& tale) {
    return exit_code_of([&] { static_cast<void>(tale.timeline()); });
  };
  Tale good;
  const ComponentId dc = good.add("old.dc1", ComponentKind::data_centre);
  const int rule = good.rule("r");
  good.loses(5, dc, "f");
  CHECK(told(good) == 0);
  Tale late = good;
  late.mends(4, dc, "f");
  CHECK(told(late) == 70);
  Tale stranger = good;
  stranger.loses(6, ComponentId(1), "f");
  CHECK(told(stranger) == 70);
  Tale no_rule = good;
  no_rule.of_rule(6, StoryKind::redirect, rule + 1, 1);
  CHECK(told(no_rule) == 70);
  Tale no_failback = good;
  no_failback.of_rule(6, StoryKind::failback_begins, -1, 1);
  CHECK(told(no_failback) == 70);
  Tale nowhere = good;
  nowhere.agents(6, old_one, PlatformId(2), 1);
  CHECK(told(nowhere) == 70);
  Tale homeless = good;
  homeless.agents(6, {}, {}, 1);
  CHECK(told(homeless) == 70);
}
