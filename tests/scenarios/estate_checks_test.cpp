// What only the whole estate shows: contradictions, and the questions of a careful reader.
#include "scenarios/estate_checks.hpp"

#include <catch2/catch.hpp>

#include "tests/scenarios/estate_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

const std::string rule =
    "[component.\"old.dc1\"]\n[[failover]]\nwatches = \"old.dc1\"\nto = \"new\"\ndetect = { heartbeat = "
    "\"10s\" }\nagents = { dual_enabled = \"100%\" }\n";
const std::string lost =
    "[[event]]\nname = \"loss\"\nat = \"10:15\"\nwhat = \"outage\"\ntarget = \"old.dc1\"\nlasts = "
    "\"1h\"\n";

bool asks(const Scenario& scenario, const std::string& question) {
  const Lines asked = questions(scenario);
  for (const std::string& line : asked) UNSCOPED_INFO(line);
  return std::count(asked.begin(), asked.end(), question) == 1;
}

}  // namespace

TEST_CASE("hard needs in a circle are named from one back to itself") {
  CHECK(
      estate_problems(
          "[depends]\n\"old.core\" = [{ needs = \"old.sbc\", edge = \"hard\" }]\n\"old.sbc\" = [{ "
          "needs = \"dns\", edge = \"hard\" }]\ndns = { needs = \"old.core\", edge = \"hard\" }\n") ==
      Lines{"15:17: hard needs go round in a circle: old.core -> old.sbc -> dns -> old.core; once down they "
            "could never come up; make one of them edge = \"soft\""});
  CHECK(
      estate_problems("[depends]\ncrm = { needs = \"crm\", edge = \"hard\" }\n") ==
      Lines{
          "13:17: hard needs go round in a circle: crm -> crm; once down they could never come up; make one "
          "of them edge = \"soft\""});
  CHECK(estate_problems("[depends]\n\"old.core\" = { needs = \"dns\", edge = \"hard\" }\ndns = { needs = "
                        "\"old.core\", edge = \"soft\" }\n")
            .empty());
}

TEST_CASE("a chain of thousands of needs, and its circle") {
  const std::size_t many = 50'000;
  std::vector<std::vector<std::size_t>> next(many);
  for (std::size_t i = 0; i + 1 < many; ++i) next[i] = {i + 1};
  CHECK(first_circle(next).empty());
  next[many - 1] = {many - 3};
  CHECK(first_circle(next) == std::vector<std::size_t>{many - 3, many - 2, many - 1});
  CHECK(first_circle({}).empty());
  CHECK(first_circle({{1, 1}, {}}).empty());  // twice the same is no circle
}

TEST_CASE("standbys of themselves and in a circle") {
  CHECK(estate_problems("[component.\"old.dc1\"]\nstandby = \"old.dc1\"\n") ==
        Lines{"12:12: component \"old.dc1\" is its own standby; name another component"});
  CHECK(estate_problems("[component.\"old.dc1\"]\nstandby = \"old.dc2\"\n[component.\"old.dc2\"]\nstandby = "
                        "\"old.dc1\"\n") ==
        Lines{"12:12: standbys go round in a circle: old.dc1 -> old.dc2 -> old.dc1; take one of them out"});
}

