#include "scenarios/drill_reader.hpp"

#include <catch2/catch.hpp>

#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;
using namespace switchover::testing;

namespace {

// [drill] stands on line 12, what is in it begins on line 13.
std::string with_drill(const std::string& lines) {
  return with_more("[component.sso]\n[component.recording]\n[drill]\n") + lines;
}
Lines wrong(const std::string& lines) { return problems_of(with_drill(lines)); }
DrillSpec drill(const std::string& lines) {
  const Expected<Scenario> read = read_text(with_drill(lines));
  if (!read.ok()) UNSCOPED_INFO(to_string(read.problems().front()));
  REQUIRE(read.ok());
  return read.value().drill;
}

}  // namespace

TEST_CASE("a drill says when, for how long, what is skipped and what is tolerable") {
  const DrillSpec spec = drill(
      "at = \"10:15\"\ntolerance = { never_served = 400, restored = \"60m\" }\nlasts = { sso = \"45m\" "
      "}\nskip = "
      "[\"recording\"]\n");
  CHECK(spec.at == Time::after_start(Duration::whole_seconds(8100)));
  CHECK(spec.never_served == 400.0);
  CHECK_FALSE(spec.never_served_share);
  CHECK(spec.restore == Duration::whole_seconds(3600));
  REQUIRE(spec.lasts.size() == 1);
  CHECK(spec.lasts[0] == std::pair(ComponentId(0), Duration::whole_seconds(2700)));
  CHECK(spec.skip == std::vector<ComponentId>{ComponentId(1)});
  CHECK(spec.place.line == 11);
}

TEST_CASE("a drill that says nothing takes the busiest interval") {
  const DrillSpec spec = drill("");
  CHECK_FALSE(spec.at);
  CHECK_FALSE(spec.never_served);
  CHECK_FALSE(spec.never_served_share);
  CHECK_FALSE(spec.restore);
  CHECK_FALSE(drill("at = \"busiest\"\n").at);
  const Expected<Scenario> without = read_text(with_more(""));
  REQUIRE(without.ok());
  CHECK(without.value().drill == DrillSpec{});
}

TEST_CASE("a tolerance in people, as a share, or in a section of its own") {
  CHECK(drill("tolerance = { never_served = \"2%\" }\n").never_served_share == Approx(0.02));
  CHECK(drill("tolerance = { never_served = 0 }\n").never_served == 0.0);
  CHECK(drill("[drill.tolerance]\nrestored = { minutes = 90 }\n").restore == Duration::whole_seconds(5400));
  const Expected<Scenario> read = read_text(
      with_drill("tolerance = { never_served = { value = 400, owner = \"COO\" }, restored = \"60m\" }\n"));
  REQUIRE(read.ok());
  bool told = false;
  for (const Assumption& line : read.value().assumptions)
    told = told ||
           (line.key == "drill.tolerance.never_served" && line.value == "400 people" && line.owner == "COO");
  CHECK(told);
}

TEST_CASE("tolerances that say nothing or something else") {
  CHECK(
      wrong("tolerance = 400\n") ==
      Lines{"s.toml:12:13: drill.tolerance is 400; write { never_served = 400, restored = \"60m\" }, one of "
            "them or both"});
  CHECK(wrong("tolerance = {}\n").size() == 1);
  CHECK(wrong("tolerance = { never_served = -1 }\n") ==
        Lines{"s.toml:12:30: drill.tolerance.never_served is -1; write a number of people, such as 400, or a "
              "share of the day's, such as \"2%\""});
  CHECK(wrong("tolerance = { never_served = \"120%\" }\n").size() == 1);
  CHECK(wrong("tolerance = { never_served = \"many\" }\n").size() == 1);
  CHECK(wrong("tolerance = { restored = 60 }\n") ==
        Lines{"s.toml:12:26: drill.tolerance.restored is 60; write a time with its unit, such as \"90s\", "
              "\"5m\" or \"1h30m\""});
  CHECK(wrong("tolerance = { restord = \"60m\" }\n") ==
        Lines{"s.toml:12:13: drill.tolerance is { restord = \"60m\" }; write { never_served = 400, restored "
              "= \"60m\" }, "
              "one of them or both",
              "s.toml:12:15: unknown key \"restord\" in drill.tolerance; did you mean \"restored\"?"});
}

TEST_CASE("moments and components that a drill cannot have") {
  CHECK(wrong("at = \"18:00\"\n") ==
        Lines{"s.toml:12:6: drill.at is \"18:00\"; nobody calls at the close: write an earlier moment, or "
              "\"busiest\""});
  CHECK(wrong("at = \"19:00\"\n").size() == 1);
  CHECK(wrong("lasts = { ssso = \"3h\" }\n")[0].find("did you mean \"sso\"?") != std::string::npos);
  CHECK(
      wrong("lasts = { sso = \"0s\" }\n") ==
      Lines{"s.toml:12:17: drill.lasts.\"sso\" is \"0s\"; write a time above zero, or name the component in "
            "skip"});
  CHECK(wrong("lasts = \"3h\"\n") ==
        Lines{"s.toml:12:9: drill.lasts is \"3h\"; write { \"old.dc1\" = \"3h\" }"});
  CHECK(wrong("skip = [\"recordings\"]\n")[0].find("did you mean \"recording\"?") != std::string::npos);
  CHECK(
      wrong("skip = [\"sso\"]\nlasts = { sso = \"3h\" }\n") ==
      Lines{"s.toml:12:8: drill skips \"sso\" and says how long it lasts; take it out of skip or of lasts"});
  CHECK(wrong("when = \"10:15\"\n") ==
        Lines{"s.toml:12:1: unknown key \"when\" in drill; known are at, tolerance, lasts, skip"});
}
