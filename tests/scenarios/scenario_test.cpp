#include "scenarios/scenario.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

Scenario scenario_of(const std::string& text) {
  Expected<Scenario> read = read_text(text);
  if (!read.ok()) {
    for (const Problem& problem : read.problems()) UNSCOPED_INFO(to_string(problem));
  }
  REQUIRE(read.ok());
  return std::move(read).value();
}
const Assumption* assumption(const Scenario& scenario, const std::string& key) {
  for (const Assumption& line : scenario.assumptions) {
    if (line.key == key) return &line;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("the smallest scenario reads, with every default in the register") {
  const Scenario s = scenario_of(small_top + small_queue + small_group);
  CHECK(s.name == "s");
  CHECK(s.start == WallClock{2026, 3, 2, 8, 0, 0});
  CHECK(s.max_runs == 200);
  CHECK(s.seed == 1);
  CHECK_FALSE(s.measure);
  CHECK(s.centre.length == Duration::whole_seconds(36'000));
  CHECK(s.centre.interval == Duration::whole_seconds(900));
  REQUIRE(s.centre.platforms.size() == 1);
  CHECK(s.centre.platforms[0].name == "main");
  REQUIRE(s.centre.queues.size() == 1);
  const QueueSpec& queue = s.centre.queues[0];
  CHECK(queue.talk == Distribution::exponential(240));
  CHECK(queue.patience == Distribution::exponential(300));
  CHECK(queue.wrap.is_zero());
  CHECK_FALSE(queue.has_promise);
  CHECK(queue.counts == ServiceLevelDefinition::exclude_short_abandons);
  CHECK(queue.short_abandon == Duration::whole_seconds(5));
  CHECK(queue.callers.after_abandon == RedialRule{0.55, Distribution::exponential(600)});
  CHECK(queue.callers.after_busy == RedialRule{0.80, Distribution::exponential(120)});
  CHECK(queue.callers.give_up_after == 6);
  CHECK(s.centre.day_cv == Approx(0.06));
  REQUIRE(s.centre.demand.size() == 1);
  CHECK(s.centre.demand[0].intervals ==
        std::vector<DemandInterval>{{Time{}, Duration::whole_seconds(36'000), 1800}});
  CHECK(s.centre.groups[0].counted == std::vector<StaffStep>{{Time{}, 20}});
  CHECK(s.summary.offered_total == Approx(1800));
  CHECK(s.summary.peak_half_hour_calls == Approx(90));
  CHECK(s.summary.peak_on_phone == 20);
  CHECK(s.files.size() == 1);
  for (const char* key :
       {"queue.billing.patience", "queue.billing.short_abandon", "queue.billing.sl_counts",
        "queue.billing.talk.law", "callers.redial_after_abandon", "callers.redial_after_busy",
        "callers.redial_after_drop", "callers.redial_after_failure", "callers.give_up_after", "busyness.day",
        "busyness.interval"}) {
    INFO(key);
    const Assumption* line = assumption(s, key);
    REQUIRE(line != nullptr);
    CHECK(line->origin == Assumption::Origin::default_);
    CHECK_FALSE(line->reason.empty());
    CHECK_FALSE(line->value.empty());
  }
  CHECK(assumption(s, "queue.billing.patience")->value == "exponential, mean 300 s");
  CHECK(assumption(s, "callers.redial_after_abandon")->value == "55% after exponential, mean 600 s");
}

TEST_CASE("equal texts give equal scenarios") {
  const ScenarioFolder folder;
  folder.write("s.toml", small_top + small_queue + small_group);
  CHECK(folder.read("s.toml").value() == folder.read("s.toml").value());
}

TEST_CASE("typed values stand in the register with place and provenance") {
  const Scenario s =
      scenario_of(with_queue("patience = { mean = \"200s\", law = \"exponential\", source = \"ACD\", owner = "
                             "\"WFM\", as_of = 2026-02-15 }\n"
                             "ivr = \"30s\"\ncontained = { value = \"30%\", source = \"IVR report\" }\n"));
  const Assumption* patience = assumption(s, "queue.billing.patience");
  REQUIRE(patience != nullptr);
  CHECK(patience->origin == Assumption::Origin::typed);
  CHECK(patience->value == "exponential, mean 200 s");
  CHECK(patience->place.line == 6);
  CHECK(patience->place.column == 12);
  CHECK(patience->source == "ACD");
  CHECK(patience->owner == "WFM");
  CHECK(patience->as_of == "2026-02-15");
  CHECK(assumption(s, "queue.billing.contained")->source == "IVR report");
  CHECK(assumption(s, "queue.billing.contained")->value == "30%");
}

TEST_CASE("textbook defaults: what is not said does not happen") {
  const Scenario s = scenario_of(with_top("defaults = \"textbook\"\n"));
  CHECK(s.centre.queues[0].patience.is_never());
  CHECK(s.centre.queues[0].callers == CallerSpec{});
  CHECK(s.centre.queues[0].short_abandon == Duration());
  CHECK(s.centre.day_cv == 0);
  CHECK(assumption(s, "queue.billing.patience")->reason == "textbook: what is not said does not happen");
}

TEST_CASE("the top of the file") {
  const Scenario s = scenario_of(
      with_top("schema = 1\nname = \"n\"\nquestion = \"q\"\nruns = 50\nseed = 9223372036854775807\n"
               "timezone = \"Europe/London\"\ninterval = \"30m\"\nmeasure = [\"10:00\", \"10h\"]\n"));
  CHECK(s.name == "n");
  CHECK(s.question == "q");
  CHECK(s.max_runs == 50);
  CHECK(s.seed == 9223372036854775807U);
  CHECK(s.timezone == "Europe/London");
  CHECK(s.centre.interval == Duration::whole_seconds(1800));
  REQUIRE(s.measure);
  CHECK(s.measure->first == Time::after_start(Duration::whole_seconds(7200)));
  CHECK(s.measure->second == Time::after_start(Duration::whole_seconds(36'000)));
}

TEST_CASE("mistakes at the top, all in one go") {
  CHECK(
      problems_of("schema = 2\nstart = \"Monday\"\nlength = \"10\"\nruns = 0\ntimezone = "
                  "\"London\"\ninterval = \"0s\"\n"
                  "seed = -1\nfrobnicate = 1\nqustion = \"\"\nwave = 1\n" +
                  small_queue + small_group) ==
      Lines{"s.toml:1:10: schema is 2; this version reads schema = 1",
            "s.toml:2:9: start is \"Monday\"; write a date and time without quotes, such as "
            "2026-03-02T08:00:00",
            "s.toml:3:10: length is \"10\"; write a time with its unit, such as \"90s\", \"5m\" or \"1h30m\"",
            "s.toml:4:8: runs is 0; write a whole number from 1 to 1000000",
            "s.toml:5:12: time zone \"London\" is not known; write its IANA name, such as \"Europe/London\"",
            "s.toml:6:12: interval is 0s; write at least \"1s\"",
            "s.toml:7:8: seed is -1; write a whole number from 0 to 9223372036854775807",
            "s.toml:8:1: unknown key \"frobnicate\"; known are schema, name, question, base, start, length, "
            "timezone, runs, "
            "seed, interval, measure, defaults, arrivals, platform, queue, group, callers, busyness, split, "
            "files, bridge, "
            "event, component, depends, sign_in, flow, failover, drill, levers, money, expect, plan, "
            "compare, sweep",
            "s.toml:9:1: unknown key \"qustion\"; did you mean \"question\"?",
            "s.toml:10:1: \"wave\" is not supported by this version: waves of a migration; take it out"});
}

TEST_CASE("starts, lengths and windows at their limits") {
  CHECK(problems_of("start = 2026-03-02T08:00:00Z\nlength = \"59s\"\n" + small_queue + small_group) ==
        Lines{"s.toml:1:9: start is 2026-03-02T08:00:00; write the clock at the centre without an offset, "
              "and timezone = "
              "\"Europe/London\"",
              "s.toml:2:10: length is 59s; write from one minute to 50 years"});
  CHECK(problems_of("start = 1970-01-01\nlength = \"60 years\"\n" + small_queue + small_group) ==
        Lines{"s.toml:1:9: start is 1970-01-01; write a date from 1971 to 9000",
              "s.toml:2:10: length is 21900d; write from one minute to 50 years"});
  CHECK(problems_of(with_top("measure = \"2h\"\n")) ==
        Lines{"s.toml:3:11: measure is \"2h\"; write two moments, such as [\"02:00\", \"10:00\"] or [\"2h\", "
              "\"10h\"]"});
  CHECK(problems_of(with_top("measure = [\"2h\", \"11h\"]\n")) ==
        Lines{"s.toml:3:18: measure[2] is \"11h\", which lies outside the scenario; it runs from 2026-03-02 "
              "08:00 to "
              "2026-03-02 18:00"});
  CHECK(problems_of(with_top("measure = [\"2h\", \"10:00\"]\n")) ==
        Lines{"s.toml:3:11: measure is [\"2h\", \"10:00\"]; the window must not be empty"});
}

TEST_CASE("years in hourly reports run, in quarter-hours over many queues they do not") {
  const std::string years =
      "start = 2026-01-01\nlength = \"2 years\"\ninterval = \"1h\"\nmeasure = [\"1d\", \"2 years\"]\n";
  CHECK(read_text(years + small_queue + small_group).ok());
  CHECK(problems_of("start = 2026-01-01\nlength = \"50 years\"\ninterval = \"1m\"\n" + small_queue +
                    small_group) == Lines{"s.toml: 26280000 report intervals of 1m are too many; write a "
                                          "longer interval, such as interval = \"1h\" or "
                                          "\"1d\""});
  CHECK(problems_of(
            "start = 2026-01-01\nlength = \"50 years\"\ninterval = \"1d\"\n[queue.billing]\ntalk = \"1s\"\n"
            "calls_per_hour = 10000000\n" +
            small_group) == Lines{"s.toml: 4.38e+12 calls a run are too many; at most 3e+08: shorten the "
                                  "scenario or check the numbers"});
}

TEST_CASE("more names than there are ids") {
  std::string queues;
  for (int i = 0; i < 70'000; ++i) queues += "[queue.q" + std::to_string(i) + "]\n";
  CHECK(problems_of(small_top + queues) ==
        Lines{"s.toml: 70000 queues and 0 groups are too many; write at most 10000 of each"});
}

TEST_CASE("questions are asked, not refused") {
  const Scenario s =
      scenario_of(small_top + "[platform.old]\n[platform.new]\n[split]\ncalls = \"old 50%, new 50%\"\n" +
                  small_queue + "[group.billing]\nskills = \"billing\"\nplatform = \"old\"\nagents = 10\n");
  REQUIRE(s.lints.size() == 2);
  CHECK(s.lints[0].what == "calls go to platform \"new\", but no agents work there");
  CHECK(s.lints[1].what ==
        "at 08:00 there is more work than people, before any event: 12 Erlang for 10 agents");
  CHECK(s.lints[1].hint == "is this meant? callers will wait until some hang up");
  CHECK(scenario_of(small_top + small_queue + small_group).lints.empty());
}