TEST_CASE("rules that contradict themselves or each other") {
  CHECK(
      estate_problems(
          "[component.\"old.dc1\"]\n[[failover]]\nwatches = \"old.dc1\"\nto = \"old\"\nagents = { "
          "dual_enabled = \"60%\" }\n") ==
      Lines{
          "15:6: failover of old.dc1 goes to the platform that it leaves, \"old\"; write another platform"});
  CHECK(estate_problems("[component.\"old.dc1\"]\n[[failover]]\nwatches = \"old.dc1\"\nto = \"new\"\n") ==
        Lines{"15:6: failover of old.dc1 sends calls to \"new\", where no agents work and none can sign in; "
              "write [failover.agents] with dual_enabled = \"60%\", or agents of its own"});
  CHECK(estate_problems(
            "[component.\"old.dc1\"]\n[[failover]]\nwatches = \"old.dc1\"\nto = \"new\"\nagents = { "
            "dual_enabled = \"0%\" }\n")
            .size() == 1);
  CHECK(estate_problems("[group.other]\nskills = \"billing\"\nplatform = \"new\"\nagents = 1\n"
                        "[component.\"old.dc1\"]\n[[failover]]\nwatches = \"old.dc1\"\nto = \"new\"\n")
            .empty());
  CHECK(estate_problems(rule +
                        "[[failover]]\nname = \"again\"\nwatches = \"old.dc1\"\nto = \"new\"\nagents = { "
                        "dual_enabled = \"60%\" }\n") ==
        Lines{"20:11: two failover rules watch \"old.dc1\"; write one"});
  CHECK(
      estate_problems(rule +
                      "[component.\"old.core\"]\n[[failover]]\nname = \"failover of old.dc1\"\nwatches = "
                      "\"old.core\"\nto = \"new\"\nagents = { dual_enabled = \"60%\" }\n") ==
      Lines{
          "19:1: two failovers are called \"failover of old.dc1\"; write name = \"...\" to tell them apart"});
}

TEST_CASE("failback before the fault, and through a number port") {
  CHECK(
      estate_problems(rule + "failback = { at = \"10:15\" }\n" + lost) ==
      Lines{
          "18:19: failover of old.dc1 fails back before the fault \"loss\" begins; write a later moment, or "
          "after_repair = \"15m\""});
  CHECK(estate_problems(rule + "failback = { at = \"10:16\" }\n" + lost).empty());
  const Lines one_way{
      "18:11: failover of old.dc1 goes through a number port and fails back: a number port is a one-way "
      "door; "
      "moving a number back takes a new letter of authority and weeks; redirect at the carrier instead, or "
      "take failback out"};
  CHECK(estate_problems(rule + "through = \"number port\"\nfailback = { after_repair = \"5m\" }\n") ==
        one_way);
  CHECK(estate_problems("[component.did]\nkind = \"number port\"\n" + rule +
                        "through = \"did\"\nfailback = { after_repair = \"5m\" }\n")
            .size() == 1);
  CHECK(
      asks(estate_of(rule + "through = \"number port\"\n"),
           "failover of old.dc1 goes through a number port: a one-way door; going back takes a new letter of "
           "authority and weeks; a carrier's redirection takes minutes"));
}

TEST_CASE("agents who sit idle long after the repair are counted") {
  const std::string late =
      "[component.\"old.dc1\"]\n[[failover]]\nwatches = \"old.dc1\"\nto = \"new\"\ndetect = { heartbeat = "
      "\"10s\" }\nagents = { dual_enabled = \"60%\" }\nfailback = { at = \"17:00\" }\n";
  const std::string question =
      "failback at 17:00 is 5 h 45 m after repair, 8 agents idle meanwhile; write after_repair = \"15m\" if "
      "nothing forbids to go back earlier";
  const Scenario scenario = estate_of(late + lost);
  CHECK(asks(scenario, question));
  // Through what it needs, too.
  CHECK(asks(
      estate_of(late + "[depends]\n\"old.dc1\" = { needs = \"wan\", edge = \"hard\" }\n[[event]]\nname = "
                       "\"cut\"\nat = \"10:15\"\nwhat = \"outage\"\ntarget = \"wan\"\nlasts = \"1h\"\n"),
      question));
  CHECK_FALSE(asks(estate_of(late), question));  // nothing fails
  const Scenario soon = estate_of(late + lost);
  CHECK(soon.estate_places.failbacks.at(0).line == 18);
}

TEST_CASE("detection that is typed, logins that are typed") {
  const Scenario scenario = estate_of(
      "[component.\"old.dc1\"]\n[[failover]]\nwatches = \"old.dc1\"\nto = \"new\"\ndetect = \"2m\"\nagents = "
      "{ "
      "dual_enabled = \"60%\" }\n");
  CHECK(asks(scenario,
             "old.dc1 has no heartbeat in the file: detection is the 2m that you typed, not simulated; write "
             "detect = { heartbeat = \"10s\", misses = 3 } to simulate it"));
  CHECK(asks(
      scenario,
      "failover of old.dc1: 60% of the agents can sign in on \"new\": typed, and drawn at random, not by "
      "skill; count the logins that work; which agents have them matters"));
  CHECK(questions(estate_of(rule)).empty());
}

