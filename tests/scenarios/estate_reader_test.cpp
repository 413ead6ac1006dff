// Components, what needs what, sign-in, flows, presets.
#include "scenarios/estate_reader.hpp"

#include <catch2/catch.hpp>

#include "tests/scenarios/estate_text.hpp"

using namespace switchover;
using namespace switchover::testing;

TEST_CASE("a component says what it is, or its name does") {
  const Scenario scenario = estate_of(
      "[component.\"old.dc1\"]\n[component.thing]\nkind = \"Data Centre\"\n[component.\"new.desktop\"]\n");
  CHECK(spec_of(scenario, "old.dc1").kind == ComponentKind::data_centre);
  CHECK(spec_of(scenario, "thing").kind == ComponentKind::data_centre);
  CHECK(spec_of(scenario, "new.desktop").kind == ComponentKind::desktop);
  CHECK(spec_of(scenario, "old.dc1").when_down == info(ComponentKind::data_centre).when_down);
  CHECK(spec_of(scenario, "old.dc1").repair_from == FigureOrigin::default_);
  CHECK(spec_of(scenario, "old.dc1").repair ==
        Distribution::deterministic(info(ComponentKind::data_centre).repair_minutes * 60));
  CHECK(scenario.estate_places.components.at(0).line == 12);
}

