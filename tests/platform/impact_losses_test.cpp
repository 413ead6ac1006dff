#include <catch2/catch.hpp>

#include "models/platform/impact.hpp"
#include "tests/platform/tale.hpp"

using namespace switchover;

TEST_CASE("A cascade: what is lost with something has the cause of that, and strikes once together with it") {
  Tale tale;
  const ComponentId desktop = tale.add("old.desktop", ComponentKind::desktop),
                    core = tale.add("old.core", ComponentKind::core),
                    site = tale.add("site.leeds", ComponentKind::site, {});
  tale.need(desktop, core);
  tale.need(core, site);
  tale.fault("power");
  tale.loses(50, site, "power");
  tale.tell(50, StoryKind::down, desktop, "", 1);  // whatever the order within the moment
  tale.tell(50, StoryKind::down, core, "", 1);
  tale.tell(90, StoryKind::fault_ends, site, "power");
  for (const ComponentId c : {site, core, desktop}) tale.tell(90, StoryKind::up, c);
  CHECK(tale.changes() ==
        "\n50,old,accept,0,drop,,,,,,power\n"
        "50,old,serve,0,,,,,,,power\n"
        "50,old,strike_ivr,,drop,1,,,,,power\n"
        "50,old,strike_queue,,drop,1,,,,,power\n"
        "50,old,strike_talk,,keep_without_control,1,,,,,power\n"
        "90,old,accept,1,,,,,,,power\n"
        "90,old,serve,1,,,,,,,power\n");
}

TEST_CASE(
    "A loss without a share has that of what it needs, without anything it is whole and has its own name") {
  Tale tale;
  const ComponentId carrier = tale.add("carrier", ComponentKind::carrier, {}),
                    edge = tale.add("old.edge", ComponentKind::edge);
  tale.need(edge, carrier);
  tale.fault("cut");
  tale.loses(1, carrier, "cut", 0.25);
  tale.tell(1, StoryKind::down, edge);
  tale.mends(2, carrier, "cut");
  tale.tell(2, StoryKind::up, edge);
  tale.tell(3, StoryKind::down, edge);
  tale.tell(4, StoryKind::up, edge);
  CHECK(tale.changes() ==
        "\n1,old,accept,0.75,drop,,,,,,cut\n"
        "2,old,accept,1,,,,,,,cut\n"
        "3,old,accept,0,drop,,,,,,old.edge\n"
        "4,old,accept,1,,,,,,,old.edge\n");
}

TEST_CASE("A fault that grows: the greater share counts, and shrinks back with it") {
  Tale tale;
  const ComponentId edge = tale.add("edge", ComponentKind::edge),
                    core = tale.add("core", ComponentKind::core, {});
  tale.need(edge, core);
  for (const char* name : {"part", "more", "core"}) tale.fault(name);
  tale.loses(1, edge, "part", 0.25);
  tale.loses(2, edge, "more", 0.5);
  tale.loses(3, core, "core");
  tale.tell(3, StoryKind::down, edge, "", 1);
  tale.mends(4, core, "core");
  tale.tell(4, StoryKind::down, edge, "more", 0.5);
  tale.tell(5, StoryKind::fault_ends, edge, "more");
  tale.tell(5, StoryKind::down, edge, "part", 0.25);
  tale.mends(6, edge, "part");
  CHECK(tale.changes() ==
        "\n1,old,accept,0.75,drop,,,,,,part\n"
        "2,old,accept,0.5,drop,,,,,,more\n"
        "3,old,accept,0,drop,,,,,,core\n"
        "4,old,accept,0.5,drop,,,,,,more\n"
        "5,old,accept,0.75,drop,,,,,,part\n"
        "6,old,accept,1,,,,,,,part\n");
}

TEST_CASE("Mended but not up: it still lacks what it needs") {
  Tale tale;
  const ComponentId edge = tale.add("edge", ComponentKind::edge),
                    core = tale.add("core", ComponentKind::core, {});
  tale.need(edge, core);
  tale.fault("own");
  tale.fault("core");
  tale.loses(1, edge, "own");
  tale.loses(2, core, "core");
  tale.tell(3, StoryKind::fault_ends, edge, "own");
  tale.mends(4, core, "core");
  tale.tell(4, StoryKind::up, edge);
  CHECK(tale.changes() ==
        "\n1,old,accept,0,drop,,,,,,own\n"
        "4,old,accept,1,,,,,,,core\n");
}

TEST_CASE("A component that flaps strikes every time, also within one moment") {
  Tale tale;
  const ComponentId edge = tale.add("ivr", ComponentKind::ivr);
  tale.fault("flaps");
  tale.loses(1, edge, "flaps");
  tale.mends(2, edge, "flaps");
  tale.loses(2, edge, "flaps");
  tale.mends(3, edge, "flaps");
  CHECK(tale.changes() ==
        "\n1,old,accept,0,drop,,,,,,flaps\n"
        "1,old,strike_ivr,,drop,1,,,,,flaps\n"
        "2,old,strike_ivr,,drop,1,,,,,flaps\n"
        "3,old,accept,1,,,,,,,flaps\n");
}

