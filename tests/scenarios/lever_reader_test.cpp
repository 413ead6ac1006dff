#include "scenarios/lever_reader.hpp"

#include <catch2/catch.hpp>

#include "scenarios/scenario_keys.hpp"
#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

// Two groups, two platforms with every limit on one of them, and a failover.
const std::string centre =
    small_top + "[platform.old]\ntrunks = 90\nlogins = 30\nivr_ports = 20\nconcurrent_calls = 80\n" +
    "max_new_calls = \"2 per second\"\n[platform.new]\n" +
    "[queue.billing]\ntalk = \"240s\"\ncalls_per_hour = 180\n[queue.support]\ntalk = \"9s\"\ncalls_per_hour "
    "= 1\n" +
    "[group.billing]\nskills = [\"billing\"]\nplatform = \"old\"\nagents = 20\n" +
    "[group.support]\nskills = [\"support\"]\nplatform = \"old\"\nagents = 2\n" +
    "[component.\"old.dc1\"]\n[component.carrier-a]\nkind = \"carrier\"\nplatforms = [\"old\"]\n" +
    "[[failover]]\nname = \"dc1 to new\"\nwatches = \"old.dc1\"\nto = \"new\"\ndecide = \"10m\"\n" +
    "agents = { dual_enabled = \"60%\" }\nfailback = { after_repair = \"2h\" }\n" +
    "[[failover]]\nname = \"carrier-a to new\"\nwatches = \"carrier-a\"\nto = \"new\"\n" +
    "agents = { dual_enabled = \"60%\" }\n[levers]\n";

Lines wrong(const std::string& lever) {
  Lines lines = problems_of(centre + lever);
  for (std::string& line : lines) line.erase(0, line.find(": ") + 2);
  return lines;
}
LeverSpec lever(const std::string& text) {
  const Expected<Scenario> read = read_text(centre + text);
  if (!read.ok()) UNSCOPED_INFO(to_string(read.problems().front()));
  REQUIRE(read.ok());
  REQUIRE(read.value().levers.size() == 1);
  return read.value().levers.front();
}
Time at_minute(int minute) { return Time::after_start(Duration::whole_seconds(60LL * minute)); }

}  // namespace

TEST_CASE("overtime: group, range, hours and price") {
  const LeverSpec spec = lever(
      "overtime = { group = \"billing\", agents = \"0..40\", from = \"08:30\", to = \"13:00\", price = "
      "\"32.25 per agent hour\" }\n");
  CHECK(spec.name == "overtime");
  CHECK(spec.kind == LeverKind::agents);
  CHECK(spec.group == GroupId(0));
  CHECK(spec.least == 0);
  CHECK(spec.most == 40);
  CHECK(spec.step == 1);
  CHECK(spec.from == at_minute(30));
  CHECK(spec.to == at_minute(300));
  CHECK(spec.price == LeverPrice{LeverPrice::Per::agent_hour, 32.25, "32.25 per agent hour"});
  CHECK(spec.place.line > 30);
}

TEST_CASE("every kind of lever, with its default step and its own") {
  CHECK(
      lever("l = { platform = \"old\", trunks = \"0..120/10\", price = \"9 per trunk per month\" }\n").step ==
      10);
  CHECK(lever("l = { platform = \"old\", trunks = \"0..120\", price = \"9 per trunk per month\" }\n")
            .price.per == LeverPrice::Per::unit_month);
  CHECK(lever("l = { platform = \"old\", logins = \"5..50\" }\n").least == 5);
  CHECK(lever("l = { platform = \"old\", logins = \"50\" }\n").least == 50);
  CHECK(lever("l = { platform = \"old\", ivr_ports = \"0..9\" }\n").kind == LeverKind::ivr_ports);
  CHECK(lever("l = { platform = \"old\", concurrent_calls = \"0..9\" }\n").kind ==
        LeverKind::concurrent_calls);
  CHECK(lever("l = { platform = \"old\", calls_per_second = \"0..2/0.5\" }\n").step == 0.5);
  const LeverSpec dual = lever(
      "l = { failover = \"dc1 to new\", dual_enabled = \"60%..100%\", price = \"4 per agent per month\" }\n");
  CHECK(dual.failover == 0);
  CHECK(dual.least == Approx(0.6));
  CHECK(dual.step == Approx(0.05));
  CHECK(dual.price.per == LeverPrice::Per::unit_month);
  const LeverSpec decide = lever("l = { failover = \"old.dc1\", decide = \"0s..10m\", price = \"500\" }\n");
  CHECK(decide.failover == 0);
  CHECK(decide.most == 600);
  CHECK(decide.step == 60);
  CHECK(decide.price.per == LeverPrice::Per::use);
  const LeverSpec failback = lever("l = { failover = \"carrier-a\", failback = \"15m..2h\" }\n");
  CHECK(failback.failover == 1);
  CHECK(failback.least == 900);
  CHECK(failback.step == 900);
  CHECK(failback.price == LeverPrice{});
  for (const LeverKindInfo& info : lever_kinds()) {
    CHECK(&info_of(info.kind) == &info);
    CHECK(find_key("levers.NAME", info.key) != nullptr);
  }
}