TEST_CASE("everything that a component may say") {
  const Scenario scenario = estate_of(
      "[component.\"old.dc1\"]\nplatforms = [\"new\", \"old\"]\ngroups = \"billing\"\nshare = \"60%\"\n"
      "site = \"london\"\nstandby = \"old.dc2\"\npromotion = \"45s\"\nrepair = \"3h\"\n"
      "fails = \"2 per month\"\n"
      "when_down = { new_calls = \"fail to new\", in_ivr = \"delay 20s\", in_queue = \"misroute 10% to "
      "billing\", talking = \"media survives 100%, no control\", agents = \"no sign-in\", token_life = "
      "\"8h\", adds = \"25s to talk\", share = \"40%\", limit = \"trunks\", becomes = 7, bridge_ports = 3, "
      "serves = true, talk_of_agents = \"requeue at back\" }\n"
      "[component.\"old.dc2\"]\n[component.\"old.dc2\".when_slow]\nadds = \"5s to wrap\"\n"
      "[component.wan]\nbetween = [\"london\", \"leeds\"]\nbandwidth = \"100 Mbit\"\nlatency = \"5ms\"\n");
  const ComponentSpec& dc = spec_of(scenario, "old.dc1");
  CHECK(dc.platforms == std::vector{PlatformId(0), PlatformId(1)});
  CHECK(dc.groups == std::vector{GroupId(0)});
  CHECK(dc.share == Approx(0.6));
  CHECK(dc.site == "london");
  CHECK(dc.standby == component(scenario, "old.dc2"));
  CHECK(dc.promotion == Duration::whole_seconds(45));
  CHECK(dc.repair == Distribution::deterministic(10'800));
  CHECK(dc.repair_from == FigureOrigin::file);
  CHECK(dc.times_a_year == 24);
  CHECK(dc.times_from == FigureOrigin::file);
  const FaultEffect& down = dc.when_down;
  CHECK(down.calls.dial == StageRule{StageEffect::fail_to, 1, {}, PlatformId(1), {}});
  CHECK(down.calls.ivr.delay == Duration::whole_seconds(20));
  CHECK(down.calls.queue.effect == StageEffect::misroute);
  CHECK(down.calls.queue.share == Approx(0.1));
  CHECK(down.calls.queue.misroute_to == QueueId(0));
  CHECK(down.calls.talk.effect == StageEffect::keep_without_control);
  CHECK(down.agents == AgentFate::no_sign_in);
  CHECK(down.token_life == Duration::whole_seconds(8 * 3600));
  CHECK(down.adds_talk == Duration::whole_seconds(25));
  CHECK(down.adds_wrap == Duration());
  CHECK(down.slow_share == Approx(0.4));
  CHECK(down.limit == LimitKind::trunks);
  CHECK(down.limit_value == 7);
  CHECK(down.bridge_ports == 3);
  CHECK(down.serves);
  CHECK(down.agents_talk == StageEffect::requeue_at_back);
  FaultEffect slow = info(ComponentKind::data_centre).when_slow;
  slow.adds_talk = Duration();
  slow.adds_wrap = Duration::whole_seconds(5);
  CHECK(spec_of(scenario, "old.dc2").when_slow == slow);
  const ComponentSpec& wan = spec_of(scenario, "wan");
  CHECK(wan.link_from == "london");
  CHECK(wan.link_to == "leeds");
  CHECK(wan.megabits == 100);
  CHECK(wan.latency == Duration::microseconds(5000));
}

TEST_CASE("an effect in words, laid over the kind's") {
  const Scenario scenario = estate_of(
      "[component.crm]\nwhen_down = \"talking drop 40%; agents stay; 25s to talk\"\nwhen_slow = \"none\"\n");
  FaultEffect expected = info(ComponentKind::crm).when_down;
  expected.calls.talk = {StageEffect::drop, 0.4, {}, {}, {}};
  expected.agents = AgentFate::stay;
  expected.adds_talk = Duration::whole_seconds(25);
  expected.adds_wrap = Duration();
  CHECK(spec_of(scenario, "crm").when_down == expected);
  CHECK(spec_of(scenario, "crm").when_slow == FaultEffect{});
}

TEST_CASE("laws of repair, and where the figures come from") {
  const Scenario scenario = estate_of(
      "[component.crm]\nrepair = \"exponential 45m\"\n[component.sso]\n"
      "repair = { value = \"45m\", source = \"tickets 2025\" }\n[component.dns]\n");
  CHECK(spec_of(scenario, "crm").repair == Distribution::exponential(2700));
  CHECK(spec_of(scenario, "sso").repair == Distribution::deterministic(2700));
  const Assumption* typed = assumed(scenario, "component.sso.repair");
  REQUIRE(typed != nullptr);
  CHECK(typed->origin == Assumption::Origin::typed);
  CHECK(typed->value == "45m");
  CHECK(typed->source == "tickets 2025");
  const Assumption* guess = assumed(scenario, "component.dns.repair");
  REQUIRE(guess != nullptr);
  CHECK(guess->origin == Assumption::Origin::default_);
  CHECK(guess->reason == info(ComponentKind::dns).source);
  CHECK(assumed(scenario, "component.dns.fails") != nullptr);
  CHECK(assumed(scenario, "sign_in.rate")->value == "40 per minute");
  CHECK(assumed(scenario, "sign_in.fails")->value == "5%");
}

TEST_CASE("needs declare components, hard or soft by the kind of what is needed") {
  const Scenario scenario = estate_of(
      "[depends]\n\"old.desktop\" = [\"old.dc1\", \"sso\", { needs = \"crm\", edge = \"hard\" }]\n"
      "\"new.desktop\" = { needs = \"recording\", effect = { adds = \"5s to talk\" } }\n"
      "\"old.core\" = \"sso\"\n");
  CHECK(scenario.estate.components.size() == 7);
  REQUIRE(scenario.estate.needs.size() == 5);
  const NeedSpec& dc = scenario.estate.needs[0];
  CHECK(dc.who == component(scenario, "old.desktop"));
  CHECK(dc.needs == component(scenario, "old.dc1"));
  CHECK(dc.hard == info(ComponentKind::data_centre).needed_hard);
  const NeedSpec& sso = scenario.estate.needs[1];
  CHECK(sso.hard == info(ComponentKind::sign_on).needed_hard);
  CHECK(sso.effect == info(ComponentKind::sign_on).when_down);
  CHECK(scenario.estate.needs[2].hard);
  const NeedSpec& recording = scenario.estate.needs[3];
  CHECK_FALSE(recording.hard);
  FaultEffect effect = info(ComponentKind::recording).when_down;
  effect.adds_talk = Duration::whole_seconds(5);
  effect.adds_wrap = Duration();
  CHECK(recording.effect == effect);
}

TEST_CASE("whose callers notice: the prefix, those who need it, or all") {
  const Scenario scenario = estate_of(
      "[component.crm]\n[component.dns]\n[component.\"lab.core\"]\n[depends]\n\"new.desktop\" = [\"sso\"]\n"
      "sso = [\"callback\"]\n");
  const std::vector<PlatformId> only_new{PlatformId(1)}, both{PlatformId(0), PlatformId(1)};
  CHECK(spec_of(scenario, "new.desktop").platforms == only_new);
  CHECK(spec_of(scenario, "sso").platforms == only_new);
  CHECK(spec_of(scenario, "callback").platforms == only_new);  // through sso
  CHECK(spec_of(scenario, "crm").platforms == both);
  CHECK(spec_of(scenario, "lab.core").platforms == both);  // lab is no platform
}

TEST_CASE("soft needs in a circle that nothing else needs belong to all") {
  const Scenario scenario = estate_of(
      "[depends]\ncrm = { needs = \"dns\", edge = \"soft\" }\ndns = { needs = \"crm\", edge = \"soft\" }\n");
  CHECK(spec_of(scenario, "crm").platforms.size() == 2);
  CHECK(spec_of(scenario, "dns").platforms.size() == 2);
}

TEST_CASE("how agents sign in again") {
  const Scenario scenario = estate_of(
      "[component.sso]\n[sign_in]\nrate = \"60 per minute\"\nfails = \"2%\"\nback_off = \"10s\"\nat_once = "
      "2\n"
      "[platform.new.sign_in]\nrate = \"1 per second\"\nfails = \"0%\"\n");
  REQUIRE(scenario.estate.sign_in.size() == 2);
  SignInSpec old_one;
  old_one.per_minute = 60;
  old_one.fails = 0.02;
  old_one.back_off = Duration::whole_seconds(10);
  old_one.at_once = 2;
  old_one.server = component(scenario, "sso");
  CHECK(scenario.estate.sign_in[0] == old_one);
  SignInSpec new_one = old_one;
  new_one.fails = 0;
  CHECK(scenario.estate.sign_in[1] == new_one);
  CHECK(assumed(scenario, "platform.old.sign_in.server")->value == "sso");
  CHECK(estate_of("").estate.sign_in.empty());
  const Scenario two = estate_of("[component.sso]\n[component.\"old.sso\"]\n");
  CHECK(two.estate.sign_in[0].server.is_none());  // which of the two is not said
  CHECK(two.estate.sign_in[0].per_minute == 40);
  CHECK(two.estate.sign_in[0].fails == Approx(0.05));
  CHECK(two.estate.sign_in[1].server == component(two, "sso"));
}

TEST_CASE("everybody back at once") {
  const Scenario scenario = estate_of("[component.sso]\n[sign_in]\nrate = \"at once\"\n");
  CHECK(scenario.estate.sign_in.at(0).per_minute == 0);
  CHECK(assumed(scenario, "sign_in.rate")->value == "at once");
  CHECK(estate_problems("[component.sso]\n[sign_in]\nrate = \"soon\"\n") ==
        Lines{"14:8: sign_in.rate is \"soon\"; write a rate, such as \"12 per second\""});
}

TEST_CASE("textbook leaves out what is not said") {
  const Expected<Scenario> read =
      read_text("defaults = \"textbook\"\n" + two_platforms +
                "[component.\"old.dc1\"]\n[[failover]]\nwatches = \"old.dc1\"\nto "
                "= \"new\"\nagents = { dual_enabled = \"60%\" }\n");
  REQUIRE(read.ok());
  const EstateSpec& estate = read.value().estate;
  CHECK(estate.sign_in.at(0).per_minute == 0);
  CHECK(estate.failovers.at(0).decide.is_zero());
  CHECK(estate.failovers.at(0).execute.is_zero());
  CHECK(estate.failovers.at(0).agents.notice.is_zero());
}

TEST_CASE("data between sites") {
  const Scenario scenario = estate_of(
      "[component.wan1]\nkind = \"wan\"\nbetween = [\"a\", \"b\"]\n[component.wan2]\nkind = \"wan\"\n"
      "between = [\"b\", \"c\"]\n[component.\"old.dc1\"]\nsite = \"a\"\n"
      "[[flow]]\nname = \"copy\"\nfrom = \"a\"\nto = \"c\"\nsize = \"20 MB\"\nevery = \"15m\"\nat = "
      "\"09:00\"\n"
      "protects = \"old.dc1\"\n[[flow]]\nfrom = \"c\"\nto = \"a\"\nsize = \"50 GB\"\n");
  REQUIRE(scenario.estate.flows.size() == 2);
  const DataFlowSpec& copy = scenario.estate.flows[0];
  CHECK(copy.name == "copy");
  CHECK(copy.from_site == "a");
  CHECK(copy.to_site == "c");
  CHECK(copy.megabytes == 20);
  CHECK(copy.every == Duration::whole_seconds(900));
  CHECK(copy.at == Time::after_start(Duration::whole_seconds(3600)));
  CHECK(copy.protects == component(scenario, "old.dc1"));
  CHECK(scenario.estate.flows[1].name == "flow[2]");
  CHECK(scenario.estate.flows[1].megabytes == 50'000);
  CHECK(scenario.estate.flows[1].every == Duration());
}

TEST_CASE("a preset fills what the file does not say, with its date") {
  const std::string text =
      "[platform.cloud]\npreset = \"amazon-connect\"\nconcurrent_calls = 700\n"
      "[platform.other]\npreset = \"twilio\"\n[component.\"old.dc1\"]\n";
  const Scenario scenario = estate_of(text);
  CHECK(scenario.centre.platforms.at(2).concurrent_calls == 700u);  // said
  CHECK_FALSE(scenario.centre.platforms.at(2).max_queued);          // the vendor says nothing
  const VendorPreset& twilio = *preset_by_name("twilio");
  CHECK(scenario.centre.platforms.at(3).calls_per_second == twilio.calls_per_second);
  CHECK(scenario.centre.platforms.at(3).max_queued == 100u);  // one queue
  REQUIRE(scenario.presets.size() == 2);
  CHECK(scenario.presets[1] == PresetUse{"twilio", "other", twilio.as_of, twilio.source});
  const Assumption* rate = assumed(scenario, "platform.other.max_new_calls");
  REQUIRE(rate != nullptr);
  CHECK(rate->origin == Assumption::Origin::preset);
  CHECK(rate->as_of == twilio.as_of);
  CHECK(rate->source == twilio.source);
  const Scenario desktop =
      estate_of("[platform.ucce]\npreset = \"cisco-ucce\"\n[component.\"ucce.desktop\"]\n");
  CHECK(spec_of(desktop, "ucce.desktop").repair ==
        Distribution::deterministic(*preset_by_name("cisco-ucce")->desktop_repair_s));
  CHECK(spec_of(desktop, "ucce.desktop").repair_from == FigureOrigin::preset);
  const Scenario pace = estate_of("[platform.lab]\npreset = \"generic-cloud\"\n[component.\"lab.core\"]\n");
  CHECK(pace.estate.sign_in.at(2).per_minute == *preset_by_name("generic-cloud")->sign_in_per_minute);
  CHECK(estate_problems("[platform.cloud]\npreset = \"amazon-conect\"\n") ==
        Lines{"13:10: preset \"amazon-conect\" is not defined; did you mean \"amazon-connect\"?"});
}

TEST_CASE("components that cannot be") {
  CHECK(
      estate_problems("[component.thing]\n")
          .at(0)
          .rfind("12:1: the name of component \"thing\" does not tell its kind; write kind = \"data centre\"",
                 0) == 0);
  CHECK(estate_problems("[component.thing]\nkind = \"data center\"\n") ==
        Lines{"13:8: component.thing.kind is \"data center\"; did you mean \"data centre\"?"});
  CHECK(
      estate_problems("[component.old]\nkind = \"core\"\n") ==
      Lines{"12:12: component \"old\" has the name of a platform; name a part of it, such as \"old.core\""});
  CHECK(
      estate_problems("[component.old.dc1]\n") ==
      Lines{"12:16: component.old.dc1 has a point in its name; write [component.\"old.dc1\"], with quotes"});
  CHECK(estate_problems("[component.crm]\nshare = \"105%\"\n") ==
        Lines{"13:9: component.crm.share is \"105%\"; it must lie between 0% and 100%"});
  CHECK(estate_problems("[component.crm]\nshare = \"0%\"\n") ==
        Lines{"13:9: component.crm.share is nothing; write the share of the calls that goes through it, such "
              "as \"60%\""});
  CHECK(estate_problems("[component.crm]\nplatforms = [\"old\", \"nwe\"]\ngroups = [\"biling\"]\n") ==
        Lines{"13:13: platform \"nwe\" is not defined; did you mean \"new\"?",
              "14:10: group \"biling\" is not defined; did you mean \"billing\"?"});
  CHECK(
      estate_problems("[component.crm]\nfails = \"often\"\nrepair = \"0s\"\n") ==
      Lines{"13:9: component.crm.fails is \"often\"; write how often it fails, such as \"0.1 per year\"",
            "14:10: component.crm.repair takes no time; write how long it takes to mend it, such as \"3h\""});
  CHECK(estate_problems("[component.crm]\nrepair = \"never\"\n") ==
        Lines{"13:10: component.crm.repair never ends; write a time, such as \"5m\""});
  CHECK(
      estate_problems("[component.crm]\nbetween = [\"a\", \"b\"]\n") ==
      Lines{"13:11: component.crm.between does not go with a component of kind \"CRM\"; it belongs to a link "
            "between sites, of kind \"wan\""});
  CHECK(
      estate_problems("[component.wan]\nbetween = [\"a\", \"a\"]\nbandwidth = \"100\"\nlatency = \"2m\"\n") ==
      Lines{"13:11: component.wan.between is [\"a\", \"a\"]; write two different sites, such as "
            "[\"london\", \"leeds\"]",
            "14:13: component.wan.bandwidth is \"100\"; write a bandwidth, such as \"100 Mbit\" or \"10 "
            "Gbit\"",
            "15:11: component.wan.latency is more than a minute; write the time of one way, such as "
            "\"5ms\""});
  CHECK(
      estate_problems("[component.crm]\npromotion = \"5s\"\n[component.sso]\nstandby = \"srm\"\n") ==
      Lines{"13:13: component.crm.promotion is said without a standby; write standby = \"the component that "
            "takes over\"",
            "15:11: component \"srm\" is not defined; did you mean \"crm\"?"});
  CHECK(estate_problems("[component.crm]\nwhen_down = { agents = \"gone\" }\nwhen_slow = \"soon\"\n") ==
        Lines{"13:24: component.crm.when_down.agents is \"gone\"; write \"signed out\", \"stay\", \"no "
              "sign-in\" or \"unreachable\"",
              "14:13: component.crm.when_slow is \"soon\"; write parts such as \"talking drop 40%\", \"no "
              "sign-in\" or \"25s to talk\", a semicolon between them, or \"none\""});
  CHECK(estate_problems(
            "[component.crm]\nwhen_down = { ringing = \"drop\", new_calls = \"drop\", becomes = 5 }\n") ==
        Lines{"13:45: component.crm.when_down.ringing and component.crm.when_down.new_calls are the same; "
              "write one of them",
              "13:63: component.crm.when_down.becomes is said without limit; write limit = \"trunks\", too"});
}

TEST_CASE("needs that cannot be") {
  CHECK(estate_problems("[depends]\n\"old.desktop\" = [\"old.thing\"]\n") ==
        Lines{"13:18: the name of component \"old.thing\" does not tell its kind; write "
              "[component.\"old.thing\"] with kind = \"data centre\""});
  CHECK(estate_problems("[component.payments]\nkind = \"third party\"\n[depends]\n\"old.desktop\" = "
                        "[\"paymens\"]\n") ==
        Lines{"15:18: the name of component \"paymens\" does not tell its kind; did you mean \"payments\"?"});
  CHECK(estate_problems("[depends]\nold.desktop = [\"sso\"]\n") ==
        Lines{"13:1: depends.\"old\" is a table; names with a point need quotes: \"old.desktop\" = [...]"});
  CHECK(estate_problems("[depends]\n\"old.desktop\" = [\"sso\", 5]\n") ==
        Lines{"13:25: depends.\"old.desktop\" is 5; write the names of what it needs, such as [\"old.dc1\", "
              "\"sso\"]"});
  CHECK(estate_problems("[depends]\n\"old.desktop\" = [\"sso\", \"sso\"]\n") ==
        Lines{"13:25: \"old.desktop\" needs \"sso\" twice; write it once"});
  CHECK(
      estate_problems(
          "[depends]\n\"old.desktop\" = { needs = \"crm\", edge = \"hard\", effect = \"none\" }\n") ==
      Lines{"13:58: depends.\"old.desktop\": an effect does not go with a hard need; a hard need means: down "
            "together; write edge = \"soft\""});
  CHECK(estate_problems("[depends]\n\"old.desktop\" = [{ edge = \"soft\" }]\n") ==
        Lines{"13:18: depends.\"old.desktop\" does not say what it needs; write { needs = \"crm\" }"});
  CHECK(estate_problems("[depends]\n\"old.desktop\" = { needs = \"crm\", edge = \"sof\" }\n") ==
        Lines{"13:41: depends.\"old.desktop\".edge is \"sof\"; did you mean \"soft\"?"});
}

TEST_CASE("sign-in and flows that cannot be") {
  CHECK(estate_problems("[component.sso]\n[sign_in]\nserver = \"ssso\"\nfails = \"100%\"\nat_once = 0\n") ==
        Lines{"14:10: component \"ssso\" is not defined; did you mean \"sso\"?",
              "15:9: sign_in.fails is all of them; nobody would ever come back; write less than 100%",
              "16:11: sign_in.at_once is 0; write a whole number from 1 to 100000"});
  CHECK(
      estate_problems("[component.crm]\nsite = \"a\"\n[component.dns]\nsite = \"b\"\n[[flow]]\nfrom = \"a\"\n"
                      "to = \"b\"\nsize = \"5\"\n") ==
      Lines{"19:8: flow[1].size is \"5\"; write how much goes over, such as \"50 GB\" or \"20 MB\""});
  CHECK(
      estate_problems("[component.crm]\nsite = \"a\"\n[component.dns]\nsite = \"b\"\n[[flow]]\nfrom = \"a\"\n"
                      "to = \"b\"\nsize = \"5 MB\"\n") ==
      Lines{"18:6: no link joins a and b; write a component of kind \"wan\" with between = [\"london\", "
            "\"leeds\"]"});
  CHECK(estate_problems("[component.crm]\nsite = \"leeds\"\n[[flow]]\nfrom = \"leds\"\n") ==
        Lines{"14:1: a flow does not say \"to\"; write from and to: the sites that data goes between",
              "14:1: flow[1].size is not said; write how much goes over, such as \"50 GB\" or \"20 MB\"",
              "15:8: site \"leds\" is not defined; did you mean \"leeds\"?"});
}