TEST_CASE(
    "Maintenance lets finish what is there, also in what is lost with it, unless the event says otherwise") {
  Tale tale;
  const ComponentId dc = tale.add("old.dc1", ComponentKind::data_centre),
                    core = tale.add("old.core", ComponentKind::core);
  tale.need(core, dc);
  tale.fault("works", FaultMode::maintenance);
  tale.loses(60, dc, "works");
  tale.tell(60, StoryKind::down, core, "", 1);
  tale.agents(60, old_one, old_one, 0);
  CHECK(tale.changes() ==
        "\n60,old,accept,0,drop,,,,,,works\n"
        "60,old,serve,0,,,,,,,works\n"
        "60,old,agents_at,0,,,,old,,,works\n");
  FaultEffect cuts;
  cuts.calls.talk = rule_of(StageEffect::requeue_keep_place);
  cuts.agents = AgentFate::signed_out;
  cuts.agents_talk = StageEffect::requeue_keep_place;
  tale.estate.faults[0].effect = cuts;
  CHECK(tale.changes() ==
        "\n60,old,accept,0,drop,,,,,,works\n"
        "60,old,serve,0,,,,,,,works\n"
        "60,old,strike_talk,,requeue_keep_place,1,,,,,works\n"
        "60,old,agents_at,0,requeue_keep_place,,,old,,,works\n");
}

TEST_CASE("A standby that serves ends the loss, and that of everything lost with it") {
  Tale tale;
  const ComponentId core = tale.add("old.core", ComponentKind::core),
                    spare = tale.add("old.core2", ComponentKind::core),
                    desktop = tale.add("old.desktop", ComponentKind::desktop);
  tale.spec(core).standby = spare;
  tale.need(desktop, core);
  tale.fault("crash");
  tale.loses(100, core, "crash");
  tale.tell(100, StoryKind::down, desktop, "", 1);
  tale.tell(101, StoryKind::promoted, core);
  tale.tell(900, StoryKind::fault_ends, core, "crash");
  CHECK(tale.changes() ==
        "\n100,old,accept,0,delay,,3,,,,crash\n"
        "100,old,serve,0,,,,,,,crash\n"
        "100,old,strike_talk,,keep_without_control,1,,,,,crash\n"
        "101,old,accept,1,,,,,,,crash\n"
        "101,old,serve,1,,,,,,,crash\n");
}

TEST_CASE("A pair of SBCs loses calls in setup only, when the standby is lost too, everything") {
  Tale tale;
  const ComponentId sbc = tale.add("sbc-1", ComponentKind::sbc),
                    spare = tale.add("sbc-2", ComponentKind::sbc, {});
  tale.spec(sbc).standby = spare;
  tale.fault("first");
  tale.fault("second");
  tale.loses(1, sbc, "first");
  tale.tell(3, StoryKind::promoted, sbc);
  tale.loses(5, spare, "second");
  tale.tell(5, StoryKind::down, sbc, "first", 1);
  tale.tell(9, StoryKind::fault_ends, sbc, "first");
  tale.tell(9, StoryKind::up, sbc);
  CHECK(tale.changes() ==
        "\n1,old,accept,0,drop,,,,,,first\n"
        "3,old,accept,1,,,,,,,first\n"
        "5,old,accept,0,drop,,,,,,first\n"
        "5,old,strike_ivr,,drop,1,,,,,first\n"
        "5,old,strike_queue,,drop,1,,,,,first\n"
        "5,old,strike_talk,,drop,1,,,,,first\n"
        "9,old,accept,1,,,,,,,first\n");
}

TEST_CASE("An effect that the file gave a component with a standby is left alone") {
  Tale tale;
  const ComponentId sbc = tale.add("sbc-1", ComponentKind::sbc),
                    spare = tale.add("sbc-2", ComponentKind::sbc, {});
  tale.spec(sbc).standby = spare;
  tale.spec(sbc).when_down.calls.dial.share = 0.5;
  tale.fault("first");
  tale.loses(1, sbc, "first");
  CHECK(tale.changes() ==
        "\n1,old,accept,0.5,drop,,,,,,first\n"
        "1,old,strike_ivr,,drop,1,,,,,first\n"
        "1,old,strike_queue,,drop,1,,,,,first\n"
        "1,old,strike_talk,,drop,1,,,,,first\n");
}

TEST_CASE("What was slow is not felt while the standby serves, and is felt again when it is mended") {
  Tale tale;
  const ComponentId crm = tale.add("crm", ComponentKind::crm),
                    spare = tale.add("crm2", ComponentKind::crm, {});
  tale.spec(crm).standby = spare;
  tale.fault("brown", FaultMode::slow);
  tale.fault("black");
  tale.slows(1, crm, "brown");
  tale.loses(2, crm, "black");
  tale.tell(3, StoryKind::promoted, crm);
  tale.tell(4, StoryKind::fault_ends, crm, "black");
  tale.speeds_up(5, crm, "brown");
  std::vector<double> talk;
  for (const PlatformChange& change : tale.timeline().changes) {
    if (change.kind == ChangeKind::add_talk) talk.push_back(change.value);
  }
  CHECK(talk == std::vector<double>{15, 30, 0, 15, 0});
}
