// What a key with a number in it is about.
#include "scenarios/key_words.hpp"

#include <catch2/catch.hpp>

#include "tests/scenarios/scenario_text.hpp"

using namespace switchover;

TEST_CASE("a key that names an item by its place is told with what the item is") {
  const Expected<TomlValue> parsed = parse_toml(
      "[[event]]\nname = \"peak\"\nwhat = \"more calls\"\nqueue = \"billing\"\nby = \"10%\"\n"
      "[[event]]\nwhat = \"fewer agents\"\ngroups = [\"billing\", \"support\"]\nby = \"8%\"\n"
      "[[event]]\nby = \"1%\"\n[queue.\"4.1\"]\ntalk = \"240s\"\n",
      "scenario.toml");
  REQUIRE(parsed.ok());
  const TomlValue& root = parsed.value();
  CHECK(words_of_key(root, "event.1.by") == "peak, billing");
  CHECK(words_of_key(root, "event.2.by") == "fewer agents, billing, support");
  CHECK(words_of_key(root, "event.3.by").empty());
  CHECK(words_of_key(root, "event.4.by").empty());
  CHECK(words_of_key(root, "event.peak.by").empty());       // says it itself
  CHECK(words_of_key(root, "queue.\"4.1\".talk").empty());  // no item of a list
  CHECK(words_of_key(root, "staff.csv:12 agents").empty());
  CHECK(words_of_key(root, "").empty());
}
