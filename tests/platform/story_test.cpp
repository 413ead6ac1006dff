#include "models/platform/story.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "models/platform/exact_text.hpp"
#include "sim/random_stream.hpp"
#include "tests/sim/child.hpp"

using namespace switchover;

namespace {

const std::vector<std::string> platforms{"old", "new, cloud"};

EstateSpec estate_of(const std::vector<std::string>& components, const std::vector<std::string>& rules,
                     const std::vector<std::string>& flows = {}) {
  EstateSpec estate;
  for (const std::string& name : components) {
    estate.components.emplace_back();
    estate.components.back().name = name;
  }
  for (const std::string& name : rules) {
    estate.failovers.emplace_back();
    estate.failovers.back().name = name;
  }
  for (const std::string& name : flows) {
    estate.flows.emplace_back();
    estate.flows.back().name = name;
  }
  return estate;
}

StoryEvent event_at(std::int64_t us, StoryKind kind) {
  StoryEvent event;
  event.at = Time::microseconds(us);
  event.kind = kind;
  return event;
}

Story read_back(const Story& story, const EstateSpec& estate) {
  const auto read = story_from_csv(to_csv(story, estate, platforms), "story.csv", estate, platforms);
  if (!read.ok()) FAIL(to_string(read.problems().front()));
  return read.value();
}

std::string problems_of(const std::string& text) {
  const auto read =
      story_from_csv(text, "story.csv", estate_of({"old.dc1", "sso"}, {"move"}, {"bulk"}), {"old", "new"});
  if (read.ok()) return "none";
  std::string all;
  for (const Problem& problem : read.problems()) all += to_string(problem) + "\n";
  return all;
}

const std::string header = "at_s,what,component,rule,platform,to,value,fault\n";

}  // namespace