TEST_CASE("a standby that is smaller than what it takes over") {
  const std::string limits =
      "trunks = 100\nivr_ports = 20\nmax_new_calls = \"5 per second\"\n[platform.spare]\ntrunks = "
      "60\nivr_ports = 10\nmax_new_calls = \"4 per second\"\nconcurrent_calls = 70\nlogins = 15\n";
  const std::string text =
      small_top + "[platform.old]\n" + limits +
      "[queue.billing]\ntalk = \"240s\"\ncalls_per_hour = 180\n[group.billing]\nskills = "
      "[\"billing\"]\nplatform = \"old\"\nagents = 20\n[component.\"old.dc1\"]\n"
      "[[failover]]\nwatches = \"old.dc1\"\nto = \"spare\"\ndetect = { heartbeat = "
      "\"10s\" }\nagents = { dual_enabled = \"100%\" }\n";
  const Expected<Scenario> read = read_text(text);
  REQUIRE(read.ok());
  const std::string end = "; is that enough for both?";
  CHECK(asks(read.value(), "\"spare\" has 60 trunks, and takes over from \"old\", which has 100" + end));
  CHECK(asks(read.value(),
             "\"spare\" has 70 concurrent calls, and takes over from \"old\", which has 100" + end));
  CHECK(asks(read.value(), "\"spare\" has 10 IVR ports, and takes over from \"old\", which has 20" + end));
  CHECK(asks(read.value(),
             "\"spare\" has 4 new calls a second, and takes over from \"old\", which has 5" + end));
  CHECK(asks(
      read.value(),
      "\"spare\" has 15 logins, and 20 agents would sign in there; those beyond the limit wait outside"));
  const Expected<Scenario> half = read_text(text + "share = \"50%\"\n");
  REQUIRE(half.ok());
  CHECK_FALSE(
      asks(half.value(), "\"spare\" has 60 trunks, and takes over from \"old\", which has 100" + end));
}

TEST_CASE("shares that a vendor's steps cannot set") {
  const std::string text =
      "[platform.cloud]\npreset = \"amazon-connect\"\nconcurrent_calls = 700\n[component.\"old.dc1\"]\n"
      "[[failover]]\nwatches = \"old.dc1\"\nto = \"cloud\"\nagents = { dual_enabled = \"100%\" }\n";
  const std::string question =
      "failover of old.dc1 moves 55% of the calls; amazon-connect moves them in steps of 10%; write a share "
      "that it can set";
  CHECK(asks(estate_of(text + "share = \"55%\"\n"), question));
  CHECK(asks(estate_of(text + "steps = \"55% every 1m\"\n"), question));
  CHECK_FALSE(asks(estate_of(text + "share = \"60%\"\nsteps = \"20% every 1m\"\n"), question));
}

TEST_CASE("components that nobody watches, presets that age") {
  CHECK(asks(estate_of(rule + "[component.\"old.sbc\"]\n[component.\"new.core\"]\n[component.wfm]\n"),
             "no failover rule for old.sbc, new.core: when they fail, nobody acts; write [[failover]] with "
             "watches = \"old.sbc\""));
  CHECK(asks(estate_of("[component.\"old.dc1\"]\n"),
             "no failover rule for old.dc1: when it fails, nobody acts; write [[failover]] with watches = "
             "\"old.dc1\""));
  // Pairs act by themselves.
  CHECK(questions(estate_of("[component.\"old.sbc\"]\nstandby = \"old.sbc2\"\n[component.\"old.sbc2\"]\n"))
            .empty());
  // What takes the watched one down is seen there.
  CHECK(questions(estate_of(rule + "[depends]\n\"old.dc1\" = { needs = \"old.core\", edge = \"hard\" }\n"))
            .empty());
  CHECK(asks(estate_of("[platform.cloud]\npreset = \"five9\"\n"),
             std::string("preset five9 on platform \"cloud\" is as of ") + preset_by_name("five9")->as_of +
                 "; vendors change their figures: check with your supplier"));
}