TEST_CASE("breaks that move and off-phone work that is cancelled belong to a schedule") {
  const ScenarioFolder folder;
  folder.write("schedule.csv",
               "agent,team,start,end,activity\n"
               "Ann,billing,2026-03-02T08:00:00,2026-03-02T16:00:00,\n"
               "Ann,billing,2026-03-02T10:00:00,2026-03-02T10:15:00,break\n"
               "Ann,billing,2026-03-02T14:00:00,2026-03-02T15:00:00,training\n");
  const std::string text =
      small_top + small_queue +
      "[group.billing]\nskills = [\"billing\"]\n[files]\nschedule = \"schedule.csv\"\n[levers]\n";
  const auto problems = [&](const std::string& more) {
    folder.write("s.toml", text + more);
    return folder.problems("s.toml");
  };
  CHECK(problems("l = { later_breaks = \"0m..60m/15m\" }\n") == Lines{});
  CHECK(problems("l = { cancel = \"0%..100%\", from = \"13:00\", price = \"20 per agent hour\" }\n") ==
        Lines{});
  CHECK(problems("l = { later_breaks = \"0m..60m/15m\", from = \"11:00\" }\n") ==
        Lines{"s.toml:11:22: levers.l.later_breaks: no agent has a break or lunch there; write other moments "
              "in from and to, or take the lever out"});
  CHECK(problems("l = { group = \"billing\", cancel = \"0%..100%\", to = \"13:00\" }\n") ==
        Lines{"s.toml:11:35: levers.l.cancel: no agent of \"billing\" has training, a meeting or other "
              "off-phone work there; write other moments in from and to, or take the lever out"});
  CHECK(wrong("l = { later_breaks = \"0m..60m\" }\n") ==
        Lines{"levers.l.later_breaks: the agents are counted, not scheduled; write [files] schedule, or take "
              "the lever out"});
}

TEST_CASE("ranges that cannot be read") {
  const std::string group = "l = { group = \"billing\", ";
  CHECK(wrong(group + "agents = 40 }\n") == Lines{"levers.l.agents is 40; write a text in quotes"});
  for (const char* bad : {"0..", "..40", "0-40", "0..4.5", "0%..40%", "-1..4", "0..40/x", "0..40/5/5", "",
                          "0..999999999", "0..40/1.5"}) {
    INFO(bad);
    CHECK(wrong(group + "agents = \"" + bad + "\" }\n") ==
          Lines{"levers.l.agents is \"" + std::string(bad) +
                "\"; write \"0..40\", or with a step \"0..40/5\""});
  }
  CHECK(wrong(group + "agents = \"40..0\" }\n") ==
        Lines{"levers.l.agents is \"40..0\"; write the smaller amount first"});
  CHECK(wrong(group + "agents = \"0..40/0\" }\n") ==
        Lines{"levers.l.agents is \"0..40/0\"; write a step above zero"});
  CHECK(wrong(group + "agents = \"0..1000\" }\n") == Lines{});
  CHECK(wrong(group + "agents = \"0..1001\" }\n") ==
        Lines{"levers.l.agents is \"0..1001\"; at most 1000 steps can be tried: write a larger step"});
  CHECK(
      wrong(group + "agents = \"0\" }\n") ==
      Lines{"levers.l.agents is \"0\"; this lever cannot be pulled: write a larger amount, or take it out"});
  CHECK(wrong("l = { failover = \"dc1 to new\", dual_enabled = \"60%..101%\" }\n").size() == 1);
  CHECK(wrong("l = { failover = \"dc1 to new\", decide = \"0..10\" }\n") ==
        Lines{"levers.l.decide is \"0..10\"; write \"0m..60m\", or with a step \"0m..60m/15m\""});
}