TEST_CASE("A story is written one event a line, with the names of the estate") {
  const EstateSpec estate = estate_of({"old.dc1"}, {"failover of old.dc1"}, {"nightly copy"});
  Story story;
  story.events.push_back(event_at(3'600'000'000, StoryKind::fault_begins));
  story.events.back().component = ComponentId(0);
  story.events.back().value = 1;
  story.events.back().fault = "DC1, lost";
  story.events.push_back(event_at(3'605'000'001, StoryKind::detected));
  story.events.back().rule = 0;
  story.events.push_back(event_at(3'700'500'000, StoryKind::agents_at));
  story.events.back().platform = PlatformId(0);
  story.events.back().to = PlatformId(1);
  story.events.back().value = 0.1;
  story.events.push_back(event_at(4'000'000'000, StoryKind::copy_done));
  story.events.back().rule = 0;
  CHECK(to_csv(story, estate, platforms) == header +
                                                "3600,fault_begins,old.dc1,,,,1,\"DC1, lost\"\n"
                                                "3605.000001,detected,,failover of old.dc1,,,,\n"
                                                "3700.5,agents_at,,,old,\"new, cloud\",0.1,\n"
                                                "4000,copy_done,,nightly copy,,,,\n");
  CHECK(read_back(story, estate) == story);
}

TEST_CASE("An empty story is a header") {
  CHECK(to_csv(Story{}, EstateSpec{}, {}) == header);
  CHECK(read_back(Story{}, EstateSpec{}).events.empty());
}

TEST_CASE("Stories of all kinds and awkward names come back exactly") {
  const EstateSpec estate = estate_of({"", "twice", "twice", "#1", " blank ", "a\"b", "a\nb", "a\rb", "x,y"},
                                      {"rule", "rule", ""}, {"flow", "#7"});
  RandomStream luck({11, 0, 0, 0, 0, Purpose::test});
  const std::vector<std::string> faults{"", "DC1 lost", "#", "\"", "a,b", " ", "line\nbreak", "n\\n"};
  Story story;
  std::int64_t us = 0;
  for (int i = 0; i < 3'000; ++i) {
    us += static_cast<std::int64_t>(luck() % 3'000'000);
    StoryEvent event = event_at(us, static_cast<StoryKind>(luck() % 17));
    if (luck() % 2 == 0) event.component = ComponentId(luck() % 9);
    if (luck() % 2 == 0) event.rule = static_cast<int>(luck() % 2);
    if (luck() % 2 == 0) event.platform = PlatformId(luck() % 2);
    if (luck() % 2 == 0) event.to = PlatformId(luck() % 2);
    if (luck() % 2 == 0) event.value = luck.uniform() * 1e3 / 3;
    event.fault = faults[luck() % faults.size()];
    story.events.push_back(event);
  }
  story.events.back().value = std::numeric_limits<double>::denorm_min();
  CHECK(read_back(story, estate) == story);
}

TEST_CASE("Every kind of event has a name of its own") {
  for (int i = 0; i < 17; ++i) {
    for (int j = 0; j < i; ++j)
      CHECK(std::string(name_of(static_cast<StoryKind>(i))) != name_of(static_cast<StoryKind>(j)));
  }
  CHECK(std::string(name_of(StoryKind::copy_done)) == "copy_done");
}

TEST_CASE("Lines of a story may stand in any order, and columns may be left out") {
  const auto read = story_from_csv("what,at_s,component\nup,20,sso\ndown,10,sso\n", "story.csv",
                                   estate_of({"sso"}, {}), platforms);
  REQUIRE(read.ok());
  REQUIRE(read.value().events.size() == 2);
  CHECK(read.value().events[0].kind == StoryKind::down);
  CHECK(read.value().events[1].at == Time::microseconds(20'000'000));
}

TEST_CASE("Every problem of a story is told with its place") {
  CHECK(problems_of("") ==
        "story.csv: the file has no header line; begin it with at_s, what, component, rule, platform, to, "
        "value, fault\n");
  CHECK(problems_of("at_s,wat\n") ==
        "story.csv:1:6: column \"wat\" is not known; did you mean \"what\"?\n"
        "story.csv:1: column \"what\" is missing; the header is at_s, what, component, rule, platform, to, "
        "value, fault\n");
  CHECK(problems_of("at_s,what,at_s\n") ==
        "story.csv:1:11: column \"at_s\" stands twice in the header; remove one of them\n");
  CHECK(problems_of(header + "-1,down,ssso,,,,,\n") ==
        "story.csv:2:1: \"-1\" is no time in seconds; write seconds from 0 to 100 years with at most six "
        "decimals, such as 36900 or 36900.25\n"
        "story.csv:2:9: component \"ssso\" is not known; did you mean \"sso\"?\n");
  CHECK(problems_of(header + "1,dwn,,,,,,\n")
            .starts_with("story.csv:2:3: what \"dwn\" is not known; did you mean \"down\"?\n"));
  CHECK(problems_of(header + "1,down,#3,,,,,\n") ==
        "story.csv:2:8: component \"#3\" is not known; known: old.dc1, sso\n");
  CHECK(problems_of(header + "1,down,#0,,,,,\n") != "none");
  CHECK(problems_of(header + "1,copy_done,,move,,,,\n") ==
        "story.csv:2:14: data flow \"move\" is not known; known: bulk\n");
  CHECK(problems_of(header + "1,redirect,,move,older,,x,\n") ==
        "story.csv:2:18: platform \"older\" is not known; did you mean \"old\"?\n"
        "story.csv:2:25: \"x\" is no number\n");
  CHECK(problems_of(header + "1,down\n") ==
        "story.csv:2: the line has 2 cells, the header 8; separate cells with commas and put quotes around "
        "text that holds one\n");
  CHECK(problems_of(header + "1,down,,,,,,\"open\n") ==
        "story.csv:2:13: the quote that begins here is never closed; close it with \"\n");
  CHECK(problems_of(header + "1,down,,,,,nan,\n") == "story.csv:2:12: \"nan\" is no number\n");
}

TEST_CASE("A story of strangers is a broken contract") {
  Story story;
  story.events.push_back(event_at(1, StoryKind::down));
  story.events.back().component = ComponentId(3);
  CHECK(exit_code_of([&] { to_csv(story, estate_of({"sso"}, {}), platforms); }) == 70);
  story.events.back().component = ComponentId(0);
  CHECK(exit_code_of([&] { to_csv(story, estate_of({"sso"}, {}), platforms); }) == 0);
  story.events.back().at = Time::microseconds(-1);
  CHECK(exit_code_of([&] { to_csv(story, estate_of({"sso"}, {}), platforms); }) == 70);
}

TEST_CASE("Numbers, moments and quoted texts read back exactly or not at all") {
  CHECK(seconds_text(0) == "0");
  CHECK(seconds_text(1) == "0.000001");
  CHECK(seconds_text(36'900'250'000) == "36900.25");
  CHECK(microseconds_of("36900.25") == 36'900'250'000);
  CHECK(microseconds_of(seconds_text(Duration::longest_us)) == Duration::longest_us);
  for (const char* wrong : {"", ".", ".5", "1.", "1.0000001", "1e3", "-1", "+1", " 1", "4000000000"})
    CHECK_FALSE(microseconds_of(wrong).has_value());
  for (const double number : {0.1, 1.0 / 3, 1e300, 5e-324, 123456789.125, 0.0})
    CHECK(number_of(exact_number(number)) == number);
  CHECK(number_of("inf") == std::numeric_limits<double>::infinity());
  for (const char* wrong : {"", "nan", "1x", " 1", "1 "}) CHECK_FALSE(number_of(wrong).has_value());
  CHECK(count_of("18446744073709551615") == std::numeric_limits<std::uint64_t>::max());
  CHECK_FALSE(count_of("18446744073709551616").has_value());
  CHECK_FALSE(count_of("-1").has_value());
  CHECK(whole_of("-1") == -1);
  for (const char* text : {"", "a b", "\"", "\\", "\\n", "a\nb\r", "\\\""})
    CHECK(unquoted(quoted(text)) == std::string(text));
  CHECK(quoted("a\n\"b\"\\") == "\"a\\n\\\"b\\\"\\\\\"");
  for (const char* wrong : {"", "\"", "a", "\"a", "a\"", "\"a\\\"", "\"a\"b\"", "\"\\x\""})
    CHECK_FALSE(unquoted(wrong).has_value());
}