TEST_CASE("names, windows and keys that a lever cannot have") {
  CHECK(wrong("l = { group = \"biling\", agents = \"0..4\" }\n") ==
        Lines{"group \"biling\" is not defined; did you mean \"billing\"?"});
  CHECK(wrong("l = { agents = \"0..4\" }\n") ==
        Lines{"levers.l.group is not said; write group = \"billing\""});
  CHECK(wrong("l = { platform = \"odl\", trunks = \"0..4\" }\n") ==
        Lines{"platform \"odl\" is not defined; did you mean \"old\"?"});
  CHECK(wrong("l = { trunks = \"0..4\" }\n") ==
        Lines{"levers.l.platform is not said; write platform = \"old\""});
  CHECK(
      wrong("l = { platform = \"new\", trunks = \"0..4\" }\n") ==
      Lines{"levers.l.trunks: platform \"new\" has no trunks, so that more of them change nothing; take the "
            "lever out, or say the limit in the platform's section"});
  CHECK(wrong("l = { decide = \"0s..10m\" }\n") ==
        Lines{"levers.l.failover is not said; write failover = \"dc1 to new\""});
  CHECK(wrong("l = { failover = \"dc1 to nwe\", decide = \"0s..5m\" }\n") ==
        Lines{"failover \"dc1 to nwe\" is not defined; did you mean \"dc1 to new\"?"});
  CHECK(wrong("l = { failover = \"dc1 to new\", decide = \"10m..15m\" }\n") ==
        Lines{"levers.l.decide of \"dc1 to new\" changes nothing: it takes 10m already; write a range that "
              "reaches further, or take the lever out"});
  CHECK(wrong("l = { failover = \"dc1 to new\", dual_enabled = \"20%..60%\" }\n").size() == 1);
  CHECK(wrong("l = { failover = \"dc1 to new\", failback = \"2h..3h\" }\n").size() == 1);
  CHECK(wrong("l = { group = \"billing\", agents = \"0..4\", from = \"13:00\", to = \"12:00\" }\n").size() ==
        1);
  CHECK(wrong("l = { group = \"billing\", agents = \"0..4\", platform = \"old\" }\n") ==
        Lines{"levers.l.platform does not go with agents; take it out"});
  CHECK(wrong("l = { platform = \"old\", trunks = \"0..4\", from = \"09:00\" }\n") ==
        Lines{"levers.l.from does not go with trunks; take it out"});
  CHECK(wrong("l = { platform = \"old\", trunks = \"0..4\", logins = \"0..4\" }\n") ==
        Lines{"levers.l.trunks is said beside logins; write a lever of its own for each"});
  CHECK(
      wrong("l = { group = \"billing\" }\n") ==
      Lines{"levers.l has nothing to pull; write one of agents, later_breaks, cancel, logins, dual_enabled, "
            "decide, failback, trunks, ivr_ports, concurrent_calls, calls_per_second"});
  CHECK(wrong("l = { group = \"billing\", agnets = \"0..4\" }\n").front() ==
        "unknown key \"agnets\" in levers.l; did you mean \"agents\"?");
  CHECK(wrong("l = 5\n") == Lines{"levers.l is 5; write a section, [levers.l]"});
  CHECK(problems_of(small_top + small_queue + small_group + "[levers]\nl = { decide = \"0s..10m\" }\n") ==
        Lines{"s.toml:10:16: levers.l.decide: there is no failover; write a [[failover]], or take the lever "
              "out"});
  CHECK(problems_of(small_top + small_queue + small_group + "[levers]\nl = { agents = \"0..10\" }\n") ==
        Lines{});
}

TEST_CASE("prices in the units that a lever has") {
  const std::string overtime = "l = { group = \"billing\", agents = \"0..4\", price = ";
  CHECK(lever(overtime + "\"250 per use\" }\n").price.per == LeverPrice::Per::use);
  CHECK(lever(overtime + "\"80 per agent\" }\n").price.per == LeverPrice::Per::unit);
  CHECK(lever(overtime + "\"0 per agent per month\" }\n").price.amount == 0);
  for (const char* bad : {"32 per trunk", "GBP 32 per agent hour", "-1 per use", "32 per hour",
                          "32 per agent hour hour", "32 per use per month", "dear", "32 agent hours"}) {
    INFO(bad);
    CHECK(wrong(overtime + "\"" + bad + "\" }\n") ==
          Lines{"levers.l.price is \"" + std::string(bad) +
                "\"; write \"32 per agent hour\", \"9 per agent\", \"9 per agent per month\" or \"500 per "
                "use\"; the currency stands in [money]"});
  }
  CHECK(wrong(overtime + "32 }\n") == Lines{"levers.l.price is 32; write a text in quotes"});
  CHECK(wrong("l = { platform = \"old\", trunks = \"0..4\", price = \"3 per agent hour\" }\n") ==
        Lines{"levers.l.price is \"3 per agent hour\"; write \"9 per trunk\", \"9 per trunk per month\" or "
              "\"500 per use\"; the currency stands in [money]"});
  CHECK(wrong("l = { failover = \"dc1 to new\", decide = \"0s..5m\", price = \"9 per minute\" }\n") ==
        Lines{"levers.l.price is \"9 per minute\"; write \"500 per use\"; the currency stands in [money]"});
}

TEST_CASE("money: a currency and what a person who is never served costs") {
  const auto money = [](const std::string& lines) { return with_more("[money]\n") + lines; };
  const Expected<Scenario> read =
      read_text(money("currency = \"GBP\"\ncaller_never_served = 12.5\ndays_a_month = 20\n"));
  REQUIRE(read.ok());
  CHECK(read.value().money == MoneySpec{"GBP", 12.5, 20});
  const Expected<Scenario> bare = read_text(money(""));
  REQUIRE(bare.ok());
  CHECK(bare.value().money == MoneySpec{});
  CHECK(problems_of(money("curency = \"GBP\"\n")) ==
        Lines{"s.toml:10:1: unknown key \"curency\" in money; did you mean \"currency\"?"});
  CHECK(problems_of(money("currency = \"\"\n")).size() == 1);
  CHECK(problems_of(money("currency = 5\n")).size() == 1);
  CHECK(problems_of(money("days_a_month = 0.5\n")) ==
        Lines{"s.toml:10:16: money.days_a_month is 0.5; write from 1 to 31 days"});
  CHECK(problems_of(money("days_a_month = 32\n")).size() == 1);
  CHECK(problems_of(money("caller_never_served = -1\n")).size() == 1);
}
